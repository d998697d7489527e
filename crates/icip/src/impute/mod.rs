//! Filling gaps of a leaf's column, before treatment. A present value is never changed.

use crate::text::methods;

/// How a family member fills the gaps of a column.
pub(crate) trait Imputer {
    /// The value for every gap; nothing when gaps stay. `present` are the sample's values.
    fn fill(&self, present: &[f64]) -> Option<f64>;
}

methods! {
    /// How the gaps of a leaf's column are filled.
    pub enum Impute = "impute", dyn Imputer {
        none::None,
        zero::Zero,
        constant::Constant,
    }
}
