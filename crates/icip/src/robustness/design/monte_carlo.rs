//! Independent uniform draws.

use std::ops::Range;

use icip_num::random::{Purpose, Stream};

/// Plain Monte Carlo: every input of every run is an independent uniform number in [0, 1).
///
/// ```
/// use icip::robustness::design::MonteCarlo;
///
/// let design = MonteCarlo::new(42);
/// let (mut many, mut one) = ([0.0; 3 * 1000], [0.0; 3]);
/// design.fill(0..1000, &mut many);
/// design.fill(731..732, &mut one);
/// assert_eq!(many[3 * 731..][..3], one);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonteCarlo {
    seed: u64,
}

impl MonteCarlo {
    /// The design with this seed. It has no end: runs may be added later.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Writes the numbers of some runs: one row per run, one number per input. The numbers of each input are
    /// a stream of their own, so that they depend neither on the number of inputs nor on which runs are asked
    /// for together.
    ///
    /// # Panics
    /// When the length is not a multiple of the number of runs.
    pub fn fill(&self, runs: Range<u64>, rows: &mut [f64]) {
        let count = usize::try_from(runs.end.saturating_sub(runs.start)).expect("rows of all are in memory");
        assert!(rows.len().is_multiple_of(count), "one row per run");
        let inputs = rows.len() / count.max(1);
        for input in 0..inputs {
            let mut stream = Stream::new(self.seed, Purpose::Inputs, input as u64);
            stream.seek(runs.start);
            rows.iter_mut().skip(input).step_by(inputs).for_each(|number| *number = stream.unit());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_filled_evenly() {
        // 64,000 points in 4 x 4 cells: 4,000 each, with a standard deviation of sqrt(64,000 15/256) = 61.
        let mut cells = [0_i32; 16];
        let mut rows = vec![0.0; 2 * 64_000];
        MonteCarlo::new(9).fill(0..64_000, &mut rows);
        for u in rows.chunks_exact(2) {
            cells[(u[0] * 4.0) as usize * 4 + (u[1] * 4.0) as usize] += 1;
        }
        assert!(cells.iter().all(|count| (count - 4_000).abs() < 4 * 61), "{cells:?}");
    }

    #[test]
    fn a_number_depends_on_seed_input_and_run_alone() {
        let mut all = [0.0; 3 * 200];
        MonteCarlo::new(1).fill(0..200, &mut all);
        // Within the numbers that the cipher makes at a time, across them, and beyond.
        for (start, end) in [(0, 1), (31, 33), (5, 70), (64, 64), (100, 200)] {
            let mut some = vec![0.0; 2 * (end - start)];
            MonteCarlo::new(1).fill(start as u64..end as u64, &mut some);
            for (run, row) in (start..end).zip(some.chunks_exact(2)) {
                assert_eq!(row, &all[3 * run..][..2], "{start}..{end}");
            }
        }
        MonteCarlo::new(1).fill(3..9, &mut []);
    }
}
