//! Threads for work that falls into parts: as many as there are cores, but a few at most.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::load::{Alone, Crew};

/// More threads than these do not read faster: they wait for memory.
const MOST: usize = 8;

/// Does work on threads.
#[derive(Debug, Clone, Copy)]
pub struct Threads;

impl Crew for Threads {
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST).min(things.len());
        if threads < 2 {
            return Alone.each(things, work);
        }
        let count = things.len();
        let left = Mutex::new(things.into_iter().enumerate());
        let next = || left.lock().ok()?.next();
        let some = || {
            let mut done = Vec::with_capacity(count / threads + 1);
            while let Some((at, thing)) = next() {
                done.push((at, work(thing)));
            }
            done
        };
        let mut done: Vec<(usize, R)> = thread::scope(|scope| {
            // Where the machine gives no more threads, those that are there do the work.
            let others: Vec<_> =
                (1..threads).map_while(|_| thread::Builder::new().spawn_scoped(scope, some).ok()).collect();
            let mut done = some();
            for other in others {
                match other.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

/// Threads that tell how far they are with what they are given first, which is the text.
pub struct Counted<F> {
    tell: F,
    is_begun: AtomicBool,
}

impl<F: Fn(u8) + Sync> Counted<F> {
    /// Threads that `tell` percents, each at most once.
    pub fn new(tell: F) -> Self {
        Self { tell, is_begun: AtomicBool::new(false) }
    }
}

impl<F: Fn(u8) + Sync> Crew for Counted<F> {
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        if self.is_begun.swap(true, Ordering::Relaxed) {
            return Threads.each(things, work);
        }
        let (count, done) = (things.len().max(1), AtomicUsize::new(0));
        let percent = |done: usize| u8::try_from(done * 100 / count).unwrap_or(100);
        Threads.each(things, |thing| {
            let result = work(thing);
            let before = done.fetch_add(1, Ordering::Relaxed);
            if percent(before + 1) > percent(before) {
                (self.tell)(percent(before + 1));
            }
            result
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Counted, Threads};
    use crate::load::Crew;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..1000).collect();
        assert_eq!(Threads.each(things.clone(), |thing| thing), things);
        assert_eq!(Threads.each(Vec::<usize>::new(), |thing| thing), Vec::<usize>::new());
    }

    #[test]
    fn progress_is_told_once_a_percent_and_of_the_first_work_alone() {
        let told = Mutex::new(Vec::new());
        let crew = Counted::new(|percent| told.lock().unwrap().push(percent));
        crew.each((0..1000).collect::<Vec<_>>(), |_| ());
        crew.each((0..1000).collect::<Vec<_>>(), |_| ());
        let mut told = told.into_inner().unwrap();
        told.sort_unstable();
        assert_eq!(told, (1..=100).collect::<Vec<_>>());
    }
}
