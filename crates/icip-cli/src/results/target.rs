//! Where a result may be written.

use std::path::{Path, PathBuf};

use icip::problem::message;

use crate::fail::Fail;
use crate::input::file::display_name;
use crate::system::{Found, System};

/// Refuses a path that something other than a file has, and that of a file which was read.
pub(crate) fn may_be_written(path: &Path, system: &System) -> Result<(), Fail> {
    let there = system.find(path).map_err(Fail::reading(path))?;
    if there.is_some_and(|found| found != Found::File) {
        return Err(Fail::File(message!("output-not-a-file", path = path.display().to_string())));
    }
    must_not_be_input(path, system)
}

/// The folder and the name of a file; nothing for a folder, and for a path that no file can have.
pub(crate) fn folder_and_name(path: &Path, system: &System) -> Result<Option<(PathBuf, String)>, Fail> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
    let there = system.find(path).map_err(Fail::reading(path))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok((there != Some(Found::Folder)).then(|| (folder, name.to_owned())))
}

/// Refuses the path of a file which was read.
pub(super) fn must_not_be_input(path: &Path, system: &System) -> Result<(), Fail> {
    match system.input_at(path) {
        Some(input) => {
            let (path, input) = (path.display().to_string(), display_name(&input));
            Err(Fail::Usage(message!("output-is-input", path, input)))
        }
        None => Ok(()),
    }
}
