//! Analytic hierarchy process: weights from comparisons of pairs.

use crate::text::{Describe, Fields, Settings};
use crate::weigh::sample::shares;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::matrix::{self, Matrix};
use icip_num::scalar;
use icip_problem::{Value, message};

/// The author says for every pair of children how many times the one is as important as the other.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Ahp {
    /// Row j, column k: how many times child j is as important as child k; 0 in both places where nobody compared them.
    pub matrix: Vec<Vec<f64>>,
}

impl Ahp {
    /// How many times each child is as important as each other one, as in [`Ahp::matrix`].
    pub fn new(matrix: Vec<Vec<f64>>) -> Self {
        Self { matrix }
    }
}

/// Mean consistency index of random matrices with 1, 2, ... 10 rows (Saaty).
const RANDOM: [f64; 10] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// Judgements with a larger consistency ratio should be looked at again (Saaty).
const CONSISTENT: f64 = 0.1;

/// Steps of the power iteration; a few dozen are usual.
const STEPS: usize = 10_000;

impl Describe for Ahp {
    const NAME: &'static str = "ahp";
    const TITLE: &'static str = "analytic hierarchy process (AHP)";
    const SUMMARY: &'static str =
        "the analytic hierarchy process: weights from comparisons of pairs, and how consistent these are";
    const FORMULA: &'static str = "w = the principal eigenvector of `matrix` over its sum; CI = (lambda - \
        p)/(p - 1), where lambda is its eigenvalue and p the number of children; the consistency ratio is \
        CR = CI/RI, where RI = 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49 for p = 3..10; of several `experts`, \
        an entry is the geometric mean of their judgements; with m pairs that nobody compared, these entries are 0, the \
        diagonal is 1 plus their number in the row, and RI is multiplied by 1 - 2 m/((p - 1)(p - 2))";
    const MISSING: &'static str = "a pair that is written `?` is left out, as long as all children are connected by \
        comparisons; a pair whose two entries are not reciprocals is an error, and a consistency ratio above 0.1 is a \
        warning; there may be at most 10 children";
    const REFERENCE: &'static str = "Saaty (1980), The Analytic Hierarchy Process; OECD/JRC Handbook (2008), step 6; \
        Aczel and Saaty (1983), Journal of Mathematical Psychology 27; Harker (1987), Mathematical Modelling 9; \
        Agoston and Csato (2022), Omega 108";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "one text for each child in the order of the framework: how many times as important it \
            is as each child, such as [\"1 3\", \"1/3 1\"]; `?` where nobody compared a pair";
        let rows = fields.texts("matrix", doc, &[]);
        let doc = "instead of `matrix`, one text for each expert with the rows of a matrix between semicolons, such as \
            [\"1 3; 1/3 1\", \"1 5; 1/5 1\"]; `?` where the expert did not compare a pair";
        let experts = fields.texts("experts", doc, &[]);
        let one = rows.is_empty() != experts.is_empty();
        // A description has neither.
        fields.must(one, "matrix", message!("bad-value-judgements"), message!("bad-value-judgements-hint"));
        if !one {
            return Self { matrix: Matrix::new() };
        }
        if experts.is_empty() {
            return Self { matrix: checked(fields, "matrix", rows.iter().map(String::as_str)) };
        }
        let matrices: Vec<Matrix> =
            experts.iter().map(|expert| checked(fields, "experts", expert.split(';'))).collect();
        let same = matrices.iter().all(|matrix| matrix.len() == matrices[0].len());
        fields.must(
            same,
            "experts",
            message!("bad-value-expert-matrices"),
            message!("bad-value-expert-matrices-hint"),
        );
        Self { matrix: if same { together(&matrices) } else { Matrix::new() } }
    }

    fn settings(&self) -> Settings {
        // Of several experts the matrix is what they judge together.
        let entry = |a: &f64| if *a == 0.0 { "?".to_owned() } else { a.to_string() };
        let row = |row: &Vec<f64>| row.iter().map(entry).collect::<Vec<_>>().join(" ");
        Settings::default().with("matrix", &self.matrix.iter().map(row).collect::<Vec<_>>())
    }
}

/// The matrix of some rows of text, with the reciprocals of judgements that are written once, and with 0 for pairs
/// without any; empty where a problem was found.
fn checked<'t>(fields: &mut Fields<'_>, key: &'static str, rows: impl Iterator<Item = &'t str>) -> Matrix {
    let mut matrix: Matrix = rows.map(|row| row.split_whitespace().map(judgement).collect()).collect();
    let square = !matrix.is_empty() && matrix.iter().all(|row| row.len() == matrix.len());
    let (what, hint) = (message!("bad-value-not-square", key), message!("bad-value-not-square-hint"));
    fields.must(square, key, what, hint);
    let positive = matrix.iter().flatten().all(|a| *a >= 0.0 && a.is_finite());
    let (what, hint) = (message!("bad-value-comparison", key), message!("bad-value-comparison-hint"));
    fields.must(positive, key, what, hint);
    if !(square && positive) {
        return Matrix::new();
    }
    let pairs = (0..matrix.len()).flat_map(|j| (0..=j).map(move |k| (j, k)));
    for (j, k) in pairs {
        let (below, above) = (matrix[j][k], matrix[k][j]);
        if below == 0.0 && above == 0.0 {
            // Every child is as important as itself.
            matrix[j][k] = if j == k { 1.0 } else { 0.0 };
        } else if below == 0.0 {
            matrix[j][k] = 1.0 / above;
        } else if above == 0.0 {
            matrix[k][j] = 1.0 / below;
        } else if (below * above - 1.0).abs() >= RECIPROCAL {
            let what = message!(
                "bad-value-reciprocal",
                row = k + 1,
                column = j + 1,
                entry = above,
                mirrored = below,
            );
            fields.must(false, key, what, message!("bad-value-reciprocal-hint"));
            return Matrix::new();
        }
    }
    matrix
}

/// The geometric mean of the judgements that there are of each pair.
fn together(matrices: &[Matrix]) -> Matrix {
    let count = matrices[0].len();
    let mean = |j: usize, k: usize| {
        let judged: Vec<f64> = matrices.iter().map(|matrix| matrix[j][k]).filter(|a| *a > 0.0).collect();
        let logs = judged.iter().fold(0.0, |sum, a| sum + scalar::ln(*a));
        if judged.is_empty() { 0.0 } else { scalar::exp(logs / judged.len() as f64) }
    };
    (0..count).map(|j| (0..count).map(|k| mean(j, k)).collect()).collect()
}

/// How far a product of two reciprocal entries may be from 1: people write 0.33 for 1/3.
const RECIPROCAL: f64 = 0.02;

/// A number, or one over another, or 0 for `?`; anything else becomes a NaN that is reported.
fn judgement(text: &str) -> f64 {
    if text == "?" {
        return 0.0;
    }
    let positive = |x: f64| if x > 0.0 { x } else { f64::NAN };
    let number = |text: &str| text.parse::<f64>().map_or(f64::NAN, positive);
    match text.split_once('/') {
        Some((above, below)) => number(above) / number(below),
        None => number(text),
    }
}

impl Ahp {
    /// The matrix with each gap counted on the diagonal (Harker): as if it held the ratio of the weights.
    fn completed(&self) -> Matrix {
        let mut matrix = self.matrix.clone();
        for (j, row) in matrix.iter_mut().enumerate() {
            row[j] = 1.0 + row.iter().filter(|a| **a == 0.0).count() as f64;
        }
        matrix
    }

    /// Number of pairs that nobody compared.
    fn gaps(&self) -> usize {
        self.matrix.iter().flatten().filter(|a| **a == 0.0).count() / 2
    }

    /// A child that no chain of comparisons connects with the first.
    fn unconnected(&self) -> Option<usize> {
        let mut reached = vec![false; self.matrix.len()];
        let mut next = vec![0];
        while let Some(j) = next.pop() {
            if !std::mem::replace(&mut reached[j], true) {
                next.extend((0..reached.len()).filter(|k| self.matrix[j][*k] > 0.0));
            }
        }
        reached.iter().position(|reached| !reached)
    }

    /// The principal eigenvector, of sum 1, and its eigenvalue.
    fn principal(&self) -> (Vec<f64>, f64) {
        let count = self.matrix.len() as f64;
        let mut w = vec![1.0 / count; self.matrix.len()];
        let mut value = count;
        let matrix = self.completed();
        for _ in 0..STEPS {
            let product = matrix::times(&matrix, &w);
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
        if let Some(child) = self.unconnected() {
            let (code, first) = (siblings.codes[child], siblings.codes[0]);
            return Err(Unfit::new(
                message!("weights-unconnected", code, first),
                message!("weights-unconnected-hint"),
            ));
        }
        let (weights, value) = self.principal();
        let (size, gaps) = (count as f64, self.gaps() as f64);
        let index = if count > 2 { (value - size) / (size - 1.0) } else { 0.0 };
        // With a tree of comparisons nothing is left that could contradict.
        let free = 1.0 - 2.0 * gaps / ((size - 1.0) * (size - 2.0));
        let ratio = if count > 2 && free > 1e-12 { index / (random * free) } else { 0.0 };
        // A consistent matrix has an index of 0 up to rounding.
        let ratio = if ratio > 1e-12 { ratio } else { 0.0 };
        let mut warnings = Vec::new();
        if ratio > CONSISTENT {
            warnings
                .push(message!("doubtful-weights-consistency", ratio = Value::Number(format!("{ratio:.3}"))));
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
    fn gaps_and_several_experts() {
        // a = 2 b and b = 3 c, nothing else: a tree, so the weights are 6 to 3 to 1 and nothing contradicts.
        let gap = of(&["1 2 ?", "1/2 1 3", "? 1/3 1"]).expect("weights");
        for (got, want) in gap.weights.iter().zip([0.6, 0.3, 0.1]) {
            assert!((got - want).abs() < 1e-12, "{:?}", gap.weights);
        }
        assert_eq!(gap.numbers[1], ("consistency-ratio", 0.0));
        // a is compared with b alone, so nothing says how important c is.
        assert!(of(&["1 2 ?", "1/2 1 ?", "? ? 1"]).is_err());
        // The geometric mean of 2 and 8 is 4; of the other pair one expert says 3 and the other nothing.
        let judged = |a: f64, b: f64| {
            let inverse = |x: f64| if x > 0.0 { 1.0 / x } else { 0.0 };
            vec![vec![1.0, a, b], vec![inverse(a), 1.0, 0.0], vec![inverse(b), 0.0, 1.0]]
        };
        let both = together(&[judged(2.0, 3.0), judged(8.0, 0.0)]);
        assert!((both[0][1] - 4.0).abs() < 1e-15 && (both[1][0] - 0.25).abs() < 1e-15, "{both:?}");
        assert!((both[0][2] - 3.0).abs() < 1e-15 && both[1][2] == 0.0, "{both:?}");
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
