//! How often each whole number occurred.

use icip_num::kernel;

/// Counts of whole numbers. A few numbers that lie far apart are listed; once there are as many as lie
/// between the smallest and the largest, they are counted there. So the memory is never more than one number
/// per number added, nor more than the span. Each number may occur at most 2^32 - 1 times.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// The numbers in the order in which they were added, until they are counted.
    listed: Vec<u32>,
    /// The smallest and the largest number; without a meaning before the first.
    least: u32,
    most: u32,
    /// Counts from the smallest number on; empty while numbers are listed.
    counts: Vec<u32>,
    total: u64,
}

impl Tally {
    pub(super) fn add(&mut self, numbers: &[u32]) {
        if numbers.is_empty() {
            return;
        }
        let (least, most) = kernel::least_and_most(numbers);
        self.reach(least, most);
        self.total += numbers.len() as u64;
        if self.counts.is_empty() {
            self.listed.extend_from_slice(numbers);
            if self.listed.len() as u64 > u64::from(self.most - self.least) {
                self.count();
            }
        } else {
            numbers.iter().for_each(|number| self.counts[(number - self.least) as usize] += 1);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if other.counts.is_empty() {
            return self.add(&other.listed);
        }
        self.reach(other.least, other.most);
        if self.counts.is_empty() {
            self.count();
        }
        let from = (other.least - self.least) as usize;
        for (count, more) in self.counts[from..].iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.total += other.total;
    }

    /// Counts what is listed.
    fn count(&mut self) {
        self.counts = vec![0; (self.most - self.least) as usize + 1];
        for number in std::mem::take(&mut self.listed) {
            self.counts[(number - self.least) as usize] += 1;
        }
    }

    /// Makes room for numbers between two.
    fn reach(&mut self, least: u32, most: u32) {
        if self.total == 0 {
            (self.least, self.most) = (least, most);
        }
        let before = self.least.saturating_sub(least);
        (self.least, self.most) = (self.least.min(least), self.most.max(most));
        if !self.counts.is_empty() {
            self.counts.splice(..0, std::iter::repeat_n(0, before as usize));
            self.counts.resize((self.most - self.least) as usize + 1, 0);
        }
    }

    /// How many numbers were added.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// The numbers that occurred, ascending, with their counts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let mut listed = self.listed.clone();
        listed.sort_unstable();
        let of_list: Vec<(u32, u32)> =
            listed.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        let counted = (self.least..).zip(self.counts.iter().copied()).filter(|(_, count)| *count > 0);
        of_list.into_iter().chain(counted)
    }

    /// How often a number came.
    pub(super) fn of(&self, number: u32) -> u32 {
        if self.counts.is_empty() {
            return self.listed.iter().filter(|other| **other == number).count() as u32;
        }
        let place = number.checked_sub(self.least);
        place.and_then(|place| self.counts.get(place as usize)).copied().unwrap_or(0)
    }

    /// The number at a place of the ascending order, counted from 0 and below [`Tally::total`].
    pub(super) fn at(&self, place: usize) -> u32 {
        let mut before = 0;
        let passes = |(_, count): &(u32, u32)| {
            before += u64::from(*count);
            before > place as u64
        };
        self.iter().find(passes).map_or(self.most, |(number, _)| number)
    }
}

impl PartialEq for Tally {
    fn eq(&self, other: &Self) -> bool {
        self.total == other.total && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_grow_on_both_sides() {
        let mut tally = Tally::default();
        tally.add(&[]);
        tally.add(&[7, 9, 7]);
        tally.add(&[5, 11]);
        assert_eq!(tally.iter().collect::<Vec<_>>(), [(5, 1), (7, 2), (9, 1), (11, 1)]);
        assert_eq!((0..5).map(|place| tally.at(place)).collect::<Vec<_>>(), [5, 7, 7, 9, 11]);
        assert_eq!((tally.of(7), tally.of(8), tally.of(4), tally.of(12)), (2, 0, 0, 0));
    }

    #[test]
    fn numbers_far_apart_need_no_room_between_them() {
        let mut tally = Tally::default();
        tally.add(&[4_000_000_000, 1, 3, 1]);
        assert!(tally.counts.is_empty());
        assert_eq!(tally.iter().collect::<Vec<_>>(), [(1, 2), (3, 1), (4_000_000_000, 1)]);
        assert_eq!([0, 1, 2, 3].map(|place| tally.at(place)), [1, 1, 3, 4_000_000_000]);
        assert_eq!((tally.of(1), tally.of(2)), (2, 0));
        // 1, 2, 1, 3 lie as near as they are many, so they are counted.
        let mut tally = Tally::default();
        tally.add(&[1, 2, 1]);
        tally.add(&[3]);
        assert_eq!((tally.counts.as_slice(), tally.listed.len()), (&[2, 1, 1][..], 0));
    }

    #[test]
    fn merging_is_adding_both() {
        let (mut left, mut right, mut both) = (Tally::default(), Tally::default(), Tally::default());
        left.add(&[4, 4, 2]);
        right.add(&[9, 1, 4]);
        both.add(&[4, 4, 2, 9, 1, 4]);
        left.merge(&right);
        left.merge(&Tally::default());
        assert_eq!(left, both);
        let mut empty = Tally::default();
        empty.merge(&both);
        assert_eq!(empty, both);
    }
}
