//! Median of the children.

use crate::aggregate::rows::each_row;
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_problem::Message;

/// The middle score of the children: no child alone decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median;

impl Describe for Median {
    const NAME: &'static str = "median";
    const TITLE: &'static str = "median";
    const SUMMARY: &'static str = "the middle score of the children: no child alone decides";
    const FORMULA: &'static str = "the middle one of the sorted z, or the mean of the two middle ones if \
        their number is even; weights are not used, but a child of weight 0 is left out";
    const MISSING: &'static str =
        "the node's missing rule decides; the median is that of the children present";
    const REFERENCE: &'static str = "JRC do-it-yourself workbook (2012), median aggregation";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Aggregator for Median {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, _| {
            z.sort_by(f64::total_cmp);
            let middle = z.len() / 2;
            // Halves first: the sum of two large numbers may not be one.
            if z.len() % 2 == 1 { z[middle] } else { 0.5 * z[middle - 1] + 0.5 * z[middle] }
        });
    }

    fn uses_weights(&self) -> bool {
        false
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::mean(children))
    }

    /// Nothing: which child is in the middle depends on the others.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    #[test]
    fn by_hand() {
        // Sorted 1 2 9: 2; without 9: 1.5.
        assert_near(score_of(&Median, &[Some(9.0), Some(1.0), Some(2.0)], &[1.0, 5.0, 1.0]), 2.0);
        assert_near(score_of(&Median, &[None, Some(1.0), Some(2.0)], &[1.0; 3]), 1.5);
    }
}
