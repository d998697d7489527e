//! The weights that an entity has of its own, where an aggregation gives each entity such weights.

use crate::framework::NodeIx;
use std::collections::BTreeMap;

use crate::aggregate::{Children, Lane};
use crate::plan::node_rules::{NodeRules, counted_children};
use crate::plan::whole_samples::lane_of;
use crate::plan::{Samples, Scorecard};

impl Scorecard<'_> {
    /// The weights that an entity has of its own below a node, by child, where the aggregation gives it such
    /// weights. They follow from all entities of the sample, so a part of a scorecard does not know them.
    pub(crate) fn own_weights(&self, node: NodeIx, row: usize) -> Option<BTreeMap<NodeIx, f64>> {
        let spec = &self.framework().nodes()[node];
        let rules = NodeRules::declared(spec)?;
        if !rules.aggregate.kernel().has_own_weights() || !self.is_whole {
            return None;
        }
        let children = counted_children(spec, self.weights_of(Some(row)));
        let positions: Vec<usize> = (0..children.len()).collect();
        let weights: Vec<f64> = children.iter().map(|child| self.weight_of(*child, row)).collect();
        let samples = Samples::of(self.framework().sample, self.panel()).list;
        let rows = samples.iter().map(|sample| sample.rows.iter().collect::<Vec<usize>>());
        let (rows, at) = rows
            .filter_map(|rows| rows.iter().position(|other| *other == row).map(|at| (rows, at)))
            .next()?;
        let mut lanes: Vec<Lane> =
            children.iter().map(|child| lane_of(self.scores().column(*child), &rows)).collect();
        if let Some(fill) = rules.fill() {
            lanes.iter_mut().for_each(|lane| lane.fill(fill));
        }
        let table = Children::new(&lanes, &positions, &weights);
        let own = rules.aggregate.kernel().own_weights(&table, rows.len(), at)?;
        Some(children.into_iter().zip(own).collect())
    }
}
