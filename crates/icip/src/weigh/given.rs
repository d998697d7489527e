//! Weights as given.

use crate::text::{Describe, Fields};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};

/// The weights of the framework, equal where none are given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given;

impl Describe for Given {
    const NAME: &'static str = "given";
    const TITLE: &'static str = "given weights";
    const SUMMARY: &'static str = "the weights of the framework; children without weights weigh the same";
    const FORMULA: &'static str = "w as given, relative to the other children of the node";
    const MISSING: &'static str = "either all children of a node have weights or none";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6, expert weights";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Weigher for Given {
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        Ok(siblings.given.to_vec().into())
    }
}
