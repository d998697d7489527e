//! The runs from which shares of the variance are estimated.

use std::ops::Range;

use super::SobolSequence;
use icip_problem::{Message, message};

/// Saltelli's design: for every base row two independent points `A` and `B` of a [`SobolSequence`] of twice
/// as many dimensions, and for each input `i` the row `A` with input `i` of `B`.
///
/// The runs of a base row are neighbours: `A`, then the mixed row of each input, then `B`. An analysis may
/// thus be stopped or continued after any base row; powers of two fill the cube most evenly.
///
/// *Reference*: Saltelli et al., Variance based sensitivity analysis of model output, Comput. Phys. Commun.
/// 181 (2010).
///
/// ```
/// use icip::robustness::design::{Part, Saltelli};
///
/// let design = Saltelli::new(42, 3, 1024)?;
/// assert_eq!(design.runs(), 1024 * 5);
/// assert_eq!(design.part(5 * 7 + 2), (7, Part::Mixed(1)));
/// let (mut a, mut mixed, mut b) = ([0.0; 3], [0.0; 3], [0.0; 3]);
/// design.fill(35..36, &mut a);
/// design.fill(37..38, &mut mixed);
/// design.fill(39..40, &mut b);
/// assert_eq!(mixed, [a[0], b[1], a[2]]);
/// # Ok::<(), icip::robustness::design::DesignError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saltelli {
    sequence: SobolSequence,
    inputs: usize,
    base_rows: usize,
}

/// Which run of a base row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first point.
    A,
    /// The first point, with this input taken from the second.
    Mixed(usize),
    /// The second point.
    B,
}

/// Why there is no such design.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum DesignError {
    /// Nothing is uncertain.
    NoInput,
    /// Too few or too many base rows.
    BaseRows(usize),
}

impl DesignError {
    /// The reason in words.
    pub fn message(&self) -> Message {
        match *self {
            Self::NoInput => message!("design-no-input"),
            Self::BaseRows(rows) => message!("design-base-rows", rows, most = SobolSequence::POINTS),
        }
    }
}

impl Saltelli {
    /// The design with this seed.
    ///
    /// # Errors
    /// No input; fewer than 2 base rows, or more than the sequence has points.
    pub fn new(seed: u64, inputs: usize, base_rows: usize) -> Result<Self, DesignError> {
        if inputs == 0 {
            return Err(DesignError::NoInput);
        }
        if !(2..=SobolSequence::POINTS).contains(&base_rows) {
            return Err(DesignError::BaseRows(base_rows));
        }
        Ok(Self { sequence: SobolSequence::new(seed, 2 * inputs), inputs, base_rows })
    }

    /// The number of runs: the number of base rows times the number of inputs plus two.
    pub fn runs(&self) -> u64 {
        (self.base_rows * self.per_row()) as u64
    }

    /// The number of runs of a base row.
    fn per_row(&self) -> usize {
        self.inputs + 2
    }

    /// The base row of a run, and which of its runs it is.
    ///
    /// # Panics
    /// When the design has no such run.
    pub fn part(&self, run: u64) -> (usize, Part) {
        assert!(run < self.runs(), "run {run} of {}", self.runs());
        let run = run as usize;
        let part = match run % self.per_row() {
            0 => Part::A,
            last if last > self.inputs => Part::B,
            mixed => Part::Mixed(mixed - 1),
        };
        (run / self.per_row(), part)
    }

    /// Writes the numbers of some runs: one row per run, one number per input.
    ///
    /// # Panics
    /// When the design has no such run; when the length is not that of one row per run.
    pub fn fill(&self, runs: Range<u64>, rows: &mut [f64]) {
        let count = runs.end.saturating_sub(runs.start);
        assert_eq!(rows.len() as u64, count * self.inputs as u64, "one row per run");
        for (run, inputs) in runs.zip(rows.chunks_exact_mut(self.inputs)) {
            let (row, part) = self.part(run);
            // At most 2^16 base rows, checked when the design was made.
            let row = row as u16;
            for (input, x) in inputs.iter_mut().enumerate() {
                // `A` and `B` are the two halves of one point of the sequence, which makes them independent
                // and each even.
                let from_b = part == Part::B || part == Part::Mixed(input);
                *x = self.sequence.coordinate(row, if from_b { self.inputs + input } else { input });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_mixed_as_defined() {
        let design = Saltelli::new(1, 4, 16).expect("allowed");
        let row = |run: u64| {
            let mut u = [0.0; 4];
            design.fill(run..run + 1, &mut u);
            u
        };
        for base in 0..16 {
            let (a, b) = (row(6 * base), row(6 * base + 5));
            assert_eq!(design.part(6 * base), (base as usize, Part::A));
            assert_eq!(design.part(6 * base + 5), (base as usize, Part::B));
            for input in 0..4 {
                let mut mixed = a;
                mixed[input] = b[input];
                assert_ne!(mixed, a);
                assert_eq!(row(6 * base + 1 + input as u64), mixed);
            }
        }
    }

    #[test]
    fn what_cannot_be_designed_is_refused() {
        assert_eq!(Saltelli::new(1, 0, 16), Err(DesignError::NoInput));
        assert_eq!(Saltelli::new(1, 3, 1), Err(DesignError::BaseRows(1)));
        assert_eq!(Saltelli::new(1, 3, 65_537), Err(DesignError::BaseRows(65_537)));
        assert!(Saltelli::new(1, 3, 65_536).is_ok());
    }
}
