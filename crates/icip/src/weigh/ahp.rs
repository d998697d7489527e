//! Analytic hierarchy process: weights from comparisons of pairs.

use crate::text::{Describe, Fields};
use crate::weigh::sample::shares;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::matrix::{self, Matrix};
use icip_problem::message;

/// The author says for every pair of children how many times the one is as important as the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahp {
    /// Row j, column k: how many times child j is as important as child k.
    pub matrix: Vec<Vec<f64>>,
}

/// Mean consistency index of random matrices with 1, 2, ... 10 rows (Saaty).
const RANDOM: [f64; 10] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// Judgements with a larger consistency ratio should be looked at again (Saaty).
const CONSISTENT: f64 = 0.1;

/// Steps of the power iteration; a few dozen are usual.
const STEPS: usize = 10_000;

impl Describe for Ahp {
    const NAME: &'static str = "ahp";
    const SUMMARY: &'static str =
        "the analytic hierarchy process: weights from comparisons of pairs, and how consistent these are";
    const FORMULA: &'static str = "w = the principal eigenvector of `matrix` over its sum; CI = (lambda - \
        p)/(p - 1), where lambda is its eigenvalue and p the number of children; the consistency ratio is \
        CR = CI/RI, where RI = 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49 for p = 3..10";
    const MISSING: &'static str = "every pair must be compared; a pair whose two entries are not \
        reciprocals is an error, and a consistency ratio above 0.1 is a warning; there may be at most 10 \
        children";
    const REFERENCE: &'static str =
        "Saaty (1980), The Analytic Hierarchy Process; OECD/JRC Handbook (2008), step 6";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "one text for each child in the order of the framework: how many times as important it \
            is as each child, such as [\"1 3\", \"1/3 1\"]";
        let rows = fields.texts("matrix", doc, &[]);
        let matrix: Matrix = rows.iter().map(|row| row.split_whitespace().map(judgement).collect()).collect();
        let square = !matrix.is_empty() && matrix.iter().all(|row| row.len() == matrix.len());
        fields.must(
            square,
            "matrix",
            message!("bad-value-not-square"),
            message!("bad-value-not-square-hint"),
        );
        let positive = matrix.iter().flatten().all(|a| *a > 0.0 && a.is_finite());
        fields.must(
            positive,
            "matrix",
            message!("bad-value-comparison"),
            message!("bad-value-comparison-hint"),
        );
        if square && positive {
            let pair = (0..matrix.len())
                .flat_map(|j| (0..=j).map(move |k| (j, k)))
                .find(|(j, k)| (matrix[*j][*k] * matrix[*k][*j] - 1.0).abs() >= RECIPROCAL);
            if let Some((j, k)) = pair {
                let what = message!(
                    "bad-value-reciprocal",
                    row = k + 1,
                    column = j + 1,
                    entry = matrix[k][j],
                    mirrored = matrix[j][k],
                );
                fields.must(false, "matrix", what, message!("bad-value-reciprocal-hint"));
            }
        }
        Self { matrix }
    }
}

/// How far a product of two reciprocal entries may be from 1: people write 0.33 for 1/3.
const RECIPROCAL: f64 = 0.02;

/// A number, or one over another; anything else becomes a NaN that is reported.
fn judgement(text: &str) -> f64 {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    match text.split_once('/') {
        Some((above, below)) => number(above) / number(below),
        None => number(text),
    }
}

impl Ahp {
    /// The principal eigenvector, of sum 1, and its eigenvalue.
    fn principal(&self) -> (Vec<f64>, f64) {
        let count = self.matrix.len() as f64;
        let mut w = vec![1.0 / count; self.matrix.len()];
        let mut value = count;
        for _ in 0..STEPS {
            let product = matrix::times(&self.matrix, &w);
            // The sum of w is 1, so the sum of the product is the eigenvalue.
            value = product.iter().fold(0.0, |sum, x| sum + x);
            let Some(next) = shares(&product) else { break };
            let moved = next.iter().zip(&w).any(|(a, b)| (a - b).abs() > 1e-16 * count);
            w = next;
            if !moved {
                break;
            }
        }
        (w, value)
    }
}

impl Weigher for Ahp {
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        let count = siblings.codes.len();
        if self.matrix.len() != count {
            return Err(Unfit::new(
                message!("weights-matrix", rows = self.matrix.len(), children = count),
                message!("weights-matrix-hint"),
            ));
        }
        let Some(random) = RANDOM.get(count - 1) else {
            return Err(Unfit::new(
                message!("weights-comparisons", count),
                message!("weights-comparisons-hint", most = RANDOM.len()),
            ));
        };
        let (weights, value) = self.principal();
        let index = if count > 2 { (value - count as f64) / (count as f64 - 1.0) } else { 0.0 };
        let ratio = if count > 2 { index / random } else { 0.0 };
        // A consistent matrix has an index of 0 up to rounding.
        let ratio = if ratio > 1e-12 { ratio } else { 0.0 };
        let mut warnings = Vec::new();
        if ratio > CONSISTENT {
            warnings.push(message!("doubtful-weights-consistency", ratio = format!("{ratio:.3}")));
        }
        Ok(Weighed { weights, numbers: vec![("eigenvalue", value), ("consistency-ratio", ratio)], warnings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[&str]) -> Result<Weighed, Unfit> {
        let matrix: Matrix = rows.iter().map(|row| row.split_whitespace().map(judgement).collect()).collect();
        let codes = &["a", "b", "c"][..rows.len()];
        Ahp { matrix }.weigh(&Siblings { codes, given: &[1.0; 3], leaves: &[1; 3], scores: &[], noise: &[] })
    }

    #[test]
    fn consistent_by_hand() {
        // 6 to 3 to 2: every row is a multiple of (1/6, 1/3, 1/2), so lambda = 3 and CR = 0.
        let weighed = of(&["1 2 3", "1/2 1 1.5", "1/3 2/3 1"]).expect("weights");
        for (got, want) in weighed.weights.iter().zip([6.0 / 11.0, 3.0 / 11.0, 2.0 / 11.0]) {
            assert!((got - want).abs() < 1e-15);
        }
        assert_eq!(weighed.numbers[1], ("consistency-ratio", 0.0));
        assert!(weighed.warnings.is_empty());
        assert_eq!(of(&["1"]).expect("one").weights, [1.0]);
        let two = of(&["1 3", "1/3 1"]).expect("two").weights;
        assert!((two[0] - 0.75).abs() < 1e-15);
    }

    #[test]
    fn inconsistent_by_hand() {
        // a = 2 b, b = 2 c, c = 2 a: all weigh the same, lambda = 1 + 2 + 1/2 = 3.5, CR = 0.25 / 0.58.
        let weighed = of(&["1 2 1/2", "1/2 1 2", "2 1/2 1"]).expect("weights");
        assert!(weighed.weights.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-15));
        assert!((weighed.numbers[1].1 - 0.25 / 0.58).abs() < 1e-14);
        assert!(weighed.warnings[0].to_string().contains("0.431"));
        // For three rows lambda = 1 + t + 1/t, t the cube root of a_12 a_23 / a_13, and w_j the cube root of
        // the product of row j: 3, 5 and 1 give t = (3 / 5)^(1/3).
        let weighed = of(&["1 3 5", "1/3 1 1", "1/5 1 1"]).expect("weights");
        let t = libm::cbrt(0.6);
        assert!((weighed.numbers[0].1 - (1.0 + t + 1.0 / t)).abs() < 1e-13);
        assert!((weighed.weights[0] / weighed.weights[2] - libm::cbrt(15.0 * 5.0)).abs() < 1e-12);
    }

    #[test]
    fn size_of_the_matrix() {
        let method = Ahp { matrix: vec![vec![1.0]] };
        let siblings =
            Siblings { codes: &["a", "b"], given: &[1.0; 2], leaves: &[1; 2], scores: &[], noise: &[] };
        assert!(method.weigh(&siblings).is_err());
        let method = Ahp { matrix: vec![vec![1.0; 11]; 11] };
        assert!(
            method
                .weigh(&Siblings {
                    codes: &["a"; 11],
                    given: &[1.0; 11],
                    leaves: &[1; 11],
                    scores: &[],
                    noise: &[]
                })
                .is_err()
        );
    }
}
