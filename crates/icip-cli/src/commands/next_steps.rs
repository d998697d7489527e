//! What to do with a framework that the program has just written.

use std::path::Path;

use crate::streams::Io;

/// Shows the commands that check and score the data of a folder.
pub(super) fn show(dir: &Path, io: &mut Io<'_>) {
    let dir = dir.display();
    io.message(format_args!(
        "next: icip check {dir}/data.csv -f {dir}    then: icip score {dir}/data.csv -f {dir}"
    ));
}
