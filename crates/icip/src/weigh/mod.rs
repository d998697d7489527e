//! The weights of a node's children: as given, by a rule, or from their scores.
//!
//! This module must not know frameworks, files or threads: a method knows columns, weights and its
//! parameters.

pub mod ahp;
pub mod balanced;
pub mod budget;
pub mod critic;
pub mod entropy;
pub mod equal;
pub mod equal_effective;
pub mod factor;
pub mod first_component;
pub mod gini;
pub mod given;
pub mod inverse_covariance;
pub mod ranks_to_weights;
mod sample;
pub mod standard_deviation;
mod weigher;

pub(crate) use crate::scale::Unfit;
pub(crate) use weigher::{Siblings, Weighed, Weigher};

use crate::text::methods;

methods! {
    /// How a node's children are weighed.
    pub enum Weigh = "weigh", dyn Weigher {
        given::Given,
        equal::Equal,
        equal_effective::EqualEffective,
        standard_deviation::StandardDeviation,
        entropy::Entropy,
        critic::Critic,
        gini::Gini,
        first_component::FirstComponent,
        factor::FactorAnalysis,
        inverse_covariance::InverseCovariance,
        ranks_to_weights::RanksToWeights,
        budget::Budget,
        ahp::Ahp,
        balanced::Balanced,
    }
}

impl Weigh {
    /// Whether the weights come from the scores of the children, so that they are known only with data.
    pub fn looks_at_scores(&self) -> bool {
        self.kernel().looks_at_scores()
    }
}
