//! Weights that make the children as important as they should be.

use crate::text::{Describe, Fields, Item, Kind, Settings, Value};
use crate::weigh::sample::{Correlated, from_correlations, named, shares};
use crate::weigh::{Siblings, Unfit, Weighed, Weigher};
use icip_num::matrix::{self, Matrix};
use icip_num::statistics;
use icip_problem::{Message, Value as Shown, message, quoted};

/// The importance of a child is its correlation with the mean of all; the weights bring its share of
/// these correlations to a target.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Balanced {
    /// How important each child should be relative to the others, by its code; nothing makes all of them
    /// equally important.
    pub target: Option<Vec<(String, f64)>>,
    /// How far a share may be from its target.
    pub tolerance: f64,
    /// The largest number of steps.
    pub most_steps: f64,
}

impl Default for Balanced {
    /// All children equally important.
    fn default() -> Self {
        Self { target: None, tolerance: 1e-6, most_steps: 1000.0 }
    }
}

/// Gradients above this are rounding, and no reason for another step.
const FLAT: f64 = 1e-13;

impl Describe for Balanced {
    const NAME: &'static str = "balanced";
    const TITLE: &'static str = "balanced weights";
    const SUMMARY: &'static str =
        "weights that bring each child's share of the correlations with the mean to a target";
    const FORMULA: &'static str = "min over w >= 0 of sum((t_j - r_j / sum(r))^2), where t is `target` \
        over its sum and r_j is Pearson's correlation of child j with y = sum(w z) / sum(w); with v = s \
        w, where s are the standard deviations, and with R as the correlations, r_j / sum(r) is (R v)_j / \
        sum(R v): a convex programme with one solution, found by active sets";
    const MISSING: &'static str = "the weights come from the entities with a score for every child, of \
        which there must be at least 3; a target that no weights reach is a warning with the largest gap; \
        a constant child is an error, and so are children that follow from each other";
    const REFERENCE: &'static str = "Becker, Saisana, Paruolo and Vandecasteele (2017), Ecological \
        Indicators 80; COINr, get_opt_weights (which \
        may give negative weights)";

    fn read(fields: &mut Fields<'_>) -> Self {
        let doc = "how important each child should be relative to the others, by its code; without it, \
            all children are equally important";
        let item = fields.item("target", Kind::NumberMap, doc);
        let target = item.map(numbers);
        let fine = target.as_ref().is_none_or(|t| {
            t.as_ref().is_some_and(|t| t.iter().all(|(_, x)| *x >= 0.0) && t.iter().any(|(_, x)| *x > 0.0))
        });
        fields.must(fine, "target", message!("bad-value-target"), message!("bad-value-target-hint"));
        let tolerance = fields.number(
            "tolerance",
            "how far a share may be from its target without a warning",
            Some(1e-6),
        );
        fields.must_be_above("tolerance", tolerance, 0.0);
        let most_steps = fields.number("most-steps", "the largest number of steps", Some(1000.0));
        fields.must_be_whole("most-steps", most_steps, 1.0..=f64::INFINITY);
        Self { target: target.flatten(), tolerance, most_steps }
    }

    fn settings(&self) -> Settings {
        Settings::default()
            .with("target", &self.target)
            .with("tolerance", &self.tolerance)
            .with("most-steps", &self.most_steps)
    }
}

/// A table of numbers; nothing where it is something else.
fn numbers(item: &Item) -> Option<Vec<(String, f64)>> {
    let Value::Table(table) = &item.value else { return None };
    let number = |(code, item): &(String, Item)| match item.value {
        Value::Number(x) => Some((code.clone(), x)),
        _ => None,
    };
    table.entries.iter().map(number).collect()
}

impl Balanced {
    /// Target shares in the order of the children.
    fn shares(&self, codes: &[&str]) -> Result<Vec<f64>, Unfit> {
        let Some(target) = &self.target else { return Ok(vec![1.0 / codes.len() as f64; codes.len()]) };
        let refused = |what: Message| Unfit::new(what, message!("weights-target-hint"));
        if let Some((code, _)) = target.iter().find(|(code, _)| !codes.contains(&code.as_str())) {
            return Err(refused(message!("weights-no-child", key = "target", code)));
        }
        let of = |code: &&str| target.iter().find(|(known, _)| known == code).map(|(_, x)| *x);
        if let Some(code) = codes.iter().find(|code| of(code).is_none()) {
            return Err(refused(message!("weights-left-out", key = "target", code = *code)));
        }
        let wanted: Vec<f64> = codes.iter().filter_map(of).collect();
        shares(&wanted).ok_or_else(|| refused(message!("weights-target")))
    }
}

impl Weigher for Balanced {
    fn looks_at_scores(&self) -> bool {
        true
    }

    fn weigh(&self, siblings: &Siblings<'_>) -> Result<Weighed, Unfit> {
        let target = self.shares(siblings.codes)?;
        from_correlations(siblings, |children| {
            let programme = Programme::new(&children.matrix, &target)?;
            let found = programme.solve(self.most_steps)?;
            let importance = importance(children, &found.v);
            let gap = importance.iter().zip(&target).fold(0.0, |most, (got, want): (&f64, &f64)| {
                let gap = (got - want).abs();
                if gap > most { gap } else { most }
            });
            let squares = importance
                .iter()
                .zip(&target)
                .fold(0.0, |sum, (got, want)| sum + (got - want) * (got - want));
            let mut warnings = Vec::new();
            if !found.converged {
                warnings.push(message!("doubtful-weights-steps", steps = self.most_steps));
            }
            if gap > self.tolerance {
                let most = named(children.codes, |child| (importance[child] - target[child]).abs() == gap);
                warnings.push(message!(
                    "doubtful-weights-target",
                    children = quoted(most),
                    gap = Shown::Number(format!("{gap:.4}"))
                ));
            }
            let weights = found.v.iter().zip(&children.deviations).map(|(v, sd)| v / sd).collect();
            let numbers = vec![
                ("objective", squares / target.len() as f64),
                ("largest-gap", gap),
                ("steps", found.steps as f64),
                ("converged", if found.converged { 1.0 } else { 0.0 }),
            ];
            Ok(Weighed { weights, numbers, warnings })
        })
    }
}

/// Shares of the correlations with the mean whose standardised weights are `v`.
fn importance(children: &Correlated<'_>, v: &[f64]) -> Vec<f64> {
    let r = matrix::times(&children.matrix, v);
    let total = statistics::sum(&r);
    r.iter().map(|r| r / total).collect()
}

/// Minimise v'Qv over v >= 0 with a'v = 1, where a = R 1 and Q = B'B, B = t a' - R.
struct Programme {
    quadratic: Matrix,
    sums: Vec<f64>,
}

struct Solution {
    v: Vec<f64>,
    steps: usize,
    converged: bool,
}

impl Programme {
    /// The programme, where it has one solution: a mean must agree with the children, and no child may follow from
    /// the others.
    fn new(correlations: &[Vec<f64>], target: &[f64]) -> Result<Self, Unfit> {
        let sums: Vec<f64> = correlations.iter().map(|row| statistics::sum(row)).collect();
        // Without a child whose correlations add up to more than 0, no weights have a'v = 1.
        if !sums.iter().any(|sum| *sum > 1e-12) {
            return Err(Unfit::new(
                message!("weights-contradiction"),
                message!("weights-contradiction-hint"),
            ));
        }
        if matrix::solve(correlations, target).is_none() {
            return Err(dependent());
        }
        // Where a'v = 1, Bv = t - Rv is the gap of each share to its target, so v'Qv is the sum of the
        // squared gaps.
        let b: Matrix = correlations
            .iter()
            .zip(target)
            .map(|(row, t)| row.iter().zip(&sums).map(|(r, a)| t * a - r).collect())
            .collect();
        let column = |j: usize| b.iter().map(|row| row[j]).collect::<Vec<f64>>();
        let columns: Matrix = (0..sums.len()).map(column).collect();
        let quadratic = columns.iter().map(|x| columns.iter().map(|y| matrix::dot(x, y)).collect()).collect();
        Ok(Self { quadratic, sums })
    }

    /// Active sets: one child after the other enters where the objective falls fastest; those that would
    /// become negative leave.
    fn solve(&self, most_steps: f64) -> Result<Solution, Unfit> {
        let count = self.sums.len();
        let first = (0..count).fold(0, |best, j| if self.sums[j] > self.sums[best] { j } else { best });
        let mut v = vec![0.0; count];
        v[first] = 1.0 / self.sums[first];
        let mut inside = vec![false; count];
        inside[first] = true;
        let mut steps = 0;
        loop {
            let Some(enters) = self.steepest(&v, &inside) else {
                return Ok(Solution { v, steps, converged: true });
            };
            if steps as f64 >= most_steps {
                return Ok(Solution { v, steps, converged: false });
            }
            steps += 1;
            let before = self.objective(&v);
            let old = v.clone();
            inside[enters] = true;
            while let Some(leaves) = self.advance(&mut v, &inside)? {
                inside[leaves] = false;
                v[leaves] = 0.0;
            }
            let better = self.objective(&v) < before;
            if !better {
                // All that could still be gained is rounding.
                return Ok(Solution { v: old, steps, converged: true });
            }
        }
    }

    fn objective(&self, v: &[f64]) -> f64 {
        matrix::dot(v, &matrix::times(&self.quadratic, v))
    }

    /// The child outside the active set whose entry lowers the objective most, if any does.
    fn steepest(&self, v: &[f64], inside: &[bool]) -> Option<usize> {
        let gradient = matrix::times(&self.quadratic, v);
        // At the best point of those inside, the gradient is this multiple of the sums.
        let multiple = matrix::dot(v, &gradient);
        let slope = |j: usize| gradient[j] - multiple * self.sums[j];
        (0..inside.len())
            .filter(|j| !inside[*j] && slope(*j) < -FLAT)
            .min_by(|i, j| slope(*i).total_cmp(&slope(*j)).then(i.cmp(j)))
    }

    /// Moves to the best point of the active set, or as far as no weight becomes negative; the child that
    /// limits the step is returned.
    fn advance(&self, v: &mut [f64], inside: &[bool]) -> Result<Option<usize>, Unfit> {
        let members: Vec<usize> = (0..v.len()).filter(|j| inside[*j]).collect();
        let count = members.len();
        // Lagrange's conditions for the members of the set: Qv is a multiple of a, and a'v = 1.
        let mut equations: Matrix = members
            .iter()
            .map(|i| members.iter().map(|j| self.quadratic[*i][*j]).chain([-self.sums[*i]]).collect())
            .collect();
        equations.push(members.iter().map(|j| self.sums[*j]).chain([0.0]).collect());
        let mut right = vec![0.0; count];
        right.push(1.0);
        let best = matrix::solve(&equations, &right).ok_or_else(dependent)?;
        let mut step = 1.0;
        let mut leaves = None;
        for (position, j) in members.iter().enumerate() {
            if best[position] < 0.0 {
                let reach = v[*j] / (v[*j] - best[position]);
                if reach < step || leaves.is_none() {
                    (step, leaves) = (reach, Some(*j));
                }
            }
        }
        for (position, j) in members.iter().enumerate() {
            v[*j] += step * (best[position] - v[*j]);
        }
        Ok(leaves)
    }
}

fn dependent() -> Unfit {
    Unfit::new(message!("weights-dependent"), message!("weights-dependent-hint"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::tests::{assert_declared, assert_weights, weigh};

    const Z: [f64; 8] = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0];
    const Y: [f64; 8] = [1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0];
    const X: [f64; 8] = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0];

    fn balanced(target: Option<&[(&str, f64)]>) -> Balanced {
        let target = target.map(|t| t.iter().map(|(code, x)| ((*code).to_owned(), *x)).collect());
        Balanced { target, tolerance: 1e-6, most_steps: 1000.0 }
    }

    #[test]
    fn two_children_weigh_by_one_over_spread() {
        // Correlations with w_a a + w_b b are the same when s_a w_a = s_b w_b: spreads 1 to 3.
        assert_weights(weigh(&balanced(None), &[&[1.0, 2.0, 3.0], &[3.0, 0.0, 6.0]]), &[0.75, 0.25]);
        assert_declared(&balanced(None), true);
    }

    #[test]
    fn without_correlation_weights_are_the_targets() {
        // R is 1, so r_j ~ s_j w_j; y has twice the spread.
        let y: Vec<f64> = Y.iter().map(|y| 2.0 * y).collect();
        let target = [("a", 1.0), ("b", 2.0), ("c", 1.0)];
        let weighed = weigh(&balanced(Some(&target)), &[&Z, &y, &X]).expect("weights");
        for w in &weighed.weights {
            assert!((w - 1.0 / 3.0).abs() < 1e-12, "{weighed:?}");
        }
        assert!(weighed.warnings.is_empty() && weighed.numbers[1].1 < 1e-12, "{weighed:?}");
    }

    #[test]
    fn three_children_by_hand() {
        // r_ab = 0.6, c alone, equal targets: (R v)_j the same, so 1.6 v_a = 1.6 v_b = v_c.
        let b: Vec<f64> = Z.iter().zip(Y).map(|(z, y)| 0.6 * z + 0.8 * y).collect();
        assert_weights(weigh(&balanced(None), &[&Z, &b, &X]), &[0.625 / 2.25, 0.625 / 2.25, 1.0 / 2.25]);
    }

    #[test]
    fn never_negative_and_reported() {
        // c = 0.6 a + 0.6 b + the rest correlates with both: equal targets would need w_c < 0.
        let c: Vec<f64> = (0..8).map(|i| 0.6 * Z[i] + 0.6 * Y[i] + 0.28_f64.sqrt() * X[i]).collect();
        let weighed = weigh(&balanced(None), &[&Z, &Y, &c]).expect("weights");
        // Without c: r = (v, v, 1.2 v), so its share is 1.2 / 3.2 and the gap 1.2 / 3.2 - 1/3.
        assert!((weighed.weights[0] - 0.5).abs() < 1e-12 && weighed.weights[2] == 0.0, "{weighed:?}");
        assert!((weighed.numbers[1].1 - (0.375 - 1.0 / 3.0)).abs() < 1e-12);
        assert!(
            weighed.warnings[0].to_string().contains("the share of `c` misses it by 0.0417"),
            "{:?}",
            weighed.warnings
        );
    }

    #[test]
    fn children_that_follow_from_others_are_refused() {
        // r = 1: the shares of the correlations are one half each for any weights.
        let refused = |columns: &[&[f64]]| match weigh(&balanced(None), columns) {
            Err(unfit) => unfit.what.to_string(),
            Ok(weighed) => panic!("{weighed:?}"),
        };
        let (a, b) = ([3.0, 1.0, 4.0, 1.0, 5.0], [9.0, 3.0, 12.0, 3.0, 15.0]);
        for columns in [&[&a[..], &b[..]][..], &[&a, &a, &a], &[&a, &b, &[2.0, 7.0, 1.0, 8.0, 2.0]]] {
            assert!(refused(columns).contains("combinations of others"), "{}", refused(columns));
        }
    }

    #[test]
    fn targets_name_every_child() {
        let columns: [&[f64]; 2] = [&[1.0, 2.0, 3.0], &[3.0, 0.0, 6.0]];
        assert!(weigh(&balanced(Some(&[("a", 1.0)])), &columns).is_err());
        assert!(weigh(&balanced(Some(&[("a", 1.0), ("x", 1.0)])), &columns).is_err());
        // Opposite children: no mean agrees with both.
        assert!(weigh(&balanced(None), &[&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]]).is_err());
    }
}
