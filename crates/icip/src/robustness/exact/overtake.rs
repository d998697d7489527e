//! What weights would have to be for one entity to reach another.

use super::linear_index::{LinearIndex, largest_size};
use super::programme::{Programme, no_weights};
use super::weight_checks::check_weights;
use super::weight_set::WeightSet;
use icip_num::matrix::dot;
use icip_num::statistics;
use icip_problem::{Code, Place, Problem, Problems, Report, message};

/// The weights of a set that suit one entity best against another.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Favourable {
    /// Its index less that of the other with these weights; negative when it stays below.
    pub lead: f64,
    /// The weights.
    pub weights: Vec<f64>,
}

/// Whether an entity can reach another.
#[derive(Debug, Clone, PartialEq)]
pub enum Overtaking {
    /// With these weights of the set it is at least as high, and no weights nearer to the nominal ones do it.
    Possible {
        /// Sum of the absolute changes of all weights.
        change: f64,
        /// The largest change of one weight with these weights.
        largest: f64,
        /// The weights.
        weights: Vec<f64>,
    },
    /// With no weights of the set; here it comes nearest.
    Impossible(Favourable),
}

/// The weights of a set with which `entity` leads `other` by most, or trails it by least.
///
/// # Errors
/// Weights of another number of children than the index has; an entity that is not there; a
/// programme that the solver cannot solve.
///
/// ```
/// use icip::robustness::exact::{LinearIndex, WeightSet, most_favourable};
/// let index = LinearIndex::new(&[&[0.9, 0.2], &[0.3, 0.8]])?;
/// let best = most_favourable(&index, &WeightSet::intervals(&[(0.25, 0.75); 2])?, 1, 0)?;
/// // By hand: 0.25 (0.2 - 0.9) + 0.75 (0.8 - 0.3) = 0.2.
/// assert!((best.lead - 0.2).abs() < 1e-12 && best.weights == [0.25, 0.75]);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn most_favourable(
    index: &LinearIndex,
    set: &WeightSet,
    entity: usize,
    other: usize,
) -> Result<Favourable, Problems> {
    index.check(set.children(), &[entity, other])?;
    favourable(set, &index.lead(entity, other))
}

/// The smallest change of the nominal weights, inside a set, with which `entity` is at least as high as
/// `other`.
///
/// *Formula.* The smallest `sum_k |w_k - nominal_k|` over the `w` of the set with `index_entity(w) >=
/// index_other(w)`, a linear programme. The nominal weights need not be in the set. Several weights may be
/// equally near; one of them is given.
///
/// # Errors
/// Weights of another number of children than the index has; an entity that is not there; nominal
/// weights that are negative, not finite or do not add up to 1; a programme that the solver cannot solve.
///
/// ```
/// use icip::robustness::exact::{LinearIndex, Overtaking, WeightSet, overtake};
/// let index = LinearIndex::new(&[&[0.9, 0.2], &[0.3, 0.8]])?;
/// let free = WeightSet::simplex(2)?;
/// // By hand: the lead of the second is 0.5 - 1.2 w1, which is 0 at w1 = 5/12: 1/12 from each half.
/// let Overtaking::Possible { change, .. } = overtake(&index, &free, &[0.5, 0.5], 1, 0)? else { panic!() };
/// assert!((change - 1.0 / 6.0).abs() < 1e-9);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn overtake(
    index: &LinearIndex,
    set: &WeightSet,
    nominal: &[f64],
    entity: usize,
    other: usize,
) -> Result<Overtaking, Problems> {
    index.check(set.children(), &[entity, other])?;
    check_nominal(nominal, set.children())?;
    let lead = index.lead(entity, other);
    let best = favourable(set, &lead)?;
    if best.lead < -index.rounding() {
        return Ok(Overtaking::Impossible(best));
    }
    // No programme is solved here, so that the nominal weights come back without a rounding.
    if dot(&lead, nominal) >= 0.0 && set.contains(nominal) {
        return Ok(possible(nominal, nominal.to_vec()));
    }
    // Up to rounding a lead of 0 is the most that there is.
    let wanted = if best.lead < 0.0 { best.lead } else { 0.0 };
    let near = nearest(set, nominal, &lead, wanted)?;
    Ok(possible(nominal, lifted(near, &lead, wanted, &best)))
}

fn favourable(set: &WeightSet, lead: &[f64]) -> Result<Favourable, Problems> {
    let weights = set.highest(lead)?;
    Ok(Favourable { lead: dot(lead, &weights), weights })
}

fn possible(nominal: &[f64], weights: Vec<f64>) -> Overtaking {
    let changes: Vec<f64> = weights.iter().zip(nominal).map(|(w, nominal)| (w - nominal).abs()).collect();
    let largest = largest_size(&changes);
    Overtaking::Possible { change: statistics::sum(&changes), largest, weights }
}

/// The weights nearest to the nominal ones that lead by at least `wanted`.
fn nearest(set: &WeightSet, nominal: &[f64], lead: &[f64], wanted: f64) -> Result<Vec<f64>, Problems> {
    let mut programme = Programme::largest(set.bounds(), &vec![0.0; nominal.len()]);
    for (k, nominal) in nominal.iter().enumerate() {
        // The distance is at least w - nominal and at least nominal - w, and costs what it is.
        let distance = programme.variable(-1.0, (0.0, 1.0));
        let unit = |sign: f64| (0..lead.len()).map(|j| if j == k { sign } else { 0.0 }).collect::<Vec<f64>>();
        programme.at_least(&unit(-1.0), &[(distance, 1.0)], -nominal);
        programme.at_least(&unit(1.0), &[(distance, 1.0)], *nominal);
    }
    // In units in which the largest coefficient is 1, because the tolerance of the solver is an absolute
    // number.
    let size = largest_size(lead);
    if size > 0.0 {
        let row: Vec<f64> = lead.iter().map(|x| x / size).collect();
        programme.at_least(&row, &[], wanted / size);
    }
    programme.optimum()?.ok_or_else(no_weights)
}

/// The solver may miss its row by a rounding: goes towards the most favourable weights as far as that takes.
fn lifted(weights: Vec<f64>, lead: &[f64], wanted: f64, best: &Favourable) -> Vec<f64> {
    let missing = wanted - dot(lead, &weights);
    let room = best.lead - dot(lead, &weights);
    if !(missing > 0.0 && room > 0.0) {
        return weights;
    }
    let part = missing / room;
    weights.iter().zip(&best.weights).map(|(w, best)| w + part * (best - w)).collect()
}

fn check_nominal(nominal: &[f64], children: usize) -> Result<(), Problems> {
    let mut report = Report::default();
    check_weights(nominal, &mut report);
    if nominal.len() != children {
        let what = message!("weights-differ-nominal", count = nominal.len());
        let hint = message!("one-per-child", children);
        report.problem(Problem::new(Code::WeightsDiffer, Place::default(), what).hint(hint));
    }
    report.into_problems().map(drop)
}
