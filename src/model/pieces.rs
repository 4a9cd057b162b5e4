//! Records as they were read, piece by piece, behind `Arc`s, so that a snapshot shares what has not changed.

use std::sync::Arc;

/// A sequence in pieces, addressed by one running number.
#[derive(Debug, Clone)]
pub struct Pieces<T> {
    pieces: Vec<Arc<[T]>>,
    starts: Vec<usize>,
    len: usize,
}

impl<T> Pieces<T> {
    /// Joins pieces in their order.
    #[must_use]
    pub fn new(pieces: Vec<Arc<[T]>>) -> Self {
        let mut len = 0;
        let starts = pieces
            .iter()
            .map(|piece| {
                let start = len;
                len += piece.len();
                start
            })
            .collect();
        Self { pieces, starts, len }
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The record at a running number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&T> {
        let piece = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        self.pieces.get(piece)?.get(number - self.starts.get(piece)?)
    }

    /// Every record in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { pieces: Vec::new(), starts: Vec::new(), len: 0 }
    }
}

impl<T> From<Vec<T>> for Pieces<T> {
    fn from(records: Vec<T>) -> Self {
        Self::new(vec![records.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::Pieces;

    #[test]
    fn a_running_number_finds_its_piece() {
        let pieces = Pieces::new(vec![vec![1, 2].into(), vec![].into(), vec![3].into()]);
        let all: Vec<_> = (0..4).map(|n| pieces.get(n).copied()).collect();
        assert_eq!(all, [Some(1), Some(2), Some(3), None]);
        assert_eq!(pieces.iter().count(), pieces.len());
    }
}
