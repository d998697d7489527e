//! A gap counts as zero.

use crate::impute::{Alike, Gaps, Imputer, Unfit, everywhere};
use crate::text::{Describe, Fields};

/// A gap counts as zero, as in questionnaires where not answering earns nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zero;

impl Describe for Zero {
    const NAME: &'static str = "zero";
    const TITLE: &'static str = "zero";
    const SUMMARY: &'static str =
        "a gap counts as zero, as in questionnaires where not answering earns nothing";
    const FORMULA: &'static str = "0 where x is absent, else x";
    const MISSING: &'static str = "every filled cell is listed in the trail";
    const REFERENCE: &'static str = "OECD Digital Government Index 2023, methodology: no answer scores \
        zero";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Imputer for Zero {
    fn looks_at_sample(&self) -> bool {
        false
    }

    fn alike(&self) -> Option<Alike> {
        Some(Alike::Value(0.0))
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        Ok(everywhere(gaps, 0.0))
    }
}
