//! What is wrong with intervals, constraints and weights as they were given.

use super::bounds::{Constraint, NOISE};
use icip_problem::{Code, Place, Problem, Report, counted};

/// Notes what keeps intervals from holding weights.
pub(super) fn check_intervals(intervals: &[(f64, f64)], report: &mut Report) {
    if intervals.is_empty() {
        let problem = Problem::new(Code::NoChild, Place::default(), "there is no child to weigh");
        report.problem(problem.hint("weights need at least one child"));
        return;
    }
    for (child, (lo, hi)) in intervals.iter().enumerate() {
        let place = Place::default().field(format!("child {}", child + 1));
        let inside = |x: &f64| (0.0..=1.0).contains(x);
        if !(inside(lo) && inside(hi)) {
            let what = format!("its weight is from `{lo}` to `{hi}`");
            report.problem(Problem::new(Code::Interval, place, what).hint("both must be from 0 to 1"));
        } else if lo > hi {
            let what = format!("its lowest weight `{lo}` is above its highest `{hi}`");
            report.problem(Problem::new(Code::Interval, place, what).hint("must be at most the highest"));
        }
    }
    if report.has_problems() {
        return;
    }
    let (least, most) = intervals.iter().fold((0.0, 0.0), |(least, most), (lo, hi)| (least + lo, most + hi));
    if least > 1.0 + NOISE {
        let what = format!("the lowest weights add up to `{least}`");
        report.problem(Problem::new(Code::EmptyWeightSet, Place::default(), what).hint("must be at most 1"));
    }
    if most < 1.0 - NOISE {
        let what = format!("the highest weights add up to `{most}`");
        report.problem(Problem::new(Code::EmptyWeightSet, Place::default(), what).hint("must be at least 1"));
    }
}

/// Notes what keeps a condition from being one on so many weights.
pub(super) fn check_constraint(constraint: &Constraint, children: usize, report: &mut Report) {
    let place = || Place::default().field(constraint.name.clone());
    let Constraint { coefficients, at_least, .. } = constraint;
    if coefficients.len() != children {
        let what = format!("has {}", counted(coefficients.len(), "coefficient"));
        let hint = format!("must have one for each child, {children} in all");
        report.problem(Problem::new(Code::Constraint, place(), what).hint(hint));
    } else if coefficients.iter().chain([at_least]).any(|x| !x.is_finite()) {
        let problem = Problem::new(Code::Constraint, place(), "has a number that is not finite");
        report.problem(problem.hint("coefficients and the least sum must be finite"));
    } else if coefficients.iter().all(|x| *x == 0.0) {
        let problem = Problem::new(Code::Constraint, place(), "has no coefficient other than 0");
        report.problem(problem.hint("name two children that are there, or give a coefficient"));
    }
}

/// Notes what keeps numbers from being weights.
pub(super) fn check_weights(weights: &[f64], report: &mut Report) {
    for (child, weight) in weights.iter().enumerate().filter(|(_, w)| !(**w >= 0.0 && w.is_finite())) {
        let place = Place::default().field(format!("child {}", child + 1));
        report.problem(
            Problem::new(Code::Weight, place, format!("its weight is `{weight}`")).hint("must be at least 0"),
        );
    }
    let sum = weights.iter().fold(0.0, |sum, w| sum + w);
    if !report.has_problems() && (sum - 1.0).abs() > 1e-9 {
        let what = format!("the weights add up to `{sum}`");
        report.problem(Problem::new(Code::Weight, Place::default(), what).hint("divide them by their sum"));
    }
}
