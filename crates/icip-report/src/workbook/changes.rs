//! The sheet of what changed since the period before: the change of every index, part by part.

use icip::change::{Cause, Changes};
use icip::problem::message;
use icip::report::change::cause_words;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::layout::MOST_ROWS;
use super::sheet::Sheet;

impl Book<'_> {
    /// One row for each part of the change of an entity, in the order of the ranking.
    pub(super) fn changes(&self, changes: &Changes) -> Result<Sheet<'_>, XlsxError> {
        let report = self.report;
        let styles = &self.styles;
        let mut sheet = self.sheet();
        let headings = [
            message!("report-code-heading"),
            message!("report-entity"),
            message!("heading-node"),
            message!("workbook-node-name"),
            message!("heading-cause"),
            message!("heading-points"),
            message!("workbook-value-before"),
            message!("workbook-value-after"),
            message!("workbook-score-before"),
            message!("workbook-score-after"),
        ];
        let headings: Vec<String> = headings.into_iter().map(|heading| self.text(heading)).collect();
        sheet.headings(0, &headings, 2)?;
        let of_row = |row: &usize| report.changed(*row);
        let parts = report.rows.iter().filter_map(of_row).flat_map(|entity| {
            let difference = entity.difference.iter();
            difference.flat_map(move |of| of.parts.iter().map(move |part| (entity, of, part)))
        });
        let mut rows = 0;
        for ((entity, of, part), row) in parts.zip(1..MOST_ROWS as u32) {
            let is_edit = matches!(part.cause, Cause::Method(_));
            sheet.text(row, 0, &entity.code, &styles.text)?;
            sheet.maybe(row, 1, entity.name.as_deref(), &styles.text)?;
            if !is_edit {
                sheet.text(row, 2, changes.framework.nodes()[part.node].code(), &styles.text)?;
                sheet.text(row, 3, report.node_name(part.node), &styles.text)?;
            }
            sheet.text(row, 4, &self.text(cause_words(part.cause, &changes.edits)), &styles.text)?;
            sheet.number(row, 5, Some(part.points), &styles.number)?;
            let ends = [of.cells[part.node], of.scores[part.node]];
            let leaf = changes.framework.nodes()[part.node].leaf();
            for (at, value) in ends.into_iter().flatten().enumerate().filter(|_| !is_edit) {
                let (column, is_cell) = (6 + at as u16, at < 2);
                match value.and_then(|cell| leaf.filter(|_| is_cell)?.answer(cell)) {
                    Some(answer) => sheet.text(row, column, answer, &styles.text)?,
                    None => sheet.number(row, column, value, &styles.number)?,
                }
            }
            rows += 1;
        }
        sheet.codes(&(1..rows as u32 + 1), &(0..3))?;
        sheet.filter(0, rows, headings.len())?;
        Ok(sheet)
    }
}
