//! How an audit is made.

use crate::framework::Thresholds;
use crate::text::words;
use icip_num::exec::Par;

words! {
    /// After which step the leaves are taken.
    pub enum Stage {
        /// comparable scores
        Normalised = "normalised",
        /// values of the data, divided where the leaf divides
        Raw = "raw",
        /// the same with gaps filled and outliers treated
        Treated = "treated",
    }
}

/// How an audit is made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReviewOptions {
    /// After which step leaves are taken.
    pub stage: Stage,
    /// Columns of the panel outside of the index, such as population, with which everything is correlated.
    pub outside: Vec<String>,
    /// Samples that are drawn for the intervals of correlation ratios; 0 leaves them out.
    pub resamples: usize,
    /// The seed of everything that is drawn.
    pub seed: u64,
    /// The most groups of similar entities that are tried.
    pub most_groups: usize,
    /// From where on something is worth a word; nothing takes what the framework says.
    pub thresholds: Option<Thresholds>,
    /// Threads.
    pub par: Par,
}

impl Default for ReviewOptions {
    fn default() -> Self {
        Self {
            stage: Stage::Normalised,
            outside: Vec::new(),
            resamples: 200,
            seed: 1,
            most_groups: 8,
            thresholds: None,
            par: Par::Auto,
        }
    }
}
