//! Weights by Shannon's entropy.

use crate::text::{Describe, Fields, Settings};
use crate::weigh::sample::{constant_warning, from_columns, is_constant, refuse_negative};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::scalar;
use icip_num::statistics;
use icip_problem::message;

/// Children whose scores are distributed less evenly among the entities weigh more.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Entropy {
    /// Added to every score, so that none is below 0.
    pub shift: f64,
}

impl Default for Entropy {
    /// Nothing is added.
    fn default() -> Self {
        Self { shift: 0.0 }
    }
}

impl Describe for Entropy {
    const NAME: &'static str = "entropy";
    const TITLE: &'static str = "entropy";
    const SUMMARY: &'static str =
        "children whose scores are distributed less evenly among the entities weigh more";
    const FORMULA: &'static str = "w_j = (1 - e_j) / sum(1 - e), where e_j = -sum(p ln p) / ln N, p = (z \
        + shift) / sum(z + shift) and 0 ln 0 = 0";
    const MISSING: &'static str = "the weights come from the N entities with a score for every child, \
        where N must be at least 3; z + shift below 0 is an error; a constant child has the weight 0, \
        with a warning; it is an error if all children are constant";
    const REFERENCE: &'static str =
        "Shannon (1948); Zeleny (1982), Multiple Criteria Decision Making; pymcdm";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            shift: fields.number(
                "shift",
                "a number that is added to every score, so that none is below 0",
                Some(0.0),
            ),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("shift", &self.shift)
    }
}

impl Entropy {
    /// One less the entropy of a child's shares.
    fn divergence(&self, x: &[f64]) -> f64 {
        if is_constant(x) {
            return 0.0;
        }
        let shifted: Vec<f64> = x.iter().map(|x| x + self.shift).collect();
        let total = statistics::sum(&shifted);
        // 0 ln 0 is 0, so shares of 0 add nothing.
        let shares = shifted.iter().map(|x| x / total).filter(|p| *p > 0.0);
        let terms: Vec<f64> = shares.map(|p| p * scalar::ln(p)).collect();
        let divergence = 1.0 + statistics::sum(&terms) / scalar::ln(x.len() as f64);
        // Rounding may put a nearly constant child below 0.
        if divergence > 0.0 { divergence } else { 0.0 }
    }
}

impl Weigher for Entropy {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        from_columns(siblings, |columns| {
            refuse_negative(siblings.codes, columns, self.shift, message!("weights-entropy-hint"))?;
            let weights = columns.iter().map(|x| self.divergence(x)).collect();
            Ok(Weighed { weights, warnings: constant_warning(siblings.codes, columns), ..Weighed::default() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

    #[test]
    fn by_hand() {
        // All in one of four: e = 0. Halves in two of four: e = ln 2 / ln 4 = 1/2. So 1 to 1/2.
        let (one, two): (&[f64], &[f64]) = (&[0.0, 8.0, 0.0, 0.0], &[3.0, 0.0, 3.0, 0.0]);
        assert_weights(weigh(&Entropy { shift: 0.0 }, &[one, two]), &[2.0 / 3.0, 1.0 / 3.0]);
        let (one, two): (&[f64], &[f64]) = (&[-1.0, 7.0, -1.0, -1.0], &[2.0, -1.0, 2.0, -1.0]);
        assert_weights(weigh(&Entropy { shift: 1.0 }, &[one, two]), &[2.0 / 3.0, 1.0 / 3.0]);
        assert!(weigh(&Entropy { shift: 0.0 }, &[one, two]).is_err());
        assert_declared(&Entropy { shift: 0.0 }, false);
    }
}
