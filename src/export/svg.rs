//! Drawings for documents and slides: the axis of all events, the map, what led to what, or a step of the briefing.
//!
//! The first three are those of the page. A drawing stands alone: it has its own colours, which a viewer may turn dark, and
//! names fonts that every system has. Its markup is XML, where the page's is HTML.

use std::fmt::Write as _;

use crate::describe::{Description, steps};
use crate::export::content::{Content, Drawing};
use crate::export::html::{axis, escape, graph, map};
use crate::model::{RecordNo, StepKind};
use crate::text::width::wrap;

/// The size of a step and of the other drawings, in pixels.
const WIDE: u16 = 960;
const HIGH: u16 = 540;
const MAP: (u16, u16) = (360, 203);
const MARGIN: u16 = 48;

const STYLE: &str = "svg{font-family:Helvetica,Arial,sans-serif;color:#1c1e22}\
text{fill:#1c1e22;font-size:14px}.quiet,.when,.why{fill:#4d5460;font-size:12px}.accent{fill:#8a5a00}\
.title{font-weight:bold}.note{fill:#4d5460}\
.axis text{fill:#646b77;font-size:11px}rect,circle{fill:#8a5a00}.rule{stroke:#9aa0aa}.asof{stroke:#8a5a00}\
path{fill:none;stroke:#4d5460;stroke-width:1.5}.said{stroke-dasharray:5 3}.after{stroke-dasharray:1.5 4}\
.map path{stroke-width:.5}.map .border{stroke-dasharray:1.5 1.5}.map .line{stroke:#8a5a00;stroke-width:1.2}\
.map text{font-size:7px;paint-order:stroke;stroke:#fdfcf9;stroke-width:1.5px;stroke-linejoin:round}.map .state{fill:#646b77;font-size:5px}.ground{fill:#fdfcf9}\
@media(prefers-color-scheme:dark){text{fill:#dfe2e8}.quiet,.when,.why,.note,.map .state{fill:#a3abba}.accent{fill:#e5b567}\
.ground{fill:#111116}rect,circle{fill:#e5b567}path{stroke:#a3abba}.map .line{stroke:#e5b567}.map text{stroke:#111116}}";

/// Writes a drawing, and returns whether there is anything to draw.
pub(crate) fn write(content: &Content<'_>, out: &mut String) -> bool {
    let mut drawn = String::new();
    let (wide, high) = match content.drawing {
        Drawing::Axis => {
            axis::whole(&mut drawn, content);
            (WIDE, 66)
        }
        Drawing::Map => {
            let (places, theatre) = map::places(content);
            map::write(&mut drawn, content, &places, &theatre, MAP);
            (WIDE, HIGH)
        }
        Drawing::Graph => {
            let web = graph::drawn(content);
            graph::drawing(&mut drawn, content, &web.0);
            let size = |key: &str| {
                let from = drawn.find(key).map_or(0, |at| at + key.len());
                drawn[from..].split(|c: char| !c.is_ascii_digit()).next().and_then(|size| size.parse().ok())
            };
            (size("width=").unwrap_or(WIDE), size("height=").unwrap_or(HIGH))
        }
        Drawing::Step(number) => {
            step(&mut drawn, content, number);
            (WIDE, HIGH)
        }
    };
    if drawn.is_empty() {
        return false;
    }
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">\n\
         <style>{STYLE}</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n"
    );
    xml(out, &drawn);
    out.push_str("</svg>\n");
    true
}

/// Turns the page's markup into XML: attributes get quotes, and links that lead nowhere here become groups.
fn xml(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let end = tag_end(after);
        let (tag, after) = after.split_at(end);
        rest = after.strip_prefix('>').unwrap_or(after);
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        out.push('<');
        out.push_str(match name {
            "a" => "g",
            "/a" => "/g",
            name => name,
        });
        for (key, value) in attributes_of(attributes).into_iter().filter(|_| name != "a") {
            let _ = write!(out, " {key}=\"{value}\"");
        }
        out.push('>');
    }
    out.push_str(rest);
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(text: &str) -> usize {
    let mut is_quoted = false;
    let end = text.find(|letter| {
        is_quoted ^= letter == '"';
        letter == '>' && !is_quoted
    });
    end.unwrap_or(text.len())
}

/// The attributes of a tag, with or without quotes around their values.
fn attributes_of(mut text: &str) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    while let Some((key, after)) = text.trim_start().split_once('=') {
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        all.push((key, value));
        text = after;
    }
    all
}

/// A column of text that grows downward.
struct Column {
    out: String,
    x: u16,
    y: u16,
    wide: u16,
    /// Where it must end.
    until: u16,
    /// Whether something was left out for want of room.
    is_full: bool,
}

impl Column {
    /// Adds a paragraph of letters of a size, with a bullet if it has one.
    fn paragraph(&mut self, class: &str, size: u16, bullet: &str, text: &str) {
        let text = text.trim();
        let indent = if bullet.is_empty() { 0 } else { size };
        let columns = usize::from(self.wide.saturating_sub(indent) * 10 / (size * breadth(text))).max(8);
        for (at, range) in wrap(text, columns, columns).into_iter().enumerate() {
            let y = self.y + size * 13 / 10;
            if y > self.until || self.is_full {
                self.is_full = true;
                return;
            }
            self.y = y;
            if at == 0 && !bullet.is_empty() {
                let _ = write!(self.out, "<text x={} y={y}>{bullet}</text>", self.x);
            }
            let x = self.x + indent;
            let _ = write!(self.out, "<text class={class} style=font-size:{size}px x={x} y={y}>");
            escape::text(&mut self.out, &text[range]);
            self.out.push_str("</text>\n");
        }
        self.y += size / 3;
    }
}

/// The width of letters in tenths of their size: small ones are half as wide as high, capitals are wider.
fn breadth(text: &str) -> u16 {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    match () {
        () if capitals * 2 > letters => 8,
        () if capitals * 5 > letters => 7,
        () => 6,
    }
}

/// Draws a step as a slide.
fn step(out: &mut String, content: &Content<'_>, number: usize) {
    let Some(briefing) = content.given() else { return };
    let all = content.steps(briefing);
    let Some(step) = number.checked_sub(1).and_then(|at| all.get(at)) else { return };
    let it = content.step(briefing, step, |_, it| it.lists.clear());
    let shown: Vec<RecordNo> = it.lists.iter().flat_map(|list| &list.rows).filter_map(|row| row.to).collect();
    let has_map = step.kind == Some(StepKind::Map) && !shown.is_empty();
    let wide = WIDE - 2 * MARGIN;
    let left = if has_map { wide / 2 - 20 } else { wide };
    let notes = u16::try_from(it.sources_shown()).unwrap_or(0).min(6);
    let foot = HIGH - MARGIN - notes * 15;
    // A line stays free to say that there is more.
    let until = foot - 20;
    let mut column = Column { out: String::new(), x: MARGIN, y: MARGIN - 20, wide, until, is_full: false };
    column.paragraph("accent", 14, "", &it.headline());
    column.paragraph("title", 40, "", steps::title(content.timeline, step));
    column.wide = left;
    said(&mut column, &it);
    if std::mem::take(&mut column.is_full) {
        (column.y, column.until) = (until, foot);
        column.paragraph("quiet", 14, "", "… and more, in the briefing itself");
    }
    for (at, (_, cited)) in (0..notes).zip(it.sources.iter()) {
        let title = cited.title(content.timeline);
        let comma = if title.is_empty() { "" } else { ", " };
        let words = format!(
            "{} {}{comma}{title} {}",
            at + 1,
            cited.name(content.timeline),
            cited.grade(content.timeline)
        );
        (column.y, column.until, column.wide) = (foot + at * 15, HIGH, wide);
        column.paragraph("note", 11, "", &crate::text::width::fit(&words, 150));
    }
    out.push_str(&column.out);
    if has_map {
        let mut drawn = String::new();
        map::of_step(&mut drawn, content, &shown, (220, 180));
        // It stands in the right half.
        let place = format!("<svg x={} y=120 width={} height=360 ", MARGIN + left + 40, wide / 2);
        out.push_str(&drawn.replacen("<svg ", &place, 1));
    }
}

/// What a step says: its standing, its points or its text, its lists and accounts.
fn said(column: &mut Column, it: &Description<'_>) {
    let marked =
        |words: &crate::describe::Words<'_>| format!("{}{}", words.text, it.sources.marks(words.cites));
    let standing: Vec<String> = it.standing.iter().map(marked).collect();
    if !standing.is_empty() {
        column.paragraph("quiet", 14, "", &standing.join(" · "));
    }
    it.judged.iter().for_each(|sentence| column.paragraph("quiet", 14, "", sentence));
    column.y += 8;
    for text in it.prose.iter().map(marked) {
        text.split("\n\n").for_each(|paragraph| column.paragraph("point", 20, "", paragraph));
    }
    for list in &it.lists {
        for row in &list.rows {
            let words = match &*list.label {
                "place" => format!("{}: {}", row.text, row.after.join(" · ")),
                label => format!("{label}: {}", row.line(" · ")),
            };
            column.paragraph("point", 18, "", &words);
        }
    }
    it.points.iter().for_each(|words| column.paragraph("point", 20, "•", &marked(words)));
    for point in &it.accounts {
        column.paragraph("quiet", 14, "", &point.heading());
        for account in &point.accounts {
            let said = if account.says.is_empty() { account.quote } else { account.says };
            let quotes = if account.says.is_empty() { ("“", "”") } else { ("", "") };
            let marks = it.sources.marks(account.cites);
            column.paragraph(
                "said",
                14,
                "",
                &format!("{}: {}{said}{}{marks}", account.who, quotes.0, quotes.1),
            );
        }
    }
    if !it.so_what.is_empty() {
        column.paragraph("quiet", 16, "", &format!("So what: {}", it.so_what));
    }
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn markup_becomes_xml() {
        let mut out = String::new();
        xml(&mut out, "<svg class=map aria-label=\"A > B\"><a href=#x><text x=1>a &lt; b</text></a></svg>");
        assert_eq!(out, "<svg class=\"map\" aria-label=\"A > B\"><g><text x=\"1\">a &lt; b</text></g></svg>");
    }
}
