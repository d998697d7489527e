//! What an absent child means to its parent.

use crate::text::methods;

/// How much of a node's children is present for one entity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Presence {
    /// Share of the children, by count.
    pub(crate) count: f64,
    /// Share of the children, by weight.
    pub(crate) weight: f64,
}

/// What a family member makes of absent children.
pub(crate) trait MissingRule {
    /// What an absent child counts as; nothing when it is left out.
    fn fill(&self) -> Option<f64> {
        Option::None
    }

    /// Whether the children present are enough for a score. Asked only when one is absent and
    /// nothing fills it; a node without any present child has no score in any case.
    fn enough(&self, present: Presence) -> bool;
}

methods! {
    /// What an absent child means to its parent.
    pub enum Missing = "missing", dyn MissingRule {
        skip::Skip,
        zero::Zero,
        constant::Constant,
        propagate::Propagate,
        at_least::AtLeast,
    }
}
