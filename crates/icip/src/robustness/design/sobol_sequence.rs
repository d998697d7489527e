//! Points that fill a cube more evenly than random ones.

use sobol_burley::NUM_DIMENSIONS;
use sobol_burley::parts::{owen_scramble_rev, sobol_rev};

use icip_num::random::{Purpose, Stream};

/// The Sobol' sequence with Owen's scrambling: point after point it fills the cube evenly, and every point by
/// itself is uniform. With smooth outputs the error of a mean over n points falls nearly as n^-1.5, that of
/// random points as n^-0.5.
///
/// Best with 2^k points: then each of the 2^k equal slices of every input holds exactly one.
///
/// *Formula*: direction numbers of Joe and Kuo (new-joe-kuo-6), nested scrambling by a hash of the higher
/// bits, with a key for every dimension from the stream [`Purpose::Scramble`]. A coordinate is the middle of
/// one of 2^32 equal cells, so it is never 0 or 1.
///
/// *Limits*: 65,536 points; the sequence has 256 dimensions. Beyond, further blocks of 256 dimensions take
/// the points in another random order: even inside a block, as if random between blocks.
///
/// *Reference*: Joe, Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci.
/// Comput. 30 (2008); Burley, Practical hash-based Owen scrambling, JCGT 9 (2020).
///
/// ```
/// use icip::robustness::design::SobolSequence;
///
/// let sequence = SobolSequence::new(42, 3);
/// let mut slices = [0; 8];
/// for index in 0..8 {
///     let mut point = [0.0; 3];
///     sequence.fill(index, &mut point);
///     slices[(point[1] * 8.0) as usize] += 1;
/// }
/// assert_eq!(slices, [1; 8]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SobolSequence {
    /// One key per dimension.
    scrambles: Vec<u32>,
    /// One key per block of dimensions.
    shuffles: Vec<u32>,
}

const BLOCK: usize = NUM_DIMENSIONS as usize;

impl SobolSequence {
    /// The number of points of a sequence.
    pub const POINTS: usize = 1 << 16;

    /// The sequence with this seed. The first dimensions do not depend on how many there are.
    pub fn new(seed: u64, dimensions: usize) -> Self {
        let keys = |number, count| {
            let mut stream = Stream::new(seed, Purpose::Scramble, number);
            (0..count).map(|_| stream.bits()).collect()
        };
        Self { scrambles: keys(0, dimensions), shuffles: keys(1, dimensions.div_ceil(BLOCK)) }
    }

    /// Writes the coordinates of a point, at most as many as there are dimensions.
    pub fn fill(&self, index: u16, point: &mut [f64]) {
        for (dimension, x) in point.iter_mut().enumerate().take(self.scrambles.len()) {
            *x = self.coordinate(index, dimension);
        }
    }

    /// One coordinate of a point.
    pub(super) fn coordinate(&self, index: u16, dimension: usize) -> f64 {
        // The parts of the crate work on reversed bits; they give all 32 bits where its samplers give 23.
        // The order of the points is scrambled like a coordinate: the first 2^k indices become another
        // aligned block of 2^k indices, whose points fill the cube as evenly.
        let shuffled = owen_scramble_rev(u32::from(index).reverse_bits(), self.shuffles[dimension / BLOCK]);
        let plain = sobol_rev(shuffled, (dimension % BLOCK) as u32);
        let scrambled = owen_scramble_rev(plain, self.scrambles[dimension]).reverse_bits();
        (f64::from(scrambled) + 0.5) * (1.0 / (1_u64 << 32) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_points_are_pinned() {
        // The same definition written a second time in Python, from the file of Joe and Kuo and a second
        // ChaCha8.
        let sequence = SobolSequence::new(42, 300);
        assert_eq!(sequence.coordinate(0, 0), 0.10258821432944387);
        assert_eq!(sequence.coordinate(1, 255), 0.5356456112349406);
        assert_eq!(sequence.coordinate(65_535, 299), 0.5282019571168348);
    }

    #[test]
    fn every_dimension_is_stratified() {
        // A (t, 1)-sequence in base 2 with t = 0, which Owen's scrambling keeps: of the first 2^k points each
        // slice of width 2^-k has one. Blocks beyond the first keep it, because they shuffle inside of
        // aligned runs of points.
        let sequence = SobolSequence::new(7, 600);
        for dimension in [0, 1, 2, 17, 255, 256, 511, 599] {
            for points in [1_usize, 16, 1024, 65_536] {
                let mut seen = vec![false; points];
                for index in 0..points {
                    let x = sequence.coordinate(index as u16, dimension);
                    assert!(0.0 < x && x < 1.0);
                    seen[(x * points as f64) as usize] = true;
                }
                assert!(seen.iter().all(|seen| *seen), "{points} points of dimension {dimension}");
            }
        }
    }

    #[test]
    fn the_first_two_dimensions_are_a_net() {
        // The first two dimensions have t = 0 (Sobol' 1967): 2^k points fill every box of 2^-a x 2^-(k - a).
        let sequence = SobolSequence::new(11, 2);
        for across in 0..=10_u32 {
            let (wide, high) = (1_usize << across, 1_usize << (10 - across));
            let mut seen = vec![false; 1024];
            for index in 0..1024 {
                let (x, y) = (sequence.coordinate(index, 0), sequence.coordinate(index, 1));
                seen[(x * wide as f64) as usize * high + (y * high as f64) as usize] = true;
            }
            assert!(seen.iter().all(|seen| *seen), "boxes of 1/{wide} x 1/{high}");
        }
    }

    #[test]
    fn means_are_nearer_than_those_of_random_points() {
        // The mean of the product of 1 + (u - 1/2) over five inputs is 1. Its variance is (13/12)^5 - 1 =
        // 0.49, so 4,096 random points err by about 0.011; an even filling errs by a twentieth of it or less.
        let sequence = SobolSequence::new(3, 5);
        let mean = (0..4096).fold(0.0, |sum, index| {
            let mut u = [0.0; 5];
            sequence.fill(index, &mut u);
            sum + u.iter().fold(1.0, |product, u| product * (0.5 + u))
        }) / 4096.0;
        assert!((mean - 1.0).abs() < 0.0005, "{mean}");
    }
}
