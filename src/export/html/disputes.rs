//! The section on the points in dispute: each with its sides and where they stand in the chronology.

use std::fmt::Write as _;

use crate::describe::disputes::{Dispute, disputes};
use crate::describe::{Cited, accounts};
use crate::export::content::Content;
use crate::export::html::{escape, record};
use crate::model::When;

/// The points in dispute that the export has.
pub(crate) fn listed(content: &Content<'_>) -> Vec<Dispute> {
    let all = disputes(content.timeline, content.rows);
    all.into_iter().filter(|dispute| content.has(dispute.no)).collect()
}

/// Writes the section, unless nothing is disputed.
pub(crate) fn write(out: &mut String, content: &Content<'_>, all: &[Dispute]) {
    if all.is_empty() {
        return;
    }
    out.push_str("<section class=records id=Disputes aria-labelledby=Title-Disputes>\n<h2 id=Title-Disputes>Disputes</h2>\n");
    let timeline = content.timeline;
    for dispute in all {
        let Some(of) = timeline.record(dispute.no) else { continue };
        let Some(point) = accounts(timeline, of).into_iter().nth(dispute.point) else { continue };
        out.push_str("<article>");
        escape::element(out, "h3", "", point.on);
        out.push_str("<p class=meta>");
        let date = timeline.event(dispute.no).and_then(|event| event.date.as_ref()).map(When::words);
        if let Some(date) = date {
            escape::text(out, &date);
            out.push_str(" · ");
        }
        escape::open_anchor(out, content, dispute.no);
        escape::name(out, timeline.title(of.id));
        out.push_str("</a>");
        let rests = dispute.rests_words();
        if !rests.is_empty() {
            let _ = write!(out, " · {rests}");
        }
        out.push_str("</p><section class=accounts><ul>");
        let is_told = |cites: &[_]| content.rows.horizon.is_none_or(|day| timeline.is_told(cites, day));
        for account in point.accounts.iter().filter(|account| is_told(account.cites)) {
            record::account(out, account);
            out.push_str("</p><p class=quiet>");
            for (at, citation) in content.told(account.cites).into_iter().flatten().enumerate() {
                out.push_str(if at == 0 { "" } else { "; " });
                let cited = Cited { id: citation.source, citations: vec![citation] };
                escape::text(out, cited.name(timeline));
                let _ = write!(out, " {}", cited.grade(timeline));
            }
            out.push_str("</p></li>");
        }
        out.push_str("</ul></section></article>\n");
    }
    out.push_str("</section>\n");
}
