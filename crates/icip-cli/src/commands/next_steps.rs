//! What to do with a framework that the program has just written.

use std::path::Path;

use icip::problem::message;

use crate::streams::Io;

/// Shows the commands that check and score the data of a folder.
pub(super) fn show(dir: &Path, io: &mut Io<'_>) {
    io.message(message!("next-steps", folder = dir.display().to_string()));
}
