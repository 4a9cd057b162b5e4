//! What the terminal answers when it is asked, and how answers are told from keys.
//!
//! At the start it is asked for its background (OSC 11) and then for its attributes (DA1), which every terminal
//! answers: when that answer is there, there will be none to the first question. Nobody waits for either.

use super::keys;
use super::sequence::{Cutter, Sequence};
use crate::app::{Key, Look};
use std::time::Duration;

/// The questions, in the order in which they are answered.
pub const QUESTIONS: &str = "\x1b]11;?\x1b\\\x1b[c";

/// What came from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// The theme that suits the terminal's background.
    Background(Look),
    /// The last question has been answered.
    Answered,
}

/// Turns bytes into keys and answers; replies of any other kind are swallowed.
#[derive(Debug, Default)]
pub struct Decoder {
    cutter: Cutter,
    cut: Vec<Sequence>,
}

impl Decoder {
    /// A decoder; with `asked`, answers are on their way.
    pub fn new(asked: bool) -> Self {
        let mut decoder = Self::default();
        decoder.cutter.expect_answer(asked);
        decoder
    }

    /// How long to wait for more before calling [`Self::silence`].
    pub fn patience(&self) -> Option<Duration> {
        self.cutter.patience()
    }

    /// Takes bytes.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        self.cutter.feed(bytes, &mut self.cut);
        self.sort(out);
    }

    /// Nothing came for as long as [`Self::patience`] says.
    pub fn silence(&mut self, out: &mut Vec<Input>) {
        self.cutter.silence(&mut self.cut);
        self.sort(out);
    }

    fn sort(&mut self, out: &mut Vec<Input>) {
        for sequence in self.cut.drain(..) {
            match &sequence {
                Sequence::Osc(text) => out.extend(background(text).map(Input::Background)),
                Sequence::Csi(parameters, b'c') if parameters.starts_with(b"?") => {
                    self.cutter.expect_answer(false);
                    out.push(Input::Answered);
                }
                _ => out.extend(keys::key(&sequence).map(Input::Key)),
            }
        }
    }
}

/// The theme for a reply to OSC 11: `11;rgb:1e1e/1e1e/2e2e`, with one to four digits a part, `rgba:` or `#rrggbb`.
fn background(text: &[u8]) -> Option<Look> {
    let value = std::str::from_utf8(text).ok()?.strip_prefix("11;")?;
    let parts: Vec<&str> = if let Some(digits) = value.strip_prefix('#') {
        let length = digits.len() / 3;
        if length == 0 {
            return None;
        }
        (0..3).filter_map(|part| digits.get(part * length..(part + 1) * length)).collect()
    } else {
        value.strip_prefix("rgba:").or_else(|| value.strip_prefix("rgb:"))?.split('/').take(3).collect()
    };
    let [red, green, blue] = parts.as_slice() else { return None };
    let luminance = 0.2126 * linear(red)? + 0.7152 * linear(green)? + 0.0722 * linear(blue)?;
    // The grey that looks half way between black and white.
    Some(if luminance > 0.18 { Look::Light } else { Look::Dark })
}

/// A part of a colour, from hexadecimal digits to linear light.
fn linear(digits: &str) -> Option<f64> {
    let number = u16::from_str_radix(digits, 16).ok()?;
    let most = (1_u32 << (4 * digits.len())) - 1;
    Some((f64::from(number) / f64::from(most)).powf(2.2))
}

#[cfg(test)]
mod tests {
    use super::{Decoder, Input, background};
    use crate::app::{Key, KeyCode, Look};

    const REPLIES: [&[u8]; 4] = [
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?64;1;22c",
        b"\x1b]11;rgb:ffff/ffff/fcfc\x07\x1b[?1;2c",
        b"\x1b]11;rgba:00/00/00/ff\x1b\\\x1b[?62c",
        b"\x1b[?1;2c",
    ];

    fn keys(inputs: &[Input]) -> Vec<Key> {
        inputs
            .iter()
            .filter_map(|input| if let Input::Key(key) = input { Some(*key) } else { None })
            .collect()
    }

    #[test]
    fn a_reply_cut_anywhere_is_never_a_key() {
        for reply in REPLIES {
            for cut in 1..reply.len() {
                let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
                decoder.feed(&reply[..cut], &mut out);
                decoder.feed(&reply[cut..], &mut out);
                decoder.feed(b"j", &mut out);
                assert_eq!(keys(&out), [Key::char('j')], "cut at {cut}");
                assert!(out.contains(&Input::Answered));
            }
        }
    }

    #[test]
    fn a_reply_that_stops_for_seconds_is_never_a_key() {
        for reply in REPLIES {
            for cut in 1..reply.len() {
                let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
                decoder.feed(&reply[..cut], &mut out);
                while decoder.patience().is_some() {
                    decoder.silence(&mut out);
                }
                decoder.feed(&reply[cut..], &mut out);
                decoder.feed(b"j", &mut out);
                let mut keys = keys(&out);
                assert_eq!(keys.pop(), Some(Key::char('j')), "cut at {cut}");
                // Alone, an escape is a key after a while, and so is one with a bracket: what follows is not.
                keys.retain(|key| key.code != KeyCode::Esc && !key.alt);
                assert_eq!(keys, [], "cut at {cut} of {:?}", String::from_utf8_lossy(reply));
            }
        }
    }

    #[test]
    fn a_reply_that_nobody_waits_for_is_swallowed() {
        for reply in REPLIES {
            for cut in 2..reply.len() {
                let (mut decoder, mut out) = (Decoder::new(false), Vec::new());
                decoder.feed(&reply[..cut], &mut out);
                decoder.feed(&reply[cut..], &mut out);
                decoder.feed(
                    b"\x1b[12;40R\x1bP>|xterm(390)\x1b\\\x1b]10;rgb:0/0/0\x07\x1b[?1u\x1b[0n",
                    &mut out,
                );
                assert_eq!(keys(&out), []);
            }
        }
    }

    #[test]
    fn what_a_person_types_is_not_lost() {
        for asked in [false, true] {
            let typed: [&[u8]; 8] = [b"\x1b", b"]", b"[", b"1", b"\x1b]", b"\x1b[", b"\x1bP", b"q"];
            for first in typed {
                for second in typed {
                    let (mut decoder, mut out) = (Decoder::new(asked), Vec::new());
                    for bytes in [first, second] {
                        decoder.feed(bytes, &mut out);
                        while decoder.patience().is_some() {
                            decoder.silence(&mut out);
                        }
                    }
                    assert_eq!(keys(&out).len(), 2, "{asked} {first:?} {second:?} {out:?}");
                }
            }
        }
    }

    #[test]
    fn a_reply_without_an_end_does_not_swallow_the_keys_for_good() {
        let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
        decoder.feed(b"\x1b]11;rgb:1e1e", &mut out);
        while decoder.patience().is_some() {
            decoder.silence(&mut out);
        }
        decoder.feed(b"jk", &mut out);
        assert_eq!(keys(&out), [Key::char('j'), Key::char('k')]);
    }

    #[test]
    fn the_background_is_judged_by_its_light() {
        let cases: &[(&[u8], Option<Look>)] = &[
            (b"11;rgb:0000/0000/0000", Some(Look::Dark)),
            (b"11;rgb:ffff/ffff/ffff", Some(Look::Light)),
            (b"11;rgb:fd/f6/e3", Some(Look::Light)),
            (b"11;rgb:00/2b/36", Some(Look::Dark)),
            (b"11;rgb:f/f/f", Some(Look::Light)),
            (b"11;#1e1e2e", Some(Look::Dark)),
            (b"11;#", None),
            (b"10;rgb:ffff/ffff/ffff", None),
            (b"11;?", None),
            (b"11;rgb:zz/00/00", None),
            (b"11;rgb:00/00", None),
            (b"11;rgb:\xff", None),
        ];
        for (text, expected) in cases {
            assert_eq!(background(text), *expected, "{:?}", String::from_utf8_lossy(text));
        }
    }
}
