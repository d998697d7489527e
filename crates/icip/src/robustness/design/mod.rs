//! Designs: which values of the uncertain inputs each run gets, as numbers in [0, 1).
//!
//! Every row is computed from its number alone, so that a design takes no memory and its runs may be scored
//! in any order. A design must not know what its inputs mean.

mod monte_carlo;
mod saltelli;
mod sobol_sequence;

pub use monte_carlo::MonteCarlo;
pub use saltelli::{DesignError, Part, Saltelli};
pub use sobol_sequence::SobolSequence;
