//! Loadings that are turned to a simple structure, and how large eigenvalues are by chance.

use crate::association::correlations;
use crate::exec::{self, Par};
use crate::matrix::{self, Matrix};
use crate::random::{Purpose, Stream};
use crate::statistics;

/// Sweeps of the rotation; a few dozen are usual.
const SWEEPS: usize = 1000;

/// A smaller rotation counts as none.
const STILL: f64 = 1e-14;

/// The varimax rotation of loadings, whose rows are put on length 1 first (Kaiser). Pairs of factors are
/// rotated in turn, by the angle that is best for the pair, until none moves.
pub fn varimax(loadings: &[Vec<f64>]) -> Matrix {
    let length = |row: &Vec<f64>| matrix::dot(row, row).sqrt();
    let lengths: Vec<f64> = loadings.iter().map(length).collect();
    // A child without any loading stays at 0.
    let unit = |length: f64| if length > 0.0 { length } else { 1.0 };
    let scaled = loadings.iter().zip(&lengths).map(|(row, length)| (row, unit(*length)));
    let mut a: Matrix = scaled.map(|(row, unit)| row.iter().map(|l| l / unit).collect()).collect();
    let factors = a.first().map_or(0, Vec::len);
    for _ in 0..SWEEPS {
        let mut moved = false;
        for p in 0..factors {
            for q in p + 1..factors {
                moved |= turn(&mut a, p, q);
            }
        }
        if !moved {
            break;
        }
    }
    for (row, length) in a.iter_mut().zip(&lengths) {
        row.iter_mut().for_each(|l| *l *= length);
    }
    a
}

/// Turns two factors by the angle of the largest variance of squared loadings, and says whether they moved.
fn turn(a: &mut Matrix, p: usize, q: usize) -> bool {
    let (mut u_sum, mut v_sum, mut squares, mut products) = (0.0, 0.0, 0.0, 0.0);
    for row in a.iter() {
        let (u, v) = (row[p] * row[p] - row[q] * row[q], 2.0 * row[p] * row[q]);
        u_sum += u;
        v_sum += v;
        squares += u * u - v * v;
        products += 2.0 * u * v;
    }
    let n = a.len() as f64;
    // Four times the angle has this tangent; the cosine and sine of a fourth come from two halvings.
    let (x, y) = (squares - (u_sum * u_sum - v_sum * v_sum) / n, products - 2.0 * u_sum * v_sum / n);
    let r = (x * x + y * y).sqrt();
    if r < STILL {
        return false;
    }
    let (c, s) = halved(halved((x / r, y / r)));
    // Near the best angle a turn changes the criterion by about the square of its sine.
    if s.abs() < STILL.sqrt() {
        return false;
    }
    for row in a.iter_mut() {
        (row[p], row[q]) = (c * row[p] + s * row[q], c * row[q] - s * row[p]);
    }
    true
}

/// Cosine and sine of half an angle between -pi and pi.
fn halved((c, s): (f64, f64)) -> (f64, f64) {
    if c >= 0.0 {
        let half = (0.5 * (1.0 + c)).sqrt();
        return (half, 0.5 * s / half);
    }
    let half = (0.5 * (1.0 - c)).sqrt();
    if s >= 0.0 { (0.5 * s / half, half) } else { (-0.5 * s / half, -half) }
}

/// The eigenvalues that correlation matrices of random normal columns have, by parallel analysis: of each place the stated
/// quantile over `samples` tables of `count` entities and `items` columns.
///
/// *Reference*: Horn, Psychometrika 30 (1965); the 95th percentile after Glorfeld, Educational and Psychological Measurement
/// 55 (1995).
pub fn random_eigenvalues(
    count: usize,
    items: usize,
    samples: usize,
    quantile: f64,
    seed: u64,
    par: Par,
) -> Vec<f64> {
    let drawn: Vec<Vec<f64>> = exec::map(par, samples, samples * count * items * items, |sample| {
        let mut stream = Stream::new(seed, Purpose::Parallel, sample as u64);
        let columns: Vec<Vec<f64>> =
            (0..items).map(|_| (0..count).map(|_| stream.normal()).collect()).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let found = correlations(&columns, Par::Seq);
        let r = |i: usize, j: usize| if i == j { 1.0 } else { found.between(i, j).unwrap_or_default() };
        let r: Matrix = (0..items).map(|i| (0..items).map(|j| r(i, j)).collect()).collect();
        matrix::eigen(&r).values
    });
    (0..items)
        .filter_map(|place| {
            let values: Vec<f64> = drawn.iter().map(|values| values[place]).collect();
            statistics::quantile(&statistics::sorted(&values), quantile)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varimax_finds_the_simple_structure_again() {
        // Two factors with two children each, turned by 30 degrees: rotating back gives the sizes 0.9, 0.8
        // and 0.7, 0.6, and no other loading.
        let simple = [[0.9, 0.0], [0.8, 0.0], [0.0, 0.7], [0.0, 0.6]];
        let (c, s) = (0.75_f64.sqrt(), 0.5);
        let turned: Matrix = simple.iter().map(|[x, y]| vec![c * x - s * y, s * x + c * y]).collect();
        let rotated = varimax(&turned);
        for (row, want) in rotated.iter().zip(&simple) {
            let (size, rest) = if row[0].abs() > row[1].abs() { (row[0], row[1]) } else { (row[1], row[0]) };
            assert!((size.abs() - want[0] - want[1]).abs() < 1e-7 && rest.abs() < 1e-7, "{rotated:?}");
        }
    }

    #[test]
    fn random_eigenvalues_are_about_those_of_theory() {
        // Of many entities all are near 1; of few the first is far above the last, and they add up to about the items.
        let many = random_eigenvalues(5000, 4, 50, 0.5, 1, Par::Seq);
        assert!(many.iter().all(|value| (value - 1.0).abs() < 0.1), "{many:?}");
        let few = random_eigenvalues(20, 5, 200, 0.5, 1, Par::Seq);
        assert!(few[0] > 1.6 && few[4] < 0.5 && (statistics::total(&few) - 5.0).abs() < 0.2, "{few:?}");
        assert_eq!(few, random_eigenvalues(20, 5, 200, 0.5, 1, Par::Auto), "threads change nothing");
    }
}
