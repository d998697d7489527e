//! What the index of every entity is made of, seen from one node.

use super::refused::refused;
use crate::aggregate::Aggregate;
use crate::framework::{Aggregation, NodeIx, NodeKind, RankOn};
use icip_num::scalar;

use crate::plan::node_rules::{NodeRules, WeightForm};
use crate::plan::{Named, Origin, Scorecard};
use crate::robustness::exact::Through;
use icip_problem::{Problem, Problems, Report, message};

/// Scores of the children of a node, as its aggregation adds them up: one column per child, one number per
/// row.
pub(super) fn columns(card: &Scorecard<'_>, rows: &[usize], node: NodeIx) -> Result<Vec<Vec<f64>>, Problems> {
    let mut report = Report::default();
    let inner = linear(card, node, &mut report);
    report.into_problems()?;
    let inner = inner.expect("a node that is not linear is a problem");
    let nodes = card.framework().nodes();
    let mut report = Report::default();
    let mut columns = Vec::with_capacity(inner.children.len());
    for child in &inner.children {
        let scores = card.scores().column(*child);
        let fill = inner.missing.kernel().fill();
        let absent: Vec<usize> =
            rows.iter().copied().filter(|row| scores.get(*row).or(fill).is_none()).collect();
        if !absent.is_empty() {
            let entities = Named::of(card.panel(), absent).names();
            let what = message!("no-exact-answer-absent-child", child = nodes[*child].code(), entities);
            report.problem(refused(what, message!("no-exact-answer-absent-child-hint")));
        }
        let of_row = |row: &usize| term(inner, scores.get(*row).or(fill).unwrap_or_default());
        columns.push(rows.iter().map(of_row).collect());
    }
    report.into_problems()?;
    Ok(columns)
}

/// What the aggregation adds up for a score.
fn term(inner: &Aggregation, score: f64) -> f64 {
    match inner.aggregate {
        Aggregate::GeometricMean(_) => scalar::ln(inner.aggregate.kernel().floored(score).unwrap_or(score)),
        _ => score,
    }
}

/// The aggregation of a node, where the index is linear in its weights.
fn linear<'c>(card: &'c Scorecard<'_>, node: NodeIx, report: &mut Report) -> Option<&'c Aggregation> {
    let framework = card.framework();
    let spec = &framework.nodes()[node];
    let code = spec.code();
    let NodeKind::Inner(inner) = spec.kind() else {
        report.problem(refused(
            message!("no-exact-answer-leaf", node = code),
            message!("no-exact-answer-leaf-hint"),
        ));
        return None;
    };
    if card.plan().origin(node) != Origin::Computed {
        let what = message!("no-exact-answer-not-computed", node = code);
        report.problem(refused(what, message!("no-exact-answer-not-computed-hint")));
    }
    if inner.children.len() < 2 {
        let what = message!("no-exact-answer-one-child", node = code);
        report.problem(refused(what, message!("no-exact-answer-one-child-hint")));
    }
    let on_top = node == framework.root_index();
    let fits = match NodeRules::declared(spec).map_or(WeightForm::Other, |rules| rules.form()) {
        WeightForm::Mean => true,
        // Relative weights change the sum of all, which is the same for all entities of the index alone.
        WeightForm::Sum | WeightForm::MeanOfLogarithms(_) => on_top,
        WeightForm::Other => false,
    };
    if !fits {
        let method = inner.rescale().map(|rule| rule.name()).or(inner.impute().map(|rule| rule.name()));
        let method = method.unwrap_or_else(|| inner.aggregate.name());
        report.problem(if on_top {
            let what = message!("no-exact-answer-not-linear", method, node = code);
            refused(what, message!("no-exact-answer-not-linear-hint"))
        } else {
            let what = message!("no-exact-answer-not-linear-below", method, node = code);
            refused(what, message!("no-exact-answer-not-linear-below-hint"))
        });
    }
    rounding(card, node).into_iter().for_each(|problem| report.problem(problem));
    Some(inner)
}

/// Rounding on the way from a node to the ranks.
pub(super) fn rounding(card: &Scorecard<'_>, node: NodeIx) -> Option<Problem> {
    let framework = card.framework();
    let nodes = framework.nodes();
    let mut above = Some(node);
    while let Some(ix) = above {
        if nodes[ix].round().is_some() {
            let what = message!("no-exact-answer-rounds", node = nodes[ix].code());
            return Some(refused(what, message!("no-exact-answer-rounds-hint")));
        }
        above = nodes[ix].parent();
    }
    match framework.rank_spec().on {
        RankOn::Rounded(_) => Some(refused(
            message!("no-exact-answer-rounded-ranks"),
            message!("no-exact-answer-rounded-ranks-hint"),
        )),
        RankOn::Unrounded | RankOn::Bits => None,
    }
}

/// What the index makes of a point of the node, row by row.
pub(super) fn through(card: &Scorecard<'_>, rows: &[usize], node: NodeIx) -> Result<Vec<Through>, Problems> {
    if node == card.framework().root_index() {
        return Ok(vec![Through::INDEX; rows.len()]);
    }
    let shares = rows.iter().map(|row| share(card, node, *row)).collect::<Result<Vec<f64>, _>>()?;
    let scores = card.scores().column(node);
    let of_row = |(row, share): (&usize, f64)| {
        let (index, score) = (card.index().get(*row)?, scores.get(*row)?);
        Some(Through { share, rest: index - share * score })
    };
    rows.iter().zip(shares).map(of_row).collect::<Option<_>>().ok_or_else(|| {
        let what = message!("no-exact-answer-absent", node = card.framework().nodes()[node].code());
        refused(what, message!("no-exact-answer-absent-hint")).into()
    })
}

/// What a point of a node is worth in the index of one row, where that does not depend on the scores.
pub(super) fn share(card: &Scorecard<'_>, node: NodeIx, row: usize) -> Result<f64, Problems> {
    let nodes = card.framework().nodes();
    let (mut share, mut at) = (1.0, node);
    while let Some(parent) = nodes[at].parent() {
        let given = card.contributions(parent, row).into_iter().find(|given| given.child == at);
        let Some(slope) = given.and_then(|given| given.slope) else {
            let (child, parent) = (nodes[at].code(), nodes[parent].code());
            let what = message!("no-exact-answer-slope", child, parent);
            return Err(refused(what, message!("no-exact-answer-slope-hint")).into());
        };
        share *= slope;
        at = parent;
    }
    Ok(share)
}
