//! Characters for fonts that lack the marks: every mark that the program draws has one in ASCII, as wide as itself.

use ratatui::buffer::Buffer;

/// Replaces the marks of a drawn screen.
pub fn to_ascii(buffer: &mut Buffer) {
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
        '┬' | '┴' | '┼' | '├' | '┤' => '+',
        '▌' => '>',
        '•' => '*',
        '●' => 'o',
        '◆' => '@',
        '▸' | '▶' | '›' => '>',
        '▾' => 'v',
        '‹' => '<',
        '·' | '…' => '.',
        '↗' | '↑' => '^',
        '↓' => 'v',
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
        _ => return None,
    })
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
