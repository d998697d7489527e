//! How many scores are higher than each score, counted without sorting.

use std::array::from_fn;

use super::dispatch::{WHOLE, arch, kernel};
use pulp::{Simd, WithSimd};

/// A number that orders as `total_cmp` does, highest first.
#[inline(always)]
pub fn falling(score: f64) -> u64 {
    let bits = score.to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !rising
}

kernel! {
    /// Integers that fall as scores rise, with the place of each score in the bits of a mask; 0.0 and -0.0 are the
    /// same.
    pub fn keys(keys: &mut [u64], scores: &[f64], mask: u64) {
        for (place, (key, score)) in keys.iter_mut().zip(scores).enumerate() {
            *key = (falling(score + 0.0) & !mask) | place as u64;
        }
    }
}

/// The largest number of neighbours on each side with which a score is compared.
pub const NEIGHBOURS: usize = 32;

/// Numbers that must follow the padding behind the last score, so that whole vectors can be read.
pub const PADDING: usize = 32;

/// Scores that are few enough to be compared each with all.
pub const FEW: usize = 64;

kernel! {
    /// For each of a few scores how many are higher, from their distance to the best in whole steps (as in [`buckets`],
    /// `scale` of them make one, and there are at most 2^16); nothing where two are in the same step.
    pub fn above_few(scores: &[f64], best: f64, scale: f64) -> Option<[u16; FEW]> {
        let mut steps = [0; FEW];
        for (step, score) in steps.iter_mut().zip(scores) {
            // Signed, for which all machines have a comparison.
            *step = (((best - score) * scale + WHOLE).to_bits() as u16 ^ 1 << 15) as i16;
        }
        // As for `one` below.
        let (mut counts, one) = ([0; FEW], std::hint::black_box(1));
        for step in &steps[..scores.len()] {
            counts = from_fn(|at| if *step < steps[at] { counts[at] + one } else { counts[at] });
        }
        // Of every two scores one is above the other.
        let pairs = counts.iter().take(scores.len()).map(|count| u32::from(*count)).sum::<u32>();
        (pairs as usize == scores.len() * scores.len().saturating_sub(1) / 2).then_some(counts)
    }
}

/// Writes for each score how many of the others are higher.
pub fn above_all(above: &mut [u64], scores: &[f64]) {
    arch().dispatch(AboveAll { above, scores });
}

pub(super) struct AboveAll<'a> {
    pub(super) above: &'a mut [u64],
    pub(super) scores: &'a [f64],
}

impl WithSimd for AboveAll<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { above, scores } = self;
        let one = one(simd);
        for (above, own) in above.chunks_mut(S::U64_LANES).zip(scores.chunks(S::F64_LANES)) {
            let own = simd.partial_load_f64s(own);
            let mut counts = simd.splat_u64s(0);
            for other in scores {
                counts = count_greater(simd, counts, one, simd.splat_f64s(*other), own);
            }
            simd.partial_store_u64s(above, counts);
        }
    }
}

/// Writes what has to be added to the place of a score to give the number of higher ones, modulo 2^64, for scores of
/// which those further than `beside` before are known to be higher, and those further behind not to be. There are
/// [`NEIGHBOURS`] numbers before the first score, infinite and positive, and as many behind the last, infinite and
/// negative; [`PADDING`] more behind those.
pub fn above_neighbours(above: &mut [u64], padded: &[f64], beside: usize) {
    arch().dispatch(AboveNeighbours { above, padded, beside });
}

pub(super) struct AboveNeighbours<'a> {
    pub(super) above: &'a mut [u64],
    pub(super) padded: &'a [f64],
    pub(super) beside: usize,
}

impl WithSimd for AboveNeighbours<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        const WIDE: usize = 4;
        let Self { above, padded, beside } = self;
        let (one, count) = (one(simd), WIDE * S::F64_LANES);
        let from = |start: usize| S::as_simd_f64s(&padded[start..start + count]).0;
        for (strip, above) in above.chunks_mut(count).enumerate() {
            let start = NEIGHBOURS + strip * count;
            let own = from(start);
            // Those before that are not higher are too many in the place of a score.
            let mut counts = [simd.splat_u64s((beside as u64).wrapping_neg()); WIDE];
            for step in 1..=beside {
                let (before, behind) = (from(start - step), from(start + step));
                for (at, counts) in counts.iter_mut().enumerate() {
                    *counts = count_greater(simd, *counts, one, before[at], own[at]);
                    *counts = count_greater(simd, *counts, one, behind[at], own[at]);
                }
            }
            for (above, counts) in above.chunks_mut(S::U64_LANES).zip(counts) {
                simd.partial_store_u64s(above, counts);
            }
        }
    }
}

/// Adds one where the first is greater.
#[inline(always)]
fn count_greater<S: Simd>(
    simd: S,
    counts: S::u64s,
    one: S::u64s,
    first: S::f64s,
    second: S::f64s,
) -> S::u64s {
    simd.select_u64s(simd.greater_than_f64s(first, second), simd.add_u64s(counts, one), counts)
}

/// 1 in every place. Of a 1 that they know, compilers make two instructions where one is enough.
#[inline(always)]
fn one<S: Simd>(simd: S) -> S::u64s {
    simd.splat_u64s(std::hint::black_box(1))
}

kernel! {
    /// The distance of each score from the best, in whole steps: `scale` of them make one. It falls nowhere as scores
    /// fall, because each operation rounds in the order of its operands.
    pub fn buckets(buckets: &mut [u32], scores: &[f64], best: f64, scale: f64) {
        for (bucket, score) in buckets.iter_mut().zip(scores) {
            *bucket = ((best - score) * scale + WHOLE).to_bits() as u32;
        }
    }
}

kernel! {
    /// The smallest and the largest number; of nothing, the wrong way round.
    pub fn least_and_most(numbers: &[u32]) -> (u32, u32) {
        let both = |(least, most): (u32, u32), number: &u32| (least.min(*number), most.max(*number));
        numbers.iter().fold((u32::MAX, 0), both)
    }
}
