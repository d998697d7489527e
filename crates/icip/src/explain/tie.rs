//! What decided the rank of an entity whose index equals that of others.

use crate::plan::ranker::Ranker;
use crate::plan::{Rows, Scorecard, Strata, TieBreaks};

/// A tie of the index that other numbers decided.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tie {
    /// How many other entities have the same index.
    pub others: usize,
    /// What told them apart: codes of nodes and columns of the data, in the order in which they were asked.
    pub by: Vec<String>,
}

/// Nothing where the entity has no rank, where no other has the same index, and where the framework names
/// nothing that decides.
pub(super) fn of(card: &Scorecard<'_>, row: usize) -> Option<Tie> {
    let framework = card.framework();
    if framework.rank.then.is_empty() || !card.ranks(framework.root).is_present(row) {
        return None;
    }
    let strata = Strata::of(framework, card.panel(), None);
    let mut ranker = Ranker::default();
    ranker.rank(card.index(), &strata, &framework.rank.shared(), &TieBreaks::default(), card.par());
    let ranks = ranker.into_ranks();
    let has_row = |rows: &&Rows| rows.iter().any(|peer| peer == row);
    let mut strata =
        strata.periods().iter().flat_map(|period| period.strata.iter().map(move |rows| (period, rows)));
    let (period, peers) = strata.find(|(_, rows)| has_row(rows))?;
    let mut tied: Vec<usize> =
        peers.iter().filter(|peer| *peer != row && ranks.get(*peer) == ranks.get(row)).collect();
    let others = tied.len();
    let breaks = card.tie_breaks();
    let largest = breaks.largest(&period.ranked(card.index()));
    let mut by = Vec::new();
    for (position, name) in framework.rank.then.iter().enumerate() {
        let before = tied.len();
        let own = breaks.places(row, &largest)[position];
        tied.retain(|peer| breaks.places(*peer, &largest)[position] == own);
        if tied.len() < before {
            by.push(name.clone());
        }
    }
    (!by.is_empty()).then_some(Tie { others, by })
}
