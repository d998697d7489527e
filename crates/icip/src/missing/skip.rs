//! Absent children are left out.

use crate::missing::{Enough, MissingRule};
use crate::text::{Describe, Fields};

/// Absent children are left out, and their weight goes to the children present.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skip;

impl Describe for Skip {
    const NAME: &'static str = "skip";
    const TITLE: &'static str = "left out";
    const SUMMARY: &'static str =
        "absent children are left out, and their weight goes to the children present";
    const FORMULA: &'static str = "sums run over the children present";
    const MISSING: &'static str = "the node is absent where no child is present";
    const REFERENCE: &'static str = "ICIP pilot workbook (2019), AVERAGE over non-empty cells";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl MissingRule for Skip {
    fn enough(&self) -> Enough {
        Enough::Any
    }
}
