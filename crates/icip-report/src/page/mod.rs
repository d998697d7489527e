//! The page: one HTML file, which loads nothing and shows everything but what moves without scripts.

mod anchors;
mod context;
mod data;
mod distribution;
mod document;
mod marks;
mod method;
mod ranking;
mod scale;
mod sheet;
mod sheet_view;
mod weights;

use self::context::Page;
use crate::model::Report;

impl Report<'_> {
    /// The whole report as one HTML file.
    pub fn page(&self) -> String {
        document::whole(&Page::new(self)).into_string()
    }

    /// The sheet of one entity as an HTML file of its own; the entity is a row of the panel.
    pub fn sheet(&self, row: usize) -> String {
        document::single(&Page::new(self), row).into_string()
    }
}
