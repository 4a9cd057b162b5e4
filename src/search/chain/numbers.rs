//! Records as numbers in one row, so that what is known of each lies in a flat list.

use crate::model::{RecordNo, Table, Timeline};

/// The tables that chains go through.
const TABLES: [Table; 4] = [Table::Event, Table::Actor, Table::Concern, Table::Place];

/// Where each table begins.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    starts: [u32; TABLES.len() + 1],
}

impl Numbers {
    /// The numbers of a timeline's records.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let mut starts = [0_u32; TABLES.len() + 1];
        for (at, table) in TABLES.into_iter().enumerate() {
            let count = u32::try_from(timeline.records().count(table)).unwrap_or(u32::MAX);
            starts[at + 1] = starts[at].saturating_add(count);
        }
        Self { starts }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts[TABLES.len()] as usize
    }

    /// The number of a record; none where no chain goes through its table.
    #[must_use]
    pub fn of(&self, no: RecordNo) -> Option<u32> {
        let at = TABLES.iter().position(|table| *table == no.table)?;
        Some(self.starts[at].saturating_add(no.number)).filter(|number| *number < self.starts[at + 1])
    }

    /// The record of a number.
    #[must_use]
    pub fn record(&self, number: u32) -> RecordNo {
        let at = self.starts[1..TABLES.len()].partition_point(|start| *start <= number);
        RecordNo::new(TABLES[at], number - self.starts[at])
    }
}
