//! What a tree is computed from: the entries, the columns that are computed already, and the weights. It must
//! not know the order of the steps.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::aggregate::Lane;
use crate::framework::{Framework, NodeIx};
use crate::plan::refusal::Refusal;
use crate::plan::weights::UsedWeights;
use crate::plan::{Change, Fitted, Origin, Plan, Prepared, TieBreaker, Trail};
use crate::scale::Line;
use icip_num::exec::Par;
use icip_problem::{Problem, Problems};
use icip_table::data::{Column, Panel};

/// What the steps of a tree read.
pub(crate) struct Stage<'s> {
    prepared: &'s Prepared<'s>,
    /// Columns of the nodes that cannot be computed block by block, and those of their children.
    done: Vec<Option<Column>>,
    pub(crate) weights: UsedWeights,
    pub(crate) fitted: Vec<Fitted>,
    pub(crate) warnings: Vec<Problem>,
    /// The scores of nodes that were normalised again.
    pub(crate) changes: Vec<Change>,
    /// The nodes and rows whose scores fill a gap.
    pub(crate) filled: BTreeSet<(NodeIx, usize)>,
}

impl<'s> Stage<'s> {
    /// No column is computed yet, and the weights are those of the framework.
    pub(crate) fn new(prepared: &'s Prepared<'_>) -> Self {
        let nodes = prepared.plan.framework.nodes();
        let weights = UsedWeights::declared(nodes.iter().map(|node| node.weight).collect());
        let done = vec![None; nodes.len()];
        Self {
            prepared,
            done,
            weights,
            fitted: Vec::new(),
            warnings: Vec::new(),
            changes: Vec::new(),
            filled: BTreeSet::new(),
        }
    }

    pub(crate) fn plan(&self) -> &'s Plan<'s> {
        &self.prepared.plan
    }

    pub(crate) fn framework(&self) -> &'s Framework {
        &self.prepared.plan.framework
    }

    pub(crate) fn origin(&self, node: NodeIx) -> Origin {
        self.prepared.plan.origins[node]
    }

    pub(crate) fn origins(&self) -> &Arc<[Origin]> {
        &self.prepared.plan.origins
    }

    /// Whether changes are listed.
    pub(crate) fn keeps_trail(&self) -> bool {
        self.prepared.plan.trail == Trail::Keep
    }

    /// What decides where scores of the index tie.
    pub(crate) fn tie_breakers(&self) -> &[TieBreaker] {
        self.prepared.plan.tie_breakers()
    }

    pub(crate) fn panel(&self) -> &'s Panel {
        self.prepared.panel
    }

    pub(crate) fn par(&self) -> Par {
        self.prepared.par
    }

    /// The column of a node that is computed already.
    pub(crate) fn done(&self, node: NodeIx) -> Option<&Column> {
        self.done[node].as_ref()
    }

    /// Keeps the column of a node, so that it is not computed again.
    pub(crate) fn set_done(&mut self, node: NodeIx, column: Column) {
        self.done[node] = Some(column);
    }

    /// Whether a node's column is computed already.
    pub(crate) fn is_done(&self, node: NodeIx) -> bool {
        self.done[node].is_some()
    }

    /// Whether a node's scores can be loaded.
    pub(crate) fn has_column(&self, node: NodeIx) -> bool {
        self.is_done(node) || self.prepared.entries[node].is_some()
    }

    /// Writes a block of a node that is an entry or computed already.
    pub(crate) fn load(&self, node: NodeIx, rows: &Range<usize>, lane: &mut Lane) {
        match (&self.done[node], &self.prepared.entries[node]) {
            (Some(column), _) => {
                lane.values.copy_from_slice(column.block(rows.clone()));
                lane.take_presence(column, rows.start);
            }
            (None, Some(entry)) => entry.score(rows, lane),
            (None, None) => debug_assert!(false, "only nodes with a column are loaded"),
        }
    }

    /// The column of an entry and the line on which its scores lie, if there is one.
    pub(crate) fn line(&self, node: NodeIx) -> Option<(&Column, Line)> {
        match (&self.done[node], &self.prepared.entries[node]) {
            (None, Some(entry)) => Some((&entry.column, entry.line()?)),
            _ => None,
        }
    }

    /// An error that names every refused score.
    pub(crate) fn refuse(&self, refusals: &[Refusal]) -> Result<(), Problems> {
        Refusal::check(refusals, self.framework(), self.panel())
    }
}
