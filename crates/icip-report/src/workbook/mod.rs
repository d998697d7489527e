//! The workbook: one file with a sheet for each part of a result, and where that is asked for with formulas that compute it
//! anew when a weight is changed.
//!
//! Codes and texts are texts whatever they begin with, numbers have all their digits, and a formula carries its true value
//! as its saved result, because most programs read that and compute nothing. Every row has the same place in
//! the sheets of scores and of entries, so that a formula reads along its own row.

mod audit;
mod book;
mod changes;
mod chart;
mod findings;
mod layout;
mod live;
mod method;
mod normalised;
mod progress;
mod ranking;
mod ranks;
pub(crate) mod references;
mod rules;
mod run;
mod scores;
mod sheet;
mod styles;
mod totals;
mod trail;
mod weights;

use icip::problem::{Message, message};
use rust_xlsxwriter::XlsxError;

use self::book::Book;
use self::layout::Layout;
use self::live::Live;
use crate::model::Report;

/// What the cells of a workbook hold that follow from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Cells {
    /// Their values.
    #[default]
    Values,
    /// Formulas with their values, where a spreadsheet has the rule: it then computes scores and ranks anew when a weight
    /// is changed.
    Formulas,
}

/// Why there is no workbook.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum NoWorkbook {
    /// The result has more rows or more columns than a sheet.
    TooLarge(Message),
    /// A fault of this program: what the library for workbooks says.
    Fault(String),
}

impl From<XlsxError> for NoWorkbook {
    fn from(error: XlsxError) -> Self {
        Self::Fault(error.to_string())
    }
}

impl Report<'_> {
    /// Refuses what no sheet has room for.
    ///
    /// # Errors
    /// Says how much there would be, and how much room there is.
    pub fn fits_workbook(rows: usize, columns: usize) -> Result<(), Message> {
        if rows > layout::MOST_ROWS {
            let (rows, most) = (rows.to_string(), layout::MOST_ROWS.to_string());
            return Err(message!("workbook-rows", rows, most));
        }
        if columns > layout::MOST_COLUMNS {
            let (columns, most) = (columns.to_string(), layout::MOST_COLUMNS.to_string());
            return Err(message!("workbook-columns", columns, most));
        }
        Ok(())
    }

    /// The whole result as a workbook in Excel's format. The same result gives the same bytes.
    ///
    /// # Errors
    /// Says what is larger than a sheet.
    pub fn workbook(&self, cells: Cells) -> Result<Vec<u8>, NoWorkbook> {
        let live = (cells == Cells::Formulas).then(|| Live::of(self));
        let layout = Layout::of(self, live.as_ref());
        Self::fits_workbook(self.rows.len(), layout.width()).map_err(NoWorkbook::TooLarge)?;
        Ok(Book::new(self, layout, live.as_ref()).write()?)
    }
}
