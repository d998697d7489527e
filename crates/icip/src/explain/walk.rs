//! Follows a score from the index down to the cells.

use std::collections::BTreeMap;

use super::parts::Explained;
use super::peers::Peers;
use crate::aggregate::Contribution;
use crate::framework::{NodeIx, NodeKind};
use crate::plan::{Change, ChildContribution, Origin, Scorecard};
use icip_table::data::ColumnIx;

/// The way down, for one entity.
pub(super) struct Walk<'c> {
    pub(super) card: &'c Scorecard<'c>,
    pub(super) row: usize,
    pub(super) peers: &'c Peers,
    /// What was changed for this entity, by node.
    pub(super) changes: BTreeMap<NodeIx, Vec<Change>>,
    pub(super) nodes: Vec<Explained>,
}

/// A node that is still to be explained; `slope` says how many points of the index one point of it is worth.
#[derive(Clone, Copy)]
struct Pending {
    node: NodeIx,
    weight: Option<f64>,
    contribution: Contribution,
    slope: Option<f64>,
}

impl Walk<'_> {
    /// Explains the nodes from the index down, parents before children. It has a stack of its own, so that no
    /// tree is too deep.
    pub(super) fn down(&mut self) {
        let root = self.card.framework().root_index();
        let mut next = vec![Pending {
            node: root,
            weight: Some(1.0),
            contribution: Contribution::Nothing,
            slope: Some(1.0),
        }];
        while let Some(pending) = next.pop() {
            let given = self.card.contributions(pending.node, self.row);
            self.explain(pending, &given);
            if given.is_empty() && self.card.plan().origin(pending.node) == Origin::Computed {
                let children = self.card.framework().nodes()[pending.node].children();
                next.extend(children.iter().rev().map(|child| Pending {
                    node: *child,
                    weight: None,
                    contribution: Contribution::Nothing,
                    slope: None,
                }));
            }
            next.extend(given.into_iter().rev().map(|given| Pending {
                node: given.child,
                weight: given.weight,
                contribution: given.contribution,
                slope: pending.slope.zip(given.slope).map(|(above, here)| above * here),
            }));
        }
    }

    fn explain(
        &mut self,
        Pending { node, weight, contribution, slope }: Pending,
        given: &[ChildContribution],
    ) {
        let scores = self.card.scores().column(node);
        let score = scores.get(self.row);
        let changes = self.changes.get(&node).cloned().unwrap_or_default();
        self.nodes.push(Explained {
            node,
            score,
            rank: self.card.ranks(node).get(self.row),
            weight,
            contribution,
            slope,
            index_points: score.zip(slope).map(|(score, slope)| score * slope),
            rounding: score.and_then(|score| self.rounding(node, score, given)),
            mean_of_others: self.peers.mean_without(node, score),
            cells: self.cells(node),
            changes,
        });
    }

    fn rounding(&self, node: NodeIx, score: f64, given: &[ChildContribution]) -> Option<f64> {
        let spec = &self.card.framework().nodes()[node];
        spec.round()?;
        // Between the sum of the parts and the score stands more than rounding.
        if matches!(spec.kind(), NodeKind::Inner(inner) if inner.rescale().is_some()) {
            return None;
        }
        let counts = |given: &&ChildContribution| given.share > 0.0;
        let (mut sum, mut product) = (0.0, None);
        for given in given.iter().filter(counts) {
            match given.contribution {
                Contribution::Points(points) => sum += points,
                Contribution::Factor(factor) => product = Some(product.unwrap_or(1.0) * factor),
                Contribution::Nothing => return None,
            }
        }
        let rounding = score - product.unwrap_or(sum);
        // Less than this is the noise of the sum.
        (!given.is_empty() && rounding.abs() > 1e-12 * score.abs().max(1.0)).then_some(rounding)
    }

    fn cells(&self, node: NodeIx) -> Vec<(String, Option<f64>)> {
        let cell = |column: ColumnIx| {
            let name = self.card.panel().name_at(column).to_owned();
            (name, self.card.panel().column_at(column).get(self.row))
        };
        match self.card.plan().origin(node) {
            Origin::Measured { column, divisor } => {
                std::iter::once(column).chain(divisor).map(cell).collect()
            }
            Origin::Entered { column } => vec![cell(column)],
            Origin::Computed | Origin::Unused => Vec::new(),
        }
    }
}
