//! Computed ranks against published ones.

use super::result::{Difference, RankComparison};
use crate::framework::NodeIx;
use crate::plan::ranker::Ranker;
use crate::plan::{Scorecard, Strata, TieBreaks};
use icip_num::exec::Par;
use icip_problem::{Code, Problem, Report, message};
use icip_table::data::{Column, Panel};

/// The published ranks of each column, row by row of the published table.
pub(super) fn labels(
    published: &Panel,
    columns: &[(NodeIx, String)],
    report: &mut Report,
) -> Vec<Vec<Option<f64>>> {
    let of_column = |(_, name): &(NodeIx, String), report: &mut Report| {
        if let Some(column) = published.column(name) {
            return column.cells().collect();
        }
        let Some(group) = published.groups().iter().position(|group| group == name) else {
            return Vec::new();
        };
        let mut ranks = Vec::with_capacity(published.rows());
        for (row, entity) in published.entities().iter().enumerate() {
            let label = entity.groups[group].as_deref().unwrap_or_default();
            match rank(label) {
                Ok(rank) => ranks.push(rank),
                Err(()) => {
                    let place = published.place(row).field(name);
                    let what = message!("not-a-number-rank", text = label);
                    let problem = Problem::new(Code::NotANumber, place, what);
                    report.problem(problem.hint(message!("not-a-number-rank-hint")));
                }
            }
        }
        ranks
    };
    columns.iter().map(|column| of_column(column, report)).collect()
}

/// The rank that a label names: `3`, `=3` and `3=` for a tie, `1,204`, `2.5`. A label without a digit says
/// that there is no rank.
fn rank(label: &str) -> Result<Option<f64>, ()> {
    let bare = label
        .trim_matches(|c: char| c == '=' || c == '.' || c == '\u{ba}' || c == '\u{b0}' || c.is_whitespace());
    if !bare.contains(|c: char| c.is_ascii_digit()) {
        return Ok(None);
    }
    // Three digits after a comma are thousands, because no rank has three decimals.
    let text = match bare.split_once(',') {
        Some((_, behind)) if behind.len() == 3 => bare.replace(',', ""),
        _ => bare.replace(',', "."),
    };
    text.parse().ok().filter(|rank: &f64| rank.is_finite() && *rank > 0.0).map(Some).ok_or(())
}

/// Compares the ranks of a node.
pub(super) fn comparison(
    node: NodeIx,
    of: &str,
    ours: &Column,
    theirs: &[Option<Option<f64>>],
) -> RankComparison {
    let mut result = RankComparison::new(node, of, theirs.len());
    for (row, published) in theirs.iter().enumerate() {
        let Some(published) = *published else { continue };
        let computed = ours.get(row);
        if computed.is_none() && published.is_none() {
            continue;
        }
        result.compared += 1;
        result.rows[row] = true;
        if computed != published {
            result.differences.push(Difference::new(row, computed, published));
        }
    }
    result
}

/// Ranks of the computed scores and of the published ones, both among the rows that have a score on both
/// sides and a computed rank.
pub(super) fn of_scores(card: &Scorecard<'_>, of: &str, theirs: &[Option<Option<f64>>]) -> RankComparison {
    let spec = card.framework().rank_spec();
    let root = card.framework().root_index();
    let ranked = card.ranks(root);
    let strata = Strata::of(card.framework(), card.panel(), None);
    let both = |row: usize| {
        let pair = (card.index().get(row)?, theirs[row].flatten()?);
        ranked.is_present(row).then_some(pair)
    };
    // A published table has no numbers that would decide between its equal scores.
    let no_breaks = TieBreaks::default();
    let ranks = |side: fn((f64, f64)) -> f64| {
        let scores = Column::new((0..theirs.len()).map(|row| both(row).map(side)));
        let mut ranker = Ranker::default();
        ranker.rank(&scores.expect("both tables were read as numbers"), &strata, spec, &no_breaks, Par::Auto);
        ranker.into_ranks()
    };
    let (ours, published) = (ranks(|(ours, _)| ours), ranks(|(_, published)| published));
    // Rows without a rank on both sides are not compared.
    let published: Vec<Option<Option<f64>>> = published.cells().map(|rank| rank.map(Some)).collect();
    comparison(root, of, &ours, &published)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_ties_and_of_no_rank() {
        for (label, wanted) in [
            ("3", Ok(Some(3.0))),
            ("=3", Ok(Some(3.0))),
            ("3=", Ok(Some(3.0))),
            (" = 12 ", Ok(Some(12.0))),
            ("2.5", Ok(Some(2.5))),
            ("2,5", Ok(Some(2.5))),
            ("1,204", Ok(Some(1204.0))),
            ("4\u{ba}", Ok(Some(4.0))),
            ("-", Ok(None)),
            ("", Ok(None)),
            ("n.r.", Ok(None)),
            ("3 of 9", Err(())),
            ("0", Err(())),
        ] {
            assert_eq!(rank(label), wanted, "{label}");
        }
    }
}
