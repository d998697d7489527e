//! Ordered weighted average.

use crate::aggregate::rows::each_row;
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings, listed};
use icip_problem::{Message, message};

/// Weights belong to positions: the first to an entity's highest score, the last to its lowest.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Owa {
    /// The weights of the positions, that of the highest score first; they are divided by their sum.
    pub weights: Vec<f64>,
}

impl Owa {
    /// Weights of at least 0 that are not all 0, one for each child.
    pub fn new(weights: Vec<f64>) -> Self {
        Self { weights }
    }
}

impl Describe for Owa {
    const NAME: &'static str = "owa";
    const TITLE: &'static str = "ordered weighted average (OWA)";
    const SUMMARY: &'static str =
        "the ordered weighted average: weights belong to positions, the first to an entity's highest score";
    const FORMULA: &'static str = "sum(v_k z_(k)), where z_(1) is the highest score and v_k = Q(k/n) - \
        Q((k-1)/n); Q is the cumulative sum of `weights` over their total, linear in between, so that v = \
        `weights` where all children are present; the children's own weights are not used, but a child of \
        weight 0 is left out";
    const MISSING: &'static str = "the node's missing rule decides; n children present share the \
        positions by Q, so that the weights of the lowest positions stay with the lowest scores";
    const REFERENCE: &'static str =
        "Yager (1988), IEEE Transactions on Systems, Man and Cybernetics 18; Q: Yager (1996)";

    fn read(fields: &mut Fields<'_>) -> Self {
        let weights = fields.numbers(
            "weights",
            "the weights of the positions, that of the highest score first; one for each child",
        );
        let sum = weights.iter().fold(0.0, |sum, w| sum + w);
        let fine = weights.iter().all(|w| *w >= 0.0) && sum > 0.0 && sum.is_finite();
        fields.must(
            fine,
            "weights",
            message!("bad-value-list", key = "weights", values = listed(&weights)),
            message!("bad-value-some-positive-hint"),
        );
        Self { weights }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("weights", &self.weights)
    }
}

impl Owa {
    /// The cumulative weight of the first `share` of the positions.
    fn cumulative(&self, share: f64) -> f64 {
        let positions = share * self.weights.len() as f64;
        self.weights.iter().enumerate().fold(0.0, |sum, (k, v)| {
            let part = positions - k as f64;
            sum + v * if part >= 1.0 {
                1.0
            } else if part > 0.0 {
                part
            } else {
                0.0
            }
        })
    }

    fn of(&self, z: &mut [f64]) -> f64 {
        z.sort_by(|a, b| b.total_cmp(a));
        let count = z.len();
        let total = self.cumulative(1.0);
        // Where nothing is missing the differences of Q are the weights themselves, without the rounding of
        // the differences.
        if count == self.weights.len() {
            return z.iter().zip(&self.weights).fold(0.0, |sum, (z, v)| sum + v / total * z);
        }
        let end = |k: usize| self.cumulative(k as f64 / count as f64);
        z.iter().enumerate().fold(0.0, |sum, (k, z)| sum + (end(k + 1) - end(k)) / total * z)
    }
}

impl Aggregator for Owa {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, _| self.of(z));
    }

    fn uses_weights(&self) -> bool {
        false
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        if self.weights.len() < children.len() {
            return Err((self.weights.len(), message!("impossible-aggregation-few-weights")));
        }
        if self.weights.len() > children.len() {
            return Err((children.len() - 1, message!("impossible-aggregation-many-weights")));
        }
        Ok(Range::mean(children))
    }

    /// Nothing: the position of a child depends on the others.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    fn of(weights: &[f64], z: &[Option<f64>]) -> f64 {
        score_of(&Owa { weights: weights.to_vec() }, z, &vec![1.0; z.len()])
    }

    #[test]
    fn by_hand() {
        // 9, 5, 1 with 0.5, 0.3, 0.2: 4.5 + 1.5 + 0.2; weights 5, 3, 2 are the same.
        let z = [Some(5.0), Some(1.0), Some(9.0)];
        assert_near(of(&[0.5, 0.3, 0.2], &z), 6.2);
        assert_near(of(&[5.0, 3.0, 2.0], &z), 6.2);
        assert_near(of(&[1.0, 0.0, 0.0], &z), 9.0);
        assert_near(of(&[0.0, 0.0, 1.0], &z), 1.0);
    }

    #[test]
    fn absent_children_leave_their_places_to_the_rest() {
        // Two of three present: Q(1/2) = 0.5 + 0.15 of 0.5, 0.3, 0.2, so 0.65 and 0.35.
        let z = [Some(5.0), Some(1.0), None];
        assert_near(of(&[0.5, 0.3, 0.2], &z), 0.65 * 5.0 + 0.35);
        assert_near(of(&[0.0, 0.0, 1.0], &z), 1.0);
        assert_near(of(&[1.0, 0.0, 0.0], &z), 5.0);
        assert_near(of(&[1.0, 1.0, 1.0], &z), 3.0);
        assert_near(of(&[0.5, 0.3, 0.2], &[None, Some(4.0), None]), 4.0);
    }

    #[test]
    fn one_weight_a_child() {
        let children = [(1.0, Range::between(0.0, 1.0)); 2];
        assert!(Owa { weights: vec![1.0] }.range(&children).is_err());
        assert!(Owa { weights: vec![1.0; 3] }.range(&children).is_err());
        assert_eq!(Owa { weights: vec![1.0; 2] }.range(&children), Ok(Range::between(0.0, 1.0)));
    }
}
