//! Weights from an order of importance.

use crate::text::{Describe, Fields, Settings, words};
use crate::weigh::sample::shares;
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_problem::message;

/// The author says which child is more important, not by how much.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RanksToWeights {
    /// Codes of the children, the most important first.
    pub order: Vec<String>,
    /// How positions in the order become weights.
    pub method: RankWeights,
}

impl RanksToWeights {
    /// The codes of all children, the most important one first.
    pub fn new(order: Vec<String>) -> Self {
        Self { order, method: RankWeights::default() }
    }
}

words! {
    /// How positions in the order become weights.
    pub enum RankWeights {
        /// rank order centroid: the mean of all weights in this order
        Roc = "roc",
        /// in proportion to one more than the number of positions below
        RankSum = "rank-sum",
        /// in proportion to one over the position
        Reciprocal = "reciprocal",
    }
}

impl Describe for RanksToWeights {
    const NAME: &'static str = "ranks-to-weights";
    const TITLE: &'static str = "weights by an order of importance";
    const SUMMARY: &'static str = "weights from an order of importance";
    const FORMULA: &'static str = "with r as the position in `order` and p as the number of children: \
        `roc` w = sum_(i >= r)(1/i) / p; `rank-sum` w = (p + 1 - r) / sum; `reciprocal` w = (1/r) / sum";
    const MISSING: &'static str =
        "every child must stand in the order once; an unknown or missing code is an error";
    const REFERENCE: &'static str =
        "Barron and Barrett (1996), Management Science 42; Stillwell, Seaver and Edwards (1981)";

    fn read(fields: &mut Fields<'_>) -> Self {
        let order = fields.texts("order", "the codes of all children, the most important one first", &[]);
        fields.must(
            !order.is_empty(),
            "order",
            message!("bad-value-empty-list", key = "order"),
            message!("bad-value-order-hint"),
        );
        Self { order, method: fields.word("method", "how positions in the order become weights") }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("order", &self.order).with("method", &self.method)
    }
}

impl RanksToWeights {
    /// The weight of a position, counted from 1, among a number of children.
    fn weight(&self, position: usize, count: usize) -> f64 {
        match self.method {
            RankWeights::Roc => (position..=count).fold(0.0, |sum, i| sum + 1.0 / i as f64) / count as f64,
            RankWeights::RankSum => (count + 1 - position) as f64,
            RankWeights::Reciprocal => 1.0 / position as f64,
        }
    }
}

impl Weigher for RanksToWeights {
    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        let unknown = self.order.iter().find(|code| !siblings.codes.contains(&code.as_str()));
        let missing = siblings.codes.iter().find(|code| !self.order.iter().any(|o| o == *code));
        let twice = self.order.iter().enumerate().find(|(k, code)| self.order[..*k].contains(code));
        let wrong = unknown
            .map(|code| message!("weights-no-child", key = "order", code))
            .or_else(|| missing.map(|code| message!("weights-left-out", key = "order", code = *code)))
            .or_else(|| twice.map(|(_, code)| message!("weights-twice", key = "order", code)));
        if let Some(what) = wrong {
            return Err(Unfit::new(what, message!("weights-order-hint")));
        }
        let count = siblings.codes.len();
        // Every code has its position, as was checked above; the last one stands in for a case that cannot
        // be.
        let position = |code: &&str| self.order.iter().position(|o| o == *code).unwrap_or(count - 1) + 1;
        let weights: Vec<f64> =
            siblings.codes.iter().map(|code| self.weight(position(code), count)).collect();
        Ok(shares(&weights).unwrap_or(weights).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(order: &[&str], method: RankWeights) -> Result<Weighed, Unfit> {
        let rule = RanksToWeights { order: order.iter().map(ToString::to_string).collect(), method };
        rule.weigh(&Siblings {
            codes: &["a", "b", "c"],
            given: &[1.0; 3],
            leaves: &[1; 3],
            scores: &[],
            noise: &[],
        })
    }

    #[test]
    fn by_hand() {
        let near = |got: Result<Weighed, Unfit>, want: [f64; 3]| {
            for (got, want) in got.expect("weights").weights.iter().zip(want) {
                assert!((got - want).abs() < 1e-15, "{got} {want}");
            }
        };
        // Of three: (1 + 1/2 + 1/3)/3 = 11/18, (1/2 + 1/3)/3 = 5/18, (1/3)/3 = 2/18.
        near(of(&["b", "c", "a"], RankWeights::Roc), [2.0 / 18.0, 11.0 / 18.0, 5.0 / 18.0]);
        near(of(&["b", "c", "a"], RankWeights::RankSum), [1.0 / 6.0, 0.5, 1.0 / 3.0]);
        // 1, 1/2, 1/3 over 11/6.
        near(of(&["b", "c", "a"], RankWeights::Reciprocal), [2.0 / 11.0, 6.0 / 11.0, 3.0 / 11.0]);
    }

    #[test]
    fn every_child_once() {
        for (order, what) in [
            (vec!["a", "b", "x"], "`order` names `x`, which is not a child of this node"),
            (vec!["a", "b"], "`order` leaves out `c`"),
            (vec!["a", "b", "c", "b"], "`order` names `b` twice"),
        ] {
            assert_eq!(of(&order, RankWeights::Roc).expect_err("refused").what.to_string(), what);
        }
    }
}
