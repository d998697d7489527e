//! What the index of one row would be if a leaf had measured something else there. Everything that was fitted to the
//! sample stays as it is, and so do the other rows.

use crate::aggregate::{Lane, bit};
use crate::framework::{NodeIx, NodeKind};
use crate::plan::node_rules::{Counted, NodeRules, counted_children};
use crate::plan::{Origin, Prepared, Scorecard};
use icip_num::grid;
use icip_table::data::Column;

impl Prepared<'_> {
    /// The scores that a node whose values the data hold would give to other cells of its column in a row. Nothing where
    /// a cell is outside of the domain, or its score above the end of the node's scale.
    pub(crate) fn scored_in(&self, node: NodeIx, row: usize, cells: &[f64]) -> Vec<Option<f64>> {
        let spec = &self.plan.framework.nodes()[node];
        let divisor = match self.plan.origins[node] {
            Origin::Measured { divisor, .. } => divisor.map(|divisor| self.panel.column_at(divisor).get(row)),
            _ => None,
        };
        let rule = spec.leaf().and_then(|leaf| leaf.denominate()).zip(divisor);
        let measured = |x: &f64| match rule {
            Some((rule, by)) => rule.cell(Some(*x), by).0.unwrap_or(f64::NAN),
            None => *x,
        };
        let mut x: Vec<f64> = cells.iter().map(measured).collect();
        let mut z = x.clone();
        if let Some(entry) = &self.entries[node] {
            entry.treated.apply_in(row, &x, &mut z);
            std::mem::swap(&mut x, &mut z);
            entry.scales.apply_in(row, &x, &mut z);
            entry.round.iter().for_each(|round| z.iter_mut().for_each(|z| *z = round.apply(*z)));
        }
        // A scale that is fitted to the sample ends at the best of its values: a better one would move its end.
        let end = spec.range().hi;
        let allowed = |z: &f64| z.is_finite() && (*z <= end || *z - end <= grid::noise(&[*z, end]));
        z.into_iter().map(|z| Some(z + 0.0).filter(allowed)).collect()
    }

    /// The value of a node in a row after gaps were filled and before it is normalised.
    pub(crate) fn value_in(&self, node: NodeIx, row: usize) -> Option<f64> {
        self.entries[node].as_ref()?.column.get(row)
    }
}

impl Scorecard<'_> {
    /// The first node from this one up to the index whose score of one row depends on those of the others, so that it
    /// cannot be told for one row alone.
    pub(crate) fn compares_above(&self, node: NodeIx) -> Option<NodeIx> {
        let nodes = self.framework().nodes();
        let compares = |node: &NodeIx| match nodes[*node].kind() {
            NodeKind::Inner(inner) => inner.looks_at_sample(),
            NodeKind::Leaf(_) => false,
        };
        std::iter::successors(nodes[node].parent(), |at| nodes[*at].parent()).find(compares)
    }

    /// The index of a row with other scores of a node, each as if it were the only change; weights that come from scores
    /// stay as they are. Nothing for a score that is not there, and where an aggregation refuses one.
    ///
    /// Of a node below one that compares rows ([`Scorecard::compares_above`]) this has no meaning.
    pub(crate) fn index_with(&self, node: NodeIx, row: usize, scores: &[Option<f64>]) -> Vec<Option<f64>> {
        let nodes = self.framework().nodes();
        let (mut at, mut scores) = (node, scores.to_vec());
        while let Some(parent) = nodes[at].parent() {
            scores = self.parent_with(parent, at, row, &scores);
            at = parent;
        }
        scores
    }

    /// The scores of a node in a row with other scores of one child.
    fn parent_with(
        &self,
        parent: NodeIx,
        changed: NodeIx,
        row: usize,
        scores: &[Option<f64>],
    ) -> Vec<Option<f64>> {
        let spec = &self.framework().nodes()[parent];
        let Some(rules) = NodeRules::declared(spec) else { return vec![None; scores.len()] };
        let used = self.weights_of(Some(row));
        let children = counted_children(spec, used);
        let weights: Vec<f64> = children.iter().map(|child| used[*child]).collect();
        let positions: Vec<usize> = (0..children.len()).collect();
        let lane_of = |child: &NodeIx| {
            let same = self.scores().column(*child).get(row);
            // A score that is not there is no gap to be filled; its result is thrown away below.
            let cells = scores.iter().map(|score| if *child == changed { score.or(same) } else { same });
            Lane::of(&Column::new(cells).expect("scores are finite"))
        };
        let mut lanes: Vec<Lane> = children.iter().map(lane_of).collect();
        let mut lane = Lane::default();
        lane.reset(scores.len());
        let counted = Counted { nodes: &children, lanes: &positions, weights: &weights };
        // What is refused is not finite, or absent.
        let _ = rules.score(&counted, &mut lanes, &mut Vec::new(), &mut lane);
        let result = |(at, given): (usize, &Option<f64>)| {
            let present = given.is_some() && (!lane.has_gaps || bit(&lane.words, at));
            Some(lane.values[at]).filter(|score| present && score.is_finite())
        };
        scores.iter().enumerate().map(result).collect()
    }
}
