//! The cells of one column to numbers.
//!
//! Two passes: the first sees how each cell is written, so that the column as a whole can say which
//! decimal mark it uses; the second reads the values in that convention.

use super::log::Log;
use super::number::{Written, number, value, value_with};
use super::options::{ColumnOptions, Decimal};
use super::refusal::{Refusal, shorten};
use super::write::format_number;
use crate::problem::{Place, Problem};

/// Allowed tokens that a message lists at most.
const LISTED: usize = 12;

/// One column of a table, and what is asked of it.
pub(crate) struct Cells<'a> {
    pub(crate) name: &'a str,
    /// Position of the column, by which problems of a line are ordered.
    pub(crate) position: usize,
    /// The place of a row, with its entity, and the text of its cell.
    pub(crate) cells: &'a [Cell<'a>],
    pub(crate) options: &'a ColumnOptions,
    /// Missing marks of the whole table.
    pub(crate) missing: &'a [String],
    /// The convention that is declared for the column, or for the table.
    pub(crate) decimal: Option<Decimal>,
}

/// A cell and the row it is in.
pub(crate) struct Cell<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: u64,
    pub(crate) entity: &'a str,
}

/// The numbers of a column, and the convention that its cells settled on.
pub(crate) struct Numbers {
    pub(crate) values: Vec<Option<f64>>,
    pub(crate) found: Option<Decimal>,
}

/// What the first pass says of the column's decimal mark.
enum Settled {
    /// The convention to read in, and whether the cells showed it.
    On(Decimal, Option<Decimal>),
    /// Rows with a definite point and a definite comma.
    Mixed { point: usize, comma: usize },
    /// A row that could be read both ways, in a column without any that could not.
    Ambiguous(usize),
}

impl Cells<'_> {
    /// The numbers of the column; cells with a problem are left absent.
    pub(crate) fn read(&self, log: &mut Log) -> Numbers {
        match &self.options.tokens {
            Some(tokens) => Numbers { values: self.positions(tokens, log), found: None },
            None => self.numbers(log),
        }
    }

    fn numbers(&self, log: &mut Log) -> Numbers {
        let written: Vec<Option<Written>> = (0..self.cells.len()).map(|row| self.written(row, log)).collect();
        match self.settle(&written) {
            Settled::On(decimal, found) => {
                let mut scratch = String::new();
                let values = written
                    .iter()
                    .enumerate()
                    .map(|(row, written)| self.value(row, (*written)?, decimal, &mut scratch, log))
                    .collect();
                Numbers { values, found }
            }
            Settled::Mixed { point, comma } => self.give_up(self.mixed(point, comma), point.max(comma), log),
            Settled::Ambiguous(row) => self.give_up(self.ambiguous(row), row, log),
        }
    }

    fn give_up(&self, refusal: Refusal, row: usize, log: &mut Log) -> Numbers {
        self.refuse(row, refusal, log);
        Numbers { values: vec![None; self.cells.len()], found: None }
    }

    /// How a cell is written; nothing where it is missing or refused.
    fn written(&self, row: usize, log: &mut Log) -> Option<Written> {
        let text = self.cells[row].text;
        if self.is_missing(text) {
            return None;
        }
        let Some(written) = Written::of(text) else {
            self.refuse(row, Refusal::of(text, self.missing), log);
            return None;
        };
        match self.decimal {
            Some(decimal) if !written.allows(decimal) => {
                self.refuse(row, wrong_mark(text, decimal), log);
                None
            }
            _ => Some(written),
        }
    }

    fn is_missing(&self, text: &str) -> bool {
        self.missing.iter().chain(&self.options.missing).any(|mark| mark.trim() == text)
    }

    fn settle(&self, written: &[Option<Written>]) -> Settled {
        if let Some(decimal) = self.decimal {
            let shown = written.iter().flatten().any(|written| *written != Written::Whole);
            return Settled::On(decimal, shown.then_some(decimal));
        }
        let first = |wanted: Written| written.iter().position(|written| *written == Some(wanted));
        let point = first(Written::In(Decimal::Point));
        let comma = first(Written::In(Decimal::Comma));
        match (point, comma, first(Written::Either)) {
            (Some(point), Some(comma), _) => Settled::Mixed { point, comma },
            (Some(_), None, _) => Settled::On(Decimal::Point, Some(Decimal::Point)),
            (None, Some(_), _) => Settled::On(Decimal::Comma, Some(Decimal::Comma)),
            (None, None, Some(row)) => Settled::Ambiguous(row),
            (None, None, None) => Settled::On(Decimal::Point, None),
        }
    }

    /// The gate: what passes is finite and within the range.
    fn value(
        &self,
        row: usize,
        written: Written,
        decimal: Decimal,
        scratch: &mut String,
        log: &mut Log,
    ) -> Option<f64> {
        debug_assert!(written.allows(decimal));
        let text = self.cells[row].text;
        let value = value_with(text, decimal, scratch);
        if !value.is_finite() {
            let what = format!("`{}` is too large for a number", shorten(text));
            let hint = format!("numbers go up to {}", format_number(f64::MAX));
            self.refuse(row, Refusal::new("not-finite", what, hint), log);
            return None;
        }
        let (low, high) = self.options.range;
        let below = low.is_some_and(|low| value < low);
        let above = high.is_some_and(|high| value > high);
        if below || above {
            self.refuse(row, out_of_range(text, low, high, below), log);
            return None;
        }
        Some(value)
    }

    /// Positions in the list of tokens.
    fn positions(&self, tokens: &[String], log: &mut Log) -> Vec<Option<f64>> {
        (0..self.cells.len()).map(|row| self.position_of(row, tokens, log)).collect()
    }

    fn position_of(&self, row: usize, tokens: &[String], log: &mut Log) -> Option<f64> {
        let text = self.cells[row].text;
        if self.is_missing(text) {
            return None;
        }
        let exact = tokens.iter().position(|token| token.trim() == text);
        // A spreadsheet writes the answer `1` as `1.0` or `1,00`.
        let same_number = |wanted: f64| {
            tokens.iter().position(|token| number(token.trim(), Some(Decimal::Point)) == Some(wanted))
        };
        let position = exact.or_else(|| same_number(number(text, self.decimal)?));
        if position.is_none() {
            let what = if text.is_empty() {
                "the cell is empty".to_string()
            } else {
                format!("`{}` is not one of the answers of this column", shorten(text))
            };
            self.refuse(row, Refusal::new("unknown-answer", what, allowed(tokens)), log);
        }
        position.map(|position| position as f64)
    }

    fn mixed(&self, point: usize, comma: usize) -> Refusal {
        let (early, late) = (point.min(comma), point.max(comma));
        let (mark, other) = if late == comma { ("comma", "point") } else { ("point", "comma") };
        let what = format!(
            "`{}` has a decimal {mark}, but `{}` on line {} a decimal {other}",
            self.cells[late].text, self.cells[early].text, self.cells[early].line
        );
        Refusal::new("mixed-decimals", what, "write the whole column with one decimal mark")
    }

    fn ambiguous(&self, row: usize) -> Refusal {
        let text = self.cells[row].text;
        let reading = |decimal| format_number(value(text, decimal));
        let (point, comma) = (reading(Decimal::Point), reading(Decimal::Comma));
        let what = format!(
            "`{text}` is {point} with a decimal point and {comma} with a decimal comma, and no cell of the column tells which"
        );
        let hint = "declare `decimal = \".\"` or `decimal = \",\"` under `[data]`, or under `[data.columns.\"name\"]` for one column";
        Refusal::new("ambiguous-decimal", what, hint)
    }

    fn refuse(&self, row: usize, refusal: Refusal, log: &mut Log) {
        let cell = &self.cells[row];
        let place = log.place().line(cell.line).field(self.name);
        let place =
            if cell.entity.is_empty() { place } else { Place { entity: Some(cell.entity.into()), ..place } };
        log.problem(self.position, Problem::new(refusal.code, place, refusal.what).hint(refusal.hint));
    }
}

fn wrong_mark(text: &str, decimal: Decimal) -> Refusal {
    let what = format!("`{text}` is not a number with a {}", decimal.label());
    let hint = format!("`decimal = \"{}\"` is declared for this column", decimal.mark());
    Refusal::new("wrong-decimal", what, hint)
}

fn out_of_range(text: &str, low: Option<f64>, high: Option<f64>, below: bool) -> Refusal {
    let bound = |bound: Option<f64>| bound.map(format_number).unwrap_or_default();
    let what = if below {
        format!("`{text}` is less than {}", bound(low))
    } else {
        format!("`{text}` is more than {}", bound(high))
    };
    let hint = match (low, high) {
        (Some(_), Some(_)) => format!("allowed: {} to {}", bound(low), bound(high)),
        (Some(_), None) => format!("allowed: at least {}", bound(low)),
        _ => format!("allowed: at most {}", bound(high)),
    };
    Refusal::new("out-of-range", what, hint)
}

fn allowed(tokens: &[String]) -> String {
    let mut shown: Vec<String> = tokens.iter().take(LISTED).map(|token| format!("`{token}`")).collect();
    if tokens.len() > LISTED {
        shown.push(format!("and {} more", tokens.len() - LISTED));
    }
    format!("allowed: {}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values and the convention found, or the problems as text.
    type Read = Result<(Vec<Option<f64>>, Option<Decimal>), Vec<String>>;

    /// The values of a column whose cells stand on lines 2, 3, ..., or its problems.
    fn read(cells: &[&str], options: &ColumnOptions) -> Read {
        let mut log = Log::new("f");
        let cells: Vec<Cell<'_>> =
            cells.iter().zip(2..).map(|(text, line)| Cell { text, line, entity: "E" }).collect();
        let numbers = Cells {
            name: "x",
            position: 0,
            cells: &cells,
            options,
            missing: &[String::new(), "NA".into()],
            decimal: options.decimal,
        }
        .read(&mut log);
        match log.finish(()) {
            Ok(_) => Ok((numbers.values, numbers.found)),
            Err(problems) => Err(problems.iter().map(|p| format!("{}: {p}", p.code)).collect()),
        }
    }

    fn plain(cells: &[&str]) -> Read {
        read(cells, &ColumnOptions::default())
    }

    fn declared(decimal: Decimal) -> ColumnOptions {
        ColumnOptions { decimal: Some(decimal), ..ColumnOptions::default() }
    }

    #[test]
    fn definite_cells_settle_the_ambiguous_ones() {
        // `1.234` is 1234 beside `0,5`, and 1.234 beside `0.5`.
        assert_eq!(plain(&["1.234", "0,5"]), Ok((vec![Some(1234.0), Some(0.5)], Some(Decimal::Comma))));
        assert_eq!(plain(&["1.234", "0.5"]), Ok((vec![Some(1.234), Some(0.5)], Some(Decimal::Point))));
        assert_eq!(plain(&["1", "2"]), Ok((vec![Some(1.0), Some(2.0)], None)));
        assert_eq!(plain(&["", "NA"]), Ok((vec![None, None], None)));
    }

    #[test]
    fn a_column_that_stays_ambiguous_asks() {
        let problems = plain(&["5", "1.234", "2.500"]).expect_err("ambiguous");
        assert_eq!(
            problems,
            [
                "ambiguous-decimal: f line 3, `x`, entity `E`: `1.234` is 1.234 with a decimal point and 1234 with a \
              decimal comma, and no cell of the column tells which; declare `decimal = \".\"` or `decimal = \",\"` \
              under `[data]`, or under `[data.columns.\"name\"]` for one column"
            ]
        );
    }

    #[test]
    fn a_column_with_both_marks_names_one_cell_of_each() {
        let problems = plain(&["1.5", "2", "12,5", "13,5"]).expect_err("mixed");
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].contains(
                "line 4, `x`, entity `E`: `12,5` has a decimal comma, but `1.5` on line 2 a decimal point"
            ),
            "{problems:?}"
        );
    }

    #[test]
    fn a_declared_mark_is_held_to() {
        let comma = declared(Decimal::Comma);
        assert_eq!(read(&["1.234"], &comma), Ok((vec![Some(1234.0)], Some(Decimal::Comma))));
        let problems = read(&["1.5", "1.234,5"], &comma).expect_err("a decimal point");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("wrong-decimal: f line 2"), "{problems:?}");
        assert_eq!(
            read(&["1,234"], &declared(Decimal::Point)),
            Ok((vec![Some(1234.0)], Some(Decimal::Point)))
        );
        assert!(read(&["12,34"], &declared(Decimal::Point)).is_err(), "no group of three");
    }

    #[test]
    fn what_is_not_finite_is_refused() {
        for text in ["nan", "inf", "-Infinity", "1e999", "-1e999"] {
            let problems = plain(&[text]).expect_err(text);
            assert!(problems[0].starts_with("not-finite"), "{problems:?}");
        }
    }

    #[test]
    fn a_missing_mark_may_look_like_a_number() {
        let options = ColumnOptions { missing: vec!["-99".into()], ..ColumnOptions::default() };
        assert_eq!(read(&["-99", "3"], &options), Ok((vec![None, Some(3.0)], None)));
    }

    #[test]
    fn values_outside_the_range_name_the_bound() {
        let options = ColumnOptions { range: (Some(0.0), Some(100.0)), ..ColumnOptions::default() };
        assert_eq!(read(&["0", "100"], &options), Ok((vec![Some(0.0), Some(100.0)], None)));
        assert_eq!(
            read(&["-0,5", "100,5"], &options).expect_err("outside"),
            [
                "out-of-range: f line 2, `x`, entity `E`: `-0,5` is less than 0; allowed: 0 to 100",
                "out-of-range: f line 3, `x`, entity `E`: `100,5` is more than 100; allowed: 0 to 100"
            ]
        );
    }

    #[test]
    fn tokens_become_their_positions() {
        let tokens = Some(vec!["No".into(), "Yes".into(), "0.5".into()]);
        let options = ColumnOptions { tokens, ..ColumnOptions::default() };
        // `0,50` and `.5` are the number of the third token.
        assert_eq!(
            read(&["Yes", "No", "", "0.5", "0,50", ".5"], &options),
            Ok((vec![Some(1.0), Some(0.0), None, Some(2.0), Some(2.0), Some(2.0)], None))
        );
        assert_eq!(
            read(&["yes"], &options).expect_err("case matters"),
            ["unknown-answer: f line 2, `x`, entity `E`: `yes` is not one of the answers of this column; \
              allowed: `No`, `Yes`, `0.5`"]
        );
    }

    #[test]
    fn problems_do_not_hide_each_other() {
        let problems = plain(&["ND", "23-abr", "1.5", "2,5", "5%"]).expect_err("four problems");
        let codes: Vec<&str> = problems.iter().filter_map(|p| p.split(':').next()).collect();
        assert_eq!(codes, ["not-a-number", "date", "mixed-decimals", "percent"]);
    }
}
