//! A study of how certain ranks are: what varies, how often it is drawn, and what does not fit into memory. It must
//! not know how a study is shown.

mod runs;
mod varying;

use icip::plan::Plan;
use icip::problem::{Message, Problem, message};
use icip::report::robustness::{RobustnessDocument, RobustnessResults, robustness_document};
use icip::robustness::monte_carlo::MonteCarloResult;
use icip::robustness::ranks::KeepPairs;
use icip::robustness::study::Study;
use icip::robustness::tiers::tiers;

pub(crate) use self::runs::{draw, failed, must_fit, options};
pub(crate) use self::varying::varying;
use crate::args::{Draws, InputOptions, TOP, limits};
use crate::fail::Fail;
use crate::input::loaded::LoadedData;
use crate::scoring;
use crate::streams::Io;
use crate::timings::Stage;
use crate::wording::first;

/// What an entity takes in a study and its document: 3 million were measured to take 3.3 kB each.
pub(crate) const PER_ENTITY: u64 = 3400;

/// The error of the tiers where none is given: the share of runs in which the order of two tiers may be reversed.
pub(crate) const TIERS_ERROR: f64 = 0.05;

/// What was found about the ranks of another result.
pub(crate) struct Found {
    pub(crate) document: RobustnessDocument,
    /// What a reader should know of the runs.
    pub(crate) warnings: Vec<Problem>,
}

/// Studies the ranks of a result that is shown in any case. Where no study can be made a note says why, and there is
/// none; where only the tiers cannot be found, a note says that.
pub(crate) fn beside(
    plan: &Plan<'_>,
    data: &LoadedData,
    draws: &Draws,
    options: &InputOptions,
    io: &mut Io<'_>,
) -> Result<Option<Found>, Fail> {
    match of_ranks(plan, data, draws, options, io) {
        Ok(found) => Ok(Some(found)),
        Err(fail @ Fail::Internal(_)) => Err(fail),
        Err(fail) => {
            io.note(message!("study-left-out", why = why(&fail)));
            Ok(None)
        }
    }
}

/// The study that `icip robustness` makes where it is not asked for more.
fn of_ranks(
    plan: &Plan<'_>,
    data: &LoadedData,
    draws: &Draws,
    options: &InputOptions,
    io: &mut Io<'_>,
) -> Result<Found, Fail> {
    let _timed = io.timings.start(Stage::Study);
    must_have_one_period(data)?;
    scoring::must_have(data.panel.rows(), PER_ENTITY, options, io)?;
    let uncertainty = varying(plan.framework(), io).map_err(Fail::Usage)?;
    let (period, par) = (data.shown.as_deref(), scoring::threads(options));
    let study = Study::new(plan, &data.panel, &uncertainty, period, par).map_err(Fail::Computation)?;
    let entities = study.rows().len();
    let (asked, most) = (runs::options(draws, None, &study), limits::of_studies(&options.limits));
    let without = asked.with_pairs(KeepPairs::No);
    // What the result beside it takes is taken, and the study itself takes its part before the ranks are kept.
    let left = scoring::free_memory(options, io);
    let left = left.map(|free| free.saturating_sub(PER_ENTITY.saturating_mul(data.panel.rows() as u64)));
    let fits = |options| must_fit(entities, options, most, left);
    let asked = if fits(&asked).is_ok() { asked } else { without };
    fits(&asked)?;
    if asked.pairs == KeepPairs::No {
        io.note(message!("study-without-tiers", entities));
    }
    let drawn = draw(&study, &asked, par, io)?;
    let mut warnings = study.warnings().to_vec();
    warnings.extend(failed(&drawn, asked.replicates));
    let groups = tiers_of(&drawn, asked.pairs, TIERS_ERROR)?;
    let mut results = RobustnessResults::new(&study, TOP, &asked, &drawn);
    results.period = period;
    results.tiers = groups.as_ref().map(|groups| (TIERS_ERROR, groups.as_slice()));
    Ok(Found { document: robustness_document(&results), warnings })
}

/// The tiers, where the pairs of entities that they need are kept.
pub(crate) fn tiers_of(
    drawn: &MonteCarloResult,
    pairs: KeepPairs,
    error: f64,
) -> Result<Option<Vec<Vec<usize>>>, Fail> {
    match pairs {
        KeepPairs::Yes => tiers(&drawn.summary, error).map(Some).map_err(|e| Fail::Internal(e.to_string())),
        KeepPairs::No => Ok(None),
    }
}

/// Refuses several periods, of which none is chosen: ranks are taken inside each.
fn must_have_one_period(data: &LoadedData) -> Result<(), Fail> {
    /// Periods that are named before the rest is counted.
    const NAMED: usize = 8;
    // The study then ranks that period alone, although its panel holds the others.
    if data.shown.is_some() {
        return Ok(());
    }
    let periods: Vec<String> =
        data.panel.periods().into_iter().filter_map(|(name, _)| name.map(|n| format!("`{n}`"))).collect();
    if periods.len() < 2 {
        return Ok(());
    }
    let (count, periods) = (periods.len(), first(&periods, NAMED));
    Err(Fail::Usage(message!("robustness-several-periods", count, periods)))
}

/// What ended a study, in a few words: the first problem where there are problems.
fn why(fail: &Fail) -> Message {
    fail.first_problems().into_iter().next().unwrap_or_else(|| fail.head())
}
