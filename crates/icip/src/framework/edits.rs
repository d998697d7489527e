//! What is different between two frameworks, as a list of edits in a stated order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Framework, Node, NodeIx, NodeKind};
use icip_problem::{Message, message, quoted_and_more};

/// What an edit changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EditKind {
    /// Nodes are left out, with what is below them.
    LeftOut,
    /// Nodes come in, with what is below them.
    Added,
    /// Nodes have other parents.
    Moved,
    /// Which rows are one sample, or which period is the base.
    Sample,
    /// The division of columns.
    Denominate,
    /// The range that values may have.
    Range,
    /// The filling of gaps.
    Impute,
    /// The treatment.
    Treat,
    /// The normalisation, with its direction and its groups.
    Normalise,
    /// What an absent child means.
    Missing,
    /// The weights of children, given or by a rule.
    Weights,
    /// The aggregation.
    Aggregate,
    /// The normalisation after aggregation.
    Rescale,
    /// The rounding.
    Round,
    /// How ranks are taken. No score depends on it.
    Rank,
}

/// The rules of nodes, in the order in which their edits are made.
const RULES: [EditKind; 9] = [
    EditKind::Denominate,
    EditKind::Range,
    EditKind::Impute,
    EditKind::Treat,
    EditKind::Normalise,
    EditKind::Missing,
    EditKind::Aggregate,
    EditKind::Rescale,
    EditKind::Round,
];

impl EditKind {
    /// Whether a rule is the same in two nodes.
    fn is_same(self, a: &Node, b: &Node) -> bool {
        if self == Self::Round {
            return a.round == b.round;
        }
        match (&a.kind, &b.kind) {
            (NodeKind::Leaf(a), NodeKind::Leaf(b)) => match self {
                Self::Denominate => a.denominate == b.denominate,
                Self::Range => a.range == b.range && a.beyond == b.beyond,
                Self::Impute => a.impute == b.impute,
                Self::Treat => a.treat == b.treat,
                Self::Normalise => {
                    let unused = !a.normalise.kernel().uses_direction();
                    a.normalise == b.normalise
                        && a.within == b.within
                        && (unused || a.direction == b.direction)
                }
                _ => true,
            },
            (NodeKind::Inner(a), NodeKind::Inner(b)) => match self {
                Self::Impute => a.impute == b.impute,
                Self::Missing => a.missing == b.missing,
                Self::Aggregate => a.aggregate == b.aggregate,
                Self::Rescale => a.rescale == b.rescale,
                _ => true,
            },
            _ => true,
        }
    }

    /// Takes over a rule.
    pub(super) fn copy(self, from: &Node, to: &mut Node) {
        if self == Self::Round {
            to.round = from.round;
        }
        match (&from.kind, &mut to.kind) {
            (NodeKind::Leaf(from), NodeKind::Leaf(to)) => match self {
                Self::Denominate => to.denominate.clone_from(&from.denominate),
                Self::Range => (to.range, to.beyond) = (from.range, from.beyond),
                Self::Impute => to.impute = from.impute.clone(),
                Self::Treat => to.treat = from.treat.clone(),
                Self::Normalise => {
                    to.normalise = from.normalise.clone();
                    to.within.clone_from(&from.within);
                    to.direction = from.direction;
                }
                _ => {}
            },
            (NodeKind::Inner(from), NodeKind::Inner(to)) => match self {
                Self::Impute => to.impute.clone_from(&from.impute),
                Self::Missing => to.missing = from.missing.clone(),
                Self::Aggregate => to.aggregate = from.aggregate.clone(),
                Self::Rescale => to.rescale.clone_from(&from.rescale),
                _ => {}
            },
            _ => {}
        }
    }

    /// The word of the edit in results for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeftOut => "left-out",
            Self::Added => "added",
            Self::Moved => "moved",
            Self::Sample => "sample",
            Self::Denominate => "denominate",
            Self::Range => "range",
            Self::Impute => "impute",
            Self::Treat => "treat",
            Self::Normalise => "normalise",
            Self::Missing => "missing",
            Self::Weights => "weights",
            Self::Aggregate => "aggregate",
            Self::Rescale => "rescale",
            Self::Round => "round",
            Self::Rank => "rank",
        }
    }
}

/// One edit: the nodes for which it changes one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// What it changes.
    pub kind: EditKind,
    /// The codes of the nodes, in the order of their framework; of weights, those of the parents.
    pub nodes: Vec<String>,
}

/// Codes that a text names.
const NAMED: usize = 4;

impl Edit {
    /// The edit in words.
    pub fn text(&self) -> Message {
        let more = self.nodes.len().saturating_sub(NAMED);
        let nodes = quoted_and_more(self.nodes.iter().take(NAMED).map(String::as_str), more);
        match self.kind {
            EditKind::LeftOut => message!("edit-left-out", nodes),
            EditKind::Added => message!("edit-added", nodes),
            EditKind::Moved => message!("edit-moved", nodes),
            EditKind::Sample => message!("edit-sample"),
            EditKind::Denominate => message!("edit-denominate", nodes),
            EditKind::Range => message!("edit-range", nodes),
            EditKind::Impute => message!("edit-impute", nodes),
            EditKind::Treat => message!("edit-treat", nodes),
            EditKind::Normalise => message!("edit-normalise", nodes),
            EditKind::Missing => message!("edit-missing", nodes),
            EditKind::Weights => message!("edit-weights", nodes),
            EditKind::Aggregate => message!("edit-aggregate", nodes),
            EditKind::Rescale => message!("edit-rescale", nodes),
            EditKind::Round => message!("edit-round", nodes),
            EditKind::Rank => message!("edit-rank"),
        }
    }
}

/// The edits that lead from one framework to another: first what is left out, which the data of the earlier edition show,
/// then all others. Texts, classes, totals and what a study varies are no part of a score, and no edits.
///
/// ```
/// use icip::framework::{self, EditKind, edits};
/// let [before, after] = ["icip-2018", "icip-2018-flat"].map(framework::builtin);
/// let edits = edits(&before.ok_or("it ships")?, &after.ok_or("it ships")?);
/// // The flat index has no dimensions, so the components stand under other parents.
/// assert_eq!(edits[0].kind, EditKind::Moved);
/// # Ok::<(), &str>(())
/// ```
pub fn edits(before: &Framework, after: &Framework) -> Vec<Edit> {
    let earlier = by_code(before, &after.root().code);
    let later = by_code(after, &after.root().code);
    let is_same = |code: &str, node: &Node| later.get(code).is_some_and(|later| node.is_same_kind(later));
    let same: Vec<bool> =
        before.nodes.iter().map(|node| node.parent.is_none() || is_same(&node.code, node)).collect();
    // An inner node is the same only as far as a leaf below it is.
    let mut has_leaf: Vec<bool> =
        before.nodes.iter().zip(&same).map(|(node, same)| *same && node.leaf().is_some()).collect();
    for node in &before.upwards {
        if let Some(parent) = before.nodes[*node].parent {
            has_leaf[parent] |= has_leaf[*node];
        }
    }
    let kept: BTreeSet<&str> = earlier
        .iter()
        .filter(|(code, node)| {
            let at = before.position(&node.code).filter(|at| same[*at] && has_leaf[*at]);
            at.is_some() && (node.parent.is_none() || later.contains_key(*code))
        })
        .map(|(code, _)| *code)
        .collect();
    let mut edits = Vec::new();
    let nodes = |kind, nodes: Vec<String>| Edit { kind, nodes };
    edits.extend(subtrees(before, &kept, true).into_iter().map(|codes| nodes(EditKind::LeftOut, codes)));
    edits.extend(subtrees(after, &kept, false).into_iter().map(|codes| nodes(EditKind::Added, codes)));
    let parent = |framework: &Framework, node: &Node| {
        let parent = node.parent.map(|parent| &framework.nodes[parent]);
        parent.map(|parent| if parent.parent.is_none() { String::new() } else { parent.code.clone() })
    };
    let in_order = |wanted: &dyn Fn(&str, &Node, &Node) -> bool| -> Vec<String> {
        let both = after.nodes.iter().filter(|node| kept.contains(node.code.as_str()));
        let wanted = both.filter(|node| wanted(&node.code, earlier[node.code.as_str()], node));
        wanted.map(|node| node.code.clone()).collect()
    };
    let mut add = |kind, codes: Vec<String>| {
        if !codes.is_empty() {
            edits.push(nodes(kind, codes));
        }
    };
    add(EditKind::Moved, in_order(&|_, a, b| parent(before, a) != parent(after, b)));
    let samples = |f: &Framework| (f.sample, f.normalise_sample, f.base.clone());
    if samples(before) != samples(after) {
        edits.push(nodes(EditKind::Sample, Vec::new()));
    }
    let mut rules: Vec<(EditKind, Vec<String>)> =
        RULES.iter().map(|rule| (*rule, in_order(&|_, a, b| !rule.is_same(a, b)))).collect();
    let place = rules.iter().position(|(rule, _)| *rule == EditKind::Aggregate).unwrap_or(rules.len());
    rules.insert(place, (EditKind::Weights, in_order(&|_, a, b| !same_weights(before, a, after, b))));
    edits.extend(
        rules.into_iter().filter(|(_, codes)| !codes.is_empty()).map(|(kind, codes)| nodes(kind, codes)),
    );
    if before.rank != after.rank {
        edits.push(nodes(EditKind::Rank, Vec::new()));
    }
    edits
}

/// The nodes of a framework by their codes; the index has a code of its own.
fn by_code<'f>(framework: &'f Framework, root: &'f str) -> BTreeMap<&'f str, &'f Node> {
    let code = |node: &'f Node| if node.parent.is_none() { root } else { node.code.as_str() };
    framework.nodes.iter().map(|node| (code(node), node)).collect()
}

/// The codes of the nodes that are not kept, each with what is below it. `whole` leaves out those with a kept node below
/// them.
fn subtrees(framework: &Framework, kept: &BTreeSet<&str>, whole: bool) -> Vec<Vec<String>> {
    let is_kept = |node: NodeIx| {
        framework.nodes[node].parent.is_none() || kept.contains(framework.nodes[node].code.as_str())
    };
    let mut goes: Vec<bool> = NodeIx::first(framework.nodes.len()).map(|node| !is_kept(node)).collect();
    if whole {
        for node in &framework.upwards {
            if let Some(parent) = framework.nodes[*node].parent {
                goes[parent] &= goes[*node];
            }
        }
    }
    let mut subtrees: Vec<Vec<String>> = Vec::new();
    let mut of_node: Vec<Option<usize>> = vec![None; framework.nodes.len()];
    for node in framework.downwards() {
        if !goes[node] {
            continue;
        }
        let above = framework.nodes[node].parent.and_then(|parent| of_node[parent]);
        let at = above.unwrap_or(subtrees.len());
        if at == subtrees.len() {
            subtrees.push(Vec::new());
        }
        of_node[node] = Some(at);
        subtrees[at].push(framework.nodes[node].code.clone());
    }
    subtrees
}

/// Whether the children that two nodes have in common weigh the same: in relation to each other, or as they are under a
/// sum.
fn same_weights(before: &Framework, a: &Node, after: &Framework, b: &Node) -> bool {
    let (NodeKind::Inner(inner), NodeKind::Inner(later)) = (&a.kind, &b.kind) else { return true };
    if inner.weigh != later.weigh {
        return false;
    }
    let own: BTreeMap<&str, f64> = inner
        .children
        .iter()
        .map(|child| &before.nodes[*child])
        .map(|node| (node.code.as_str(), node.weight))
        .collect();
    let both: Vec<(f64, f64)> = later
        .children
        .iter()
        .map(|child| &after.nodes[*child])
        .filter_map(|node| Some((*own.get(node.code.as_str())?, node.weight)))
        .collect();
    let total = |of: fn(&(f64, f64)) -> f64| both.iter().map(of).fold(0.0, |sum, weight| sum + weight);
    let (mut first, mut second) = (total(|pair| pair.0), total(|pair| pair.1));
    if later.aggregate.kernel().keeps_zero_weights() || first == 0.0 || second == 0.0 {
        (first, second) = (1.0, 1.0);
    }
    both.iter().all(|(a, b)| (a / first - b / second).abs() <= 1e-12)
}
