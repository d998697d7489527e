//! What every treatment has in common.

use super::outcome::Passed;
use crate::scale::{Scale, Unfit};

/// How a family member changes the values of a column.
pub(crate) trait Treatment {
    /// Whether values pass unchanged.
    fn is_none(&self) -> bool {
        false
    }

    /// The treatment, where it is the same whatever the sample is.
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        None
    }

    /// What a fixed treatment says of a sample that it went over.
    fn numbers(&self, _passed: &Passed) -> Vec<(&'static str, f64)> {
        self.fixed().map(|scale| scale.fitted()).unwrap_or_default()
    }

    /// Fits the treatment to the present values of a sample, of which there is at least one.
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit>;
}
