//! Lists of values by small numbers, in two flat vectors: the uses of each id, in order of insertion.

/// Values in groups. Group `g` is `items[starts[g]..starts[g + 1]]`, so that a million lists cost two allocations.
#[derive(Debug, Clone)]
pub struct Postings<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Postings<T> {
    /// Groups (group, value) pairs by counting sort; values of one group keep their order. Pairs with a group of
    /// `groups` or more are dropped.
    #[must_use]
    pub fn new(groups: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = vec![0_u32; groups + 1];
        for (group, _) in pairs {
            if let Some(count) = starts.get_mut(*group as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut items: Vec<T> = Vec::new();
        if let Some((_, any)) = pairs.first() {
            items.resize(starts.last().map_or(0, |end| *end as usize), *any);
        }
        for (group, value) in pairs {
            let group = *group as usize;
            if group < groups {
                items[next[group] as usize] = *value;
                next[group] += 1;
            }
        }
        Self { starts, items }
    }

    /// Groups the pairs that `pass` emits. It runs twice, once to count and once to fill, so that the list of pairs is
    /// never in memory. Consecutive equal values of a group are stored once.
    #[must_use]
    pub fn gathered(groups: usize, any: T, pass: impl Fn(&mut dyn FnMut(u32, T))) -> Self
    where
        T: PartialEq,
    {
        let mut counts = vec![0_u32; groups + 1];
        let mut last: Vec<T> = vec![any; groups];
        let mut is_new = |counts: &[u32], group: usize, value: T| {
            let again =
                counts.get(group + 1).is_none_or(|count| *count > 0) && last.get(group) == Some(&value);
            last.get_mut(group).filter(|_| !again).is_some_and(|last| {
                *last = value;
                true
            })
        };
        pass(&mut |group, value| {
            let group = group as usize;
            if is_new(&counts, group, value) {
                counts[group + 1] += 1;
            }
        });
        drop(last);
        let mut starts = counts;
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut items = vec![any; starts.last().map_or(0, |end| *end as usize)];
        let mut next = starts.clone();
        pass(&mut |group, value| {
            let group = group as usize;
            let (Some(start), Some(place)) = (starts.get(group).copied(), next.get_mut(group)) else {
                return;
            };
            let again = *place > start && items.get(*place as usize - 1) == Some(&value);
            if let Some(item) = items.get_mut(*place as usize).filter(|_| !again && group < groups) {
                *item = value;
                *place += 1;
            }
        });
        Self { starts, items }
    }

    /// The values of a group; empty if there is no such group.
    #[must_use]
    pub fn of(&self, group: usize) -> &[T] {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(start), Some(end)) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Postings;

    #[test]
    fn values_keep_their_order_in_groups() {
        let postings = Postings::new(3, &[(2, 'a'), (0, 'b'), (2, 'c'), (9, 'x')]);
        assert_eq!(postings.of(0), ['b']);
        assert!(postings.of(1).is_empty());
        assert_eq!(postings.of(2), ['a', 'c']);
        assert!(postings.of(9).is_empty());
    }

    #[test]
    fn consecutive_duplicates_are_stored_once() {
        let pairs = [(1, 0), (2, 0), (1, 0), (1, 3), (0, 3), (1, 3), (7, 4)];
        let pass =
            |each: &mut dyn FnMut(u32, u32)| pairs.iter().for_each(|(group, value)| each(*group, *value));
        let postings = Postings::gathered(3, 0, pass);
        assert_eq!([postings.of(0), postings.of(1), postings.of(2)], [&[3][..], &[0, 3], &[0]]);
    }
}
