//! What an editor does with edits: it makes all of them at once, in the text that it has.

use annals::lsp::{Encoding, Lines};
use serde_json::Value;

use super::session::URI;

/// The text with the edits of an answer made: a list of them, or a change of the one document.
pub(super) fn apply(text: &str, answer: &Value, encoding: Encoding) -> String {
    let changes = &answer["changes"][URI];
    let edits = if changes.is_array() { changes } else { answer };
    let lines = Lines::new(text.to_owned());
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"))
        .iter()
        .map(|edit| {
            let range = serde_json::from_value(edit["range"].clone()).unwrap();
            let span = lines.span(range, encoding);
            (span.start, span.end, edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap: {edits:?}");
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
