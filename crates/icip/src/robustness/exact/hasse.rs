//! The diagram of a dominance relation: only the edges that do not follow from others.

use super::relation::{Relation, members};
use icip_num::exec::{self, Par};

/// The Hasse diagram of the order of entities.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hasse {
    /// Entities that are equal with all weights, in the order of their first. Each entity is in one group.
    pub groups: Vec<Vec<usize>>,
    /// Pairs of groups of which the first dominates the second with none in between, in order.
    pub edges: Vec<(usize, usize)>,
    /// For each group the number of groups on the longest chain from the top down to it; a group of level 1
    /// is dominated by no other.
    pub levels: Vec<usize>,
}

impl Hasse {
    /// The diagram of the relation "at least as high as", which is reflexive and transitive.
    pub(super) fn of(at_least: &Relation, par: Par) -> Self {
        let groups = groups(at_least);
        let count = groups.len();
        let dominates = |g: usize, h: usize| at_least.strictly(groups[g][0], groups[h][0]);
        let work = count * count;
        let rows = exec::map(par, count, work, |g| Relation::row_of(count, |h| dominates(g, h)));
        let below = Relation::from_rows(count, rows);
        let edges = exec::map(par, count, work.saturating_mul(count / 64), |g| nearest(&below, g));
        let edges = edges.into_iter().enumerate().flat_map(|(g, to)| to.into_iter().map(move |h| (g, h)));
        Self { edges: edges.collect(), levels: levels(&below, count), groups }
    }
}

fn groups(at_least: &Relation) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut taken = vec![false; at_least.size()];
    for first in 0..at_least.size() {
        if !taken[first] {
            let equal: Vec<usize> =
                (first..at_least.size()).filter(|other| at_least.both_ways(first, *other)).collect();
            equal.iter().for_each(|entity| taken[*entity] = true);
            groups.push(equal);
        }
    }
    groups
}

/// The groups below one that are below no other group below it.
fn nearest(below: &Relation, group: usize) -> Vec<usize> {
    let row = below.row(group);
    let mut through = vec![0; row.len()];
    for other in members(row) {
        through.iter_mut().zip(below.row(other)).for_each(|(through, below)| *through |= below);
    }
    let direct: Vec<u64> = row.iter().zip(&through).map(|(row, through)| row & !through).collect();
    members(&direct).collect()
}

/// A dominated group has fewer groups below it than the one above, so the largest come first.
fn levels(below: &Relation, count: usize) -> Vec<usize> {
    let mut order: Vec<(usize, usize)> = (0..count).map(|g| (members(below.row(g)).count(), g)).collect();
    order.sort_by_key(|(size, group)| (std::cmp::Reverse(*size), *group));
    let mut levels = vec![1; count];
    for (_, group) in order {
        for lower in members(below.row(group)) {
            levels[lower] = levels[lower].max(levels[group] + 1);
        }
    }
    levels
}
