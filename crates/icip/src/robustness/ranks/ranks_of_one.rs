//! The ranks of one entity over the replicates.

use super::tally::Tally;
use icip_num::statistics;

/// How often an entity had each rank. Ranks are competition ranks: where entities tie, each has the better
/// rank.
///
/// Statistics are `None` where no replicate was added.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RankStatistics {
    pub(super) tally: Tally,
}

impl RankStatistics {
    /// Every rank between the best and the worst that occurred, with its share of the replicates: the rank
    /// acceptabilities of the entity, which sum to 1.
    ///
    /// *Reference*: Lahdelma, Salminen, SMAA-2, Operations Research 49 (2001).
    pub fn probabilities(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let total = self.tally.total() as f64;
        self.tally.iter().map(move |(rank, count)| (rank, f64::from(count) / total))
    }

    /// The share of the replicates with this rank.
    pub fn probability(&self, rank: u32) -> Option<f64> {
        self.share(u64::from(self.tally.of(rank)))
    }

    /// The share of the replicates in which the entity is among the best `places`.
    pub fn top(&self, places: u32) -> Option<f64> {
        let inside = self.tally.iter().filter(|(rank, _)| *rank <= places);
        self.share(inside.map(|(_, count)| u64::from(count)).sum())
    }

    /// The mean rank.
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(|rank| rank)
    }

    /// The standard deviation, divisor n - 1; `None` with fewer than two replicates.
    pub fn standard_deviation(&self) -> Option<f64> {
        let mean = self.mean()?;
        // The tally goes through ranks in ascending order, so the sum does not depend on the order of the
        // replicates.
        let squares = self.tally.iter().fold(0.0, |sum, (rank, count)| {
            let deviation = f64::from(rank) - mean;
            sum + deviation * deviation * f64::from(count)
        });
        let total = self.tally.total();
        (total > 1).then(|| (squares / (total - 1) as f64).sqrt())
    }

    /// The median rank; halves where the two middle ranks differ by an odd number.
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// The quantile of type 7 (linear between order statistics) for a share in [0, 1]; exact.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let total = self.tally.total() as usize;
        statistics::quantile_of(total, share, |place| f64::from(self.tally.at(place)))
    }

    /// The interval that leaves out the same share of the replicates on both sides: 0.9 gives the quantiles
    /// 0.05 and 0.95.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        Some((self.quantile((1.0 - level) / 2.0)?, self.quantile((1.0 + level) / 2.0)?))
    }

    /// The mean distance from a rank, in places.
    pub fn shift(&self, nominal: f64) -> Option<f64> {
        self.mean_of(|rank| (rank - nominal).abs())
    }

    fn mean_of(&self, of: impl Fn(f64) -> f64) -> Option<f64> {
        let sum =
            self.tally.iter().fold(0.0, |sum, (rank, count)| sum + of(f64::from(rank)) * f64::from(count));
        let total = self.tally.total();
        (total > 0).then(|| sum / total as f64)
    }

    fn share(&self, count: u64) -> Option<f64> {
        let total = self.tally.total();
        (total > 0).then(|| count as f64 / total as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_by_hand() {
        let mut ranks = RankStatistics::default();
        assert_eq!((ranks.mean(), ranks.median(), ranks.top(1)), (None, None, None));
        ranks.tally.add(&[3, 1, 3, 2, 7, 3, 3, 2]);
        // Ordered 1 2 2 3 3 3 3 7: sum 24 of 8; middle 3, 3; place 7 * 0.05 = 0.35 gives 1.35, place 6.65
        // gives 3 + 0.65 * 4 = 5.6; distances from 2 are 1 0 0 1 1 1 1 5, sum 10.
        assert_eq!((ranks.mean(), ranks.median()), (Some(3.0), Some(3.0)));
        let (low, high) = ranks.interval(0.9).expect("eight replicates");
        assert!((low - 1.35).abs() < 1e-12 && (high - 5.6).abs() < 1e-12, "{low} {high}");
        assert_eq!(
            (ranks.probability(3), ranks.probability(4), ranks.top(2)),
            (Some(0.5), Some(0.0), Some(0.375))
        );
        assert_eq!(ranks.shift(2.0), Some(1.25));
        // Squared distances from 3: 4 1 1 0 0 0 0 16, sum 22 of 8 - 1.
        assert_eq!(ranks.standard_deviation(), Some((22.0_f64 / 7.0).sqrt()));
        assert_eq!(ranks.probabilities().map(|(_, share)| share).sum::<f64>(), 1.0);
        // The same numbers as of a sorted list.
        let sorted = [1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 7.0];
        for share in [0.0, 0.1, 0.25, 0.5, 0.77, 0.9, 1.0] {
            assert_eq!(ranks.quantile(share), statistics::quantile(&sorted, share));
        }
    }
}
