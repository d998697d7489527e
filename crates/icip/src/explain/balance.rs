//! Which nodes of one level put an entity above or below the others, and what of the difference is in none of
//! them.

use super::parts::{Balance, Explained, Remainder};
use super::walk::Walk;
use crate::aggregate::Contribution;
use crate::framework::NodeIx;
use crate::plan::Origin;

/// The most nodes that a balance shows. It goes down to the deepest level of the tree with no more nodes than
/// a person will read.
const MOST_COMPARED: usize = 40;

impl Walk<'_> {
    /// Whether a node stands for itself at a depth: the nodes of that depth, and the entries above it.
    fn is_on_cut(&self, explained: &Explained, depth: usize) -> bool {
        let own = self.card.framework().nodes()[explained.node].depth();
        own == depth || (own < depth && self.card.plan().origin(explained.node) != Origin::Computed)
    }

    /// The deepest level that a person can read at a glance. A leaf above it stands for itself, so that every
    /// path from the index down crosses the cut once.
    pub(super) fn cut(&self) -> usize {
        let count = |depth: usize| self.nodes.iter().filter(|node| self.is_on_cut(node, depth)).count();
        let nodes = self.card.framework().nodes();
        let deepest = nodes.iter().map(|node| node.depth()).max().unwrap_or(1).max(1);
        (1..=deepest).take_while(|depth| count(*depth) <= MOST_COMPARED).last().unwrap_or(1)
    }

    /// The gaps of the nodes on the cut. The points of a linear index add up to its own gap, but for what is
    /// absent or rounded.
    pub(super) fn balance(&self, cut: usize) -> Vec<Balance> {
        let mut balance: Vec<Balance> = self
            .nodes
            .iter()
            .filter(|node| self.is_on_cut(node, cut) && node.slope != Some(0.0))
            .filter(|node| node.contribution != Contribution::Nothing)
            .filter_map(|node| {
                let gap = node.score? - node.mean_of_others?;
                Some(Balance { node: node.node, gap, index_points: node.slope.map(|slope| slope * gap) })
            })
            .collect();
        balance.sort_by(|a, b| {
            let size = |balance: &Balance| balance.index_points.unwrap_or(balance.gap);
            size(b).total_cmp(&size(a)).then(a.node.cmp(&b.node))
        });
        balance
    }

    /// What of the difference from the others is in no node of the balance.
    pub(super) fn remainder(&self, cut: usize, balance: &[Balance]) -> Option<Remainder> {
        let index = self.nodes.first()?;
        let difference = index.score? - index.mean_of_others?;
        let listed = balance.iter().try_fold(0.0, |sum, one| Some(sum + one.index_points?))?;
        // Parts of a node without a slope say nothing about the index.
        let known = |node: &&Explained| node.score.is_some() && self.is_on_cut(node, cut);
        if self.nodes.iter().filter(known).any(|node| node.slope.is_none()) {
            return None;
        }
        let rest = difference - listed;
        let noise = 1e-12 * difference.abs().max(listed.abs()).max(1e-3);
        let rest = if rest.abs() <= noise { 0.0 } else { rest };
        let nodes = self.card.framework().nodes();
        let above: Vec<&Explained> =
            self.nodes.iter().filter(|node| nodes[node.node].depth() < cut).collect();
        let rounds = above.iter().any(|node| nodes[node.node].round().is_some());
        let own: f64 = above.iter().filter_map(|node| Some(node.rounding? * node.slope?)).sum();
        let rounding = match (rounds, self.is_something_absent(cut)) {
            (false, _) => 0.0,
            (true, false) => rest,
            (true, true) => own,
        };
        Some(Remainder { difference, absent: rest - rounding, rounding })
    }

    /// Whether this entity or another lacks the score of a node on the cut or above it.
    fn is_something_absent(&self, cut: usize) -> bool {
        let nodes = self.card.framework().nodes();
        let index = self.card.index();
        let others = self.peers.iter().copied().filter(|row| index.is_present(*row));
        let rows: Vec<usize> = others.chain([self.row]).collect();
        let lacks = |node: NodeIx| {
            let scores = self.card.scores().column(node);
            rows.iter().any(|row| !scores.is_present(*row))
        };
        self.nodes.iter().filter(|node| nodes[node.node].depth() <= cut).any(|node| lacks(node.node))
    }
}
