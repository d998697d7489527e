//! From the section as written to factors that know their nodes.

use std::collections::{BTreeMap, BTreeSet};

use super::factor::{Alternatives, Factor, FactorSpec, Uncertainty, UncertaintySpec, Varies, WeightDraw};
use crate::framework::NodeIx;
use crate::framework::model::{Node, NodeKind};
use crate::normalise::Normalise;
use icip_problem::{Code, Message, NearWords, Problem, Report, message};

/// Resolves the section against the nodes of a sound tree.
pub(crate) fn resolve(
    spec: &UncertaintySpec,
    nodes: &[Node],
    root: NodeIx,
    report: &mut Report,
) -> Uncertainty {
    let mut inputs: Vec<String> = Vec::new();
    let mut factors = Vec::new();
    if spec.factors.is_empty() {
        let problem = Problem::new(Code::NoFactor, spec.place.clone(), message!("no-factor-declared"));
        report.problem(problem.hint(message!("no-factor-hint")));
    }
    let mut positions = BTreeMap::new();
    let (mut names, mut codes) = (BTreeSet::new(), Codes::of(nodes));
    for factor in &spec.factors {
        if !names.insert(&factor.name) {
            let what = message!("duplicate-factor-name", factor = &factor.name);
            report.problem(Problem::new(Code::DuplicateFactor, factor.place.clone(), what));
        }
        // A factor with no way to vary, or with several, was reported when it was read.
        let [varies] = factor.varies.as_slice() else { continue };
        let mut resolver = Resolver { codes: &mut codes, factor, nodes, root, report };
        let touched = resolver.nodes(varies);
        resolver.check(varies, &touched);
        resolver.check_others(varies, &touched, &factors, &spec.factors);
        let input = factor.group.as_ref().unwrap_or(&factor.name);
        let input = *positions.entry(input).or_insert_with(|| {
            inputs.push(input.clone());
            inputs.len() - 1
        });
        factors.push(Factor { name: factor.name.clone(), input, nodes: touched, varies: varies.clone() });
    }
    Uncertainty { replicates: spec.replicates, seed: spec.seed, factors, inputs }
}

/// The nodes by their codes and levels.
struct Codes<'n> {
    positions: BTreeMap<&'n str, NodeIx>,
    of_level: BTreeMap<&'n str, Vec<NodeIx>>,
    near: NearWords<'n>,
}

impl<'n> Codes<'n> {
    fn of(nodes: &'n [Node]) -> Self {
        let codes = || nodes.iter().map(|node| node.code.as_str());
        let mut of_level: BTreeMap<&str, Vec<NodeIx>> = BTreeMap::new();
        for (ix, node) in NodeIx::first(nodes.len()).zip(nodes) {
            if let Some(level) = &node.level {
                of_level.entry(level).or_default().push(ix);
            }
        }
        let positions = codes().zip(NodeIx::first(nodes.len())).collect();
        Self { positions, of_level, near: NearWords::new(codes()) }
    }
}

struct Resolver<'r, 'n> {
    codes: &'r mut Codes<'n>,
    factor: &'r FactorSpec,
    nodes: &'r [Node],
    root: NodeIx,
    report: &'r mut Report,
}

impl Resolver<'_, '_> {
    fn problem(&mut self, code: Code, what: Message, hint: Message) {
        let problem = Problem::new(code, self.factor.place.clone(), what);
        self.report.problem(problem.hint(hint));
    }

    /// The nodes that a factor touches, in the framework's order.
    fn nodes(&mut self, varies: &Varies) -> Vec<NodeIx> {
        let named = self.named();
        let of_leaves = match varies {
            Varies::Choice(choice) => choice.alternatives.is_of_leaves(),
            Varies::Goalposts { .. } | Varies::Noise(_) | Varies::Gaps(_) => true,
            Varies::Weights(_) | Varies::Include(_) => false,
        };
        // Without names, a factor takes the nodes that it can vary. A node that is named and cannot be varied
        // is a problem.
        let everywhere = self.factor.nodes.is_empty() && self.factor.levels.is_empty();
        let fits = |ix: &NodeIx| match (&self.nodes[*ix].kind, varies) {
            (NodeKind::Leaf(leaf), Varies::Goalposts { .. }) if everywhere => {
                matches!(leaf.normalise, Normalise::Goalposts(_))
            }
            (NodeKind::Leaf(_), _) if of_leaves => true,
            (NodeKind::Inner(inner), Varies::Weights(_)) => !everywhere || inner.children.len() > 1,
            (NodeKind::Inner(_), Varies::Choice(_)) => !of_leaves,
            (_, Varies::Include(_)) => *ix != self.root,
            _ => false,
        };
        let mut is_named = vec![false; self.nodes.len()];
        named.iter().for_each(|ix| is_named[*ix] = true);
        let below = self.below(&is_named);
        let reached = |ix: &NodeIx| everywhere || is_named[*ix] || (of_leaves && below[*ix]);
        let touched: Vec<NodeIx> = NodeIx::first(self.nodes.len()).filter(reached).filter(fits).collect();
        if let Some(wrong) = named.iter().find(|ix| !of_leaves && touched.binary_search(ix).is_err()) {
            let code = self.nodes[*wrong].code.clone();
            let what = message!("wrong-node-of", factor = &self.factor.name, code);
            let hint = match varies {
                Varies::Include(_) => message!("wrong-node-index-hint"),
                _ => message!("wrong-node-hint"),
            };
            self.problem(Code::WrongNode, what, hint);
        } else if touched.is_empty() {
            let what = message!("idle-factor-nodes", factor = &self.factor.name);
            self.problem(Code::IdleFactor, what, message!("idle-factor-nodes-hint"));
        }
        touched
    }

    /// The nodes that are named by code or level.
    fn named(&mut self) -> Vec<NodeIx> {
        let mut named = Vec::new();
        for code in &self.factor.nodes {
            match self.codes.positions.get(code.as_str()) {
                Some(ix) => named.push(*ix),
                None => {
                    let what = message!("unknown-node-factor", factor = &self.factor.name, code);
                    let hint = match self.codes.near.nearest(code) {
                        Some(near) => message!("did-you-mean", word = near),
                        None => message!("unknown-node-hint"),
                    };
                    self.problem(Code::UnknownNode, what, hint);
                }
            }
        }
        for level in &self.factor.levels {
            let found = self.codes.of_level.get(level.as_str()).cloned().unwrap_or_default();
            if found.is_empty() {
                let what = message!("unknown-level-factor", factor = &self.factor.name, level);
                self.problem(Code::UnknownLevel, what, message!("unknown-level-hint"));
            }
            named.extend(found);
        }
        named
    }

    /// Whether each node is below one that is named.
    fn below(&self, is_named: &[bool]) -> Vec<bool> {
        let mut below = vec![false; self.nodes.len()];
        let mut next = vec![self.root];
        while let Some(ix) = next.pop() {
            for child in self.nodes[ix].children() {
                below[*child] = below[ix] || is_named[ix];
                next.push(*child);
            }
        }
        below
    }

    /// What would overwrite another factor, or share its input by a slip.
    fn check_others(&mut self, varies: &Varies, touched: &[NodeIx], before: &[Factor], all: &[FactorSpec]) {
        let name = self.factor.name.clone();
        let same_step = |other: &&Factor| match (&other.varies, varies) {
            (Varies::Weights(_), Varies::Weights(_)) | (Varies::Include(_), Varies::Include(_)) => true,
            (Varies::Choice(one), Varies::Choice(two)) => one.alternatives.step() == two.alternatives.step(),
            (Varies::Goalposts { .. }, Varies::Goalposts { .. }) | (Varies::Gaps(_), Varies::Gaps(_)) => true,
            // Errors add up, so two of them may touch the same column.
            _ => false,
        };
        for other in before.iter().filter(same_step) {
            if let Some(both) = touched.iter().find(|node| other.nodes.binary_search(node).is_ok()) {
                let code = self.nodes[*both].code.clone();
                let what = message!("overlapping-factors-of", first = &other.name, second = &name, code);
                self.problem(Code::OverlappingFactors, what, message!("overlapping-factors-hint"));
            }
        }
        let is_group = |other: &FactorSpec| other.group.as_deref() == Some(name.as_str());
        if self.factor.group.is_none() && all.iter().any(is_group) {
            let what = message!("ambiguous-group-name", name);
            self.problem(Code::AmbiguousGroup, what, message!("ambiguous-group-hint"));
        }
    }

    /// What would change nothing, or cannot be done, before the first run.
    fn check(&mut self, varies: &Varies, touched: &[NodeIx]) {
        let name = self.factor.name.clone();
        match varies {
            Varies::Weights(draw) => self.check_weights(draw, touched),
            Varies::Goalposts { worst, best } => {
                for ix in touched.iter().copied() {
                    let leaf = self.nodes[ix].leaf().map(|leaf| leaf.normalise.clone());
                    if let Some(Normalise::Goalposts(declared)) = &leaf {
                        let (a, b) = worst.unwrap_or((declared.worst, declared.worst));
                        let (c, d) = best.unwrap_or((declared.best, declared.best));
                        // Drawn goalposts that stand the other way round would turn the scale.
                        let turned = (declared.worst < declared.best) != (a < c);
                        if turned || !(b < c || d < a) {
                            let what =
                                message!("goalposts-factor", factor = &name, code = &self.nodes[ix].code);
                            self.problem(Code::Goalposts, what, message!("goalposts-hint"));
                        }
                    }
                    if !matches!(leaf, Some(Normalise::Goalposts(_))) {
                        let what =
                            message!("idle-factor-goalposts", factor = &name, code = &self.nodes[ix].code);
                        self.problem(Code::IdleFactor, what, message!("idle-factor-goalposts-hint"));
                    }
                }
            }
            Varies::Choice(choice) => {
                if let Alternatives::Aggregate(_) = choice.alternatives {
                    let single = |ix: &NodeIx| self.nodes[*ix].children().len() < 2;
                    if !touched.is_empty() && touched.iter().all(single) {
                        let what = message!("idle-factor-aggregate", factor = name);
                        self.problem(Code::IdleFactor, what, message!("idle-factor-children-hint"));
                    }
                }
            }
            Varies::Include(_) | Varies::Noise(_) | Varies::Gaps(_) => {}
        }
    }

    fn check_weights(&mut self, draw: &WeightDraw, touched: &[NodeIx]) {
        let name = self.factor.name.clone();
        for ix in touched.iter().copied() {
            let (code, children) = (self.nodes[ix].code.clone(), self.nodes[ix].children().to_vec());
            if children.len() < 2 {
                let what = message!("idle-factor-weights", factor = &name, code = &code);
                self.problem(Code::IdleFactor, what, message!("idle-factor-children-hint"));
            }
            let given: Vec<Vec<&str>> = match draw {
                WeightDraw::Spread(_) | WeightDraw::Simplex(_) => Vec::new(),
                WeightDraw::Intervals(bounds) => {
                    vec![bounds.iter().map(|(code, ..)| code.as_str()).collect()]
                }
                WeightDraw::Sets(sets) => {
                    sets.iter().map(|set| set.iter().map(|(code, _)| code.as_str()).collect()).collect()
                }
            };
            for codes in given {
                let known: BTreeSet<&str> = codes.iter().copied().collect();
                let missing =
                    children.iter().find(|child| !known.contains(self.nodes[**child].code.as_str()));
                if let Some(missing) = missing {
                    let child = &self.nodes[*missing].code;
                    let what = message!("weight-missing-factor", factor = &name, child, code = &code);
                    self.problem(Code::WeightMissing, what, message!("weight-missing-factor-hint"));
                }
                let mut seen = BTreeSet::new();
                if let Some(twice) = codes.iter().find(|code| !seen.insert(**code)) {
                    let what = message!("duplicate-weight-factor", factor = &name, code = *twice);
                    self.problem(Code::DuplicateWeight, what, message!("duplicate-weight-hint"));
                }
                // Once for all nodes: the codes are those of children of any of them.
                if touched.first() != Some(&ix) {
                    continue;
                }
                let children = touched.iter().flat_map(|ix| self.nodes[*ix].children());
                let children: BTreeSet<&str> = children.map(|ix| self.nodes[*ix].code.as_str()).collect();
                if let Some(other) = codes.iter().find(|code| !children.contains(**code)) {
                    let what = message!("unknown-node-child", factor = &name, code = *other);
                    self.problem(Code::UnknownNode, what, message!("unknown-node-child-hint"));
                }
            }
        }
    }
}
