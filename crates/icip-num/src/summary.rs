//! Count, bounds, mean and squared deviations of values that arrive in parts.
//!
//! Sums are exact ([`ExactSum`]), so the bits depend neither on the order of the values nor on how they are
//! cut into parts: a column in memory, a column that is read in blocks, and parts that were summed up
//! elsewhere and are merged give the same result.

use crate::exact::ExactSum;
use crate::kernel;
use crate::squares::{ScaledSquares, SquareSum};

/// What is known of the values so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SampleSummary {
    count: usize,
    sum: ExactSum,
    squares: SquareSum,
    bounds: Option<(f64, f64)>,
}

/// Number, mean, and sum of squared deviations from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// Number of values.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Sum of the squared deviations from the mean, in the square of `unit`.
    pub squares: f64,
    /// A power of two: 1, unless the sum is beyond the range of numbers, or close to its ends.
    pub unit: f64,
}

/// The position of the first limb of a sum, and its limbs ([`ExactSum::limbs`]).
pub type Limbs = (usize, Vec<i64>);

/// A [`SampleSummary`] in plain numbers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SummaryParts {
    /// Number of values.
    pub count: usize,
    /// Smallest and largest value; nothing without values.
    pub bounds: Option<(f64, f64)>,
    /// Their sum; nothing where it is not finite.
    pub sum: Option<Limbs>,
    /// The sums of their squares: of moderate numbers, of small and of large ones, each in its own unit.
    pub squares: [Option<Limbs>; 3],
}

impl SummaryParts {
    /// The parts as they are; [`SampleSummary::from_parts`] looks at them.
    pub fn new(
        count: usize,
        bounds: Option<(f64, f64)>,
        sum: Option<Limbs>,
        squares: [Option<Limbs>; 3],
    ) -> Self {
        Self { count, bounds, sum, squares }
    }
}

impl Default for Moments {
    /// Those of nothing.
    fn default() -> Self {
        Self { count: 0, mean: 0.0, squares: 0.0, unit: 1.0 }
    }
}

impl Moments {
    /// The moments of values in memory; all are finite.
    pub fn of(values: &[f64]) -> Self {
        let mut summary = SampleSummary::default();
        summary.push(values);
        summary.moments()
    }

    /// The square root of the sum of squared deviations over a divisor. It may be beyond the largest number.
    pub fn deviation(&self, divisor: f64) -> f64 {
        (self.squares / divisor).sqrt() * self.unit
    }
}

impl SampleSummary {
    /// Takes more values; all are finite.
    pub fn push(&mut self, values: &[f64]) {
        self.count += values.len();
        self.widen(kernel::bounds(values));
        self.sum.add_all(values);
        self.squares.add_all(values);
    }

    /// Takes the values of another summary.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.widen(other.bounds);
        self.sum.merge(&other.sum);
        self.squares.merge(&other.squares);
    }

    fn widen(&mut self, by: Option<(f64, f64)>) {
        self.bounds = match (self.bounds, by) {
            (Some((low, high)), Some((least, most))) => {
                Some((if least < low { least } else { low }, if most > high { most } else { high }))
            }
            (before, new) => before.or(new),
        };
    }

    /// All that is known, to be kept and merged elsewhere.
    ///
    /// ```
    /// use icip_num::summary::SampleSummary;
    /// let mut summary = SampleSummary::default();
    /// summary.push(&[0.1, 0.2, 7.0]);
    /// assert_eq!(SampleSummary::from_parts(&summary.parts()), Some(summary));
    /// ```
    pub fn parts(&self) -> SummaryParts {
        let limbs = |sum: Option<&ExactSum>| sum.and_then(ExactSum::limbs);
        SummaryParts {
            count: self.count,
            bounds: self.bounds,
            sum: limbs(Some(&self.sum)),
            squares: self.squares.parts().map(limbs),
        }
    }

    /// The summary with these parts; nothing where no values have it.
    pub fn from_parts(parts: &SummaryParts) -> Option<Self> {
        let sum = |limbs: &Option<(usize, Vec<i64>)>| match limbs {
            Some((first, limbs)) => ExactSum::from_limbs(*first, limbs).map(Some),
            None => Some(None),
        };
        let [moderate, small, large] = &parts.squares;
        let squares = SquareSum::from_parts([sum(moderate)?, sum(small)?, sum(large)?]);
        let summary = Self {
            count: parts.count,
            bounds: parts.bounds,
            sum: sum(&parts.sum)?.unwrap_or_default(),
            squares,
        };
        let is_sound = match summary.bounds {
            Some((low, high)) => summary.count > 0 && low <= high && low.is_finite() && high.is_finite(),
            None => summary == Self::default(),
        };
        (is_sound && summary.squares.fits(&summary.sum, summary.count)).then_some(summary)
    }

    /// Number, mean and squared deviations of all values.
    pub fn moments(&self) -> Moments {
        if self.count == 0 {
            return Moments::default();
        }
        let ScaledSquares { value, unit } = self.squares.deviations(&self.sum, self.count);
        Moments { count: self.count, mean: self.mean(), squares: value, unit }
    }

    /// Arithmetic mean: the exact sum, rounded, divided by the number of values. NaN without values.
    pub fn mean(&self) -> f64 {
        // The sum of large numbers may overflow although their mean does not.
        self.sum.divided_by(self.count)
    }

    /// Smallest and largest value; `None` without values.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        self.bounds
    }

    /// Number of values.
    pub fn count(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_by_hand() {
        // 1, 2, 3, 4: mean 2.5, squares 2.25 + 0.25 + 0.25 + 2.25 = 5.
        let mut summary = SampleSummary::default();
        summary.push(&[1.0, 2.0]);
        summary.push(&[]);
        summary.push(&[3.0, 4.0]);
        assert_eq!(summary.moments(), Moments { count: 4, mean: 2.5, squares: 5.0, unit: 1.0 });
        assert_eq!((summary.bounds(), summary.count()), (Some((1.0, 4.0)), 4));
        assert_eq!(SampleSummary::default().moments(), Moments::default());
    }

    #[test]
    fn what_is_kept_reads_back_to_the_same_sums() {
        let mut summary = SampleSummary::default();
        assert_eq!(SampleSummary::from_parts(&summary.parts()).as_ref(), Some(&summary));
        // Numbers of every size and both signs: their squares are kept in three sums.
        summary.push(&[1e300, -3.5, 1e-300, 0.0, -1e-320, 7.0, f64::MIN_POSITIVE]);
        let parts = summary.parts();
        assert!(parts.squares.iter().all(Option::is_some));
        let back = SampleSummary::from_parts(&parts).expect("they are those of values");
        assert_eq!((back.moments(), back.bounds()), (summary.moments(), summary.bounds()));
        assert_eq!(back, summary);
    }

    #[test]
    fn what_no_values_have_is_refused() {
        let mut summary = SampleSummary::default();
        summary.push(&[1.0, 2.0]);
        let sound = summary.parts();
        // By Cauchy's inequality two numbers with the sum 3 have squares of at least 4.5.
        let squares = ExactSum::of(&[4.0]).limbs();
        let wrong = [
            SummaryParts { squares: [squares, None, None], ..sound.clone() },
            SummaryParts { count: 0, ..sound.clone() },
            SummaryParts { bounds: Some((2.0, 1.0)), ..sound.clone() },
            SummaryParts { bounds: None, ..sound.clone() },
            SummaryParts { sum: Some((60, vec![1; 60])), ..sound.clone() },
            SummaryParts { sum: Some((usize::MAX, vec![1])), ..sound.clone() },
            SummaryParts { sum: Some((0, vec![-1])), ..sound.clone() },
        ];
        for parts in wrong {
            assert_eq!(SampleSummary::from_parts(&parts), None, "{parts:?}");
        }
        assert!(SampleSummary::from_parts(&sound).is_some());
    }

    #[test]
    fn order_and_parts_do_not_matter() {
        let values: Vec<f64> = (0..10_000).map(|i| f64::from(i * 7919 % 10_007) / 7.0 - 300.0).collect();
        let whole = Moments::of(&values);
        // The mean by the plain formula, within its rounding.
        let mean = values.iter().fold(0.0, |sum, x| sum + x) / 10_000.0;
        assert!((whole.mean - mean).abs() < 1e-11 * mean.abs());
        let mut turned = values.clone();
        turned.reverse();
        turned.rotate_left(1234);
        assert_eq!(Moments::of(&turned), whole);
        for size in [1, 3, 2047, 2048, 2049, 5000, 10_000] {
            let (mut summary, mut merged) = (SampleSummary::default(), SampleSummary::default());
            values.chunks(size).for_each(|part| summary.push(part));
            for part in turned.chunks(size).rev() {
                let mut other = SampleSummary::default();
                other.push(part);
                merged.merge(&other);
            }
            assert_eq!((summary.moments(), merged.moments()), (whole, whole), "parts of {size}");
        }
    }
}
