//! Scoped threads for divisible work: as many as there are cores, up to a limit.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

use crate::load::{Sequential, Workers};

/// More do not read faster: they wait for memory.
const MAX_THREADS: usize = 8;

/// [`Workers`] that use several cores.
#[derive(Debug, Clone, Copy)]
pub struct Threads;

/// The state of ordered work: what is assigned, and the results.
struct Queue<N, K, R> {
    next: Mutex<(usize, Option<N>)>,
    consumer: Mutex<Consumer<K, R>>,
}

struct Consumer<K, R> {
    /// `None` once it needs no more.
    take: Option<K>,
    due: usize,
    /// Results that are not next in order.
    early: BTreeMap<usize, R>,
}

impl<N, K, R> Queue<N, K, R> {
    fn go<T>(&self, work: impl Fn(T) -> R)
    where
        N: FnMut() -> Option<T>,
        K: FnMut(R) -> bool,
    {
        loop {
            let Ok(mut given) = self.next.lock() else { return };
            let thing = given.1.as_mut().and_then(|next| next());
            let number = given.0;
            given.0 += 1;
            if thing.is_none() {
                given.1 = None;
            }
            drop(given);
            let Some(thing) = thing else { return };
            let result = work(thing);
            let Ok(mut consumer) = self.consumer.lock() else { return };
            let Consumer { take, due, early } = &mut *consumer;
            early.insert(number, result);
            while let (Some(ready), Some(some)) = (early.remove(due), take.as_mut()) {
                *due += 1;
                if !some(ready) {
                    *take = None;
                }
            }
            if take.is_none() {
                drop(consumer);
                if let Ok(mut given) = self.next.lock() {
                    given.1 = None;
                }
            }
        }
    }
}

impl Workers for Threads {
    fn in_turn<T: Send, R: Send>(
        &self,
        mut next: impl FnMut() -> Option<T> + Send,
        work: impl Fn(T) -> R + Sync,
        mut take: impl FnMut(R) -> bool + Send,
    ) {
        // A single item is done here: on a busy machine, starting and ending a thread costs more than reading a short file.
        let Some(first) = next() else { return };
        let Some(second) = next() else {
            take(work(first));
            return;
        };
        let mut begun = [first, second].into_iter();
        let next = || begun.next().or_else(&mut next);
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
        let consumer = Consumer { take: Some(take), due: 0, early: BTreeMap::new() };
        let turn = Queue { next: Mutex::new((0, Some(next))), consumer: Mutex::new(consumer) };
        thread::scope(|scope| {
            let go = || turn.go(&work);
            // If no more threads can be started, the others do all of it.
            let spawn = |_| thread::Builder::new().spawn_scoped(scope, go).ok();
            let others: Vec<_> = (1..threads).filter_map(spawn).collect();
            turn.go(&work);
            for other in others {
                if let Err(panic) = other.join() {
                    std::panic::resume_unwind(panic);
                }
            }
        });
    }

    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        let threads =
            thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS).min(things.len());
        if threads < 2 {
            return Sequential.each(things, work);
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
            // If no more threads can be started, the others do all of it.
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

/// Threads that report the progress of reading.
pub(crate) struct WithProgress<F> {
    report: F,
    reported: AtomicU8,
}

impl<F: Fn(u8) + Sync> WithProgress<F> {
    /// Threads that `report` percents, each at most once.
    pub(crate) fn new(report: F) -> Self {
        Self { report, reported: AtomicU8::new(0) }
    }
}

impl<F: Fn(u8) + Sync> Workers for WithProgress<F> {
    fn progress(&self, done: usize, of: usize) {
        let percent = u8::try_from(done.saturating_mul(100) / of.max(1)).unwrap_or(100);
        if self.reported.swap(percent, Ordering::Relaxed) != percent {
            (self.report)(percent);
        }
    }

    fn in_turn<T: Send, R: Send>(
        &self,
        next: impl FnMut() -> Option<T> + Send,
        work: impl Fn(T) -> R + Sync,
        take: impl FnMut(R) -> bool + Send,
    ) {
        Threads.in_turn(next, work, take);
    }

    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        Threads.each(things, work)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Threads, WithProgress};
    use crate::load::Workers;

    #[test]
    fn results_keep_their_order() {
        let things: Vec<usize> = (0..1000).collect();
        assert_eq!(Threads.each(things.clone(), |thing| thing), things);
        assert_eq!(Threads.each(Vec::<usize>::new(), |thing| thing), Vec::<usize>::new());
    }

    #[test]
    fn ordered_work_stops_when_told() {
        for (enough, count) in [(0, 1000), (1, 1000), (500, 1000), (2000, 1000), (9, 0), (9, 1), (9, 2)] {
            let mut things = 0..count;
            let mut consumer = Vec::new();
            Threads.in_turn(
                || things.next(),
                |thing| thing * 2,
                |result| {
                    consumer.push(result);
                    consumer.len() <= enough
                },
            );
            assert_eq!(consumer, (0..(enough + 1).min(count)).map(|thing| thing * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn progress_is_reported_once_per_percent() {
        let reported = Mutex::new(Vec::new());
        let crew = WithProgress::new(|percent| reported.lock().unwrap().push(percent));
        (0..=1000).for_each(|done| crew.progress(done, 1000));
        assert_eq!(reported.into_inner().unwrap(), (1..=100).collect::<Vec<_>>());
    }
}
