//! Ranks among the values of a sample.

use crate::normalise::{Direction, Scale};
use crate::text::words;
use icip_num::grid::Grid;
use icip_num::statistics;

words! {
    /// Which rank equal values share.
    pub enum TiedRank {
        /// the lowest of their ranks
        Minimum = "minimum",
        /// the mean of their ranks
        Average = "average",
        /// the highest of their ranks
        Maximum = "maximum",
    }
}

/// A sample in ascending order, in which ranks are found. Values are compared on a grid, as ranks of scores are, so that
/// what rounding errors leave of equal values is a tie.
pub(crate) struct SampleRanks {
    grid: Grid,
    /// Positions on the grid.
    sorted: Vec<f64>,
    ties: TiedRank,
    direction: Direction,
}

impl SampleRanks {
    pub(crate) fn new(sample: &[f64], ties: TiedRank, direction: Direction) -> Self {
        let grid = Grid::of(sample);
        let mut sorted = statistics::sorted(sample);
        grid.place(&mut sorted);
        Self { grid, sorted, ties, direction }
    }

    /// Number of values in the sample.
    pub(crate) fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The rank of a value of the sample: 1 is the worst.
    pub(crate) fn of(&self, x: f64) -> f64 {
        let x = self.grid.position(x);
        let below = self.sorted.partition_point(|y| *y < x);
        let up_to = self.sorted.partition_point(|y| *y <= x);
        let (worse, same) = match self.direction {
            Direction::Positive => (below, up_to - below),
            Direction::Negative => (self.sorted.len() - up_to, up_to - below),
        };
        match self.ties {
            TiedRank::Minimum => (worse + 1) as f64,
            TiedRank::Average => worse as f64 + (same + 1) as f64 / 2.0,
            TiedRank::Maximum => (worse + same) as f64,
        }
    }
}

/// A rank within the sample minus a number: ranks count from 1, Borda counts from 0.
pub(crate) struct RankLess {
    pub(crate) ranks: SampleRanks,
    pub(crate) less: f64,
}

impl Scale for RankLess {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            *z = self.ranks.of(*x) - self.less;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icip_num::random::{Purpose, Stream};

    #[test]
    fn values_that_differ_by_rounding_errors_tie() {
        // Thousandths, each computed in a way of its own: the expected ranks are those of the whole numbers.
        let mut stream = Stream::new(23, Purpose::Inputs, 0);
        let mut other_bits = 0;
        for _ in 0..2000 {
            let whole: Vec<u32> = (0..12).map(|_| 1 + stream.below(8) * 7).collect();
            let computed = |n: &u32| match stream.below(3) {
                0 => f64::from(*n) / 1000.0,
                1 => f64::from(*n) * 0.001,
                _ => (0..*n).fold(0.0, |sum, _| sum + 0.001),
            };
            let values: Vec<f64> = whole.iter().map(computed).collect();
            for (direction, sign) in [(Direction::Positive, 1), (Direction::Negative, -1)] {
                let ranks = SampleRanks::new(&values, TiedRank::Minimum, direction);
                for (n, x) in whole.iter().zip(&values) {
                    let worse = |other: &&u32| sign * i64::from(**other) < sign * i64::from(*n);
                    assert_eq!(ranks.of(*x), 1.0 + whole.iter().filter(worse).count() as f64, "{values:?}");
                }
            }
            let differ = |(n, x): (&u32, &f64)| *x != f64::from(*n) / 1000.0;
            other_bits += whole.iter().zip(&values).filter(|pair| differ(*pair)).count();
        }
        assert!(other_bits > 1000, "{other_bits}");
    }
}
