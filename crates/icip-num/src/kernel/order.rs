//! The number of higher scores for each score, counted without sorting.

use std::array::from_fn;

use super::dispatch::{WHOLE, arch, kernel};
use pulp::{Simd, WithSimd};

/// A number that orders as `total_cmp` does, highest first.
#[inline(always)]
pub fn falling(score: f64) -> u64 {
    let bits = score.to_bits();
    // The bits of positive numbers order as integers. Those of negative numbers order the other way round, so
    // they are inverted; the sign bit puts the positive ones above them.
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !rising
}

kernel! {
    /// Integers that fall as scores rise, with the position of each score in the bits of the mask. 0.0 and
    /// -0.0 give the same integer.
    pub fn keys(keys: &mut [u64], scores: &[f64], mask: u64) {
        for (place, (key, score)) in keys.iter_mut().zip(scores).enumerate() {
            // The position takes the place of the bits that matter least. Scores that differ only in these
            // are put in order by the caller.
            *key = (falling(score + 0.0) & !mask) | place as u64;
        }
    }
}

/// The largest number of neighbours on each side with which a score is compared.
pub const NEIGHBOURS: usize = 32;

/// Numbers that must follow the padding after the last score, so that whole vectors can be read.
// Four vectors of at most eight numbers, which `AboveNeighbours` reads at a time.
pub const PADDING: usize = 32;

/// Up to this many scores are compared pair by pair.
// The steps and the counts of 64 scores, 16 bits each, fit into registers (four vectors each with AVX2).
pub const FEW: usize = 64;

kernel! {
    /// For each of a few scores the number of higher ones, from its distance to the best score in whole steps
    /// (as in [`buckets`]: `scale` steps make 1, and there are at most 2^16 steps); `None` where two scores
    /// share a step.
    pub fn above_few(scores: &[f64], best: f64, scale: f64) -> Option<[u16; FEW]> {
        let mut steps = [0; FEW];
        for (step, score) in steps.iter_mut().zip(scores) {
            // Signed, because every vector unit can compare signed integers.
            *step = (((best - score) * scale + WHOLE).to_bits() as u16 ^ 1 << 15) as i16;
        }
        // As for `one` below.
        let (mut counts, one) = ([0; FEW], std::hint::black_box(1));
        for step in &steps[..scores.len()] {
            counts = from_fn(|at| if *step < steps[at] { counts[at] + one } else { counts[at] });
        }
        // If no two scores share a step, one of every two is above the other.
        // Rounding keeps the order, so different steps mean different scores in the same order. Scores that
        // share a step may still differ, so nothing follows from them.
        let pairs = counts.iter().take(scores.len()).map(|count| u32::from(*count)).sum::<u32>();
        (pairs as usize == scores.len() * scores.len().saturating_sub(1) / 2).then_some(counts)
    }
}

/// Writes the number of higher scores for each score.
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
            // A score is compared with itself too, which is not greater and adds nothing.
            for other in scores {
                counts = count_greater(simd, counts, one, simd.splat_f64s(*other), own);
            }
            simd.partial_store_u64s(above, counts);
        }
    }
}

/// Writes for each score what must be added to its position (modulo 2^64) to give the number of higher
/// scores.
///
/// The scores are almost sorted: every score more than `beside` positions before another is higher, and none
/// more than `beside` positions after it is. `padded` holds [`NEIGHBOURS`] times positive infinity, the
/// scores, [`NEIGHBOURS`] times negative infinity, and [`PADDING`] numbers that are never compared.
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
            // The position counts all scores before as higher; those that are not are subtracted.
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

/// Adds `one` where `first` is greater than `second`.
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

/// The number 1 in every lane, hidden from the compiler, which would otherwise use two instructions instead
/// of one.
#[inline(always)]
fn one<S: Simd>(simd: S) -> S::u64s {
    simd.splat_u64s(std::hint::black_box(1))
}

kernel! {
    /// The distance of each score from the best score in whole steps, of which `scale` make 1. It never falls
    /// as scores fall, because rounding keeps the order of its operands.
    pub fn buckets(buckets: &mut [u32], scores: &[f64], best: f64, scale: f64) {
        for (bucket, score) in buckets.iter_mut().zip(scores) {
            *bucket = ((best - score) * scale + WHOLE).to_bits() as u32;
        }
    }
}

kernel! {
    /// The smallest and the largest number; the maximum and 0 of an empty slice.
    pub fn least_and_most(numbers: &[u32]) -> (u32, u32) {
        let both = |(least, most): (u32, u32), number: &u32| (least.min(*number), most.max(*number));
        numbers.iter().fold((u32::MAX, 0), both)
    }
}

kernel! {
    /// Replaces every value by the nearest whole number of steps, of which `steps` make 1 (half to even). The
    /// products are smaller than 2^51 in size.
    pub fn to_whole_multiples(values: &mut [f64], steps: f64) {
        // Between 2^52 and 2^53 neighbours are 1 apart, so a sum with this number is rounded to a whole
        // number (half to even, as every sum). With 1.5 instead of 1 a negative product stays in that range.
        const ROUNDER: f64 = 1.5 * WHOLE;
        for value in values.iter_mut() {
            *value = (*value * steps + ROUNDER) - ROUNDER;
        }
    }
}
