//! The polars edge of `icip`: data frames, Parquet and Arrow IPC to panels, scorecards to data frames.
//!
//! polars reads files and holds columns; nothing here computes a score. Values are copied in row
//! order and never aggregated, because polars sums chunk by chunk and chunks depend on threads. A NaN
//! or an infinity is refused like in a CSV file; only a null is an absent value.
//!
//! ```
//! use icip::io::ReadOptions;
//! use polars::prelude::*;
//!
//! let frame = df!("code" => ["05001", "08001"], "budget" => [Some(3.0), None])?;
//! let mut options = ReadOptions::default();
//! options.columns.insert("budget".into(), Default::default());
//! let panel = icip_frame::panel(&frame, "frame", &options)?.value.panel;
//! assert_eq!(panel.column("budget").and_then(|column| column.get(0)), Some(3.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod from_frame;
mod parquet_blocks;
mod to_frame;

use std::io::Cursor;

use icip::data::Panel;
use icip::io::{Excluded, ReadOptions};
use icip::problem::{Code, Place, Problem, Problems, Warned};
use polars::prelude::{DataFrame, IpcReader, ParquetReader, SerReader};

pub use from_frame::panel;
pub use parquet_blocks::ParquetBlocks;
pub use to_frame::{ranks_frame, scores_frame};

/// Columnar file formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow IPC, also called Feather 2.
    ArrowIpc,
}

/// A table of entities as it was read.
#[derive(Debug, Clone)]
pub struct Framed {
    /// Entities and numbers.
    pub panel: Panel,
    /// Rows that a rule left out.
    pub excluded: Vec<Excluded>,
    /// Columns that nobody asked for.
    pub unread: Vec<String>,
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
) -> Result<Warned<Framed>, Problems> {
    let cursor = Cursor::new(bytes);
    let frame: Result<DataFrame, _> = match format {
        Format::Parquet => ParquetReader::new(cursor).finish(),
        Format::ArrowIpc => IpcReader::new(cursor).finish(),
    };
    match frame {
        Ok(frame) => panel(&frame, file, options),
        Err(error) => {
            let what = format!("the file cannot be read as {format:?}: {error}");
            Err(Problem::new(Code::BadFile, Place::file(file), what).into())
        }
    }
}
