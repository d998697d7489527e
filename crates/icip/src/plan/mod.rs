//! The order of the stages, and nothing else: compile, prepare, score.
//!
//! [`Plan::compile`] joins a framework with the columns of the data; [`Plan::prepare`] makes the
//! leaves comparable; [`Prepared::score`] aggregates, rounds and ranks. The last may be repeated
//! without the others.

mod compile;
mod prepare;
mod score;
mod trail;

pub use compile::{Origin, Plan};
pub use prepare::{Fitted, Prepared};
pub use score::{Given, Scorecard};
pub use trail::{Change, Step, Trail};
