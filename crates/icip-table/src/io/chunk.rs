//! What a chunk of rows holds, and what is to be said of it.

use std::borrow::Cow;

use super::cells::{Cell, NumberColumn};
use super::codes::CodeProfile;
use super::evidence::{Evidence, Example, RuleEvidence};
use super::exclude::Excluded;
use super::kept::Kept;
use super::layout::Layout;
use super::notes::is_phrase;
use super::options::ShownPeriod;
use super::refusal::Refusal;
use super::repeats::Fingerprint;
use super::shown::{separator, shorten};
use super::small_totals::FewRows;
use super::totals::Ends;
use super::typed_cell::TypedCell;
use super::unusual::KeyNotes;
use crate::data::Entity;
use icip_problem::{Code, Place, Problem, message};

/// What a chunk of records holds.
pub(crate) struct Chunk {
    pub(crate) rows: Rows,
    pub(crate) excluded: Vec<Excluded>,
    /// Rows of the table, those left out by rule among them.
    pub(crate) count: usize,
    pub(crate) notes: RowNotes,
    pub(crate) codes: CodeProfile,
    /// What tells whether a row is the sum of the others.
    pub(crate) ends: Ends,
    /// The rows themselves, where they are few.
    pub(crate) few: FewRows,
    pub(crate) fingerprints: Vec<Fingerprint>,
    /// What the cells of each column of numbers show of its convention.
    pub(crate) evidence: Vec<Evidence>,
    /// The convention that the column of each rule shows first, and whether a row hung on it.
    pub(crate) rules: Vec<RuleEvidence>,
}

/// Rows that stay.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) entities: Vec<Entity>,
    /// The numbers, column by column, each `stride` long; 0.0 where a cell is absent.
    values: Vec<f64>,
    stride: usize,
    /// The rows of each column that hold nothing.
    pub(crate) gaps: Vec<Vec<usize>>,
    /// The cells of observations as they are, row by row.
    pub(crate) observed: Vec<TypedCell<'static>>,
}

/// The numbers of a row.
pub(crate) struct Row<'a> {
    /// Those of the column that comes first, from the row on, and of all others after it.
    values: &'a mut [f64],
    stride: usize,
}

impl Row<'_> {
    /// Puts a value into a column.
    #[inline]
    pub(crate) fn place(&mut self, number: usize, value: f64) {
        // Adding 0.0 turns -0.0 into 0.0.
        self.values[number * self.stride] = value + 0.0;
    }
}

impl Chunk {
    /// Room for at most so many rows, in memory that other rows left after.
    pub(crate) fn new(layout: &Layout, rows: usize, mut values: Vec<f64>) -> Self {
        let numbers = layout.numbers.len();
        // Every cell of a row is either placed or left.
        values.resize(rows * numbers, 0.0);
        Self {
            rows: Rows {
                entities: Vec::with_capacity(rows),
                values,
                stride: rows,
                gaps: vec![Vec::new(); numbers],
                observed: Vec::new(),
            },
            excluded: Vec::new(),
            count: 0,
            notes: RowNotes::new(layout),
            codes: CodeProfile::default(),
            ends: Ends::default(),
            few: FewRows::default(),
            fingerprints: Vec::with_capacity(rows),
            evidence: vec![Evidence::default(); numbers],
            rules: vec![RuleEvidence::default(); layout.rules.len()],
        }
    }

    /// Sums its rows up. Totals of one period among several are looked for only where there are few rows.
    pub(crate) fn end(mut self, layout: &Layout) -> Self {
        if !layout.numbers.is_empty() {
            let numbers = 0..layout.numbers.len();
            let columns: Vec<(&[f64], &[usize])> =
                numbers.map(|number| (self.rows.column(number), &*self.rows.gaps[number])).collect();
            self.few = FewRows::of(&self.rows.entities, &columns);
            if !layout.keys.has_period() {
                self.ends = Ends::of(&self.rows.entities, &columns);
            }
        }
        self
    }

    /// Takes a cell of the row whose entity comes next; `text` is what messages show of it.
    pub(crate) fn take<'t>(
        &mut self,
        number: usize,
        column: &NumberColumn,
        cell: Cell,
        text: impl FnOnce() -> Cow<'t, str>,
        at: RowPlace<'_>,
    ) {
        let example = || Example {
            line: at.line,
            text: column.undecorated(&text()).into_owned(),
            entity: at.entity.key(),
        };
        match cell {
            Cell::Value(value, written) => {
                self.evidence[number].see(written, example);
                self.rows.next().place(number, value);
                return;
            }
            Cell::Absent => {}
            Cell::OutOfRange(refusal, written) => {
                self.evidence[number].see(written, example);
                match at.refused(refusal, &column.name) {
                    Told::Problem(problem) => {
                        self.notes.out_of_range.push_apart(number, column.position, problem);
                    }
                    Told::Note(note) => self.notes.asides.push(column.position, note),
                }
            }
            Cell::Refused(refusal) => match at.refused(refusal, &column.name) {
                Told::Problem(problem) => self.notes.problems.push(column.position, problem),
                Told::Note(note) => self.notes.asides.push(column.position, note),
            },
        }
        self.rows.leave(number);
    }
}

/// Which row a cell is in.
#[derive(Clone, Copy)]
pub(crate) struct RowPlace<'a> {
    pub(crate) file: &'a Place,
    pub(crate) line: u64,
    pub(crate) entity: &'a Entity,
    /// The period whose rows alone are shown.
    pub(crate) shown: Option<&'a ShownPeriod>,
    /// The column in which the cell stands, where that is not the one that it is a value of.
    pub(crate) stands_in: Option<&'a str>,
}

/// What is said of a cell that is refused.
enum Told {
    Problem(Problem),
    Note(Problem),
}

impl RowPlace<'_> {
    /// A cell of a row that takes no part in what is shown is worth a note only.
    fn refused(self, refusal: Refusal, column: &str) -> Told {
        let place = self.file.line(self.line).field(self.stands_in.unwrap_or(column));
        let mut problem = refusal.at(place, self.entity.key());
        if self.stands_in.is_some() {
            problem.what = message!("cell-of-indicator", what = problem.what, indicator = column);
        }
        let other = self.shown.zip(self.entity.period.as_ref());
        let Some((shown, period)) = other.filter(|(shown, period)| shown.period != **period) else {
            return Told::Problem(problem);
        };
        match &shown.linked_by {
            Some(why) => {
                let (what, asked, why) = (problem.what.clone(), &shown.period, why.clone());
                let what = message!("cell-of-linked-period", what, period, asked, why);
                let mut told = problem;
                told.what = what;
                Told::Problem(told)
            }
            None => {
                let what = message!("unused-cell-of", what = problem.what, period, asked = &shown.period);
                Told::Note(Problem::new(Code::UnusedCell, problem.place, what))
            }
        }
    }
}

impl Rows {
    /// The row whose entity comes next.
    #[inline]
    pub(crate) fn next(&mut self) -> Row<'_> {
        // Without columns there is nothing after the first row.
        let values = self.values.get_mut(self.entities.len()..).unwrap_or_default();
        Row { values, stride: self.stride }
    }

    /// Leaves a gap in the row whose entity comes next.
    pub(crate) fn leave(&mut self, number: usize) {
        self.gaps[number].push(self.entities.len());
        self.next().place(number, 0.0);
    }

    /// Puts the cells of a column into all rows, whose entities are there.
    pub(crate) fn place_all(&mut self, number: usize, cells: impl ExactSizeIterator<Item = Option<f64>>) {
        let values = &mut self.values[number * self.stride..][..cells.len()];
        for (row, (value, cell)) in values.iter_mut().zip(cells).enumerate() {
            // Adding 0.0 turns -0.0 into 0.0.
            *value = cell.map_or(0.0, |cell| cell + 0.0);
            if cell.is_none() {
                self.gaps[number].push(row);
            }
        }
    }

    /// The memory of the numbers, for other rows: fresh memory costs more than what is written to it.
    pub(crate) fn into_values(self) -> Vec<f64> {
        self.values
    }

    /// The numbers of a column.
    pub(crate) fn column(&self, number: usize) -> &[f64] {
        &self.values(number)[..self.entities.len()]
    }

    /// The numbers of a column, and room after them.
    pub(crate) fn values(&self, number: usize) -> &[f64] {
        &self.values[number * self.stride..][..self.stride]
    }
}

/// What is to be said of rows.
pub(crate) struct RowNotes {
    /// Problems with keys and cells.
    pub(crate) problems: Kept,
    /// Notes on cells that take no part in what is shown.
    pub(crate) asides: Kept,
    /// Numbers that are not finite or out of the range, by column of numbers.
    pub(crate) out_of_range: Kept,
    pub(crate) ragged: RaggedRows,
    /// Rows of separators alone, and the line of the first.
    pub(crate) blank: usize,
    pub(crate) first_blank: Option<u64>,
    /// The first text of each column without a name.
    pub(crate) unnamed: Vec<Option<(u64, String)>>,
    /// What is to be said of cells of key columns.
    pub(crate) keys: KeyNotes,
    /// The line of the last row that holds anything.
    pub(crate) last: Option<u64>,
    /// Whether a row of the full width holds more than its first cell, and whether one with a phrase
    /// for a code does.
    pub(crate) full: bool,
    pub(crate) phrases: bool,
}

impl RowNotes {
    fn new(layout: &Layout) -> Self {
        let most = layout.limits.kept();
        Self {
            problems: Kept::new(most),
            asides: Kept::new(most),
            out_of_range: Kept::new(most),
            ragged: RaggedRows { most, first: Vec::new(), passed: 0, last: None },
            blank: 0,
            first_blank: None,
            unnamed: vec![None; layout.unnamed.len()],
            keys: KeyNotes::default(),
            last: None,
            full: false,
            phrases: false,
        }
    }
}

/// Ragged rows: the first of them, how many follow, and the last.
pub(crate) struct RaggedRows {
    most: usize,
    pub(crate) first: Vec<Ragged>,
    /// Rows between the first and the last.
    pub(crate) passed: usize,
    pub(crate) last: Option<Ragged>,
}

impl RaggedRows {
    pub(crate) fn push(&mut self, row: Ragged) {
        if self.first.len() < self.most {
            self.first.push(row);
        } else if self.last.replace(row).is_some() {
            self.passed += 1;
        }
    }
}

/// A row with too few fields, or too many.
pub(crate) struct Ragged {
    pub(crate) line: u64,
    pub(crate) width: usize,
    pub(crate) code: String,
}

impl Ragged {
    /// What is wrong; `last` tells whether nothing stands below.
    pub(crate) fn problem(&self, layout: &Layout, place: &Place, last: bool) -> Problem {
        let is_note = last && is_phrase(&self.code);
        let widths = (self.width, layout.width());
        ragged_row(place.line(self.line), &self.code, widths, layout.delimiter, is_note)
    }
}

/// A row whose number of fields is not that of the header: the numbers found and wanted.
pub(crate) fn ragged_row(
    place: Place,
    code: &str,
    (found, wanted): (usize, usize),
    delimiter: u8,
    is_note: bool,
) -> Problem {
    let separator = separator(delimiter);
    let hint = match found > wanted {
        _ if code.starts_with('#') => message!("ragged-row-comment-hint"),
        false if found == 1 && is_phrase(code) => {
            let begin = code.find(':').map_or(code, |colon| &code[..=colon]);
            message!("ragged-row-end-hint", separator, begin = shorten(begin))
        }
        _ if is_note => message!("ragged-row-note-hint"),
        true => message!("ragged-row-long-hint", separator),
        false => message!("ragged-row-short-hint", separator),
    };
    let place = if code.is_empty() { place } else { place.entity(shorten(code)) };
    Problem::new(Code::RaggedRow, place, message!("ragged-row-fields", found, wanted)).hint(hint)
}
