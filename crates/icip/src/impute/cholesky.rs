//! Solving equations of a covariance matrix.

use icip_num::matrix::Matrix;

/// The smallest variance that a column of deviation 1 may keep once the others are taken out of it:
/// below it, it is their combination, but for rounding.
const DEPENDENT: f64 = 1e-10;

/// The lower triangle whose product with its transpose is a matrix.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cholesky(Matrix);

impl Cholesky {
    /// The position of a column that is a combination of those before it is the error.
    pub(super) fn of(matrix: &Matrix) -> Result<Self, usize> {
        let mut lower: Matrix = Vec::with_capacity(matrix.len());
        for (i, row) in matrix.iter().enumerate() {
            let mut here: Vec<f64> = Vec::with_capacity(i + 1);
            for (above, entry) in lower.iter().zip(row) {
                let sum = here.iter().zip(above).fold(0.0, |sum, (a, b)| sum + a * b);
                here.push((entry - sum) / above[here.len()]);
            }
            let left = row[i] - here.iter().fold(0.0, |sum, a| sum + a * a);
            if left > DEPENDENT {
                here.push(left.sqrt());
                lower.push(here);
            } else {
                // A NaN is refused too.
                return Err(i);
            }
        }
        Ok(Self(lower))
    }

    /// The x of matrix x = right.
    pub(super) fn solve(&self, mut right: Vec<f64>) -> Vec<f64> {
        for i in 0..right.len() {
            let sum = self.0[i].iter().zip(&right[..i]).fold(0.0, |sum, (a, b)| sum + a * b);
            right[i] = (right[i] - sum) / self.0[i][i];
        }
        for i in (0..right.len()).rev() {
            right[i] /= self.0[i][i];
            let solved = right[i];
            for (above, entry) in right[..i].iter_mut().zip(&self.0[i]) {
                *above -= entry * solved;
            }
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // [[4, 2], [2, 3]] times (1, 2) is (8, 8).
        let solved = Cholesky::of(&vec![vec![4.0, 2.0], vec![2.0, 3.0]]).unwrap().solve(vec![8.0, 8.0]);
        assert!((solved[0] - 1.0).abs() < 1e-15 && (solved[1] - 2.0).abs() < 1e-15);
    }

    #[test]
    fn a_combination_is_refused() {
        assert_eq!(Cholesky::of(&vec![vec![1.0, 1.0], vec![1.0, 1.0]]), Err(1));
        assert_eq!(Cholesky::of(&vec![vec![f64::NAN]]), Err(0));
    }
}
