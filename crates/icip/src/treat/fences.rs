//! Fences beside the quartiles.

use crate::text::{Describe, Fields, Settings};
use crate::treat::cuts::Cuts;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::statistics;
use icip_problem::message;

/// Values beyond the fences are set to the fence.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Fences {
    /// Distance of the fences from the quartiles, in interquartile ranges.
    pub k: f64,
}

impl Default for Fences {
    /// One and a half interquartile ranges, the fences of Tukey.
    fn default() -> Self {
        Self { k: 1.5 }
    }
}

impl Describe for Fences {
    const NAME: &'static str = "fences";
    const TITLE: &'static str = "fences of the box plot";
    const SUMMARY: &'static str = "values beyond the fences of the box plot are set to the fences";
    const FORMULA: &'static str = "x cut to [Q1 - k (Q3 - Q1), Q3 + k (Q3 - Q1)]; Q1 and Q3 are the \
        quartiles of type 7 of the \
            sample";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; equal \
        values pass unchanged; values that differ with Q1 = Q3 are an error";
    const REFERENCE: &'static str = "Tukey (1977), Exploratory Data Analysis, box plots";

    fn read(fields: &mut Fields<'_>) -> Self {
        let k = fields.number(
            "k",
            "the distance of the fences from the quartiles, in interquartile ranges",
            Some(1.5),
        );
        fields.must_be_at_least("k", k, 0.0);
        Self { k }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("k", &self.k)
    }
}

impl Treatment for Fences {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        Cuts::of(sample, |sample| {
            let sorted = statistics::sorted(sample);
            let quartile = |share| statistics::quantile(&sorted, share).unwrap_or_default();
            let (first, third) = (quartile(0.25), quartile(0.75));
            if first == third {
                return Err(Unfit::new(
                    message!("cannot-fit-equal-quartiles", value = first),
                    message!("cannot-fit-outliers-hint"),
                ));
            }
            let reach = self.k * (third - first);
            Ok(Cuts { low: first - reach, high: third + reach })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    #[test]
    fn beyond_the_fence_is_cut() {
        // Of 1, 2, 3, 4, 100: Q1 = 2, Q3 = 4, fences 2 - 3 = -1 and 4 + 3 = 7.
        let x = [1.0, 2.0, 3.0, 4.0, 100.0];
        assert_eq!(of(&Fences { k: 1.5 }, &x), [1.0, 2.0, 3.0, 4.0, 7.0]);
        // With k = 0 everything is cut to the quartiles.
        assert_eq!(of(&Fences { k: 0.0 }, &x), [2.0, 2.0, 3.0, 4.0, 4.0]);
    }

    #[test]
    fn equal_quartiles_are_an_error() {
        assert!(refusal(&Fences { k: 1.5 }, &[0.0, 0.0, 0.0, 0.0, 5.0]).contains("both quartiles are `0`"));
        assert_eq!(of(&Fences { k: 1.5 }, &[0.1; 4]), [0.1; 4]);
        assert_eq!(of(&Fences { k: 1.5 }, &[7.0]), [7.0]);
    }
}
