//! A table as text: its header, the rows that hold an entity, and where each cell stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::notes;
use super::records::Records;
use crate::io::chunk::ragged_row;
use crate::io::dialect::{Decimals, Dialect, Sought, find_delimiter_in};
use crate::io::encoding::decode;
use crate::io::formula::unguarded;
use crate::io::head::checked_separator;
use crate::io::header::{self, suggest};
use crate::io::log::{Fatal, Log};
use crate::io::normal::{control_character, named, normal_form, unusual};
use crate::io::options::ReadOptions;
use crate::io::shown::shorten;
use crate::io::split::Reach;
use icip_problem::{Code, Message, Place, Problem, Value, message};

/// The text of a table.
pub(crate) struct Sheet {
    records: Records,
    /// Column names as the header writes them, without the blanks around them.
    written: Vec<String>,
    /// The same in normal form.
    names: Vec<String>,
    /// First column of each name.
    index: BTreeMap<String, usize>,
    /// Whether rows have more fields than the header, with nothing in them.
    wider: bool,
    /// The records that hold an entity.
    rows: Vec<usize>,
    file: Place,
    dialect: Dialect,
}

impl Sheet {
    /// Finds the header and the rows of a table.
    ///
    /// Goes on after everything but what leaves nothing to read: a file that is not text, that is
    /// empty, or whose header cannot be found.
    pub(crate) fn open(bytes: &[u8], options: &ReadOptions, log: &mut Log) -> Result<Self, Fatal> {
        let (text, form) = decode(bytes, options.encoding, log)?;
        let text = match options.delimiter.filter(|separator| !separator.is_ascii()) {
            Some(separator) => Cow::Owned(with_unit_separators(&text, separator)),
            None => text,
        };
        let delimiter = match options.delimiter {
            Some(delimiter) => checked_separator(delimiter, log.place())?,
            None => find_delimiter_in(&text, &Sought::of(options), Reach::Whole).unwrap_or(b','),
        };
        let (records, open) = Records::parse(&text, delimiter, usize::MAX);
        let (heads, _) = crate::io::records::Records::parse(&text, delimiter, usize::MAX);
        let open = open.map(|quote| quote.problem(log.place()));
        let header = match (header::find(&heads, &Sought::of(options), Some(delimiter), log), open) {
            (Ok(header), None) => header,
            (Ok(header), Some(open)) => {
                log.problem(0, open);
                header
            }
            // A header that an open quote swallowed is not missing.
            (Err(problem), open) => return Err(open.map_or(problem, Box::new)),
        };
        let written = header::names(&heads, header, &options.header);
        let wider = header::rows_are_wider(&heads, header, log);
        let names: Vec<String> =
            written.iter().map(|name| normal_form(unguarded(name)).into_owned()).collect();
        let mut index = BTreeMap::new();
        for (column, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            index.entry(name.clone()).or_insert(column);
        }
        let mut sheet = Self {
            dialect: Dialect {
                encoding: form.encoding,
                bom: form.bom,
                delimiter,
                header: records.line(header),
                decimals: Decimals::default(),
                rows: 0,
                observations: None,
                notes: Vec::new(),
            },
            records,
            written,
            names,
            index,
            wider,
            rows: Vec::new(),
            file: log.place().clone(),
        };
        sheet.find_rows(header, options, log);
        Ok(sheet)
    }

    /// Sorts what stands under the header into rows, empty rows, notes and ragged rows.
    fn find_rows(&mut self, header: usize, options: &ReadOptions, log: &mut Log) {
        let code = options.code.as_str();
        let body = header + 1..self.records.len();
        let (blank, filled): (Vec<_>, Vec<_>) = body.partition(|row| self.records.is_blank(*row));
        self.warn_of_blank(&blank, log);
        let numbers: Vec<usize> =
            options.columns.keys().filter_map(|name| self.index.get(name).copied()).collect();
        let widths = (self.names.len(), self.wider);
        let table = notes::end_of_table(
            &self.records,
            &filled,
            widths,
            self.column(code).unwrap_or_default(),
            &numbers,
        );
        for note in &filled[table..] {
            let line = self.records.line(*note);
            let cells: Vec<&str> = self.records.cells(*note).filter(|cell| !cell.is_empty()).collect();
            let what = message!("note-left-out", text = shorten(&cells.join(" ")));
            log.warn(0, Problem::new(Code::Note, self.file.line(line), what));
            self.dialect.notes.push(line);
        }
        for row in filled[..table].iter().copied() {
            let (width, known) = (self.records.width(row), self.names.len());
            let empty_beyond = self.records.cells(row).skip(known).all(str::is_empty);
            if width == known || self.wider && width > known && empty_beyond {
                self.rows.push(row);
            } else {
                log.problem(0, self.ragged(row, filled.last() == Some(&row), code));
            }
        }
        self.dialect.rows = self.rows.len();
        if self.rows.is_empty() && !log.has_problems() {
            log.problem(0, Problem::new(Code::NoRows, self.file.clone(), message!("no-rows-below-header")));
        }
    }

    fn warn_of_blank(&self, blank: &[usize], log: &mut Log) {
        // An empty line is no row: only rows with separators deserve a note.
        let mut rows = blank.iter().filter(|row| self.records.width(**row) > 1);
        if let Some(first) = rows.next() {
            let line = self.records.line(*first);
            let what = message!("blank-rows-left-out", count = 1 + rows.count());
            log.warn(0, Problem::new(Code::BlankRows, self.file.line(line), what));
        }
    }

    fn ragged(&self, row: usize, is_last: bool, code: &str) -> Problem {
        let place = self.file.line(self.records.line(row));
        let code = self.records.cell(row, self.column(code).unwrap_or_default());
        let widths = (self.records.width(row), self.names.len());
        ragged_row(place, code, widths, self.dialect.delimiter, is_last && notes::is_phrase(code))
    }

    /// Reports names that stand twice, and columns without a name apart from the first where that is read.
    pub(crate) fn check_names(&self, wanted: &BTreeSet<&str>, reads_unnamed: bool, log: &mut Log) {
        let place = self.file.line(self.dialect.header);
        for (column, name) in self.names.iter().enumerate() {
            if let Some(character) = control_character(name) {
                let what =
                    message!("control-character-name", column = column + 1, character = named(character));
                let problem = Problem::new(Code::ControlCharacter, place.clone(), what);
                log.problem(column, problem.hint(message!("control-character-hint")));
            }
        }
        for (column, name) in self.names.iter().enumerate() {
            let (text, characters) = (shorten(name), unusual(&self.written[column]));
            if wanted.contains(name.as_str()) && *name != self.written[column] && !characters.is_empty() {
                let what = message!("unusual-characters-name", text, characters);
                let place = self.file.line(self.dialect.header).field(name);
                log.warn(column, Problem::new(Code::UnusualCharacters, place, what));
            }
            if name.is_empty() && !(reads_unnamed && self.column("") == Some(column)) {
                self.check_unnamed(column, log);
            }
        }
        // Every name with its columns, counted from 1.
        let mut columns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (name, number) in self.names.iter().zip(1..).filter(|(name, _)| !name.is_empty()) {
            columns.entry(name).or_default().push(number);
        }
        for (name, numbers) in columns {
            let [first, again @ ..] = numbers.as_slice() else { continue };
            let (code, what, hint) = match wanted.contains(name) {
                true => {
                    (Code::DuplicateColumn, "duplicate-column-name", Some(message!("duplicate-column-hint")))
                }
                false => (Code::RepeatedColumn, "repeated-column-name", None),
            };
            for second in again {
                let values = [
                    ("name", Value::from(name)),
                    ("first", Value::from(*first)),
                    ("second", Value::from(*second)),
                ];
                let problem = Problem::new(code, place.field(name), Message::new(what, values.into()));
                match hint.clone() {
                    Some(hint) => log.problem(second - 1, problem.hint(hint)),
                    None => log.warn(second - 1, problem),
                }
            }
        }
    }

    fn check_unnamed(&self, column: usize, log: &mut Log) {
        if let Some(row) = self.rows.iter().find(|row| !self.records.cell(**row, column).is_empty()) {
            let text = shorten(self.records.cell(*row, column));
            let what = message!("unnamed-column-with-data", column = (column + 1).to_string(), text);
            log.warn(
                column,
                Problem::new(Code::UnnamedColumn, self.file.line(self.records.line(*row)), what),
            );
        }
    }

    /// The name of a column.
    pub(crate) fn name(&self, column: usize) -> &str {
        &self.names[column]
    }

    /// The position of a column, counted from 0.
    /// An empty name is that of the first column without a name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        match name.is_empty() {
            true => self.names.iter().position(String::is_empty),
            false => self.index.get(name).copied(),
        }
    }

    /// Column names, the same name once, in the order of the file.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names
            .iter()
            .enumerate()
            .filter(|(column, name)| self.index.get(*name) == Some(column))
            .map(|(column, name)| (column, name.as_str()))
    }

    /// The rows that hold an entity.
    pub(crate) fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The text of a cell, without the blanks around it.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.records.cell(row, column)
    }

    /// Whether the cells of a row are 1, 2, 3 and so on.
    pub(crate) fn holds_numbers_of_columns(&self, row: usize) -> bool {
        let number = |column: usize| {
            self.cell(row, column).trim_matches(['(', ')', '[', ']']) == (column + 1).to_string()
        };
        self.names.len() > 2 && (0..self.names.len()).all(number)
    }

    /// The line on which a row starts.
    pub(crate) fn line(&self, row: usize) -> u64 {
        self.records.line(row)
    }

    /// The file and the line of the header.
    pub(crate) fn header_place(&self) -> Place {
        self.file.line(self.dialect.header)
    }

    /// The file and the line of a row.
    pub(crate) fn place(&self, row: usize) -> Place {
        self.file.line(self.line(row))
    }

    /// What was found of the file's form.
    pub(crate) fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// `did you mean` the column with the nearest name, or the columns that there are.
    pub(crate) fn suggest(&self, name: &str) -> Message {
        suggest(name, self.names.iter().map(String::as_str))
    }
}

/// The text with the ASCII character for separating units in the place of a separator that is none.
fn with_unit_separators(text: &str, separator: char) -> String {
    let (mut quoted, mut closed, mut before) = (false, false, '\n');
    let mut replaced = String::new();
    for c in text.chars() {
        let starts = before == separator || before == '\n' || before == '\r';
        // The second of two quotes in a quoted field opens again what the first has closed. In a field that does not
        // start with a quote, quotes are text.
        let opens = c == '"' && !quoted && (starts || closed);
        closed = c == '"' && quoted;
        quoted = opens || quoted && !closed;
        replaced.push(if c == separator && !quoted { '\u{1F}' } else { c });
        before = c;
    }
    replaced
}
