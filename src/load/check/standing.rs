//! Standing: who says so, and whether the record bears out its status.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Record, RecordNo, Status, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// Something with a standing: a record, an account or a link.
struct Statement<'a> {
    record: &'a Record,
    path: Vec<Step>,
    what: &'static str,
    status: Status,
    by: bool,
    /// `None` if the statement has no such key.
    against: Option<bool>,
    sources: bool,
    holder: bool,
}

/// Calls `check` for every statement with a given status.
fn each(
    timeline: &Timeline,
    findings: &mut Findings<'_>,
    status: Status,
    check: fn(&Statement<'_>, &mut Findings<'_>),
) {
    // Few records have a standing of their own, so statements are built for these alone.
    let has = |record: &Record| {
        record.standing.status == status
            || record.accounts.iter().any(|account| account.status == status)
            || record.links.iter().any(|link| link.standing.status == status)
    };
    for (no, record) in timeline.records().full().filter(|(_, record)| has(record)) {
        if !findings.is_whole(record) {
            continue;
        }
        for statement in statements(timeline, no, record) {
            if statement.status == status {
                check(&statement, findings);
            }
        }
    }
}

fn statements<'a>(timeline: &Timeline, no: RecordNo, record: &'a Record) -> Vec<Statement<'a>> {
    let holder = no.table == Table::Concern
        && timeline.records().concerns.get(no.index()).is_some_and(|concern| !concern.held_by.is_empty());
    let standing = &record.standing;
    let mut all = vec![Statement {
        record,
        path: Vec::new(),
        what: no.table.name(),
        status: standing.status,
        by: !standing.by.is_empty(),
        against: Some(!standing.against.is_empty()),
        sources: !record.sources.is_empty(),
        holder,
    }];
    all.extend(record.accounts.iter().enumerate().map(|(index, account)| Statement {
        record,
        path: vec![Step::Key("account"), Step::At(index)],
        what: "account",
        status: account.status,
        by: !account.by.is_empty(),
        against: None,
        sources: !account.sources.is_empty(),
        holder: false,
    }));
    all.extend(record.links.iter().enumerate().map(|(index, link)| Statement {
        record,
        path: vec![Step::Key("links"), Step::At(index)],
        what: "link",
        status: link.standing.status,
        by: !link.standing.by.is_empty(),
        against: None,
        sources: !record.support_of(link).is_empty(),
        holder: false,
    }));
    all
}

impl Statement<'_> {
    /// Whether a key is written, even if nothing in it could be read: then it is not missing.
    fn has(&self, key: &'static str, findings: &mut Findings<'_>) -> bool {
        findings.is_written(self.record, &self.with(key))
    }

    fn with(&self, key: &'static str) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(Step::Key(key));
        path
    }

    fn say(&self, code: Code, message: &str, help: &str, findings: &mut Findings<'_>) {
        let place = findings.place(self.record, &self.with("status"));
        let message = if self.path.is_empty() {
            format!("the {} {} {message}", self.what, quoted(&self.record.title))
        } else {
            format!("the {} {message}", self.what)
        };
        findings.add(Diagnostic::new(code, place, message).help(help));
    }
}

/// A claim names who makes it: an actor, or else its sources.
pub(super) fn claim_has_a_claimant(timeline: &Timeline, findings: &mut Findings<'_>) {
    each(timeline, findings, Status::Claim, |statement, findings| {
        if !statement.by
            && !statement.sources
            && !statement.has("by", findings)
            && !statement.has("sources", findings)
        {
            let help = "add `by` with the actor who says so, or `sources` that say so";
            statement.say(Code::ClaimWithoutClaimant, "is a claim that nobody makes", help, findings);
        }
    });
}

/// An allegation names the accuser and the accused.
pub(super) fn allegation_has_both_sides(timeline: &Timeline, findings: &mut Findings<'_>) {
    each(timeline, findings, Status::Allegation, |statement, findings| {
        let by = statement.by || statement.has("by", findings);
        let against = statement.against.unwrap_or(true) || statement.has("against", findings);
        let (message, help) = match (by, against) {
            (true, true) => return,
            (false, true) => ("is an allegation that nobody makes", "add `by` with the actor who accuses"),
            (true, false) => {
                ("is an allegation against nobody", "add `against` with the actor who is accused")
            }
            (false, false) => (
                "is an allegation without its two sides",
                "add `by` with the actor who accuses and `against` with the one who is accused",
            ),
        };
        statement.say(Code::AllegationIncomplete, message, help, findings);
    });
}

/// An intention belongs to somebody: the holder of a concern, or `by`.
pub(super) fn intention_has_a_holder(timeline: &Timeline, findings: &mut Findings<'_>) {
    each(timeline, findings, Status::Intention, |statement, findings| {
        let holder = statement.holder || statement.by || statement.has("by", findings);
        // A concern without `held-by` lacks a required key, which is reported already.
        if !holder && statement.what != Table::Concern.name() {
            let help = "add `by` with the actor whose aim it is";
            statement.say(Code::IntentionWithoutHolder, "is an intention that nobody holds", help, findings);
        }
    });
}

/// An assessment is somebody's judgment: that of `by`, of the concern's holder, or of the sources.
pub(super) fn assessment_has_a_judge(timeline: &Timeline, findings: &mut Findings<'_>) {
    each(timeline, findings, Status::Assessment, |statement, findings| {
        if !statement.by
            && !statement.sources
            && !statement.holder
            && !statement.has("by", findings)
            && !statement.has("sources", findings)
        {
            let help = "add `by` with the actor who judges, or the `sources` that do";
            statement.say(Code::AssessmentWithoutJudge, "is an assessment that nobody makes", help, findings);
        }
    });
}
