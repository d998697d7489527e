//! The files of `icip robustness -o`.

use std::path::Path;

use icip::problem::message;
use icip::report::robustness::{RobustnessDocument, RobustnessResults, robustness_tables};

use crate::fail::Fail;
use crate::results::{Output, ResultSet};
use crate::run_record::json;
use crate::streams::Io;

/// The file that records the study and lists the others.
const RECORD: &str = "robustness/run.json";

/// Writes the document, the tables and the run record into a folder.
pub(super) fn write(
    dir: &Path,
    results: &RobustnessResults<'_>,
    document: &RobustnessDocument,
    record: impl FnOnce(&[Output]) -> Result<String, Fail>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let mut files = vec![("robustness.json".to_owned(), json(document)?)];
    let tables = robustness_tables(results, document);
    files.extend(tables.into_iter().map(|(name, text)| (format!("robustness/{name}"), text)));
    let names = files.iter().map(|(name, _)| name.as_str()).chain([RECORD]);
    let mut set = ResultSet::begin(dir, names, &io.system)?.replacing(RECORD)?;
    files.iter().try_for_each(|(name, text)| set.write(name, text.as_bytes()))?;
    set.write(RECORD, record(&set.outputs())?.as_bytes())?;
    set.publish(io)?;
    let (entities, runs) = (document.entities.len(), document.runs.replicates.to_string());
    io.remark(message!("robustness-files", entities, count = document.runs.counted as usize, runs));
    Ok(())
}
