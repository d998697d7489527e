//! From a leaf's column in units of measurement to comparable scores; the direction is applied
//! here, once.
//!
//! This module must not know frameworks, files or threads: a method knows columns, weights and its
//! parameters.

pub mod above_below_mean;
pub mod adjusted_mazziotta_pareto;
pub mod against_median;
pub mod bands;
pub mod borda;
mod curve;
pub mod distance;
pub mod distance_to_max;
pub mod distance_to_reference;
pub mod distance_to_target;
pub mod exponential_rank;
pub mod fraction_of_max;
pub mod goalposts;
pub mod group_goalposts;
pub mod map;
pub mod mazziotta_pareto;
pub mod mean_sd_bands;
pub mod min_max;
pub mod none;
mod normaliser;
pub mod percentile_categories;
pub mod percentile_rank;
pub mod progress;
pub mod rank;
pub mod ratio_to_reference;
pub mod reference;
pub mod robust_z;
pub mod scaled;
pub mod ties;
pub mod z_score;

pub(crate) use crate::scale::{Line, Needs, SampleValues, Scale, Unfit};
pub use normaliser::{Closed, Direction};
pub(crate) use normaliser::{Normaliser, beyond_numbers, constant_column, read_constant, with_constant};

use crate::text::methods;

methods! {
    /// How a leaf's column becomes comparable scores.
    pub enum Normalise = "normalise", dyn Normaliser {
        none::None,
        goalposts::Goalposts,
        group_goalposts::GroupGoalposts,
        min_max::MinMax,
        z_score::ZScore,
        map::Map,
        bands::Bands,
        mean_sd_bands::MeanSdBands,
        against_median::AgainstMedian,
        rank::Rank,
        percentile_rank::PercentileRank,
        borda::Borda,
        exponential_rank::ExponentialRank,
        ratio_to_reference::RatioToReference,
        distance_to_reference::DistanceToReference,
        distance_to_target::DistanceToTarget,
        distance_to_max::DistanceToMax,
        fraction_of_max::FractionOfMax,
        scaled::Scaled,
        mazziotta_pareto::MazziottaPareto,
        adjusted_mazziotta_pareto::AdjustedMazziottaPareto,
        percentile_categories::PercentileCategories,
        above_below_mean::AboveBelowMean,
        robust_z::RobustZ,
        progress::Progress,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The result of a function of a sample whose rows are called a, b, c, ...
    fn fit(method: &dyn Normaliser, x: &[f64], direction: Direction) -> Result<Box<dyn Scale>, Unfit> {
        let of = |code: &str, _: Option<&str>| {
            let named = (b'a'..).map(|letter| char::from(letter).to_string());
            named.zip(x).filter(|(name, _)| name == code).map(|(_, x)| Some(*x)).collect()
        };
        method.fit(&SampleValues::of_values(x, &of, &|_| Vec::new()), direction)
    }

    /// The value of an entity as a reference.
    pub(crate) fn entity(code: &str) -> reference::Reference {
        reference::Reference::Entity { code: code.to_owned(), period: Option::None }
    }

    /// The scores of a sample.
    pub(crate) fn of(method: &dyn Normaliser, x: &[f64], direction: Direction) -> Vec<f64> {
        let scale = fit(method, x, direction).unwrap_or_else(|unfit| panic!("unfit: {}", unfit.what));
        let mut z = vec![0.0; x.len()];
        scale.apply(x, &mut z);
        z
    }

    /// Why a sample has no scale.
    pub(crate) fn refusal(method: &dyn Normaliser, x: &[f64], direction: Direction) -> String {
        match fit(method, x, direction) {
            Ok(_) => panic!("it was fitted to {x:?}"),
            Err(unfit) => unfit.what.to_string(),
        }
    }
}
