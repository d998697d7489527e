//! When two numbers are equal although their bits differ.
//!
//! A score is computed with rounding errors, so two scores that are equal in decimal arithmetic may differ in
//! their last bits: the mean of 0.28 and 0.29 is 0.28500000000000003 and the mean of 0.57 and 0 is 0.285.
//! What a reader decides on (ranks, classes, rounded values) must look at the numbers and not at such noise.
//!
//! A [`Grid`] compares numbers by their first [`DIGITS`] decimal digits, counted from the largest number of
//! the column. It maps every number to a whole number, so equality is transitive, does not depend on the
//! order of the numbers, and is the same wherever it is computed. The errors of a score are a few units in
//! the 16th digit for each term, so a thousand terms stay far below half a unit of the 12th digit; and a
//! decimal number with up to 12 digits lies in the middle between the borders of the grid, where no noise
//! reaches one.
//!
//! This module must not know what the numbers mean.

use std::sync::OnceLock;

use crate::kernel;

/// Decimal digits by which numbers are compared.
pub const DIGITS: i32 = 12;

/// One unit of the last of these digits, beside a number of size 1.
const UNIT: f64 = 1e-12;

/// The smallest exponent of a power of ten that is a normal `f64`.
const LEAST: i32 = -307;

/// How the numbers of a column are compared.
///
/// ```
/// use icip_num::grid::Grid;
///
/// let scores = [(0.28 + 0.29) / 2.0, (0.57 + 0.0) / 2.0, 0.9];
/// assert_ne!(scores[0], scores[1]);
/// let grid = Grid::of(&scores);
/// assert_eq!(grid.position(scores[0]), grid.position(scores[1]));
/// assert_ne!(Grid::BITS.position(scores[0]), Grid::BITS.position(scores[1]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// How many steps of the grid make 1; `None` where numbers are compared by their bits.
    steps: Option<f64>,
}

impl Grid {
    /// Numbers are equal where their bits are.
    pub const BITS: Self = Self { steps: None };

    /// The grid of a column of finite numbers. Where the largest is below 1e-296, numbers are compared by
    /// their bits.
    pub fn of(values: &[f64]) -> Self {
        Self::between(kernel::bounds(values))
    }

    /// The grid of a column with a smallest and a largest number.
    pub fn between(bounds: Option<(f64, f64)>) -> Self {
        let (low, high) = bounds.unwrap_or_default();
        let size = if -low > high { -low } else { high };
        // The number of digits before the decimal mark, 0 for 0.1 and -1 for 0.01.
        let powers = powers();
        let digits = powers.partition_point(|power| *power <= size) as i32 + LEAST;
        // Ten to the power `DIGITS - digits`, so that the largest number becomes a whole number of `DIGITS`
        // digits. Beyond 1e308 there is no such power, and bits are compared.
        let steps = usize::try_from(DIGITS - digits - LEAST).ok().and_then(|at| powers.get(at));
        Self { steps: steps.copied().filter(|_| size > 0.0) }
    }

    /// The position of a number on the grid: equal for equal numbers, and higher for higher ones.
    pub fn position(self, x: f64) -> f64 {
        let mut position = [x];
        self.place(&mut position);
        position[0]
    }

    /// Replaces numbers by their positions on the grid.
    pub fn place(self, values: &mut [f64]) {
        if let Some(steps) = self.steps {
            kernel::to_whole_multiples(values, steps);
        }
    }
}

/// How far two numbers may be apart that are equal beside others: one unit of the last digit that counts, of
/// the largest of them; of 1 where all are 0. A cut point that lies beyond all numbers has no last digit.
pub fn noise(beside: &[f64]) -> f64 {
    let sizes = beside.iter().map(|x| x.abs()).filter(|size| size.is_finite());
    let size = sizes.fold(0.0, |size, x| if x > size { x } else { size });
    UNIT * if size > 0.0 { size } else { 1.0 }
}

/// Whether numbers between two bounds are one number but for rounding errors.
pub fn is_constant(low: f64, high: f64) -> bool {
    let size = if -low > high { -low } else { high };
    high - low <= UNIT * size
}

/// The powers of ten that are normal numbers, each the nearest `f64`.
fn powers() -> &'static [f64] {
    static POWERS: OnceLock<Vec<f64>> = OnceLock::new();
    POWERS.get_or_init(|| {
        // Parsed, because parsing gives the nearest `f64`; repeated multiplication would round at every step.
        (LEAST..=308).map(|exponent| format!("1e{exponent}").parse().expect("it is a number")).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    #[test]
    fn twelve_digits_are_told_apart_and_noise_is_not() {
        // By hand: the largest number is 87.5, so steps are 1e-10.
        let grid = Grid::of(&[87.5, 0.1]);
        assert_eq!(grid.position(0.1), 1e9);
        assert_eq!(grid.position(0.1 + 1e-10), 1e9 + 1.0);
        assert_eq!(grid.position(0.1 + 1e-12), 1e9);
        assert_eq!(grid.position(-87.5), -8.75e11);
        // 100 has three digits before the mark, 99.9 two, 0.05 none and one zero after it.
        assert_eq!(Grid::of(&[100.0]).position(100.0), 1e11);
        assert_eq!(Grid::of(&[99.9]).position(99.9), 9.99e11);
        assert_eq!(Grid::of(&[0.05]).position(0.05), 5e11);
    }

    #[test]
    fn numbers_of_any_size_have_a_grid() {
        for size in [1e-290, 1e-12, 1.0, 1e22, 1e300, f64::MAX] {
            let grid = Grid::of(&[size, -size / 3.0]);
            assert!(grid.position(size) > grid.position(size * 0.999), "{size}");
            assert_eq!(grid.position(size), grid.position(size * (1.0 - f64::EPSILON)), "{size}");
        }
        assert_eq!(Grid::of(&[0.0]), Grid::BITS);
        assert_eq!(Grid::of(&[]), Grid::BITS);
        assert_eq!(Grid::of(&[1e-310]), Grid::BITS);
    }

    #[test]
    fn means_of_decimals_are_equal_where_whole_numbers_say_so() {
        // Two nodes of up to eight children with values in thousandths and weights in tenths: a weighted mean
        // is a ratio of whole numbers, which are compared exactly.
        let mut stream = Stream::new(11, Purpose::Inputs, 0);
        let mut ties = 0;
        for _ in 0..200_000 {
            let children = 1 + stream.below(8) as usize;
            let mut node = || {
                let draw: Vec<(u32, u32)> =
                    (0..children).map(|_| (1 + stream.below(9), stream.below(21) * 50)).collect();
                let weights: u64 = draw.iter().map(|(w, _)| u64::from(*w)).sum();
                let total: u64 = draw.iter().map(|(w, x)| u64::from(*w) * u64::from(*x)).sum();
                let in_tenths = |w: u32| f64::from(w) / 10.0;
                let sum = draw.iter().fold(0.0, |sum, (w, x)| sum + in_tenths(*w) * (f64::from(*x) / 1000.0));
                let divisor = draw.iter().fold(0.0, |sum, (w, _)| sum + in_tenths(*w));
                (total, weights, sum / divisor)
            };
            let (one, other) = (node(), node());
            let exact = (one.0 * other.1).cmp(&(other.0 * one.1));
            let grid = Grid::of(&[one.2, other.2]);
            assert_eq!(grid.position(one.2).total_cmp(&grid.position(other.2)), exact, "{one:?} {other:?}");
            ties += u32::from(exact.is_eq() && one.2.to_bits() != other.2.to_bits());
        }
        // Pairs that are equal and have other bits: without the grid each would be a wrong order.
        assert!(ties > 100, "{ties}");
    }
}
