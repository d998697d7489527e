//! Similar entities: groups by hierarchical clustering and by k-means, how well they hold together, and which entities lie
//! apart from the others in many columns at once.
//!
//! Columns are what their caller made comparable, such as standard scores; no number is absent. Sums here are short and in a
//! fixed order, so that the same table gives the same groups on any machine and any number of threads.

use crate::exec::{self, Par};
use crate::kernel::{LANES, distance, nearest};
use crate::matrix::{self, Matrix};
use crate::random::{Purpose, Stream};
use crate::statistics;

/// How the distance of two groups follows from those of their members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Linkage {
    /// The growth of the sum of squares within groups (Ward, JASA 58 (1963)).
    Ward,
    /// The mean distance of members of the two.
    Average,
    /// The largest distance of members of the two.
    Complete,
}

/// Two groups become one.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Merge {
    /// An entity, or the group of the merge with this number less the number of entities; the lower first.
    pub groups: [usize; 2],
    /// Their distance.
    pub height: f64,
}

/// The distances of all pairs of rows. Memory grows with the square of their number.
pub fn distances(rows: &[Vec<f64>], par: Par) -> Matrix {
    let cells =
        rows.len().saturating_mul(rows.len()).saturating_mul(rows.first().map_or(0, Vec::len) / 8 + 1);
    exec::map(par, rows.len(), cells, |at| rows.iter().map(|b| distance(&rows[at], b).sqrt()).collect())
}

/// Merges of the nearest groups until one is left, nearest first, from the [`distances`] of all pairs of entities. Time grows
/// with the square of the entities.
///
/// *Reference*: Lance and Williams, Computer Journal 9 (1967); found by chains of nearest neighbours (Murtagh, Computer
/// Journal 26 (1983)).
///
/// ```
/// use icip_num::{exec::Par, groups::{Linkage, distances, hierarchy}};
/// let rows = [[0.0], [1.0], [5.0]].map(Vec::from);
/// let merges = hierarchy(distances(&rows, Par::Auto), Linkage::Complete);
/// assert_eq!((merges[0].groups, merges[0].height), ([0, 1], 1.0));
/// assert_eq!((merges[1].groups, merges[1].height), ([2, 3], 5.0));
/// ```
pub fn hierarchy(distances: Matrix, linkage: Linkage) -> Vec<Merge> {
    let (n, mut d) = (distances.len(), distances);
    let (mut size, mut alive) = (vec![1.0; n], vec![true; n]);
    let (mut chain, mut found): (Vec<usize>, Vec<(usize, usize, f64)>) = (Vec::new(), Vec::new());
    while found.len() + 1 < n {
        let start = chain.last().copied().or_else(|| (0..n).find(|at| alive[*at]));
        let Some(mut at) = start else { break };
        if chain.is_empty() {
            chain.push(at);
        }
        let (one, other) = loop {
            let before = chain.len().checked_sub(2).map(|place| chain[place]);
            // The one before wins a tie, so that a chain ends.
            let mut nearest = before;
            for candidate in (0..n).filter(|other| alive[*other] && *other != at) {
                if nearest.is_none_or(|known| d[at][candidate] < d[at][known]) {
                    nearest = Some(candidate);
                }
            }
            let Some(next) = nearest else { return Vec::new() };
            if before == Some(next) {
                break (at.min(next), at.max(next));
            }
            chain.push(next);
            at = next;
        };
        chain.truncate(chain.len() - 2);
        found.push((one, other, d[one][other]));
        let (a, b, apart) = (size[one], size[other], d[one][other]);
        for k in (0..n).filter(|k| alive[*k] && *k != one && *k != other) {
            let (x, y, c) = (d[k][one], d[k][other], size[k]);
            d[k][one] = match linkage {
                Linkage::Complete => {
                    if x > y {
                        x
                    } else {
                        y
                    }
                }
                Linkage::Average => (a * x + b * y) / (a + b),
                Linkage::Ward => {
                    let squared = ((a + c) * x * x + (b + c) * y * y - c * apart * apart) / (a + b + c);
                    // Rounding may have taken it below 0.
                    if squared > 0.0 { squared.sqrt() } else { 0.0 }
                }
            };
            d[one][k] = d[k][one];
        }
        size[one] += b;
        alive[other] = false;
    }
    in_order(n, found)
}

/// Merges by their heights, with the numbers of the groups that come about.
fn in_order(n: usize, mut found: Vec<(usize, usize, f64)>) -> Vec<Merge> {
    found.sort_by(|a, b| a.2.total_cmp(&b.2));
    let mut group: Vec<usize> = (0..n).collect();
    let mut root: Vec<usize> = (0..n).collect();
    let mut merges = Vec::with_capacity(found.len());
    for (place, (one, other, height)) in found.into_iter().enumerate() {
        let [a, b] = [one, other].map(|at| find(&mut root, at));
        let (x, y) = (group[a], group[b]);
        merges.push(Merge { groups: [x.min(y), x.max(y)], height });
        root[b] = a;
        group[a] = n + place;
    }
    merges
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// The groups after the merges that leave `count` of them: the number of the group of each entity, from 0 in the order of
/// their first entities.
pub fn cut(entities: usize, merges: &[Merge], count: usize) -> Vec<usize> {
    let mut root: Vec<usize> = (0..entities + merges.len()).collect();
    for (place, merge) in merges.iter().take(entities.saturating_sub(count)).enumerate() {
        for group in merge.groups {
            let at = find(&mut root, group);
            root[at] = entities + place;
        }
    }
    numbered((0..entities).map(|entity| find(&mut root, entity)))
}

/// Groups numbered from 0 in the order in which they first appear.
fn numbered(groups: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut known: Vec<usize> = Vec::new();
    groups
        .map(|group| match known.iter().position(|other| *other == group) {
            Some(number) => number,
            None => {
                known.push(group);
                known.len() - 1
            }
        })
        .collect()
}

/// Groups around means.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Means {
    /// The number of the group of each entity, from 0 in the order of their first entities.
    pub groups: Vec<usize>,
    /// The sum of the squared distances from the means.
    pub inertia: f64,
}

/// The best of `starts` attempts to divide rows into `count` groups around their means.
///
/// *Reference*: Lloyd, IEEE Transactions on Information Theory 28 (1982); the first means after Arthur and Vassilvitskii
/// (2007), with seeded random numbers.
pub fn k_means(rows: &[Vec<f64>], count: usize, starts: usize, seed: u64) -> Option<Means> {
    if count == 0 || count > rows.len() {
        return None;
    }
    let (mut best, blocks): (Option<Means>, _) = (None, blocks(rows));
    for start in 0..starts {
        let found = around(rows, &blocks, first_means(rows, count, seed, start));
        if best.as_ref().is_none_or(|known| found.inertia < known.inertia) {
            best = Some(found);
        }
    }
    best
}

/// Rows far from each other, each drawn by its squared distance from the ones before.
fn first_means(rows: &[Vec<f64>], count: usize, seed: u64, start: usize) -> Matrix {
    let mut stream = Stream::new(seed, Purpose::Start, start as u64);
    let pick = (stream.unit() * rows.len() as f64) as usize;
    let mut means = vec![rows[pick.min(rows.len() - 1)].clone()];
    let mut near: Vec<f64> = rows.iter().map(|row| distance(row, &means[0])).collect();
    while means.len() < count {
        let total = statistics::total(&near);
        let mut left = stream.unit() * total;
        let mut at = rows.len() - 1;
        for (row, distance) in near.iter().enumerate() {
            left -= distance;
            if left < 0.0 {
                at = row;
                break;
            }
        }
        means.push(rows[at].clone());
        for (row, near) in rows.iter().zip(&mut near) {
            let own = distance(row, &rows[at]);
            *near = if own < *near { own } else { *near };
        }
    }
    means
}

/// Rows in blocks of [`LANES`], each column by column; zeros after the last row.
fn blocks(rows: &[Vec<f64>]) -> Vec<Vec<[f64; LANES]>> {
    let block = |rows: &[Vec<f64>]| {
        let mut block = vec![[0.0; LANES]; rows[0].len()];
        for (lane, row) in rows.iter().enumerate() {
            block.iter_mut().zip(row).for_each(|(column, x)| column[lane] = *x);
        }
        block
    };
    rows.chunks(LANES).map(block).collect()
}

fn around(rows: &[Vec<f64>], blocks: &[Vec<[f64; LANES]>], mut means: Matrix) -> Means {
    const STEPS: usize = 300;
    let (mut groups, mut distances) = (vec![usize::MAX; rows.len()], vec![0.0; rows.len()]);
    for _ in 0..STEPS {
        let mut moved = false;
        let placed = groups.chunks_mut(LANES).zip(distances.chunks_mut(LANES));
        for ((groups, distances), block) in placed.zip(blocks) {
            let (places, least) = nearest(block, &means);
            moved |= groups != &places[..groups.len()];
            groups.copy_from_slice(&places[..groups.len()]);
            distances.copy_from_slice(&least[..groups.len()]);
        }
        if !moved {
            break;
        }
        let mut size = vec![0_usize; means.len()];
        let mut sums = vec![vec![0.0; rows[0].len()]; means.len()];
        for (row, group) in rows.iter().zip(&groups) {
            size[*group] += 1;
            sums[*group].iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        for ((mean, sums), size) in means.iter_mut().zip(sums).zip(size) {
            // A group without entities keeps its place.
            if size > 0 {
                mean.iter_mut().zip(sums).for_each(|(mean, sum)| *mean = sum / size as f64);
            }
        }
    }
    Means { groups: numbered(groups.into_iter()), inertia: statistics::total(&distances) }
}

/// How much nearer each entity is to its own group than to the next: from -1 to 1, and 0 for an entity that is alone;
/// `None` for fewer than two groups.
///
/// It takes the [`distances`] of all pairs of entities, and the group of each.
///
/// *Formula*: `(b - a) / max(a, b)` with the mean distance `a` from the others of the group and `b` from the nearest other
/// group.
/// *Reference*: Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987).
pub fn silhouette(distances: &[Vec<f64>], groups: &[usize]) -> Option<Vec<f64>> {
    let count = groups.iter().max().map_or(0, |last| last + 1);
    if count < 2 {
        return None;
    }
    let mut size = vec![0.0; count];
    groups.iter().for_each(|group| size[*group] += 1.0);
    let of = |entity: usize| {
        let mut sums = vec![0.0; count];
        for (distance, group) in distances[entity].iter().zip(groups) {
            sums[*group] += distance;
        }
        let own = groups[entity];
        if size[own] < 2.0 {
            return 0.0;
        }
        let a = sums[own] / (size[own] - 1.0);
        let others = (0..count).filter(|group| *group != own && size[*group] > 0.0);
        let b = others
            .map(|group| sums[group] / size[group])
            .fold(f64::INFINITY, |b, x| if x < b { x } else { b });
        let larger = if a > b { a } else { b };
        if larger > 0.0 { (b - a) / larger } else { 0.0 }
    };
    Some((0..distances.len()).map(of).collect())
}

/// Centre and covariances of ordinary rows, and how far each row is from them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Apart {
    /// Squared Mahalanobis distances, one per row.
    pub distances: Vec<f64>,
    /// Which rows the covariances with the least determinant are of; all where the classical ones were taken.
    pub ordinary: Vec<bool>,
}

/// Squared Mahalanobis distances from mean and covariances of all rows; `None` where the columns do not vary or follow from
/// each other.
pub fn classical_distances(rows: &[Vec<f64>]) -> Option<Apart> {
    let all: Vec<usize> = (0..rows.len()).collect();
    let (mean, covariances) = centre(rows, &all)?;
    let distances = from(rows, &mean, &covariances)?;
    Some(Apart { distances, ordinary: vec![true; rows.len()] })
}

/// The same from the half of the rows whose covariances have the least determinant, corrected for normal data and taken once
/// more of the rows within the 97.5 % quantile, so that outliers do not hide themselves; `None` where there are not five
/// times as many rows as columns, or the columns of ordinary rows follow from each other.
///
/// *Reference*: Rousseeuw and Van Driessen, Technometrics 41 (1999), with seeded random starts.
pub fn robust_distances(rows: &[Vec<f64>], starts: usize, seed: u64, par: Par) -> Option<Apart> {
    let (n, p) = (rows.len(), rows.first()?.len());
    if n < 5 * p || p == 0 {
        return None;
    }
    let half = (n + p).div_ceil(2);
    // Two steps show which starts are worth more of them.
    let cells = starts.saturating_mul(n).saturating_mul(p * p * TRIAL_STEPS);
    let tried = exec::map(par, starts, cells, |start| {
        let few = some_rows(rows, seed, start)?;
        steps(rows, few, half, TRIAL_STEPS)
    });
    let mut tried: Vec<(f64, Vec<usize>)> = tried.into_iter().flatten().collect();
    tried.sort_by(|a, b| a.0.total_cmp(&b.0));
    tried.truncate(BEST);
    let ended = tried.into_iter().filter_map(|(_, chosen)| steps(rows, chosen, half, MOST_STEPS));
    let best = ended.fold(None, |best: Option<(f64, Vec<usize>)>, found| match best {
        Some(best) if best.0 <= found.0 => Some(best),
        _ => Some(found),
    });
    let (_, kept) = best?;
    let mut ordinary = vec![false; n];
    kept.iter().for_each(|row| ordinary[*row] = true);
    let raw = spread(rows, &kept)?;
    // Of normal data the median distance is the median of chi-squared.
    let freedom = p as f64;
    let factor = statistics::median(&raw)? / crate::distribution::chi_squared_quantile(0.5, freedom);
    let most = crate::distribution::chi_squared_quantile(0.975, freedom);
    let within: Vec<usize> = (0..n).filter(|row| raw[*row] / factor < most).collect();
    Some(Apart { distances: spread(rows, &within)?, ordinary })
}

/// Steps of each start at first, how many of the starts go on, and the most steps of those.
const TRIAL_STEPS: usize = 2;
const BEST: usize = 10;
const MOST_STEPS: usize = 100;

/// As many rows, drawn, as are needed for covariances that can be inverted.
fn some_rows(rows: &[Vec<f64>], seed: u64, start: usize) -> Option<Vec<usize>> {
    let p = rows[0].len();
    let mut stream = Stream::new(seed, Purpose::Start, start as u64);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    for place in 0..order.len() {
        let left = u32::try_from(order.len() - place).ok()?;
        order.swap(place, place + stream.below(left) as usize);
        let chosen = &order[..=place];
        if place >= p && spread(rows, chosen).is_some() {
            return Some(chosen.to_vec());
        }
    }
    None
}

/// Takes the nearest half of the rows, again and again: the determinant of their covariances falls until it stays. The
/// determinant, and the rows.
fn steps(rows: &[Vec<f64>], mut chosen: Vec<usize>, half: usize, most: usize) -> Option<(f64, Vec<usize>)> {
    let mut known = f64::INFINITY;
    for _ in 0..most {
        let distances = spread(rows, &chosen)?;
        let mut nearest: Vec<usize> = (0..rows.len()).collect();
        if half < nearest.len() {
            nearest
                .select_nth_unstable_by(half, |a, b| distances[*a].total_cmp(&distances[*b]).then(a.cmp(b)));
            nearest.truncate(half);
        }
        nearest.sort_unstable();
        let (_, covariances) = centre(rows, &nearest)?;
        let determinant = determinant(&covariances);
        if determinant >= known {
            break;
        }
        (known, chosen) = (determinant, nearest);
    }
    known.is_finite().then_some((known, chosen))
}

/// The distances of all rows from some of them; `None` where the covariances of these cannot be inverted.
fn spread(rows: &[Vec<f64>], chosen: &[usize]) -> Option<Vec<f64>> {
    let (mean, covariances) = centre(rows, chosen)?;
    from(rows, &mean, &covariances)
}

/// Mean and covariances of some rows; `None` for fewer than two.
fn centre(rows: &[Vec<f64>], chosen: &[usize]) -> Option<(Vec<f64>, Matrix)> {
    let (count, p) = (chosen.len() as f64, rows.first()?.len());
    if chosen.len() < 2 {
        return None;
    }
    let mut mean = vec![0.0; p];
    for row in chosen {
        mean.iter_mut().zip(&rows[*row]).for_each(|(mean, x)| *mean += x / count);
    }
    let (mut covariances, mut off) = (vec![vec![0.0; p]; p], vec![0.0; p]);
    for row in chosen {
        off.iter_mut().zip(rows[*row].iter().zip(&mean)).for_each(|(off, (x, mean))| *off = x - mean);
        for (own, line) in off.iter().zip(&mut covariances) {
            line.iter_mut().zip(&off).for_each(|(sum, other)| *sum += own * other);
        }
    }
    covariances.iter_mut().flatten().for_each(|sum| *sum /= count - 1.0);
    Some((mean, covariances))
}

/// Squared Mahalanobis distances; `None` where the covariances cannot be inverted.
fn from(rows: &[Vec<f64>], mean: &[f64], covariances: &[Vec<f64>]) -> Option<Vec<f64>> {
    let deviations: Vec<f64> = covariances.iter().enumerate().map(|(i, row)| row[i].sqrt()).collect();
    let correlations = crate::reliability::correlations_of(covariances)?;
    let inverse = matrix::inverse(&correlations)?;
    let mut z = vec![0.0; mean.len()];
    let distance = |row: &Vec<f64>| {
        for (z, ((x, mean), deviation)) in z.iter_mut().zip(row.iter().zip(mean).zip(&deviations)) {
            *z = (x - mean) / deviation;
        }
        inverse.iter().zip(&z).fold(0.0, |sum, (line, own)| sum + own * matrix::dot(line, &z))
    };
    Some(rows.iter().map(distance).collect())
}

/// The determinant of covariances, by elimination; 0 where they are singular.
fn determinant(covariances: &[Vec<f64>]) -> f64 {
    let mut rows = covariances.to_vec();
    let mut product = 1.0;
    for k in 0..rows.len() {
        let pivot = rows[k][k];
        product *= pivot;
        if pivot <= 0.0 {
            return 0.0;
        }
        let (above, below) = rows.split_at_mut(k + 1);
        for row in below {
            let factor = row[k] / pivot;
            row[k..].iter_mut().zip(&above[k][k..]).for_each(|(x, y)| *x -= factor * y);
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two groups of three on a line, and one far away.
    fn rows() -> Matrix {
        [0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 40.0].iter().map(|x| vec![*x]).collect()
    }

    #[test]
    fn groups_by_hand() {
        for linkage in [Linkage::Ward, Linkage::Average, Linkage::Complete] {
            let merges = hierarchy(distances(&rows(), Par::Seq), linkage);
            assert_eq!(cut(7, &merges, 3), [0, 0, 0, 1, 1, 1, 2], "{linkage:?}");
            assert_eq!(cut(7, &merges, 1), [0; 7]);
            assert!(merges.windows(2).all(|pair| pair[0].height <= pair[1].height));
        }
        let found = k_means(&rows(), 3, 20, 1).expect("seven rows");
        // Deviations -1, 0, 1 twice.
        assert_eq!((found.groups, found.inertia), (vec![0, 0, 0, 1, 1, 1, 2], 4.0));
        assert_eq!(k_means(&rows(), 8, 1, 1), None);
    }

    #[test]
    fn silhouettes_by_hand() {
        // Of 0: a = (1 + 2) / 2, b = (10 + 11 + 12) / 3 = 11: 9.5 / 11. The last is alone.
        let found = silhouette(&distances(&rows(), Par::Seq), &[0, 0, 0, 1, 1, 1, 2]).expect("three groups");
        assert!((found[0] - 9.5 / 11.0).abs() < 1e-15 && found[6] == 0.0);
        assert_eq!(silhouette(&distances(&rows(), Par::Seq), &[0; 7]), None);
    }

    #[test]
    fn an_outlier_does_not_hide_itself() {
        // A cross of 24 rows, and six that stand together far away: the classical distances hide them.
        let mut rows: Matrix = (0..24).map(|i| vec![f64::from(i % 5), f64::from(i * 7 % 11)]).collect();
        rows.extend((0..6).map(|i| vec![30.0 + f64::from(i), 30.0 - f64::from(i * i % 4)]));
        let classical = classical_distances(&rows).expect("regular").distances;
        let robust = robust_distances(&rows, 50, 1, Par::Seq).expect("regular");
        let most = crate::distribution::chi_squared_quantile(0.975, 2.0);
        assert!(classical[24..].iter().all(|distance| *distance < most), "{classical:?}");
        assert!(robust.distances[24..].iter().all(|distance| *distance > 10.0 * most));
        assert!(robust.ordinary[24..].iter().all(|ordinary| !ordinary));
        assert_eq!(robust_distances(&rows[..9], 5, 1, Par::Seq), None, "too few");
    }
}
