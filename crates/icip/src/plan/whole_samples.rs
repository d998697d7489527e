//! Nodes that cannot be computed block by block, and are computed first: those whose weights come from the
//! scores of their children, and those whose aggregation compares entities.

use std::borrow::Cow;
use std::sync::Arc;

use crate::aggregate::{Lane, bit};
use crate::framework::{Aggregation, Framework, NodeIx, NodeKind};
use crate::plan::leaf::unfit_problem;
use crate::plan::node_rules::{Counted, NodeRules, counted_children};
use crate::plan::outputs::Outputs;
use crate::plan::refusal::{Refusal, rescale_unfit};
use crate::plan::stage::Stage;
use crate::plan::{Change, Fitted, Origin, Prepared, Rows, SampleRows, Samples, Step};
use crate::weigh::Siblings;
use icip_num::grid;
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};
use icip_table::data::{Column, Panel};

/// Scores above this are not looked at as the rounding errors of others.
const SMALL: f64 = 1e-6;

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
fn compute(stage: &mut Stage<'_>, node: NodeIx) -> Result<(), Problems> {
    let NodeKind::Inner(inner) = stage.framework().nodes()[node].kind() else { return Ok(()) };
    let columns = Outputs::columns(stage, &inner.children)?;
    for (child, column) in inner.children.iter().zip(columns) {
        // Kept, so that the scorecard does not compute these columns once more.
        stage.set_done(*child, column);
    }
    let samples = Samples::of(stage.framework().sample, stage.panel());
    let by_scores = inner.weigh.kernel().looks_at_scores();
    if by_scores {
        weigh(stage, node, inner, &samples)?;
    }
    if inner.looks_at_sample() || by_scores && samples.list.len() > 1 {
        let column = aggregate_samples(stage, node, &samples)?;
        let column = match &inner.rescale {
            Some(method) => rescale_samples(stage, node, method.name(), &column)?,
            None => column,
        };
        let column = match &inner.impute {
            Some(method) => impute_samples(stage, node, method.name(), &column, &samples)?,
            None => column,
        };
        stage.set_done(node, column);
    }
    Ok(())
}

/// Weighs the children of a node by their scores, sample by sample, and keeps what the rule says about the weights.
/// A sample without any score has no weights, and needs none.
fn weigh(
    stage: &mut Stage<'_>,
    node: NodeIx,
    inner: &Aggregation,
    samples: &Samples,
) -> Result<(), Problems> {
    let nodes = stage.framework().nodes();
    let codes: Vec<&str> = inner.children.iter().map(|child| nodes[*child].code()).collect();
    let given: Vec<f64> = inner.children.iter().map(|child| nodes[*child].weight).collect();
    let counts: Vec<usize> = inner.children.iter().map(|child| nodes[*child].leaves).collect();
    let noise = inner.children.iter().map(|child| noise(stage, *child)).collect::<Result<Vec<f64>, _>>()?;
    let (method, code) = (inner.weigh.name(), nodes[node].code());
    let place = Place::default().field(code);
    let several = samples.list.len() > 1;
    let mut report = Report::default();
    for (at, SampleRows { period, rows, .. }) in samples.list.iter().enumerate() {
        let named = period.as_deref().filter(|_| several);
        let said = |what: Message| match named {
            Some(period) => message!("weights-method-in-period", method, code, period, what),
            None => message!("weights-method", method, code, what),
        };
        let scores = inner.children.iter().filter_map(|child| Some(of_rows(stage.done(*child)?, rows)));
        let scores: Vec<Cow<'_, Column>> = scores.collect();
        if several && scores.iter().all(|column| column.present_count() == 0) {
            continue;
        }
        let columns: Vec<&Column> = scores.iter().map(Cow::as_ref).collect();
        let siblings =
            Siblings { codes: &codes, given: &given, leaves: &counts, scores: &columns, noise: &noise };
        let weighed = match inner.weigh.kernel().weigh(&siblings) {
            Ok(weighed) => weighed,
            Err(unfit) => {
                let hint = match several {
                    true => message!("weights-in-period-hint", hint = unfit.allowed),
                    false => unfit.allowed,
                };
                report.problem(Problem::new(Code::Weights, place.clone(), said(unfit.what)).hint(hint));
                continue;
            }
        };
        drop(scores);
        let warnings = weighed.warnings.into_iter().map(said);
        let doubtful = |what| Problem::new(Code::DoubtfulWeights, place.clone(), what);
        stage.warnings.extend(warnings.map(doubtful));
        let (values, period) = (rows.len(), named.map(str::to_owned));
        let fitted =
            |node, numbers| Fitted { node, method, period: period.clone(), group: None, values, numbers };
        stage.fitted.push(fitted(node, weighed.numbers));
        for (child, weight) in inner.children.iter().zip(weighed.weights) {
            stage.weights.set(samples, at, *child, weight);
            stage.fitted.push(fitted(*child, vec![("weight", weight)]));
        }
    }
    report.into_problems().map(drop)
}

/// The scores of a sample; those of all rows are borrowed.
fn of_rows<'c>(column: &'c Column, rows: &Rows) -> Cow<'c, Column> {
    match rows {
        Rows::All(_) => Cow::Borrowed(column),
        Rows::Listed(rows) => {
            let cells = rows.iter().map(|row| column.get(*row));
            Cow::Owned(Column::new(cells).expect("cells of a column are finite"))
        }
    }
}

/// How far two scores of a child may be apart by rounding errors alone: one unit of the 12th digit of the scores from
/// which they were computed. The mean of a score and its opposite is 0 but for errors, and is no score that varies.
fn noise(stage: &Stage<'_>, child: NodeIx) -> Result<f64, Problems> {
    let largest =
        |column: &Column| column.bounds().map_or(0.0, |(low, high)| if -low > high { -low } else { high });
    let own = stage.done(child).map_or(0.0, &largest);
    let below = stage.framework().nodes()[child].children();
    // Scores of everyday sizes are no noise of others, and the columns below need not be computed once more.
    if stage.origin(child) != Origin::Computed || own > SMALL {
        return Ok(0.0);
    }
    let columns = Outputs::columns(stage, below)?;
    let sizes: Vec<f64> = columns.iter().map(largest).filter(|size| *size > 0.0).collect();
    Ok(if sizes.is_empty() { 0.0 } else { grid::noise(&sizes) })
}

/// Aggregates sample by sample: the entities of a period, or all.
fn aggregate_samples(stage: &Stage<'_>, node: NodeIx, samples: &Samples) -> Result<Column, Problems> {
    let panel = stage.panel();
    let mut cells = vec![None; panel.rows()];
    let mut refusals = Vec::new();
    let spec = &stage.framework().nodes()[node];
    let rules = NodeRules::declared(spec).expect("the node has children");
    for sample in &samples.list {
        let rows: Vec<usize> = sample.rows.iter().collect();
        let Some(first) = rows.first() else { continue };
        let used = stage.weights.of(*first);
        let children = counted_children(spec, used);
        let positions: Vec<usize> = (0..children.len()).collect();
        let weights: Vec<f64> = children.iter().map(|child| used[*child]).collect();
        let column = |child: &NodeIx| stage.done(*child).expect("children are done first");
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

/// Normalises the scores of a node again, sample by sample of the scales.
fn rescale_samples(
    stage: &mut Stage<'_>,
    node: NodeIx,
    method: &'static str,
    column: &Column,
) -> Result<Column, Problems> {
    let samples = Samples::of(stage.framework().normalise_sample, stage.panel());
    let several = samples.list.len() > 1;
    let spec = &stage.framework().nodes()[node];
    let rules = NodeRules::declared(spec).expect("the node has children");
    let why = Arc::new(message!("trail-rescaled", method));
    let mut cells: Vec<Option<f64>> = column.cells().collect();
    let mut report = Report::default();
    for SampleRows { period, rows, .. } in &samples.list {
        let rows: Vec<usize> = rows.iter().collect();
        let mut lane = lane_of(column, &rows);
        let period = period.clone().filter(|_| several);
        match rules.rescale(&mut lane) {
            Ok(numbers) => {
                let values = rows.len();
                stage.fitted.push(Fitted { node, method, period, group: None, values, numbers });
            }
            Err(unfit) => {
                let what = rescale_unfit(method, spec.code(), period.as_deref(), unfit.what);
                let place = Place::default().field(spec.code());
                report.problem(Problem::new(Code::CannotFit, place, what).hint(unfit.allowed));
                continue;
            }
        }
        for (at, row) in rows.into_iter().enumerate() {
            let Some(before) = cells[row] else { continue };
            let after = lane.values[at];
            cells[row] = Some(after);
            if stage.keeps_trail() {
                let (before, after, why) = (Some(before), Some(after), why.clone());
                stage.changes.push(Change { row, node, step: Step::Rescale, before, after, why });
            }
        }
    }
    report.into_problems()?;
    Ok(Column::new(cells).expect("what is not finite was refused"))
}

/// Fills the gaps of a node, sample by sample.
fn impute_samples(
    stage: &mut Stage<'_>,
    node: NodeIx,
    method: &'static str,
    column: &Column,
    samples: &Samples,
) -> Result<Column, Problems> {
    let several = samples.list.len() > 1;
    let rules = NodeRules::declared(&stage.framework().nodes()[node]).expect("the node has children");
    let why = Arc::new(message!("trail-filled", method));
    let mut cells: Vec<Option<f64>> = column.cells().collect();
    let mut report = Report::default();
    for SampleRows { period, rows, .. } in &samples.list {
        let rows: Vec<usize> = rows.iter().collect();
        let mut lane = lane_of(column, &rows);
        match rules.impute(&mut lane, |name| labels_of(stage.panel(), &rows, name)) {
            Ok(filled) => {
                for at in filled {
                    let (row, after) = (rows[at], Some(lane.values[at]));
                    cells[row] = after;
                    stage.filled.insert((node, row));
                    if stage.keeps_trail() {
                        let why = why.clone();
                        stage.changes.push(Change {
                            row,
                            node,
                            step: Step::Impute,
                            before: None,
                            after,
                            why,
                        });
                    }
                }
            }
            Err(unfit) => {
                let period = period.as_deref().filter(|_| several);
                report.problem(unfit_problem(stage.plan(), node, method, period, &unfit));
            }
        }
    }
    report.into_problems()?;
    Ok(Column::new(cells).expect("a mean of scores is finite"))
}

/// The labels of some rows in a group column; nothing where there is no such column.
pub(crate) fn labels_of<'p>(panel: &'p Panel, rows: &[usize], name: &str) -> Option<Vec<Option<&'p str>>> {
    let group = panel.groups().iter().position(|group| group == name)?;
    Some(rows.iter().map(|row| panel.entities()[*row].groups[group].as_deref()).collect())
}

/// The scores of some rows of a column.
pub(crate) fn lane_of(column: &Column, rows: &[usize]) -> Lane {
    Lane::of(&Column::new(rows.iter().map(|row| column.get(*row))).expect("cells are finite"))
}

/// Whether a node cannot be computed block by block: its weights come from all scores of its children,
/// or its scores from all entities.
fn needs_whole_samples(framework: &Framework, node: NodeIx) -> bool {
    match framework.nodes()[node].kind() {
        NodeKind::Inner(inner) => inner.weigh.kernel().looks_at_scores() || inner.looks_at_sample(),
        NodeKind::Leaf(_) => false,
    }
}
