//! The second column of a slide.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::content::{Content, Dispute};
use crate::app::views::present::layout::{Frame, Line, Places, cells};

/// What the second column has taken over from the first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// Who took part.
    pub cast: bool,
    /// Where accounts differ.
    pub disputes: bool,
    /// The key judgments.
    pub judgments: bool,
}

/// The second column: who took part and how, where accounts differ, what is at stake, and what the record says beside the
/// points; as much of it as there is room for, below the picture if there is one.
pub(super) fn aside(
    content: &Content,
    places: &Places,
    (top, rows): (u16, usize),
    picture: Option<&Frame>,
) -> (Vec<Line>, Rect, Told) {
    let mut told = Told::default();
    let gap = places.gap;
    let taken = picture.map_or(0, |frame| usize::from(frame.room.height) + frame.words.len() + gap);
    let Some(column) = places.aside().filter(|_| rows > taken + 2) else {
        return (Vec::new(), Rect::default(), told);
    };
    let at = Rect { y: top + cells(taken), height: cells(rows - taken), ..column };
    let wide = usize::from(column.width);
    let after = content.points.len();
    let disputed: Vec<&Dispute> = content.disputes.iter().filter(|one| !one.heading.is_empty()).collect();
    let mut accounts = Flow::new(wide);
    for dispute in &disputed {
        accounts.blank();
        accounts.paragraph(&[Span::new(Tone::Faint, &*dispute.heading)]);
        for (who, text) in &dispute.accounts {
            accounts.paragraph(&[Span::new(Tone::Strong, &**who)]);
            for text in text {
                let spans = [&[Span::new(Tone::Ink, "")][..], text].concat();
                accounts.labelled(2, Span::new(Tone::Faint, " "), &spans, None);
            }
        }
    }
    let mut context = Flow::new(wide);
    for text in &content.context {
        context.blank();
        context.paragraph(&[Span::new(Tone::Quiet, &**text)]);
    }
    // What matters most has the first claim on the room; accounts stand last, since they appear last.
    let mut left = rows - taken;
    let claim = |lines: &[PageLine], left: &mut usize| {
        let wanted = lines.len() + usize::from(*left < rows - taken) * gap.max(1);
        let has_room = !lines.is_empty() && wanted <= *left;
        *left -= if has_room { wanted } else { 0 };
        has_room
    };
    told.disputes = claim(&accounts.lines, &mut left);
    // What they rest on is left out first, then the blank lines.
    let forms = [(true, true), (false, true), (false, false)];
    let judgments = forms.map(|(in_full, is_airy)| judgments(content, wide, in_full, is_airy));
    let judgments = judgments.into_iter().find(|lines| claim(lines, &mut left)).unwrap_or_default();
    told.judgments = !judgments.is_empty();
    let cast = cast(content, wide, left.saturating_sub(gap.max(1)));
    told.cast = claim(&cast, &mut left);
    let has_context = claim(&context.lines, &mut left);
    let mut lines: Vec<Line> = Vec::new();
    for (is_told, block, point) in [
        (told.judgments, judgments, 0),
        (told.cast, cast, 0),
        (has_context, context.lines, 0),
        (told.disputes, accounts.lines, after),
    ] {
        if is_told {
            let gap = if lines.is_empty() { 0 } else { gap.max(1) };
            lines.extend((0..gap).map(|_| Line { point, ..Line::default() }));
            lines.extend(block.into_iter().map(|line| Line { line, point, size: None, bar: None }));
        }
    }
    (lines, at, told)
}

/// The key judgments, each with how likely it is, and what it rests on if `in_full`.
fn judgments(content: &Content, wide: usize, in_full: bool, is_airy: bool) -> Vec<PageLine> {
    let mut flow = Flow::new(wide);
    if content.judgments.is_empty() {
        return flow.lines;
    }
    flow.paragraph(&[Span::new(Tone::Faint, "Key judgments")]);
    for judgment in &content.judgments {
        if is_airy {
            flow.blank();
        }
        let Some((says, below)) = judgment.split_first() else { continue };
        flow.labelled(2, Span::new(Tone::Faint, "•"), says, None);
        let is_judged = |line: &&Vec<Span>| line.len() == 1;
        // Likelihood and confidence never share a line.
        for line in below.iter().filter(|line| in_full || is_judged(line)) {
            flow.labelled(2, Span::new(Tone::Faint, " "), line, None);
        }
    }
    flow.lines
}

/// Who took part and how, and what is at stake: as much as fits into so many rows, then how many more there are.
fn cast(content: &Content, wide: usize, rows: usize) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    for (at, (name, role)) in content.actors.iter().enumerate() {
        let mut spans = vec![Span::new(Tone::Ink, &**name)];
        if !role.is_empty() {
            spans.push(Span::new(Tone::Quiet, format!(" · {role}")));
        }
        let mut one = Flow::new(wide);
        one.labelled(2, Span::new(Tone::Faint, "–"), &spans, None);
        let is_last = at + 1 == content.actors.len();
        if lines.len() + one.lines.len() + usize::from(!is_last) > rows {
            let more = format!("  and {} more", content.actors.len() - at);
            lines.push(PageLine { spans: vec![Span::new(Tone::Faint, more)], ..PageLine::default() });
            // A single line of how many there are says nothing.
            return if at == 0 { Vec::new() } else { lines };
        }
        lines.extend(one.lines);
    }
    if !content.concerns.is_empty() {
        let mut stake = Flow::new(wide);
        let concerns = format!("At stake: {}", content.concerns.join(", "));
        stake.paragraph(&[Span::new(Tone::Faint, concerns)]);
        let gap = usize::from(!lines.is_empty());
        if lines.len() + gap + stake.lines.len() <= rows {
            lines.extend((0..gap).map(|_| PageLine::default()));
            lines.extend(stake.lines);
        }
    }
    lines
}
