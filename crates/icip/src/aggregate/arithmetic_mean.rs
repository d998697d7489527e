//! Weighted arithmetic mean.

use crate::aggregate::{Aggregator, Children, Contribution, MeanOf};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_num::kernel;
use icip_problem::Message;

/// The weighted mean of the children present.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArithmeticMean;

impl Describe for ArithmeticMean {
    const NAME: &'static str = "arithmetic-mean";
    const TITLE: &'static str = "arithmetic mean";
    const SUMMARY: &'static str = "the weighted mean of the children: full compensation";
    const FORMULA: &'static str = "sum(w z) / sum(w), over the children present";
    const MISSING: &'static str =
        "the node's missing rule decides; the weights are divided by the sum of those present";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6, linear aggregation";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Aggregator for ArithmeticMean {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        weighted_sum(children, out);
        children.divide_by_weight(scratch, out);
    }

    fn is_mean(&self) -> bool {
        true
    }

    fn mean_of(&self) -> Option<MeanOf> {
        Some(MeanOf::Scores)
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::mean(children))
    }

    fn contribution(&self, score: f64, _: f64, share: f64) -> Contribution {
        Contribution::Points(score * share)
    }

    fn slope(&self, _: f64, share: f64) -> Option<f64> {
        Some(share)
    }
}

/// Sum of weight times score in the order of the children; absent scores are 0.0 and add nothing.
pub(crate) fn weighted_sum(children: &Children<'_>, out: &mut [f64]) {
    kernel::weighted_sum(out, children.each().map(|child| (child.weight, child.values)));
}
