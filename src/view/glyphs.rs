//! ASCII replacements for fonts that lack the program's glyphs, of the same width.

use ratatui::buffer::Buffer;

/// Replaces the glyphs of a drawn screen.
pub(crate) fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut characters = cell.symbol().chars();
        if let (Some(mark), None) = (characters.next(), characters.next())
            && let Some(plain) = plain(mark)
        {
            cell.set_char(plain);
        }
    }
}

fn plain(mark: char) -> Option<char> {
    Some(match mark {
        '─' | '╌' | '–' | '—' => '-',
        '│' | '╎' => '|',
        '┆' => ':',
        '┃' => '#',
        '┬' | '┴' | '┼' | '├' | '┤' | '┌' | '┐' | '└' | '┘' | '╰' | '╯' => '+',
        '≠' => '!',
        '◦' => '.',
        '▌' => '>',
        '•' => '*',
        '▮' => '#',
        '▯' => '-',
        '●' => 'o',
        '◆' => '@',
        '◇' => '*',
        '○' => '.',
        '▸' | '▶' | '›' | '→' => '>',
        '▾' => 'v',
        '‹' | '←' => '<',
        '∙' => '.',
        '·' | '…' => '.',
        '╱' => '/',
        '↗' | '↑' | '▴' | '▲' => '^',
        '↓' | '▼' => 'v',
        '▬' => '=',
        '▁' => '_',
        '▂' | '▃' => '.',
        '▄' | '▅' => ':',
        '▆' | '▇' => '|',
        '█' => '#',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' => ' ',
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '°' => 'o',
        '−' => '-',
        '\u{2800}'..='\u{28ff}' => plain_dots(mark),
        _ => return None,
    })
}

/// An ASCII character of about the same shape as a braille pattern.
fn plain_dots(mark: char) -> char {
    const UPPER: u32 = 0x1b;
    const LOWER: u32 = 0xe4;
    const LEFT: u32 = 0x47;
    const RIGHT: u32 = 0xb8;
    /// The two middle rows.
    const MIDDLE: u32 = 0x36;
    const LOWEST: u32 = 0xc0;
    let dots = u32::from(mark) & 0xff;
    let within = |part: u32| dots & !part == 0;
    let (rises, falls) = (UPPER & RIGHT | LOWER & LEFT, UPPER & LEFT | LOWER & RIGHT);
    match dots {
        0 => ' ',
        _ if within(LOWEST) => '_',
        _ if within(UPPER) && !within(MIDDLE) => '\'',
        _ if within(LOWER) && !within(MIDDLE) => '.',
        _ if within(MIDDLE) && dots & LEFT != 0 && dots & RIGHT != 0 => '-',
        _ if within(LEFT) || within(RIGHT) => '|',
        _ if within(rises) => '/',
        _ if within(falls) => '\\',
        _ => ':',
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_replaces_a_mark_is_ascii() {
        for mark in ('\u{80}'..='\u{2fff}').filter_map(plain) {
            assert!(mark.is_ascii());
        }
    }
}
