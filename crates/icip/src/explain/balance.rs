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
    /// The nodes that stand for themselves at a depth, so that every path from the index down crosses one: the nodes of
    /// that depth, and above it the entries and the nodes whose children have no slope of their own, because they are
    /// not added up (a minimum, a rank) or because the score does not come from them (a filled gap).
    fn on_cut(&self, depth: usize) -> impl Iterator<Item = &Explained> {
        let nodes = self.card.framework().nodes();
        let told_apart = self.told_apart();
        let mut below = usize::MAX;
        self.nodes.iter().filter(move |explained| {
            let own = nodes[explained.node].depth();
            if own > below {
                return false;
            }
            below = usize::MAX;
            let ends_here = || self.ends_here(explained, told_apart[explained.node]);
            let stands = own == depth || (own > 0 && own < depth && ends_here());
            if stands {
                below = own;
            }
            stands
        })
    }

    /// For each node of the framework, whether one of its children has a slope of its own.
    fn told_apart(&self) -> Vec<bool> {
        let nodes = self.card.framework().nodes();
        let mut told_apart = vec![false; nodes.len()];
        let have_slope =
            |child: &&Explained| child.slope.is_some() && child.contribution != Contribution::Nothing;
        for child in self.nodes.iter().filter(have_slope) {
            if let Some(parent) = nodes[child.node].parent() {
                told_apart[parent] = true;
            }
        }
        told_apart
    }

    /// Whether the points of a node cannot be told apart by its children.
    fn ends_here(&self, explained: &Explained, told_apart: bool) -> bool {
        self.card.plan().origin(explained.node) != Origin::Computed
            || (explained.slope.is_some() && explained.score.is_some() && !told_apart)
    }

    /// The deepest level that a person can read at a glance.
    pub(super) fn cut(&self) -> usize {
        let nodes = self.card.framework().nodes();
        let deepest = nodes.iter().map(|node| node.depth()).max().unwrap_or(1).max(1);
        let told_apart = self.told_apart();
        // Of each depth, the nodes there below no node that ends a path, and how many of them end one. A cut has the
        // nodes of its depth and the ends above it.
        let (mut there, mut ends) = (vec![0; deepest + 1], vec![0; deepest + 1]);
        let mut below = usize::MAX;
        for explained in &self.nodes {
            let own = nodes[explained.node].depth();
            if own > below {
                continue;
            }
            below = usize::MAX;
            there[own] += 1;
            if own > 0 && self.ends_here(explained, told_apart[explained.node]) {
                ends[own] += 1;
                below = own;
            }
        }
        let mut above = 0;
        let fits = |depth: &usize| {
            let fits = there[*depth] + above <= MOST_COMPARED;
            above += ends[*depth];
            fits
        };
        (1..=deepest).take_while(fits).last().unwrap_or(1)
    }

    /// The gaps of the nodes on the cut. The points of a linear index add up to its own gap, but for what is
    /// absent or rounded.
    pub(super) fn balance(&self, cut: usize) -> Vec<Balance> {
        let mut balance: Vec<Balance> = self
            .on_cut(cut)
            .filter(|node| node.slope != Some(0.0))
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
        if self.on_cut(cut).filter(|node| node.score.is_some()).any(|node| node.slope.is_none()) {
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
        let lacks =
            |node: NodeIx| self.peers.lack(node) || !self.card.scores().column(node).is_present(self.row);
        self.nodes.iter().filter(|node| nodes[node.node].depth() <= cut).any(|node| lacks(node.node))
    }
}
