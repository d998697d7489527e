//! The scale of the Mazziotta-Pareto index.

use crate::normalise::z_score::{SdDivisor, ZScore};
use crate::normalise::{Direction, Needs, Normaliser, SampleValues, Scale, Unfit, read_constant};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, words};

words! {
    /// What divides the sum of squared deviations.
    pub enum Spread {
        /// the number of entities, as in the original publication
        N = "n",
        /// the number of entities less one
        NLessOne = "n-1",
    }
}

/// Standard scores with mean 100 and deviation 10.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct MazziottaPareto {
    /// What divides the sum of squared deviations.
    pub divisor: Spread,
    /// Score of every entity when the column is constant; without it that is an error.
    pub constant: Option<f64>,
}

impl Describe for MazziottaPareto {
    const NAME: &'static str = "mazziotta-pareto";
    const TITLE: &'static str = "standard scores of Mazziotta and Pareto";
    const SUMMARY: &'static str = "standard scores with a mean of 100 and a standard deviation of 10";
    const FORMULA: &'static str = "100 + 10 (x - m) / s; 100 - 10 (x - m) / s for a negative direction; m \
        and s are the mean and the standard deviation of the sample";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error unless `constant` gives its score";
    const REFERENCE: &'static str =
        "Mazziotta and Pareto (2016), On a generalized non-compensatory composite index";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            divisor: fields.word("divisor", "what divides the sum of squared deviations"),
            constant: read_constant(fields),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("divisor", &self.divisor).with("constant", &self.constant)
    }
}

impl MazziottaPareto {
    fn z_score(self) -> ZScore {
        let divisor = match self.divisor {
            Spread::N => SdDivisor::N,
            Spread::NLessOne => SdDivisor::NLessOne,
        };
        ZScore { mean: 100.0, sd: 10.0, divisor, constant: self.constant }
    }
}

impl Normaliser for MazziottaPareto {
    fn needs(&self) -> Needs {
        Needs::Summary
    }

    fn range(&self, input: Range, direction: Direction) -> Range {
        self.z_score().range(input, direction)
    }

    fn fit(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        self.z_score().fit(sample, direction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::{of, refusal};

    #[test]
    fn a_deviation_is_ten_points() {
        // Of 1 and 3: m = 2, s = 1 with n.
        let method = MazziottaPareto { divisor: Spread::N, constant: Option::None };
        assert_eq!(of(&method, &[1.0, 3.0], Direction::Positive), [90.0, 110.0]);
        assert_eq!(of(&method, &[1.0, 3.0], Direction::Negative), [110.0, 90.0]);
        // Of 1, 2, 3: s = 1 with n - 1.
        let method = MazziottaPareto { divisor: Spread::NLessOne, constant: Option::None };
        assert_eq!(of(&method, &[1.0, 2.0, 3.0], Direction::Positive), [90.0, 100.0, 110.0]);
        assert!(refusal(&method, &[2.0, 2.0], Direction::Positive).contains("both values are `2`"));
    }
}
