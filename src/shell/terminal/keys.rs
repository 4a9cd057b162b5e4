//! Turns a terminal's sequence into a key or a click.
//!
//! Legacy encodings distinguish every key that the keymap uses, so no keyboard protocol is switched on. Newer protocols
//! are understood nevertheless, in case another program left one on; key releases are ignored.

use crate::app::{Click, Key, KeyCode};
use crate::shell::terminal::parser::Sequence;

/// `None` if the application does not know it.
pub(crate) fn key(sequence: &Sequence) -> Option<Key> {
    match sequence {
        Sequence::Char(character) => typed(*character),
        Sequence::Alt(character) => typed(*character).map(|key| Key { alt: true, ..key }),
        Sequence::Ss3(byte) => match byte {
            b'M' => Some(Key::new(KeyCode::Enter)),
            _ => named(*byte).map(Key::new),
        },
        Sequence::Csi(parameters, last) => csi(parameters, *last),
        Sequence::Osc(_) | Sequence::Dcs(_) | Sequence::Apc(_) | Sequence::Other | Sequence::Paste(_) => None,
    }
}

fn typed(character: char) -> Option<Key> {
    Some(match character {
        '\r' => Key::new(KeyCode::Enter),
        '\t' => Key::new(KeyCode::Tab),
        '\u{1b}' => Key::new(KeyCode::Esc),
        '\u{7f}' | '\u{8}' => Key::new(KeyCode::Backspace),
        '\0' => Key::ctrl(' '),
        '\u{1}'..='\u{1f}' => {
            // Terminals subtract 64 from the character; letters are lower case.
            let character = char::from_u32(u32::from(character) + 0x40)?;
            Key::ctrl(character.to_ascii_lowercase())
        }
        char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9f}' => return None,
        character => Key::char(character),
    })
}

fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

fn csi(parameters: &[u8], last: u8) -> Option<Key> {
    // Replies and mouse reports have other signs.
    let text = std::str::from_utf8(parameters).ok()?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';' || byte == b':') {
        return None;
    }
    let mut fields = text.split(';');
    let first = fields.next().unwrap_or_default();
    let mut second = fields.next().unwrap_or_default().split(':');
    let modifiers: u32 = second.next().and_then(|number| number.parse().ok()).unwrap_or(1);
    let released = second.next() == Some("3");
    let number: u32 = first.split(':').next().and_then(|number| number.parse().ok()).unwrap_or(1);
    if released {
        return None;
    }
    let bits = modifiers.saturating_sub(1);
    let (shift, alt, ctrl) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
    let code = match last {
        b'~' => match number {
            1 | 7 => KeyCode::Home,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            // xterm's modifyOtherKeys: 27 ; modifiers ; character.
            27 => return fields.next()?.parse().ok().and_then(|number| unicode(number, (shift, alt, ctrl))),
            _ => return None,
        },
        b'u' => return unicode(number, (shift, alt, ctrl)),
        _ if first.is_empty() || number == 1 => named(last)?,
        _ => return None,
    };
    // BackTab implies Shift.
    let shift = shift && code != KeyCode::BackTab;
    Some(Key { code, ctrl, alt, shift })
}

fn unicode(number: u32, (shift, alt, ctrl): (bool, bool, bool)) -> Option<Key> {
    let character = char::from_u32(number)?;
    if character == '\t' && shift {
        return Some(Key { alt, ctrl, ..Key::new(KeyCode::BackTab) });
    }
    // Keys without a character have numbers in the private use area.
    if ('\u{e000}'..='\u{f8ff}').contains(&character) {
        return None;
    }
    let key = typed(character)?;
    let key = match key.code {
        KeyCode::Char(character) if shift => Key::char(character.to_uppercase().next()?),
        KeyCode::Char(_) => key,
        _ => Key { shift, ..key },
    };
    Some(Key { alt, ctrl: ctrl || key.ctrl, ..key })
}

/// Shift, Alt and Ctrl.
const MODIFIERS: u32 = 4 | 8 | 16;

/// The click, and its column and row, from 0.
pub(crate) type Report = (Click, u16, u16);

/// A press of the left button, or a turn of the wheel. `None` for releases, drags, other buttons, impossible positions and
/// presses with a modifier, which terminals use to open links and select text.
pub(crate) fn report(parameters: &[u8], last: u8) -> Option<Report> {
    let mut fields = std::str::from_utf8(parameters).ok()?.strip_prefix('<')?.split(';');
    let button: u32 = fields.next()?.parse().ok()?;
    let mut place = || fields.next()?.parse::<u16>().ok()?.checked_sub(1);
    let (column, row) = (place()?, place()?);
    let click = match (button & !MODIFIERS, last) {
        (0, b'M') if button == 0 => Click::Press,
        (64, b'M') => Click::Wheel { down: false },
        (65, b'M') => Click::Wheel { down: true },
        _ => return None,
    };
    fields.next().is_none().then_some((click, column, row))
}

#[cfg(test)]
mod tests {
    use super::{Click, Report, key, report};
    use crate::app::{Key, KeyCode};
    use crate::shell::terminal::parser::Parser;

    fn keys(bytes: &[u8]) -> Vec<String> {
        let (mut cutter, mut out) = (Parser::default(), Vec::new());
        cutter.feed(bytes, &mut out);
        cutter.silence(&mut out);
        out.iter().filter_map(key).map(|key| key.to_string()).collect()
    }

    #[test]
    fn key_sequences() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"jJ ?", &["j", "J", "Space", "?"]),
            ("é中𝄞".as_bytes(), &["é", "中", "𝄞"]),
            (b"\r\t\x1b[Z\x7f", &["Enter", "Tab", "Shift-Tab", "Backspace"]),
            (b"\x03\x04\x15\x1a\x0c\x0a", &["Ctrl-c", "Ctrl-d", "Ctrl-u", "Ctrl-z", "Ctrl-l", "Ctrl-j"]),
            (b"\x1b[A\x1bOB\x1b[C\x1b[D", &["Up", "Down", "Right", "Left"]),
            (
                b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[5~\x1b[6~\x1b[3~",
                &["Home", "End", "Home", "End", "PgUp", "PgDn", "Del"],
            ),
            (b"\x1b[1;2C\x1b[1;5D\x1b[1;3A", &["Shift-Right", "Ctrl-Left", "Alt-Up"]),
            (b"\x1bj\x1b", &["Alt-j", "Esc"]),
            (b"\x1b\x1b", &["Esc", "Esc"]),
            (b"\x1b]", &["Alt-]"]),
            (b"\x1b[", &["Alt-["]),
            (b"\x1bO", &["Alt-O"]),
            (b"\x1b[106;5u\x1b[106;1:3u\x1b[9;2u\x1b[27;6;74~", &["Ctrl-j", "Shift-Tab", "Ctrl-J"]),
            (b"\x1b[97;2ua", &["A", "a"]),
            (b"\x1b[15~\x1b[[A\x1b[I\x1b[O\x1b[M !!j", &["j"]),
            (b"\x1b[<0;3;4Mj", &["j"]),
            (b"\x1b[<0;3;4mj\x1b[<64;999999999999;0Mj\x1b[<;;Mj\x1b[<-1;?;3Mj", &["j", "j", "j", "j"]),
            (b"\x1b[0;3;4Mj\x1b[M\x20\x7f\xffj\x1b[M \x1b[Aj", &["j", "j", "Up", "j"]),
            (b"\x1b[200~quit\x1b[201\x1b[201~j", &["j"]),
            (b"\xff\xc3j", &["j"]),
        ];
        for (bytes, expected) in cases {
            assert_eq!(keys(bytes), *expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_capital_has_no_shift() {
        let mut out = Vec::new();
        Parser::default().feed(b"G", &mut out);
        assert_eq!(key(&out[0]), Some(Key::new(KeyCode::Char('G'))));
    }

    #[test]
    fn mouse_reports() {
        let at = |click, column, row| Some((click, column, row));
        let (up, down) = (Click::Wheel { down: false }, Click::Wheel { down: true });
        let cases: &[(&[u8], u8, Option<Report>)] = &[
            (b"<0;1;1", b'M', at(Click::Press, 0, 0)),
            (b"<0;300;65535", b'M', at(Click::Press, 299, 65534)),
            (b"<64;5;6", b'M', at(up, 4, 5)),
            (b"<65;5;6", b'M', at(down, 4, 5)),
            (b"<69;5;6", b'M', at(down, 4, 5)),
            (b"<0;5;6", b'm', None),
            (b"<16;5;6", b'M', None),
            (b"<1;5;6", b'M', None),
            (b"<2;5;6", b'M', None),
            (b"<32;5;6", b'M', None),
            (b"<35;5;6", b'M', None),
            (b"<66;5;6", b'M', None),
            (b"<128;5;6", b'M', None),
            (b"<0;0;6", b'M', None),
            (b"<0;5;65536", b'M', None),
            (b"<0;-5;6", b'M', None),
            (b"<0;5", b'M', None),
            (b"<0;5;6;7", b'M', None),
            (b"<", b'M', None),
            (b"<99999999999999999999;5;6", b'M', None),
            (b"<\xff;5;6", b'M', None),
            (b"<0;5;6", b'c', None),
        ];
        for (parameters, last, expected) in cases {
            assert_eq!(report(parameters, *last), *expected, "{:?}", String::from_utf8_lossy(parameters));
        }
    }
}
