//! Standard scores by median and median absolute deviation.

use crate::normalise::{
    Direction, Needs, Normaliser, SampleValues, Scale, Unfit, beyond_numbers, constant_column, read_constant,
};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::statistics;
use icip_problem::{Message, message};

/// Distance from the sample's median in robust standard deviations.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RobustZ {
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Default for RobustZ {
    /// A constant column is an error.
    fn default() -> Self {
        Self { constant: Option::None }
    }
}

impl Describe for RobustZ {
    const NAME: &'static str = "robust-z";
    const TITLE: &'static str = "robust z-score";
    const SUMMARY: &'static str = "the distance from the median of the sample, in robust standard \
        deviations";
    const FORMULA: &'static str = "(x - M) / d; M is the median of the sample, and d is 1.4826 times the \
        median of |x - M|; with M - x for a negative direction";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; values \
        that differ with d = 0 are an error; a constant column is an error unless `constant` gives its \
        score";
    const REFERENCE: &'static str =
        "Rousseeuw and Croux (1993), Alternatives to the median absolute deviation";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { constant: read_constant(fields) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("constant", &self.constant)
    }
}

impl Normaliser for RobustZ {
    fn needs(&self) -> Needs {
        Needs::Values
    }

    fn centre(&self) -> Option<f64> {
        Some(0.0)
    }

    fn range(&self, _: Range, _: Direction) -> Range {
        Range::UNKNOWN
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        if !sample.varies() {
            return constant_column(sample, self.constant);
        }
        match statistics::median_and_mad(sample.values()?) {
            Some((median, deviation)) if deviation > 0.0 && deviation.is_finite() => {
                Ok(Box::new(Fitted { median, deviation, direction }))
            }
            Some((median, 0.0)) => Err(Unfit::new(
                message!("cannot-fit-half-equal", value = median),
                message!("cannot-fit-robust-hint"),
            )),
            _ => Err(beyond_numbers()),
        }
    }
}

struct Fitted {
    median: f64,
    deviation: f64,
    direction: Direction,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        for (z, x) in z.iter_mut().zip(x) {
            *z = self.direction.turned((x - self.median) / self.deviation);
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("median", self.median), ("deviation", self.deviation)]
    }

    fn domain(&self) -> Message {
        message!("outside-domain-too-large-hint")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn distances_by_hand() {
        // Of 1, 2, 3, 4, 100: median 3, deviations 2 1 0 1 97 have median 1.
        let method = RobustZ { constant: Option::None };
        let x = [1.0, 2.0, 3.0, 4.0, 100.0];
        let d = 1.4826;
        assert_eq!(of(&method, &x, Direction::Positive), [-2.0 / d, -1.0 / d, 0.0, 1.0 / d, 97.0 / d]);
        assert_eq!(of(&method, &x, Direction::Negative), [2.0 / d, 1.0 / d, 0.0, -1.0 / d, -97.0 / d]);
    }

    #[test]
    fn no_deviation_is_an_error() {
        let method = RobustZ { constant: Some(0.0) };
        assert!(refusal(&method, &[0.0, 0.0, 0.0, 5.0], Direction::Positive).contains("at least half"));
        assert_eq!(of(&method, &[5.0; 2], Direction::Positive), [0.0; 2]);
    }
}
