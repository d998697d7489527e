//! Absent children count as a given score.

use crate::missing::{Enough, MissingRule};
use crate::text::{Describe, Fields, Settings};

/// An absent child counts as a given score and keeps its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Constant {
    /// The score, on the scale of the children.
    pub value: f64,
}

impl Constant {
    /// A score on the scale of the children.
    pub fn new(value: f64) -> Self {
        Self { value }
    }
}

impl Describe for Constant {
    const NAME: &'static str = "constant";
    const TITLE: &'static str = "counted as a given score";
    const SUMMARY: &'static str = "an absent child counts as a given score and keeps its weight";
    const FORMULA: &'static str = "the given value for an absent child";
    const MISSING: &'static str = "the node is never absent; every such child is listed in the trail";
    const REFERENCE: &'static str = "IIP Bogota 2023, fixed points where a question does not apply";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { value: fields.number("value", "the score, on the scale of the children", Option::None) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("value", &self.value)
    }
}

impl MissingRule for Constant {
    fn fill(&self) -> Option<f64> {
        Some(self.value)
    }

    fn enough(&self) -> Enough {
        Enough::Any
    }
}
