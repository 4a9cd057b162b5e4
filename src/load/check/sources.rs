//! Sources: one record each, and short quotes.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::load::check::findings::{Findings, kept_whole};
use crate::load::check::locate::Step;
use crate::model::{Citation, Record, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// Sources with one address are the same source, and would be counted twice.
pub(super) fn addresses_differ(timeline: &Timeline, findings: &mut Findings<'_>) {
    let mut first: HashMap<Cow<'_, str>, &Record> = HashMap::new();
    for source in timeline.records().sources.iter().filter(|source| !source.url.is_empty()) {
        let record = &source.record;
        let other = *first.entry(address(&source.url)).or_insert(record);
        if other.id == record.id || !findings.is_whole(record) || !findings.is_whole(other) {
            continue;
        }
        let place = findings.place(record, &[Step::Key("url")]);
        let other_place = findings.place(other, &[Step::Key("url")]);
        let name = timeline.ids().text(other.id);
        let message =
            format!("the source {} has the same address as {}", quoted(&record.title), quoted(&other.title));
        let help = format!(
            "refer to `{name}` instead and remove this one, or correct the address of one of the two"
        );
        findings.add(
            Diagnostic::new(Code::SameAddress, place, message).related(other_place, "the same").help(help),
        );
    }
}

/// An address without what does not distinguish two pages: the scheme, `www.`, capitals in the host, a trailing slash.
fn address(url: &str) -> Cow<'_, str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    if !rest.as_bytes()[..host].iter().any(u8::is_ascii_uppercase) {
        return Cow::Borrowed(rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/'));
    }
    let (host, path) = rest.split_at(host);
    let host = host.to_ascii_lowercase();
    Cow::Owned(
        format!("{}{path}", host.strip_prefix("www.").unwrap_or(&host)).trim_end_matches('/').to_owned(),
    )
}

/// The longest quote allowed, in characters; anything longer is a copy.
pub(super) const LONGEST_QUOTE: usize = 300;

/// Quotes are short; longer passages are paraphrased. In a long file the quotes of events are not kept, and so not
/// checked.
pub(super) fn quotes_are_short(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (_, record) in kept_whole(timeline) {
        cited(record, &record.sources, &[], findings);
        for (index, account) in record.accounts.iter().enumerate() {
            let path = [Step::Key("account"), Step::At(index)];
            quote(record, &account.quote, &path, findings);
            cited(record, &account.sources, &path, findings);
        }
        for (index, link) in record.links.iter().enumerate() {
            cited(record, &link.sources, &[Step::Key("links"), Step::At(index)], findings);
        }
    }
    for actor in &timeline.records().actors {
        for (index, membership) in actor.part_of.iter().enumerate() {
            let path = [Step::Key("part-of"), Step::At(index)];
            cited(&actor.record, &membership.sources, &path, findings);
        }
    }
}

fn cited(record: &Record, citations: &[Citation], path: &[Step], findings: &mut Findings<'_>) {
    for (index, citation) in citations.iter().enumerate().filter(|(_, one)| one.quote.len() > LONGEST_QUOTE) {
        let path: Vec<Step> = path.iter().copied().chain([Step::Key("sources"), Step::At(index)]).collect();
        quote(record, &citation.quote, &path, findings);
    }
}

fn quote(record: &Record, text: &str, path: &[Step], findings: &mut Findings<'_>) {
    // The length in bytes is an upper bound, and free.
    if text.len() <= LONGEST_QUOTE || !findings.is_whole(record) {
        return;
    }
    let length = text.chars().count();
    if length <= LONGEST_QUOTE {
        return;
    }
    let path: Vec<Step> = path.iter().copied().chain([Step::Key("quote")]).collect();
    let place = findings.place(record, &path);
    let message = format!("a quote of {length} characters");
    let help = format!(
        "keep the words that matter, {LONGEST_QUOTE} characters at most, and put the rest in your own"
    );
    findings.add(Diagnostic::new(Code::LongQuote, place, message).help(help));
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_of_the_same_page_are_equal() {
        let page = address("https://example.org/a");
        for same in ["http://example.org/a", "https://www.example.org/a/", "https://WWW.Example.org/a"] {
            assert_eq!(address(same), page, "{same}");
        }
        for other in ["https://example.org/A", "https://example.org/a?b", "https://example.org/a#b"] {
            assert_ne!(address(other), page, "{other}");
        }
        assert_eq!(address("https://www.example.org"), address("http://example.org/"));
    }
}
