//! Runs that are a product of weights and finished scores.

use std::ops::Range;

use super::draw::Setting;
use super::nodes::Nodes;
use super::{Failure, Runs};
use crate::aggregate::Aggregate;
use crate::framework::{NodeKind, Uncertainty, Varies};
use crate::kernel::{self, AT_A_TIME, Sheaf};
use crate::math;

/// The finished scores below a tree of weighted means or sums, complete.
///
/// The index is `sum(e z)` with `e` the product of the shares from the index down; where the index alone hangs on a
/// factor and is a geometric mean, it is `exp(sum(e ln z))`, and logarithms are taken once.
#[derive(Debug)]
pub(super) struct Linear {
    /// The nodes below, and their scores.
    below: Vec<usize>,
    values: Sheaf,
    link: Link,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Link {
    Identity,
    Exponential,
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
        let mut below = Vec::new();
        let mut values: Vec<Vec<f64>> = Vec::new();
        let mut link = Link::Identity;
        for node in nodes.order.iter().copied() {
            let NodeKind::Inner(inner) = framework.nodes()[node].kind() else { return None };
            let alone = nodes.order.len() == 1 && node == framework.root_index();
            match inner.aggregate() {
                Aggregate::ArithmeticMean(_) | Aggregate::WeightedSum(_) => {}
                Aggregate::GeometricMean(_) if alone => link = Link::Exponential,
                _ => return None,
            }
            if framework.nodes()[node].round().is_some() {
                return None;
            }
            for child in inner.children().iter().copied() {
                let Some(lane) = &nodes.certain[child] else { continue };
                let mut lane = lane.clone();
                if let Some(fill) = inner.missing().kernel().fill() {
                    lane.fill(fill);
                }
                if lane.has_gaps {
                    return None;
                }
                if let Aggregate::GeometricMean(mean) = inner.aggregate() {
                    for value in &mut lane.values {
                        *value = math::ln(mean.used(*value));
                        if value.is_nan() {
                            // Whether that matters depends on the weights of the run.
                            return None;
                        }
                    }
                }
                below.push(child);
                values.push(lane.values);
            }
        }
        Some(Self { below, values: Sheaf::of(&values), link })
    }

    /// Whether every node is a mean, and not a sum.
    pub(super) fn is_mean(&self, nodes: &Nodes<'_>) -> bool {
        nodes.order.iter().all(|node| match nodes.framework.nodes()[*node].kind() {
            NodeKind::Inner(inner) => !matches!(inner.aggregate(), Aggregate::WeightedSum(_)),
            NodeKind::Leaf(_) => false,
        })
    }

    /// Scores of the index in some runs, a row a run; `weigh` sets the weights of a run. Rows of runs that fail are NaN.
    pub(super) fn scores(
        &self,
        nodes: &Nodes<'_>,
        runs: Range<u64>,
        mut weigh: impl FnMut(u64, &mut Setting),
        setting: &mut Setting,
        result: &mut Runs,
    ) {
        let rows = self.values.rows();
        let mut effective = vec![0.0; setting.weights.len()];
        let mut together = vec![[0.0; AT_A_TIME]; self.values.columns()];
        let mut scores = vec![0.0; AT_A_TIME * rows];
        let mut start = runs.start;
        while start < runs.end {
            let count = AT_A_TIME.min((runs.end - start) as usize);
            let mut failed = [false; AT_A_TIME];
            for (place, run) in (start..start + count as u64).enumerate() {
                weigh(run, setting);
                if let Err(why) = Self::effective(nodes, setting, &mut effective) {
                    failed[place] = true;
                    result.failures.push(Failure { run, why });
                }
                for (weights, node) in together.iter_mut().zip(&self.below) {
                    weights[place] = effective[*node];
                }
            }
            kernel::combine(&mut scores, &self.values, &together);
            for (failed, scores) in failed.iter().zip(scores.chunks_exact_mut(rows.max(1))).take(count) {
                if *failed {
                    scores.fill(f64::NAN);
                } else if self.link == Link::Exponential {
                    scores.iter_mut().for_each(|score| *score = math::exp(*score));
                }
                result.scores.extend_from_slice(scores);
            }
            start += count as u64;
        }
    }

    /// Writes the product of the shares from the index down, or says which node has none.
    fn effective(nodes: &Nodes<'_>, setting: &Setting, effective: &mut [f64]) -> Result<(), String> {
        let framework = nodes.framework;
        effective[framework.root_index()] = 1.0;
        for node in nodes.order.iter().rev().copied() {
            let NodeKind::Inner(inner) = framework.nodes()[node].kind() else { continue };
            let children = inner.children();
            let total = match inner.aggregate() {
                Aggregate::WeightedSum(_) => 1.0,
                _ => children.iter().fold(0.0, |sum, child| sum + setting.weights[*child]),
            };
            // A node without influence may have children without any.
            let share = match total > 0.0 {
                true => effective[node] / total,
                false if effective[node] > 0.0 => {
                    return Err(format!("all children of `{}` are left out", framework.nodes()[node].code()));
                }
                false => 0.0,
            };
            for child in children {
                effective[*child] = share * setting.weights[*child];
            }
        }
        Ok(())
    }
}
