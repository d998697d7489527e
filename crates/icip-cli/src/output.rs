//! Files of a run: each complete or not there, and none before all of them could be written.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::fail::Fail;

/// Writes files into a folder, which is made when it is not there, as are the folders in their names. Every file is written under
/// another name first and renamed when all of them are complete, so that no reader meets half a file.
pub(crate) fn write_all(dir: &Path, files: &[(&str, &str)]) -> Result<Vec<PathBuf>, Fail> {
    std::fs::create_dir_all(dir).map_err(Fail::file("make folder", dir))?;
    for (name, _) in files {
        let path = dir.join(name);
        if path.exists() && !path.is_file() {
            let reason = std::io::Error::other("something that is not a file has this name");
            return Err(Fail::file("write", &path)(reason));
        }
    }
    let mut written = Vec::with_capacity(files.len());
    for (name, text) in files {
        let path = dir.join(name);
        let folder = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(folder).map_err(Fail::file("make folder", folder))?;
        let mut file = NamedTempFile::new_in(folder).map_err(Fail::file("write", &path))?;
        file.write_all(text.as_bytes()).map_err(Fail::file("write", &path))?;
        readable_by_all(&file, &path)?;
        written.push((file, path));
    }
    let mut paths = Vec::with_capacity(files.len());
    for (file, path) in written {
        file.persist(&path).map_err(|error| Fail::file("write", &path)(error.error))?;
        paths.push(path);
    }
    Ok(paths)
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
