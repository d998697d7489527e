//! Frameworks between two frameworks: the earlier one with some of the edits that lead to the later one. It must not know
//! why anybody wants one.

use std::collections::{BTreeMap, BTreeSet};

use super::check::find_ranges;
use super::edits::{Edit, EditKind};
use super::{Base, Framework, FrameworkSpec, Leaf, Node, NodeKind, NodeSpec, RankSpec, Rules, Sample};
use icip_problem::{Code, Place, Problem, Problems, message};

/// A framework that is being edited.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    nodes: Vec<DraftNode>,
    sample: Sample,
    normalise_sample: Sample,
    base: Option<Base>,
    rank: RankSpec,
}

#[derive(Debug, Clone)]
struct DraftNode {
    node: Node,
    /// The code of the parent.
    parent: Option<String>,
}

impl DraftNode {
    fn all(framework: &Framework) -> Vec<Self> {
        let of = |node: &Node| {
            let parent = node.parent.map(|parent| framework.nodes[parent].code.clone());
            Self { node: node.clone(), parent }
        };
        framework.nodes.iter().map(of).collect()
    }
}

impl Draft {
    /// The earlier framework, whose index is called like that of the later one.
    pub(crate) fn new(before: &Framework, after: &Framework) -> Self {
        let mut nodes = DraftNode::all(before);
        let (old, new) = (&before.root().code, &after.root().code);
        for DraftNode { node, parent } in &mut nodes {
            if node.code == *old {
                node.code.clone_from(new);
            }
            parent.iter_mut().filter(|parent| *parent == old).for_each(|parent| parent.clone_from(new));
        }
        let (sample, normalise_sample, base) = (before.sample, before.normalise_sample, before.base.clone());
        Self { nodes, sample, normalise_sample, base, rank: before.rank.clone() }
    }

    /// Makes an edit. Nodes stand in the order of the later framework.
    pub(crate) fn apply(&mut self, edit: &Edit, after: &Framework) {
        let touched: BTreeSet<&str> = edit.nodes.iter().map(String::as_str).collect();
        let later: BTreeMap<&str, DraftNode> = DraftNode::all(after)
            .into_iter()
            .zip(&after.nodes)
            .map(|(own, node)| (node.code.as_str(), own))
            .collect();
        match edit.kind {
            EditKind::LeftOut => self.nodes.retain(|own| !touched.contains(own.node.code.as_str())),
            EditKind::Added => {
                self.nodes.extend(touched.iter().filter_map(|code| later.get(code).cloned()));
            }
            EditKind::Moved => {
                self.nodes.retain(|own| later.contains_key(own.node.code.as_str()));
                for own in &mut self.nodes {
                    let later = &later[own.node.code.as_str()];
                    own.parent.clone_from(&later.parent);
                    own.node.level.clone_from(&later.node.level);
                }
            }
            EditKind::Sample => {
                self.sample = after.sample;
                self.normalise_sample = after.normalise_sample;
                self.base.clone_from(&after.base);
            }
            EditKind::Rank => self.rank = after.rank.clone(),
            EditKind::Weights => {
                for own in &mut self.nodes {
                    let later = &later[own.node.code.as_str()].node;
                    if touched.contains(own.node.code.as_str())
                        && let (NodeKind::Inner(own), NodeKind::Inner(later)) =
                            (&mut own.node.kind, &later.kind)
                    {
                        own.weigh = later.weigh.clone();
                    }
                    if own.parent.as_deref().is_some_and(|parent| touched.contains(parent)) {
                        own.node.weight = later.weight;
                    }
                }
            }
            rule => {
                let touched = self.nodes.iter_mut().filter(|own| touched.contains(own.node.code.as_str()));
                for own in touched {
                    rule.copy(&later[own.node.code.as_str()].node, &mut own.node);
                }
            }
        }
        let order: BTreeMap<&str, usize> =
            after.nodes.iter().map(|node| node.code.as_str()).zip(0..).collect();
        self.nodes.sort_by_key(|own| order.get(own.node.code.as_str()).copied().unwrap_or(usize::MAX));
    }

    /// Gives the children of each node the weights that they have, in the size of those of the later framework, so that a
    /// new sibling comes in with its own share.
    pub(crate) fn scale_weights(&mut self, after: &Framework) {
        let totals = |nodes: &mut dyn Iterator<Item = (Option<String>, f64)>| {
            let mut totals: BTreeMap<Option<String>, f64> = BTreeMap::new();
            nodes.for_each(|(parent, weight)| *totals.entry(parent).or_default() += weight);
            totals
        };
        let later: BTreeMap<&str, f64> =
            after.nodes.iter().map(|node| (node.code.as_str(), node.weight)).collect();
        let own = totals(&mut self.nodes.iter().map(|own| (own.parent.clone(), own.node.weight)));
        let wanted = totals(&mut self.nodes.iter().map(|own| {
            (own.parent.clone(), later.get(own.node.code.as_str()).copied().unwrap_or(own.node.weight))
        }));
        let sums: BTreeSet<String> =
            self.nodes.iter().filter(|own| own.node.sums()).map(|own| own.node.code.clone()).collect();
        for node in &mut self.nodes {
            let (own, wanted) = (own[&node.parent], wanted[&node.parent]);
            let is_sum = node.parent.as_ref().is_some_and(|parent| sums.contains(parent));
            if own > 0.0 && wanted > 0.0 && own != wanted && !is_sum {
                node.node.weight *= wanted / own;
            }
        }
    }

    /// The framework as it is now.
    ///
    /// # Errors
    /// Why it is none: a node without children, weights without a sum, rules that cannot follow each other.
    pub(crate) fn build(&self, like: &Framework) -> Result<Framework, Problems> {
        let spec = |DraftNode { node, parent }: &DraftNode| NodeSpec {
            code: node.code.clone(),
            parent: parent.clone(),
            level: node.level.clone(),
            names: node.names.clone(),
            column: node.leaf().map(|leaf| leaf.column.clone()),
            weight: Some(node.weight),
            rules: match &node.kind {
                // What a leaf does is taken over below as it is.
                NodeKind::Leaf(_) => Rules { round: node.round, ..Rules::default() },
                NodeKind::Inner(inner) => Rules {
                    aggregate: Some(inner.aggregate.clone()),
                    rescale: inner.rescale.clone(),
                    impute: inner.impute.clone(),
                    missing: Some(inner.missing.clone()),
                    weigh: Some(inner.weigh.clone()),
                    round: node.round,
                    ..Rules::default()
                },
            },
            note: node.note.clone(),
            ..NodeSpec::default()
        };
        let mut whole = FrameworkSpec::new(like.id.clone(), self.nodes.iter().map(spec).collect());
        whole.title.clone_from(&like.title);
        whole.data.sample = self.sample;
        whole.data.normalise_sample = Some(self.normalise_sample);
        whole.data.base.clone_from(&self.base);
        whole.rank.clone_from(&self.rank);
        let mut built = whole.check()?.value;
        built.read = like.read.clone();
        built.level_names.clone_from(&like.level_names);
        for (node, own) in built.nodes.iter_mut().zip(&self.nodes) {
            if let NodeKind::Leaf(leaf) = &own.node.kind {
                node.kind = NodeKind::Leaf(leaf.clone());
            }
        }
        match find_ranges(&built.upwards, &mut built.nodes).into_iter().next() {
            Some((node, why)) => {
                let place = Place::default().field(&built.nodes[node].code);
                let code = &built.nodes[node].code;
                let what = message!("impossible-aggregation-between", code, why);
                Err(Problem::new(Code::ImpossibleAggregation, place, what).into())
            }
            None => Ok(built),
        }
    }
}

impl Node {
    /// Whether it adds up its children, so that weights are not relative.
    fn sums(&self) -> bool {
        matches!(&self.kind, NodeKind::Inner(inner) if inner.aggregate.kernel().keeps_zero_weights())
    }

    /// Whether two nodes of two frameworks are one: both aggregate, or both read the same column with the same answers.
    pub(super) fn is_same_kind(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (
                NodeKind::Leaf(Leaf { column: a, tokens: s, .. }),
                NodeKind::Leaf(Leaf { column: b, tokens: t, .. }),
            ) => a == b && s == t,
            (NodeKind::Inner(_), NodeKind::Inner(_)) => true,
            _ => false,
        }
    }
}
