//! A column of numbers, cell by cell. This module must not know the other cells of the column.
//!
//! A cell says how it is written; only the column as a whole says which decimal mark it uses. So a
//! cell is read in a convention that is known or supposed, and tells whether that mattered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::decoration::{Decoration, is_mark};
use super::normal::{is_one_of, normal_form};
use super::number::{Written, mark_value, number, value, value_with};
use super::options::{ColumnOptions, Decimal, ReadOptions};
use super::refusal::Refusal;
use super::shown::shorten;
use super::typed_cell::TypedCell;
use super::write::format_number;
use icip_problem::{Code, Message, Value, message, quoted};

/// Allowed tokens that a message lists at most.
const LISTED: usize = 12;

/// A column of numbers, and what is asked of it.
#[derive(Debug, Clone)]
pub(crate) struct NumberColumn {
    pub(crate) name: String,
    /// Position of the column, by which problems of a line are ordered.
    pub(crate) position: usize,
    /// The convention that is declared for the column, or for the table.
    pub(crate) declared: Option<Decimal>,
    /// The mark of thousands from which alone the convention follows.
    decided_by: Option<char>,
    /// Whether any plain number is what it looks like: not an answer, no mark of absence, and without a flag.
    pub(crate) plain: bool,
    /// Marks of a missing value that are numbers.
    number_marks: Vec<f64>,
    tokens: Option<Vec<String>>,
    /// Texts that stand for a number, in normal form.
    values: BTreeMap<String, f64>,
    /// What it may write around and inside its numbers; nothing in most columns.
    decoration: Option<Decoration>,
    /// Missing marks of the table and of the column.
    missing: Vec<String>,
    /// Missing marks as the table declares them.
    declared_missing: Vec<String>,
    range: (Option<f64>, Option<f64>),
    /// The same as numbers.
    bounds: (f64, f64),
}

/// How truth values are written: by programs, and by spreadsheets in English and in Spanish.
const TRUE: [&str; 6] = ["true", "TRUE", "True", "VERDADERO", "verdadero", "Verdadero"];
const FALSE: [&str; 6] = ["false", "FALSE", "False", "FALSO", "falso", "Falso"];

/// What a cell holds.
#[derive(Debug, PartialEq)]
pub(crate) enum Cell {
    Absent,
    /// A finite number within the range, and how it is written.
    Value(f64, Written),
    /// A number that is not finite or out of the range, and how it is written.
    OutOfRange(Refusal, Written),
    /// No number.
    Refused(Refusal),
}

impl Cell {
    /// How the number is written, where the cell is one.
    pub(crate) fn written(&self) -> Option<Written> {
        match self {
            Self::Value(_, written) | Self::OutOfRange(_, written) => Some(*written),
            Self::Absent | Self::Refused(_) => None,
        }
    }
}

impl NumberColumn {
    pub(crate) fn new(name: &str, position: usize, asked: &ColumnOptions, options: &ReadOptions) -> Self {
        let normal =
            |texts: &[String]| texts.iter().map(|text| normal_form(text).into_owned()).collect::<Vec<_>>();
        let missing = [normal(&options.missing), normal(&asked.missing)].concat();
        // A mark of thousands that is a decimal mark elsewhere leaves the other one.
        let by_thousands = match asked.thousands {
            Some('.') => Some(Decimal::Comma),
            Some(',') => Some(Decimal::Point),
            _ => None,
        };
        let declared = asked.decimal.or(by_thousands).or(options.decimal);
        let decoration = Decoration {
            thousands: asked.thousands.filter(|_| by_thousands.is_none()),
            percent: asked.percent,
            flags: asked.flags.clone(),
        };
        let number_marks: Vec<f64> = missing.iter().filter_map(|mark| mark_value(mark, declared)).collect();
        Self {
            name: name.to_owned(),
            position,
            declared,
            decided_by: asked.thousands.filter(|_| asked.decimal.is_none() && by_thousands.is_some()),
            plain: asked.tokens.is_none()
                && number_marks.is_empty()
                && asked.values.is_empty()
                && !asked.flags.iter().any(|flag| may_end_number(flag)),
            number_marks,
            tokens: asked.tokens.as_deref().map(normal),
            values: values_of(asked),
            decoration: Some(decoration).filter(|decoration| !decoration.is_none()),
            missing,
            declared_missing: options.missing.clone(),
            range: asked.range,
            // The ends of the finite numbers, so that the same two comparisons refuse infinities and NaN.
            bounds: (asked.range.0.unwrap_or(f64::MIN), asked.range.1.unwrap_or(f64::MAX)),
        }
    }

    /// Whether its cells are answers from a list, which have no decimal mark.
    pub(crate) fn has_tokens(&self) -> bool {
        self.tokens.is_some()
    }

    /// Whether a percent sign is declared, which is that of the numbers: `12 %` is 12.
    pub(crate) fn takes_percent(&self) -> bool {
        self.decoration.as_ref().is_some_and(|decoration| decoration.percent)
    }

    /// The cell with this text, when the column writes numbers in a convention.
    pub(crate) fn cell(&self, text: &str, decimal: Decimal, scratch: &mut String) -> Cell {
        // Before everything else, because what is declared may look like a number or like an answer, or may end like a
        // number with a flag.
        if let Some(cell) = self.declared_cell(text, scratch) {
            return cell;
        }
        let stripped = self.undecorated(text);
        let text = stripped.as_ref();
        if self.decoration.is_some()
            && let Some(cell) = self.declared_cell(text, scratch)
        {
            return cell;
        }
        if let Some(tokens) = &self.tokens {
            return self.answer(text, number(text, self.declared), tokens);
        }
        match Written::of(text) {
            None => Cell::Refused(self.refusal(text)),
            Some(written) => match self.wrong_mark(text, written) {
                Some(refusal) => Cell::Refused(refusal),
                None => self.checked(value_with(text, written.read_in(decimal), scratch), text, written),
            },
        }
    }

    /// A cell of a source that knows types, by the rules of [`NumberColumn::cell`]: text is read as the field
    /// of a CSV file; a number is compared as one with marks of missing values and with answers, and has no
    /// decimal mark.
    pub(crate) fn typed_cell(&self, cell: &TypedCell<'_>, decimal: Decimal, scratch: &mut String) -> Cell {
        match cell {
            TypedCell::Null => Cell::Absent,
            TypedCell::Text(text) => self.cell(text.trim(), decimal, scratch),
            TypedCell::Number(value) | TypedCell::Shown(value, _) => self.number(*value, cell),
            // Beyond 2^53 this rounds to the nearest number, as reading the digits of a CSV file does.
            TypedCell::Integer(value) => self.number(*value as f64, cell),
            TypedCell::Boolean(value) => self.cell(self.boolean(*value), decimal, scratch),
            TypedCell::Uncalculated => Cell::Refused(uncalculated()),
            TypedCell::Other(text, kind) => match &self.tokens {
                Some(tokens) => self.answer(text.trim(), None, tokens),
                None => {
                    let what = message!("not-numbers-cell", kind = kind.as_ref());
                    Cell::Refused(Refusal::new(Code::NotNumbers, what, message!("not-numbers-hint")))
                }
            },
        }
    }

    /// The text of a truth value: the one that the column declares, whatever the language of the spreadsheet that
    /// wrote it.
    fn boolean(&self, value: bool) -> &str {
        let texts = if value { TRUE } else { FALSE };
        let is_declared = |text: &&&str| {
            let text = normal_form(text);
            let answers = self.tokens.iter().flatten();
            answers.chain(&self.missing).chain(self.values.keys()).any(|declared| *declared == text)
        };
        texts.iter().find(is_declared).unwrap_or(&texts[0])
    }

    /// The cell of a text for which it is declared what it means.
    fn declared_cell(&self, text: &str, scratch: &mut String) -> Option<Cell> {
        if self.is_missing(text, scratch) {
            return Some(Cell::Absent);
        }
        Some(self.checked(self.stands_for(text)?, text, Written::Whole))
    }

    /// The number for which a text stands by declaration.
    fn stands_for(&self, text: &str) -> Option<f64> {
        if self.values.is_empty() || self.tokens.is_some() {
            return None;
        }
        self.values.get(normal_form(text).as_ref()).copied()
    }

    /// A text without what the column is declared to write around its numbers.
    pub(crate) fn undecorated<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.decoration {
            Some(decoration) if self.tokens.is_none() => decoration.strip(text),
            _ => Cow::Borrowed(text),
        }
    }

    /// Whether a text is a mark of a missing value: in normal form, or as the number that it is in any convention in
    /// which it may stand here.
    fn is_missing(&self, text: &str, scratch: &mut String) -> bool {
        if is_one_of(text, &self.missing) {
            return true;
        }
        if self.number_marks.is_empty() {
            return false;
        }
        let mut is_number = |decimal| self.number_marks.contains(&value_with(text, decimal, scratch));
        match (Written::of(text), self.declared) {
            (None, _) => false,
            (Some(Written::Either), None) => is_number(Decimal::Point) || is_number(Decimal::Comma),
            (Some(written), declared) => is_number(written.read_in(declared.unwrap_or(Decimal::Point))),
        }
    }

    fn number(&self, value: f64, cell: &TypedCell<'_>) -> Cell {
        if self.number_marks.contains(&value) {
            return Cell::Absent;
        }
        if self.tokens.is_none() && self.admits(value) {
            return Cell::Value(value, Written::Whole);
        }
        let text = cell.text();
        if let Some(tokens) = &self.tokens {
            return self.answer(&text, Some(value), tokens);
        }
        // What is not finite has no digits, and may be declared as a mark like any text.
        match value.is_finite() {
            true => self.checked(value, &text, Written::Whole),
            false if self.missing.iter().any(|mark| *mark == text) => Cell::Absent,
            false => Cell::Refused(Refusal::of(&text, &self.declared_missing)),
        }
    }

    /// Bounds that no finite value within the range leaves.
    pub(crate) fn bounds(&self) -> (f64, f64) {
        self.bounds
    }

    /// Whether a value is finite and within the range.
    fn admits(&self, value: f64) -> bool {
        let (low, high) = self.bounds;
        low <= value && value <= high
    }

    /// Whether a number of a source that knows types is what it looks like, and nothing is to be said of it.
    pub(crate) fn passes(&self, value: f64) -> bool {
        self.plain && self.admits(value)
    }

    /// Whether a number written so may stand in the column.
    pub(crate) fn allows(&self, written: Written) -> bool {
        self.declared.is_none_or(|declared| written.allows(declared))
    }

    fn wrong_mark(&self, text: &str, written: Written) -> Option<Refusal> {
        let decimal = self.declared.filter(|_| !self.allows(written))?;
        let refusal = wrong_mark(text, decimal);
        Some(match self.decided_by {
            Some(mark) => {
                let decimal = decimal.mark().to_string();
                refusal.with_hint(message!(
                    "wrong-decimal-by-thousands-hint",
                    mark = mark.to_string(),
                    decimal
                ))
            }
            None => refusal,
        })
    }

    /// Why a text that fits no convention is refused.
    fn refusal(&self, text: &str) -> Refusal {
        let refusal = Refusal::of(text, &self.declared_missing);
        let thousands = self.decoration.as_ref().and_then(|decoration| decoration.thousands);
        match thousands.filter(|mark| is_among(text, *mark)) {
            // Its own hint would be to declare what is declared.
            Some(mark) if matches!(refusal.code, Code::BlankInNumber | Code::MalformedNumber) => {
                refusal.with_hint(message!("thousands-groups-hint", mark = mark.to_string()))
            }
            _ => refusal,
        }
    }

    /// What is finite and within the range is a value.
    fn checked(&self, value: f64, text: &str, written: Written) -> Cell {
        if self.admits(value) {
            return Cell::Value(value, written);
        }
        if !value.is_finite() {
            return Cell::OutOfRange(too_large(text), written);
        }
        Cell::OutOfRange(out_of_range(text, self.range, value), written)
    }

    /// The position in the list of answers, of a text and of the number that it is, if it is one.
    fn answer(&self, text: &str, value: Option<f64>, tokens: &[String]) -> Cell {
        let exact = tokens.iter().position(|token| *token == normal_form(text));
        // A spreadsheet writes the answer `1` as `1.0` or `1,00`.
        let same =
            |wanted: f64| tokens.iter().position(|token| number(token, Some(Decimal::Point)) == Some(wanted));
        match exact.or_else(|| same(value?)) {
            Some(position) => Cell::Value(position as f64, Written::Whole),
            None => Cell::Refused(unknown_answer(text, tokens)),
        }
    }
}

/// Whether a flag may be the end of what looks like a number without one.
fn may_end_number(flag: &str) -> bool {
    flag.ends_with(|last: char| last.is_ascii_digit() || ".,".contains(last))
}

/// Whether a mark of thousands stands in a text.
fn is_among(text: &str, mark: char) -> bool {
    text.contains(|c| is_mark(c, mark))
}

/// The texts of a column that stand for a number, in normal form.
pub(crate) fn values_of(asked: &ColumnOptions) -> BTreeMap<String, f64> {
    asked.values.iter().map(|(text, value)| (normal_form(text).into_owned(), *value)).collect()
}

/// A formula whose result nobody has saved.
pub(crate) fn uncalculated() -> Refusal {
    let what = message!("uncalculated-formula-cell");
    Refusal::new(Code::UncalculatedFormula, what, message!("uncalculated-formula-hint"))
}

/// A number beyond the largest that can be computed with.
pub(crate) fn too_large(text: &str) -> Refusal {
    let what = message!("not-finite-too-large", text = shorten(text));
    let hint = message!("not-finite-too-large-hint", largest = Value::Number(format_number(f64::MAX)));
    Refusal::new(Code::NotFinite, what, hint)
}

/// A text that is not in the list of answers.
pub(crate) fn unknown_answer(text: &str, answers: &[String]) -> Refusal {
    let what = match text.is_empty() {
        true => message!("empty-cell-cell"),
        false => message!("unknown-answer-cell", text = shorten(text)),
    };
    Refusal::new(Code::UnknownAnswer, what, allowed(answers))
}

/// A cell with one decimal mark, `late`, in a column that holds `early` with the other on `line`.
pub(crate) fn mixed(late: &str, mark: Decimal, early: &str, line: u64) -> Refusal {
    let line = line.to_string();
    let what = match mark {
        Decimal::Comma => message!("mixed-decimals-comma", comma = late, point = early, line),
        Decimal::Point => message!("mixed-decimals-point", point = late, comma = early, line),
    };
    Refusal::new(Code::MixedDecimals, what, message!("mixed-decimals-hint"))
}

/// A cell that could be read both ways, in a column without any that could not.
pub(crate) fn ambiguous(text: &str) -> Refusal {
    let reading = |decimal| format_number(value(text, decimal));
    let (point, comma) = (reading(Decimal::Point), reading(Decimal::Comma));
    let what = message!("ambiguous-decimal-cell", text, point, comma);
    Refusal::new(Code::AmbiguousDecimal, what, message!("ambiguous-decimal-hint"))
}

/// A number with another mark than the one that is declared.
pub(crate) fn wrong_mark(text: &str, decimal: Decimal) -> Refusal {
    let what = match decimal {
        Decimal::Point => message!("wrong-decimal-point", text),
        Decimal::Comma => message!("wrong-decimal-comma", text),
    };
    let hint = message!("wrong-decimal-hint", mark = decimal.mark().to_string());
    Refusal::new(Code::WrongDecimal, what, hint)
}

/// A number outside of the range of its column.
pub(crate) fn out_of_range(text: &str, range: (Option<f64>, Option<f64>), value: f64) -> Refusal {
    let number = |bound| Value::Number(format_number(bound));
    let what = match range.0.filter(|low| value < *low) {
        Some(low) => message!("out-of-range-low", text, bound = number(low)),
        None => {
            let bound = range.1.map(number).unwrap_or_else(|| String::new().into());
            message!("out-of-range-high", text, bound)
        }
    };
    let hint = match (range.0.map(number), range.1.map(number)) {
        (Some(low), Some(high)) => message!("out-of-range-both-hint", low, high),
        (Some(low), None) => message!("out-of-range-low-hint", low),
        (None, high) => {
            message!("out-of-range-high-hint", high = high.unwrap_or_else(|| String::new().into()))
        }
    };
    Refusal::new(Code::OutOfRange, what, hint)
}

fn allowed(tokens: &[String]) -> Message {
    let words = quoted(tokens.iter().take(LISTED).map(String::as_str));
    match tokens.len().saturating_sub(LISTED) {
        0 => message!("allowed-words", words),
        more => message!("allowed-words-and-more", words, more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Decimals, read_csv};

    /// Values and the convention found, or the problems as text.
    type Read = Result<(Vec<Option<f64>>, Option<Decimal>), Vec<String>>;

    /// The line that a problem names.
    fn line_of(text: &str) -> &str {
        text.split_once(" line ").map_or("", |(_, rest)| rest.split(',').next().unwrap_or_default())
    }

    /// The values of a column whose cells stand on lines 2, 3, ..., or its problems.
    fn read(cells: &[&str], options: &ColumnOptions) -> Read {
        let options = ReadOptions {
            period: Some("line".into()),
            missing: vec![String::new(), "NA".into()],
            columns: [("x".to_string(), options.clone())].into(),
            ..ReadOptions::default()
        };
        let rows = cells.iter().zip(2..).map(|(text, line)| format!("{text}\tE\t{line}\n"));
        let table = format!("x\tcode\tline\n{}", rows.collect::<String>());
        match read_csv(table.as_bytes(), "f", &options).map(|table| table.value) {
            Ok(table) => {
                let values = table.panel.column("x").expect("asked for").cells().collect();
                let Decimals { point, comma, .. } = table.dialect.decimals;
                let found = [(point, Decimal::Point), (comma, Decimal::Comma)];
                Ok((values, found.into_iter().find(|(count, _)| *count > 0).map(|(_, decimal)| decimal)))
            }
            Err(problems) => Err(problems
                .iter()
                .map(|p| format!("{}: {p}", p.code))
                // The period is part of an entity's key.
                .map(|text| text.replacen(&format!("`E {}`", line_of(&text)), "`E`", 1))
                .collect()),
        }
    }

    fn plain(cells: &[&str]) -> Read {
        read(cells, &ColumnOptions::default())
    }

    fn declared(decimal: Decimal) -> ColumnOptions {
        ColumnOptions { decimal: Some(decimal), ..ColumnOptions::default() }
    }

    #[test]
    fn definite_cells_decide_the_ambiguous_ones() {
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
                "line 4, `x`, entity `E`: `12,5` has a decimal comma, but `1.5` on line 2 has a decimal point"
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
    fn a_missing_mark_may_hold_a_line_end_or_a_tab() {
        let options = ColumnOptions { missing: vec!["not available".into()], ..ColumnOptions::default() };
        assert_eq!(
            read(&["\"not\navailable\"", "\"not\tavailable\""], &options),
            Ok((vec![None, None], None))
        );
    }

    #[test]
    fn a_flag_may_stand_behind_a_text_that_stands_for_a_number() {
        let values = [("none".to_string(), 0.0), ("1e".to_string(), 7.0)].into();
        let options = ColumnOptions { values, flags: vec!["e".into()], ..ColumnOptions::default() };
        // `1e` as a whole is declared, which comes before its end being a flag.
        let want = vec![Some(0.0), Some(0.0), Some(7.0), Some(2.0)];
        assert_eq!(read(&["none", "none e", "1e", "2e"], &options), Ok((want, None)));
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
