//! The scores of one entity over the replicates.

use super::tally::Tally;
use icip_num::kernel::{self, GROUP, Running};
use icip_num::statistics;

/// What is kept of scores beside mean, standard deviation, smallest and largest.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum KeepScores {
    /// Nothing more.
    #[default]
    Moments,
    /// Counts in 4,096 equal bins between two bounds, which give quantiles up to half a bin: `(high - low) /
    /// 8192`, 0.012 on a scale of 0 to 100. A score outside of the bounds counts in the bin at the end.
    Bins {
        /// The lower bound.
        low: f64,
        /// The upper bound.
        high: f64,
    },
    /// Every score: exact quantiles, and 8 bytes per entity and replicate.
    All,
}

/// Bins between the bounds.
const BINS: u32 = 4096;

/// Scores of one entity: moments, and what [`KeepScores`] asks for. Statistics are `None` where no replicate
/// was added.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreStatistics {
    count: u64,
    /// The first score, from which deviations are summed: it lies among the others, so little is lost.
    origin: f64,
    sum: f64,
    squares: f64,
    least: f64,
    most: f64,
    kept: Kept,
}

#[derive(Debug, Clone, PartialEq)]
enum Kept {
    Nothing,
    Bins { low: f64, high: f64, tally: Tally },
    All(Vec<f64>),
}

impl ScoreStatistics {
    pub(super) fn new(keep: KeepScores) -> Self {
        let kept = match keep {
            KeepScores::Moments => Kept::Nothing,
            KeepScores::Bins { low, high } => Kept::Bins { low, high, tally: Tally::default() },
            KeepScores::All => Kept::All(Vec::new()),
        };
        Self { count: 0, origin: 0.0, sum: 0.0, squares: 0.0, least: 0.0, most: 0.0, kept }
    }

    /// Adds one row of scores per replicate, in their order, to the statistics of neighbouring entities. What
    /// a row holds beyond them has no meaning.
    pub(super) fn add_rows(statistics: &mut [&mut Self], rows: &[[f64; GROUP]]) {
        let Some(first) = rows.first() else { return };
        let mut running = Running::default();
        for (place, (own, first)) in statistics.iter_mut().zip(first).enumerate() {
            if own.count == 0 {
                (own.origin, own.least, own.most) = (*first, *first, *first);
            }
            running.origin[place] = own.origin;
            running.sum[place] = own.sum;
            running.squares[place] = own.squares;
            running.least[place] = own.least;
            running.most[place] = own.most;
        }
        kernel::add_rows(&mut running, rows);
        for (place, own) in statistics.iter_mut().enumerate() {
            own.sum = running.sum[place];
            own.squares = running.squares[place];
            own.least = running.least[place];
            own.most = running.most[place];
            own.count += rows.len() as u64;
            let scores = rows.iter().map(|row| row[place]);
            match &mut own.kept {
                Kept::Nothing => {}
                Kept::Bins { low, high, tally } => {
                    let bins: Vec<u32> = scores.map(|score| bin(score, *low, *high)).collect();
                    tally.add(&bins);
                }
                Kept::All(all) => all.extend(scores),
            }
        }
    }

    /// Adds the scores of later replicates.
    pub(super) fn merge(&mut self, later: &Self) {
        if later.count == 0 {
            return;
        }
        if self.count == 0 {
            self.clone_from(later);
            return;
        }
        // Deviations from the other origin are deviations from this one less the step between them.
        let (step, count) = (later.origin - self.origin, later.count as f64);
        self.sum += later.sum + count * step;
        self.squares += later.squares + 2.0 * step * later.sum + count * step * step;
        self.least = if later.least < self.least { later.least } else { self.least };
        self.most = if later.most > self.most { later.most } else { self.most };
        self.count += later.count;
        match (&mut self.kept, &later.kept) {
            (Kept::Bins { tally, .. }, Kept::Bins { tally: more, .. }) => tally.merge(more),
            (Kept::All(all), Kept::All(more)) => all.extend_from_slice(more),
            // Both were made by the same settings.
            (Kept::Nothing | Kept::Bins { .. } | Kept::All(_), _) => {}
        }
    }

    /// The mean.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.origin + self.sum / self.count as f64)
    }

    /// The standard deviation, divisor n - 1; `None` with fewer than two replicates.
    pub fn standard_deviation(&self) -> Option<f64> {
        let count = self.count as f64;
        let squares = self.squares - self.sum * self.sum / count;
        // Of equal scores rounding may leave a little less than nothing.
        (self.count > 1).then(|| if squares > 0.0 { (squares / (count - 1.0)).sqrt() } else { 0.0 })
    }

    /// The smallest and the largest score.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        (self.count > 0).then_some((self.least, self.most))
    }

    /// The quantile of type 7 for a share in [0, 1], exact or up to half a bin; `None` where only moments are
    /// kept.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        self.quantiles([share]).map(|[quantile]| quantile)
    }

    /// Several quantiles, for which the scores are sorted once.
    pub fn quantiles<const COUNT: usize>(&self, shares: [f64; COUNT]) -> Option<[f64; COUNT]> {
        if self.count == 0 {
            return None;
        }
        let mut quantiles = shares;
        match &self.kept {
            Kept::Nothing => return None,
            Kept::All(all) => {
                let sorted = statistics::sorted(all);
                for quantile in &mut quantiles {
                    *quantile = statistics::quantile(&sorted, *quantile)?;
                }
            }
            Kept::Bins { low, high, tally } => {
                let middle = |place| {
                    let part = (f64::from(tally.at(place)) + 0.5) / f64::from(BINS);
                    low + (high - low) * part
                };
                for quantile in &mut quantiles {
                    let of_bins = statistics::quantile_of(tally.total() as usize, *quantile, middle)?;
                    // No quantile lies outside of the scores.
                    *quantile = of_bins.clamp(self.least, self.most);
                }
            }
        }
        Some(quantiles)
    }

    /// The interval that leaves out the same share of the replicates on both sides.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        self.quantiles([(1.0 - level) / 2.0, (1.0 + level) / 2.0]).map(|[low, high]| (low, high))
    }
}

fn bin(score: f64, low: f64, high: f64) -> u32 {
    // A conversion to an integer stops at its ends: what lies below the bounds is in bin 0.
    ((f64::from(BINS) * ((score - low) / (high - low))) as u32).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(keep: KeepScores, scores: &[f64]) -> ScoreStatistics {
        let mut statistics = ScoreStatistics::new(keep);
        let rows: Vec<[f64; GROUP]> = scores.iter().map(|score| [*score; GROUP]).collect();
        ScoreStatistics::add_rows(&mut [&mut statistics], &rows);
        statistics
    }

    #[test]
    fn moments_by_hand() {
        // 2, 4, 9: mean 5, deviations -3, -1, 4, squares 26, over 2 is 13.
        let statistics = of(KeepScores::Moments, &[2.0, 4.0, 9.0]);
        assert_eq!(statistics.mean(), Some(5.0));
        assert_eq!(statistics.standard_deviation(), Some(13.0_f64.sqrt()));
        assert_eq!((statistics.bounds(), statistics.quantile(0.5)), (Some((2.0, 9.0)), None));
        let one = of(KeepScores::All, &[0.1]);
        assert_eq!((one.mean(), one.standard_deviation(), one.quantile(0.9)), (Some(0.1), None, Some(0.1)));
        assert_eq!(of(KeepScores::All, &[0.1; 9]).standard_deviation(), Some(0.0));
        assert_eq!((of(KeepScores::All, &[]).mean(), of(KeepScores::All, &[]).quantile(0.5)), (None, None));
    }

    #[test]
    fn bins_err_by_at_most_half_of_one() {
        let scores: Vec<f64> = (0..1000).map(|k| f64::from((k * 617) % 1000) * 0.0731 + 20.0).collect();
        let exact = of(KeepScores::All, &scores);
        let binned = of(KeepScores::Bins { low: 0.0, high: 100.0 }, &scores);
        for share in [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0] {
            let (a, b) = (exact.quantile(share).expect("some"), binned.quantile(share).expect("some"));
            assert!((a - b).abs() <= 100.0 / 8192.0 + 1e-9, "{share}: {a} {b}");
        }
        // Outside of the bounds the bin at the end counts, and no quantile leaves the scores.
        let outside = of(KeepScores::Bins { low: 0.0, high: 1.0 }, &[-5.0, 7.0]);
        assert_eq!(outside.bounds(), Some((-5.0, 7.0)));
        assert_eq!((bin(-5.0, 0.0, 1.0), bin(7.0, 0.0, 1.0)), (0, 4095));
    }

    #[test]
    fn merging_is_adding_one_after_another() {
        let scores: Vec<f64> = (0..300).map(|k| f64::from((k * 37) % 101)).collect();
        for keep in [KeepScores::Moments, KeepScores::Bins { low: 0.0, high: 100.0 }, KeepScores::All] {
            let all = of(keep, &scores);
            let mut merged = ScoreStatistics::new(keep);
            for part in scores.chunks(77) {
                merged.merge(&of(keep, part));
            }
            let near = |a: Option<f64>, b: Option<f64>| {
                let (a, b) = (a.expect("some"), b.expect("some"));
                assert!((a - b).abs() < 1e-12 * b, "{a} {b}");
            };
            near(merged.mean(), all.mean());
            near(merged.mean(), statistics::mean(&scores));
            near(merged.standard_deviation(), all.standard_deviation());
            near(
                merged.standard_deviation(),
                statistics::standard_deviation(&scores, &statistics::Divisor::CountLessOne),
            );
            assert_eq!((merged.bounds(), merged.quantile(0.3)), (all.bounds(), all.quantile(0.3)));
        }
    }
}
