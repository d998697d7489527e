//! Benefit of the doubt: every entity is scored with the weights that suit it best.

use microlp::{ComparisonOp, OptimizationDirection, Problem};

use crate::aggregate::rows::largest;
use crate::aggregate::{Aggregator, Children, Contribution, Domain, Unsolved};
use crate::range::Range;
use crate::text::{Describe, Fields, Settings};
use icip_problem::{Message, message};

/// Every entity gets the weights that make its score as high as possible, provided that no entity scores
/// above 1 with them.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct BenefitOfTheDoubt {
    /// No child gives less than this share of an entity's score.
    pub lower: f64,
    /// No child gives more than this share of an entity's score.
    pub upper: f64,
}

impl Default for BenefitOfTheDoubt {
    /// Shares from 0 to 1: no bound.
    fn default() -> Self {
        Self { lower: 0.0, upper: 1.0 }
    }
}

/// How much a score of the sample may be above 1 before it becomes a row of the programme.
const VIOLATION: f64 = 1e-10;

impl Describe for BenefitOfTheDoubt {
    const NAME: &'static str = "benefit-of-the-doubt";
    const TITLE: &'static str = "benefit of the doubt";
    const SUMMARY: &'static str =
        "every entity gets the weights that suit it best, provided that no entity scores above 1 with them";
    const FORMULA: &'static str = "max over v >= 0 of sum(v_j z_cj), where sum(v_j z_kj) <= 1 for every \
        entity k of the sample and lower <= v_j z_cj / sum(v_i z_ci) <= upper; the children's own weights \
        are not used, but a child of weight 0 is left out; one linear programme per entity";
    const MISSING: &'static str = "the node's missing rule decides; an absent child has no weight for its \
        entity and adds nothing for the others; z < 0 (with `lower` above 0 also z = 0) and shares that \
        the children present cannot have are errors that name the entity";
    const REFERENCE: &'static str =
        "Cherchye, Moesen, Rogge and Van Puyenbroeck (2007), Social Indicators Research 82";

    fn read(fields: &mut Fields<'_>) -> Self {
        let lower =
            fields.number("lower", "the smallest share of the score that each child must give", Some(0.0));
        let upper =
            fields.number("upper", "the largest share of the score that one child may give", Some(1.0));
        let what = |key: &str, value: f64| message!("bad-value-is", key, value);
        let fine = (0.0..1.0).contains(&lower);
        fields.must(fine, "lower", what("lower", lower), message!("bad-value-lower-hint"));
        let fine = lower <= upper && upper <= 1.0 && upper > 0.0;
        fields.must(fine, "upper", what("upper", upper), message!("bad-value-upper-hint"));
        Self { lower, upper }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("lower", &self.lower).with("upper", &self.upper)
    }
}

impl BenefitOfTheDoubt {
    /// The best score of `own` against `peers`, all on scales whose largest value is 1.
    fn score(&self, own: &[(usize, f64)], peers: &Peers, pool: &mut Vec<usize>) -> f64 {
        self.best(own, peers, pool).map_or(f64::NAN, |best| best.score())
    }

    /// The weights with which `own` is as high as possible against `peers`; nothing where the shares that the
    /// children must have are impossible.
    fn best(&self, own: &[(usize, f64)], peers: &Peers, pool: &mut Vec<usize>) -> Option<Best> {
        if !self.can_share(own.len()) {
            return None;
        }
        if own.iter().any(|(_, z)| *z < 0.0 || (*z == 0.0 && self.lower > 0.0)) {
            return None;
        }
        let used: Vec<(usize, f64)> = own.iter().copied().filter(|(_, z)| *z > 0.0).collect();
        if used.is_empty() {
            return Some(Best { used, weights: Vec::new(), height: 1.0 });
        }
        // Shares of one half need two children that give something.
        if !self.can_share(used.len()) {
            return None;
        }
        loop {
            // Few peers limit the weights, so a programme begins with few rows and gets the peer that its
            // solution lifts highest, until none is above 1. The pool stays for the next entity, which the
            // same peers limit.
            let weights = self.programme(&used, peers, pool)?;
            let (worst, height) = peers.highest(&weights, &used);
            if height > 1.0 + VIOLATION && !pool.contains(&worst) {
                pool.push(worst);
                continue;
            }
            return (height > 0.0).then_some(Best { used, weights, height });
        }
    }

    /// Whether the shares of so many children can add up to the whole score, up to rounding: three shares of at most
    /// 1/3 each can.
    fn can_share(&self, children: usize) -> bool {
        let count = children as f64;
        self.lower * count <= 1.0 + 1e-12 && self.upper * count >= 1.0 - 1e-12
    }

    /// The weights of the used children, from the rows of the pool alone.
    fn programme(&self, used: &[(usize, f64)], peers: &Peers, pool: &[usize]) -> Option<Vec<f64>> {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let vars: Vec<_> = used.iter().map(|(_, z)| problem.add_var(*z, (0.0, f64::INFINITY))).collect();
        for peer in pool {
            let row: Vec<_> =
                vars.iter().zip(used).map(|(var, (child, _))| (*var, peers.rows[*peer][*child])).collect();
            problem.add_constraint(row, ComparisonOp::Le, 1.0);
        }
        // The condition on a share is v_j z_j - share sum(v z) >= 0 (or <= 0), in units of the largest score,
        // because the tolerance of the solver is an absolute number.
        let unit = largest(&used.iter().map(|(_, z)| *z).collect::<Vec<_>>());
        for (place, _) in used.iter().enumerate() {
            let share_row = |share: f64| -> Vec<_> {
                let part = |k: usize| if k == place { 1.0 - share } else { -share };
                vars.iter()
                    .zip(used)
                    .enumerate()
                    .map(|(k, (var, (_, z)))| (*var, part(k) * z / unit))
                    .collect()
            };
            // Bounds of 0 and 1 hold in any case.
            if self.lower > 0.0 {
                problem.add_constraint(share_row(self.lower), ComparisonOp::Ge, 0.0);
            }
            if self.upper < 1.0 {
                problem.add_constraint(share_row(self.upper), ComparisonOp::Le, 0.0);
            }
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        Some(vars.iter().map(|var| solution.var_value(*var)).collect())
    }
}

/// The weights that suit an entity best.
struct Best {
    /// The children that give something, and their scores.
    used: Vec<(usize, f64)>,
    weights: Vec<f64>,
    /// The score of the highest peer with these weights. The solver satisfies its rows up to a tolerance
    /// only, so that the weights are divided by it: the highest peer is at 1 exactly.
    height: f64,
}

impl Best {
    fn score(&self) -> f64 {
        self.used.iter().zip(&self.weights).fold(0.0, |sum, ((_, z), v)| sum + v * z) / self.height
    }
}

/// The children of a sample on scales whose largest value is 1, because weights compensate for the scale of a
/// child.
struct Scaled {
    units: Vec<f64>,
    table: Vec<Vec<f64>>,
    peers: Peers,
}

impl Scaled {
    fn of(children: &Children<'_>, rows: usize) -> Self {
        let units: Vec<f64> = children.each().map(|child| largest(child.values)).collect();
        let scaled = |child: usize, row: usize| {
            let z = children.child(child).values[row];
            if units[child] > 0.0 { z / units[child] } else { z }
        };
        let row = |row: usize| (0..children.len()).map(|child| scaled(child, row)).collect();
        let table: Vec<Vec<f64>> = (0..rows).map(row).collect();
        let peers = Peers::of(&table);
        Self { units, table, peers }
    }

    /// The children that a row has, and their scores.
    fn own(&self, children: &Children<'_>, row: usize) -> Vec<(usize, f64)> {
        let there = |child: &usize| children.child(*child).is_present(row);
        (0..children.len()).filter(there).map(|child| (child, self.table[row][child])).collect()
    }
}

/// The entities that can be the highest with some weights, an absent child as 0.
struct Peers {
    rows: Vec<Vec<f64>>,
}

impl Peers {
    /// Those that no other entity equals or exceeds on all children: only these can limit the weights.
    fn of(table: &[Vec<f64>]) -> Self {
        let covers = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| a >= b);
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for row in table {
            if !rows.iter().any(|kept| covers(kept, row)) {
                rows.retain(|kept| !covers(row, kept));
                rows.push(row.clone());
            }
        }
        Self { rows }
    }

    /// The first of the highest peers with these weights, and its score.
    fn highest(&self, v: &[f64], used: &[(usize, f64)]) -> (usize, f64) {
        let mut best = (0, 0.0);
        for (peer, row) in self.rows.iter().enumerate() {
            let score = used.iter().zip(v).fold(0.0, |sum, ((child, _), v)| sum + v * row[*child]);
            if score > best.1 {
                best = (peer, score);
            }
        }
        best
    }

    /// The highest peer of each child, to begin with: with these rows every programme is bounded.
    fn leaders(&self, children: usize) -> Vec<usize> {
        let mut leaders = Vec::new();
        for child in 0..children {
            let leader = (0..self.rows.len()).fold(0, |best, peer| {
                if self.rows[peer][child] > self.rows[best][child] { peer } else { best }
            });
            if !leaders.contains(&leader) {
                leaders.push(leader);
            }
        }
        leaders
    }
}

impl Aggregator for BenefitOfTheDoubt {
    fn aggregate(&self, children: &Children<'_>, _: &mut Vec<f64>, out: &mut [f64]) {
        let scaled = Scaled::of(children, out.len());
        let mut pool = scaled.peers.leaders(children.len());
        for (row, out) in out.iter_mut().enumerate() {
            let own = scaled.own(children, row);
            *out = if own.is_empty() { 0.0 } else { self.score(&own, &scaled.peers, &mut pool) };
        }
    }

    fn has_own_weights(&self) -> bool {
        true
    }

    fn own_weights(&self, children: &Children<'_>, rows: usize, row: usize) -> Option<Vec<f64>> {
        let scaled = Scaled::of(children, rows);
        let mut pool = scaled.peers.leaders(children.len());
        let best = self.best(&scaled.own(children, row), &scaled.peers, &mut pool)?;
        let mut weights = vec![0.0; children.len()];
        for ((child, _), weight) in best.used.iter().zip(&best.weights) {
            weights[*child] = weight / best.height / scaled.units[*child];
        }
        Some(weights)
    }

    fn uses_weights(&self) -> bool {
        false
    }

    fn range(&self, children: &[(f64, Range)]) -> Result<Range, (usize, Message)> {
        let count = children.len() as f64;
        if self.lower * count > 1.0 + 1e-12 {
            return Err((children.len() - 1, message!("impossible-aggregation-lower")));
        }
        if self.upper * count < 1.0 - 1e-12 {
            return Err((children.len() - 1, message!("impossible-aggregation-upper")));
        }
        let outside = |r: &Range| r.attains_lo && (r.lo < 0.0 || (self.lower > 0.0 && r.lo <= 0.0));
        if let Some(child) = children.iter().position(|(w, r)| *w > 0.0 && outside(r)) {
            return Err((child, message!("impossible-aggregation-low")));
        }
        Ok(Range::between(0.0, 1.0))
    }

    fn looks_at_sample(&self) -> bool {
        true
    }

    fn domain(&self) -> Domain {
        // A score of 0 has no share of the whole, which a limit of the shares asks for.
        match self.lower > 0.0 || self.upper < 1.0 {
            true => Domain::Positive { floor: false },
            false => Domain::NotNegative { floor: false },
        }
    }

    fn refuses(&self, score: f64) -> bool {
        score < 0.0 || (score == 0.0 && (self.lower > 0.0 || self.upper < 1.0))
    }

    fn unsolved(&self, children: &Children<'_>, row: usize) -> Option<Unsolved> {
        let count = children.each().filter(|child| child.is_present(row)).count();
        Some(match self.can_share(count) {
            true => Unsolved::Programme,
            false => Unsolved::Shares { children: count, upper: self.upper },
        })
    }

    /// Nothing: the weights are the entity's own.
    fn contribution(&self, _: f64, _: f64, _: f64) -> Contribution {
        Contribution::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::rows::tests::{assert_near, scores_of};

    fn of(lower: f64, upper: f64, cells: &[&[f64]]) -> Vec<f64> {
        let cells: Vec<Vec<Option<f64>>> =
            cells.iter().map(|cells| cells.iter().map(|z| Some(*z)).collect()).collect();
        scores_of(&BenefitOfTheDoubt { lower, upper }, &cells, &vec![1.0; cells.len()])
    }

    fn assert_all_near(got: &[f64], want: &[f64]) {
        assert_eq!(got.len(), want.len());
        for (got, want) in got.iter().zip(want) {
            assert_near(*got, *want);
        }
    }

    #[test]
    fn by_hand() {
        // A (4, 1), B (1, 4), C (2, 2): A and B are best at their own child. C is limited by A and B:
        // 4a + b = 1 and a + 4b = 1 give a = b = 1/5 and 4/5.
        assert_all_near(&of(0.0, 1.0, &[&[4.0, 1.0, 2.0], &[1.0, 4.0, 2.0]]), &[1.0, 1.0, 0.8]);
        // Units do not matter.
        assert_all_near(&of(0.0, 1.0, &[&[4e9, 1e9, 2e9], &[1e-9, 4e-9, 2e-9]]), &[1.0, 1.0, 0.8]);
    }

    #[test]
    fn weights_of_an_entity_by_hand() {
        use crate::aggregate::Lane;
        use icip_table::data::Column;
        // As above, in other units: a = b = 1/5 for C where both children are divided by nothing, so that its
        // weights are 1/5 and 1/50 where the second child is ten times as large.
        let lanes: Vec<Lane> = [[4.0, 1.0, 2.0], [10.0, 40.0, 20.0]]
            .map(|cells| Lane::of(&Column::complete_from(cells.to_vec()).unwrap()))
            .into();
        let children = Children::new(&lanes, &[0, 1], &[1.0, 1.0]);
        let method = BenefitOfTheDoubt { lower: 0.0, upper: 1.0 };
        assert_all_near(&method.own_weights(&children, 3, 2).unwrap(), &[0.2, 0.02]);
    }

    #[test]
    fn shares_bind() {
        // Halves for A: 4a = b, so with s = 8a: A is at 8a, B at a + 16a = 17a <= 1: 8/17; C: a = b as
        // before.
        assert_all_near(&of(0.5, 0.5, &[&[4.0, 1.0, 2.0], &[1.0, 4.0, 2.0]]), &[8.0 / 17.0, 8.0 / 17.0, 0.8]);
        // At least a fifth: b = 4a / 4 = a gives A = 5a, B = 5a, so a = 1/5 and A = 1.
        assert_all_near(&of(0.2, 0.8, &[&[4.0, 1.0, 2.0], &[1.0, 4.0, 2.0]]), &[1.0, 1.0, 0.8]);
    }

    #[test]
    fn infeasible_shares_are_errors() {
        let method = BenefitOfTheDoubt { lower: 0.4, upper: 1.0 };
        let three = [(1.0, Range::between(0.0, 1.0)); 3];
        assert!(method.range(&three).is_err(), "three shares of 0.4");
        assert!(
            BenefitOfTheDoubt { lower: 0.0, upper: 0.4 }.range(&three[..2]).is_err(),
            "two shares of 0.4"
        );
        // One child of two: at most a half of the score cannot be met, and there is no score.
        let cells = [vec![Some(1.0), Some(2.0)], vec![None, Some(1.0)]];
        let scores = scores_of(&BenefitOfTheDoubt { lower: 0.0, upper: 0.5 }, &cells, &[1.0; 2]);
        assert!(scores[0].is_nan() && scores[1].is_finite());
        assert!(of(0.1, 1.0, &[&[0.0, 1.0], &[1.0, 1.0]])[0].is_nan());
        assert!(of(0.0, 1.0, &[&[-1.0, 1.0], &[1.0, 1.0]])[0].is_nan());
    }

    #[test]
    fn degenerate_samples() {
        assert_all_near(&of(0.0, 1.0, &[&[3.0]]), &[1.0]);
        assert_all_near(&of(0.0, 1.0, &[&[3.0, 3.0, 3.0], &[2.0, 2.0, 2.0]]), &[1.0; 3]);
        assert_all_near(&of(0.0, 1.0, &[&[0.0, 0.0], &[0.0, 0.0]]), &[0.0; 2]);
        assert_all_near(&of(0.0, 1.0, &[&[0.0, 2.0], &[0.0, 0.0]]), &[0.0, 1.0]);
        // Without its second child 2 is compared on the first: 1/4.
        let cells = [vec![Some(4.0), Some(1.0)], vec![Some(1.0), None]];
        assert_all_near(
            &scores_of(&BenefitOfTheDoubt { lower: 0.0, upper: 1.0 }, &cells, &[1.0; 2]),
            &[1.0, 0.25],
        );
    }
}
