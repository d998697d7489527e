//! Weighted geometric mean.

use crate::aggregate::rows::{all_positive, positive, positive_range, read_floor};
use crate::aggregate::{Aggregator, Children, Contribution, MeanOf};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_num::kernel;
use icip_num::scalar;
use icip_problem::Message;

/// The weighted geometric mean: low scores are only partly compensated by high ones.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct GeometricMean {
    /// Scores below count as this much. Without it a score that is not positive is an error.
    pub floor: Option<f64>,
}

impl Default for GeometricMean {
    /// A score that is not positive is an error.
    fn default() -> Self {
        Self { floor: None }
    }
}

impl Describe for GeometricMean {
    const NAME: &'static str = "geometric-mean";
    const TITLE: &'static str = "geometric mean";
    const SUMMARY: &'static str = "the weighted geometric mean: low scores are only partly compensated";
    const FORMULA: &'static str = "exp(sum(w ln z) / sum(w)), over the children present";
    const MISSING: &'static str = "the node's missing rule decides; z <= 0 is an error that names the \
        entity and the child, or counts as `floor`";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), step 6, geometric aggregation; HDI technical notes";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "scores below the floor count as the floor; without it, a score z <= 0 is an error";
        Self { floor: read_floor(fields, doc) }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("floor", &self.floor)
    }
}

impl GeometricMean {
    /// Logarithms of the scores that count, in place; of one that is not positive a NaN, where there is no
    /// floor.
    pub(crate) fn logarithms(&self, scores: &mut [f64]) {
        all_positive(scores, self.floor);
        kernel::ln(scores);
    }
}

impl Aggregator for GeometricMean {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        out.fill(0.0);
        scratch.resize(out.len(), 0.0);
        for child in children.each() {
            scratch.copy_from_slice(child.values);
            all_positive(scratch, self.floor);
            // What is absent counts for nothing: its logarithm is that of 1.
            child.present.into_iter().for_each(|words| kernel::fill_elsewhere(scratch, 1.0, words));
            kernel::ln(scratch);
            kernel::add_product(out, child.weight, scratch);
        }
        children.divide_by_weight(scratch, out);
        kernel::exp(out);
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        positive_range(children, self.floor)
    }

    fn mean_of(&self) -> Option<MeanOf> {
        Some(MeanOf::Logarithms)
    }

    fn refuses(&self, score: f64) -> bool {
        self.floor.is_none() && score <= 0.0
    }

    fn floored(&self, score: f64) -> Option<f64> {
        self.floor.filter(|floor| score < *floor)
    }

    fn contribution(&self, score: f64, _: f64, share: f64) -> Contribution {
        Contribution::Factor(scalar::exp(share * scalar::ln(positive(score, self.floor))))
    }
}
