//! Sets of weights: what is refused, and the largest value of a function three ways.

use super::super::programme::Programme;
use super::super::{Constraint, WeightSet};
use super::{Numbers, product};

#[test]
fn everything_wrong_is_told_at_once() {
    let wrong = Constraint { name: "short".into(), coefficients: vec![1.0], at_least: 0.0 };
    let endless =
        Constraint { name: "endless".into(), coefficients: vec![1.0, f64::NAN, 0.0], at_least: 0.0 };
    let order = Constraint::order(3, 0, 7);
    let why = WeightSet::new(&[(0.5, 0.2), (-0.1, 0.5), (0.0, f64::NAN)], vec![wrong, endless, order])
        .expect_err("six problems");
    let codes: Vec<&str> = why.iter().map(|problem| problem.code.word()).collect();
    assert_eq!(
        codes,
        ["interval", "interval", "interval", "constraint", "constraint", "constraint"],
        "{why:?}"
    );
    assert!(WeightSet::simplex(0).is_err());
    assert!(WeightSet::around(&[0.5, 0.6], 0.1).is_err());
    assert!(WeightSet::around(&[0.5, 0.5], -0.1).is_err());
}

#[test]
fn intervals_without_weights_are_reported() {
    let why = WeightSet::intervals(&[(0.6, 1.0), (0.5, 1.0)]).expect_err("1.1 at least");
    assert!(why.to_string().contains("lowest weights add up to `1.1`"), "{why}");
    let why = WeightSet::intervals(&[(0.0, 0.4), (0.0, 0.5)]).expect_err("0.9 at most");
    assert!(why.to_string().contains("highest weights add up to `0.9`"), "{why}");
}

#[test]
fn a_contradiction_names_what_contradicts() {
    // w1 >= w2 >= w3 >= w1 is possible at equality; a lead of 0.1 more is not. w4 has no part in it.
    let lead = Constraint { name: "lead".into(), coefficients: vec![-1.0, 0.0, 1.0, 0.0], at_least: 0.1 };
    let heavy = Constraint { name: "heavy".into(), coefficients: vec![0.0, 0.0, 0.0, 1.0], at_least: 0.2 };
    let rows = || vec![Constraint::order(4, 0, 1), heavy.clone(), Constraint::order(4, 1, 2)];
    let free = [(0.0, 1.0); 4];
    assert!(WeightSet::new(&free, rows()).is_ok());
    let mut all = rows();
    all.push(lead.clone());
    let why = WeightSet::new(&free, all).expect_err("a circle").to_string();
    assert!(why.contains("meet the constraints `w1 >= w2`, `w2 >= w3`, `lead` together"), "{why}");
    // The same among so many children that corners are not kept.
    let wide = |c: Constraint| Constraint { coefficients: [c.coefficients, vec![0.0; 16]].concat(), ..c };
    let mut all: Vec<Constraint> = rows().into_iter().map(wide).collect();
    let intervals = [(0.01, 0.9); 20];
    let set = WeightSet::new(&intervals, all.clone()).expect("possible");
    assert!(set.contains(&set.highest(&[1.0; 20]).expect("solved")));
    all.push(wide(lead));
    let why = WeightSet::new(&intervals, all).expect_err("a circle").to_string();
    assert!(why.contains("meet the constraints `w1 >= w2`, `w2 >= w3`, `lead` together"), "{why}");
}

#[test]
fn corners_closed_form_and_programme_agree() {
    let mut numbers = Numbers::new(43);
    for _ in 0..60 {
        let children = 1 + numbers.below(6);
        let problem = numbers.problem(children);
        let set = problem.set();
        let function: Vec<f64> = (0..children).map(|_| numbers.share() - 0.5).collect();
        let by_corners = set.highest(&function).expect("corners");
        assert!(set.contains(&by_corners));
        let programme =
            Programme::largest(set.bounds(), &function).optimum().expect("solved").expect("weights");
        assert!((product(&function, &by_corners) - product(&function, &programme)).abs() < 1e-9);
        let reference = problem.meetings(&[]).iter().map(|w| product(&function, w)).max_by(f64::total_cmp);
        assert!((product(&function, &by_corners) - reference.expect("corners")).abs() < 1e-12);
    }
    // Sixteen intervals by the closed form, against the programme.
    let set = WeightSet::around(&numbers.weights(16), 0.5).expect("around weights");
    let function: Vec<f64> = (0..16).map(|_| numbers.share() - 0.5).collect();
    assert!(set.corners().is_none());
    let closed = set.highest(&function).expect("closed form");
    let programme = Programme::largest(set.bounds(), &function).optimum().expect("solved").expect("weights");
    assert!(
        set.contains(&closed) && (product(&function, &closed) - product(&function, &programme)).abs() < 1e-9
    );
}

#[test]
fn intervals_of_no_width_are_one_point() {
    let set = WeightSet::around(&[0.1, 0.2, 0.7], 0.0).expect("a point");
    let (least, most) = set.range(&[3.0, 5.0, 7.0]).expect("corners");
    // 0.3 + 1 + 4.9.
    assert!((least - 6.2).abs() < 1e-12 && (most - 6.2).abs() < 1e-12);
}
