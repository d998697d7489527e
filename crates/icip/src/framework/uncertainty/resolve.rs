//! From the section as written to factors that know their nodes.

use super::{Alternatives, Factor, FactorSpec, Uncertainty, UncertaintySpec, Varies, WeightDraw};
use crate::framework::model::{Node, NodeKind};
use crate::normalise::Normalise;
use icip_problem::{Code, Problem, Report, nearest};

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
        let place = icip_problem::Place::default().field("uncertainty");
        let problem = Problem::new(Code::NoFactor, place, "`uncertainty` has no factor");
        report.problem(problem.hint("add `[[uncertainty.factors]]`"));
    }
    for (place, factor) in spec.factors.iter().enumerate() {
        if spec.factors[..place].iter().any(|other| other.name == factor.name) {
            let what = format!("two factors are called `{}`", factor.name);
            report.problem(Problem::new(Code::DuplicateFactor, factor.place.clone(), what));
        }
        let [varies] = factor.varies.as_slice() else { continue };
        let mut resolver = Resolver { factor, nodes, root, report };
        let touched = resolver.nodes(varies);
        resolver.check(varies, &touched);
        resolver.check_others(varies, &touched, &factors, &spec.factors);
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
    fn problem(&mut self, code: Code, what: String, hint: &str) {
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
            self.problem(Code::WrongNode, what, hint);
        } else if touched.is_empty() {
            let what = format!("factor `{}` touches no node", self.factor.name);
            self.problem(Code::IdleFactor, what, "it would change nothing: name nodes to which it applies");
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
                    self.problem(Code::UnknownNode, what, &hint);
                }
            }
        }
        for level in &self.factor.levels {
            let of_level = |ix: &usize| self.nodes[*ix].level.as_ref() == Some(level);
            let found: Vec<usize> = (0..self.nodes.len()).filter(of_level).collect();
            if found.is_empty() {
                let what = format!("factor `{}` names the unknown level `{level}`", self.factor.name);
                self.problem(Code::UnknownLevel, what, "must be the `level` of a node");
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

    /// What would overwrite another factor, or share its input by a slip.
    fn check_others(&mut self, varies: &Varies, touched: &[usize], before: &[Factor], all: &[FactorSpec]) {
        let name = self.factor.name.clone();
        let same_step = |other: &&Factor| match (&other.varies, varies) {
            (Varies::Weights(_), Varies::Weights(_)) | (Varies::Include(_), Varies::Include(_)) => true,
            (Varies::Choice(one), Varies::Choice(two)) => one.alternatives.step() == two.alternatives.step(),
            (Varies::Goalposts { .. }, Varies::Goalposts { .. }) | (Varies::Gaps(_), Varies::Gaps(_)) => true,
            _ => false,
        };
        for other in before.iter().filter(same_step) {
            if let Some(both) = touched.iter().find(|node| other.nodes.contains(node)) {
                let code = self.nodes[*both].code.clone();
                let what = format!("factors `{}` and `{name}` vary the same of `{code}`", other.name);
                self.problem(
                    Code::OverlappingFactors,
                    what,
                    "the later would overwrite the earlier: name other nodes",
                );
            }
        }
        let is_group = |other: &FactorSpec| other.group.as_deref() == Some(name.as_str());
        if self.factor.group.is_none() && all.iter().any(is_group) {
            let what = format!("`{name}` is the name of a factor and of a group of others");
            self.problem(
                Code::AmbiguousGroup,
                what,
                "call one of them otherwise, or give the factor that group",
            );
        }
    }

    /// What would change nothing, or cannot be done, before the first run.
    fn check(&mut self, varies: &Varies, touched: &[usize]) {
        let name = self.factor.name.clone();
        match varies {
            Varies::Weights(draw) => self.check_weights(draw, touched),
            Varies::Goalposts { worst, best } => {
                for ix in touched.iter().copied() {
                    let leaf = self.nodes[ix].leaf().map(|leaf| leaf.normalise.clone());
                    if let Some(Normalise::Goalposts(declared)) = &leaf {
                        let (a, b) = worst.unwrap_or((declared.worst, declared.worst));
                        let (c, d) = best.unwrap_or((declared.best, declared.best));
                        let turned = (declared.worst < declared.best) != (a < c);
                        if turned || !(b < c || d < a) {
                            let what = format!(
                                "factor `{name}`: the goalposts of `{}` may meet or change sides",
                                self.nodes[ix].code
                            );
                            self.problem(
                                Code::Goalposts,
                                what,
                                "the worst must stay on its side of the best",
                            );
                        }
                    }
                    if !matches!(leaf, Some(Normalise::Goalposts(_))) {
                        let what = format!("factor `{name}`: `{}` has no goalposts", self.nodes[ix].code);
                        self.problem(
                            Code::IdleFactor,
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
                            Code::IdleFactor,
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
                    Code::IdleFactor,
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
                    self.problem(Code::WeightMissing, what, "weigh all children of the node");
                }
                if let Some((_, twice)) =
                    codes.iter().enumerate().find(|(at, code)| codes[..*at].contains(code))
                {
                    let what = format!("factor `{name}`: `{twice}` is weighed twice");
                    self.problem(Code::DuplicateWeight, what, "weigh every child once");
                }
                let of_any = || touched.iter().flat_map(|ix| self.nodes[*ix].children());
                let is_child = |code: &str| of_any().any(|child| self.nodes[*child].code == code);
                let other = codes.iter().find(|code| !is_child(code));
                if let (Some(other), true) = (other, touched.first() == Some(&ix)) {
                    let what = format!("factor `{name}`: `{other}` is no child of a node that it touches");
                    self.problem(Code::UnknownNode, what, "must be the codes of their children");
                }
            }
        }
    }
}
