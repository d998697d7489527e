//! Requests that fail because a test wants them to.

use std::io;
use std::path::Path;

/// What the program asks the operating system for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// To open a file for reading.
    Open,
    /// To see what stands at a path.
    Look,
    /// To read from an open file.
    Read,
    /// To move to another place in an open file.
    Seek,
    /// To make a file or a folder.
    Create,
    /// To write to an open file, or to change its permissions.
    Write,
    /// To wait until a file or a folder is on the disk.
    Sync,
    /// To give a file another name.
    Rename,
    /// To give a file a second name.
    Link,
    /// To remove a file or a folder.
    Remove,
    /// To list a folder.
    List,
    /// To lock a file.
    Lock,
    /// To start the threads that share the work.
    StartThreads,
}

/// Decides which requests fail. The program without faults asks nobody.
pub trait Faults: Send + Sync {
    /// Called before every request, with the path that it is about; an error takes the place of the request.
    ///
    /// # Errors
    ///
    /// The error that the program is to see.
    fn before(&self, operation: Operation, path: &Path) -> io::Result<()>;

    /// How many of the wanted bytes a reading or a writing moves: at least one, at most all of them.
    fn at_most(&self, operation: Operation, wanted: usize) -> usize {
        let _ = operation;
        wanted
    }
}
