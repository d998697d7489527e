//! Loops over columns, compiled for the vector units that the machine has. The only file that names
//! `pulp`.
//!
//! Every loop does to each row what its plain form does, in the same order, so its bits do not depend
//! on the width of the vectors: rows are independent, smallest and largest values have no order, and
//! nothing is contracted that is not written as [`f64::mul_add`], which is exact on every machine.

use pulp::{Arch, NullaryFnOnce};

/// A straight line through a point: `z = a + b (x - origin) / by`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) origin: f64,
    pub(crate) by: f64,
}

/// Dividing by a number, many times.
///
/// *Formula.* With `r = 1 / by` rounded, the quotient is `q + r (x - q by)` with `q = x r`, the two last
/// steps fused: it is `x / by` correctly rounded (Markstein, 1990, IBM Journal of Research and
/// Development 34, theorem on division by a correctly rounded reciprocal), for a third of the time.
/// The theorem asks that nothing leaves the normal numbers on the way. Where `by` is so far from 1 that the
/// reciprocal could, the division is written out; a quotient of less than 1e-90 in size may differ from
/// `x / by` in its last bit, and is the same on every machine.
#[derive(Debug, Clone, Copy)]
struct Divisor {
    by: f64,
    reciprocal: f64,
}

impl Divisor {
    fn new(by: f64) -> Self {
        Self { by, reciprocal: 1.0 / by }
    }

    /// Whether the reciprocal is a normal number, and so is the remainder of all but tiny quotients.
    fn is_moderate(self) -> bool {
        (1e-100..1e100).contains(&self.by.abs())
    }

    #[inline(always)]
    fn divide(self, x: f64) -> f64 {
        let q = x * self.reciprocal;
        let remainder = (-q).mul_add(self.by, x);
        remainder.mul_add(self.reciprocal, q)
    }
}

fn arch() -> Arch {
    static ARCH: std::sync::OnceLock<Arch> = std::sync::OnceLock::new();
    *ARCH.get_or_init(Arch::new)
}

/// Declares a function whose body is compiled once for every kind of vector unit.
macro_rules! kernel {
    ($(#[$meta:meta])* fn $name:ident$(<$life:lifetime>)?($($arg:ident: $kind:ty),+) $(-> $out:ty)? $body:block) => {
        $(#[$meta])*
        pub(crate) fn $name$(<$life>)?($($arg: $kind),+) $(-> $out)? {
            struct Work<F>(F);
            impl<R, F: FnOnce() -> R> NullaryFnOnce for Work<F> {
                type Output = R;
                #[inline(always)]
                fn call(self) -> R {
                    (self.0)()
                }
            }
            arch().dispatch(Work(#[inline(always)] || $body))
        }
    };
}

kernel! {
    /// Writes the points of a line: `lo + (hi - lo) (x - worst) / (best - worst)` and all that is like it.
    fn line(line: Line, x: &[f64], z: &mut [f64]) {
        let Line { a, b, origin, by } = line;
        let divisor = Divisor::new(by);
        if divisor.is_moderate() {
            for (z, x) in z.iter_mut().zip(x) {
                *z = a + b * divisor.divide(x - origin);
            }
        } else {
            for (z, x) in z.iter_mut().zip(x) {
                *z = a + b * ((x - origin) / by);
            }
        }
    }
}

kernel! {
    /// Sums of weight times value over columns that lie one behind the other, each as long as `out`. Some rows go
    /// through all columns before the next ones, so that their sums never leave the registers.
    fn combine(out: &mut [f64], columns: &[f64], weights: impl Iterator<Item = f64> + Clone) {
        let rows = out.len();
        let (chunks, rest) = out.as_chunks_mut::<LANES>();
        for (place, chunk) in chunks.iter_mut().enumerate() {
            let mut sums = [0.0; LANES];
            for (weight, column) in weights.clone().zip(columns.chunks_exact(rows)) {
                let Some(values) = column[place * LANES..].first_chunk::<LANES>() else { continue };
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += weight * value;
                }
            }
            *chunk = sums;
        }
        let first = rows - rest.len();
        rest.fill(0.0);
        for (weight, column) in weights.zip(columns.chunks_exact(rows.max(1))) {
            for (out, value) in rest.iter_mut().zip(&column[first..]) {
                *out += weight * value;
            }
        }
    }
}

kernel! {
    /// Divides every value by the same number.
    fn divide(values: &mut [f64], by: f64) {
        let divisor = Divisor::new(by);
        if divisor.is_moderate() {
            for value in values {
                *value = divisor.divide(*value);
            }
        } else {
            for value in values {
                *value /= by;
            }
        }
    }
}

kernel! {
    /// Divides every value by its own number.
    fn divide_each(values: &mut [f64], by: &[f64]) {
        for (value, by) in values.iter_mut().zip(by) {
            *value /= by;
        }
    }
}

kernel! {
    /// Sums of weight times value, in the order of the columns.
    fn weighted_sum<'k>(out: &mut [f64], columns: impl Iterator<Item = (f64, &'k [f64])>) {
        out.fill(0.0);
        for (weight, values) in columns {
            for (out, value) in out.iter_mut().zip(values) {
                *out += weight * value;
            }
        }
    }
}

kernel! {
    /// Adds a number to the rows whose bit is set.
    fn add_where(out: &mut [f64], number: f64, words: &[u64]) {
        for (out, word) in out.chunks_mut(64).zip(words) {
            for (place, out) in out.iter_mut().enumerate() {
                *out += f64::from_bits(number.to_bits() & spread(*word, place));
            }
        }
    }
}

kernel! {
    /// Makes 0.0 of the rows whose bit is not set.
    fn zero_elsewhere(values: &mut [f64], words: &[u64]) {
        for (values, word) in values.chunks_mut(64).zip(words) {
            for (place, value) in values.iter_mut().enumerate() {
                *value = f64::from_bits(value.to_bits() & spread(*word, place));
            }
        }
    }
}

kernel! {
    /// Whether every value is finite.
    fn all_finite(values: &[f64]) -> bool {
        let (chunks, rest) = values.as_chunks::<LANES>();
        let mut wrong = [0u64; LANES];
        for chunk in chunks {
            for (wrong, value) in wrong.iter_mut().zip(chunk) {
                *wrong |= u64::from(value.abs().to_bits() >= f64::INFINITY.to_bits());
            }
        }
        wrong.iter().all(|wrong| *wrong == 0) && rest.iter().all(|value| value.is_finite())
    }
}

kernel! {
    /// Smallest and largest of finite values; `None` of nothing.
    fn bounds(values: &[f64]) -> Option<(f64, f64)> {
        let first = *values.first()?;
        let (chunks, rest) = values.as_chunks::<LANES>();
        let (mut low, mut high) = ([first; LANES], [first; LANES]);
        for chunk in chunks {
            for ((low, high), value) in low.iter_mut().zip(&mut high).zip(chunk) {
                *low = smaller(*value, *low);
                *high = larger(*value, *high);
            }
        }
        let low = low.iter().chain(rest).fold(first, |low, value| smaller(*value, low));
        let high = high.iter().chain(rest).fold(first, |high, value| larger(*value, high));
        Some((low, high))
    }
}

kernel! {
    /// Smallest and largest of the finite values whose bit is set; `None` when none is.
    fn bounds_where(values: &[f64], words: &[u64]) -> Option<(f64, f64)> {
        let place = words.iter().position(|word| *word != 0)?;
        let first = values[place * 64 + words[place].trailing_zeros() as usize];
        let (mut low, mut high) = ([first; LANES], [first; LANES]);
        for (values, word) in values.chunks(64).zip(words) {
            for (part, values) in values.chunks(LANES).enumerate() {
                let word = word >> (part * LANES);
                for (place, value) in values.iter().enumerate() {
                    let set = spread(word, place);
                    let value = f64::from_bits(value.to_bits() & set | first.to_bits() & !set);
                    low[place] = smaller(value, low[place]);
                    high[place] = larger(value, high[place]);
                }
            }
        }
        let low = low.iter().fold(first, |low, value| smaller(*value, low));
        Some((low, high.iter().fold(first, |high, value| larger(*value, high))))
    }
}

kernel! {
    /// Sum: every so-many-th value apart, and those sums in order.
    fn sum(values: &[f64]) -> f64 {
        let (chunks, rest) = values.as_chunks::<LANES>();
        let mut sums = [0.0; LANES];
        for chunk in chunks {
            for (sum, value) in sums.iter_mut().zip(chunk) {
                *sum += value;
            }
        }
        sums.iter().chain(rest).fold(0.0, |sum, value| sum + value)
    }
}

kernel! {
    /// Sum of the squared distances from a number, added as in [`sum`].
    fn squared_deviations(values: &[f64], from: f64) -> f64 {
        let (chunks, rest) = values.as_chunks::<LANES>();
        let mut sums = [0.0; LANES];
        for chunk in chunks {
            for (sum, value) in sums.iter_mut().zip(chunk) {
                *sum += (value - from) * (value - from);
            }
        }
        let sum = sums.iter().fold(0.0, |sum, value| sum + value);
        rest.iter().fold(sum, |sum, value| sum + (value - from) * (value - from))
    }
}

/// Rows that a reduction keeps apart until its end.
const LANES: usize = 16;

/// All bits set where a bit of a word is, none where it is not.
#[inline(always)]
fn spread(word: u64, place: usize) -> u64 {
    (word >> place & 1).wrapping_neg()
}

#[inline(always)]
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline(always)]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same everywhere (splitmix64), over many magnitudes.
    fn numbers(count: usize, seed: u64) -> Vec<f64> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        };
        (0..count)
            .map(|_| {
                let mantissa = (next() >> 11) as f64 / (1u64 << 53) as f64 + 0.5;
                let exponent = (next() % 120) as i32 - 60;
                let sign = if next() % 2 == 0 { 1.0 } else { -1.0 };
                sign * mantissa * f64::from_bits(((1023 + exponent) as u64) << 52)
            })
            .collect()
    }

    #[test]
    fn dividing_by_the_reciprocal_is_the_quotient() {
        let x = numbers(1000, 1);
        for by in numbers(1000, 2).into_iter().chain([3.0, 10.0, 49.0, 1.0, 0.1, 1e-99, 1e99, 1e-200, 1e200])
        {
            let mut got = x.clone();
            divide(&mut got, by);
            for (x, got) in x.iter().zip(&got) {
                assert_eq!(got.to_bits(), (x / by).to_bits(), "{x:e} / {by:e}");
            }
        }
        // The mantissa with all bits set is the one that needs care.
        let all_ones = 2.0 - f64::EPSILON;
        let mut got = x.clone();
        divide(&mut got, all_ones);
        assert!(x.iter().zip(&got).all(|(x, got)| got.to_bits() == (x / all_ones).to_bits()));
    }

    #[test]
    fn both_ends_of_a_line_are_exact() {
        for (n, by) in numbers(1000, 3).into_iter().map(f64::abs).enumerate() {
            let origin = n as f64;
            let best = origin + by;
            let mut z = [0.0; 2];
            line(Line { a: 0.0, b: 100.0, origin, by: best - origin }, &[origin, best], &mut z);
            assert!(best == origin || z == [0.0, 100.0], "{origin} {best} {z:?}");
        }
    }

    #[test]
    fn loops_equal_their_plain_forms_at_every_length() {
        let values = numbers(200, 4);
        let words: Vec<u64> = numbers(4, 5).iter().map(|x| x.to_bits()).collect();
        for length in 0..values.len() {
            let values = &values[..length];
            let set = |row: usize| words[row / 64] >> (row % 64) & 1 == 1;
            let plain = values.iter().fold(None, |bounds: Option<(f64, f64)>, x| {
                let (low, high) = bounds.unwrap_or((*x, *x));
                Some((if *x < low { *x } else { low }, if *x > high { *x } else { high }))
            });
            assert_eq!(bounds(values), plain);
            let chosen: Vec<f64> = (0..length).filter(|row| set(*row)).map(|row| values[row]).collect();
            let mut inside = words.clone();
            inside.truncate(length.div_ceil(64));
            if let (Some(last), 1..) = (inside.last_mut(), length % 64) {
                *last &= (1 << (length % 64)) - 1;
            }
            assert_eq!(bounds_where(values, &inside), bounds(&chosen));
            assert!(all_finite(values));
            let (mut sums, mut kept) = (values.to_vec(), values.to_vec());
            add_where(&mut sums, 2.5, &words);
            zero_elsewhere(&mut kept, &words);
            for (row, x) in values.iter().enumerate() {
                assert_eq!(sums[row], if set(row) { x + 2.5 } else { *x });
                assert_eq!(kept[row], if set(row) { *x } else { 0.0 });
            }
            for row in 0..length {
                for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                    let mut values = values.to_vec();
                    values[row] = wrong;
                    assert!(!all_finite(&values));
                }
            }
        }
    }
}
