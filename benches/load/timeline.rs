//! Timelines of any size, made up: what the benchmark reads, and what the tests hold the ways of reading against.
//!
//! The same size and seed give the same bytes everywhere. Most records have the everyday shape; one in sixteen is written
//! as the format allows but few people do, and among these are the cases that a reader in pieces can go wrong on: lines
//! that look like headers inside long texts, lists over several lines, sub-tables, records of other kinds in between.

use std::io::{self, Write};

use super::odd;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// How many events.
    pub events: usize,
    /// What chance begins with.
    pub seed: u64,
    /// Whether lines end as on Windows.
    pub crlf: bool,
    /// One event in so many is an odd one; none is if this is 0.
    pub odd_each: usize,
}

impl Plan {
    /// A timeline as it usually is.
    pub(crate) fn usual(events: usize) -> Self {
        Self { events, seed: 1975, crlf: false, odd_each: 16 }
    }
}

/// A source of chance that is the same everywhere (splitmix64).
pub(crate) struct Chance(u64);

impl Chance {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (end.max(1) as u64)).unwrap_or(0)
    }

    /// One of several.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Numbers below `end`, `count` different ones.
    pub(crate) fn several(&mut self, count: usize, end: usize) -> Vec<usize> {
        let mut chosen = Vec::new();
        while chosen.len() < count.min(end) {
            let one = self.below(end);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}

pub(crate) const ACTORS: usize = 200;
pub(crate) const CONCERNS: usize = 50;
pub(crate) const PLACES: usize = 40;
pub(crate) const SOURCES: usize = 20;

const NAMES: [&str; 20] = [
    "Valdoria", "Kesh", "Ostmark", "Merrow", "Tavira", "Zelenia", "Ardenne", "Quillon", "Sabrath",
    "Norrland", "Çelebi", "Élan", "Łódka", "Øster", "Jorvik", "Drava", "Orsova", "Pelagia", "Sundar",
    "Varna",
];
const VERBS: [&str; 8] =
    ["signs", "rejects", "ratifies", "suspends", "condemns", "brokers", "blocks", "lifts"];
const KINDS: [&str; 8] =
    ["disputed", "emergency", "bilateral", "secret", "contested", "maritime", "interim", "joint"];
const THINGS: [&str; 8] =
    ["treaty", "pipeline", "ceasefire", "blockade", "tariff", "corridor", "embargo", "referendum"];
const TAGS: [&str; 8] = ["diplomacy", "treaty", "election", "embargo", "energy", "naval", "border", "grain"];
const FILL: [&str; 32] = [
    "after",
    "months",
    "of",
    "talks",
    "the",
    "government",
    "said",
    "that",
    "officials",
    "from",
    "both",
    "sides",
    "would",
    "meet",
    "again",
    "in",
    "spring",
    "while",
    "observers",
    "warned",
    "of",
    "further",
    "shortages",
    "along",
    "the",
    "frontier",
    "and",
    "shipping",
    "firms",
    "raised",
    "their",
    "rates",
];

/// Writes a timeline.
pub(crate) fn write(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let mut chance = Chance(plan.seed);
    let mut text = String::new();
    head(&mut text);
    for number in 0..plan.events {
        if plan.odd_each > 0 && number % plan.odd_each == plan.odd_each / 2 {
            odd::event(&mut text, number, plan, &mut chance);
        } else {
            event(&mut text, number, plan, &mut chance);
        }
        if text.len() > 1 << 16 {
            flush(&mut text, plan.crlf, out)?;
        }
    }
    flush(&mut text, plan.crlf, out)
}

fn flush(text: &mut String, crlf: bool, out: &mut impl Write) -> io::Result<()> {
    if crlf {
        *text = text.replace('\n', "\r\n");
    }
    out.write_all(text.as_bytes())?;
    text.clear();
    Ok(())
}

fn head(text: &mut String) {
    text.push_str(
        "# Made up.\n[timeline]\nformat = 1\ntitle = \"A large timeline\"\nas-of = \"2025-12-31\"\n\n",
    );
    for number in 0..SOURCES {
        *text += &format!(
            "[[source]]\nid = \"source-{number}\"\ntitle = \"Archive {number}\"\nurl = \"https://archive.example/{number}\"\nreliability = \"B\"\n\n"
        );
    }
    for number in 0..PLACES {
        *text += &format!(
            "[[place]]\nid = \"place-{number}\"\nname = \"{} {number}\"\nlat = {number}.5\nlon = -{number}\n\n",
            name(number)
        );
    }
    for number in 0..ACTORS {
        let kind = ["state", "body", "armed-group", "population"][number % 4];
        *text += &format!(
            "[[actor]]\nid = \"actor-{number}\"\nname = \"{} {number}\"\nkind = \"{kind}\"\n\n",
            name(number)
        );
    }
    for number in 0..CONCERNS {
        *text += &format!(
            "[[concern]]\nid = \"concern-{number}\"\ntitle = \"Access to {}\"\nheld-by = \"actor-{number}\"\nsources = [\"source-1\"]\n\n",
            name(number)
        );
    }
    let all: Vec<String> = (0..ACTORS).map(|number| format!("\"actor-{number}\"")).collect();
    // So that no actor is unused in a timeline of a few events.
    *text += &format!(
        "[[event]]\nid = \"founding\"\ndate = \"1970\"\ntitle = \"Everybody meets\"\nactors = [{}]\nsources = [{{ id = \"source-0\", at = \"1\" }}]\n\n",
        all.join(", ")
    );
}

fn name(number: usize) -> &'static str {
    NAMES[number % NAMES.len()]
}

/// The day of an event: 1975 to 2025, ascending.
pub(crate) fn date(number: usize, plan: &Plan) -> String {
    let day = number * (51 * 336) / plan.events.max(1);
    format!("{}-{:02}-{:02}", 1975 + day / 336, day / 28 % 12 + 1, day % 28 + 1)
}

pub(crate) fn title(chance: &mut Chance) -> String {
    let words = [chance.pick(&VERBS), chance.pick(&KINDS), chance.pick(&THINGS)].join(" ");
    format!("{} {words} with {}", chance.pick(&NAMES), chance.pick(&NAMES))
}

pub(crate) fn prose(chance: &mut Chance, words: usize) -> String {
    let from = chance.below(FILL.len());
    let words: Vec<&str> = (from..from + words).map(|at| FILL[at % FILL.len()]).collect();
    words.join(" ")
}

pub(crate) fn quoted(prefix: &str, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| format!("\"{prefix}-{number}\"")).collect()
}

/// The everyday shape of an event.
fn event(text: &mut String, number: usize, plan: &Plan, chance: &mut Chance) {
    let actors = quoted("actor", &chance.several(3, ACTORS)).join(", ");
    let concerns = 1 + chance.below(2);
    let concerns = quoted("concern", &chance.several(concerns, CONCERNS)).join(", ");
    let tags = 2 + chance.below(3);
    let tags: Vec<String> =
        chance.several(tags, TAGS.len()).iter().map(|at| format!("{:?}", TAGS[*at])).collect();
    let words = 30 + chance.below(31);
    *text += &format!(
        "[[event]]\nid = \"ev-{number:07}\"\ndate = \"{}\"\ntitle = \"{}\"\nsummary = \"{}.\"\nactors = [{actors}]\nconcerns = \
         [{concerns}]\nplaces = [\"place-{}\"]\ntags = [{}]\nsources = [{{ id = \"source-{}\", at = \"{number:07}\" }}]\n\n",
        date(number, plan),
        title(chance),
        prose(chance, words),
        chance.below(PLACES),
        tags.join(", "),
        chance.below(SOURCES),
    );
}
