//! From data frames and columnar files in memory to panels.

use std::io::Cursor;

use icip::io::{Limits, ReadOptions, TypedTable, read_typed};
use icip::problem::{Code, Place, Problem, Problems, Value, Warned, message};
use polars::prelude::{DataFrame, IpcReader, ParquetReader, SerReader};

use crate::arrow_sizes;
use crate::cells::{FrameRows, names};
use crate::guard::guarded;
use crate::parquet::{bad_file, decoding};
use crate::parquet_sizes::Declared;

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
    read_typed(FrameRows { frame, names: names(frame), file }, file, options)
}

/// Reads a columnar file; `file` is the name that problems show. Of its columns those that the options name are read.
///
/// # Errors
/// The file is not of its format, is damaged, or declares more than it holds or than the limits of the options allow; or
/// any problem of [`panel`].
pub fn read(
    bytes: &[u8],
    format: Format,
    file: &str,
    options: &ReadOptions,
) -> Result<Warned<TypedTable>, Problems> {
    let place = Place::file(file);
    let bad = |error: Value| bad(format, file, error);
    let limits = &options.limits;
    limits.check_bytes(&place, bytes.len() as u64)?;
    let (names, rows) = match format {
        Format::Parquet => {
            let declared = Declared::read(&mut Cursor::new(bytes)).map_err(bad)?;
            declared.check_pages(&mut Cursor::new(bytes), &options.asked(&declared.names)).map_err(bad)?;
            (declared.names, declared.rows)
        }
        Format::ArrowIpc => arrow_sizes::check(bytes, limits.columns).map_err(bad)?,
    };
    let asked = options.asked(&names);
    limits.check_table(&place, rows, names.len() as u64)?;
    limits.check_memory(&place, Limits::memory_of(rows, asked.len() as u64))?;
    let columns = Some(asked).filter(|asked| !asked.is_empty());
    let cursor = Cursor::new(bytes);
    let frame = guarded(|| match format {
        Format::Parquet => {
            ParquetReader::new(cursor).read_parallel(decoding()).with_columns(columns).finish()
        }
        Format::ArrowIpc => IpcReader::new(cursor).with_columns(columns).finish(),
    });
    read_typed(FrameRows { frame: &frame.map_err(bad)?, names, file }, file, options)
}

/// The names of the columns of a columnar file, in its order; `file` is the name that problems show.
///
/// # Errors
/// The file is not of its format, is damaged, or has more columns than the limits of the options allow.
pub fn column_names(
    bytes: &[u8],
    format: Format,
    file: &str,
    options: &ReadOptions,
) -> Result<Vec<String>, Problems> {
    options.limits.check_bytes(&Place::file(file), bytes.len() as u64)?;
    let names = match format {
        Format::Parquet => Declared::read(&mut Cursor::new(bytes)).map(|declared| declared.names),
        Format::ArrowIpc => arrow_sizes::check(bytes, options.limits.columns).map(|(names, _)| names),
    };
    names.map_err(|error| bad(format, file, error))
}

/// A file that is not what its name says.
fn bad(format: Format, file: &str, error: Value) -> Problems {
    match format {
        Format::Parquet => bad_file(file, error),
        Format::ArrowIpc => {
            Problem::new(Code::BadFile, Place::file(file), message!("bad-file-arrow", error)).into()
        }
    }
}
