//! What a careful reader would ask about an index and its data.
//!
//! It reads a scorecard and changes no number.

mod close;
mod granted;
mod measured;
mod notes;
mod outliers;

use std::collections::BTreeMap;

use crate::framework::{Framework, NodeIx, NodeKind};
use crate::plan::{Origin, Scorecard, Step};
use icip_table::data::{Column, ColumnIx};

pub use close::{Close, OpenOrders, close};
pub use granted::Granted;
pub use notes::{notes, warnings_by_entity};
pub use outliers::{Outlier, outliers};

/// Findings about a framework and its data. Nothing here changes a number.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// Nodes of the result at which one more entity would change the scores of the others.
    pub sample_dependent: Vec<NodeIx>,
    /// How much single columns can move the index, greatest first.
    pub leverage: Vec<Leverage>,
    /// Scores that entities got because a divisor was zero or absent.
    pub granted: Vec<Granted>,
    /// Entries whose values are all the same, so that they change no rank.
    pub constant: Vec<NodeIx>,
    /// Share of the entries that are present, per row of the panel.
    pub entity_coverage: Vec<Coverage>,
    /// Share of the entities that have a value, per node, over the entries below it.
    pub node_coverage: Vec<(NodeIx, f64)>,
    /// Changed cells by step.
    pub changes: Vec<(Step, usize)>,
}

/// How much one column can move the index.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Leverage {
    /// The data column.
    pub column: String,
    /// The leaves that read it.
    pub nodes: Vec<NodeIx>,
    /// Sum of their effective weights, as they were used; nothing where one of them has none.
    pub weight: Option<f64>,
    /// Its weight over the weight that it would have if all columns with a weight weighed the same.
    pub times_even: Option<f64>,
    /// Points of the index between its lowest and its highest possible value, where they are known.
    pub swing: Option<f64>,
}

/// How much of the data an entity has.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Coverage {
    /// Share of the entries, by count.
    pub count: f64,
    /// Share of the entries, by effective weight; nothing where one of them has none.
    pub weight: Option<f64>,
}

/// Audits a scorecard. `granted` and `changes` are complete only where it was scored with
/// [`crate::plan::Trail::Keep`].
pub fn audit(card: &Scorecard<'_>) -> Audit {
    let framework = card.framework();
    let entries = card.plan().entries();
    let depends = |ix: &NodeIx| matches!(card.plan().origin(*ix), Origin::Measured { .. } | Origin::Computed);
    Audit {
        sample_dependent: framework.sample_dependent().into_iter().filter(depends).collect(),
        leverage: leverage(card),
        granted: granted::granted(card),
        constant: entries.iter().copied().filter(|ix| is_constant(card.scores().column(*ix))).collect(),
        entity_coverage: (0..card.panel().rows()).map(|row| entity_coverage(card, &entries, row)).collect(),
        node_coverage: node_coverage(card, &entries),
        changes: changes(card),
    }
}

/// Whether the data hold an entry for a row: its cell, and a divisor other than zero where there is one.
fn is_there(card: &Scorecard<'_>, entry: NodeIx, row: usize) -> bool {
    let cell = |column: ColumnIx| card.panel().column_at(column).get(row);
    match card.plan().origin(entry) {
        Origin::Measured { column, divisor } => {
            cell(column).is_some() && divisor.is_none_or(|divisor| cell(divisor).is_some_and(|d| d != 0.0))
        }
        Origin::Entered { column } => cell(column).is_some(),
        Origin::Computed | Origin::Unused => false,
    }
}

/// Over all leaves of the framework, also where the data hold finished scores above them: the question is how
/// much one item of a questionnaire can move the index.
fn leverage(card: &Scorecard<'_>) -> Vec<Leverage> {
    let framework = card.framework();
    let leaves: Vec<NodeIx> = framework.leaves().collect();
    let mut columns: BTreeMap<String, Vec<NodeIx>> = BTreeMap::new();
    for ix in &leaves {
        if let Some(leaf) = framework.nodes()[*ix].leaf() {
            columns.entry(leaf.column().to_owned()).or_default().push(*ix);
        }
    }
    let weight =
        |nodes: &[NodeIx]| nodes.iter().try_fold(0.0, |sum, ix| Some(sum + card.effective_weight(*ix)?));
    let known: Vec<f64> = columns.values().filter_map(|nodes| weight(nodes)).collect();
    let even = known.iter().fold(0.0, |sum, weight| sum + weight) / known.len() as f64;
    let mut leverage: Vec<Leverage> = columns
        .into_iter()
        .map(|(column, nodes)| {
            let swing = nodes.iter().try_fold(0.0, |sum, ix| {
                Some(sum + card.effective_weight(*ix)? * framework.nodes()[*ix].range().width())
            });
            let weight = weight(&nodes);
            let linear = nodes.iter().all(|ix| is_linear(framework, *ix));
            let swing = swing.filter(|swing| swing.is_finite() && linear);
            Leverage { column, nodes, weight, times_even: weight.map(|weight| weight / even), swing }
        })
        .collect();
    // Columns without a known weight come last.
    let size = |leverage: &Leverage| leverage.weight.unwrap_or(-1.0);
    leverage.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.column.cmp(&b.column)));
    leverage
}

/// Whether every aggregation above a node is linear.
fn is_linear(framework: &Framework, node: NodeIx) -> bool {
    let mut above = framework.nodes()[node].parent();
    while let Some(ix) = above {
        let linear = match framework.nodes()[ix].kind() {
            NodeKind::Inner(inner) => inner.aggregate().kernel().slope(1.0, 1.0).is_some(),
            NodeKind::Leaf(_) => true,
        };
        if !linear {
            return false;
        }
        above = framework.nodes()[ix].parent();
    }
    true
}

/// Whether at least two values are there and all are the same.
fn is_constant(column: &Column) -> bool {
    let mut present = column.cells().flatten();
    let first = present.next();
    column.present_count() > 1 && present.all(|value| Some(value) == first)
}

fn entity_coverage(card: &Scorecard<'_>, entries: &[NodeIx], row: usize) -> Coverage {
    let there: Vec<NodeIx> = entries.iter().copied().filter(|ix| is_there(card, *ix, row)).collect();
    let sum =
        |nodes: &[NodeIx]| nodes.iter().try_fold(0.0, |sum, ix| Some(sum + card.effective_weight(*ix)?));
    let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 0.0 };
    Coverage {
        count: share(there.len() as f64, entries.len() as f64),
        weight: sum(entries).map(|all| share(sum(&there).unwrap_or_default(), all)),
    }
}

fn node_coverage(card: &Scorecard<'_>, entries: &[NodeIx]) -> Vec<(NodeIx, f64)> {
    let rows = card.panel().rows();
    let framework = card.framework();
    // Entries at or below each node, and their values.
    let (mut inside, mut there) = (vec![0; framework.nodes().len()], vec![0; framework.nodes().len()]);
    for entry in entries {
        inside[*entry] = 1;
        there[*entry] = (0..rows).filter(|row| is_there(card, *entry, *row)).count();
    }
    for node in framework.upwards.iter().copied() {
        if let Some(parent) = framework.nodes()[node].parent() {
            inside[parent] += inside[node];
            there[parent] += there[node];
        }
    }
    let share = |node: NodeIx| {
        let all = (inside[node] * rows) as f64;
        if all > 0.0 { there[node] as f64 / all } else { 0.0 }
    };
    card.plan().used().into_iter().map(|node| (node, share(node))).collect()
}

fn changes(card: &Scorecard<'_>) -> Vec<(Step, usize)> {
    let steps =
        [Step::Denominate, Step::Impute, Step::Treat, Step::Clip, Step::Missing, Step::Floor, Step::Rescale];
    let count = |step: Step| card.trail().iter().filter(|change| change.step == step).count();
    steps.into_iter().map(|step| (step, count(step))).filter(|(_, count)| *count > 0).collect()
}
