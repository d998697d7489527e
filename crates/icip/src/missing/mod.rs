//! What an absent child means to its parent. This module must not know scores, only how much is present.

pub mod at_least;
pub mod constant;
pub mod propagate;
mod rule;
pub mod skip;
pub mod zero;

pub(crate) use rule::{Enough, MissingRule};

use crate::text::methods;

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
