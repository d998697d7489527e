//! Work grows with the size of the input, and not with its square: four times as many nodes, levels, columns, periods,
//! groups or mistakes allocate about four times as much. The sizes are such that a search of a list inside a loop over
//! the same list would be felt, too.

use std::fmt::Write;

use icip::audit;
use icip::data::{Column, Entity, Panel};
use icip::exec::Par;
use icip::explain;
use icip::framework::{Files, Framework};
use icip::plan::{Plan, RankedRows, Scorecard};
use icip::problem::{Code, Problems};
use icip::report;
use icip_tests::{all, panel};

/// The bytes that a piece of work allocates in total, and the most that it holds at a time.
fn bytes(work: impl FnOnce()) -> [u64; 2] {
    let measured = allocation_counter::measure(work);
    [measured.bytes_total, measured.bytes_max]
}

/// Compares the work of a size with that of four times the size. Sorting makes a little more than four times as much,
/// and a vector that doubles may hold twice what it needs.
fn grows_with_its_input(what: &str, size: usize, work: impl Fn(usize)) {
    let ([total, most], [of_four, most_of_four]) = (bytes(|| work(size)), bytes(|| work(4 * size)));
    assert!(of_four < 6 * total, "{what}: {total} bytes, and {of_four} for four times the size");
    assert!(
        most_of_four < 8 * most,
        "{what}: {most} bytes at a time, and {most_of_four} for four times the size"
    );
}

const HEAD: &str = "format = 1\n[framework]\nid = \"g\"\n";

fn read(toml: &str, structure: &str) -> Result<Framework, Problems> {
    let toml = format!("{HEAD}{toml}");
    Files::new("f", &toml).with_structure("s", structure).read().map(|read| read.value)
}

fn valid(toml: &str, structure: &str) -> Framework {
    read(toml, structure).unwrap_or_else(|problems| panic!("{}", all(&problems)))
}

/// How many problems there are of a code.
fn refused(toml: &str, structure: &str, code: Code) -> usize {
    let problems = read(toml, structure).expect_err("a mistake");
    // What a person would read of each of them is part of the work.
    let shown: usize = problems.iter().map(|problem| problem.to_string().len()).sum();
    assert!(shown > 0);
    problems.iter().filter(|problem| problem.code == code).count()
}

/// Two entities with a number in each column.
fn data(columns: usize) -> Panel {
    let cells = |column: usize| vec![Some(column as f64), Some(2.5)];
    panel(&(0..columns).map(|column| (format!("x{column}"), cells(column))).collect::<Vec<_>>())
}

/// Everything that is asked of a result.
fn everything(framework: &Framework, panel: &Panel) {
    let plan =
        Plan::compile(framework, &panel.schema()).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let prepared = plan.prepare(panel, Par::Seq).unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let card = prepared.score().unwrap_or_else(|problems| panic!("{}", all(&problems)));
    let mut scorer = prepared.scorer(&[framework.root_index()]).expect("it scores");
    scorer.score().expect("it scores");
    asked(&card);
}

fn asked(card: &Scorecard<'_>) {
    let written = [report::scores_csv(card), report::ranks_csv(card), report::trail_csv(card)];
    assert!(written.iter().all(|text| !text.is_empty()));
    let rows: Vec<usize> = card.order();
    assert!(!report::ranking_csv(card, &rows, None).is_empty());
    assert!(!report::markdown(card, &rows, None, icip::problem::Language::ENGLISH, &|_| None).is_empty());
    assert!(!explain::explain(card, 0).nodes.is_empty());
    assert!(!audit::audit(card).node_coverage.is_empty());
    let _ = card.warnings().len();
}

fn wide(leaves: usize) -> String {
    let mut text = String::from("code,parent,column,weight\nindex,,,\n");
    (0..leaves).for_each(|at| writeln!(text, "n{at},index,x{at},{}", 1 + at % 7).expect("to memory"));
    text
}

#[test]
fn a_wide_tree() {
    grows_with_its_input("wide", 1500, |size| everything(&valid("", &wide(size)), &data(size)));
}

/// Fills the gaps of the leaves of a structure by a rule.
fn filled(rule: &str, structure: &str, panel: &Panel) {
    let framework = valid(&format!("[defaults]\nimpute = {rule}\n"), structure);
    let plan = Plan::compile(&framework, &panel.schema()).expect("valid");
    plan.prepare(panel, Par::Seq).unwrap_or_else(|problems| panic!("{}", all(&problems)));
}

/// Leaves with gaps that are filled from other leaves, by methods that need not look at each pair of leaves.
#[test]
fn gaps_that_other_leaves_fill() {
    for rule in [
        r#""siblings""#,
        r#"{ siblings = { of = "all" } }"#,
        r#"{ siblings = { below = "index", statistic = "median" } }"#,
        r#""nearest""#,
        r#"{ nearest = { k = 1, of = "all" } }"#,
        r#"{ nearest = { below = "index" } }"#,
        r#"{ regression = { on = ["n0", "n1"] } }"#,
        r#""mean""#,
    ] {
        grows_with_its_input(rule, 600, |size| {
            let cells = |column: usize| {
                // The first leaves, on which others are regressed, have no gaps.
                let gap = |row: usize| column > 1 && (row + column).is_multiple_of(3);
                let value = |row: usize| ((column % 7 + 1) * row * row + row) as f64;
                (0..8).map(move |row| (!gap(row)).then_some(value(row))).collect::<Vec<_>>()
            };
            let columns: Vec<_> = (0..size).map(|column| (format!("x{column}"), cells(column))).collect();
            filled(rule, &wide(size), &panel(&columns));
        });
    }
}

/// Many nodes with two leaves each, one of which has a gap.
#[test]
fn gaps_that_the_leaves_of_small_nodes_fill() {
    for rule in [r#""em""#, r#""siblings""#, r#""nearest""#] {
        grows_with_its_input(rule, 400, |size| {
            let mut structure = String::from("code,parent,column\nindex,,\n");
            let mut columns = Vec::new();
            for at in 0..size {
                writeln!(structure, "p{at},index,\na{at},p{at},a{at}\nb{at},p{at},b{at}").expect("to memory");
                let value = |row: usize| ((row * row * (at % 5 + 2)) % 13) as f64;
                let with_gap = |row: usize| (row != at % 9).then(|| value(row));
                columns.push((format!("a{at}"), (0..9).map(with_gap).collect()));
                columns.push((
                    format!("b{at}"),
                    (0..9).map(|row| Some(value(row) + (row * 2) as f64)).collect(),
                ));
            }
            filled(rule, &structure, &panel(&columns));
        });
    }
}

#[test]
fn weights_of_zero_are_warned_of_one_by_one() {
    grows_with_its_input("zero weights", 1000, |size| {
        let structure = wide(size).replace(",1\n", ",0\n");
        everything(&valid("", &structure), &data(size));
    });
}

/// Each node has a leaf and the next node.
fn deep(levels: usize) -> String {
    let mut text = String::from("code,parent,column\nd0,,\n");
    for at in 0..levels {
        writeln!(text, "n{at},d{at},x{at}\nd{},d{at},", at + 1).expect("to memory");
    }
    text + &format!("last,d{levels},x0\n")
}

#[test]
fn a_deep_tree() {
    grows_with_its_input("deep", 1200, |size| everything(&valid("", &deep(size)), &data(size)));
}

#[test]
fn columns_that_the_data_lack() {
    for structure in [wide, deep] {
        grows_with_its_input("missing columns", 1000, |size| {
            let framework = valid("", &structure(size));
            // Every other column is there, and others that nobody reads.
            let columns = data(size).schema();
            let there = columns.columns().iter().step_by(2).cloned().collect();
            let unread = (0..size).map(|at| format!("y{at}")).collect();
            let schema = icip::data::Schema::of_source(there, unread, icip::problem::Place::default());
            let problems = Plan::compile(&framework, &schema).expect_err("columns are missing");
            assert!(problems.len() >= size / 2 - 1 && !all(&problems).is_empty());
            // None is there.
            let none = icip::data::Schema::new(["other"]);
            assert!(!all(&Plan::compile(&framework, &none).expect_err("no column")).is_empty());
        });
    }
}

#[test]
fn finished_scores_at_every_level() {
    grows_with_its_input("finished scores", 1000, |size| {
        let framework = valid("", &deep(size));
        // Of each level the leaf is missing and the score is there, except at the end.
        let columns = (1..size).map(|at| format!("d{at}")).chain(["x0".to_owned()]);
        let plan = Plan::compile(&framework, &icip::data::Schema::new(columns)).expect("it can be scored");
        assert!(!plan.warnings().is_empty());
    });
}

#[test]
fn a_cycle_and_what_hangs_below_it() {
    grows_with_its_input("cycle", 5000, |size| {
        let mut text = String::from("code,parent,column\nindex,,\nleaf,index,x\n");
        for at in 0..size {
            writeln!(
                text,
                "c{at},c{},\nb{at},{}{at},y{at}",
                (at + 1) % size,
                if at % 2 == 0 { "c" } else { "b" }
            )
            .expect("to memory");
        }
        // The ring, and half of the others are their own parents.
        assert_eq!(refused("", &text, Code::Cycle), 1 + size / 2);
    });
}

#[test]
fn unknown_parents() {
    grows_with_its_input("unknown parents", 5000, |size| {
        let mut text = String::from("code,parent,column\nindex,,\nleaf,index,x\n");
        (0..size).for_each(|at| writeln!(text, "node {at},nodes {at},x{at}").expect("to memory"));
        assert_eq!(refused("", &text, Code::UnknownParent), size);
    });
}

#[test]
fn codes_that_stand_twice_and_weights_that_are_missing() {
    grows_with_its_input("duplicate codes", 4000, |size| {
        let twice = wide(size) + &wide(size).replace("code,parent,column,weight\nindex,,,\n", "");
        assert_eq!(refused("", &twice, Code::DuplicateCode), size);
        let missing = wide(size).replace(",1\n", ",\n");
        assert!(refused("", &missing, Code::WeightMissing) > size / 10);
    });
}

#[test]
fn unknown_keys_levels_nodes_and_columns() {
    grows_with_its_input("unknown keys", 1500, |size| {
        let of = |line: &dyn Fn(usize) -> String| (0..size).map(line).collect::<String>();
        let structure = wide(size);
        let keys = of(&|at| format!("key{at} = 1\n"));
        assert_eq!(refused(&keys, &structure, Code::UnknownKey), size);
        let levels = of(&|at| format!("[levels.l{at}]\nmissing = \"skip\"\n"));
        assert_eq!(refused(&levels, &structure, Code::UnknownLevel), size);
        let classes =
            of(&|at| format!("[[classes]]\nnode = \"m{at}\"\ncuts = [1]\nnames = [\"a\", \"b\"]\n"));
        assert_eq!(refused(&classes, &structure, Code::UnknownNode), size);
        let totals = of(&|at| format!("[[totals]]\ngroup = \"g{at}\"\n"));
        assert_eq!(refused(&totals, &structure, Code::UnknownColumn), size);
        let declared = of(&|at| format!("[data.columns.z{at}]\ndecimal = \".\"\n"));
        assert_eq!(refused(&declared, &structure, Code::UnknownColumn), size);
        let mistaken = of(&|at| format!("n{at},index,x{at},min-mx{at}\n"));
        let mistaken = format!("code,parent,column,normalise\nindex,,,\n{mistaken}");
        assert_eq!(refused("", &mistaken, Code::UnknownMethod), size);
    });
}

#[test]
fn columns_of_a_structure_table() {
    grows_with_its_input("columns of a structure", 3000, |size| {
        let header: String = (0..size).map(|at| format!(",column {at}")).collect();
        let cells = ",1".repeat(size);
        let unknown = format!("code,parent,column{header}\nindex,,{cells}\na,index,x{cells}\n");
        assert_eq!(refused("", &unknown, Code::UnknownColumn), size);
        let repeated =
            format!("code,parent,column{}\nindex,,{cells}\na,index,x{cells}\n", ",weight".repeat(size));
        assert_eq!(refused("", &repeated, Code::DuplicateColumn), size - 1);
    });
}

#[test]
fn levels_whose_rules_the_rows_complete() {
    grows_with_its_input("levels", 1000, |size| {
        let mut structure =
            String::from("code,parent,level,column,normalise.worst,normalise.best\nindex,,,,,\n");
        let mut toml = String::new();
        for at in 0..size {
            writeln!(structure, "n{at},index,l{at},x{at},0,{}", at + 1).expect("to memory");
            writeln!(toml, "[levels.l{at}]\nnormalise = \"goalposts\"").expect("to memory");
        }
        everything(&valid(&toml, &structure), &data(size));
    });
}

/// As many periods and groups as rows.
fn rows(count: usize) -> Panel {
    let entity = |row: usize| {
        Entity::new(format!("e{row}"))
            .with_period(format!("p{row}"))
            .with_groups(vec![Some(format!("g{row}"))])
    };
    let column = Column::new((0..count).map(|row| Some(row as f64))).expect("finite");
    Panel::builder()
        .groups(["g"])
        .entities((0..count).map(entity))
        .column("x", column)
        .build()
        .expect("no duplicates")
}

#[test]
fn periods_groups_and_entities_that_are_not_ranked() {
    // Keys of the data, and further rules.
    let rules = [
        ("", ""),
        ("", "[defaults]\nnormalise = { goalposts = { worst = 0, best = 9 } }\n"),
        ("", "[defaults]\nnormalise = { min-max = { constant = 1 } }\n"),
        ("", "[defaults]\nnormalise = { min-max = { base = \"p1\", constant = 1 } }\n"),
        (
            "",
            "[defaults]\nnormalise = { min-max = { constant = 1 } }\nwithin = { group = \"g\", least = 1 }\n",
        ),
        (
            "sample = \"all\"\n",
            "[defaults]\nnormalise = \"min-max\"\nwithin = { group = \"g\", least = 9, otherwise = \"sample\" }\n",
        ),
        ("rolling-base = 3\n", "[defaults]\nnormalise = { min-max = { constant = 1 } }\n"),
        (
            "rolling-base = 3\n",
            "[defaults]\nnormalise = { min-max = { constant = 1 } }\nwithin = { group = \"g\", least = 1 }\n",
        ),
        ("base = \"p1\"\n", "[defaults]\nnormalise = { min-max = { constant = 1 } }\n"),
        ("", "[defaults]\nimpute = \"mean\"\ntreat = { log = { shift = 1 } }\n"),
    ];
    for (of_data, rules) in rules {
        grows_with_its_input(rules, 700, |size| {
            let unranked: Vec<String> = (0..size / 2).map(|row| format!("\"e{row}\"")).collect();
            let toml = format!(
                "[data]\ncode = \"code\"\nperiod = \"year\"\ngroups = [\"g\"]\n{of_data}[rank]\nunranked = [{}]\n[[totals]]\ngroup = \"g\"\n{rules}",
                unranked.join(", ")
            );
            let (framework, panel) = (valid(&toml, "code,parent,column\nindex,,\na,index,x\n"), rows(size));
            everything(&framework, &panel);
            let plan = Plan::compile(&framework, &panel.schema()).expect("its column is there");
            let card =
                plan.prepare(&panel, Par::Seq).and_then(|prepared| prepared.score()).expect("it scores");
            let mut ranked = RankedRows::new(&plan);
            ranked.push(&card);
            assert_eq!(
                ranked.rank(framework.root_index(), card.index(), Some(0), Par::Seq),
                card.group_ranks(0)
            );
            let mut totals = icip::totals::GroupTotals::new(&plan);
            totals.push(&card);
            let totals = totals.finish().expect("there are groups").value;
            assert_eq!(totals.len(), size);
        });
    }
}
