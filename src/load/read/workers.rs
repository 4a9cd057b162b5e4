//! Who does work that falls into parts: one after the other here, on threads where the shell gives them.
//!
//! Reading starts no threads, it only says which work may be done side by side.

/// Does the same work on many things.
pub trait Workers: Sync {
    /// How long it wants the pieces of a text to be, in bytes, more or less: long enough that hardly any time is lost
    /// between two of them, short enough that the tables of one are small.
    fn piece(&self) -> usize {
        1 << 20
    }

    /// Whether a text is to be read as one piece and by the library alone: slow, and what all other ways of reading are
    /// held against.
    fn is_thorough(&self) -> bool {
        false
    }

    /// Something that is told how far reading is, in bytes done and in all.
    fn progress(&self, _done: usize, _of: usize) {}

    /// Works on one thing after the other, as `next` gives them, until there is none or `take` says that it has enough;
    /// `take` gets what comes of each in the order of the things.
    fn in_turn<T: Send, R: Send>(
        &self,
        mut next: impl FnMut() -> Option<T> + Send,
        work: impl Fn(T) -> R + Sync,
        mut take: impl FnMut(R) -> bool + Send,
    ) {
        while let Some(thing) = next() {
            if !take(work(thing)) {
                return;
            }
        }
    }

    /// What comes of each, in the order of the things.
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R>;
}

/// One thing after the other.
#[derive(Debug, Clone, Copy)]
pub struct Alone;

impl Workers for Alone {
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        things.into_iter().map(work).collect()
    }
}
