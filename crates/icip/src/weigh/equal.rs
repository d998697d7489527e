//! Equal weights.

use crate::text::{Describe, Fields};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};

/// The same weight for every child, whatever is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equal;

impl Describe for Equal {
    const NAME: &'static str = "equal";
    const TITLE: &'static str = "equal weights";
    const SUMMARY: &'static str = "the same weight for every child, whatever weights are given";
    const FORMULA: &'static str = "w = 1";
    const MISSING: &'static str = "-";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6, equal weighting";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Weigher for Equal {
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        Ok(vec![1.0; siblings.codes.len()].into())
    }
}
