//! Treatment of a leaf's column between imputation and normalisation.

pub(crate) use crate::scale::{Scale, Unfit};
use crate::text::methods;

mod cuts;
mod outcome;

pub(crate) use outcome::Passed;

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
            Err(unfit) => unfit.what,
        }
    }
}
