//! The sheet of the scores of all nodes, level by level, with classes and ranks.

use icip::framework::{Classes, NodeIx};
use icip::normalise::Closed;
use icip::problem::message;
use icip_num::grid;
use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::layout::Helpers;
use super::references::{HEAD, WEIGHTS, cell, number, on, quoted};
use super::rules::rounded;
use super::sheet::{Saved, Sheet, may_be_saved};
use crate::page::class_heading;

/// The row of the names of nodes, which is as high as a few lines.
pub(super) const NAMES: u32 = 0;
const HIGH: f64 = 62.0;
/// Columns of scores are as wide as a few words of a name.
pub(super) const SCORE: usize = 10;
/// Columns that help formulas are no wider than this, and the headings as high as theirs need.
const HELPER: usize = 14;
const HEADING: f64 = 46.0;
/// And those of names and groups no wider than this.
const NAME: usize = 32;

impl<'r> Book<'r> {
    pub(super) fn scores(&self) -> Result<Sheet<'_>, XlsxError> {
        let mut sheet = self.sheet();
        let headings = self.score_headings();
        self.key_cells(&mut sheet)?;
        sheet.headings(HEAD - 1, &headings, self.shown_keys())?;
        self.node_names(&mut sheet, &self.layout.nodes, self.layout.column(self.layout.nodes[0]))?;
        let weights = self.text(message!("heading-weight"));
        sheet.text(WEIGHTS, 0, &weights, &self.styles.names)?;
        for node in &self.layout.nodes {
            self.weight_cell(&mut sheet, *node)?;
            self.score_cells(&mut sheet, *node)?;
        }
        let root = self.report.framework().root_index();
        sheet.bars(&self.layout.rows(), self.layout.column(root), self.report.scales(&[root])[0])?;
        for (position, column) in self.layout.classes.iter().enumerate() {
            self.class_cells(&mut sheet, position, *column)?;
        }
        self.rank_cells(&mut sheet)?;
        // What helps formulas is not for paper, and its headings are long.
        let last = self.layout.group_ranks.last().copied().unwrap_or(self.layout.rank);
        if self.live.is_some() {
            sheet.unprinted(&self.layout.rows(), last + 1)?;
            (last + 1..headings.len() as u16).for_each(|column| sheet.narrow(column, HELPER));
            sheet.worksheet.set_row_height(HEAD - 1, HEADING)?;
        }
        // Sorted, the rows would read other rows of the sheet of entries.
        if self.live.is_none() {
            sheet.filter(HEAD - 1, self.report.rows.len(), headings.len())?;
        }
        Ok(sheet)
    }

    fn score_headings(&self) -> Vec<String> {
        let report = self.report;
        let mut headings: Vec<String> = self.layout.keys.iter().map(|key| key.heading(report)).collect();
        let nodes = report.framework().nodes();
        headings.extend(self.layout.nodes.iter().map(|node| nodes[*node].code().to_owned()));
        headings.extend((0..self.layout.classes.len()).map(|class| class_heading(report, class)));
        headings.push(self.text(message!("report-rank")));
        headings.extend(self.group_rank_headings());
        let unrounded = self.layout.unrounded.keys();
        headings.extend(
            unrounded.map(|node| self.text(message!("workbook-unrounded", node = nodes[*node].code()))),
        );
        if let Some(helpers) = &self.layout.helpers {
            headings.extend(self.helper_headings(helpers));
        }
        headings
    }

    pub(super) fn group_rank_headings(&self) -> impl Iterator<Item = String> {
        let groups = self.report.card().panel().groups();
        groups.iter().map(|group| self.text(message!("report-rank-in-group", group)))
    }

    /// In the order in which the layout takes columns.
    fn helper_headings(&self, helpers: &Helpers) -> Vec<String> {
        let mut headings = vec![self.text(message!("workbook-ranked"))];
        headings.extend(helpers.steps.map(|_| self.text(message!("workbook-steps"))));
        headings.push(self.text(message!("workbook-compared")));
        for (breaker, name) in helpers.breakers.iter().zip(&self.report.framework().rank_spec().then) {
            headings.extend((!breaker.is_node).then(|| name.clone()));
            headings.push(self.text(message!("workbook-steps")));
            headings.push(self.text(message!("workbook-compared-of", name)));
        }
        if helpers.key != helpers.compared {
            headings.push(self.text(message!("workbook-key")));
        }
        headings.extend(helpers.order.map(|_| self.text(message!("workbook-order"))));
        headings.extend(helpers.firsts.iter().map(|_| self.text(message!("workbook-first"))));
        headings.push(self.text(message!("workbook-place")));
        headings
    }

    /// The columns that stay in sight: code and name.
    pub(super) fn shown_keys(&self) -> u16 {
        1 + u16::from(self.report.card().panel().labels().name)
    }

    /// Codes, names, periods and groups of all entities.
    pub(super) fn key_cells(&self, sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
        for (row, at) in self.report.rows.iter().zip(self.layout.rows()) {
            let entity = self.report.entity(*row);
            for (key, column) in self.layout.keys.iter().zip(0..) {
                sheet.maybe(at, column, key.of(entity), &self.styles.text)?;
            }
        }
        // Beside so many numbers, the beginning of a name must do.
        (1..self.layout.keys.len() as u16).for_each(|column| sheet.narrow(column, NAME));
        sheet.codes(&self.layout.rows(), &(0..self.layout.keys.len() as u16))
    }

    /// The names of nodes above their codes.
    pub(super) fn node_names(
        &self,
        sheet: &mut Sheet<'_>,
        nodes: &[NodeIx],
        first: u16,
    ) -> Result<(), XlsxError> {
        sheet.worksheet.set_row_height(NAMES, HIGH)?;
        for (node, column) in nodes.iter().zip(first..) {
            sheet.unmeasured(NAMES, column, self.report.node_name(*node), &self.styles.names)?;
            sheet.width(column, SCORE);
        }
        Ok(())
    }

    /// The weight of a node above its scores: with formulas, that which the sheet of weights has.
    fn weight_cell(&self, sheet: &mut Sheet<'_>, node: NodeIx) -> Result<(), XlsxError> {
        let Some(weight) = self.weight(node) else { return Ok(()) };
        let (column, style) = (self.layout.column(node), &self.styles.names);
        match self.live {
            None => sheet.number(WEIGHTS, column, Some(weight), style),
            Some(_) => {
                let formula = format!("={}", on(&self.names.weights, &self.weight_reference(node)));
                sheet.formula(WEIGHTS, column, &formula, Saved::Number(weight), style)
            }
        }
    }

    /// The weight of a node with which the rows were scored; nothing for the index.
    pub(super) fn weight(&self, node: NodeIx) -> Option<f64> {
        let spec = &self.report.framework().nodes()[node];
        spec.parent()?;
        let row = self.report.rows.first();
        Some(row.map_or_else(|| spec.weight(), |row| self.report.card().weight_of(node, *row)))
    }

    fn score_cells(&self, sheet: &mut Sheet<'_>, node: NodeIx) -> Result<(), XlsxError> {
        let report = self.report;
        let scores = report.card().scores().column(node);
        let column = self.layout.column(node);
        let is_index = node == report.framework().root_index();
        let style = if is_index { &self.styles.index } else { &self.styles.score };
        let Some(live) = self.live else {
            return report
                .rows
                .iter()
                .zip(self.layout.rows())
                .try_for_each(|(row, at)| sheet.number(at, column, scores.get(*row), style));
        };
        let children = self.layout.children(report, node);
        for (row, at) in report.rows.iter().zip(self.layout.rows()) {
            let saved = Saved::from(scores.get(*row));
            let Some(rule) = live.rule(node) else {
                if live.is_entry(node) {
                    let entry = on(&self.names.normalised, &cell(self.entry_column(node), at));
                    let formula = format!("=IF(ISNUMBER({entry}),{entry},\"\")");
                    sheet.formula(at, column, &formula, saved, style)?;
                } else {
                    sheet.number(at, column, scores.get(*row), style)?;
                }
                continue;
            };
            let text = rule.formula(&children, at);
            let unrounded = self.layout.unrounded.get(&node);
            let round = report.framework().nodes()[node].round();
            let own = match (unrounded, round) {
                (Some(unrounded), Some(round)) => {
                    let score = cell(*unrounded, at);
                    let formula = format!("=IF(ISNUMBER({score}),{},\"\")", rounded(round, &score));
                    sheet.formula(at, column, &formula, saved, style)?;
                    *unrounded
                }
                _ => column,
            };
            // The score before it is rounded is not kept; the rounded one is as near as a saved result must be.
            let style = if own == column { style } else { &self.styles.helper };
            match text.is_array {
                true => sheet.array(at, own, &text.formula, saved, style)?,
                false => sheet.formula(at, own, &text.formula, saved, style)?,
            }
        }
        Ok(())
    }

    fn class_cells(&self, sheet: &mut Sheet<'_>, position: usize, column: u16) -> Result<(), XlsxError> {
        let report = self.report;
        let (card, tag) = (report.card(), report.words.tag());
        let classes = &report.framework().classes()[position];
        let names: Vec<&str> = classes.names.iter().map(|name| classes.name_in(name, tag)).collect();
        let node = report.framework().position(&classes.node);
        let node = node.filter(|_| self.has_class_formula(position)).map(|node| self.layout.column(node));
        for (row, at) in report.rows.iter().zip(self.layout.rows()) {
            let class = card.class_in(position, *row, tag);
            match node {
                Some(node) => {
                    let formula = class_formula(classes, &names, &cell(node, at));
                    let saved = class.map_or(Saved::Nothing, Saved::Text);
                    sheet.formula(at, column, &formula, saved, &self.styles.class)?;
                    sheet.width(column, class.map_or(0, |class| class.chars().count()));
                }
                None => sheet.maybe(at, column, class, &self.styles.class)?,
            }
        }
        sheet.classes(&self.layout.rows(), column, &names)
    }

    /// Whether a class follows from its score by a formula: not where the cuts come from all scores, nor where the name of a
    /// class cannot be the result of a formula.
    pub(super) fn has_class_formula(&self, position: usize) -> bool {
        let classes = &self.report.framework().classes()[position];
        let tag = self.report.words.tag();
        self.live.is_some()
            && classes.quantiles.is_empty()
            && classes.names.len() <= 60
            && classes.names.iter().all(|name| may_be_saved(classes.name_in(name, tag)))
    }
}

/// The class of a score among declared cut points. A score that agrees with one in twelve digits of the largest is on it.
fn class_formula(classes: &Classes, names: &[&str], score: &str) -> String {
    let noise = grid::noise(&classes.cuts);
    let reached = |cut: f64| match classes.closed {
        Closed::Above => format!("{score}>{}", number(cut + noise)),
        _ => format!("{score}>={}", number(cut - noise)),
    };
    let lowest = names.first().map_or_else(String::new, |name| quoted(name));
    let class = classes
        .cuts
        .iter()
        .zip(names.iter().skip(1))
        .fold(lowest, |below, (cut, name)| format!("IF({},{},{below})", reached(*cut), quoted(name)));
    format!("=IF(ISNUMBER({score}),{class},\"\")")
}
