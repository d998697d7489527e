//! Properties that hold for every framework and every panel, on random ones.
//!
//! The cases are the same in every run: proptest's seed is fixed and failures are not written to
//! disk.

use icip::data::{Entity, Panel};
use icip::exec::Par;
use icip::framework::{Framework, NodeIx};
use icip::round::{Half, Round};
use icip_tests::methods::{METHODS, Rising};
use icip_tests::tolerance::SUMS;
use icip_tests::{all, framework, panel, score, score_of, try_score};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x1c1_b2018),
        ..ProptestConfig::default()
    }
}

/// The head of a framework whose data have a code column and nothing else.
fn head(more: &str) -> String {
    format!("format = 1\n[framework]\nid = \"test\"\n[data]\ncode = \"code\"\n{more}\n")
}

/// A node of a framework as TOML; `rules` are further lines.
fn node(code: &str, parent: Option<&str>, rules: &str) -> String {
    let parent = parent.map_or_else(String::new, |parent| format!("parent = \"{parent}\"\n"));
    format!("[[nodes]]\ncode = \"{code}\"\n{parent}{rules}\n")
}

/// A leaf that reads the column of its own name.
fn leaf(code: &str, parent: &str, rules: &str) -> String {
    node(code, Some(parent), &format!("column = \"{code}\"\n{rules}"))
}

/// Close in relation to the size of the numbers.
fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= SUMS * (1.0 + a.abs() + b.abs()),
        (a, b) => a == b,
    }
}

/// Columns `a`, `b`, ... of a panel.
fn columns(cells: &[Vec<Option<f64>>]) -> Vec<(String, Vec<Option<f64>>)> {
    cells.iter().enumerate().map(|(k, cells)| (letter(k), cells.clone())).collect()
}

fn letter(k: usize) -> String {
    char::from(b'a' + u8::try_from(k).expect("few columns")).to_string()
}

/// A cell: mostly a number of an everyday size, at times absent; ties are frequent.
fn cell() -> impl Strategy<Value = Option<f64>> + Clone {
    prop_oneof![
        2 => Just(None),
        6 => (-40_i32..400).prop_map(|n| Some(f64::from(n) / 8.0)),
        6 => (-100.0..100.0_f64).prop_map(Some),
    ]
}

/// Like [`cell`], above zero.
fn positive() -> impl Strategy<Value = Option<f64>> + Clone {
    cell().prop_map(|cell| cell.map(|x| x.abs() + 0.25))
}

fn cells(
    columns: usize,
    rows: std::ops::Range<usize>,
    of: impl Strategy<Value = Option<f64>> + Clone,
) -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    rows.prop_flat_map(move |rows| vec(vec(of.clone(), rows), columns))
}

/// A tree of two pillars with four leaves that knows only what is in its own row.
fn own_row() -> Framework {
    framework(
        &(head("")
            + &node("I", None, "aggregate = { geometric-mean = { floor = 0.01 } }")
            + &node("P", Some("I"), "weight = 2\nmissing = \"skip\"")
            + &node("Q", Some("I"), "weight = 1\nmissing = { at-least = { share = 0.5 } }")
            + &leaf("a", "P", "weight = 3\nnormalise = { goalposts = { worst = -50, best = 50 } }")
            + &leaf(
                "b",
                "P",
                "weight = 1\nnormalise = { bands = { cuts = [0, 20], points = [0, 0.4, 1] } }",
            )
            + &leaf("c", "Q", "direction = -1")
            + &leaf("d", "Q", "impute = { constant = { value = 2 } }")),
        None,
    )
}

/// The same shape with methods that look at the sample.
fn whole_sample() -> Framework {
    framework(
        &(head("")
            + &node("I", None, "")
            + &node("P", Some("I"), "")
            + &node("Q", Some("I"), "missing = \"zero\"")
            + &leaf("a", "P", "normalise = { min-max = { constant = 0.5 } }")
            + &leaf("b", "P", "normalise = { z-score = { constant = 0 } }")
            + &leaf("c", "Q", "normalise = { against-median = { above = 2, equal = 1, below = 0 } }")
            + &leaf(
                "d",
                "Q",
                "direction = -1\nnormalise = { min-max = { lo = 1, hi = 100, constant = 1 } }",
            )),
        None,
    )
}

/// The rows of a panel in another order, under their own codes.
fn permuted(cells: &[Vec<Option<f64>>], order: &[usize]) -> Panel {
    let mut builder = Panel::builder().entities(order.iter().map(|row| Entity::new(format!("e{row:03}"))));
    for (name, cells) in columns(cells) {
        let column = icip::data::Column::new(order.iter().map(|row| cells[*row])).expect("finite");
        builder = builder.column(name, column);
    }
    builder.build().expect("a permutation has no duplicates")
}

proptest! {
    #![proptest_config(config(500))]

    /// Another order of rows gives the same scores and ranks in that order: to the bit where an
    /// entity's score is its own, else but for the order of the sums.
    #[test]
    fn permuting_entities_permutes_scores(
        (cells, order) in cells(4, 1..24, cell())
            .prop_flat_map(|cells| {
                let order: Vec<usize> = (0..cells[0].len()).collect();
                (Just(cells), Just(order).prop_shuffle())
            })
    ) {
        for (framework, exact) in [(own_row(), true), (whole_sample(), false)] {
            let (straight, shuffled) = (panel(&columns(&cells)), permuted(&cells, &order));
            let (straight, shuffled) = (score(&framework, &straight), score(&framework, &shuffled));
            for node in NodeIx::first(framework.nodes().len()) {
                for (place, row) in order.iter().enumerate() {
                    let here = straight.scores().column(node).get(*row);
                    let there = shuffled.scores().column(node).get(place);
                    prop_assert!(if exact { here == there } else { near(here, there) }, "{here:?} {there:?}");
                    if exact {
                        prop_assert_eq!(straight.ranks(node).get(*row), shuffled.ranks(node).get(place));
                    }
                }
            }
        }
    }

    /// Weights are relative: times any factor, a mean is the same, and a weighted sum, whose weights
    /// are points, is as many times larger.
    #[test]
    fn common_scaling_of_sibling_weights(
        cells in cells(3, 1..12, positive()),
        weights in vec(0.01..10.0_f64, 3),
        factor in 0.001..1000.0_f64,
    ) {
        for aggregate in ["arithmetic-mean", "geometric-mean", "weighted-sum"] {
            for missing in ["\"skip\"", "{ at-least = { share = 0.6, by = \"weight\" } }", "{ constant = { value = 1 } }"] {
                let with = |factor: f64| {
                    let mut text = head("") + &node("I", None, &format!("aggregate = \"{aggregate}\"\nmissing = {missing}"));
                    for (k, weight) in weights.iter().enumerate() {
                        text += &leaf(&letter(k), "I", &format!("weight = {:?}", weight * factor));
                    }
                    framework(&text, None)
                };
                let panel = panel(&columns(&cells));
                let (one, scaled) = (with(1.0), with(factor));
                let (one, scaled) = (score(&one, &panel), score(&scaled, &panel));
                let times = if aggregate == "weighted-sum" { factor } else { 1.0 };
                for row in 0..panel.rows() {
                    let want = one.index().get(row).map(|z| z * times);
                    prop_assert!(near(scaled.index().get(row), want), "{aggregate}: {:?} {want:?}", scaled.index().get(row));
                }
            }
        }
    }

    /// A negative direction exchanges the goalposts; exchanged twice they are where they were.
    #[test]
    fn flipping_direction_twice_is_identity(
        cells in cells(1, 1..16, positive()),
        worst in 0.5..40.0_f64,
        distance in prop_oneof![-0.4..-0.01_f64, 0.5..60.0_f64],
        clip in prop_oneof![Just("both"), Just("none"), Just("above"), Just("below")],
        scale in prop_oneof![Just("linear"), Just("log")],
    ) {
        let best = worst + distance;
        let with = |direction: i8, worst: f64, best: f64| {
            let rules = format!(
                "direction = {direction}\nnormalise = {{ goalposts = {{ worst = {worst:?}, best = {best:?}, lo = 1, hi = 7, clip = \"{clip}\", scale = \"{scale}\" }} }}"
            );
            framework(&(head("") + &node("I", None, "") + &leaf("a", "I", &rules)), None)
        };
        let panel = panel(&columns(&cells));
        let (plain, twice, once) = (with(1, worst, best), with(-1, best, worst), with(-1, worst, best));
        let (plain, twice, once) = (score(&plain, &panel), score(&twice, &panel), score(&once, &panel));
        prop_assert_eq!(plain.scores(), twice.scores());
        // Once turns the scale round: cut or not, the two ends are lo + hi = 8 apart from each other.
        if clip == "both" || clip == "none" {
            for row in 0..panel.rows() {
                let want = plain.index().get(row).map(|z| 8.0 - z);
                prop_assert!(near(once.index().get(row), want), "{:?} {want:?}", once.index().get(row));
            }
        }
    }

    /// What is better when it is more is worse when it is less: -x with a negative direction is x.
    #[test]
    fn flipping_the_column_and_its_direction_is_identity(cells in cells(1, 1..24, cell())) {
        let negated: Vec<Vec<Option<f64>>> =
            cells.iter().map(|cells| cells.iter().map(|cell| cell.map(|x| -x)).collect()).collect();
        for method in ["\"none\"", "{ min-max = { constant = 0.5 } }", "{ z-score = { constant = 0.5 } }"] {
            let with = |direction: i8| {
                let rules = format!("direction = {direction}\nnormalise = {method}");
                framework(&(head("") + &node("I", None, "") + &leaf("a", "I", &rules)), None)
            };
            let (plain, turned) = (with(1), with(-1));
            let (there, here) = (panel(&columns(&negated)), panel(&columns(&cells)));
            let (plain, turned) = (score(&plain, &here), score(&turned, &there));
            // To the bit: only signs change on the way.
            prop_assert_eq!(plain.scores(), turned.scores(), "{}", method);
        }
    }

    /// Units do not matter to min-max and z-score: a x + b with a > 0 has the scores of x. All
    /// numbers are such that a x + b is exact, so min-max agrees to the bit.
    #[test]
    fn affine_invariance(
        cells in vec(prop_oneof![1 => Just(None), 9 => (-2000_i32..2000).prop_map(Some)], 1..24),
        (times, halvings, shift) in (1_i32..200, 0_i32..6, -4000_i32..4000),
    ) {
        let x: Vec<Option<f64>> = cells.iter().map(|cell| cell.map(f64::from)).collect();
        let a = f64::from(times) / f64::from(1 << halvings);
        let y: Vec<Option<f64>> = x.iter().map(|cell| cell.map(|x| a * x + f64::from(shift))).collect();
        let (x, y) = (panel(&columns(&[x])), panel(&columns(&[y])));
        for direction in [1, -1] {
            for method in [
                "{ min-max = { lo = 0, hi = 100, constant = 50 } }",
                "{ z-score = { constant = 0 } }",
                "{ z-score = { mean = 100, sd = 10, divisor = \"n\", constant = 0 } }",
            ] {
                let rules = format!("direction = {direction}\nnormalise = {method}");
                let framework = framework(&(head("") + &node("I", None, "") + &leaf("a", "I", &rules)), None);
                let (x, y) = (score(&framework, &x), score(&framework, &y));
                if method.contains("min-max") {
                    prop_assert_eq!(x.scores(), y.scores());
                }
                for row in 0..cells.len() {
                    let (x, y) = (x.index().get(row), y.index().get(row));
                    prop_assert!(near(x, y), "{method}: {x:?} {y:?}");
                }
            }
        }
    }

    /// The geometric mean is never above the arithmetic mean of the same children.
    #[test]
    fn geometric_mean_is_at_most_the_arithmetic_mean(
        cells in cells(3, 1..16, positive()),
        weights in vec(0.0..10.0_f64, 3).prop_filter("one is above 0", |weights| weights.iter().any(|w| *w > 0.0)),
    ) {
        let leaves: String = weights.iter().enumerate()
            .flat_map(|(k, weight)| {
                ["G", "A"].map(|parent| {
                    node(&format!("{parent}{k}"), Some(parent), &format!("column = \"{}\"\nweight = {weight:?}", letter(k)))
                })
            })
            .collect();
        let text = head("")
            + &node("I", None, "aggregate = \"weighted-sum\"")
            + &node("G", Some("I"), "aggregate = \"geometric-mean\"")
            + &node("A", Some("I"), "")
            + &leaves;
        let framework = framework(&text, None);
        let panel = panel(&columns(&cells));
        let card = score(&framework, &panel);
        for row in 0..panel.rows() {
            let (g, a) = (score_of(&card, "G", row), score_of(&card, "A", row));
            prop_assert_eq!(g.is_some(), a.is_some());
            if let (Some(g), Some(a)) = (g, a) {
                prop_assert!(g <= a * (1.0 + SUMS), "{} above {}", g, a);
            }
        }
    }

    /// Skipping an absent child is the same as a tree without that child, for that entity.
    #[test]
    fn skip_equals_the_tree_without_the_child(
        cells in cells(4, 1..8, positive()),
        weights in vec(0.1..10.0_f64, 4),
    ) {
        let panel = panel(&columns(&cells));
        for aggregate in ["arithmetic-mean", "geometric-mean", "weighted-sum"] {
            let with = |children: &[usize]| {
                let mut text = head("") + &node("I", None, &format!("aggregate = \"{aggregate}\"\nmissing = \"skip\""));
                for k in children {
                    text += &leaf(&letter(*k), "I", &format!("weight = {:?}", weights[*k]));
                }
                framework(&text, None)
            };
            let whole = with(&[0, 1, 2, 3]);
            let card = score(&whole, &panel);
            let index: Vec<Option<f64>> = card.index().cells().collect();
            for (row, whole) in index.into_iter().enumerate() {
                let present: Vec<usize> = (0..4).filter(|k| cells[*k][row].is_some()).collect();
                if present.is_empty() {
                    prop_assert_eq!(whole, None);
                    continue;
                }
                let pruned = with(&present);
                let pruned = score(&pruned, &panel).index().get(row);
                prop_assert!(pruned.is_some() && near(whole, pruned), "{:?} {:?}", whole, pruned);
            }
        }
    }

    /// Ranks of all four tie rules against counting, an entity at a time.
    #[test]
    fn ranks_against_counting(
        scores in vec(prop_oneof![
            1 => Just(None),
            1 => Just(Some(-0.0)),
            6 => (-3_i32..4).prop_map(|n| Some(f64::from(n) / 4.0)),
            3 => (-1.0..1.0_f64).prop_map(Some),
        ], 1..40),
        groups in vec(prop_oneof![1 => Just(None), 4 => (0..3_u8).prop_map(Some)], 40),
        unranked in vec(proptest::bool::weighted(0.1), 40),
        digits in prop_oneof![Just(None), Just(Some(0_u32)), Just(Some(1))],
    ) {
        let entities = (0..scores.len()).map(|row| {
            Entity::new(format!("e{row:03}")).with_groups(vec![groups[row].map(|g| format!("g{g}"))])
        });
        let panel = Panel::builder()
            .groups(["group"])
            .entities(entities)
            .column("a", icip::data::Column::new(scores.iter().copied()).expect("finite"))
            .build()
            .expect("no duplicates");
        let left_out: Vec<String> =
            (0..scores.len()).filter(|row| unranked[*row]).map(|row| format!("\"e{row:03}\"")).collect();
        let on = digits.map_or_else(|| "\"unrounded\"".to_owned(), |d| format!("{{ rounded = {{ digits = {d} }} }}"));
        let ranked: Vec<Option<f64>> = scores
            .iter()
            .zip(&unranked)
            .map(|(score, out)| score.filter(|_| !out))
            .map(|score| score.map(|z| digits.map_or(z, |d| rounded_by_hand(z, d, Half::Even))))
            .collect();
        for ties in ["competition", "dense", "ordinal", "average"] {
            let text = head("groups = [\"group\"]")
                + &format!("[rank]\nties = \"{ties}\"\non = {on}\nunranked = [{}]\n", left_out.join(", "))
                + &node("I", None, "")
                + &leaf("a", "I", "");
            let framework = framework(&text, None);
            let card = score(&framework, &panel);
            for row in 0..scores.len() {
                let everyone = |_: usize| true;
                let inside = |other: usize| groups[other].is_some() && groups[other] == groups[row];
                let want = counted(&ranked, row, ties, everyone);
                prop_assert_eq!(card.ranks(framework.root_index()).get(row), want, "{} {}", ties, row);
                prop_assert_eq!(card.rank_of(&format!("e{row:03}")), want);
                let want = counted(&ranked, row, ties, inside);
                prop_assert_eq!(card.group_ranks(0).get(row), want, "{} {} in its group", ties, row);
            }
        }
    }
}

/// The rank of a row by counting the others.
fn counted(scores: &[Option<f64>], row: usize, ties: &str, among: impl Fn(usize) -> bool) -> Option<f64> {
    let own = scores[row].filter(|_| among(row))?;
    let others: Vec<(usize, f64)> =
        (0..scores.len()).filter(|r| among(*r)).filter_map(|r| Some((r, scores[r]?))).collect();
    let above: Vec<f64> = others.iter().map(|(_, z)| *z).filter(|z| *z > own).collect();
    let equal_before = others.iter().filter(|(r, z)| *z == own && *r < row).count() as f64;
    let equal = others.iter().filter(|(_, z)| *z == own).count() as f64;
    Some(match ties {
        "competition" => above.len() as f64 + 1.0,
        "dense" => {
            let first_of_its_kind = |i: &usize| !above[..*i].contains(&above[*i]);
            (0..above.len()).filter(first_of_its_kind).count() as f64 + 1.0
        }
        "ordinal" => above.len() as f64 + 1.0 + equal_before,
        "average" => above.len() as f64 + (1.0 + equal) / 2.0,
        other => panic!("no rule `{other}`"),
    })
}

/// Decimal rounding on the digits that Rust prints, as a person would: all digits as one whole
/// number, divided, and the remainder looked at.
fn rounded_by_hand(x: f64, digits: u32, half: Half) -> f64 {
    // Display never uses an exponent.
    let text = format!("{}", x.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = digits as usize;
    if fraction.len() <= digits {
        return x;
    }
    let number: u128 = format!("{whole}{fraction}").parse().expect("few enough digits for the oracle");
    let unit = 10_u128.pow(u32::try_from(fraction.len() - digits).expect("few digits"));
    let (below, rest) = (number / unit, number % unit);
    let up = match (2 * rest).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => match half {
            Half::Even => below % 2 == 1,
            Half::Away => true,
            Half::Up => x > 0.0,
            other => panic!("the oracle does not know {other:?}"),
        },
    };
    let kept = format!("{:0>width$}", below + u128::from(up), width = digits + 1);
    let (whole, fraction) = kept.split_at(kept.len() - digits);
    let value: f64 = format!("{whole}.{fraction}0").parse().expect("a decimal");
    if x < 0.0 { -value } else { value }
}

/// Numbers with few decimals, halves among them, and any doubles of a size that the oracle's whole
/// numbers hold.
fn to_round() -> impl Strategy<Value = f64> {
    let written = (-10_000_000_i64..10_000_000, 0_usize..8).prop_map(|(n, places)| {
        let sign = if n < 0 { "-" } else { "" };
        let text = format!("{:0>width$}", n.unsigned_abs(), width = places + 1);
        let (whole, fraction) = text.split_at(text.len() - places);
        format!("{sign}{whole}.{fraction}0").parse().expect("a decimal")
    });
    let halves = (-100_000_i64..100_000, 0_usize..7).prop_map(|(n, places)| {
        let sign = if n < 0 { "-" } else { "" };
        let text = format!("{:0>width$}", n.unsigned_abs(), width = places + 1);
        let (whole, fraction) = text.split_at(text.len() - places);
        format!("{sign}{whole}.{fraction}5").parse().expect("a decimal")
    });
    // Twelve digits, so that what is not a half is further from it than rounding errors are.
    let twelve_digits = |x: f64| format!("{x:.11e}").parse().expect("a decimal");
    let everyday = (-1000.0..1000.0_f64).prop_map(twelve_digits);
    let large = (1e6..1e15_f64).prop_map(twelve_digits);
    prop_oneof![written, halves, everyday, -1e-4..1e-4_f64, large]
}

proptest! {
    #![proptest_config(config(40_000))]

    /// Rounding against [`rounded_by_hand`].
    #[test]
    fn rounding_against_decimals_by_hand(x in to_round(), digits in 0_u32..8) {
        for half in [Half::Even, Half::Away, Half::Up] {
            let (got, want) = (Round::new(digits, half).apply(x), rounded_by_hand(x, digits, half));
            prop_assert_eq!(got, want, "{} to {} digits, {:?}", x, digits, half);
            prop_assert_eq!(Round::new(digits, half).apply(got), got, "rounding is done once");
        }
    }
}

#[test]
fn every_method_is_listed() {
    let listed: Vec<(&str, &str)> = METHODS.iter().map(|(family, name, _, _)| (*family, *name)).collect();
    let there: Vec<(&str, &str)> = icip::methods().iter().map(|doc| (doc.family, doc.name)).collect();
    for method in &there {
        assert!(listed.contains(method), "{method:?} has no line in METHODS: give it one");
    }
    for method in &listed {
        assert!(there.contains(method), "{method:?} is in METHODS and not in the library");
    }
    for (family, name, rising, texts) in METHODS {
        assert!(!texts.is_empty(), "{family} {name} is never tried");
        assert!(texts.iter().all(|text| text.contains(name)), "{family} {name}: a text of another method");
        assert!(*family == "aggregate" || *rising == Rising::Unsaid, "only an aggregation has children");
    }
}

/// A framework that holds the method: one leaf, or one node over three leaves.
fn around(family: &str, text: &str) -> Framework {
    let rule = format!("{family} = {text}");
    let text = match family {
        "impute" | "treat" | "normalise" => head("") + &node("I", None, "") + &leaf("a", "I", &rule),
        "aggregate" | "missing" | "weigh" => {
            let other = if family == "missing" { "" } else { "missing = \"skip\"" };
            head("")
                + &node("I", None, &format!("{rule}\n{other}"))
                + &leaf("a", "I", "weight = 0.5")
                + &leaf("b", "I", "weight = 3")
                + &leaf("c", "I", "weight = 1.25")
        }
        other => panic!("no family `{other}`: say here where its rule stands"),
    };
    framework(&text, None)
}

/// Every finite number that a column may hold: everyday ones, small whole ones, and the ends.
fn any_cell() -> impl Strategy<Value = Option<f64>> + Clone {
    let ends = prop_oneof![
        Just(0.0),
        Just(-0.0),
        Just(f64::MAX),
        Just(f64::MIN),
        Just(f64::MIN_POSITIVE),
        Just(5e-324),
        Just(-5e-324),
        Just(1e200),
        Just(-1e200),
        Just(1e-200),
    ];
    prop_oneof![
        3 => cell(),
        3 => (0_i32..4).prop_map(|n| Some(f64::from(n))),
        1 => ends.prop_map(Some),
        1 => any::<f64>().prop_map(|x| x.is_finite().then_some(x)),
    ]
}

/// What a problem of computing may be; an error with another code is a gap of this test or a bug.
const NAMED: [&str; 6] =
    ["cannot-fit", "outside-domain", "not-finite", "not-positive", "unsolved", "weights"];

proptest! {
    #![proptest_config(config(700))]

    /// Finite numbers in: finite numbers out, present and absent as the rules say, or problems that
    /// say what is wrong.
    #[test]
    fn every_method_is_finite_or_says_why(cells in cells(3, 1..10, any_cell())) {
        for (family, name, _, texts) in METHODS {
            for text in *texts {
                let framework = around(family, text);
                let used = if framework.nodes().len() == 2 { 1 } else { 3 };
                let panel = panel(&columns(&cells[..used]));
                match try_score(&framework, &panel, Par::Seq) {
                    Ok(card) => {
                        for node in NodeIx::first(framework.nodes().len()) {
                            prop_assert!(card.scores().column(node).cells().flatten().all(f64::is_finite));
                            prop_assert!(card.ranks(node).cells().flatten().all(|rank| rank >= 1.0));
                            let ranked = card.ranks(node).present_count();
                            prop_assert_eq!(ranked, card.scores().column(node).present_count());
                        }
                        // A leaf is absent where its cell is, unless it fills gaps.
                        if used == 1 && (*family != "impute" || *name == "none") {
                            for (row, cell) in cells[0].iter().enumerate() {
                                let there = score_of(&card, "a", row).is_some();
                                prop_assert_eq!(there, cell.is_some(), "{} {}", name, text);
                            }
                        }
                        if *family == "impute" && *name != "none" {
                            prop_assert_eq!(card.index().present_count(), panel.rows());
                        }
                    }
                    Err(problems) => {
                        for problem in problems.iter() {
                            prop_assert!(NAMED.contains(&problem.code.word()), "{}: {}", text, all(&problems));
                            prop_assert!(!problem.what.to_string().is_empty());
                            let place = &problem.place;
                            prop_assert!(place.field.is_some() || place.entity.is_some(), "nowhere: {}", problem);
                        }
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(600))]

    /// Raising one leaf of one entity never lowers its index, whatever aggregates; other entities
    /// stay where they are.
    #[test]
    fn aggregation_is_monotone(
        cells in cells(3, 1..8, positive()),
        (leaf, row, by) in (0_usize..3, any::<prop::sample::Index>(), prop_oneof![0.0..1e-6_f64, 0.0..50.0_f64]),
    ) {
        let row = row.index(cells[0].len());
        let mut raised = cells.clone();
        raised[leaf][row] = raised[leaf][row].map(|x| x + by);
        for (family, _, _, texts) in METHODS.iter().filter(|(_, _, rising, _)| *rising == Rising::NeverFalls) {
            for text in *texts {
                let framework = around(family, text);
                let (before, after) = (panel(&columns(&cells)), panel(&columns(&raised)));
                let (before, after) = (score(&framework, &before), score(&framework, &after));
                for other in 0..cells[0].len() {
                    let (before, after) = (before.index().get(other), after.index().get(other));
                    if other != row {
                        prop_assert_eq!(before, after);
                    } else if let (Some(before), Some(after)) = (before, after) {
                        // A mean of rounded logarithms may lose its last digits.
                        prop_assert!(after >= before * (1.0 - SUMS), "{}: {} after {}", text, after, before);
                        let share = [0.5, 3.0, 1.25][leaf] / 4.75;
                        if text.contains("arithmetic") && cells.iter().all(|cells| cells[row].is_some()) {
                            prop_assert!((after - before - share * by).abs() <= SUMS * (1.0 + after), "by its share");
                        }
                    } else {
                        prop_assert_eq!(before.is_some(), after.is_some());
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(600))]

    /// The cut points that come from the sample, against whole-number arithmetic without a rounding.
    #[test]
    fn cut_points_of_small_samples_are_exact(x in vec(prop_oneof![1 => Just(0), 4 => 0_i64..30], 1..9)) {
        let cells: Vec<Option<f64>> = x.iter().map(|x| Some(*x as f64)).collect();
        let n = i64::try_from(x.len()).expect("few");
        let sum: i64 = x.iter().sum();
        let text = around_leaf("normalise = { mean-sd-bands = { points = [0, 1, 2, 3] } }");
        let got = index_of(&text, &[&cells]).expect("no column is refused");
        // n^2 times the sum of squared deviations is n (n sum x^2 - sum^2); the divisor is n - 1.
        let squares = n * (n * x.iter().map(|x| x * x).sum::<i64>() - sum * sum);
        for (row, x) in x.iter().enumerate() {
            let above = n * x - sum;
            let (distance, deviation) = (above * above * (n - 1), squares);
            let want = match (above > 0, distance.cmp(&deviation)) {
                _ if *x == 0 => 0.0,
                (false, _) => 1.0,
                (true, std::cmp::Ordering::Greater) => 3.0,
                (true, std::cmp::Ordering::Less) => 2.0,
                // On the cut: mean + sd as a double may fall to either side.
                (true, std::cmp::Ordering::Equal) => continue,
            };
            prop_assert_eq!(got[row], Some(want), "mean-sd-bands of {} in {:?}", x, cells);
        }
        let text = around_leaf("normalise = { against-median = { above = 2, equal = 1, below = 0 } }");
        let got = index_of(&text, &[&cells]).expect("no column is refused");
        let mut sorted = x.clone();
        sorted.sort_unstable();
        let twice_median = sorted[x.len() / 2] + sorted[(x.len() - 1) / 2];
        for (row, x) in x.iter().enumerate() {
            let want = match (2 * x).cmp(&twice_median) {
                std::cmp::Ordering::Greater => 2.0,
                std::cmp::Ordering::Equal => 1.0,
                std::cmp::Ordering::Less => 0.0,
            };
            prop_assert_eq!(got[row], Some(want), "median: {} in {:?}", x, cells);
        }
    }
}

/// The index of a framework over columns, or nothing where it is refused.
fn index_of(text: &str, cells: &[&[Option<f64>]]) -> Option<Vec<Option<f64>>> {
    let framework = framework(text, None);
    let cells: Vec<Vec<Option<f64>>> = cells.iter().map(|cells| cells.to_vec()).collect();
    let panel = panel(&columns(&cells));
    try_score(&framework, &panel, Par::Seq).ok().map(|card| card.index().cells().collect())
}

/// Sums and squares that overflow or vanish: the scores are right or refused, never others.
#[test]
fn extreme_columns_are_right_or_refused() {
    let scaled = |x: [f64; 3], by: f64| x.map(|x| Some(x * by));
    for by in [1e155, 1e200, 1e307, 1e-160, 1e-200] {
        // By hand: 1, 2, 3 have mean 2 and standard deviation 1, in any unit.
        let text = around_leaf("normalise = { z-score = { constant = 9 } }");
        let got = index_of(&text, &[&scaled([1.0, 2.0, 3.0], by)]);
        let want = [Some(-1.0), Some(0.0), Some(1.0)];
        let right = |got: &Vec<Option<f64>>| got.iter().zip(want).all(|(got, want)| near(*got, want));
        assert!(got.as_ref().is_none_or(right), "z-score in units of {by:e}: {got:?}");
    }
    for by in [1e155, 1e307, 1.7e307, 4e307, 1e-160] {
        // By hand: 0, 1, 4 have mean 5/3 and standard deviation 2.08, so 4 is above both.
        let text = around_leaf("normalise = { mean-sd-bands = { points = [0, 1, 2, 3] } }");
        let got = index_of(&text, &[&scaled([0.0, 1.0, 4.0], by)]);
        let want = [Some(0.0), Some(1.0), Some(3.0)];
        assert!(got.as_ref().is_none_or(|got| got == &want), "mean-sd-bands in units of {by:e}: {got:?}");
        // By hand: the median of 3 and 4 is 3.5.
        let text = around_leaf("normalise = { against-median = { above = 2, equal = 1, below = 0 } }");
        let got = index_of(&text, &[&[Some(3.0 * by), Some(4.0 * by)]]);
        let want = [Some(0.0), Some(2.0)];
        assert!(got.as_ref().is_none_or(|got| got == &want), "median in units of {by:e}: {got:?}");
    }
    // Found by fuzzing, by hand: the mean is half of the largest number M, the deviation M over the root of 2, so that
    // their sum is no number, and M lies between the mean and it.
    let text = around_leaf("normalise = { mean-sd-bands = { points = [0, 1, 2, 3] } }");
    let got = index_of(&text, &[&[Some(0.0), Some(f64::MAX)]]);
    assert_eq!(got, Some(vec![Some(0.0), Some(2.0)]));
    // The mean of three times M and once M / 4 is 0.8125 M, and the band goes from half of that to beyond M.
    let text = around_leaf("normalise = { above-below-mean = { band = 0.5 } }");
    let got = index_of(&text, &[&[Some(f64::MAX), Some(f64::MAX), Some(f64::MAX), Some(f64::MAX / 4.0)]]);
    let want = [Some(0.0), Some(0.0), Some(0.0), Some(-1.0)];
    assert_eq!(got, Some(want.to_vec()));
}

fn around_leaf(rules: &str) -> String {
    head("") + &node("I", None, "") + &leaf("a", "I", rules)
}

/// Weights are relative, however large or small: right, or refused when the framework is read.
#[test]
fn extreme_weights_are_right_or_refused() {
    for aggregate in ["arithmetic-mean", "geometric-mean"] {
        for weight in ["1e307", "1e308", "1.7e308", "1e-300", "1e-320", "5e-324"] {
            let weight = format!("weight = {weight}");
            let text = head("")
                + &node("I", None, &format!("aggregate = \"{aggregate}\""))
                + &leaf("a", "I", &weight)
                + &leaf("b", "I", &weight);
            if icip_tests::read_framework(&text, None).is_err() {
                continue;
            }
            let got = index_of(&text, &[&[Some(0.25)], &[Some(0.25)]]);
            // By hand: any mean of 0.25 and 0.25.
            let right = |got: &Vec<Option<f64>>| near(got[0], Some(0.25));
            assert!(got.as_ref().is_none_or(right), "{aggregate}, {weight}: {got:?}");
        }
    }
}

/// A file may say `-0`; it is as far from the median as 0.
#[test]
fn minus_zero_is_zero() {
    let cells = [Some(-0.0), Some(0.0), Some(0.0)];
    for rules in [
        "normalise = { against-median = { above = 2, equal = 1, below = 0 } }",
        "normalise = { mean-sd-bands = { points = [0, 1, 2, 3] } }",
        "normalise = { bands = { cuts = [0], points = [0, 1] } }",
        "normalise = { map = { values = { \"0\" = 5 } } }",
        "normalise = { goalposts = { worst = 0, best = 1, lo = 3, hi = 4 } }",
    ] {
        let got = index_of(&around_leaf(rules), &[&cells]).expect("zeros have scores");
        assert!(got[0] == got[1] && got[1] == got[2], "{rules}: {got:?}");
    }
}

/// `1` and `1.0` are one answer: two points for it are a slip of the author.
#[test]
fn two_points_for_one_answer_are_a_problem() {
    let text = around_leaf("normalise = { map = { values = { \"1\" = 0, \"1.0\" = 1 } } }");
    assert!(icip_tests::read_framework(&text, None).is_err());
}

proptest! {
    #![proptest_config(config(500))]

    /// The crate `csv` decides what is quoted, and reads back what is written.
    #[test]
    fn written_lines_are_those_of_the_csv_crate(
        rows in vec(vec("[a=\\-1,;\"\r\n \tñ']{0,4}", 1..4), 0..6),
    ) {
        let mut ours = icip::report::LineWriter::default();
        let mut theirs = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            row.iter().for_each(|cell| ours.text(cell));
            ours.end();
            let cells = row.iter().map(|cell| icip::io::guarded(cell).into_owned());
            theirs.write_record(cells.collect::<Vec<_>>()).expect("memory takes all");
        }
        prop_assert_eq!(ours.bytes(), theirs.into_inner().expect("memory takes all"));
    }
}
