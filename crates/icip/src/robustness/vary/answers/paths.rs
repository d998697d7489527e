//! What the index of every entity is made of, seen from one node.

use super::refused::refused;
use crate::aggregate::Aggregate;
use crate::framework::{Aggregation, NodeKind, RankOn};
use icip_num::scalar;

use crate::plan::{Named, Origin, Scorecard};
use crate::robustness::exact::Through;
use icip_problem::{Problem, Problems, Report};

/// Scores of the children of a node, as its aggregation adds them up: a column a child, a number a row.
pub(super) fn columns(card: &Scorecard<'_>, rows: &[usize], node: usize) -> Result<Vec<Vec<f64>>, Problems> {
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
            let (named, _) = Named::of(card.panel(), absent).text();
            let what =
                format!("`{}` is absent for {named}, so others weigh more there", nodes[*child].code());
            report.problem(refused(what, "ask where all children are present, or rely on draws"));
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
fn linear<'c>(card: &'c Scorecard<'_>, node: usize, report: &mut Report) -> Option<&'c Aggregation> {
    let framework = card.framework();
    let spec = &framework.nodes()[node];
    let code = spec.code();
    let NodeKind::Inner(inner) = spec.kind() else {
        report.problem(refused(format!("`{code}` is a leaf"), "name a node with children"));
        return None;
    };
    if card.plan().origin(node) != Origin::Computed {
        let what = format!("the score of `{code}` is not computed from its children in these data");
        report.problem(refused(what, "name a node that is"));
    }
    if inner.children.len() < 2 {
        let what = format!("`{code}` has one child, whose weight changes nothing");
        report.problem(refused(what, "name a node with several children"));
    }
    let on_top = node == framework.root_index();
    let fits = match inner.aggregate {
        Aggregate::ArithmeticMean(_) => true,
        // Relative weights change the sum of all, which is the same for all entities of the index alone.
        Aggregate::WeightedSum(_) | Aggregate::GeometricMean(_) => on_top,
        _ => false,
    };
    if !fits {
        let place = if on_top { "" } else { " below the index" };
        let what = format!("`{}` of `{code}`{place} is not linear in the weights", inner.aggregate.name());
        let hint = if on_top {
            "draws can tell"
        } else {
            "draws can tell; below the index only arithmetic means are"
        };
        report.problem(refused(what, hint));
    }
    rounding(card, node).into_iter().for_each(|problem| report.problem(problem));
    Some(inner)
}

/// Rounding on the way from a node to the ranks.
pub(super) fn rounding(card: &Scorecard<'_>, node: usize) -> Option<Problem> {
    let framework = card.framework();
    let nodes = framework.nodes();
    let hint = "rounded scores move in steps; draws can tell";
    let mut above = Some(node);
    while let Some(ix) = above {
        if nodes[ix].round().is_some() {
            return Some(refused(format!("`{}` rounds its scores", nodes[ix].code()), hint));
        }
        above = nodes[ix].parent();
    }
    match framework.rank_spec().on {
        RankOn::Rounded(_) => Some(refused("ranks are those of rounded scores".to_owned(), hint)),
        RankOn::Unrounded => None,
    }
}

/// What the index makes of a point of the node, row by row.
pub(super) fn through(card: &Scorecard<'_>, rows: &[usize], node: usize) -> Result<Vec<Through>, Problems> {
    if node == card.framework().root_index() {
        return Ok(vec![Through::INDEX; rows.len()]);
    }
    let shares = rows.iter().map(|row| share(card, *row, node)).collect::<Result<Vec<f64>, _>>()?;
    let scores = card.scores().column(node);
    let of_row = |(row, share): (&usize, f64)| {
        let (index, score) = (card.index().get(*row)?, scores.get(*row)?);
        Some(Through { share, rest: index - share * score })
    };
    rows.iter().zip(shares).map(of_row).collect::<Option<_>>().ok_or_else(|| {
        let what =
            format!("`{}` or the index is absent for an entity", card.framework().nodes()[node].code());
        refused(what, "ask where both are present").into()
    })
}

/// What a point of a node is worth in the index of one row, where that does not depend on the scores.
pub(super) fn share(card: &Scorecard<'_>, row: usize, node: usize) -> Result<f64, Problems> {
    let nodes = card.framework().nodes();
    let (mut share, mut at) = (1.0, node);
    while let Some(parent) = nodes[at].parent() {
        let given = card.contributions(parent, row).into_iter().find(|given| given.child == at);
        let Some(slope) = given.and_then(|given| given.slope) else {
            let what = format!(
                "what `{}` gives to `{}` depends on the scores",
                nodes[at].code(),
                nodes[parent].code()
            );
            let problem =
                refused(what, "only means and sums have one worth of a point everywhere; draws can tell");
            return Err(problem.into());
        };
        share *= slope;
        at = parent;
    }
    Ok(share)
}
