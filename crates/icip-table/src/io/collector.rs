//! What is to be said of a whole table, put together from its chunks. This module must not read rows.

use std::collections::BTreeSet;

use super::cells::{ambiguous, mixed};
use super::chunk::{Chunk, Ragged, RowNotes, Rows};
use super::codes::{self, CodeProfile};
use super::dialect::Decimals;
use super::evidence::{Evidence, Example};
use super::exclude::Excluded;
use super::kept::Kept;
use super::layout::Layout;
use super::left_out::Seen;
use super::log::Log;
use super::notes::Tail;
use super::number::value;
use super::options::Decimal;
use super::records::OpenQuote;
use super::refusal::Refusal;
use super::repeats::{Fingerprint, Repeats};
use super::shown::{listed, shorten};
use super::small_totals::FewRows;
use super::totals::Ends;
use super::unusual::{KeyNotes, Unusual};
use super::write::format_number;
use crate::data::Panel;
use icip_problem::{Code, Place, Problem, Problems, Value, message};

/// What the rows so far have shown.
pub(crate) struct Collector {
    evidence: Vec<Evidence>,
    codes: CodeProfile,
    ends: Ends,
    few: FewRows,
    pub(crate) fingerprints: Vec<Fingerprint>,
    pub(crate) excluded: Vec<Excluded>,
    /// Rows of the table, those left out by rule among them.
    pub(crate) count: usize,
    /// Numbers that are not finite or out of the range, by column of numbers.
    out_of_range: Kept,
    /// The last ragged row, of which more may be said when it is the last of all.
    ragged: Option<Ragged>,
    /// Whether any record was ragged, or hidden by an open quote.
    broken: bool,
    last: Option<u64>,
    blank: usize,
    first_blank: Option<u64>,
    unnamed: Vec<Option<(u64, String)>>,
    keys: KeyNotes,
}

impl Collector {
    pub(crate) fn new(layout: &Layout) -> Self {
        Self {
            evidence: vec![Evidence::default(); layout.numbers.len()],
            codes: CodeProfile::default(),
            ends: Ends::default(),
            few: FewRows::default(),
            fingerprints: Vec::new(),
            excluded: Vec::new(),
            count: 0,
            out_of_range: Kept::new(layout.limits.kept()),
            ragged: None,
            broken: false,
            last: None,
            blank: 0,
            first_blank: None,
            unnamed: vec![None; layout.unnamed.len()],
            keys: KeyNotes::default(),
        }
    }

    /// Takes a chunk that follows, and gives its rows.
    pub(crate) fn follow(&mut self, chunk: Chunk, layout: &Layout, log: &mut Log) -> Rows {
        for (above, below) in self.evidence.iter_mut().zip(chunk.evidence) {
            above.follow(below);
        }
        self.codes.follow(chunk.codes);
        self.ends.follow(chunk.ends);
        self.few.follow(chunk.few);
        self.fingerprints.extend(chunk.fingerprints);
        self.excluded.extend(chunk.excluded);
        self.count += chunk.count;
        self.take_notes(chunk.notes, layout, log);
        chunk.rows
    }

    fn take_notes(&mut self, notes: RowNotes, layout: &Layout, log: &mut Log) {
        log.problems(notes.problems);
        log.warnings(notes.asides);
        self.out_of_range.follow(notes.out_of_range);
        log.count(Code::RaggedRow, notes.ragged.passed);
        for ragged in notes.ragged.first.into_iter().chain(notes.ragged.last) {
            self.broken = true;
            if let Some(above) = self.ragged.replace(ragged) {
                log.problem(0, above.problem(layout, log.place(), false));
            }
        }
        self.keys.follow(notes.keys);
        self.last = notes.last.or(self.last);
        self.blank += notes.blank;
        self.first_blank = self.first_blank.or(notes.first_blank);
        for (first, below) in self.unnamed.iter_mut().zip(notes.unnamed) {
            *first = first.take().or(below);
        }
    }

    /// Whether rows were read that cannot be trusted.
    pub(crate) fn has_problems(&self) -> bool {
        self.broken || !self.out_of_range.is_empty()
    }

    /// Says what only the end of the rows shows: how they end, and what stands under them.
    pub(crate) fn end_rows(
        &mut self,
        tail: &Tail,
        open: Option<&OpenQuote>,
        left_out: Seen,
        layout: &Layout,
        log: &mut Log,
    ) {
        let place = log.place().clone();
        if let Some(quote) = open {
            log.problem(0, quote.problem(&place));
        }
        if let Some(ragged) = self.ragged.take() {
            let last = self.last == Some(ragged.line) && tail.notes.is_empty();
            log.problem(0, ragged.problem(layout, &place, last));
        }
        self.warn_of_blank(tail, log);
        for (line, text) in &tail.notes {
            let what = message!("note-left-out", text = shorten(text));
            log.warn(0, Problem::new(Code::Note, place.line(*line), what));
        }
        if self.count == 0 && !self.broken && open.is_none() {
            let problem = Problem::new(Code::NoRows, place.clone(), message!("no-rows-below-header"));
            log.problem(0, left_out.explain(problem));
        }
        for (column, first) in layout.unnamed.iter().zip(&self.unnamed) {
            if let Some((line, text)) = first {
                let (column, text) = (*column, shorten(text));
                let what = message!("unnamed-column-with-data", column = (column + 1).to_string(), text);
                log.warn(column, Problem::new(Code::UnnamedColumn, place.line(*line), what));
            }
        }
    }

    fn warn_of_blank(&self, tail: &Tail, log: &mut Log) {
        let Some(first) = self.first_blank.or(tail.blank.first().copied()) else { return };
        let what = message!("blank-rows-left-out", count = self.blank + tail.blank.len());
        log.warn(0, Problem::new(Code::BlankRows, log.place().line(first), what));
    }

    /// Says what the codes of all rows show.
    pub(crate) fn end_codes(&self, repeats: &Repeats, layout: &Layout, log: &mut Log) {
        let column = layout.keys.code();
        if layout.observing.is_some() {
            // A row is not an entity; the entities are looked at when their observations are put together.
            self.keys.tell(|column| layout.columns.name(column), log);
            return;
        }
        codes::warn_of_zeros(&repeats.alike, column, log);
        codes::warn_of_case(&repeats.alike, column, log);
        let totals = self.few.totals().unwrap_or_else(|| self.ends.totals());
        self.codes.warn(&totals, column, log);
        self.keys.tell(|column| layout.columns.name(column), log);
        repeats.warn_of_sparse_periods(log);
    }

    /// Says which entities stand twice.
    pub(crate) fn end_repeats(&self, repeats: &Repeats, layout: &Layout, log: &mut Log) {
        let file = log.place().file.clone().unwrap_or_default();
        // The builder has the words for this, so that tables of files and of programs are refused alike.
        let twice = Panel::builder().source(&file, None).entities(repeats.entities.iter().cloned());
        if let Err(problems) = twice.build() {
            report_repeats(&problems, &self.keys.unusual, layout.keys.code(), log);
            if let Some(repeated) = repeats.repeated {
                log.count(Code::DuplicateEntity, repeated.saturating_sub(problems.len()));
            }
        }
    }

    /// Says which columns use no decimal mark or both, and counts the marks.
    pub(crate) fn end_columns(&mut self, layout: &Layout, log: &mut Log) -> Decimals {
        let mut decimals = Decimals::default();
        let mut shown: [Vec<String>; 2] = [Vec::new(), Vec::new()];
        let mut given_up = BTreeSet::new();
        for (number, (column, evidence)) in layout.numbers.iter().zip(&self.evidence).enumerate() {
            if column.has_tokens() {
                continue;
            }
            let found = match (column.declared, verdict(evidence)) {
                (Some(declared), _) => evidence.any().then_some(declared),
                (None, Ok(found)) => found,
                (None, Err((cell, refusal))) => {
                    given_up.insert(number);
                    let place = log.place().line(cell.line).field(&column.name);
                    log.problem(column.position, refusal.at(place, cell.entity.clone()));
                    None
                }
            };
            decimals.count(found);
            if column.declared.is_none() && !given_up.contains(&number) {
                warn_of_thousands(evidence, (column.position, &column.name), log);
            }
            match (found, column.declared) {
                (Some(Decimal::Point), None) => shown[0].push(format!("`{}`", column.name)),
                (Some(Decimal::Comma), None) => shown[1].push(format!("`{}`", column.name)),
                _ => {}
            }
        }
        // In a column without a certain decimal mark, a number may be out of range only because it was read
        // with the wrong one.
        let out_of_range = std::mem::replace(&mut self.out_of_range, Kept::new(0));
        log.problems(out_of_range.of_columns(|number| !given_up.contains(&number)));
        warn_of_two_marks(layout.header(), &shown, log);
        decimals
    }

    /// The line of the first row that is an entity.
    pub(crate) fn first_line(&self) -> Option<u64> {
        self.codes.first_line()
    }

    /// Says when every row is left out.
    pub(crate) fn end_excluded(&self, log: &mut Log) {
        if self.codes.count() == 0 && !self.excluded.is_empty() {
            let reasons: BTreeSet<&Value> = self.excluded.iter().map(|row| &row.why).collect();
            let reasons: Vec<String> = reasons.into_iter().map(Value::to_string).collect();
            let what = message!("no-rows-all-left-out", reasons = reasons.join(", "));
            log.problem(0, Problem::new(Code::NoRows, log.place().clone(), what));
        }
    }
}

/// Reports codes that stand twice, with the unusual characters that they are written with.
pub(crate) fn report_repeats(problems: &Problems, unusual: &Unusual, code: usize, log: &mut Log) {
    for problem in problems.iter() {
        let mut problem = problem.clone();
        problem.place.sheet.clone_from(&log.place().sheet);
        if log.place().sheet.as_ref().is_some_and(|sheet| sheet.has_forms()) {
            problem.hint = Some(message!("duplicate-entity-form-hint"));
        }
        let key = problem.place.entity.as_deref().unwrap_or_default();
        if let (Some(seen), Some(first)) = (unusual.hint(code, key), &problem.hint) {
            problem.hint = Some(message!("unusual-characters-repeat", first = first.clone(), seen));
        }
        log.problem(code, problem);
    }
}

/// Warns where one cell decides how all others of a column are read, and where thousands are written in two ways.
pub(crate) fn warn_of_thousands(evidence: &Evidence, (column, name): (usize, &str), log: &mut Log) {
    let Some(decimal) = evidence.first() else { return };
    let read = |cell: &Example| format_number(value(&cell.text, decimal));
    let mut warn = |cell: &Example, code, what| {
        let place = log.place().line(cell.line).field(name).entity(&cell.entity);
        log.warn(column, Problem::new(code, place, what).hint(message!("ambiguous-decimal-hint")));
    };
    if let Some((only, either)) = evidence.deciding() {
        let (text, other, line) = (&only.text, &either.text, either.line.to_string());
        let what = message!("deciding-cell-alone", text, other, line, value = read(either));
        warn(only, Code::DecidingCell, what);
    } else if let Some((either, long)) = evidence.both_thousands() {
        let (text, other, line) = (&either.text, &long.text, long.line.to_string());
        let what = message!("mixed-thousands-cell", text, other, line, value = read(either));
        warn(either, Code::MixedThousands, what);
    }
}

/// The convention that the cells of a column show, or the cell by which they show none.
pub(crate) fn verdict(evidence: &Evidence) -> Result<Option<Decimal>, (&Example, Refusal)> {
    match (&evidence.point, &evidence.comma, &evidence.either) {
        (Some(point), Some(comma), _) => {
            let (early, late, mark) = match point.line < comma.line {
                true => (point, comma, Decimal::Comma),
                false => (comma, point, Decimal::Point),
            };
            Err((late, mixed(&late.text, mark, &early.text, early.line)))
        }
        (None, None, Some(either)) => Err((either, ambiguous(&either.text))),
        _ => Ok(evidence.first()),
    }
}

/// Warns where some columns have a decimal point and others a comma, and nobody declared either.
pub(crate) fn warn_of_two_marks(header: &Place, [point, comma]: &[Vec<String>; 2], log: &mut Log) {
    if !point.is_empty() && !comma.is_empty() {
        let what = message!("two-decimal-marks-columns", point = listed(point), comma = listed(comma));
        let warning = Problem::new(Code::TwoDecimalMarks, header.clone(), what);
        log.warn(0, warning.hint(message!("two-decimal-marks-hint")));
    }
}
