//! Standard scores.

use crate::normalise::{
    Direction, Line, Needs, Normaliser, SampleValues, Scale, Unfit, beyond_numbers, constant_column,
    read_constant,
};
use crate::range::Range;
use crate::scale::Linear;
use crate::text::{Describe, Fields, Settings, words};
use icip_num::statistics::Divisor;

words! {
    /// What divides the sum of squared deviations.
    pub enum SdDivisor {
        /// the number of entities less one: the sample's standard deviation
        NLessOne = "n-1",
        /// the number of entities: the population's standard deviation
        N = "n",
    }
}

/// Distance from the sample's mean in standard deviations, put on a given mean and deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ZScore {
    /// Mean of the scores.
    pub mean: f64,
    /// Standard deviation of the scores.
    pub sd: f64,
    /// What divides the sum of squared deviations.
    pub divisor: SdDivisor,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Default for ZScore {
    /// Mean 0 and standard deviation 1; a constant column is an error.
    fn default() -> Self {
        Self { mean: 0.0, sd: 1.0, divisor: SdDivisor::default(), constant: None }
    }
}

impl Describe for ZScore {
    const NAME: &'static str = "z-score";
    const TITLE: &'static str = "z-score";
    const SUMMARY: &'static str = "the distance from the mean of the sample, in standard deviations";
    const FORMULA: &'static str = "mean + sd (x - m) / s; m and s are the mean and the standard deviation \
        of the sample; with m - x for a negative direction";
    const MISSING: &'static str =
        "an absent value stays absent; a constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, standardisation";

    fn read(fields: &mut Fields<'_>) -> Self {
        let sd = fields.number("sd", "the standard deviation of the scores", Some(1.0));
        fields.must_be_above("sd", sd, 0.0);
        Self {
            mean: fields.number("mean", "the mean of the scores", Some(0.0)),
            sd,
            divisor: fields.word("divisor", "what divides the sum of squared deviations"),
            constant: read_constant(fields),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("sd", &self.sd)
            .with("mean", &self.mean)
            .with("divisor", &self.divisor)
            .with("constant", &self.constant)
    }
}

impl Normaliser for ZScore {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn centre(&self) -> Option<f64> {
        Some(self.mean)
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        Range::UNKNOWN
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let divisor = match self.divisor {
            SdDivisor::NLessOne => Divisor::CountLessOne,
            SdDivisor::N => Divisor::Count,
        };
        match (sample.mean(), sample.standard_deviation(&divisor)) {
            // Whether the column is constant is decided on the grid of twelve digits: rounding can leave `s`
            // a little above 0 there.
            (Some(m), Some(s)) if sample.varies() && m.is_finite() && s.is_finite() && s > 0.0 => {
                let sd = match direction {
                    Direction::Positive => self.sd,
                    // m - x, as a line that falls.
                    Direction::Negative => -self.sd,
                };
                let line = Line { a: self.mean, b: sd, origin: m, by: s };
                Ok(Box::new(Linear { line, fitted: vec![("mean", m), ("sd", s)], certain: false }))
            }
            (Some(_), Some(_)) if sample.varies() => Err(beyond_numbers()),
            _ => constant_column(sample, self.constant),
        }
    }
}
