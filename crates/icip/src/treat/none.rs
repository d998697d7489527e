//! No treatment.

use crate::text::{Describe, Fields};
use crate::treat::Treatment;

/// Values pass unchanged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct None;

impl Describe for None {
    const NAME: &'static str = "none";
    const SUMMARY: &'static str = "values pass unchanged";
    const FORMULA: &'static str = "x";
    const MISSING: &'static str = "absent stays absent";
    const REFERENCE: &'static str = "-";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Treatment for None {
    fn is_none(&self) -> bool {
        true
    }

    fn apply(&self, x: &[f64], out: &mut [f64]) {
        out.copy_from_slice(x);
    }

    fn domain(&self) -> String {
        "every number".into()
    }
}
