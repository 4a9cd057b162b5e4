//! Words for standing, support, grades and gaps.

use crate::model::{
    Account, ActorKind, Citation, Concern, Confidence, Day, Id, Likelihood, Record, RecordNo, Reliability,
    Role, Source, Standing, Status, Timeline, Vocabulary as _,
};
use crate::text::number::grouped;

/// The titles of records, joined: "Iran, Iraq and Israel".
#[must_use]
pub(crate) fn names(timeline: &Timeline, ids: &[Id]) -> String {
    enumerated(&ids.iter().map(|id| timeline.title(*id)).collect::<Vec<_>>())
}

/// The names of actors for a sentence: "the United States, Iran and the Quds Force".
#[must_use]
pub(crate) fn named_in_sentence(timeline: &Timeline, ids: &[Id]) -> String {
    let name = |id: &Id| {
        let name = timeline.title(*id);
        let is_person = timeline.actor(*id).is_some_and(|actor| actor.kind == ActorKind::Person);
        if !is_person && takes_article(name) { format!("the {name}") } else { name.to_owned() }
    };
    enumerated(&ids.iter().map(name).collect::<Vec<_>>())
}

/// "Iran, Iraq and Israel".
fn enumerated<T: AsRef<str>>(names: &[T]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.as_ref().to_owned(),
        Some((last, rest)) => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", rest.join(", "), last.as_ref())
        }
    }
}

/// Whether English puts "the" before a name: if its noun is a common one ("the Quds Force", "the Ministry of Oil"), or
/// it is a plural country ("the Netherlands"). A name with its own article or possessor has none.
fn takes_article(name: &str) -> bool {
    let has_own = |word: &str| {
        let word = word.to_lowercase();
        matches!(word.as_str(), "the" | "a" | "an") || word.ends_with("'s") || word.ends_with("’s")
    };
    let has = |words: &str, one: &str| words.split(' ').any(|word| word == one);
    let words: Vec<&str> = name.split_whitespace().collect();
    let noun = words.iter().position(|word| has(PREPOSITIONS, word)).unwrap_or(words.len());
    let Some(noun) = noun.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let noun = noun.trim_end_matches([',', ')']).to_lowercase();
    // A noun alone is a name: Congress, Parliament.
    let is_common = has(COMMON_NOUNS, &noun) && words.len() > 1;
    (is_common || has(WITH_ARTICLE, name)) && !words.iter().any(|word| has_own(word))
}

/// Words that end the noun phrase of a name.
const PREPOSITIONS: &str = "of for to on in at against and";

/// Single words that take an article anyway.
const WITH_ARTICLE: &str =
    "Bahamas Gambia Houthis Knesset Kremlin Maldives Netherlands Pentagon Philippines Taliban";

/// The nouns of names that take an article.
const COMMON_NOUNS: &str = "administration agency alliance army arrangement assembly association authorities authority bank brigade \
    brigades bureau cabinet coalition commission committee community confederation congress convention corps \
    council court department directorate embassy emirates federation force forces foundation front fund \
    government group groups guard guards house institute islands judiciary kingdom league legion military \
    militias ministry mission movement nations navy office organisation organization parliament party police \
    presidency region republic resistance service state states treasury tribunal union";

/// A record's title, or its id if the title was lost to an error.
#[must_use]
pub(crate) fn title(timeline: &Timeline, no: RecordNo) -> &str {
    match timeline.records().title(no).trim() {
        "" => timeline.id_of(no).map_or("", |id| timeline.ids().text(id)),
        title => title,
    }
}

/// A standing in words: "alleged by Iran against the groups". `holders` are those whose intention it may be. Without
/// `by`, it is attributed to the sources, if there are any.
#[must_use]
pub(crate) fn standing(
    timeline: &Timeline,
    standing: &Standing,
    (holders, sources): (&[Id], &[Citation]),
) -> String {
    let by = named_in_sentence(timeline, &standing.by);
    let by_sources = match sources {
        [] => "",
        [_] => " by the source",
        _ => " by the sources",
    };
    let words = match (standing.status, by.is_empty()) {
        (Status::Reported, true) => "reported".to_owned(),
        (Status::Reported, false) => format!("reported by {by}"),
        (Status::Claim, true) => format!("claimed{by_sources}"),
        (Status::Claim, false) => format!("claimed by {by}"),
        (Status::Allegation, true) => "alleged".to_owned(),
        (Status::Allegation, false) => format!("alleged by {by}"),
        (Status::Assessment, true) => format!("assessed{by_sources}"),
        (Status::Assessment, false) => format!("assessed by {by}"),
        (Status::Intention, _) => intention(timeline, standing, holders, sources.len()),
    };
    match standing.against.as_slice() {
        [] => words,
        against => format!("{words} against {}", named_in_sentence(timeline, against)),
    }
}

/// An intention is stated by its holder, or attributed by somebody else.
fn intention(timeline: &Timeline, standing: &Standing, holders: &[Id], sources: usize) -> String {
    let by = named_in_sentence(timeline, &standing.by);
    let is_stated = holders.is_empty() || standing.by.iter().all(|by| holders.contains(by));
    if is_stated && !by.is_empty() {
        return format!("intended by {by}");
    }
    let whose = match named_in_sentence(timeline, holders) {
        holders if holders.is_empty() => "intended".to_owned(),
        holders => format!("intended by {holders}"),
    };
    match (by.as_str(), sources) {
        ("", 0) => whose,
        ("", 1) => format!("{whose}, according to the source"),
        ("", _) => format!("{whose}, according to the sources"),
        (by, _) => format!("{whose}, according to {by}"),
    }
}

/// Whose account it is: the actors in `by`, or else the first source.
#[must_use]
pub(crate) fn attribution(timeline: &Timeline, account: &Account) -> String {
    if !account.by.is_empty() {
        return names(timeline, &account.by);
    }
    match account.sources.first().map(|citation| citation.source) {
        Some(id) => timeline.source(id).map_or_else(|| timeline.title(id), Source::name).to_owned(),
        None => "unattributed".to_owned(),
    }
}

/// The number of independent sources of a record; copies count once.
#[must_use]
pub(crate) fn support(timeline: &Timeline, record: &Record) -> String {
    support_by(timeline, record.sources.iter())
}

/// How many independent sources there are among citations, and the sources, each once.
fn origins<'c>(timeline: &Timeline, cites: impl Iterator<Item = &'c Citation>) -> (usize, Vec<Id>) {
    let mut sources: Vec<Id> = cites.map(|citation| citation.source).collect();
    sources.sort_unstable();
    sources.dedup();
    (timeline.origins_of(sources.iter().copied()).len(), sources)
}

/// The number of independent sources among citations.
#[must_use]
pub(crate) fn support_by<'c>(timeline: &Timeline, cites: impl Iterator<Item = &'c Citation>) -> String {
    let (origins, sources) = origins(timeline, cites);
    match (origins, sources.len()) {
        (0, _) => "unsourced".to_owned(),
        (1, 1) => "single-source".to_owned(),
        (1, sources) => format!("{sources} sources, 1 origin"),
        (origins, _) => format!("{origins} independent sources"),
    }
}

/// The same for an audience: "one source, reliability unknown".
#[must_use]
pub(crate) fn support_aloud(timeline: &Timeline, cites: &[Citation]) -> String {
    let (origins, sources) = origins(timeline, cites.iter());
    let reliability = || {
        let letter = sources.iter().find_map(|id| timeline.source(*id)?.reliability);
        match letter {
            None => String::new(),
            Some(Reliability::F) => ", reliability unknown".to_owned(),
            Some(letter) => format!(", {}", letter.meaning().trim_end_matches('.').to_lowercase()),
        }
    };
    match (origins, sources.len()) {
        (0, _) => "no source".to_owned(),
        (1, 1) => format!("one source{}", reliability()),
        (1, count) => format!("one source in {count} copies{}", reliability()),
        (count, _) => format!("{count} independent sources"),
    }
}

/// Likelihood and confidence (ICD 203) as sentences, which never share a line.
#[must_use]
pub(crate) fn judged(likelihood: Option<Likelihood>, confidence: Option<Confidence>) -> Vec<String> {
    let likelihood = likelihood.map(|it| format!("Judged {} ({}).", it.shown(), it.meaning()));
    let confidence = confidence.map(|it| {
        let word = it.word();
        format!("{}{} confidence.", word[..1].to_uppercase(), &word[1..])
    });
    likelihood.into_iter().chain(confidence).collect()
}

/// A role and whose office it is, unless the title already says that.
#[must_use]
pub(crate) fn office(timeline: &Timeline, role: &Role) -> String {
    match role.of {
        Some(of) if !role.title.contains(timeline.title(of)) => {
            format!("{}, {}", role.title, timeline.title(of))
        }
        _ => role.title.to_string(),
    }
}

/// "assessment · open".
#[must_use]
pub(crate) fn standing_and_state(concern: &Concern) -> String {
    format!("{} · {}", concern.record.standing.status.word(), concern.state.shown())
}

/// "1 step", "9 steps".
#[must_use]
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// "1 minute", "2.5 minutes".
#[must_use]
pub(crate) fn minutes(minutes: f64) -> String {
    format!("{minutes} minute{}", if minutes == 1.0 { "" } else { "s" })
}

/// A period without events: "11 months, nothing recorded", or nothing that matches the filter.
#[must_use]
pub(crate) fn gap(days: i64, is_filtered: bool) -> String {
    let nothing = if is_filtered { "nothing shown" } else { "nothing recorded" };
    // The Gregorian calendar has 146,097 days in 400 years.
    let years = days.saturating_mul(400) / 146_097;
    let months = days.saturating_mul(4800) / 146_097;
    match (years, months) {
        (2.., _) => format!("{years} years, {nothing}"),
        (_, 2..) => format!("{months} months, {nothing}"),
        _ => format!("{days} days, {nothing}"),
    }
}

/// The Admiralty code's words for the credibility of what a source says.
#[must_use]
pub(crate) fn credibility(number: u8) -> &'static str {
    match number {
        1 => "confirmed",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "truth cannot be judged",
    }
}

/// A grade in the words of the Admiralty code: "source usually reliable, item probably true (B2)". `credibility` is the
/// citation's own, if it has one.
#[must_use]
pub(crate) fn grade(source: &Source, credibility: Option<u8>) -> Option<String> {
    let code = source.grade(credibility)?;
    let reliability = source.reliability.map(|letter| match letter {
        Reliability::F => "reliability of the source cannot be judged".to_owned(),
        letter => format!("source {}", letter.meaning().trim_end_matches('.').to_lowercase()),
    });
    let credibility = credibility.or(source.credibility).map(|number| match number {
        1..=5 => format!("item {}", crate::describe::wording::credibility(number)),
        _ => "truth of the item cannot be judged".to_owned(),
    });
    let words: Vec<String> = reliability.into_iter().chain(credibility).collect();
    Some(format!("{} ({code})", words.join(", ")))
}

/// A number as superscript.
#[must_use]
pub(crate) fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0') % 10]).collect()
}

/// A day in words: "3 May 2019".
#[must_use]
pub(crate) fn day(day: Day) -> String {
    let date = day.date();
    format!("{} {} {}", date.day, month(date.month), year(date.year))
}

/// A month's name in three letters, from 1.
#[must_use]
pub(crate) fn month(month: u32) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or("")
}

/// A year in words: "2025", "44 BC".
#[must_use]
pub(crate) fn year(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

/// The years from one to another in words: "2025", "1901–1917", "357–258 BC", "4 BC–AD 16".
#[must_use]
pub(crate) fn years(first: i64, last: i64) -> String {
    match (first > 0, last > 0) {
        _ if first == last => year(first),
        (false, false) => format!("{}–{}", 1 - first, year(last)),
        (false, true) => format!("{}–AD {last}", year(first)),
        _ => format!("{first}–{last}"),
    }
}

/// A round number of years (1, 2 or 5 times a power of ten) of which at most `most` make up `years`.
#[must_use]
pub(crate) fn round_step(years: i64, most: i64) -> i64 {
    let mut step = 1_i64;
    for factor in [2, 5, 10].into_iter().cycle() {
        if years / step <= most {
            break;
        }
        step = 10_i64.saturating_pow(step.ilog10()).saturating_mul(factor);
    }
    step
}

/// The years from one to another that are round as they are written: 1000 BC, 500 BC, 500, 1000. Year 0 is 1 BC.
pub(crate) fn round_years(first: i64, last: i64, step: i64) -> impl Iterator<Item = i64> {
    let round = move |times: i64| match times {
        0 => None,
        1.. => Some(times.saturating_mul(step)),
        _ => Some(times.saturating_mul(step).saturating_add(1)),
    };
    let times = first.div_euclid(step) - 1..=last.div_euclid(step);
    times.filter_map(round).filter(move |year| (first..=last).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{gap, raised, round_step, round_years, takes_article, year};

    #[test]
    fn years_are_labelled_at_round_numbers() {
        assert_eq!(round_step(51, 9), 10);
        assert_eq!(round_step(4, 9), 1);
        assert_eq!(round_step(5000, 9), 1000);
        assert!(round_step(1_000_000_000, 9) >= 100_000_000);
        assert!(round_step(2_000_000_000_000, 1) > 0);
        let labels = |first, last, step| round_years(first, last, step).map(year).collect::<Vec<_>>();
        assert_eq!(labels(-1100, 1000, 500), ["1000 BC", "500 BC", "500", "1000"]);
        assert_eq!(labels(-2, 2, 1), ["3 BC", "2 BC", "1 BC", "1", "2"]);
        assert_eq!(labels(-499, -499, 100), ["500 BC"]);
        assert_eq!(labels(1975, 2025, 10), ["1980", "1990", "2000", "2010", "2020"]);
    }

    #[test]
    fn names_get_an_article_if_english_needs_one() {
        for name in [
            "United States",
            "Islamic Revolutionary Guard Corps",
            "Ministry of Oil",
            "Netherlands",
            "White House",
        ] {
            assert!(takes_article(name), "{name}");
        }
        for name in
            ["Iran", "Hezbollah", "Congress", "The Hague", "Iran's Supreme Council", "Mahsa Amini", "", "of"]
        {
            assert!(!takes_article(name), "{name}");
        }
    }

    #[test]
    fn gaps_use_a_fitting_unit() {
        assert_eq!(gap(340, false), "11 months, nothing recorded");
        assert_eq!(gap(2000, true), "5 years, nothing shown");
        assert_eq!(gap(45, false), "45 days, nothing recorded");
    }

    #[test]
    fn marks_and_years_in_words() {
        assert_eq!(raised(12), "¹²");
        assert_eq!(year(-43), "44 BC");
        assert_eq!(year(0), "1 BC");
    }
}
