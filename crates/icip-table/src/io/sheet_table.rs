//! The table of a sheet: its header, its rows, and what stands around them. This module must not know what a cell of the
//! table means.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::cells::uncalculated;
use super::dialect::{HEADER_WITHIN, SAMPLE, Sought, find_header};
use super::header;
use super::layout::Layout;
use super::left_out::{LeftOut, Seen};
use super::limits::Limits;
use super::log::{Fatal, Log};
use super::long::read_rows;
use super::normal::normal_form;
use super::notes::{self, Above, Tail, begins_like_note, is_phrase};
use super::options::{ColumnOptions, ReadOptions};
use super::records::Records;
use super::refusal::Refusal;
use super::sheet::{Area, Sheet, push_record};
use super::shown::{listed, shorten};
use super::split::line_ends;
use super::typed::{Ending, Heading, TypedBlocks, TypedCells, TypedRows, TypedTable};
use super::typed_cell::TypedCell;
use super::write::format_number;
use icip_problem::{Code, Place, Problem, Problems, SheetPlace, Value, Warned, message};

/// Lines of a header that is found without being declared.
const HEADER_LINES: usize = 4;
/// Rows and columns that a message lists.
const LISTED: usize = 10;

/// The table of a sheet, whose rows are read.
pub struct SheetRows {
    sheet: Sheet,
    names: Vec<String>,
    /// The column of the sheet in which the table begins.
    left: usize,
    /// Its rows, as the sheet counts those that hold something.
    rows: Vec<usize>,
    /// Columns of the sheet that are declared to be percentages, in the order of the sheet.
    percent: Vec<usize>,
}

/// Reads the table of a sheet, under the rules of [`read_csv`](super::read_csv): the same options give the same panel and
/// the same findings. `file` is the name of the workbook; lines are rows of the sheet.
///
/// *What is found.* The header is the row that names the code and most of the columns that are asked for. Where rows above
/// it are needed for their names, because a title stands over several columns, they are part of it. Rows without a cell,
/// and notes below the table, are left out with a warning.
///
/// *Missing and edge cases.* An empty cell is an absent value, whatever marks are declared. A number has no decimal mark; a
/// column may hold numbers and texts that are numbers. A number that is shown as `12 %` is 0.12, and 12 in a column for
/// which a percent sign is declared ([`ColumnOptions::percent`](super::ColumnOptions)). Merged cells of which a column that is read has more than the first
/// are an error, and so is a formula whose result the file does not hold. Hidden rows and columns are read.
///
/// # Errors
/// As [`read_csv`](super::read_csv), by cell.
pub fn read_sheet(sheet: Sheet, file: &str, options: &ReadOptions) -> Result<Warned<TypedTable>, Problems> {
    read_rows(SheetRows::blocks(sheet, file, options)?, options)
}

/// The names in the header of a sheet. Nothing below the header is looked at.
///
/// # Errors
/// No row names the code.
pub fn sheet_header(sheet: &Sheet, file: &str, options: &ReadOptions) -> Result<Vec<String>, Problems> {
    let options = options.normal();
    let mut log = Log::of(&place_of(sheet, file));
    let head = Head::find(sheet, &options, &mut log).map_err(|problem| *problem)?;
    let mut seen = BTreeSet::new();
    let names = head.names.iter().map(|name| normal_form(name).into_owned());
    Ok(names.filter(|name| !name.is_empty() && seen.insert(name.clone())).collect())
}

/// The table of a sheet as a text of CSV in which every row has the line of its number, for tables that are read as texts,
/// such as the structure of a framework. What [`read_sheet`] refuses in a column that is read is refused in every column:
/// error values, formulas whose result the file does not hold, and merged cells. `code` is the column by which the header
/// is known.
///
/// ```
/// use icip_table::io::{Limits, Sheet, SheetCell, sheet_text};
/// let mut sheet = Sheet::new("Estructura");
/// assert!(sheet.put(0, 0, SheetCell::Text("Borrador")));
/// for (row, cells) in [["code", "parent"], ["x", "index"]].into_iter().enumerate() {
///     assert!(sheet.put(2 + row as u32, 0, SheetCell::Text(cells[0])));
///     assert!(sheet.put(2 + row as u32, 1, SheetCell::Text(cells[1])));
/// }
/// let text = sheet_text(sheet, "structure.xlsx", "code", Limits::default())?;
/// assert_eq!(text.value, "\n\ncode,parent\nx,index\n");
/// assert_eq!(text.warnings[0].code, "header-not-first");
/// # Ok::<(), icip_problem::Problems>(())
/// ```
///
/// # Errors
/// No row names the code, and all cells that are refused.
///
/// # Warnings
/// What [`read_sheet`] tells of titles, notes, hidden cells and formats.
pub fn sheet_text(sheet: Sheet, file: &str, code: &str, limits: Limits) -> Result<Warned<String>, Problems> {
    let mut options = ReadOptions::new(code);
    options.limits = limits;
    let names = sheet_header(&sheet, file, &options)?;
    let all = names.into_iter().filter(|name| name != &options.code);
    let all: Vec<_> = all.map(|name| (name, ColumnOptions::default())).collect();
    options.columns.extend(all);
    let (rows, layout, mut log) = SheetRows::blocks(sheet, file, &options)?.into_told();
    let place = layout.header().clone();
    let (mut text, mut line) = (String::new(), 1);
    let mut push = |at: u64, cells: &mut dyn Iterator<Item = Cow<'_, str>>| {
        (line..at).for_each(|_| text.push('\n'));
        push_record(&mut text, cells);
        line = at + 1;
    };
    push(place.line.unwrap_or(1), &mut rows.names.iter().map(|name| Cow::Borrowed(name.as_str())));
    let mut bytes = 0_u64;
    for row in &rows.rows {
        bytes = bytes.saturating_add(rows.sheet.bytes_of_row(*row));
        limits.check_memory(&place.at_line(None), bytes)?;
        let at = rows.sheet.line(*row);
        let cells: Vec<TypedCell<'_>> = (0..rows.names.len()).map(|column| rows.cell(*row, column)).collect();
        for (column, cell) in cells.iter().enumerate() {
            let refusal = match cell {
                TypedCell::Uncalculated => Some(uncalculated()),
                cell => Refusal::of_error_value(&cell.text()),
            };
            if let Some(refusal) = refusal {
                let at = place.line(at).field(layout.columns.name(column));
                log.problem(column, refusal.at(at, String::new()));
            }
        }
        push(at, &mut cells.iter().map(TypedCell::text));
    }
    log.finish(text)
}

/// How many of the columns that are asked for the header of a sheet names; nothing where no row names the code.
pub fn sheet_fits(sheet: &Sheet, options: &ReadOptions) -> Option<usize> {
    let options = options.normal();
    let wanted = Sought::of(&options).wanted;
    let names = sheet_header(sheet, "", &options).ok()?;
    Some(names.iter().filter(|name| wanted.contains(name.as_str())).count())
}

fn place_of(sheet: &Sheet, file: &str) -> Place {
    Place::file(file).sheet(Arc::new(SheetPlace::new(sheet.name(), [])))
}

impl SheetRows {
    /// A sheet in blocks of rows; see [`read_sheet`].
    ///
    /// # Errors
    /// No row names the code.
    pub fn blocks(sheet: Sheet, file: &str, options: &ReadOptions) -> Result<TypedBlocks<Self>, Problems> {
        let normal = options.normal();
        let place = place_of(&sheet, file);
        let mut log = Log::within(&place, options.limits.kept());
        options.limits.check_table(&place, sheet.filled_rows() as u64, sheet.width() as u64)?;
        let head = Head::find(&sheet, &normal, &mut log).map_err(|problem| *problem)?;
        let positions = head.names.iter().map(|name| normal_form(name).into_owned()).zip(head.left..);
        let columns = SheetPlace::new(sheet.name(), positions.filter(|(name, _)| !name.is_empty()));
        let columns = columns.with_forms(sheet.forms().to_vec());
        let place = Place::file(file).sheet(Arc::new(columns));
        log.set_place(place.clone());
        let place = place.line(head.line);
        let (rows, percent) = (Vec::new(), Vec::new());
        let rows = Self { names: head.names.clone(), left: head.left, rows, percent, sheet };
        TypedBlocks::under(rows, Heading { place, log, all_columns: true }, options, |rows, layout, log| {
            rows.settle(head, layout, &normal, log)
        })
    }

    /// Finds the rows of the table, and says what the sheet shows of them.
    fn settle(&mut self, mut head: Head, layout: &Layout, options: &ReadOptions, log: &mut Log) -> Ending {
        let (sheet, left_out) = (&self.sheet, LeftOut::of(options));
        let mut rows: Vec<usize> = Vec::new();
        for row in head.next..sheet.filled_rows() {
            if !left_out.leaves_out(&sheet.first_text(row), sheet.line(row), &mut head.seen) {
                rows.push(row);
            }
        }
        let percent = layout.numbers.iter().filter(|column| column.takes_percent());
        self.percent = percent.map(|column| self.left + column.position).collect();
        let certain = rows.iter().rposition(|row| self.is_certain(*row, layout)).map_or(0, |last| last + 1);
        let last = rows.split_off(certain);
        let bytes = last.iter().map(|row| sheet.bytes_of_row(*row)).fold(0, u64::saturating_add);
        let tail = match options.limits.check_memory(&layout.header().at_line(None), bytes) {
            Ok(()) => self.divide(last, layout, &rows),
            Err(problem) => {
                log.problem(0, *problem);
                (Tail::default(), Vec::new())
            }
        };
        rows.extend(tail.1);
        let mut tail = tail.0;
        // Rows without a cell between two of the table.
        let lines: Vec<u64> = rows.iter().map(|row| sheet.line(*row)).collect();
        let between = lines.windows(2).flat_map(|pair| pair[0] + 1..pair[1]);
        let mut blank: Vec<u64> = between.filter(|line| !head.seen.is_left_out(*line)).collect();
        blank.append(&mut tail.blank);
        tail.blank = blank;
        self.rows = rows;
        self.tell(layout, log);
        let numbered = self.rows.first().is_some_and(|row| self.numbers_columns(*row));
        Ending { tail, seen: head.seen, numbered }
    }

    /// Whether a row is certainly one of the table, whatever stands above it: it holds more than its first cell, and does
    /// not begin like a note without a value.
    fn is_certain(&self, row: usize, layout: &Layout) -> bool {
        let first = self.cell(row, 0).text().into_owned();
        if first.is_empty() {
            return true;
        }
        let holds_value = || layout.measures.iter().any(|column| self.cell(row, *column) != TypedCell::Null);
        let is_heading = || begins_like_note(&first) && !layout.measures.is_empty() && !holds_value();
        self.sheet.reach(row).1 > self.left && !is_heading()
    }

    /// Divides the last rows into notes and rows of the table, by the rules for the end of a text.
    fn divide(&self, last: Vec<usize>, layout: &Layout, above: &[usize]) -> (Tail, Vec<usize>) {
        if last.is_empty() {
            return (Tail::default(), Vec::new());
        }
        let code = layout.keys.code();
        let phrases = above.iter().any(|row| is_phrase(&self.cell(*row, code).text()));
        // A row without a cell right after the last that is certain sets apart what follows, too.
        let before = above.last().map_or(layout.header().line, |row| Some(self.sheet.line(*row)));
        let (line, mut text) = (before.unwrap_or_default() + 1, String::new());
        let mut at = line;
        for row in &last {
            // A row without a cell sets apart what follows; how many there are decides nothing.
            let missing = self.sheet.line(*row) - at;
            (0..missing).for_each(|_| text.push('\n'));
            let cells =
                (0..self.names.len()).map(|column| self.cell(*row, column).text().into_owned().into());
            push_record(&mut text, cells);
            at = self.sheet.line(*row) + 1;
        }
        let tail = notes::divide(&text, line, layout, Above { full: !above.is_empty(), phrases });
        let end = line + line_ends(&text.as_bytes()[..tail.end]);
        (tail, last.into_iter().filter(|row| self.sheet.line(*row) < end).collect())
    }

    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        self.sheet.cell(row, self.left + column)
    }

    /// Whether the cells of a row are 1, 2, 3 and so on.
    fn numbers_columns(&self, row: usize) -> bool {
        let number = |column: usize| {
            self.cell(row, column).text().trim_matches(['(', ')', '[', ']']) == (column + 1).to_string()
        };
        self.names.len() > 2 && (0..self.names.len()).all(number)
    }

    /// Says what only a sheet can hold: merged and hidden cells, and formats of numbers that matter.
    fn tell(&self, layout: &Layout, log: &mut Log) {
        let place = layout.header().at_line(None);
        let keys: BTreeSet<usize> = layout.keys.positions().collect();
        let used: BTreeSet<usize> = keys.iter().chain(&layout.measures).copied().collect();
        let [Some(first), Some(last)] = [self.rows.first(), self.rows.last()] else { return };
        let lines = self.sheet.line(*first)..self.sheet.line(*last) + 1;
        self.tell_merged(&used, &lines, layout, log);
        self.tell_doubted(&used, &lines, layout, log);
        self.tell_hidden(&used, &lines, layout, log);
        self.tell_percent(&place, layout, log);
        let code = layout.keys.code();
        let mut masked = self.rows.iter().filter(|row| self.sheet.is_masked(**row, self.left + code));
        if let Some(row) = masked.next() {
            let (count, text) = (1 + masked.count(), self.cell(*row, code).text().into_owned());
            let at = place.line(self.sheet.line(*row)).field(layout.columns.name(code));
            let what = message!("masked-codes-column", count, text);
            log.warn(code, Problem::new(Code::MaskedCodes, at, what).hint(message!("masked-codes-hint")));
        }
        let shown = |row: &&usize| match self.cell(**row, layout.keys.code()) {
            TypedCell::Shown(value, text) => text != format_number(value),
            _ => false,
        };
        let mut padded = self.rows.iter().filter(shown);
        if let Some(row) = padded.next() {
            let cell = self.cell(*row, layout.keys.code());
            let (count, text) = (1 + padded.count(), cell.text().into_owned());
            let number = format_number(cell.number().unwrap_or_default());
            let what = message!("padded-codes-column", count, text, number);
            let at = place.line(self.sheet.line(*row)).field(layout.columns.name(layout.keys.code()));
            log.warn(layout.keys.code(), Problem::new(Code::PaddedCodes, at, what));
        }
    }

    /// Columns of which numbers are shown as percentages, which a sheet holds as fractions.
    fn tell_percent(&self, place: &Place, layout: &Layout, log: &mut Log) {
        for column in layout.numbers.iter().filter(|_| self.sheet.has_percent()) {
            let at = self.left + column.position;
            let numbers = || self.rows.iter().filter_map(|row| Some((*row, self.sheet.number(*row, at)?)));
            let (percent, others): (Vec<_>, Vec<_>) =
                numbers().partition(|(row, _)| self.sheet.is_percent(*row, at));
            let Some((first, value)) = percent.first().copied() else { continue };
            let read = if column.takes_percent() { hundredfold(value) } else { value };
            let shown = Value::Number(format_number(hundredfold((value * 1e12).round() / 1e12)));
            let read = Value::Number(format_number(read));
            let place = |row: usize| place.line(self.sheet.line(row)).field(&column.name);
            let count = percent.len();
            // A fraction of more than the whole, and of more than any other, is no fraction.
            let largest = percent.iter().fold(1.0_f64, |largest, (_, value)| largest.max(value.abs()));
            let larger = others.iter().find(|(_, value)| !column.takes_percent() && value.abs() > largest);
            if let Some((row, other)) = larger {
                let other = Value::Number(format_number(*other));
                let what = message!("mixed-percent-cell", other, count, shown, value = read);
                let problem = Problem::new(Code::MixedPercent, place(*row), what);
                log.warn(column.position, problem.hint(message!("mixed-percent-hint")));
                continue;
            }
            let what = match others.len() {
                0 if column.takes_percent() => continue,
                0 => message!("percent-format-column", count, shown, value = read),
                others => message!("percent-format-some", count, others, shown, value = read),
            };
            log.warn(column.position, Problem::new(Code::PercentFormat, place(first), what));
        }
    }

    /// Cells that are merged have one value, and nobody knows whether it is meant for all of them.
    fn tell_merged(&self, used: &BTreeSet<usize>, lines: &Range<u64>, layout: &Layout, log: &mut Log) {
        for area in self.sheet.merged() {
            let Area { rows, columns } = area;
            let lies_in = |line: u64, column: usize| {
                let top_left = line == u64::from(*rows.start()) + 1
                    && self.left + column == usize::try_from(*columns.start()).unwrap_or(usize::MAX);
                lines.contains(&line) && !top_left
            };
            let within = |column: &&usize| {
                u32::try_from(self.left + **column).is_ok_and(|column| columns.contains(&column))
            };
            let first = (u64::from(*rows.start()) + 1).max(lines.start);
            let end = (u64::from(*rows.end()) + 2).min(lines.end);
            let lost = used.iter().filter(within).find_map(|column| {
                (first..end).find(|line| lies_in(*line, *column)).map(|line| (line, *column))
            });
            if let Some((line, column)) = lost {
                let at = layout.header().line(line).field(layout.columns.name(column));
                let what = message!("merged-cells-area", area = area.to_string());
                let problem = Problem::new(Code::MergedCells, at, what);
                log.problem(column, problem.hint(message!("merged-cells-hint")));
            }
        }
    }

    /// Formulas whose results are 0 throughout, in a file that asks to be computed when it is opened.
    fn tell_doubted(&self, used: &BTreeSet<usize>, lines: &Range<u64>, layout: &Layout, log: &mut Log) {
        let column = |column: u32| usize::try_from(column).ok()?.checked_sub(self.left);
        let doubted = self.sheet.doubted().iter().filter_map(|(row, at)| {
            let (line, column) = (u64::from(*row) + 1, column(*at)?);
            (lines.contains(&line) && used.contains(&column)).then_some((line, column))
        });
        let mut doubted = doubted.peekable();
        if let Some((line, column)) = doubted.peek().copied() {
            let at = layout.header().line(line).field(layout.columns.name(column));
            let what = message!("doubtful-formulas-zero", count = doubted.count());
            let problem = Problem::new(Code::DoubtfulFormulas, at, what);
            log.warn(column, problem.hint(message!("uncalculated-formula-hint")));
        }
    }

    fn tell_hidden(&self, used: &BTreeSet<usize>, lines: &Range<u64>, layout: &Layout, log: &mut Log) {
        let place = layout.header().at_line(None);
        let table: BTreeSet<u64> = self.rows.iter().map(|row| self.sheet.line(*row)).collect();
        let hidden = self.sheet.hidden_rows().iter().map(|row| u64::from(*row) + 1);
        let hidden: Vec<u64> = hidden.filter(|line| lines.contains(line) && table.contains(line)).collect();
        if let Some(first) = hidden.first() {
            let mut rows: Vec<String> = hidden.iter().take(LISTED).map(u64::to_string).collect();
            rows.extend((hidden.len() > LISTED).then(|| "...".to_owned()));
            let what = message!("hidden-cells-rows", count = hidden.len(), rows = rows.join(", "));
            log.warn(0, Problem::new(Code::HiddenCells, place.line(*first), what));
        }
        let columns: BTreeSet<usize> =
            self.sheet.hidden_columns().iter().filter_map(|column| usize::try_from(*column).ok()).collect();
        let hidden = used.iter().filter(|column| columns.contains(&(self.left + **column)));
        let hidden: Vec<String> =
            hidden.map(|column| format!("`{}`", shorten(layout.columns.name(*column)))).collect();
        if !hidden.is_empty() {
            let what = message!("hidden-cells-columns", count = hidden.len(), columns = listed(&hidden));
            log.warn(0, Problem::new(Code::HiddenCells, place, what));
        }
    }
}

impl TypedRows for SheetRows {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn line(&self, row: usize) -> u64 {
        self.sheet.line(self.rows[row])
    }

    fn at_once(&self) -> usize {
        1 << 11
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        let columns = columns.iter().map(|column| self.left + column).collect();
        Ok(Box::new(SheetPart { table: self, columns, rows: &self.rows[rows] }))
    }
}

/// Some columns of some rows.
struct SheetPart<'s> {
    table: &'s SheetRows,
    columns: Vec<usize>,
    rows: &'s [usize],
}

impl TypedCells for SheetPart<'_> {
    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        match self.number(row, column) {
            Some(value) if self.is_hundredfold(row, column) => TypedCell::Number(value),
            _ => self.table.sheet.cell(self.rows[row], self.columns[column]),
        }
    }

    fn number(&self, row: usize, column: usize) -> Option<f64> {
        let value = self.table.sheet.number(self.rows[row], self.columns[column])?;
        Some(if self.is_hundredfold(row, column) { hundredfold(value) } else { value })
    }
}

impl SheetPart<'_> {
    /// Whether a cell that is shown as `12 %` is to be read as 12.
    fn is_hundredfold(&self, row: usize, column: usize) -> bool {
        let column = self.columns[column];
        !self.table.percent.is_empty()
            && self.table.percent.binary_search(&column).is_ok()
            && self.table.sheet.is_percent(self.rows[row], column)
    }
}

/// A hundred times a number in decimal arithmetic: 0.07 is 7, and not the 7.000000000000001 of a product of binary
/// numbers.
fn hundredfold(value: f64) -> f64 {
    let text = format!("{value:e}");
    let shifted = text.split_once('e').and_then(|(digits, exponent)| {
        format!("{digits}e{}", exponent.parse::<i32>().ok()? + 2).parse().ok()
    });
    shifted.unwrap_or(100.0 * value)
}

/// The header of a sheet.
struct Head {
    names: Vec<String>,
    /// The column in which the table begins.
    left: usize,
    /// The row of the header, the last where it has several.
    line: u64,
    /// The first row after it.
    next: usize,
    /// What was left out above it.
    seen: Seen,
}

impl Head {
    fn find(sheet: &Sheet, options: &ReadOptions, log: &mut Log) -> Result<Self, Fatal> {
        let (sought, left_out) = (Sought::of(options), LeftOut::of(options));
        let declared = sought.lines.last().copied().unwrap_or_default();
        let (mut seen, mut places, mut held) = (Seen::default(), Vec::new(), 0_u64);
        for row in 0..sheet.filled_rows() {
            let line = sheet.line(row);
            if places.len() >= SAMPLE && line > declared {
                break;
            }
            if !left_out.leaves_out(&sheet.first_text(row), line, &mut seen) {
                // A text that stands in many cells is held once in a sheet, and once per cell in what is made of it here.
                let bytes = sheet.bytes_of_row(row);
                options.limits.check_record(&log.place().line(line), bytes)?;
                held = held.saturating_add(bytes);
                options.limits.check_memory(log.place(), held)?;
                places.push(row);
            }
        }
        let rows = places.iter().map(|row| {
            let line = sheet.line(*row);
            let merged = sheet.merged().iter().filter_map(|area| area.columns_from(line));
            (line, texts(sheet, *row), merged.collect())
        });
        let records = Records::of_rows(rows);
        let explain = |problem: Problem| Box::new(seen.explain(problem));
        let (header, lines) = find(&records, &sought, log).map_err(|problem| explain(*problem))?;
        let place = log.place().line(records.line(header));
        let row = places[header];
        let next = row + 1;
        let mut names = header::names(&records, header, &lines);
        // What stands beside the table has no name, and is a column nevertheless where something stands below.
        let below = (next..sheet.filled_rows()).map(|row| sheet.reach(row).1 + 1).max().unwrap_or_default();
        names.resize(names.len().max(below), String::new());
        // A table may begin in any column.
        let left = names.iter().position(|name| !name.is_empty()).unwrap_or_default();
        let empty_left = |row: usize| sheet.reach(row).0 >= left;
        let left = if (next..sheet.filled_rows()).all(empty_left) { left } else { 0 };
        let names: Vec<String> = names.split_off(left);
        names.iter().try_for_each(|name| options.limits.check_field(&place, name.len() as u64))?;
        // What was seen above the header is seen; the rows below are looked at once more.
        let mut seen = Seen::default();
        for above in 0..row {
            left_out.leaves_out(&sheet.first_text(above), sheet.line(above), &mut seen);
        }
        Ok(Self { names, left, line: records.line(header), next, seen })
    }
}

/// The texts of a row. A cell that reaches down from a row above has the text of its first cell.
fn texts(sheet: &Sheet, row: usize) -> Vec<String> {
    let mut texts: Vec<String> = sheet.row_of(row).iter().map(|cell| cell.text().into_owned()).collect();
    let at = u32::try_from(sheet.line(row) - 1).unwrap_or(u32::MAX);
    for Area { rows, columns } in sheet.merged() {
        let top = (0..row).rev().find(|above| sheet.line(*above) == u64::from(*rows.start()) + 1);
        let (Some(top), true) = (top, rows.contains(&at) && *rows.start() < at) else { continue };
        let column = usize::try_from(*columns.start()).unwrap_or(usize::MAX);
        let text = sheet.cell(top, column).text().into_owned();
        if !text.is_empty() && column < sheet.width() {
            texts.resize(texts.len().max(column + 1), String::new());
            texts[column] = text;
        }
    }
    texts
}

/// The row of the header among the first records, and its lines where it has several.
fn find(records: &Records, sought: &Sought<'_>, log: &mut Log) -> Result<(usize, Vec<u64>), Fatal> {
    if !sought.lines.is_empty() {
        return Ok((header::find(records, sought, None, log)?, sought.lines.to_vec()));
    }
    let wanted = |names: &[String]| {
        let names: BTreeSet<_> = names.iter().map(|name| normal_form(name)).collect();
        names
            .iter()
            .any(|name| sought.is_code(name))
            .then(|| sought.wanted.iter().filter(|name| names.contains(**name)).count())
    };
    let one = find_header(records, sought);
    let known = one.and_then(|row| wanted(&header::names(records, row, &[]))).unwrap_or_default();
    let mut best: Option<(usize, usize, Vec<u64>)> = None;
    for row in 1..records.len().min(HEADER_WITHIN) {
        for above in 1..HEADER_LINES.min(row + 1) {
            let lines: Vec<u64> = (row - above..=row).map(|row| records.line(row)).collect();
            if lines.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
                break;
            }
            let found = wanted(&header::names(records, row, &lines)).unwrap_or_default();
            if found > best.as_ref().map_or(known, |(found, ..)| *found) {
                best = Some((found, row, lines));
            }
        }
    }
    let Some((_, row, lines)) = best else {
        return Ok((header::find(records, sought, None, log)?, Vec::new()));
    };
    let top = row + 1 - lines.len();
    if let Some(first) = (0..top).find(|row| !records.is_blank(*row)) {
        header::warn_of_skipped(records, first, top, log);
    }
    let numbers = lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    let what = message!("header-rows-found", lines = numbers);
    log.warn(0, Problem::new(Code::HeaderRows, log.place().line(records.line(row)), what));
    Ok((row, lines))
}
