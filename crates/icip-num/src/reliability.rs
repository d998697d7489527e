//! Whether the items of a scale belong together: consistency, sampling adequacy, and what each item follows from.
//!
//! The functions take the covariance or the correlation matrix of the items, of `n` entities that have all of them. What
//! is undefined (fewer than two items, items without variance, items of which one follows from the others) is `None`.

use crate::distribution::{chi_squared_upper, fisher_quantile};
use crate::exact::exact_dot;
use crate::matrix::{self, Matrix};
use crate::scalar;
use crate::statistics;

/// Covariances of columns (divisor n - 1); `None` for fewer than two entities.
pub fn covariances(columns: &[Vec<f64>]) -> Option<Matrix> {
    let n = columns.first()?.len();
    if n < 2 {
        return None;
    }
    let centred: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| {
            let mean = statistics::mean(column).unwrap_or_default();
            column.iter().map(|x| x - mean).collect()
        })
        .collect();
    let count = n as f64 - 1.0;
    let mut matrix = vec![vec![0.0; columns.len()]; columns.len()];
    for i in 0..columns.len() {
        for j in i..columns.len() {
            matrix[i][j] = exact_dot(&centred[i], &centred[j]) / count;
            matrix[j][i] = matrix[i][j];
        }
    }
    Some(matrix)
}

/// The correlations that covariances give; `None` where an item does not vary.
pub fn correlations_of(covariances: &[Vec<f64>]) -> Option<Matrix> {
    let deviations: Vec<f64> = covariances.iter().enumerate().map(|(i, row)| row[i].sqrt()).collect();
    if !deviations.iter().all(|deviation| *deviation > 0.0) {
        return None;
    }
    let r = |i: usize, j: usize| {
        if i == j { 1.0 } else { (covariances[i][j] / (deviations[i] * deviations[j])).clamp(-1.0, 1.0) }
    };
    let items = 0..covariances.len();
    Some(items.clone().map(|i| items.clone().map(|j| r(i, j)).collect()).collect())
}

/// Cronbach's alpha; `None` for fewer than two items, or where their sum does not vary.
///
/// *Formula*: `k / (k - 1) (1 - sum of the variances / variance of the sum)`.
/// *Reference*: Cronbach, Psychometrika 16 (1951).
///
/// ```
/// // Two items of variance 1 with the covariance 1 / 2: 2 (1 - 2 / 3).
/// let alpha = icip_num::reliability::alpha(&[vec![1.0, 0.5], vec![0.5, 1.0]]).expect("they vary");
/// assert!((alpha - 2.0 / 3.0).abs() < 1e-15);
/// ```
pub fn alpha(covariances: &[Vec<f64>]) -> Option<f64> {
    let k = covariances.len() as f64;
    let own = statistics::total(&covariances.iter().enumerate().map(|(i, row)| row[i]).collect::<Vec<_>>());
    let all = sum_of(covariances);
    (covariances.len() > 1 && all > 0.0).then(|| k / (k - 1.0) * (1.0 - own / all))
}

/// The interval of alpha for `count` entities and a share such as 0.95.
///
/// *Formula*: `1 - (1 - alpha) F`, where F are the quantiles `1 - (1 - share) / 2` and `(1 - share) / 2` of the F distribution
/// with `n - 1` and `(n - 1)(k - 1)` degrees of freedom.
/// *Reference*: Feldt, Woodruff and Salih, Applied Psychological Measurement 11 (1987).
pub fn alpha_interval(alpha: f64, count: usize, items: usize, share: f64) -> Option<[f64; 2]> {
    if count < 2 || items < 2 {
        return None;
    }
    let above = count as f64 - 1.0;
    let below = above * (items as f64 - 1.0);
    let end = |p: f64| 1.0 - (1.0 - alpha) * fisher_quantile(p, above, below);
    let rest = (1.0 - share) / 2.0;
    Some([end(1.0 - rest), end(rest)])
}

/// Alpha of items with variance 1; `None` for fewer than two.
///
/// *Formula*: `k r / (1 + (k - 1) r)` with the mean correlation `r`.
pub fn standardised_alpha(correlations: &[Vec<f64>]) -> Option<f64> {
    alpha(correlations)
}

/// What an item is to the others of its scale.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// Alpha of the others; nothing where fewer than two are left.
    pub alpha_without: Option<f64>,
    /// Pearson's correlation with the sum of the others.
    pub rest: Option<f64>,
}

/// Each item against the others.
pub fn items(covariances: &[Vec<f64>]) -> Vec<Item> {
    let all = sum_of(covariances);
    let item = |i: usize| {
        let row = statistics::total(&covariances[i]);
        let rest = all - 2.0 * row + covariances[i][i];
        let size = (covariances[i][i] * rest).sqrt();
        let others: Vec<usize> = (0..covariances.len()).filter(|j| *j != i).collect();
        let without: Matrix =
            others.iter().map(|a| others.iter().map(|b| covariances[*a][*b]).collect()).collect();
        Item {
            alpha_without: alpha(&without),
            rest: (size > 0.0).then(|| ((row - covariances[i][i]) / size).clamp(-1.0, 1.0)),
        }
    };
    (0..covariances.len()).map(item).collect()
}

fn sum_of(matrix: &[Vec<f64>]) -> f64 {
    statistics::total(&matrix.iter().map(|row| statistics::total(row)).collect::<Vec<_>>())
}

/// The loadings of the items on one common factor, of least squares (minres); `None` for fewer than three items, or where
/// no factor explains them without an item that would have less than no variance of its own (a Heywood case).
///
/// *Formula*: the `l` with the least `sum over i < j of (r_ij - l_i l_j)^2`, found item by item until none moves.
/// *Reference*: Harman and Jones, Psychometrika 31 (1966).
///
/// ```
/// // Correlations that one factor with the loadings 0.8, 0.6 and 0.5 gives.
/// let r = [[1.0, 0.48, 0.4], [0.48, 1.0, 0.3], [0.4, 0.3, 1.0]].map(Vec::from);
/// let found = icip_num::reliability::one_factor(&r).expect("it exists");
/// assert!(found.iter().zip([0.8, 0.6, 0.5]).all(|(got, want)| (got - want).abs() < 1e-9));
/// ```
pub fn one_factor(correlations: &[Vec<f64>]) -> Option<Vec<f64>> {
    const SWEEPS: usize = 20_000;
    const STILL: f64 = 1e-14;
    if correlations.len() < 3 {
        return None;
    }
    // The first component is near, but for its length.
    let first = matrix::eigen(correlations);
    let size = first.values[0].sqrt();
    let mut l: Vec<f64> = first.vectors[0].iter().map(|x| 0.9 * size * x).collect();
    for _ in 0..SWEEPS {
        let mut moved = 0.0;
        for i in 0..l.len() {
            let (mut product, mut square) = (0.0, 0.0);
            for j in (0..l.len()).filter(|j| *j != i) {
                product += correlations[i][j] * l[j];
                square += l[j] * l[j];
            }
            let next = if square > 0.0 { product / square } else { 0.0 };
            let by = (next - l[i]).abs();
            moved = if by > moved { by } else { moved };
            l[i] = next;
        }
        if moved < STILL {
            return l.iter().all(|l| l.abs() < 1.0).then_some(l);
        }
    }
    None
}

/// McDonald's omega of one factor, by the loadings of items with variance 1.
///
/// *Formula*: `(sum l)^2 / ((sum l)^2 + sum (1 - l^2))`.
/// *Reference*: McDonald, Test Theory (1999).
pub fn omega(loadings: &[f64]) -> f64 {
    let sum = statistics::total(loadings);
    let own = loadings.iter().fold(0.0, |own, l| own + (1.0 - l * l));
    sum * sum / (sum * sum + own)
}

/// Kaiser, Meyer and Olkin's measure of sampling adequacy, of all items and of each.
///
/// *Formula*: `sum r^2 / (sum r^2 + sum a^2)` over the pairs, with the correlations `r` and the partial correlations `a` given
/// all other items; of an item over its pairs.
/// *Reference*: Kaiser, Psychometrika 35 (1970); Kaiser and Rice, Educational and Psychological Measurement 34 (1974).
pub fn adequacy(correlations: &[Vec<f64>], partial: &[Vec<f64>]) -> Option<(f64, Vec<f64>)> {
    let k = correlations.len();
    if k < 2 {
        return None;
    }
    let squares = |matrix: &[Vec<f64>], i: usize| {
        (0..k).filter(|j| *j != i).fold(0.0, |sum, j| sum + matrix[i][j] * matrix[i][j])
    };
    let (r, a): (Vec<f64>, Vec<f64>) =
        (0..k).map(|i| (squares(correlations, i), squares(partial, i))).unzip();
    let of = |r: f64, a: f64| if r + a > 0.0 { r / (r + a) } else { 0.0 };
    Some((
        of(statistics::total(&r), statistics::total(&a)),
        r.iter().zip(&a).map(|(r, a)| of(*r, *a)).collect(),
    ))
}

/// Partial correlations of all pairs given all other items, from the inverse of their correlation matrix.
///
/// *Formula*: `-p_ij / sqrt(p_ii p_jj)`.
pub fn partial(inverse: &[Vec<f64>]) -> Matrix {
    let items = 0..inverse.len();
    let of = |i: usize, j: usize| match i == j {
        true => 1.0,
        false => (-inverse[i][j] / (inverse[i][i] * inverse[j][j]).sqrt()).clamp(-1.0, 1.0),
    };
    items.clone().map(|i| items.clone().map(|j| of(i, j)).collect()).collect()
}

/// Bartlett's test of whether the items have any correlation at all.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Sphericity {
    /// The test statistic.
    pub chi_squared: f64,
    /// Its degrees of freedom, `k (k - 1) / 2`.
    pub freedom: usize,
    /// The probability of such a statistic without correlations.
    pub p: f64,
}

/// Bartlett's test, from the eigenvalues of the correlation matrix of `count` entities; `None` where one is not positive,
/// or there are not more entities than items.
///
/// *Formula*: `-(n - 1 - (2 k + 5) / 6) ln det R`.
/// *Reference*: Bartlett, JRSS B 16 (1954).
pub fn sphericity(eigenvalues: &[f64], count: usize) -> Option<Sphericity> {
    let k = eigenvalues.len();
    if k < 2 || count <= k || !eigenvalues.iter().all(|value| *value > 1e-12) {
        return None;
    }
    let logs: Vec<f64> = eigenvalues.iter().map(|value| scalar::ln(*value)).collect();
    let factor = count as f64 - 1.0 - (2.0 * k as f64 + 5.0) / 6.0;
    let chi_squared = -factor * statistics::total(&logs);
    let freedom = k * (k - 1) / 2;
    Some(Sphericity { chi_squared, freedom, p: chi_squared_upper(chi_squared, freedom as f64) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_by_hand() {
        // Variances 1, covariances 0.5, 0.4, 0.3 of three items: sum 3 + 2.4 = 5.4. Of the first the rest is b + c with the
        // variance 2 + 0.6, and the covariance with it 0.9; alpha without it 2 (1 - 2 / 2.6).
        let covariances = [[1.0, 0.5, 0.4], [0.5, 1.0, 0.3], [0.4, 0.3, 1.0]].map(Vec::from);
        let found = items(&covariances);
        let near = |got: Option<f64>, want: f64| assert!((got.expect("defined") - want).abs() < 1e-14);
        near(found[0].rest, 0.9 / 2.6_f64.sqrt());
        near(found[0].alpha_without, 2.0 * (1.0 - 2.0 / 2.6));
        near(alpha(&covariances), 1.5 * (1.0 - 3.0 / 5.4));
    }

    #[test]
    fn a_heywood_case_and_two_items_have_no_factor() {
        assert_eq!(one_factor(&[vec![1.0, 0.5], vec![0.5, 1.0]]), None);
        // 0.9 0.9 / 0.5 = 1.62 would be the square of the first loading.
        let r = [[1.0, 0.9, 0.9], [0.9, 1.0, 0.5], [0.9, 0.5, 1.0]].map(Vec::from);
        assert_eq!(one_factor(&r), None);
    }

    #[test]
    fn partial_correlations_by_hand() {
        // Of three: (r12 - r13 r23) / sqrt((1 - r13^2)(1 - r23^2)).
        let r = [[1.0, 0.5, 0.4], [0.5, 1.0, 0.3], [0.4, 0.3, 1.0]].map(Vec::from);
        let partial = partial(&matrix::inverse(&r).expect("regular"));
        let want = (0.5 - 0.4 * 0.3) / ((1.0 - 0.16) * (1.0 - 0.09_f64)).sqrt();
        assert!((partial[0][1] - want).abs() < 1e-14);
        let (all, each) = adequacy(&r, &partial).expect("three");
        let a = [[0, 1], [0, 2], [1, 2]].map(|[i, j]| partial[i][j] * partial[i][j]);
        let r2 = 0.25 + 0.16 + 0.09;
        assert!((all - r2 / (r2 + a.iter().sum::<f64>())).abs() < 1e-14);
        assert!((each[0] - 0.41 / (0.41 + a[0] + a[1])).abs() < 1e-14);
    }
}
