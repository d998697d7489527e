//! The sheet of the tree and its weights. In a workbook with formulas its coloured cells are what a reader changes.

use icip::framework::NodeIx;
use icip::problem::message;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{DataValidation, DataValidationRule, XlsxError};

use super::book::Book;
use super::references::{cell, down};
use super::sheet::Sheet;

/// The columns.
const NAME: u16 = 0;
const CODE: u16 = 1;
const PARENT: u16 = 2;
const LEVEL: u16 = 3;
const WEIGHT: u16 = 4;
const IN_PARENT: u16 = 5;
const IN_INDEX: u16 = 6;
const AGGREGATE: u16 = 7;
const MISSING: u16 = 8;
const ROUND: u16 = 9;
const REMARK: u16 = 10;

/// Deeper nodes are not indented further.
const DEEPEST: usize = 15;

impl Book<'_> {
    pub(super) fn weights(&self) -> Result<Sheet<'_>, XlsxError> {
        let mut sheet = self.sheet();
        let header = self.weights_header();
        if self.live.is_some() {
            let note = self.text(message!("workbook-note-formulas"));
            sheet.worksheet.merge_range(0, NAME, 0, REMARK, &note, &self.styles.note)?;
            sheet.worksheet.set_row_height(0, 34)?;
        }
        let mut headings = vec![
            self.text(message!("report-node")),
            self.text(message!("report-code-heading")),
            self.text(message!("workbook-parent")),
            self.text(message!("workbook-level")),
            self.text(message!("heading-weight")),
            self.text(message!("report-weight-in-parent")),
            self.text(message!("workbook-in-index")),
            self.text(message!("step-aggregate")),
            self.text(message!("step-missing")),
            self.text(message!("step-round")),
        ];
        headings.extend(self.live.map(|_| self.text(message!("workbook-remark"))));
        sheet.headings(header, &headings, 1)?;
        for (node, row) in self.report.nodes.iter().zip(header + 1..) {
            self.about_weight(&mut sheet, *node, row)?;
        }
        let rows = header + 1..header + 1 + self.report.nodes.len() as u32;
        sheet.codes(&rows, &(CODE..LEVEL))?;
        sheet.bars(&rows, IN_INDEX, (0.0, 1.0))?;
        sheet.filter(header, self.report.nodes.len(), headings.len())?;
        Ok(sheet)
    }

    /// The row of the headings: with formulas a note stands above.
    fn weights_header(&self) -> u32 {
        u32::from(self.live.is_some())
    }

    /// The row of a node in this sheet.
    fn weight_row(&self, node: NodeIx) -> u32 {
        let at = self.weight_rows.get(&node).copied().unwrap_or_default();
        self.weights_header() + 1 + at
    }

    /// The cell with the weight of a node in this sheet.
    pub(super) fn weight_reference(&self, node: NodeIx) -> String {
        format!("${}${}", column_number_to_name(WEIGHT), self.weight_row(node) + 1)
    }

    fn about_weight(&self, sheet: &mut Sheet<'_>, node: NodeIx, row: u32) -> Result<(), XlsxError> {
        let report = self.report;
        let framework = report.framework();
        let spec = &framework.nodes()[node];
        let (styles, tag) = (&self.styles, report.words.tag());
        let depth = spec.depth().min(DEEPEST);
        let mut name = styles.text.clone().set_indent(depth as u8);
        if depth < 2 {
            name = name.set_bold();
        }
        sheet.width(NAME, report.node_name(node).chars().count() + 2 * depth);
        sheet.unmeasured(row, NAME, report.node_name(node), &name)?;
        sheet.text(row, CODE, spec.code(), &styles.text)?;
        let parent = spec.parent().map(|parent| framework.nodes()[parent].code());
        sheet.maybe(row, PARENT, parent, &styles.text)?;
        let level = spec.level().map(|level| framework.level_name(level, tag));
        sheet.maybe(row, LEVEL, level, &styles.text)?;
        self.weight_cells(sheet, node, row)?;
        let language = report.words.language();
        if !self.is_entry(node) {
            for step in framework.steps(node) {
                let column = match step.rule {
                    "aggregate" => AGGREGATE,
                    "missing" => MISSING,
                    "round" => ROUND,
                    _ => continue,
                };
                let text = step.in_language(language);
                let settings =
                    text.settings.iter().map(|setting| format!("{} = {}", setting.key, setting.value));
                let parts: Vec<String> =
                    text.method.map(|method| method.title).into_iter().chain(settings).collect();
                sheet.text(row, column, &parts.join(", "), &styles.text)?;
            }
        }
        let Some(live) = self.live else { return Ok(()) };
        let remark = live.why_value(node).map(|why| self.text(message!("workbook-value", why)));
        let ranks = live.why_ranks().filter(|_| spec.parent().is_none());
        let ranks = ranks.map(|why| self.text(message!("workbook-value-ranks", why)));
        let fixed = live.why_fixed(node).map(|why| self.text(message!("workbook-fixed", why)));
        let remarks: Vec<String> = remark.into_iter().chain(ranks).chain(fixed).collect();
        match remarks.as_slice() {
            [] => Ok(()),
            remarks => sheet.text(row, REMARK, &remarks.join(" "), &styles.text),
        }
    }

    fn weight_cells(&self, sheet: &mut Sheet<'_>, node: NodeIx, row: u32) -> Result<(), XlsxError> {
        let card = self.report.card();
        let Some(weight) = self.weight(node) else {
            return sheet.number(row, IN_INDEX, card.effective_weight(node), &self.styles.share);
        };
        let (in_parent, in_index) = (card.share(node), card.effective_weight(node));
        let Some(live) = self.live else {
            sheet.number(row, WEIGHT, Some(weight), &self.styles.number)?;
            sheet.number(row, IN_PARENT, in_parent, &self.styles.share)?;
            return sheet.number(row, IN_INDEX, in_index, &self.styles.share);
        };
        if live.why_fixed(node).is_some() {
            sheet.number(row, WEIGHT, Some(weight), &self.styles.number)?;
            sheet.number(row, IN_PARENT, in_parent, &self.styles.share)?;
        } else {
            sheet.number(row, WEIGHT, Some(weight), &self.styles.input)?;
            let rule = DataValidationRule::GreaterThanOrEqualTo(0.0);
            let what = self.text(message!("workbook-weight-rule"));
            let rule = DataValidation::new().allow_decimal_number(rule).set_error_message(what)?;
            sheet.worksheet.add_data_validation(row, WEIGHT, row, WEIGHT, &rule)?;
            if in_parent.is_some() {
                let rows =
                    self.weights_header() + 1..self.weights_header() + 1 + self.report.nodes.len() as u32;
                let own = cell(WEIGHT, row);
                let formula = if self.is_sum_below(node) {
                    format!("={own}")
                } else {
                    let siblings = format!("EXACT({},{})", down(PARENT, &rows), cell(PARENT, row));
                    format!("={own}/SUMPRODUCT({siblings}*{})", down(WEIGHT, &rows))
                };
                sheet.formula(row, IN_PARENT, &formula, in_parent.into(), &self.styles.share)?;
            }
        }
        match (in_index, self.report.framework().nodes()[node].parent()) {
            (Some(_), Some(parent)) => {
                let formula =
                    format!("={}*{}", cell(IN_PARENT, row), cell(IN_INDEX, self.weight_row(parent)));
                sheet.formula(row, IN_INDEX, &formula, in_index.into(), &self.styles.share)
            }
            _ => Ok(()),
        }
    }

    /// Whether the parent of a node adds up weights times scores, so that a weight is a share already.
    fn is_sum_below(&self, node: NodeIx) -> bool {
        let nodes = self.report.framework().nodes();
        let parent = nodes[node].parent().map(|parent| nodes[parent].kind());
        matches!(parent, Some(icip::framework::NodeKind::Inner(inner)) if inner.aggregate().name() == "weighted-sum")
    }
}
