//! Steps that need whole columns, because of which a table cannot be scored in blocks of rows. What a method
//! needs is declared by the method; no method is named here.

use crate::framework::{Aggregation, Base, Leaf, NodeKind};
use crate::plan::{Origin, Plan};
use crate::scale::Needs;
use icip_problem::{Code, Message, Place, Problem, message};

impl Plan<'_> {
    /// The steps that need whole columns, because their results depend on the order of the values of a column
    /// or on all of them, on other columns, or on other scores: one problem each, with what would work on
    /// blocks. The list is empty where the table can come in blocks of rows ([`Plan::fit_blocks`]).
    ///
    /// ```
    /// use icip::{framework, io, plan::Plan};
    ///
    /// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
    /// let options = framework.read_options();
    /// let table = io::read_csv(framework::example().as_bytes(), "example", &options)?.value;
    /// assert!(Plan::compile(&framework, &table.panel.schema())?.whole_columns().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn whole_columns(&self) -> Vec<Problem> {
        let mut steps = Vec::new();
        if self.framework.screen.indicators.is_some() {
            let (what, hint) = (message!("whole-columns-screen"), message!("whole-columns-screen-hint"));
            steps.push(problem("screen", what, hint));
        }
        let base = match &self.framework.base {
            Some(Base::Period(base)) => Some(("base", message!("whole-columns-base", base))),
            Some(Base::Rolling(count)) => {
                Some(("rolling-base", message!("whole-columns-rolling-base", count = *count)))
            }
            None => None,
        };
        steps.extend(base.map(|(key, what)| problem(key, what, message!("whole-columns-base-hint"))));
        for classes in self.framework.classes().iter().filter(|classes| !classes.quantiles.is_empty()) {
            let what = message!("whole-columns-classes", node = &classes.node);
            steps.push(problem(&classes.node, what, message!("whole-columns-classes-hint")));
        }
        for (node, origin) in self.framework.nodes().iter().zip(self.origins.iter()) {
            match (node.kind(), origin) {
                (NodeKind::Leaf(leaf), Origin::Measured { .. }) => of_leaf(node.code(), leaf, &mut steps),
                (NodeKind::Inner(inner), Origin::Computed) => of_node(node.code(), inner, &mut steps),
                _ => {}
            }
        }
        steps
    }
}

fn of_leaf(node: &str, leaf: &Leaf, steps: &mut Vec<Problem>) {
    let impute = leaf.impute.kernel();
    if !impute.is_none() && impute.alike().is_none() {
        let what = message!("whole-columns-impute", method = leaf.impute.name(), node);
        steps.push(problem(node, what, message!("whole-columns-impute-hint")));
    }
    let treat = leaf.treat.kernel();
    if !treat.is_none() && treat.fixed().is_none() {
        let what = message!("whole-columns-treat", method = leaf.treat.name(), node);
        steps.push(problem(node, what, message!("whole-columns-treat-hint")));
    }
    if let Some(within) = &leaf.within {
        let what = message!("whole-columns-within", group = &within.group, node);
        steps.push(problem(node, what, message!("whole-columns-within-hint")));
    }
    if leaf.normalise.kernel().needs() == Needs::Values {
        let what = message!("whole-columns-normalise", method = leaf.normalise.name(), node);
        steps.push(problem(node, what, message!("whole-columns-normalise-hint")));
    }
}

fn of_node(node: &str, inner: &Aggregation, steps: &mut Vec<Problem>) {
    if inner.weigh.kernel().looks_at_scores() {
        let what = message!("whole-columns-weigh", method = inner.weigh.name(), node);
        steps.push(problem(node, what, message!("whole-columns-weigh-hint")));
    }
    if let Some(method) = &inner.rescale {
        let what = message!("whole-columns-rescale", method = method.name(), node);
        steps.push(problem(node, what, message!("whole-columns-rescale-hint")));
    }
    if let Some(method) = &inner.impute {
        let what = message!("whole-columns-impute-node", method = method.name(), node);
        steps.push(problem(node, what, message!("whole-columns-impute-node-hint")));
    }
    if inner.aggregate.kernel().looks_at_sample() {
        let what = message!("whole-columns-aggregate", method = inner.aggregate.name(), node);
        steps.push(problem(node, what, message!("whole-columns-aggregate-hint")));
    }
}

fn problem(field: &str, what: Message, hint: Message) -> Problem {
    Problem::new(Code::WholeColumns, Place::default().field(field), what).hint(hint)
}
