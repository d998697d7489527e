//! Gaps stay.

use crate::impute::{Gaps, Imputer, Unfit};
use crate::text::{Describe, Fields};

/// Gaps stay absent; the nodes' missing rules decide what they mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct None;

impl Describe for None {
    const NAME: &'static str = "none";
    const TITLE: &'static str = "no imputation";
    const SUMMARY: &'static str = "gaps stay absent; the nodes' missing rules decide what they mean";
    const FORMULA: &'static str = "x";
    const MISSING: &'static str = "an absent value stays absent";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), step 3, case deletion and available-case analysis";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Imputer for None {
    fn looks_at_sample(&self) -> bool {
        false
    }

    fn is_none(&self) -> bool {
        true
    }

    fn fill(&self, _: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        Ok(Vec::new())
    }
}
