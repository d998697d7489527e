//! How far two columns go together: correlations with their probabilities.
//!
//! Every function takes two columns with one finite number per entity, in the same order; the caller leaves out the
//! entities that lack one of the two. A probability is that of a coefficient at least as far from 0 where there is no
//! association, and is not corrected for the number of pairs that were looked at ([`holm`], [`benjamini_hochberg`]).

use crate::distribution::{normal_two_sided, student_two_sided};
use crate::exact::exact_dot;
use crate::exec::{self, Par};
use crate::grid::Grid;
use crate::kernel::{self, Gram};
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
    Some(of_pearson(of_products(xy, xx, yy), one.len()))
}

/// A coefficient from the sums of products of deviations.
fn of_products(xy: f64, xx: f64, yy: f64) -> f64 {
    // One root of the product would be inexact where both are the same, as of ranks without ties.
    let size = if xx == yy { xx } else { (xx * yy).sqrt() };
    (xy / size).clamp(-1.0, 1.0)
}

/// The deviations from the mean over the width; `None` where all numbers are equal.
fn centred(values: &[f64]) -> Option<Vec<f64>> {
    let (mean, width) = scale(values)?;
    Some(values.iter().map(|x| (x - mean) / width).collect())
}

/// The mean, and the width between the bounds; `None` where all numbers are equal.
fn scale(values: &[f64]) -> Option<(f64, f64)> {
    let (low, high) = statistics::bounds(values)?;
    // By the bounds, because the rounded mean of equal numbers may differ from them.
    let width = (high / 2.0 - low / 2.0) * 2.0;
    if low >= high || !width.is_finite() {
        return None;
    }
    Some((statistics::mean(values)?, width))
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

/// Pearson's correlations of all pairs of columns, each with one number per entity; nothing where a column is constant.
///
/// They differ from those of [`pearson`] in their last digits: products are summed block by block, as fast as the vector
/// units allow, in an order that does not depend on the threads.
///
/// # Panics
/// When the columns differ in length.
///
/// ```
/// use icip_num::{association::correlations, exec::Par};
/// let found = correlations(&[&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0], &[5.0; 3]], Par::Auto);
/// assert_eq!((found.between(0, 1), found.between(0, 2)), (Some(-1.0), None));
/// ```
pub fn correlations(columns: &[&[f64]], par: Par) -> Correlations {
    let rows = columns.first().map_or(0, |column| column.len());
    assert!(columns.iter().all(|column| column.len() == rows), "one number per entity in all columns");
    let scales = exec::map(par, columns.len(), rows.saturating_mul(columns.len()), |at| outline(columns[at]));
    // The size of the parts depends on the rows alone, so the sums do not depend on the threads.
    let part = LEAST_PART.max(rows.div_ceil(MOST_PARTS).next_multiple_of(LEAST_PART));
    let cells = rows.saturating_mul(columns.len()).saturating_mul(columns.len()) / 8;
    let sums = exec::map(par, rows.div_ceil(part), cells, |at| {
        let mut sums = Gram::new(columns.len());
        sums.add(at * part..rows.min((at + 1) * part), |column, rows, values| {
            // A constant column becomes zeros, and the reciprocal of the least widths would be infinite.
            let (mean, width) = scales[column].unwrap_or((0.0, f64::INFINITY));
            kernel::centre(&columns[column][rows], mean, (1.0 / width).min(f64::MAX), values);
        });
        sums
    });
    let mut all = Gram::new(columns.len());
    sums.iter().for_each(|sums| all.merge(sums));
    Correlations { sums: all, rows }
}

/// A number near the mean, and the width between the bounds; `None` where all numbers are equal. Products of deviations from
/// a number near the mean differ from those from the mean by the square of how far it is away.
fn outline(values: &[f64]) -> Option<(f64, f64)> {
    let first = *values.first()?;
    let (mut low, mut high, mut sum) = (first, first, 0.0);
    for block in values.chunks(NEAR) {
        let (least, most) = kernel::bounds(block)?;
        low = if least < low { least } else { low };
        high = if most > high { most } else { high };
        sum += kernel::sum_from(block, first);
    }
    let (middle, width) = (first + sum / values.len() as f64, high - low);
    if middle.is_finite() && width.is_finite() {
        (low < high).then_some((middle, width))
    } else {
        scale(values)
    }
}

/// So many numbers stay in the nearest cache between two looks at them.
const NEAR: usize = 2048;

/// Rows that one thread adds up by itself, and the most parts that are then put together.
const LEAST_PART: usize = 4096;
const MOST_PARTS: usize = 16;

/// Pearson's correlations of all pairs of some columns.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Correlations {
    sums: Gram,
    rows: usize,
}

impl Correlations {
    /// The correlation of two columns; `None` where one of them is constant, or there are fewer than two entities.
    pub fn between(&self, one: usize, other: usize) -> Option<f64> {
        let product = |one, other| self.sums.product(one, other);
        let (xx, yy) = (product(one, one), product(other, other));
        (xx > 0.0 && yy > 0.0).then(|| of_products(product(one, other), xx, yy))
    }

    /// The same with its probability.
    pub fn association(&self, one: usize, other: usize) -> Option<Association> {
        Some(of_pearson(self.between(one, other)?, self.rows))
    }
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
    spearman_of(&Ordered::of(one), &Ordered::of(other))
}

/// The same of columns that were put in order.
///
/// # Panics
/// When the columns differ in length.
pub fn spearman_of(one: &Ordered, other: &Ordered) -> Option<Association> {
    let (x, y) = (one.ranks(other), other.ranks(one));
    let count = one.both(other).count();
    let middle = (count as f64 + 1.0) / 2.0;
    // Ranks are whole numbers or halves, so that none of these sums is rounded for up to 200,000 entities.
    let sums = one.both(other).fold([0.0; 3], |[xy, xx, yy], (row, _)| {
        let (x, y) = (x[row] - middle, y[row] - middle);
        [xy + x * y, xx + x * x, yy + y * y]
    });
    let [xy, xx, yy] = sums;
    (xx > 0.0 && yy > 0.0).then(|| of_pearson(of_products(xy, xx, yy), count))
}

/// Average ranks, the highest number first.
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    rank::ranks(values, Grid::of(values), Ties::Average)
}

/// A column of which some entities may lack a number, put in order once for all columns with which it is compared. Numbers
/// that differ by rounding errors alone tie, as they do in ranks.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Ordered {
    /// The entities that have a number, the lowest first.
    order: Vec<u32>,
    /// How many different numbers are below that of each entity; [`ABSENT`] where it has none.
    places: Vec<u32>,
    /// Of all entities that have a number.
    groups: Groups,
}

/// The place of an entity without a number.
const ABSENT: u32 = u32::MAX;

impl Ordered {
    /// Puts a column without gaps in order.
    pub fn of(values: &[f64]) -> Self {
        Self::of_cells(values.iter().copied().map(Some))
    }

    /// Puts a column in order, of at most 4,294,967,294 entities.
    pub fn of_cells(cells: impl ExactSizeIterator<Item = Option<f64>>) -> Self {
        let mut places = vec![ABSENT; cells.len()];
        let (rows, mut values): (Vec<u32>, Vec<f64>) =
            cells.enumerate().filter_map(|(row, cell)| Some((row as u32, cell?))).unzip();
        let grid = Grid::of(&values);
        grid.place(&mut values);
        // 0.0 and -0.0 tie: adding 0.0 makes them the same for an order of all bits.
        let mut pairs: Vec<(f64, u32)> = values.into_iter().map(|x| x + 0.0).zip(rows).collect();
        pairs.sort_unstable_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
        let mut groups = Groups::default();
        for (place, group) in pairs.chunk_by(|x, y| x.0 == y.0).enumerate() {
            groups.add(group.len());
            group.iter().for_each(|(_, row)| places[*row as usize] = place as u32);
        }
        Self { order: pairs.into_iter().map(|(_, row)| row).collect(), places, groups }
    }

    /// Whether every entity has a number.
    fn is_complete(&self) -> bool {
        self.order.len() == self.places.len()
    }

    /// Kendall's tau-b with a column without gaps, as [`Pairs::tau`] has it, for comparing few entities with many columns
    /// none of which is put in order.
    ///
    /// # Panics
    /// When the columns differ in length.
    ///
    /// ```
    /// use icip_num::association::Ordered;
    /// // One of three pairs is swapped: (2 - 1) / 3.
    /// assert_eq!(Ordered::of(&[1.0, 2.0, 3.0]).tau_with(&[1.0, 3.0, 2.0]), Some(1.0 / 3.0));
    /// ```
    pub fn tau_with(&self, values: &[f64]) -> Option<f64> {
        assert_eq!(self.places.len(), values.len(), "one number per entity in both columns");
        if !self.is_complete() || self.groups.pairs > 0 || values.len() > FEW {
            return Pairs::between(self, &Ordered::of(values)).tau();
        }
        let mut ordered: Vec<f64> = self.order.iter().map(|row| values[*row as usize]).collect();
        Grid::of(&ordered).place(&mut ordered);
        let [swapped, equal] = kernel::swapped_and_equal(&ordered);
        let all = pairs_of(values.len());
        tau_of(all, all - equal, all as f64 - equal as f64 - 2.0 * swapped as f64)
    }

    /// The entities that have both numbers in the order of this column, each with its place in it.
    fn both<'o>(&'o self, other: &'o Self) -> impl Iterator<Item = (usize, u32)> + Clone {
        assert_eq!(self.places.len(), other.places.len(), "one number per entity in both columns");
        let rows = self.order.iter().map(|row| *row as usize);
        rows.filter(|row| other.places[*row] != ABSENT).map(|row| (row, self.places[row]))
    }

    /// The average ranks, the lowest first, among the entities that have both numbers; 0 for others.
    fn ranks(&self, other: &Self) -> Vec<f64> {
        let mut ranks = vec![0.0; self.places.len()];
        let both: Vec<(usize, u32)> = self.both(other).collect();
        let mut before = 0;
        for group in both.chunk_by(|x, y| x.1 == y.1) {
            let rank = before as f64 + (group.len() as f64 + 1.0) / 2.0;
            group.iter().for_each(|(row, _)| ranks[*row] = rank);
            before += group.len();
        }
        ranks
    }

    /// The average ranks, the lowest first; nothing where an entity has no number.
    pub fn average_ranks(&self) -> Option<Vec<f64>> {
        self.is_complete().then(|| self.ranks(self))
    }
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
    Pairs::of(one, other).association()
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
    entities: usize,
    groups_one: Groups,
    groups_other: Groups,
}

/// Sums over the groups of equal numbers of a column, of `t` numbers each.
#[derive(Debug, Clone, Default, PartialEq)]
struct Groups {
    /// Of `t (t - 1)`.
    pairs: u64,
    /// Of `t (t - 1) (t - 2)`.
    threes: f64,
    /// Of `t (t - 1) (2 t + 5)`.
    variance: f64,
}

impl Groups {
    fn add(&mut self, count: usize) {
        if count > 1 {
            let (t, pairs) = (count as f64, 2 * pairs_of(count));
            self.pairs += pairs;
            self.threes += pairs as f64 * (t - 2.0);
            self.variance += pairs as f64 * (2.0 * t + 5.0);
        }
    }
}

impl Pairs {
    /// Counts the pairs. Numbers that differ by rounding errors alone tie, as they do in ranks.
    ///
    /// # Panics
    /// When the columns differ in length.
    pub fn of(one: &[f64], other: &[f64]) -> Self {
        assert_eq!(one.len(), other.len(), "one number per entity in both columns");
        Self::between(&Ordered::of(one), &Ordered::of(other))
    }

    /// Counts the pairs of the entities that have a number in both.
    ///
    /// # Panics
    /// When the columns differ in length.
    pub fn between(one: &Ordered, other: &Ordered) -> Self {
        let whole = one.is_complete() && other.is_complete();
        // The other column in the order of the one: what must move past another to get into its own order is swapped. Pairs
        // that tie in the one stand in the order of the other, so they are not counted.
        let mut others: Vec<u32> = Vec::with_capacity(one.order.len());
        let (mut groups_one, mut tied_both) = (Groups::default(), 0);
        if whole && one.groups.pairs == 0 {
            assert_eq!(one.places.len(), other.places.len(), "one number per entity in both columns");
            others.extend(one.order.iter().map(|row| other.places[*row as usize]));
        } else {
            let (mut start, mut last) = (0, ABSENT);
            let mut close = |others: &mut [u32]| {
                groups_one.add(others.len());
                if others.len() > 1 {
                    others.sort_unstable();
                    tied_both += others.chunk_by(u32::eq).map(|group| pairs_of(group.len())).sum::<u64>();
                }
            };
            for (row, place) in one.both(other) {
                if place != last {
                    close(&mut others[start..]);
                    (start, last) = (others.len(), place);
                }
                others.push(other.places[row]);
            }
            close(&mut others[start..]);
        }
        let groups_other = if whole {
            other.groups.clone()
        } else {
            let (mut groups, mut equal) = (Groups::default(), vec![0; other.order.len()]);
            others.iter().for_each(|place| equal[*place as usize] += 1);
            equal.into_iter().for_each(|count| groups.add(count));
            groups
        };
        Self {
            all: pairs_of(others.len()),
            tied_one: groups_one.pairs / 2,
            tied_other: groups_other.pairs / 2,
            tied_both,
            entities: others.len(),
            swapped: inversions(others, other.order.len()),
            groups_one,
            groups_other,
        }
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
        tau_of(self.all - self.tied_one, self.all - self.tied_other, self.agree())
    }

    /// The same with its probability.
    pub fn association(&self) -> Option<Association> {
        let coefficient = self.tau()?;
        let p = (self.entities > 2).then(|| {
            let (n, all) = (self.entities as f64, self.all as f64);
            let (t, u) = (&self.groups_one, &self.groups_other);
            let both = t.pairs as f64 * u.pairs as f64 / (2.0 * n * (n - 1.0));
            let threes = t.threes * u.threes / (9.0 * n * (n - 1.0) * (n - 2.0));
            let v = (2.0 * all * (2.0 * n + 5.0) - t.variance - u.variance) / 18.0 + both + threes;
            if v > 0.0 { normal_two_sided(self.agree() / v.sqrt()) } else { 1.0 }
        });
        Some(Association { coefficient, p })
    }
}

/// Of the pairs that do not tie in the one and in the other, and those in the same order less those in the opposite one.
fn tau_of(apart_one: u64, apart_other: u64, agree: f64) -> Option<f64> {
    // One root of the product would be inexact where both are the same.
    (apart_one > 0 && apart_other > 0).then(|| {
        if apart_one == apart_other {
            agree / apart_one as f64
        } else {
            agree / (apart_one as f64 * apart_other as f64).sqrt()
        }
    })
}

fn pairs_of(count: usize) -> u64 {
    let count = count as u64;
    count * count.saturating_sub(1) / 2
}

/// Up to so many numbers are compared pair by pair, many pairs per instruction.
const FEW: usize = 400;

/// Pairs that stand in the wrong order, of numbers below a bound.
fn inversions(mut values: Vec<u32>, bound: usize) -> u64 {
    if values.len() <= FEW && bound <= usize::from(u16::MAX) {
        let values: Vec<u16> = values.into_iter().map(|value| value as u16).collect();
        kernel::inversions(&values)
    } else {
        merge(&mut values)
    }
}

/// Sorts by merging and counts the pairs that stood in the wrong order.
fn merge(values: &mut Vec<u32>) -> u64 {
    let (mut count, mut scratch, mut width) = (0, vec![0; values.len()], 1);
    while width < values.len() {
        for (from, to) in values.chunks(2 * width).zip(scratch.chunks_mut(2 * width)) {
            let (left, right) = from.split_at(width.min(from.len()));
            let (mut i, mut j) = (0, 0);
            // Without branches that depend on the numbers, because they would be mispredicted. Equal ones are not swapped: the
            // left one goes first.
            while i < left.len() && j < right.len() {
                let later = left[i] > right[j];
                to[i + j] = if later { right[j] } else { left[i] };
                count += if later { (left.len() - i) as u64 } else { 0 };
                j += usize::from(later);
                i += usize::from(!later);
            }
            let (place, rest) = (i + j, if i < left.len() { &left[i..] } else { &right[j..] });
            to[place..].copy_from_slice(rest);
        }
        std::mem::swap(values, &mut scratch);
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
    fn correlations_of_many_are_those_of_two() {
        let mut stream = crate::random::Stream::new(4, crate::random::Purpose::Inputs, 0);
        for rows in [2, 3, 300, 9000] {
            let columns: Vec<Vec<f64>> =
                (0..7).map(|at| (0..rows).map(|_| 1e6 + f64::from(at) * stream.normal()).collect()).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let (one, two) = (correlations(&columns, Par::Seq), correlations(&columns, Par::Threads(2)));
            for i in 0..7 {
                for j in 0..7 {
                    let (got, want) = (one.association(i, j), pearson(columns[i], columns[j]));
                    assert_eq!(got, two.association(i, j), "threads change nothing");
                    // The first column is constant.
                    assert_eq!((got.is_some(), want.is_some()), (i > 0 && j > 0, i > 0 && j > 0));
                    if let (Some(got), Some(want)) = (got, want) {
                        assert!((got.coefficient - want.coefficient).abs() < 1e-12, "{got:?} {want:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn gaps_leave_out_entities() {
        let (x, y) = (
            [Some(1.0), None, Some(2.0), Some(2.0), Some(5.0)],
            [Some(3.0), Some(9.0), Some(4.0), None, Some(1.0)],
        );
        let [one, other] = [x, y].map(|cells| Ordered::of_cells(cells.into_iter()));
        // What is left is (1 2 5) and (3 4 1).
        let left =
            (kendall(&[1.0, 2.0, 5.0], &[3.0, 4.0, 1.0]), spearman(&[1.0, 2.0, 5.0], &[3.0, 4.0, 1.0]));
        assert_eq!((Pairs::between(&one, &other).association(), spearman_of(&one, &other)), left);
        assert_eq!(one.average_ranks(), None);
        assert_eq!(Ordered::of(&[7.0, 5.0, 5.0]).average_ranks(), Some(vec![3.0, 1.5, 1.5]));
    }

    #[test]
    fn both_ways_to_count_swapped_pairs_agree() {
        let mut stream = crate::random::Stream::new(5, crate::random::Purpose::Inputs, 0);
        for count in [0, 1, 2, 17, 400, 3000] {
            let values: Vec<u32> = (0..count).map(|_| stream.below(200)).collect();
            assert_eq!(inversions(values.clone(), 200), merge(&mut values.clone()), "{count}");
        }
        // With ties in the one column, in the other, in both and in none; and the same numbers in order first.
        for (one, other) in [(1000, 1000), (9, 1000), (1000, 9), (9, 9)] {
            let mut column =
                |below| -> Vec<f64> { (0..60).map(|_| f64::from(stream.below(below))).collect() };
            let (one, other) = (column(one), column(other));
            let tau = kendall(&one, &other).map(|found| found.coefficient);
            assert_eq!(Ordered::of(&one).tau_with(&other), tau);
            assert_eq!(Pairs::between(&Ordered::of(&one), &Ordered::of(&other)).tau(), tau);
        }
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
