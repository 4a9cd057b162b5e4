//! Times of day: "11:50 EDT", "noon", "7 pm", "19:00 UTC+3".

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    /// As EDTF, behind `T`.
    pub text: String,
    /// Days after the one that is named.
    pub days: i64,
    /// How it is taken, if that needs saying.
    pub taken_for: String,
}

/// Splits words into those of the day and every reading of the time; `None` if they have no time.
pub(super) fn split<'t>(words: &[&'t str]) -> Option<(Vec<&'t str>, Vec<Time>)> {
    let is_time = |at: usize, word: &str| {
        word.contains(':')
            || matches!(word, "noon" | "midnight")
            || (word.starts_with(|c: char| c.is_ascii_digit())
                && words.get(at + 1).is_some_and(|next| matches!(*next, "am" | "pm" | "hours")))
    };
    let at = words.iter().enumerate().position(|(at, word)| is_time(at, word))?;
    let word = *words.get(at)?;
    let mut rest = words.get(at + 1..)?;
    let half = rest.first().copied().filter(|next| matches!(*next, "am" | "pm" | "hours"));
    if half.is_some() {
        rest = rest.get(1..)?;
    }
    let signed = word.find(['+', '-']).and_then(|at| word.split_at_checked(at));
    let (clock, offset) = signed.unwrap_or((word, ""));
    let mut offsets = vec![offset_text(offset)?];
    if offset.is_empty() {
        let zone = rest.first().and_then(|zone| zones(zone));
        if let Some(zone) = zone {
            offsets = zone;
            rest = rest.get(1..)?;
        }
        if let Some(sign) = rest.first().filter(|sign| sign.starts_with(['+', '-'])) {
            offsets = vec![offset_text(sign)?];
            rest = rest.get(1..)?;
        }
    }
    let clocks = match clock {
        "noon" => vec![("12:00".to_owned(), 0, "")],
        "midnight" => vec![
            ("00:00".to_owned(), 0, "the midnight with which that day begins"),
            ("00:00".to_owned(), 1, "the midnight with which it ends"),
        ],
        clock => vec![(clock_text(clock, half)?, 0, "")],
    };
    let is_clear = offsets.len() == 1;
    let each = |(text, days, said): &(String, i64, &str)| {
        let all = offsets.iter().map(|offset| {
            let zone = if is_clear {
                String::new()
            } else {
                format!("{} UTC{offset}", if said.is_empty() { "" } else { "," })
            };
            Time {
                text: format!("{text}{offset}"),
                days: *days,
                taken_for: format!("{said}{zone}").trim().to_owned(),
            }
        });
        all.collect::<Vec<_>>()
    };
    let times = clocks.iter().flat_map(each).collect();
    // "um 11:50 Uhr"
    let before = words.get(..at)?;
    let before = before.strip_suffix(&["um"]).unwrap_or(before);
    Some((before.iter().chain(rest).copied().collect(), times))
}

/// "11:50", "11.50", "7" or "1900", with "am", "pm" or "hours" behind it; `None` if these do not fit.
fn clock_text(clock: &str, half: Option<&str>) -> Option<String> {
    let (hour, rest) = match clock.split_once([':', '.']) {
        Some(parts) => parts,
        None if clock.len() == 4 => clock.split_at_checked(2)?,
        None => (clock, "00"),
    };
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        Some("am" | "pm") if !(1..=12).contains(&hour) => return None,
        Some("am") => hour % 12,
        Some("pm") => hour % 12 + 12,
        _ => hour,
    };
    Some(format!("{hour:02}:{rest}"))
}

/// "+3", "-0400" or "+03:30" as EDTF has it.
fn offset_text(text: &str) -> Option<String> {
    let Some(sign) = text.get(..1) else { return Some(String::new()) };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) =
        digits.split_at_checked(if digits.len() > 2 { digits.len() - 2 } else { digits.len() })?;
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    Some(format!("{sign}{hours:0>2}:{minutes}"))
}

/// The offsets that a word of the lexicon stands for: "zone+01:00/+06:00".
fn zones(word: &str) -> Option<Vec<String>> {
    // Of a date it says "estimated".
    let word = if word == "est" { "zone-05:00" } else { word };
    let offsets = word.strip_prefix("zone")?;
    Some(
        offsets
            .split('/')
            .map(|offset| if offset == "z" { "Z".to_owned() } else { offset.to_owned() })
            .collect(),
    )
}
