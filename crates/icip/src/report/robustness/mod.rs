//! What a study of robustness found, as documents: JSON and CSV tables. It must not know how a run is scored.

mod analyses;
mod document;
mod markdown;
mod results;
mod tables;
mod words;

pub use analyses::{
    DominanceDocument, ExactDocument, ExtremeDocument, FailureDocument, IndexDocument, IntervalDocument,
    ScenarioDocument, SensitivityDocument,
};
pub use document::{
    CentralDocument, FactorDocument, RankDocument, RobustnessDocument, RunsDocument, SpreadDocument,
    StandingDocument, TiersDocument, WeightDocument, robustness_document,
};
pub use markdown::{percent, places, robustness_markdown};
pub use results::{ExactResults, RobustnessResults};
pub use tables::robustness_tables;
pub use words::{alteration_words, factor_words};
