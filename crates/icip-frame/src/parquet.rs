//! A Parquet file in blocks of rows.

use std::fs::File;
use std::io;
use std::ops::Range;

use icip::data::{Blocks, Panel, Schema};
use icip::io::{Excluded, ReadOptions, TypedBlocks, TypedCells, TypedRows};
use icip::problem::{Code, Place, Problem, Problems, message};
use polars::prelude::{DataFrame, ParquetReader, SerReader};

use crate::cells::{FrameCells, names};

/// A Parquet file in blocks of rows, under the rules of [`crate::panel`]. Holds a block of the columns that
/// are asked for, and sixteen bytes per row by which repeated codes are found.
pub struct ParquetBlocks {
    blocks: TypedBlocks<ParquetRows>,
    file: String,
}

/// The rows of a Parquet file, which is opened whenever some are read.
struct ParquetRows {
    open: Box<dyn Fn() -> io::Result<File> + Send>,
    file: String,
    names: Vec<String>,
    rows: usize,
}

impl std::fmt::Debug for ParquetBlocks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetBlocks").field("file", &self.file).finish_non_exhaustive()
    }
}

impl ParquetBlocks {
    /// Opens a file and reads its schema. `open` gives the file whenever it is called; `file` is the name
    /// that problems show.
    ///
    /// # Errors
    /// A file that cannot be read as Parquet, or that lacks the code column.
    pub fn open(
        open: impl Fn() -> io::Result<File> + Send + 'static,
        file: &str,
        options: &ReadOptions,
    ) -> Result<Self, Problems> {
        let header = read(&open, file, None, 0..0)?;
        let source = open().map_err(|error| bad_file(file, error))?;
        let rows = ParquetReader::new(source).num_rows().map_err(|error| bad_file(file, error))?;
        let file = file.to_owned();
        let source = ParquetRows { open: Box::new(open), file: file.clone(), names: names(&header), rows };
        Ok(Self { blocks: TypedBlocks::new(source, &file, options)?, file })
    }

    /// Rows that no rule left out, once all of them were read.
    pub fn kept(&self) -> usize {
        self.blocks.facts().map_or(0, |facts| facts.value.rows)
    }

    /// Rows that a rule left out, once all of them were read.
    pub fn excluded(&self) -> &[Excluded] {
        self.blocks.facts().map_or(&[], |facts| &facts.value.excluded)
    }

    /// Warnings, once all rows were read.
    pub fn warnings(&self) -> &[Problem] {
        self.blocks.facts().map_or(&[], |facts| &facts.warnings)
    }
}

impl Blocks for ParquetBlocks {
    fn schema(&self) -> &Schema {
        self.blocks.schema()
    }

    fn groups(&self) -> &[String] {
        self.blocks.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        self.blocks.next_block()
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        self.blocks.rewind()
    }
}

impl TypedRows for ParquetRows {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn rows(&self) -> usize {
        self.rows
    }

    fn read(&self, columns: &[String], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        let frame = read(&*self.open, &self.file, Some(columns), rows)?;
        Ok(Box::new(FrameCells::of(&frame, columns)))
    }
}

/// Some rows of some columns, or of all.
fn read(
    open: &dyn Fn() -> io::Result<File>,
    file: &str,
    columns: Option<&[String]>,
    rows: Range<usize>,
) -> Result<DataFrame, Problems> {
    let source = open().map_err(|error| bad_file(file, error))?;
    ParquetReader::new(source)
        .with_slice(Some((rows.start, rows.len())))
        .with_columns(columns.map(<[String]>::to_vec))
        .finish()
        .map_err(|error| bad_file(file, error).into())
}

/// A file that polars cannot read as Parquet.
pub(crate) fn bad_file(file: &str, error: impl std::fmt::Display) -> Problem {
    let what = message!("bad-file-parquet", error = error.to_string());
    Problem::new(Code::BadFile, Place::file(file), what)
}
