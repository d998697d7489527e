//! What a study of robustness found, as documents: JSON and CSV tables. It must not know how a run is scored.

mod analyses;
mod answers;
mod document;
mod further_markdown;
mod leaf_gains;
mod lines;
mod markdown;
mod results;
mod tables;
mod words;

pub use analyses::{
    DominanceDocument, ExactDocument, ExtremeDocument, FailureDocument, IndexDocument, IntervalDocument,
    ScenarioDocument, SensitivityDocument,
};
pub use answers::{ChangedWeightDocument, GainDocument, OvertakeDocument};
pub use document::{
    CentralDocument, FactorDocument, RankDocument, RobustnessDocument, RunsDocument, SpreadDocument,
    StandingDocument, TiersDocument, WeightDocument, robustness_document,
};
pub use leaf_gains::LeafGainDocument;
pub use lines::{estimate_words, moved_words, percent, places, possible_words, scenario_words};
pub use markdown::robustness_markdown;
pub use results::{ExactResults, RobustnessResults};
pub use tables::robustness_tables;
pub use words::{alteration_words, factor_words};
