//! The table that a framework is made of.

use std::collections::BTreeMap;

use icip_problem::{Language, Message};
use icip_table::io::{Area, TypedCell};

/// The table of which a framework is made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Source<'a> {
    /// The name of the file that problems show.
    pub file: &'a str,
    /// The cells of the sheet. A row is a line of the file: the first is line 1.
    pub rows: &'a [Vec<TypedCell<'a>>],
    /// The areas of the sheet whose cells are merged to one.
    pub merged: &'a [Area],
    /// The sheet of a workbook that has several, which the framework must name.
    pub sheet: Option<&'a str>,
    /// The language of the texts that are written into the framework.
    pub language: Language,
    /// Columns that are left out in any case, and why.
    pub left_out: BTreeMap<String, Message>,
}

impl<'a> Source<'a> {
    /// The cells of a sheet, in English and with nothing left out beforehand.
    pub fn new(file: &'a str, rows: &'a [Vec<TypedCell<'a>>]) -> Self {
        Self { file, rows, merged: &[], sheet: None, language: Language::ENGLISH, left_out: BTreeMap::new() }
    }
}
