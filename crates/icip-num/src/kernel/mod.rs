//! Loops over columns, compiled for the vector units that the machine has.
//!
//! Every loop performs on each row the operations of its scalar form in the same order, so its bits do not
//! depend on the width of the vectors: rows are independent, the minimum and the maximum do not depend on
//! order, and a product and a sum are fused only where [`f64::mul_add`] is written, which is exact on every
//! machine.
//!
//! A kernel knows slices and numbers. It must not know columns with names, masks as a type, frameworks or
//! threads.

mod combine;
mod curve;
mod dispatch;
mod distance;
mod elementary;
mod extract;
mod gram;
mod line;
mod order;
mod reduce;
mod rows;

pub use combine::{SETS, Strips, combine, share_weights};
pub use curve::{
    Folded, Lane, SAMPLES, Spread, Weights, fit_folded, fit_lines, leave_out, spread, variance_of_curve,
};
pub use distance::{LANES, distance, inversions, nearest, swapped_and_equal};
pub use elementary::{exp, ln};
pub use extract::{EXTRACTED, extract, is_squarable, products, squares};
pub use gram::{Gram, centre, sum_from};
pub use line::{Line, Term, add_terms, add_terms_where, divide, line};
pub use order::{
    FEW, NEIGHBOURS, PADDING, above_all, above_few, above_neighbours, buckets, falling, keys, least_and_most,
    to_whole_multiples,
};
pub use reduce::{GROUP, Running, add_rows, all_finite, bounds, bounds_where};
pub use rows::{
    TOGETHER, add_product, add_where, divide_each, fill_elsewhere, middles, replace_below, weighted_sum,
};

#[cfg(test)]
mod tests {
    use pulp::Arch;
    use std::array::from_fn;

    use super::combine::Combine;
    use super::dispatch::arch;
    use super::order::{AboveAll, AboveNeighbours};
    use super::reduce::Bounds;
    use super::*;
    use crate::random::{Purpose, Stream};

    /// Random numbers of both signs over many magnitudes.
    fn numbers(count: usize, seed: u64) -> Vec<f64> {
        let mut stream = Stream::new(seed, Purpose::Inputs, 0);
        let mut number = || {
            let size = f64::from_bits(u64::from(1023 - 60 + stream.below(120)) << 52);
            let sign = if stream.below(2) == 0 { 1.0 } else { -1.0 };
            sign * (stream.unit() + 0.5) * size
        };
        (0..count).map(|_| number()).collect()
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
        // Any numbers, subnormal and huge ones among them, in every place of a strip.
        let mut stream = Stream::new(3, Purpose::Inputs, 0);
        let mut any = || f64::from_bits(u64::from(stream.bits()) << 32 | u64::from(stream.bits()));
        let mut all: Vec<f64> = (0..3000).map(|_| any()).filter(|x| x.is_finite()).collect();
        all.extend([0.0, -0.0, 5e-324, f64::MIN_POSITIVE, f64::MAX, f64::MIN, 1e-95, 1e-200, 1e200]);
        for by in numbers(50, 4).into_iter().chain((0..200).map(|_| any())).filter(|by| !by.is_nan()) {
            let mut got = all.clone();
            divide(&mut got, by);
            let mut each = all.clone();
            divide_each(&mut each, &vec![by; all.len()]);
            for ((x, got), each) in all.iter().zip(&got).zip(&each) {
                let want = x / by;
                let same = |got: f64| got.to_bits() == want.to_bits() || got.is_nan() && want.is_nan();
                assert!(same(*got) && same(*each), "{x:e} / {by:e}: {got:e} {each:e}");
            }
        }
        // The theorem on division by the reciprocal has one exception: the mantissa with all bits set.
        let all_ones = 2.0 - f64::EPSILON;
        let mut got = x.clone();
        divide(&mut got, all_ones);
        assert!(x.iter().zip(&got).all(|(x, got)| got.to_bits() == (x / all_ones).to_bits()));
    }

    /// The vector units of this machine, beginning with none.
    fn architectures() -> Vec<Arch> {
        let mut all = vec![Arch::Scalar];
        #[cfg(all(feature = "avx2", any(target_arch = "x86", target_arch = "x86_64")))]
        all.extend(pulp::x86::V3::try_new().map(Arch::V3));
        all.push(arch());
        all
    }

    #[test]
    fn loops_that_are_written_out_give_the_same_bits_on_every_unit() {
        for rows in 0..70 {
            let columns: Vec<Vec<f64>> = (0..3).map(|column| numbers(rows, 7 + column)).collect();
            let inputs = Strips::of(&columns);
            let weights: Vec<[f64; SETS]> =
                (0..3).map(|column| numbers(SETS, column).try_into().expect("so many")).collect();
            let words: Vec<u64> = numbers(2, 5).iter().map(|x| x.to_bits()).collect();
            for sets in 1..=SETS {
                for arch in architectures() {
                    let mut out = vec![f64::NAN; sets * rows];
                    arch.dispatch(Combine { out: &mut out, inputs: &inputs, weights: &weights });
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
                // Buckets of three, the higher bucket first; in a bucket two scores tie and the highest comes
                // last.
                let scores: Vec<f64> =
                    (0..rows).map(|at| if at % 3 == 2 { 0.5 } else { 0.0 } - (at / 3) as f64).collect();
                let above: Vec<u64> = scores
                    .iter()
                    .map(|own| scores.iter().filter(|other| *other > own).count() as u64)
                    .collect();
                let mut got = vec![0; rows];
                arch.dispatch(AboveAll { above: &mut got, scores: &scores });
                assert_eq!(got, above, "{arch:?}");
                let ends = [f64::INFINITY, f64::NEG_INFINITY].map(|end| vec![end; NEIGHBOURS]);
                let padded = [&ends[0][..], &scores, &ends[1], &[0.0; PADDING]].concat();
                arch.dispatch(AboveNeighbours { above: &mut got, padded: &padded, beside: 2 });
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
            let inputs = Strips::of(&columns);
            let mut out = vec![0.0; 3 * length];
            let set = |sets: [f64; 3]| from_fn(|set| sets.get(set).copied().unwrap_or(0.0));
            combine(&mut out, &inputs, &[set([1.0, 0.5, 2.0]), set([0.0, 3.0, -1.0])]);
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
