//! The runs of `--sobol`.

use icip::exec::Par;
use icip::problem::{Code, Place, Problem, message};
use icip::robustness::sensitivity::{SensitivityOptions, SensitivityResult, sensitivity};
use icip::robustness::study::Study;

use crate::fail::Fail;
use crate::progress::Progress;
use crate::streams::Io;

/// Estimates which inputs move the ranks.
pub(super) fn explain(
    study: &Study<'_>,
    base_rows: usize,
    seed: u64,
    par: Par,
    io: &mut Io<'_>,
) -> Result<SensitivityResult, Fail> {
    // Saltelli's design: of each row, one run with A, one with B, and one per input with that column
    // exchanged.
    let total = base_rows.saturating_mul(study.inputs().len() + 2) as u64;
    let mut progress = Progress::new(io, message!("progress-sobol"), total);
    let options = SensitivityOptions::new(base_rows, seed);
    let found = sensitivity(study, &options, &mut |done| progress.show(done), par);
    drop(progress);
    found.map_err(|error| {
        Fail::Usage(message!("usage-sobol", rows = base_rows.to_string(), error = error.to_string()))
    })
}

/// A warning where rows of `--sobol` are left out.
pub(super) fn left_out(found: &SensitivityResult, base_rows: usize) -> Option<Problem> {
    (found.left_out > 0).then(|| {
        let what = message!("failed-runs-base-rows", count = found.left_out, rows = base_rows.to_string());
        Problem::new(Code::FailedRuns, Place::default(), what)
    })
}
