//! Mean-min function: between the mean and the minimum.

use crate::aggregate::rows::{each_row, mean, smallest};
use crate::aggregate::{Aggregator, Children, Contribution};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::Message;

/// The mean of the children, pulled towards the lowest of them.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct MeanMin {
    /// How far imbalance pulls: 0 the mean, 1 (with `beta` 0) the minimum.
    pub alpha: f64,
    /// How much imbalance is let pass before it pulls in full.
    pub beta: f64,
}

impl MeanMin {
    /// No imbalance is tolerated: `beta` is 0.
    pub fn new(alpha: f64) -> Self {
        Self { alpha, beta: 0.0 }
    }
}

impl Describe for MeanMin {
    const NAME: &'static str = "mean-min";
    const TITLE: &'static str = "mean with a penalty towards the minimum";
    const SUMMARY: &'static str = "the mean of the children, pulled towards the lowest of them";
    const FORMULA: &'static str = "M - alpha (sqrt((M - min)^2 + beta^2) - beta), where M = sum(w z) / \
        sum(w) and min is the lowest z of the entity, over the children present";
    const MISSING: &'static str =
        "the node's missing rule decides; the mean and the minimum are those of the children present";
    const REFERENCE: &'static str =
        "Casadio Tarabusi and Guarini (2013), Social Indicators Research 112; Compind, ci_mean_min";

    fn read(fields: &mut Fields<'_>) -> Self {
        let alpha = fields.number(
            "alpha",
            "how far imbalance pulls the score down: 0 is the mean, and 1 with a `beta` of 0 is the \
                minimum",
            None,
        );
        let beta =
            fields.number("beta", "how much imbalance is tolerated before it pulls in full", Some(0.0));
        fields.must_be_in("alpha", alpha, 0.0..=1.0);
        fields.must_be_at_least("beta", beta, 0.0);
        Self { alpha, beta }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("alpha", &self.alpha).with("beta", &self.beta)
    }
}

impl Aggregator for MeanMin {
    fn aggregate(&self, children: &Children<'_>, scratch: &mut Vec<f64>, out: &mut [f64]) {
        each_row(children, scratch, out, |z, w| {
            let mean = mean(z, w);
            let gap = mean - smallest(z);
            // sqrt(gap^2 + beta^2) - beta in a form that neither loses a small gap nor overflows.
            let pull =
                if self.beta == 0.0 { gap } else { gap * (gap / (self.beta + hypotenuse(gap, self.beta))) };
            mean - self.alpha * pull
        });
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        Ok(Range::mean(children))
    }

    /// Points where nothing is pulled; the pull belongs to all children together.
    fn contribution(&self, score: f64, _: f64, share: f64) -> Contribution {
        if self.alpha == 0.0 { Contribution::Points(score * share) } else { Contribution::Nothing }
    }

    fn slope(&self, _: f64, share: f64) -> Option<f64> {
        (self.alpha == 0.0).then_some(share)
    }
}

/// sqrt(a^2 + b^2) for numbers whose squares may be out of range; one is above 0.
fn hypotenuse(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    let ratio = small / large;
    large * (1.0 + ratio * ratio).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, score_of};

    #[test]
    fn by_hand() {
        // 1, 4, 7: M = 4, M - min = 3.
        let z = [Some(1.0), Some(7.0), Some(4.0)];
        // alpha 1 and beta 0 is the minimum, which Compind's ci_mean_min misses; alpha 0 is the mean.
        assert_near(score_of(&MeanMin { alpha: 1.0, beta: 0.0 }, &z, &[1.0; 3]), 1.0);
        assert_near(score_of(&MeanMin { alpha: 0.0, beta: 5.0 }, &z, &[1.0; 3]), 4.0);
        // sqrt(9 + 16) - 4 = 1.
        assert_near(score_of(&MeanMin { alpha: 0.5, beta: 4.0 }, &z, &[1.0; 3]), 3.5);
        // 3 and 4 times 1e200: 5e200 - 4e200.
        let large = [Some(0.0), Some(6e200)];
        assert_near(score_of(&MeanMin { alpha: 1.0, beta: 4e200 }, &large, &[1.0; 2]) / 1e200, 2.0);
        // Without 1: M = 5.5, min = 4.
        assert_near(score_of(&MeanMin { alpha: 1.0, beta: 0.0 }, &[None, z[1], z[2]], &[1.0; 3]), 4.0);
    }
}
