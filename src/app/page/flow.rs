//! Text layout: wraps paragraphs, headings and labelled lines to a width.

use crate::app::core::layout::{GAP, PageColumns};
use crate::model::{RecordNo, Timeline};
use crate::text::width::{width, wrap};

/// The role of a piece of text; the theme maps it to a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Body text.
    Ink,
    /// Titles.
    Strong,
    /// Secondary text.
    Quiet,
    /// Labels and headings of lists.
    Faint,
    /// Emphasis: a judgment, a mark.
    Accent,
    /// Links.
    Link,
}

/// A piece of text of one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its tone.
    pub tone: Tone,
    /// The text, without line breaks.
    pub text: String,
    /// The record that a click opens.
    pub target: Option<RecordNo>,
    /// The web address that a click on its last character opens.
    pub address: Option<Box<str>>,
}

impl Span {
    /// A piece of text without a link.
    #[must_use]
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), target: None, address: None }
    }

    /// Links it to a record.
    #[must_use]
    pub fn to(self, target: Option<RecordNo>) -> Self {
        Self { target, ..self }
    }

    /// Links its last character to a web address, unless that is empty.
    #[must_use]
    pub fn for_address(self, address: &str) -> Self {
        Self { address: (!address.is_empty()).then(|| address.into()), ..self }
    }
}

/// One line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLine {
    /// Left-aligned.
    pub spans: Vec<Span>,
    /// Right-aligned.
    pub right: Option<Span>,
    /// The index of the page's link that starts here.
    pub link: Option<usize>,
    /// The column of the text beside it, and the link that starts there.
    pub beside: Option<(usize, usize)>,
}

impl PageLine {
    /// The links that start here.
    pub fn links(&self) -> impl Iterator<Item = usize> {
        self.link.into_iter().chain(self.beside.map(|(_, link)| link))
    }

    /// Fills it with blanks up to a column.
    pub fn pad(&mut self, column: usize) {
        let used: usize = self.spans.iter().map(|span| width(&span.text)).sum();
        self.spans.push(Span::new(Tone::Ink, " ".repeat(column.saturating_sub(used))));
    }
}

/// Wraps text to lines.
#[derive(Debug)]
pub struct Flow {
    width: usize,
    /// The lines so far.
    pub lines: Vec<PageLine>,
}

impl Flow {
    /// An empty flow, `width` columns wide.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width: width.max(1), lines: Vec::new() }
    }

    /// The width in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// A blank line, unless the last one is blank or there is none.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.lines.push(PageLine::default());
        }
    }

    /// Blank lines reserved for a picture.
    pub fn room(&mut self, rows: u16) {
        self.lines.extend((0..rows).map(|_| PageLine::default()));
    }

    /// One paragraph of several tones.
    pub fn paragraph(&mut self, spans: &[Span]) {
        self.hanging(0, spans, None);
    }

    /// Paragraphs, separated by blank lines, with `after` appended to the last.
    pub fn text(&mut self, tone: Tone, text: &str, after: &[Span]) {
        let mut paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).peekable();
        while let Some(paragraph) = paragraphs.next() {
            let mut spans = vec![Span::new(tone, paragraph.split_whitespace().collect::<Vec<_>>().join(" "))];
            if paragraphs.peek().is_none() {
                spans.extend_from_slice(after);
            }
            self.paragraph(&spans);
            if paragraphs.peek().is_some() {
                self.blank();
            }
        }
    }

    /// A label in the first `column` columns with the text beside it, wrapped with a hanging indent. If the label does
    /// not fit, or leaves too little room for the text, it goes above.
    pub fn labelled(&mut self, column: usize, label: Span, spans: &[Span], link: Option<usize>) {
        let cramped = self.width < column + 12;
        if cramped {
            if !label.text.is_empty() {
                self.paragraph(&[label]);
            }
            self.hanging(1.min(self.width - 1), spans, link);
            return;
        }
        if width(&label.text) >= column {
            self.paragraph(&[label]);
            self.hanging(column, spans, link);
            return;
        }
        let first = self.lines.len();
        self.hanging(column, spans, link);
        if let Some(line) = self.lines.get_mut(first) {
            let pad = column - width(&label.text);
            match line.spans.first_mut() {
                Some(indent) => {
                    indent.text = " ".repeat(pad);
                    line.spans.insert(0, label);
                }
                None => line.spans.push(label),
            }
        }
    }

    /// An indented paragraph.
    fn hanging(&mut self, indent: usize, spans: &[Span], link: Option<usize>) {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let room = self.width.saturating_sub(indent).max(1);
        // Lines and spans advance together, so each span is visited once.
        let (mut rest, mut start) = (spans, 0);
        for (number, range) in wrap(&text, room, room).into_iter().enumerate() {
            let mut line = PageLine { link: link.filter(|_| number == 0), ..PageLine::default() };
            if indent > 0 {
                line.spans.push(Span::new(Tone::Ink, " ".repeat(indent)));
            }
            while let [span, others @ ..] = rest {
                let end = start + span.text.len();
                let (from, to) = (range.start.max(start), range.end.min(end));
                if from < to {
                    line.spans.push(Span::new(span.tone, &text[from..to]).to(span.target));
                }
                if end > range.end {
                    break;
                }
                (rest, start) = (others, end);
            }
            self.lines.push(line);
        }
    }

    /// Two flows side by side, the second from a column on.
    pub fn beside(&mut self, column: usize, left: Self, right: Self) {
        let count = left.lines.len().max(right.lines.len());
        let edge = left.width;
        let (mut left, mut right) = (left.lines.into_iter(), right.lines.into_iter());
        for _ in 0..count {
            let (mut line, other) = (left.next().unwrap_or_default(), right.next().unwrap_or_default());
            if let Some(span) = line.right.take() {
                line.pad(edge.saturating_sub(width(&span.text)));
                line.spans.push(span);
            }
            if !other.spans.is_empty() {
                line.pad(column);
                line.spans.extend(other.spans);
                line.beside = other.link.map(|link| (column, link));
                line.right = other.right;
            }
            self.lines.push(line);
        }
    }

    /// Adds flows beside each other, `each` columns apart.
    pub fn abreast(&mut self, each: usize, flows: impl IntoIterator<Item = Self>) {
        let mut flows = flows.into_iter();
        let first = flows.next().unwrap_or_else(|| Self::new(each));
        let all = (1..).zip(flows).fold(first, |left, (at, right)| {
            let mut both = Self::new(self.width);
            both.beside(at * each, left, right);
            both
        });
        self.lines.extend(all.lines);
    }

    /// Right-aligns a span on the last line. Returns it if it does not fit.
    pub fn at_right(&mut self, span: Span) -> Option<Span> {
        let room = self.width;
        let used = |line: &PageLine| line.spans.iter().map(|span| width(&span.text)).sum::<usize>();
        match self.lines.last_mut().filter(|line| used(line) + 1 + width(&span.text) <= room) {
            Some(line) => line.right = Some(span),
            None => return Some(span),
        }
        None
    }
}

/// The width of the column of labels such as "built on by".
pub const LABELS: usize = 12;
/// The most events that a page lists before "and n more".
const LISTED: usize = 12;

/// Writes a page.
pub struct Writer<'t> {
    /// The timeline.
    pub timeline: &'t Timeline,
    /// The lines.
    pub flow: Flow,
    /// What stands beside them, and from which of them on; `None` if it stands below.
    aside: Option<(usize, Flow)>,
    /// The width of both together.
    pub whole: usize,
    /// The targets of the page's links, in order.
    pub links: Vec<RecordNo>,
    /// The first line reserved for the picture, and how many there are.
    pub picture: Option<(usize, usize)>,
}

impl<'t> Writer<'t> {
    /// An empty page.
    #[must_use]
    pub fn new(timeline: &'t Timeline, columns: PageColumns) -> Self {
        let flow = Flow::new(columns.text.into());
        let aside = (columns.aside > 0).then(|| (0, Flow::new(columns.aside.into())));
        Self { timeline, flow, aside, whole: columns.whole().into(), links: Vec::new(), picture: None }
    }

    /// From here on, there is room beside the lines.
    pub fn open_aside(&mut self) {
        if let Some((from, _)) = &mut self.aside {
            self.flow.blank();
            *from = self.flow.lines.len();
        }
    }

    /// Writes what stands beside the lines where there is room, and below them where there is none.
    pub fn beside(&mut self, write: impl FnOnce(&mut Self)) {
        let Some((from, aside)) = self.aside.take() else { return write(self) };
        let flow = std::mem::replace(&mut self.flow, aside);
        write(self);
        self.aside = Some((from, std::mem::replace(&mut self.flow, flow)));
    }

    /// Whether what stands beside the lines is longer than they are.
    #[must_use]
    pub fn has_long_aside(&self) -> bool {
        let below = |from| self.flow.lines.len().saturating_sub(from);
        self.aside.as_ref().is_some_and(|(from, aside)| aside.lines.len() > below(*from))
    }

    /// The lines and the targets of their links.
    #[must_use]
    pub fn finish(self) -> (Vec<PageLine>, Vec<RecordNo>) {
        let mut flow = self.flow;
        if let Some((from, aside)) = self.aside {
            let lines = flow.lines.split_off(from.min(flow.lines.len()));
            let text = Flow { width: flow.width, lines };
            flow.beside(flow.width + usize::from(GAP), text, aside);
        }
        // Letters go down the page, whichever column a link stands in.
        let mut links = Vec::with_capacity(self.links.len());
        for line in &mut flow.lines {
            for link in line.link.iter_mut().chain(line.beside.as_mut().map(|(_, link)| link)) {
                links.extend(self.links.get(std::mem::replace(link, links.len())));
            }
        }
        (flow.lines, links)
    }

    /// Adds a link and returns its index.
    pub fn link(&mut self, no: RecordNo) -> usize {
        self.links.push(no);
        self.links.len() - 1
    }

    /// The title and a blank line.
    pub fn title(&mut self, title: &str) {
        self.flow.paragraph(&[Span::new(Tone::Strong, title)]);
        self.flow.blank();
    }

    /// A heading with a quiet remark after it.
    pub fn heading(&mut self, heading: &str, beside: &str) {
        self.flow.blank();
        let mut spans = vec![Span::new(Tone::Strong, heading)];
        if !beside.is_empty() {
            spans.push(Span::new(Tone::Quiet, format!("  {beside}")));
        }
        self.flow.paragraph(&spans);
    }

    /// An indented remark.
    pub fn note(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.flow.labelled(indent, Span::new(Tone::Faint, ""), &[Span::new(Tone::Quiet, text)], None);
        }
    }

    /// A labelled text; nothing if the text is empty.
    pub fn fact(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.flow.labelled(LABELS, Span::new(Tone::Faint, label), &[Span::new(Tone::Ink, text)], None);
        }
    }

    /// A heading and the first few events of the rows.
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

#[cfg(test)]
mod tests {
    use super::{Flow, PageLine, Span, Tone};

    fn texts(flow: &Flow) -> Vec<String> {
        let text = |line: &PageLine| line.spans.iter().map(|span| span.text.as_str()).collect();
        flow.lines.iter().map(text).collect()
    }

    #[test]
    fn labels_stand_beside_their_text() {
        let mut flow = Flow::new(26);
        flow.labelled(
            10,
            Span::new(Tone::Faint, "builds on"),
            &[Span::new(Tone::Ink, "a border accord of 2023")],
            None,
        );
        assert_eq!(texts(&flow), ["builds on a border accord", "          of 2023"]);
    }

    #[test]
    fn a_narrow_page_puts_labels_above() {
        let mut flow = Flow::new(14);
        flow.labelled(
            10,
            Span::new(Tone::Faint, "builds on"),
            &[Span::new(Tone::Ink, "border accord")],
            None,
        );
        assert_eq!(texts(&flow), ["builds on", " border accord"]);
    }

    #[test]
    fn tones_survive_the_wrap() {
        let mut flow = Flow::new(8);
        flow.paragraph(&[Span::new(Tone::Ink, "one two "), Span::new(Tone::Accent, "three")]);
        assert_eq!(flow.lines[1].spans, [Span::new(Tone::Accent, "three")]);
    }
}
