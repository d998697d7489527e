//! Minimum of the children.

use crate::aggregate::rows::{each_row, smallest};
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_problem::Message;

/// The lowest score of the children: nothing makes up for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minimum;

impl Describe for Minimum {
    const NAME: &'static str = "minimum";
    const TITLE: &'static str = "minimum";
    const SUMMARY: &'static str = "the lowest score of the children: nothing compensates for it";
    const FORMULA: &'static str =
        "min(z), over the children present; weights are not used, but a child of weight 0 is left out";
    const MISSING: &'static str =
        "the node's missing rule decides; the score is the lowest of the children present";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6; the limit of power means";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Aggregator for Minimum {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, _| smallest(z));
    }

    fn uses_weights(&self) -> bool {
        false
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::mean(children))
    }

    /// Nothing: which child is the lowest depends on the others.
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
        assert_near(score_of(&Minimum, &[Some(-4.0), None, Some(2.0)], &[1.0; 3]), -4.0);
        assert_near(score_of(&Minimum, &[Some(2.0), Some(2.0)], &[1.0; 2]), 2.0);
    }
}
