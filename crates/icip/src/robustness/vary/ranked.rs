//! Which rows a question about ranks is about.

use crate::framework::{Framework, Ties};
use crate::plan::Scorecard;
use icip_num::{kernel, rank};
use icip_problem::{Code, Place, Problem, Problems, message, quoted};
use icip_table::data::Panel;

/// The rows of a period that have a rank, in the panel's order. Data of one period need none named.
pub(crate) fn ranked_rows(card: &Scorecard<'_>, period: Option<&str>) -> Result<Vec<usize>, Problems> {
    let rows = period_rows(card.panel(), period)?;
    let ranks = card.ranks(card.framework().root_index());
    let ranked: Vec<usize> = rows.into_iter().filter(|row| ranks.is_present(*row)).collect();
    if ranked.len() < 2 {
        let what = message!("nothing-to-rank-count", count = ranked.len());
        let problem = Problem::new(Code::NothingToRank, Place::default(), what);
        return Err(problem.hint(message!("nothing-to-rank-count-hint")).into());
    }
    Ok(ranked)
}

/// Competition ranks of scores, as the framework ranks: on rounded scores where it says so.
pub(crate) fn competition(framework: &Framework, scores: &[f64]) -> Vec<f64> {
    let on = framework.rank_spec().on;
    let scores: Vec<f64> = scores.iter().map(|score| on.of(*score)).collect();
    rank::ranks(&scores, on.grid(kernel::bounds(&scores)), Ties::Competition)
}

/// The rows of the period that is asked for, or of the only one.
fn period_rows(panel: &Panel, period: Option<&str>) -> Result<Vec<usize>, Problems> {
    let mut periods = panel.periods();
    let position = match period {
        None if periods.len() <= 1 => Some(0),
        None => None,
        Some(_) => periods.iter().position(|(name, _)| *name == period),
    };
    if let Some(position) = position {
        return Ok(if periods.is_empty() { Vec::new() } else { periods.swap_remove(position).1 });
    }
    let what = match period {
        Some(period) => message!("unknown-period-named", period),
        None => message!("unknown-period-several", count = periods.len()),
    };
    let known = quoted(periods.iter().filter_map(|(name, _)| *name));
    let problem = Problem::new(Code::UnknownPeriod, Place::default(), what);
    Err(problem.hint(message!("unknown-period-choose-hint", periods = known)).into())
}
