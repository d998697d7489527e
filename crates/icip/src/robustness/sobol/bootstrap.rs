//! Intervals by resampling of base rows.

use icip_num::random::{Purpose, Stream};

/// A bootstrap of base rows: each resample draws as many base rows as there are, with replacement.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Bootstrap {
    /// The number of resamples.
    pub resamples: usize,
    /// Shares of the resamples that lie below the ends of the interval; quantiles of type 7.
    pub shares: (f64, f64),
    /// What the sums of a resample are divided by.
    pub denominator: Denominator,
    /// The seed of the streams [`Purpose::Resample`], one per resample.
    pub seed: u64,
}

impl Bootstrap {
    /// A number of resamples and a seed; the rest as by default.
    pub fn new(resamples: usize, seed: u64) -> Self {
        Self { resamples, seed, ..Self::default() }
    }
}

/// The variance that divides the sums of a resample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Denominator {
    /// That of all base rows, as in COINr: the interval does not show the uncertainty of the variance.
    Fixed,
    /// That of the resample. A resample in which the output never changes is left out of the interval.
    Resampled,
}

impl Default for Bootstrap {
    /// 100 resamples, an interval from 5 to 95 %, the variance of each resample, seed 0.
    fn default() -> Self {
        Self { resamples: 100, shares: (0.05, 0.95), denominator: Denominator::Resampled, seed: 0 }
    }
}

impl Bootstrap {
    /// The base rows of every resample, ascending: they are read from memory in order, and a sum has one
    /// order.
    pub(super) fn picks(&self, rows: usize) -> Vec<Vec<u32>> {
        (0..self.resamples as u64).map(|resample| picks(self.seed, resample, rows)).collect()
    }
}

fn picks(seed: u64, resample: u64, rows: usize) -> Vec<u32> {
    let mut stream = Stream::new(seed, Purpose::Resample, resample);
    let mut times = vec![0_u32; rows];
    for _ in 0..rows {
        times[stream.below(rows as u32) as usize] += 1;
    }
    let repeated = |(row, times): (usize, &u32)| std::iter::repeat_n(row as u32, *times as usize);
    times.iter().enumerate().flat_map(repeated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_is_as_large_as_the_sample() {
        let picks = Bootstrap::default().picks(64);
        assert_eq!(picks.len(), 100);
        assert!(picks.iter().all(|picks| picks.len() == 64 && picks.is_sorted() && picks[63] < 64));
        assert_ne!(picks[0], picks[1]);
        // Of n rows a resample holds about 1 - 1/e of them, 0.632, at least once (n = 64: 0.635, sd of 100
        // means 0.003).
        let distinct = picks.iter().map(|picks| picks.chunk_by(|a, b| a == b).count()).sum::<usize>();
        assert!((distinct as f64 / 6400.0 - 0.635).abs() < 0.015, "{distinct}");
    }
}
