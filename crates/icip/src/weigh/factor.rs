//! Weights from rotated factors.

use crate::text::{Describe, Fields, Settings};
use crate::weigh::sample::from_correlations;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::factors;
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
            let rotated = factors::varimax(&loadings);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

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
