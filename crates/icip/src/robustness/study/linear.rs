//! Runs that are a product of weights and finished scores.

use super::draw::Setting;
use super::nodes::{Desk, Nodes};
use crate::aggregate::Aggregate;
use crate::framework::{NodeKind, Uncertainty, Varies};
use crate::kernel;
use crate::math;

/// The finished scores below a tree of weighted means or sums, complete.
///
/// The index is `sum(e z)` with `e` the product of the shares from the index down; where the index alone hangs on a
/// factor and is a geometric mean, it is `exp(sum(e ln z))`, and logarithms are taken once.
#[derive(Debug)]
pub(super) struct Linear {
    /// The nodes below, and their scores, one behind the other.
    below: Vec<usize>,
    values: Vec<f64>,
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
        let mut values = Vec::new();
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
                        *value = mean.used(*value);
                        if !(*value > 0.0) {
                            // Whether that matters depends on the weights of the run.
                            return None;
                        }
                        *value = math::ln(*value);
                    }
                }
                below.push(child);
                values.extend(lane.values);
            }
        }
        Some(Self { below, values, link })
    }

    /// Scores of the index under a setting, or why there are none.
    pub(super) fn score(
        &self,
        nodes: &Nodes<'_>,
        setting: &Setting,
        desk: &mut Desk,
        scores: &mut [f64],
    ) -> Result<(), String> {
        let framework = nodes.framework;
        desk.effective[framework.root_index()] = 1.0;
        for node in nodes.order.iter().rev().copied() {
            let NodeKind::Inner(inner) = framework.nodes()[node].kind() else { continue };
            let children = inner.children();
            let total = match inner.aggregate() {
                Aggregate::WeightedSum(_) => 1.0,
                _ => children.iter().fold(0.0, |sum, child| sum + setting.weights[*child]),
            };
            // A node without influence may have children without any.
            if !(total > 0.0) && desk.effective[node] > 0.0 {
                return Err(format!("all children of `{}` are left out", framework.nodes()[node].code()));
            }
            let share = if total > 0.0 { desk.effective[node] / total } else { 0.0 };
            for child in children {
                desk.effective[*child] = share * setting.weights[*child];
            }
        }
        let effective = self.below.iter().map(|node| desk.effective[*node]);
        kernel::combine(scores, &self.values, effective);
        if self.link == Link::Exponential {
            scores.iter_mut().for_each(|score| *score = math::exp(*score));
        }
        Ok(())
    }
}
