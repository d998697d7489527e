//! Runs that are a product of weights and finished scores.

use super::draw::Setting;
use super::nodes::Nodes;
use crate::aggregate::{Aggregate, geometric_mean::GeometricMean};
use crate::framework::{NodeKind, Uncertainty, Varies};
use crate::kernel::{self, AT_A_TIME, Sheaf};

/// Runs that are combined together: a finished score is read once for all of them.
const TOGETHER: usize = 4 * AT_A_TIME;

/// The finished scores below a tree of weighted means or sums, complete.
///
/// The index is `sum(e z)` with `e` the product of the shares from the index down. Where the index is a geometric mean it
/// is `exp(sum(s ln m))` over its children: `m` is such a sum for a child that hangs on a factor; the logarithms of the
/// others are taken once.
#[derive(Debug)]
pub(super) struct Linear {
    /// The sum that the index is, or its logarithm.
    own: Part,
    /// The sums whose logarithms are added to it.
    inside: Vec<Part>,
    /// The rule of the index, where that is a geometric mean.
    geometric: Option<GeometricMean>,
    /// The nodes that hang on a factor, each behind the one above it.
    splits: Vec<Split>,
}

/// A node that shares its weight out to its children.
#[derive(Debug)]
struct Split {
    node: usize,
    children: Vec<usize>,
    /// Whether the children's weights are divided by their sum.
    is_mean: bool,
}

/// A sum of weight times score.
#[derive(Debug)]
struct Part {
    /// The node whose score it is.
    top: usize,
    /// The nodes below, and their scores.
    below: Vec<usize>,
    values: Sheaf,
}

impl Linear {
    /// The linear form of a tree, where it has one.
    pub(super) fn of(nodes: &Nodes<'_>, uncertainty: &Uncertainty) -> Option<Self> {
        let weights_alone = uncertainty
            .factors
            .iter()
            .all(|factor| matches!(factor.varies, Varies::Weights(_) | Varies::Include(_)));
        if !weights_alone || nodes.order.is_empty() {
            return None;
        }
        let framework = nodes.framework;
        let root = framework.root_index();
        let mut geometric = None;
        let mut splits = Vec::new();
        // The node whose sum a node is part of.
        let mut tops = vec![root; framework.nodes().len()];
        let mut parts = vec![(root, Vec::new(), Vec::new())];
        for node in nodes.order.iter().rev().copied() {
            let NodeKind::Inner(inner) = framework.nodes()[node].kind() else { return None };
            match inner.aggregate() {
                Aggregate::ArithmeticMean(_) | Aggregate::WeightedSum(_) => {}
                Aggregate::GeometricMean(mean) if node == root => geometric = Some(*mean),
                _ => return None,
            }
            if framework.nodes()[node].round().is_some() {
                return None;
            }
            let is_mean = !matches!(inner.aggregate(), Aggregate::WeightedSum(_));
            splits.push(Split { node, children: inner.children().to_vec(), is_mean });
            let logs = geometric.filter(|_| node == root);
            for child in inner.children().iter().copied() {
                let Some(lane) = &nodes.certain[child] else {
                    tops[child] = tops[node];
                    if logs.is_some() {
                        tops[child] = child;
                        parts.push((child, Vec::new(), Vec::new()));
                    }
                    continue;
                };
                let mut lane = lane.clone();
                if let Some(fill) = inner.missing().kernel().fill() {
                    lane.fill(fill);
                }
                if lane.has_gaps {
                    return None;
                }
                if let Some(mean) = logs {
                    mean.logarithms(&mut lane.values);
                    if !kernel::all_finite(&lane.values) {
                        // Whether that matters depends on the weights of the run.
                        return None;
                    }
                }
                for (_, below, values) in parts.iter_mut().filter(|(top, ..)| *top == tops[node]) {
                    below.push(child);
                    values.push(lane.values.clone());
                }
            }
        }
        let part = |(top, below, values): (usize, Vec<usize>, Vec<Vec<f64>>)| Part {
            top,
            below,
            values: Sheaf::of(&values),
        };
        let mut parts = parts.into_iter().map(part);
        Some(Self { own: parts.next()?, inside: parts.collect(), geometric, splits })
    }

    /// Whether every node is a mean, and not a sum.
    pub(super) fn is_mean(&self) -> bool {
        self.splits.iter().all(|split| split.is_mean)
    }

    /// A score that stands for all lower ones.
    pub(super) fn floor(&self) -> Option<f64> {
        self.geometric.and_then(|mean| mean.floor)
    }

    /// Scores of the index in runs: a row a run, with so many rows of the data in it. `weigh` sets the weights of a run,
    /// counted from 0. The row of a run that fails is not finite.
    pub(super) fn scores(
        &self,
        rows: usize,
        mut weigh: impl FnMut(usize, &mut Setting),
        setting: &mut Setting,
        scores: &mut [f64],
    ) {
        let mut effective = vec![0.0; setting.weights.len()];
        let mut shares = vec![[0.0; TOGETHER]; self.inside.len()];
        let mut weights = self.own.weights();
        let mut inside: Vec<_> = self.inside.iter().map(Part::weights).collect();
        let mut means = vec![0.0; if self.inside.is_empty() { 0 } else { TOGETHER * rows }];
        for (block, scores) in scores.chunks_mut(TOGETHER * rows).enumerate() {
            let mut failed = [false; TOGETHER];
            for (run, failed) in failed.iter_mut().enumerate().take(scores.len() / rows) {
                weigh(block * TOGETHER + run, setting);
                *failed = !self.effective(&setting.weights, &mut effective, |part, share| {
                    shares[part][run] = share;
                });
                self.own.take(&effective, run, &mut weights);
                self.inside.iter().zip(&mut inside).for_each(|(part, own)| part.take(&effective, run, own));
            }
            kernel::combine(scores, &self.own.values, &weights);
            if let Some(rule) = self.geometric {
                for ((part, weights), shares) in self.inside.iter().zip(&inside).zip(&shares) {
                    let means = &mut means[..scores.len()];
                    kernel::combine(means, &part.values, weights);
                    let runs = scores.chunks_exact_mut(rows).zip(means.chunks_exact_mut(rows)).zip(shares);
                    for ((scores, means), share) in runs.filter(|(_, share)| **share > 0.0) {
                        rule.logarithms(means);
                        kernel::add_product(scores, *share, means);
                    }
                }
                kernel::exp(scores);
            }
            for (scores, _) in scores.chunks_exact_mut(rows).zip(failed).filter(|(_, failed)| *failed) {
                scores.fill(f64::NAN);
            }
        }
    }

    /// Writes for every node the product of the shares from the top of its part down, and gives the share that the top of
    /// each part inside has in the index; whether all shares are known.
    fn effective(&self, weights: &[f64], effective: &mut [f64], mut give: impl FnMut(usize, f64)) -> bool {
        // The index comes first.
        effective[self.own.top] = 1.0;
        for Split { node, children, is_mean } in &self.splits {
            let total =
                if *is_mean { children.iter().fold(0.0, |sum, child| sum + weights[*child]) } else { 1.0 };
            // A node without influence may have children without any.
            let share = match total > 0.0 {
                true => effective[*node] / total,
                false if effective[*node] > 0.0 => return false,
                false => 0.0,
            };
            for child in children {
                effective[*child] = share * weights[*child];
            }
            if *node == self.own.top {
                for (place, part) in self.inside.iter().enumerate() {
                    let share = &mut effective[part.top];
                    give(place, *share);
                    *share = if *share > 0.0 { 1.0 } else { 0.0 };
                }
            }
        }
        true
    }
}

impl Part {
    /// Room for the weights of [`TOGETHER`] runs.
    fn weights(&self) -> Vec<[f64; AT_A_TIME]> {
        vec![[0.0; AT_A_TIME]; TOGETHER / AT_A_TIME * self.below.len()]
    }

    /// Takes the weights of a run.
    fn take(&self, effective: &[f64], run: usize, weights: &mut [[f64; AT_A_TIME]]) {
        let count = self.below.len();
        let weights = &mut weights[run / AT_A_TIME * count..][..count];
        for (weights, node) in weights.iter_mut().zip(&self.below) {
            weights[run % AT_A_TIME] = effective[*node];
        }
    }
}
