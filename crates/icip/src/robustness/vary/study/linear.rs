//! Runs that are a product of weights and finished scores: another algorithm for whole runs, for speed. What
//! the rules of a node mean comes from [`NodeRules`], and a test compares the two ways.

use super::draw::Setting;
use super::nodes::Nodes;
use crate::aggregate::geometric_mean::GeometricMean;
use crate::framework::{NodeIx, Uncertainty, Varies};
use crate::plan::node_rules::{NodeRules, WeightForm};
use icip_num::kernel::{self, SETS, Strips};

/// Logarithms that are taken at once: many of few entities, few of those that fill the nearest cache by
/// themselves.
const LOGARITHMS: usize = 1024;

/// The finished scores below a tree of weighted means or sums, complete.
///
/// The index is `sum(e z)` with `e` the product of the shares from the index down. Where the index is a
/// geometric mean it is `exp(sum(s ln m))` over its children: `m` is such a sum for a child that depends on a
/// factor; the logarithms of the others are taken once.
#[derive(Debug)]
pub(super) struct Linear {
    /// The sum that the index is, or its logarithm.
    own: WeightedSum,
    /// The sums whose logarithms are added to it.
    inside: Vec<WeightedSum>,
    /// The rule of the index, where that is a geometric mean.
    geometric: Option<GeometricMean>,
    /// The nodes that depend on a factor, each after the one above it.
    splits: Vec<Split>,
}

/// A node whose weight is divided among its children.
#[derive(Debug)]
struct Split {
    node: NodeIx,
    /// Their numbers, as the kernel counts them.
    children: Vec<usize>,
    /// Whether the children's weights are divided by their sum.
    is_mean: bool,
}

/// A sum of weight times score.
#[derive(Debug)]
struct WeightedSum {
    /// The node whose score it is.
    top: NodeIx,
    /// The nodes below, and their scores.
    below: Vec<NodeIx>,
    values: Strips,
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
        let framework = &*nodes.framework;
        let root = framework.root_index();
        let mut geometric = None;
        let mut splits = Vec::new();
        // The node whose sum a node is part of.
        let mut tops = vec![root; framework.nodes().len()];
        // The first part is the sum that the index is; further ones are means whose logarithms it adds.
        let mut parts = vec![(root, Vec::new(), Vec::new())];
        for node in nodes.order.iter().rev().copied() {
            let rules = NodeRules::declared(&framework.nodes()[node])?;
            if rules.round.is_some() {
                return None;
            }
            let is_mean = match rules.form() {
                WeightForm::Mean => true,
                WeightForm::Sum => false,
                WeightForm::MeanOfLogarithms(mean) if node == root => {
                    geometric = Some(mean);
                    true
                }
                WeightForm::MeanOfLogarithms(_) | WeightForm::Other => return None,
            };
            let children = framework.nodes()[node].children().to_vec();
            let logs = geometric.filter(|_| node == root);
            for child in children.iter().copied() {
                // A child that depends on a factor has no finished scores: its own children join the sum, or
                // begin one of their own below a geometric mean.
                let Some(lane) = &nodes.certain[child] else {
                    tops[child] = tops[node];
                    if logs.is_some() {
                        tops[child] = child;
                        parts.push((child, Vec::new(), Vec::new()));
                    }
                    continue;
                };
                let mut lane = lane.clone();
                if let Some(fill) = rules.fill() {
                    lane.fill(fill);
                }
                // With a gap the weights that count differ from row to row, so there is no one share.
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
            let children = children.into_iter().map(NodeIx::get).collect();
            splits.push(Split { node, children, is_mean });
        }
        let sum = |(top, below, values): (NodeIx, Vec<NodeIx>, Vec<Vec<f64>>)| WeightedSum {
            top,
            below,
            values: Strips::of(&values),
        };
        let mut parts = parts.into_iter().map(sum);
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

    /// Scores of the index in runs: one row per run, with so many rows of the data in it. `weigh` sets the
    /// weights of a run, counted from 0. The row of a run in which no child of a node counts is not a number.
    pub(super) fn scores(
        &self,
        rows: usize,
        mut weigh: impl FnMut(usize, &mut Setting),
        setting: &mut Setting,
        scores: &mut [f64],
    ) {
        // Runs are combined together: a finished score is read once for all of them.
        let mut weights = Vec::new();
        let mut means = vec![0.0; if self.inside.is_empty() { 0 } else { SETS * rows }];
        for (block, scores) in scores.chunks_mut(SETS * rows).enumerate() {
            setting.reset();
            for run in 0..scores.len() / rows {
                setting.weights.turn_to(run);
                weigh(block * SETS + run, setting);
            }
            let shares = &mut setting.weights.rows;
            shares[self.own.top] = [1.0; SETS];
            let mut inside = Vec::with_capacity(self.inside.len());
            for Split { node, children, is_mean } in &self.splits {
                kernel::share_weights(shares, node.get(), children, *is_mean);
                if *node == self.own.top {
                    for part in &self.inside {
                        let own = &mut shares[part.top];
                        inside.push(*own);
                        // The share goes to the logarithm, and inside the mean a share of its own begins.
                        // What is left out needs no children with a weight.
                        *own = own.map(|share| if share == 0.0 { 0.0 } else { 1.0 });
                    }
                }
            }
            self.own.combine(shares, &mut weights, scores);
            if let Some(rule) = self.geometric {
                for (part, inside) in self.inside.iter().zip(&inside) {
                    let means = &mut means[..scores.len()];
                    part.combine(shares, &mut weights, means);
                    add_logarithms(rule, scores, inside, means, rows);
                }
                kernel::exp(scores);
            }
        }
    }
}

/// Adds the logarithms of means in some runs, each times the share of the mean in that run: one row per run.
fn add_logarithms(
    rule: GeometricMean,
    scores: &mut [f64],
    shares: &[f64; SETS],
    means: &mut [f64],
    rows: usize,
) {
    let together = (LOGARITHMS / rows).clamp(1, SETS);
    let runs = scores.chunks_mut(together * rows).zip(means.chunks_mut(together * rows));
    for ((scores, means), shares) in runs.zip(shares.chunks(together)) {
        for (means, share) in means.chunks_exact_mut(rows).zip(shares) {
            if *share == 0.0 {
                // Adds nothing: the logarithm of 1.
                means.fill(1.0);
            }
        }
        rule.logarithms(means);
        let runs = scores.chunks_exact_mut(rows).zip(means.chunks_exact(rows)).zip(shares);
        runs.for_each(|((scores, means), share)| kernel::add_product(scores, *share, means));
    }
}

impl WeightedSum {
    /// Its sums in some runs, one row per run; `weights` is memory that is used again.
    fn combine(&self, shares: &[[f64; SETS]], weights: &mut Vec<[f64; SETS]>, out: &mut [f64]) {
        weights.clear();
        weights.extend(self.below.iter().map(|node| shares[*node]));
        kernel::combine(out, &self.values, weights);
    }
}
