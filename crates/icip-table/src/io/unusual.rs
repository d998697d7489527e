//! Cells of key columns that are read in another form than the one in which they are written.

use std::collections::BTreeMap;

use super::log::Log;
use super::normal::{normal_form, unusual};
use super::shown::shorten;
use super::spellings::Spellings;
use super::touched::year;
use icip_problem::{Code, Message, Problem, message};

/// Cells of a column that are kept for messages.
const KEPT: usize = 50;

/// The cells of key columns that hold characters which their normal form lacks, by position of the column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unusual {
    columns: BTreeMap<usize, UnusualCells>,
}

/// What is to be said of the cells of key columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyNotes {
    /// Cells that are not in normal form.
    pub(crate) unusual: Unusual,
    /// Periods that are years written as other numbers are.
    pub(crate) years: Unusual,
    /// Texts that a spreadsheet would take for formulas.
    pub(crate) formulas: Unusual,
    /// Groups, which may be written in several ways.
    pub(crate) groups: Spellings,
}

impl KeyNotes {
    /// Takes what stands further down.
    pub(crate) fn follow(&mut self, below: Self) {
        self.unusual.follow(below.unusual);
        self.years.follow(below.years);
        self.formulas.follow(below.formulas);
        self.groups.follow(below.groups);
    }

    /// Says all of it.
    pub(crate) fn tell<'n>(&self, name: impl Fn(usize) -> &'n str, log: &mut Log) {
        let name = |column: usize| name(column).to_owned();
        self.unusual.warn(name, log);
        self.years.tell_years(name, log);
        self.formulas.tell_formulas(name, log);
        self.groups.warn(name, log);
    }
}

#[derive(Debug, Clone, Default)]
struct UnusualCells {
    count: usize,
    /// Line and text of the first of them.
    first: Vec<(u64, String)>,
}

impl Unusual {
    /// Notes a cell whose normal form is another text.
    pub(crate) fn see(&mut self, column: usize, line: u64, text: &str) {
        let cells = self.columns.entry(column).or_default();
        cells.count += 1;
        if cells.first.len() < KEPT {
            cells.first.push((line, text.to_owned()));
        }
    }

    /// Takes what stands further down.
    pub(crate) fn follow(&mut self, below: Self) {
        for (column, found) in below.columns {
            let cells = self.columns.entry(column).or_default();
            cells.count += found.count;
            let room = KEPT - cells.first.len();
            cells.first.extend(found.first.into_iter().take(room));
        }
    }

    /// Says which columns hold characters that are read as others.
    pub(crate) fn warn(&self, name: impl Fn(usize) -> String, log: &mut Log) {
        for (column, cells) in &self.columns {
            let Some((line, text)) = cells.first.first() else { continue };
            let (characters, normal) = (unusual(text), shorten(&normal_form(text)));
            let what = match cells.count - 1 {
                0 => message!("unusual-characters-cell", characters, normal),
                more => message!("unusual-characters-cells", characters, normal, more),
            };
            let place = log.place().line(*line).field(name(*column));
            log.warn(*column, Problem::new(Code::UnusualCharacters, place, what));
        }
    }

    /// Says which periods are read as years, where the cells noted are such periods.
    pub(crate) fn tell_years(&self, name: impl Fn(usize) -> String, log: &mut Log) {
        for (column, cells) in &self.columns {
            let Some((line, text)) = cells.first.first() else { continue };
            let (text, more, year) = (shorten(text), cells.count - 1, year(text).unwrap_or_default());
            let what = match more {
                0 => message!("period-as-number-cell", text, year),
                more => message!("period-as-number-cells", text, year, more),
            };
            let place = log.place().line(*line).field(name(*column));
            log.warn(*column, Problem::new(Code::PeriodAsNumber, place, what));
        }
    }

    /// Says which columns hold texts that a spreadsheet would take for formulas, where the cells noted are such texts.
    pub(crate) fn tell_formulas(&self, name: impl Fn(usize) -> String, log: &mut Log) {
        for (column, cells) in &self.columns {
            let Some((line, text)) = cells.first.first() else { continue };
            let (text, more) = (shorten(text), cells.count - 1);
            let what = match more {
                0 => message!("begins-like-formula-cell", text),
                more => message!("begins-like-formula-cells", text, more),
            };
            let place = log.place().line(*line).field(name(*column));
            let problem = Problem::new(Code::BeginsLikeFormula, place, what);
            log.warn(*column, problem.hint(message!("begins-like-formula-hint")));
        }
    }

    /// Where the code of a row, whose key is given, has unusual characters.
    pub(crate) fn hint(&self, column: usize, key: &str) -> Option<Message> {
        let is_code = |text: &str| {
            let code = normal_form(text);
            key.strip_prefix(code.as_ref()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let (line, text) = self.columns.get(&column)?.first.iter().find(|(_, text)| is_code(text))?;
        Some(message!("unusual-characters-hint", line = line.to_string(), characters = unusual(text)))
    }
}
