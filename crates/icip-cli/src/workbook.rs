//! Results as a workbook: whether a path asks for one, and what stops one. It must not know what the sheets hold.

use std::path::{Path, PathBuf};

use icip::plan::Plan;
use icip::problem::message;
use icip_report::{Cells, NoWorkbook, Report};

use crate::args::InputOptions;
use crate::fail::Fail;
use crate::results::{ResultSet, folder_and_name};
use crate::scoring;
use crate::streams::Io;
use crate::system::System;
use crate::timings::Stage;

/// The ending of a workbook.
const ENDING: &str = "xlsx";

/// What a score of an entity takes in a workbook, whose cells and texts are held until it is complete: a cell of the sheet of
/// scores, and for most nodes one of the sheet of entries.
const PER_SCORE: u64 = 600;
/// The same where a formula stands beside it.
const PER_FORMULA: u64 = 1200;

/// Whether a path is that of a workbook.
pub(crate) fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// The folder and the name of a workbook.
pub(crate) fn file(path: &Path, system: &System) -> Result<(PathBuf, String), Fail> {
    let named = if is_workbook(path) { folder_and_name(path, system)? } else { None };
    named.ok_or_else(|| Fail::Usage(message!("workbook-is-no-file", path = path.display().to_string())))
}

/// What is asked for.
pub(crate) fn cells(formulas: bool) -> Cells {
    if formulas { Cells::Formulas } else { Cells::Values }
}

/// Refuses more rows and nodes than a workbook can hold, and than there is memory for.
pub(crate) fn must_fit(
    plan: &Plan<'_>,
    rows: usize,
    formulas: bool,
    options: &InputOptions,
    io: &Io<'_>,
) -> Result<(), Fail> {
    let nodes = plan.used().len();
    Report::fits_workbook(rows, nodes).map_err(Fail::Usage)?;
    let each = if formulas { PER_FORMULA } else { PER_SCORE };
    scoring::must_have(rows, each.saturating_mul(nodes as u64), options, io)
}

/// The bytes of a workbook.
pub(crate) fn bytes(report: &Report<'_>, formulas: bool) -> Result<Vec<u8>, Fail> {
    report.workbook(cells(formulas)).map_err(refused)
}

/// Why there is no workbook, as a fault of the command line or of the program.
pub(crate) fn refused(no: NoWorkbook) -> Fail {
    match no {
        NoWorkbook::TooLarge(why) => Fail::Usage(why),
        NoWorkbook::Fault(fault) => Fail::Internal(fault),
        no => Fail::Internal(format!("{no:?}")),
    }
}

/// Writes a workbook, which has its name when it is complete.
pub(crate) fn write(report: &Report<'_>, formulas: bool, path: &Path, io: &mut Io<'_>) -> Result<(), Fail> {
    let (folder, name) = file(path, &io.system)?;
    let mut set = ResultSet::begin(&folder, [name.as_str()], &io.system)?;
    let putting_together = io.timings.start(Stage::Report);
    let bytes = bytes(report, formulas)?;
    drop(putting_together);
    let _timed = io.timings.start(Stage::Writing);
    set.write_whole(&name, &bytes)?;
    set.publish(io)
}
