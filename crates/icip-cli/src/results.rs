//! A set of result files that appears in a folder as a whole.
//!
//! The files are written into a folder of their own inside the folder of the results, and get their names when
//! all of them are complete and on the disk. A record of what is about to be renamed makes the change one step:
//! before the record exists the old set counts, and from then on the new one, which any later run completes
//! where this one was ended. This module must not know what the files hold.

mod output;
mod plan;
mod staging;
mod target;

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use icip::exec::{self, Par};
use icip::problem::{Message, message};
use sha2::{Digest, Sha256};

pub(crate) use self::output::Output;
use self::plan::{MOST_OF_RECORD, Replacement};
use self::staging::Staging;
#[cfg(unix)]
pub(crate) use self::staging::clear;
pub(crate) use self::target::{folder_and_name, may_be_written};
use crate::digest::{hex, of_bytes};
use crate::fail::Fail;
use crate::streams::Io;
use crate::system::{Handle, System};

/// Up to so many files are named when they are written.
const NAMED: usize = 16;

/// Writes files into a folder and says so. The folder is made when it does not exist, as are the folders in
/// the names of the files.
pub(crate) fn write_all(dir: &Path, files: &[(&str, &str)], io: &mut Io<'_>) -> Result<(), Fail> {
    let mut set = ResultSet::begin(dir, files.iter().map(|(name, _)| *name), &io.system)?;
    for (name, text) in files {
        set.write(name, text.as_bytes())?;
    }
    set.publish(io)
}

/// Refuses a folder that holds something: nothing of the user's is overwritten.
pub(crate) fn must_be_new(dir: &Path, system: &System) -> Result<(), Fail> {
    let occupied = match system.entries(dir) {
        // What an interrupted run left is removed before anything is written.
        Ok(entries) => entries.iter().any(|entry| !staging::is_staging(entry)),
        // What cannot be listed is no folder, or does not exist.
        Err(_) => system.find(dir).map_err(Fail::reading(dir))?.is_some(),
    };
    if occupied {
        return Err(Fail::Usage(message!("output-folder-occupied", path = dir.display().to_string())));
    }
    Ok(())
}

/// Result files on their way into a folder. What is not published leaves no trace.
pub(crate) struct ResultSet {
    system: System,
    dir: PathBuf,
    staging: Staging,
    files: Vec<StagedFile>,
    /// Files that were written as a whole.
    closed: Vec<Output>,
    /// Files of the set that was there before, from its record.
    before: Vec<Output>,
    /// What was done about an interrupted run.
    notes: Vec<Message>,
    par: Par,
}

/// A file that is being written.
struct StagedFile {
    name: String,
    writer: BufWriter<Handle>,
    digest: Sha256,
    bytes: u64,
}

impl ResultSet {
    /// Prepares a folder for files with these names: makes it, removes what an interrupted run has left, and keeps
    /// other runs out of it.
    ///
    /// Refused are names that something other than a file has, and files that were read.
    pub(crate) fn begin<'n>(
        dir: &Path,
        names: impl IntoIterator<Item = &'n str>,
        system: &System,
    ) -> Result<Self, Fail> {
        for name in names {
            may_be_written(&dir.join(name), system)?;
        }
        let (staging, notes) = Staging::begin(dir, system)?;
        let (system, dir) = (system.clone(), dir.to_owned());
        let (files, closed, before) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { system, dir, staging, files, closed, before, notes, par: Par::Seq })
    }

    /// The same set, whose long files are digested on another thread than the one that writes them.
    pub(crate) fn on(self, par: Par) -> Self {
        Self { par, ..self }
    }

    /// Names the file that lists the others. Files that it lists today and that are not written this time go when
    /// this set is published, because a reader would take them for a part of it.
    pub(crate) fn replacing(mut self, record: &str) -> Result<Self, Fail> {
        self.replaces(record)?;
        Ok(self)
    }

    /// The same for a set that has more than one such file.
    pub(crate) fn replaces(&mut self, record: &str) -> Result<(), Fail> {
        let path = self.dir.join(record);
        let found = self.system.read_result(&path, MOST_OF_RECORD).map_err(Fail::reading(&path))?;
        self.before.extend(found.map_or_else(Vec::new, |text| Output::listed_in(&text)));
        Ok(())
    }

    /// Adds to the end of a file.
    pub(crate) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fail> {
        let position = match self.files.iter().position(|file| file.name == name) {
            Some(position) => position,
            None => {
                may_be_written(&self.dir.join(name), &self.system)?;
                let handle = self.staging.create(name)?;
                let (writer, digest) = (BufWriter::with_capacity(1 << 16, handle), Sha256::new());
                self.files.push(StagedFile { name: name.to_owned(), writer, digest, bytes: 0 });
                self.files.len() - 1
            }
        };
        let StagedFile { digest, writer, bytes: count, .. } = &mut self.files[position];
        *count += bytes.len() as u64;
        let ((), written) =
            exec::beside(self.par, bytes.len(), || digest.update(bytes), || writer.write_all(bytes));
        written.map_err(Fail::writing(&self.dir.join(name)))
    }

    /// Writes one more file as a whole, and closes it: a set may have more files than a program may have open. The name
    /// must be new.
    pub(crate) fn write_whole(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fail> {
        let path = self.dir.join(name);
        may_be_written(&path, &self.system)?;
        let mut handle = self.staging.create(name)?;
        handle.write_all(bytes).and_then(|()| handle.sync()).map_err(Fail::writing(&path))?;
        let (bytes, sha256) = (bytes.len() as u64, of_bytes(bytes));
        self.closed.push(Output { name: name.to_owned(), bytes, sha256 });
        Ok(())
    }

    /// The files as they were written until now.
    pub(crate) fn outputs(&self) -> Vec<Output> {
        let output = |file: &StagedFile| Output {
            name: file.name.clone(),
            bytes: file.bytes,
            sha256: hex(&file.digest.clone().finalize()),
        };
        self.closed.iter().cloned().chain(self.files.iter().map(output)).collect()
    }

    /// Gives all files their names, and says so: those that were written as a whole first, and otherwise in the order in
    /// which they were begun.
    pub(crate) fn publish(mut self, io: &mut Io<'_>) -> Result<(), Fail> {
        std::mem::take(&mut self.notes).into_iter().for_each(|note| io.note(note));
        // Every file is on the disk before the first has its name: a full disk is found while nothing has changed.
        let mut names: Vec<String> = self.closed.drain(..).map(|file| file.name).collect();
        for file in self.files.drain(..) {
            let path = self.dir.join(&file.name);
            let handle =
                file.writer.into_inner().map_err(|error| Fail::writing(&path)(error.into_error()))?;
            handle.sync().map_err(Fail::writing(&path))?;
            names.push(file.name);
        }
        let new: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let mut remove = Vec::new();
        for old in self.before.iter().filter(|old| !new.contains(old.name.as_str())) {
            let path = self.dir.join(&old.name);
            if !old.is_inside(&self.dir, &self.system).map_err(Fail::reading(&path))? {
                continue;
            }
            if old.is_unchanged(&path, &self.system).map_err(Fail::reading(&path))? {
                remove.push(old.name.clone());
            } else {
                io.note(message!("output-changed-since", path = path.display().to_string()));
            }
        }
        self.staging.commit(&Replacement { names: names.clone(), remove })?;
        if names.len() > NAMED {
            let folder = self.dir.display().to_string();
            io.remark(message!("output-wrote-files", count = names.len(), folder));
            return Ok(());
        }
        for name in names {
            io.remark(message!("output-wrote", path = self.dir.join(name).display().to_string()));
        }
        Ok(())
    }
}
