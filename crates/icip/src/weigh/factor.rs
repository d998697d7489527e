//! Weights from rotated factors.

use crate::text::{Describe, Fields, Settings};
use crate::weigh::sample::from_correlations;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::matrix::{self, Matrix};
use icip_num::statistics;
use icip_problem::message;

/// Each child weighs as much as its squared loading on the rotated factor to which it belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct FactorAnalysis {
    /// How many factors are kept; without it, those with an eigenvalue above 1.
    pub factors: Option<f64>,
}

impl Default for FactorAnalysis {
    /// The factors with an eigenvalue above 1.
    fn default() -> Self {
        Self { factors: None }
    }
}

/// Sweeps of the rotation; a few dozen are usual.
const SWEEPS: usize = 1000;

/// A smaller rotation counts as none.
const STILL: f64 = 1e-14;

impl Describe for FactorAnalysis {
    const NAME: &'static str = "factor";
    const TITLE: &'static str = "factor analysis";
    const SUMMARY: &'static str =
        "a child weighs as much as its squared loading on the varimax factor to which it belongs";
    const FORMULA: &'static str = "w_j = (l_jf^2 / V_f)(V_f / sum(V)) over the sum, where l are the \
        loadings of the kept principal components after varimax with Kaiser's normalisation, f is the \
        factor with the largest l_jf^2, and V_f = sum_j(l_jf^2)";
    const MISSING: &'static str = "the weights come from the entities with a score for every child, of \
        which there must be at least 3; a constant child is an error, and so are more factors than \
        children; negative loadings count by their size";
    const REFERENCE: &'static str =
        "Nicoletti, Scarpetta and Boylaud (2000), OECD ECO/WKP(99)18; OECD/JRC Handbook (2008), step 6";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "how many factors are kept; without it, those with an eigenvalue above 1, and at least \
            one";
        let factors = fields.number_or_nothing("factors", doc);
        let shown = factors.unwrap_or(1.0);
        fields.must_be_whole("factors", shown, 1.0..=1e6);
        Self { factors }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("factors", &self.factors)
    }
}

impl Weigher for FactorAnalysis {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        from_correlations(siblings, |children| {
            let count = children.codes.len();
            let eigen = matrix::eigen(&children.matrix);
            let above = eigen.values.iter().filter(|value| **value > 1.0).count();
            // The whole number was checked when it was read.
            let kept = self.factors.map_or(if above > 0 { above } else { 1 }, |factors| factors as usize);
            if kept > count {
                return Err(Unfit::new(
                    message!("weights-factors", factors = kept, children = count),
                    message!("weights-factors-hint"),
                ));
            }
            // An eigenvalue of 0 may come out a little below 0.
            let size = |f: usize| if eigen.values[f] > 0.0 { eigen.values[f].sqrt() } else { 0.0 };
            let loadings: Matrix =
                (0..count).map(|j| (0..kept).map(|f| eigen.vectors[f][j] * size(f)).collect()).collect();
            let rotated = varimax(&loadings);
            let variance = |f: usize| rotated.iter().fold(0.0, |sum, row| sum + row[f] * row[f]);
            let variances: Vec<f64> = (0..kept).map(variance).collect();
            let total = statistics::sum(&variances);
            let weights = rotated.iter().map(|row| weight(row, &variances, total)).collect();
            let explained = statistics::sum(&eigen.values[..kept]) / count as f64;
            Ok(Weighed {
                weights,
                numbers: vec![("factors", kept as f64), ("explained", explained)],
                warnings: vec![],
            })
        })
    }
}

/// A child's share of its factor times the factor's share of all factors.
fn weight(row: &[f64], variances: &[f64], total: f64) -> f64 {
    let own = (0..row.len()).fold(0, |best, f| if row[f].abs() > row[best].abs() { f } else { best });
    if variances[own] > 0.0 { row[own] * row[own] / variances[own] * (variances[own] / total) } else { 0.0 }
}

/// The varimax rotation of loadings, whose rows are put on length 1 first (Kaiser). Pairs of factors are
/// rotated in turn, by the angle that is best for the pair, until none moves.
fn varimax(loadings: &[Vec<f64>]) -> Matrix {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

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
    fn by_hand() {
        // a, b on one factor with r = 0.8, c alone: loadings sqrt 0.9, sqrt 0.9, 1, which varimax leaves. The
        // columns: z and 0.8 z + 0.6 y, and x, with x, y, z without correlation.
        let z = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0];
        let y = [1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0];
        let x = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0];
        let b: Vec<f64> = z.iter().zip(y).map(|(z, y)| 0.8 * z + 0.6 * y).collect();
        let got = weigh(&FactorAnalysis { factors: Some(2.0) }, &[&z, &b, &x]);
        assert_weights(got, &[0.9 / 2.8, 0.9 / 2.8, 1.0 / 2.8]);
        // One factor is the first component: 0.9 to 0.9 to 0.
        assert_weights(weigh(&FactorAnalysis { factors: Some(1.0) }, &[&z, &b, &x]), &[0.5, 0.5, 0.0]);
        assert!(weigh(&FactorAnalysis { factors: Some(4.0) }, &[&z, &b, &x]).is_err());
        assert_declared(&FactorAnalysis { factors: None }, true);
    }
}
