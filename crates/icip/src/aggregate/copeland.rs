//! Copeland scores: how many entities an entity beats, less how many beat it.

use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_num::grid::Grid;
use icip_problem::Message;

/// Every entity is compared with every other; only which of two scores is higher counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copeland;

/// Shares nearer to one half are a tie: sums of weights differ in their last digits with their order.
const TIE: f64 = 1e-9;

impl Describe for Copeland {
    const NAME: &'static str = "copeland";
    const TITLE: &'static str = "Copeland";
    const SUMMARY: &'static str = "the number of entities that an entity beats minus the number of those \
        that beat it: no \
            compensation";
    const FORMULA: &'static str = "#{l: e_kl > 1/2} - #{l: e_kl < 1/2}, where e_kl = (sum(w [z_k > z_l]) \
        + sum(w [z_k = z_l]) / 2) / sum(w) over the children that both entities have; scores that agree in \
        twelve digits are equal; an e_kl within 1e-9 of 1/2 is a tie for both";
    const MISSING: &'static str = "two entities without a child in common tie; entities that have no \
        score by the node's missing rule are still compared with the others";
    const REFERENCE: &'static str =
        "Copeland (1951); Munda and Nardo (2009), Applied Economics 41; JRC workbook (2012)";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Copeland {
    /// 1.0 where the first beats the second, -1.0 where it is beaten, 0.0 for a tie.
    fn duel(children: &Children<'_>, positions: &[Vec<f64>], one: usize, other: usize) -> f64 {
        let (mut won, mut total) = (0.0, 0.0);
        for (child, positions) in children.each().zip(positions) {
            if !(child.is_present(one) && child.is_present(other)) {
                continue;
            }
            let (w, a, b) = (child.weight, positions[one], positions[other]);
            total += w;
            won += if a > b {
                w
            } else if a < b {
                0.0
            } else {
                0.5 * w
            };
        }
        if total == 0.0 {
            return 0.0;
        }
        let share = won / total - 0.5;
        if share >= TIE {
            1.0
        } else if share <= -TIE {
            -1.0
        } else {
            0.0
        }
    }
}

impl Aggregator for Copeland {
    fn aggregate(&self, children: &Children<'_>, _: &mut Vec<f64>, out: &mut [f64]) {
        // Scores are compared on the grid of their column, so that rounding errors beat nobody.
        let position = |values: &[f64]| {
            let mut positions = values.to_vec();
            Grid::of(values).place(&mut positions);
            positions
        };
        let positions: Vec<Vec<f64>> = children.each().map(|child| position(child.values)).collect();
        out.fill(0.0);
        for one in 0..out.len() {
            for other in one + 1..out.len() {
                let outcome = Self::duel(children, &positions, one, other);
                out[one] += outcome;
                out[other] -= outcome;
            }
        }
    }

    /// The bounds are the number of the other entities, which are not known before the data.
    fn range(&self, _: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::UNKNOWN)
    }

    fn looks_at_sample(&self) -> bool {
        true
    }

    /// Nothing: a child gives votes in every comparison.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::scores_of;

    #[test]
    fn by_hand() {
        // 1 beats 2 on a and b, 2 and 3 tie (one child each), 1 beats 3.
        let a = vec![Some(3.0), Some(2.0), Some(1.0)];
        let b = vec![Some(3.0), Some(1.0), Some(2.0)];
        assert_eq!(scores_of(&Copeland, &[a.clone(), b.clone()], &[1.0, 1.0]), [2.0, -1.0, -1.0]);
        // With more weight on a, 2 beats 3.
        assert_eq!(scores_of(&Copeland, &[a, b], &[2.0, 1.0]), [2.0, 0.0, -2.0]);
    }

    #[test]
    fn missing_values_do_not_depend_on_the_order_of_rows() {
        // DIFFERENCE: COINr gives the weight of an absent comparison to the later row; here pairs are
        // compared on what both have: 1 and 2 on a (1 wins), 1 and 3 on both (a: 1, b: 3), 2 and 3 on a.
        let a = vec![Some(3.0), Some(2.0), Some(1.0)];
        let b = vec![Some(1.0), None, Some(2.0)];
        let scores = scores_of(&Copeland, &[a.clone(), b.clone()], &[1.0, 1.0]);
        assert_eq!(scores, [1.0, 0.0, -1.0]);
        let turned = |cells: Vec<Option<f64>>| cells.into_iter().rev().collect::<Vec<_>>();
        assert_eq!(scores_of(&Copeland, &[turned(a), turned(b)], &[1.0, 1.0]), [-1.0, 0.0, 1.0]);
        // No child in common: a tie.
        assert_eq!(
            scores_of(&Copeland, &[vec![Some(1.0), None], vec![None, Some(2.0)]], &[1.0; 2]),
            [0.0, 0.0]
        );
    }

    #[test]
    fn rounding_does_not_break_a_tie() {
        // Three weights of 0.1 are a little more than 0.3, which weighs against them.
        let up = vec![Some(1.0), Some(0.0)];
        let down = vec![Some(0.0), Some(1.0)];
        let cells = [up.clone(), up.clone(), up, down];
        assert_eq!(scores_of(&Copeland, &cells, &[0.1, 0.1, 0.1, 0.3]), [0.0, 0.0]);
    }

    #[test]
    fn scores_that_differ_by_rounding_errors_tie() {
        // 0.1 + 0.2 and 0.3 are one number, so each entity wins one child of the other two.
        let a = vec![Some(0.1 + 0.2), Some(0.3)];
        let (b, c) = (vec![Some(1.0), Some(2.0)], vec![Some(2.0), Some(1.0)]);
        assert_eq!(scores_of(&Copeland, &[a, b, c], &[1.0; 3]), [0.0, 0.0]);
    }

    #[test]
    fn equal_entities_tie() {
        assert_eq!(scores_of(&Copeland, &[vec![Some(1.0); 4]], &[1.0]), [0.0; 4]);
        assert_eq!(scores_of(&Copeland, &[vec![Some(1.0)]], &[1.0]), [0.0]);
    }
}
