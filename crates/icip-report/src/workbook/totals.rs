//! The sheet of totals of groups.

use icip::problem::message;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::sheet::Sheet;

impl Book<'_> {
    /// One row for each group of each declaration, with the scores of all nodes.
    pub(super) fn totals(&self) -> Result<Sheet<'_>, XlsxError> {
        let (report, styles) = (self.report, &self.styles);
        let root = report.framework().root_index();
        let mut sheet = self.sheet();
        let headings = [
            message!("workbook-grouped-by"),
            message!("workbook-group"),
            message!("workbook-weighted-by"),
            message!("heading-rank"),
            message!("heading-scored"),
            message!("heading-entities"),
            message!("heading-share"),
        ];
        let mut headings: Vec<String> = headings.into_iter().map(|heading| self.text(heading)).collect();
        headings.extend(report.nodes.iter().map(|node| report.node_name(*node).to_owned()));
        sheet.headings(0, &headings, 2)?;
        for (total, row) in report.totals.iter().zip(1..) {
            sheet.text(row, 0, &total.column, &styles.text)?;
            sheet.text(row, 1, &total.group, &styles.text)?;
            sheet.maybe(row, 2, total.size.as_deref(), &styles.text)?;
            let of_index = total.of_node(root);
            let scored = of_index.map(|of| of.entities as f64);
            sheet.number(row, 3, of_index.and_then(|of| of.rank), &styles.number)?;
            sheet.number(row, 4, scored, &styles.number)?;
            sheet.number(row, 5, Some(total.entities as f64), &styles.number)?;
            sheet.number(row, 6, of_index.and_then(|of| of.share), &styles.number)?;
            for (node, column) in report.nodes.iter().zip(7..) {
                let score = total.of_node(*node).and_then(|of| of.score);
                sheet.number(row, column, score, &styles.number)?;
            }
        }
        sheet.codes(&(1..report.totals.len() as u32 + 1), &(0..2))?;
        sheet.filter(0, report.totals.len(), headings.len())?;
        Ok(sheet)
    }
}
