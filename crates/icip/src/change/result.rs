//! What a comparison of two editions consists of.

use super::attribute::{Cause, Part};
use super::ranks::RankCause;
use super::scored::Scored;
use crate::framework::{Edit, Framework, NodeIx};
use crate::successors::Predecessors;
use crate::text::words;
use std::collections::BTreeMap;

/// The difference between two rows of one framework.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The parts, in the order of a walk from the index down. Their points add up to the change of the index.
    pub parts: Vec<Part>,
    /// The scores of each node before and after.
    pub scores: Vec<[Option<f64>; 2]>,
    /// The cells that the leaves read, before and after; nothing for a node that reads none.
    pub cells: Vec<[Option<f64>; 2]>,
    /// The index before and after.
    pub index: [f64; 2],
}

impl Difference {
    /// `index` may be that of other frameworks than the one of the two rows.
    pub(super) fn new(
        before: (&Scored<'_>, usize),
        after: (&Scored<'_>, usize),
        index: [f64; 2],
        parts: Vec<Part>,
    ) -> Self {
        let nodes = before.0.framework().nodes().len();
        let both = |of: &dyn Fn(&Scored<'_>, usize, NodeIx) -> Option<f64>| -> Vec<[Option<f64>; 2]> {
            NodeIx::first(nodes)
                .map(|node| [before, after].map(|(scored, row)| of(scored, row, node)))
                .collect()
        };
        let scores = both(&|scored, row, node| scored.score(node, row));
        Self { parts, scores, cells: both(&|scored, row, node| scored.cell(node, row)), index }
    }

    /// The mean of differences to one row, each with its share; the shares add up to 1. It has no cells before, because those of
    /// several entities are no single number.
    pub(super) fn mean(each: &[(Self, f64)]) -> Self {
        let mut points: BTreeMap<(NodeIx, Cause), f64> = BTreeMap::new();
        let mut order: Vec<(NodeIx, Cause)> = Vec::new();
        for (part, share) in
            each.iter().flat_map(|(of, share)| of.parts.iter().map(move |part| (part, share)))
        {
            let key = (part.node, part.cause);
            points.entry(key).and_modify(|points| *points += share * part.points).or_insert_with(|| {
                order.push(key);
                share * part.points
            });
        }
        let parts = order.into_iter().map(|key| Part::new(key.0, key.1, points[&key])).collect();
        let sum = |of: &dyn Fn(&Self) -> Option<f64>| -> Option<f64> {
            each.iter().try_fold(0.0, |sum, (one, share)| Some(sum + share * of(one)?))
        };
        let after = each.last().map(|(one, _)| one);
        let nodes = after.map_or(0, |one| one.scores.len());
        let scores =
            (0..nodes).map(|at| [sum(&|one| one.scores[at][0]), after.and_then(|one| one.scores[at][1])]);
        let cells = (0..nodes).map(|at| [None, after.and_then(|one| one.cells[at][1])]);
        let before = sum(&|one| Some(one.index[0])).unwrap_or_default();
        let index = [before, after.map_or(before, |one| one.index[1])];
        Self { parts, scores: scores.collect(), cells: cells.collect(), index }
    }

    /// The index after less the index before.
    pub fn change(&self) -> f64 {
        self.index[1] - self.index[0]
    }

    /// The points of a cause.
    pub fn of_cause(&self, wanted: impl Fn(Cause) -> bool) -> f64 {
        self.parts.iter().filter(|part| wanted(part.cause)).fold(0.0, |sum, part| sum + part.points)
    }

    /// The points of each node: of all parts that arise at it or below it.
    pub fn by_node(&self, framework: &Framework) -> Vec<f64> {
        let mut points = vec![0.0; framework.nodes().len()];
        self.parts.iter().for_each(|part| points[part.node] += part.points);
        for node in &framework.upwards {
            if let Some(parent) = framework.nodes()[*node].parent() {
                points[parent] += points[*node];
            }
        }
        points
    }
}

/// Where an entity stands in an edition.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Standing {
    /// The index.
    pub score: Option<f64>,
    /// The rank among the entities of the period.
    pub rank: Option<f64>,
}

/// What changed for an entity.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EntityChange {
    /// Code.
    pub code: String,
    /// Name for people: that of the later edition, where it has one.
    pub name: Option<String>,
    /// The entities that it follows, each with its share; empty where it goes on from itself.
    pub predecessors: Predecessors,
    /// Where it stood before; nothing where it was not in the table. The score of one that follows several entities is their
    /// mean, and it had no rank; neither had a new one of several that follow the same entity.
    pub before: Option<Standing>,
    /// Where it stands now; nothing where it is not in the table.
    pub after: Option<Standing>,
    /// The change of its index; nothing where it has none on one side.
    pub difference: Option<Difference>,
    /// What moved its rank, in places: a positive part is a place lost. The parts add up to the rank after less the rank
    /// before. Empty where it is not ranked on both sides.
    pub places: Vec<(RankCause, f64)>,
    /// The rank that it would have now if its index had stayed as it was; nothing where it is not ranked on both sides.
    pub standing_still: Option<f64>,
}

impl EntityChange {
    pub(super) fn new(code: String, name: Option<String>) -> Self {
        Self {
            code,
            name,
            predecessors: Vec::new(),
            before: None,
            after: None,
            difference: None,
            places: Vec::new(),
            standing_still: None,
        }
    }

    /// The change of the index.
    pub fn change(&self) -> Option<f64> {
        Some(self.difference.as_ref()?.change())
    }

    /// The change of the rank: positive where it fell.
    pub fn rank_change(&self) -> Option<f64> {
        Some(self.after?.rank? - self.before?.rank?)
    }
}

words! {
    /// How the edits of a framework are made.
    pub enum EditOrder {
        /// one by one in the order in which they are listed
        Stated = "stated",
        /// on average over all orders; what is left out stays first, because only the data of the earlier edition show it
        Shapley = "shapley",
    }
}

/// Edits that were made together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EditStep {
    /// The edits.
    pub edits: Vec<Edit>,
    /// Whether they were made with the data of the earlier edition.
    pub early: bool,
}

/// What changed between two editions.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Changes {
    /// The framework under which the data of both editions are compared; the nodes of all parts are its nodes.
    pub framework: Framework,
    /// The steps of the edits that lead from one framework to the other, in their order; a part with
    /// [`Cause::Method`] names the position of one of them. Those of ranks alone stand last.
    pub edits: Vec<EditStep>,
    /// How the edits were made.
    pub order: EditOrder,
    /// The entities: those of the later edition in its order, and then those that left.
    pub entities: Vec<EntityChange>,
    /// The numbers of entities with an index in both editions, in the later one only, and in the earlier one only.
    pub counts: [usize; 3],
}
