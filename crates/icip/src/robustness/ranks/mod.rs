//! Statistics of ranks and scores over many replicates, without keeping the replicates. Scores come as rows
//! of numbers; nothing here knows where they come from.

mod competition;
mod pairs;
mod ranks_of_one;
mod scores_of_one;
mod summary;
mod tally;
#[cfg(test)]
mod tests;

pub use competition::ranks_into;
#[doc(inline)]
pub use icip_num::grid::Grid;
pub use icip_num::rank::Sorter;
pub use ranks_of_one::RankStatistics;
pub use scores_of_one::{KeepScores, ScoreStatistics};
pub use summary::{KeepPairs, Settings, Summary, SummaryError};
