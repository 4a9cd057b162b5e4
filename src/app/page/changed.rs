//! The page of a record that changed: each thing that differs as it was and as it is, beside each other where there is
//! room, one under the other where there is not.

use std::collections::BTreeSet;

use crate::app::core::changes::Changed;
use crate::edit::word_by_word;
use crate::load::changes::{Aspect, Difference, What};

use crate::app::page::flow::{Flow, Span, Tone};
use crate::app::page::writer::Writer;

/// Columns this wide hold any text beside another.
const WIDE: usize = 28;
/// Columns this wide hold what is short.
const NARROW: usize = 16;
/// What is short takes so many lines.
const SHORT: usize = 2;
/// What stands between two columns.
const GAP: usize = 3;
/// The column of "was" and "is", "gone" and "new".
const LABELS: usize = 6;

/// Writes the head of the page, and what differs. What follows, if the record is new, is its own page.
pub fn write(writer: &mut Writer<'_>, changed: &Changed) {
    let change = &changed.change;
    match &change.what {
        What::Added => word(writer, "New."),
        What::Renamed { from } => {
            word(writer, &format!("Renamed: the id was {from} and is now {}.", change.id));
        }
        What::Removed => {
            writer.title(&change.title);
            word(
                writer,
                &format!("Removed: the {} {} is no longer in the file. It read:", change.table, change.id),
            );
            for one in &changed.gone {
                let said = one.before.as_deref().unwrap_or_default();
                writer.fact(&one.key, &said.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        What::Changed(all) => {
            let title = if change.id.is_empty() { "The timeline" } else { &change.title };
            writer.title(title);
            if all.is_empty() {
                word(
                    writer,
                    "Its text or its references changed. Of a long file, the previous text is not kept.",
                );
                return;
            }
            let aspects: BTreeSet<Aspect> = all.iter().map(|one| one.aspect).collect();
            let aspects: Vec<&str> = aspects.into_iter().map(Aspect::word).collect();
            word(writer, &format!("{}.", aspects.join(", ")));
            differences(writer, all);
        }
    }
}

fn word(writer: &mut Writer<'_>, words: &str) {
    let mut letters = words.chars();
    let words: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    writer.flow.paragraph(&[Span::new(Tone::Quiet, words)]);
    writer.flow.blank();
}

fn differences(writer: &mut Writer<'_>, all: &[Difference]) {
    let half = writer.flow.width().saturating_sub(GAP) / 2;
    for one in all {
        writer.heading(&one.key, "");
        let [was, is] = sides(one);
        let (left, right) = (set(&was, half), set(&is, half));
        let is_short = left.lines.len() <= SHORT && right.lines.len() <= SHORT;
        if one.before.is_some() && one.after.is_some() && (half >= WIDE || (half >= NARROW && is_short)) {
            writer.flow.beside(half + GAP, left, right);
            continue;
        }
        let labels = if one.after.is_none() {
            ["gone", ""]
        } else if one.before.is_none() {
            ["", "new"]
        } else {
            ["was", "is"]
        };
        for (label, side) in labels.into_iter().zip([was, is]) {
            if !label.is_empty() {
                writer.flow.labelled(LABELS, Span::new(Tone::Faint, label), &side, None);
            }
        }
    }
}

/// Both sides, with the words strong that the other does not have.
fn sides(one: &Difference) -> [Vec<Span>; 2] {
    let tidy = |text: &Option<String>| {
        text.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (tidy(&one.before), tidy(&one.after));
    if one.before.is_none() || one.after.is_none() {
        return [before, after].map(|text| vec![Span::new(Tone::Ink, text)]);
    }
    word_by_word(&before, &after).map(|parts| {
        let tone = |is_other| if is_other { Tone::Accent } else { Tone::Ink };
        parts.into_iter().map(|(is_other, text)| Span::new(tone(is_other), text)).collect()
    })
}

fn set(side: &[Span], columns: usize) -> Flow {
    let mut flow = Flow::new(columns);
    flow.paragraph(side);
    flow
}
