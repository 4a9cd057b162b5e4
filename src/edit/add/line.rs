//! A line in its parts: a title, names after `;`, and marks.
//!
//! Nothing in it is special to a shell within double quotes. What has blanks is put in quotes, single or double:
//! `@'White House'`.

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `@washington`.
    Place,
    /// `[frus-xi]`.
    Source,
    /// `#excomm`.
    Tag,
    /// `concern:invasion`.
    Concern,
}

/// The keys that a line may have, and what they are in the file.
const KEYS: [(&str, &str); 18] = [
    ("kind", "kind"),
    ("status", "status"),
    ("by", "by"),
    ("against", "against"),
    ("concern", "concern"),
    ("part-of", "part-of"),
    ("in", "part-of"),
    ("so-what", "so-what"),
    ("summary", "summary"),
    ("likelihood", "likelihood"),
    ("confidence", "confidence"),
    ("country", "country"),
    ("date", "date"),
    ("publisher", "publisher"),
    ("author", "author"),
    ("url", "url"),
    ("reliability", "reliability"),
    ("source", "source"),
];

/// The parts of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub title: String,
    /// The names after `;`, divided by commas.
    pub actors: Vec<String>,
    pub marks: Vec<(Mark, String)>,
    /// Keys of the file with their values.
    pub keys: Vec<(String, String)>,
}

impl Line {
    /// Divides a line.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut line = Self::default();
        let mut rest = text.trim();
        // Where words go: to the title, then to the names.
        let mut names: Option<Vec<String>> = None;
        while let Some(first) = rest.chars().next() {
            let after = &rest[first.len_utf8()..];
            let mut word = None;
            rest = match first {
                ';' => {
                    names.get_or_insert_with(Vec::new).push(String::new());
                    after
                }
                ',' if names.is_some() => {
                    names.get_or_insert_with(Vec::new).push(String::new());
                    after
                }
                '@' | '#' => {
                    let (value, after) = value(after)?;
                    line.marks.push((if first == '@' { Mark::Place } else { Mark::Tag }, value));
                    after
                }
                '[' => {
                    let (inside, after) = after.split_once(']').ok_or("a `[` has no `]`")?;
                    line.marks.push((Mark::Source, inside.trim().to_owned()));
                    after
                }
                '"' | '\'' if is_quote(rest) => {
                    let (text, after) = value(rest)?;
                    word = Some(text);
                    after
                }
                _ => {
                    let end = |c: char| c.is_whitespace() || c == ';' || (c == ',' && names.is_some());
                    let end = rest.find(end).unwrap_or(rest.len());
                    match key(&rest[..end]) {
                        Some(key) => {
                            let (text, after) = value(&rest[rest.find(':').map_or(0, |at| at + 1)..])?;
                            match key {
                                "concern" => line.marks.push((Mark::Concern, text)),
                                "source" => line.marks.push((Mark::Source, text)),
                                key => line.keys.push((key.to_owned(), text)),
                            }
                            after
                        }
                        None => {
                            word = Some(rest[..end].to_owned());
                            &rest[end..]
                        }
                    }
                }
            }
            .trim_start();
            if let Some(word) = word {
                let to = names.as_mut().and_then(|names| names.last_mut()).unwrap_or(&mut line.title);
                if !to.is_empty() {
                    to.push(' ');
                }
                to.push_str(&word);
            }
        }
        line.actors = names.unwrap_or_default().into_iter().filter(|name| !name.is_empty()).collect();
        Ok(line)
    }

    /// The value of a key.
    pub(super) fn key(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|(name, _)| name == key).map(|(_, value)| &**value)
    }
}

/// The key of the file that a word begins with, if it has a value.
fn key(word: &str) -> Option<&'static str> {
    let (name, value) = word.split_once(':')?;
    let known = KEYS.iter().find(|(key, _)| *key == name)?.1;
    (!value.is_empty()).then_some(known)
}

/// Whether a text begins with quotes that end: an apostrophe does not.
fn is_quote(text: &str) -> bool {
    let mut letters = text.chars();
    let quote = letters.next();
    quote.is_some_and(|quote| letters.as_str().contains(quote))
}

/// A word, or what stands in quotes, and the rest.
fn value(text: &str) -> Result<(String, &str), String> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let (inside, after) =
                text[1..].split_once(quote).ok_or_else(|| format!("a {quote} has no end"))?;
            Ok((inside.trim().to_owned(), after))
        }
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || c == ';' || c == ',').unwrap_or(text.len());
            let (word, after) = text.split_at(end);
            if word.is_empty() {
                Err("a mark has nothing after it".to_owned())
            } else {
                Ok((word.to_owned(), after))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Mark};

    #[test]
    fn a_line_has_parts() {
        let line =
            Line::read("Kennedy is told; jfk, \"John McCone\" @washington [frus-xi] #excomm kind:meeting")
                .unwrap();
        assert_eq!(line.title, "Kennedy is told");
        assert_eq!(line.actors, ["jfk", "John McCone"]);
        let marks = [(Mark::Place, "washington"), (Mark::Source, "frus-xi"), (Mark::Tag, "excomm")]
            .map(|(mark, text)| (mark, text.to_owned()));
        assert_eq!(line.marks, marks);
        assert_eq!(line.key("kind"), Some("meeting"));
    }

    #[test]
    fn quotes_hold_what_is_special() {
        let line =
            Line::read("'A title; with #3 and [brackets]' so-what:\"It matters, much\" @'White House'")
                .unwrap();
        assert_eq!(line.title, "A title; with #3 and [brackets]");
        assert_eq!(line.key("so-what"), Some("It matters, much"));
        assert_eq!(line.marks, [(Mark::Place, "White House".to_owned())]);
        assert_eq!(Line::read("Iran's answer, at last: no").unwrap().title, "Iran's answer, at last: no");
        assert!(Line::read("A [b").is_err() && Line::read("A @").is_err() && Line::read("A @\"b").is_err());
        assert_eq!(Line::read("").unwrap(), Line::default());
    }
}
