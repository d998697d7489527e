//! Which weights are possible: a checked set.

use super::bounds::{Bounds, Constraint, NOISE};
use super::linear_index::largest_size;
use super::polytope::Polytope;
use super::programme::{Programme, no_weights};
use super::weight_checks::{check_constraint, check_intervals, check_weights};
use icip_num::matrix::dot;
use icip_problem::{Code, Place, Problem, Problems, Report, message, quoted};

/// The weights that a node may have: not negative, adding up to 1, inside one interval per child, and meeting
/// further linear constraints. There is at least one such vector of weights: the constructors refuse
/// everything else, and report all that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightSet {
    bounds: Bounds,
    /// The corners of the set, where there are few enough.
    corners: Option<Polytope>,
}

impl WeightSet {
    /// All weights that add up to 1.
    ///
    /// # Errors
    /// No child.
    pub fn simplex(children: usize) -> Result<Self, Problems> {
        Self::intervals(&vec![(0.0, 1.0); children])
    }

    /// Weights inside one interval per child, lowest and highest.
    ///
    /// # Errors
    /// As [`WeightSet::new`].
    pub fn intervals(intervals: &[(f64, f64)]) -> Result<Self, Problems> {
        Self::new(intervals, Vec::new())
    }

    /// Each weight within a share of its nominal value: 0.25 for 25 % up and down, limited to 0 and 1.
    ///
    /// # Errors
    /// Nominal weights that are negative, not finite, or do not add up to 1; a share that is negative or
    /// not finite.
    ///
    /// ```
    /// use icip::robustness::exact::WeightSet;
    /// let set = WeightSet::around(&[0.5, 0.5], 0.2)?;
    /// assert!(set.contains(&[0.6, 0.4]) && !set.contains(&[0.7, 0.3]));
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn around(nominal: &[f64], share: f64) -> Result<Self, Problems> {
        let mut report = Report::default();
        check_weights(nominal, &mut report);
        if !(share >= 0.0 && share.is_finite()) {
            let problem = Problem::new(Code::Share, Place::default(), message!("share-value", share));
            report.problem(problem.hint(message!("at-least-zero")));
        }
        report.into_problems()?;
        let below = |w: f64| if share < 1.0 { w * (1.0 - share) } else { 0.0 };
        let above = |w: f64| if w * (1.0 + share) < 1.0 { w * (1.0 + share) } else { 1.0 };
        Self::intervals(&nominal.iter().map(|w| (below(*w), above(*w))).collect::<Vec<_>>())
    }

    /// Weights inside one interval per child that meet all constraints.
    ///
    /// # Errors
    /// All of: no child; an interval that is not inside 0..1 or whose lowest is above its highest; lowest
    /// weights that add up to more than 1, highest to less; a constraint of another number of children, or
    /// with coefficients that are not finite or all 0. Where no weights meet the constraints, the fewest of
    /// them that already cannot be met together: each of those can be met when another one is left out.
    ///
    /// ```
    /// use icip::robustness::exact::{Constraint, WeightSet};
    /// let free = [(0.0, 1.0); 3];
    /// let ranked = vec![Constraint::order(3, 0, 1), Constraint::order(3, 1, 2)];
    /// assert!(WeightSet::new(&free, ranked)?.contains(&[0.5, 0.3, 0.2]));
    ///
    /// let half = Constraint::new("w2 is half", vec![0.0, 1.0, 0.0], 0.5);
    /// let light = [(0.0, 0.4), (0.0, 1.0), (0.0, 1.0)];
    /// let why = WeightSet::new(&light, vec![Constraint::order(3, 0, 1), half]).unwrap_err();
    /// assert!(why.to_string().contains("`w1 >= w2`, `w2 is half`"));
    /// # Ok::<(), icip::problem::Problems>(())
    /// ```
    pub fn new(intervals: &[(f64, f64)], constraints: Vec<Constraint>) -> Result<Self, Problems> {
        let mut report = Report::default();
        check_intervals(intervals, &mut report);
        constraints.iter().for_each(|constraint| check_constraint(constraint, intervals.len(), &mut report));
        report.into_problems()?;
        let bounds = Bounds {
            lowest: intervals.iter().map(|interval| interval.0).collect(),
            highest: intervals.iter().map(|interval| interval.1).collect(),
            rows: constraints.into_iter().map(scaled).collect(),
        };
        if bounds.is_empty()? {
            return Err(bounds.contradiction()?);
        }
        Ok(Self { corners: bounds.corners(), bounds })
    }

    /// Number of children.
    pub fn children(&self) -> usize {
        self.bounds.lowest.len()
    }

    /// Whether weights are in the set, up to a rounding of 1e-9.
    pub fn contains(&self, weights: &[f64]) -> bool {
        let slack = 1e-9;
        let Bounds { lowest, highest, rows } = &self.bounds;
        let sum = weights.iter().fold(0.0, |sum, w| sum + w);
        weights.len() == self.children()
            && (sum - 1.0).abs() <= slack
            && weights
                .iter()
                .zip(lowest.iter().zip(highest))
                .all(|(w, (lo, hi))| *w >= lo - slack && *w <= hi + slack)
            && rows.iter().all(|row| dot(&row.coefficients, weights) >= row.at_least - slack)
    }

    /// The weights of the set that make `sum_k function_k w_k` largest: by the corners of the set, without
    /// them by the closed form for intervals, else by a linear programme.
    pub(super) fn highest(&self, function: &[f64]) -> Result<Vec<f64>, Problems> {
        if let Some(corners) = &self.corners {
            let value = |at: usize| dot(function, corners.point(at));
            let best = (1..corners.len()).fold(0, |best, at| if value(at) > value(best) { at } else { best });
            return Ok(corners.point(best).to_vec());
        }
        if self.bounds.rows.is_empty() {
            return Ok(self.bounds.filled(function));
        }
        // In units in which the largest coefficient is 1, because the tolerance of the solver is an absolute
        // number.
        let unit = largest_size(function);
        let worth: Vec<f64> = function.iter().map(|x| if unit > 0.0 { x / unit } else { 0.0 }).collect();
        Programme::largest(&self.bounds, &worth).optimum()?.ok_or_else(no_weights)
    }

    /// Smallest and largest value of `sum_k function_k w_k` over the set.
    pub(super) fn range(&self, function: &[f64]) -> Result<(f64, f64), Problems> {
        let turned: Vec<f64> = function.iter().map(|x| -x).collect();
        Ok((dot(function, &self.highest(&turned)?), dot(function, &self.highest(function)?)))
    }

    pub(super) fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    pub(super) fn corners(&self) -> Option<&Polytope> {
        self.corners.as_ref()
    }
}

impl Bounds {
    /// The corners, where they are few; an empty polytope where no weights meet the constraints.
    fn corners(&self) -> Option<Polytope> {
        let children = self.lowest.len();
        let mut part = Polytope::simplex(children)?;
        for k in 0..children {
            let unit: Vec<f64> = (0..children).map(|j| f64::from(u8::from(j == k))).collect();
            let turned: Vec<f64> = unit.iter().map(|x| -x).collect();
            // Bounds of 0 and 1 are those of the simplex. Cutting at them again would take bits for planes.
            if self.lowest[k] > 0.0 {
                part = part.cut_by(&unit, self.lowest[k], NOISE)?;
            }
            if self.highest[k] < 1.0 {
                part = part.cut_by(&turned, -self.highest[k], NOISE)?;
            }
        }
        for row in &self.rows {
            part = part.cut_by(&row.coefficients, row.at_least, NOISE)?;
        }
        Some(part)
    }

    fn is_empty(&self) -> Result<bool, Problems> {
        match self.corners() {
            Some(corners) => Ok(corners.len() == 0),
            // The intervals hold weights: their sums were looked at.
            None if self.rows.is_empty() => Ok(false),
            None => Ok(Programme::largest(self, &vec![0.0; self.lowest.len()]).optimum()?.is_none()),
        }
    }

    /// The largest weights of the intervals for a linear function: what the lowest weights leave goes to the
    /// children in the order of their coefficients.
    fn filled(&self, function: &[f64]) -> Vec<f64> {
        let mut order: Vec<usize> = (0..function.len()).collect();
        order.sort_by(|a, b| function[*b].total_cmp(&function[*a]));
        let mut weights = self.lowest.clone();
        let mut left = 1.0 - self.lowest.iter().fold(0.0, |sum, w| sum + w);
        for k in order {
            let room = self.highest[k] - self.lowest[k];
            let given = if left < room { left } else { room };
            weights[k] += given;
            left -= given;
        }
        weights
    }

    /// The fewest constraints that cannot be met together: one after the other is left out where the others
    /// still cannot be met.
    fn contradiction(mut self) -> Result<Problems, Problems> {
        // From the end, so that a removal does not move those that are still to be tried.
        for at in (0..self.rows.len()).rev() {
            let spared = self.rows.remove(at);
            if !self.is_empty()? {
                self.rows.insert(at, spared);
            }
        }
        let constraints = quoted(self.rows.iter().map(|row| row.name.as_str()));
        let what = message!("empty-weight-set-constraints", count = self.rows.len(), constraints);
        let hint = message!("empty-weight-set-constraints-hint");
        Ok(Problem::new(Code::EmptyWeightSet, Place::default(), what).hint(hint).into())
    }
}

/// A constraint with a largest coefficient of 1.
fn scaled(constraint: Constraint) -> Constraint {
    let unit = largest_size(&constraint.coefficients);
    Constraint {
        coefficients: constraint.coefficients.iter().map(|x| x / unit).collect(),
        at_least: constraint.at_least / unit,
        name: constraint.name,
    }
}
