//! The sheet of the ranking.
//!
//! With formulas its cells look up the row of their entity in the sheet of scores, whose number stands in the last column; so the
//! sheet can be sorted.

use icip::framework::NodeIx;
use icip::problem::message;
use rust_xlsxwriter::{Format, XlsxError};

use super::book::Book;
use super::references::{down, on};
use super::scores::SCORE;
use super::sheet::{Saved, Sheet};
use crate::page::{Columns, class_heading};

/// What a column holds.
enum Column {
    Rank,
    Key(super::layout::Key),
    Node(NodeIx),
    Class(usize),
    GroupRank(usize),
    /// The best rank of the interval, the median, the worst.
    Interval(usize),
    Tier,
    Before,
    /// The row in the sheet of scores, counted from the first entity.
    Row,
}

/// The row of the headings.
const HEADER: u32 = 0;
/// No name and no group makes its column wider than this.
const NAME: usize = 44;

impl Book<'_> {
    pub(super) fn ranking(&self) -> Result<Sheet<'_>, XlsxError> {
        let mut sheet = self.sheet();
        let columns = self.ranking_columns();
        let headings: Vec<String> = columns.iter().map(|column| self.ranking_heading(column)).collect();
        let keys = 1 + self.shown_keys();
        let last = columns.len() as u16 - 1;
        for (at, row) in self.report.rows.iter().enumerate() {
            for (column, what) in (0..).zip(&columns) {
                self.ranking_cell(&mut sheet, (what, last), (HEADER + 1 + at as u32, column), (at, *row))?;
            }
        }
        let rows = HEADER + 1..HEADER + 1 + self.report.rows.len() as u32;
        for (column, what) in (0..).zip(&columns) {
            match what {
                Column::Node(node) => {
                    sheet.width(column, SCORE + 4);
                    sheet.unmeasured(HEADER, column, &headings[column as usize], &self.styles.header)?;
                    sheet.bars(&rows, column, self.ends(*node))?;
                }
                Column::Class(class) => {
                    let classes = &self.report.framework().classes()[*class];
                    let tag = self.report.words.tag();
                    let names: Vec<&str> =
                        classes.names.iter().map(|name| classes.name_in(name, tag)).collect();
                    sheet.text(HEADER, column, &headings[column as usize], &self.styles.header)?;
                    sheet.classes(&rows, column, &names)?;
                    names.iter().for_each(|name| sheet.width(column, name.chars().count()));
                }
                _ => {
                    let heading = &headings[column as usize];
                    let longest = heading.split(' ').map(|word| word.chars().count()).max();
                    sheet.width(column, longest.unwrap_or(0).max(4));
                    sheet.narrow(column, NAME);
                    sheet.unmeasured(HEADER, column, heading, &self.styles.header)?;
                }
            }
        }
        sheet.one_page = true;
        sheet.freeze(HEADER, keys)?;
        sheet.worksheet.set_row_height(HEADER, 48)?;
        sheet.codes(&rows, &(0..columns.len() as u16))?;
        sheet.filter(HEADER, self.report.rows.len(), columns.len())?;
        if let Some(Column::Row) = columns.last() {
            // On paper and for most readers it says nothing.
            sheet.worksheet.set_column_hidden(last)?;
        }
        Ok(sheet)
    }

    fn ranking_columns(&self) -> Vec<Column> {
        let Columns { index, children, has_study, has_tiers, .. } = Columns::of(self.report);
        let mut columns = vec![Column::Rank];
        columns.extend(self.layout.keys.iter().copied().map(Column::Key));
        columns.push(Column::Node(index));
        columns.extend((0..self.layout.classes.len()).map(Column::Class));
        columns.extend((0..self.layout.group_ranks.len()).map(Column::GroupRank));
        if has_study {
            columns.extend((0..3).map(Column::Interval));
        }
        columns.extend(has_tiers.then_some(Column::Tier));
        columns.extend(self.report.before.map(|_| Column::Before));
        columns.extend(children.into_iter().map(Column::Node));
        columns.extend(self.live.map(|_| Column::Row));
        columns
    }

    fn ranking_heading(&self, column: &Column) -> String {
        let report = self.report;
        match column {
            Column::Rank => self.text(message!("report-rank")),
            Column::Key(key) => key.heading(report),
            Column::Node(node) if *node == report.framework().root_index() => {
                self.text(message!("report-index"))
            }
            Column::Node(node) => report.node_name(*node).to_owned(),
            Column::Class(class) => class_heading(report, *class),
            Column::GroupRank(group) => self.group_rank_headings().nth(*group).unwrap_or_default(),
            Column::Interval(0) => self.text(message!("workbook-best")),
            Column::Interval(1) => self.text(message!("workbook-median")),
            Column::Interval(_) => self.text(message!("workbook-worst")),
            Column::Tier => self.text(message!("report-tier")),
            Column::Before => {
                report.before.map_or_else(String::new, |period| self.text(message!("report-rank-in", period)))
            }
            Column::Row => self.text(message!("workbook-row")),
        }
    }

    /// The two ends of the bars of a node.
    fn ends(&self, node: NodeIx) -> (f64, f64) {
        self.report.scales(&[node])[0]
    }

    fn ranking_cell(
        &self,
        sheet: &mut Sheet<'_>,
        (what, last): (&Column, u16),
        (at_row, column): (u32, u16),
        (at, row): (usize, usize),
    ) -> Result<(), XlsxError> {
        let report = self.report;
        let (card, styles) = (report.card(), &self.styles);
        let root = report.framework().root_index();
        // A number that formulas of the sheet of scores may give.
        let mut number = |is_live: bool, from: u16, value: Option<f64>, style: &Format| {
            if !is_live {
                return sheet.number(at_row, column, value, style);
            }
            let formula = self.look_up(from, at_row, last);
            sheet.formula(at_row, column, &formula, value.into(), style)
        };
        let (is_live, ranks_are_live) = (self.live.is_some(), self.layout.helpers.is_some());
        match what {
            Column::Rank => number(ranks_are_live, self.layout.rank, card.ranks(root).get(row), &styles.rank),
            Column::Node(node) => {
                let style = if *node == root { &styles.index } else { &styles.score };
                number(is_live, self.layout.column(*node), card.scores().column(*node).get(row), style)
            }
            Column::GroupRank(group) => number(
                ranks_are_live,
                self.layout.group_ranks[*group],
                card.group_ranks(*group).get(row),
                &styles.rank,
            ),
            Column::Key(key) => sheet.maybe(at_row, column, key.of(report.entity(row)), &styles.text),
            Column::Class(class) => {
                let name = card.class_in(*class, row, report.words.tag());
                if !self.has_class_formula(*class) {
                    return sheet.maybe(at_row, column, name, &styles.class);
                }
                let formula = self.look_up(self.layout.classes[*class], at_row, last);
                sheet.formula(
                    at_row,
                    column,
                    &formula,
                    name.map_or(Saved::Nothing, Saved::Text),
                    &styles.class,
                )
            }
            Column::Interval(which) => {
                let [best, worst, median] = report.interval(row).map_or([None; 3], |ranks| ranks.map(Some));
                sheet.number(at_row, column, [best, median, worst][*which], &styles.rank)
            }
            Column::Tier => {
                let tier = report.standing(row).and_then(|standing| standing.tier);
                sheet.number(at_row, column, tier.map(|tier| tier as f64), &styles.rank)
            }
            Column::Before => {
                let before = report.row_before(row).and_then(|row| card.ranks(root).get(row));
                sheet.number(at_row, column, before, &styles.rank)
            }
            Column::Row => sheet.number(at_row, column, Some(at as f64 + 1.0), &styles.helper),
        }
    }

    /// What stands in a column of the sheet of scores, in the row of the entity.
    fn look_up(&self, from: u16, row: u32, last: u16) -> String {
        let column = rust_xlsxwriter::utility::column_number_to_name(last);
        let cells = on(&self.names.scores, &down(from, &self.layout.rows()));
        format!("=INDEX({cells},${column}{})", row + 1)
    }
}
