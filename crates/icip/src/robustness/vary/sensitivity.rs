//! How much each uncertain input moves ranks and scores.

use std::ops::ControlFlow;

use super::failures::{self, FailureKind};
use super::ranked::competition;
use super::study::{Runs, Study};
use crate::robustness::design::{DesignError, Saltelli};
use crate::robustness::sobol::{Options, Outcome, Responses, SensitivityError, indices};
use icip_num::exec::Par;
use icip_num::grid;
use icip_problem::message;

/// The design of a sensitivity analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SensitivityOptions {
    /// Base rows; each takes two runs more than there are inputs. Best a power of 2.
    pub base_rows: usize,
    /// Seed of the design.
    pub seed: u64,
    /// How indices are estimated.
    pub indices: Options,
}

impl SensitivityOptions {
    /// A design of so many base rows; indices are estimated as by default.
    pub fn new(base_rows: usize, seed: u64) -> Self {
        Self { base_rows, seed, indices: Options::default() }
    }
}

/// Shares of the variance of ranks and scores that each input explains.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SensitivityResult {
    /// Names of the inputs.
    pub inputs: Vec<String>,
    /// Base rows that count.
    pub base_rows: usize,
    /// Base rows left out because one of their runs failed.
    pub left_out: usize,
    /// Runs of the design.
    pub runs: u64,
    /// Why runs failed, in the order of the first of each kind.
    pub failures: Vec<FailureKind>,
    /// Of the mean absolute shift of all ranks against the declared ones.
    pub mean_shift: Outcome,
    /// Of the rank of each entity, in the order of [`Study::rows`].
    pub ranks: Vec<Outcome>,
    /// Of the score of each entity.
    pub scores: Vec<Outcome>,
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SensitivityFailure {
    /// The caller stopped it.
    #[error("{}", message!("stopped-runs", count = *runs as usize))]
    Stopped {
        /// Runs that were done.
        runs: u64,
    },
    /// There is no such design.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// Too many runs failed.
    #[error(transparent)]
    Estimate(#[from] SensitivityError),
}

/// Base rows of a batch.
const BATCH: u64 = 32;

/// First-order and total indices of every input for the mean shift of ranks, and for the rank and the score
/// of every entity, all from the same runs.
///
/// Memory: the outputs of all runs, twice as many as entities, 8 bytes each. After each batch `progress` is
/// called with the number of runs that are done, and may stop the rest.
///
/// *Reference*: the mean shift as output: Saisana, Saltelli, Tarantola, J. R. Statist. Soc. A 168 (2005); the
/// design and the estimates: see [`Saltelli`] and [`indices`].
///
/// # Errors
/// `progress` stopped it; no input, or a number of base rows that has no design; fewer than two base
/// rows without a failed run.
pub fn sensitivity(
    study: &Study<'_>,
    options: &SensitivityOptions,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    par: Par,
) -> Result<SensitivityResult, SensitivityFailure> {
    let inputs = study.inputs().len();
    let entities = study.rows().len();
    let design = Saltelli::new(options.seed, inputs, options.base_rows)?;
    let mut responses = Responses::new(inputs, 1 + 2 * entities);
    let mut kinds = Vec::new();
    let total = design.runs();
    let framework = study.card().framework();
    let nominal = competition(framework, study.scores());
    let mut runs = Runs::default();
    let mut done = 0;
    while done < total {
        let end = total.min(done + BATCH * (inputs as u64 + 2));
        study.runs_into(done..end, &|runs, rows| design.fill(runs, rows), par, &mut runs);
        let Runs { scores, failures } = &mut runs;
        for scores in scores.chunks_exact(entities) {
            if scores.iter().all(|score| score.is_finite()) {
                let ranks = competition(framework, scores);
                let shifts = ranks.iter().zip(&nominal).fold(0.0, |sum, (a, b)| sum + (a - b).abs());
                // The order in which the outcomes are taken out again below.
                let outputs =
                    [shifts / entities as f64].into_iter().chain(ranks).chain(scores.iter().copied());
                responses.push(&outputs.collect::<Vec<f64>>());
            } else {
                responses.push_failed();
            }
        }
        failures::count(&mut kinds, std::mem::take(failures));
        done = end;
        // A stop after the last run comes too late: the result is complete.
        if progress(done).is_break() && done < total {
            return Err(SensitivityFailure::Stopped { runs: done });
        }
    }
    let found = indices(&responses, &options.indices, par)?;
    // A score near zero beside others of everyday sizes varies by their rounding errors.
    let noise = grid::noise(study.scores());
    let of_score = |outcome| match outcome {
        Outcome::Varies { variance, .. } if variance <= noise * noise => Outcome::Constant,
        outcome => outcome,
    };
    let mut outputs = found.outputs.into_iter();
    Ok(SensitivityResult {
        inputs: study.inputs().to_vec(),
        base_rows: found.base_rows,
        left_out: found.left_out,
        runs: total,
        failures: kinds,
        mean_shift: outputs.next().unwrap_or(Outcome::Constant),
        ranks: outputs.by_ref().take(entities).collect(),
        scores: outputs.map(of_score).collect(),
    })
}
