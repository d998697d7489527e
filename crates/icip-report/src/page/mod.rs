//! The page: one HTML file, which loads nothing and shows everything but what moves without scripts.

mod anchors;
mod audit;
mod context;
mod data;
mod distribution;
mod document;
mod marks;
mod method;
mod progress;
mod ranking;
pub(crate) mod scale;
mod sheet;
mod sheet_table;
mod sheet_view;
mod totals;
mod weights;

use self::context::Page;
pub(crate) use self::context::{Columns, class_heading};
use crate::model::Report;

impl Report<'_> {
    /// The whole report as one HTML file.
    pub fn page(&self) -> String {
        document::whole(&Page::new(self)).into_string()
    }

    /// The sheets of single entities as HTML files of their own.
    pub fn sheets(&self) -> Sheets<'_> {
        Sheets { page: Page::new(self) }
    }
}

/// Sheets of single entities, each an HTML file of its own without a script.
#[derive(Debug)]
pub struct Sheets<'r> {
    page: Page<'r>,
}

impl Sheets<'_> {
    /// The sheet of an entity, by its row in the panel; nothing for a row that the report does not show.
    pub fn of(&self, row: usize) -> Option<String> {
        let at = self.page.report.rows.iter().position(|shown| *shown == row)?;
        Some(document::single(&self.page, at).into_string())
    }
}
