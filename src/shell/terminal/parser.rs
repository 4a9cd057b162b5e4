//! Parses what a terminal sends into characters and sequences.
//!
//! Keys and the terminal's replies arrive in one stream, at any time and split anywhere. A reply taken for keys would do
//! things that nobody typed, so it is parsed here, byte by byte, and not by a library that has no case for replies to OSC
//! 11. The same goes for mouse reports and pasted text. No clock is read: the caller says when nothing came for a while.

use std::time::Duration;

use memchr::memchr;

/// After this time, an escape without more bytes is a key.
const ESCAPE: Duration = Duration::from_millis(30);
/// The same while a reply is expected, which begins with an escape too.
const ESCAPE_BEFORE_ANSWER: Duration = Duration::from_millis(250);
/// In bytes; the rest of a longer sequence is dropped.
const LONGEST: usize = 1024;
/// After this time, an interrupted paste is complete: one without an end must not swallow keys forever.
const PASTE: Duration = Duration::from_secs(2);
/// The longest terminal name that may arrive in two parts with a pause between them.
const LONGEST_NAME: usize = 64;
/// In bytes; the rest of a longer paste is dropped.
pub(crate) const MOST_PASTED: usize = 64 * 1024;
const END_OF_PASTE: &[u8] = b"\x1b[201~";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// A character or a control byte.
    Char(char),
    /// A character after an escape.
    Alt(char),
    /// `ESC [`, parameters, a final byte.
    Csi(Vec<u8>, u8),
    /// `ESC O` and a byte.
    Ss3(u8),
    /// `ESC ]`: the bytes up to its end.
    Osc(Vec<u8>),
    /// `ESC P`: the bytes up to its end.
    Dcs(Vec<u8>),
    /// `ESC _`: the bytes up to its end.
    Apc(Vec<u8>),
    /// Any other control string.
    Other,
    /// Pasted text, possibly truncated.
    Paste(Vec<u8>),
}

/// How much of a sequence was already emitted as keys, because nothing followed in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emitted {
    Nothing,
    Escape,
    /// The escape and the character after it.
    Opener,
}

/// The state within an incomplete sequence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum State {
    #[default]
    Ground,
    /// The first bytes of a character, and how many it has.
    Utf8(Vec<u8>, usize),
    Escape,
    /// An escape, or one and a character, was emitted, and a reply may continue after it.
    Late(Option<u8>),
    /// `ESC [`.
    Csi {
        bytes: Vec<u8>,
        emitted: Emitted,
    },
    /// `ESC O`.
    Ss3,
    /// `ESC ]`, `ESC P`, `ESC X`, `ESC ^`, `ESC _`.
    String {
        opener: u8,
        bytes: Vec<u8>,
        escaped: bool,
        paused: bool,
        emitted: Emitted,
    },
    /// Within a paste: what is kept of it, and how much of the end mark has come.
    Paste {
        kept: Vec<u8>,
        matched: usize,
    },
    /// The three bytes of an old mouse report.
    Mouse(u8),
}

/// Parses bytes into [`Sequence`]s.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    state: State,
    awaits_reply: bool,
}

impl Parser {
    /// Sets whether a reply is expected.
    pub(crate) fn expect_answer(&mut self, awaits_reply: bool) {
        self.awaits_reply = awaits_reply;
    }

    /// How long to wait for more before calling [`Self::silence`]; `None` for as long as it takes.
    pub(crate) fn patience(&self) -> Option<Duration> {
        if let State::Paste { .. } = self.state {
            return Some(PASTE);
        }
        let wait = match &self.state {
            State::Escape | State::Ss3 | State::Mouse(_) => true,
            State::Csi { bytes, emitted } => bytes.is_empty() || is_one_key(bytes, *emitted),
            State::String { bytes, paused, escaped, .. } => !paused && (bytes.is_empty() || !escaped),
            _ => false,
        };
        wait.then_some(if self.awaits_reply { ESCAPE_BEFORE_ANSWER } else { ESCAPE })
    }

    pub(crate) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Sequence>) {
        let mut rest = bytes;
        while let Some((byte, after)) = rest.split_first() {
            // Pasted text is taken in chunks: there may be megabytes of it.
            if let State::Paste { kept, matched: 0 } = &mut self.state {
                let plain = memchr(0x1b, rest).unwrap_or(rest.len());
                if plain > 0 {
                    keep(kept, &rest[..plain]);
                    rest = &rest[plain..];
                    continue;
                }
            }
            self.step(*byte, out);
            rest = after;
        }
    }

    /// Nothing came for as long as [`Self::patience`] says, so what may be a key is one.
    pub(crate) fn silence(&mut self, out: &mut Vec<Sequence>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Escape => {
                out.push(Sequence::Char('\u{1b}'));
                State::Late(None)
            }
            State::Ss3 => {
                out.push(Sequence::Alt('O'));
                State::Ground
            }
            State::Csi { bytes, emitted } if bytes.is_empty() => give_opener(b'[', emitted, out),
            State::String { opener, bytes, emitted, .. } if bytes.is_empty() => {
                give_opener(opener, emitted, out)
            }
            State::Csi { bytes, emitted } | State::String { bytes, emitted, .. }
                if is_one_key(&bytes, emitted) =>
            {
                out.extend(bytes.first().map(|byte| Sequence::Char(char::from(*byte))));
                State::Ground
            }
            State::String { opener, bytes, escaped, emitted, .. } => {
                State::String { opener, bytes, escaped, paused: true, emitted }
            }
            State::Paste { kept, .. } => {
                out.push(Sequence::Paste(kept));
                State::Ground
            }
            State::Mouse(_) => {
                out.push(Sequence::Other);
                State::Ground
            }
            other => other,
        };
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Sequence>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Ground => ground(byte, out),
            State::Utf8(mut bytes, length) => {
                if byte & 0xc0 != 0x80 {
                    out.push(Sequence::Char(char::REPLACEMENT_CHARACTER));
                    return self.step(byte, out);
                }
                bytes.push(byte);
                if bytes.len() < length {
                    State::Utf8(bytes, length)
                } else {
                    let text = String::from_utf8_lossy(&bytes);
                    out.extend(text.chars().next().map(Sequence::Char));
                    State::Ground
                }
            }
            State::Late(opener) => match (opener, byte) {
                (None, b'[') => State::Csi { bytes: Vec::new(), emitted: Emitted::Escape },
                (None, b']' | b'P' | b'_') if self.awaits_reply => string(byte, Vec::new(), Emitted::Escape),
                (Some(b'['), _) if goes_on_late(byte) => {
                    State::Csi { bytes: vec![byte], emitted: Emitted::Opener }
                }
                (Some(opener), _) if self.awaits_reply && first_of_answer(opener) == Some(byte) => {
                    string(opener, vec![byte], Emitted::Opener)
                }
                _ => ground(byte, out),
            },
            State::Escape => escape(byte, out),
            State::Csi { bytes, emitted } => csi(bytes, emitted, byte, out),
            State::Ss3 => match byte {
                0x1b => {
                    out.push(Sequence::Alt('O'));
                    State::Escape
                }
                _ => {
                    out.push(Sequence::Ss3(byte));
                    State::Ground
                }
            },
            State::String { opener, bytes, escaped: true, .. } => escaped(opener, bytes, byte, out),
            State::String { opener, bytes, escaped: false, paused, emitted } => {
                in_string(opener, bytes, (paused, emitted), byte, out)
            }
            State::Paste { kept, matched } => paste(kept, matched, byte, out),
            // A control byte is not part of an old mouse report: something else has begun.
            State::Mouse(_) if byte < 0x20 => {
                out.push(Sequence::Other);
                ground(byte, out)
            }
            State::Mouse(1) => {
                out.push(Sequence::Other);
                State::Ground
            }
            State::Mouse(left) => State::Mouse(left - 1),
        };
    }
}

/// Emits the character that might have opened a sequence.
fn give_opener(opener: u8, emitted: Emitted, out: &mut Vec<Sequence>) -> State {
    let character = char::from(opener);
    out.push(if emitted == Emitted::Nothing { Sequence::Alt(character) } else { Sequence::Char(character) });
    State::Late(Some(opener))
}

/// Whether what followed the emitted keys may have been typed.
fn is_one_key(bytes: &[u8], emitted: Emitted) -> bool {
    emitted == Emitted::Opener && bytes.len() == 1
}

/// Handles a byte after an escape in a string.
fn escaped(opener: u8, bytes: Vec<u8>, byte: u8, out: &mut Vec<Sequence>) -> State {
    if byte == b'\\' {
        return end_of_string(opener, bytes, out);
    }
    out.push(Sequence::Other);
    escape(byte, out)
}

/// Handles a byte in a string.
fn in_string(
    opener: u8,
    mut bytes: Vec<u8>,
    (paused, emitted): (bool, Emitted),
    byte: u8,
    out: &mut Vec<Sequence>,
) -> State {
    match byte {
        0x07 | 0x9c => return end_of_string(opener, bytes, out),
        0x18 | 0x1a => {
            out.push(Sequence::Other);
            return State::Ground;
        }
        0x1b => return State::String { opener, bytes, escaped: true, paused: false, emitted },
        _ => {}
    }
    // What may have been typed, and a string that paused for long, continue only with bytes of a known reply, so that keys
    // never vanish.
    if emitted == Emitted::Escape && bytes.is_empty() && first_of_answer(opener) != Some(byte) {
        out.push(Sequence::Char(char::from(opener)));
        return ground(byte, out);
    }
    if paused && !continues_answer(opener, &bytes, byte) {
        return ground(byte, out);
    }
    if bytes.len() < LONGEST {
        bytes.push(byte);
    }
    State::String { opener, bytes, escaped: false, paused, emitted }
}

fn ground(byte: u8, out: &mut Vec<Sequence>) -> State {
    match byte {
        0x1b => State::Escape,
        0..=0x7f => {
            out.push(Sequence::Char(char::from(byte)));
            State::Ground
        }
        0xc2..=0xdf => State::Utf8(vec![byte], 2),
        0xe0..=0xef => State::Utf8(vec![byte], 3),
        0xf0..=0xf4 => State::Utf8(vec![byte], 4),
        _ => {
            out.push(Sequence::Char(char::REPLACEMENT_CHARACTER));
            State::Ground
        }
    }
}

fn escape(byte: u8, out: &mut Vec<Sequence>) -> State {
    match byte {
        0x1b => {
            out.push(Sequence::Char('\u{1b}'));
            State::Escape
        }
        b'[' => State::Csi { bytes: Vec::new(), emitted: Emitted::Nothing },
        b'O' => State::Ss3,
        b']' | b'P' | b'X' | b'^' | b'_' => string(byte, Vec::new(), Emitted::Nothing),
        0x80.. => {
            out.push(Sequence::Char('\u{1b}'));
            ground(byte, out)
        }
        _ => {
            out.push(Sequence::Alt(char::from(byte)));
            State::Ground
        }
    }
}

fn string(opener: u8, bytes: Vec<u8>, emitted: Emitted) -> State {
    State::String { opener, bytes, escaped: false, paused: false, emitted }
}

fn end_of_string(opener: u8, bytes: Vec<u8>, out: &mut Vec<Sequence>) -> State {
    out.push(match opener {
        b']' => Sequence::Osc(bytes),
        b'P' => Sequence::Dcs(bytes),
        b'_' => Sequence::Apc(bytes),
        _ => Sequence::Other,
    });
    State::Ground
}

fn csi(mut bytes: Vec<u8>, emitted: Emitted, byte: u8, out: &mut Vec<Sequence>) -> State {
    if emitted == Emitted::Escape && bytes.is_empty() && !goes_on_late(byte) {
        out.push(Sequence::Char('['));
        return ground(byte, out);
    }
    match byte {
        0x1b => {
            out.push(Sequence::Other);
            State::Escape
        }
        // The Linux console's function keys: `ESC [ [ A`.
        b'[' if bytes.is_empty() => State::Csi { bytes: vec![b'['], emitted },
        b'M' if bytes.is_empty() => State::Mouse(3),
        0x40..=0x7e => {
            if (bytes.as_slice(), byte) == (b"200", b'~') {
                return State::Paste { kept: Vec::new(), matched: 0 };
            }
            out.push(Sequence::Csi(bytes, byte));
            State::Ground
        }
        0x20..=0x3f => {
            if bytes.len() < LONGEST {
                bytes.push(byte);
            }
            State::Csi { bytes, emitted }
        }
        _ => {
            out.push(Sequence::Other);
            ground(byte, out)
        }
    }
}

/// The first byte of replies in strings: a colour, a name, the result for an image.
fn first_of_answer(opener: u8) -> Option<u8> {
    match opener {
        b']' => Some(b'1'),
        b'P' => Some(b'>'),
        b'_' => Some(b'G'),
        _ => None,
    }
}

/// Whether a paused reply may continue with a byte. Names and errors have any letters, but are short.
fn continues_answer(opener: u8, bytes: &[u8], byte: u8) -> bool {
    match opener {
        b'P' | b'_' => bytes.len() < LONGEST_NAME && (b' '..=b'~').contains(&byte),
        _ => byte.is_ascii_hexdigit() || b"rgb:;/#?".contains(&byte),
    }
}

/// Whether a byte may follow `ESC [` late: in a reply, a mouse report, the mark of a paste.
fn goes_on_late(byte: u8) -> bool {
    matches!(byte, b'?' | b'<' | b'2' | b'6')
}

/// Handles a byte of a paste, or of its end mark.
fn paste(mut kept: Vec<u8>, matched: usize, byte: u8, out: &mut Vec<Sequence>) -> State {
    if END_OF_PASTE.get(matched) == Some(&byte) {
        if matched + 1 == END_OF_PASTE.len() {
            out.push(Sequence::Paste(kept));
            return State::Ground;
        }
        return State::Paste { kept, matched: matched + 1 };
    }
    // It was not the end mark, so it is text.
    keep(&mut kept, END_OF_PASTE.get(..matched).unwrap_or_default());
    if byte == 0x1b {
        return State::Paste { kept, matched: 1 };
    }
    keep(&mut kept, &[byte]);
    State::Paste { kept, matched: 0 }
}

/// Appends up to the limit.
fn keep(kept: &mut Vec<u8>, bytes: &[u8]) {
    let room = MOST_PASTED.saturating_sub(kept.len()).min(bytes.len());
    kept.extend_from_slice(&bytes[..room]);
}
