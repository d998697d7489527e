//! Mazziotta-Pareto index: a mean with a penalty for imbalance.

use crate::aggregate::rows::{each_row, mean, penalised_range, variance};
use crate::aggregate::{Aggregator, Children, Contribution, Domain};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, words};
use icip_problem::Message;

/// The mean of the children less, or plus, their spread times their coefficient of variation.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct MazziottaPareto {
    /// On which side imbalance moves the score.
    pub penalty: Penalty,
    /// The divisor of the spread.
    pub divisor: SpreadDivisor,
}

words! {
    /// On which side imbalance moves the score.
    pub enum Penalty {
        /// imbalance lowers the score, where higher is better
        Negative = "negative",
        /// imbalance raises the score, where higher is worse
        Positive = "positive",
    }
}

words! {
    /// What divides the squared deviations of the children from their mean.
    pub enum SpreadDivisor {
        /// the number of children
        N = "n",
        /// the number of children less one
        NLessOne = "n-1",
    }
}

impl Describe for MazziottaPareto {
    const NAME: &'static str = "mazziotta-pareto";
    const TITLE: &'static str = "Mazziotta-Pareto";
    const SUMMARY: &'static str = "the mean of the children with a penalty for their imbalance";
    const FORMULA: &'static str = "M - S cv (`positive`: M + S cv), where cv = S/M, M = sum(w z) / sum(w) \
        and S = sqrt(sum(w (z - M)^2) / sum(w)), with `n-1` times sqrt(n / (n - 1)), over the n children \
        present";
    const MISSING: &'static str = "the node's missing rule decides; a single child has no penalty; a mean \
        that is not above 0 is an error that names the entity and the mean";
    const REFERENCE: &'static str = "Mazziotta and Pareto (2013); adjusted: Mazziotta and Pareto (2016), \
        Social Indicators Research \
            127";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            penalty: fields.word("penalty", "in which direction imbalance moves the score"),
            divisor: fields.word("divisor", "what divides the sum of squared deviations"),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("penalty", &self.penalty).with("divisor", &self.divisor)
    }
}

impl MazziottaPareto {
    fn of(&self, z: &[f64], w: &[f64]) -> f64 {
        let mean = mean(z, w);
        if z.len() == 1 {
            return mean;
        }
        let count = z.len() as f64;
        let spread = match self.divisor {
            SpreadDivisor::N => variance(z, w, mean),
            SpreadDivisor::NLessOne => variance(z, w, mean) * (count / (count - 1.0)),
        };
        // S cv is the variance over the mean; without a mean above 0 there is no cv.
        let penalty = if mean > 0.0 { spread / mean } else { f64::NAN };
        match self.penalty {
            Penalty::Negative => mean - penalty,
            Penalty::Positive => mean + penalty,
        }
    }
}

impl Aggregator for MazziottaPareto {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, w| self.of(z, w));
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        let most = match self.divisor {
            SpreadDivisor::N => 1.0,
            // n / (n - 1) is largest for two children.
            SpreadDivisor::NLessOne => 2.0,
        };
        let sign = if self.penalty == Penalty::Negative { 1.0 } else { -1.0 };
        Ok(penalised_range(children, sign * most))
    }

    fn domain(&self) -> Domain {
        Domain::PositiveMean
    }

    /// Nothing: the penalty belongs to all children together.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    fn of(penalty: Penalty, divisor: SpreadDivisor, z: &[Option<f64>]) -> f64 {
        score_of(&MazziottaPareto { penalty, divisor }, z, &vec![1.0; z.len()])
    }

    #[test]
    fn by_hand() {
        // 90, 100, 110: M = 100, S^2 = 200/3 or 100, so S cv = 2/3 or 1. The sides differ, which
        // they do not in Compind's ci_ampi, and nothing is rounded.
        let z = [Some(90.0), Some(100.0), Some(110.0)];
        assert_near(of(Penalty::Negative, SpreadDivisor::N, &z), 100.0 - 2.0 / 3.0);
        assert_near(of(Penalty::Positive, SpreadDivisor::N, &z), 100.0 + 2.0 / 3.0);
        assert_near(of(Penalty::Negative, SpreadDivisor::NLessOne, &z), 99.0);
        assert_near(of(Penalty::Positive, SpreadDivisor::NLessOne, &z), 101.0);
        // Without the middle one M = 100, S^2 = 100 or 200.
        let z = [Some(90.0), None, Some(110.0)];
        assert_near(of(Penalty::Negative, SpreadDivisor::N, &z), 99.0);
        assert_near(of(Penalty::Negative, SpreadDivisor::NLessOne, &z), 98.0);
    }

    #[test]
    fn weights_weigh_mean_and_spread() {
        // 10 three times and 20 once: M = 12.5, S^2 = (3 * 6.25 + 56.25) / 4 = 18.75, S cv = 1.5.
        let method = MazziottaPareto { penalty: Penalty::Negative, divisor: SpreadDivisor::N };
        assert_near(score_of(&method, &[Some(10.0), Some(20.0)], &[3.0, 1.0]), 11.0);
    }

    #[test]
    fn degenerate_rows() {
        let both = [SpreadDivisor::N, SpreadDivisor::NLessOne];
        for divisor in both {
            assert_near(of(Penalty::Negative, divisor, &[Some(7.0), None]), 7.0);
            assert_near(of(Penalty::Positive, divisor, &[Some(7.0), Some(7.0)]), 7.0);
            assert!(of(Penalty::Negative, divisor, &[Some(-1.0), Some(1.0)]).is_nan());
        }
    }
}
