//! Weighted sums of columns for many sets of weights at a time.

use super::dispatch::{arch, kernel};
use pulp::{Simd, WithSimd};

/// Columns of the same length, laid out for [`combine`]: the first rows of all columns, then the next rows of
/// all columns.
#[derive(Debug, Clone, Default)]
pub struct Strips {
    strips: Vec<[f64; STRIP]>,
    columns: usize,
    rows: usize,
}

/// The number of rows in a strip.
// Two vectors of the widest unit (8 numbers each), which `Combine::sum` reads at a time.
const STRIP: usize = 16;

/// The number of sets of weights that are combined at a time.
// A multiple of both numbers of sets that `Combine` adds at a time, 4 and 8.
pub const SETS: usize = 16;

impl Strips {
    /// Lays out columns.
    pub fn of(columns: &[Vec<f64>]) -> Self {
        let rows = columns.first().map_or(0, Vec::len);
        let mut strips = Vec::with_capacity(rows.div_ceil(STRIP) * columns.len());
        for start in (0..rows).step_by(STRIP) {
            strips.extend(columns.iter().map(|column| {
                let mut strip = [0.0; STRIP];
                let part = &column[start..rows.min(start + STRIP)];
                strip[..part.len()].copy_from_slice(part);
                strip
            }));
        }
        Self { strips, columns: columns.len(), rows }
    }
}

/// Sums of weight times value, by fused multiply-add in the order of the columns, for up to [`SETS`] sets of
/// weights.
///
/// `out` holds one row of sums per set, `weights` holds the weights of all sets, one element per column.
pub fn combine(out: &mut [f64], inputs: &Strips, weights: &[[f64; SETS]]) {
    arch().dispatch(Combine { out, inputs, weights });
}

/// Written with explicit vectors, because the compiler would keep the sums in memory. All sets use a strip
/// before the next strip is read.
pub(super) struct Combine<'c> {
    pub(super) out: &'c mut [f64],
    pub(super) inputs: &'c Strips,
    pub(super) weights: &'c [[f64; SETS]],
}

impl WithSimd for Combine<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many sums at a time as fit into registers: processors with the widest vectors have twice as many
        // registers.
        if S::F64_LANES >= 8 { self.sum::<S, 8>(simd) } else { self.sum::<S, 4>(simd) }
    }
}

impl Combine<'_> {
    /// Adds up `AT_A_TIME` sets at a time.
    #[inline(always)]
    fn sum<S: Simd, const AT_A_TIME: usize>(self, simd: S) {
        /// The number of vectors of a strip that are added at a time.
        // A weight that is spread over a vector serves two vectors of rows. With 4 (or 8) sets that makes 8
        // (or 16) sums, which leaves registers for the values and the weight.
        const WIDE: usize = 2;
        let Self { out, inputs, weights } = self;
        if inputs.columns == 0 {
            return out.fill(0.0);
        }
        let rows_together = WIDE * S::F64_LANES;
        for (place, strips) in inputs.strips.chunks_exact(inputs.columns).enumerate() {
            // The last chunk of `out` may hold fewer sets. Their sums are computed all the same and are
            // dropped below, where `zip` ends with `out`.
            for (sets, out) in out.chunks_mut(AT_A_TIME * inputs.rows).enumerate() {
                for part in (0..STRIP).step_by(rows_together) {
                    let mut sums = [[simd.splat_f64s(0.0); WIDE]; AT_A_TIME];
                    for (strip, weights) in strips.iter().zip(weights) {
                        let (values, _) = S::as_simd_f64s(&strip[part..part + rows_together]);
                        let weights = &weights.as_chunks::<AT_A_TIME>().0[sets];
                        for (sums, weight) in sums.iter_mut().zip(weights) {
                            let weight = simd.splat_f64s(*weight);
                            for (sum, value) in sums.iter_mut().zip(values) {
                                *sum = simd.mul_add_f64s(weight, *value, *sum);
                            }
                        }
                    }
                    // The last strip may reach beyond the last row.
                    let start = inputs.rows.min(place * STRIP + part);
                    let count = rows_together.min(inputs.rows - start);
                    for (out, sums) in out.chunks_exact_mut(inputs.rows).zip(&sums) {
                        let out = &mut out[start..start + count];
                        if count == rows_together {
                            S::as_mut_simd_f64s(out).0.copy_from_slice(sums);
                            continue;
                        }
                        // `out` goes on with the rows of the next set, so no whole vector may be written
                        // here.
                        let mut row = [0.0; STRIP];
                        S::as_mut_simd_f64s(&mut row).0[..WIDE].copy_from_slice(sums);
                        out.copy_from_slice(&row[..count]);
                    }
                }
            }
        }
    }
}

kernel! {
    /// Replaces the weights of the children of `node` by their shares of the index, set by set: the share of
    /// the node times the weight of the child, divided by the sum of the weights where the node is a mean.
    /// `rows` has one element per node. Where the sum is not positive although the node has a share, the
    /// shares become NaN.
    pub fn share_weights(rows: &mut [[f64; SETS]], node: usize, children: &[usize], is_mean: bool) {
        let mut share = rows[node];
        if is_mean {
            let mut totals = [0.0; SETS];
            for child in children {
                for (total, weight) in totals.iter_mut().zip(&rows[*child]) {
                    *total += weight;
                }
            }
            for (share, total) in share.iter_mut().zip(totals) {
                // A node without a share needs none for its children. Elsewhere NaN makes all scores of the
                // set NaN, which the caller sees; 0 would look like a result.
                let nothing = if *share == 0.0 { 0.0 } else { f64::NAN };
                *share = if total > 0.0 { *share / total } else { nothing };
            }
        }
        for child in children {
            for (own, share) in rows[*child].iter_mut().zip(share) {
                *own *= share;
            }
        }
    }
}
