//! The runs of the Monte Carlo: how many, whether they fit, and which failed.

use icip::exec::Par;
use icip::io::limit_exceeded;
use icip::problem::{Code, Place, Problem, Value, message};
use icip::robustness::FailureKind;
use icip::robustness::monte_carlo::{MonteCarloOptions, MonteCarloResult, monte_carlo};
use icip::robustness::ranks::KeepPairs;
use icip::robustness::study::Study;

use crate::args::Draws;
use crate::fail::Fail;
use crate::progress::Progress;
use crate::streams::Io;

/// Up to so many entities the tiers are found without being asked for. They need all pairs of entities.
pub(super) const PAIRS_UNASKED: usize = 2000;

/// The bytes that ranks and pairs may take where the system does not tell what there is: an analyst's machine can spare
/// them.
const MEMORY: u64 = 4 << 30;

/// What the command line asks for, and else the framework. Pairs of entities that nobody asks for are kept where the
/// entities are few.
pub(crate) fn options(draws: &Draws, pairs: Option<KeepPairs>, study: &Study<'_>) -> MonteCarloOptions {
    let few = if study.rows().len() <= PAIRS_UNASKED { KeepPairs::Yes } else { KeepPairs::No };
    let replicates = draws.replicates.unwrap_or(study.uncertainty().replicates as u64);
    let seed = draws.seed.unwrap_or(study.uncertainty().seed);
    MonteCarloOptions::new(replicates, seed).with_pairs(pairs.unwrap_or(few))
}

/// Refuses what would not fit into memory: a number per entity and run for the ranks, and one per pair of
/// entities. The ranks of an entity are counted, so that they take no more numbers than there are entities. Refuses
/// more scores than `most` too.
pub(crate) fn must_fit(
    entities: usize,
    options: &MonteCarloOptions,
    most: u64,
    memory: Option<u64>,
) -> Result<(), Fail> {
    let scores = options.replicates.saturating_mul(entities as u64);
    if scores > most {
        let (runs, found) = (options.replicates.to_string(), scores.to_string());
        let what = message!("limit-exceeded-study", runs, entities, found, limit = most.to_string());
        return Err(Fail::Usage((&limit_exceeded(Place::default(), what, "study")).into()));
    }
    const BYTES_PER_NUMBER: f64 = size_of::<u32>() as f64;
    let size = entities as f64;
    let ranks = size * (options.replicates as f64).min(size) * BYTES_PER_NUMBER;
    // Of the two orders of a pair one is kept: the margin of the other is its negative.
    let half = size * size / 2.0;
    let pairs = if options.pairs == KeepPairs::Yes { half * BYTES_PER_NUMBER } else { 0.0 };
    if ranks + pairs <= memory.unwrap_or(MEMORY) as f64 {
        return Ok(());
    }
    let gigabytes = (ranks + pairs) / f64::from(1 << 30);
    let (runs, size) = (options.replicates.to_string(), format!("{gigabytes:.0}"));
    let advice = if pairs > ranks {
        message!("robustness-too-large-pairs-hint")
    } else {
        message!("robustness-too-large-runs-hint")
    };
    Err(Fail::usage(message!("robustness-too-large", entities, runs, size), advice))
}

/// Draws the runs.
pub(crate) fn draw(
    study: &Study<'_>,
    options: &MonteCarloOptions,
    par: Par,
    io: &mut Io<'_>,
) -> Result<MonteCarloResult, Fail> {
    let mut progress = Progress::new(io, message!("progress-runs"), options.replicates);
    let runs = monte_carlo(study, options, &mut |done| progress.show(done), par);
    // Removes the bar before a message takes its line.
    drop(progress);
    let runs = runs.map_err(|error| Fail::Usage(message!("usage-runs", error = error.to_string())))?;
    // Some failed runs are a warning; without any run there is nothing to report.
    if runs.summary.replicates() == 0 {
        let why = runs.failures.first().map_or_else(|| "".into(), |kind| Value::from(&kind.why));
        let what = message!("all-runs-failed-first", count = options.replicates as usize, why);
        let problem = Problem::new(Code::AllRunsFailed, Place::default(), what);
        return Err(Fail::Computation(problem.hint(message!("all-runs-failed-hint")).into()));
    }
    Ok(runs)
}

/// A warning for each reason for which runs failed.
pub(crate) fn failed(runs: &MonteCarloResult, replicates: u64) -> Vec<Problem> {
    let warning = |kind: &FailureKind| {
        let what = message!(
            "failed-runs-of",
            count = kind.runs as usize,
            runs = replicates.to_string(),
            why = &kind.why
        );
        Problem::new(Code::FailedRuns, Place::default(), what)
    };
    runs.failures.iter().map(warning).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_at_its_limit_runs_and_one_above_it_is_refused() {
        let options = MonteCarloOptions::new(1000, 1).with_pairs(KeepPairs::No);
        let fits = |most, memory| must_fit(10, &options, most, memory);
        assert!(fits(10_000, None).is_ok());
        let refused = fits(9_999, None).expect_err("one score more").head().to_string();
        assert!(refused.ends_with("raise the limit, as `--limit study=N`"), "{refused}");
        // The counts of 10 ranks for each of 10 entities, of 4 bytes each.
        assert!(fits(10_000, Some(400)).is_ok());
        assert!(fits(10_000, Some(399)).is_err());
    }
}
