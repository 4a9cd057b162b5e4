//! What the pages of all records have in common: title, standing, summary, links, accounts, sources.

use crate::app::page::wording;
use crate::model::{
    Account, Bond, Id, Incoming, Link, Record, RecordNo, Status, Table, Timeline, Vocabulary,
};

use crate::text::width::fit;

use crate::app::page::flow::{Flow, Span, Tone};
use crate::app::page::notes::Notes;

/// The column of labels such as "answered by".
pub const LABELS: usize = 12;
/// How many events or citing records a page lists before it says how many more there are.
const LISTED: usize = 12;

/// How many links from other records a page lists.
const LINKED: usize = 60;

/// Writes a page.
pub struct Writer<'t> {
    /// The timeline that the page is of.
    pub timeline: &'t Timeline,
    /// The lines.
    pub flow: Flow,
    /// The footnotes.
    pub notes: Notes,
    /// What the page's links lead to, in order.
    pub links: Vec<RecordNo>,
    /// The line at which the picture begins, and how many are left blank for it.
    pub picture: Option<(usize, usize)>,
}

impl<'t> Writer<'t> {
    /// An empty page of a width.
    #[must_use]
    pub fn new(timeline: &'t Timeline, width: u16) -> Self {
        Self {
            timeline,
            flow: Flow::new(width.into()),
            notes: Notes::default(),
            links: Vec::new(),
            picture: None,
        }
    }

    /// Notes a link and gives its number.
    pub fn link(&mut self, no: RecordNo) -> usize {
        self.links.push(no);
        self.links.len() - 1
    }

    /// The title, and an empty line.
    pub fn title(&mut self, title: &str) {
        self.flow.paragraph(&[Span::new(Tone::Strong, title)]);
        self.flow.blank();
    }

    /// Parts that are not empty, in one quiet line.
    pub fn facts(&mut self, parts: &[String]) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            self.flow.paragraph(&[Span::new(Tone::Quiet, parts.join(" · "))]);
        }
    }

    /// Standing and support; in separate lines, likelihood and confidence, which never share a sentence.
    pub fn standing(&mut self, record: &Record, holders: &[Id], after: &[Span]) {
        let words = wording::standing(self.timeline, &record.standing, holders);
        let support = wording::support(self.timeline, record);
        let mut spans = vec![Span::new(Tone::Quiet, format!("{words} · {support}"))];
        spans.extend_from_slice(after);
        self.flow.paragraph(&spans);
        if let Some(likelihood) = record.likelihood {
            let words = format!("Judged {} ({}).", likelihood.shown(), likelihood.meaning());
            self.flow.paragraph(&[Span::new(Tone::Quiet, words)]);
        }
        if let Some(confidence) = record.confidence {
            let words = format!("Confidence in the judgment: {}.", confidence.word());
            self.flow.paragraph(&[Span::new(Tone::Quiet, words)]);
        }
    }

    /// The summary with the marks of the record's sources.
    pub fn summary(&mut self, record: &Record) {
        let marks = self.notes.marks(self.timeline, &record.sources);
        self.flow.blank();
        if record.summary.is_empty() {
            if !marks.is_empty() {
                let mut spans = vec![Span::new(Tone::Quiet, "No text; cited from")];
                spans.extend(marks);
                self.flow.paragraph(&spans);
            }
        } else {
            self.flow.text(Tone::Ink, &record.summary, &marks);
        }
    }

    /// A heading with an explanation beside it.
    pub fn heading(&mut self, heading: &str, beside: &str) {
        self.flow.blank();
        let mut spans = vec![Span::new(Tone::Strong, heading)];
        if !beside.is_empty() {
            spans.push(Span::new(Tone::Quiet, format!("  {beside}")));
        }
        self.flow.paragraph(&spans);
    }

    /// A quiet text, indented.
    pub fn note(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.flow.labelled(indent, Span::new(Tone::Faint, ""), &[Span::new(Tone::Quiet, text)], None);
        }
    }

    /// A labelled text, if there is one.
    pub fn fact(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.flow.labelled(LABELS, Span::new(Tone::Faint, label), &[Span::new(Tone::Ink, text)], None);
        }
    }

    /// A labelled link to a record, with words behind it.
    pub fn reference(&mut self, label: &str, no: RecordNo, after: &[Span]) {
        let link = self.link(no);
        let mut spans = self.named(no);
        spans.extend_from_slice(after);
        self.flow.labelled(LABELS, Span::new(Tone::Faint, label), &spans, Some(link));
    }

    /// A labelled link to what an id belongs to; the id alone where that is nothing.
    pub fn reference_to(&mut self, label: &str, id: Id, after: &[Span]) {
        match self.timeline.find(id) {
            Some(no) => self.reference(label, no, after),
            None => self.fact(label, self.timeline.ids().text(id)),
        }
    }

    /// A record by name, an event with its date in front.
    fn named(&self, no: RecordNo) -> Vec<Span> {
        let title = self.timeline.record(no).map_or("", |record| self.timeline.title(record.id));
        let mut spans = Vec::new();
        if let Some(date) = self.timeline.event(no).and_then(|event| event.date.as_ref()) {
            spans.push(Span::new(Tone::Quiet, format!("{}  ", date.short_words())));
        }
        spans.push(Span::new(Tone::Link, title).to(Some(no)));
        spans
    }

    /// The links of a record in both directions, in words.
    pub fn links(&mut self, record: &Record) {
        self.flow.blank();
        for link in &record.links {
            let after = self.qualified(link);
            self.reference_to(link.kind.forward(), link.to, &after);
        }
        let timeline = self.timeline;
        let mut others =
            timeline.incoming(record.id).iter().filter_map(|Incoming { from, bond }| match bond {
                Bond::Link(kind, at) => Some((*from, *kind, usize::from(*at))),
                _ => None,
            });
        for (from, kind, at) in others.by_ref().take(LINKED) {
            let link = timeline.record(from).and_then(|other| other.links.get(at));
            let after = link.map(|link| self.qualified(link)).unwrap_or_default();
            self.reference(kind.backward(), from, &after);
        }
        match others.count() {
            0 => {}
            more => self.note(LABELS, &format!("and {more} more that link here")),
        }
    }

    /// What is said of a link besides its word: qualification, standing, time, sources.
    fn qualified(&mut self, link: &Link) -> Vec<Span> {
        let mut parts = Vec::new();
        if !link.says.is_empty() {
            parts.push(link.says.to_string());
        }
        if link.standing.status != Status::Reported || !link.standing.by.is_empty() {
            parts.push(wording::standing_brief(self.timeline, &link.standing));
        }
        parts.extend(link.date.as_ref().map(crate::model::When::words));
        let mut spans: Vec<Span> =
            parts.into_iter().map(|part| Span::new(Tone::Quiet, format!(" · {part}"))).collect();
        spans.extend(self.notes.marks(self.timeline, &link.sources));
        spans
    }

    /// The accounts, those on one point side by side under it.
    pub fn accounts(&mut self, record: &Record) {
        let mut points: Vec<&str> = Vec::new();
        for account in &record.accounts {
            if !points.contains(&&*account.on) {
                points.push(&account.on);
            }
        }
        for (number, point) in points.into_iter().enumerate() {
            if number == 0 {
                self.heading("Accounts", point);
            } else {
                self.flow.blank();
                self.flow.paragraph(&[Span::new(Tone::Quiet, point)]);
            }
            for account in record.accounts.iter().filter(|account| &*account.on == point) {
                self.account(account);
            }
        }
    }

    fn account(&mut self, account: &Account) {
        let who = wording::teller(self.timeline, account);
        let mut spans = vec![Span::new(Tone::Ink, &*account.says)];
        if !account.quote.is_empty() {
            spans.push(Span::new(Tone::Quiet, format!(" “{}”", account.quote)));
        }
        if account.status != Status::Reported {
            spans.push(Span::new(Tone::Quiet, format!(" · {}", account.status.word())));
        }
        spans.extend(self.notes.marks(self.timeline, &account.sources));
        self.flow.labelled(16, Span::new(Tone::Quiet, fit(&who, 15)), &spans, None);
    }

    /// The events of rows, the first few of them, under a heading.
    pub fn events(&mut self, heading: &str, rows: &[u32]) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading, &rows.len().to_string());
        for row in rows.iter().take(LISTED) {
            if let Some((no, event)) = self.timeline.event_at(*row as usize) {
                let link = self.link(no);
                let date =
                    event.date.as_ref().map_or_else(|| "undated".to_owned(), crate::model::When::short_words);
                let title = Span::new(Tone::Link, &*event.record.title).to(Some(no));
                self.flow.labelled(LABELS + 2, Span::new(Tone::Quiet, date), &[title], Some(link));
            }
        }
        if rows.len() > LISTED {
            self.note(0, &format!("and {} more, marked • in the list of events", rows.len() - LISTED));
        }
    }

    /// Records that are bound to this one by what is no link, under their words.
    pub fn bound(&mut self, id: Id, wanted: &[Bond], label: &str, table: Table) {
        let timeline = self.timeline;
        let mut records = timeline
            .incoming(id)
            .iter()
            .filter(|incoming| incoming.from.table == table && wanted.contains(&incoming.bond));
        for (number, incoming) in records.by_ref().take(LISTED).enumerate() {
            self.reference(if number == 0 { label } else { "" }, incoming.from, &[]);
        }
        match records.count() {
            0 => {}
            more => self.note(LABELS, &format!("and {more} more")),
        }
    }
}
