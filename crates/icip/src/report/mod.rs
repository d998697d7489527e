//! Results as documents: CSV tables, JSON, Markdown. Nothing here changes a number, and numbers are
//! written so that they read back to the same bits; only Markdown rounds, for eyes.

mod document;
mod markdown;
mod problems;
pub mod robustness;
mod tables;

pub use document::{
    EntityDocument, FittedDocument, NodeDocument, NodeScore, ScorecardDocument, WarningDocument,
    fitted_document, fitted_documents, scorecard_document,
};
pub use markdown::{decimals_for, index_decimals, markdown, markdown_cell};
pub use problems::problems_csv;
pub use tables::{Lines, Tables, ranking_csv, ranks_csv, scores_csv, stage_csv, trail_csv};
