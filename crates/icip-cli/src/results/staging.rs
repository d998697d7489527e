//! The folder in which a set of files is written, and the step that gives the files their names.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use icip::io::size;
use icip::problem::{Message, message};

use super::plan::{MOST_OF_RECORD, Replacement};
use super::target::must_not_be_input;
use crate::fail::Fail;
use crate::system::{Found, Handle, Lock, System, Unfinished};

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
            let folders = missing_folders(dir, system);
            system.create_folder(dir).map_err(Fail::creating(dir))?;
            let _lock = take(&path, system).inspect_err(|_| remove_empty(&folders, system))?;
            unfinished.push(Unfinished { staging: path.clone(), folders });
            Self { system: system.clone(), dir: dir.to_owned(), path, _lock }
        };
        let notes = staging.tidy()?;
        Ok((staging, notes))
    }

    /// Begins a file of the set.
    pub(super) fn create(&mut self, name: &str) -> Result<Handle, Fail> {
        let mut unfinished = self.system.unfinished();
        let (path, target) = (self.path.join(NEW).join(name), self.dir.join(name));
        for folder in [path.parent(), target.parent()].into_iter().flatten() {
            let missing = missing_folders(folder, &self.system);
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
    pub(super) fn commit(self, change: &Replacement) -> Result<(), Fail> {
        let new = self.path.join(NEW);
        for folder in folders_of(&change.names, &new) {
            self.system.sync_folder(&folder).map_err(Fail::writing(&folder))?;
        }
        let system = self.system.clone();
        // An interruption waits, so that it finds one of the two sets. Whatever comes of it, the staging folder goes
        // only afterwards.
        let waiting = system.unfinished();
        let replaced = self.replace(change);
        drop(waiting);
        replaced
    }

    /// Writes the record, renames the files, and makes that last.
    fn replace(&self, change: &Replacement) -> Result<(), Fail> {
        self.write_record(change).map_err(Fail::writing(&self.path))?;
        let Err((path, error)) = self.exchange(change) else {
            return self.settle(change).map_err(Fail::writing(&self.dir));
        };
        // The old files get their names back. Where that fails, the record remains, and with it the complete new set:
        // the next run gives it its names.
        let undone = self.undo(change).and_then(|()| self.system.remove(&self.path.join(RECORD)));
        Err(match undone {
            Ok(()) => Fail::writing(&path)(error),
            Err(_) => {
                let (path, error) = (path.display().to_string(), error.to_string());
                let folder = self.dir.display().to_string();
                Fail::File(message!("output-half-published", path, error, folder))
            }
        })
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
                if self.system.look(&target)?.is_some() {
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
            if change.names.contains(name) && self.system.look(&new)?.is_none() {
                self.system.rename(&target, &new)?;
            }
            if self.system.look(&old)?.is_some() {
                self.system.rename(&old, &target)?;
            }
        }
        Ok(())
    }

    /// Makes the change last, and ends the time in which it has to be completed.
    fn settle(&self, change: &Replacement) -> io::Result<()> {
        let changed = [folders_of(&change.names, &self.dir), folders_of(&change.remove, &self.dir)].concat();
        for folder in changed.iter().map(PathBuf::as_path).chain(self.dir.parent()) {
            // The folder of the results may be named without the one that it lies in.
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            self.system.sync_folder(folder)?;
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
        let looked = |path: &Path| self.system.look(path).map_err(Fail::reading(path));
        // A record can be forged. One that leads out of the folder, or that is no file, is no record of a run.
        let found = match looked(&record)? {
            Some(Found::File) => {
                self.system.read_result(&record, MOST_OF_RECORD).map_err(Fail::reading(&record))?
            }
            _ => None,
        };
        let parse = |text: Vec<u8>| Replacement::parse(&text, &self.dir, &self.system);
        let change = found.map(parse).transpose().map_err(Fail::reading(&self.dir))?.flatten();
        if let Some(change) = change {
            for name in change.names.iter().chain(&change.remove) {
                must_not_be_input(&self.dir.join(name), &self.system)?;
            }
            // An interruption waits, so that it finds one of the two sets.
            let unfinished = self.system.unfinished();
            let completed = self.complete(&change).and_then(|()| self.settle(&change));
            drop(unfinished);
            completed.map_err(Fail::writing(&self.dir))?;
            notes.push(message!("output-completed", folder = &folder));
        }
        let mut left = Vec::new();
        for path in [NEW, OLD, RECORD, HALF_A_RECORD].map(|name| self.path.join(name)) {
            left.extend(looked(&path)?.map(|found| (path, found)));
        }
        let bytes: u64 = left.iter().map(|(path, _)| self.system.bytes_in(path)).sum();
        for (path, found) in &left {
            let is_folder = *found == Found::Folder;
            let removed = if is_folder { self.system.remove_folder(path) } else { self.system.remove(path) };
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
            if self.system.look(&new)?.is_some() {
                self.system.create_folder(target.parent().unwrap_or(&self.dir))?;
                self.system.rename(&new, &target)?;
            }
        }
        for path in change.remove.iter().map(|name| self.dir.join(name)) {
            if self.system.look(&path)?.is_some() {
                self.system.remove(&path)?;
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let mut unfinished = self.system.unfinished();
        let own = unfinished.iter().position(|own| own.staging == self.path).map(|at| unfinished.remove(at));
        if let Some(own) = own {
            clear(&own, &self.system);
        }
    }
}

/// Removes a staging folder, and the folders that were made for its files where they are empty. Where a record stands
/// in it, its files are the results, and the next run completes them. What cannot be removed here is removed by the
/// next run.
pub(crate) fn clear(unfinished: &Unfinished, system: &System) {
    let path = |name: &str| unfinished.staging.join(name);
    if !matches!(system.look(&path(RECORD)), Ok(None)) {
        return;
    }
    // The lock goes last, and the folder only where no other run has begun to use it.
    let _ = system.remove(&path(HALF_A_RECORD));
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
        let found = system.look(path).map_err(Fail::reading(path))?;
        // A link would lead out of the folder of the results.
        if found.is_some_and(|found| found != Found::Folder) {
            return Err(Fail::File(message!(
                "output-staging-not-a-folder",
                path = path.display().to_string()
            )));
        }
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
fn missing_folders(dir: &Path, system: &System) -> Vec<PathBuf> {
    let is_missing = |folder: &Path| matches!(system.find(folder), Ok(None));
    let missing = dir.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && is_missing(folder));
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
