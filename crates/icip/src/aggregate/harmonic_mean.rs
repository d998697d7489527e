//! Weighted harmonic mean.

use crate::aggregate::rows::{positive, positive_range, read_floor};
use crate::aggregate::{Aggregator, Children, Contribution, MeanOf};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::Message;

/// The weighted harmonic mean: the lowest scores decide most.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct HarmonicMean {
    /// Scores below count as this much. Without it a score that is not positive is an error.
    pub floor: Option<f64>,
}

impl Default for HarmonicMean {
    /// A score that is not positive is an error.
    fn default() -> Self {
        Self { floor: None }
    }
}

impl Describe for HarmonicMean {
    const NAME: &'static str = "harmonic-mean";
    const TITLE: &'static str = "harmonic mean";
    const SUMMARY: &'static str = "the weighted harmonic mean: the lowest scores decide most";
    const FORMULA: &'static str = "sum(w) / sum(w / z), over the children present";
    const MISSING: &'static str = "the node's missing rule decides; z <= 0 is an error that names the \
        entity and the child, or counts as `floor`";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 6; a power mean with p = -1";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "scores below the floor count as the floor; without it, a score z <= 0 is an error";
        Self { floor: read_floor(fields, doc) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("floor", &self.floor)
    }
}

impl Aggregator for HarmonicMean {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        out.fill(0.0);
        for child in children.each() {
            for (row, (out, z)) in out.iter_mut().zip(child.values).enumerate() {
                if child.is_present(row) {
                    *out += child.weight / positive(*z, self.floor);
                }
            }
        }
        scratch.resize(out.len(), 0.0);
        children.present_weight(scratch);
        for (out, total) in out.iter_mut().zip(scratch.iter()) {
            *out = total / *out;
        }
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        positive_range(children, self.floor)
    }

    fn mean_of(&self) -> Option<MeanOf> {
        Some(MeanOf::Powers(-1.0))
    }

    fn refuses(&self, score: f64) -> bool {
        self.floor.is_none() && score <= 0.0
    }

    fn floored(&self, score: f64) -> Option<f64> {
        self.floor.filter(|floor| score < *floor)
    }

    /// Nothing: what one child gives depends on the others.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    #[test]
    fn by_hand() {
        let plain = HarmonicMean { floor: None };
        // 3 / (1/1 + 1/2 + 1/4) = 3 / 1.75; without the child of 2: 2 / 1.25.
        assert_near(score_of(&plain, &[Some(1.0), Some(2.0), Some(4.0)], &[1.0; 3]), 3.0 / 1.75);
        assert_near(score_of(&plain, &[Some(1.0), None, Some(4.0)], &[1.0; 3]), 1.6);
        // (1 + 3) / (1/1 + 3/2) = 1.6.
        assert_near(score_of(&plain, &[Some(1.0), Some(2.0)], &[1.0, 3.0]), 1.6);
    }

    #[test]
    fn what_is_not_positive_is_refused_or_lifted() {
        // DIFFERENCE: COINr's a_hmean(c(1, 2, -1.5)) gives 3.6, which is no mean of these numbers.
        let plain = HarmonicMean { floor: None };
        assert!(score_of(&plain, &[Some(1.0), Some(2.0), Some(-1.5)], &[1.0; 3]).is_nan());
        assert!(score_of(&plain, &[Some(1.0), Some(0.0)], &[1.0; 2]).is_nan());
        assert!(plain.refuses(-1.5) && plain.refuses(0.0) && !plain.refuses(1e-300));
        // 2 / (1/1 + 1/0.5) = 2/3.
        let lifted = HarmonicMean { floor: Some(0.5) };
        assert_near(score_of(&lifted, &[Some(1.0), Some(-3.0)], &[1.0; 2]), 2.0 / 3.0);
    }
}
