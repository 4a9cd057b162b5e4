//! The timeline itself described: the bottom line first, then the judgments, and what there is.

use crate::describe::description::{Description, List, ListKind, Words};
use crate::describe::links::named;
use crate::describe::wording;
use crate::model::{Table, Timeline};

impl<'t> Description<'t> {
    /// The timeline described.
    #[must_use]
    pub fn of_timeline(timeline: &'t Timeline) -> Self {
        let (head, records) = (timeline.head(), timeline.records());
        let title = Some(head.title.trim()).filter(|title| !title.is_empty());
        let count = |table: Table| Words::new(wording::counted(records.count(table), table.name()));
        let as_of =
            head.as_of.as_ref().map(|date| format!("As of {}; nothing later is claimed.", date.words()));
        let prose = Some(&*head.summary).filter(|text| !text.trim().is_empty());
        let briefings = records.briefings.iter().map(|briefing| {
            let mut row = named(timeline, briefing.record.id);
            row.after.push(wording::counted(briefing.steps.len(), "step").into());
            row
        });
        let list =
            List { kind: ListKind::Others, label: "briefings".into(), rows: briefings.collect(), more: 0 };
        Self {
            title: title.unwrap_or("Untitled timeline"),
            facts: [Table::Event, Table::Actor, Table::Concern, Table::Source].map(count).into(),
            dating: as_of.map(Words::new).into_iter().collect(),
            prose: prose.map(Words::new).into_iter().collect(),
            judgments: &head.judgments,
            lists: Some(list).filter(|list| !list.rows.is_empty()).into_iter().collect(),
            ..Self::default()
        }
    }
}
