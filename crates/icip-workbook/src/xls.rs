//! `.xls`, as Excel 97 to 2003 writes it. calamine holds a sheet as a rectangle with every cell between the first and the
//! last, so that the records of the file are looked at first: how large the rectangles are, and what calamine does not tell
//! of formats, hidden and merged cells.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader};
use icip_problem::{Place, Value, message};
use icip_table::io::{Area, Limits, Sheet};

use crate::guard::guarded;
use crate::reading::{Reading, SheetName, Unread};
use crate::shown::Shown;
use crate::value::{names, take};

/// Bytes that calamine takes for a cell of a rectangle: its value and its formula.
const BYTES_PER_CELL: u64 = 56;

/// A workbook in memory.
pub(crate) struct Xls {
    book: calamine::Xls<Cursor<Vec<u8>>>,
    /// What the records say, by the name of the sheet.
    told: HashMap<String, Told>,
}

/// What the records of a sheet say beside its values.
#[derive(Debug, Default)]
struct Told {
    /// The first and the last row and column with a cell.
    bounds: Option<[u32; 4]>,
    /// The format of each number that is not plain.
    shown: HashMap<(u32, u32), Shown>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    merged: Vec<Area>,
}

/// The stream in which the records are, or nothing where the file is no compound file.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let path = file
        .walk()
        .find(|entry| {
            entry.is_stream() && ["workbook", "book"].contains(&entry.name().to_lowercase().as_str())
        })
        .map(|entry| entry.path().to_owned())?;
    let mut records = Vec::new();
    file.open_stream(path).ok()?.take(bytes.len() as u64).read_to_end(&mut records).ok()?;
    Some(records)
}

/// Whether a compound file is a workbook that is protected by a password.
pub(crate) fn is_encrypted(bytes: &[u8]) -> bool {
    const FILEPASS: u16 = 0x2F;
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return false };
    let encrypted = file.walk().any(|entry| entry.name() == "EncryptedPackage");
    encrypted
        || stream(bytes)
            .is_some_and(|records| Records(&records).take(20).any(|(kind, _, _)| kind == FILEPASS))
}

/// The records of a stream: kind, place and body.
struct Records<'r>(&'r [u8]);

impl<'r> Iterator for Records<'r> {
    type Item = (u16, usize, &'r [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        let [a, b, c, d] = *head;
        let length = usize::from(u16::from_le_bytes([c, d]));
        let body = rest.get(..length)?;
        self.0 = &rest[length..];
        Some((u16::from_le_bytes([a, b]), rest.len(), body))
    }
}

fn u16_at(body: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*body.get(at..)?.first_chunk()?))
}

/// A text of 8 or 16 bits a letter, after the byte that says which.
fn text_of(body: &[u8], count: usize) -> String {
    match body.split_first() {
        Some((flags, letters)) if flags & 1 == 1 => {
            let units =
                letters.chunks_exact(2).take(count).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect()
        }
        Some((_, letters)) => letters.iter().take(count).map(|letter| char::from(*letter)).collect(),
        None => String::new(),
    }
}

/// The records of all sheets.
fn told_of(records: &[u8]) -> HashMap<String, Told> {
    let mut formats: HashMap<u16, Shown> = HashMap::from([(9, Shown::Percent), (10, Shown::Percent)]);
    let (mut styles, mut starts, mut sheets) = (Vec::new(), HashMap::new(), HashMap::new());
    let (mut open, mut depth): (Option<(String, Told)>, usize) = (None, 0);
    let length = records.len();
    for (kind, rest, body) in Records(records) {
        match kind {
            // The beginning of a part, which may have others inside, such as a chart.
            0x0809 => {
                let start = length - rest - 4;
                depth += 1;
                if depth == 1 {
                    open = starts.remove(&start).map(|name| (name, Told::default()));
                }
            }
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some((name, told)) = open.take()
                {
                    sheets.insert(name, told);
                }
            }
            // A sheet: where its part begins, and its name.
            0x0085 => {
                if let (Some(start), Some(count)) = (body.first_chunk::<4>(), body.get(6)) {
                    let start = usize::try_from(u32::from_le_bytes(*start)).unwrap_or(usize::MAX);
                    starts.insert(start, text_of(&body[7..], usize::from(*count)));
                }
            }
            0x041E => {
                if let (Some(id), Some(count)) = (u16_at(body, 0), u16_at(body, 2)) {
                    formats.insert(id, Shown::of(&text_of(&body[4..], usize::from(count))));
                }
            }
            0x00E0 => styles.push(u16_at(body, 2).unwrap_or_default()),
            _ if depth == 1 => {
                if let Some((_, told)) = &mut open {
                    let shown = |style: u16| {
                        let format = styles.get(usize::from(style));
                        format.and_then(|format| formats.get(format)).copied().unwrap_or(Shown::Plain)
                    };
                    told.record(kind, body, shown);
                }
            }
            _ => {}
        }
    }
    sheets
}

impl Told {
    fn record(&mut self, kind: u16, body: &[u8], shown: impl Fn(u16) -> Shown) {
        let two = |at: usize| u16_at(body, at);
        match kind {
            // Blank, number, text, truth value or error, formula, number in short, text of the list.
            0x0201 | 0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x0406 | 0x027E | 0x00FD | 0x00D6 => {
                if let (Some(row), Some(column), Some(style)) = (two(0), two(2), two(4)) {
                    self.see(row, column);
                    self.show(row, column, shown(style));
                }
            }
            // Several numbers in short, and several blanks: each with its style.
            0x00BD | 0x00BE => {
                let size = if kind == 0x00BD { 6 } else { 2 };
                if let (Some(row), Some(first)) = (two(0), two(2)) {
                    let cells = body.len().saturating_sub(6) / size;
                    for cell in 0..cells {
                        let column = first.saturating_add(u16::try_from(cell).unwrap_or(u16::MAX));
                        self.see(row, column);
                        self.show(row, column, two(4 + cell * size).map_or(Shown::Plain, &shown));
                    }
                }
            }
            0x0208 => {
                if let (Some(row), Some(flags)) = (two(0), two(12))
                    && flags & 0x20 != 0
                {
                    self.hidden_rows.push(row.into());
                }
            }
            0x007D => {
                if let (Some(first), Some(last), Some(flags)) = (two(0), two(2), two(8))
                    && flags & 1 == 1
                {
                    // They come in order, so that no list of them is longer than a sheet.
                    let first =
                        self.hidden_columns.last().map_or(first.into(), |last| (last + 1).max(first.into()));
                    self.hidden_columns.extend(first..=u32::from(last.min(255)));
                }
            }
            0x00E5 => {
                for area in body.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |at: usize| u32::from(u16_at(area, at).unwrap_or_default());
                    self.merged.push(Area::new(at(0)..=at(2), at(4)..=at(6)));
                }
            }
            _ => {}
        }
    }

    fn see(&mut self, row: u16, column: u16) {
        let (row, column) = (row.into(), column.into());
        let [top, left, bottom, right] = self.bounds.unwrap_or([row, column, row, column]);
        self.bounds = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    fn show(&mut self, row: u16, column: u16, shown: Shown) {
        if shown != Shown::Plain {
            self.shown.insert((row.into(), column.into()), shown);
        }
    }

    /// Bytes of the rectangle that calamine makes.
    fn bytes(&self) -> u64 {
        self.bounds.map_or(0, |[top, left, bottom, right]| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1) * BYTES_PER_CELL
        })
    }
}

impl Xls {
    pub(crate) fn open(
        bytes: &[u8],
        limits: Limits,
        place: &Place,
    ) -> Result<(Self, Vec<SheetName>), Unread> {
        /// What a file may always take, and how many times its length it may take beyond that.
        const SMALL: u64 = 1 << 30;
        const TIMES: u64 = 200;
        let records = stream(bytes).ok_or_else(|| Value::from(message!("bad-file-no-workbook")))?;
        let told = told_of(&records);
        let needed: u64 = told.values().map(Told::bytes).sum();
        if needed > SMALL.max(TIMES * bytes.len() as u64) {
            return Err(Value::from(message!("bad-file-declared-size")).into());
        }
        limits.check_memory(place, needed)?;
        let book = guarded(|| calamine::Xls::new(Cursor::new(bytes.to_vec())))?;
        let sheets = names(book.sheets_metadata());
        Ok((Self { book, told }, sheets))
    }

    pub(crate) fn read(&mut self, name: &str, mut reading: Reading<'_>) -> Result<Sheet, Unread> {
        let range = guarded(|| self.book.worksheet_range(name))?;
        let mut sheet = Sheet::new(name);
        let told = self.told.remove(name).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = (
                top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
                left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)),
            );
            let shown = told.shown.get(&place).copied().unwrap_or(Shown::Plain);
            if !take(&mut reading, &mut sheet, place, &borrowed(value), shown)? {
                break;
            }
        }
        told.merged.iter().cloned().for_each(|area| sheet.merge(area));
        told.hidden_rows.iter().for_each(|row| sheet.hide_row(*row));
        told.hidden_columns.iter().for_each(|column| sheet.hide_column(*column));
        // A sheet may be read again: first its beginning, then all of it.
        self.told.insert(name.to_owned(), told);
        Ok(sheet)
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
