//! From data frames and columnar files in memory to panels.

use std::io::Cursor;

use icip::io::{ReadOptions, TypedTable, read_typed};
use icip::problem::{Code, Place, Problem, Problems, Warned, message};
use polars::prelude::{DataFrame, IpcReader, ParquetReader, SerReader};

use crate::cells::FrameRows;
use crate::parquet::bad_file;

/// Columnar file formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow IPC, also called Feather 2.
    ArrowIpc,
}

/// A panel from a data frame, under the rules of a CSV file: what is wanted, left out, missing, a number, an
/// answer, a code, a group or a period is decided by the same code, and the same findings are reported.
/// Columns are found by name; those that the options do not name are left alone. A null is an absent value. A
/// column of text may hold numbers, in the convention that the column as a whole shows.
///
/// # Errors
/// All problems at once, as in [`read_csv`](icip::io::read_csv). Lines are rows of the frame, counted from 1.
pub fn panel(frame: &DataFrame, file: &str, options: &ReadOptions) -> Result<Warned<TypedTable>, Problems> {
    read_typed(FrameRows { frame, file }, file, options)
}

/// Reads a columnar file; `file` is the name that problems show.
///
/// # Errors
/// The file is not of its format, or any problem of [`panel`].
pub fn read(
    bytes: &[u8],
    format: Format,
    file: &str,
    options: &ReadOptions,
) -> Result<Warned<TypedTable>, Problems> {
    let cursor = Cursor::new(bytes);
    let frame = match format {
        Format::Parquet => ParquetReader::new(cursor).finish().map_err(|error| bad_file(file, error))?,
        Format::ArrowIpc => IpcReader::new(cursor).finish().map_err(|error| {
            let what = message!("bad-file-arrow", error = error.to_string());
            Problem::new(Code::BadFile, Place::file(file), what)
        })?,
    };
    panel(&frame, file, options)
}
