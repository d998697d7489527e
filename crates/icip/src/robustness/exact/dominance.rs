//! Which entities are at least as high as which others, whatever the weights are.

use super::hasse::Hasse;
use super::linear_index::LinearIndex;
use super::relation::Relation;
use super::weight_checks::check_tolerance;
use super::weight_set::WeightSet;
use icip_num::exec::{self, Par};
use icip_num::matrix::dot;
use icip_problem::Problems;

/// The order of entities that holds for all weights of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dominance {
    /// At least as high with all weights; reflexive and transitive.
    at_least: Relation,
}

impl Dominance {
    /// Number of entities.
    pub fn entities(&self) -> usize {
        self.at_least.size()
    }

    /// Whether `i` is at least as high as `j` with all weights, and higher with some.
    pub fn dominates(&self, i: usize, j: usize) -> bool {
        self.at_least.strictly(i, j)
    }

    /// Whether the two have the same index with all weights.
    pub fn equal(&self, i: usize, j: usize) -> bool {
        self.at_least.both_ways(i, j)
    }

    /// The diagram of the order: groups of equal entities, edges that follow from no others, levels.
    pub fn hasse(&self, par: Par) -> Hasse {
        Hasse::of(&self.at_least, par)
    }
}

/// The dominance relation over a set of weights.
///
/// *Formula.* `i` is at least as high as `j` when `min_w (index_i(w) - index_j(w)) >= -tolerance`, and
/// dominates it when the reverse does not hold too. Over all weights that is: no child is lower and one is
/// higher. The smallest difference is at a corner of the set; for sets with very many corners it is found by
/// the closed form for intervals or by a linear programme. What follows from two such comparisons is added,
/// so that a tolerance above 0 leaves the relation transitive.
///
/// # Errors
/// Weights of another number of children than the index has; a tolerance that is negative or not finite; a
/// programme that the solver cannot solve.
///
/// ```
/// use icip::exec::Par;
/// use icip::robustness::exact::{LinearIndex, WeightSet, dominance};
/// let index = LinearIndex::new(&[&[3.0, 2.0, 1.0], &[3.0, 2.0, 4.0]])?;
/// let order = dominance(&index, &WeightSet::simplex(2)?, 1e-9, Par::Seq)?;
/// assert!(order.dominates(0, 1) && !order.dominates(0, 2) && !order.dominates(2, 0));
/// assert_eq!(order.hasse(Par::Seq).edges, [(0, 1)]);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
///
/// *Reference.* Salo and Hämäläinen (1992), Operations Research 40(6), pairwise dominance.
pub fn dominance(
    index: &LinearIndex,
    set: &WeightSet,
    tolerance: f64,
    par: Par,
) -> Result<Dominance, Problems> {
    index.check(set.children(), &[])?;
    check_tolerance(tolerance)?;
    let entities = index.entities();
    let work = entities * entities * index.children();
    let rows = match set.corners() {
        Some(corners) => {
            let values = |entity| corners.points().map(|w| dot(index.row(entity), w)).collect::<Vec<f64>>();
            let table: Vec<Vec<f64>> = (0..entities).map(values).collect();
            let at_least =
                |i: usize, j: usize| table[i].iter().zip(&table[j]).all(|(a, b)| a - b >= -tolerance);
            exec::map(par, entities, work, |i| Relation::row_of(entities, |j| i == j || at_least(i, j)))
        }
        None => {
            // A programme takes some hundred times as long as a comparison; the factor only decides about
            // threads.
            let rows = exec::map(par, entities, 100 * work, |i| -> Result<_, Problems> {
                let least = |j| Ok(i == j || set.range(&index.lead(i, j))?.0 >= -tolerance);
                let row = (0..entities).map(least).collect::<Result<Vec<bool>, Problems>>()?;
                Ok(Relation::row_of(entities, |j| row[j]))
            });
            rows.into_iter().collect::<Result<_, _>>()?
        }
    };
    let mut at_least = Relation::from_rows(entities, rows);
    at_least.close();
    Ok(Dominance { at_least })
}
