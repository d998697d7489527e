//! Ranks counted from the lowest.

use crate::normalise::ties::{RankLess, SampleRanks, TiedRank};
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};

/// The rank inside the sample, 1 for the worst.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Rank {
    /// Which rank equal values share.
    pub ties: TiedRank,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Describe for Rank {
    const NAME: &'static str = "rank";
    const TITLE: &'static str = "rank in the sample";
    const SUMMARY: &'static str = "the rank within the sample, 1 for the worst entity";
    const FORMULA: &'static str = "1 + the number of entities with a worse value; ties share the minimum, \
        the average or the maximum of their ranks";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, ranking";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { ties: fields.word("ties", "which rank equal values share"), constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("ties", &self.ties).with("constant", &self.constant)
    }
}

impl Normaliser for Rank {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        let attains_lo = self.ties == TiedRank::Minimum;
        with_constant(Range { lo: 1.0, hi: f64::INFINITY, attains_lo }, self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        let ranks = SampleRanks::new(sample.values()?, self.ties, direction);
        Ok(Box::new(RankLess { ranks, less: 0.0 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    /// By hand: 2 is the lowest, the two 5s take ranks 2 and 3, 9 the fourth.
    const X: [f64; 4] = [5.0, 9.0, 5.0, 2.0];

    fn with(ties: TiedRank) -> Rank {
        Rank { ties, constant: Option::None }
    }

    #[test]
    fn ties_share_the_declared_rank() {
        assert_eq!(of(&with(TiedRank::Minimum), &X, Direction::Positive), [2.0, 4.0, 2.0, 1.0]);
        assert_eq!(of(&with(TiedRank::Average), &X, Direction::Positive), [2.5, 4.0, 2.5, 1.0]);
        assert_eq!(of(&with(TiedRank::Maximum), &X, Direction::Positive), [3.0, 4.0, 3.0, 1.0]);
        assert_eq!(of(&with(TiedRank::Minimum), &X, Direction::Negative), [2.0, 1.0, 2.0, 4.0]);
    }

    #[test]
    fn a_constant_column_has_its_declared_score_or_none() {
        assert!(
            refusal(&with(TiedRank::Minimum), &[7.0; 3], Direction::Positive)
                .contains("all 3 values are `7`")
        );
        let declared = Rank { ties: TiedRank::Minimum, constant: Some(2.0) };
        assert_eq!(of(&declared, &[7.0; 3], Direction::Positive), [2.0; 3]);
        assert_eq!(of(&declared, &[7.0], Direction::Positive), [2.0]);
    }
}
