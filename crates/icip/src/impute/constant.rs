//! A gap gets a given value.

use crate::impute::{Alike, Gaps, Imputer, Unfit, everywhere};
use crate::text::{Describe, Fields, Settings};

/// A gap gets a given value, in the units of the column.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Constant {
    /// The value, in the units of the denominated column.
    pub value: f64,
}

impl Constant {
    /// A value in the units of the denominated column.
    pub fn new(value: f64) -> Self {
        Self { value }
    }
}

impl Describe for Constant {
    const NAME: &'static str = "constant";
    const TITLE: &'static str = "a given value";
    const SUMMARY: &'static str = "a gap gets a given value";
    const FORMULA: &'static str = "value where x is absent, else x";
    const MISSING: &'static str = "every filled cell is listed in the trail";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 3, single imputation";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            value: fields.number(
                "value",
                "the value, in the units of the denominated \
                column",
                Option::None,
            ),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("value", &self.value)
    }
}

impl Imputer for Constant {
    fn looks_at_sample(&self) -> bool {
        false
    }

    fn alike(&self) -> Option<Alike> {
        Some(Alike::Value(self.value))
    }

    fn fill(&self, gaps: &Gaps<'_>) -> Result<Vec<(usize, f64)>, Unfit> {
        Ok(everywhere(gaps, self.value))
    }
}
