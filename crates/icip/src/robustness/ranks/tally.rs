//! How often each whole number came.

/// Counts of whole numbers, kept between the smallest and the largest that came: the ranks of one entity lie close
/// together, so the counts of many entities need little memory. At most 2^32 - 1 of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// The number that the first count is of.
    first: u32,
    counts: Vec<u32>,
    total: u64,
}

impl Tally {
    pub(super) fn add(&mut self, numbers: &[u32]) {
        let (Some(least), Some(most)) = (numbers.iter().min(), numbers.iter().max()) else { return };
        self.reach(*least, *most);
        for number in numbers {
            self.counts[(number - self.first) as usize] += 1;
        }
        self.total += numbers.len() as u64;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if other.total == 0 {
            return;
        }
        self.reach(other.first, other.first + (other.counts.len() - 1) as u32);
        let from = (other.first - self.first) as usize;
        for (count, more) in self.counts[from..].iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.total += other.total;
    }

    /// Makes room for numbers between two.
    fn reach(&mut self, least: u32, most: u32) {
        if self.counts.is_empty() {
            self.first = least;
        }
        if least < self.first {
            let more = (self.first - least) as usize;
            self.counts.splice(..0, std::iter::repeat_n(0, more));
            self.first = least;
        }
        let length = (most - self.first) as usize + 1;
        if length > self.counts.len() {
            self.counts.resize(length, 0);
        }
    }

    /// How many numbers came.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// The numbers between the smallest and the largest that came, ascending, with their counts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (self.first..).zip(self.counts.iter().copied())
    }

    /// How often a number came.
    pub(super) fn of(&self, number: u32) -> u32 {
        let place = number.checked_sub(self.first);
        place.and_then(|place| self.counts.get(place as usize)).copied().unwrap_or(0)
    }

    /// The number at a place of the ascending order, counted from 0 and below [`Tally::total`].
    pub(super) fn at(&self, place: usize) -> u32 {
        let mut before = 0;
        let passes = |(_, count): &(u32, u32)| {
            before += u64::from(*count);
            before > place as u64
        };
        self.iter().find(passes).map_or(self.first, |(number, _)| number)
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
        assert_eq!(
            tally.iter().collect::<Vec<_>>(),
            [(5, 1), (6, 0), (7, 2), (8, 0), (9, 1), (10, 0), (11, 1)]
        );
        assert_eq!((0..5).map(|place| tally.at(place)).collect::<Vec<_>>(), [5, 7, 7, 9, 11]);
        assert_eq!((tally.of(7), tally.of(8), tally.of(4), tally.of(12)), (2, 0, 0, 0));
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
