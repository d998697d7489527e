//! Points for being above, near or below the mean.

use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant, with_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::grid;
use icip_problem::message;

/// 1, 0 or -1 for being better than a band about the sample's mean, in it, or worse.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct AboveBelowMean {
    /// Half the width of the band, as a share of the mean.
    pub band: f64,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Describe for AboveBelowMean {
    const NAME: &'static str = "above-below-mean";
    const TITLE: &'static str = "above or below the mean";
    const SUMMARY: &'static str = "1, 0 or -1 for a value that is better than a band around the mean of \
        the sample, inside it, or worse";
    const FORMULA: &'static str = "1 for x > (1 + band) m, -1 for x < (1 - band) m, 0 between; m is the \
        mean of the sample; 1 and -1 change places for a negative direction";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; m <= 0 \
        is an error; a constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, indicators above or below the mean";

    fn read(fields: &mut Fields<'_>) -> Self {
        let band = fields.number("band", "half the width of the band, as a share of the mean", Some(0.0));
        fields.must_be_at_least("band", band, 0.0);
        Self { band, constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("band", &self.band).with("constant", &self.constant)
    }
}

impl Normaliser for AboveBelowMean {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        with_constant(Range::between(-1.0, 1.0), self.constant)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        match sample.mean() {
            Some(mean) if mean > 0.0 && mean.is_finite() => {
                let (low, high) = ((1.0 - self.band) * mean, (1.0 + self.band) * mean);
                Ok(Box::new(Fitted { mean, low, high, direction }))
            }
            mean => Err(Unfit::new(
                message!("cannot-fit-mean", mean = mean.unwrap_or_default()),
                message!("cannot-fit-mean-band-hint"),
            )),
        }
    }
}

struct Fitted {
    mean: f64,
    low: f64,
    high: f64,
    direction: Direction,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        // A value at an end of the band, but for rounding errors, is inside.
        let noise = grid::noise(&[self.low, self.high]);
        for (z, x) in z.iter_mut().zip(x) {
            let side = f64::from(i8::from(*x > self.high + noise) - i8::from(*x < self.low - noise));
            *z = self.direction.turned(side);
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("mean", self.mean), ("low", self.low), ("high", self.high)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn the_band_is_neither() {
        // The mean of 5, 9, 10, 16 is 10; the band goes from 9 to 11.
        let method = AboveBelowMean { band: 0.1, constant: Option::None };
        assert_eq!(of(&method, &[5.0, 9.0, 10.0, 16.0], Direction::Positive), [-1.0, 0.0, 0.0, 1.0]);
        assert_eq!(of(&method, &[5.0, 9.0, 10.0, 16.0], Direction::Negative), [1.0, 0.0, 0.0, -1.0]);
    }

    #[test]
    fn a_mean_that_is_not_positive_is_an_error() {
        let method = AboveBelowMean { band: 0.0, constant: Option::None };
        assert!(refusal(&method, &[-1.0, 1.0], Direction::Positive).contains("is `0`"));
        assert!(refusal(&method, &[0.1; 3], Direction::Positive).contains("all 3 values"));
    }
}
