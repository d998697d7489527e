//! Results as documents: CSV tables, JSON, Markdown. Nothing here changes a number, and numbers are
//! written so that they read back to the same bits; only Markdown rounds, for eyes.

pub mod change;
mod document;
pub mod efficiency;
mod markdown;
mod periods;
mod problems;
pub mod review;
pub mod robustness;
mod tables;
pub mod targets;
mod totals;
pub mod trends;
mod understood;
mod written_document;

pub use crate::text::{LineMemory, LineWriter};
pub use document::{
    EntityDocument, FittedDocument, NodeDocument, NodeScore, ScorecardDocument, WarningDocument,
    fitted_document, fitted_documents, scorecard_document,
};
pub use markdown::{
    Standing, class_heading, classes, decimals_for, index_decimals, markdown, markdown_message, markdown_text,
};
pub use periods::{periods_markdown, periods_table};
pub use problems::problems_csv;
pub use tables::{
    Reasons, Tables, ranking_csv, ranks_csv, scores_csv, stage_csv, trail_csv, write_ranking_csv,
    write_ranks_csv, write_scores_csv, write_trail_csv,
};
pub use totals::{
    GroupTotalDocument, GroupTotalsTable, NodeTotalDocument, group_totals_csv, group_totals_document,
    group_totals_markdown, group_totals_tables,
};
pub use understood::{UnderstoodCell, UnderstoodRow, UnderstoodTable};
pub use written_document::write_scorecard_json;
