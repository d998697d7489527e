//! Steps for which a table cannot come in blocks.

use crate::framework::{Aggregation, Leaf, NodeKind};
use crate::plan::{Origin, Plan};
use crate::scale::Needs;
use icip_problem::{Code, Place, Problem};

impl Plan<'_> {
    /// The steps that need whole columns, because what they give depends on the order or on all values of a
    /// column, on other columns or on other scores: one problem each, with what would do without. None when
    /// the table can come in blocks of rows ([`Plan::fit_blocks`]).
    ///
    /// ```
    /// use icip::{framework, io, plan::Plan};
    ///
    /// let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
    /// let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
    /// assert!(Plan::compile(&framework, &table.panel.schema())?.whole_columns().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn whole_columns(&self) -> Vec<Problem> {
        let mut steps = Vec::new();
        if self.framework.screen.indicators.is_some() {
            let what = "screening of indicators counts the values of whole columns";
            let hint = "leave the indicators out of the framework by name instead";
            steps.push(problem("screen", what.into(), hint));
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

fn of_leaf(code: &str, leaf: &Leaf, steps: &mut Vec<Problem>) {
    let impute = leaf.impute.kernel();
    if !impute.is_none() && impute.alike().is_none() {
        let what = format!("`{}` fills the gaps of `{code}` from other rows or columns", leaf.impute.name());
        steps.push(problem(code, what, "`mean` without a group, `zero` and `constant` do without"));
    }
    let treat = leaf.treat.kernel();
    if !treat.is_none() && treat.fixed().is_none() {
        let what = format!("`{}` treats `{code}` by its whole sample", leaf.treat.name());
        let hint = "`log`, `sqrt`, `power`, `caps` and `box-cox` with a `lambda` do without";
        steps.push(problem(code, what, hint));
    }
    if leaf.normalise.kernel().needs() == Needs::Values {
        let what = format!("`{}` normalises `{code}` by all values of its sample", leaf.normalise.name());
        steps.push(problem(code, what, "goalposts, bounds, means and deviations of the sample do without"));
    }
}

fn of_node(code: &str, inner: &Aggregation, steps: &mut Vec<Problem>) {
    if inner.weigh.kernel().looks_at_scores() {
        let what = format!("`{}` weighs the children of `{code}` by their scores", inner.weigh.name());
        steps.push(problem(code, what, "given weights do without"));
    }
    if inner.aggregate.kernel().looks_at_sample() {
        let what = format!("`{}` compares the entities of `{code}`", inner.aggregate.name());
        steps.push(problem(code, what, "means do without"));
    }
}

fn problem(field: &str, what: String, hint: &str) -> Problem {
    Problem::new(Code::WholeColumns, Place::default().field(field), what).hint(hint)
}
