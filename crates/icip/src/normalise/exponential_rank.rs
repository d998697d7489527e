//! The exponential transform of ranks, as indices of deprivation use it.

use crate::normalise::ties::{SampleRanks, TiedRank};
use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::scalar;

/// Ranks on an exponential scale, so that a high score on one domain is not fully offset by a low one on
/// another: the best of the sample scores 100.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ExponentialRank {
    /// How fast scores fall from 100: the larger it is, the straighter the scale.
    pub factor: f64,
    /// Which rank equal values share.
    pub ties: TiedRank,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Default for ExponentialRank {
    /// The factor 23 of the English Indices of Deprivation.
    fn default() -> Self {
        Self { factor: 23.0, ties: TiedRank::default(), constant: Option::None }
    }
}

impl Describe for ExponentialRank {
    const NAME: &'static str = "exponential-rank";
    const TITLE: &'static str = "exponential rank";
    const SUMMARY: &'static str = "the exponential transform of ranks of indices of deprivation, up to 100";
    const FORMULA: &'static str = "-f ln(1 - R (1 - e^(-100 / f))), where R = rank / n, rank 1 is the worst, n \
        is the number of values in the sample and f is `factor`; ties share the minimum, the average or the \
        maximum of their ranks";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "English Indices of Deprivation 2019, technical report, appendix on the \
        exponential transformation, with f = 23";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default();
        let factor = fields.number(
            "factor",
            "how fast scores fall from 100; the larger it is, the straighter the scale",
            Some(default.factor),
        );
        // Below 1 all but the first few scores are 0, and far above 1000 the two logarithms cancel.
        fields.must_be_in("factor", factor, 1.0..=1000.0);
        Self {
            factor,
            ties: fields.word("ties", "which rank equal values share"),
            constant: read_constant(fields),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("factor", &self.factor)
            .with("ties", &self.ties)
            .with("constant", &self.constant)
    }
}

impl Normaliser for ExponentialRank {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        with_constant(Range { lo: 0.0, hi: 100.0, attains_lo: false }, self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        let ranks = SampleRanks::new(sample.values()?, self.ties, direction);
        Ok(Box::new(Fitted { ranks, factor: self.factor }))
    }
}

struct Fitted {
    ranks: SampleRanks,
    factor: f64,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        let count = self.ranks.count() as f64;
        let span = 1.0 - scalar::exp(-100.0 / self.factor);
        for (z, x) in z.iter_mut().zip(x) {
            let rank = self.ranks.of(*x);
            // The logarithm of the best would be 100 but for rounding errors.
            *z = if rank == count { 100.0 } else { -self.factor * scalar::ln(1.0 - rank / count * span) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn the_transform_of_the_english_indices() {
        // -23 * log(1 - (1:4)/4 * (1 - exp(-100/23))) in double precision (Python, math.log and math.exp).
        let expected = [6.517733263680379, 15.646790072602894, 31.009143532807215, 100.0];
        let found = of(&ExponentialRank::default(), &[3.0, 10.0, 20.0, 25.0], Direction::Positive);
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        // A negative direction turns the ranks, and ties share the lowest.
        let turned = of(&ExponentialRank::default(), &[3.0, 10.0, 10.0, 25.0], Direction::Negative);
        assert_eq!(turned[0], 100.0);
        assert!((turned[1] - expected[1]).abs() < 1e-12 && turned[1] == turned[2]);
    }

    #[test]
    fn the_tenth_most_deprived_holds_half_of_the_scale() {
        // The technical report says that the 10 % most deprived areas hold scores from 50 to 100.
        let x: Vec<f64> = (1..=1000).map(f64::from).collect();
        let z = of(&ExponentialRank::default(), &x, Direction::Positive);
        assert!(z[899] > 49.5 && z[899] < 50.5, "{}", z[899]);
    }
}
