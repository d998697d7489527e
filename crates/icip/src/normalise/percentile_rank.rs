//! Percentile ranks.

use crate::normalise::ties::{SampleRanks, TiedRank};
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, words};

words! {
    /// What a percentile rank is a share of.
    pub enum Share {
        /// of the other entities, those that are beaten: (rank - 1) / (n - 1)
        Others = "others",
        /// of all entities, those up to this one: rank / n
        All = "all",
        /// of all entities, those up to the middle of this one: (rank - 1/2) / n
        Middle = "middle",
    }
}

impl Share {
    /// The percentile rank of a rank among `count` values, of which 1 is the worst.
    fn of(self, rank: f64, count: f64) -> f64 {
        match self {
            Self::Others => (rank - 1.0) / (count - 1.0),
            Self::All => rank / count,
            Self::Middle => (rank - 0.5) / count,
        }
    }
}

/// The share of the other entities that are beaten.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct PercentileRank {
    /// What the rank is a share of.
    pub share: Share,
    /// Which rank equal values share.
    pub ties: TiedRank,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Describe for PercentileRank {
    const NAME: &'static str = "percentile-rank";
    const TITLE: &'static str = "percentile rank";
    const SUMMARY: &'static str = "the share of the other entities that are beaten, from 0 to 1";
    const FORMULA: &'static str = "(rank - 1) / (n - 1); with share = \"all\", rank / n; with share = \
        \"middle\", (rank - 1/2) / n; rank 1 is the worst and n is the number of values in the sample; ties share the minimum, the average or the maximum of their ranks";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "COINr, n_prank; Excel PERCENTRANK.INC; Hyndman and Fan (1996), The American \
        Statistician 50 (4), definitions 4, 5 and 7 of plotting positions";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            share: fields.word("share", "what the rank is a share of"),
            ties: fields.word("ties", "which rank equal values share"),
            constant: read_constant(fields),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("share", &self.share)
            .with("ties", &self.ties)
            .with("constant", &self.constant)
    }
}

impl Normaliser for PercentileRank {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        // Only the share of the others can be 0.
        let attains_lo = self.ties == TiedRank::Minimum && self.share == Share::Others;
        with_constant(Range { lo: 0.0, hi: 1.0, attains_lo }, self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        let ranks = SampleRanks::new(sample.values()?, self.ties, direction);
        Ok(Box::new(Fitted { ranks, share: self.share }))
    }
}

struct Fitted {
    ranks: SampleRanks,
    share: Share,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        // Two values differ, so there is at least one other.
        let count = self.ranks.count() as f64;
        for (z, x) in z.iter_mut().zip(x) {
            *z = self.share.of(self.ranks.of(*x), count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn shares_of_the_others_by_hand() {
        let with = |ties| PercentileRank { ties, ..PercentileRank::default() };
        // Four others; 2 is the lowest, the two 5s beat one of them.
        let x = [5.0, 9.0, 5.0, 2.0, 7.0];
        assert_eq!(of(&with(TiedRank::Minimum), &x, Direction::Positive), [0.25, 1.0, 0.25, 0.0, 0.75]);
        assert_eq!(of(&with(TiedRank::Average), &x, Direction::Positive), [0.375, 1.0, 0.375, 0.0, 0.75]);
        assert_eq!(of(&with(TiedRank::Minimum), &x, Direction::Negative), [0.5, 0.0, 0.5, 1.0, 0.25]);
        assert_eq!(of(&with(TiedRank::Minimum), &[3.0, 1.0], Direction::Positive), [1.0, 0.0]);
    }

    #[test]
    fn shares_of_all_and_of_the_middle_by_hand() {
        let with = |share, ties| PercentileRank { share, ties, constant: Option::None };
        // Ranks from the worst: 2 has 1, the two 5s have 2 and 3, 7 has 4; n = 4.
        let x = [5.0, 7.0, 5.0, 2.0];
        // 2.5 / 4, 4 / 4, 1 / 4
        let all = with(Share::All, TiedRank::Average);
        assert_eq!(of(&all, &x, Direction::Positive), [0.625, 1.0, 0.625, 0.25]);
        // (2.5 - 0.5) / 4, (4 - 0.5) / 4, (1 - 0.5) / 4
        let middle = with(Share::Middle, TiedRank::Average);
        assert_eq!(of(&middle, &x, Direction::Positive), [0.5, 0.875, 0.5, 0.125]);
        // From the other side: 7 is the worst, the 5s have ranks 2 and 3, 2 has 4; the highest of tied ranks is 3.
        let highest = with(Share::All, TiedRank::Maximum);
        assert_eq!(of(&highest, &x, Direction::Negative), [0.75, 0.25, 0.75, 1.0]);
    }

    #[test]
    fn one_entity_has_no_share() {
        let rank = PercentileRank::default();
        assert!(refusal(&rank, &[3.0], Direction::Positive).contains("only one entity"));
    }
}
