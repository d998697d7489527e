//! The best rows of a table that comes in blocks of rows.

use std::collections::BTreeMap;

use crate::framework::{RankOn, Ties};
use crate::plan::tie_breakers::{larger, place};
use crate::plan::{Held, Plan, Scorecard};
use icip_num::grid::Grid;
use icip_num::kernel::falling;
use icip_table::data::Panel;

/// The first rows of each period, or of each period and group, in the order of [`Scorecard::order`]. However
/// long the table is, no more rows are kept than were asked for.
#[derive(Debug, Clone)]
pub struct Shortlist<'f> {
    framework: Held<'f>,
    /// How many rows of each period and group are kept.
    most: usize,
    group: Option<usize>,
    rows: usize,
    /// Positions of the periods, in the order in which they first occur.
    periods: BTreeMap<Option<String>, usize>,
    /// By period, then by group.
    lists: Vec<BTreeMap<Option<String>, Vec<Candidate>>>,
    /// How the scores of each period are compared.
    scales: Vec<SoFar>,
    /// The rows of the candidates.
    kept: Option<Panel>,
}

/// The largest score of a ranked entity so far, without its sign, and how scores up to it are compared.
#[derive(Debug, Clone)]
struct SoFar {
    largest: f64,
    grid: Grid,
    /// The largest number of a ranked entity so far, likewise, of each list that decides where scores tie.
    then: Vec<f64>,
}

/// A row that may be shown.
#[derive(Debug, Clone)]
struct Candidate {
    order: Order,
    /// The score, or 0 without one, and what decides where it ties.
    score: f64,
    then: Vec<f64>,
    row: RowOf,
}

/// What decides which row comes first: having a score, being ranked, the number that is ranked from the
/// highest down, the numbers that break ties likewise, the code where it does, the score, the row of the
/// table.
type Order = (bool, bool, u64, Vec<u64>, Option<String>, u64, usize);

/// Where the row of a candidate is: among the kept ones, or in the block that is being looked at.
#[derive(Debug, Clone, Copy)]
enum RowOf {
    Kept(usize),
    Block(usize),
}

impl<'f> Shortlist<'f> {
    /// At most so many rows of each period, or of each period and group of a group column.
    pub fn new(plan: &Plan<'f>, most: usize, group: Option<usize>) -> Self {
        Self {
            framework: plan.framework.clone(),
            most,
            group,
            rows: 0,
            periods: BTreeMap::new(),
            lists: Vec::new(),
            scales: Vec::new(),
            kept: None,
        }
    }

    /// Looks at the next rows of the table.
    pub fn push(&mut self, card: &Scorecard<'_>) {
        let mut changed = false;
        for row in 0..card.panel().rows() {
            changed |= self.look(card, row);
        }
        self.rows += card.panel().rows();
        if changed {
            self.keep(card.panel());
        }
    }

    /// The kept rows, and which rows of the table they are; `None` where the table had no row. Periods are in
    /// the order of the table, and so are the rows of a period.
    pub fn into_rows(self) -> Option<(Panel, Vec<usize>)> {
        let mut rows: Vec<(usize, usize)> = Vec::new();
        for candidate in self.lists.iter().flat_map(BTreeMap::values).flatten() {
            if let RowOf::Kept(row) = candidate.row {
                rows.push((row, candidate.order.6));
            }
        }
        rows.sort_unstable();
        Some((self.kept?, rows.into_iter().map(|(_, row)| row).collect()))
    }

    /// Whether a row is among the best so far.
    fn look(&mut self, card: &Scorecard<'_>, row: usize) -> bool {
        let entity = &card.panel().entities()[row];
        let period = match self.periods.get(&entity.period) {
            Some(period) => *period,
            None => {
                self.periods.insert(entity.period.clone(), self.lists.len());
                self.lists.push(BTreeMap::new());
                let then = vec![0.0; card.plan().tie_breakers().len()];
                self.scales.push(SoFar { largest: 0.0, grid: Grid::BITS, then });
                self.lists.len() - 1
            }
        };
        let group = self.group.map_or(&None, |group| &entity.groups[group]);
        let ranked = !self.framework.unranked.contains(&entity.code);
        let then: Vec<f64> =
            card.tie_break_columns().map(|column| column.get(row).unwrap_or(f64::NEG_INFINITY)).collect();
        if let Some(score) = card.index().get(row).filter(|_| ranked) {
            self.compare_up_to(period, score);
            self.decide_up_to(period, &then);
        }
        let order = self.order(card, row, period, &then);
        let lists = &mut self.lists[period];
        // `entry` would copy the name of the group for every row of the table.
        if !lists.contains_key(group) {
            lists.insert(group.clone(), Vec::new());
        }
        let Some(list) = lists.get_mut(group) else { return false };
        // A list of at most 0 rows is full and has no last row.
        if list.len() >= self.most && list.last().is_none_or(|last| last.order < order) {
            return false;
        }
        let position = list.partition_point(|better| better.order < order);
        let score = card.index().get(row).unwrap_or_default();
        list.insert(position, Candidate { order, score, then, row: RowOf::Block(row) });
        list.truncate(self.most);
        true
    }

    fn order(&self, card: &Scorecard<'_>, row: usize, period: usize, then: &[f64]) -> Order {
        let spec = &self.framework.rank;
        let code = &card.panel().entities()[row].code;
        let unranked = self.framework.unranked.contains(code);
        let score = card.index().get(row);
        let in_table = self.rows + row;
        let Some(score) = score else { return (true, true, 0, Vec::new(), None, 0, in_table) };
        let tie = (spec.ties == Ties::Ordinal && !unranked).then(|| code.clone());
        let then = if unranked { Vec::new() } else { self.places(then, period) };
        (false, unranked, self.ranked(score, period), then, tie, falling(score), in_table)
    }

    /// Where numbers that break ties stand, from the highest down.
    fn places(&self, then: &[f64], period: usize) -> Vec<u64> {
        let places = self.scales[period].then.iter().zip(then).map(|(largest, x)| place(*x, *largest));
        places.map(falling).collect()
    }

    /// The number that is ranked, from the highest down. Where codes break ties, scores that are equal but
    /// for rounding errors must be one number here; otherwise the scores themselves have the same order as
    /// their ranks.
    fn ranked(&self, score: f64, period: usize) -> u64 {
        falling(self.scales[period].grid.position(self.framework.rank.on.of(score)))
    }

    /// Makes the grid of a period that of its scores so far, as far as it matters. A grid becomes coarser when a
    /// score ten times as large arrives; rows that were dropped before would then have to tie with kept ones in the
    /// twelfth digit of that score to be missed.
    fn compare_up_to(&mut self, period: usize, score: f64) {
        let spec = &self.framework.rank;
        let breaks_ties = spec.ties == Ties::Ordinal || !self.scales[period].then.is_empty();
        let scale = &mut self.scales[period];
        if score.abs() <= scale.largest || !breaks_ties || spec.on != RankOn::Unrounded {
            return;
        }
        scale.largest = score.abs();
        let grid = Grid::between(Some((0.0, scale.largest)));
        if grid == scale.grid {
            return;
        }
        scale.grid = grid;
        self.put_in_order();
    }

    /// The same for the numbers that break ties.
    fn decide_up_to(&mut self, period: usize, then: &[f64]) {
        let mut coarser = false;
        for (largest, x) in self.scales[period].then.iter_mut().zip(then) {
            let up_to = |size| Grid::between(Some((0.0, size)));
            let size = larger(*largest, *x);
            coarser |= up_to(*largest) != up_to(size);
            *largest = size;
        }
        if coarser {
            self.put_in_order();
        }
    }

    /// Compares the kept rows anew.
    fn put_in_order(&mut self) {
        let on = self.framework.rank.on;
        let lists = self.lists.iter_mut().zip(&self.scales);
        for (list, scale) in
            lists.flat_map(|(lists, scale)| lists.values_mut().map(move |list| (list, scale)))
        {
            for candidate in list.iter_mut().filter(|candidate| !candidate.order.0) {
                candidate.order.2 = falling(scale.grid.position(on.of(candidate.score)));
                if !candidate.order.1 {
                    let places =
                        candidate.then.iter().zip(&scale.then).map(|(x, largest)| place(*x, *largest));
                    candidate.order.3 = places.map(falling).collect();
                }
            }
            list.sort_by(|a, b| a.order.cmp(&b.order));
        }
    }

    /// Takes the rows of the candidates out of a block.
    fn keep(&mut self, block: &Panel) {
        let mut rows = Vec::new();
        for (period, lists) in self.lists.iter_mut().enumerate() {
            let of_period = lists.values_mut().flatten();
            rows.extend(of_period.map(|candidate| (period, candidate)));
        }
        // Period by period in the order of the table, which `into_rows` promises, and not in that of the
        // index.
        rows.sort_by_key(|(period, candidate)| (*period, candidate.order.6));
        let kept = self.kept.take();
        let source: Vec<(&Panel, usize)> = rows
            .iter()
            .filter_map(|(_, candidate)| match candidate.row {
                RowOf::Kept(row) => Some((kept.as_ref()?, row)),
                RowOf::Block(row) => Some((block, row)),
            })
            .collect();
        let next = Panel::of_rows(&source);
        for (row, (_, candidate)) in rows.iter_mut().enumerate() {
            candidate.row = RowOf::Kept(row);
        }
        self.kept = next;
    }
}
