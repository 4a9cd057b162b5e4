//! Decodes what the terminal sends: keys, replies, the mouse, pasted text.
//!
//! At the start it is queried for its background (OSC 11), for its graphics support, and last for its attributes (DA1).
//! Every terminal answers that last query, and no reply to an earlier one comes after it. Nothing waits for replies.

use std::time::Duration;

use crate::app::{Click, Key, Look};
use crate::shell::terminal::keys;
use crate::shell::terminal::parser::{Parser, Sequence};

pub(crate) const BACKGROUND: &str = "\x1b]11;?\x1b\\";
/// Queried last.
pub(crate) const ATTRIBUTES: &str = "\x1b[c";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GraphicsReply {
    Kitty,
    Sixel,
    /// Width and height of a cell, in pixels.
    Cell(u16, u16),
    /// Name and version.
    Name(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Key(Key),
    Mouse {
        click: Click,
        /// From 0.
        column: u16,
        /// From 0.
        row: u16,
    },
    Pasted(String),
    /// The window got the focus.
    Focused,
    /// The theme that suits the terminal's background.
    Background(Look),
    Graphics(GraphicsReply),
    /// The last query has been answered.
    Answered,
}

/// Turns bytes into keys and replies; unknown replies are dropped.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    parser: Parser,
    sequences: Vec<Sequence>,
}

impl Decoder {
    /// `asked` says whether replies are expected.
    pub(crate) fn new(asked: bool) -> Self {
        let mut decoder = Self::default();
        decoder.parser.expect_answer(asked);
        decoder
    }

    /// How long to wait for more before calling [`Self::silence`].
    pub(crate) fn patience(&self) -> Option<Duration> {
        self.parser.patience()
    }

    pub(crate) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        self.parser.feed(bytes, &mut self.sequences);
        self.sort(out);
    }

    /// Nothing came for as long as [`Self::patience`] says.
    pub(crate) fn silence(&mut self, out: &mut Vec<Input>) {
        self.parser.silence(&mut self.sequences);
        self.sort(out);
    }

    fn sort(&mut self, out: &mut Vec<Input>) {
        for sequence in self.sequences.drain(..) {
            match &sequence {
                Sequence::Paste(bytes) => out.push(Input::Pasted(text(bytes))),
                Sequence::Csi(parameters, b'I') if parameters.is_empty() => out.push(Input::Focused),
                Sequence::Csi(parameters, last) if parameters.starts_with(b"<") => {
                    let report = keys::report(parameters, *last);
                    out.extend(report.map(|(click, column, row)| Input::Mouse { click, column, row }));
                }
                Sequence::Osc(text) => out.extend(background(text).map(Input::Background)),
                Sequence::Apc(text) => {
                    out.extend(
                        (text.starts_with(b"Gi=31") && text.ends_with(b";OK"))
                            .then_some(Input::Graphics(GraphicsReply::Kitty)),
                    );
                }
                Sequence::Dcs(text) => {
                    out.extend(name(text).map(|name| Input::Graphics(GraphicsReply::Name(name))));
                }
                Sequence::Csi(parameters, b't') => {
                    out.extend(
                        cell(parameters)
                            .map(|(width, height)| Input::Graphics(GraphicsReply::Cell(width, height))),
                    );
                }
                Sequence::Csi(parameters, b'c') if parameters.starts_with(b"?") => {
                    self.parser.expect_answer(false);
                    if parameters.split(|byte| *byte == b';').skip(1).any(|attribute| attribute == b"4") {
                        out.push(Input::Graphics(GraphicsReply::Sixel));
                    }
                    out.push(Input::Answered);
                }
                _ => out.extend(keys::key(&sequence).map(Input::Key)),
            }
        }
    }
}

/// The name in a reply to XTVERSION: `>|kitty(0.40.1)`.
fn name(text: &[u8]) -> Option<String> {
    let name = text.strip_prefix(b">|")?;
    name.iter().all(u8::is_ascii).then(|| String::from_utf8_lossy(name).into_owned())
}

/// Width and height in a reply with the size of a cell in pixels: `6;20;10`, the height first.
fn cell(parameters: &[u8]) -> Option<(u16, u16)> {
    let text = std::str::from_utf8(parameters).ok()?.strip_prefix("6;")?;
    let (height, width) = text.split_once(';')?;
    let (width, height) = (width.parse().ok()?, height.parse().ok()?);
    // Other sizes are not plausible.
    ((2..=1000).contains(&width) && (2..=1000).contains(&height)).then_some((width, height))
}

/// Pasted bytes as text. The limit may have cut the last character.
fn text(bytes: &[u8]) -> String {
    let whole = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    };
    String::from_utf8_lossy(bytes.get(..whole).unwrap_or_default()).into_owned()
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
    // The luminance of middle grey.
    Some(if luminance > 0.18 { Look::Light } else { Look::Dark })
}

/// A colour component, from hexadecimal digits to linear light.
fn linear(digits: &str) -> Option<f64> {
    let number = u16::from_str_radix(digits, 16).ok()?;
    let most = (1_u32 << (4 * digits.len())) - 1;
    Some((f64::from(number) / f64::from(most)).powf(2.2))
}

#[cfg(test)]
mod tests {
    use super::{Click, Decoder, GraphicsReply, Input, background};
    use crate::app::{Key, KeyCode, Look};
    use crate::shell::terminal::parser::MOST_PASTED;

    const REPLIES: [&[u8]; 6] = [
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?64;1;22c",
        b"\x1b]11;rgb:ffff/ffff/fcfc\x07\x1b[?1;2c",
        b"\x1b]11;rgba:00/00/00/ff\x1b\\\x1b[?62c",
        b"\x1b[?1;2c",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[?65;4;6;18;22c",
        b"\x1b_Gi=31;ENOTSUPPORTED:no deflating\x1b\\\x1b[6;0;0t\x1bP>|XTerm(390)\x1b\\\x1b[?64;1;22c",
    ];

    fn keys(inputs: &[Input]) -> Vec<Key> {
        inputs
            .iter()
            .filter_map(|input| if let Input::Key(key) = input { Some(*key) } else { None })
            .collect()
    }

    #[test]
    fn a_reply_split_anywhere_is_never_a_key() {
        for reply in REPLIES {
            for sequences in 1..reply.len() {
                let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
                decoder.feed(&reply[..sequences], &mut out);
                decoder.feed(&reply[sequences..], &mut out);
                decoder.feed(b"j", &mut out);
                assert_eq!(keys(&out), [Key::char('j')], "cut at {sequences}");
                assert!(out.contains(&Input::Answered));
            }
        }
    }

    #[test]
    fn a_paused_reply_is_never_a_key() {
        for reply in REPLIES {
            for sequences in 1..reply.len() {
                let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
                decoder.feed(&reply[..sequences], &mut out);
                while decoder.patience().is_some() {
                    decoder.silence(&mut out);
                }
                decoder.feed(&reply[sequences..], &mut out);
                decoder.feed(b"j", &mut out);
                let mut keys = keys(&out);
                assert_eq!(keys.pop(), Some(Key::char('j')), "cut at {sequences}");
                // A lone escape becomes a key after a while, and so does one with a bracket; nothing after it does.
                keys.retain(|key| key.code != KeyCode::Esc && !key.alt);
                assert_eq!(keys, [], "cut at {sequences} of {:?}", String::from_utf8_lossy(reply));
            }
        }
    }

    #[test]
    fn an_unexpected_reply_is_dropped() {
        for reply in REPLIES {
            for sequences in 2..reply.len() {
                let (mut decoder, mut out) = (Decoder::new(false), Vec::new());
                decoder.feed(&reply[..sequences], &mut out);
                decoder.feed(&reply[sequences..], &mut out);
                decoder.feed(
                    b"\x1b[12;40R\x1bP>|xterm(390)\x1b\\\x1b]10;rgb:0/0/0\x07\x1b[?1u\x1b[0n",
                    &mut out,
                );
                assert_eq!(keys(&out), []);
            }
        }
    }

    #[test]
    fn graphics_replies_are_decoded() {
        let replies = |reply: &[u8]| {
            let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
            decoder.feed(reply, &mut out);
            out.into_iter()
                .filter_map(|input| if let Input::Graphics(replies) = input { Some(replies) } else { None })
                .collect()
        };
        let all: Vec<GraphicsReply> = replies(REPLIES[4]);
        let name = GraphicsReply::Name("WezTerm 20240203-110809-5046fc22".into());
        assert_eq!(all, [GraphicsReply::Kitty, GraphicsReply::Cell(10, 20), name, GraphicsReply::Sixel]);
        let some: Vec<GraphicsReply> = replies(REPLIES[5]);
        assert_eq!(some, [GraphicsReply::Name("XTerm(390)".into())]);
        let none: Vec<GraphicsReply> = replies(b"\x1b_Gi=7;OK\x1b\\\x1b[4;600;800t\x1bP1$r0m\x1b\\\x1b[?4c");
        assert_eq!(none, []);
    }

    #[test]
    fn typed_keys_are_not_lost() {
        for asked in [false, true] {
            let typed: [&[u8]; 12] =
                [b"\x1b", b"]", b"[", b"1", b"\x1b]", b"\x1b[", b"\x1bP", b"q", b"_", b"G", b">", b"6"];
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
    fn an_unfinished_reply_does_not_swallow_keys_forever() {
        let (mut decoder, mut out) = (Decoder::new(true), Vec::new());
        decoder.feed(b"\x1b]11;rgb:1e1e", &mut out);
        while decoder.patience().is_some() {
            decoder.silence(&mut out);
        }
        decoder.feed(b"jk", &mut out);
        assert_eq!(keys(&out), [Key::char('j'), Key::char('k')]);
    }

    /// The inputs decoded from bytes split at a position, with or without a pause there that is longer than any
    /// timeout.
    fn sequences(bytes: &[u8], at: usize, pause: bool) -> Vec<Input> {
        let (mut decoder, mut out) = (Decoder::new(false), Vec::new());
        decoder.feed(&bytes[..at], &mut out);
        if pause {
            decoder.silence(&mut out);
        }
        decoder.feed(&bytes[at..], &mut out);
        decoder.feed(b"j", &mut out);
        decoder.silence(&mut out);
        out
    }

    #[test]
    fn a_mouse_report_split_anywhere_is_never_a_key() {
        let report = b"\x1b[<65;12;7M";
        let wheel = Input::Mouse { click: Click::Wheel { down: true }, column: 11, row: 6 };
        for at in 0..report.len() {
            for pause in [false, true] {
                let mut out = sequences(report, at, pause);
                // After an escape, or one and a bracket, a pause means that a key was typed.
                out.retain(|input| !matches!(input, Input::Key(key) if key.code == KeyCode::Esc || key.alt));
                assert_eq!(out, [wheel.clone(), Input::Key(Key::char('j'))], "cut at {at}, {pause}");
            }
        }
    }

    #[test]
    fn a_paste_split_anywhere_is_text() {
        let paste = "\u{1b}[200~q\u{1b}[20 é\n\u{1b}\u{1b}[201~".as_bytes();
        for at in 0..=paste.len() {
            let expected = [Input::Pasted("q\u{1b}[20 é\n\u{1b}".into()), Input::Key(Key::char('j'))];
            assert_eq!(sequences(paste, at, false), expected, "cut at {at}");
        }
        // The marks may come late as well; a pause within the text that is longer than any terminal's ends it.
        for at in [1, 2, 3, 5] {
            let mut out = sequences(paste, at, true);
            out.retain(|input| !matches!(input, Input::Key(key) if key.code == KeyCode::Esc || key.alt));
            assert_eq!(out.len(), 2, "cut at {at}: {out:?}");
        }
        let out = sequences(b"\x1b[200~abc\x1b[201~", 8, true);
        let keys = [Key::char('c'), Key::char('j')].map(Input::Key);
        assert_eq!(out, [&[Input::Pasted("ab".into())], keys.as_slice()].concat());
    }

    #[test]
    fn a_large_paste_is_truncated_and_is_no_key() {
        let (mut decoder, mut out) = (Decoder::new(false), Vec::new());
        decoder.feed(b"\x1b[200~", &mut out);
        for _ in 0..1024 {
            decoder.feed("é\u{1b}[20".repeat(171).as_bytes(), &mut out);
        }
        decoder.feed(b"\xff\x1b[201~", &mut out);
        let [Input::Pasted(text)] = out.as_slice() else { panic!("{} inputs", out.len()) };
        assert!(text.len() <= MOST_PASTED && text.len() > MOST_PASTED - 4 && !text.contains('\u{fffd}'));
        let mut out = Vec::new();
        decoder.feed(b"\x1b[200~a\xffb\x1b[201~", &mut out);
        assert_eq!(out, [Input::Pasted("a\u{fffd}b".into())]);
    }

    proptest::proptest! {
        #[test]
        fn no_report_is_a_key(button: u32, column: u32, row: u64, last in "[Mm]", at in 0_usize..40) {
            let report = format!("\x1b[<{button};{column};{row}{last}");
            let out = sequences(report.as_bytes(), at.min(report.len()), false);
            proptest::prop_assert_eq!(keys(&out), [Key::char('j')]);
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), seed in 0_usize..64) {
            let (mut decoder, mut out) = (Decoder::new(seed % 2 == 0), Vec::new());
            for piece in bytes.chunks(seed / 2 + 1) {
                decoder.feed(piece, &mut out);
                if seed % 3 == 0 {
                    decoder.silence(&mut out);
                }
            }
            // Whatever it was, keys are received again after the byte that cancels it.
            decoder.silence(&mut out);
            decoder.feed(b"\x18", &mut out);
            decoder.silence(&mut out);
            out.clear();
            decoder.feed(b"j", &mut out);
            proptest::prop_assert_eq!(keys(&out), [Key::char('j')]);
        }
    }

    #[test]
    fn the_theme_follows_the_luminance_of_the_background() {
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
