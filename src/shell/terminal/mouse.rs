//! Turns a mouse report into a click.
//!
//! Reports come as `ESC [ < button ; column ; row M`, `m` for a release. Older encodings end at column 223 and can be
//! confused with text, so the parser drops them.

use crate::app::Click;

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
    use super::{Click, Report, report};

    #[test]
    fn what_the_mouse_did() {
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
