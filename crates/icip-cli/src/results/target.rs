//! Where a result may be written.

use std::path::Path;

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
