//! A result file as the record of a run lists it, by which the next run knows what is left of the last.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::plan::is_inside;
use crate::digest;
use crate::system::{Found, System};

/// A file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Output {
    /// The name inside the folder of the results, with `/` between folders.
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// What is read of a record: it may be of another version, or no record at all.
#[derive(Deserialize)]
struct Record {
    outputs: Vec<Output>,
}

impl Output {
    /// The files that a record lists; none where it is no such record.
    pub(super) fn listed_in(record: &[u8]) -> Vec<Self> {
        serde_json::from_slice(record).map_or_else(|_| Vec::new(), |found: Record| found.outputs)
    }

    /// Whether the file is in the folder. A record can be forged, so its names are not trusted.
    pub(super) fn is_inside(&self, dir: &Path, system: &System) -> io::Result<bool> {
        Ok(is_inside(&self.name, dir, system)? && system.find(&dir.join(&self.name))? == Some(Found::File))
    }

    /// Whether the file is still as it was written. What somebody has changed since is theirs, and stays.
    pub(super) fn is_unchanged(&self, path: &Path, system: &System) -> io::Result<bool> {
        if system.input_at(path).is_some() || system.bytes_in(path) != self.bytes {
            return Ok(false);
        }
        let bytes = system.read_result(path, self.bytes)?;
        Ok(bytes.is_some_and(|bytes| digest::of_bytes(&bytes) == self.sha256))
    }
}
