//! What decided the rank of an entity whose index equals that of others.

use crate::plan::ranker::Ranker;
use crate::plan::{Rows, Scorecard, Strata, TieBreaks};
use icip_table::data::Column;

/// A tie of the index that other numbers decided.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tie {
    /// How many other entities have the same index.
    pub others: usize,
    /// What told them apart: codes of nodes and columns of the data, in the order in which they were asked.
    pub by: Vec<String>,
}

/// The ranks of the index before other numbers decide ties.
#[derive(Debug)]
pub(super) struct Ties {
    strata: Strata,
    ranks: Column,
}

impl Ties {
    /// Whether the framework names something that decides, and the entity has a rank.
    pub(super) fn may_decide(card: &Scorecard<'_>, row: usize) -> bool {
        let framework = card.framework();
        !framework.rank.then.is_empty() && card.ranks(framework.root).is_present(row)
    }

    pub(super) fn of(card: &Scorecard<'_>) -> Self {
        let framework = card.framework();
        let strata = Strata::of(framework, card.panel(), None);
        let mut ranker = Ranker::default();
        ranker.rank(card.index(), &strata, &framework.rank.shared(), &TieBreaks::default(), card.par());
        Self { strata, ranks: ranker.into_ranks() }
    }

    /// What decided the rank of an entity; nothing where no other has the same index.
    pub(super) fn of_row(&self, card: &Scorecard<'_>, row: usize) -> Option<Tie> {
        let has_row = |rows: &&Rows| rows.iter().any(|peer| peer == row);
        let periods = self.strata.periods().iter();
        let mut strata = periods.flat_map(|period| period.strata.iter().map(move |rows| (period, rows)));
        let (period, peers) = strata.find(|(_, rows)| has_row(rows))?;
        let same = |peer: &usize| *peer != row && self.ranks.get(*peer) == self.ranks.get(row);
        let mut tied: Vec<usize> = peers.iter().filter(same).collect();
        let others = tied.len();
        if others == 0 {
            return None;
        }
        let breaks = card.tie_breaks();
        let largest = breaks.largest(&period.ranked(card.index()));
        let mut by = Vec::new();
        for (position, name) in card.framework().rank.then.iter().enumerate() {
            let before = tied.len();
            let own = breaks.places(row, &largest)[position];
            tied.retain(|peer| breaks.places(*peer, &largest)[position] == own);
            if tied.len() < before {
                by.push(name.clone());
            }
        }
        (!by.is_empty()).then_some(Tie { others, by })
    }
}
