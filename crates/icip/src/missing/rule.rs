//! What all missing rules have in common: when enough is present, and what fills a gap.

use crate::text::words;

words! {
    /// How the share of the children present is taken.
    pub enum ShareBy {
        /// by the number of children
        Count = "count",
        /// by the weights of the children
        Weight = "weight",
    }
}

/// When the children present are enough for a score. A node without any present child has none in any
/// case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Enough {
    /// One is enough.
    Any,
    /// All must be present.
    Every,
    /// At least a share of them, by count or by weight.
    Share(f64, ShareBy),
}

/// What a family member makes of absent children.
pub(crate) trait MissingRule {
    /// What an absent child counts as; nothing when it is left out.
    fn fill(&self) -> Option<f64> {
        Option::None
    }

    /// How many of the children must be present. Asked only when nothing fills the gaps.
    fn enough(&self) -> Enough;
}
