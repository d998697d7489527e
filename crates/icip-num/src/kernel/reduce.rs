//! Smallest and largest values, sums and running moments of columns.

use std::array::from_fn;

use super::dispatch::{arch, kernel, spread};
use pulp::{Simd, WithSimd};

kernel! {
    /// Whether every value is finite.
    pub fn all_finite(values: &[f64]) -> bool {
        // `&` and not `all`, because a loop that may end early is not vectorised.
        values.iter().fold(true, |all, value| all & value.is_finite())
    }
}

/// Smallest and largest of finite values, never -0.0; `None` of nothing.
pub fn bounds(values: &[f64]) -> Option<(f64, f64)> {
    arch().dispatch(Bounds { values, words: None })
}

/// Smallest and largest of the finite values whose bit is set, never -0.0; `None` when none is.
pub fn bounds_where(values: &[f64], words: &[u64]) -> Option<(f64, f64)> {
    arch().dispatch(Bounds { values, words: Some(words) })
}

/// Written with explicit vectors, because the compiler does not vectorise comparisons that select a value.
pub(super) struct Bounds<'v> {
    pub(super) values: &'v [f64],
    pub(super) words: Option<&'v [u64]>,
}

impl WithSimd for Bounds<'_> {
    type Output = Option<(f64, f64)>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Option<(f64, f64)> {
        let Self { values, words } = self;
        // The extremes begin with a value that counts, so that no infinity can be left over.
        let first = match words {
            None => *values.first()?,
            Some(words) => {
                let place = words.iter().position(|word| *word != 0)?;
                values[place * 64 + words[place].trailing_zeros() as usize]
            }
        };
        let mut extremes = Extremes::of(simd, first);
        match words {
            None => extremes.take(simd, values),
            Some(words) => {
                for (values, word) in values.chunks(64).zip(words) {
                    // Absent rows repeat a value that counts, which changes no extreme; the 0.0 that they
                    // hold would.
                    let mut present = [first; 64];
                    // Both arms do the same. In the first one the compiler knows the length and unrolls the
                    // loop; only the last chunk of a column goes through the second.
                    match values.first_chunk::<64>() {
                        Some(values) => pick(&mut present, values, *word),
                        None => pick(&mut present, values, *word),
                    }
                    extremes.take(simd, &present);
                }
            }
        }
        Some(extremes.both(simd))
    }
}

/// Writes the values whose bit is set; the others keep what they had.
#[inline(always)]
fn pick(out: &mut [f64; 64], values: &[f64], word: u64) {
    for (place, (out, value)) in out.iter_mut().zip(values).enumerate() {
        let set = spread(word, place);
        *out = f64::from_bits(value.to_bits() & set | out.to_bits() & !set);
    }
}

/// The smallest and the largest values so far, each in four vectors, so that one comparison need not wait for
/// another.
struct Extremes<S: Simd> {
    low: [S::f64s; 4],
    high: [S::f64s; 4],
}

impl<S: Simd> Extremes<S> {
    #[inline(always)]
    fn of(simd: S, value: f64) -> Self {
        let value = simd.splat_f64s(value);
        Self { low: [value; 4], high: [value; 4] }
    }

    #[inline(always)]
    fn take(&mut self, simd: S, values: &[f64]) {
        let (vectors, rest) = S::as_simd_f64s(values);
        let (fours, ones) = vectors.as_chunks::<4>();
        for four in fours {
            for (place, value) in four.iter().enumerate() {
                self.include(simd, place, *value);
            }
        }
        ones.iter().for_each(|value| self.include(simd, 0, *value));
        rest.iter().for_each(|value| self.include(simd, 0, simd.splat_f64s(*value)));
    }

    #[inline(always)]
    fn include(&mut self, simd: S, place: usize, value: S::f64s) {
        self.low[place] = simd.min_f64s(self.low[place], value);
        self.high[place] = simd.max_f64s(self.high[place], value);
    }

    /// Machines differ in which of 0.0 and -0.0 is smaller; adding 0.0 makes both 0.0.
    #[inline(always)]
    fn both(self, simd: S) -> (f64, f64) {
        let [a, b, c, d] = self.low;
        let low = simd.reduce_min_f64s(simd.min_f64s(simd.min_f64s(a, b), simd.min_f64s(c, d)));
        let [a, b, c, d] = self.high;
        let high = simd.reduce_max_f64s(simd.max_f64s(simd.max_f64s(a, b), simd.max_f64s(c, d)));
        (low + 0.0, high + 0.0)
    }
}

/// The number of columns whose moments are taken together; their values stand side by side.
pub const GROUP: usize = 16;

/// For each of [`GROUP`] columns: the sum of deviations from an origin, the sum of their squares, and the
/// extremes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Running {
    /// The number that is subtracted before adding up.
    pub origin: [f64; GROUP],
    /// Sums of deviations.
    pub sum: [f64; GROUP],
    /// Sums of squared deviations.
    pub squares: [f64; GROUP],
    /// Smallest values.
    pub least: [f64; GROUP],
    /// Largest values.
    pub most: [f64; GROUP],
}

kernel! {
    /// Adds rows in their order.
    pub fn add_rows(running: &mut Running, rows: &[[f64; GROUP]]) {
        let Running { origin, mut sum, mut squares, mut least, mut most } = *running;
        for row in rows {
            let deviation: [f64; GROUP] = from_fn(|at| row[at] - origin[at]);
            sum = from_fn(|at| sum[at] + deviation[at]);
            squares = from_fn(|at| squares[at] + deviation[at] * deviation[at]);
            // Comparisons and not `f64::min`, which must look for NaN and may give either zero.
            least = from_fn(|at| if row[at] < least[at] { row[at] } else { least[at] });
            most = from_fn(|at| if row[at] > most[at] { row[at] } else { most[at] });
        }
        *running = Running { origin, sum, squares, least, most };
    }
}
