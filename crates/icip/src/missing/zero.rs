//! Absent children count as zero.

use crate::missing::{Enough, MissingRule};
use crate::text::{Describe, Fields};

/// An absent child counts as zero and keeps its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zero;

impl Describe for Zero {
    const NAME: &'static str = "zero";
    const TITLE: &'static str = "counted as zero";
    const SUMMARY: &'static str = "an absent child counts as zero and keeps its weight";
    const FORMULA: &'static str = "0 for an absent child";
    const MISSING: &'static str = "the node is never absent; every such child is listed in the trail";
    const REFERENCE: &'static str = "ICIP pilot workbook (2019), sums of cells divided by a fixed number";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl MissingRule for Zero {
    fn fill(&self) -> Option<f64> {
        Some(0.0)
    }

    fn enough(&self) -> Enough {
        Enough::Any
    }
}
