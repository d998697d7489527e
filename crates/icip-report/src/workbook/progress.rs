//! The sheets that look at all periods: how far the entities are on their way to the goals, and where the index goes.

use icip::problem::{Message, message};
use icip::report::targets::{light_words, standing_words};
use icip::report::trends::{NodeTrends, direction_words};
use icip::targets::{LIGHTS, TargetResult};
use rust_xlsxwriter::{Color, XlsxError};

use super::book::Book;
use super::layout::MOST_ROWS;
use super::sheet::Sheet;
use super::styles::colour;

/// The column of the lights among those of targets.
const LIGHT: u16 = 19;

impl Book<'_> {
    /// One row for each node with a goal and each entity.
    pub(super) fn targets(&self, targets: &[TargetResult]) -> Result<Sheet<'_>, XlsxError> {
        let headings = [
            message!("report-code-heading"),
            message!("report-entity"),
            message!("heading-node"),
            message!("workbook-node-name"),
            message!("workbook-baseline-period"),
            message!("heading-baseline"),
            message!("workbook-current-period"),
            message!("heading-current"),
            message!("workbook-goal-period"),
            message!("heading-goal"),
            message!("heading-progress"),
            message!("heading-expected"),
            message!("heading-pace"),
            message!("heading-needed"),
            message!("heading-projected"),
            message!("workbook-projected-low"),
            message!("workbook-projected-high"),
            message!("heading-met"),
            message!("workbook-since-break"),
            message!("heading-light"),
            message!("heading-standing"),
        ];
        let rows = targets.iter().map(|target| {
            let points = [target.baseline, target.current, Some(target.goal)];
            let mut numbers: Vec<Option<f64>> =
                points.into_iter().flat_map(|point| [point.map(|p| p.0), point.map(|p| p.1)]).collect();
            numbers.extend([
                target.progress,
                target.expected,
                target.pace,
                target.needed,
                target.projected,
                target.interval.map(|ends| ends.0),
                target.interval.map(|ends| ends.1),
                target.met,
                target.since_break,
            ]);
            let node = self.report.framework().nodes()[target.node].code();
            let texts = [Some(node.to_owned()), Some(self.report.node_name(target.node).to_owned())];
            let words = [target.light.map(light_words), Some(standing_words(target))];
            Line {
                code: &target.code,
                name: target.name.as_deref(),
                texts: texts.into(),
                numbers,
                words: words.into(),
            }
        });
        let mut sheet = self.lines(&headings, rows)?;
        let names = LIGHTS.map(|light| self.text(light_words(light)));
        let fills = ["--green", "--yellow", "--orange", "--bad"].map(colour);
        let inks = [Color::White, Color::Black, Color::Black, Color::White];
        let colours = fills.into_iter().zip(inks);
        let rows = 1..targets.len().min(MOST_ROWS - 1) as u32 + 1;
        sheet.coloured(&rows, LIGHT, names.iter().map(String::as_str).zip(colours))?;
        Ok(sheet)
    }

    /// One row for each entity.
    pub(super) fn trends(&self, trends: &NodeTrends<'_>) -> Result<Sheet<'_>, XlsxError> {
        let headings = [
            message!("report-code-heading"),
            message!("report-entity"),
            message!("workbook-first-period"),
            message!("heading-first"),
            message!("workbook-last-period"),
            message!("heading-last"),
            message!("heading-values"),
            message!("heading-change"),
            message!("heading-growth"),
            message!("heading-slope"),
            message!("workbook-slope-low"),
            message!("workbook-slope-high"),
            message!("heading-p"),
            message!("heading-volatility"),
            message!("heading-direction"),
        ];
        let rows = trends.entities.iter().map(|(series, trend)| {
            let of = trend.as_ref();
            let numbers = vec![
                of.map(|trend| trend.first.0),
                of.map(|trend| trend.first.1),
                of.map(|trend| trend.last.0),
                of.map(|trend| trend.last.1),
                Some(of.map_or(0, |trend| trend.values) as f64),
                of.map(|trend| trend.change),
                of.and_then(|trend| trend.growth),
                of.and_then(|trend| trend.slope),
                of.and_then(|trend| trend.interval).map(|ends| ends.0),
                of.and_then(|trend| trend.interval).map(|ends| ends.1),
                of.and_then(|trend| trend.p),
                of.and_then(|trend| trend.volatility),
            ];
            let words = vec![of.map(|trend| direction_words(trend.direction))];
            Line { code: &series.code, name: series.name.as_deref(), texts: Vec::new(), numbers, words }
        });
        self.lines(&headings, rows)
    }

    /// A sheet of entities: code, name, texts, numbers and words.
    fn lines<'l>(
        &self,
        headings: &[Message],
        lines: impl Iterator<Item = Line<'l>>,
    ) -> Result<Sheet<'_>, XlsxError> {
        let styles = &self.styles;
        let mut sheet = self.sheet();
        let headings: Vec<String> = headings.iter().map(|heading| self.text(heading.clone())).collect();
        sheet.headings(0, &headings, 2)?;
        let (mut rows, mut texts) = (0, 2);
        for (line, row) in lines.zip(1..MOST_ROWS as u32) {
            sheet.text(row, 0, line.code, &styles.text)?;
            sheet.maybe(row, 1, line.name, &styles.text)?;
            let mut column = 2;
            for text in line.texts {
                sheet.maybe(row, column, text.as_deref(), &styles.text)?;
                column += 1;
            }
            texts = column;
            for number in line.numbers {
                sheet.number(row, column, number, &styles.number)?;
                column += 1;
            }
            for words in line.words {
                let words = words.map(|words| self.text(words));
                sheet.maybe(row, column, words.as_deref(), &styles.text)?;
                column += 1;
            }
            rows += 1;
        }
        sheet.codes(&(1..rows as u32 + 1), &(0..texts))?;
        sheet.filter(0, rows, headings.len())?;
        Ok(sheet)
    }
}

/// A row of a sheet of entities.
struct Line<'l> {
    code: &'l str,
    name: Option<&'l str>,
    texts: Vec<Option<String>>,
    numbers: Vec<Option<f64>>,
    words: Vec<Option<Message>>,
}
