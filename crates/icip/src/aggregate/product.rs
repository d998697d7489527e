//! Product of the children.

use crate::aggregate::rows::each_row;
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_problem::Message;

/// The product of the children: shares of shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product;

impl Describe for Product {
    const NAME: &'static str = "product";
    const TITLE: &'static str = "product";
    const SUMMARY: &'static str = "the product of the children, for shares of shares and for factors";
    const FORMULA: &'static str =
        "prod(z), over the children present; weights are not used, but a child of weight 0 is left out";
    const MISSING: &'static str = "the node's missing rule decides; an absent child is a factor of 1";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6, multiplicative aggregation";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Aggregator for Product {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, _| z.iter().fold(1.0, |product, z| product * z));
    }

    fn uses_weights(&self) -> bool {
        false
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        if children.iter().any(|(_, range)| !range.is_bounded()) {
            let lo = if children.iter().all(|(_, range)| range.lo >= 0.0) { 0.0 } else { f64::NEG_INFINITY };
            return Ok(Range { lo, ..Range::UNKNOWN });
        }
        Ok(children.iter().fold(Range::between(1.0, 1.0), |all, (_, range)| {
            // A factor of 1 belongs to each child, because it may be absent.
            let ends =
                [all.lo * range.lo, all.lo * range.hi, all.hi * range.lo, all.hi * range.hi, all.lo, all.hi];
            Range::of_points(&ends)
        }))
    }

    fn contribution(&self, score: f64, _: f64, _: f64) -> Contribution {
        Contribution::Factor(score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    #[test]
    fn by_hand() {
        assert_near(score_of(&Product, &[Some(2.0), Some(-3.0), Some(4.0)], &[9.0, 1.0, 1.0]), -24.0);
        assert_near(score_of(&Product, &[Some(2.0), None, Some(4.0)], &[1.0; 3]), 8.0);
    }

    #[test]
    fn range_holds_products_with_and_without_each_child() {
        // -2..3 and 4..5: alone -2..3 or 4..5, together -10..15.
        let children = [(1.0, Range::between(-2.0, 3.0)), (1.0, Range::between(4.0, 5.0))];
        assert_eq!(Product.range(&children), Ok(Range::between(-10.0, 15.0)));
    }
}
