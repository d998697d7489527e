//! The cells of one column to numbers.
//!
//! Two passes: the first sees how each cell is written, so that the column as a whole can say which
//! decimal mark it uses; the second reads the values in that convention.

use super::super::log::Log;
use super::super::number::{Written, number, value, value_with};
use super::super::options::{ColumnOptions, Decimal};
use super::super::refusal::{Refusal, shorten};
use super::super::write::format_number;
use icip_problem::{Code, Place, Problem};

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
            self.refuse(row, Refusal::new(Code::NotFinite, what, hint), log);
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
            self.refuse(row, Refusal::new(Code::UnknownAnswer, what, allowed(tokens)), log);
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
        Refusal::new(Code::MixedDecimals, what, "write the whole column with one decimal mark")
    }

    fn ambiguous(&self, row: usize) -> Refusal {
        let text = self.cells[row].text;
        let reading = |decimal| format_number(value(text, decimal));
        let (point, comma) = (reading(Decimal::Point), reading(Decimal::Comma));
        let what = format!(
            "`{text}` is {point} with a decimal point and {comma} with a decimal comma, and no cell of the column tells which"
        );
        let hint = "declare `decimal = \".\"` or `decimal = \",\"` under `[data]`, or under `[data.columns.\"name\"]` for one column";
        Refusal::new(Code::AmbiguousDecimal, what, hint)
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
    Refusal::new(Code::WrongDecimal, what, hint)
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
    Refusal::new(Code::OutOfRange, what, hint)
}

fn allowed(tokens: &[String]) -> String {
    let mut shown: Vec<String> = tokens.iter().take(LISTED).map(|token| format!("`{token}`")).collect();
    if tokens.len() > LISTED {
        shown.push(format!("and {} more", tokens.len() - LISTED));
    }
    format!("allowed: {}", shown.join(", "))
}
