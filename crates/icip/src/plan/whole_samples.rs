//! Nodes that cannot be computed block by block, and are computed first: those whose weights come from the
//! scores of their children, and those whose aggregation compares entities.

use crate::aggregate::{Lane, bit};
use crate::framework::{Aggregation, Framework, NodeKind};
use crate::plan::node_rules::{Counted, NodeRules, counted_children};
use crate::plan::outputs::Outputs;
use crate::plan::refusal::Refusal;
use crate::plan::stage::Stage;

use crate::plan::{Fitted, Origin, Prepared, Samples};
use crate::weigh::Siblings;
use icip_problem::{Code, Place, Problem, Problems, message};
use icip_table::data::Column;

/// A stage for which everything that needs whole samples is computed, from the leaves up.
pub(crate) fn stage<'s>(prepared: &'s Prepared<'_>) -> Result<Stage<'s>, Problems> {
    let mut stage = Stage::new(prepared);
    let framework = stage.framework();
    for node in framework.upwards.iter().copied() {
        if stage.origin(node) == Origin::Computed && needs_whole_samples(framework, node) {
            compute(&mut stage, node)?;
        }
    }
    Ok(stage)
}

/// Computes the weights of a node's children from their scores, and the scores of the node from whole
/// samples, where the node asks for one or the other.
fn compute(stage: &mut Stage<'_>, node: usize) -> Result<(), Problems> {
    let NodeKind::Inner(inner) = stage.framework().nodes()[node].kind() else { return Ok(()) };
    let columns = Outputs::columns(stage, &inner.children)?;
    for (child, column) in inner.children.iter().zip(columns) {
        // Kept, so that the scorecard does not compute these columns once more.
        stage.set_done(*child, column);
    }
    if inner.weigh.kernel().looks_at_scores() {
        weigh(stage, node, inner)?;
    }
    if inner.aggregate.kernel().looks_at_sample() {
        let column = aggregate_samples(stage, node)?;
        stage.set_done(node, column);
    }
    Ok(())
}

/// Weighs the children of a node by their scores, and keeps what the rule says about the weights.
fn weigh(stage: &mut Stage<'_>, node: usize, inner: &Aggregation) -> Result<(), Problems> {
    let nodes = stage.framework().nodes();
    let codes: Vec<&str> = inner.children.iter().map(|child| nodes[*child].code()).collect();
    let given: Vec<f64> = inner.children.iter().map(|child| nodes[*child].weight).collect();
    let counts: Vec<usize> = inner.children.iter().map(|child| nodes[*child].leaves).collect();
    let scores: Vec<&Column> = inner.children.iter().filter_map(|child| stage.done(*child)).collect();
    let siblings = Siblings { codes: &codes, given: &given, leaves: &counts, scores: &scores };
    let name = inner.weigh.name();
    let code = nodes[node].code();
    let place = Place::default().field(code);
    let weighed = inner.weigh.kernel().weigh(&siblings).map_err(|unfit| {
        let what = message!("weights-method", method = name, code, what = unfit.what);
        Problem::new(Code::Weights, place.clone(), what).hint(unfit.allowed)
    })?;
    for warning in weighed.warnings {
        let what = message!("weights-method", method = name, code, what = warning);
        stage.warnings.push(Problem::new(Code::DoubtfulWeights, place.clone(), what));
    }
    let values = stage.panel().rows();
    stage.fitted.push(Fitted { node, method: name, period: None, values, numbers: weighed.numbers });
    for (child, weight) in inner.children.iter().zip(weighed.weights) {
        stage.weights[*child] = weight;
        let numbers = vec![("weight", weight)];
        stage.fitted.push(Fitted { node: *child, method: name, period: None, values, numbers });
    }
    Ok(())
}

/// Aggregates sample by sample: the entities of a period, or all.
fn aggregate_samples(stage: &Stage<'_>, node: usize) -> Result<Column, Problems> {
    let panel = stage.panel();
    let mut cells = vec![None; panel.rows()];
    let mut refusals = Vec::new();
    let spec = &stage.framework().nodes()[node];
    let rules = NodeRules::declared(spec).expect("the node has children");
    let children = counted_children(spec, &stage.weights);
    let positions: Vec<usize> = (0..children.len()).collect();
    let weights: Vec<f64> = children.iter().map(|child| stage.weights[*child]).collect();
    for sample in Samples::of(stage.framework().sample, panel).list {
        let rows: Vec<usize> = sample.rows.iter().collect();
        let column = |child: &usize| stage.done(*child).expect("children are done first");
        let mut lanes: Vec<Lane> = children.iter().map(|child| lane_of(column(child), &rows)).collect();
        let mut lane = Lane::default();
        lane.reset(rows.len());
        let counted = Counted { nodes: &children, lanes: &positions, weights: &weights };
        let refused = rules.score(&counted, &mut lanes, &mut Vec::new(), &mut lane);
        refusals.extend(refused.into_iter().map(|found| Refusal { row: rows[found.row], node, ..found }));
        for (i, row) in rows.iter().enumerate() {
            let present = !lane.has_gaps || bit(&lane.words, i);
            cells[*row] = present.then_some(lane.values[i]);
        }
    }
    stage.refuse(&refusals)?;
    Ok(Column::new(cells).expect("what is not finite was refused"))
}

/// The scores of some rows of a column.
pub(crate) fn lane_of(column: &Column, rows: &[usize]) -> Lane {
    Lane::of(&Column::new(rows.iter().map(|row| column.get(*row))).expect("cells are finite"))
}

/// Whether a node cannot be computed block by block: its weights come from all scores of its children,
/// or its scores from all entities.
fn needs_whole_samples(framework: &Framework, node: usize) -> bool {
    match framework.nodes()[node].kind() {
        NodeKind::Inner(inner) => {
            inner.weigh.kernel().looks_at_scores() || inner.aggregate.kernel().looks_at_sample()
        }
        NodeKind::Leaf(_) => false,
    }
}
