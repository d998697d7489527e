//! Independent uniform draws.

use crate::robustness::rng::{Purpose, Stream};

/// Plain Monte Carlo: every input of every run is an independent uniform number in [0, 1).
///
/// ```
/// use icip::robustness::design::MonteCarlo;
///
/// let design = MonteCarlo::new(42);
/// let (mut a, mut b) = ([0.0; 3], [0.0; 3]);
/// design.fill(731, &mut a);
/// design.fill(731, &mut b);
/// assert_eq!(a, b);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonteCarlo {
    seed: u64,
}

impl MonteCarlo {
    /// The design of a seed. It has no end: runs may be added to it later.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Writes the numbers of a run, one an input. The first inputs do not depend on how many there are.
    pub fn fill(&self, run: u64, inputs: &mut [f64]) {
        Stream::new(self.seed, Purpose::Inputs, run).units(inputs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_filled_evenly() {
        // 64,000 points in 4 x 4 cells: 4,000 each, with a standard deviation of sqrt(64,000 15/256) = 61.
        let mut cells = [0_i32; 16];
        let mut u = [0.0; 2];
        for run in 0..64_000 {
            MonteCarlo::new(9).fill(run, &mut u);
            cells[(u[0] * 4.0) as usize * 4 + (u[1] * 4.0) as usize] += 1;
        }
        assert!(cells.iter().all(|count| (count - 4_000).abs() < 4 * 61), "{cells:?}");
    }
}
