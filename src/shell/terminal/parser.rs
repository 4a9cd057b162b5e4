//! Cuts what a terminal sends into characters and sequences.
//!
//! The bytes of keys and of the terminal's own replies come through one door, at any time and cut anywhere. A reply
//! taken for keys would do things that nobody typed, so the cutting is done here, byte by byte, and not by a library
//! that has no case for replies to OSC 11. The same goes for reports of the mouse and for pasted text. No clock is read: who calls says when nothing came for a while.

use std::time::Duration;

use memchr::memchr;

/// How long an escape waits for what may follow it before it is a key.
const ESCAPE: Duration = Duration::from_millis(30);
/// The same while the terminal owes an answer, which begins with an escape too.
const ESCAPE_BEFORE_ANSWER: Duration = Duration::from_millis(250);
/// The longest sequence that is kept; the rest of a longer one is swallowed.
const LONGEST: usize = 1024;
/// How long a paste may stop before it counts as whole: one without an end must not swallow the keys for good.
const PASTE: Duration = Duration::from_secs(2);
/// The longest name of a terminal that may come in two parts with a pause between them.
const LONGEST_NAME: usize = 64;
/// The most of a paste that is kept, in bytes; the rest is swallowed.
pub const MOST_PASTED: usize = 64 * 1024;
/// How the end of pasted text is marked.
const END_OF_PASTE: &[u8] = b"\x1b[201~";

/// One thing that a terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sequence {
    /// A character, or a control byte as one.
    Char(char),
    /// A character after an escape.
    Alt(char),
    /// `ESC [`, parameters, a final byte.
    Csi(Vec<u8>, u8),
    /// `ESC O` and a byte.
    Ss3(u8),
    /// `ESC ]` and what stood before its end.
    Osc(Vec<u8>),
    /// `ESC P` and what stood before its end.
    Dcs(Vec<u8>),
    /// `ESC _` and what stood before its end.
    Apc(Vec<u8>),
    /// Any other string of the terminal's.
    Other,
    /// Text was pasted: as much of it as is kept.
    Paste(Vec<u8>),
}

/// How much of a sequence's beginning was given out as keys, because nothing followed in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emitted {
    /// Nothing.
    Nothing,
    /// Its escape.
    Escape,
    /// Its escape and the character behind it.
    Opener,
}

/// What has come of a sequence that is not at its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum State {
    #[default]
    Ground,
    /// The beginning of a character of several bytes, and how many it has.
    Utf8(Vec<u8>, usize),
    /// An escape.
    Escape,
    /// An escape, or one and a character, was given out, and an answer may go on behind it.
    Late(Option<u8>),
    /// `ESC [`.
    Csi { bytes: Vec<u8>, emitted: Emitted },
    /// `ESC O`.
    Ss3,
    /// `ESC ]`, `ESC P`, `ESC X`, `ESC ^`, `ESC _`.
    String { opener: u8, bytes: Vec<u8>, escaped: bool, paused: bool, emitted: Emitted },
    /// Between the marks of a paste: what is kept of it, and how much of its end mark has come.
    Paste { kept: Vec<u8>, matched: usize },
    /// The three bytes of an old mouse report.
    Mouse(u8),
}

/// Cuts bytes into [`Sequence`]s.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    awaits_reply: bool,
}

impl Parser {
    /// Says whether the terminal owes an answer.
    pub fn expect_answer(&mut self, awaits_reply: bool) {
        self.awaits_reply = awaits_reply;
    }

    /// How long to wait for more before calling [`Self::silence`]; nothing where only more bytes matter.
    pub fn patience(&self) -> Option<Duration> {
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

    /// Takes bytes.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Sequence>) {
        let mut rest = bytes;
        while let Some((byte, after)) = rest.split_first() {
            // Pasted text is taken in stretches: there may be megabytes of it.
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

    /// Nothing came for as long as [`Self::patience`] says: what may be a key is one.
    pub fn silence(&mut self, out: &mut Vec<Sequence>) {
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
            // What steers is no part of an old report: something else has begun.
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

/// Gives out the character that might have opened a sequence; what was cut behind it goes on from here.
fn give_opener(opener: u8, emitted: Emitted, out: &mut Vec<Sequence>) -> State {
    let character = char::from(opener);
    out.push(if emitted == Emitted::Nothing { Sequence::Alt(character) } else { Sequence::Char(character) });
    State::Late(Some(opener))
}

/// Whether all that has come behind what was given out is what a person may have typed.
fn is_one_key(bytes: &[u8], emitted: Emitted) -> bool {
    emitted == Emitted::Opener && bytes.len() == 1
}

/// A byte behind an escape in a string.
fn escaped(opener: u8, bytes: Vec<u8>, byte: u8, out: &mut Vec<Sequence>) -> State {
    if byte == b'\\' {
        return end_of_string(opener, bytes, out);
    }
    out.push(Sequence::Other);
    escape(byte, out)
}

/// A byte in a string.
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
    // What may have been typed after all, and a string that stopped for long, go on only with what an answer
    // consists of, so that keys never vanish for good.
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

/// What the answers in strings begin with: a colour, a name, what became of an image.
fn first_of_answer(opener: u8) -> Option<u8> {
    match opener {
        b']' => Some(b'1'),
        b'P' => Some(b'>'),
        b'_' => Some(b'G'),
        _ => None,
    }
}

/// Whether an answer that stopped may go on with a byte. Names and complaints are of all letters: they are short.
fn continues_answer(opener: u8, bytes: &[u8], byte: u8) -> bool {
    match opener {
        b'P' | b'_' => bytes.len() < LONGEST_NAME && (b' '..=b'~').contains(&byte),
        _ => byte.is_ascii_hexdigit() || b"rgb:;/#?".contains(&byte),
    }
}

/// Whether a byte begins what may come late behind `ESC [`: an answer, a report of the mouse, the mark of a paste.
fn goes_on_late(byte: u8) -> bool {
    matches!(byte, b'?' | b'<' | b'2' | b'6')
}

/// A byte of a paste, or of its end mark.
fn paste(mut kept: Vec<u8>, matched: usize, byte: u8, out: &mut Vec<Sequence>) -> State {
    if END_OF_PASTE.get(matched) == Some(&byte) {
        if matched + 1 == END_OF_PASTE.len() {
            out.push(Sequence::Paste(kept));
            return State::Ground;
        }
        return State::Paste { kept, matched: matched + 1 };
    }
    // It was no end mark, so it was text.
    keep(&mut kept, END_OF_PASTE.get(..matched).unwrap_or_default());
    if byte == 0x1b {
        return State::Paste { kept, matched: 1 };
    }
    keep(&mut kept, &[byte]);
    State::Paste { kept, matched: 0 }
}

/// Keeps as much of a paste as there is room for.
fn keep(kept: &mut Vec<u8>, bytes: &[u8]) {
    let room = MOST_PASTED.saturating_sub(kept.len()).min(bytes.len());
    kept.extend_from_slice(&bytes[..room]);
}
