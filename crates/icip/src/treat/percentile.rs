//! Cuts at quantiles.

use crate::text::{Describe, Fields, Settings};
use crate::treat::cuts::Cuts;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::statistics;
use icip_problem::message;

/// Values beyond two quantiles of the sample are set to the quantile.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Percentile {
    /// Share of the sample below the lower cut.
    pub lower: f64,
    /// Share of the sample below the upper cut.
    pub upper: f64,
}

impl Default for Percentile {
    /// Nothing is cut; at least one of the shares must be set.
    fn default() -> Self {
        Self { lower: 0.0, upper: 1.0 }
    }
}

impl Describe for Percentile {
    const NAME: &'static str = "percentile";
    const TITLE: &'static str = "cut by percentiles";
    const SUMMARY: &'static str = "values beyond two quantiles of the sample are set to the quantiles";
    const FORMULA: &'static str =
        "x cut to [Q(lower), Q(upper)]; Q(p) is the quantile of type 7 of the sample";
    const MISSING: &'static str =
        "an absent value stays absent and does not belong to the sample; equal values pass unchanged";
    const REFERENCE: &'static str =
        "Sustainable Development Report, methodology: bounds at the 2.5th percentile";

    fn read(fields: &mut Fields<'_>) -> Self {
        let lower =
            fields.number("lower", "the share of the sample below the lower cut, such as 0.025", Some(0.0));
        let upper =
            fields.number("upper", "the share of the sample below the upper cut, such as 0.975", Some(1.0));
        let shares = (0.0..=1.0).contains(&lower) && (0.0..=1.0).contains(&upper) && lower < upper;
        let what = message!("bad-value-pair", first = "lower", a = lower, second = "upper", b = upper);
        fields.must(shares, "upper", what.clone(), message!("bad-value-shares-hint"));
        fields.must(
            !shares || lower > 0.0 || upper < 1.0,
            "upper",
            what,
            message!("bad-value-cuts-nothing-hint"),
        );
        Self { lower, upper }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("lower", &self.lower).with("upper", &self.upper)
    }
}

impl Treatment for Percentile {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        Cuts::of(sample, |sample| {
            let sorted = statistics::sorted(sample);
            let at = |share| statistics::quantile(&sorted, share).unwrap_or_default();
            Ok(Cuts { low: at(self.lower), high: at(self.upper) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    #[test]
    fn beyond_the_quantiles_is_cut() {
        // Of 0, 10, 20, 30, 100: place 4 * 0.1 = 0.4 gives 4, place 4 * 0.75 = 3 gives 30.
        let x = [100.0, 0.0, 10.0, 20.0, 30.0];
        let got = of(&Percentile { lower: 0.1, upper: 0.75 }, &x);
        assert_eq!((got[0], got[2], got[4]), (30.0, 10.0, 30.0));
        assert!((got[1] - 4.0).abs() < 1e-15, "{}", got[1]);
    }

    #[test]
    fn a_constant_left_over_is_an_error() {
        let refusal = refusal(&Percentile { lower: 0.0, upper: 0.5 }, &[0.0, 0.0, 0.0, 5.0]);
        assert!(refusal.contains("would leave a constant column: all 4 values would be `0`"), "{refusal}");
    }
}
