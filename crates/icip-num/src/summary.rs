//! Count, bounds, mean and squared deviations of values that arrive in parts.
//!
//! However the values arrive, they are grouped into blocks of a fixed number of values, and the blocks are
//! merged in order. So a column in memory and a column that is read in parts give the same bits in one pass.

use crate::kernel;

/// The number of values in a block.
const BLOCK: usize = 2048;

/// What is known of the values so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    merged: Moments,
    /// The last values, fewer than a block.
    pending: Vec<f64>,
    bounds: Option<(f64, f64)>,
}

/// Number, mean, and sum of squared deviations from it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moments {
    /// Number of values.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Sum of the squared deviations from the mean.
    pub squares: f64,
}

impl Moments {
    /// Of values in memory.
    pub fn of(values: &[f64]) -> Self {
        values.chunks(BLOCK).fold(Self::default(), |merged, block| merged.and(Self::of_block(block)))
    }

    fn of_block(values: &[f64]) -> Self {
        let mean = kernel::sum(values) / values.len() as f64;
        Self { count: values.len(), mean, squares: kernel::squared_deviations(values, mean) }
    }

    /// The moments of both samples together (Chan, Golub and LeVeque, 1979).
    fn and(self, other: Self) -> Self {
        if self.count == 0 {
            return other;
        }
        let count = self.count + other.count;
        let share = other.count as f64 / count as f64;
        let apart = other.mean - self.mean;
        Self {
            count,
            mean: self.mean + apart * share,
            squares: self.squares + other.squares + apart * apart * (self.count as f64 * share),
        }
    }
}

impl Summary {
    /// Takes more values; all are finite.
    pub fn push(&mut self, mut values: &[f64]) {
        self.bounds = match (self.bounds, kernel::bounds(values)) {
            (Some((low, high)), Some((least, most))) => {
                Some((if least < low { least } else { low }, if most > high { most } else { high }))
            }
            (before, new) => before.or(new),
        };
        if !self.pending.is_empty() {
            let (first, rest) = values.split_at(values.len().min(BLOCK - self.pending.len()));
            self.pending.extend_from_slice(first);
            values = rest;
            if self.pending.len() < BLOCK {
                return;
            }
            self.merged = self.merged.and(Moments::of_block(&self.pending));
            self.pending.clear();
        }
        let (blocks, rest) = values.as_chunks::<BLOCK>();
        for block in blocks {
            self.merged = self.merged.and(Moments::of_block(block));
        }
        self.pending.extend_from_slice(rest);
    }

    /// Number, mean and squared deviations of all values.
    pub fn moments(&self) -> Moments {
        if self.pending.is_empty() { self.merged } else { self.merged.and(Moments::of_block(&self.pending)) }
    }

    /// Smallest and largest value; `None` without values.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        self.bounds
    }

    /// Number of values.
    pub fn count(&self) -> usize {
        self.merged.count + self.pending.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_by_hand() {
        // 1, 2, 3, 4: mean 2.5, squares 2.25 + 0.25 + 0.25 + 2.25 = 5.
        let mut summary = Summary::default();
        summary.push(&[1.0, 2.0]);
        summary.push(&[]);
        summary.push(&[3.0, 4.0]);
        assert_eq!(summary.moments(), Moments { count: 4, mean: 2.5, squares: 5.0 });
        assert_eq!((summary.bounds(), summary.count()), (Some((1.0, 4.0)), 4));
        assert_eq!(Summary::default().moments(), Moments::default());
    }

    #[test]
    fn parts_of_any_size_give_the_same_bits() {
        let values: Vec<f64> = (0..10_000).map(|i| f64::from(i * 7919 % 10_007) / 7.0 - 300.0).collect();
        let whole = Moments::of(&values);
        // The sum of 0..n by the plain formula, within rounding of the blocks.
        let mean = values.iter().fold(0.0, |sum, x| sum + x) / 10_000.0;
        assert!((whole.mean - mean).abs() < 1e-11 * mean.abs());
        for size in [1, 3, 2047, 2048, 2049, 5000, 10_000] {
            let mut summary = Summary::default();
            values.chunks(size).for_each(|piece| summary.push(piece));
            assert_eq!(summary.moments(), whole, "pieces of {size}");
        }
    }
}
