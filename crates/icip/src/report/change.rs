//! What changed between two editions, as documents, as CSV tables, and as tables for people.

mod document;
mod words;

pub use document::{
    ChangeDocument, EditDocument, EditStepDocument, EntityChangeDocument, PartDocument, PlacesDocument,
    PointsDocument, PredecessorDocument, StandingDocument, change_document, changes_csv, changes_parts_csv,
    parts_of,
};
pub use words::{
    ChangeTable, cause_words, change_markdown, change_table, difference_table, edit_words, edits_heading,
    entity_markdown, places_table, predecessor_lines, predecessor_words,
};
