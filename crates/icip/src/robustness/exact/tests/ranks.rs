//! Extremes of ranks against enumeration.

use super::super::comparisons::Comparisons;
use super::super::{Extremes, LinearIndex, Search, Through, WeightSet, extremes, integer, regions};
use super::{Numbers, Problem, index, product};
use icip_num::exec::Par;

const TOLERANCE: f64 = 1e-9;

fn all(index: &LinearIndex, set: &WeightSet) -> Vec<Extremes> {
    let found = extremes(index, set, &Search::default(), Par::Seq).expect("fitting weights");
    for (entity, reach) in found.iter().flat_map(|e| [&e.best, &e.worst]).enumerate() {
        assert!(reach.proven() && set.contains(&reach.weights), "{reach:?}");
        assert_eq!(
            index.rank(entity / 2, &reach.weights, TOLERANCE),
            reach.rank,
            "the witness gives the rank"
        );
    }
    found
}

fn pairs(found: &[Extremes]) -> Vec<(usize, usize)> {
    found.iter().map(|e| (e.best.rank, e.worst.rank)).collect()
}

/// The largest count over all points at which planes meet. The weights with which some comparisons all hold
/// are a polytope, and a polytope has a corner; so no count is missed.
fn reference(index: &LinearIndex, problem: &Problem, entity: usize) -> (usize, usize) {
    let others: Vec<usize> = (0..index.entities()).filter(|other| *other != entity).collect();
    let most = |threshold: f64, lead: &dyn Fn(usize) -> Vec<f64>| {
        let planes: Vec<(Vec<f64>, f64)> = others.iter().map(|other| (lead(*other), threshold)).collect();
        let holds = |w: &[f64]| planes.iter().filter(|(d, least)| product(d, w) >= least - 1e-12).count();
        problem.meetings(&planes).iter().map(|w| holds(w)).max().expect("the set has corners")
    };
    let below = most(-TOLERANCE, &|other| index.lead(entity, other));
    let above = most(TOLERANCE, &|other| index.lead(other, entity));
    (index.entities() - below, 1 + above)
}

#[test]
fn extremes_are_those_of_enumeration() {
    let mut numbers = Numbers::new(7);
    for round in 0..60 {
        let children = 1 + numbers.below(4);
        let entities = 1 + numbers.below(8);
        let index = index(&numbers.scores(children, entities, round % 2 == 0));
        let problem = numbers.problem(children);
        let found = pairs(&all(&index, &problem.set()));
        let references: Vec<(usize, usize)> =
            (0..entities).map(|entity| reference(&index, &problem, entity)).collect();
        assert_eq!(found, references, "round {round}, {children} children");
    }
}

#[test]
fn no_weights_of_a_grid_give_a_rank_outside() {
    let mut numbers = Numbers::new(11);
    for (children, steps) in [(2, 400), (3, 60), (4, 20)] {
        let index = index(&numbers.scores(children, 12, false));
        let problem = numbers.problem(children);
        let found = all(&index, &problem.set());
        for weights in problem.grid(steps) {
            for (entity, e) in found.iter().enumerate() {
                let rank = index.rank(entity, &weights, TOLERANCE);
                assert!(e.best.rank <= rank && rank <= e.worst.rank, "{entity} has {rank} with {weights:?}");
            }
        }
    }
}

#[test]
fn the_two_methods_agree() {
    let mut numbers = Numbers::new(3);
    for round in 0..200 {
        let children = 2 + numbers.below(5);
        let index = index(&numbers.scores(children, 14, round % 2 == 0));
        let set = numbers.problem(children).set();
        let corners = set.corners().expect("few children");
        for comparisons in
            [Comparisons::above(&index, 0, TOLERANCE), Comparisons::not_above(&index, 0, TOLERANCE)]
        {
            let by_regions = regions::most(&comparisons, corners, 100_000);
            let by_integers = integer::most(&comparisons, &set, 100_000).expect("solved");
            assert_eq!(by_regions.bound, by_integers.bound, "round {round}, {children} children");
            for found in [by_regions, by_integers] {
                assert_eq!(comparisons.count(&found.weights), found.bound, "round {round}: {found:?}");
            }
        }
    }
}

#[test]
fn a_search_cut_short_answers_with_an_interval() {
    let index = index(&Numbers::new(5).scores(4, 30, false));
    let set = WeightSet::simplex(4).expect("four children");
    let exact = all(&index, &set);
    let mut open = 0;
    for most_regions in [1, 3, 10] {
        let search = Search { most_regions, ..Search::default() };
        let found = extremes(&index, &set, &search, Par::Seq).expect("fitting weights");
        for (found, exact) in found.iter().zip(&exact) {
            assert!(found.best.bound <= exact.best.rank && exact.best.rank <= found.best.rank);
            assert!(found.worst.rank <= exact.worst.rank && exact.worst.rank <= found.worst.bound);
            open += usize::from(!found.best.proven()) + usize::from(!found.worst.proven());
        }
    }
    assert!(open > 0, "a single region does not decide everything");
}

#[test]
fn by_hand_with_two_children() {
    // With t on the first child: A = t, B = 1 - t, C = 0.6. A is highest from t = 0.6, B up to 0.4, C
    // between; A is last below 0.5, B above it. C is below A or below B, never both.
    let scores = vec![vec![1.0, 0.0, 0.6], vec![0.0, 1.0, 0.6]];
    assert_eq!(pairs(&all(&index(&scores), &WeightSet::simplex(2).expect("two"))), [(1, 3), (1, 3), (1, 2)]);
    // t from 0.45 to 0.7: B is at most 0.55 and never above C; above A until 0.5.
    let narrow = WeightSet::intervals(&[(0.45, 0.7), (0.3, 0.55)]).expect("weights");
    assert_eq!(pairs(&all(&index(&scores), &narrow)), [(1, 3), (2, 3), (1, 2)]);
}

#[test]
fn equality_is_shared() {
    // All the same: everybody is first whatever the weights.
    let same = index(&[vec![0.5; 4], vec![0.2; 4], vec![0.1; 4]]);
    assert_eq!(pairs(&all(&same, &WeightSet::simplex(3).expect("three"))), [(1, 1); 4]);
    // The second is equal to the first at t = 1 alone, and below elsewhere: its best rank is 1.
    let touch = index(&[vec![1.0, 1.0], vec![1.0, 0.0]]);
    assert_eq!(pairs(&all(&touch, &WeightSet::simplex(2).expect("two"))), [(1, 1), (1, 2)]);
    // Within the tolerance is equal.
    let near = index(&[vec![1.0, 1.0 + 1e-10]]);
    assert_eq!(pairs(&all(&near, &WeightSet::simplex(1).expect("one"))), [(1, 1); 2]);
}

#[test]
fn one_child_one_entity_and_fixed_weights() {
    let one = WeightSet::simplex(1).expect("one child");
    assert_eq!(pairs(&all(&index(&[vec![3.0, 1.0, 3.0, 2.0]]), &one)), [(1, 1), (4, 4), (1, 1), (3, 3)]);
    assert_eq!(pairs(&all(&index(&[vec![3.0], vec![1.0]]), &WeightSet::simplex(2).expect("two"))), [(1, 1)]);
    // Thirds do not add up to 1 in floating point. Means: 2, 3, 1.
    let thirds = WeightSet::intervals(&[(1.0 / 3.0, 1.0 / 3.0); 3]).expect("thirds");
    let scores = index(&[vec![2.0, 9.0, 1.0], vec![2.0, 0.0, 1.0], vec![2.0, 0.0, 1.0]]);
    assert_eq!(pairs(&all(&scores, &thirds)), [(2, 2), (1, 1), (3, 3)]);
}

#[test]
fn a_node_below_the_top_moves_the_index_by_its_share() {
    // The node is half of the index; the rest gives the first entity 2 points more. Node scores t and 1 - t
    // differ by at most 1, half a point: nothing changes.
    let through = [Through { share: 0.5, rest: 2.0 }, Through { share: 0.5, rest: 0.0 }];
    let far = LinearIndex::below(&[&[1.0, 0.0], &[0.0, 1.0]], &through).expect("finite");
    let free = WeightSet::simplex(2).expect("two");
    assert_eq!(pairs(&all(&far, &free)), [(1, 1), (2, 2)]);
    // With 0.2 points more the second is above where 0.5 (1 - 2 t) > 0.2: t < 0.3.
    let through = [Through { share: 0.5, rest: 0.2 }, Through { share: 0.5, rest: 0.0 }];
    let near = LinearIndex::below(&[&[1.0, 0.0], &[0.0, 1.0]], &through).expect("finite");
    let found = all(&near, &free);
    assert_eq!(pairs(&found), [(1, 2), (1, 2)]);
    assert!(found[0].worst.weights[0] < 0.3);
}

#[test]
fn many_children_are_answered_too() {
    // Ten children by integers. The first entity has 1 on the first child, the others 1 on another: with all
    // weight there it is first, and with all weight elsewhere one is above it, or with weight shared among
    // the nine all are.
    let scores: Vec<Vec<f64>> =
        (0..10).map(|k| (0..10).map(|i| f64::from(u8::from(i == k))).collect()).collect();
    let found = all(&index(&scores), &WeightSet::simplex(10).expect("ten"));
    assert_eq!(pairs(&found), [(1, 10); 10]);
    // With an order of weights each is at least as high as the next, and all are equal at equal weights.
    let chain = (0..9).map(|k| super::Constraint::order(10, k, k + 1)).collect();
    let ordered = WeightSet::new(&[(0.0, 1.0); 10], chain).expect("an order");
    let expected: Vec<(usize, usize)> = (1..=10).map(|rank| (1, rank)).collect();
    assert_eq!(pairs(&all(&index(&scores), &ordered)), expected);
}

#[test]
fn threads_change_nothing() {
    let index = index(&Numbers::new(13).scores(4, 40, true));
    let set = WeightSet::simplex(4).expect("four");
    let found = extremes(&index, &set, &Search::default(), Par::Threads(3)).expect("fitting");
    assert_eq!(found, all(&index, &set));
}

#[test]
fn what_does_not_fit_is_reported() {
    let index = index(&[vec![1.0, 2.0]]);
    let two = WeightSet::simplex(2).expect("two");
    let why = extremes(&index, &two, &Search::default(), Par::Seq).expect_err("two children");
    assert_eq!(why.to_string(), "the weights are for 2 children; the node has 1 child");
    let search = Search { tolerance: f64::NAN, ..Search::default() };
    let one = WeightSet::simplex(1).expect("one");
    assert!(extremes(&index, &one, &search, Par::Seq).is_err());
    let why = LinearIndex::new(&[&[1.0, f64::NAN], &[1.0]]).expect_err("a NaN and a short column");
    assert_eq!(why.len(), 2, "{why:?}");
    assert!(LinearIndex::new(&[]).is_err() && LinearIndex::new(&[&[]]).is_err());
}
