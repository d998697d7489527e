//! Files of a run: each complete or not there, and none before all of them could be written.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::fail::Fail;

/// Writes files into a folder, which is made when it is not there, as are the folders in their names.
pub(crate) fn write_all(dir: &Path, files: &[(&str, &str)]) -> Result<Vec<PathBuf>, Fail> {
    let mut staged = Staged::new(dir, files.iter().map(|(name, _)| *name))?;
    for (name, text) in files {
        staged.write(name, text.as_bytes())?;
    }
    staged.publish()
}

/// Files on their way into a folder. Every file is written under another name first and renamed when all of
/// them are complete, so that no reader meets half a file; what is not published leaves no trace.
pub(crate) struct Staged {
    dir: PathBuf,
    /// Folders that were made here, those inside others behind them.
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, BufWriter<NamedTempFile>)>,
}

impl Staged {
    /// Makes the folder, and refuses names that something else has.
    pub(crate) fn new<'n>(dir: &Path, names: impl IntoIterator<Item = &'n str>) -> Result<Self, Fail> {
        let folders = if dir.exists() { Vec::new() } else { vec![dir.to_owned()] };
        std::fs::create_dir_all(dir).map_err(Fail::file("make folder", dir))?;
        let staged = Self { dir: dir.to_owned(), folders, files: Vec::new() };
        for name in names {
            let path = dir.join(name);
            if path.exists() && !path.is_file() {
                let reason = std::io::Error::other("something that is not a file has this name");
                return Err(Fail::file("write", &path)(reason));
            }
        }
        Ok(staged)
    }

    /// Adds to the end of a file.
    pub(crate) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fail> {
        let path = self.dir.join(name);
        let place = match self.files.iter().position(|(known, _)| *known == path) {
            Some(place) => place,
            None => {
                let folder = path.parent().unwrap_or(&self.dir);
                if !folder.exists() {
                    std::fs::create_dir_all(folder).map_err(Fail::file("make folder", folder))?;
                    self.folders.push(folder.to_owned());
                }
                let file = NamedTempFile::new_in(folder).map_err(Fail::file("write", &path))?;
                readable_by_all(&file, &path)?;
                self.files.push((path.clone(), BufWriter::new(file)));
                self.files.len() - 1
            }
        };
        self.files[place].1.write_all(bytes).map_err(Fail::file("write", &path))
    }

    /// Gives all files their names, in the order in which they were begun.
    pub(crate) fn publish(mut self) -> Result<Vec<PathBuf>, Fail> {
        let mut complete = Vec::with_capacity(self.files.len());
        for (path, writer) in self.files.drain(..) {
            let file = writer.into_inner().map_err(|error| Fail::file("write", &path)(error.into_error()))?;
            complete.push((path, file));
        }
        let mut paths = Vec::with_capacity(complete.len());
        for (path, file) in complete {
            file.persist(&path).map_err(|error| Fail::file("write", &path)(error.error))?;
            paths.push(path);
        }
        self.folders.clear();
        Ok(paths)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        self.files.clear();
        for folder in self.folders.iter().rev() {
            // A folder that somebody else has put something into stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Temporary files are private by default; results are not.
#[cfg(unix)]
fn readable_by_all(file: &NamedTempFile, path: &Path) -> Result<(), Fail> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = std::fs::Permissions::from_mode(0o644);
    file.as_file().set_permissions(permissions).map_err(Fail::file("write", path))
}

#[cfg(not(unix))]
fn readable_by_all(_: &NamedTempFile, _: &Path) -> Result<(), Fail> {
    Ok(())
}
