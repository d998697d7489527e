//! References to cells, as formulas write them.

use std::ops::Range;

use icip::io::format_number;
use rust_xlsxwriter::utility::column_number_to_name;

/// Rows above the first entity in the sheets of scores and entries: names, weights (or columns of the data), codes.
pub(super) const HEAD: u32 = 3;
/// The row of the weights in the sheet of scores.
pub(super) const WEIGHTS: u32 = 1;

/// A cell whose column and row move along when the formula is copied, such as `F5`.
pub(super) fn cell(column: u16, row: u32) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}

/// A cell whose row stays, such as `F$2`.
pub(super) fn in_row(column: u16, row: u32) -> String {
    format!("{}${}", column_number_to_name(column), row + 1)
}

/// Cells of one row, such as `F5:H5`.
pub(super) fn along(columns: &Range<u16>, row: u32) -> String {
    format!("{}:{}", cell(columns.start, row), cell(columns.end - 1, row))
}

/// The same with a row that stays, such as `F$2:H$2`.
pub(super) fn along_row(columns: &Range<u16>, row: u32) -> String {
    format!("{}:{}", in_row(columns.start, row), in_row(columns.end - 1, row))
}

/// Cells of one column that stay, such as `$F$4:$F$9`.
pub(crate) fn down(column: u16, rows: &Range<u32>) -> String {
    let name = column_number_to_name(column);
    format!("${name}${}:${name}${}", rows.start + 1, rows.end)
}

/// The cells from the first row, which stays, to one that does not, such as `F$4:F7`.
pub(super) fn down_to(column: u16, first: u32, row: u32) -> String {
    format!("{}:{}", in_row(column, first), cell(column, row))
}

/// Cells of another sheet, whose name holds no quotes.
pub(crate) fn on(sheet: &str, cells: &str) -> String {
    format!("'{sheet}'!{cells}")
}

/// A number inside of a formula, with all its digits.
pub(super) fn number(number: f64) -> String {
    format_number(number).replace('e', "E")
}

/// A text inside of a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
