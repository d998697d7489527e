//! How far two rankings of the same entities agree.
//!
//! Every function takes two lists with one finite number per entity, in the same order of entities: ranks, or
//! scores where only their order matters. The caller leaves out the entities that lack one of the two.

use icip_num::association::{self, Pairs};
use icip_num::statistics;

/// Kendall's tau-b: 1 for the same order, -1 for the reverse; `None` where all entities tie in one of the
/// two.
///
/// *Formula*: of the `n (n - 1) / 2` pairs `n0`, `C` in the same order, `D` in the opposite, `T1` and `T2`
/// tied in the one and in the other:
///
/// ```text
/// tau_b = (C - D) / sqrt((n0 - T1) (n0 - T2))
/// ```
///
/// *Reference*: Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945); counted in `n log
/// n` after Knight, JASA 61 (1966).
///
/// # Panics
/// When the lists differ in length.
///
/// ```
/// use icip::robustness::agreement::kendall;
///
/// // One of three pairs is swapped: (2 - 1) / 3.
/// assert_eq!(kendall(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]), Some(1.0 / 3.0));
/// ```
pub fn kendall(one: &[f64], other: &[f64]) -> Option<f64> {
    Pairs::of(one, other).tau()
}

/// Spearman's rho: the Pearson correlation of average ranks; `None` where all entities tie in one of the two.
///
/// # Panics
/// When the lists differ in length.
///
/// ```
/// use icip::robustness::agreement::spearman;
///
/// assert_eq!(spearman(&[1.0, 2.0, 3.0], &[9.0, 5.0, 4.0]), Some(-1.0));
/// ```
pub fn spearman(one: &[f64], other: &[f64]) -> Option<f64> {
    association::spearman(one, other).map(|found| found.coefficient)
}

/// The share of pairs whose order is strictly opposite; `None` with fewer than two entities.
///
/// # Panics
/// When the lists differ in length.
pub fn swapped(one: &[f64], other: &[f64]) -> Option<f64> {
    let pairs = Pairs::of(one, other);
    (pairs.all > 0).then(|| pairs.swapped as f64 / pairs.all as f64)
}

/// The mean difference of the two ranks of an entity, in places; `None` without entities.
///
/// # Panics
/// When the lists differ in length.
pub fn mean_shift(one: &[f64], other: &[f64]) -> Option<f64> {
    statistics::mean(&shifts(one, other))
}

/// The largest difference of the two ranks of an entity, in places; `None` without entities.
///
/// # Panics
/// When the lists differ in length.
pub fn largest_shift(one: &[f64], other: &[f64]) -> Option<f64> {
    statistics::bounds(&shifts(one, other)).map(|(_, largest)| largest)
}

/// How many of the best `places` entities of one ranking are among those of the other, as a share of the
/// larger group: ties at the last place may make a group larger than `places`. `None` where both groups are
/// empty.
///
/// # Panics
/// When the lists differ in length.
///
/// ```
/// use icip::robustness::agreement::top_overlap;
///
/// assert_eq!(top_overlap(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0], 2), Some(0.5));
/// ```
pub fn top_overlap(one: &[f64], other: &[f64], places: u32) -> Option<f64> {
    assert_eq!(one.len(), other.len(), "one rank per entity in both lists");
    let inside = |rank: &f64| *rank <= f64::from(places);
    let count = |ranks: &[f64]| ranks.iter().filter(|rank| inside(rank)).count();
    let both = one.iter().zip(other).filter(|(a, b)| inside(a) && inside(b)).count();
    let larger = count(one).max(count(other));
    (larger > 0).then(|| both as f64 / larger as f64)
}

fn shifts(one: &[f64], other: &[f64]) -> Vec<f64> {
    assert_eq!(one.len(), other.len(), "one rank per entity in both lists");
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use icip_num::random::{Purpose, Stream};

    #[test]
    fn orders_by_hand() {
        // (1 2 3 4) and (2 1 4 3): pairs 12 and 34 swapped of six, tau (4 - 2) / 6; d^2 sums to 4, rho = 1 -
        // 24 / 60.
        let (one, other) = ([1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0]);
        assert_eq!(kendall(&one, &other), Some(1.0 / 3.0));
        assert!((spearman(&one, &other).expect("apart") - 0.6).abs() < 1e-15);
        assert_eq!(swapped(&one, &other), Some(1.0 / 3.0));
        assert_eq!((mean_shift(&one, &other), largest_shift(&one, &other)), (Some(1.0), Some(1.0)));
        assert_eq!((top_overlap(&one, &other, 1), top_overlap(&one, &other, 2)), (Some(0.0), Some(1.0)));
        assert_eq!((kendall(&one, &one), swapped(&one, &one)), (Some(1.0), Some(0.0)));
    }

    #[test]
    fn ties_by_hand() {
        // (1 2 2 4) and (1 2 3 3): C = 4 (12, 13, 14, and 24 by 2 < 4, 2 < 3), D = 0; 23 is tied in the one,
        // 34 in the other. tau_b = 4 / sqrt(5 5). Average ranks 1 2.5 2.5 4 and 1 2 3.5 3.5: deviations -1.5
        // 0 0 1.5 and -1.5 -0.5 1 1; products 2.25 + 1.5 = 3.75; squares 4.5 and 4.5; rho = 3.75 / 4.5 = 5 /
        // 6.
        let (one, other) = ([1.0, 2.0, 2.0, 4.0], [1.0, 2.0, 3.0, 3.0]);
        assert_eq!(kendall(&one, &other), Some(0.8));
        assert!((spearman(&one, &other).expect("apart") - 5.0 / 6.0).abs() < 1e-15);
        assert_eq!(swapped(&one, &other), Some(0.0));
        // The best three are 1 2 2 and 1 2 3 3: three of four.
        assert_eq!(top_overlap(&one, &other, 3), Some(0.75));
    }

    #[test]
    fn without_two_that_differ_there_is_no_correlation() {
        assert_eq!((kendall(&[1.0, 1.0], &[1.0, 2.0]), spearman(&[1.0, 1.0], &[1.0, 2.0])), (None, None));
        assert_eq!(
            (kendall(&[1.0], &[1.0]), spearman(&[1.0], &[1.0]), swapped(&[1.0], &[1.0])),
            (None, None, None)
        );
        assert_eq!((kendall(&[], &[]), spearman(&[], &[]), mean_shift(&[], &[])), (None, None, None));
        assert_eq!((largest_shift(&[], &[]), top_overlap(&[], &[], 3)), (None, None));
        // Both zeros are the same number.
        assert_eq!(kendall(&[0.0, -0.0, 1.0], &[-0.0, 0.0, 1.0]), Some(1.0));
    }

    #[test]
    fn rounding_errors_make_no_order() {
        // The mean of 0.28 and 0.29 is 0.28500000000000003 and that of 0.57 and 0 is 0.285: a tie in both orders, so
        // that no pair is left.
        let scores = [(0.28 + 0.29) / 2.0, 0.57 / 2.0];
        assert_eq!((kendall(&scores, &scores), swapped(&scores, &[1.0, 2.0])), (None, Some(0.0)));
    }

    #[test]
    fn pairs_equal_the_definition() {
        let mut stream = Stream::new(2, Purpose::Inputs, 0);
        for (count, values) in [(2, 2), (17, 5), (64, 1000), (101, 9)] {
            let mut draw = || (0..count).map(|_| f64::from(stream.below(values))).collect::<Vec<f64>>();
            let (one, other) = (draw(), draw());
            let (mut tied_one, mut tied_other, mut tied_both, mut opposite) = (0, 0, 0, 0);
            for i in 0..count {
                for j in 0..i {
                    tied_one += u64::from(one[i] == one[j]);
                    tied_other += u64::from(other[i] == other[j]);
                    tied_both += u64::from(one[i] == one[j] && other[i] == other[j]);
                    opposite += u64::from((one[i] - one[j]) * (other[i] - other[j]) < 0.0);
                }
            }
            let got = Pairs::of(&one, &other);
            assert_eq!((got.tied_one, got.tied_other), (tied_one, tied_other));
            assert_eq!((got.tied_both, got.swapped), (tied_both, opposite));
        }
    }
}
