//! Maximum of the children.

use crate::aggregate::rows::{each_row, largest};
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_problem::Message;

/// The highest score of the children: one strength is enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Maximum;

impl Describe for Maximum {
    const NAME: &'static str = "maximum";
    const TITLE: &'static str = "maximum";
    const SUMMARY: &'static str = "the highest score of the children: one strength is enough";
    const FORMULA: &'static str =
        "max(z), over the children present; weights are not used, but a child of weight 0 is left out";
    const MISSING: &'static str =
        "the node's missing rule decides; the score is the highest of the children present";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6; the limit of power means";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Aggregator for Maximum {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, _| largest(z));
    }

    fn uses_weights(&self) -> bool {
        false
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::mean(children))
    }

    /// Nothing: which child is the highest depends on the others.
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
        assert_near(score_of(&Maximum, &[Some(9.0), None, Some(2.0)], &[1.0; 3]), 9.0);
        assert_near(score_of(&Maximum, &[Some(2.0), Some(2.0)], &[1.0; 2]), 2.0);
    }
}
