//! Parquet tables that are written in parts.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use icip::exec::Par;
use icip::problem::Value;
use polars::io::parquet::write::BatchedWriter;
use polars::prelude::{
    Column, DataFrame, DataType, Field, NamedFrom, ParquetCompression, ParquetWriter, PolarsError, Schema,
    Series,
};
use polars_parquet_format::KeyValue;

use crate::guard::guarded;
use crate::threads::may_share;

/// Rows of a row group, whatever the parts are that the rows come in.
const ROW_GROUP: usize = 1 << 16;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellType {
    /// Texts, as `String`.
    Text,
    /// Numbers, as `Float64`.
    Number,
    /// Whole numbers from 0 up, as `UInt32`.
    Count,
}

/// Some cells of a column, of the type that was declared for it. What is absent is null.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Cells<'c> {
    /// Texts.
    Texts(Vec<Option<&'c str>>),
    /// Numbers, none of them absent.
    Complete(&'c [f64]),
    /// Numbers.
    Numbers(Vec<Option<f64>>),
    /// Whole numbers.
    Counts(Vec<Option<u32>>),
}

/// A Parquet table that is written in parts. Its bytes depend neither on the parts nor on the number of threads.
///
/// ```
/// use icip::exec::Par;
/// use icip_frame::{CellType, Cells, ParquetTable};
/// use polars::prelude::{ParquetReader, SerReader};
///
/// let mut table = ParquetTable::new([("code", CellType::Text), ("score", CellType::Number)], Par::Auto)?;
/// table.push([Cells::Texts(vec![Some("05001"), Some("08001")]), Cells::Numbers(vec![Some(0.5), None])])?;
/// let bytes = table.finish([("icip", "run record")])?;
/// let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish()?;
/// assert_eq!(frame.column("score")?.f64()?.to_vec(), [Some(0.5), None]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ParquetTable {
    names: Vec<String>,
    writer: BatchedWriter<Shared>,
    written: Shared,
    /// Rows that wait for more of their group.
    waiting: DataFrame,
}

/// What is wrong with a table that cannot be written.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct NotWritten(Value);

/// Bytes that the writer gives and somebody else takes.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl std::fmt::Debug for ParquetTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetTable").field("names", &self.names).finish_non_exhaustive()
    }
}

impl ParquetTable {
    /// A table with these columns and no rows. Columns are encoded side by side where all processors may be used.
    ///
    /// # Errors
    /// Two columns of one name.
    pub fn new<'n>(
        columns: impl IntoIterator<Item = (&'n str, CellType)>,
        par: Par,
    ) -> Result<Self, NotWritten> {
        let columns: Vec<(&str, CellType)> = columns.into_iter().collect();
        let schema: Schema =
            columns.iter().map(|(name, cells)| Field::new((*name).into(), cells.of_polars())).collect();
        let written = Shared::default();
        let writer = caught(|| {
            let waiting =
                DataFrame::new(0, columns.iter().map(|(name, cells)| cells.column(name)).collect())?;
            // Every reader knows Snappy, which loses no time with the digits of scores; they have nothing to be compressed.
            let writer = ParquetWriter::new(written.clone())
                .with_compression(ParquetCompression::Snappy)
                .set_parallel(may_share(par))
                .batched(&schema)?;
            Ok((writer, waiting))
        })?;
        let (writer, waiting) = writer;
        let names = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        Ok(Self { names, writer, written, waiting })
    }

    /// Adds rows, of which each column holds as many cells.
    ///
    /// # Errors
    /// Columns that are not those of the table.
    pub fn push<'c>(&mut self, columns: impl IntoIterator<Item = Cells<'c>>) -> Result<(), NotWritten> {
        let columns: Vec<Column> =
            self.names.iter().zip(columns).map(|(name, cells)| cells.into_column(name)).collect();
        let Self { writer, waiting, .. } = self;
        caught(|| {
            let rows = columns.first().map_or(0, Column::len);
            waiting.vstack_mut(&DataFrame::new(rows, columns)?)?;
            while waiting.height() >= ROW_GROUP {
                write(writer, waiting.slice(0, ROW_GROUP))?;
                *waiting = waiting.slice(ROW_GROUP as i64, usize::MAX);
            }
            Ok(())
        })
    }

    /// Gives the bytes that were written until now, after those that were given before.
    ///
    /// # Errors
    /// The one of `take`.
    pub fn give<E>(&mut self, take: impl FnOnce(&[u8]) -> Result<(), E>) -> Result<(), E> {
        let mut written = self.written.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The next part is written into the same memory.
        let taken = take(&written);
        written.clear();
        taken
    }

    /// Ends the file with what is known of it, and gives the last bytes.
    ///
    /// # Errors
    /// polars cannot write the table.
    pub fn finish<'m>(
        mut self,
        metadata: impl IntoIterator<Item = (&'m str, &'m str)>,
    ) -> Result<Vec<u8>, NotWritten> {
        let pair =
            |(key, value): (&str, &str)| KeyValue { key: key.to_owned(), value: Some(value.to_owned()) };
        let metadata: Vec<KeyValue> = metadata.into_iter().map(pair).collect();
        let Self { writer, waiting, .. } = &mut self;
        caught(|| {
            write(writer, waiting.slice(0, usize::MAX))?;
            let mut file = writer.get_writer().lock().unwrap_or_else(PoisonError::into_inner);
            file.end(Some(metadata))
        })?;
        Ok(std::mem::take(&mut *self.written.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// Writes rows as one group; no group without rows.
fn write(writer: &mut BatchedWriter<Shared>, mut rows: DataFrame) -> Result<(), PolarsError> {
    // A group is a chunk of every column.
    rows.rechunk_mut();
    writer.write_batch(&rows)
}

fn caught<T>(work: impl FnOnce() -> Result<T, PolarsError>) -> Result<T, NotWritten> {
    guarded(work).map_err(NotWritten)
}

impl CellType {
    fn of_polars(self) -> DataType {
        match self {
            Self::Text => DataType::String,
            Self::Number => DataType::Float64,
            Self::Count => DataType::UInt32,
        }
    }

    /// A column without cells.
    fn column(self, name: &str) -> Column {
        Series::new_empty(name.into(), &self.of_polars()).into()
    }
}

impl Cells<'_> {
    fn into_column(self, name: &str) -> Column {
        match self {
            Self::Texts(texts) => Series::new(name.into(), texts),
            Self::Complete(numbers) => Series::new(name.into(), numbers),
            Self::Numbers(numbers) => Series::new(name.into(), numbers),
            Self::Counts(counts) => Series::new(name.into(), counts),
        }
        .into()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
