//! The products of columns with each other.

use super::dispatch::{arch, kernel};
use pulp::{Simd, WithSimd};

/// The number of partial sums of a product.
// One vector of the widest unit.
pub(super) const GRAM_LANES: usize = 8;

/// Rows of a block: so many of eight columns stay in the nearest cache.
const ROWS: usize = 256;

/// The sums of the products of every two columns, block of rows by block of rows.
///
/// Each product is the sum of eight sums, of every eighth row each, by fused multiply-add in the order of the rows;
/// so its bits depend on where the blocks begin, and on nothing else.
#[derive(Debug, Clone)]
pub struct Gram {
    columns: usize,
    /// The rows of a block, column by column; zeros after the last row.
    block: Vec<[f64; GRAM_LANES]>,
    /// The sum of column `i` and `j <= i` at `i * columns + j`.
    sums: Vec<f64>,
}

impl Gram {
    /// Sums of no rows.
    pub fn new(columns: usize) -> Self {
        let block = vec![[0.0; GRAM_LANES]; columns * ROWS / GRAM_LANES];
        Self { columns, block, sums: vec![0.0; columns * columns] }
    }

    /// Adds rows, of which `fill` writes those in a range to a slice of the same length, for one column.
    pub fn add(
        &mut self,
        rows: std::ops::Range<usize>,
        fill: impl Fn(usize, std::ops::Range<usize>, &mut [f64]),
    ) {
        let strips = ROWS / GRAM_LANES;
        for start in rows.clone().step_by(ROWS) {
            let end = rows.end.min(start + ROWS);
            for (column, block) in self.block.chunks_exact_mut(strips).enumerate() {
                let (values, rest) = block.as_flattened_mut().split_at_mut(end - start);
                fill(column, start..end, values);
                rest.fill(0.0);
            }
            let used = (end - start).div_ceil(GRAM_LANES);
            arch().dispatch(Products {
                sums: &mut self.sums,
                block: &self.block,
                used,
                columns: self.columns,
            });
        }
    }

    /// Adds the sums of other rows.
    pub fn merge(&mut self, other: &Self) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, more)| *sum += more);
    }

    /// The sum of the products of two columns.
    pub fn product(&self, one: usize, other: usize) -> f64 {
        self.sums[one.max(other) * self.columns + one.min(other)]
    }
}

kernel! {
    /// The sum of the differences of some numbers from one.
    pub fn sum_from(values: &[f64], from: f64) -> f64 {
        // Several vectors at a time, because each step waits for the one before.
        const WIDE: usize = 4 * GRAM_LANES;
        let mut sums = [0.0; WIDE];
        let (chunks, rest) = values.as_chunks::<WIDE>();
        for chunk in chunks {
            for lane in 0..WIDE {
                sums[lane] += chunk[lane] - from;
            }
        }
        let sum = sums.iter().fold(0.0, |sum, part| sum + part);
        rest.iter().fold(sum, |sum, x| sum + (x - from))
    }
}

kernel! {
    /// The deviations from a mean, times a factor.
    pub fn centre(values: &[f64], mean: f64, factor: f64, out: &mut [f64]) {
        for (value, out) in values.iter().zip(out.iter_mut()) {
            *out = (value - mean) * factor;
        }
    }
}

/// Adds the products of a block. Written with explicit vectors, because the compiler would keep the sums in memory.
struct Products<'p> {
    sums: &'p mut [f64],
    block: &'p [[f64; GRAM_LANES]],
    /// The strips of a column that hold rows.
    used: usize,
    columns: usize,
}

impl WithSimd for Products<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many sums at a time as fit into registers: processors with the widest vectors have twice as many.
        if S::F64_LANES >= 8 { self.add::<S, 4>(simd) } else { self.add::<S, 3>(simd) }
    }
}

impl Products<'_> {
    /// Multiplies `TILE` columns with as many others at a time.
    #[inline(always)]
    fn add<S: Simd, const TILE: usize>(self, simd: S) {
        let Self { sums, block, used, columns } = self;
        // Beyond the last column the last one is taken again, and its sums are dropped.
        let column = |at: usize| &block[at.min(columns - 1) * (ROWS / GRAM_LANES)..][..used];
        for i in (0..columns).step_by(TILE) {
            let left: [_; TILE] = std::array::from_fn(|tile| column(i + tile));
            for j in (0..=i).step_by(TILE) {
                let right: [_; TILE] = std::array::from_fn(|tile| column(j + tile));
                let mut lanes = [[[0.0; GRAM_LANES]; TILE]; TILE];
                for part in 0..GRAM_LANES / S::F64_LANES {
                    let mut tile = [[simd.splat_f64s(0.0); TILE]; TILE];
                    for strip in 0..used {
                        let vector = |column: &[[f64; GRAM_LANES]]| S::as_simd_f64s(&column[strip]).0[part];
                        let right: [S::f64s; TILE] = std::array::from_fn(|at| vector(right[at]));
                        // By places, because the compiler keeps in memory what iterators hand out.
                        for at in 0..TILE {
                            let left = vector(left[at]);
                            for other in 0..TILE {
                                tile[at][other] = simd.mul_add_f64s(left, right[other], tile[at][other]);
                            }
                        }
                    }
                    for at in 0..TILE {
                        for other in 0..TILE {
                            S::as_mut_simd_f64s(&mut lanes[at][other]).0[part] = tile[at][other];
                        }
                    }
                }
                for (row, lanes) in (i..columns).zip(&lanes) {
                    for (other, [a, b, c, d, e, f, g, h]) in (j..columns.min(row + 1)).zip(lanes) {
                        sums[row * columns + other] += ((a + b) + (c + d)) + ((e + f) + (g + h));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};
    use pulp::Arch;

    #[test]
    fn products_have_the_same_bits_on_every_unit() {
        let mut stream = Stream::new(3, Purpose::Inputs, 0);
        for (columns, rows) in [(1, 1_usize), (2, 7), (3, 8), (5, 255), (9, 256), (13, 100)] {
            let used = rows.div_ceil(GRAM_LANES);
            let mut block = vec![[0.0; GRAM_LANES]; columns * ROWS / GRAM_LANES];
            for column in block.chunks_exact_mut(ROWS / GRAM_LANES) {
                column.as_flattened_mut()[..rows].fill_with(|| stream.unit() - 0.5);
            }
            // By the words of the documentation: every eighth row, fused, and then the eight sums in pairs.
            let mut want = vec![0.0; columns * columns];
            for i in 0..columns {
                for j in 0..=i {
                    let column = |at: usize| &block[at * (ROWS / GRAM_LANES)..][..used];
                    let mut l = [0.0_f64; GRAM_LANES];
                    for (x, y) in column(i).iter().zip(column(j)) {
                        (0..GRAM_LANES).for_each(|lane| l[lane] = x[lane].mul_add(y[lane], l[lane]));
                    }
                    want[i * columns + j] = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
                }
            }
            let mut units = vec![Arch::Scalar, arch()];
            #[cfg(all(feature = "avx2", any(target_arch = "x86", target_arch = "x86_64")))]
            units.extend(pulp::x86::V3::try_new().map(Arch::V3));
            for unit in units {
                let mut sums = vec![0.0; columns * columns];
                unit.dispatch(Products { sums: &mut sums, block: &block, used, columns });
                assert_eq!(sums, want, "{unit:?}, {columns} columns of {rows} rows");
            }
        }
    }
}
