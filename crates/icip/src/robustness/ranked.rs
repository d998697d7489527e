//! Which rows a question about ranks is about.

use crate::framework::Framework;
use crate::plan::Scorecard;
use crate::problem::{Place, Problem, Problems};
use crate::robustness::ranks::ranks_into;

/// The rows of a period that have a rank, in the panel's order. Data of one period need none named.
pub(crate) fn ranked_rows(card: &Scorecard<'_>, period: Option<&str>) -> Result<Vec<usize>, Problems> {
    let periods = card.panel().periods();
    let found = match period {
        Some(wanted) => periods.iter().find(|(name, _)| *name == Some(wanted)),
        None if periods.len() < 2 => periods.first(),
        None => None,
    };
    let names: Vec<String> = periods.iter().filter_map(|(name, _)| name.map(|n| format!("`{n}`"))).collect();
    let Some((_, rows)) = found else {
        let what = match period {
            Some(period) => format!("no row is of period `{period}`"),
            None => format!("the data have {} periods and ranks are those of one", periods.len()),
        };
        let hint = match names.as_slice() {
            [] => "the data have no rows of a period".to_owned(),
            _ => format!("name one of {}", names.join(", ")),
        };
        return Err(Problem::new("unknown-period", Place::default(), what).hint(hint).into());
    };
    let ranks = card.ranks(card.framework().root_index());
    let ranked: Vec<usize> = rows.iter().copied().filter(|row| ranks.is_present(*row)).collect();
    if ranked.len() < 2 {
        let what = format!("`{}` of the rows have a rank", ranked.len());
        return Err(Problem::new("nothing-to-rank", Place::default(), what)
            .hint("ranks need two entities or more")
            .into());
    }
    Ok(ranked)
}

/// Competition ranks of scores, as the framework ranks: on rounded scores where it says so.
pub(crate) fn competition(framework: &Framework, scores: &[f64]) -> Vec<f64> {
    let on = framework.rank_spec().on;
    let scores: Vec<f64> = scores.iter().map(|score| on.of(*score)).collect();
    let (mut order, mut ranks) = (Vec::new(), vec![0; scores.len()]);
    ranks_into(&scores, &mut order, &mut ranks);
    ranks.into_iter().map(f64::from).collect()
}
