//! Splitting numbers into parts whose sums are exact.

use super::dispatch::kernel;
use super::reduce::bounds;

/// The largest number of values that are split at a time.
pub const EXTRACTED: usize = 2048;

/// How many parts each value is split into.
// Three parts of 40 bits: the 53 bits of a value, and 67 by which it may be smaller than the largest.
const PARTS: usize = 3;

/// The number of partial sums of each part.
// One vector of the widest unit.
const LANES: usize = 8;

/// The sums of up to [`EXTRACTED`] finite values, exactly, as the sum of three numbers. `None` where the
/// smallest value is so small beside the largest (about 2^-67 of it) that three parts do not hold all bits,
/// or where the values are so large or so small that the parts would leave the normal numbers.
///
/// *Formula.* With `|x| < 2^e` and `s = 1.5 * 2^(e + 12)`, `q = (s + x) - s` is `x` rounded to a multiple of
/// 2^(e - 40), and `x - q` is exact and below 2^(e - 40). All sums of up to 2^11 such `q` are multiples of
/// 2^(e - 40) below 2^(e + 12), so they are exact. The rest is split in the same way.
pub fn extract(values: &[f64]) -> Option<[f64; PARTS]> {
    debug_assert!(values.len() <= EXTRACTED);
    let (low, high) = bounds(values)?;
    let size = if -low > high { -low } else { high };
    // 2^e: the power of two above the largest size, by its exponent.
    let exponent = (size.to_bits() >> 52) as i32 - 1022;
    if !(-800..1000).contains(&exponent) {
        return (size == 0.0).then_some([0.0; PARTS]);
    }
    // 1.5 and not 1, so that a negative value does not take the sum below the power of two, where the step of
    // `f64` is half as large.
    let rounder = |part: i32| 1.5 * f64::from_bits(((1023 + exponent + 12 - 40 * part) as u64) << 52);
    let mut sums = [0.0; PARTS];
    extract_with(values, [rounder(0), rounder(1), rounder(2)], &mut sums).then_some(sums)
}

kernel! {
    /// Adds up the three parts of all values, and says whether nothing is left over.
    fn extract_with(values: &[f64], rounders: [f64; PARTS], sums: &mut [f64; PARTS]) -> bool {
        let mut lanes = [[0.0; LANES]; PARTS];
        let mut left = [0_u64; LANES];
        let (chunks, rest) = values.as_chunks::<LANES>();
        let mut last = [0.0; LANES];
        // The zeros that fill the last chunk add nothing to a sum.
        last[..rest.len()].copy_from_slice(rest);
        for chunk in chunks.iter().chain(std::iter::once(&last)) {
            for lane in 0..LANES {
                let mut x = chunk[lane];
                for part in 0..PARTS {
                    let q = (rounders[part] + x) - rounders[part];
                    lanes[part][lane] += q;
                    x -= q;
                }
                // Without the sign, because -0.0 is nothing that is left over.
                left[lane] |= x.to_bits() << 1;
            }
        }
        for (sum, lanes) in sums.iter_mut().zip(&lanes) {
            // None of these sums rounds, so their order does not matter.
            *sum = lanes.iter().sum();
        }
        left.iter().all(|bits| *bits == 0)
    }
}

kernel! {
    /// The products of the values of two columns.
    pub fn products(a: &[f64], b: &[f64], products: &mut [f64]) {
        for ((a, b), product) in a.iter().zip(b).zip(products.iter_mut()) {
            *product = a * b;
        }
    }
}

/// Sizes whose squares are normal numbers, and so is what rounding takes from them: 2^-450 and 2^450.
const SQUARABLE: [f64; 2] = [f64::from_bits((1023 - 450) << 52), f64::from_bits((1023 + 450) << 52)];

/// Whether the rounded square of a number, and what rounding takes from it, are exactly its square.
#[inline(always)]
pub fn is_squarable(x: f64) -> bool {
    // `&` and `|`, because a loop over conditions that may end early is not vectorised.
    (x.abs() >= SQUARABLE[0]) & (x.abs() <= SQUARABLE[1]) | (x == 0.0)
}

kernel! {
    /// The squares of the values, rounded, and what rounding took away. Whether both are exact for all values.
    pub fn squares(values: &[f64], squares: &mut [f64], errors: &mut [f64]) -> bool {
        let mut exact = true;
        for ((x, square), error) in values.iter().zip(squares.iter_mut()).zip(errors.iter_mut()) {
            *square = x * x;
            *error = x.mul_add(*x, -*square);
            exact &= is_squarable(*x);
        }
        exact
    }
}
