//! How far two columns go together: correlations with their probabilities.
//!
//! Every function takes two columns with one finite number per entity, in the same order; the caller leaves out the
//! entities that lack one of the two. A probability is that of a coefficient at least as far from 0 where there is no
//! association, and is not corrected for the number of pairs that were looked at ([`holm`], [`benjamini_hochberg`]).

use crate::distribution::{normal_two_sided, student_two_sided};
use crate::exact::exact_dot;
use crate::grid::Grid;
use crate::matrix;
use crate::rank::{self, Ties};
use crate::scalar;
use crate::statistics;

/// A coefficient, and its probability where there is no association.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Association {
    /// From -1 to 1.
    pub coefficient: f64,
    /// Two-sided; nothing for fewer than three entities.
    pub p: Option<f64>,
}

/// Pearson's correlation; `None` where a column is constant or there are fewer than two entities.
///
/// *Formula*: `r = sum((x - mean(x)) (y - mean(y))) / ((n - 1) sd(x) sd(y))`; its probability is that of `t = r sqrt((n - 2) /
/// (1 - r^2))` under Student's distribution with `n - 2` degrees of freedom.
///
/// # Panics
/// When the columns differ in length.
///
/// ```
/// use icip_num::association::pearson;
/// let found = pearson(&[1.0, 2.0, 3.0], &[0.0, 3.0, 3.0]).expect("they vary");
/// // By hand: 3 / sqrt(2 * 6).
/// assert!((found.coefficient - 3.0 / 12.0_f64.sqrt()).abs() < 1e-15);
/// assert_eq!(pearson(&[1.0, 1.0], &[1.0, 2.0]), None);
/// ```
pub fn pearson(one: &[f64], other: &[f64]) -> Option<Association> {
    assert_eq!(one.len(), other.len(), "one number per entity in both columns");
    let (x, y) = (centred(one)?, centred(other)?);
    let (xy, xx, yy) = (exact_dot(&x, &y), exact_dot(&x, &x), exact_dot(&y, &y));
    Some(of_pearson((xy / (xx * yy).sqrt()).clamp(-1.0, 1.0), one.len()))
}

/// The deviations from the mean, the largest of size 1; `None` where all numbers are equal.
fn centred(values: &[f64]) -> Option<Vec<f64>> {
    let (low, high) = statistics::bounds(values)?;
    // By the bounds, because the rounded mean of equal numbers may differ from them.
    let scale = (high / 2.0 - low / 2.0) * 2.0;
    if low >= high || !scale.is_finite() {
        return None;
    }
    let mean = statistics::mean(values)?;
    Some(values.iter().map(|x| (x - mean) / scale).collect())
}

/// A coefficient of Pearson, or of Spearman, of so many entities, with its probability.
pub fn of_pearson(coefficient: f64, count: usize) -> Association {
    let freedom = count as f64 - 2.0;
    let p = (freedom > 0.0).then(|| {
        let rest = (1.0 - coefficient) * (1.0 + coefficient);
        if rest <= 0.0 { 0.0 } else { student_two_sided(coefficient * (freedom / rest).sqrt(), freedom) }
    });
    Association { coefficient, p }
}

/// Spearman's correlation, that of average ranks; `None` where all entities tie in one of the two.
///
/// Its probability is that of Pearson's for ranks (as in scipy and in R for more than 1290 entities or with ties), which is
/// an approximation for fewer than about ten entities.
///
/// # Panics
/// When the columns differ in length.
pub fn spearman(one: &[f64], other: &[f64]) -> Option<Association> {
    assert_eq!(one.len(), other.len(), "one number per entity in both columns");
    of_ranks(&average_ranks(one), &average_ranks(other))
}

/// Spearman's correlation from [`average_ranks`].
pub fn of_ranks(one: &[f64], other: &[f64]) -> Option<Association> {
    if one.len() < 2 {
        return None;
    }
    let (standard, _) = matrix::standardised(&[one.to_vec(), other.to_vec()])?;
    Some(of_pearson(matrix::correlations(&standard)[0][1], one.len()))
}

/// Average ranks, the highest number first.
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    rank::ranks(values, Grid::of(values), Ties::Average)
}

/// Kendall's tau-b; `None` where all entities tie in one of the two.
///
/// *Formula*: of the `n (n - 1) / 2` pairs `n0`, `C` in the same order, `D` in the opposite, `T1` and `T2` tied in the one and
/// in the other, `tau = (C - D) / sqrt((n0 - T1) (n0 - T2))`. The probability is that of `z = (C - D) / sqrt(v)` under the
/// normal distribution, with the variance `v` for ties of both columns; it is an approximation for fewer than about ten
/// entities.
///
/// *Reference*: Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945), and Rank Correlation Methods (1970);
/// counted in `n log n` after Knight, JASA 61 (1966).
///
/// # Panics
/// When the columns differ in length.
///
/// ```
/// use icip_num::association::kendall;
/// // One of three pairs is swapped: (2 - 1) / 3.
/// let found = kendall(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]).expect("they vary");
/// assert_eq!(found.coefficient, 1.0 / 3.0);
/// ```
pub fn kendall(one: &[f64], other: &[f64]) -> Option<Association> {
    let pairs = Pairs::of(one, other);
    let coefficient = pairs.tau()?;
    let p = (one.len() > 2).then(|| {
        let (n, all) = (one.len() as f64, pairs.all as f64);
        let (t, u) = (&pairs.groups_one, &pairs.groups_other);
        let both = t.pairs * u.pairs / (2.0 * n * (n - 1.0));
        let threes = t.threes * u.threes / (9.0 * n * (n - 1.0) * (n - 2.0));
        let v = (2.0 * all * (2.0 * n + 5.0) - t.variance - u.variance) / 18.0 + both + threes;
        if v > 0.0 { normal_two_sided(pairs.agree() / v.sqrt()) } else { 1.0 }
    });
    Some(Association { coefficient, p })
}

/// Pairs of entities by how two orders put them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pairs {
    /// All pairs.
    pub all: u64,
    /// Those that tie in the one order, in the other, and in both.
    pub tied_one: u64,
    /// Those that tie in the other.
    pub tied_other: u64,
    /// Those that tie in both.
    pub tied_both: u64,
    /// Those whose order is strictly opposite.
    pub swapped: u64,
    groups_one: Groups,
    groups_other: Groups,
}

/// Sums over the groups of equal numbers of a column, of `t` numbers each.
#[derive(Debug, Clone, Default, PartialEq)]
struct Groups {
    /// Of `t (t - 1)`.
    pairs: f64,
    /// Of `t (t - 1) (t - 2)`.
    threes: f64,
    /// Of `t (t - 1) (2 t + 5)`.
    variance: f64,
}

impl Groups {
    fn of<T>(sorted: &[T], same: impl Fn(&T, &T) -> bool) -> Self {
        let mut groups = Self::default();
        for group in sorted.chunk_by(same) {
            let t = group.len() as f64;
            groups.pairs += t * (t - 1.0);
            groups.threes += t * (t - 1.0) * (t - 2.0);
            groups.variance += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        groups
    }
}

impl Pairs {
    /// Counts the pairs. Numbers that differ by rounding errors alone tie, as they do in ranks.
    ///
    /// # Panics
    /// When the columns differ in length.
    pub fn of(one: &[f64], other: &[f64]) -> Self {
        assert_eq!(one.len(), other.len(), "one number per entity in both columns");
        // 0.0 and -0.0 tie: adding 0.0 makes them the same for an order of all bits.
        let (grid, other_grid) = (Grid::of(one), Grid::of(other));
        let position = |(a, b): (&f64, &f64)| (grid.position(*a) + 0.0, other_grid.position(*b) + 0.0);
        let mut both: Vec<(f64, f64)> = one.iter().zip(other).map(position).collect();
        both.sort_unstable_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
        let tied_one = tied(&both, |x, y| x.0 == y.0);
        let tied_both = tied(&both, |x, y| x == y);
        let groups_one = Groups::of(&both, |x, y| x.0 == y.0);
        // In the order of the one, what must move past another to get into the order of the other is swapped. Pairs that
        // tie in the one stand in the order of the other, so they are not counted.
        let mut others: Vec<f64> = both.iter().map(|(_, b)| *b).collect();
        let swapped = inversions(&mut others);
        let tied_other = tied(&others, |x, y| x == y);
        let groups_other = Groups::of(&others, |x, y| x == y);
        Self { all: pairs_of(one.len()), tied_one, tied_other, tied_both, swapped, groups_one, groups_other }
    }

    /// Pairs in the same order less those in the opposite one.
    fn agree(&self) -> f64 {
        // Signed: fewer pairs may agree than not. Those that tie in neither are counted without those that tie in both
        // twice.
        self.all as f64 - self.tied_one as f64 - self.tied_other as f64 + self.tied_both as f64
            - 2.0 * self.swapped as f64
    }

    /// Kendall's tau-b; `None` where all entities tie in one of the two.
    pub fn tau(&self) -> Option<f64> {
        let (apart_one, apart_other) =
            ((self.all - self.tied_one) as f64, (self.all - self.tied_other) as f64);
        // One root of the product would be inexact where both are the same.
        (apart_one > 0.0 && apart_other > 0.0).then(|| {
            if apart_one == apart_other {
                self.agree() / apart_one
            } else {
                self.agree() / (apart_one * apart_other).sqrt()
            }
        })
    }
}

fn pairs_of(count: usize) -> u64 {
    let count = count as u64;
    count * count.saturating_sub(1) / 2
}

/// Pairs inside of groups of equal neighbours.
fn tied<T>(sorted: &[T], same: impl Fn(&T, &T) -> bool) -> u64 {
    sorted.chunk_by(same).map(|group| pairs_of(group.len())).sum()
}

/// Sorts by merging and counts the pairs that stood in the wrong order.
fn inversions(values: &mut [f64]) -> u64 {
    let (mut count, mut scratch, mut width) = (0, values.to_vec(), 1);
    while width < values.len() {
        for (from, to) in values.chunks(2 * width).zip(scratch.chunks_mut(2 * width)) {
            let (left, right) = from.split_at(width.min(from.len()));
            let (mut i, mut j) = (0, 0);
            for place in to {
                // Equal ones are not swapped: the left one goes first.
                if j == right.len() || (i < left.len() && left[i] <= right[j]) {
                    *place = left[i];
                    i += 1;
                } else {
                    *place = right[j];
                    j += 1;
                    count += (left.len() - i) as u64;
                }
            }
        }
        values.copy_from_slice(&scratch);
        width *= 2;
    }
    count
}

/// The interval of a correlation of Pearson by Fisher's transformation, for the quantile `z` of the normal distribution
/// (1.96 for 95 %); `None` for fewer than four entities or a coefficient of -1 or 1.
///
/// *Formula*: `tanh(atanh(r) -+ z / sqrt(n - 3))`.
pub fn interval(coefficient: f64, count: usize, z: f64) -> Option<[f64; 2]> {
    if count < 4 || coefficient.abs() >= 1.0 {
        return None;
    }
    let at = 0.5 * (scalar::ln_1p(coefficient) - scalar::ln_1p(-coefficient));
    let by = z / (count as f64 - 3.0).sqrt();
    let tanh = |x: f64| {
        let e = scalar::exp_m1(2.0 * x);
        if e.is_infinite() { 1.0 } else { e / (e + 2.0) }
    };
    Some([tanh(at - by), tanh(at + by)])
}

/// Probabilities corrected for their number so that any false alarm among all of them has at most the stated probability.
///
/// *Formula*: of `m` in ascending order, `max over i <= k of min(1, (m - i + 1) p_i)`.
/// *Reference*: Holm, Scandinavian Journal of Statistics 6 (1979).
///
/// ```
/// use icip_num::association::holm;
/// assert_eq!(holm(&[0.04, 0.01, 0.03]), [0.06, 0.03, 0.06]);
/// ```
pub fn holm(p: &[f64]) -> Vec<f64> {
    let (mut corrected, mut least) = (vec![0.0; p.len()], 0.0);
    for (place, at) in ascending(p).into_iter().enumerate() {
        let own = (p.len() - place) as f64 * p[at];
        least = if own > least { own } else { least };
        corrected[at] = if least > 1.0 { 1.0 } else { least };
    }
    corrected
}

/// Probabilities corrected for their number so that of all alarms at most the stated share is false.
///
/// *Formula*: of `m` in ascending order, `min over i >= k of min(1, m p_i / i)`.
/// *Reference*: Benjamini and Hochberg, JRSS B 57 (1995).
///
/// ```
/// use icip_num::association::benjamini_hochberg;
/// assert_eq!(benjamini_hochberg(&[0.04, 0.01, 0.02]), [0.04, 0.03, 0.03]);
/// ```
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let (mut corrected, mut most) = (vec![0.0; p.len()], 1.0);
    for (place, at) in ascending(p).into_iter().enumerate().rev() {
        let own = p.len() as f64 * p[at] / (place + 1) as f64;
        most = if own < most { own } else { most };
        corrected[at] = most;
    }
    corrected
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_by_hand() {
        // (1 2 2 4) and (1 2 3 3): C = 4, D = 0, one pair tied in each: 4 / 5. The variance: n (n - 1) (2n + 5) = 156, the
        // groups 2 * 9 = 18 each: 120 / 18; both 2 * 2 / 24; no group of three. z = 4 / sqrt(6.8333).
        let found = kendall(&[1.0, 2.0, 2.0, 4.0], &[1.0, 2.0, 3.0, 3.0]).expect("they vary");
        assert_eq!(found.coefficient, 0.8);
        let z: f64 = 4.0 / (120.0 / 18.0 + 4.0 / 24.0_f64).sqrt();
        assert_eq!(found.p, Some(normal_two_sided(z)));
    }

    #[test]
    fn what_is_undefined_is_not_given() {
        assert_eq!(pearson(&[1.0], &[1.0]), None);
        assert_eq!(pearson(&[1.0, 2.0], &[1.0, 2.0]), Some(Association { coefficient: 1.0, p: None }));
        assert_eq!(pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]).expect("they vary").p, Some(0.0));
        assert_eq!(
            (kendall(&[1.0; 3], &[1.0, 2.0, 3.0]), spearman(&[1.0; 3], &[1.0, 2.0, 3.0])),
            (None, None)
        );
        assert_eq!((interval(0.5, 3, 1.96), interval(1.0, 30, 1.96)), (None, None));
    }

    #[test]
    fn the_interval_by_hand() {
        // atanh(0.5) = 0.549306, and 1.96 / sqrt(25) = 0.392: tanh of 0.157306 and of 0.941306.
        let [low, high] = interval(0.5, 28, 1.96).expect("defined");
        assert!((low - 0.156_021).abs() < 1e-6 && (high - 0.735_822).abs() < 1e-6, "{low} {high}");
    }
}
