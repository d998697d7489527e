//! The sheet of the method: what the framework says of itself, the rules of every node, and what the methods do.

use std::borrow::Cow;

use icip::framework::{NodeIx, Step};
use icip::problem::message;
use icip::text::MethodDoc;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::sheet::{Sheet, lines};

/// The last column of the sheet, and how wide its columns are.
const LAST: u16 = 4;
const WIDTHS: [usize; 5] = [18, 34, 24, 40, 60];
impl Book<'_> {
    pub(super) fn method(&self) -> Result<Sheet<'_>, XlsxError> {
        let report = self.report;
        let framework = report.framework();
        let tag = report.words.tag();
        let mut sheet = self.sheet();
        WIDTHS.iter().zip(0..).for_each(|(width, column)| sheet.width(column, *width));
        sheet.unmeasured(0, 0, framework.title(tag), &self.styles.title)?;
        sheet.unmeasured(1, 0, &self.text(message!("report-not-official")), &self.styles.text)?;
        let mut row = 3;
        let about = [
            (message!("report-framework"), Some(framework.id())),
            (message!("report-edition"), framework.edition(tag)),
            (message!("report-source"), framework.source(tag)),
            (message!("report-note"), framework.note(tag)),
        ];
        for (label, text) in about {
            if let Some(text) = text {
                self.about(&mut sheet, row, &self.text(label), text)?;
                row += 1;
            }
        }
        row += 1;
        let steps: Vec<(NodeIx, Vec<Step>)> = self
            .layout_order()
            .map(|node| (node, if self.is_entered(node) { Vec::new() } else { framework.steps(node) }))
            .collect();
        row = self.rules(&mut sheet, row, &steps)?;
        self.methods(&mut sheet, row + 1, &steps)?;
        Ok(sheet)
    }

    fn layout_order(&self) -> impl Iterator<Item = NodeIx> {
        self.report.nodes.iter().copied()
    }

    /// Whether the data hold the finished score of a node.
    fn is_entered(&self, node: NodeIx) -> bool {
        matches!(self.report.card().plan().origin(node), icip::plan::Origin::Entered { .. })
    }

    /// A label, and a text over the other columns.
    fn about(&self, sheet: &mut Sheet<'_>, row: u32, label: &str, text: &str) -> Result<(), XlsxError> {
        sheet.unmeasured(row, 0, label, &self.styles.label)?;
        let text = super::styles::cut(text.trim(), 32_000);
        sheet.worksheet.merge_range(row, 1, row, LAST, &text, &self.styles.wrapped)?;
        sheet.high(row, lines(&text, WIDTHS[1..].iter().sum()))
    }

    fn header(&self, sheet: &mut Sheet<'_>, row: u32, headings: &[String]) -> Result<(), XlsxError> {
        for (column, heading) in (0..).zip(headings) {
            sheet.unmeasured(row, column, heading, &self.styles.header)?;
        }
        Ok(())
    }

    /// The rules of every node, one to a row.
    fn rules(
        &self,
        sheet: &mut Sheet<'_>,
        first: u32,
        steps: &[(NodeIx, Vec<Step>)],
    ) -> Result<u32, XlsxError> {
        let report = self.report;
        let styles = &self.styles;
        let headings = [
            message!("report-code-heading"),
            message!("report-node"),
            message!("heading-rule"),
            message!("heading-method"),
            message!("workbook-settings"),
        ];
        let headings: Vec<String> = headings.into_iter().map(|heading| self.text(heading)).collect();
        self.header(sheet, first, &headings)?;
        let mut row = first + 1;
        for (node, steps) in steps {
            let spec = &report.framework().nodes()[*node];
            let mut line = |rule: &str, method: &str, settings: &str| {
                let texts = [spec.code(), report.node_name(*node), rule, method, settings].map(Cow::from);
                sheet.wrapped(row, &texts, &WIDTHS, &styles.wrapped)?;
                row += 1;
                Ok::<(), XlsxError>(())
            };
            if self.is_entered(*node) {
                line(&self.text(message!("report-steps")), &self.text(message!("report-entered")), "")?;
            } else if let Some(leaf) = spec.leaf() {
                line(&self.text(message!("report-column")), leaf.column(), "")?;
            }
            for step in steps {
                let text = step.in_language(report.words.language());
                let settings: Vec<String> = text
                    .settings
                    .iter()
                    .map(|setting| format!("{} = {}", setting.key, setting.value))
                    .collect();
                let method = text.method.map(|method| method.title).unwrap_or_default();
                line(&text.rule, &method, &settings.join(", "))?;
            }
            if let Some(note) = spec.note(report.words.tag()) {
                line(&self.text(message!("report-note")), "", note)?;
            }
        }
        sheet.codes(&(first + 1..row), &(0..1))?;
        sheet.filter(first, (row - first - 1) as usize, headings.len())?;
        Ok(row)
    }

    /// What the methods do that the framework uses, each once.
    fn methods(
        &self,
        sheet: &mut Sheet<'_>,
        first: u32,
        steps: &[(NodeIx, Vec<Step>)],
    ) -> Result<(), XlsxError> {
        let language = self.report.words.language();
        let headings = [
            message!("heading-rule"),
            message!("heading-method"),
            message!("report-formula"),
            message!("report-absent"),
            message!("workbook-summary"),
        ];
        let headings: Vec<String> = headings.into_iter().map(|heading| self.text(heading)).collect();
        self.header(sheet, first, &headings)?;
        let mut known: Vec<(&str, &str)> = Vec::new();
        let mut row = first + 1;
        let used = steps.iter().flat_map(|(_, steps)| steps);
        for (step, doc) in used.filter_map(|step| Some((step, step.method.as_ref()?))) {
            let MethodDoc { family, name, .. } = doc;
            if known.contains(&(*family, *name)) {
                continue;
            }
            known.push((*family, *name));
            let method = doc.in_language(language);
            let reference =
                method.reference.map(|reference| self.text(message!("workbook-reference", reference)));
            let summary =
                [Some(method.summary), reference].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let rule = step.in_language(language).rule;
            let cells = [rule, method.title, method.formula, method.missing.unwrap_or_default(), summary];
            sheet.wrapped(row, &cells.map(Cow::from), &WIDTHS, &self.styles.wrapped)?;
            row += 1;
        }
        Ok(())
    }
}
