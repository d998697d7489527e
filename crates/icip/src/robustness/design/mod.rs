//! Designs: which values of the uncertain inputs a run gets, as numbers in [0, 1).
//!
//! Every row is computed from its number alone, so a design takes no memory and its rows may be run in any order.

mod monte_carlo;
mod saltelli;
mod sobol_sequence;

pub use monte_carlo::MonteCarlo;
pub use saltelli::{DesignError, Part, Saltelli};
pub use sobol_sequence::SobolSequence;
