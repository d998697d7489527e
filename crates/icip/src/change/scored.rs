//! A table with its scores, and what a value of one row would score under the rules of another.

use std::collections::BTreeMap;

use crate::aggregate::{Lane, bit};
use crate::framework::{Framework, NodeIx, NodeKind};
use crate::normalise::Direction;
use crate::plan::node_rules::{Counted, NodeRules, counted_children};
use crate::plan::{Origin, Plan, Prepared, Samples, Scorecard};
use crate::scale::{SampleValues, Scale};
use icip_num::exec::Par;
use icip_problem::Problems;
use icip_table::data::{Column, Panel};

/// A table with its scores and with what was fitted to find them. Two rows of it, or of two such tables of one
/// framework, can be compared part by part.
pub struct Scored<'a> {
    pub(super) prepared: Prepared<'a>,
    pub(super) card: Scorecard<'a>,
    /// The scales of the nodes that are normalised again, by sample.
    rescales: BTreeMap<NodeIx, Rescales>,
}

/// What the scores of a node were normalised with after aggregation.
struct Rescales {
    scales: Vec<Option<Box<dyn Scale>>>,
    samples: Samples,
}

impl std::fmt::Debug for Scored<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scored").field("card", &self.card).finish_non_exhaustive()
    }
}

/// The scores of children in some states of a node.
pub(super) type States = Vec<Vec<Option<f64>>>;

impl<'a> Scored<'a> {
    /// Prepares and scores a table.
    ///
    /// # Errors
    /// Those of [`Plan::prepare`] and [`Prepared::score`].
    pub fn new(plan: &Plan<'a>, panel: &'a Panel, par: Par) -> Result<Self, Problems> {
        let prepared = plan.prepare(panel, par)?;
        let card = prepared.score()?;
        let mut scored = Self { prepared, card, rescales: BTreeMap::new() };
        scored.rescales = scored.find_rescales();
        Ok(scored)
    }

    /// The scores.
    pub fn card(&self) -> &Scorecard<'a> {
        &self.card
    }

    pub(super) fn framework(&self) -> &Framework {
        self.card.framework()
    }

    pub(super) fn score(&self, node: NodeIx, row: usize) -> Option<f64> {
        self.card.scores().column(node).get(row)
    }

    /// The rows of a period with the positions of their codes, or all rows.
    pub(super) fn rows(&self, period: Option<&str>) -> Vec<usize> {
        let entities = self.card.panel().entities();
        let inside = |row: &usize| period.is_none() || entities[*row].period.as_deref() == period;
        (0..entities.len()).filter(inside).collect()
    }

    /// The value of a leaf in a row before it is treated, and whether it was measured: it comes from a cell of its
    /// column, and not from what fills a gap.
    pub(super) fn value(&self, node: NodeIx, row: usize) -> Option<(f64, bool)> {
        let value = self.prepared.entries[node].as_ref()?.measured.get(row)?;
        Some((value, self.is_measured(node, row)))
    }

    fn is_measured(&self, node: NodeIx, row: usize) -> bool {
        let panel = self.card.panel();
        match self.card.plan().origin(node) {
            Origin::Measured { column, divisor } => {
                let cell = panel.column_at(column).get(row);
                let rule = self.framework().nodes()[node].leaf().and_then(|leaf| leaf.denominate());
                match rule.zip(divisor) {
                    Some((rule, by)) => rule.cell(cell, panel.column_at(by).get(row)).0.is_some(),
                    None => cell.is_some(),
                }
            }
            Origin::Entered { column } => panel.column_at(column).is_present(row),
            Origin::Computed | Origin::Unused => false,
        }
    }

    /// The cell of a leaf's column in a row, or the finished score that the data hold.
    pub(super) fn cell(&self, node: NodeIx, row: usize) -> Option<f64> {
        match self.card.plan().origin(node) {
            Origin::Measured { column, .. } | Origin::Entered { column } => {
                self.card.panel().column_at(column).get(row)
            }
            Origin::Computed | Origin::Unused => None,
        }
    }

    /// The score that a value of a leaf has by the scales of a row. Nothing for a value outside of their domain.
    pub(super) fn scored_by(&self, node: NodeIx, row: usize, value: f64) -> Option<f64> {
        let entry = self.prepared.entries[node].as_ref()?;
        let (mut treated, mut score) = ([0.0], [0.0]);
        entry.treated.apply_in(row, &[value], &mut treated);
        entry.scales.apply_in(row, &treated, &mut score);
        let score = entry.round.map_or(score[0], |round| round.apply(score[0]));
        // Without a negative zero, as in the scores.
        Some(score + 0.0).filter(|score| score.is_finite())
    }

    /// The weights that count in a row.
    pub(super) fn weights(&self, row: usize) -> &[f64] {
        self.card.weights_of(Some(row))
    }

    /// Whether the score of a node fills a gap.
    pub(super) fn is_filled(&self, node: NodeIx, row: usize) -> bool {
        self.card.filled.contains(&(node, row))
    }

    /// The score of a node in a row before it is normalised again and rounded.
    pub(super) fn aggregated(&self, node: NodeIx, row: usize) -> Option<f64> {
        let spec = &self.framework().nodes()[node];
        let children = counted_children(spec, self.weights(row));
        let states = children.iter().map(|child| vec![self.score(*child, row)]).collect();
        let weights: Vec<f64> = children.iter().map(|child| self.weights(row)[*child]).collect();
        aggregated_states(&NodeRules::declared(spec)?, &children, &weights, states).into_iter().next()?
    }

    /// What a score of a node becomes when it is normalised again by the scale of a row; itself where nothing does.
    pub(super) fn rescaled_by(&self, node: NodeIx, row: usize, score: f64) -> Option<f64> {
        let Some(Rescales { scales, samples }) = self.rescales.get(&node) else { return Some(score) };
        let sample = samples.of_row().map_or(0, |of_row| of_row[row] as usize);
        let mut rescaled = [0.0];
        scales.get(sample)?.as_ref()?.apply(&[score], &mut rescaled);
        Some(rescaled[0]).filter(|score| score.is_finite())
    }

    /// Fits the scales of the nodes that are normalised again: the plan keeps their results alone.
    fn find_rescales(&self) -> BTreeMap<NodeIx, Rescales> {
        let nodes = self.framework().nodes();
        let mut found = BTreeMap::new();
        for node in NodeIx::first(nodes.len()) {
            let NodeKind::Inner(inner) = nodes[node].kind() else { continue };
            let (Some(method), Origin::Computed) = (inner.rescale(), self.card.plan().origin(node)) else {
                continue;
            };
            if inner.aggregate().kernel().looks_at_sample() {
                continue;
            }
            let samples = Samples::of(self.framework().normalise_sample, self.card.panel());
            let fit = |rows: Vec<usize>| {
                // A score that fills a gap came after the scale.
                let own = rows.into_iter().filter(|row| !self.is_filled(node, *row));
                let values: Vec<f64> = own.filter_map(|row| self.aggregated(node, row)).collect();
                let sample = SampleValues::of_values(&values, &|_, _| Vec::new(), &|_| Vec::new());
                (!values.is_empty()).then(|| method.kernel().fit(&sample, Direction::Positive).ok()).flatten()
            };
            let scales = samples.list.iter().map(|sample| fit(sample.rows.iter().collect())).collect();
            found.insert(node, Rescales { scales, samples });
        }
        found
    }
}

/// The scores of a node for several states of its children, before it is normalised again and rounded. `states` has for
/// each child its score in each state.
pub(super) fn aggregated_states(
    rules: &NodeRules<'_>,
    children: &[NodeIx],
    weights: &[f64],
    states: States,
) -> Vec<Option<f64>> {
    let rules = NodeRules { round: None, rescale: None, impute: None, ..*rules };
    let count = states.first().map_or(0, Vec::len);
    let positions: Vec<usize> = (0..children.len()).collect();
    let lane = |cells| Lane::of(&Column::new(cells).expect("scores are finite"));
    let mut lanes: Vec<Lane> = states.into_iter().map(lane).collect();
    let mut lane = Lane::default();
    lane.reset(count);
    let counted = Counted { nodes: children, lanes: &positions, weights };
    // What is refused is not finite.
    let _ = rules.score(&counted, &mut lanes, &mut Vec::new(), &mut lane);
    let present = |at: usize| !lane.has_gaps || bit(&lane.words, at);
    (0..count).map(|at| Some(lane.values[at]).filter(|score| present(at) && score.is_finite())).collect()
}
