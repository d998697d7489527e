//! Which file a path or an open file is, however it is written.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
#[cfg(not(unix))]
use std::path::PathBuf;

/// What tells a file from every other: its number and that of its device, where the system has such numbers, and
/// otherwise its path without links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    #[cfg(unix)]
    number: (u64, u64),
    #[cfg(not(unix))]
    path: PathBuf,
}

impl Identity {
    /// The file that standard input or standard output goes to; none for a pipe or a terminal.
    pub fn of_stream(stream: &File) -> Option<Self> {
        let about = stream.metadata().ok()?;
        if about.is_file() { Self::new(&about, None) } else { None }
    }

    /// An open file.
    pub(super) fn of(file: &File, path: &Path) -> io::Result<Self> {
        let about = file.metadata()?;
        Self::new(&about, Some(path)).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// The file that a path leads to, where there is one.
    pub(super) fn at(path: &Path) -> Option<Self> {
        Self::new(&fs::metadata(path).ok()?, Some(path))
    }

    #[cfg(unix)]
    fn new(about: &Metadata, _: Option<&Path>) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self { number: (about.dev(), about.ino()) })
    }

    #[cfg(not(unix))]
    fn new(_: &Metadata, path: Option<&Path>) -> Option<Self> {
        Some(Self { path: fs::canonicalize(path?).ok()? })
    }
}
