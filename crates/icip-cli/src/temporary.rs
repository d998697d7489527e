//! Columns and lines of a long table in temporary files. This module must not know what the numbers and texts
//! mean.
//!
//! The files have no names, so that nobody else sees them and that they go with the program, however it ends.

use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use icip::data::Column;
use icip::problem::message;

use crate::fail::Fail;
use crate::system::{Handle, System};

/// Columns of numbers, one block of rows after the other. A file has no mask: here, and nowhere else, a NaN
/// stands for an absent value.
pub(crate) struct TemporaryColumns {
    file: Handle,
    count: usize,
    /// The offset of each block in the file, and the number of its rows.
    blocks: Vec<(u64, usize)>,
    end: u64,
    buffer: Vec<u8>,
}

/// Bytes that are read from a file, or written to it, at once.
const BUFFER: usize = 1 << 18;

/// The bytes of a number.
const NUMBER: usize = size_of::<f64>();

impl TemporaryColumns {
    /// A number of columns without rows, in a folder or where the system keeps temporary files.
    pub(crate) fn new(dir: Option<&Path>, count: usize, system: &System) -> Result<Self, Fail> {
        Ok(Self { file: without_name(dir, system)?, count, blocks: Vec::new(), end: 0, buffer: Vec::new() })
    }

    /// Adds a block: a part of each column, all of the same length.
    pub(crate) fn push<'c>(&mut self, columns: impl IntoIterator<Item = &'c Column>) -> Result<(), Fail> {
        self.buffer.clear();
        let mut rows = 0;
        for column in columns {
            rows = column.rows();
            self.buffer.extend(column.cells().flat_map(bytes));
        }
        // Reading a column leaves the position of the file elsewhere.
        self.file.seek(SeekFrom::Start(self.end)).map_err(temporary_file)?;
        self.file.write_all(&self.buffer).map_err(temporary_file)?;
        self.blocks.push((self.end, rows));
        self.end += self.buffer.len() as u64;
        Ok(())
    }

    /// One column of all rows.
    pub(crate) fn column(&mut self, column: usize) -> Result<Column, Fail> {
        let rows = self.blocks.iter().map(|(_, rows)| rows).sum();
        let mut cells = Vec::with_capacity(rows);
        // A block holds its columns one after the other, so each of its parts of a column is one reading.
        for (start, rows) in self.blocks.clone() {
            self.read(start + (column * rows * NUMBER) as u64, rows)?;
            cells.extend(self.buffer.chunks_exact(NUMBER).map(number));
        }
        Column::new(cells).map_err(|error| Fail::Internal(error.to_string()))
    }

    /// Overwrites a column.
    pub(crate) fn replace(&mut self, column: usize, with: &Column) -> Result<(), Fail> {
        let mut cells = with.cells();
        for (start, rows) in &self.blocks {
            self.buffer.clear();
            self.buffer.extend(cells.by_ref().take(*rows).flat_map(bytes));
            let offset = start + (column * rows * NUMBER) as u64;
            self.file.seek(SeekFrom::Start(offset)).map_err(temporary_file)?;
            self.file.write_all(&self.buffer).map_err(temporary_file)?;
        }
        Ok(())
    }

    /// The number of blocks.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The rows of a block, each with one number per column.
    pub(crate) fn rows(&mut self, block: usize) -> Result<Vec<Vec<Option<f64>>>, Fail> {
        let (start, rows) = self.blocks[block];
        self.read(start, rows * self.count)?;
        let cell = |row: usize, column: usize| {
            let offset = (column * rows + row) * NUMBER;
            number(&self.buffer[offset..offset + NUMBER])
        };
        Ok((0..rows).map(|row| (0..self.count).map(|column| cell(row, column)).collect()).collect())
    }

    fn read(&mut self, start: u64, numbers: usize) -> Result<(), Fail> {
        self.buffer.resize(numbers * NUMBER, 0);
        self.file.seek(SeekFrom::Start(start)).map_err(temporary_file)?;
        self.file.read_exact(&mut self.buffer).map_err(temporary_file)
    }
}

fn bytes(cell: Option<f64>) -> [u8; NUMBER] {
    cell.unwrap_or(f64::NAN).to_le_bytes()
}

fn number(bytes: &[u8]) -> Option<f64> {
    let number = f64::from_le_bytes(bytes.try_into().ok()?);
    (!number.is_nan()).then_some(number)
}

/// Texts, one after the other, each preceded by its length.
pub(crate) struct TemporaryTexts {
    file: BufWriter<Handle>,
}

impl TemporaryTexts {
    pub(crate) fn new(dir: Option<&Path>, system: &System) -> Result<Self, Fail> {
        Ok(Self { file: BufWriter::with_capacity(BUFFER, without_name(dir, system)?) })
    }

    pub(crate) fn push(&mut self, text: &[u8]) -> Result<(), Fail> {
        let length = (text.len() as u64).to_le_bytes();
        self.file.write_all(&length).and_then(|()| self.file.write_all(text)).map_err(temporary_file)
    }

    /// Reads the texts from the first one on.
    pub(crate) fn reader(&mut self) -> Result<TextReader<'_>, Fail> {
        self.file.flush().map_err(temporary_file)?;
        let file = self.file.get_mut();
        file.rewind().map_err(temporary_file)?;
        Ok(TextReader { file: BufReader::with_capacity(BUFFER, file), text: Vec::new() })
    }
}

/// Reads the texts in their order.
pub(crate) struct TextReader<'t> {
    file: BufReader<&'t mut Handle>,
    text: Vec<u8>,
}

impl TextReader<'_> {
    /// The next text; the caller knows how many there are.
    pub(crate) fn next(&mut self) -> Result<&[u8], Fail> {
        let mut length = [0; size_of::<u64>()];
        self.file.read_exact(&mut length).map_err(temporary_file)?;
        self.text.resize(u64::from_le_bytes(length) as usize, 0);
        self.file.read_exact(&mut self.text).map_err(temporary_file)?;
        Ok(&self.text)
    }
}

fn without_name(dir: Option<&Path>, system: &System) -> Result<Handle, Fail> {
    system.temporary(dir).map_err(temporary_file)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` passes the error")]
fn temporary_file(error: io::Error) -> Fail {
    Fail::File(message!("fail-temporary-file", error = error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[Option<f64>]) -> Column {
        Column::new(cells.iter().copied()).expect("cells are finite")
    }

    #[test]
    fn columns_come_back_whole_and_block_by_block() {
        let mut columns = TemporaryColumns::new(None, 2, &System::default()).expect("a temporary file");
        let first = [column(&[Some(1.0), None]), column(&[Some(3.0), Some(4.0)])];
        let second = [column(&[Some(5.0)]), column(&[None])];
        columns.push(&first).expect("written");
        columns.push(&second).expect("written");
        assert_eq!(columns.column(0).expect("read"), column(&[Some(1.0), None, Some(5.0)]));
        columns.replace(1, &column(&[None, Some(8.0), Some(9.0)])).expect("written");
        assert_eq!(columns.blocks(), 2);
        assert_eq!(columns.rows(0).expect("read"), [[Some(1.0), None], [None, Some(8.0)]]);
        assert_eq!(columns.rows(1).expect("read"), [[Some(5.0), Some(9.0)]]);
    }

    #[test]
    fn texts_come_back_in_order() {
        let mut texts = TemporaryTexts::new(None, &System::default()).expect("a temporary file");
        let kept: [&[u8]; 3] = [b"one", b"", b"\"two\nlines\""];
        kept.iter().for_each(|text| texts.push(text).expect("written"));
        let mut reader = texts.reader().expect("rewound");
        kept.iter().for_each(|text| assert_eq!(reader.next().expect("read"), *text));
    }
}
