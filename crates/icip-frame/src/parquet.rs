//! A Parquet file in blocks of rows.

use std::cell::RefCell;
use std::fs::{File, Metadata};
use std::io;
use std::ops::Range;

use icip::data::{Blocks, Panel, Schema};
use icip::exec::Par;
use icip::io::{Excluded, ReadOptions, TypedBlocks, TypedCells, TypedRows};
use icip::problem::{Code, Place, Problem, Problems, Value, message};
use polars::prelude::{DataFrame, ParallelStrategy, ParquetReader, SerReader};

use crate::cells::{FrameCells, columns_of};
use crate::guard::guarded;
use crate::parquet_sizes::Declared;
use crate::threads::may_share;

/// A Parquet file in blocks of rows, under the rules of [`crate::panel`]. Holds a block of the columns that
/// are asked for, and sixteen bytes per row by which repeated codes are found.
pub struct ParquetBlocks {
    blocks: TypedBlocks<ParquetRows>,
    file: String,
}

/// Rows that are handed on at once.
const ROWS: usize = 1 << 14;
/// Rows that are decoded at once: as many as a page of floats usually holds, because a page is decoded as a whole; fewer
/// where they would have more cells than [`CELLS`].
const DECODED: usize = 1 << 17;
const CELLS: usize = 1 << 23;

/// The rows of a Parquet file, which is opened whenever some are read.
struct ParquetRows {
    open: Box<dyn Fn() -> io::Result<File> + Send>,
    file: String,
    names: Vec<String>,
    rows: usize,
    /// What the system said of it when it was opened first.
    first: Metadata,
    /// What was decoded last.
    decoded: RefCell<Option<Decoded>>,
}

/// Some rows of some columns.
struct Decoded {
    columns: Vec<String>,
    rows: Range<usize>,
    frame: DataFrame,
}

/// Whether a file is still as it was. A Parquet file is not read from its start to its end, so that no checksum can be
/// taken on the way; some systems do not say when a file was written.
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    one.len() == other.len() && one.modified().ok() == other.modified().ok()
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
        let unreadable = |error: io::Error| bad_file(file, error.to_string());
        let mut source = open().map_err(unreadable)?;
        let first = source.metadata().map_err(unreadable)?;
        options.limits.check_bytes(&Place::file(file), first.len())?;
        let bad = |error: Value| bad_file(file, error);
        let declared = Declared::read(&mut source).map_err(bad)?;
        declared.check_pages(&mut source, &options.asked(&declared.names)).map_err(bad)?;
        let rows = usize::try_from(declared.rows).unwrap_or(usize::MAX);
        let (open, names, file) = (Box::new(open), declared.names, file.to_owned());
        let source =
            ParquetRows { open, file: file.clone(), names, rows, first, decoded: RefCell::default() };
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

    fn at_once(&self) -> usize {
        ROWS
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        let columns: Vec<String> = columns.iter().map(|column| self.names[*column].clone()).collect();
        let mut decoded = self.decoded.borrow_mut();
        // Another pass begins with the file, and sees whether it has changed.
        let holds = |one: &Decoded| {
            let inside = one.rows.start <= rows.start && rows.end <= one.rows.end;
            rows.start > 0 && inside && one.columns == columns
        };
        let decoded = match decoded.take().filter(holds) {
            Some(one) => decoded.insert(one),
            None => {
                let count = (CELLS / columns.len().max(1)).clamp(rows.len(), rows.len().max(DECODED));
                let all = rows.start..(rows.start + count).min(self.rows);
                let frame = self.frame(&columns, all.clone())?;
                // Asked before it is cut: a damaged file may give columns of different lengths.
                columns_of(&frame, &columns, &self.file)?;
                decoded.insert(Decoded { columns: columns.clone(), rows: all, frame })
            }
        };
        let part = decoded.frame.slice((rows.start - decoded.rows.start) as i64, rows.len());
        Ok(Box::new(FrameCells::of(&part, &columns, &self.file)?))
    }
}

impl ParquetRows {
    /// Some rows of some columns.
    fn frame(&self, columns: &[String], rows: Range<usize>) -> Result<DataFrame, Problems> {
        let bad = |error: io::Error| bad_file(&self.file, error.to_string());
        let source = (self.open)().map_err(bad)?;
        // The same open file, to be asked again once it was read.
        let same = source.try_clone().map_err(bad)?;
        let before = same.metadata().map_err(bad)?;
        let read = guarded(|| {
            ParquetReader::new(source)
                .read_parallel(decoding())
                .with_slice(Some((rows.start, rows.len())))
                .with_columns(Some(columns.to_vec()))
                .finish()
        });
        let after = same.metadata().map_err(bad)?;
        // Asked first, because a file that is being written need not be a Parquet file.
        if !is_same(&before, &self.first) || !is_same(&after, &self.first) {
            return Err(self.changed());
        }
        let frame = read.map_err(|error| bad_file(&self.file, error))?;
        if frame.height() == rows.len() { Ok(frame) } else { Err(self.changed()) }
    }

    fn changed(&self) -> Problems {
        let what = message!("changed-file-between-passes");
        let problem = Problem::new(Code::ChangedFile, Place::file(&self.file), what);
        problem.hint(message!("changed-file-hint")).into()
    }
}

/// How columns are decoded.
pub(crate) fn decoding() -> ParallelStrategy {
    if may_share(Par::Auto) { ParallelStrategy::Auto } else { ParallelStrategy::None }
}

/// A file that cannot be read as Parquet.
pub(crate) fn bad_file(file: &str, error: impl Into<Value>) -> Problems {
    let what = message!("bad-file-parquet", error = error.into());
    Problem::new(Code::BadFile, Place::file(file), what).into()
}
