//! Which rows a question about ranks is about.

use crate::framework::{Framework, Ties};
use crate::plan::Scorecard;
use icip_num::rank;
use icip_problem::{Code, Place, Problem, Problems};
use icip_table::data::Panel;

/// The rows of a period that have a rank, in the panel's order. Data of one period need none named.
pub(crate) fn ranked_rows(card: &Scorecard<'_>, period: Option<&str>) -> Result<Vec<usize>, Problems> {
    let rows = period_rows(card.panel(), period)?;
    let ranks = card.ranks(card.framework().root_index());
    let ranked: Vec<usize> = rows.into_iter().filter(|row| ranks.is_present(*row)).collect();
    if ranked.len() < 2 {
        let what = format!("`{}` of the rows have a rank", ranked.len());
        return Err(Problem::new(Code::NothingToRank, Place::default(), what)
            .hint("ranks need two entities or more")
            .into());
    }
    Ok(ranked)
}

/// Competition ranks of scores, as the framework ranks: on rounded scores where it says so.
pub(crate) fn competition(framework: &Framework, scores: &[f64]) -> Vec<f64> {
    let on = framework.rank_spec().on;
    let scores: Vec<f64> = scores.iter().map(|score| on.of(*score)).collect();
    rank::ranks(&scores, Ties::Competition)
}

/// The rows of the period that is asked for, or of the only one.
pub(super) fn period_rows(panel: &Panel, period: Option<&str>) -> Result<Vec<usize>, Problems> {
    let mut periods = panel.periods();
    let place = match period {
        None if periods.len() <= 1 => Some(0),
        None => None,
        Some(_) => periods.iter().position(|(name, _)| *name == period),
    };
    if let Some(place) = place {
        return Ok(if periods.is_empty() { Vec::new() } else { periods.swap_remove(place).1 });
    }
    let known: Vec<String> =
        periods.iter().filter_map(|(name, _)| name.map(|name| format!("`{name}`"))).collect();
    let what = match period {
        Some(period) => format!("no row is of period `{period}`"),
        None => format!("the data have {} periods, and ranks are taken inside each", known.len()),
    };
    let problem = Problem::new(Code::UnknownPeriod, Place::default(), what);
    Err(problem.hint(format!("name one of {}", known.join(", "))).into())
}
