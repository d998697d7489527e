//! Answers worked out by hand, and checked by scoring the changed table.

use super::*;
use crate::framework::Files;
use crate::plan::Plan;
use icip_num::exec::Par;
use icip_table::data::Panel;
use icip_table::io::read_csv;

/// The index is the mean of `a`, which is better high, from 0 to 20, and of `b`, better low, from 10 to 0.
const TOML: &str = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\nINDEX\n\
    [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nnormalise = { goalposts = { worst = 0, best = 20 } }\nLEAF\n\
    [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\nnormalise = { goalposts = { worst = 10, best = 0 } }\n";

const DATA: &str = "code,a,b\np,8,5\nq,10,3.5\nr,4,9\n";

/// What `entity` would have to measure, leaf by leaf.
fn reach(index: &str, leaf: &str, data: &str, entity: usize) -> Vec<Reach> {
    with(index, leaf, data, |prepared, card, rows| {
        let gains = leaf_gains(prepared, card, rows, EntityIx::new(entity)).expect("it can gain a place");
        gains.into_iter().map(|gain| gain.reach).collect()
    })
}

fn with<T>(
    index: &str,
    leaf: &str,
    data: &str,
    work: impl FnOnce(&Prepared<'_>, &Scorecard<'_>, &[usize]) -> T,
) -> T {
    let toml = match leaf {
        "FITTED" => TOML.replace("{ goalposts = { worst = 0, best = 20 } }\nLEAF", "\"min-max\""),
        "WITHOUT WEIGHT" => TOML.replace("LEAF", "weight = 0") + "weight = 1\n",
        _ => TOML.replace("LEAF", leaf),
    };
    let toml = toml.replace("INDEX", index);
    let framework = Files::new("f", &toml).read().expect("valid").value;
    let panel: Panel = read_csv(data.as_bytes(), "d", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("there");
    let prepared = plan.prepare(&panel, Par::Seq).expect("comparable");
    let card = prepared.score().expect("scores");
    let rows: Vec<usize> = (0..panel.rows()).collect();
    work(&prepared, &card, &rows)
}

fn rank(index: &str, leaf: &str, data: &str, entity: usize) -> f64 {
    with(index, leaf, data, |_, card, _| {
        card.ranks(card.framework().root_index()).get(entity).expect("it is ranked")
    })
}

#[test]
fn the_nearest_value_in_the_units_of_the_data() {
    // By hand: the scores of a are 0.4, 0.5, 0.2 and of b 0.5, 0.65, 0.1; their sums 0.9, 1.15, 0.3. p needs 0.25
    // more: a of 0.65 is 13, b of 0.75 is 2.5. r needs 0.6 more: a of 0.8 is 16, b of 0.7 is 3.
    let at = |value, rank| Reach::At { value, rank };
    assert_eq!(reach("", "", DATA, 0), [at(13.0, 1), at(2.5, 1)]);
    assert_eq!(reach("", "", DATA, 2), [at(16.0, 2), at(3.0, 2)]);
    // The whole table scored again agrees, and the value before it does not gain the place.
    assert_eq!(rank("", "", &DATA.replace("p,8", "p,13"), 0), 1.0);
    assert_eq!(rank("", "", &DATA.replace("p,8", "p,12"), 0), 2.0);
    assert_eq!(rank("", "", &DATA.replace("r,4,9", "r,4,3"), 2), 2.0);
    assert_eq!(rank("", "", &DATA.replace("r,4,9", "r,4,3.1"), 2), 3.0);
}

#[test]
fn the_nearest_answer_is_the_lowest_that_is_enough() {
    // By hand: p has 0.25 of a and 0 of b, q 0.35 and 0. With `fair`, worth 0.4, p has the mean 0.325 and is above the
    // 0.175 of q; in the order of the words `excellent` comes before it, and `good` after.
    let toml = TOML.replace("INDEX", "").replace("LEAF", "");
    let toml = toml.replace(
        "{ goalposts = { worst = 10, best = 0 } }",
        "{ map = { values = { bad = 0, fair = 0.4, good = 0.7, excellent = 1 } } }",
    );
    let framework = Files::new("f", &toml).read().expect("valid").value;
    let data = "code,a,b\np,5,bad\nq,7,bad\nr,9,good\n";
    let panel: Panel = read_csv(data.as_bytes(), "d", &framework.read_options()).expect("valid").value.panel;
    let plan = Plan::compile(&framework, &panel.schema()).expect("there");
    let prepared = plan.prepare(&panel, Par::Seq).expect("comparable");
    let card = prepared.score().expect("scores");
    let gains = leaf_gains(&prepared, &card, &[0, 1, 2], EntityIx::new(0)).expect("it can gain a place");
    let Reach::At { value, rank: 2 } = gains[1].reach else { panic!("{gains:?}") };
    let leaf = framework.nodes()[gains[1].node].leaf().expect("it is one");
    assert_eq!(leaf.answer(value), Some("fair"));
}

#[test]
fn whole_numbers_stay_whole() {
    // By hand: q has 0.35 from b = 6.5, so its sum is 0.85 and that of r 0.3; r needs a of 0.75, which is 15; with b of
    // p = 5.5 the sum of p is 0.85, too. For a sum of 0.86 (b = 6.4) r needs a of 0.76, which is 15.2: 16 is the first.
    let data = "code,a,b\np,8,5.5\nq,10,6.4\nr,4,9\n";
    assert_eq!(reach("", "", data, 2)[0], Reach::At { value: 15.0, rank: 2 });
    let data = "code,a,b\np,8,5.4\nq,10,6.4\nr,4,9\n";
    assert_eq!(reach("", "", data, 2)[0], Reach::At { value: 16.0, rank: 1 });
}

#[test]
fn rounded_ranks_and_other_aggregations_are_scored_again() {
    // By hand: geometric means of (0.4, 0.5) and (0.5, 0.65): p needs a of 0.65, because 0.65 * 0.5 = 0.325; or b of
    // 0.325 / 0.4 = 0.8125, which is 1.875 and 1.8 with one decimal.
    let geometric = "aggregate = \"geometric-mean\"";
    let at = |value| Reach::At { value, rank: 1 };
    assert_eq!(reach(geometric, "", DATA, 0), [at(13.0), at(1.8)]);
    // Rounded to one digit q has 0.575, which is 0.6; p reaches it from 0.55 on: a of 0.6 is 12, b of 0.7 is 3.
    assert_eq!(reach("round = { digits = 1, half = \"up\" }", "", DATA, 0), [at(12.0), at(3.0)]);
}

#[test]
fn what_cannot_be_reached_is_told_with_the_reason() {
    // By hand: r needs a of 16, and 15 is the most that is allowed.
    let max = Reach::OutOfRange { min: Some(0.0), max: Some(15.0) };
    assert_eq!(reach("", "range = { min = 0, max = 15 }", DATA, 2)[0], max);
    // By hand: capped at 15, a gives at most 0.75.
    let capped = "treat = { caps = { max = 15 } }";
    assert_eq!(reach("", capped, DATA, 2)[0], Reach::EndOfScale { score: 0.75 });
    assert_eq!(reach("", "WITHOUT WEIGHT", DATA, 0)[0], Reach::NoInfluence);
    // Without a value there is nothing to start from; b alone is the index of r, and needs 0.45: 5.5.
    let gap = DATA.replace("r,4", "r,");
    assert_eq!(reach("", "", &gap, 2), [Reach::Missing { filled: None }, Reach::At { value: 5.5, rank: 2 }]);
    let filled = reach("", "impute = \"mean\"", &gap, 2)[0];
    // By hand: the mean of 8 and 10.
    assert_eq!(filled, Reach::Missing { filled: Some(9.0) });
    let by = NodeIx::new(0);
    assert_eq!(reach("aggregate = \"copeland\"", "", DATA, 0), [Reach::Compared { by }; 2]);
}

#[test]
fn a_fitted_scale_stays_as_it_is_and_ends_at_its_best_value() {
    // By hand: min-max over 8, 10, 4 gives 2/3, 1, 0; with b of p = 0.5 and of r = 0.2 their sums are 7/6 and 0.2. r needs
    // 29/30, which is 9.8, so 10; with b of r = 9 it needs 16/15, which is beyond the best value.
    let data = DATA.replace("r,4,9", "r,4,8");
    assert_eq!(reach("", "FITTED", &data, 2)[0], Reach::At { value: 10.0, rank: 2 });
    assert_eq!(reach("", "FITTED", DATA, 2)[0], Reach::EndOfScale { score: 1.0 });
}

#[test]
fn the_first_gains_no_place() {
    with("", "", DATA, |prepared, card, rows| {
        let refused = leaf_gains(prepared, card, rows, EntityIx::new(1)).expect_err("it is the first");
        assert!(
            refused.to_string().contains("`q` has the highest score and cannot gain a place"),
            "{refused}"
        );
    });
}
