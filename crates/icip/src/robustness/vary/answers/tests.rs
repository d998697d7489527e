//! Questions about small cards, worked out by hand.

use super::*;
use crate::framework::{Files, Framework, NodeIx, WeightDraw};
use crate::plan::Plan;
use icip_num::scalar;
use icip_table::data::{Column, Entity, Panel};

/// Entities p, q, r; the index is of a and of n, and n of b and c; b and c weigh 1 and 3.
fn with(toml: &str, cells: [[Option<f64>; 3]; 3], work: impl FnOnce(&Scorecard<'_>, &Framework)) {
    let head = "format = 1\n[framework]\nid = \"t\"\n";
    let structure =
        "code,parent,level,column,weight\nindex,,top,,\na,index,,a,\nn,index,part,,\nb,n,,b,1\nc,n,,c,3\n";
    let toml = format!("{head}[defaults]\nnormalise = \"none\"\nrange = {{ min = 0, max = 10 }}\n{toml}");
    let files = Files::new("t.toml", &toml).with_structure("s.csv", structure);
    let framework = files.read().expect("valid").value;
    let column = |cells: [Option<f64>; 3]| Column::new(cells).expect("finite");
    let [a, b, c] = cells.map(column);
    let panel = Panel::builder()
        .entities(["p", "q", "r"].map(Entity::new))
        .column("a", a)
        .column("b", b)
        .column("c", c)
        .build()
        .expect("valid");
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let card = plan.prepare(&panel, Par::Seq).expect("comparable").score().expect("scores");
    work(&card, &framework);
}

/// n is (b + 3 c) / 4: 2, 4, 8. The index is 5, 5.5, 5.
const CELLS: [[Option<f64>; 3]; 3] =
    [[Some(8.0), Some(7.0), Some(2.0)], [Some(2.0), Some(1.0), Some(8.0)], [Some(2.0), Some(5.0), Some(8.0)]];

const ALL: [usize; 3] = [0, 1, 2];

fn ranks(card: &Scorecard<'_>, node: NodeIx, free: &FreeWeights) -> Vec<(usize, usize)> {
    let answers = Answers::new(card, &ALL, node, free).expect("linear");
    let found = answers.extremes(&Search::default(), Par::Seq).expect("solved");
    found.iter().map(|extremes| (extremes.best.rank, extremes.worst.rank)).collect()
}

#[test]
fn the_weights_of_the_index_and_of_a_node_below_it() {
    with("", CELLS, |card, framework| {
        // Of a and n: with w on a the index is 2 + 6 w, 4 + 3 w, 8 - 6 w. p is first from w = 2/3, last up to
        // 1/2. q lies above p up to 2/3 and above r from 4/9: second at the ends, first between, never third.
        let index = framework.root_index();
        assert_eq!(ranks(card, index, &FreeWeights::Simplex), [(1, 3), (1, 2), (1, 3)]);
        // Of b and c with v on b: n is 2, 5 - 4 v, 8; the index 5, 6 - 2 v, 5. q is above from v < 1/2.
        let n = framework.position("n").expect("it is there");
        assert_eq!(ranks(card, n, &FreeWeights::Simplex), [(1, 2), (1, 3), (1, 2)]);
        // Declared is v = 1/4; within half of the weights v is at most 0.375 / (0.375 + 0.375) = 1/2: never
        // below.
        assert_eq!(ranks(card, n, &FreeWeights::Within(0.5)), [(1, 2), (1, 1), (1, 2)]);
    });
}

#[test]
fn relative_weights_are_all_that_draws_can_give() {
    // Of 1/2 and 1/2 within a fifth: 0.6 / (0.6 + 0.4) and 0.4 / (0.4 + 0.6), wider than 0.6 / 1.1.
    let set = FreeWeights::Within(0.2).set(&["a", "b"], &[0.5, 0.5]).expect("a set");
    assert!(set.contains(&[0.6, 0.4]) && set.contains(&[0.4, 0.6]) && !set.contains(&[0.61, 0.39]));
    let nominal = [0.2, 0.3, 0.5];
    let set = FreeWeights::Drawn(WeightDraw::Spread(0.4)).set(&["a", "b", "c"], &nominal).expect("a set");
    let mut stream = icip_num::random::Stream::new(1, icip_num::random::Purpose::Inputs, 0);
    for _ in 0..1000 {
        let drawn = nominal.map(|w| w * (0.6 + 0.8 * stream.unit()));
        let total = drawn[0] + drawn[1] + drawn[2];
        assert!(set.contains(&drawn.map(|w| w / total)), "{drawn:?}");
    }
    // The extreme is reached: a at its most, the others at their least; 0.28 / (0.28 + 0.18 + 0.3).
    let a = 0.28 / 0.76;
    assert!(
        set.contains(&[a, 0.18 / 0.76, 0.3 / 0.76])
            && !set.contains(&[a + 0.01, 0.18 / 0.76, 0.3 / 0.76 - 0.01])
    );
    let bounds = vec![("a".to_owned(), 1.0, 2.0), ("b".to_owned(), 0.0, 0.0)];
    let set = FreeWeights::Between(bounds).set(&["a", "b"], &[0.5, 0.5]).expect("a set");
    assert!(set.contains(&[1.0, 0.0]) && !set.contains(&[0.9, 0.1]));
}

#[test]
fn logarithms_for_a_geometric_mean() {
    with("[levels.top]\naggregate = \"geometric-mean\"\n", CELLS, |card, framework| {
        let answers =
            Answers::new(card, &ALL, framework.root_index(), &FreeWeights::Simplex).expect("linear");
        for (row, at) in ALL.iter().enumerate() {
            let index = scalar::exp(answers.index().value(*at, answers.nominal()));
            assert!((index - card.index().get(row).expect("a score")).abs() < 1e-12);
        }
    });
}

#[test]
fn what_is_not_linear_is_refused_with_the_reason() {
    let why = |toml: &str, cells, node: &str, free: &FreeWeights| {
        let mut why = String::new();
        with(toml, cells, |card, framework| {
            let node = framework.position(node).expect("it is there");
            why = format!("{:?}", Answers::new(card, &ALL, node, free).expect_err("not linear"));
        });
        why
    };
    let simplex = FreeWeights::Simplex;
    let text = why(
        "[levels.top]\naggregate = \"minimum\"\nround = { digits = 1, half = \"even\" }\n",
        CELLS,
        "index",
        &simplex,
    );
    assert!(
        text.contains("`minimum` of `index` is no weighted mean") && text.contains("`index` rounds"),
        "{text}"
    );
    let text = why("[levels.part]\naggregate = \"geometric-mean\"\n", CELLS, "n", &simplex);
    assert!(text.contains("`geometric-mean` of `n`, a node below the index,"), "{text}");
    let text = why("[levels.top]\naggregate = \"geometric-mean\"\n", CELLS, "n", &simplex);
    assert!(text.contains("what `n` contributes to `index` depends on the scores"), "{text}");
    let mut gap = CELLS;
    gap[1][1] = None;
    let text = why("", gap, "n", &simplex);
    assert!(text.contains("`b` has no score for `q`"), "{text}");
    assert!(why("", CELLS, "a", &simplex).contains("`a` is a leaf"));
    let sets = FreeWeights::Drawn(WeightDraw::Sets(vec![Vec::new(), Vec::new()]));
    assert!(why("", CELLS, "index", &sets).contains("one of `2` sets"));
    let text = why("[rank]\non = { rounded = { digits = 1, half = \"even\" } }\n", CELLS, "index", &simplex);
    assert!(text.contains("leave out `on` for an exact answer"), "{text}");
}

#[test]
fn overtaking_and_gaining_by_hand() {
    with("", CELLS, |card, framework| {
        let answers =
            Answers::new(card, &ALL, framework.root_index(), &FreeWeights::Simplex).expect("linear");
        // p reaches q at w = 2/3 instead of 1/2: 1/6 more here, 1/6 less there.
        let Overtaking::Possible { change, .. } =
            answers.overtake(EntityIx::new(0), EntityIx::new(1)).expect("solved")
        else {
            panic!()
        };
        assert!((change - 1.0 / 3.0).abs() < 1e-9);
        // p lacks 0.5 of the index after q; a point of c is 3/4 of n and 3/8 of the index: 4/3 points.
        let c = framework.position("c").expect("it is there");
        let gained = gain_of(card, &ALL, EntityIx::new(0), c, 1).expect("there is room up to 10");
        assert!((gained.increase - 4.0 / 3.0).abs() < 1e-12 && gained.rank == 1);
        let why = gain_of(card, &ALL, EntityIx::new(1), c, 1).expect_err("q is first");
        assert!(why.to_string().contains("rank `1`"), "{why}");
    });
}
