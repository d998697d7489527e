//! An open file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::faults::{Faults, Operation};

/// An open file, whose requests a test can let fail.
pub(crate) struct Handle {
    file: File,
    path: PathBuf,
    faults: Option<Arc<dyn Faults>>,
}

impl Handle {
    pub(super) fn new(file: File, path: &Path, faults: Option<Arc<dyn Faults>>) -> Self {
        Self { file, path: path.to_owned(), faults }
    }

    /// The file itself.
    #[cfg(feature = "parquet")]
    pub(crate) fn into_file(self) -> File {
        self.file
    }

    /// Waits until the bytes are on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.before(Operation::Sync)?;
        // Where a test decides what the disk holds, nothing has to reach it.
        if self.faults.is_some() { Ok(()) } else { self.file.sync_all() }
    }

    fn before(&self, operation: Operation) -> io::Result<()> {
        self.faults.as_ref().map_or(Ok(()), |faults| faults.before(operation, &self.path))
    }

    fn at_most(&self, operation: Operation, wanted: usize) -> usize {
        match &self.faults {
            Some(faults) if wanted > 0 => faults.at_most(operation, wanted).clamp(1, wanted),
            _ => wanted,
        }
    }
}

impl Read for Handle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.before(Operation::Read)?;
        let length = self.at_most(Operation::Read, buffer.len());
        self.file.read(&mut buffer[..length])
    }
}

impl Write for Handle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.before(Operation::Write)?;
        let length = self.at_most(Operation::Write, bytes.len());
        self.file.write(&bytes[..length])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.before(Operation::Seek)?;
        self.file.seek(to)
    }
}
