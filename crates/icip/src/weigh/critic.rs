//! CRITIC weights: spread and conflict.

use crate::text::{Describe, Fields};
use crate::weigh::sample::from_correlations;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::statistics;

/// Children whose scores are spread and that differ from the other children weigh more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Critic;

impl Describe for Critic {
    const NAME: &'static str = "critic";
    const TITLE: &'static str = "CRITIC";
    const SUMMARY: &'static str =
        "children whose scores are spread and that differ from the other children weigh more";
    const FORMULA: &'static str = "w_j = C_j / sum(C), where C_j = s_j sum_k(1 - r_jk), s_j is the \
        standard deviation of the scores put on a scale from 0 to 1 by minimum and maximum, and r is \
        Pearson's correlation";
    const MISSING: &'static str = "the weights come from the entities with a score for every child, of \
        which there must be at least 3; a constant child is an error, and so are children that all agree \
        perfectly (r = 1)";
    const REFERENCE: &'static str =
        "Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

/// Less conflict than this is the rounding of correlations of 1.
const ROUNDING: f64 = 1e-12;

impl Weigher for Critic {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        let rows = siblings.complete();
        let range = |child: usize| {
            let column: Vec<f64> = rows.iter().map(|row| row[child]).collect();
            statistics::bounds(&column).map_or(0.0, |(lo, hi)| hi - lo)
        };
        from_correlations(siblings, |children| {
            let conflict = |row: &Vec<f64>| {
                row.iter().fold(0.0, |sum, r| sum + if 1.0 - r > ROUNDING { 1.0 - r } else { 0.0 })
            };
            let weights = children
                .matrix
                .iter()
                .zip(&children.deviations)
                .enumerate()
                // On the scale from 0 to 1 the deviation is that of the scores over their range.
                .map(|(child, (row, sd))| sd / range(child) * conflict(row))
                .collect();
            Ok(Weighed { weights, ..Weighed::default() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

    #[test]
    fn by_hand() {
        // On 0 to 1: a = (0, 1/2, 1), b the same, c = (0, 1, 0). r_ab = 1, r_ac = r_bc = 0. s_a = s_b = 1/2,
        // s_c = sqrt(1/3). C: 1/2 * 1, 1/2 * 1, 2 sqrt(1/3).
        let c = 2.0 / 3.0_f64.sqrt();
        let got = weigh(&Critic, &[&[1.0, 2.0, 3.0], &[0.0, 50.0, 100.0], &[0.0, 4.0, 0.0]]);
        assert_weights(got, &[0.5 / (1.0 + c), 0.5 / (1.0 + c), c / (1.0 + c)]);
        assert!(weigh(&Critic, &[&[1.0, 2.0, 4.0], &[0.1, 0.2, 0.4]]).is_err(), "they say the same");
        assert_declared(&Critic, true);
    }
}
