//! From the scores of children to the score of their parent.
//!
//! This module must not know frameworks, files or threads: a method knows columns, weights and its
//! parameters.

mod aggregator;
pub mod arithmetic_mean;
pub mod benefit_of_the_doubt;
mod children;
pub mod copeland;
pub mod geometric_mean;
pub mod harmonic_mean;
pub mod maximum;
pub mod mazziotta_pareto;
pub mod mean_min;
mod mean_of;
pub mod median;
pub mod minimum;
pub mod owa;
pub mod power_mean;
pub mod product;
mod rows;
pub mod topsis;
pub mod variance_penalised;
pub mod weighted_sum;

pub use aggregator::Contribution;
pub(crate) use aggregator::{Aggregator, Domain, Unsolved};
pub(crate) use children::{Children, Lane, bit, is_full};
pub(crate) use mean_of::MeanOf;

use crate::text::methods;

methods! {
    /// How a node's children become its score.
    pub enum Aggregate = "aggregate", dyn Aggregator {
        arithmetic_mean::ArithmeticMean,
        weighted_sum::WeightedSum,
        geometric_mean::GeometricMean,
        harmonic_mean::HarmonicMean,
        power_mean::PowerMean,
        median::Median,
        minimum::Minimum,
        maximum::Maximum,
        product::Product,
        mazziotta_pareto::MazziottaPareto,
        owa::Owa,
        mean_min::MeanMin,
        variance_penalised::VariancePenalised,
        copeland::Copeland,
        topsis::Topsis,
        benefit_of_the_doubt::BenefitOfTheDoubt,
    }
}
