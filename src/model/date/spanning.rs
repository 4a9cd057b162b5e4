//! The date of a whole that has none of its own: from the beginning of its first part to the end of its last.

use crate::model::date::{Edge, Kept, Other, When};

impl When {
    /// The span of some dates, at their own precision but without times of day; `None` without dates.
    #[must_use]
    pub fn spanning<'d>(dates: impl Iterator<Item = &'d Self> + Clone) -> Option<Self> {
        // What has no beginning is before what has an unknown one, and both before any day.
        let rank = |edge: Edge, sign: i64| match edge {
            Edge::Open => (0, 0),
            Edge::Unknown => (1, 0),
            Edge::On(day) => (2, day.0.saturating_mul(sign)),
        };
        let first = dates.clone().min_by_key(|date| (rank(date.from(), 1), date.width()))?;
        let last = dates.min_by_key(|date| (rank(date.to(), -1), date.width()))?;
        let (from, to) = (first.end(true), last.end(false));
        let span = Self::parse(&if from == to { from } else { format!("{from}/{to}") }).ok()?;
        let other = Other {
            edtf: span.edtf().into_owned(),
            from: span.from(),
            to: span.to(),
            clocks: [None; 2],
            is_from_parts: true,
        };
        Some(Self(Kept::Other(Box::new(other))))
    }

    /// Its beginning and its end, each as precise as it is written; `None` for one that is open or unknown.
    #[must_use]
    pub fn ends(&self) -> [Option<Self>; 2] {
        match self.text().split_once('/') {
            Some((first, last)) => [first, last].map(|end| Self::parse(end).ok()),
            None => [Some(self.clone()), Some(self.clone())],
        }
    }

    /// Its beginning or its end as written, without a time of day.
    fn end(&self, is_first: bool) -> String {
        let text = self.text();
        let edge = if is_first { self.from() } else { self.to() };
        match (text.split_once('/'), edge) {
            (_, Edge::On(day)) if text.contains([':', '[', '{']) => day.to_string(),
            (Some((first, last)), _) => if is_first { first } else { last }.to_owned(),
            (None, _) => text,
        }
    }
}
