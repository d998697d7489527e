//! Bounds from the sample.

use crate::normalise::curve::{Bent, Curve, read_power};
use crate::normalise::{
    Direction, Line, Needs, Normaliser, SampleValues, Scale, Unfit, constant_column, read_constant,
};
use crate::range::Range;
use crate::scale::Linear;
use crate::text::{Describe, Fields, Settings};
use icip_num::grid;
use icip_problem::message;
use icip_table::io::period_as_read;

/// A linear scale between the smallest and the largest value of the sample, or of a base period.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MinMax {
    /// Score of the worst entity.
    pub lo: f64,
    /// Score of the best entity.
    pub hi: f64,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
    /// The period whose values give the bounds, so that scores of other periods compare with it and may
    /// lie beyond `lo` and `hi`. Without it, each sample has its own.
    pub base: Option<String>,
    /// The power of the share of the way from `lo` to `hi`; 1 leaves the scale straight.
    pub power: f64,
}

impl Default for MinMax {
    /// Scores from 0 to 1; a constant column is an error.
    fn default() -> Self {
        Self { lo: 0.0, hi: 1.0, constant: None, base: None, power: 1.0 }
    }
}

impl Describe for MinMax {
    const NAME: &'static str = "min-max";
    const TITLE: &'static str = "min-max";
    const SUMMARY: &'static str = "a linear scale between the smallest and the largest value of the sample";
    const FORMULA: &'static str =
        "lo + (hi - lo) ((x - min) / (max - min))^power; with max - x for a negative direction";
    const MISSING: &'static str = "an absent value stays absent; a constant column is an error unless \
        `constant` gives its score, and so is a base period without values";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, min-max";

    fn read(fields: &mut Fields<'_>) -> Self {
        let lo = fields.number("lo", "the score of the worst entity", Some(0.0));
        let hi = fields.number("hi", "the score of the best entity", Some(1.0));
        fields.must_ascend(("lo", lo), ("hi", hi));
        Self {
            lo,
            hi,
            constant: read_constant(fields),
            base: fields
                .text_or_nothing(
                    "base",
                    "the period whose values give the bounds; without it, each sample has bounds of its own",
                )
                .map(|base| period_as_read(&base)),
            power: read_power(fields),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("lo", &self.lo)
            .with("hi", &self.hi)
            .with("constant", &self.constant)
            .with("base", &self.base)
            .with("power", &self.power)
    }
}

impl Normaliser for MinMax {
    fn needs(&self) -> Needs {
        if self.base.is_some() { Needs::Values } else { Needs::Summary }
    }

    fn looks_at_other_periods(&self) -> bool {
        self.base.is_some()
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        match self.base {
            None => Range { lo: self.lo, hi: self.hi, attains_lo: true },
            Some(_) => Range::UNKNOWN,
        }
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let of_base = self.base.as_deref().map(|base| sample.of_period(base));
        let of_base = of_base
            .as_ref()
            .map(|values| SampleValues::of_values(values, &|_, _| Vec::new(), &|_| Vec::new()));
        let sample = of_base.as_ref().unwrap_or(sample);
        match sample.bounds() {
            Some((min, max)) if !grid::is_constant(min, max) => {
                let (a, b, by) = (self.lo, self.hi - self.lo, max - min);
                let line = match direction {
                    Direction::Positive => Line { a, b, origin: min, by },
                    Direction::Negative => Line { a, b: -b, origin: max, by },
                };
                let fitted = vec![("min", min), ("max", max)];
                let curve = Curve { lo: self.lo, hi: self.hi, power: self.power };
                if !curve.is_straight() {
                    return Ok(Box::new(Bent { line, curve, fitted }));
                }
                // Between the bounds of their own sample all scores lie between `lo` and `hi`.
                let certain = self.base.is_none() && by.is_finite() && b.is_finite();
                Ok(Box::new(Linear { line, fitted, certain }))
            }
            Some(_) => constant_column(sample, self.constant),
            None => Err(Unfit::new(
                message!("cannot-fit-empty-base", period = self.base.as_deref().unwrap_or_default()),
                message!("cannot-fit-empty-base-hint"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn the_share_of_the_way_is_raised_to_the_power() {
        // Shares 0, 1/4, 1; 100 times their square roots, and turned 100 (3/4)^(1/2).
        let root = MinMax { hi: 100.0, power: 0.5, ..MinMax::default() };
        assert_eq!(of(&root, &[2.0, 3.0, 6.0], Direction::Positive), [0.0, 50.0, 100.0]);
        let turned = of(&root, &[2.0, 3.0, 6.0], Direction::Negative);
        assert_eq!((turned[0], turned[2]), (100.0, 0.0));
        assert!((turned[1] - 86.602_540_378_443_86).abs() < 1e-12, "{}", turned[1]);
    }

    #[test]
    fn a_range_of_rounding_errors_is_no_range() {
        // 99.9 / 333 is 0.30000000000000004 and 0.3 in decimal arithmetic, as are the others.
        let method = MinMax::default();
        let rates = [0.3, 99.9 / 333.0, 30.0 / 100.0];
        assert_ne!(rates[0], rates[1]);
        assert!(refusal(&method, &rates, Direction::Positive).starts_with("all 3 values are"));
    }
}
