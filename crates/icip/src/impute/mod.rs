//! Filling the gaps of a leaf's column, before treatment. A present value is never changed.
//!
//! This module must not know frameworks, files or threads: a method knows columns, weights and its
//! parameters.

mod cholesky;
pub mod constant;
mod distances;
pub mod em;
mod grouped;
mod imputer;
pub mod last_value;
mod least_squares;
pub mod linear_in_time;
pub mod mean;
pub mod median;
pub mod nearest;
pub mod none;
pub mod regression;
mod shares;
pub mod siblings;
mod standard;
#[cfg(test)]
mod testing;
pub mod zero;

pub(crate) use crate::scale::Unfit;
pub use grouped::Otherwise;
pub(crate) use grouped::no_value;
pub(crate) use imputer::{Alike, Gaps, Imputer, Shared, everywhere};
pub(crate) use shares::{Family, Other};

use crate::text::methods;

methods! {
    /// How the gaps of a leaf's column are filled.
    pub enum Impute = "impute", dyn Imputer {
        none::None,
        zero::Zero,
        constant::Constant,
        mean::Mean,
        median::Median,
        siblings::Siblings,
        last_value::LastValue,
        linear_in_time::LinearInTime,
        regression::Regression,
        nearest::Nearest,
        em::Em,
    }
}
