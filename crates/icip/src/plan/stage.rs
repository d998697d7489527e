//! Scores on their way up: what is given, what is done, and the weights found so far.

use std::ops::Range;
use std::sync::Arc;

use crate::aggregate::{Children, Lane, bit};
use crate::framework::{Aggregation, Framework, NodeKind};
use crate::plan::scorer::Outputs;
use crate::plan::tree::{self, Refusal, Tree, Workspace, influential};
use crate::plan::{Fitted, Origin, Prepared, Samples};
use crate::scale::Line;
use crate::weigh::Siblings;
use icip_problem::{Code, Place, Problem, Problems, Report};
use icip_table::data::Column;

/// What the steps of a tree stand on.
pub(crate) struct Stage<'s> {
    prepared: &'s Prepared<'s>,
    /// Columns of nodes that cannot be computed block by block, and of their children.
    done: Vec<Option<Column>>,
    pub(crate) weights: Vec<f64>,
    pub(crate) fitted: Vec<Fitted>,
    pub(crate) warnings: Vec<Problem>,
}

impl<'s> Stage<'s> {
    /// Computes what needs whole samples, from the leaves up.
    pub(crate) fn new(prepared: &'s Prepared<'_>) -> Result<Self, Problems> {
        let framework = prepared.plan.framework;
        let weights = framework.nodes().iter().map(|node| node.weight).collect();
        let done = vec![None; framework.nodes().len()];
        let mut stage = Self { prepared, done, weights, fitted: Vec::new(), warnings: Vec::new() };
        for node in framework.upwards.iter().copied() {
            if prepared.plan.origins[node] == Origin::Computed && needs_whole_samples(framework, node) {
                stage.whole(node)?;
            }
        }
        Ok(stage)
    }

    pub(crate) fn framework(&self) -> &'s Framework {
        self.prepared.plan.framework
    }

    pub(crate) fn origin(&self, node: usize) -> Origin {
        self.prepared.plan.origins[node]
    }

    pub(crate) fn origins(&self) -> &Arc<[Origin]> {
        &self.prepared.plan.origins
    }

    /// Whether a node's column is computed already.
    pub(crate) fn is_done(&self, node: usize) -> bool {
        self.done[node].is_some()
    }

    /// Whether a node's scores can be loaded.
    pub(crate) fn has_column(&self, node: usize) -> bool {
        self.is_done(node) || self.prepared.entries[node].is_some()
    }

    /// Writes a block of a node that is given or done.
    pub(crate) fn load(&self, node: usize, rows: &Range<usize>, lane: &mut Lane) {
        match (&self.done[node], &self.prepared.entries[node]) {
            (Some(column), _) => {
                lane.values.copy_from_slice(column.block(rows.clone()));
                lane.take_presence(column, rows.start);
            }
            (None, Some(entry)) => entry.score(rows, lane),
            (None, None) => debug_assert!(false, "only nodes with a column are loaded"),
        }
    }

    /// The column of a node that is given, and the line that its scores lie on, where they do.
    pub(crate) fn line(&self, node: usize) -> Option<(&Column, Line)> {
        match (&self.done[node], &self.prepared.entries[node]) {
            (None, Some(entry)) => Some((&entry.column, entry.line()?)),
            _ => None,
        }
    }

    /// Finds the weights of a node's children from their scores, and its scores from whole samples,
    /// where the node asks for one or the other.
    fn whole(&mut self, node: usize) -> Result<(), Problems> {
        let NodeKind::Inner(inner) = self.framework().nodes()[node].kind() else { return Ok(()) };
        let columns = self.columns(&inner.children)?;
        for (child, column) in inner.children.iter().zip(columns) {
            self.done[*child] = Some(column);
        }
        if inner.weigh.kernel().looks_at_scores() {
            self.weigh(node, inner)?;
        }
        if inner.aggregate.kernel().looks_at_sample() {
            self.done[node] = Some(self.aggregate_samples(node, inner)?);
        }
        Ok(())
    }

    /// The columns of some nodes, computing what is not done yet, block by block.
    pub(crate) fn columns(&self, nodes: &[usize]) -> Result<Vec<Column>, Problems> {
        let tree = Tree::to(self, nodes);
        let rows = self.prepared.panel.rows();
        let mut outputs = Outputs::new(nodes.len());
        let refusals = outputs.score(self, &tree, rows, self.prepared.par, &mut Vec::new());
        self.refuse(&refusals)?;
        Ok(outputs.into_columns())
    }

    /// An error that names every score that was refused.
    pub(crate) fn refuse(&self, refusals: &[Refusal]) -> Result<(), Problems> {
        let mut report = Report::default();
        for refusal in refusals {
            report.problem(self.refusal(refusal));
        }
        report.into_problems().map(|_| ())
    }

    fn refusal(&self, refusal: &Refusal) -> Problem {
        let nodes = self.framework().nodes();
        let code = nodes[refusal.node].code();
        let place = self.prepared.panel.place(refusal.row);
        let (Some(child), NodeKind::Inner(inner)) = (refusal.child, nodes[refusal.node].kind()) else {
            let what = format!("`{code}` comes out as `{}`, which is not finite", refusal.score);
            return Problem::new(Code::NotFinite, place.field(code), what);
        };
        let (method, child) = (inner.aggregate.name(), nodes[child].code());
        let what = format!("`{method}` of `{code}`: child `{child}` scores `{}`", refusal.score);
        Problem::new(Code::NotPositive, place.field(child), what)
            .hint("scores must be above 0, or give the aggregation a `floor`")
    }

    fn weigh(&mut self, node: usize, inner: &Aggregation) -> Result<(), Problems> {
        let nodes = self.framework().nodes();
        let codes: Vec<&str> = inner.children.iter().map(|child| nodes[*child].code()).collect();
        let given: Vec<f64> = inner.children.iter().map(|child| nodes[*child].weight).collect();
        let counts: Vec<usize> = inner.children.iter().map(|child| nodes[*child].leaves).collect();
        let scores: Vec<&Column> =
            inner.children.iter().filter_map(|child| self.done[*child].as_ref()).collect();
        let siblings = Siblings { codes: &codes, given: &given, leaves: &counts, scores: &scores };
        let name = inner.weigh.name();
        let code = nodes[node].code();
        let place = Place::default().field(code);
        let weighed = inner.weigh.kernel().weigh(&siblings).map_err(|unfit| {
            let what = format!("`{name}` of `{code}`: {}", unfit.what);
            Problem::new(Code::Weights, place.clone(), what).hint(unfit.allowed)
        })?;
        for warning in weighed.warnings {
            let what = format!("`{name}` of `{code}`: {warning}");
            self.warnings.push(Problem::new(Code::Weights, place.clone(), what));
        }
        let values = self.prepared.panel.rows();
        self.fitted.push(Fitted { node, method: name, period: None, values, numbers: weighed.numbers });
        for (child, weight) in inner.children.iter().zip(weighed.weights) {
            self.weights[*child] = weight;
            let numbers = vec![("weight", weight)];
            self.fitted.push(Fitted { node: *child, method: name, period: None, values, numbers });
        }
        Ok(())
    }

    /// Aggregates sample by sample: the entities of a period, or all.
    fn aggregate_samples(&self, node: usize, inner: &Aggregation) -> Result<Column, Problems> {
        let panel = self.prepared.panel;
        let mut cells = vec![None; panel.rows()];
        let mut refusals = Vec::new();
        let children = influential(inner, &self.weights);
        let places: Vec<usize> = (0..children.len()).collect();
        let weights: Vec<f64> = children.iter().map(|child| self.weights[*child]).collect();
        for sample in Samples::of(self.framework().sample, panel).list {
            let rows: Vec<usize> = sample.rows.iter().collect();
            let mut workspace = Workspace::default();
            for child in &children {
                let column = self.done[*child].as_ref().expect("children are done first");
                let picked = Column::new(rows.iter().map(|row| column.get(*row))).expect("cells are finite");
                workspace.lanes_mut().push(Lane::of(&picked));
            }
            let mut lane = Lane::default();
            lane.reset(rows.len());
            tree::aggregate(&inner.aggregate, &inner.missing, &places, &weights, &mut workspace, &mut lane);
            let input = Children::new(workspace.lanes_mut(), &places, &weights);
            let refused = tree::refused(&inner.aggregate, &input, &children, &lane);
            refusals.extend(refused.into_iter().map(|found| Refusal { row: rows[found.row], node, ..found }));
            for (i, row) in rows.iter().enumerate() {
                let present = !lane.has_gaps || bit(&lane.words, i);
                cells[*row] = present.then_some(lane.values[i]);
            }
        }
        self.refuse(&refusals)?;
        Ok(Column::new(cells).expect("what is not finite was refused"))
    }
}

/// Whether a node cannot be computed block by block: its weights come from all scores of its children,
/// or its scores from all entities.
pub(crate) fn needs_whole_samples(framework: &Framework, node: usize) -> bool {
    match framework.nodes()[node].kind() {
        NodeKind::Inner(inner) => {
            inner.weigh.kernel().looks_at_scores() || inner.aggregate.kernel().looks_at_sample()
        }
        NodeKind::Leaf(_) => false,
    }
}
