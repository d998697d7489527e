//! Input files: their bytes, and how problems and run records name them. It must not know what a file holds.

use std::io::Read;
use std::path::Path;

use icip::problem::message;
use sha2::{Digest, Sha256};

use crate::fail::Fail;
use crate::streams::Io;

/// Bytes of a file that are hashed at a time.
const CHUNK: usize = 1 << 20;

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
        Self::with_digest(role, name, &Sha256::digest(bytes))
    }

    /// A file that is too large to be held in memory.
    pub(crate) fn at(role: &'static str, path: &Path) -> Result<Self, Fail> {
        let mut file = std::fs::File::open(path).map_err(Fail::reading(path))?;
        let mut digest = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        loop {
            match file.read(&mut buffer).map_err(Fail::reading(path))? {
                0 => return Ok(Self::with_digest(role, &display_name(path), &digest.finalize())),
                read => digest.update(&buffer[..read]),
            }
        }
    }

    fn with_digest(role: &'static str, name: &str, digest: &[u8]) -> Self {
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { role, name: name.to_owned(), sha256 }
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
    std::fs::read(path).map_err(Fail::reading(path))
}
