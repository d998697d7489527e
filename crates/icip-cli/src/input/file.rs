//! Input files: their bytes, and how problems and run records name them. It must not know what a file holds.

use std::path::Path;

use crate::digest;
use crate::fail::Fail;
use crate::streams::Io;
use icip::problem::message;

/// An input file as the run record names it.
#[derive(Debug, Clone)]
pub(crate) struct InputFile {
    /// What the file is for, such as `data`.
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) sha256: String,
}

impl InputFile {
    /// A file whose bytes are at hand.
    pub(crate) fn new(role: &'static str, name: &str, bytes: &[u8]) -> Self {
        Self { role, name: name.to_owned(), sha256: digest::of_bytes(bytes) }
    }
}

/// How problems name a file: as the caller wrote it.
pub(crate) fn display_name(path: &Path) -> String {
    if path == Path::new("-") { message!("standard-input").to_string() } else { path.display().to_string() }
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read_bytes(path: &Path, io: &mut Io<'_>) -> Result<Vec<u8>, Fail> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io.input
            .read_to_end(&mut bytes)
            .map_err(|error| Fail::File(message!("fail-read-input", error = error.to_string())))?;
        return Ok(bytes);
    }
    io.system.read(path).map_err(Fail::reading(path))
}
