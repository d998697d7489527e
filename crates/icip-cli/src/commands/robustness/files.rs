//! The files of `icip robustness -o`.

use std::path::{Path, PathBuf};

use icip::problem::message;
use icip::report::robustness::{RobustnessDocument, RobustnessResults, robustness_tables};

use crate::fail::Fail;
use crate::output;
use crate::run_record::json;
use crate::streams::Io;

/// Writes the document, the tables and the run record into a folder.
pub(super) fn write(
    dir: &Path,
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    run: String,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let mut files = vec![("robustness.json".to_owned(), json(document)?)];
    let tables = robustness_tables(results, document);
    files.extend(tables.into_iter().map(|(name, text)| (format!("robustness/{name}"), text)));
    files.push(("robustness/run.json".to_owned(), run));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    output::write_all(dir, &files, io)?;
    for old in left_over(dir, &files) {
        io.note(message!("robustness-left-over", path = old.display().to_string()));
    }
    let (entities, runs) = (document.entities.len(), document.runs.replicates.to_string());
    io.remark(message!("robustness-files", entities, count = document.runs.counted as usize, runs));
    Ok(())
}

/// Tables beside those of this run, which a reader would take for its own. A folder that cannot be listed has
/// just been written to, so the worst is that a note is missing.
fn left_over(dir: &Path, files: &[(&str, &str)]) -> Vec<PathBuf> {
    let mut left: Vec<PathBuf> = std::fs::read_dir(dir.join("robustness"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .filter(|path| !files.iter().any(|(name, _)| dir.join(name) == *path))
        .collect();
    left.sort();
    left
}
