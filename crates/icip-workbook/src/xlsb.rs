//! `.xlsb`, archives of binary parts, as calamine reads them cell by cell. What it passes over is read from the records
//! beside it: formulas whose result is an error, formats of numbers, hidden and merged cells ([MS-XLSB], sections 2.4 and
//! 2.5).

use std::collections::HashMap;
use std::io::{BufRead, ErrorKind};

use calamine::{DataRef, Reader};
use icip_problem::{Value, message};
use icip_table::io::{Area, Sheet, SheetCell};

use crate::guard::guarded;
use crate::package::{Guarded, Package};
use crate::reading::{Reading, SheetName, Unread};
use crate::scan::most;
use crate::shown::Shown;
use crate::value::{names, take};
use crate::xml::{attribute, elements};

/// The longest record that is read: a text of a cell has at most 32,767 letters.
const LONGEST: usize = 1 << 24;

/// A workbook in memory.
pub(crate) struct Xlsb<'b> {
    book: calamine::Xlsb<Guarded<'b>>,
    package: Package<'b>,
    /// The part of each sheet, in the order of the workbook.
    paths: HashMap<String, String>,
    /// What the format of a cell says, by its style.
    styles: Vec<Shown>,
}

/// The records of a part: kind and body.
struct Records<R> {
    part: R,
    /// The bytes that may still come.
    left: u64,
    body: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    fn new((part, compressed): (R, u64)) -> Self {
        Self { part, left: most(compressed), body: Vec::new() }
    }

    /// The next record; nothing at the end.
    fn next(&mut self) -> Result<Option<(u16, &[u8])>, Value> {
        let bad = |error: std::io::Error| Value::from(error.to_string());
        let (kind, length) = match self.head() {
            Ok(head) => head,
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(bad(error)),
        };
        if length > LONGEST || length as u64 > self.left {
            return Err(message!("bad-file-declared-size").into());
        }
        self.left -= length as u64;
        self.body.resize(length, 0);
        self.part.read_exact(&mut self.body).map_err(bad)?;
        Ok(Some((kind, &self.body)))
    }

    fn head(&mut self) -> std::io::Result<(u16, usize)> {
        let mut byte = || {
            let mut byte = [0];
            self.part.read_exact(&mut byte).map(|()| byte[0])
        };
        let first = byte()?;
        let kind = match first & 0x80 {
            0 => u16::from(first),
            _ => u16::from(first & 0x7F) + (u16::from(byte()? & 0x7F) << 7),
        };
        let mut length = 0;
        for shift in 0..4 {
            let next = byte()?;
            length += usize::from(next & 0x7F) << (7 * shift);
            if next & 0x80 == 0 {
                break;
            }
        }
        Ok((kind, length))
    }
}

fn u32_at(body: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*body.get(at..)?.first_chunk()?))
}

fn u16_at(body: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*body.get(at..)?.first_chunk()?))
}

/// A text with its length in front of it.
fn wide_text(body: &[u8]) -> Option<String> {
    let count = usize::try_from(u32_at(body, 0)?).ok()?;
    let units = body.get(4..)?.chunks_exact(2).take(count).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect())
}

/// What the records of a sheet say beside its values.
#[derive(Default)]
struct Told {
    /// Formulas whose result is an error, in order.
    errors: Vec<((u32, u32), &'static str)>,
    /// The format of each number that is not plain.
    shown: HashMap<(u32, u32), Shown>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    merged: Vec<Area>,
}

impl Told {
    /// The records of a sheet.
    fn read<R: BufRead>(mut records: Records<R>, styles: &[Shown]) -> Result<Self, Value> {
        let (mut told, mut row) = (Self::default(), 0);
        while let Some((kind, body)) = records.next()? {
            match kind {
                // The head of a row: its number, and 11 bytes on whether its height is zero.
                0x0000 => {
                    row = u32_at(body, 0).unwrap_or_default();
                    if body.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                        told.hidden_rows.push(row);
                    }
                }
                // Cells, and formulas with a number, a text, a truth value or an error.
                0x0001..=0x000B => {
                    let style = u32_at(body, 4).unwrap_or_default() & 0x00FF_FFFF;
                    let shown = usize::try_from(style).ok().and_then(|style| styles.get(style)).copied();
                    if let Some(column) = u32_at(body, 0) {
                        if let Some(shown) = shown.filter(|shown| *shown != Shown::Plain) {
                            told.shown.insert((row, column), shown);
                        }
                        if kind == 0x000B {
                            told.errors.push(((row, column), error_text(body.get(8).copied())));
                        }
                    }
                }
                0x003C => {
                    if let (Some(first), Some(last), Some(flags)) =
                        (u32_at(body, 0), u32_at(body, 4), u16_at(body, 16))
                        && flags & 1 == 1
                    {
                        // They come in order, so that no list of them is longer than a sheet.
                        let first = told.hidden_columns.last().map_or(first, |last| first.max(last + 1));
                        told.hidden_columns.extend(first..last.saturating_add(1).min(Sheet::COLUMNS));
                    }
                }
                0x00B0 => {
                    if let [Some(top), Some(bottom), Some(left), Some(right)] =
                        [0, 4, 8, 12].map(|at| u32_at(body, at))
                    {
                        told.merged.push(Area::new(top..=bottom, left..=right));
                    }
                }
                _ => {}
            }
        }
        Ok(told)
    }
}

/// The error values of spreadsheets by their numbers.
fn error_text(number: Option<u8>) -> &'static str {
    match number {
        Some(0x00) => "#NULL!",
        Some(0x07) => "#DIV/0!",
        Some(0x0F) => "#VALUE!",
        Some(0x17) => "#REF!",
        Some(0x1D) => "#NAME?",
        Some(0x24) => "#NUM!",
        Some(0x2A) => "#N/A",
        _ => "#GETTING_DATA",
    }
}

/// What the formats of all styles say.
fn styles_of<R: BufRead>(mut records: Records<R>) -> Result<Vec<Shown>, Value> {
    let mut formats = HashMap::from([(9, Shown::Percent), (10, Shown::Percent)]);
    let (mut styles, mut of_cells) = (Vec::new(), false);
    while let Some((kind, body)) = records.next()? {
        match kind {
            0x002C => {
                if let (Some(id), Some(format)) = (u16_at(body, 0), body.get(2..).and_then(wide_text)) {
                    formats.insert(id, Shown::of(&format));
                }
            }
            // The styles of cells stand between these two; others have the same records.
            0x0269 => of_cells = true,
            0x026A => of_cells = false,
            0x002F if of_cells => {
                let format = u16_at(body, 2).and_then(|format| formats.get(&format));
                styles.push(format.copied().unwrap_or(Shown::Plain));
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// The part of each sheet, by the name of the sheet.
fn paths(package: &mut Package<'_>) -> Result<HashMap<String, String>, Value> {
    let relations = package.small_text("xl/_rels/workbook.bin.rels").unwrap_or_default();
    let mut targets = HashMap::new();
    elements(&relations, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(id, format!("xl/{target}"));
        }
    });
    let (mut paths, mut records) = (HashMap::new(), Records::new(package.sized("xl/workbook.bin")?));
    while let Some((kind, body)) = records.next()? {
        // A sheet: its state, its number, the name of its part and its name.
        if kind == 0x009C
            && let Some(id) = body.get(8..).and_then(wide_text)
            && let Some(name) = body.get(12 + 2 * id.encode_utf16().count()..).and_then(wide_text)
            && let Some(path) = targets.get(&id)
        {
            paths.insert(name, path.clone());
        }
    }
    Ok(paths)
}

impl<'b> Xlsb<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<(Self, Vec<SheetName>), Value> {
        let mut package = Package::open(bytes)?;
        package.check()?;
        for part in ["xl/sharedStrings.bin", "xl/workbook.bin"] {
            if package.find(part).is_some() {
                let mut records = Records::new(package.sized(part)?);
                while records.next()?.is_some() {}
            }
        }
        let styles = match package.find("xl/styles.bin") {
            Some(part) => styles_of(Records::new(package.sized(&part)?))?,
            None => Vec::new(),
        };
        let paths = paths(&mut package)?;
        let (bytes, _) = Guarded::new(bytes);
        let book = guarded(|| calamine::Xlsb::new(bytes))?;
        let sheets = names(book.sheets_metadata());
        Ok((Self { book, package, paths, styles }, sheets))
    }

    pub(crate) fn read(&mut self, name: &str, mut reading: Reading<'_>) -> Result<Sheet, Unread> {
        let path =
            self.paths.get(name).ok_or_else(|| Value::from(message!("bad-file-no-part", part = name)))?;
        let told = Told::read(Records::new(self.package.sized(path)?), &self.styles)?;
        let mut sheet = Sheet::new(name);
        let mut errors = told.errors.iter().copied().peekable();
        let mut failed = None;
        let book = &mut self.book;
        guarded(|| {
            let mut cells = book.worksheet_cells_reader(name)?;
            loop {
                let cell = cells.next_cell()?;
                let place = cell.as_ref().map_or((u32::MAX, u32::MAX), calamine::Cell::get_position);
                let shown = told.shown.get(&place).copied().unwrap_or(Shown::Plain);
                let mut take_all = || -> Result<bool, Unread> {
                    while let Some((at, error)) = errors.next_if(|(at, _)| *at < place) {
                        if !reading.take(&mut sheet, at, SheetCell::Text(error))? {
                            return Ok(false);
                        }
                    }
                    let value = cell.as_ref().map_or(&DataRef::Empty, calamine::Cell::get_value);
                    take(&mut reading, &mut sheet, place, value, shown)
                };
                match take_all() {
                    Ok(true) if cell.is_some() => {}
                    Ok(_) => break,
                    Err(why) => {
                        failed = Some(why);
                        break;
                    }
                }
            }
            Ok::<(), calamine::XlsbError>(())
        })?;
        if let Some(why) = failed {
            return Err(why);
        }
        told.merged.into_iter().for_each(|area| sheet.merge(area));
        told.hidden_rows.iter().for_each(|row| sheet.hide_row(*row));
        told.hidden_columns.iter().for_each(|column| sheet.hide_column(*column));
        Ok(sheet)
    }
}
