//! Computed scores and classes against published ones.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::join::Joined;
use super::options::CompareOptions;
use super::result::{ClassComparison, ClassDifference, Difference, NodeComparison, NotCompared, Reason};
use crate::framework::{Framework, NodeIx};
use crate::plan::{Origin, Scorecard};
use icip_table::data::{Column, Panel};

/// Compares the scores of all nodes that have a column. A column that holds the measurements of its leaf
/// moves to those that are not compared.
pub(super) fn compare(
    card: &Scorecard<'_>,
    published: &Panel,
    options: &CompareOptions,
    joined: &Joined,
    columns: &mut Columns,
) -> Vec<NodeComparison> {
    let mut nodes = Vec::new();
    for (node, name, named) in &columns.scores {
        let theirs = aligned(card, published, options, joined, (*node, name));
        if is_empty(&theirs) {
            columns.not_compared.push(NotCompared::new(name, Reason::Empty(*node)));
            continue;
        }
        let compared = of_node(*node, name, card.scores().column(*node), &theirs, options.tolerance);
        if !named
            && !compared.differences.is_empty()
            && holds_measurements(card, published, joined, *node, name)
        {
            columns.not_compared.push(NotCompared::new(name, Reason::Measurements(*node)));
        } else {
            nodes.push(compared);
        }
    }
    nodes
}

/// Whether nothing was published for any row of the data.
pub(super) fn is_empty<T>(theirs: &[Option<Option<T>>]) -> bool {
    theirs.iter().flatten().all(Option::is_none)
}

/// The published scores of a node in the order of the data, in computed points.
pub(super) fn aligned(
    card: &Scorecard<'_>,
    published: &Panel,
    options: &CompareOptions,
    joined: &Joined,
    (node, name): (NodeIx, &str),
) -> Vec<Option<Option<f64>>> {
    let scale = options.scale(card.framework().nodes()[node].code());
    let column = published.column(name).expect("the column was found before");
    joined.aligned(card.panel(), |row| column.get(row).map(|score| score / scale))
}

/// Whether a published column is the column of the data that a leaf reads.
fn holds_measurements(
    card: &Scorecard<'_>,
    published: &Panel,
    joined: &Joined,
    node: NodeIx,
    name: &str,
) -> bool {
    let (Origin::Measured { column, .. }, Some(theirs)) = (card.plan().origin(node), published.column(name))
    else {
        return false;
    };
    let ours = card.panel().column_at(column);
    let pairs = || joined.rows.iter().enumerate().filter_map(|(row, theirs)| Some((row, (*theirs)?)));
    let same = |(row, there): (usize, usize)| ours.get(row) == theirs.get(there);
    pairs().any(|(row, _)| ours.is_present(row)) && pairs().all(same)
}

fn of_node(
    node: NodeIx,
    name: &str,
    ours: &Column,
    theirs: &[Option<Option<f64>>],
    tolerance: f64,
) -> NodeComparison {
    let mut result = NodeComparison::new(node, name, theirs.len());
    for (row, published) in theirs.iter().enumerate() {
        let Some(published) = *published else { continue };
        let computed = ours.get(row);
        match (computed, published) {
            (None, None) => continue,
            (Some(a), Some(b)) => {
                let error = (a - b).abs();
                result.errors[row] = Some(error);
                if result.largest.is_none_or(|(largest, _)| error > largest) {
                    result.largest = Some((error, row));
                }
                // The difference of two decimals is rarely the double nearest to the decimal difference, so a
                // tolerance of 0.001 must allow a little more than the double 0.001.
                if error > tolerance * (1.0 + 1e-9) {
                    result.differences.push(Difference::new(row, computed, Some(b)));
                }
            }
            _ => result.differences.push(Difference::new(row, computed, published)),
        }
        result.compared += 1;
    }
    result
}

/// Compares the classes of a node; nothing where the column is empty in the rows of the data.
pub(super) fn classes(
    card: &Scorecard<'_>,
    published: &Panel,
    joined: &Joined,
    node: NodeIx,
    name: &str,
) -> Option<ClassComparison> {
    let code = card.framework().nodes()[node].code();
    let mut result = ClassComparison::new(node, name);
    let classes = card.framework().classes().iter().position(|classes| classes.node == code);
    let group = published.groups().iter().position(|group| group == name);
    let (Some(classes), Some(group)) = (classes, group) else { return Some(result) };
    let theirs = joined.aligned(card.panel(), |row| published.entities()[row].groups[group].clone());
    if is_empty(&theirs) {
        return None;
    }
    for (row, theirs) in theirs.into_iter().enumerate() {
        let Some(theirs) = theirs else { continue };
        let ours = card.class(classes, row).map(str::to_owned);
        if ours.is_none() && theirs.is_none() {
            continue;
        }
        result.compared += 1;
        if ours != theirs {
            result.differences.push(ClassDifference::new(row, ours, theirs));
        }
    }
    Some(result)
}

/// The nodes that differ in a row in which no compared node below them differs, with the number of such rows.
pub(super) fn lowest_differing(framework: &Framework, nodes: &[NodeComparison]) -> Vec<(NodeIx, usize)> {
    let mut counts: BTreeMap<NodeIx, usize> = BTreeMap::new();
    let mut of_row: BTreeMap<usize, Vec<NodeIx>> = BTreeMap::new();
    for node in nodes {
        node.differences.iter().for_each(|found| of_row.entry(found.row).or_default().push(node.node));
    }
    // The last row in which something below a node differs.
    let mut below: Vec<Option<usize>> = vec![None; framework.nodes().len()];
    for (row, differing) in of_row {
        for node in &differing {
            let mut above = framework.nodes()[*node].parent();
            // Whoever has been here in this row went up to the index.
            while let Some(parent) = above.filter(|parent| below[*parent] != Some(row)) {
                below[parent] = Some(row);
                above = framework.nodes()[parent].parent();
            }
        }
        // A difference comes from below where a published node below it differs in the same row.
        for node in differing.into_iter().filter(|node| below[*node] != Some(row)) {
            *counts.entry(node).or_default() += 1;
        }
    }
    let mut counts: Vec<(NodeIx, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(node, rows)| (std::cmp::Reverse(*rows), *node));
    counts
}
