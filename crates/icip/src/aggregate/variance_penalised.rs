//! A mean with a penalty that can be dosed.

use crate::aggregate::rows::{each_row, mean, penalised_range, variance};
use crate::aggregate::{Aggregator, Children, Contribution, Domain};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::Message;

/// The mean of the children less a dose of their variance over their mean.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct VariancePenalised {
    /// How much of the penalty counts; below 0 it is a reward.
    pub lambda: f64,
}

impl Default for VariancePenalised {
    /// The whole penalty counts.
    fn default() -> Self {
        Self { lambda: 1.0 }
    }
}

impl Describe for VariancePenalised {
    const NAME: &'static str = "variance-penalised";
    const TITLE: &'static str = "mean with a penalty for variance";
    const SUMMARY: &'static str =
        "the mean of the children minus a multiple of their variance over their mean";
    const FORMULA: &'static str = "M - lambda V/M, where M = sum(w z) / sum(w) and V = sum(w (z - M)^2) / \
        sum(w), over the children present; lambda = 1 is `mazziotta-pareto` with the divisor n";
    const MISSING: &'static str = "the node's missing rule decides; a single child has no penalty; unless \
        lambda is 0, a mean that is not above 0 is an error that names the entity and the mean";
    const REFERENCE: &'static str = "giniCI (R), dispersion penalty; Mazziotta and Pareto (2013)";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc =
            "how much of the penalty counts: 0 is the mean, 1 the whole penalty; below 0 it is a reward";
        Self { lambda: fields.number("lambda", doc, Some(1.0)) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("lambda", &self.lambda)
    }
}

impl Aggregator for VariancePenalised {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, w| {
            let mean = mean(z, w);
            if z.len() == 1 || self.lambda == 0.0 {
                mean
            } else if mean > 0.0 {
                mean - self.lambda * (variance(z, w, mean) / mean)
            } else {
                f64::NAN
            }
        });
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(penalised_range(children, self.lambda))
    }

    fn domain(&self) -> Domain {
        Domain::PositiveMean
    }

    /// Points where nothing is penalised; the penalty belongs to all children together.
    fn contribution(&self, score: f64, _: f64, share: f64) -> Contribution {
        if self.lambda == 0.0 { Contribution::Points(score * share) } else { Contribution::Nothing }
    }

    fn slope(&self, _: f64, share: f64) -> Option<f64> {
        (self.lambda == 0.0).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    #[test]
    fn by_hand() {
        // 10 and 30: M = 20, V = 100, V/M = 5.
        let z = [Some(10.0), Some(30.0)];
        for (lambda, want) in [(0.0, 20.0), (0.5, 17.5), (1.0, 15.0), (-1.0, 25.0)] {
            assert_near(score_of(&VariancePenalised { lambda }, &z, &[1.0; 2]), want);
        }
        assert_near(score_of(&VariancePenalised { lambda: 1.0 }, &[None, Some(30.0)], &[1.0; 2]), 30.0);
        assert!(score_of(&VariancePenalised { lambda: 1.0 }, &[Some(-1.0), Some(0.5)], &[1.0; 2]).is_nan());
        assert_near(score_of(&VariancePenalised { lambda: 0.0 }, &[Some(-1.0), Some(0.5)], &[1.0; 2]), -0.25);
    }

    #[test]
    fn range_is_attained_by_two_ends() {
        // 1 and 3 with weights: M - V/M is never below 1 - (3 - 1); above 0 the mean bounds it.
        let children = [(1.0, Range::between(1.0, 3.0)); 2];
        let range = VariancePenalised { lambda: 1.0 }.range(&children).expect("positive scores");
        assert_eq!((range.lo, range.hi), (-1.0, 3.0));
        let children = [(1.0, Range::between(-1.0, 3.0)); 2];
        let range = VariancePenalised { lambda: 1.0 }.range(&children).expect("it may be");
        assert_eq!((range.lo, range.hi), (f64::NEG_INFINITY, 3.0));
    }
}
