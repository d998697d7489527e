//! One chunk of records to rows: entities, numbers, and what is to be said of them.
//!
//! A chunk is read by itself, on any thread. What only the table as a whole can say (which decimal
//! mark a column uses, which codes stand twice, what is a note) is noted here and decided later.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use super::cells::NumberColumn;
use super::chunk::{Chunk, Ragged, RowPlace};
use super::conventions::Conventions;
use super::exclude::Excluded;
use super::layout::Layout;
use super::notes::is_phrase;
use super::options::Decimal;
use super::plain::{Plain, Stops};
use super::repeats::Fingerprint;
use super::split::{self, AtStart, Reach, Span, behind_line_end, fields};
use super::typed_cell::TypedCell;
use crate::data::Entity;
use icip_problem::Place;

/// Reads the records of `text`, which starts on `line`, and has at most `lines` line ends; `values` is memory
/// for them.
pub(crate) fn read(
    layout: &Layout,
    conventions: &Conventions,
    place: &Place,
    text: &str,
    line: u64,
    lines: u64,
    values: Vec<f64>,
) -> Chunk {
    // A record ends with a line end, or with the text.
    let rows = if text.is_empty() { 1 } else { usize::try_from(lines).map_or(0, |lines| lines + 1) };
    let mut reader = Reader::new(layout, conventions, place, line, Chunk::new(layout, rows, values));
    reader.read(text);
    reader.out.end(layout)
}

struct Reader<'a> {
    layout: &'a Layout,
    conventions: &'a Conventions,
    place: &'a Place,
    line: u64,
    /// Texts of the row, as far as they are kept.
    texts: Vec<Cow<'a, str>>,
    /// Of each column of numbers, what lets a plain number pass without a closer look.
    shortcuts: Vec<Shortcut>,
    /// The cells of the row of which something may have to be said: column of numbers, and where its text
    /// stands.
    open: Vec<(usize, Range<usize>)>,
    scratch: String,
    /// Of the record that is read.
    stops: Stops,
    out: Chunk,
}

/// What lets a plain number pass without a closer look.
#[derive(Debug, Clone, Copy)]
struct Shortcut {
    /// The convention of the column.
    decimal: Decimal,
    /// The ways in which its cells were seen written; none where a plain number may not be what it looks
    /// like.
    seen: u8,
    /// The range of the column.
    bounds: (f64, f64),
}

impl<'a> Reader<'a> {
    fn new(
        layout: &'a Layout,
        conventions: &'a Conventions,
        place: &'a Place,
        line: u64,
        out: Chunk,
    ) -> Self {
        let shortcut = |(number, column): (usize, &NumberColumn)| Shortcut {
            decimal: conventions.convention(number),
            seen: 0,
            bounds: column.bounds(),
        };
        let shortcuts = layout.numbers.iter().enumerate().map(shortcut).collect();
        let (texts, open, scratch, stops) = (Vec::new(), Vec::new(), String::new(), Stops::default());
        Self { layout, conventions, place, line, texts, shortcuts, open, scratch, stops, out }
    }

    fn read(&mut self, text: &'a str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if split::is_end(bytes[at]) {
                at = behind_line_end(bytes, at, Reach::Whole).unwrap_or(bytes.len());
                self.line += 1;
                continue;
            }
            // The text was cut where records end, in front of a quote that is not closed.
            let AtStart::Record(span) = split::record(bytes, at, self.layout.delimiter, Reach::Whole) else {
                return;
            };
            self.record(&text[at..span.end], span);
            self.line += match span.quoted {
                true => split::line_ends(&bytes[at..span.next]),
                false => 1,
            };
            at = span.next;
        }
    }

    fn record(&mut self, record: &'a str, span: Span) {
        let delimiter = self.layout.delimiter;
        let width = match span.quoted {
            true => fields(record, delimiter).count(),
            false => 1 + memchr_iter(delimiter, record.as_bytes()).count(),
        };
        if self.is_blank(record, width) || self.is_too_long(record) {
            return;
        }
        self.out.notes.last = Some(self.line);
        let known = self.layout.width();
        let is_row = width == known
            || self.layout.fits(width) && fields(record, delimiter).skip(known).all(|field| field.is_empty());
        if is_row {
            self.row(record, span);
        } else {
            let code =
                fields(record, delimiter).nth(self.layout.keys.code()).unwrap_or_default().into_owned();
            self.out.notes.ragged.push(Ragged { line: self.line, width, code });
        }
    }

    /// Refuses a record or a field that is longer than is allowed.
    fn is_too_long(&mut self, record: &str) -> bool {
        let (limits, length) = (self.layout.limits, record.len() as u64);
        if length <= limits.field.min(limits.record) {
            return false;
        }
        let place = self.place.line(self.line);
        let mut fields = fields(record, self.layout.delimiter);
        let checked = limits
            .check_record(&place, length)
            .and_then(|()| fields.try_for_each(|field| limits.check_field(&place, field.len() as u64)));
        match checked {
            Ok(()) => false,
            Err(problem) => {
                self.out.notes.problems.push(0, *problem);
                true
            }
        }
    }

    /// An empty line is no row: only rows with separators deserve a note.
    fn is_blank(&mut self, record: &str, width: usize) -> bool {
        if fields(record, self.layout.delimiter).any(|field| !field.is_empty()) {
            return false;
        }
        if width > 1 {
            self.out.notes.blank += 1;
            self.out.notes.first_blank.get_or_insert(self.line);
        }
        true
    }

    fn row(&mut self, record: &'a str, span: Span) {
        self.keep_texts(record);
        self.out.count += 1;
        self.look_at_unnamed();
        if !self.out.notes.full || !self.out.notes.phrases {
            self.look_for_phrase(record);
        }
        let excluded = self.excluded_by();
        let entity = self.layout.keys.entity(&self.texts, self.line, &mut self.out.notes.keys);
        if let Some(why) = excluded {
            self.out.excluded.push(Excluded::new(entity, why));
            return;
        }
        let place = || self.place.line(self.line);
        if !self.layout.keys.check(&entity, place, &mut self.out.notes.problems) {
            return;
        }
        if self.out.rows.entities.is_empty() && holds_numbers_of_columns(record, self.layout) {
            self.out.codes.see_numbers(&entity);
        }
        match span.quoted || !separates_numbers(self.layout.delimiter) {
            true => self.quoted_cells(record, &entity),
            false => self.plain_cells(record, &entity),
        }
        self.out.codes.see(&entity);
        match &self.layout.observing {
            // An entity has a row for each of its indicators.
            Some(observing) => {
                let cell = |column: usize| TypedCell::Text(self.texts[column].to_string().into());
                self.out.rows.observed.extend(observing.positions().map(cell));
            }
            None => self.out.fingerprints.extend(Fingerprint::of(&entity)),
        }
        self.out.rows.entities.push(entity);
    }

    fn keep_texts(&mut self, record: &'a str) {
        self.texts.clear();
        // No field is looked at behind the last one that is kept.
        let texts = self.layout.texts.iter().zip(fields(record, self.layout.delimiter));
        self.texts.extend(texts.map(|(kept, text)| if *kept { text } else { Cow::Borrowed("") }));
    }

    fn look_at_unnamed(&mut self) {
        for (column, first) in self.layout.unnamed.iter().zip(&mut self.out.notes.unnamed) {
            if first.is_none() && !self.texts[*column].is_empty() {
                *first = Some((self.line, self.texts[*column].to_string()));
            }
        }
    }

    fn look_for_phrase(&mut self, record: &str) {
        let full = fields(record, self.layout.delimiter).skip(1).any(|field| !field.is_empty());
        self.out.notes.full |= full;
        self.out.notes.phrases |= full && is_phrase(&self.texts[self.layout.keys.code()]);
    }

    /// Why the row is left out, when a rule does so.
    fn excluded_by(&mut self) -> Option<String> {
        let mut why = None;
        let rules = self.layout.rules.iter().zip(&self.conventions.rules).zip(&mut self.out.rules);
        for ((rule, known), evidence) in rules {
            let applies = rule.decide(&self.texts[rule.column], *known, evidence);
            if applies && why.is_none() {
                why = Some(rule.why.clone());
            }
        }
        why
    }

    /// The cells of a record without quotes, straight from its bytes.
    fn plain_cells(&mut self, record: &str, entity: &Entity) {
        let (delimiter, bytes) = (self.layout.delimiter, record.as_bytes());
        self.stops.find(bytes);
        let mut stops = self.stops.all();
        let mut row = self.out.rows.next();
        let mut at = 0;
        for number in &self.layout.cells {
            if let Some(number) = *number
                && let Some(plain) = Plain::read(bytes, at, stops, delimiter)
                && let Some(value) = self.shortcuts[number].pass(plain)
            {
                row.place(number, value);
                at = plain.end + 1;
                stops = &stops[plain.stops..];
                continue;
            }
            let is_end = |stop: &usize| bytes.get(*stop).is_none_or(|byte| *byte == delimiter);
            let last = stops.iter().position(is_end).expect("a record ends with a stop");
            self.open.extend(number.map(|number| (number, at..stops[last])));
            at = stops[last] + 1;
            stops = &stops[last + 1..];
        }
        // Cells that need a closer look come last, because they add to the whole chunk, of which `row` is a
        // part.
        let mut open = std::mem::take(&mut self.open);
        for (number, cell) in open.drain(..) {
            self.cell(number, record[cell].trim(), entity);
        }
        self.open = open;
    }

    fn quoted_cells(&mut self, record: &str, entity: &Entity) {
        let layout = self.layout;
        for (number, text) in layout.cells.iter().zip(fields(record, layout.delimiter)) {
            if let Some(number) = number {
                self.cell(*number, &text, entity);
            }
        }
    }

    fn cell(&mut self, number: usize, text: &str, entity: &Entity) {
        let (column, shortcut) = (&self.layout.numbers[number], &mut self.shortcuts[number]);
        let cell = column.cell(text, shortcut.decimal, &mut self.scratch);
        let written = cell.written().filter(|_| column.plain);
        let shown = self.layout.shown.as_ref();
        let at = RowPlace { file: self.place, line: self.line, entity, shown, stands_in: None };
        self.out.take(number, column, cell, || text.into(), at);
        if let Some(written) = written {
            let long = written.is_long(text);
            let known = self.out.evidence[number].knows(written, long);
            shortcut.seen |= if known { written.bit(long) } else { 0 };
        }
    }
}

impl Shortcut {
    /// The value of a number of which nothing is to be said.
    #[inline(always)]
    fn pass(&self, plain: Plain) -> Option<f64> {
        let ((low, high), value) = (self.bounds, plain.value(self.decimal));
        // A way of writing that was seen before adds nothing to what the cells of the column show.
        (self.seen & plain.bit != 0 && low <= value && value <= high).then_some(value)
    }
}

/// Whether the cells of a row are 1, 2, 3 and so on, as statistical offices number the columns of a table.
fn holds_numbers_of_columns(record: &str, layout: &Layout) -> bool {
    let number = |(position, field): (usize, Cow<'_, str>)| {
        field.trim_matches(['(', ')', '[', ']']) == (position + 1).to_string()
    };
    layout.width() > 2 && fields(record, layout.delimiter).take(layout.width()).enumerate().all(number)
}

/// Whether a separator cannot be a part of a number without a mark.
fn separates_numbers(delimiter: u8) -> bool {
    !delimiter.is_ascii_digit() && delimiter != b'-'
}
