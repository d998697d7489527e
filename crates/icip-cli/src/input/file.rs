//! Input files: their bytes, and how problems and run records name them. It must not know what a file holds.

use std::io::ErrorKind;
use std::path::Path;

use crate::digest;
use crate::fail::Fail;
use crate::streams::Io;
use crate::system::read_all;
use icip::io::{limit_exceeded, size};
use icip::problem::{Place, message};

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

/// The bytes of a file, or of standard input for `-`, where there is memory for them.
pub(crate) fn read_bytes(path: &Path, io: &mut Io<'_>) -> Result<Vec<u8>, Fail> {
    let most = io.memory.unwrap_or(u64::MAX);
    let is_input = path == Path::new("-");
    let read = if is_input { read_all(io.input, most) } else { io.system.read(path, most) };
    read.map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge | ErrorKind::OutOfMemory => {
            let what = message!("limit-exceeded-file", limit = size(most));
            Fail::Data(limit_exceeded(Place::file(&display_name(path)), what, "memory").into())
        }
        _ if is_input => Fail::File(message!("fail-read-input", error = error.to_string())),
        _ => Fail::reading(path)(error),
    })
}
