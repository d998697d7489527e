//! Weights by Gini's coefficient.

use crate::text::{Describe, Fields};
use crate::weigh::sample::{constant_warning, from_columns, is_constant, refuse_negative};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::statistics;
use icip_problem::message;

/// Children whose scores are more unequal among entities weigh more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gini;

impl Describe for Gini {
    const NAME: &'static str = "gini";
    const TITLE: &'static str = "Gini coefficient";
    const SUMMARY: &'static str = "children whose scores are more unequal among the entities weigh more";
    const FORMULA: &'static str = "w_j = G_j / sum(G), where G_j = sum((2 i - N - 1) z_(i)) / (N sum(z)) \
        and z_(1) is the lowest score of the child";
    const MISSING: &'static str = "the weights come from the N entities with a score for every child, \
        where N must be at least 3; z below 0 is an error; a constant child has the weight 0, with a \
        warning; it is an error if all children are constant";
    const REFERENCE: &'static str = "giniCI (R); Li and Wang (2012), weights from Gini coefficients; \
        pymcdm";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Gini {
    fn coefficient(x: &[f64]) -> f64 {
        if is_constant(x) {
            return 0.0;
        }
        let mut sorted = x.to_vec();
        sorted.sort_by(f64::total_cmp);
        let count = x.len() as f64;
        let factor = |i: usize| 2.0 * (i as f64 + 1.0) - count - 1.0;
        // A plain sum is enough: the values are sorted, so it does not depend on the order of the rows.
        sorted.iter().enumerate().fold(0.0, |sum, (i, x)| sum + factor(i) * x)
            / (count * statistics::sum(&sorted))
    }
}

impl Weigher for Gini {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        from_columns(siblings, |columns| {
            refuse_negative(siblings.codes, columns, 0.0, message!("weights-gini-hint"))?;
            let weights = columns.iter().map(|x| Self::coefficient(x)).collect();
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
        // 0, 0, 9: (2 * 9) / (3 * 9) = 2/3. 1, 2, 3: (-2 + 6) / 18 = 2/9. So 3 to 1.
        assert_weights(weigh(&Gini, &[&[0.0, 9.0, 0.0], &[3.0, 1.0, 2.0]]), &[0.75, 0.25]);
        assert!(weigh(&Gini, &[&[0.0, -9.0, 0.0], &[3.0, 1.0, 2.0]]).is_err());
        assert_declared(&Gini, false);
    }
}
