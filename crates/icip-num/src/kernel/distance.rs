//! Two rows, or two orders, compared.

use super::dispatch::kernel;

/// Partial sums of a distance, and rows side by side.
// One vector of the widest unit.
pub const LANES: usize = 8;

kernel! {
    /// The sum of the squared differences of two rows: of every eighth column each, and then of these eight.
    pub fn distance(a: &[f64], b: &[f64]) -> f64 {
        let mut lanes = [0.0; LANES];
        let ((a, rest), (b, rest_b)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
        for (a, b) in a.iter().zip(b) {
            for lane in 0..LANES {
                lanes[lane] += (a[lane] - b[lane]) * (a[lane] - b[lane]);
            }
        }
        for (lane, (a, b)) in lanes.iter_mut().zip(rest.iter().zip(rest_b)) {
            *lane += (a - b) * (a - b);
        }
        lanes.iter().fold(0.0, |sum, lane| sum + lane)
    }
}

/// A few rows side by side: a column holds the numbers of all of them.
pub(super) type Rows = [[f64; LANES]];

kernel! {
    /// The nearest of some means to each of a few rows: its place, the first of equal ones, and the squared distance.
    pub fn nearest(rows: &Rows, means: &[Vec<f64>]) -> ([usize; LANES], [f64; LANES]) {
        let (mut places, mut least) = ([0; LANES], [f64::INFINITY; LANES]);
        for (place, mean) in means.iter().enumerate() {
            let mut distances = [0.0; LANES];
            for (column, mean) in rows.iter().zip(mean) {
                for lane in 0..LANES {
                    distances[lane] += (column[lane] - mean) * (column[lane] - mean);
                }
            }
            for lane in 0..LANES {
                if distances[lane] < least[lane] {
                    (places[lane], least[lane]) = (place, distances[lane]);
                }
            }
        }
        (places, least)
    }
}

kernel! {
    /// Pairs of which the earlier number is the larger one, for at most 65,535 numbers; every pair is looked at.
    pub fn inversions(values: &[u16]) -> u64 {
        let mut count = 0;
        for (at, value) in values.iter().enumerate() {
            // Few enough for 16 bits, of which more fit into a vector.
            let lower = values[at + 1..].iter().fold(0_u16, |lower, later| lower + u16::from(later < value));
            count += u64::from(lower);
        }
        count
    }
}

kernel! {
    /// Pairs of which the earlier number is the larger one, and pairs of equal numbers; every pair is looked at.
    pub fn swapped_and_equal(values: &[f64]) -> [u64; 2] {
        let (mut swapped, mut equal) = ([0; LANES], [0; LANES]);
        let (blocks, rest) = values.as_chunks::<LANES>();
        for (at, block) in blocks.iter().enumerate() {
            for later in &values[(at + 1) * LANES..] {
                for lane in 0..LANES {
                    swapped[lane] += u64::from(*later < block[lane]);
                    equal[lane] += u64::from(*later == block[lane]);
                }
            }
        }
        for block in blocks.iter().map(<[f64; LANES]>::as_slice).chain([rest]) {
            for (at, value) in block.iter().enumerate() {
                swapped[at] += block[at + 1..].iter().filter(|later| *later < value).count() as u64;
                equal[at] += block[at + 1..].iter().filter(|later| *later == value).count() as u64;
            }
        }
        [swapped, equal].map(|lanes| lanes.iter().sum())
    }
}
