//! A framework with one thing changed, for questions of the kind "what if". It must not know which question
//! is asked, nor score anything.

use super::check::find_ranges;
use super::{Alternatives, Framework, Leaf, NodeKind};
use crate::framework::NodeIx;
use crate::normalise::Normalise;
use icip_problem::Message;

impl Framework {
    /// The same framework without a node: its parent does not count it any more. A parent whose only child it
    /// is goes with it; nothing where nothing would be left of the index.
    ///
    /// The node itself stays in the list, so that positions mean the same and its column can still fill
    /// gaps of others.
    pub(crate) fn without(&self, node: NodeIx) -> Option<Self> {
        let mut gone = node;
        let mut parent = self.nodes[gone].parent?;
        while self.nodes[parent].children().len() == 1 {
            gone = parent;
            parent = self.nodes[gone].parent?;
        }
        let mut changed = self.clone();
        if let NodeKind::Inner(inner) = &mut changed.nodes[parent].kind {
            inner.children.retain(|child| *child != gone);
        }
        // A rule that no longer fits, such as weights of more positions than children under `owa`, is not
        // refused: the aggregation treats the child as it treats one that is absent for an entity.
        find_ranges(&changed.upwards, &mut changed.nodes);
        Some(changed)
    }

    /// The same framework with changed leaves, given by position and code, and without rounding.
    /// Nothing is checked again: what comes above the leaves must not be computed with it.
    pub(crate) fn with_leaves(&self, change: impl Fn(NodeIx, &str, &mut Leaf)) -> Self {
        let mut changed = self.clone();
        for (position, node) in NodeIx::first(self.nodes.len()).zip(&mut changed.nodes) {
            if let NodeKind::Leaf(leaf) = &mut node.kind {
                change(position, &node.code, leaf);
            }
            node.round = None;
        }
        changed
    }

    /// The same framework with one of several rules at some nodes.
    ///
    /// # Errors
    /// Why the rule cannot apply there: its children are certain to lie outside the domain of an aggregation.
    pub(crate) fn with_rule(
        &self,
        nodes: &[NodeIx],
        alternatives: &Alternatives,
        rule: usize,
    ) -> Result<Self, Message> {
        let mut changed = self.clone();
        for node in nodes {
            changed.nodes[*node].kind.set_rule(alternatives, rule);
        }
        match find_ranges(&changed.upwards, &mut changed.nodes).into_iter().next() {
            Some((_, why)) => Err(why),
            None => Ok(changed),
        }
    }
}

impl NodeKind {
    /// Gives a node one of several rules. Codes that a `map` names become positions among the answers of the
    /// leaf's column, as they do when a framework is read.
    ///
    /// # Panics
    /// Where the rules are not for this kind of node: the framework's check refuses such factors.
    pub(crate) fn set_rule(&mut self, alternatives: &Alternatives, rule: usize) {
        match (self, alternatives) {
            (Self::Leaf(leaf), Alternatives::Normalise(rules)) => {
                leaf.normalise = match (&rules[rule], &leaf.tokens) {
                    (Normalise::Map(map), Some(tokens)) => Normalise::Map(map.of_tokens(tokens)),
                    (rule, _) => rule.clone(),
                };
            }
            (Self::Leaf(leaf), Alternatives::Treat(rules)) => leaf.treat = rules[rule].clone(),
            (Self::Leaf(leaf), Alternatives::Impute(rules)) => leaf.impute = rules[rule].clone(),
            (Self::Inner(inner), Alternatives::Aggregate(rules)) => inner.aggregate = rules[rule].clone(),
            (Self::Inner(inner), Alternatives::Missing(rules)) => inner.missing = rules[rule].clone(),
            (Self::Leaf(_), Alternatives::Aggregate(_) | Alternatives::Missing(_))
            | (
                Self::Inner(_),
                Alternatives::Normalise(_) | Alternatives::Treat(_) | Alternatives::Impute(_),
            ) => unreachable!("a factor touches only nodes of the kind that its rules are for"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Files;

    fn framework() -> Framework {
        let toml = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nnormalise = \"min-max\"\n";
        let structure = "code,parent,column\nindex,,\na,index,\na1,a,x\nb,index,\nb1,b,y\nb2,b,z\n";
        let files = Files::new("t.toml", toml).with_structure("structure.csv", structure);
        files.read().expect("valid").value
    }

    fn children(framework: &Framework, code: &str) -> Vec<String> {
        let node = framework.position(code).expect("it is there");
        let children = framework.nodes()[node].children();
        children.iter().map(|child| framework.nodes()[*child].code().to_owned()).collect()
    }

    #[test]
    fn an_only_child_takes_its_parent_with_it() {
        let framework = framework();
        let at = |code| framework.position(code).expect("it is there");
        let without = framework.without(at("a1")).expect("b is left");
        assert_eq!(children(&without, "index"), ["b"]);
        let without = framework.without(at("b1")).expect("b2 is left");
        assert_eq!((children(&without, "index").len(), children(&without, "b")), (2, vec!["b2".into()]));
        assert!(framework.without(at("index")).is_none());
        let only = framework.without(at("a")).expect("b is left");
        assert!(only.without(at("b")).is_none(), "nothing would be left");
    }

    #[test]
    fn a_rule_that_its_children_break_is_refused() {
        // Min-max from 0 to 1 gives some entity 0, which a geometric mean cannot take.
        let geometric = crate::aggregate::geometric_mean::GeometricMean { floor: None };
        let rules = Alternatives::Aggregate(vec![geometric.into()]);
        let framework = framework();
        let b = framework.position("b").expect("it is there");
        let why = framework.with_rule(&[b], &rules, 0).map(|_| ()).expect_err("zeros");
        assert!(why.to_string().contains("geometric-mean"), "{why}");
    }
}
