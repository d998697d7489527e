//! Ranks among the values of a sample.

use crate::normalise::{Direction, Scale};
use crate::text::words;
use icip_num::statistics;

words! {
    /// Which rank equal values share.
    pub enum Ties {
        /// the lowest of their ranks
        Minimum = "minimum",
        /// the mean of their ranks
        Average = "average",
        /// the highest of their ranks
        Maximum = "maximum",
    }
}

/// A sample in ascending order, in which ranks are found.
pub(crate) struct SampleRanks {
    sorted: Vec<f64>,
    ties: Ties,
    direction: Direction,
}

impl SampleRanks {
    pub(crate) fn new(sample: &[f64], ties: Ties, direction: Direction) -> Self {
        Self { sorted: statistics::sorted(sample), ties, direction }
    }

    /// Number of values in the sample.
    pub(crate) fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The rank of a value of the sample: 1 is the worst.
    pub(crate) fn of(&self, x: f64) -> f64 {
        let below = self.sorted.partition_point(|y| *y < x);
        let up_to = self.sorted.partition_point(|y| *y <= x);
        let (worse, same) = match self.direction {
            Direction::Positive => (below, up_to - below),
            Direction::Negative => (self.sorted.len() - up_to, up_to - below),
        };
        match self.ties {
            Ties::Minimum => (worse + 1) as f64,
            Ties::Average => worse as f64 + (same + 1) as f64 / 2.0,
            Ties::Maximum => (worse + same) as f64,
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
