//! The sheet of the scores from which all others follow: normalised leaves, and finished scores that the data hold.

use icip::framework::NodeIx;
use icip::plan::Origin;
use icip::problem::message;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::references::HEAD;
use super::sheet::Sheet;

/// The row of the columns of the data that leaves read.
const COLUMNS: u32 = 1;

impl Book<'_> {
    pub(super) fn normalised(&self) -> Result<Sheet<'_>, XlsxError> {
        let report = self.report;
        let nodes = report.framework().nodes();
        let entries = self.entries();
        let mut sheet = self.sheet();
        let mut headings: Vec<String> = self.layout.keys.iter().map(|key| key.heading(report)).collect();
        headings.extend(entries.iter().map(|node| nodes[*node].code().to_owned()));
        self.key_cells(&mut sheet)?;
        sheet.headings(HEAD - 1, &headings, self.shown_keys())?;
        let first = self.layout.keys.len() as u16;
        self.node_names(&mut sheet, &entries, first)?;
        sheet.text(COLUMNS, 0, &self.text(message!("report-column")), &self.styles.names)?;
        for (node, column) in entries.iter().zip(first..) {
            let read = nodes[*node].leaf().map_or(nodes[*node].code(), |leaf| leaf.column());
            sheet.unmeasured(COLUMNS, column, read, &self.styles.names)?;
            let scores = report.card().scores().column(*node);
            for (row, at) in report.rows.iter().zip(self.layout.rows()) {
                sheet.number(at, column, scores.get(*row), &self.styles.score)?;
            }
        }
        // Sorted, the rows of the sheet of scores would read other entities.
        if self.live.is_none() {
            sheet.filter(HEAD - 1, report.rows.len(), headings.len())?;
        }
        Ok(sheet)
    }

    pub(super) fn is_entry(&self, node: NodeIx) -> bool {
        self.report.card().plan().origin(node) != Origin::Computed
    }

    pub(super) fn entries(&self) -> Vec<NodeIx> {
        self.layout.nodes.iter().copied().filter(|node| self.is_entry(*node)).collect()
    }

    /// The column of an entry in this sheet.
    pub(super) fn entry_column(&self, node: NodeIx) -> u16 {
        let before = self.entry_columns.get(&node).copied().unwrap_or_default();
        self.layout.keys.len() as u16 + before
    }
}
