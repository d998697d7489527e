//! What the uncertain choices of a framework do to its results.
//!
//! Here a framework and its data are scored again and again: a [`study`] scores runs, which [`monte_carlo`]
//! summarises and [`sensitivity`] explains; [`scenarios`] change one thing at a time; [`answers`] prove what
//! the weights of one node can do. The numbers come from the modules beside this one, which know no
//! framework. Nothing here may know how results are written.

pub mod answers;
pub mod monte_carlo;
pub mod scenarios;
pub mod sensitivity;
pub mod study;

mod central_weights;
mod entity_ix;
mod failures;
pub(crate) mod ranked;

pub use central_weights::CentralWeights;
pub use entity_ix::EntityIx;
pub use failures::FailureKind;
