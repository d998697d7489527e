//! The sheet of every cell that a step changed.

use icip::plan::Step;
use icip::problem::{Message, message};
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::layout::MOST_ROWS;
use super::sheet::Sheet;

impl Book<'_> {
    pub(super) fn trail(&self) -> Result<Sheet<'_>, XlsxError> {
        let report = self.report;
        let (card, styles) = (report.card(), &self.styles);
        let mut sheet = self.sheet();
        let headings = [
            message!("report-code-heading"),
            message!("report-entity"),
            message!("heading-period"),
            message!("heading-node"),
            message!("workbook-node-name"),
            message!("workbook-step"),
            message!("workbook-from"),
            message!("workbook-to"),
            message!("workbook-why"),
        ];
        let headings: Vec<String> = headings.into_iter().map(|heading| self.text(heading)).collect();
        sheet.headings(0, &headings, 2)?;
        let shown = |row: usize| {
            report.sources.period.is_none() || report.entity(row).period.as_deref() == report.sources.period
        };
        let changes = || card.trail().iter().filter(|change| shown(change.row));
        let mut rows = 0;
        // One row is left for what has no room.
        for (change, row) in changes().zip(1..MOST_ROWS as u32) {
            let entity = report.entity(change.row);
            sheet.text(row, 0, &entity.code, &styles.text)?;
            sheet.maybe(row, 1, entity.name.as_deref(), &styles.text)?;
            sheet.maybe(row, 2, entity.period.as_deref(), &styles.text)?;
            sheet.text(row, 3, report.framework().nodes()[change.node].code(), &styles.text)?;
            sheet.text(row, 4, report.node_name(change.node), &styles.text)?;
            sheet.text(row, 5, &self.text(step(change.step)), &styles.text)?;
            sheet.number(row, 6, change.before, &styles.number)?;
            sheet.number(row, 7, change.after, &styles.number)?;
            sheet.text(row, 8, &report.said(&change.why), &styles.text)?;
            rows += 1;
        }
        let all = changes().count();
        if all > rows {
            let n = (all - rows).to_string();
            sheet.text(rows as u32 + 1, 0, &self.text(message!("workbook-more-changes", n)), &styles.text)?;
        }
        sheet.codes(&(1..rows as u32 + 1), &(0..4))?;
        sheet.filter(0, rows, headings.len())?;
        Ok(sheet)
    }
}

fn step(step: Step) -> Message {
    match step {
        Step::Denominate => message!("workbook-step-denominate"),
        Step::Impute => message!("workbook-step-impute"),
        Step::Treat => message!("workbook-step-treat"),
        Step::Clip => message!("workbook-step-clip"),
        Step::Floor => message!("workbook-step-floor"),
        Step::Rescale => message!("workbook-step-rescale"),
        _ => message!("workbook-step-missing"),
    }
}
