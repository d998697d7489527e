//! The order of the stages, and nothing else: compile, prepare, score.
//!
//! [`Plan::compile`] joins a framework with the columns of the data; [`Plan::prepare`] makes the
//! leaves comparable; [`Prepared::score`] aggregates, rounds and ranks. The last may be repeated
//! without the others. [`Prepared::scorer`] does the same for some nodes only, at the speed of memory.

mod compile;
mod entry;
mod prepare;
mod rows;
mod score;
mod scorer;
mod stage;
mod trail;
pub(crate) mod tree;

pub use compile::{Origin, Plan};
pub use prepare::{Fitted, Prepared};
pub(crate) use rows::{Rows, SampleRows, Samples, Strata};
pub use score::{Given, Scorecard};
pub use scorer::{Memory, Scorer};
pub use trail::{Change, Step, Trail};
