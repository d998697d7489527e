//! The largest number of comparisons that hold at once: an integer programme.
//!
//! With many children a set of weights has too many corners to look at. A choice `z_j` of 0 or 1 says instead
//! whether comparison `j` is to hold:
//!
//! ```text
//! largest sum_j z_j   with   d_j . w - M_j z_j >= threshold - M_j,   w in the set
//! ```
//!
//! `M_j` is at least threshold minus the smallest value of `d_j . w` over the set, so that a `z_j` of 0 asks
//! nothing. *Bound.* The solver's bound is that of a relaxation, and its rows may be missed by a rounding far
//! below the noise of a comparison: no weights hold more. The count is made afresh at the weights, which a
//! second programme moves away from the planes.

use microlp::{TerminationReason, Variable};

use super::comparisons::{Comparisons, Most};
use super::linear_index::largest_size;
use super::programme::Programme;
use super::weight_set::WeightSet;
use icip_problem::Problems;

/// Size of the largest coefficient of a row: the solver's tolerance is to be small beside it.
const UNIT: f64 = 100.0;

/// Coefficients of a row are within this factor of each other's largest.
const SPREAD: f64 = 1e-4;

/// Searches a set through at most so many nodes of the solver's own branch and bound.
pub(super) fn most(comparisons: &Comparisons, set: &WeightSet, nodes: usize) -> Result<Most, Problems> {
    let sorted = Sorted::of(comparisons, set)?;
    let mut programme = Programme::largest(set.bounds(), &vec![0.0; set.children()]);
    let choices: Vec<Variable> =
        sorted.open.iter().map(|open| open.add_to(&mut programme, comparisons)).collect();
    let all = sorted.sure + choices.len();
    let (weights, count) = sorted.best_seen(comparisons, set)?;
    if count == all {
        return Ok(Most { weights, bound: all });
    }
    // What the solver cannot do is not known: everything that can hold by itself may hold at once.
    let Ok(Some(outcome)) = programme.solve(nodes) else { return Ok(Most { weights, bound: all }) };
    let bound = match (outcome.termination_reason(), outcome.solution(), outcome.stats().best_bound) {
        (TerminationReason::ProvenOptimal, Some(solution), _) => solution.objective().round() as usize,
        // A bound that is a whole number but for the rounding of the solver must not lose one.
        (_, _, Some(bound)) => (bound + 1e-6).floor() as usize,
        (_, _, None) => choices.len(),
    };
    let bound = all.min(sorted.sure + bound);
    let chosen = outcome.solution().map(|solution| {
        let is_chosen = |choice: &Variable| solution.var_value(*choice) > 0.5;
        sorted
            .open
            .iter()
            .zip(&choices)
            .filter(|(_, z)| is_chosen(z))
            .map(|(open, _)| open)
            .collect::<Vec<_>>()
    });
    let offers = match chosen {
        Some(chosen) => vec![inside(&chosen, comparisons, set), programme.weights_of(&outcome)],
        None => Vec::new(),
    };
    let best = offers.into_iter().flatten().fold((weights, count), |best, weights| {
        let count = comparisons.count(&weights);
        if count > best.1 { (weights, count) } else { best }
    });
    // The count at weights of the set is a fact, whatever the solver claims.
    Ok(Most { weights: best.0, bound: bound.max(best.1) })
}

/// The comparisons that can hold in a set.
struct Sorted {
    /// How many hold with all weights.
    sure: usize,
    /// Those that hold with some.
    open: Vec<Open>,
}

struct Open {
    at: usize,
    /// The smallest value of the function.
    least: f64,
    /// The weights with which it is largest.
    best: Vec<f64>,
}

impl Sorted {
    fn of(comparisons: &Comparisons, set: &WeightSet) -> Result<Self, Problems> {
        let Comparisons { threshold, noise, .. } = comparisons;
        let mut sorted = Self { sure: 0, open: Vec::new() };
        for at in 0..comparisons.len() {
            let function = comparisons.function(at);
            let (least, most) = set.range(function)?;
            if most <= threshold + noise {
                continue;
            }
            if least >= threshold - noise {
                sorted.sure += 1;
            } else {
                sorted.open.push(Open { at, least, best: set.highest(function)? });
            }
        }
        Ok(sorted)
    }

    /// The best of the weights that suit one comparison most, with its count.
    fn best_seen(&self, comparisons: &Comparisons, set: &WeightSet) -> Result<(Vec<f64>, usize), Problems> {
        let some = set.highest(&vec![0.0; set.children()])?;
        let seen = comparisons.count(&some);
        Ok(self.open.iter().fold((some, seen), |best, open| {
            let count = comparisons.count(&open.best);
            if count > best.1 { (open.best.clone(), count) } else { best }
        }))
    }
}

impl Open {
    /// The largest coefficient of the function.
    fn size(&self, comparisons: &Comparisons) -> f64 {
        largest_size(comparisons.function(self.at))
    }

    fn scaled(&self, comparisons: &Comparisons) -> Vec<f64> {
        let unit = UNIT / self.size(comparisons);
        comparisons.function(self.at).iter().map(|x| x * unit).collect()
    }

    fn add_to(&self, programme: &mut Programme, comparisons: &Comparisons) -> Variable {
        let size = self.size(comparisons);
        let needed = (comparisons.threshold - self.least) / size;
        // A tiny slack beside coefficients of size 1 would vanish in the tolerance of the solver; a larger
        // one than needed is still no condition where the choice is 0.
        let slack = UNIT * if needed > SPREAD { needed } else { SPREAD };
        let at_least = UNIT * comparisons.threshold / size - slack;
        let choice = programme.choice();
        programme.at_least(&self.scaled(comparisons), &[(choice, -slack)], at_least);
        choice
    }
}

/// Weights with which the chosen comparisons hold by as much as can be; nothing where the solver finds none.
fn inside(chosen: &[&Open], comparisons: &Comparisons, set: &WeightSet) -> Option<Vec<f64>> {
    let mut programme = Programme::largest(set.bounds(), &vec![0.0; set.children()]);
    let margin = programme.variable(1.0, (-UNIT, UNIT));
    for open in chosen {
        let at_least = UNIT * comparisons.threshold / open.size(comparisons);
        programme.at_least(&open.scaled(comparisons), &[(margin, -1.0)], at_least);
    }
    programme.optimum().ok()?
}
