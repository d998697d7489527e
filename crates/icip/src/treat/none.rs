//! No treatment.

use crate::scale::Identity;
use crate::text::{Describe, Fields};
use crate::treat::{Scale, Treatment, Unfit};

/// Values pass unchanged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct None;

impl Describe for None {
    const NAME: &'static str = "none";
    const TITLE: &'static str = "no treatment";
    const SUMMARY: &'static str = "values pass unchanged";
    const FORMULA: &'static str = "x";
    const MISSING: &'static str = "an absent value stays absent";
    const REFERENCE: &'static str = "-";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Treatment for None {
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        Some(Box::new(Identity))
    }

    fn is_none(&self) -> bool {
        true
    }

    fn fit(&self, _: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        Ok(Box::new(Identity))
    }
}
