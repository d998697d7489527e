//! What runs are made from, and what they give.

use std::ops::Range;

use icip_problem::{Problem, Problems};

/// Writes the uniform numbers of some runs, one row per run.
pub(super) type Draws<'d> = dyn Fn(Range<u64>, &mut [f64]) + Sync + 'd;

/// Scores of some runs.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Runs {
    /// One row per run, one score per entity; NaN in the whole row of a run that failed.
    pub scores: Vec<f64>,
    /// The runs that failed, in their order.
    pub failures: Vec<Failure>,
}

/// A run that failed, such as one with a score of 0 under a geometric mean.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// Its number.
    pub run: u64,
    /// Where it failed first, and why. The place names no file: failures stand in result files, which must
    /// not depend on where the data lie.
    pub why: Problem,
}

impl Failure {
    pub(super) fn new(run: u64, problems: Problems) -> Self {
        let mut why = problems.into_first();
        why.place.file = None;
        Self { run, why }
    }
}
