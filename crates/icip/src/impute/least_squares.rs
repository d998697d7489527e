//! A linear equation by ordinary least squares.

use crate::impute::standard::Standard;
use icip_num::exact::exact_dot;
use icip_num::statistics;

/// A predictor keeps less than this share of its length once the others are taken out of it: it is
/// their combination, but for rounding.
const DEPENDENT: f64 = 1e-9;

/// y = mean + sum of slopes times standardised predictors.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Equation {
    mean: f64,
    terms: Vec<(Standard, f64)>,
}

impl Equation {
    /// The equation with the least sum of squared differences. `x` holds one list per predictor, each as
    /// long as `y`. The position of a predictor that is a combination of those before it is the error.
    pub(super) fn fit(y: &[f64], x: &[Vec<f64>]) -> Result<Self, usize> {
        let mean = statistics::mean(y).unwrap_or_default();
        let mut rest: Vec<f64> = y.iter().map(|y| y - mean).collect();
        let mut basis: Vec<Vec<f64>> = Vec::with_capacity(x.len());
        let mut standards = Vec::with_capacity(x.len());
        let mut onto = Vec::with_capacity(x.len());
        let mut triangle: Vec<Vec<f64>> = Vec::with_capacity(x.len());
        for (position, x) in x.iter().enumerate() {
            let standard = Standard::of(x).ok_or(position)?;
            let (direction, row) =
                orthogonal(x.iter().map(|x| standard.apply(*x)).collect(), &basis).ok_or(position)?;
            // What the direction explains is taken out of y at once: this keeps the digits.
            let part = exact_dot(&direction, &rest);
            subtract(&mut rest, part, &direction);
            standards.push(standard);
            onto.push(part);
            triangle.push(row);
            basis.push(direction);
        }
        let slopes = back_substitute(&triangle, onto);
        Ok(Self { mean, terms: standards.into_iter().zip(slopes).collect() })
    }

    /// The value at a point, one number per predictor.
    pub(super) fn at(&self, point: &[f64]) -> f64 {
        self.terms
            .iter()
            .zip(point)
            .fold(self.mean, |sum, ((standard, slope), x)| sum + slope * standard.apply(*x))
    }
}

/// The part of `x` that no direction of the basis explains, of length 1, and its column of the triangle:
/// the shares of the basis, then the length that was left. Nothing where nothing is left.
fn orthogonal(mut x: Vec<f64>, basis: &[Vec<f64>]) -> Option<(Vec<f64>, Vec<f64>)> {
    let before = exact_dot(&x, &x).sqrt();
    let mut shares = vec![0.0; basis.len()];
    // Twice is enough: the second pass takes out what rounding left of the first.
    for _ in 0..2 {
        for (direction, share) in basis.iter().zip(&mut shares) {
            let part = exact_dot(direction, &x);
            subtract(&mut x, part, direction);
            *share += part;
        }
    }
    let left = exact_dot(&x, &x).sqrt();
    // A NaN is dependent too.
    (left > DEPENDENT * before).then(|| {
        x.iter_mut().for_each(|x| *x /= left);
        shares.push(left);
        (x, shares)
    })
}

/// Solves the triangle whose k-th list is its k-th column.
fn back_substitute(triangle: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    for k in (0..right.len()).rev() {
        right[k] /= triangle[k][k];
        let solved = right[k];
        for (above, share) in right[..k].iter_mut().zip(&triangle[k]) {
            *above -= solved * share;
        }
    }
    right
}

fn subtract(from: &mut [f64], times: f64, what: &[f64]) {
    from.iter_mut().zip(what).for_each(|(from, what)| *from -= times * what);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_plane_is_found() {
        // y = 1 + 2 a - 3 b at five points; at (10, 1): 18.
        let (a, b) = (vec![0.0, 1.0, 2.0, 3.0, 5.0], vec![1.0, 0.0, 4.0, 2.0, 2.0]);
        let y: Vec<f64> = a.iter().zip(&b).map(|(a, b)| 1.0 + 2.0 * a - 3.0 * b).collect();
        let line = Equation::fit(&y, &[a, b]).unwrap();
        assert!((line.at(&[10.0, 1.0]) - 18.0).abs() < 1e-12);
    }

    #[test]
    fn least_squares_by_hand() {
        // Points (1, 1), (2, 3), (3, 2): slope 1 / 2, mean 2 at x = 2; at 4: 3.
        let line = Equation::fit(&[1.0, 3.0, 2.0], &[vec![1.0, 2.0, 3.0]]).unwrap();
        assert!((line.at(&[4.0]) - 3.0).abs() < 1e-14);
    }

    /// Longley's data of 1967: employment on six predictors that nearly coincide. NIST StRD gives the
    /// certified residual standard deviation 304.854073561965 with 9 degrees of freedom.
    #[test]
    fn longley() {
        const ROWS: [[f64; 7]; 16] = [
            [60323.0, 83.0, 234289.0, 2356.0, 1590.0, 107608.0, 1947.0],
            [61122.0, 88.5, 259426.0, 2325.0, 1456.0, 108632.0, 1948.0],
            [60171.0, 88.2, 258054.0, 3682.0, 1616.0, 109773.0, 1949.0],
            [61187.0, 89.5, 284599.0, 3351.0, 1650.0, 110929.0, 1950.0],
            [63221.0, 96.2, 328975.0, 2099.0, 3099.0, 112075.0, 1951.0],
            [63639.0, 98.1, 346999.0, 1932.0, 3594.0, 113270.0, 1952.0],
            [64989.0, 99.0, 365385.0, 1870.0, 3547.0, 115094.0, 1953.0],
            [63761.0, 100.0, 363112.0, 3578.0, 3350.0, 116219.0, 1954.0],
            [66019.0, 101.2, 397469.0, 2904.0, 3048.0, 117388.0, 1955.0],
            [67857.0, 104.6, 419180.0, 2822.0, 2857.0, 118734.0, 1956.0],
            [68169.0, 108.4, 442769.0, 2936.0, 2798.0, 120445.0, 1957.0],
            [66513.0, 110.8, 444546.0, 4681.0, 2637.0, 121950.0, 1958.0],
            [68655.0, 112.6, 482704.0, 3813.0, 2552.0, 123366.0, 1959.0],
            [69564.0, 114.2, 502601.0, 3931.0, 2514.0, 125368.0, 1960.0],
            [69331.0, 115.7, 518173.0, 4806.0, 2572.0, 127852.0, 1961.0],
            [70551.0, 116.9, 554894.0, 4007.0, 2827.0, 130081.0, 1962.0],
        ];
        let y: Vec<f64> = ROWS.iter().map(|row| row[0]).collect();
        let x: Vec<Vec<f64>> = (1..7).map(|k| ROWS.iter().map(|row| row[k]).collect()).collect();
        let line = Equation::fit(&y, &x).unwrap();
        let squares = ROWS.iter().fold(0.0, |sum, row| {
            let rest = row[0] - line.at(&row[1..]);
            sum + rest * rest
        });
        assert!(((squares / 9.0).sqrt() / 304.854073561965 - 1.0).abs() < 1e-10);
    }

    #[test]
    fn a_combination_of_others_is_an_error() {
        let (a, b) = (vec![0.0, 1.0, 2.0, 4.0], vec![1.0, 0.0, 4.0, 2.0]);
        let sum: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + 2.0 * b).collect();
        assert_eq!(Equation::fit(&[1.0, 2.0, 4.0, 8.0], &[a.clone(), b, sum]), Err(2));
        assert_eq!(Equation::fit(&[1.0, 2.0, 4.0, 8.0], &[a, vec![5.0; 4]]), Err(1));
    }
}
