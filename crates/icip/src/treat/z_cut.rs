//! Cuts by standard scores.

use crate::text::{Describe, Fields, Settings};
use crate::treat::cuts::Cuts;
use crate::treat::outcome::beyond_numbers;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::statistics::{self, Divisor};

/// Values more than some standard deviations from the mean are set to that distance.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ZCut {
    /// Largest distance from the mean, in standard deviations.
    pub k: f64,
}

impl Default for ZCut {
    /// Three standard deviations.
    fn default() -> Self {
        Self { k: 3.0 }
    }
}

impl Describe for ZCut {
    const NAME: &'static str = "z-cut";
    const TITLE: &'static str = "cut by standard deviations";
    const SUMMARY: &'static str = "values that are too many standard deviations away from the mean are \
        set to the largest allowed distance";
    const FORMULA: &'static str = "x cut to [m - k s, m + k s]; m and s are the mean and the standard \
        deviation (n - 1) of the \
            sample";
    const MISSING: &'static str =
        "an absent value stays absent and does not belong to the sample; equal values pass unchanged";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 3, outliers by standard scores";

    fn read(fields: &mut Fields<'_>) -> Self {
        let k = fields.number(
            "k",
            "the largest allowed distance from the mean, in standard deviations",
            Some(3.0),
        );
        fields.must_be_above("k", k, 0.0);
        Self { k }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("k", &self.k)
    }
}

impl Treatment for ZCut {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        Cuts::of(sample, |sample| {
            let mean = statistics::mean(sample).filter(|mean| mean.is_finite()).ok_or_else(beyond_numbers)?;
            let sd =
                statistics::standard_deviation(sample, &Divisor::CountLessOne).ok_or_else(beyond_numbers)?;
            Ok(Cuts { low: mean - self.k * sd, high: mean + self.k * sd })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::of;

    #[test]
    fn beyond_k_deviations_is_cut() {
        // Of 0, 0, 0, 4: m = 1, s^2 = (1 + 1 + 1 + 9) / 3 = 4, so 1 + 1.25 * 2 = 3.5.
        assert_eq!(of(&ZCut { k: 1.25 }, &[0.0, 0.0, 0.0, 4.0]), [0.0, 0.0, 0.0, 3.5]);
    }

    #[test]
    fn equal_values_pass_to_the_bit() {
        // Three times 0.1 has the mean 0.10000000000000002.
        assert_eq!(of(&ZCut { k: 3.0 }, &[0.1; 3]), [0.1; 3]);
        assert_eq!(of(&ZCut { k: 3.0 }, &[0.1]), [0.1]);
    }
}
