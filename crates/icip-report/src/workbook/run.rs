//! The sheet of the record of the run.

use icip::problem::message;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::sheet::Sheet;

impl Book<'_> {
    pub(super) fn run(&self) -> Result<Sheet<'_>, XlsxError> {
        let report = self.report;
        let framework = report.framework();
        let (title, version) = (framework.title(report.words.tag()), env!("CARGO_PKG_VERSION"));
        let mut sheet = self.sheet();
        let cite = match framework.edition(report.words.tag()) {
            Some(edition) => message!("report-cite-text", title, edition, version),
            None => message!("report-cite-text-without-edition", title, version),
        };
        sheet.unmeasured(0, 0, &self.text(message!("report-run")), &self.styles.title)?;
        sheet.unmeasured(1, 0, &self.text(cite), &self.styles.note)?;
        sheet.unmeasured(2, 0, &self.text(message!("report-run-note")), &self.styles.note)?;
        sheet.width(0, usize::MAX);
        for (line, row) in report.sources.run.lines().zip(4..) {
            sheet.unmeasured(row, 0, line, &self.styles.code)?;
        }
        Ok(sheet)
    }
}
