//! Escapes text for any place on the page, and makes the anchors of records.
//!
//! Markup is written as character references, and characters that reorder text are removed. Right-to-left text gets an
//! element with its own direction, so that a name in Arabic does not reorder the words around it.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::export::content::Content;
use crate::model::id::is_valid_id;
use crate::model::{RecordNo, Table};
use crate::text::sanitize::clean;

/// Writes a text, escaped for elements and for attributes in double quotes.
pub(crate) fn text(out: &mut String, text: &str) {
    let text = clean(text);
    let mut rest = &*text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Writes an attribute, without quotes if possible.
pub(crate) fn attribute(out: &mut String, key: &str, value: &str) {
    out.push(' ');
    out.push_str(key);
    let is_bare = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'#');
    if !value.is_empty() && value.bytes().all(is_bare) {
        out.push('=');
        out.push_str(value);
    } else {
        out.push_str("=\"");
        text(out, value);
        out.push('"');
    }
}

/// Writes a name or a sentence, in which words of another script have their language and direction.
pub(crate) fn name(out: &mut String, name: &str) {
    let mut rest = name;
    while let Some((from, to, language)) = foreign(rest) {
        let (before, words, after) = (&rest[..from], &rest[from..to], &rest[to..]);
        text(out, before);
        let tag = if has_direction(words) { "bdi" } else { "span" };
        let _ = write!(out, "<{tag} lang={language}>");
        text(out, words);
        let _ = write!(out, "</{tag}>");
        rest = after;
    }
    text(out, rest);
}

/// The first words of a text in another script than Latin, and their language: where nothing but the script is certain, a
/// tag that names that (BCP 47).
fn foreign(text: &str) -> Option<(usize, usize, &'static str)> {
    if text.is_ascii() {
        return None;
    }
    let letters = || text.char_indices().filter(|(_, letter)| letter.is_alphabetic());
    let (from, script) = letters().find_map(|(at, letter)| Some((at, script(letter)?)))?;
    let after = letters().filter(|(at, _)| *at >= from);
    let last = after.take_while(|(_, letter)| self::script(*letter) == Some(script)).last()?;
    // Marks belong to the letter before them.
    let end = last.0 + last.1.len_utf8();
    let is_mark =
        |letter: &char| !letter.is_alphanumeric() && !letter.is_ascii() && *letter != '’' && *letter != '”';
    let marks: usize = text[end..].chars().take_while(is_mark).map(char::len_utf8).sum();
    let words = &text[from..end];
    let has = |some: &[char]| words.contains(some);
    let language = match script {
        "und-Arab" if has(&['پ', 'چ', 'ژ', 'گ', 'ک', 'ی']) => "fa",
        "und-Arab" if has(&['ة', 'ى', 'ي', 'ك', 'أ', 'إ']) => "ar",
        "zh" if words.chars().any(|letter| ('\u{3040}'..='\u{30ff}').contains(&letter)) => "ja",
        script => script,
    };
    Some((from, end + marks, language))
}

/// The script of a letter that is not Latin, as the tag of its language if it has only one.
fn script(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "el",
        '\u{400}'..='\u{52f}' => "und-Cyrl",
        '\u{530}'..='\u{58f}' => "hy",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            "und-Arab"
        }
        '\u{900}'..='\u{97f}' => "und-Deva",
        '\u{e00}'..='\u{e7f}' => "th",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => "ko",
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => "zh",
        _ => return None,
    })
}

/// Whether a text has right-to-left letters: those of the blocks that Unicode reserves for such scripts, and their marks.
fn has_direction(text: &str) -> bool {
    let is_right = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    !text.is_ascii() && text.chars().any(is_right)
}

/// Writes a text in an element with its own direction; nothing if the text is empty. `class` may be empty.
pub(crate) fn element(out: &mut String, tag: &str, class: &str, words: &str) {
    if words.trim().is_empty() {
        return;
    }
    open(out, tag, class, words);
    text(out, words.trim());
    let _ = write!(out, "</{tag}>");
}

/// Opens an element with the direction that the text needs.
pub(crate) fn open(out: &mut String, tag: &str, class: &str, words: &str) {
    let _ = write!(out, "<{tag}");
    if !class.is_empty() {
        attribute(out, "class", class);
    }
    out.push_str(if has_direction(words) { " dir=auto>" } else { ">" });
}

/// Writes a text in paragraphs; `after` is markup at the end of the last.
pub(crate) fn paragraphs(out: &mut String, class: &str, words: &str, after: &str) {
    let mut rest = words.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).peekable();
    while let Some(paragraph) = rest.next() {
        open(out, "p", class, paragraph);
        text(out, paragraph.trim());
        if rest.peek().is_none() {
            out.push_str(after);
        }
        out.push_str("</p>\n");
    }
}

/// The anchor of a record: its id. A record without an id of its own, because of an error, gets a name with an underscore,
/// which no id has.
#[must_use]
pub(crate) fn of<'a>(content: &'a Content<'_>, no: RecordNo) -> Cow<'a, str> {
    let id = content.timeline.id_of(no).filter(|id| content.timeline.find(*id) == Some(no));
    match id.map(|id| content.timeline.ids().text(id)).filter(|text| is_valid_id(text)) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("{}_{}", no.table.name(), no.number)),
    }
}

/// Opens a link to a record.
pub(crate) fn open_anchor(out: &mut String, content: &Content<'_>, no: RecordNo) {
    out.push_str("<a");
    // A handout has no records to lead to but its sources.
    if !content.is_handout || no.table == Table::Source {
        attribute(out, "href", &format!("#{}", of(content, no)));
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::{attribute, element, name, paragraphs, text};

    #[test]
    fn text_is_escaped() {
        let mut out = String::new();
        text(&mut out, "<script>alert('a' & \"b\")</script>\u{202e}\u{0}\u{1b}");
        assert_eq!(
            out,
            "&lt;script&gt;alert('a' &amp; &quot;b&quot;)&lt;/script&gt;\u{fffd}\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn text_is_split_into_paragraphs() {
        let mut out = String::new();
        paragraphs(&mut out, "", "one\ntwo\n\n\n\n three ", "<sup>1</sup>");
        assert_eq!(out, "<p>one\ntwo</p>\n<p>three<sup>1</sup></p>\n");
        out.clear();
        element(&mut out, "p", "x", "  ");
        assert_eq!(out, "");
    }

    #[test]
    fn right_to_left_text_is_isolated() {
        let mut out = String::new();
        name(&mut out, "ایران");
        element(&mut out, "p", "x", "the Persian ایران");
        attribute(&mut out, "id", "ایران");
        attribute(&mut out, "id", "a b>");
        attribute(&mut out, "href", "#a-b");
        assert_eq!(
            out,
            "<bdi lang=fa>ایران</bdi><p class=x dir=auto>the Persian ایران</p> id=\"ایران\" id=\"a b&gt;\" href=#a-b"
        );
    }
}
