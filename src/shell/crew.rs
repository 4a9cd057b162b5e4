//! Threads for work that falls into parts: as many as there are cores, but a few at most.

use std::sync::Mutex;
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
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(some)).collect();
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

#[cfg(test)]
mod tests {
    use super::Threads;
    use crate::load::Crew;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..1000).collect();
        assert_eq!(Threads.each(things.clone(), |thing| thing), things);
        assert_eq!(Threads.each(Vec::<usize>::new(), |thing| thing), Vec::<usize>::new());
    }
}
