//! Explains what the page of the open record says: its standing, judgments, grades and marks.
//!
//! A view adds what its row shows. Both are made again whenever they are shown: a record has few signs.

use crate::app::core::explanations::Explanations;
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::describe::signs::{self, Sign};
use crate::describe::{Description, wording};
use crate::model::{Confidence, Id, Likelihood, Record, Reliability, Source, Table, Vocabulary as _};

impl Shared {
    /// Explains what the page of the open record says.
    pub(crate) fn explain_page(&self, all: &mut Explanations) {
        let timeline = self.timeline();
        let Subject::Record(no) = self.reading else {
            for judgment in &timeline.head().judgments {
                judged(all, (judgment.likelihood, judgment.confidence), &judgment.says);
            }
            return;
        };
        let whole = self.whole_event();
        let Some(it) = Description::of(timeline, no, whole) else { return };
        let it = it.known_by(timeline, no, self.visible.horizon);
        let record = whole.map(|event| &event.record).or_else(|| timeline.record(no));
        let Some(record) = record else { return };
        let graded: Vec<(String, &str)> =
            it.sources.iter().map(|(_, cited)| (cited.grade(timeline), cited.name(timeline))).collect();
        if let [known, support, ..] = it.standing.as_slice() {
            let own = &graded[..it.sources.numbers(&record.sources).len().min(2)];
            let from = own.iter().map(|(grade, name)| format!("{name} {grade}").trim_end().to_owned());
            let from = from.collect::<Vec<_>>().join(", ");
            let status = record.standing.status;
            let is_named = !record.standing.by.is_empty() || !record.standing.against.is_empty();
            let here = match (is_named, from.is_empty()) {
                (true, false) => format!("{} ({from})", known.text),
                (true, true) => known.text.to_string(),
                (false, _) => from,
            };
            all.add((signs::STANDING, status.word()), status.word(), here);
            all.in_words(known.text.split(' ').next().unwrap_or_default());
            // The dots of a row say it already.
            if !all.says(&support.text) {
                let sign = match timeline.origins(record).len() {
                    0 => "unsourced",
                    1 if support.text.contains(' ') => "sources, 1 origin",
                    1 => "single-source",
                    _ => "independent sources",
                };
                all.add((signs::SUPPORT, sign), sign, self.supported_by(record));
                all.in_words(&support.text);
            }
        }
        judged(all, (record.likelihood, record.confidence), "");
        let accounts =
            it.accounts.iter().flat_map(|point| point.accounts.iter().map(|account| (point.on, account)));
        for (on, account) in accounts {
            if let Some(status) = account.status {
                all.add((signs::STANDING, status), status, format!("{}, on {on}", account.who));
            }
        }
        if no.table == Table::Concern
            && let Some(concern) = timeline.concern(record.id)
        {
            let state = concern.state.shown();
            all.add((signs::STATES, &state), &state, "");
        }
        for (grade, _) in graded.iter().filter(|(grade, _)| !grade.is_empty()) {
            let of: Vec<&str> =
                graded.iter().filter(|(other, _)| other == grade).map(|(_, name)| *name).collect();
            all.add_sign(grade_sign(grade), of.join("; "));
        }
        let own = timeline.source(record.id).filter(|_| no.table == Table::Source);
        match own.map(|source| source.grade(None)) {
            Some(Some(grade)) => all.add_sign(grade_sign(&grade), String::new()),
            Some(None) => all.add((signs::PAGES, "–"), "–", ""),
            None => {}
        }
        if !graded.is_empty() {
            let last = graded.len();
            let shown =
                if last == 1 { wording::raised(1) } else { format!("¹–{}", wording::raised(last)) };
            all.add((signs::PAGES, "¹ ²"), &shown, "");
        }
        if it.sources.iter().any(|(_, cited)| !cited.address(timeline).is_empty()) {
            all.add((signs::PAGES, "↗"), "↗", "");
        }
    }
}

/// How many independent sources a list names.
const NAMED: usize = 3;

impl Shared {
    /// The independent sources of a record: "2 independent sources: Reuters, ISNA". Empty without any.
    pub(crate) fn supported_by(&self, record: &Record) -> String {
        let timeline = self.timeline();
        let origins = timeline.origins(record);
        let name = |id: &Id| timeline.source(*id).map_or_else(|| timeline.title(*id), Source::name);
        let names: Vec<&str> = origins.iter().take(NAMED).map(name).collect();
        match (origins.len(), wording::support(timeline, record)) {
            (0, _) => String::new(),
            (1, words) if !words.contains(' ') => names.concat(),
            (count, words) => {
                format!("{words}: {}{}", names.join(", "), if count > NAMED { " …" } else { "" })
            }
        }
    }
}

/// What a grade such as `B2` means.
fn grade_sign(grade: &str) -> Sign {
    let mut letters = grade.chars();
    let (letter, number) = (letters.next().unwrap_or('–'), letters.next().unwrap_or('–'));
    let reliability = Reliability::from_word(&letter.to_string()).map(|word| word.meaning().to_lowercase());
    let credibility =
        number.to_digit(10).and_then(|number| u8::try_from(number).ok()).map(wording::credibility);
    let reliability = reliability.as_deref().unwrap_or("not graded.");
    let credibility = credibility.unwrap_or("not graded");
    let meaning = format!("{letter}, the source: {reliability} {number}, what it says: {credibility}.");
    Sign { sign: grade.to_owned(), twin: "", meaning }
}

/// How likely something is, and how sure that is.
fn judged(
    all: &mut Explanations,
    (likelihood, confidence): (Option<Likelihood>, Option<Confidence>),
    here: &str,
) {
    if let Some(word) = likelihood.map(|likelihood| likelihood.shown()) {
        all.add((signs::LIKELIHOOD, &word), &word, here);
    }
    if let Some(word) = confidence.map(|confidence| confidence.shown()) {
        all.add((signs::CONFIDENCE, &word), &format!("{word} confidence"), here);
    }
}
