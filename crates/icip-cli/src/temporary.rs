//! Temporary files, and columns of a long table in them. This module must not know what the numbers mean.
//!
//! The files have no names, so that nobody else sees them and that they go with the program, however it ends.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use icip::data::Column;
use icip::problem::message;

use crate::fail::Fail;
use crate::system::{Found, Handle, System};

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
            append(&mut self.buffer, column, 0..rows);
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
        let mut first = 0;
        for (start, rows) in &self.blocks {
            self.buffer.clear();
            append(&mut self.buffer, with, first..first + rows);
            first += rows;
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

    /// The numbers of a block.
    pub(crate) fn block(&mut self, block: usize) -> Result<BlockOfColumns<'_>, Fail> {
        let (start, rows) = self.blocks[block];
        self.read(start, rows * self.count)?;
        Ok(BlockOfColumns { bytes: &self.buffer, rows })
    }

    fn read(&mut self, start: u64, numbers: usize) -> Result<(), Fail> {
        self.buffer.resize(numbers * NUMBER, 0);
        self.file.seek(SeekFrom::Start(start)).map_err(temporary_file)?;
        self.file.read_exact(&mut self.buffer).map_err(temporary_file)
    }
}

/// Some rows of all columns.
pub(crate) struct BlockOfColumns<'b> {
    bytes: &'b [u8],
    rows: usize,
}

impl BlockOfColumns<'_> {
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The number of a row, counted inside the block.
    pub(crate) fn get(&self, column: usize, row: usize) -> Option<f64> {
        let offset = (column * self.rows + row) * NUMBER;
        number(&self.bytes[offset..offset + NUMBER])
    }
}

/// Adds some rows of a column.
fn append(buffer: &mut Vec<u8>, column: &Column, rows: Range<usize>) {
    buffer.reserve(rows.len() * NUMBER);
    match column.complete() {
        Some(values) => values[rows].iter().for_each(|value| buffer.extend(value.to_le_bytes())),
        None => rows.for_each(|row| buffer.extend(column.get(row).unwrap_or(f64::NAN).to_le_bytes())),
    }
}

fn number(bytes: &[u8]) -> Option<f64> {
    let number = f64::from_le_bytes(bytes.try_into().ok()?);
    (!number.is_nan()).then_some(number)
}

/// The folder of the results as far as it exists, for temporary files.
pub(crate) fn folder_beside<'p>(results: Option<&'p Path>, system: &System) -> Option<&'p Path> {
    let above = results?.ancestors().map(|dir| if dir == Path::new("") { Path::new(".") } else { dir });
    above.into_iter().find(|dir| matches!(system.find(dir), Ok(Some(Found::Folder))))
}

/// A file without a name.
pub(crate) fn without_name(dir: Option<&Path>, system: &System) -> Result<Handle, Fail> {
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
        let rows = |block: &BlockOfColumns<'_>| -> Vec<[Option<f64>; 2]> {
            (0..block.rows()).map(|row| [0, 1].map(|column| block.get(column, row))).collect()
        };
        let first = rows(&columns.block(0).expect("read"));
        assert_eq!(first, [[Some(1.0), None], [None, Some(8.0)]]);
        assert_eq!(rows(&columns.block(1).expect("read")), [[Some(5.0), Some(9.0)]]);
    }
}
