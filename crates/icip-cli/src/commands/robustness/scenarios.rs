//! One change at a time, without chance.

use icip::exec::Par;
use icip::framework::Uncertainty;
use icip::plan::Plan;
use icip::problem::message;
use icip::robustness::scenarios::{Scenario, Scenarios};

use crate::fail::Fail;
use crate::input::loaded::LoadedData;
use crate::progress::Progress;
use crate::streams::Io;

/// Changes that are scored between two updates of the progress.
const STEP: usize = 64;

/// Scores the index with each of the changes.
pub(super) fn run(
    plan: &Plan<'_>,
    data: &LoadedData,
    uncertainty: &Uncertainty,
    top: u32,
    par: Par,
    io: &mut Io<'_>,
) -> Result<Vec<Scenario>, Fail> {
    let scenarios = Scenarios::new(plan, &data.panel, Some(uncertainty), data.shown.as_deref(), par)
        .map_err(Fail::Computation)?;
    let all = scenarios.all();
    let mut progress = Progress::new(io, message!("progress-scenarios"), all.len() as u64);
    let mut found = Vec::with_capacity(all.len());
    for some in all.chunks(STEP) {
        found.extend(scenarios.run(some, top, par));
        // The answer of the bar is always to go on.
        let _ = progress.show(found.len() as u64);
    }
    Ok(found)
}
