//! A linear scale through two given values, nowhere cut.

use crate::normalise::{Direction, Line, Needs, Normaliser, SampleValues, Scale, Unfit};
use crate::range::Range;
use crate::scale::Linear;
use crate::text::{Describe, Fields, Settings};
use icip_problem::message;

/// A linear scale through two given values, nowhere cut.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Scaled {
    /// The value that scores 0 (`factor` for a negative direction), in the units of the column.
    pub lower: f64,
    /// The value that scores `factor` (0 for a negative direction), in the units of the column.
    pub upper: f64,
    /// Score at the better of the two values.
    pub factor: f64,
}

impl Default for Scaled {
    /// Values from 0 to 100, and scores from 0 to 100.
    fn default() -> Self {
        Self { lower: 0.0, upper: 100.0, factor: 100.0 }
    }
}

impl Describe for Scaled {
    const NAME: &'static str = "scaled";
    const TITLE: &'static str = "linear scale without a cut";
    const SUMMARY: &'static str = "a linear scale through two given values, which is cut nowhere";
    const FORMULA: &'static str = "factor (x - lower) / (upper - lower); factor (upper - x) / (upper - \
        lower) for a negative \
            direction";
    const MISSING: &'static str = "an absent value stays absent";
    const REFERENCE: &'static str = "COINr, n_scaled";

    fn read(fields: &mut Fields<'_>) -> Self {
        let lower = fields.number(
            "lower",
            "the lower value, in the units of the column, with its sign as in the data",
            Some(0.0),
        );
        let upper = fields.number(
            "upper",
            "the upper value, in the units of the column, with its sign as in the data",
            Some(100.0),
        );
        let factor = fields.number("factor", "the score at the better of the two values", Some(100.0));
        let what = message!("bad-value-pair", first = "lower", a = lower, second = "upper", b = upper);
        let apart = lower < upper && (upper - lower).is_finite();
        fields.must(
            apart,
            "upper",
            what,
            message!("bad-value-distance-hint", first = "lower", second = "upper"),
        );
        fields.must_be_above("factor", factor, 0.0);
        Self { lower, upper, factor }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("lower", &self.lower).with("upper", &self.upper).with("factor", &self.factor)
    }
}

impl Normaliser for Scaled {
    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        if input.is_bounded() {
            let line = self.line(direction);
            Range::between(line.at(input.lo), line.at(input.hi))
        } else {
            Range::UNKNOWN
        }
    }

    fn fit(&self, _: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(Linear { line: self.line(direction), fitted: Vec::new(), certain: false }))
    }
}

impl Scaled {
    fn line(&self, direction: Direction) -> Line {
        let by = self.upper - self.lower;
        match direction {
            Direction::Positive => Line { a: 0.0, b: self.factor, origin: self.lower, by },
            // factor (upper - x) / (upper - lower), as a line that falls from `upper` on.
            Direction::Negative => Line { a: 0.0, b: -self.factor, origin: self.upper, by },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::of;

    #[test]
    fn the_better_value_has_the_factor() {
        let scaled = Scaled { lower: 2.0, upper: 6.0, factor: 10.0 };
        assert_eq!(of(&scaled, &[2.0, 3.0, 6.0, 8.0], Direction::Positive), [0.0, 2.5, 10.0, 15.0]);
        assert_eq!(of(&scaled, &[2.0, 3.0, 6.0, 8.0], Direction::Negative), [10.0, 7.5, 0.0, -5.0]);
    }
}
