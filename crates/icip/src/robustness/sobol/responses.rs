//! The outputs of the runs of a design.

use icip_problem::{Message, message};

/// The outputs of the runs of a [`Saltelli`](crate::robustness::design::Saltelli) design, run after run in
/// its order.
#[derive(Debug, Clone, PartialEq)]
pub struct Responses {
    inputs: usize,
    outputs: usize,
    /// One row per run; zeros where it failed.
    values: Vec<f64>,
    failed: Vec<bool>,
}

/// Why no index can be estimated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum SensitivityError {
    /// The runs are not a whole number of base rows.
    Incomplete {
        /// The number of runs.
        runs: usize,
        /// The number of runs of a base row.
        per_row: usize,
    },
    /// Fewer than two base rows without a failed run.
    TooFew {
        /// Base rows without a failed run.
        kept: usize,
        /// All base rows.
        rows: usize,
    },
}

impl SensitivityError {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match *self {
            Self::Incomplete { runs, per_row } => message!("sensitivity-incomplete", runs, per_row),
            Self::TooFew { kept, rows } => message!("sensitivity-too-few", kept, rows),
        }
    }
}

impl Responses {
    /// No runs yet; the number of inputs, and of outputs of each run.
    pub fn new(inputs: usize, outputs: usize) -> Self {
        Self { inputs, outputs, values: Vec::new(), failed: Vec::new() }
    }

    /// Takes the outputs of the next run. A run with an output that is not finite counts as failed.
    ///
    /// # Panics
    /// When the number of outputs differs.
    pub fn push(&mut self, outputs: &[f64]) {
        assert_eq!(outputs.len(), self.outputs, "one number per output");
        if outputs.iter().all(|output| output.is_finite()) {
            self.values.extend_from_slice(outputs);
            self.failed.push(false);
        } else {
            self.push_failed();
        }
    }

    /// Notes that the next run failed.
    pub fn push_failed(&mut self) {
        // Zeros keep the rows in step; `kept` leaves the whole base row out.
        self.values.resize(self.values.len() + self.outputs, 0.0);
        self.failed.push(true);
    }

    /// The number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The number of outputs of a run.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The number of runs, failed or not.
    pub fn runs(&self) -> usize {
        self.failed.len()
    }

    /// Runs that failed.
    pub fn failed(&self) -> usize {
        self.failed.iter().filter(|failed| **failed).count()
    }

    /// The base rows without a failed run.
    pub(super) fn kept(&self) -> Result<Vec<usize>, SensitivityError> {
        let (runs, per_row) = (self.runs(), self.per_row());
        if !runs.is_multiple_of(per_row) {
            return Err(SensitivityError::Incomplete { runs, per_row });
        }
        let rows = self.failed.chunks_exact(per_row).enumerate();
        let kept: Vec<usize> =
            rows.filter(|(_, failed)| !failed.contains(&true)).map(|(row, _)| row).collect();
        if kept.len() < 2 {
            return Err(SensitivityError::TooFew { kept: kept.len(), rows: runs / per_row });
        }
        Ok(kept)
    }

    /// Runs of a base row.
    pub(super) fn per_row(&self) -> usize {
        self.inputs + 2
    }

    /// The outputs of one of the runs of a base row.
    pub(super) fn run(&self, row: usize, part: usize) -> &[f64] {
        let run = row * self.per_row() + part;
        &self.values[run * self.outputs..(run + 1) * self.outputs]
    }
}
