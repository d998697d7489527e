//! Percentile ranks.

use crate::normalise::ties::{SampleRanks, Ties};
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields};

/// The share of the other entities that are beaten.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct PercentileRank {
    /// Which rank equal values share.
    pub ties: Ties,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Describe for PercentileRank {
    const NAME: &'static str = "percentile-rank";
    const SUMMARY: &'static str = "the share of the other entities that are beaten, from 0 to 1";
    const FORMULA: &'static str = "(rank - 1) / (n - 1), where rank 1 is the worst and n is the number of \
        values in the sample; ties share the minimum, the average or the maximum of their ranks";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "COINr, n_prank; Excel PERCENTRANK.INC";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { ties: fields.word("ties", "which rank equal values share"), constant: read_constant(fields) }
    }
}

impl Normaliser for PercentileRank {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        let attains_lo = self.ties == Ties::Minimum;
        with_constant(Range { lo: 0.0, hi: 1.0, attains_lo }, self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        Ok(Box::new(Fitted(SampleRanks::new(sample.values()?, self.ties, direction))))
    }
}

struct Fitted(SampleRanks);

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        // Two values differ, so there is at least one other.
        let others = (self.0.count() - 1) as f64;
        for (z, x) in z.iter_mut().zip(x) {
            *z = (self.0.of(*x) - 1.0) / others;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn shares_of_the_others_by_hand() {
        let with = |ties| PercentileRank { ties, constant: Option::None };
        // Four others; 2 is the lowest, the two 5s beat one of them.
        let x = [5.0, 9.0, 5.0, 2.0, 7.0];
        assert_eq!(of(&with(Ties::Minimum), &x, Direction::Positive), [0.25, 1.0, 0.25, 0.0, 0.75]);
        assert_eq!(of(&with(Ties::Average), &x, Direction::Positive), [0.375, 1.0, 0.375, 0.0, 0.75]);
        assert_eq!(of(&with(Ties::Minimum), &x, Direction::Negative), [0.5, 0.0, 0.5, 1.0, 0.25]);
        assert_eq!(of(&with(Ties::Minimum), &[3.0, 1.0], Direction::Positive), [1.0, 0.0]);
    }

    #[test]
    fn one_entity_has_no_share() {
        let rank = PercentileRank { ties: Ties::Minimum, constant: Option::None };
        assert!(refusal(&rank, &[3.0], Direction::Positive).contains("only one entity"));
    }
}
