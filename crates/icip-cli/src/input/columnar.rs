//! Files that hold columns instead of text: Parquet and Arrow IPC.
//!
//! What the program was built without is refused here, with advice.

use std::path::Path;

use icip::io::ReadOptions;
use icip::problem::message;

use super::file::InputFile;
use super::loaded::LoadedData;
use crate::fail::Fail;

/// A format that holds columns.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Columnar {
    Parquet,
    Arrow,
}

impl Columnar {
    /// The format that the name of a file promises; none for text.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        match Path::new(name).extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "parquet" | "pq" => Some(Self::Parquet),
            "arrow" | "ipc" | "feather" => Some(Self::Arrow),
            _ => None,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Parquet => "Parquet",
            Self::Arrow => "Arrow IPC",
        }
    }
}

/// The names of the columns.
#[cfg(feature = "parquet")]
pub(crate) fn names(
    name: &str,
    bytes: &[u8],
    format: Columnar,
    options: &ReadOptions,
) -> Result<Vec<String>, Fail> {
    icip_frame::column_names(bytes, format.framed(), name, options).map_err(Fail::Data)
}

#[cfg(feature = "parquet")]
impl Columnar {
    fn framed(self) -> icip_frame::Format {
        match self {
            Self::Parquet => icip_frame::Format::Parquet,
            Self::Arrow => icip_frame::Format::ArrowIpc,
        }
    }
}

/// Reads a whole file.
#[cfg(feature = "parquet")]
pub(crate) fn read(
    file: InputFile,
    bytes: &[u8],
    format: Columnar,
    options: &ReadOptions,
) -> Result<LoadedData, Fail> {
    let read = icip_frame::read(bytes, format.framed(), &file.name, options).map_err(Fail::Data)?;
    let icip::io::TypedTable { panel, excluded, unread, .. } = read.value;
    let dialect = message!("dialect-columnar", format = format.word(), count = panel.rows()).to_string();
    Ok(LoadedData {
        panel,
        dialect,
        excluded,
        unread,
        warnings: read.warnings,
        file,
        register: None,
        shown: None,
    })
}

/// Refuses a file that the program was built without.
#[cfg(not(feature = "parquet"))]
#[expect(clippy::needless_pass_by_value, reason = "the signature is that of the reader above")]
pub(crate) fn read(file: InputFile, _: &[u8], format: Columnar, _: &ReadOptions) -> Result<LoadedData, Fail> {
    Err(not_built(&file.name, format))
}

/// The same for the names of its columns.
#[cfg(not(feature = "parquet"))]
pub(crate) fn names(name: &str, _: &[u8], format: Columnar, _: &ReadOptions) -> Result<Vec<String>, Fail> {
    Err(not_built(name, format))
}

#[cfg(not(feature = "parquet"))]
fn not_built(file: &str, format: Columnar) -> Fail {
    Fail::Usage(message!("usage-format-not-built", file, format = format.word()))
}
