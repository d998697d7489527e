//! The distance to an ideal point.

use crate::aggregate::children::Child;
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields};
use icip_num::grid;
use icip_problem::Message;

/// How much nearer an entity is to the best scores of the sample than to the worst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Topsis;

impl Describe for Topsis {
    const NAME: &'static str = "topsis";
    const TITLE: &'static str = "TOPSIS";
    const SUMMARY: &'static str = "the distance from the worst scores of the sample, as a share of the distances from the worst and the best";
    const FORMULA: &'static str = "D-/(D+ + D-), where D+ = sqrt(sum((w_j (max_j - z_j))^2)) and D- = \
        sqrt(sum((w_j (z_j - min_j))^2)) over the children present; max_j and min_j are the best and the worst \
        score of child j in the sample; 1 where D+ is 0; a child whose scores agree in twelve digits has no distance";
    const MISSING: &'static str = "the node's missing rule decides; both distances of an entity are taken over the children that it has";
    const REFERENCE: &'static str = "Hwang and Yoon (1981), Multiple Attribute Decision Making, TOPSIS, without \
        its own normalisation, because the children are comparable already";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

/// The worst and the best score of a child; nothing where they do not differ.
fn ends(child: &Child<'_>) -> Option<(f64, f64)> {
    let present = (0..child.values.len()).filter(|row| child.is_present(*row)).map(|row| child.values[row]);
    let (low, high) = present.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), z| {
        (if z < low { z } else { low }, if z > high { z } else { high })
    });
    (low <= high && !grid::is_constant(low, high)).then_some((low, high))
}

impl Aggregator for Topsis {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        // The squared distances from the worst stand in `out`, those from the best in `scratch`.
        out.fill(0.0);
        scratch.clear();
        scratch.resize(out.len(), 0.0);
        for child in children.each() {
            let Some((low, high)) = ends(&child) else { continue };
            for row in (0..out.len()).filter(|row| child.is_present(*row)) {
                let (worst, best) =
                    (child.weight * (child.values[row] - low), child.weight * (high - child.values[row]));
                out[row] += worst * worst;
                scratch[row] += best * best;
            }
        }
        for (out, best) in out.iter_mut().zip(scratch) {
            let (worst, best) = (out.sqrt(), best.sqrt());
            *out = if best == 0.0 { 1.0 } else { worst / (best + worst) };
        }
    }

    fn range(&self, _: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::between(0.0, 1.0))
    }

    fn looks_at_sample(&self) -> bool {
        true
    }

    /// Nothing: what a child gives depends on the others.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, scores_of};

    #[test]
    fn distances_by_hand() {
        // Ideal (3, 4), worst (0, 0). The first is at (3, 0): D- = 3, D+ = 4. The second is at (0, 4): D- = 4, D+ = 3.
        // The third is at (3, 4), the ideal, the fourth at the worst.
        let a = vec![Some(3.0), Some(0.0), Some(3.0), Some(0.0)];
        let b = vec![Some(0.0), Some(4.0), Some(4.0), Some(0.0)];
        let scores = scores_of(&Topsis, &[a.clone(), b.clone()], &[1.0, 1.0]);
        assert_near(scores[0], 3.0 / 7.0);
        assert_near(scores[1], 4.0 / 7.0);
        assert_eq!(scores[2..], [1.0, 0.0]);
        // With weight 2 on a: D- = 6 and D+ = 4 for the first.
        assert_near(scores_of(&Topsis, &[a, b], &[2.0, 1.0])[0], 0.6);
    }

    #[test]
    fn an_entity_is_measured_by_what_it_has() {
        // The second has only a: D- = 1 and D+ = 2.
        let (a, b) = (vec![Some(3.0), Some(1.0), Some(0.0)], vec![Some(1.0), None, Some(0.0)]);
        assert_near(scores_of(&Topsis, &[a, b], &[1.0, 1.0])[1], 1.0 / 3.0);
    }

    #[test]
    fn equal_entities_are_all_at_the_ideal_point() {
        // 0.1 + 0.2 is 0.30000000000000004: a distance of rounding errors is none.
        assert_eq!(scores_of(&Topsis, &[vec![Some(0.3), Some(0.1 + 0.2)]], &[1.0]), [1.0, 1.0]);
    }
}
