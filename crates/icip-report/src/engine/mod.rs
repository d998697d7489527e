//! What the page needs to score entities with other weights: the rules of the framework and the scores that they read.
//!
//! The page computes a node where its rules work row by row. The scores of all other nodes are given: of leaves, of
//! nodes whose scores the data hold, and of those that compare entities with each other. [`Engine`] is what
//! `script/score.js` reads; the arithmetic there is that of the library, so every rule that is written here has its
//! counterpart in that file.
//!
//! A weight can be moved where the page then has what the program would have with that weight in the framework; for
//! every other node there is a reason in words.

mod columns;
mod fixed;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use icip::framework::{NodeIx, NodeKind, RankOn};
use icip::plan::Origin;
use serde::Serialize;

use crate::engine::columns::Cells;
pub(crate) use crate::engine::fixed::Fixed;
use crate::engine::rules::{Missing, Round, Rule};
use crate::model::Report;
use crate::words::script_json;

/// The rules and scores that the page reads, for the rows that are shown, in their order.
#[derive(Debug, Serialize)]
pub(crate) struct Engine {
    rows: usize,
    /// In the order of [`Report::nodes`]: a node before what is below it.
    nodes: Vec<Node>,
    /// Why weights are fixed, in the language of the report.
    reasons: Vec<String>,
    rank: Ranking,
    groups: Vec<Groups>,
}

#[derive(Debug, Serialize)]
struct Node {
    code: String,
    /// The position of the parent among the nodes.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    /// The weight among its siblings with which the rows were scored, as it stands in a framework.
    weight: f64,
    /// The reason among [`Engine::reasons`] why the weight cannot be moved; nothing where it can, and for the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
    #[serde(flatten)]
    score: Score,
}

/// Where the scores of a node come from.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Score {
    /// They are here.
    Given(Cells),
    /// From those of its children, in the order of the nodes.
    Computed(Computed),
}

#[derive(Debug, Serialize)]
struct Computed {
    aggregate: Rule,
    missing: Missing,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<Round>,
}

/// How ranks are taken.
#[derive(Debug, Serialize)]
struct Ranking {
    ties: &'static str,
    on: On,
    /// The rows that have no rank.
    unranked: Vec<usize>,
    /// What decides where scores of the index tie.
    then: Vec<Then>,
    /// The rows in the order of their codes, where that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<Vec<usize>>,
}

/// Which number is ranked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum On {
    Grid,
    Bits,
    Rounded(Round),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Then {
    /// The scores of the node at a position.
    Node(usize),
    Given(Cells),
}

/// A group column.
#[derive(Debug, Serialize)]
struct Groups {
    name: String,
    labels: Vec<String>,
    /// For each row the position of its label, counted from 1; 0 of a row without a group.
    of: Vec<usize>,
}

impl Engine {
    /// As text for a script element, which ends at the first `</script`: no `<` stands in it.
    pub(crate) fn json(&self) -> String {
        script_json(self)
    }
}

impl Report<'_> {
    /// What the page needs to score the rows that are shown.
    pub(crate) fn engine(&self) -> Engine {
        let places: BTreeMap<NodeIx, usize> = self.nodes.iter().copied().zip(0..).collect();
        let parents = self.parents();
        let Fixed { reasons, of, .. } = self.fixed(&parents);
        let node = |((node, parent), fixed)| self.engine_node(node, parent, fixed);
        Engine {
            rows: self.rows.len(),
            nodes: self.nodes.iter().copied().zip(parents).zip(of).map(node).collect(),
            reasons,
            rank: self.ranking(&places),
            groups: self.engine_groups(),
        }
    }

    /// The position of the parent of each node that is shown.
    pub(crate) fn parents(&self) -> Vec<Option<usize>> {
        let places: BTreeMap<NodeIx, usize> = self.nodes.iter().copied().zip(0..).collect();
        let parent = |node: &NodeIx| places.get(&self.framework().nodes()[*node].parent()?).copied();
        self.nodes.iter().map(parent).collect()
    }

    fn engine_node(&self, node: NodeIx, parent: Option<usize>, fixed: Option<usize>) -> Node {
        let spec = &self.framework().nodes()[node];
        // Weights that come from scores are the same inside of a period.
        let weight = self.rows.first().map_or_else(|| spec.weight(), |row| self.card().weight_of(node, *row));
        let score = self.computed(node).map_or_else(
            || Score::Given(Cells::of(self.card().scores().column(node), &self.rows)),
            Score::Computed,
        );
        Node { code: spec.code().to_owned(), parent, weight, fixed, score }
    }

    /// The rules of a node that the page computes row by row.
    fn computed(&self, node: NodeIx) -> Option<Computed> {
        let spec = &self.framework().nodes()[node];
        let NodeKind::Inner(inner) = spec.kind() else { return None };
        if self.card().plan().origin(node) != Origin::Computed || inner.looks_at_sample() {
            return None;
        }
        let (aggregate, missing) = (Rule::of(inner.aggregate())?, Missing::of(inner.missing())?);
        Some(Computed { aggregate, missing, round: spec.round().map(Round::of) })
    }

    fn ranking(&self, nodes: &BTreeMap<NodeIx, usize>) -> Ranking {
        let spec = self.framework().rank_spec();
        let places = || 0..self.rows.len();
        let code = |place: usize| self.entity(self.rows[place]).code.as_str();
        let unranked: BTreeSet<&str> = spec.unranked.iter().map(String::as_str).collect();
        let panel = self.card().panel();
        let breaker = |name: &String| match self.framework().position(name) {
            Some(node) => nodes.get(&node).copied().map(Then::Node),
            None => panel.column(name).map(|column| Then::Given(Cells::of(column, &self.rows))),
        };
        Ranking {
            ties: spec.ties_name(),
            on: match spec.on {
                RankOn::Bits => On::Bits,
                RankOn::Rounded(round) => On::Rounded(Round::of(round)),
                _ => On::Grid,
            },
            unranked: places().filter(|place| unranked.contains(code(*place))).collect(),
            then: spec.then.iter().filter_map(breaker).collect(),
            order: (spec.ties_name() == "ordinal").then(|| {
                let mut order: Vec<usize> = places().collect();
                order.sort_by_key(|place| code(*place));
                order
            }),
        }
    }

    fn engine_groups(&self) -> Vec<Groups> {
        let of_column = |(column, name): (usize, &String)| {
            let label = |row: &usize| self.entity(*row).groups[column].as_deref();
            let labels: BTreeSet<&str> = self.rows.iter().filter_map(label).collect();
            let labels: Vec<&str> = labels.into_iter().collect();
            let place = |row| label(row).and_then(|label| labels.binary_search(&label).ok());
            Groups {
                name: name.clone(),
                of: self.rows.iter().map(|row| place(row).map_or(0, |place| place + 1)).collect(),
                labels: labels.into_iter().map(str::to_owned).collect(),
            }
        };
        self.card().panel().groups().iter().enumerate().map(of_column).collect()
    }
}

#[cfg(test)]
mod tests;
