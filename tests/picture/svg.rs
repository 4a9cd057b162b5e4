//! A terminal's screen as SVG.
//!
//! Every run of text says how long it is, so that columns meet in whatever font the reader has. Lines and blocks are
//! drawn as shapes, which meet in any font; coordinates are whole numbers, so that they do so without seams.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A cell, in units of the picture; text is set at a size of which most fonts' characters are as wide.
const WIDTH: u16 = 9;
const HEIGHT: u16 = 19;
const SIZE: u16 = 15;
/// The line that text stands on, below a cell's top.
const BASE: u16 = 14;
/// Around the screen.
const MARGIN: u16 = 14;
/// The height of a caption.
const CAPTION: u16 = 34;
/// How long a frame of a tour stays, in seconds.
const STAY: usize = 2;

/// What a terminal has by itself.
pub(crate) struct Paper {
    /// Behind the characters.
    pub ground: &'static str,
    /// Characters.
    pub ink: &'static str,
    /// The picture's edge.
    pub edge: &'static str,
    /// What stands out, in captions.
    pub accent: &'static str,
    pub is_light: bool,
}

impl Paper {
    pub(crate) const DARK: Self =
        Self { ground: "#111116", ink: "#d8dbe2", edge: "#3a3f4b", accent: "#e5b567", is_light: false };
    pub(crate) const LIGHT: Self =
        Self { ground: "#ffffff", ink: "#1d2026", edge: "#c9cdd4", accent: "#8a5a00", is_light: true };
}

/// How a cell looks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Style {
    ink: String,
    ground: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

impl Style {
    fn of(cell: &vt100::Cell, paper: &Paper) -> Self {
        let (mut ink, mut ground) = (colour(cell.fgcolor(), paper), colour(cell.bgcolor(), paper));
        if cell.inverse() {
            (ink, ground) = (
                ground.or_else(|| Some(paper.ground.to_owned())),
                ink.or_else(|| Some(paper.ink.to_owned())),
            );
        }
        Self {
            ink: ink.unwrap_or_else(|| paper.ink.to_owned()),
            ground,
            bold: cell.bold(),
            dim: cell.dim(),
            italic: cell.italic(),
            underline: cell.underline(),
        }
    }

    /// The attributes of text that are not as usual.
    fn attributes(&self, paper: &Paper) -> String {
        let mut text = String::new();
        if self.ink != paper.ink {
            let _ = write!(text, " fill=\"{}\"", self.ink);
        }
        let mut add = |is: bool, attribute: &str| text.push_str(if is { attribute } else { "" });
        add(self.bold, " font-weight=\"bold\"");
        add(self.dim, " opacity=\".6\"");
        add(self.italic, " font-style=\"italic\"");
        add(self.underline, " text-decoration=\"underline\"");
        text
    }
}

/// A colour of the terminal's, if it is not its own.
fn colour(colour: vt100::Color, paper: &Paper) -> Option<String> {
    const NAMED: [&str; 16] = [
        "#1d2026", "#c4545a", "#4f9d5d", "#b58a2e", "#3b78c4", "#9a5fb0", "#3a98a6", "#c9cdd4", "#5d6470",
        "#e06c75", "#7cc58a", "#e5b567", "#8ab4f8", "#c792ea", "#6fc3d0", "#ffffff",
    ];
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Idx(number) => {
            // Bright colours are hard to read on a light background, where terminals draw them darker.
            let number = if paper.is_light && (9..15).contains(&number) { number - 8 } else { number };
            let name = NAMED.get(usize::from(number));
            Some((*name.unwrap_or_else(|| panic!("the colour {number} is not drawn"))).to_owned())
        }
        vt100::Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    }
}

/// A cell of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    /// Its character; none for a blank, and for the right half of a wide one.
    text: String,
    style: Style,
    /// How many columns it has.
    breadth: u16,
}

impl Cell {
    fn of(screen: &vt100::Screen, row: u16, column: u16, paper: &Paper) -> Self {
        let cell = screen.cell(row, column).unwrap();
        Self {
            text: cell.contents().trim().to_owned(),
            style: Style::of(cell, paper),
            breadth: if cell.is_wide() { 2 } else { 1 },
        }
    }
}

/// What a screen shows, drawn.
pub(crate) struct Frame {
    drawn: String,
    caption: Option<(String, String)>,
    size: (u16, u16),
}

impl Frame {
    pub(crate) fn new(screen: &vt100::Screen, paper: &Paper) -> Self {
        let (rows, columns) = screen.size();
        let (rows, columns) = (rows.get(), columns.get());
        let mut drawn = String::new();
        let cells: Vec<Vec<Cell>> = (0..rows)
            .map(|row| (0..columns).map(|column| Cell::of(screen, row, column, paper)).collect())
            .collect();
        shapes(&cells, &mut drawn);
        for (row, cells) in (0..).zip(&cells) {
            texts(row, cells, paper, &mut drawn);
        }
        Self { drawn, caption: None, size: (columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN) }
    }

    /// The same with keys and words below it.
    pub(crate) fn captioned(self, keys: &str, words: &str) -> Self {
        Self { caption: Some((keys.to_owned(), words.to_owned())), ..self }
    }

    fn write(&self, paper: &Paper, out: &mut String) {
        out.push_str(&self.drawn);
        if let Some((keys, words)) = &self.caption {
            let (x, y) = (MARGIN + 2 * WIDTH, self.size.1 + CAPTION / 2 - 4);
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\"><tspan fill=\"{}\" font-weight=\"bold\">{}</tspan><tspan dx=\"{HEIGHT}\">{}</tspan></text>",
                paper.accent,
                escaped(keys),
                escaped(words)
            );
        }
    }
}

fn left(column: u16) -> u16 {
    MARGIN + column * WIDTH
}

fn top(row: u16) -> u16 {
    MARGIN + row * HEIGHT
}

/// What stands behind text, and the characters that are shapes: one path for each colour.
fn shapes(cells: &[Vec<Cell>], out: &mut String) {
    let mut grounds: BTreeMap<(&str, bool), String> = BTreeMap::new();
    let mut marks = grounds.clone();
    for (row, cells) in (0..).zip(cells) {
        let mut column = 0;
        for stretch in cells.chunk_by(|one, other| one == other) {
            let (first, count) = (&stretch[0], u16::try_from(stretch.len()).unwrap());
            let cell = (left(column), top(row));
            if let Some(ground) = &first.style.ground {
                rectangle(cell, (0, 0, WIDTH, HEIGHT), count, grounds.entry((ground, false)).or_default());
            }
            for part in shape(&first.text) {
                let path = marks.entry((&first.style.ink, first.style.dim)).or_default();
                rectangle(cell, part, count, path);
            }
            column += count;
        }
    }
    for ((colour, is_dim), path) in grounds.into_iter().chain(marks) {
        let opacity = if is_dim { " opacity=\".6\"" } else { "" };
        let _ = writeln!(out, "<path fill=\"{colour}\"{opacity} d=\"{path}\"/>");
    }
}

/// A part of a cell: left, top, width, height.
type Part = (u16, u16, u16, u16);

/// The part in each of some cells; one piece where it goes through them.
fn rectangle((x, y): (u16, u16), (right, down, width, height): Part, count: u16, path: &mut String) {
    let is_through = width == WIDTH;
    let (pieces, width) = if is_through { (1, width * count) } else { (count, width) };
    for piece in 0..pieces {
        let (x, y) = (x + piece * WIDTH + right, y + down);
        let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
    }
}

/// The parts of a character that is drawn as a shape; none if it is text.
fn shape(text: &str) -> Vec<Part> {
    const ACROSS: Part = (0, HEIGHT / 2, WIDTH, 1);
    const DOWN: Part = (WIDTH / 2, 0, 1, HEIGHT);
    const ABOVE: Part = (WIDTH / 2, 0, 1, HEIGHT / 2);
    const BELOW: Part = (WIDTH / 2, HEIGHT / 2, 1, HEIGHT - HEIGHT / 2);
    let bar = |eighths: u16| {
        let height = HEIGHT * eighths / 8;
        vec![(0, HEIGHT - height, WIDTH, height)]
    };
    match text {
        "─" => vec![ACROSS],
        "━" => vec![(0, HEIGHT / 2 - 1, WIDTH, 3)],
        "╌" => vec![(1, HEIGHT / 2, 3, 1), (6, HEIGHT / 2, 2, 1)],
        "│" => vec![DOWN],
        "╎" => vec![(WIDTH / 2, 2, 1, 6), (WIDTH / 2, 11, 1, 6)],
        "┬" => vec![ACROSS, BELOW],
        "┴" => vec![ACROSS, ABOVE],
        "┼" => vec![ACROSS, DOWN],
        "├" => vec![DOWN, (WIDTH / 2, HEIGHT / 2, WIDTH - WIDTH / 2, 1)],
        "┤" => vec![DOWN, (0, HEIGHT / 2, WIDTH / 2, 1)],
        "▌" => vec![(0, 0, WIDTH / 2, HEIGHT)],
        "▁" => bar(1),
        "▂" => bar(2),
        "▃" => bar(3),
        "▄" => bar(4),
        "▅" => bar(5),
        "▆" => bar(6),
        "▇" => bar(7),
        "█" => bar(8),
        "▀" => vec![(0, 0, WIDTH, HEIGHT / 2)],
        "▐" => vec![(WIDTH / 2, 0, WIDTH - WIDTH / 2, HEIGHT)],
        "▘" | "▝" | "▖" | "▗" | "▚" | "▞" | "▙" | "▛" | "▜" | "▟" => quarters(text),
        _ => Vec::new(),
    }
}

/// The quarters of a cell that a block fills: those of the upper half, and those of the lower.
fn quarters(text: &str) -> Vec<Part> {
    let (left, right) = (WIDTH / 2, WIDTH - WIDTH / 2);
    let (upper, lower) = (HEIGHT / 2, HEIGHT - HEIGHT / 2);
    let half = |has: (&str, &str), y: u16, height: u16| {
        let is_in = |blocks: &str| blocks.contains(text);
        match (is_in(has.0), is_in(has.1)) {
            (true, true) => Some((0, y, WIDTH, height)),
            (true, false) => Some((0, y, left, height)),
            (false, true) => Some((left, y, right, height)),
            (false, false) => None,
        }
    };
    let parts = [half(("▘▚▙▛▜", "▝▞▛▜▟"), 0, upper), half(("▖▞▙▛▟", "▗▚▙▜▟"), upper, lower)];
    parts.into_iter().flatten().collect()
}

/// A row's text, run by run: words of one style, with at most one blank between them. What is not ASCII comes from
/// another font in many places and stands alone, except for scripts that are read from the right.
fn texts(row: u16, cells: &[Cell], paper: &Paper, out: &mut String) {
    let mut runs = String::new();
    let mut column = 0;
    while let Some(cell) = cells.get(column) {
        if cell.text.is_empty() || !shape(&cell.text).is_empty() {
            column += 1;
            continue;
        }
        let joins = |other: &Cell| script(&other.text).is_some() && script(&other.text) == script(&cell.text);
        let goes_on = |at: usize| {
            let same = |at: usize| cells.get(at).filter(|other| other.style == cell.style);
            match same(at) {
                Some(other) if other.text.is_empty() => same(at + 1).is_some_and(joins),
                Some(other) => joins(other),
                None => false,
            }
        };
        let mut end = column + usize::from(cell.breadth);
        while script(&cell.text).is_some() && goes_on(end) {
            end += 1;
        }
        let text: String = cells[column..end]
            .iter()
            .map(|cell| if cell.text.is_empty() { " " } else { &cell.text })
            .collect();
        let (x, length) = (left(u16::try_from(column).unwrap()), (end - column) * usize::from(WIDTH));
        let _ = write!(
            runs,
            "<tspan x=\"{x}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"{}>{}</tspan>",
            cell.style.attributes(paper),
            escaped(&text)
        );
        column = end;
    }
    if !runs.is_empty() {
        let _ = writeln!(out, "<text y=\"{}\">{runs}</text>", top(row) + BASE);
    }
}

/// Which characters may stand in one run: ASCII, or what is joined and reordered by whoever shows it.
fn script(text: &str) -> Option<bool> {
    let is_joined =
        |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if text.len() == 1 { Some(false) } else { text.contains(is_joined).then_some(true) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands around all frames.
fn document(
    title: &str,
    words: &str,
    (width, height): (u16, u16),
    style: &str,
    paper: &Paper,
    inner: &str,
) -> String {
    let (title, words) = (escaped(title), escaped(words));
    let (right, bottom) = (width - 1, height - 1);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"title words\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"words\">{words}</desc>\n\
         <style>text{{font:{SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",\
         \"Liberation Mono\",monospace;fill:{};white-space:pre}}{style}</style>\n\
         <rect x=\".5\" y=\".5\" width=\"{right}\" height=\"{bottom}\" rx=\"8\" fill=\"{}\" stroke=\"{}\"/>\n{inner}</svg>\n",
        paper.ink, paper.ground, paper.edge
    )
}

/// A picture of one screen.
pub(crate) fn still(title: &str, words: &str, screen: &vt100::Screen, paper: &Paper) -> String {
    let frame = Frame::new(screen, paper);
    let mut inner = String::new();
    frame.write(paper, &mut inner);
    document(title, words, frame.size, "", paper, &inner)
}

/// A picture that steps through frames; the first one alone for whom moving pictures disturb.
pub(crate) fn tour(title: &str, words: &str, frames: &[Frame], paper: &Paper) -> String {
    let count = frames.len();
    let whole = count * STAY;
    let mut style = format!(
        ".f{{visibility:hidden;animation:f {whole}s step-end infinite}}#f0{{visibility:visible}}\
         @keyframes f{{0%{{visibility:visible}}{:.4}%{{visibility:hidden}}}}\
         @media(prefers-reduced-motion:reduce){{.f{{animation:none}}}}",
        100.0 / count as f64
    );
    let mut inner = String::new();
    for (number, frame) in frames.iter().enumerate() {
        let _ = write!(style, "#f{number}{{animation-delay:{}s}}", number * STAY);
        let _ = writeln!(inner, "<g class=\"f\" id=\"f{number}\">");
        frame.write(paper, &mut inner);
        inner.push_str("</g>\n");
    }
    let (width, height) = frames[0].size;
    document(title, words, (width, height + CAPTION), &style, paper, &inner)
}
