//! Weights from the inverse of the correlations.

use crate::text::{Describe, Fields};
use crate::weigh::sample::{from_correlations, named};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::matrix;
use icip_problem::{message, quoted};

/// Children that repeat others weigh less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InverseCovariance;

impl Describe for InverseCovariance {
    const NAME: &'static str = "inverse-covariance";
    const TITLE: &'static str = "inverse covariance";
    const SUMMARY: &'static str = "children that repeat other children weigh less";
    const FORMULA: &'static str = "w = R^-1 1 over the sum, where R is the covariance matrix of the \
        standardised scores, which is their correlation matrix; a negative weight becomes 0";
    const MISSING: &'static str = "the weights come from the entities with a score for every child, of \
        which there must be at least 3; a weight that would be negative is 0, with a warning; a constant \
        child is an error, and so is a child that follows from the others (R has no inverse)";
    const REFERENCE: &'static str =
        "Anderson (2008), Journal of the American Statistical Association 103; swindex (Stata)";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Weigher for InverseCovariance {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        from_correlations(siblings, |children| {
            let ones = vec![1.0; children.codes.len()];
            let raw = matrix::solve(&children.matrix, &ones).ok_or_else(|| {
                Unfit::new(message!("weights-no-inverse"), message!("weights-no-inverse-hint"))
            })?;
            let below = named(children.codes, |child| raw[child] < 0.0);
            let warnings = if below.is_empty() {
                vec![]
            } else {
                vec![message!(
                    "doubtful-weights-negative",
                    children = quoted(below.iter().copied()),
                    count = below.len()
                )]
            };
            let weights = raw.iter().map(|w| if *w > 0.0 { *w } else { 0.0 }).collect();
            Ok(Weighed { weights, warnings, ..Weighed::default() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

    const Z: [f64; 8] = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0];
    const Y: [f64; 8] = [1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0];
    const X: [f64; 8] = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0];

    fn mixed(parts: [f64; 3]) -> Vec<f64> {
        (0..8).map(|i| parts[0] * Z[i] + parts[1] * Y[i] + parts[2] * X[i]).collect()
    }

    #[test]
    fn by_hand() {
        // r_ab = 0.6 and c alone: a and b weigh 1/1.6 each, c weighs 1.
        let b = mixed([0.6, 0.8, 0.0]);
        assert_weights(weigh(&InverseCovariance, &[&Z, &b, &X]), &[0.625 / 2.25, 0.625 / 2.25, 1.0 / 2.25]);
        assert_declared(&InverseCovariance, true);
    }

    #[test]
    fn never_negative() {
        // r_ab = 0, r_ac = r_bc = q with 2 q > 1: w_c ~ 1 - 2 q < 0, and a and b share.
        let c = mixed([0.6, 0.6, 0.28_f64.sqrt()]);
        let weighed = weigh(&InverseCovariance, &[&Z, &Y, &c]).expect("weights");
        assert_eq!(weighed.weights, [0.5, 0.5, 0.0]);
        assert!(weighed.warnings[0].to_string().starts_with("`c` would have a negative weight"));
    }

    #[test]
    fn what_others_make_up_is_refused() {
        let c = mixed([0.6, 0.8, 0.0]);
        assert!(
            weigh(&InverseCovariance, &[&Z, &Y, &c])
                .expect_err("singular")
                .what
                .to_string()
                .contains("no inverse")
        );
    }
}
