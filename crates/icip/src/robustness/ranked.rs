//! Which rows a question about ranks is about.

use crate::framework::{Framework, Ties};
use crate::plan::Scorecard;
use crate::robustness::study::period_rows;
use icip_num::rank;
use icip_problem::{Code, Place, Problem, Problems};

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
