//! The treatment of a leaf's column between imputation and normalisation.
//!
//! This module must not know frameworks, files or threads: a method knows columns, weights and its
//! parameters.

pub mod box_cox;
pub mod caps;
mod cuts;
pub mod fences;
pub mod hampel;
pub mod log;
pub mod log_ct;
pub mod log_ct_plus;
pub mod none;
mod outcome;
pub mod percentile;
pub mod power;
pub mod skew_kurtosis;
pub mod sqrt;
mod treatment;
pub mod z_cut;

pub(crate) use crate::scale::{Scale, Unfit};
pub(crate) use outcome::Passed;
pub(crate) use treatment::Treatment;

use crate::text::methods;

methods! {
    /// How a leaf's column is treated.
    pub enum Treat = "treat", dyn Treatment {
        none::None,
        log::Log,
        log_ct::LogCt,
        log_ct_plus::LogCtPlus,
        sqrt::Sqrt,
        power::Power,
        box_cox::BoxCox,
        skew_kurtosis::SkewKurtosis,
        fences::Fences,
        z_cut::ZCut,
        percentile::Percentile,
        hampel::Hampel,
        caps::Caps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values after a treatment fitted to them.
    pub(crate) fn of(method: &dyn Treatment, x: &[f64]) -> Vec<f64> {
        let scale = method.fit(x).unwrap_or_else(|unfit| panic!("unfit: {}", unfit.what));
        let mut out = vec![0.0; x.len()];
        scale.apply(x, &mut out);
        out
    }

    /// Why a treatment cannot be fitted.
    pub(crate) fn refusal(method: &dyn Treatment, x: &[f64]) -> String {
        match method.fit(x) {
            Ok(_) => panic!("it was fitted to {x:?}"),
            Err(unfit) => unfit.what.to_string(),
        }
    }
}
