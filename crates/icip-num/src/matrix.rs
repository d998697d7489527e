//! Small symmetric matrices: correlations, eigenvectors, equations.
//!
//! Only `+ - * /` and square roots in a fixed order, so that weights have the same bits on every machine; the
//! libraries that offer more choose their instructions by the processor. This module must not know what the
//! columns mean.

use crate::{exact, statistics};

/// A square matrix as rows.
pub type Matrix = Vec<Vec<f64>>;

/// Eigenvalues from the largest down, each with its unit eigenvector.
pub struct Eigen {
    /// Eigenvalues from the largest down.
    pub values: Vec<f64>,
    /// One unit vector per eigenvalue.
    pub vectors: Vec<Vec<f64>>,
}

/// The largest number of sweeps; matrices of hundreds of rows need about ten.
const SWEEPS: usize = 100;

/// A pivot below this makes a matrix singular: the entries are correlations, so their size is about 1.
const SINGULAR: f64 = 1e-10;

/// The columns with mean 0 and standard deviation 1 (divisor n - 1), and the standard deviations; `None`
/// where a column is constant or its deviation is not a finite number.
pub fn standardised(columns: &[Vec<f64>]) -> Option<(Matrix, Vec<f64>)> {
    let mut deviations = Vec::with_capacity(columns.len());
    let mut standard = Vec::with_capacity(columns.len());
    for column in columns {
        let mean = statistics::mean(column)?;
        let sd = statistics::standard_deviation(column, &statistics::Divisor::CountLessOne)?;
        let z: Vec<f64> = column.iter().map(|x| (x - mean) / sd).collect();
        if !(sd > 0.0 && sd.is_finite() && z.iter().all(|z| z.is_finite())) {
            return None;
        }
        deviations.push(sd);
        standard.push(z);
    }
    Some((standard, deviations))
}

/// Pearson correlations of standardised columns.
pub fn correlations(standard: &[Vec<f64>]) -> Matrix {
    let mut matrix = vec![vec![1.0; standard.len()]; standard.len()];
    for i in 0..standard.len() {
        for j in i + 1..standard.len() {
            let r = exact::exact_dot(&standard[i], &standard[j]) / (standard[i].len() as f64 - 1.0);
            // The rounding of the standard scores may take the correlation of proportional columns beyond 1.
            matrix[i][j] = r.clamp(-1.0, 1.0);
            matrix[j][i] = matrix[i][j];
        }
    }
    matrix
}

/// The sum of the products of a few numbers, in index order. For columns of entities use
/// [`exact::exact_dot`].
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

/// A matrix times a vector.
pub fn times(matrix: &[Vec<f64>], v: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, v)).collect()
}

/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations. Of the two signs of a vector the
/// one is taken with which its sum is positive; where the sum vanishes, its first entry is positive.
pub fn eigen(symmetric: &[Vec<f64>]) -> Eigen {
    let n = symmetric.len();
    let mut a = symmetric.to_vec();
    let mut v: Matrix = (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect();
    for _ in 0..SWEEPS {
        let rest = (0..n).fold(0.0, |sum, i| sum + a[i][i + 1..].iter().fold(0.0, |sum, x| sum + x * x));
        // Entries this small (1e-150 beside 1) change no bit of the result. The bound costs little, because
        // each sweep about squares the rest once it is small.
        if rest < 1e-300 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut v, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|i, j| a[*j][*j].total_cmp(&a[*i][*i]));
    let values = order.iter().map(|i| a[*i][*i]).collect();
    let vectors = order.iter().map(|i| signed(v.iter().map(|row| row[*i]).collect())).collect();
    Eigen { values, vectors }
}

/// Rotates so that the entry (p, q) becomes zero.
fn rotate(a: &mut Matrix, v: &mut Matrix, p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    // The tangent of the smaller of the two angles that make the entry zero; with it the rotations converge.
    // The square of a huge `theta` would overflow, and beside it the 1 has no influence.
    let t = if theta.abs() > 1e150 {
        0.5 / theta
    } else {
        theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt())
    };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for row in a.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
    // p is before q.
    let (above, below) = a.split_at_mut(q);
    for (x, y) in above[p].iter_mut().zip(&mut below[0]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
    // Zero by construction. What rounding left there would only be rotated again.
    a[p][q] = 0.0;
    a[q][p] = 0.0;
    for row in v.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
}

fn signed(vector: Vec<f64>) -> Vec<f64> {
    let sum = statistics::sum(&vector);
    // An eigenvector of length 1 has entries that are zero but for rounding; such an entry or sum must not
    // decide the sign.
    let first = vector.iter().copied().find(|x| x.abs() > 1e-9).unwrap_or(1.0);
    let turn = if sum.abs() > 1e-9 { sum < 0.0 } else { first < 0.0 };
    if turn { vector.into_iter().map(|x| -x).collect() } else { vector }
}

/// The solution of `matrix x = right` by elimination with partial pivoting; `None` where the
/// matrix is singular.
pub fn solve(matrix: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    let n = right.len();
    let mut rows: Matrix = matrix
        .iter()
        .zip(right)
        .map(|(row, b)| row.iter().copied().chain(std::iter::once(*b)).collect())
        .collect();
    for k in 0..n {
        bring_pivot(&mut rows, k)?;
        let (above, below) = rows.split_at_mut(k + 1);
        for row in below {
            let factor = row[k] / above[k][k];
            for (x, y) in row[k..].iter_mut().zip(&above[k][k..]) {
                *x -= factor * y;
            }
        }
    }
    let mut x = vec![0.0; n];
    for k in (0..n).rev() {
        let known = dot(&rows[k][k + 1..n], &x[k + 1..]);
        x[k] = (rows[k][n] - known) / rows[k][k];
    }
    Some(x)
}

/// Puts the row with the largest entry of a column in the place of the pivot; `None` where the matrix is singular.
fn bring_pivot(rows: &mut [Vec<f64>], k: usize) -> Option<()> {
    let pivot =
        (k..rows.len()).fold(k, |best, i| if rows[i][k].abs() > rows[best][k].abs() { i } else { best });
    // Written so that a pivot which is NaN is not regular either.
    let regular = rows[pivot][k].abs() > SINGULAR;
    regular.then(|| rows.swap(k, pivot))
}

/// The inverse of a matrix whose entries are of size 1, such as correlations; `None` where it is singular.
pub fn inverse(matrix: &[Vec<f64>]) -> Option<Matrix> {
    let n = matrix.len();
    let mut rows: Matrix = matrix
        .iter()
        .enumerate()
        .map(|(i, row)| row.iter().copied().chain((0..n).map(|j| if i == j { 1.0 } else { 0.0 })).collect())
        .collect();
    for k in 0..n {
        bring_pivot(&mut rows, k)?;
        let by = rows[k][k];
        rows[k].iter_mut().for_each(|x| *x /= by);
        let own = rows[k].clone();
        let (above, below) = rows.split_at_mut(k);
        for row in above.iter_mut().chain(&mut below[1..]) {
            let factor = row[k];
            row.iter_mut().zip(&own).for_each(|(x, y)| *x -= factor * y);
        }
    }
    Some(rows.into_iter().map(|row| row[n..].to_vec()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: &[f64], want: &[f64]) {
        for (got, want) in got.iter().zip(want) {
            assert!((got - want).abs() < 1e-14, "{got} {want}");
        }
    }

    #[test]
    fn eigenvectors_by_hand() {
        // (2 1; 1 2): 3 with (1, 1) and 1 with (1, -1), over the root of 2.
        let half = 0.5_f64.sqrt();
        let e = eigen(&[vec![2.0, 1.0], vec![1.0, 2.0]]);
        near(&e.values, &[3.0, 1.0]);
        near(&e.vectors[0], &[half, half]);
        near(&e.vectors[1], &[half, -half]);
        // (2 0 0; 0 3 4; 0 4 9): 11 with (0, 1, 2)/sqrt 5, 2 with (1, 0, 0), 1 with (0, 2, -1)/sqrt 5.
        let e = eigen(&[vec![2.0, 0.0, 0.0], vec![0.0, 3.0, 4.0], vec![0.0, 4.0, 9.0]]);
        near(&e.values, &[11.0, 2.0, 1.0]);
        near(&e.vectors[0], &[0.0, 0.2_f64.sqrt(), 0.8_f64.sqrt()]);
        near(&e.vectors[1], &[1.0, 0.0, 0.0]);
    }

    #[test]
    fn equations_by_hand() {
        // x + 2y = 5, 3x + 4y = 11: (1, 2).
        near(&solve(&[vec![1.0, 2.0], vec![3.0, 4.0]], &[5.0, 11.0]).expect("regular"), &[1.0, 2.0]);
        assert!(solve(&[vec![1.0, 1.0], vec![1.0, 1.0]], &[1.0, 1.0]).is_none());
    }

    #[test]
    fn correlations_by_hand() {
        // Deviations (-1, 0, 1) and (-2, 1, 1): 3 / sqrt(2 * 6).
        let (z, sd) = standardised(&[vec![1.0, 2.0, 3.0], vec![0.0, 3.0, 3.0]]).expect("they vary");
        near(&sd, &[1.0, 3.0_f64.sqrt()]);
        near(&correlations(&z)[0], &[1.0, 3.0 / 12.0_f64.sqrt()]);
        assert!(standardised(&[vec![1.0, 1.0]]).is_none());
    }
}
