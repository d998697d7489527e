//! Cuts at given bounds.

use crate::text::{Describe, Fields, Settings};
use crate::treat::cuts::Cuts;
use crate::treat::{Passed, Scale, Treatment, Unfit};
use icip_problem::message;

/// Values beyond given bounds are set to the bound.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Caps {
    /// Smallest value, in the units of the column.
    pub min: Option<f64>,
    /// Largest value, in the units of the column.
    pub max: Option<f64>,
}

impl Caps {
    /// The smallest and the largest value, in the units of the column.
    pub fn new(min: Option<f64>, max: Option<f64>) -> Self {
        Self { min, max }
    }
}

impl Describe for Caps {
    const NAME: &'static str = "caps";
    const TITLE: &'static str = "fixed bounds";
    const SUMMARY: &'static str = "values beyond the given bounds are set to the bounds";
    const FORMULA: &'static str = "x cut to [min, max]; a bound that is not given cuts nothing";
    const MISSING: &'static str =
        "an absent value stays absent; bounds that make all values equal although they differ are an error";
    const REFERENCE: &'static str =
        "HDI technical notes: income above the upper goalpost counts as the goalpost";

    fn read(fields: &mut Fields<'_>) -> Self {
        let min = fields.number_or_nothing("min", "the smallest value, in the units of the column");
        let max = fields.number_or_nothing("max", "the largest value, in the units of the column");
        let given = min.is_some() || max.is_some() || fields.has_failed("min") || fields.has_failed("max");
        fields.must(
            given,
            "max",
            message!("bad-value-neither", first = "min", second = "max"),
            message!("bad-value-neither-hint"),
        );
        if let (Some(min), Some(max)) = (min, max) {
            fields.must_ascend(("min", min), ("max", max));
        }
        Self { min, max }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("min", &self.min).with("max", &self.max)
    }
}

impl Treatment for Caps {
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        Some(Box::new(self.cuts()))
    }

    fn numbers(&self, passed: &Passed) -> Vec<(&'static str, f64)> {
        self.cuts().numbers(passed.raised, passed.lowered)
    }

    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        self.cuts().applied_to(sample)
    }
}

impl Caps {
    fn cuts(&self) -> Cuts {
        Cuts { low: self.min.unwrap_or(f64::NEG_INFINITY), high: self.max.unwrap_or(f64::INFINITY) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    #[test]
    fn beyond_the_bounds_is_cut() {
        let x = [-5.0, 0.0, 3.0, 50.0];
        assert_eq!(of(&Caps { min: Some(-1.0), max: Some(10.0) }, &x), [-1.0, 0.0, 3.0, 10.0]);
        assert_eq!(of(&Caps { min: None, max: Some(1.0) }, &x), [-5.0, 0.0, 1.0, 1.0]);
        // A constant column was constant before.
        assert_eq!(of(&Caps { min: None, max: Some(1.0) }, &[2.0, 2.0]), [1.0, 1.0]);
    }

    #[test]
    fn a_constant_left_over_is_an_error() {
        let refusal = refusal(&Caps { min: Some(60.0), max: None }, &[-5.0, 0.0, 3.0, 50.0]);
        assert!(refusal.contains("all 4 values would be `60`"), "{refusal}");
    }

    #[test]
    fn a_sample_that_passed_in_parts_has_the_numbers_of_the_whole() {
        // 1 becomes 2, and both 9s become 5: one value at the bottom and two at the top.
        let (caps, sample) = (Caps { min: Some(2.0), max: Some(5.0) }, [1.0, 2.0, 3.0, 9.0, 9.0]);
        let mut passed = Passed::default();
        sample.iter().zip(of(&caps, &sample)).for_each(|(before, after)| passed.push(*before, after));
        let want = [("low", 2.0), ("high", 5.0), ("points-bottom", 1.0), ("points-top", 2.0)];
        assert_eq!(caps.numbers(&passed), want);
        assert_eq!(caps.fit(&sample).map(|scale| scale.fitted()).ok(), Some(want.to_vec()));
    }
}
