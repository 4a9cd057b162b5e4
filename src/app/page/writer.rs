//! What the pages of all records are written with: a title, headings, labelled lines, lists of events.

use crate::model::{RecordNo, Timeline};

use crate::app::page::flow::{Flow, Span, Tone};

/// The column of labels such as "built on by".
pub const LABELS: usize = 12;
/// How many events a page lists before it says how many more there are.
const LISTED: usize = 12;

/// Writes a page.
pub struct Writer<'t> {
    /// The timeline that the page is of.
    pub timeline: &'t Timeline,
    /// The lines.
    pub flow: Flow,
    /// What the page's links lead to, in order.
    pub links: Vec<RecordNo>,
    /// The line at which the picture begins, and how many are left blank for it.
    pub picture: Option<(usize, usize)>,
}

impl<'t> Writer<'t> {
    /// An empty page of a width.
    #[must_use]
    pub fn new(timeline: &'t Timeline, width: u16) -> Self {
        Self { timeline, flow: Flow::new(width.into()), links: Vec::new(), picture: None }
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
}
