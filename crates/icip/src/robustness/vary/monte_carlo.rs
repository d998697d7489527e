//! Ranks and scores over many runs with independent draws.

use crate::framework::RankOn;
use std::ops::ControlFlow;

use super::central_weights::{Central, CentralWeights};
use super::failures::{self, FailureKind};
use super::study::{Runs, Study};
use crate::robustness::design;
use crate::robustness::ranks::{KeepPairs, KeepScores, Settings, Summary, SummaryError};
use icip_num::exec::Par;
use icip_problem::message;

/// How many runs, and what is kept of them.
///
/// ```
/// use icip::robustness::monte_carlo::MonteCarloOptions;
/// use icip::robustness::ranks::KeepPairs;
///
/// let options = MonteCarloOptions::new(10_000, 42).with_pairs(KeepPairs::Yes);
/// assert_eq!((options.replicates, options.scores), (10_000, None));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct MonteCarloOptions {
    /// Number of runs.
    pub replicates: u64,
    /// Seed of all draws: the same seed gives the same runs, and more runs begin with the same ones.
    pub seed: u64,
    /// Whether pairs of entities are counted; tiers need them.
    pub pairs: KeepPairs,
    /// What is kept of scores; nothing for [`keep_scores`].
    pub scores: Option<KeepScores>,
}

impl MonteCarloOptions {
    /// So many runs of a seed, without pairs; of scores, what [`keep_scores`] finds sensible is kept.
    pub const fn new(replicates: u64, seed: u64) -> Self {
        Self { replicates, seed, pairs: KeepPairs::No, scores: None }
    }

    /// The same runs, with or without pairs of entities.
    #[must_use]
    pub const fn with_pairs(self, pairs: KeepPairs) -> Self {
        Self { pairs, ..self }
    }

    /// The same runs, of which this is kept of scores.
    #[must_use]
    pub const fn with_scores(self, scores: KeepScores) -> Self {
        Self { scores: Some(scores), ..self }
    }
}

/// The results of the runs.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MonteCarloResult {
    /// Ranks and scores of the entities, in the order of [`Study::rows`].
    pub summary: Summary,
    /// Central weights of the entities that were first in a run, in the same order.
    pub central: Vec<CentralWeights>,
    /// Why runs failed, in the order of the first of each kind.
    pub failures: Vec<FailureKind>,
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MonteCarloError {
    /// The caller stopped it.
    #[error("{}", message!("stopped-runs", count = *runs as usize))]
    Stopped {
        /// Runs that were done.
        runs: u64,
    },
    /// What was to be kept cannot be.
    #[error(transparent)]
    Summary(#[from] SummaryError),
}

/// Scores of so many numbers are kept one by one; of more, in bins.
const SCORES_KEPT: u64 = 1 << 26;

/// Scores that are in memory at once: so few that they stay in cache until they are ranked and counted.
const SCORES_AT_ONCE: usize = 1 << 18;

/// What is kept of the scores of so many runs: every score while they are few (512 MB). Of more, counts in
/// bins where weights alone vary and every score must lie between the lowest and the highest of the nodes and
/// leaves; a bin is then 1/4096 of that range wide. Else mean and standard deviation, without quantiles:
/// nobody knows how far scores will reach.
pub fn keep_scores(study: &Study<'_>, replicates: u64) -> KeepScores {
    if replicates.saturating_mul(study.rows().len() as u64) <= SCORES_KEPT {
        return KeepScores::All;
    }
    match study.hull() {
        Some((low, high)) if low < high => KeepScores::Bins { low, high },
        _ => KeepScores::Moments,
    }
}

/// Draws, scores and ranks, run after run.
///
/// Runs go in batches whose size depends on the number of entities alone, so memory does not grow with the
/// number of runs but for what [`MonteCarloOptions::scores`] keeps. After each batch `progress` is called
/// with the number of runs that are done, and may stop the rest. Where the framework ranks rounded scores,
/// these are what is ranked and summed up.
///
/// *Central weights*: the mean of the weights over the runs in which an entity was first, the weights of each
/// node divided by their sum; entities that tie for the first place are all first.
///
/// *Reference*: rank acceptabilities and central weights: Lahdelma, Salminen, SMAA-2, Operations Research 49
/// (2001).
///
/// # Errors
/// `progress` stopped it; pairs of more entities than can be counted.
pub fn monte_carlo(
    study: &Study<'_>,
    options: &MonteCarloOptions,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    par: Par,
) -> Result<MonteCarloResult, MonteCarloError> {
    let entities = study.rows().len();
    let scores = options.scores.unwrap_or_else(|| keep_scores(study, options.replicates));
    let on = study.card().framework().rank_spec().on;
    let bits = on != RankOn::Unrounded;
    let mut summary = Summary::new(entities, Settings { pairs: options.pairs, scores, bits })?;
    let mut central = Central::new(study);
    let mut kinds = Vec::new();
    let draws = design::MonteCarlo::new(options.seed);
    // At least as many runs as `Summary` takes together.
    let batch = (SCORES_AT_ONCE / entities.max(1)).clamp(128, 1024) as u64;
    let mut runs = Runs::default();
    let mut done = 0;
    while done < options.replicates {
        let end = options.replicates.min(done + batch);
        study.runs_into(done..end, &|runs, rows| draws.fill(runs, rows), par, &mut runs);
        let Runs { scores, failures } = &mut runs;
        scores.iter_mut().for_each(|score| {
            if score.is_finite() {
                *score = on.of(*score);
            }
        });
        summary.add(scores, par);
        central.add(study, done, scores, &draws, par);
        failures::count(&mut kinds, std::mem::take(failures));
        done = end;
        // A stop after the last run comes too late: the result is complete.
        if progress(done).is_break() && done < options.replicates {
            return Err(MonteCarloError::Stopped { runs: done });
        }
    }
    Ok(MonteCarloResult { summary, central: central.finish(), failures: kinds })
}
