//! The texts of a sheet of a workbook by row and column. It must not know what they mean.

use std::collections::BTreeMap;

use icip_problem::Report;
use icip_table::io::{self, TypedCell, normal_form};

/// The texts of a sheet, in normal form. Rows count from 1 and columns from 0, as places do.
pub(super) struct Grid<'s> {
    sheet: &'s io::Sheet,
    rows: BTreeMap<u64, Vec<String>>,
}

impl<'s> Grid<'s> {
    pub(super) fn of(sheet: &'s io::Sheet) -> Self {
        let text = |cell: &TypedCell<'_>| normal_form(&cell.text()).into_owned();
        let rows = sheet.rows().map(|(row, cells)| (row, cells.iter().map(text).collect())).collect();
        Self { sheet, rows }
    }

    /// The name of the sheet.
    pub(super) fn name(&self) -> &str {
        self.sheet.name()
    }

    /// Refuses cells in these rows and columns that have no value of their own.
    pub(super) fn refuse(
        &self,
        file: &str,
        rows: impl IntoIterator<Item = u64>,
        columns: impl IntoIterator<Item = usize>,
        report: &mut Report,
    ) {
        let refused = self.sheet.refused(file, &rows.into_iter().collect(), &columns.into_iter().collect());
        refused.into_iter().for_each(|problem| report.problem(problem));
    }

    /// A text; empty where nothing stands.
    pub(super) fn text(&self, row: u64, column: usize) -> &str {
        self.rows.get(&row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// The same; nothing where nothing stands, or one of the marks for that.
    pub(super) fn value(&self, row: u64, column: usize) -> Option<&str> {
        Some(self.text(row, column)).filter(|text| !text.is_empty() && !["n/a", "NA", "--"].contains(text))
    }

    /// The rows from one on.
    pub(super) fn rows_from(&self, first: u64) -> impl Iterator<Item = u64> + '_ {
        self.rows.range(first..).map(|(row, _)| *row)
    }

    /// The number of columns of a row.
    pub(super) fn width(&self, row: u64) -> usize {
        self.rows.get(&row).map_or(0, Vec::len)
    }
}
