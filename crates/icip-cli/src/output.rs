//! The files of a run: each is complete or absent, and none appears before all of them could be written. It
//! must not know what the files hold.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use icip::problem::message;
use tempfile::NamedTempFile;

use crate::fail::Fail;
use crate::streams::Io;

/// Writes files into a folder and says so. The folder is made when it does not exist, as are the folders in
/// the names of the files.
pub(crate) fn write_all(dir: &Path, files: &[(&str, &str)], io: &mut Io<'_>) -> Result<(), Fail> {
    let mut staged = StagedFiles::new(dir, files.iter().map(|(name, _)| *name))?;
    for (name, text) in files {
        staged.write(name, text.as_bytes())?;
    }
    staged.publish(io)
}

/// Refuses a folder that holds something: nothing of the user's is overwritten.
pub(crate) fn must_be_new(dir: &Path) -> Result<(), Fail> {
    let occupied = match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        // What cannot be listed is no folder, or does not exist.
        Err(_) => dir.exists(),
    };
    if occupied {
        return Err(Fail::Usage(message!("output-folder-occupied", path = dir.display().to_string())));
    }
    Ok(())
}

/// Files on their way into a folder. Every file is written under another name first and renamed when all of
/// them are complete, so that no reader finds half a file; what is not published leaves no trace.
pub(crate) struct StagedFiles {
    dir: PathBuf,
    /// The folders that were made here, each before those inside it.
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, BufWriter<NamedTempFile>)>,
}

impl StagedFiles {
    /// Makes the folder, and refuses names that something other than a file has.
    pub(crate) fn new<'n>(dir: &Path, names: impl IntoIterator<Item = &'n str>) -> Result<Self, Fail> {
        let folders = missing_folders(dir);
        std::fs::create_dir_all(dir).map_err(Fail::creating(dir))?;
        let staged = Self { dir: dir.to_owned(), folders, files: Vec::new() };
        for name in names {
            let path = dir.join(name);
            if path.exists() && !path.is_file() {
                let path = path.display().to_string();
                return Err(Fail::File(message!("output-not-a-file", path)));
            }
        }
        Ok(staged)
    }

    /// Adds to the end of a file.
    pub(crate) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fail> {
        let path = self.dir.join(name);
        let position = match self.files.iter().position(|(known, _)| *known == path) {
            Some(position) => position,
            None => {
                let folder = path.parent().unwrap_or(&self.dir);
                let missing = missing_folders(folder);
                std::fs::create_dir_all(folder).map_err(Fail::creating(folder))?;
                self.folders.extend(missing);
                // In the same folder, because a file cannot be renamed into another file system.
                let file = NamedTempFile::new_in(folder).map_err(Fail::writing(&path))?;
                readable_by_all(&file, &path)?;
                self.files.push((path.clone(), BufWriter::new(file)));
                self.files.len() - 1
            }
        };
        self.files[position].1.write_all(bytes).map_err(Fail::writing(&path))
    }

    /// Gives all files their names, in the order in which they were begun, and says so.
    pub(crate) fn publish(mut self, io: &mut Io<'_>) -> Result<(), Fail> {
        // Every file is flushed before the first is renamed: a full disk is found while none has its name.
        let mut complete = Vec::with_capacity(self.files.len());
        for (path, writer) in self.files.drain(..) {
            let file = writer.into_inner().map_err(|error| Fail::writing(&path)(error.into_error()))?;
            complete.push((path, file));
        }
        for (path, file) in complete {
            file.persist(&path).map_err(|error| Fail::writing(&path)(error.error))?;
            io.remark(message!("output-wrote", path = path.display().to_string()));
        }
        // What is published must stay when this is dropped.
        self.folders.clear();
        Ok(())
    }
}

impl Drop for StagedFiles {
    fn drop(&mut self) {
        // The temporary files go first, because only an empty folder can be removed.
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // A folder that somebody else has put something into stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// The folders of a path that do not exist yet, each before those inside it.
fn missing_folders(dir: &Path) -> Vec<PathBuf> {
    let missing = dir.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let mut folders: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    folders.reverse();
    folders
}

/// Temporary files are private by default; results are not.
#[cfg(unix)]
fn readable_by_all(file: &NamedTempFile, path: &Path) -> Result<(), Fail> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = std::fs::Permissions::from_mode(0o644);
    file.as_file().set_permissions(permissions).map_err(Fail::writing(path))
}

#[cfg(not(unix))]
fn readable_by_all(_: &NamedTempFile, _: &Path) -> Result<(), Fail> {
    Ok(())
}
