//! Weights by spread.

use crate::text::{Describe, Fields};
use crate::weigh::sample::{constant_warning, from_columns};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::statistics;

/// Children that distinguish entities better weigh more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardDeviation;

impl Describe for StandardDeviation {
    const NAME: &'static str = "standard-deviation";
    const TITLE: &'static str = "standard deviation";
    const SUMMARY: &'static str = "children whose scores are spread more weigh more";
    const FORMULA: &'static str = "w_j = s_j / sum(s), where s_j is the standard deviation of the child's \
        scores";
    const MISSING: &'static str = "the weights come from the entities with a score for every child, of \
        which there must be at least 3; a constant child has the weight 0, with a warning; it is an error \
        if all children are constant";
    const REFERENCE: &'static str =
        "Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22; pymcdm";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Weigher for StandardDeviation {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        from_columns(siblings, |columns| {
            let spread = |x: &Vec<f64>| {
                statistics::standard_deviation(x, &statistics::Divisor::CountLessOne).unwrap_or(0.0)
            };
            let weights = columns.iter().map(spread).collect();
            Ok(Weighed { weights, warnings: constant_warning(siblings.codes, columns), ..Weighed::default() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

    #[test]
    fn by_hand() {
        // Standard deviations 1 and 3.
        assert_weights(weigh(&StandardDeviation, &[&[1.0, 2.0, 3.0], &[3.0, 0.0, 6.0]]), &[0.25, 0.75]);
        assert_declared(&StandardDeviation, false);
    }
}
