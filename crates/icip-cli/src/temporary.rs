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
    buffer: Vec<f64>,
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
        // Reading a column leaves the position of the file elsewhere.
        self.file.seek(SeekFrom::Start(self.end)).map_err(temporary_file)?;
        let start = self.end;
        let mut rows = 0;
        for column in columns {
            rows = column.rows();
            write(&mut self.file, column, 0..rows, &mut self.buffer)?;
            self.end += (rows * NUMBER) as u64;
        }
        self.blocks.push((start, rows));
        Ok(())
    }

    /// One column of all rows.
    pub(crate) fn column(&mut self, column: usize) -> Result<Column, Fail> {
        let mut cells = vec![0.0; self.blocks.iter().map(|(_, rows)| rows).sum()];
        let mut rest = cells.as_mut_slice();
        // A block holds its columns one after the other, so each of its parts of a column is one reading.
        for (start, rows) in &self.blocks {
            let (part, others) = rest.split_at_mut(*rows);
            read(&mut self.file, start + (column * rows * NUMBER) as u64, part)?;
            rest = others;
        }
        let column = match cells.iter().any(|cell| cell.is_nan()) {
            true => Column::new(cells.into_iter().map(number)),
            false => Column::complete_from(cells),
        };
        column.map_err(|error| Fail::Internal(error.to_string()))
    }

    /// Overwrites a column.
    pub(crate) fn replace(&mut self, column: usize, with: &Column) -> Result<(), Fail> {
        let mut first = 0;
        for (start, rows) in &self.blocks {
            let offset = start + (column * rows * NUMBER) as u64;
            self.file.seek(SeekFrom::Start(offset)).map_err(temporary_file)?;
            write(&mut self.file, with, first..first + rows, &mut self.buffer)?;
            first += rows;
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
        self.buffer.resize(rows * self.count, 0.0);
        read(&mut self.file, start, &mut self.buffer)?;
        Ok(BlockOfColumns { numbers: &self.buffer, rows })
    }
}

/// Reads numbers from an offset on. The program that reads them is the one that wrote them.
fn read(file: &mut Handle, start: u64, numbers: &mut [f64]) -> Result<(), Fail> {
    file.seek(SeekFrom::Start(start)).map_err(temporary_file)?;
    file.read_exact(bytemuck::cast_slice_mut(numbers)).map_err(temporary_file)
}

/// Some rows of all columns.
pub(crate) struct BlockOfColumns<'b> {
    numbers: &'b [f64],
    rows: usize,
}

impl BlockOfColumns<'_> {
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The number of a row, counted inside the block.
    pub(crate) fn get(&self, column: usize, row: usize) -> Option<f64> {
        number(self.numbers[column * self.rows + row])
    }
}

/// Writes some rows of a column.
fn write(file: &mut Handle, column: &Column, rows: Range<usize>, buffer: &mut Vec<f64>) -> Result<(), Fail> {
    let numbers = match column.complete() {
        Some(values) => &values[rows],
        None => {
            buffer.clear();
            buffer.extend(rows.map(|row| column.get(row).unwrap_or(f64::NAN)));
            buffer.as_slice()
        }
    };
    file.write_all(bytemuck::cast_slice(numbers)).map_err(temporary_file)
}

fn number(cell: f64) -> Option<f64> {
    (!cell.is_nan()).then_some(cell)
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
