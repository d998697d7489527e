//! Equal effective weights of leaves.

use crate::text::{Describe, Fields};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};

/// Each child weighs as many times as it has leaves, so that under arithmetic means every leaf below
/// the node has the same effective weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EqualEffective;

impl Describe for EqualEffective {
    const NAME: &'static str = "equal-effective";
    const TITLE: &'static str = "the same weight for all leaves";
    const SUMMARY: &'static str =
        "the weight of a child is its number of leaves, so that all leaves weigh the same";
    const FORMULA: &'static str = "w = the number of leaves at or below the child";
    const MISSING: &'static str = "-";
    const REFERENCE: &'static str = "COINr, get_eff_weights: product of weights down the tree";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Weigher for EqualEffective {
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        Ok(siblings.leaves.iter().map(|leaves| *leaves as f64).collect::<Vec<_>>().into())
    }
}
