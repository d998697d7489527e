//! Cuts by the median and the median absolute deviation.

use crate::text::{Describe, Fields, Settings};
use crate::treat::cuts::Cuts;
use crate::treat::outcome::beyond_numbers;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::statistics;
use icip_problem::message;

/// Values too many robust deviations from the median are set to that distance.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Hampel {
    /// Largest distance from the median, in robust standard deviations.
    pub k: f64,
}

impl Default for Hampel {
    /// Three robust standard deviations.
    fn default() -> Self {
        Self { k: 3.0 }
    }
}

impl Describe for Hampel {
    const NAME: &'static str = "hampel";
    const TITLE: &'static str = "Hampel filter";
    const SUMMARY: &'static str = "values that are too many robust standard deviations away from the \
        median are set to the largest allowed distance";
    const FORMULA: &'static str = "x cut to [M - k d, M + k d]; M is the median of the sample, and d is \
        1.4826 times the median of |x - M|";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; equal \
        values pass unchanged; values that differ with d = 0 are an error";
    const REFERENCE: &'static str = "Hampel (1974), The influence curve and its role in robust estimation";

    fn read(fields: &mut Fields<'_>) -> Self {
        let k = fields.number(
            "k",
            "the largest allowed distance from the median, in robust standard deviations",
            Some(3.0),
        );
        fields.must_be_above("k", k, 0.0);
        Self { k }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("k", &self.k)
    }
}

impl Treatment for Hampel {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        Cuts::of(sample, |sample| {
            let (median, deviation) = statistics::median_and_mad(sample).ok_or_else(beyond_numbers)?;
            if deviation == 0.0 {
                return Err(Unfit::new(
                    message!("cannot-fit-half-equal", value = median),
                    message!("cannot-fit-outliers-hint"),
                ));
            }
            Ok(Cuts { low: median - self.k * deviation, high: median + self.k * deviation })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    #[test]
    fn beyond_k_robust_deviations_is_cut() {
        // Of 1, 2, 3, 4, 100: median 3, deviations 2 1 0 1 97 have median 1; 3 + 2 * 1.4826 = 5.9652.
        let got = of(&Hampel { k: 2.0 }, &[1.0, 2.0, 3.0, 4.0, 100.0]);
        assert_eq!(got[..4], [1.0, 2.0, 3.0, 4.0]);
        assert!((got[4] - 5.9652).abs() < 1e-14, "{}", got[4]);
    }

    #[test]
    fn no_deviation_is_an_error() {
        assert!(
            refusal(&Hampel { k: 3.0 }, &[0.0, 0.0, 0.0, 5.0])
                .contains("at least half of the values are `0`")
        );
        assert_eq!(of(&Hampel { k: 3.0 }, &[5.0, 5.0]), [5.0, 5.0]);
    }
}
