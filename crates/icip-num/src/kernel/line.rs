//! Points on straight lines, and sums of them.

use super::dispatch::{kernel, spread};

/// A straight line through a point: `z = a + b (x - origin) / by`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The result at the origin.
    pub a: f64,
    /// The factor of the quotient.
    pub b: f64,
    /// What is subtracted before the division.
    pub origin: f64,
    /// The divisor.
    pub by: f64,
}

impl Line {
    /// Writes the points of the line.
    pub fn apply(&self, x: &[f64], z: &mut [f64]) {
        line(*self, x, z);
    }

    /// The point at one value.
    pub fn at(&self, x: f64) -> f64 {
        // Through the loop over columns, so that a single value and a column cannot differ in a bit.
        let mut z = [0.0];
        self.apply(&[x], &mut z);
        z[0]
    }
}

/// Division of many numbers by the same number.
///
/// *Formula.* With `r = 1 / by` rounded, the quotient is `q + r (x - q by)` with `q = x r`, where the last
/// two steps are fused. It is `x / by` correctly rounded (Markstein, 1990, IBM Journal of Research and
/// Development 34, theorem on division by a correctly rounded reciprocal), and takes a third of the time. The
/// theorem requires that every intermediate result is a normal number. Where `by` is so far from 1 that the
/// reciprocal might not be, the plain division is used. A dividend below 1e-180 or above 1e180 may have a
/// quotient that differs from `x / by` in its last bit, or none where that is close to the largest number, but it is the
/// same on every machine and in every loop that uses it.
#[derive(Debug, Clone, Copy)]
struct Reciprocal {
    by: f64,
    reciprocal: f64,
}

impl Reciprocal {
    fn new(by: f64) -> Self {
        Self { by, reciprocal: 1.0 / by }
    }

    /// Whether the reciprocal is a normal number, and the remainder too except for tiny quotients.
    fn is_moderate(self) -> bool {
        (1e-100..1e100).contains(&self.by.abs())
    }

    /// Whether the quotient of `x` is the correctly rounded one, where the divisor is moderate: all intermediate
    /// results are then normal numbers, or 0 from a 0 without a sign.
    #[inline(always)]
    fn is_exact_for(x: f64) -> bool {
        // `&` and `|`, because a loop over conditions that may end early is not vectorised.
        (x.abs() > 1e-180) & (x.abs() < 1e180) | (x.to_bits() == 0)
    }

    #[inline(always)]
    fn divide(self, x: f64) -> f64 {
        let q = x * self.reciprocal;
        // What the first quotient left over is far smaller than `x`. Without fusing, the rounding of `q * by`
        // would hide it.
        let remainder = (-q).mul_add(self.by, x);
        remainder.mul_add(self.reciprocal, q)
    }
}

kernel! {
    /// Writes the points of a line: `lo + (hi - lo) (x - worst) / (best - worst)` and every other linear
    /// scale.
    pub fn line(line: Line, x: &[f64], z: &mut [f64]) {
        let Line { a, b, origin, by } = line;
        let divisor = Reciprocal::new(by);
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

/// A column whose points on a line are added to a sum with a weight.
#[derive(Debug, Clone, Copy)]
pub struct Term<'t> {
    values: &'t [f64],
    /// One bit per row; `None` where all rows count.
    words: Option<&'t [u64]>,
    weight: f64,
    line: Line,
    divisor: Reciprocal,
}

impl<'t> Term<'t> {
    /// A term without rows.
    pub const NOTHING: Self = {
        let line = Line { a: 0.0, b: 0.0, origin: 0.0, by: 1.0 };
        Self { values: &[], words: None, weight: 0.0, line, divisor: Reciprocal { by: 1.0, reciprocal: 1.0 } }
    };

    /// `None` for a line that needs the plain division (see the formula of the private `Divisor`).
    pub fn new(values: &'t [f64], words: Option<&'t [u64]>, weight: f64, line: Line) -> Option<Self> {
        let divisor = Reciprocal::new(line.by);
        divisor.is_moderate().then_some(Self { values, words, weight, line, divisor })
    }

    #[inline(always)]
    fn point(&self, x: f64) -> f64 {
        self.line.a + self.line.b * self.divisor.divide(x - self.line.origin)
    }

    #[inline(always)]
    fn word(&self, place: usize) -> u64 {
        self.words.map_or(u64::MAX, |words| words[place])
    }
}

kernel! {
    /// Adds the terms in their order. All rows have a value.
    pub fn add_terms(sums: &mut [f64], terms: &[Term<'_>]) {
        // The sums of 32 rows stay in registers while all terms are added to them. The compiler knows the
        // length of the inner loops, so it makes whole vectors of them.
        let (strips, rest) = sums.as_chunks_mut::<32>();
        let first = strips.len();
        for (place, strip) in strips.iter_mut().enumerate() {
            let mut sums = *strip;
            for term in terms {
                let values: &[f64; 32] = &term.values.as_chunks().0[place];
                for (sum, x) in sums.iter_mut().zip(values) {
                    *sum += term.weight * term.point(*x);
                }
            }
            *strip = sums;
        }
        for term in terms {
            // The same operations in the same order as in a strip, so a row has the same bits wherever it
            // stands.
            for (sum, x) in rest.iter_mut().zip(&term.values[first * 32..]) {
                *sum += term.weight * term.point(*x);
            }
        }
    }
}

kernel! {
    /// Adds the terms in their order, each in the rows where it has a value, and adds its weight to `weights`
    /// there.
    pub fn add_terms_where(sums: &mut [f64], weights: &mut [f64], terms: &[Term<'_>]) {
        // Half as many rows as in `add_terms`, because the sums share the registers with the weights. 64 is a
        // multiple of 16, so the bits of a strip stand in one word.
        let (strips, rest) = sums.as_chunks_mut::<16>();
        let (totals, rest_totals) = weights.as_chunks_mut::<16>();
        let first = strips.len();
        for (place, (strip, totals)) in strips.iter_mut().zip(totals).enumerate() {
            let (mut sums, mut weights) = (*strip, *totals);
            for term in terms {
                let values: &[f64; 16] = &term.values.as_chunks().0[place];
                let word = term.word(place / 4) >> (place % 4 * 16);
                for (lane, x) in values.iter().enumerate() {
                    let set = spread(word, lane);
                    sums[lane] += term.weight * f64::from_bits(term.point(*x).to_bits() & set);
                    weights[lane] += f64::from_bits(term.weight.to_bits() & set);
                }
            }
            (*strip, *totals) = (sums, weights);
        }
        for term in terms {
            let values = &term.values[first * 16..];
            // Where no row is left over there may be no word after the last strip.
            let word = if values.is_empty() { 0 } else { term.word(first / 4) >> (first % 4 * 16) };
            for (lane, ((sum, weight), x)) in rest.iter_mut().zip(&mut *rest_totals).zip(values).enumerate() {
                let set = spread(word, lane);
                *sum += term.weight * f64::from_bits(term.point(*x).to_bits() & set);
                *weight += f64::from_bits(term.weight.to_bits() & set);
            }
        }
    }
}

kernel! {
    /// Divides every value by the same number, as [`super::divide_each`] does where the divisors differ: whether a
    /// block has gaps, which decides between the two, must not be seen in its quotients.
    pub fn divide(values: &mut [f64], by: f64) {
        let divisor = Reciprocal::new(by);
        if !divisor.is_moderate() {
            for value in values.iter_mut() {
                *value /= by;
            }
            return;
        }
        let (strips, rest) = values.as_chunks_mut::<32>();
        for strip in strips {
            let (mut quotients, mut exact) = (*strip, true);
            for x in &mut quotients {
                exact &= Reciprocal::is_exact_for(*x);
                *x = divisor.divide(*x);
            }
            if exact {
                *strip = quotients;
            } else {
                for value in strip {
                    *value /= by;
                }
            }
        }
        for value in rest {
            *value /= by;
        }
    }
}
