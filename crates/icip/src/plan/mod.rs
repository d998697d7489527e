//! The order of the stages: compile, prepare, score. This is the only module that knows it.
//!
//! [`Plan::compile`] joins a framework with the columns of the data; [`Plan::prepare`] makes the leaves
//! comparable; [`Prepared::score`] aggregates, rounds and ranks, and may be repeated without the other two.
//! [`Prepared::scorer`] does the same for some nodes only, and allocates nothing after the first time.
//!
//! A table that is larger than memory is fitted in passes over its blocks ([`Plan::fit_blocks`]) and scored
//! in one more pass ([`Plan::score_blocks`]), with the same bits.
//!
//! The plan must not know how a method computes (it asks the traits of the methods), where the data come
//! from, or how results are written.

mod classes;
mod compile;
mod entry;
mod findings;
mod fit_blocks;
mod fit_part;
mod fits;
mod fits_document;
mod fitted;
mod held;
mod leaf;
pub(crate) mod node_rules;
mod outputs;
mod own_weights;
mod period;
mod prepare;
mod ranked_parts;
mod ranked_rows;
pub(crate) mod ranker;
pub(crate) mod refusal;
mod rows;
mod score;
mod score_blocks;
mod scorer;
mod screen;
mod shortlist;
mod size_columns;
mod stage;
mod tie_breakers;
mod trail;
mod tree;
pub(crate) mod weights;
mod what_if;
mod whole_columns;
mod whole_samples;

pub use compile::{Origin, Plan};
pub use findings::Findings;
pub(crate) use findings::Named;
pub use fit_blocks::Fitting;
pub use fit_part::FitPart;
pub use fits::Fits;
pub use fits_document::{FitsDocument, LeafFitDocument, SampleDocument, TreatedDocument};
pub use fitted::Fitted;
pub(crate) use held::Held;
pub use prepare::Prepared;
pub use ranked_parts::{Places, RankBounds};
pub use ranked_rows::RankedRows;
pub(crate) use rows::{Rows, SampleRows, Samples, Strata};
pub use score::{ChildContribution, Scorecard};
pub use scorer::{Memory, Scorer};
pub use screen::Screened;
pub use shortlist::Shortlist;
pub(crate) use tie_breakers::{TieBreaker, TieBreaks};
pub use trail::{Change, Step, Trail};
pub(crate) use whole_samples::{labels_of, lane_of};
