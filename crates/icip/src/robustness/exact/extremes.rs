//! The best and the worst rank that an entity can have.

use super::comparisons::{Comparisons, Most};
use super::linear_index::LinearIndex;
use super::weight_checks::check_tolerance;
use super::weight_set::WeightSet;
use super::{integer, regions};
use icip_num::exec::{self, Par};
use icip_problem::Problems;

/// How ranks are searched.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Search {
    /// One entity is above another where its index is higher by more than this.
    pub tolerance: f64,
    /// How many regions of weights are looked at for one rank before the answer is an interval.
    pub most_regions: usize,
}

impl Default for Search {
    /// A tolerance of 1e-9 and 10 000 regions.
    fn default() -> Self {
        Self { tolerance: 1e-9, most_regions: 10_000 }
    }
}

/// The best and the worst rank of an entity.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Extremes {
    /// The smallest rank.
    pub best: PossibleRank,
    /// The largest rank.
    pub worst: PossibleRank,
}

/// A rank that an entity can have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PossibleRank {
    /// The rank with the weights beside it.
    pub rank: usize,
    /// No weights of the set give a better rank (a worse one, of [`Extremes::worst`]) than this. The true
    /// extreme lies from here to `rank`.
    pub bound: usize,
    /// Weights of the set that give the rank.
    pub weights: Vec<f64>,
}

impl PossibleRank {
    /// Whether the rank is the extreme: the search was not cut short.
    pub fn proven(&self) -> bool {
        self.rank == self.bound
    }
}

/// Up to so many children, regions are described by their corners; with more children there are too many
/// corners.
const CHILDREN_BY_CORNERS: usize = 6;

/// Best and worst rank of every entity over a set of weights, in the order of the index.
///
/// *Formula.* With `above(i, w)` the number of entities `j` with `index_j(w) - index_i(w) > tolerance`, the
/// best rank is `1 + min_w above(i, w)` and the worst `1 + max_w above(i, w)`: competition ranks, in which
/// equality counts for the entity.
///
/// *Method.* Exact: branch and bound over regions of weights with up to six children, an integer programme
/// with more. A search that reaches [`Search::most_regions`] gives the interval in which the extreme lies;
/// see [`PossibleRank::proven`].
///
/// # Errors
/// Weights of another number of children than the index has; a tolerance that is negative or not
/// finite; a linear programme over the set that the solver cannot solve (an integer programme that it cannot
/// solve gives an interval).
///
/// ```
/// use icip::exec::Par;
/// use icip::robustness::exact::{LinearIndex, Search, WeightSet, extremes};
/// // With the weight t on the first child the scores are t, 1 - t and 0.6.
/// let index = LinearIndex::new(&[&[1.0, 0.0, 0.6], &[0.0, 1.0, 0.6]])?;
/// let found = extremes(&index, &WeightSet::simplex(2)?, &Search::default(), Par::Seq)?;
/// let ranks: Vec<(usize, usize)> = found.iter().map(|e| (e.best.rank, e.worst.rank)).collect();
/// assert_eq!(ranks, [(1, 3), (1, 3), (1, 2)]);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
///
/// *Reference.* A problem of the largest feasible subsystem of linear relations: Amaldi and Kann (1995),
/// Theoretical Computer Science 147; for rank intervals under incomplete weights, Salo and Punkka (2011),
/// Management Science 57(1).
pub fn extremes(
    index: &LinearIndex,
    set: &WeightSet,
    search: &Search,
    par: Par,
) -> Result<Vec<Extremes>, Problems> {
    index.check(set.children(), &[])?;
    check_tolerance(search.tolerance)?;
    let entities = index.entities();
    let work = entities * entities * index.children() * 100;
    let found = exec::map(par, entities, work, |entity| of(index, set, search, entity));
    found.into_iter().collect()
}

fn of(index: &LinearIndex, set: &WeightSet, search: &Search, entity: usize) -> Result<Extremes, Problems> {
    let rank = |weights: &[f64]| index.rank(entity, weights, search.tolerance);
    let below = most(&Comparisons::not_above(index, entity, search.tolerance), set, search)?;
    let best = rank(&below.weights);
    let above = most(&Comparisons::above(index, entity, search.tolerance), set, search)?;
    let worst = rank(&above.weights);
    // Of the other entities at most `below.bound` are not above this one, so the best rank is at least the
    // number of entities less that. The ranks themselves are counted again at the weights. Where rounding at
    // the threshold lets such a rank pass its bound, the rank is what is known.
    Ok(Extremes {
        best: PossibleRank {
            rank: best,
            bound: best.min(index.entities() - below.bound),
            weights: below.weights,
        },
        worst: PossibleRank { rank: worst, bound: worst.max(1 + above.bound), weights: above.weights },
    })
}

fn most(comparisons: &Comparisons, set: &WeightSet, search: &Search) -> Result<Most, Problems> {
    match set.corners() {
        Some(corners) if set.children() <= CHILDREN_BY_CORNERS => {
            Ok(regions::most(comparisons, corners, search.most_regions))
        }
        _ => integer::most(comparisons, set, search.most_regions),
    }
}
