//! Loops over columns, compiled for the vector units that the machine has. The only module that names
//! `pulp`.
//!
//! Every loop does to each row what its plain form does, in the same order, so its bits do not depend
//! on the width of the vectors: rows are independent, smallest and largest values have no order, and
//! nothing is contracted that is not written as [`f64::mul_add`], which is exact on every machine.

use std::array::from_fn;

use crate::rank::falling;

use pulp::{Arch, Simd, WithSimd};

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
            // `FnMut`, for which a call is the body itself: that of `FnOnce` may go through a function that is
            // compiled for no vector unit.
            impl<R, F: FnMut() -> R> pulp::NullaryFnOnce for Work<F> {
                type Output = R;
                #[inline(always)]
                fn call(mut self) -> R {
                    (self.0)()
                }
            }
            crate::kernel::arch().dispatch(Work(#[inline(always)] || $body))
        }
    };
}

mod elementary;

pub(crate) use elementary::{exp, ln};

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

/// A column whose points on a line count in a sum with a weight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term<'t> {
    values: &'t [f64],
    /// One bit a row; nothing where all rows count.
    words: Option<&'t [u64]>,
    weight: f64,
    line: Line,
    divisor: Divisor,
}

impl<'t> Term<'t> {
    /// A term without rows.
    pub(crate) const NOTHING: Self = {
        let line = Line { a: 0.0, b: 0.0, origin: 0.0, by: 1.0 };
        Self { values: &[], words: None, weight: 0.0, line, divisor: Divisor { by: 1.0, reciprocal: 1.0 } }
    };

    /// Nothing for a line whose points are found by writing the division out.
    pub(crate) fn new(values: &'t [f64], words: Option<&'t [u64]>, weight: f64, line: Line) -> Option<Self> {
        let divisor = Divisor::new(line.by);
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
    /// Adds the terms in their order. All rows count.
    fn add_terms(sums: &mut [f64], terms: &[Term<'_>]) {
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
            for (sum, x) in rest.iter_mut().zip(&term.values[first * 32..]) {
                *sum += term.weight * term.point(*x);
            }
        }
    }
}

kernel! {
    /// Adds the terms in their order, each where its rows count, and to `weights` the weights of those.
    fn add_terms_where(sums: &mut [f64], weights: &mut [f64], terms: &[Term<'_>]) {
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
            let word = if values.is_empty() { 0 } else { term.word(first / 4) >> (first % 4 * 16) };
            for (lane, ((sum, weight), x)) in rest.iter_mut().zip(&mut *rest_totals).zip(values).enumerate() {
                let set = spread(word, lane);
                *sum += term.weight * f64::from_bits(term.point(*x).to_bits() & set);
                *weight += f64::from_bits(term.weight.to_bits() & set);
            }
        }
    }
}

/// Columns of the same length, laid out for [`combine`]: some rows of all columns, then the next rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheaf {
    strips: Vec<[f64; STRIP]>,
    columns: usize,
    rows: usize,
}

/// Rows of a strip.
const STRIP: usize = 16;

/// Sets of weights of a combination.
pub(crate) const SETS: usize = 16;

impl Sheaf {
    /// Lays columns out.
    pub(crate) fn of(columns: &[Vec<f64>]) -> Self {
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

/// Sums of weight times value, fused and in the order of the columns, for up to [`SETS`] sets of weights: `out` holds a row
/// a set, `weights` those of all sets column by column.
pub(crate) fn combine(out: &mut [f64], sheaf: &Sheaf, weights: &[[f64; SETS]]) {
    arch().dispatch(Combine { out, sheaf, weights });
}

/// Compilers keep the sums in memory, so this is written out. All sets take a strip before the next one is read.
struct Combine<'c> {
    out: &'c mut [f64],
    sheaf: &'c Sheaf,
    weights: &'c [[f64; SETS]],
}

impl WithSimd for Combine<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many sums at a time as there are places for beside what is added: the widest vectors come with twice as many.
        if S::F64_LANES >= 8 { self.sum::<S, 8>(simd) } else { self.sum::<S, 4>(simd) }
    }
}

impl Combine<'_> {
    /// Sums up, so many sets at a time.
    #[inline(always)]
    fn sum<S: Simd, const AT_A_TIME: usize>(self, simd: S) {
        /// Vectors of a strip that are summed up together.
        const WIDE: usize = 2;
        let Self { out, sheaf, weights } = self;
        if sheaf.columns == 0 {
            return out.fill(0.0);
        }
        let rows_together = WIDE * S::F64_LANES;
        for (place, strips) in sheaf.strips.chunks_exact(sheaf.columns).enumerate() {
            for (sets, out) in out.chunks_mut(AT_A_TIME * sheaf.rows).enumerate() {
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
                    // The last strip may have parts behind the last row.
                    let start = sheaf.rows.min(place * STRIP + part);
                    let count = rows_together.min(sheaf.rows - start);
                    for (out, sums) in out.chunks_exact_mut(sheaf.rows).zip(&sums) {
                        let out = &mut out[start..start + count];
                        if count == rows_together {
                            S::as_mut_simd_f64s(out).0.copy_from_slice(sums);
                            continue;
                        }
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
    /// Shares out what a node has among its children by their weights, set by set: `rows` holds for every node its weights,
    /// which its share takes the place of. In a mean weights are divided by their sum; a set in which it is not positive
    /// although the node has a share is not a number from there on.
    fn share_out(rows: &mut [[f64; SETS]], node: usize, children: &[usize], is_mean: bool) {
        let mut share = rows[node];
        if is_mean {
            let mut totals = [0.0; SETS];
            for child in children {
                for (total, weight) in totals.iter_mut().zip(&rows[*child]) {
                    *total += weight;
                }
            }
            for (share, total) in share.iter_mut().zip(totals) {
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

kernel! {
    /// Divides every value by the same number.
    fn divide(values: &mut [f64], by: f64) {
        let divisor = Divisor::new(by);
        if divisor.is_moderate() {
            for value in values.iter_mut() {
                *value = divisor.divide(*value);
            }
        } else {
            for value in values.iter_mut() {
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

/// Columns that are read side by side: as many as a machine fetches from memory at a time.
pub(crate) const TOGETHER: usize = 8;

/// Sums of weight times value, in the order of the columns.
pub(crate) fn weighted_sum<'k>(out: &mut [f64], columns: impl Iterator<Item = (f64, &'k [f64])>) {
    out.fill(0.0);
    let mut some: [(f64, &[f64]); TOGETHER] = [(0.0, &[]); TOGETHER];
    let mut count = 0;
    for column in columns {
        some[count] = column;
        count += 1;
        if count == TOGETHER {
            add_weighted(out, &some);
            count = 0;
        }
    }
    add_weighted(out, &some[..count]);
}

kernel! {
    fn add_weighted(sums: &mut [f64], columns: &[(f64, &[f64])]) {
        let (strips, rest) = sums.as_chunks_mut::<32>();
        let first = strips.len();
        for (place, strip) in strips.iter_mut().enumerate() {
            let mut sums = *strip;
            for (weight, values) in columns {
                let values: &[f64; 32] = &values.as_chunks().0[place];
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += weight * value;
                }
            }
            *strip = sums;
        }
        for (weight, values) in columns {
            for (sum, value) in rest.iter_mut().zip(&values[first * 32..]) {
                *sum += weight * value;
            }
        }
    }
}

/// Adds weight times value.
pub(crate) fn add_product(sums: &mut [f64], weight: f64, values: &[f64]) {
    add_weighted(sums, &[(weight, values)]);
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
    /// Puts a number into the rows whose bit is not set.
    fn fill_elsewhere(values: &mut [f64], number: f64, words: &[u64]) {
        for (values, word) in values.chunks_mut(64).zip(words) {
            for (place, value) in values.iter_mut().enumerate() {
                let set = spread(*word, place);
                *value = f64::from_bits(value.to_bits() & set | number.to_bits() & !set);
            }
        }
    }
}

kernel! {
    /// Puts a number in place of those below a bound.
    fn replace_below(values: &mut [f64], bound: f64, number: f64) {
        for value in values.iter_mut() {
            let own = *value;
            *value = if own < bound { number } else { own };
        }
    }
}

kernel! {
    /// Integers that fall as scores rise, with the place of each score in the bits of a mask; 0.0 and -0.0 are the
    /// same.
    fn keys(keys: &mut [u64], scores: &[f64], mask: u64) {
        for (place, (key, score)) in keys.iter_mut().zip(scores).enumerate() {
            *key = (falling(score + 0.0) & !mask) | place as u64;
        }
    }
}

/// Neighbours on each side that scores are compared with at the most, and scores that are looked at together.
pub(crate) const BESIDE: usize = 32;
pub(crate) const STRETCH: usize = 32;

/// Scores that are few enough to be compared each with all.
pub(crate) const FEW: usize = 64;

kernel! {
    /// For each of a few scores how many are higher, from their distance to the best in whole steps (as in [`drawers`],
    /// `scale` of them make one, and there are at most 2^16); nothing where two are in the same step.
    fn above_few(scores: &[f64], best: f64, scale: f64) -> Option<[u16; FEW]> {
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
pub(crate) fn above_all(above: &mut [u64], scores: &[f64]) {
    arch().dispatch(AboveAll { above, scores });
}

struct AboveAll<'a> {
    above: &'a mut [u64],
    scores: &'a [f64],
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
/// [`BESIDE`] numbers before the first score, infinite and positive, and as many behind the last, infinite and
/// negative; [`STRETCH`] more behind those.
pub(crate) fn above_beside(above: &mut [u64], shared: &[f64], beside: usize) {
    arch().dispatch(AboveBeside { above, shared, beside });
}

struct AboveBeside<'a> {
    above: &'a mut [u64],
    shared: &'a [f64],
    beside: usize,
}

impl WithSimd for AboveBeside<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        const WIDE: usize = 4;
        let Self { above, shared, beside } = self;
        let (one, count) = (one(simd), WIDE * S::F64_LANES);
        let from = |start: usize| S::as_simd_f64s(&shared[start..start + count]).0;
        for (stretch, above) in above.chunks_mut(count).enumerate() {
            let start = BESIDE + stretch * count;
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

/// 2^52: a sum with it has no binary digits behind the point, and the number in its last bits.
const WHOLE: f64 = f64::from_bits(1075 << 52);

kernel! {
    /// The distance of each score from the best, in whole steps: `scale` of them make one. It falls nowhere as scores
    /// fall, because each operation rounds in the order of its operands.
    fn drawers(drawers: &mut [u32], scores: &[f64], best: f64, scale: f64) {
        for (drawer, score) in drawers.iter_mut().zip(scores) {
            *drawer = ((best - score) * scale + WHOLE).to_bits() as u32;
        }
    }
}

kernel! {
    /// The middles of cells that are counted in 32 bits, of 2^32 between 0 and 1.
    fn middles(out: &mut [f64], cells: &[[u8; 4]]) {
        for (out, cell) in out.iter_mut().zip(cells) {
            *out = (f64::from(u32::from_le_bytes(*cell)) + 0.5) * (1.0 / (1_u64 << 32) as f64);
        }
    }
}

kernel! {
    /// The smallest and the largest number; of nothing, the wrong way round.
    fn least_and_most(numbers: &[u32]) -> (u32, u32) {
        let both = |(least, most): (u32, u32), number: &u32| (least.min(*number), most.max(*number));
        numbers.iter().fold((u32::MAX, 0), both)
    }
}

kernel! {
    /// Whether every value is finite.
    fn all_finite(values: &[f64]) -> bool {
        values.iter().fold(true, |all, value| all & value.is_finite())
    }
}

/// Smallest and largest of finite values, never -0.0; `None` of nothing.
pub(crate) fn bounds(values: &[f64]) -> Option<(f64, f64)> {
    arch().dispatch(Bounds { values, words: None })
}

/// Smallest and largest of the finite values whose bit is set, never -0.0; `None` when none is.
pub(crate) fn bounds_where(values: &[f64], words: &[u64]) -> Option<(f64, f64)> {
    arch().dispatch(Bounds { values, words: Some(words) })
}

/// Compilers do not make vectors of comparisons that choose, so these are written out.
struct Bounds<'v> {
    values: &'v [f64],
    words: Option<&'v [u64]>,
}

impl WithSimd for Bounds<'_> {
    type Output = Option<(f64, f64)>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Option<(f64, f64)> {
        let Self { values, words } = self;
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
                    let mut present = [first; 64];
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

/// Writes the values whose bit is set; the others stay.
#[inline(always)]
fn pick(out: &mut [f64; 64], values: &[f64], word: u64) {
    for (place, (out, value)) in out.iter_mut().zip(values).enumerate() {
        let set = spread(word, place);
        *out = f64::from_bits(value.to_bits() & set | out.to_bits() & !set);
    }
}

/// The smallest and the largest so far, in as many vectors each as hide the time a comparison takes.
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
                self.meet(simd, place, *value);
            }
        }
        ones.iter().for_each(|value| self.meet(simd, 0, *value));
        rest.iter().for_each(|value| self.meet(simd, 0, simd.splat_f64s(*value)));
    }

    #[inline(always)]
    fn meet(&mut self, simd: S, place: usize, value: S::f64s) {
        self.low[place] = simd.min_f64s(self.low[place], value);
        self.high[place] = simd.max_f64s(self.high[place], value);
    }

    /// Machines differ in which of 0.0 and -0.0 is the smaller; adding 0.0 makes one of them.
    #[inline(always)]
    fn both(self, simd: S) -> (f64, f64) {
        let [a, b, c, d] = self.low;
        let low = simd.reduce_min_f64s(simd.min_f64s(simd.min_f64s(a, b), simd.min_f64s(c, d)));
        let [a, b, c, d] = self.high;
        let high = simd.reduce_max_f64s(simd.max_f64s(simd.max_f64s(a, b), simd.max_f64s(c, d)));
        (low + 0.0, high + 0.0)
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

/// Columns whose rows are added together, which lie side by side.
pub(crate) const GROUP: usize = 16;

/// Sums of deviations from an origin and of their squares, smallest and largest, a column each.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Running {
    pub(crate) origin: [f64; GROUP],
    pub(crate) sum: [f64; GROUP],
    pub(crate) squares: [f64; GROUP],
    pub(crate) least: [f64; GROUP],
    pub(crate) most: [f64; GROUP],
}

kernel! {
    /// Adds rows in their order.
    fn add_rows(running: &mut Running, rows: &[[f64; GROUP]]) {
        let Running { origin, mut sum, mut squares, mut least, mut most } = *running;
        for row in rows {
            let deviation: [f64; GROUP] = from_fn(|at| row[at] - origin[at]);
            sum = from_fn(|at| sum[at] + deviation[at]);
            squares = from_fn(|at| squares[at] + deviation[at] * deviation[at]);
            least = from_fn(|at| if row[at] < least[at] { row[at] } else { least[at] });
            most = from_fn(|at| if row[at] > most[at] { row[at] } else { most[at] });
        }
        *running = Running { origin, sum, squares, least, most };
    }
}

/// All bits set where a bit of a word is, none where it is not.
#[inline(always)]
fn spread(word: u64, place: usize) -> u64 {
    (word >> place & 1).wrapping_neg()
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

    /// The vector units that this machine has, from none on.
    fn architectures() -> Vec<Arch> {
        let mut all = vec![Arch::Scalar];
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        all.extend(pulp::x86::V3::try_new().map(Arch::V3));
        all.push(arch());
        all
    }

    #[test]
    fn loops_that_are_written_out_give_the_same_bits_on_every_unit() {
        for rows in 0..70 {
            let columns: Vec<Vec<f64>> = (0..3).map(|column| numbers(rows, 7 + column)).collect();
            let sheaf = Sheaf::of(&columns);
            let weights: Vec<[f64; SETS]> =
                (0..3).map(|column| numbers(SETS, column).try_into().expect("so many")).collect();
            let words: Vec<u64> = numbers(2, 5).iter().map(|x| x.to_bits()).collect();
            for sets in 1..=SETS {
                for arch in architectures() {
                    let mut out = vec![f64::NAN; sets * rows];
                    arch.dispatch(Combine { out: &mut out, sheaf: &sheaf, weights: &weights });
                    for (place, sum) in out.iter().enumerate() {
                        let (set, row) = (place / rows, place % rows);
                        let fused =
                            |sum: f64, column: usize| weights[column][set].mul_add(columns[column][row], sum);
                        assert_eq!(sum.to_bits(), (0..3).fold(0.0, fused).to_bits(), "{arch:?} {rows}");
                    }
                }
            }
            for arch in architectures() {
                let values = &columns[0];
                let set = |row: &usize| words[row / 64] >> (row % 64) & 1 == 1;
                let inside: Vec<f64> = (0..rows).filter(set).map(|row| values[row]).collect();
                let mut cut = words.clone();
                cut.truncate(rows.div_ceil(64));
                if let (Some(last), 1..) = (cut.last_mut(), rows % 64) {
                    *last &= (1 << (rows % 64)) - 1;
                }
                let plain = |values: &[f64]| {
                    let low = values.iter().copied().reduce(|a, b| if b < a { b } else { a })?;
                    Some((low, values.iter().copied().reduce(|a, b| if b > a { b } else { a })?))
                };
                assert_eq!(arch.dispatch(Bounds { values, words: None }), plain(values));
                assert_eq!(arch.dispatch(Bounds { values, words: Some(&cut) }), plain(&inside));
                // Drawers of three, the higher first; in a drawer two tie and the highest comes last.
                let scores: Vec<f64> =
                    (0..rows).map(|at| if at % 3 == 2 { 0.5 } else { 0.0 } - (at / 3) as f64).collect();
                let above: Vec<u64> = scores
                    .iter()
                    .map(|own| scores.iter().filter(|other| *other > own).count() as u64)
                    .collect();
                let mut got = vec![0; rows];
                arch.dispatch(AboveAll { above: &mut got, scores: &scores });
                assert_eq!(got, above, "{arch:?}");
                let ends = [f64::INFINITY, f64::NEG_INFINITY].map(|end| vec![end; BESIDE]);
                let shared = [&ends[0][..], &scores, &ends[1], &[0.0; STRETCH]].concat();
                arch.dispatch(AboveBeside { above: &mut got, shared: &shared, beside: 2 });
                let got: Vec<u64> =
                    (0..).zip(&got).map(|(at, more): (u64, &u64)| at.wrapping_add(*more)).collect();
                assert_eq!(got, above, "{arch:?}");
            }
        }
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
            fill_elsewhere(&mut kept, 7.0, &words);
            let mut raised = values.to_vec();
            replace_below(&mut raised, 0.5, 4.0);
            for (row, x) in values.iter().enumerate() {
                assert_eq!(sums[row], if set(row) { x + 2.5 } else { *x });
                assert_eq!(kept[row], if set(row) { *x } else { 7.0 });
                assert_eq!(raised[row], if *x < 0.5 { 4.0 } else { *x });
            }
            let lines = [
                Line { a: 0.0, b: 100.0, origin: 0.5, by: 3.0 },
                Line { a: 1.0, b: -2.0, origin: -7.0, by: 0.1 },
            ];
            let term = |place: usize, words| Term::new(values, words, 0.25 + place as f64, lines[place]);
            let terms = [term(0, None), term(1, Some(&words))].map(|term| term.expect("0.1 is moderate"));
            let (mut every, mut some, mut weights) =
                (vec![0.5; length], vec![0.5; length], vec![0.0; length]);
            add_terms(&mut every, &terms);
            add_terms_where(&mut some, &mut weights, &terms);
            for (row, x) in values.iter().enumerate() {
                let point = |line: Line| line.a + line.b * ((x - line.origin) / line.by);
                let (first, second) = (0.25 * point(lines[0]), 1.25 * point(lines[1]));
                assert_eq!(every[row], 0.5 + first + second);
                let (second, weight) = if set(row) { (second, 1.5) } else { (0.0, 0.25) };
                assert_eq!((some[row], weights[row]), (0.5 + first + second, weight));
            }
            let columns = [values.to_vec(), sums.clone()];
            let sheaf = Sheaf::of(&columns);
            let mut out = vec![0.0; 3 * length];
            let set = |sets: [f64; 3]| from_fn(|set| sets.get(set).copied().unwrap_or(0.0));
            combine(&mut out, &sheaf, &[set([1.0, 0.5, 2.0]), set([0.0, 3.0, -1.0])]);
            for row in 0..length {
                let (x, y) = (columns[0][row], columns[1][row]);
                let fused = |w: [f64; 2]| w[1].mul_add(y, w[0] * x);
                let want = [[1.0, 0.0], [0.5, 3.0], [2.0, -1.0]].map(fused);
                assert_eq!([out[row], out[length + row], out[2 * length + row]], want);
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
