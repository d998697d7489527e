//! What is wrong with intervals, constraints and weights as they were given.

use super::bounds::{Constraint, NOISE};
use icip_problem::{Code, Message, Place, Problem, Problems, Report, message};

/// Notes what keeps intervals from holding weights.
pub(super) fn check_intervals(intervals: &[(f64, f64)], report: &mut Report) {
    if intervals.is_empty() {
        let problem = Problem::new(Code::NoChild, Place::default(), message!("no-child-to-weigh"));
        report.problem(problem.hint(message!("no-child-to-weigh-hint")));
        return;
    }
    for (child, (lo, hi)) in intervals.iter().enumerate() {
        let place = Place::default().field(format!("child {}", child + 1));
        let inside = |x: &f64| (0.0..=1.0).contains(x);
        if !(inside(lo) && inside(hi)) {
            let what = message!("interval-outside", low = *lo, high = *hi);
            report.problem(Problem::new(Code::Interval, place, what).hint(message!("interval-outside-hint")));
        } else if lo > hi {
            let what = message!("interval-reversed", low = *lo, high = *hi);
            report
                .problem(Problem::new(Code::Interval, place, what).hint(message!("interval-reversed-hint")));
        }
    }
    if report.has_problems() {
        return;
    }
    let (least, most) = intervals.iter().fold((0.0, 0.0), |(least, most), (lo, hi)| (least + lo, most + hi));
    let mut empty = |what: Message, hint: Message| {
        report.problem(Problem::new(Code::EmptyWeightSet, Place::default(), what).hint(hint));
    };
    if least > 1.0 + NOISE {
        empty(message!("empty-weight-set-lowest", sum = least), message!("empty-weight-set-lowest-hint"));
    }
    if most < 1.0 - NOISE {
        empty(message!("empty-weight-set-highest", sum = most), message!("empty-weight-set-highest-hint"));
    }
}

/// Notes what keeps a condition from being one on so many weights.
pub(super) fn check_constraint(constraint: &Constraint, children: usize, report: &mut Report) {
    let Constraint { name, coefficients, at_least } = constraint;
    let mut refuse = |what: Message, hint: Message| {
        report.problem(Problem::new(Code::Constraint, Place::default().field(name), what).hint(hint));
    };
    if coefficients.len() != children {
        refuse(
            message!("constraint-length", count = coefficients.len()),
            message!("one-per-child", children),
        );
    } else if coefficients.iter().chain([at_least]).any(|x| !x.is_finite()) {
        refuse(message!("constraint-not-finite"), message!("constraint-not-finite-hint"));
    } else if coefficients.iter().all(|x| *x == 0.0) {
        refuse(message!("constraint-zero"), message!("constraint-zero-hint"));
    }
}

/// Notes what keeps numbers from being weights.
pub(super) fn check_weights(weights: &[f64], report: &mut Report) {
    for (child, weight) in weights.iter().enumerate().filter(|(_, w)| !(**w >= 0.0 && w.is_finite())) {
        let place = Place::default().field(format!("child {}", child + 1));
        let what = message!("weight-negative", weight = *weight);
        report.problem(Problem::new(Code::Weight, place, what).hint(message!("at-least-zero")));
    }
    let sum = weights.iter().fold(0.0, |sum, w| sum + w);
    if !report.has_problems() && (sum - 1.0).abs() > 1e-9 {
        let problem = Problem::new(Code::Weight, Place::default(), message!("weight-sum", sum));
        report.problem(problem.hint(message!("weight-sum-hint")));
    }
}

/// Refuses a tolerance that is negative or not finite.
pub(super) fn check_tolerance(tolerance: f64) -> Result<(), Problems> {
    if tolerance >= 0.0 && tolerance.is_finite() {
        return Ok(());
    }
    let problem = Problem::new(Code::Tolerance, Place::default(), message!("tolerance-value", tolerance));
    Err(problem.hint(message!("at-least-zero")).into())
}
