//! Dominance and its diagram against their definitions.

use super::super::{Dominance, WeightSet, dominance};
use super::{Numbers, index, product};
use icip_num::exec::Par;

#[test]
fn over_all_weights_dominance_is_by_child() {
    let mut numbers = Numbers::new(17);
    for round in 0..20 {
        let children = 1 + numbers.below(4);
        let scores = numbers.scores(children, 70, round % 2 == 0);
        let set = WeightSet::simplex(children).expect("children");
        let order = dominance(&index(&scores), &set, 0.0, Par::Seq).expect("fitting");
        for i in 0..70 {
            for j in 0..70 {
                let nowhere_lower = scores.iter().all(|child| child[i] >= child[j]);
                let somewhere_higher = scores.iter().any(|child| child[i] > child[j]);
                assert_eq!(order.dominates(i, j), nowhere_lower && somewhere_higher);
                assert_eq!(order.equal(i, j), nowhere_lower && !somewhere_higher);
            }
        }
    }
}

#[test]
fn over_a_set_dominance_is_at_its_corners() {
    let mut numbers = Numbers::new(19);
    for round in 0..20 {
        let children = 2 + numbers.below(3);
        let index = index(&numbers.scores(children, 15, round % 2 == 0));
        let problem = numbers.problem(children);
        let order = dominance(&index, &problem.set(), 1e-9, Par::Seq).expect("fitting");
        let corners = problem.meetings(&[]);
        for i in 0..15 {
            for j in (0..15).filter(|j| *j != i) {
                let leads: Vec<f64> = corners.iter().map(|w| product(&index.lead(i, j), w)).collect();
                let dominates = leads.iter().all(|x| *x >= -1e-9) && leads.iter().any(|x| *x > 1e-9);
                assert_eq!(order.dominates(i, j), dominates, "round {round}: {i}, {j}");
            }
        }
    }
}

#[test]
fn sets_with_many_corners_are_asked_pair_by_pair() {
    // Twelve intervals have more corners than are kept. Reference: a lead is smallest when what the lowest
    // weights leave is handed out in steps of the half intervals, here 12 equal intervals of 0.08 around
    // 1/12, from the smallest lead upwards: six at the highest, six at the lowest.
    let mut numbers = Numbers::new(23);
    let index = index(&numbers.scores(12, 9, true));
    let (lo, hi) = (1.0 / 12.0 - 0.04, 1.0 / 12.0 + 0.04);
    let set = WeightSet::intervals(&[(lo, hi); 12]).expect("intervals");
    assert!(set.corners().is_none());
    let order = dominance(&index, &set, 1e-9, Par::Seq).expect("fitting");
    for i in 0..9 {
        for j in (0..9).filter(|j| *j != i) {
            let mut lead = index.lead(i, j);
            lead.sort_by(f64::total_cmp);
            let least = hi * lead[..6].iter().sum::<f64>() + lo * lead[6..].iter().sum::<f64>();
            let most = lo * lead[..6].iter().sum::<f64>() + hi * lead[6..].iter().sum::<f64>();
            assert_eq!(order.dominates(i, j), least >= -1e-9 && most > 1e-9, "{i}, {j}");
        }
    }
}

/// The diagram by its definition: an edge where nothing stands between, a level by moving down.
fn reference(order: &Dominance, groups: &[Vec<usize>]) -> (Vec<(usize, usize)>, Vec<usize>) {
    let above = |g: usize, h: usize| order.dominates(groups[g][0], groups[h][0]);
    let count = groups.len();
    let mut edges = Vec::new();
    for g in 0..count {
        for h in 0..count {
            if above(g, h) && !(0..count).any(|m| above(g, m) && above(m, h)) {
                edges.push((g, h));
            }
        }
    }
    // As long as one is not below all that stand above it, it is moved down.
    let mut levels = vec![1; count];
    while let Some((g, h)) = edges.iter().copied().find(|(g, h)| levels[*h] <= levels[*g]) {
        levels[h] = levels[g] + 1;
    }
    (edges, levels)
}

#[test]
fn the_diagram_is_the_reduction() {
    let mut numbers = Numbers::new(29);
    for round in 0..12 {
        let children = 1 + numbers.below(3);
        let index = index(&numbers.scores(children, 66, round % 2 == 0));
        let set = numbers.problem(children).set();
        let order = dominance(&index, &set, 1e-9, Par::Seq).expect("fitting");
        let hasse = order.hasse(Par::Threads(2));
        let mut members: Vec<usize> = hasse.groups.iter().flatten().copied().collect();
        members.sort_unstable();
        assert_eq!(members, (0..66).collect::<Vec<_>>());
        assert_eq!((hasse.edges, hasse.levels), reference(&order, &hasse.groups), "round {round}");
    }
}

#[test]
fn by_hand() {
    // A (3, 3) over B (2, 2) and C (2, 2), over D (1, 1); E (4, 0) beside all of them. F (3, 4) over A.
    let scores = [vec![3.0, 2.0, 2.0, 1.0, 4.0, 3.0], vec![3.0, 2.0, 2.0, 1.0, 0.0, 4.0]];
    let set = WeightSet::simplex(2).expect("two");
    let hasse = dominance(&index(&scores), &set, 1e-9, Par::Seq).expect("fitting").hasse(Par::Seq);
    assert_eq!(hasse.groups, [vec![0], vec![1, 2], vec![3], vec![4], vec![5]]);
    assert_eq!(hasse.edges, [(0, 1), (1, 2), (4, 0)]);
    assert_eq!(hasse.levels, [2, 3, 4, 1, 1]);
    // With at least half of the weight on the second child E (at most 2) is below A, and equal to B and C at
    // equal weights, below elsewhere; D is at 1, E at 0 when the second child has all weight.
    let second = WeightSet::intervals(&[(0.0, 0.5), (0.5, 1.0)]).expect("halves");
    let hasse = dominance(&index(&scores), &second, 1e-9, Par::Seq).expect("fitting").hasse(Par::Seq);
    assert_eq!(hasse.edges, [(0, 1), (1, 2), (1, 3), (4, 0)]);
    assert_eq!(hasse.levels, [2, 3, 4, 4, 1]);
}

#[test]
fn equal_entities_are_one_group() {
    let set = WeightSet::simplex(2).expect("two");
    let same = index(&[vec![1.0; 3], vec![2.0; 3]]);
    let hasse = dominance(&same, &set, 0.0, Par::Seq).expect("fitting").hasse(Par::Seq);
    assert_eq!((hasse.groups, hasse.edges, hasse.levels), (vec![vec![0, 1, 2]], vec![], vec![1]));
}

#[test]
fn a_tolerance_leaves_the_relation_transitive() {
    // Steps of 0.8e-9: each is equal to the next within 1e-9, so all are.
    let steps = index(&[(0..5).map(|i| f64::from(i) * 0.8e-9).collect()]);
    let set = WeightSet::simplex(1).expect("one");
    let order = dominance(&steps, &set, 1e-9, Par::Seq).expect("fitting");
    assert!(order.equal(0, 4));
}
