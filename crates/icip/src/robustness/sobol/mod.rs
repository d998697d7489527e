//! Shares of the variance of each output that each uncertain input explains, alone and together with the
//! others. Outputs are numbers; nothing here knows what they mean.

mod bootstrap;
mod indices;
mod responses;
mod terms;
#[cfg(test)]
mod tests;

pub use bootstrap::{Bootstrap, Denominator};
pub use indices::{Centre, Estimate, InputIndices, Options, Outcome, Sensitivity, indices};
pub use responses::{Responses, SensitivityError};
