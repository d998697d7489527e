//! The XML of a sheet, looked at without being read: how large it is, and what calamine does not tell of it.
//!
//! This module knows where tags begin and end, and the names of a few.

use std::io::{ErrorKind, Read};

use icip_problem::{Value, message};
use icip_table::io::{Area, Sheet};
use memchr::{memchr, memmem};

/// The longest that a tag or a text between two tags may be: calamine holds one in memory.
const LONGEST: usize = 1 << 24;
/// What a part may always grow to, and by how much more than it holds a larger one may grow. Sheets of one number
/// throughout were measured to shrink to a fiftieth.
const SMALL: u64 = 64 << 20;
const RATIO: u64 = 400;
/// The error values that calamine knows.
const ERRORS: [&[u8]; 8] =
    [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!", b"#GETTING_DATA"];
/// Text that is looked at at once.
const WINDOW: usize = 1 << 18;

/// What the XML of a sheet tells.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Cells with a formula and without a value, in the order of the file: rows and columns from 0.
    pub(crate) uncalculated: Vec<(u32, u32)>,
    /// Cells with a formula whose value is 0, as long as there are no others.
    pub(crate) zeros: Vec<(u32, u32)>,
    /// Whether a formula has another value.
    other_than_zero: bool,
    /// The first cell with an error value that is none of those of Excel 2007, and the value.
    pub(crate) new_error: Option<((u32, u32), String)>,
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<u32>,
    pub(crate) merged: Vec<Area>,
    /// The first tag that is no declaration.
    pub(crate) root: String,
}

/// The bytes that a part may have of which so many are in the file.
pub(crate) fn most(compressed: u64) -> u64 {
    SMALL.max(compressed.saturating_mul(RATIO))
}

/// Looks at the text of a part, of which `compressed` bytes are in the file.
///
/// # Errors
/// It cannot be decompressed, or grows to more than such a part can be.
pub(crate) fn scan(mut text: impl Read, compressed: u64) -> Result<Told, Value> {
    let most = most(compressed);
    let mut scan = Scan::default();
    let mut window: Vec<u8> = Vec::with_capacity(WINDOW);
    let mut total = 0_u64;
    loop {
        let before = window.len();
        window.resize(before + WINDOW, 0);
        let read = loop {
            match text.read(&mut window[before..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = read.map_err(|error| Value::from(error.to_string()))?;
        window.truncate(before + read);
        total += read as u64;
        if total > most {
            return Err(message!("bad-file-declared-size").into());
        }
        if read == 0 {
            return Ok(scan.told);
        }
        let done = scan.tags(&window);
        window.drain(..done);
        if window.len() > LONGEST {
            return Err(message!("bad-file-declared-size").into());
        }
    }
}

#[derive(Default)]
struct Scan {
    told: Told,
    /// The tag of the cell that is open, as far as it matters: its attributes.
    cell: Vec<u8>,
    /// Whether the cell that is open has a formula, and a value.
    formula: bool,
    value: bool,
    /// Whether the cell that is open says its place.
    placed: bool,
    /// The row that is open and the column of the next cell in it, where neither says its place.
    row: u32,
    column: u32,
    /// The first column that no hidden ones were told of.
    next_hidden: u32,
}

impl Scan {
    /// Looks at all whole tags of a text; gives the bytes that need not be seen again.
    fn tags(&mut self, text: &[u8]) -> usize {
        let mut at = 0;
        while let Some(start) = memchr(b'<', &text[at..]).map(|start| at + start) {
            // What most tags of a sheet are.
            match text.get(start + 1..start + 5) {
                Some([b'v', b'>', next, _]) => {
                    let Some(()) = self.see_text(&text[start + 3..]) else { return start };
                    self.see_value(*next == b'<');
                    at = start + 3;
                    continue;
                }
                Some([b'/', b'v', b'>', _]) => {
                    at = start + 4;
                    continue;
                }
                Some([b'/', b'c', b'>', _]) => {
                    self.end_cell();
                    at = start + 4;
                    continue;
                }
                _ => {}
            }
            let Some(end) = memchr(b'>', &text[start..]).map(|end| start + end) else { return start };
            // What follows decides whether a value is empty, so that it must be there.
            if end + 1 == text.len() || self.tag(&text[start + 1..end], &text[end + 1..]).is_none() {
                return start;
            }
            at = end + 1;
        }
        text.len()
    }

    /// Takes a tag; nothing where more of the text behind it must be there first.
    fn tag(&mut self, tag: &[u8], behind: &[u8]) -> Option<()> {
        let closes = tag.first() == Some(&b'/');
        let alone = tag.last() == Some(&b'/');
        let body = if closes { &tag[1..] } else { tag };
        let name_end = body.iter().position(|c| c.is_ascii_whitespace() || *c == b'/').unwrap_or(body.len());
        let (name, rest) = body.split_at(name_end);
        let name = memchr(b':', name).map_or(name, |prefix| &name[prefix + 1..]);
        match (name, closes) {
            (b"c", false) if alone => self.column = self.place(rest).1 + 1,
            (b"c", false) => {
                self.cell.clear();
                self.cell.extend_from_slice(rest);
                self.placed = rest.starts_with(b" r=") || attribute(rest, b"r").is_some();
                (self.formula, self.value) = (false, false);
            }
            (b"c", true) => self.end_cell(),
            (b"f", false) => self.formula = true,
            (b"v", false) => {
                if !alone {
                    self.see_text(behind)?;
                }
                self.see_value(alone || behind.first() == Some(&b'<'));
            }
            (b"is", false) => self.value = true,
            (b"row", false) => {
                if let Some(row) = number(attribute(rest, b"r")) {
                    self.row = row.saturating_sub(1);
                }
                self.column = 0;
                if is_true(attribute(rest, b"hidden")) {
                    self.told.hidden_rows.push(self.row);
                }
                self.row += u32::from(alone);
            }
            (b"row", true) => self.row = self.row.saturating_add(1),
            (b"col", false) if is_true(attribute(rest, b"hidden")) => {
                let (first, last) = (number(attribute(rest, b"min")), number(attribute(rest, b"max")));
                if let (Some(first), Some(last)) = (first, last) {
                    // A whole sheet but for a few columns is often hidden on the right. Columns come in order, so that
                    // no list of them is longer than a sheet.
                    let first = first.saturating_sub(1).max(self.next_hidden);
                    let last = last.min(Sheet::COLUMNS);
                    self.told.hidden_columns.extend(first..last);
                    self.next_hidden = self.next_hidden.max(last);
                }
            }
            (b"mergeCell", false) => {
                let area = attribute(rest, b"ref").and_then(|text| std::str::from_utf8(text).ok());
                self.told.merged.extend(area.and_then(Area::parse));
            }
            _ if self.told.root.is_empty() && !closes && !matches!(tag.first(), Some(b'?' | b'!')) => {
                self.told.root = String::from_utf8_lossy(tag).into_owned();
            }
            _ => {}
        }
        Some(())
    }

    /// Looks at the text of a value, where it matters; nothing where its end is not there yet.
    fn see_text(&mut self, text: &[u8]) -> Option<()> {
        let matters = self.formula && !self.told.other_than_zero || text.first() == Some(&b'#');
        if !matters {
            return Some(());
        }
        let value = &text[..memchr(b'<', text)?];
        if self.formula && !self.told.other_than_zero && !value.is_empty() {
            if value == b"0" {
                self.told.zeros.push(self.place(&self.cell));
            } else {
                self.told.other_than_zero = true;
                self.told.zeros = Vec::new();
            }
        }
        let is_new = value.first() == Some(&b'#') && !ERRORS.contains(&value);
        if is_new && self.told.new_error.is_none() && attribute(&self.cell, b"t") == Some(b"e") {
            let value = String::from_utf8_lossy(value).into_owned();
            self.told.new_error = Some((self.place(&self.cell), value));
        }
        Some(())
    }

    /// Row and column of the cell with these attributes.
    fn place(&self, attributes: &[u8]) -> (u32, u32) {
        let named = attribute(attributes, b"r").and_then(|text| std::str::from_utf8(text).ok());
        let area = named.and_then(|cell| Area::parse(&format!("{cell}:{cell}")));
        area.map_or((self.row, self.column), |area| (*area.rows.start(), *area.columns.start()))
    }

    /// A value, which may be empty. A formula may have the empty text as its result.
    fn see_value(&mut self, empty: bool) {
        self.value |= !empty || self.formula && attribute(&self.cell, b"t") == Some(b"str");
    }

    fn end_cell(&mut self) {
        let lacks = self.formula && !self.value;
        // Most cells say their place, and nobody asks for it.
        if self.placed && !lacks {
            return;
        }
        let (row, column) = self.place(&self.cell);
        self.column = column + 1;
        if lacks {
            self.told.uncalculated.push((row, column));
        }
    }
}

/// The value of an attribute.
fn attribute<'t>(attributes: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let mut from = 0;
    while let Some(found) = memmem::find(&attributes[from..], name).map(|found| from + found) {
        let rest = &attributes[found + name.len()..];
        let starts = found > 0 && attributes[found - 1].is_ascii_whitespace();
        if let (true, Some((b'=', [quote @ (b'"' | b'\''), value @ ..]))) = (starts, rest.split_first()) {
            return memchr(*quote, value).map(|end| &value[..end]);
        }
        from = found + name.len();
    }
    None
}

fn number(text: Option<&[u8]>) -> Option<u32> {
    std::str::from_utf8(text?).ok()?.parse().ok()
}

fn is_true(text: Option<&[u8]>) -> bool {
    matches!(text, Some(b"1" | b"true"))
}

/// The value of an attribute of the first tag that is no declaration, such as the number of texts that a part declares.
pub(crate) fn root_number(root: &str, name: &str) -> Option<u64> {
    std::str::from_utf8(attribute(root.as_bytes(), name.as_bytes())?).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives a few bytes at a time.
    struct Slow<'t>(&'t [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(to.len());
            let (now, rest) = self.0.split_at(count);
            to[..count].copy_from_slice(now);
            self.0 = rest;
            Ok(count)
        }
    }

    #[test]
    fn what_a_sheet_tells_does_not_depend_on_where_it_is_cut() {
        let text = br#"<?xml version="1.0"?><x:worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>
            <row r="2" spans="1:2"><c r="A2" t="str"><f>1</f><v></v></c><c r="B2"><f>2</f></c><c r="C2" s="1"/></row>
            <row hidden="true" r="4"><c><v>1</v></c><c><f t="shared" si="0"/><v/></c><c r="E4"><f>1</f><v>2</v></c></row>
            <x:row r="9" hidden='1'/></sheetData><mergeCells><mergeCell ref="C5:C9"/></mergeCells></x:worksheet>"#;
        for at_once in [1, 2, 7, 100_000] {
            let told = scan(Slow(text, at_once), 1).expect("valid");
            assert_eq!(told.uncalculated, [(1, 1), (3, 1)], "{at_once}");
            assert_eq!((told.hidden_rows, told.hidden_columns), (vec![3, 8], vec![1, 2]));
            assert_eq!(told.merged, [Area::new(4..=8, 2..=2)]);
            assert_eq!(told.root, "x:worksheet");
        }
        assert_eq!(root_number("sst count=\"3\" uniqueCount='2'", "uniqueCount"), Some(2));
    }

    #[test]
    fn a_text_that_never_ends_is_refused() {
        assert!(scan(std::io::repeat(b' '), 1).is_err());
        let tags = std::io::Read::chain(&b"<a>"[..], std::io::repeat(b'>'));
        assert!(scan(tags, 1).is_err());
    }
}
