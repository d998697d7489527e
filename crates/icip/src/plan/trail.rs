//! The cells that were changed on the way from the data to the scores. It must not know the
//! methods that changed them.

use crate::framework::NodeIx;
use std::cell::LazyCell;
use std::sync::Arc;

use icip_problem::Message;

/// Whether changed cells are listed, which takes memory for each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trail {
    /// Every changed cell is listed.
    #[default]
    Keep,
    /// Nothing is listed.
    Drop,
}

/// The step that changed a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The divisor was zero or absent, and `otherwise` replaces the quotient.
    Denominate,
    /// A gap was filled.
    Impute,
    /// A value was treated.
    Treat,
    /// A score was cut at an end of its scale.
    Clip,
    /// An absent child was counted, left out, or made its parent absent.
    Missing,
    /// A score was lifted to the floor of an aggregation.
    Floor,
    /// The aggregated score of a node was normalised again.
    Rescale,
}

impl Step {
    /// The word in `trail.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Denominate => "denominate",
            Self::Impute => "impute",
            Self::Treat => "treat",
            Self::Clip => "clip",
            Self::Missing => "missing",
            Self::Floor => "floor",
            Self::Rescale => "rescale",
        }
    }
}

/// One changed cell.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// Row of the panel.
    pub row: usize,
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// The step that changed it.
    pub step: Step,
    /// Before the step, on the scale that the step sees; `None` where it was absent.
    pub before: Option<f64>,
    /// After the step; `None` where it is absent.
    pub after: Option<f64>,
    /// Why; many changes share one reason.
    pub why: Arc<Message>,
}

/// A reason that is made when a change first needs it.
pub(crate) fn reason(
    message: impl FnOnce() -> Message,
) -> LazyCell<Arc<Message>, impl FnOnce() -> Arc<Message>> {
    LazyCell::new(|| Arc::new(message()))
}
