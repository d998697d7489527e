//! Borda counts.

use crate::normalise::ties::{RankLess, SampleRanks, TiedRank};
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};

/// How many entities of the sample are beaten.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Borda {
    /// Which rank equal values share.
    pub ties: TiedRank,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Describe for Borda {
    const NAME: &'static str = "borda";
    const TITLE: &'static str = "Borda count";
    const SUMMARY: &'static str = "the number of entities that are beaten, counted from the worst";
    const FORMULA: &'static str = "rank - 1, where rank 1 is the worst; ties share the minimum, the \
        average or the maximum of their \
            ranks";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "Borda (1784), Memoire sur les elections au scrutin";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { ties: fields.word("ties", "which rank equal values share"), constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("ties", &self.ties).with("constant", &self.constant)
    }
}

impl Normaliser for Borda {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        let attains_lo = self.ties == TiedRank::Minimum;
        with_constant(Range { lo: 0.0, hi: f64::INFINITY, attains_lo }, self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        let ranks = SampleRanks::new(sample.values()?, self.ties, direction);
        Ok(Box::new(RankLess { ranks, less: 1.0 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn the_lowest_beats_nobody() {
        let x = [5.0, 9.0, 5.0, 2.0];
        let with = |ties| Borda { ties, constant: Option::None };
        assert_eq!(of(&with(TiedRank::Minimum), &x, Direction::Positive), [1.0, 3.0, 1.0, 0.0]);
        assert_eq!(of(&with(TiedRank::Average), &x, Direction::Positive), [1.5, 3.0, 1.5, 0.0]);
        assert_eq!(of(&with(TiedRank::Minimum), &x, Direction::Negative), [1.0, 0.0, 1.0, 3.0]);
    }
}
