//! Weights from the first principal component.

use crate::text::{Describe, Fields, Settings, words};
use crate::weigh::sample::{from_correlations, named};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::matrix;
use icip_problem::{message, quoted};

/// Children weigh as they load on what they have most in common.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct FirstComponent {
    /// What of the loadings is the weight.
    pub loadings: Loadings,
}

impl Default for FirstComponent {
    /// What is made of the loadings by default.
    fn default() -> Self {
        Self { loadings: Loadings::default() }
    }
}

words! {
    /// What of the loadings is the weight.
    pub enum Loadings {
        /// the squares of the loadings, which are shares of the component
        Squared = "squared",
        /// the absolute loadings
        Absolute = "absolute",
    }
}

/// Eigenvalues nearer to each other are the same, and their components arbitrary.
const SAME: f64 = 1e-9;

impl Describe for FirstComponent {
    const NAME: &'static str = "first-component";
    const TITLE: &'static str = "first principal component";
    const SUMMARY: &'static str = "a child weighs as much as it loads on the first principal component";
    const FORMULA: &'static str = "w_j = l_j^2 (`absolute`: |l_j|) over the sum, where l is the unit \
        eigenvector of the largest eigenvalue of the correlation matrix, with the sign for which sum(l) \
        >= 0";
    const MISSING: &'static str = "the weights come from the entities with a score for every child, of \
        which there must be at least 3; negative loadings are a warning; a constant child is an error, \
        and so are two largest eigenvalues that are equal";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), steps 4 and 6; COINr, get_PCA (whose weights keep the signs)";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { loadings: fields.word("loadings", "what the weight is made of") }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("loadings", &self.loadings)
    }
}

impl Weigher for FirstComponent {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        from_correlations(siblings, |children| {
            let eigen = matrix::eigen(&children.matrix);
            if eigen.values[0] - eigen.values[1] < SAME {
                return Err(Unfit::new(
                    message!("weights-two-components", value = eigen.values[0]),
                    message!("weights-two-components-hint"),
                ));
            }
            let loadings = &eigen.vectors[0];
            let against = named(children.codes, |child| loadings[child] < 0.0);
            let warnings = if against.is_empty() {
                Vec::new()
            } else {
                vec![message!(
                    "doubtful-weights-loading",
                    children = quoted(against.iter().copied()),
                    count = against.len()
                )]
            };
            let weights =
                loadings.iter().map(|l| if self.loadings == Loadings::Squared { l * l } else { l.abs() });
            let numbers = vec![
                ("eigenvalue", eigen.values[0]),
                // The variances of the children are 1 each, so all of them together are their number.
                ("explained", eigen.values[0] / children.codes.len() as f64),
            ];
            Ok(Weighed { weights: weights.collect(), numbers, warnings })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

    const SQUARED: FirstComponent = FirstComponent { loadings: Loadings::Squared };

    #[test]
    fn by_hand() {
        // r_ab = 1, c without correlation: loadings (1, 1, 0) over the root of 2, eigenvalue 2 of 3.
        let columns: [&[f64]; 3] = [&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0], &[0.0, 1.0, 0.0]];
        assert_weights(weigh(&SQUARED, &columns), &[0.5, 0.5, 0.0]);
        let numbers = weigh(&SQUARED, &columns).expect("weights").numbers;
        assert!((numbers[0].1 - 2.0).abs() < 1e-12 && (numbers[1].1 - 2.0 / 3.0).abs() < 1e-12);
        assert_weights(weigh(&FirstComponent { loadings: Loadings::Absolute }, &columns), &[0.5, 0.5, 0.0]);
        assert_declared(&SQUARED, true);
    }

    #[test]
    fn what_runs_against_the_others_is_reported() {
        let weighed = weigh(&SQUARED, &[&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 3.0, 5.0], &[4.0, 3.0, 1.0, 0.0]]);
        let weighed = weighed.expect("weights");
        assert!(weighed.weights.iter().all(|w| *w > 0.0));
        assert!(
            weighed.warnings[0].to_string().starts_with("`c` loads negatively"),
            "{:?}",
            weighed.warnings
        );
    }

    #[test]
    fn no_first_component() {
        // Deviations (1, -1, 0) and (1, 1, -2): no correlation, both eigenvalues 1.
        assert!(weigh(&SQUARED, &[&[1.0, -1.0, 0.0], &[1.0, 1.0, -2.0]]).is_err());
    }
}
