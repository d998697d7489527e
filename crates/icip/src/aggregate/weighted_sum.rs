//! Weighted sum.

use crate::aggregate::arithmetic_mean::weighted_sum;
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_num::statistics;
use icip_problem::Message;

/// The sum of weight times score: points, and scores of options.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedSum;

impl Describe for WeightedSum {
    const NAME: &'static str = "weighted-sum";
    const TITLE: &'static str = "weighted sum";
    const SUMMARY: &'static str =
        "the sum of the weights times the scores, for points and for the options of a question";
    const FORMULA: &'static str = "sum(w z), over the children present; weights are not rescaled";
    const MISSING: &'static str = "the node's missing rule decides; an absent child adds nothing";
    const REFERENCE: &'static str =
        "IIP Bogota 2023, sum of points; ICIP pilot workbook (2019), question 3 and I31";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Aggregator for WeightedSum {
    fn aggregate(&self, children: &Children<'_>, _: &mut Vec<f64>, out: &mut [f64]) {
        weighted_sum(children, out);
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        // An absent child adds nothing, so zero always belongs to its range.
        let lo: Vec<f64> =
            children.iter().map(|(w, r)| times(*w, if r.lo < 0.0 { r.lo } else { 0.0 })).collect();
        let hi: Vec<f64> =
            children.iter().map(|(w, r)| times(*w, if r.hi > 0.0 { r.hi } else { 0.0 })).collect();
        Ok(Range::between(statistics::sum(&lo), statistics::sum(&hi)))
    }

    fn keeps_zero_weights(&self) -> bool {
        true
    }

    fn contribution(&self, score: f64, weight: f64, _: f64) -> Contribution {
        Contribution::Points(score * weight)
    }

    fn slope(&self, weight: f64, _: f64) -> Option<f64> {
        Some(weight)
    }
}

/// The product of a weight and a bound; zero times no bound is zero.
fn times(weight: f64, bound: f64) -> f64 {
    if weight == 0.0 { 0.0 } else { weight * bound }
}
