//! Overtaking and gains against slow reference implementations.

use super::super::{
    Gain, Lever, LinearIndex, NoGain, Overtaking, WeightSet, gain, most_favourable, overtake,
};
use super::{Numbers, Problem, index, product};

/// Over intervals: weight goes from the child with the least lead to the one with the greatest, half of the
/// change a unit, until the entity has caught up. A linear programme with one row and one sum has no better
/// way.
fn reference(problem: &Problem, lead: &[f64]) -> Option<f64> {
    let mut weights = problem.nominal.clone();
    let mut order: Vec<usize> = (0..lead.len()).collect();
    order.sort_by(|a, b| lead[*a].total_cmp(&lead[*b]));
    let (mut low, mut high) = (0, order.len() - 1);
    let mut moved = 0.0;
    loop {
        let behind = -product(lead, &weights);
        if behind <= 0.0 {
            return Some(2.0 * moved);
        }
        if low >= high {
            return None;
        }
        let (from, to) = (order[low], order[high]);
        let there = weights[from] - problem.intervals[from].0;
        let room = problem.intervals[to].1 - weights[to];
        let needed = behind / (lead[to] - lead[from]);
        let step = there.min(room).min(needed);
        weights[from] -= step;
        weights[to] += step;
        moved += step;
        if step == needed {
            return Some(2.0 * moved);
        }
        if there <= room {
            low += 1;
        } else {
            high -= 1;
        }
    }
}

#[test]
fn the_change_is_that_of_moving_weight_by_hand() {
    let mut numbers = Numbers::new(31);
    let (mut possible, mut impossible) = (0, 0);
    for _ in 0..150 {
        let children = 2 + numbers.below(5);
        let index = index(&numbers.scores(children, 2, false));
        let mut problem = numbers.problem(children);
        problem.constraints.clear();
        let set = problem.set();
        let lead = index.lead(0, 1);
        match (overtake(&index, &set, &problem.nominal, 0, 1).expect("fitting"), reference(&problem, &lead)) {
            (Overtaking::Possible { change, largest, weights }, Some(reference)) => {
                assert!((change - reference).abs() < 1e-8, "{change} is not {reference}");
                assert!(set.contains(&weights) && product(&lead, &weights) >= -1e-14);
                assert!(largest <= change / 2.0 + 1e-9, "what one gains others lose");
                possible += 1;
            }
            (Overtaking::Impossible(near), None) => {
                assert!(near.lead < 0.0 && set.contains(&near.weights));
                impossible += 1;
            }
            (found, reference) => panic!("{found:?} is not {reference:?}"),
        }
    }
    assert!(possible > 20 && impossible > 20, "{possible} and {impossible}");
}

#[test]
fn no_weights_of_a_grid_are_nearer_or_better() {
    let mut numbers = Numbers::new(37);
    for _ in 0..30 {
        let index = index(&numbers.scores(3, 2, true));
        let problem = numbers.problem(3);
        let set = problem.set();
        let best = most_favourable(&index, &set, 0, 1).expect("fitting");
        let nearest = match overtake(&index, &set, &problem.nominal, 0, 1).expect("fitting") {
            Overtaking::Possible { change, .. } => change,
            Overtaking::Impossible(_) => f64::INFINITY,
        };
        for weights in problem.grid(50) {
            let lead = product(&index.lead(0, 1), &weights);
            assert!(lead <= best.lead + 1e-8);
            let change: f64 = weights.iter().zip(&problem.nominal).map(|(w, n)| (w - n).abs()).sum();
            assert!(lead < 1e-8 || change >= nearest - 1e-8, "{weights:?} is nearer than {nearest}");
        }
    }
}

#[test]
fn an_order_of_weights_binds() {
    // Lead of B over A: 0.5 - 1.2 w1 + 0 w3 with w2 = 1 - w1 - w3: (-0.7, 0.5, 0). From thirds it is
    // -0.2/3; w1 >= w2 forbids to give w2 what w1 loses beyond equality, so w1 gives to w3. Along
    // w1 = w2 = t the lead is -0.2 t: 0 at t = 0 only. Change: |0 - 1/3| 2 + |1 - 1/3| = 4/3.
    let index = LinearIndex::new(&[&[0.9, 0.2], &[0.3, 0.8], &[0.5, 0.5]]).expect("finite");
    let set = WeightSet::new(&[(0.0, 1.0); 3], vec![super::Constraint::order(3, 0, 1)]).expect("an order");
    let thirds = [1.0 / 3.0; 3];
    let Overtaking::Possible { change, largest, weights } =
        overtake(&index, &set, &thirds, 1, 0).expect("fitting")
    else {
        panic!("possible with all weight on the third child");
    };
    assert!((change - 4.0 / 3.0).abs() < 1e-8 && (largest - 2.0 / 3.0).abs() < 1e-8, "{weights:?}");
}

#[test]
fn who_is_there_already_changes_nothing() {
    let index = LinearIndex::new(&[&[0.9, 0.2, 0.9], &[0.3, 0.8, 0.3]]).expect("finite");
    let set = WeightSet::simplex(2).expect("two");
    for other in [1, 2] {
        let found = overtake(&index, &set, &[0.6, 0.4], 0, other).expect("fitting");
        assert_eq!(found, Overtaking::Possible { change: 0.0, largest: 0.0, weights: vec![0.6, 0.4] });
    }
    // Nominal weights outside of the set are brought into it: 0.2 from the first to the second.
    let narrow = WeightSet::intervals(&[(0.0, 0.4), (0.6, 1.0)]).expect("weights");
    let Overtaking::Possible { change, .. } = overtake(&index, &narrow, &[0.6, 0.4], 0, 2).expect("fitting")
    else {
        panic!("equal entities reach each other with all weights");
    };
    assert!((change - 0.4).abs() < 1e-9);
    assert!(overtake(&index, &set, &[0.6, 0.6], 0, 1).is_err());
    assert!(overtake(&index, &set, &[0.6, 0.4], 0, 9).is_err());
    assert!(overtake(&index, &set, &[1.0], 0, 1).is_err());
}

#[test]
fn a_gain_is_the_smallest_that_gains() {
    // Reference: the rank is tried at every index of another entity, the only places where it changes.
    let rank = |index: &[f64], entity: usize, own: f64| {
        1 + (0..index.len()).filter(|other| *other != entity && index[*other] > own).count()
    };
    let mut numbers = Numbers::new(41);
    for round in 0..200 {
        let entities = 1 + numbers.below(9);
        let index: Vec<f64> = numbers.scores(1, entities, round % 2 == 0).remove(0);
        let entity = numbers.below(entities);
        let lever = Lever { score: numbers.share(), limit: 1.0 + numbers.share(), slope: 0.5 };
        let now = rank(&index, entity, index[entity]);
        for places in 0..entities {
            let own = index.iter().copied().filter(|own| *own >= index[entity]);
            let enough = own.filter(|own| rank(&index, entity, *own) + places <= now);
            let least = enough.min_by(f64::total_cmp);
            let found = gain(&index, entity, &lever, places);
            match (found, least) {
                (Ok(Gain { increase, score, index: reached, rank: new }), Some(least)) => {
                    assert_eq!((reached, new), (least, rank(&index, entity, least)));
                    assert!(score <= lever.limit && increase >= 0.0);
                    assert!((index[entity] + lever.slope * increase - least).abs() < 1e-15);
                }
                (Err(NoGain::NotSoMany { rank }), None) => assert_eq!(rank, now),
                (Err(NoGain::OutOfReach { needed, rank: at_limit }), Some(least)) => {
                    let top = index[entity] + lever.slope * (lever.limit - lever.score);
                    assert!(needed > lever.limit && top < least + 1e-15);
                    assert_eq!(at_limit, rank(&index, entity, top));
                }
                (found, least) => panic!("round {round}: {found:?} is not {least:?}"),
            }
        }
    }
}

#[test]
fn a_tie_at_the_limit_gains_the_place() {
    // By hand: thirds of (0.6, 0.6, 0.9) and (0.6, 0.6, 1): 1 is needed, and what rounding adds to it is nothing.
    let index = [(0.6 + 0.6 + 1.0) / 3.0, (0.6 + 0.6 + 0.9) / 3.0];
    let lever = Lever { score: 0.9, limit: 1.0 - f64::EPSILON, slope: 1.0 / 3.0 };
    let found = gain(&index, 1, &lever, 1).expect("the tie shares rank 1");
    assert_eq!((found.score, found.rank), (lever.limit, 1));
    // Equal scores with other bits share a rank, so there is no place to gain.
    let equal = [0.2, (0.1 + 0.2 + 0.3) / 3.0, 0.1];
    assert_ne!(equal[0], equal[1]);
    assert_eq!(gain(&equal, 1, &lever, 1), Err(NoGain::NotSoMany { rank: 1 }));
    assert_eq!(gain(&equal, 0, &lever, 1), Err(NoGain::NotSoMany { rank: 1 }));
}

#[test]
fn what_cannot_gain_is_reported() {
    let index = [3.0, 2.0, 2.0, 1.0];
    let lever = Lever { score: 5.0, limit: 10.0, slope: 0.0 };
    assert_eq!(gain(&index, 3, &lever, 1), Err(NoGain::NoInfluence));
    assert_eq!(gain(&index, 9, &lever, 1), Err(NoGain::NoEntity { entity: 9 }));
    assert_eq!(gain(&index, 0, &lever, 1), Err(NoGain::NotSoMany { rank: 1 }));
    assert_eq!(gain(&index, 3, &Lever { slope: -1.0, ..lever }, 1), Err(NoGain::Numbers));
    assert_eq!(gain(&index, 3, &Lever { score: f64::NAN, ..lever }, 1), Err(NoGain::Numbers));
    // One place or two: rank 2 is shared by three then.
    let lever = Lever { slope: 0.5, ..lever };
    for places in [1, 2] {
        assert_eq!(
            gain(&index, 3, &lever, places),
            Ok(Gain { increase: 2.0, score: 7.0, index: 2.0, rank: 2 })
        );
    }
}
