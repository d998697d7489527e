//! Columns and lines of a long table, kept in temporary files that nobody else sees and that go with the
//! program.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use icip::data::Column;

use crate::fail::Fail;

/// Columns of numbers, block of rows by block of rows. A file has no mask: there, and nowhere else, a NaN
/// stands for an absent value.
pub(crate) struct Columns {
    file: File,
    count: usize,
    /// Where each block begins, and its rows.
    blocks: Vec<(u64, usize)>,
    end: u64,
    buffer: Vec<u8>,
}

/// Bytes of a number.
const NUMBER: usize = size_of::<f64>();

impl Columns {
    /// So many columns without rows, in a folder or where the system keeps temporary files.
    pub(crate) fn new(dir: Option<&Path>, count: usize) -> Result<Self, Fail> {
        Ok(Self { file: nameless(dir)?, count, blocks: Vec::new(), end: 0, buffer: Vec::new() })
    }

    /// Adds a block: one column each, all of the same length.
    pub(crate) fn push<'c>(&mut self, columns: impl IntoIterator<Item = &'c Column>) -> Result<(), Fail> {
        self.buffer.clear();
        let mut rows = 0;
        for column in columns {
            rows = column.rows();
            self.buffer.extend(column.cells().flat_map(bytes));
        }
        self.file.seek(SeekFrom::Start(self.end)).map_err(spilling)?;
        self.file.write_all(&self.buffer).map_err(spilling)?;
        self.blocks.push((self.end, rows));
        self.end += self.buffer.len() as u64;
        Ok(())
    }

    /// One column of all rows.
    pub(crate) fn column(&mut self, column: usize) -> Result<Column, Fail> {
        let rows = self.blocks.iter().map(|(_, rows)| rows).sum();
        let mut cells = Vec::with_capacity(rows);
        for (start, rows) in self.blocks.clone() {
            self.read(start + (column * rows * NUMBER) as u64, rows)?;
            cells.extend(self.buffer.chunks_exact(NUMBER).map(number));
        }
        Column::new(cells).map_err(|error| Fail::Internal(error.to_string()))
    }

    /// Writes another column in the place of one.
    pub(crate) fn replace(&mut self, column: usize, by: &Column) -> Result<(), Fail> {
        let mut cells = by.cells();
        for (start, rows) in &self.blocks {
            self.buffer.clear();
            self.buffer.extend(cells.by_ref().take(*rows).flat_map(bytes));
            let place = start + (column * rows * NUMBER) as u64;
            self.file.seek(SeekFrom::Start(place)).map_err(spilling)?;
            self.file.write_all(&self.buffer).map_err(spilling)?;
        }
        Ok(())
    }

    /// Number of blocks.
    pub(crate) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The rows of a block, each with a number a column.
    pub(crate) fn rows(&mut self, block: usize) -> Result<Vec<Vec<Option<f64>>>, Fail> {
        let (start, rows) = self.blocks[block];
        self.read(start, rows * self.count)?;
        let cell = |row: usize, column: usize| {
            let place = (column * rows + row) * NUMBER;
            number(&self.buffer[place..place + NUMBER])
        };
        Ok((0..rows).map(|row| (0..self.count).map(|column| cell(row, column)).collect()).collect())
    }

    fn read(&mut self, start: u64, numbers: usize) -> Result<(), Fail> {
        self.buffer.resize(numbers * NUMBER, 0);
        self.file.seek(SeekFrom::Start(start)).map_err(spilling)?;
        self.file.read_exact(&mut self.buffer).map_err(spilling)
    }
}

fn bytes(cell: Option<f64>) -> [u8; NUMBER] {
    cell.unwrap_or(f64::NAN).to_le_bytes()
}

fn number(bytes: &[u8]) -> Option<f64> {
    let number = f64::from_le_bytes(bytes.try_into().ok()?);
    (!number.is_nan()).then_some(number)
}

/// Texts, one behind the other, each with its length before it.
pub(crate) struct Texts {
    file: BufWriter<File>,
}

impl Texts {
    pub(crate) fn new(dir: Option<&Path>) -> Result<Self, Fail> {
        Ok(Self { file: BufWriter::new(nameless(dir)?) })
    }

    pub(crate) fn push(&mut self, text: &[u8]) -> Result<(), Fail> {
        let length = (text.len() as u64).to_le_bytes();
        self.file.write_all(&length).and_then(|()| self.file.write_all(text)).map_err(spilling)
    }

    /// The texts from the first on.
    pub(crate) fn into_reader(self) -> Result<TextReader, Fail> {
        let mut file = self.file.into_inner().map_err(|error| spilling(error.into_error()))?;
        file.rewind().map_err(spilling)?;
        Ok(TextReader { file: BufReader::new(file), text: Vec::new() })
    }
}

/// Reads texts that were kept.
pub(crate) struct TextReader {
    file: BufReader<File>,
    text: Vec<u8>,
}

impl TextReader {
    /// The next text; the caller knows how many there are.
    pub(crate) fn next(&mut self) -> Result<&[u8], Fail> {
        let mut length = [0; size_of::<u64>()];
        self.file.read_exact(&mut length).map_err(spilling)?;
        self.text.resize(u64::from_le_bytes(length) as usize, 0);
        self.file.read_exact(&mut self.text).map_err(spilling)?;
        Ok(&self.text)
    }
}

fn nameless(dir: Option<&Path>) -> Result<File, Fail> {
    dir.map_or_else(tempfile::tempfile, tempfile::tempfile_in).map_err(spilling)
}

fn spilling(error: io::Error) -> Fail {
    Fail::file("write or read", Path::new("a temporary file"))(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[Option<f64>]) -> Column {
        Column::new(cells.iter().copied()).expect("cells are finite")
    }

    #[test]
    fn columns_come_back_whole_and_block_by_block() {
        let mut columns = Columns::new(None, 2).expect("a temporary file");
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
        let mut texts = Texts::new(None).expect("a temporary file");
        let kept: [&[u8]; 3] = [b"one", b"", b"\"two\nlines\""];
        kept.iter().for_each(|text| texts.push(text).expect("written"));
        let mut reader = texts.into_reader().expect("rewound");
        kept.iter().for_each(|text| assert_eq!(reader.next().expect("read"), *text));
    }
}
