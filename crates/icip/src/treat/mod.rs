//! Treatment of a leaf's column between imputation and normalisation.

use crate::text::methods;

/// How a family member changes the values of a column.
pub(crate) trait Treatment {
    /// Whether values pass unchanged.
    fn is_none(&self) -> bool {
        false
    }

    /// Writes the treated values; a value outside of the domain becomes a NaN, which the caller
    /// turns into an error that names the entity.
    fn apply(&self, x: &[f64], out: &mut [f64]);

    /// Which values are outside of the domain, for that error.
    fn domain(&self) -> String;
}

methods! {
    /// How a leaf's column is treated.
    pub enum Treat = "treat", dyn Treatment {
        none::None,
        log::Log,
    }
}
