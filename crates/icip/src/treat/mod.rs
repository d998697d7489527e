//! Treatment of a leaf's column between imputation and normalisation.

pub(crate) use crate::scale::{Scale, Unfit};
use crate::text::methods;

/// How a family member changes the values of a column.
pub(crate) trait Treatment {
    /// Whether values pass unchanged.
    fn is_none(&self) -> bool {
        false
    }

    /// Fits the treatment to the present values of a sample, of which there is at least one.
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit>;
}

methods! {
    /// How a leaf's column is treated.
    pub enum Treat = "treat", dyn Treatment {
        none::None,
        log::Log,
    }
}
