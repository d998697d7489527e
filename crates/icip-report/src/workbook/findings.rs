//! The sheet of what was found in the data.

use std::borrow::Cow;

use icip::problem::{Severity, message};
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::layout::MOST_ROWS;
use super::sheet::Sheet;

/// How wide the columns are.
const WIDTHS: [usize; 8] = [12, 22, 14, 24, 20, 6, 60, 50];

impl<'p> Book<'p> {
    pub(super) fn findings(&self) -> Result<Sheet<'_>, XlsxError> {
        let report = self.report;
        let styles = &self.styles;
        let mut sheet = self.sheet();
        let headings = [
            message!("heading-severity"),
            message!("report-code-heading"),
            message!("report-entity"),
            message!("heading-field"),
            message!("workbook-file"),
            message!("workbook-line"),
            message!("heading-found"),
            message!("heading-hint"),
        ];
        let headings: Vec<String> = headings.into_iter().map(|heading| self.text(heading)).collect();
        sheet.headings(0, &headings, 0)?;
        WIDTHS.iter().zip(0..).for_each(|(width, column)| sheet.width(column, *width));
        let mut findings: Vec<_> = report.sources.findings.iter().collect();
        // What may change a decision comes first.
        findings.sort_by_key(|finding| finding.code.severity() != Severity::Warning);
        findings.truncate(MOST_ROWS - 1);
        for (finding, row) in findings.iter().zip(1..) {
            let severity = match finding.code.severity() {
                Severity::Note => message!("severity-word-note"),
                _ => message!("severity-word-warning"),
            };
            let place = &finding.place;
            let part = |part: &'p Option<String>| Cow::from(part.as_deref().unwrap_or_default());
            let texts = [
                self.text(severity).into(),
                finding.code.to_string().into(),
                part(&place.entity),
                part(&place.field),
                Cow::from(place.file.as_deref().unwrap_or_default()),
                place.line.map_or_else(String::new, |line| line.to_string()).into(),
                report.said(&finding.what).into(),
                finding.hint.as_ref().map_or_else(String::new, |hint| report.said(hint)).into(),
            ];
            sheet.wrapped(row, &texts, &WIDTHS, &styles.wrapped)?;
        }
        if findings.is_empty() {
            sheet.text(1, 0, &self.text(message!("report-findings-none")), &styles.text)?;
        }
        sheet.codes(&(1..findings.len() as u32 + 1), &(2..6))?;
        sheet.filter(0, findings.len(), headings.len())?;
        Ok(sheet)
    }
}
