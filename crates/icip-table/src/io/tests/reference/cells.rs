//! The cells of one column to numbers.
//!
//! Two passes: the first sees how each cell is written, so that the column as a whole can say which
//! decimal mark it uses; the second reads the values in that convention.

use std::borrow::Cow;

use crate::io::cells::{ambiguous, mixed, out_of_range, too_large, unknown_answer, values_of, wrong_mark};
use crate::io::collector::warn_of_thousands;
use crate::io::evidence::{Evidence, Example};
use crate::io::log::Log;
use crate::io::normal::normal_form;
use crate::io::number::{Written, mark_value, number, value, value_with};
use crate::io::options::{ColumnOptions, Decimal};
use crate::io::refusal::Refusal;
use icip_problem::{Problem, message};

/// What is declared of a column.
pub(crate) struct Declared<'a> {
    pub(crate) options: &'a ColumnOptions,
    /// Missing marks of the whole table.
    pub(crate) missing: &'a [String],
    /// The convention that is declared for the column, or for the table.
    pub(crate) decimal: Option<Decimal>,
}

/// One column of a table, and what is asked of it.
pub(crate) struct Cells<'a> {
    pub(crate) name: &'a str,
    /// Position of the column, by which problems of a line are ordered.
    pub(crate) position: usize,
    /// The place of a row, with its entity, and the text of its cell.
    pub(crate) cells: &'a [Cell<'a>],
    pub(crate) declared: Declared<'a>,
}

/// A cell and the row it is in.
pub(crate) struct Cell<'a> {
    /// Without what the column is declared to write around its numbers.
    pub(crate) text: Cow<'a, str>,
    pub(crate) line: u64,
    pub(crate) entity: &'a str,
}

/// The numbers of a column, and the convention that its cells show.
pub(crate) struct Numbers {
    pub(crate) values: Vec<Option<f64>>,
    pub(crate) found: Option<Decimal>,
}

/// What the first pass says of the column's decimal mark.
enum Verdict {
    /// The convention to read in, and whether the cells showed it.
    On(Decimal, Option<Decimal>),
    /// Rows with a definite point and a definite comma.
    Mixed { point: usize, comma: usize },
    /// A row that could be read both ways, in a column without any that could not.
    Ambiguous(usize),
}

impl Declared<'_> {
    /// Whether a text means that there is no value.
    pub(crate) fn is_missing(&self, text: &str) -> bool {
        let marks = || self.missing.iter().chain(&self.options.missing).map(|mark| normal_form(mark));
        if marks().any(|mark| mark == text || mark == normal_form(text)) {
            return true;
        }
        let Some(written) = Written::of(text) else { return false };
        let readings: Vec<Decimal> = [Decimal::Point, Decimal::Comma]
            .into_iter()
            .filter(|decimal| match written {
                Written::Either => self.decimal.is_none_or(|declared| declared == *decimal),
                written => written.allows(*decimal),
            })
            .collect();
        let is_mark = |mark: f64| readings.iter().any(|decimal| value(text, *decimal) == mark);
        marks().filter_map(|mark| mark_value(&mark, self.decimal)).any(is_mark)
    }

    /// The number for which a text stands.
    pub(crate) fn number(&self, text: &str) -> Option<f64> {
        values_of(self.options).get(normal_form(text).as_ref()).copied()
    }
}

impl Cells<'_> {
    /// The numbers of the column; cells with a problem are left absent.
    pub(crate) fn read(&self, log: &mut Log) -> Numbers {
        match &self.declared.options.tokens {
            Some(tokens) => Numbers { values: self.positions(tokens, log), found: None },
            None => self.numbers(log),
        }
    }

    fn numbers(&self, log: &mut Log) -> Numbers {
        let written: Vec<Option<Written>> = (0..self.cells.len()).map(|row| self.written(row, log)).collect();
        match self.decide(&written) {
            Verdict::On(decimal, found) => {
                if self.declared.decimal.is_none() {
                    self.warn_of_thousands(&written, log);
                }
                let mut scratch = String::new();
                let values = written
                    .iter()
                    .enumerate()
                    .map(|(row, written)| self.value(row, (*written)?, decimal, &mut scratch, log))
                    .collect();
                Numbers { values, found }
            }
            Verdict::Mixed { point, comma } => {
                let (early, late) = (&self.cells[point.min(comma)], &self.cells[point.max(comma)]);
                let mark = if late.line == self.cells[comma].line { Decimal::Comma } else { Decimal::Point };
                self.give_up(mixed(&late.text, mark, &early.text, early.line), point.max(comma), log)
            }
            Verdict::Ambiguous(row) => self.give_up(ambiguous(&self.cells[row].text), row, log),
        }
    }

    fn warn_of_thousands(&self, written: &[Option<Written>], log: &mut Log) {
        let example = |row: usize| {
            let cell = &self.cells[row];
            Example { line: cell.line, text: cell.text.clone().into_owned(), entity: cell.entity.into() }
        };
        let mut evidence = Evidence::default();
        for (row, written) in written.iter().enumerate().filter_map(|(row, written)| Some((row, (*written)?)))
        {
            evidence.see(written, || example(row));
        }
        warn_of_thousands(&evidence, (self.position, self.name), log);
    }

    fn give_up(&self, refusal: Refusal, row: usize, log: &mut Log) -> Numbers {
        self.refuse(row, refusal, log);
        Numbers { values: vec![None; self.cells.len()], found: None }
    }

    /// How a cell is written; nothing where it is missing or refused.
    fn written(&self, row: usize, log: &mut Log) -> Option<Written> {
        let text = self.cells[row].text.as_ref();
        if self.declared.is_missing(text) {
            return None;
        }
        if self.declared.number(text).is_some() {
            return Some(Written::Whole);
        }
        let Some(written) = Written::of(text) else {
            self.refuse(row, Refusal::of(text, self.declared.missing), log);
            return None;
        };
        match self.declared.decimal {
            Some(decimal) if !written.allows(decimal) => {
                let refusal = wrong_mark(text, decimal);
                let decided_by = self.declared.options.thousands.filter(|mark| matches!(mark, '.' | ','));
                let refusal = match decided_by.filter(|_| self.declared.options.decimal.is_none()) {
                    Some(mark) => {
                        let (mark, decimal) = (mark.to_string(), decimal.mark().to_string());
                        refusal.with_hint(message!("wrong-decimal-by-thousands-hint", mark, decimal))
                    }
                    None => refusal,
                };
                self.refuse(row, refusal, log);
                None
            }
            _ => Some(written),
        }
    }

    fn decide(&self, written: &[Option<Written>]) -> Verdict {
        if let Some(decimal) = self.declared.decimal {
            let shown = written.iter().flatten().any(|written| *written != Written::Whole);
            return Verdict::On(decimal, shown.then_some(decimal));
        }
        let first = |wanted: Written| written.iter().position(|written| *written == Some(wanted));
        let point = first(Written::In(Decimal::Point));
        let comma = first(Written::In(Decimal::Comma));
        match (point, comma, first(Written::Either)) {
            (Some(point), Some(comma), _) => Verdict::Mixed { point, comma },
            (Some(_), None, _) => Verdict::On(Decimal::Point, Some(Decimal::Point)),
            (None, Some(_), _) => Verdict::On(Decimal::Comma, Some(Decimal::Comma)),
            (None, None, Some(row)) => Verdict::Ambiguous(row),
            (None, None, None) => Verdict::On(Decimal::Point, None),
        }
    }

    /// What is finite and within the range is a value.
    fn value(
        &self,
        row: usize,
        written: Written,
        decimal: Decimal,
        scratch: &mut String,
        log: &mut Log,
    ) -> Option<f64> {
        debug_assert!(written.allows(decimal));
        let text = self.cells[row].text.as_ref();
        let value = self.declared.number(text).unwrap_or_else(|| value_with(text, decimal, scratch));
        if !value.is_finite() {
            self.refuse(row, too_large(text), log);
            return None;
        }
        let (low, high) = self.declared.options.range;
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            self.refuse(row, out_of_range(text, self.declared.options.range, value), log);
            return None;
        }
        Some(value)
    }

    /// Positions in the list of tokens.
    fn positions(&self, tokens: &[String], log: &mut Log) -> Vec<Option<f64>> {
        (0..self.cells.len()).map(|row| self.position_of(row, tokens, log)).collect()
    }

    fn position_of(&self, row: usize, tokens: &[String], log: &mut Log) -> Option<f64> {
        let text = self.cells[row].text.as_ref();
        if self.declared.is_missing(text) {
            return None;
        }
        let exact = tokens.iter().position(|token| normal_form(token) == normal_form(text));
        // A spreadsheet writes the answer `1` as `1.0` or `1,00`.
        let same_number = |wanted: f64| {
            tokens.iter().position(|token| number(token.trim(), Some(Decimal::Point)) == Some(wanted))
        };
        let position = exact.or_else(|| same_number(number(text, self.declared.decimal)?));
        if position.is_none() {
            let tokens: Vec<String> = tokens.iter().map(|token| normal_form(token).into_owned()).collect();
            self.refuse(row, unknown_answer(text, &tokens), log);
        }
        position.map(|position| position as f64)
    }

    fn refuse(&self, row: usize, refusal: Refusal, log: &mut Log) {
        let cell = &self.cells[row];
        let place = log.place().line(cell.line).field(self.name);
        let place = if cell.entity.is_empty() { place } else { place.entity(cell.entity) };
        log.problem(self.position, Problem::new(refusal.code, place, refusal.what).hint(refusal.hint));
    }
}
