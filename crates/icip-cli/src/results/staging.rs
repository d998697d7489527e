//! The folder in which a set of files is written, and the step that gives the files their names.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use icip::io::size;
use icip::problem::{Message, message};

use super::plan::Replacement;
use crate::fail::Fail;
use crate::system::{Handle, Lock, System, Unfinished};

/// The staging folder, inside the folder of the results: a file can only be renamed within one file system.
const FOLDER: &str = ".icip-unfinished";
/// In the staging folder: the lock that keeps other runs out.
const LOCK: &str = "lock";
/// The folder of the new files, and that of the files which they replace, until all is done.
const NEW: &str = "new";
const OLD: &str = "old";
/// The record of what is being renamed, and its name before it is complete.
const RECORD: &str = "record.json";
const HALF_A_RECORD: &str = "record.part";
/// How often the lock is asked for while other runs remove the folder.
const TRIES: usize = 100;

/// Whether a path is that of a staging folder.
pub(super) fn is_staging(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FOLDER)
}

/// A staging folder that this run alone writes into.
pub(super) struct Staging {
    system: System,
    dir: PathBuf,
    path: PathBuf,
    /// Whether the folder stays, because only the next run can complete what is in it.
    keep: bool,
    /// Held until the folder is removed.
    _lock: Lock,
}

impl Staging {
    /// Makes the folders, keeps other runs out, and completes or removes what an interrupted run has left, of which
    /// the notes tell.
    pub(super) fn begin(dir: &Path, system: &System) -> Result<(Self, Vec<Message>), Fail> {
        let path = dir.join(FOLDER);
        let staging = {
            // An interruption waits until it knows of the folder, or comes before there is one.
            let mut unfinished = system.unfinished();
            let folders = missing_folders(dir);
            system.create_folder(dir).map_err(Fail::creating(dir))?;
            let _lock = take(&path, system).inspect_err(|_| remove_empty(&folders, system))?;
            unfinished.push(Unfinished { staging: path.clone(), folders });
            Self { system: system.clone(), dir: dir.to_owned(), path, keep: false, _lock }
        };
        let notes = staging.tidy()?;
        Ok((staging, notes))
    }

    /// Begins a file of the set.
    pub(super) fn create(&mut self, name: &str) -> Result<Handle, Fail> {
        let mut unfinished = self.system.unfinished();
        let (path, target) = (self.path.join(NEW).join(name), self.dir.join(name));
        for folder in [path.parent(), target.parent()].into_iter().flatten() {
            let missing = missing_folders(folder);
            self.system.create_folder(folder).map_err(Fail::creating(folder))?;
            if let Some(own) = unfinished.iter_mut().find(|own| own.staging == self.path) {
                own.folders.extend(missing.into_iter().filter(|folder| !folder.starts_with(&self.path)));
            }
        }
        let handle = self.system.create(&path).map_err(Fail::writing(&target))?;
        drop(unfinished);
        // Whoever has restricted a file wants the file that replaces it to be restricted, too.
        if let Ok(permissions) = self.system.permissions(&target) {
            self.system.set_permissions(&path, permissions).map_err(Fail::writing(&target))?;
        }
        Ok(handle)
    }

    /// Gives the files their names. Either all have them afterwards, or the files that were there before.
    pub(super) fn commit(mut self, change: &Replacement) -> Result<(), Fail> {
        let new = self.path.join(NEW);
        for folder in folders_of(&change.names, &new) {
            self.system.sync_folder(&folder).map_err(Fail::writing(&folder))?;
        }
        // An interruption waits from here on, so that it finds one of the two sets.
        let system = self.system.clone();
        let unfinished = system.unfinished();
        if let Err(error) = self.write_record(change) {
            drop(unfinished);
            return Err(Fail::writing(&self.path)(error));
        }
        if let Err((path, error)) = self.exchange(change) {
            // The old files get their names back. Where that fails, the record remains, and with it the complete new
            // set: the next run gives it its names.
            let undone = self.undo(change).and_then(|()| self.system.remove(&self.path.join(RECORD)));
            drop(unfinished);
            return Err(match undone {
                Ok(()) => Fail::writing(&path)(error),
                Err(_) => {
                    self.keep = true;
                    let (path, error) = (path.display().to_string(), error.to_string());
                    let folder = self.dir.display().to_string();
                    Fail::File(message!("output-half-published", path, error, folder))
                }
            });
        }
        let settled = self.settle(change).map_err(Fail::writing(&self.dir));
        drop(unfinished);
        settled
    }

    fn write_record(&self, change: &Replacement) -> io::Result<()> {
        let (half, whole) = (self.path.join(HALF_A_RECORD), self.path.join(RECORD));
        let mut file = self.system.create(&half)?;
        file.write_all(&serde_json::to_vec(change)?)?;
        file.sync()?;
        self.system.rename(&half, &whole)?;
        self.system.sync_folder(&self.path)
    }

    /// Renames the files, and keeps the old ones in the staging folder.
    fn exchange(&self, change: &Replacement) -> Result<(), (PathBuf, io::Error)> {
        for name in change.names.iter().chain(&change.remove) {
            let (target, old) = (self.dir.join(name), self.path.join(OLD).join(name));
            let step = || {
                if target.exists() {
                    self.system.create_folder(old.parent().unwrap_or(&self.path))?;
                    // With a second name for the old file there is never a moment without a file. Not every file
                    // system has second names.
                    if change.remove.contains(name) || self.system.link(&target, &old).is_err() {
                        self.system.rename(&target, &old)?;
                    }
                }
                match change.remove.contains(name) {
                    true => Ok(()),
                    false => self.system.rename(&self.path.join(NEW).join(name), &target),
                }
            };
            step().map_err(|error| (target.clone(), error))?;
        }
        Ok(())
    }

    /// Gives the old files their names back.
    fn undo(&self, change: &Replacement) -> io::Result<()> {
        for name in change.remove.iter().chain(&change.names) {
            let (target, old) = (self.dir.join(name), self.path.join(OLD).join(name));
            let new = self.path.join(NEW).join(name);
            // A new file that has its name already goes back first, so that the set stays complete.
            if change.names.contains(name) && !new.exists() {
                self.system.rename(&target, &new)?;
            }
            if old.exists() {
                self.system.rename(&old, &target)?;
            }
        }
        Ok(())
    }

    /// Makes the change last, and ends the time in which it has to be completed.
    fn settle(&self, change: &Replacement) -> io::Result<()> {
        for folder in folders_of(&change.names, &self.dir) {
            self.system.sync_folder(&folder)?;
        }
        let emptied = folders_of(&change.remove, &self.dir);
        remove_empty(
            &emptied.into_iter().filter(|folder| *folder != self.dir).collect::<Vec<_>>(),
            &self.system,
        );
        self.system.remove(&self.path.join(RECORD))
    }

    /// Completes a change that an interrupted run had begun, or removes what it has left.
    fn tidy(&self) -> Result<Vec<Message>, Fail> {
        let mut notes = Vec::new();
        let folder = self.dir.display().to_string();
        let record = self.path.join(RECORD);
        let found = self.system.read_result(&record).map_err(Fail::reading(&record))?;
        if let Some(change) = found.and_then(|text| Replacement::parse(&text)) {
            let completed = self.complete(&change).and_then(|()| self.settle(&change));
            completed.map_err(Fail::writing(&self.dir))?;
            notes.push(message!("output-completed", folder = &folder));
        }
        let left = [NEW, OLD, RECORD, HALF_A_RECORD].map(|name| self.path.join(name));
        let left: Vec<&PathBuf> = left.iter().filter(|path| path.exists()).collect();
        let bytes: u64 = left.iter().map(|path| self.system.bytes_in(path)).sum();
        for path in &left {
            let removed =
                if path.is_dir() { self.system.remove_folder(path) } else { self.system.remove(path) };
            removed.map_err(Fail::writing(path))?;
        }
        if !left.is_empty() {
            notes.push(message!("output-left-over-removed", folder, size = size(bytes)));
        }
        Ok(notes)
    }

    /// Renames what has not got its name yet.
    fn complete(&self, change: &Replacement) -> io::Result<()> {
        for name in &change.names {
            let (new, target) = (self.path.join(NEW).join(name), self.dir.join(name));
            if new.exists() {
                self.system.create_folder(target.parent().unwrap_or(&self.dir))?;
                self.system.rename(&new, &target)?;
            }
        }
        for path in change.remove.iter().map(|name| self.dir.join(name)).filter(|path| path.exists()) {
            self.system.remove(&path)?;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let mut unfinished = self.system.unfinished();
        let own = unfinished.iter().position(|own| own.staging == self.path).map(|at| unfinished.remove(at));
        if let Some(own) = own.filter(|_| !self.keep) {
            clear(&own, &self.system);
        }
    }
}

/// Removes a staging folder, and the folders that were made for its files where they are empty. What cannot be
/// removed here is removed by the next run.
pub(crate) fn clear(unfinished: &Unfinished, system: &System) {
    let path = |name: &str| unfinished.staging.join(name);
    // The record goes first: without its files it would be worth nothing. The lock goes last, and the folder only
    // where no other run has begun to use it.
    for file in [RECORD, HALF_A_RECORD] {
        let _ = system.remove(&path(file));
    }
    for folder in [NEW, OLD] {
        let _ = system.remove_folder(&path(folder));
    }
    let _ = system.remove(&path(LOCK));
    let _ = system.remove_empty_folder(&unfinished.staging);
    remove_empty(&unfinished.folders, system);
}

/// Takes the lock of a staging folder, which it makes.
fn take(path: &Path, system: &System) -> Result<Lock, Fail> {
    for _ in 0..TRIES {
        system.create_folder(path).map_err(Fail::creating(path))?;
        match system.lock(&path.join(LOCK)) {
            Ok(Lock::Held) => break,
            Ok(Lock::Gone) => {}
            Ok(taken) => return Ok(taken),
            // A run that has just ended took the folder away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Fail::writing(path)(error)),
        }
    }
    let folder = path.parent().unwrap_or(path).display().to_string();
    Err(Fail::File(message!("output-folder-in-use", folder)))
}

/// The folders of a path that do not exist yet, each before those inside it.
fn missing_folders(dir: &Path) -> Vec<PathBuf> {
    let missing = dir.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let mut folders: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    folders.reverse();
    folders
}

/// Removes folders, each before those that it lies in, where nobody else has put something into them.
fn remove_empty(folders: &[PathBuf], system: &System) {
    for folder in folders.iter().rev() {
        let _ = system.remove_empty_folder(folder);
    }
}

/// The folders of some names inside a folder, each once.
fn folders_of(names: &[String], dir: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        names.iter().filter_map(|name| dir.join(name).parent().map(Path::to_owned)).collect();
    folders.sort();
    folders.dedup();
    folders
}
