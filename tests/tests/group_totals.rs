//! Scores of groups: means over entities, weighted by a column of the data.

use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::io::read_csv;
use icip::plan::Plan;
use icip::problem::{Problem, Problems};
use icip::report;
use icip::totals::{GroupTotal, GroupTotals};
use icip_tests::all;

fn framework(rank: &str, totals: &str) -> Result<Framework, Problems> {
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[data]\ngroups = [\"region\"]\nperiod = \"year\"\n[rank]\n{rank}\n{totals}\n\
         [[nodes]]\ncode = \"i\"\nmissing = \"skip\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"x\"\n\
         [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"y\"\n"
    );
    Files::new("t.toml", &toml).read().map(|read| read.value)
}

const WEIGHTED: &str = "[[totals]]\ngroup = \"region\"\nsize = \"people\"";
const PLAIN: &str = "[[totals]]\ngroup = \"region\"";

const HEADER: &str = "code,year,region,people,x,y\n";
/// U has no group and counts nowhere. The index of Q is its `a`, that of T is absent.
const ROWS: [&str; 7] = [
    "P,2019,north,1,0.2,0.4",
    "Q,2019,north,3,0.6,",
    "R,2019,south,2,0.5,0.5",
    "S,2019,south,6,0.75,0.25",
    "T,2019,west,5,,",
    "U,2019,,9,1,1",
    "P,2020,north,0,0.3,0.3",
];

/// The totals of rows that come in parts of some length, and what is found on the way.
fn totals(
    framework: &Framework,
    rows: &[&str],
    part: usize,
) -> Result<(Vec<GroupTotal>, Vec<Problem>), Problems> {
    let mut plans = Vec::new();
    for rows in rows.chunks(part) {
        let text = format!("{HEADER}{}\n", rows.join("\n"));
        let panel = read_csv(text.as_bytes(), "d.csv", &framework.read_options())?.value.panel;
        plans.push((Plan::compile(framework, &panel.schema())?, panel));
    }
    let mut totals = GroupTotals::new(&plans[0].0);
    for (plan, panel) in &plans {
        totals.push(&plan.prepare(panel, Par::Seq)?.score()?);
    }
    totals.finish().map(|totals| (totals.value, totals.warnings))
}

/// Of a node: group and period, score, rank, entities, share.
type Row = (String, Option<f64>, Option<f64>, usize, Option<f64>);

fn of_node(framework: &Framework, totals: &[GroupTotal], code: &str) -> Vec<Row> {
    let node = framework.position(code).expect("it is a node");
    let row = |total: &GroupTotal| {
        let name = format!("{} {}", total.group, total.period.as_deref().unwrap_or_default());
        let total = total.nodes.iter().find(|total| total.node == node).expect("it has a score");
        (name, total.score, total.rank, total.entities, total.share)
    };
    totals.iter().map(row).collect()
}

fn row(name: &str, score: Option<f64>, rank: Option<f64>, entities: usize, share: Option<f64>) -> Row {
    (name.to_owned(), score, rank, entities, share)
}

#[test]
fn sizes_weigh_the_entities_that_have_a_score() {
    let framework = framework("", WEIGHTED).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let (totals, warnings) = totals(&framework, &ROWS, 7).unwrap_or_else(|p| panic!("{}", all(&p)));
    assert!(warnings.is_empty(), "{warnings:?}");
    // By hand. North: (1 * 0.3 + 3 * 0.6) / 4 = 0.525; south: (2 * 0.5 + 6 * 0.5) / 8 = 0.5; west has no score, and the
    // only size of 2020 is 0.
    assert_eq!(
        of_node(&framework, &totals, "i"),
        [
            row("north 2019", Some(0.525), Some(1.0), 2, Some(1.0)),
            row("south 2019", Some(0.5), Some(2.0), 2, Some(1.0)),
            row("west 2019", None, None, 0, Some(0.0)),
            row("north 2020", None, None, 1, None),
        ]
    );
    // North: P alone, with 1 of 4; south: (2 * 0.5 + 6 * 0.25) / 8 = 0.3125.
    assert_eq!(
        of_node(&framework, &totals, "b")[..2],
        [
            row("north 2019", Some(0.4), Some(1.0), 1, Some(0.25)),
            row("south 2019", Some(0.3125), Some(2.0), 2, Some(1.0)),
        ]
    );
}

#[test]
fn without_sizes_all_entities_weigh_the_same() {
    let framework = framework("", PLAIN).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let (totals, _) = totals(&framework, &ROWS, 7).unwrap_or_else(|p| panic!("{}", all(&p)));
    // By hand: north (0.3 + 0.6) / 2, south (0.5 + 0.5) / 2; 2020 ranks its only group.
    assert_eq!(
        of_node(&framework, &totals, "i"),
        [
            row("north 2019", Some(0.45), Some(2.0), 2, Some(1.0)),
            row("south 2019", Some(0.5), Some(1.0), 2, Some(1.0)),
            row("west 2019", None, None, 0, Some(0.0)),
            row("north 2020", Some(0.3), Some(1.0), 1, Some(1.0)),
        ]
    );
}

#[test]
fn rows_in_any_order_and_parts_give_the_same_bits() {
    let framework = framework("", &format!("{WEIGHTED}\n{PLAIN}")).expect("it is valid");
    let rows: Vec<String> = (0..300)
        .map(|i| {
            format!(
                "e{i},2019,g{},{}.{},0.{},0.{}",
                i % 7,
                i * 13 % 101,
                i % 9,
                i * 7 % 997 + 1,
                i * 31 % 89 + 1
            )
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let reversed: Vec<&str> = rows.iter().rev().copied().collect();
    let csv = |rows: &[&str], part| {
        let (totals, _) = totals(&framework, rows, part).unwrap_or_else(|p| panic!("{}", all(&p)));
        report::group_totals_csv(&framework, &totals)
    };
    let whole = csv(&rows, 300);
    for part in [1, 7, 100] {
        assert_eq!(csv(&rows, part), whole, "{part}");
        assert_eq!(csv(&reversed, part), whole, "{part}");
    }
}

#[test]
fn groups_that_differ_by_noise_share_a_rank() {
    // (0.28 + 0.29) / 2 and (0.57 + 0) / 2 are equal, although their bits differ.
    let rows = ["P,1,n,1,0.28,0.29", "Q,1,s,1,0.57,0", "R,1,w,1,0.9,0.9"];
    for (rank, want) in [
        ("", [2.0, 2.0, 1.0]),
        ("ties = \"average\"", [2.5, 2.5, 1.0]),
        ("ties = \"ordinal\"", [2.0, 3.0, 1.0]),
        ("on = \"bits\"", [2.0, 3.0, 1.0]),
        ("on = { rounded = { digits = 0 } }", [2.0, 2.0, 1.0]),
    ] {
        let framework = framework(rank, WEIGHTED).unwrap_or_else(|problems| panic!("{}", all(&problems)));
        let (totals, _) = totals(&framework, &rows, 3).unwrap_or_else(|p| panic!("{}", all(&p)));
        let ranks: Vec<_> = of_node(&framework, &totals, "i").into_iter().map(|row| row.2).collect();
        assert_eq!(ranks, want.map(Some), "{rank}");
    }
}

#[test]
fn sizes_that_are_absent_or_negative_are_named() {
    let framework = framework("", WEIGHTED).expect("it is valid");
    let (of_parts, warnings) =
        totals(&framework, &["P,1,n,,0.2,0.4", "Q,1,n,3,0.6,0.6", "R,1,s,,0.5,0.5"], 1).expect("a warning");
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert_eq!(warning.code, "missing-size");
    assert!(warning.to_string().contains("`P 1`, `R 1` have no `people`"), "{warning}");
    // The group of R is there, and nothing is known of it.
    assert_eq!(
        of_node(&framework, &of_parts, "i"),
        [row("n 1", Some(0.6), Some(1.0), 1, Some(1.0)), row("s 1", None, None, 0, None)]
    );
    let problems = totals(&framework, &["P,1,n,-3,0.2,0.4", "Q,1,n,3,0.6,0.6", "R,1,s,-0.5,1,1"], 3);
    let problems = all(&problems.expect_err("sizes are negative"));
    for place in ["line 2, `people`, entity `P 1`: the `people` of an entity is `-3`", "line 4", "`-0.5`"] {
        assert!(problems.contains(place), "{problems}");
    }
}

#[test]
fn columns_that_are_not_there_are_named() {
    let problems = all(&framework("", "[[totals]]\ngroup = \"regoin\"").expect_err("no such group column"));
    assert!(problems.contains("names `regoin`, which is no group column"), "{problems}");
    assert!(problems.contains("did you mean `region`?"), "{problems}");
    let rule = framework("", "[[totals]]\ngroup = \"region\"\nsize = \"peple\"").expect("it is valid");
    let problems = all(&totals(&rule, &ROWS, 7).expect_err("no such column"));
    assert!(problems.contains("there is no column `peple`, by which"), "{problems}");
    assert!(problems.contains("did you mean `people`?"), "{problems}");
}
