//! The files of `icip robustness -o`.

use std::path::Path;

use icip::problem::message;
use icip::report::robustness::{RobustnessDocument, RobustnessResults, robustness_tables};

use crate::fail::Fail;
use crate::results::{Output, ResultSet};
use crate::run_record::json;
use crate::streams::Io;
use crate::system::System;

/// The file that records the study and lists the others.
const RECORD: &str = "robustness/run.json";

/// The file that holds all answers.
const DOCUMENT: &str = "robustness.json";

/// Prepares a folder for the files.
pub(super) fn begin(dir: &Path, system: &System) -> Result<ResultSet, Fail> {
    ResultSet::begin(dir, [DOCUMENT, RECORD], system)?.replacing(RECORD)
}

/// Writes the document, the tables and the run record.
pub(super) fn write(
    mut set: ResultSet,
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    record: impl FnOnce(&[Output]) -> Result<String, Fail>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let mut files = vec![(DOCUMENT.to_owned(), json(document)?)];
    let tables = robustness_tables(results, document);
    files.extend(tables.into_iter().map(|(name, text)| (format!("robustness/{name}"), text)));
    files.iter().try_for_each(|(name, text)| set.write(name, text.as_bytes()))?;
    set.write(RECORD, record(&set.outputs())?.as_bytes())?;
    set.publish(io)?;
    let (entities, runs) = (document.entities.len(), document.runs.replicates.to_string());
    io.remark(message!("robustness-files", entities, count = document.runs.counted as usize, runs));
    Ok(())
}
