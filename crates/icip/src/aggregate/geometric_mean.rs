//! Weighted geometric mean.

use crate::aggregate::rows::{positive, positive_range, read_floor};
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::{kernel, math};
use crate::range::Range;
use crate::text::{Describe, Fields};

/// The weighted geometric mean: low scores are only partly compensated by high ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeometricMean {
    /// Scores below count as this much. Without it a score that is not positive is an error.
    pub floor: Option<f64>,
}

impl Describe for GeometricMean {
    const NAME: &'static str = "geometric-mean";
    const SUMMARY: &'static str = "the weighted geometric mean: low scores are only partly compensated";
    const FORMULA: &'static str = "exp(sum(w ln z) / sum(w)), over the children present";
    const MISSING: &'static str =
        "by the node's missing rule; z <= 0 is an error that names entity and child, or counts as `floor`";
    const REFERENCE: &'static str =
        "OECD/JRC Handbook (2008), step 6, geometric aggregation; HDI technical notes";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "scores below count as this much; without it z <= 0 is an error";
        Self { floor: read_floor(fields, doc) }
    }
}

impl GeometricMean {
    /// The score that counts: the floor, or a NaN for one that is not positive.
    pub(crate) fn used(&self, z: f64) -> f64 {
        positive(z, self.floor)
    }
}

impl Aggregator for GeometricMean {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        out.fill(0.0);
        scratch.resize(out.len(), 0.0);
        for child in children.each() {
            // What is absent counts for nothing: its logarithm is that of 1.
            let used = |(row, z): (usize, &f64)| if child.is_present(row) { self.used(*z) } else { 1.0 };
            scratch.iter_mut().zip(child.values.iter().enumerate()).for_each(|(log, cell)| *log = used(cell));
            kernel::ln(scratch);
            kernel::add_product(out, child.weight, scratch);
        }
        children.divide_by_weight(scratch, out);
        kernel::exp(out);
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, &'static str)> {
        positive_range(children, self.floor)
    }

    fn refuses(&self, score: f64) -> bool {
        self.floor.is_none() && score <= 0.0
    }

    fn floored(&self, score: f64) -> Option<f64> {
        self.floor.filter(|floor| score < *floor)
    }

    fn contribution(&self, score: f64, _: f64, share: f64) -> Contribution {
        Contribution::Factor(math::exp(share * math::ln(self.used(score))))
    }
}
