//! The sheets of a statistical audit, one for each of its tables that has rows.

use icip::problem::message;
use icip::report::review::{ReviewView, column_heading, word};
use icip::review::Cell;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::layout::MOST_ROWS;
use super::sheet::Sheet;

impl Book<'_> {
    pub(super) fn audited(&self, view: &ReviewView) -> Result<Sheet<'_>, XlsxError> {
        let styles = &self.styles;
        let mut sheet = self.sheet();
        let heading =
            |name: &&str| column_heading(name).map(|heading| self.text(heading)).unwrap_or_default();
        let headings: Vec<String> = view.header.iter().map(heading).collect();
        sheet.headings(0, &headings, 1)?;
        let rows = view.rows.len().min(MOST_ROWS - 1);
        for (cells, row) in view.rows.iter().zip(1..=rows as u32) {
            for (cell, column) in cells.iter().zip(0..) {
                match cell {
                    Cell::Number(x) => sheet.number(row, column, Some(*x), &styles.number)?,
                    Cell::Count(count) => sheet.number(row, column, Some(*count as f64), &styles.number)?,
                    Cell::Word(name) => {
                        let word = word(name).map(|word| self.text(word));
                        sheet.maybe(row, column, word.as_deref(), &styles.text)?;
                    }
                    Cell::Truth(truth) => {
                        let word =
                            if *truth { message!("audit-word-yes") } else { message!("audit-word-no") };
                        sheet.text(row, column, &self.text(word), &styles.text)?;
                    }
                    other => sheet.text(row, column, &other.text(), &styles.text)?,
                }
            }
        }
        sheet.codes(&(1..rows as u32 + 1), &(0..headings.len() as u16))?;
        sheet.filter(0, rows, headings.len())?;
        Ok(sheet)
    }
}
