//! The order of the stages, and nothing else: compile, prepare, score.
//!
//! [`Plan::compile`] joins a framework with the columns of the data; [`Plan::prepare`] makes the
//! leaves comparable; [`Prepared::score`] aggregates, rounds and ranks. The last may be repeated
//! without the others. [`Prepared::scorer`] does the same for some nodes only, at the speed of memory.
//!
//! A table that is larger than memory is fitted in passes over its blocks ([`Plan::fit_blocks`]) and scored in
//! one more ([`Plan::score_blocks`]), with the same bits.

mod compile;
mod entry;
mod findings;
mod fit_blocks;
mod fits;
mod fitted;
mod leaf;
pub(crate) mod node_rules;
mod outputs;
mod prepare;
mod ranked_rows;
pub(crate) mod ranker;
pub(crate) mod refusal;
mod rows;
mod score;
mod score_blocks;
mod scorer;
mod screen;
mod shortlist;
mod stage;
mod trail;
mod tree;
mod whole_columns;
mod whole_samples;

pub use compile::{Origin, Plan};
pub use findings::Findings;
pub(crate) use findings::Named;
pub use fits::Fits;
pub use fitted::Fitted;
pub use prepare::Prepared;
pub use ranked_rows::RankedRows;
pub(crate) use rows::{Rows, SampleRows, Samples, Strata};
pub use score::{Given, Scorecard};
pub use scorer::{Memory, Scorer};
pub use screen::Screened;
pub use shortlist::Shortlist;
pub use trail::{Change, Step, Trail};
