//! What the program asks of the operating system: files, folders, locks and threads. Nothing else in the
//! program names `std::fs`, so that a test can let any single request fail. It must not know what a file holds.

mod faults;
mod handle;
mod identity;

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use icip::exec;

pub use faults::{Faults, Operation};
pub(crate) use handle::Handle;
pub use identity::Identity;

/// The address space that a thread takes: its stack, and the 64 MiB that the allocator of Linux sets aside for it.
const THREAD: u64 = 72 << 20;
/// Bytes that are read at a time.
const CHUNK: usize = 1 << 20;

/// All bytes of a source, where they are at most so many and there is memory for them.
pub(crate) fn read_all(source: &mut dyn Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        // A few more than are read, so that reading does not ask for memory itself, which ends the program where there is
        // none.
        bytes.try_reserve(CHUNK + CHUNK / 16).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
        let read = source.take(CHUNK as u64).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if read == 0 {
            return Ok(bytes);
        }
    }
}

/// The number behind the words with which a line begins; none where there is no such line, or no number.
fn number_after(text: &str, begin: &[&str]) -> Option<u64> {
    let words = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    words.into_iter().find_map(|words| words.strip_prefix(begin)?.first()?.parse().ok())
}

/// The text of a file in which the system tells of itself; nothing where there is none.
fn text_of(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// The bytes of the address space that are left where that is limited.
fn free_space() -> Option<u64> {
    let space = number_after(&text_of("/proc/self/limits"), &["Max", "address", "space"])?;
    let taken = number_after(&text_of("/proc/self/status"), &["VmSize:"]).map_or(0, kibibytes);
    Some(space.saturating_sub(taken))
}

fn kibibytes(number: u64) -> u64 {
    number.saturating_mul(1024)
}

/// The operating system, as far as the program uses it. Copies share what was opened.
#[derive(Clone, Default)]
pub struct System {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    faults: Option<Arc<dyn Faults>>,
    /// The file that standard output goes to, where it is one.
    output: Option<Identity>,
    /// The files that were opened for reading, so that none of them is overwritten.
    inputs: Mutex<Vec<(PathBuf, Identity)>>,
    /// What has to be removed where the program is interrupted.
    unfinished: Mutex<Vec<Unfinished>>,
}

impl System {
    /// A system whose requests fail where `faults` says so.
    pub fn with_faults(faults: Arc<dyn Faults>) -> Self {
        Self { shared: Arc::new(Shared { faults: Some(faults), ..Shared::default() }) }
    }

    /// The system of a process whose standard input and standard output are these files, where they are files.
    pub fn with_streams(input: Option<Identity>, output: Option<Identity>) -> Self {
        let inputs = input.into_iter().map(|identity| (PathBuf::from("-"), identity)).collect();
        Self { shared: Arc::new(Shared { output, inputs: Mutex::new(inputs), ..Shared::default() }) }
    }

    /// Opens an input.
    pub(crate) fn open(&self, path: &Path) -> io::Result<Handle> {
        self.before(Operation::Open, path)?;
        let file = File::open(path)?;
        let identity = Identity::of(&file, path)?;
        if self.shared.output.as_ref() == Some(&identity) {
            return Err(io::Error::other(icip::problem::message!("input-is-standard-output").to_string()));
        }
        let mut inputs = lock(&self.shared.inputs);
        if !inputs.iter().any(|(_, known)| *known == identity) {
            inputs.push((path.to_owned(), identity));
        }
        Ok(self.handle(file, path))
    }

    /// The same for a reader that needs a file of the standard library.
    #[cfg(feature = "parquet")]
    pub(crate) fn open_file(&self, path: &Path) -> io::Result<File> {
        self.open(path).map(Handle::into_file)
    }

    /// All bytes of an input, where they are at most so many; else an error of the kind `FileTooLarge`.
    pub(crate) fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        read_all(&mut self.open(path)?, most)
    }

    /// Whether the address space leaves room for so many threads, and for as much work beside them.
    pub(crate) fn has_room_for(&self, threads: usize) -> bool {
        let needed = 2 * THREAD.saturating_mul(threads as u64);
        free_space().is_none_or(|space| space >= needed)
    }

    /// The bytes of memory that the program may still take, where the system tells: those that the machine has left,
    /// and those of the address space where that is limited (`ulimit -v`).
    pub(crate) fn free_memory(&self) -> Option<u64> {
        let left = number_after(&text_of("/proc/meminfo"), &["MemAvailable:"]).map(kibibytes);
        // The allocator takes address space of which it uses little.
        let space = free_space().map(|space| space / 4 * 3);
        left.into_iter().chain(space).min()
    }

    /// All bytes of a file of an earlier run, which may be replaced, where they are at most so many; none where there is
    /// no such file.
    pub(crate) fn read_result(&self, path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
        self.before(Operation::Open, path)?;
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        read_all(&mut self.handle(file, path), most).map(Some)
    }

    /// The input that an output with this path would replace, however the path is written.
    pub(crate) fn input_at(&self, path: &Path) -> Option<PathBuf> {
        let identity = Identity::at(path)?;
        let inputs = lock(&self.shared.inputs);
        inputs.iter().find(|(_, known)| *known == identity).map(|(path, _)| path.clone())
    }

    /// The length of a file that can be read more than once; none for a pipe, a terminal or a device.
    pub(crate) fn regular_length(&self, path: &Path) -> io::Result<Option<u64>> {
        self.before(Operation::Open, path)?;
        let about = fs::metadata(path)?;
        Ok((about.is_file() || about.is_dir()).then_some(about.len()))
    }

    /// What stands at a path, or where a link at it leads; nothing where there is nothing.
    pub(crate) fn find(&self, path: &Path) -> io::Result<Option<Found>> {
        self.before(Operation::Look, path)?;
        found(fs::metadata(path))
    }

    /// What stands at a path, without following a link; nothing where there is nothing.
    pub(crate) fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        self.before(Operation::Look, path)?;
        found(fs::symlink_metadata(path))
    }

    /// Makes a file that did not exist, with the permissions that the user gives to new files.
    pub(crate) fn create(&self, path: &Path) -> io::Result<Handle> {
        self.before(Operation::Create, path)?;
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(self.handle(file, path))
    }

    /// A file without a name, in a folder or where the system keeps temporary files. Nobody else sees it, and it
    /// goes with the program, however that ends.
    pub(crate) fn temporary(&self, dir: Option<&Path>) -> io::Result<Handle> {
        let place = dir.unwrap_or(Path::new(""));
        self.before(Operation::Create, place)?;
        let file = dir.map_or_else(tempfile::tempfile, tempfile::tempfile_in)?;
        Ok(self.handle(file, place))
    }

    /// Makes a folder, and those above it.
    pub(crate) fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Operation::Create, path)?;
        fs::create_dir_all(path)
    }

    pub(crate) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Operation::Rename, to)?;
        fs::rename(from, to)
    }

    /// Gives a file a second name.
    pub(crate) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Operation::Link, to)?;
        fs::hard_link(from, to)
    }

    pub(crate) fn remove(&self, path: &Path) -> io::Result<()> {
        self.before(Operation::Remove, path)?;
        fs::remove_file(path)
    }

    /// Removes a folder, which must be empty.
    pub(crate) fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Operation::Remove, path)?;
        fs::remove_dir(path)
    }

    /// Removes a folder with all that it holds.
    pub(crate) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Operation::Remove, path)?;
        fs::remove_dir_all(path)
    }

    /// The entries of a folder, in the order of their names.
    pub(crate) fn entries(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.before(Operation::List, path)?;
        let mut entries =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        Ok(entries)
    }

    /// The bytes of a file, or of all files in a folder; what cannot be read counts as nothing.
    pub(crate) fn bytes_in(&self, path: &Path) -> u64 {
        match fs::symlink_metadata(path) {
            Ok(about) if about.is_dir() => {
                let entries = self.entries(path).unwrap_or_default();
                entries.iter().map(|entry| self.bytes_in(entry)).sum()
            }
            Ok(about) => about.len(),
            Err(_) => 0,
        }
    }

    pub(crate) fn permissions(&self, path: &Path) -> io::Result<Permissions> {
        Ok(fs::metadata(path)?.permissions())
    }

    pub(crate) fn set_permissions(&self, path: &Path, permissions: Permissions) -> io::Result<()> {
        self.before(Operation::Write, path)?;
        fs::set_permissions(path, permissions)
    }

    /// Waits until the names in a folder are on the disk, where the system can say so.
    pub(crate) fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Operation::Sync, path)?;
        // Where a test decides what the disk holds, nothing has to reach it.
        if cfg!(unix) && self.shared.faults.is_none() { File::open(path)?.sync_all() } else { Ok(()) }
    }

    /// Locks a file against other programs, and makes it where it does not exist; nothing where another program
    /// holds the lock, or has removed the file meanwhile. The system opens the lock when the program ends.
    pub(crate) fn lock(&self, path: &Path) -> io::Result<Lock> {
        if self.look(path)?.is_some_and(|found| found != Found::File) {
            return Err(io::Error::other(icip::problem::message!("lock-is-no-file").to_string()));
        }
        self.before(Operation::Lock, path)?;
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Lock::Held),
            // Without locks two programs can write into one folder, and nothing else is lost.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let same =
            Identity::at(path).is_some_and(|found| Identity::of(&file, path).is_ok_and(|own| own == found));
        Ok(if same { Lock::Taken(file) } else { Lock::Gone })
    }

    /// Starts the threads of the library, one per processor but at most so many, and returns why there are none where the system
    /// refuses.
    pub(crate) fn start_threads(&self, most: usize) -> io::Result<()> {
        self.before(Operation::StartThreads, Path::new(""))?;
        self.keep_threads_out(most)?;
        exec::start_threads(if most < processors() { most } else { 0 })
    }

    /// Sees to it that no threads are started where the address space has no room for one per processor, but at most so many, and
    /// says so as an error.
    pub(crate) fn keep_threads_out(&self, most: usize) -> io::Result<()> {
        if self.has_room_for(processors().min(most)) {
            return Ok(());
        }
        let error = io::Error::from(io::ErrorKind::OutOfMemory);
        exec::start_no_threads(&error.to_string());
        Err(error)
    }

    /// The signals that were ignored when the program started, as bits: that of signal 1 is the lowest. Only Linux
    /// tells.
    #[cfg(unix)]
    pub(crate) fn ignored_signals(&self) -> u64 {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
    }

    /// The folders that an interruption removes. While the list is held, no file is made in them.
    pub(crate) fn unfinished(&self) -> MutexGuard<'_, Vec<Unfinished>> {
        lock(&self.shared.unfinished)
    }

    fn before(&self, operation: Operation, path: &Path) -> io::Result<()> {
        self.shared.faults.as_ref().map_or(Ok(()), |faults| faults.before(operation, path))
    }

    fn handle(&self, file: File, path: &Path) -> Handle {
        Handle::new(file, path, self.shared.faults.clone())
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    File,
    Folder,
    Link,
    /// A pipe or a device.
    Other,
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// What the system says of a path.
fn found(about: io::Result<fs::Metadata>) -> io::Result<Option<Found>> {
    match about {
        Ok(about) if about.is_file() => Ok(Some(Found::File)),
        Ok(about) if about.is_dir() => Ok(Some(Found::Folder)),
        Ok(about) if about.is_symlink() => Ok(Some(Found::Link)),
        Ok(_) => Ok(Some(Found::Other)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Result files that have not got their names yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unfinished {
    /// The folder that they are written in.
    pub(crate) staging: PathBuf,
    /// The folders that were made for them, each before those inside it.
    pub(crate) folders: Vec<PathBuf>,
}

/// What came of locking a file.
#[derive(Debug)]
pub(crate) enum Lock {
    /// The lock lasts as long as this file is open.
    Taken(#[expect(dead_code, reason = "dropping the file opens the lock")] File),
    /// Another program holds it.
    Held,
    /// The file was removed before it could be locked.
    Gone,
}

/// A value that no panic leaves half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
