//! The tree as steps that a block of entities goes through while it is in cache.
//!
//! A block's scores of one node live in a lane. Nodes are visited children first, and the lanes of
//! children are free again once their parent is computed, so that a block needs as many lanes as its
//! tree is wide where it is widest, and not one per node. This module must not know what a rule computes: it
//! asks [`NodeRules`].

use icip_num::statistics;
use std::ops::Range;
use std::sync::Arc;

use crate::aggregate::{Children, Lane};
use crate::framework::{Aggregation, NodeIx, NodeKind};
use crate::plan::Origin;
use crate::plan::node_rules::{Counted, NodeRules, counted_children};
use crate::plan::refusal::Refusal;
use crate::plan::stage::Stage;
use icip_num::kernel::{self, TOGETHER, Term};

/// The steps from what is given to the nodes that are asked for.
#[derive(Debug)]
pub(crate) struct Tree {
    steps: Vec<NodeStep>,
    /// The children of all aggregating steps, one after the other: themselves, their lanes, their weights.
    children: Vec<NodeIx>,
    places: Vec<usize>,
    weights: Vec<f64>,
    lanes: usize,
    /// The nodes that were asked for, and which output each of them is.
    asked: Vec<(NodeIx, usize)>,
    outputs: usize,
    /// What the steps depend on: where scores come from, and which weights there are.
    origins: Arc<[Origin]>,
    given: Vec<f64>,
}

#[derive(Debug)]
struct NodeStep {
    node: NodeIx,
    /// The lane that gets the scores.
    lane: usize,
    /// The children that have a say, in `children`, `places` and `weights`; nothing for a node that is given.
    children: Option<Range<usize>>,
    /// Whether all of them are given and nobody else asks for them, so that this step loads them.
    loads: bool,
    /// Which of the nodes asked for this is.
    output: Option<usize>,
}

/// Memory for one block, which the next block uses again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Workspace {
    lanes: Vec<Lane>,
    scratch: Vec<f64>,
    refusals: Vec<Refusal>,
}

impl Tree {
    /// The steps to some nodes; one may be asked for twice.
    pub(crate) fn to(stage: &Stage<'_>, asked: &[NodeIx]) -> Self {
        let nodes = stage.framework().nodes();
        let mut once = asked.to_vec();
        once.sort_unstable();
        once.dedup();
        let mut planner = Planner::new(stage, &once);
        // From the top: what lies on the way to a node above is met there.
        let mut downwards = once.clone();
        downwards.sort_by_key(|node| nodes[*node].depth());
        for node in downwards {
            if !planner.placed[node] {
                let lane = planner.visit(node);
                planner.free.extend(lane);
            }
        }
        let output = |node: &NodeIx| (*node, once.partition_point(|other| other < node));
        let Planner { steps, children, places, weights, lanes, .. } = planner;
        Self {
            steps,
            children,
            places,
            weights,
            lanes,
            asked: asked.iter().map(output).collect(),
            outputs: once.len(),
            origins: stage.origins().clone(),
            given: stage.weights.common().to_vec(),
        }
    }

    /// Whether the steps lead to these nodes on this stage, too.
    pub(crate) fn serves(&self, stage: &Stage<'_>, asked: &[NodeIx]) -> bool {
        // Plans share their origins when they are cloned, so the same address means the same plan.
        Arc::ptr_eq(&self.origins, stage.origins())
            && self.given == stage.weights.common()
            && self.asked.iter().map(|(node, _)| node).eq(asked)
    }

    /// Which output a node is, by its place among those asked for.
    pub(crate) fn output(&self, place: usize) -> usize {
        self.asked[place].1
    }

    /// The node at a place among those asked for.
    pub(crate) fn asked(&self, place: usize) -> NodeIx {
        self.asked[place].0
    }

    /// Which output a node is, if it was asked for.
    pub(crate) fn output_of(&self, node: NodeIx) -> Option<usize> {
        self.asked.iter().find(|(asked, _)| *asked == node).map(|(_, output)| *output)
    }

    /// Number of outputs.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Scores that go through the steps for an entity.
    pub(crate) fn cells(&self) -> usize {
        self.steps.len() + self.children.len()
    }

    /// Computes a block, and passes on each node that is asked for, with its position among those.
    pub(crate) fn score(
        &self,
        stage: &Stage<'_>,
        rows: &Range<usize>,
        workspace: &mut Workspace,
        mut give: impl FnMut(usize, &Lane),
    ) {
        workspace.lanes.resize_with(self.lanes, Lane::default);
        for step in &self.steps {
            let mut lane = std::mem::take(&mut workspace.lanes[step.lane]);
            lane.reset(rows.len());
            match &step.children {
                None => stage.load(step.node, rows, &mut lane),
                Some(range) => self.aggregate(stage, step, range, rows, workspace, &mut lane),
            }
            if let Some(output) = step.output {
                give(output, &lane);
            }
            workspace.lanes[step.lane] = lane;
        }
    }

    fn aggregate(
        &self,
        stage: &Stage<'_>,
        step: &NodeStep,
        range: &Range<usize>,
        rows: &Range<usize>,
        workspace: &mut Workspace,
        lane: &mut Lane,
    ) {
        let Some(rules) = NodeRules::declared(&stage.framework().nodes()[step.node]) else { return };
        let children = Counted {
            nodes: &self.children[range.clone()],
            lanes: &self.places[range.clone()],
            weights: &self.weights[range.clone()],
        };
        if step.loads {
            if mean_of_lines(stage, &rules, &children, rows, workspace, lane) {
                return;
            }
            for (child, position) in children.nodes.iter().zip(children.lanes) {
                let lane = &mut workspace.lanes[*position];
                lane.reset(rows.len());
                stage.load(*child, rows, lane);
            }
        }
        let Workspace { lanes, scratch, refusals } = workspace;
        let refused = rules.score(&children, lanes, scratch, lane);
        let at = |found: Refusal| Refusal { row: rows.start + found.row, node: step.node, ..found };
        refusals.extend(refused.into_iter().map(at));
    }
}

impl Workspace {
    /// The refusals of all blocks since the last call, in the order of the blocks.
    pub(crate) fn take_refusals(&mut self) -> Vec<Refusal> {
        std::mem::take(&mut self.refusals)
    }
}

/// A mean of leaves whose scores lie on lines, without writing those scores: what loading and
/// scoring the node give, to the bit. Whether it could be done, and came out finite.
fn mean_of_lines(
    stage: &Stage<'_>,
    rules: &NodeRules<'_>,
    counted: &Counted<'_>,
    rows: &Range<usize>,
    workspace: &mut Workspace,
    lane: &mut Lane,
) -> bool {
    let Counted { nodes: children, lanes: places, weights } = *counted;
    if !rules.aggregate.kernel().is_mean() {
        return false;
    }
    let mut gaps = false;
    for (child, place) in children.iter().zip(places) {
        let Some((column, _)) = stage.line(*child) else { return false };
        let lane = &mut workspace.lanes[*place];
        lane.reset(rows.len());
        lane.take_presence(column, rows.start);
        gaps |= lane.has_gaps;
    }
    // What stands for an absent score does not lie on the line of the leaf.
    if gaps && rules.fill().is_some() {
        return false;
    }
    let Workspace { lanes, scratch, .. } = workspace;
    scratch.clear();
    scratch.resize(if gaps { rows.len() } else { 0 }, 0.0);
    lane.values.fill(0.0);
    let mut terms = [Term::NOTHING; TOGETHER];
    let lines = children.iter().filter_map(|child| stage.line(*child));
    let each = lines.zip(places).zip(weights).enumerate();
    for (at, (((column, line), place), weight)) in each {
        let values = column.block(rows.clone());
        let Some(term) = Term::new(values, lanes[*place].present(), *weight, line) else { return false };
        // Groups of terms continue the same sums, so the order of the additions is that of the children.
        terms[at % TOGETHER] = term;
        let count = at % TOGETHER + 1;
        if count == TOGETHER || at + 1 == children.len() {
            if gaps {
                kernel::add_terms_where(&mut lane.values, scratch, &terms[..count]);
            } else {
                kernel::add_terms(&mut lane.values, &terms[..count]);
            }
        }
    }
    if gaps {
        // A row without any child is 0/0 here. The missing rule below makes it absent.
        kernel::divide_each(&mut lane.values, scratch);
    } else {
        kernel::divide(&mut lane.values, statistics::total(weights));
    }
    rules.keep_enough(&Children::new(lanes, places, weights), lane);
    // If not, the caller loads the scores and scores the node again, which finds the score that is refused.
    let finite = kernel::all_finite(&lane.values);
    rules.round(lane);
    finite
}

/// Finds the order of the steps and which lanes they use.
struct Planner<'p, 's> {
    stage: &'p Stage<'s>,
    /// The place of each node among those asked for.
    output: Vec<Option<usize>>,
    /// Whether a node, or one on the way to it, is asked for.
    asked: Vec<bool>,
    placed: Vec<bool>,
    free: Vec<usize>,
    steps: Vec<NodeStep>,
    children: Vec<NodeIx>,
    places: Vec<usize>,
    weights: Vec<f64>,
    lanes: usize,
}

/// A node whose children are being visited.
struct Visit {
    node: NodeIx,
    children: std::vec::IntoIter<NodeIx>,
    /// The lanes of the children that have a say, so far.
    lanes: Vec<usize>,
}

impl<'p, 's> Planner<'p, 's> {
    fn new(stage: &'p Stage<'s>, outputs: &[NodeIx]) -> Self {
        let count = stage.framework().nodes().len();
        let mut output = vec![None; count];
        outputs.iter().enumerate().for_each(|(place, node)| output[*node] = Some(place));
        let mut planner = Self {
            stage,
            asked: output.iter().map(Option::is_some).collect(),
            output,
            placed: vec![false; count],
            free: Vec::new(),
            steps: Vec::new(),
            children: Vec::new(),
            places: Vec::new(),
            weights: Vec::new(),
            lanes: 0,
        };
        for node in stage.framework().upwards.iter().copied() {
            if let Some(inner) = planner.computed(node) {
                planner.asked[node] |= inner.children.iter().any(|child| planner.asked[*child]);
            }
        }
        planner
    }

    /// How a node is computed block by block; nothing for one that is given, done or unused.
    fn computed(&self, node: NodeIx) -> Option<&'p Aggregation> {
        let open = self.stage.origin(node) == Origin::Computed && !self.stage.is_done(node);
        match self.stage.framework().nodes()[node].kind() {
            NodeKind::Inner(inner) if open => Some(inner),
            _ => None,
        }
    }

    /// Adds the steps to a node and gives its lane; nothing for a node that has no score.
    fn visit(&mut self, top: NodeIx) -> Option<usize> {
        // A stack of our own: trees may be deeper than a thread's.
        let mut visits = vec![self.start(top)];
        loop {
            let visit = visits.last_mut()?;
            if let Some(child) = visit.children.next() {
                let next = self.start(child);
                visits.push(next);
                continue;
            }
            let Visit { node, lanes, .. } = visits.pop()?;
            let lane = self.place(node, &lanes);
            let (Some(parent), Some(lane)) = (visits.last_mut(), lane) else { return lane };
            if self.has_say(node, parent.node) {
                parent.lanes.push(lane);
            } else {
                self.free.push(lane);
            }
        }
    }

    fn start(&self, node: NodeIx) -> Visit {
        let mut children = Vec::new();
        if let Some(inner) = self.computed(node) {
            // Children without a say are visited only where somebody asks for them.
            let met = |child: &NodeIx| self.asked[*child] || self.has_say(*child, node);
            children = inner.children.iter().copied().filter(met).collect();
        }
        Visit { node, children: children.into_iter(), lanes: Vec::new() }
    }

    /// Whether a child has a say in the score of its parent.
    fn has_say(&self, child: NodeIx, parent: NodeIx) -> bool {
        let rules = NodeRules::declared(&self.stage.framework().nodes()[parent]);
        rules.is_some_and(|rules| rules.counts(self.stage.weights.common()[child]))
    }

    /// Adds the step of a node whose children are placed.
    fn place(&mut self, node: NodeIx, lanes: &[usize]) -> Option<usize> {
        self.placed[node] = true;
        let mut loads = false;
        let children = match self.computed(node) {
            Some(_) => {
                let first = self.places.len();
                self.places.extend(lanes);
                let weights = self.stage.weights.common();
                self.children.extend(counted_children(&self.stage.framework().nodes()[node], weights));
                self.weights.extend(self.children[first..].iter().map(|child| weights[*child]));
                // Children that are given have the last steps, one each.
                let own = self.steps.len().saturating_sub(lanes.len());
                let given = |(step, child): (&NodeStep, &NodeIx)| {
                    step.node == *child && step.children.is_none() && step.output.is_none()
                };
                loads = self.steps[own..].iter().zip(&self.children[first..]).all(given);
                if loads {
                    self.steps.truncate(own);
                }
                Some(first..self.places.len())
            }
            None if self.stage.has_column(node) => None,
            None => return None,
        };
        // The lane of the node is taken before those of its children are free: both are in use while it is
        // computed.
        let lane = self.free.pop().unwrap_or_else(|| {
            self.lanes += 1;
            self.lanes - 1
        });
        self.free.extend(lanes);
        self.steps.push(NodeStep { node, lane, children, loads, output: self.output[node] });
        Some(lane)
    }
}
