//! Ranks of a column of scores: inside strata, on rounded or unrounded scores. How ranks are found is up to
//! [`icip_num::rank`].

use std::cmp::Ordering;

use icip_num::exec::Par;
use icip_num::grid::Grid;
use icip_num::rank::{Sorter, Ties};
use icip_table::data::{Column, Mask};

use crate::framework::{RankOn, RankSpec};
use crate::plan::TieBreaks;
use crate::plan::rows::{PeriodStrata, Rows, Strata};

/// Ranks columns, and keeps its memory for the next column.
#[derive(Debug, Clone)]
pub(crate) struct Ranker {
    ranks: Column,
    sorter: Sorter,
    /// The scores of a stratum, their rows, and their ranks inside the stratum.
    scores: Vec<f64>,
    rows: Vec<usize>,
    inside: Vec<f64>,
}

impl Default for Ranker {
    fn default() -> Self {
        let (ranks, sorter) = (Column::absent(0), Sorter::default());
        Self { ranks, sorter, scores: Vec::new(), rows: Vec::new(), inside: Vec::new() }
    }
}

impl Ranker {
    /// Ranks inside each stratum. Rows without a score, or outside of all strata, have no rank. Where scores
    /// tie, the tie breaks decide, of which there may be none.
    pub(crate) fn rank(
        &mut self,
        column: &Column,
        strata: &Strata,
        spec: &RankSpec,
        then: &TieBreaks,
        par: Par,
    ) -> &Column {
        let rows = column.rows();
        let (mut ranks, mask) = std::mem::replace(&mut self.ranks, Column::absent(0)).into_parts();
        let whole = strata.is_whole() && !matches!(spec.on, RankOn::Rounded(_)) && then.is_empty();
        if let (true, Some(scores)) = (whole, column.complete()) {
            ranks.resize(rows, 0.0);
            let grid = spec.on.grid(column.bounds());
            self.sorter.ranks(scores, grid, spec.ties, par, &mut ranks);
            self.ranks = Column::trusted(ranks, None);
            return &self.ranks;
        }
        ranks.clear();
        ranks.resize(rows, 0.0);
        let mut ranked = 0;
        for period in strata.periods() {
            // Other periods decide nothing, and two scores that tie in the period tie inside of every group.
            let grid = spec.on.grid(bounds(column, period));
            let largest = then.largest(&period.ranked(column));
            for stratum in &period.strata {
                self.take(column, stratum, spec.on);
                ranked += self.rows.len();
                let grid = if then.is_empty() { grid } else { self.break_ties(grid, then, &largest, par) };
                self.sorter.ranks(&self.scores, grid, spec.ties, par, &mut self.inside);
                for (row, rank) in self.rows.iter().zip(&self.inside) {
                    ranks[*row] = *rank;
                }
            }
        }
        let mask = (ranked < rows).then(|| {
            // A rank is at least 1, so that 0 marks the rows without one.
            let mut words = mask.map(Mask::into_words).unwrap_or_default();
            words.clear();
            words.resize(Mask::words_for(rows), 0);
            for (row, rank) in ranks.iter().enumerate() {
                words[row / 64] |= u64::from(*rank > 0.0) << (row % 64);
            }
            Mask::from_words(words, rows)
        });
        self.ranks = Column::trusted(ranks, mask);
        &self.ranks
    }

    /// Takes the rows of a stratum that have a score, with the numbers that are ranked.
    fn take(&mut self, column: &Column, stratum: &Rows, on: RankOn) {
        self.scores.clear();
        self.rows.clear();
        for row in stratum.iter() {
            if let Some(score) = column.get(row) {
                self.scores.push(on.of(score));
                self.rows.push(row);
            }
        }
        self.inside.resize(self.rows.len(), 0.0);
    }

    /// Replaces the scores of a stratum by whole numbers in the same order, which are equal where the scores
    /// and all tie breaks are, and gives the grid on which they are ranked.
    fn break_ties(&mut self, grid: Grid, then: &TieBreaks, largest: &[f64], par: Par) -> Grid {
        self.sorter.ranks(&self.scores, grid, Ties::Competition, par, &mut self.inside);
        let mut order: Vec<(f64, Vec<f64>, usize)> = (0..self.rows.len())
            .map(|position| (self.inside[position], then.places(self.rows[position], largest), position))
            .collect();
        let compare = |a: &(f64, Vec<f64>, usize), b: &(f64, Vec<f64>, usize)| {
            let breaks = b.1.iter().zip(&a.1).map(|(b, a)| b.total_cmp(a));
            a.0.total_cmp(&b.0).then(breaks.fold(Ordering::Equal, Ordering::then))
        };
        order.sort_by(compare);
        let mut number = 0.0;
        for (at, (_, _, position)) in order.iter().enumerate() {
            if at > 0 && compare(&order[at - 1], &order[at]).is_ne() {
                number = -(at as f64);
            }
            self.scores[*position] = number;
        }
        Grid::BITS
    }

    /// The ranks, without the rest of the memory.
    pub(crate) fn into_ranks(self) -> Column {
        self.ranks
    }
}

/// The smallest and the largest score of the ranked rows of a period.
fn bounds(column: &Column, period: &PeriodStrata) -> Option<(f64, f64)> {
    if let [Rows::All(_)] = period.strata.as_slice() {
        return column.bounds();
    }
    period.ranked(column).filter_map(|row| column.get(row)).fold(None, |bounds: Option<(f64, f64)>, x| {
        let (low, high) = bounds.unwrap_or((x, x));
        Some((if x < low { x } else { low }, if x > high { x } else { high }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_score_have_no_rank() {
        // By hand: 9 is first, the two 3s share ranks 2 and 3, 1 is last.
        let column =
            Column::new([Some(3.0), Some(9.0), None, Some(3.0), Some(1.0)]).expect("scores are finite");
        let spec = RankSpec { ties: Ties::Average, ..RankSpec::default() };
        let mut ranker = Ranker::default();
        let ranks: Vec<_> =
            ranker.rank(&column, &Strata::whole(5), &spec, &TieBreaks::default(), Par::Seq).cells().collect();
        assert_eq!(ranks, [Some(2.5), Some(1.0), None, Some(2.5), Some(4.0)]);
    }
}
