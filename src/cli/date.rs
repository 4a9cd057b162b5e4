//! `annals date`: converts an everyday date to EDTF, with its bounds and how it was understood.

use std::fmt::Write as _;

use crate::load::{Reading, readings};
use crate::text::sanitize::quoted;

/// What a text means as a date, and whether it is unambiguous.
///
/// # Errors
/// If it is not a date: what to write instead.
pub(crate) fn date(text: &str) -> Result<(String, bool), String> {
    let readings = readings(text);
    let mut out = String::new();
    match readings.as_slice() {
        [] => {
            return Err(format!(
                "{} is not a date that annals understands; try \"11 Aug 2025\", \"about March 2023\", \"before 2003\", \
                 \"between 2022 and 2023\", \"late 1990s\" or \"c. 500 BC\"",
                quoted(text)
            ));
        }
        [one] => write(one, &mut out),
        several => {
            let _ = writeln!(out, "{} can be read in {} ways:", quoted(text), several.len());
            for one in several {
                out.push('\n');
                write(one, &mut out);
            }
        }
    }
    Ok((out, readings.len() == 1))
}

/// Writes one reading, with the EDTF on a line of its own for scripts.
fn write(reading: &Reading, out: &mut String) {
    let when = &reading.when;
    let _ = writeln!(out, "{}", reading.edtf);
    let _ = writeln!(out, "  in words   {}", when.words());
    let _ = writeln!(out, "  from       {}", when.from().words());
    let _ = writeln!(out, "  to         {}", when.to().words());
    if when.has_doubt() {
        let _ = writeln!(out, "             uncertainty does not widen these bounds");
    }
    let _ = writeln!(out, "  read as    {}", reading.taken_for);
}
