//! From data to scores: the steps that every command goes through that shows a score. It must not print
//! anything.

use icip::data::ColumnIx;
use icip::exec::Par;
use icip::framework::Framework;
use icip::io::{limit_exceeded, size};
use icip::plan::{Plan, Scorecard};
use icip::problem::{Code, Place, Problem, Warned, message};
use icip::totals::{GroupTotal, GroupTotals};

use crate::args::{InputOptions, limits};
use crate::fail::Fail;
use crate::input::loaded::{LoadedData, LoadedFramework};
use crate::streams::Io;
use crate::timings::Stage;

/// The memory for the score of a node: the number, its rank, and what it is computed from.
const PER_SCORE: u64 = 32;
/// The memory for an entry of the trail while it is put in order. A gap becomes one where it is filled.
const PER_CHANGE: u64 = 320;

/// The number of threads that the options ask for.
pub(crate) fn threads(options: &InputOptions) -> Par {
    options.threads.map_or(Par::Auto, Par::Threads)
}

/// The bytes of memory that there are now: `--limit memory=N`, and else what the system says; nothing where it
/// does not.
pub(crate) fn free_memory(options: &InputOptions, io: &Io<'_>) -> Option<u64> {
    limits::of_memory(&options.limits).or_else(|| io.system.free_memory())
}

/// Refuses work on a table that takes so many bytes for each of its rows, beside the table itself, where there is less.
pub(crate) fn must_have(rows: usize, each: u64, options: &InputOptions, io: &Io<'_>) -> Result<(), Fail> {
    must_have_bytes(each.saturating_mul(rows as u64), options, io)
}

fn must_have_bytes(needed: u64, options: &InputOptions, io: &Io<'_>) -> Result<(), Fail> {
    let free = free_memory(options, io).unwrap_or(u64::MAX);
    if needed <= free {
        return Ok(());
    }
    let what = message!("limit-exceeded-memory", needed = size(needed), limit = size(free));
    Err(Fail::Data(limit_exceeded(Place::default(), what, "memory").into()))
}

/// The plan for the data. Where the framework screens, the data are reduced to what remains.
pub(crate) fn plan<'f>(framework: &'f Framework, data: &mut LoadedData) -> Result<Plan<'f>, Fail> {
    let plan = Plan::compile(framework, &data.panel.schema()).map_err(Fail::Data)?;
    if !framework.screens() {
        return Ok(plan);
    }
    let screened = plan.screen(&data.panel);
    data.panel = screened.panel;
    data.excluded.extend(screened.entities);
    for (column, why) in screened.indicators {
        let what = message!("screened-indicator", why);
        data.warnings.push(Problem::new(Code::Screened, Place::default().field(column), what));
    }
    Ok(plan)
}

/// The scorecard of a plan and the data that it was made for.
pub(crate) fn score<'a>(
    plan: &Plan<'a>,
    data: &'a LoadedData,
    options: &InputOptions,
    io: &Io<'_>,
) -> Result<Scorecard<'a>, Fail> {
    let (rows, columns) = (data.panel.rows(), data.panel.schema().columns().len());
    let present: usize =
        ColumnIx::first(columns).map(|column| data.panel.column_at(column).present_count()).sum();
    let (scores, changes) = ((rows * plan.used().len()) as u64, (rows * columns - present) as u64);
    must_have_bytes(
        scores.saturating_mul(PER_SCORE).saturating_add(changes.saturating_mul(PER_CHANGE)),
        options,
        io,
    )?;
    let preparing = io.timings.start(Stage::Preparing);
    let prepared = plan.prepare(&data.panel, threads(options)).map_err(Fail::Computation)?;
    drop(preparing);
    let _timed = io.timings.start(Stage::Scoring);
    prepared.score().map_err(Fail::Computation)
}

/// The totals of groups that the framework declares.
pub(crate) fn totals(card: &Scorecard<'_>) -> Result<Warned<Vec<GroupTotal>>, Fail> {
    let mut totals = GroupTotals::new(card.plan());
    totals.push(card);
    totals.finish().map_err(Fail::Computation)
}

/// The warnings of all steps, in their order.
pub(crate) fn warnings(loaded: &LoadedFramework, data: &LoadedData, card: &Scorecard<'_>) -> Vec<Problem> {
    loaded.warnings.iter().chain(&data.warnings).chain(card.warnings()).cloned().collect()
}
