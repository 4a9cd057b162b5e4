//! What a filter can ask of an event besides words: the keys, each with a line about it for lists and the help.

use crate::model::Table;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What stands before the colon of a term.
    Key {
        Actor = "actor": "who took part",
        Concern = "concern": "what it bears on",
        Place = "place": "where",
        Kind = "kind": "agreement, attack …",
        Status = "status": "claim, allegation …",
        Tag = "tag": "a word of its tags",
        Source = "source": "what it rests on",
        By = "by": "who says so",
        Origins = "origins": "independent ones: >1",
        After = "after": "begins after: 2023-03",
        Before = "before": "is over before: 2023",
        During = "during": "lies within; 2023? may",
    }
}

impl Key {
    /// The table of the records that it takes; nothing if it takes something else.
    #[must_use]
    pub fn table(self) -> Option<Table> {
        Some(match self {
            Self::Actor | Self::By => Table::Actor,
            Self::Concern => Table::Concern,
            Self::Place => Table::Place,
            Self::Source => Table::Source,
            _ => return None,
        })
    }

    /// The key by which the events of a table's records are asked for.
    #[must_use]
    pub fn of(table: Table) -> Option<Self> {
        Some(match table {
            Table::Actor => Self::Actor,
            Table::Concern => Self::Concern,
            Table::Place => Self::Place,
            Table::Source => Self::Source,
            Table::Event | Table::Briefing => return None,
        })
    }
}
