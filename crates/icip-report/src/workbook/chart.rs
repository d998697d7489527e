//! The sheet with the chart of the ranking, and the table that it draws: with formulas, always the best of the moment.

use std::ops::Range;

use icip::problem::message;
use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartSolidFill, XlsxError};

use super::book::Book;
use super::layout::Key;
use super::references::{down, on};
use super::sheet::{Saved, Sheet};
use super::styles::colour;
use crate::page::Columns;

/// The most bars that can be read on a page.
const MOST: usize = 30;
/// The size of the chart in pixels: with the table, that of a page.
const WIDTH: u32 = 860;
const HEIGHT: u32 = 700;

impl Book<'_> {
    pub(super) fn chart(&self) -> Result<Sheet<'_>, XlsxError> {
        let mut sheet = self.sheet();
        let headings = [self.text(message!("report-entity")), self.text(message!("report-index"))];
        sheet.headings(0, &headings, 0)?;
        sheet.width(1, 8);
        sheet.one_page = true;
        let Some((period, block)) = self.last_block() else { return Ok(sheet) };
        let shown: Vec<usize> = (block.start..block.end)
            .map(|row| self.report.rows[(row - self.layout.rows().start) as usize])
            .filter(|row| self.report.card().ranks(self.report.framework().root_index()).is_present(*row))
            .take(MOST)
            .collect();
        for (at, row) in shown.iter().enumerate() {
            self.chart_row(&mut sheet, &block, at, *row)?;
        }
        if shown.is_empty() {
            return Ok(sheet);
        }
        let last = shown.len() as u32;
        let name = self.names.chart.as_str();
        let mut title = self.text(message!("workbook-chart", n = shown.len()));
        if let Some(period) = period {
            title = format!("{title}, {period}");
        }
        let Columns { index, index_digits, .. } = Columns::of(self.report);
        let (low, high) = self.report.scales(&[index])[0];
        let small = || {
            let mut font = ChartFont::new();
            font.set_size(8).set_color(colour("--ink"));
            font
        };
        let mut label = ChartDataLabel::new();
        label
            .show_value()
            .set_num_format(format!("0.{}", "0".repeat(index_digits.max(1))))
            .set_font(&small());
        let mut chart = Chart::new_bar();
        chart
            .add_series()
            .set_categories((name, 1, 0, last, 0))
            .set_values((name, 1, 1, last, 1))
            .set_name(&headings[1])
            .set_gap(35)
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour("--bar"))))
            .set_data_label(&label);
        let mut heading = ChartFont::new();
        heading.set_size(12).set_bold().set_color(colour("--ink"));
        chart.title().set_name(&title).set_font(&heading);
        chart.legend().set_hidden();
        // The first stands at the top.
        chart.y_axis().set_reverse().set_font(&small());
        let lines = ChartLine::new().set_color(colour("--grid")).clone();
        chart.x_axis().set_min(low).set_max(high).set_major_gridlines_line(&lines).set_font(&small());
        chart.set_width(WIDTH).set_height(HEIGHT).set_alt_text(title);
        sheet.worksheet.insert_chart(0, 3, &chart)?;
        Ok(sheet)
    }

    /// The rows of the last period, with its name.
    fn last_block(&self) -> Option<(Option<&str>, Range<u32>)> {
        let periods = self.report.card().panel().periods_in_time();
        let known = periods.iter().rev().map(|(name, _)| *name);
        let found = known.filter_map(|name| self.layout.blocks.iter().find(|(period, _)| *period == name));
        found.map(|(period, rows)| (*period, rows.clone())).next()
    }

    /// One bar: rank and name in one text, and the index.
    fn chart_row(
        &self,
        sheet: &mut Sheet<'_>,
        block: &Range<u32>,
        at: usize,
        row: usize,
    ) -> Result<(), XlsxError> {
        let report = self.report;
        let (card, root) = (report.card(), report.framework().root_index());
        let rank = card.ranks(root).get(row).map_or_else(String::new, icip::io::format_number);
        let label = format!("{rank}. {}", report.entity(row).label());
        let (to, index) = (at as u32 + 1, card.index().get(row));
        let Some(helpers) = &self.layout.helpers else {
            sheet.text(to, 0, &label, &self.styles.text)?;
            return sheet.number(to, 1, index, &self.styles.index);
        };
        let from = |column: u16| on(&self.names.scores, &down(column, block));
        let found = |column: u16| format!("INDEX({},MATCH({to},{},0))", from(column), from(helpers.place));
        let code = found(0);
        let name = self
            .layout
            .key(Key::Name)
            .map_or_else(|| code.clone(), |name| format!("IF({0}=\"\",{code},{0})", found(name)));
        sheet.width(0, label.chars().count());
        let label_formula = format!("={}&\". \"&{name}", found(self.layout.rank));
        sheet.formula(to, 0, &label_formula, Saved::Text(&label), &self.styles.text)?;
        let formula = format!("={}", found(self.layout.column(root)));
        sheet.formula(to, 1, &formula, index.into(), &self.styles.index)
    }
}
