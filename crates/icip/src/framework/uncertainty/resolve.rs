//! From the section as written to factors that know their nodes.

use super::{Alternatives, Factor, FactorSpec, Uncertainty, UncertaintySpec, Varies, WeightDraw};
use crate::framework::model::{Node, NodeKind};
use crate::normalise::Normalise;
use crate::problem::{Problem, Report, nearest};

/// Resolves the section against the nodes of a sound tree.
pub(crate) fn resolve(
    spec: &UncertaintySpec,
    nodes: &[Node],
    root: usize,
    report: &mut Report,
) -> Uncertainty {
    let mut inputs: Vec<String> = Vec::new();
    let mut factors = Vec::new();
    if spec.factors.is_empty() {
        let place = crate::problem::Place::default().field("uncertainty");
        let problem = Problem::new("no-factor", place, "`uncertainty` has no factor");
        report.problem(problem.hint("add `[[uncertainty.factors]]`"));
    }
    for (place, factor) in spec.factors.iter().enumerate() {
        if spec.factors[..place].iter().any(|other| other.name == factor.name) {
            let what = format!("two factors are called `{}`", factor.name);
            report.problem(Problem::new("duplicate-factor", factor.place.clone(), what));
        }
        let [varies] = factor.varies.as_slice() else { continue };
        let mut resolver = Resolver { factor, nodes, root, report };
        let touched = resolver.nodes(varies);
        resolver.check(varies, &touched);
        let input = factor.group.as_ref().unwrap_or(&factor.name);
        let known = inputs.iter().position(|name| name == input);
        let input = known.unwrap_or_else(|| {
            inputs.push(input.clone());
            inputs.len() - 1
        });
        factors.push(Factor { name: factor.name.clone(), input, nodes: touched, varies: varies.clone() });
    }
    Uncertainty { replicates: spec.replicates, seed: spec.seed, factors, inputs }
}

struct Resolver<'r> {
    factor: &'r FactorSpec,
    nodes: &'r [Node],
    root: usize,
    report: &'r mut Report,
}

impl Resolver<'_> {
    fn problem(&mut self, code: &'static str, what: String, hint: &str) {
        let problem = Problem::new(code, self.factor.place.clone(), what);
        self.report.problem(problem.hint(hint.to_owned()));
    }

    /// The nodes that a factor touches, in the framework's order.
    fn nodes(&mut self, varies: &Varies) -> Vec<usize> {
        let named = self.named();
        let of_leaves = match varies {
            Varies::Choice(choice) => choice.alternatives.is_of_leaves(),
            Varies::Goalposts { .. } | Varies::Noise(_) | Varies::Gaps(_) => true,
            Varies::Weights(_) | Varies::Include(_) => false,
        };
        let everywhere = self.factor.nodes.is_empty() && self.factor.levels.is_empty();
        let fits = |ix: &usize| match (&self.nodes[*ix].kind, varies) {
            (NodeKind::Leaf(leaf), Varies::Goalposts { .. }) if everywhere => {
                matches!(leaf.normalise, Normalise::Goalposts(_))
            }
            (NodeKind::Leaf(_), _) if of_leaves => true,
            (NodeKind::Inner(inner), Varies::Weights(_)) => !everywhere || inner.children.len() > 1,
            (NodeKind::Inner(_), Varies::Choice(_)) => !of_leaves,
            (_, Varies::Include(_)) => *ix != self.root,
            _ => false,
        };
        let reached =
            |ix: usize| everywhere || named.contains(&ix) || (of_leaves && self.is_below(ix, &named));
        let touched: Vec<usize> = (0..self.nodes.len()).filter(|ix| reached(*ix)).filter(fits).collect();
        if let Some(wrong) = named.iter().find(|ix| !of_leaves && !touched.contains(ix)) {
            let code = self.nodes[*wrong].code.clone();
            let what = format!("factor `{}` cannot touch `{code}`", self.factor.name);
            let hint = match varies {
                Varies::Include(_) => "the index itself is always there",
                _ => "must be a node with children",
            };
            self.problem("wrong-node", what, hint);
        } else if touched.is_empty() {
            let what = format!("factor `{}` touches no node", self.factor.name);
            self.problem("idle-factor", what, "it would change nothing: name nodes to which it applies");
        }
        touched
    }

    /// The nodes that are named by code or level.
    fn named(&mut self) -> Vec<usize> {
        let mut named = Vec::new();
        for code in &self.factor.nodes {
            match self.nodes.iter().position(|node| node.code == *code) {
                Some(ix) => named.push(ix),
                None => {
                    let what = format!("factor `{}` names the unknown node `{code}`", self.factor.name);
                    let near = nearest(code, self.nodes.iter().map(|node| node.code.as_str()));
                    let hint = near.map_or("must be the code of a node".into(), |near| {
                        format!("did you mean `{near}`?")
                    });
                    self.problem("unknown-node", what, &hint);
                }
            }
        }
        for level in &self.factor.levels {
            let of_level = |ix: &usize| self.nodes[*ix].level.as_ref() == Some(level);
            let found: Vec<usize> = (0..self.nodes.len()).filter(of_level).collect();
            if found.is_empty() {
                let what = format!("factor `{}` names the unknown level `{level}`", self.factor.name);
                self.problem("unknown-level", what, "must be the `level` of a node");
            }
            named.extend(found);
        }
        named
    }

    fn is_below(&self, ix: usize, named: &[usize]) -> bool {
        let mut above = self.nodes[ix].parent;
        while let Some(parent) = above {
            if named.contains(&parent) {
                return true;
            }
            above = self.nodes[parent].parent;
        }
        false
    }

    /// What would change nothing, or cannot be done, before the first run.
    fn check(&mut self, varies: &Varies, touched: &[usize]) {
        let name = self.factor.name.clone();
        match varies {
            Varies::Weights(draw) => self.check_weights(draw, touched),
            Varies::Goalposts { .. } => {
                for ix in touched.iter().copied() {
                    let leaf = self.nodes[ix].leaf().map(|leaf| &leaf.normalise);
                    if !matches!(leaf, Some(Normalise::Goalposts(_))) {
                        let what = format!("factor `{name}`: `{}` has no goalposts", self.nodes[ix].code);
                        self.problem(
                            "idle-factor",
                            what,
                            "it would change nothing: name leaves with goalposts",
                        );
                    }
                }
            }
            Varies::Choice(choice) => {
                if let Alternatives::Aggregate(_) = choice.alternatives {
                    let single = |ix: &usize| self.nodes[*ix].children().len() < 2;
                    if !touched.is_empty() && touched.iter().all(single) {
                        let what = format!("factor `{name}`: its nodes have one child each");
                        self.problem(
                            "idle-factor",
                            what,
                            "it would change nothing: name nodes with several children",
                        );
                    }
                }
            }
            Varies::Include(_) | Varies::Noise(_) | Varies::Gaps(_) => {}
        }
    }

    fn check_weights(&mut self, draw: &WeightDraw, touched: &[usize]) {
        let name = self.factor.name.clone();
        for ix in touched.iter().copied() {
            let (code, children) = (self.nodes[ix].code.clone(), self.nodes[ix].children().to_vec());
            if children.len() < 2 {
                let what = format!("factor `{name}`: `{code}` has one child");
                self.problem(
                    "idle-factor",
                    what,
                    "its weight changes nothing: name nodes with several children",
                );
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
                let missing =
                    children.iter().find(|child| !codes.contains(&self.nodes[**child].code.as_str()));
                if let Some(missing) = missing {
                    let what =
                        format!("factor `{name}`: no weight for `{}` of `{code}`", self.nodes[*missing].code);
                    self.problem("weight-missing", what, "weigh all children of the node");
                }
                let other =
                    codes.iter().find(|code| !children.iter().any(|child| self.nodes[*child].code == **code));
                if let (Some(other), [_]) = (other, touched) {
                    let what = format!("factor `{name}`: `{other}` is no child of `{code}`");
                    self.problem("unknown-node", what, "must be the codes of its children");
                }
            }
        }
    }
}
