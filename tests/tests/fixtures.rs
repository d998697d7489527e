//! The project's own fixtures: every rule against values worked out by hand in their README.md.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use icip::data::Panel;
use icip::exec::Par;
use icip::framework::{Files, Framework};
use icip::io::read_csv;
use icip::plan::{Origin, Plan, Scorecard};
use icip::report;

/// Room for the last digits of sums and logarithms; ranks and presence have none.
const TOLERANCE: f64 = 1e-12;

/// A table of expected values: no cell of ours holds a comma or a quote.
struct Expected {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Expected {
    fn read(path: &Path) -> Self {
        let text = read(path);
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let mut lines = text.lines().map(cells);
        let header = lines.next().expect("the file has a header");
        Self { header, rows: lines.collect() }
    }

    fn position(&self, name: &str) -> usize {
        self.header.iter().position(|n| n == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    fn number(&self, row: usize, name: &str) -> Option<f64> {
        let cell = &self.rows[row][self.position(name)];
        (!cell.is_empty()).then(|| cell.parse().expect("expected values are numbers"))
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn framework(folder: &Path, toml: &str) -> Framework {
    let (toml_text, structure) = (read(&folder.join(toml)), read(&folder.join("structure.csv")));
    let files = Files::new(toml, &toml_text).with_structure("structure.csv", &structure);
    files.read().unwrap_or_else(|problems| panic!("{problems}")).value
}

fn panel(framework: &Framework, text: &str) -> Panel {
    let table = read_csv(text.as_bytes(), "data.csv", &framework.read_options());
    table.unwrap_or_else(|problems| panic!("{problems}")).value.panel
}

fn score<'a>(plan: &Plan<'a>, panel: &'a Panel) -> Scorecard<'a> {
    let prepared = plan.prepare(panel, Par::Auto).unwrap_or_else(|problems| panic!("{problems}"));
    prepared.score().unwrap_or_else(|problems| panic!("{problems}"))
}

/// Every node of every entity, and that no node was forgotten.
fn assert_scores(card: &Scorecard<'_>, expected: &Expected) {
    let mut apart = Vec::new();
    assert_eq!(card.panel().rows(), expected.rows.len());
    for (ix, node) in card.framework().nodes().iter().enumerate() {
        for row in 0..expected.rows.len() {
            let entity = card.panel().entities()[row].key();
            assert!(entity.starts_with(&expected.rows[row][0]), "{entity} is not in its place");
            let (got, want) = (card.scores().column(ix).get(row), expected.number(row, node.code()));
            let agree = match (got, want) {
                (Some(got), Some(want)) => (got - want).abs() <= TOLERANCE,
                (got, want) => got == want,
            };
            if !agree {
                apart.push(format!("{entity} {}: {got:?}, by hand {want:?}", node.code()));
            }
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
}

#[test]
fn every_answer_rule_gives_what_was_worked_out_by_hand() {
    let folder = folder("questionnaire");
    let framework = framework(&folder, "framework.toml");
    let panel = panel(&framework, &read(&folder.join("data.csv")));
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let card = score(&plan, &panel);
    // Source of the values: fixtures/questionnaire/README.md.
    let expected = Expected::read(&folder.join("expected_scores.csv"));
    assert_scores(&card, &expected);
    for row in 0..panel.rows() {
        let rank = card.ranks(framework.root_index()).get(row);
        assert_eq!(rank, expected.number(row, "rank"), "{}", panel.entities()[row].code);
    }
}

/// The expected scores of some nodes as a data file.
fn finished(expected: &Expected, nodes: &[&str]) -> String {
    let mut text = format!("code,{}\n", nodes.join(","));
    for row in &expected.rows {
        let cells: Vec<&str> = nodes.iter().map(|node| row[expected.position(node)].as_str()).collect();
        let _ = writeln!(text, "{},{}", row[0], cells.join(","));
    }
    text
}

#[test]
fn data_that_enter_at_any_level_give_the_same_index() {
    let folder = folder("questionnaire");
    let framework = framework(&folder, "framework.toml");
    let expected = Expected::read(&folder.join("expected_scores.csv"));
    let pillars = ["A", "B", "C", "D", "E"];
    // Leaves of A, questions of B, a whole pillar C, questions of D and of E: four levels at once.
    let mixed = [
        "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "B1", "B2", "B3", "B4", "C", "D1", "D2", "D3", "D4",
        "D5", "E1", "E2", "E3", "E4",
    ];
    for (nodes, entered) in [(&pillars[..], 5), (&mixed[..], 22), (&["QI"][..], 1)] {
        let panel = panel(&framework, &finished(&expected, nodes));
        let plan = Plan::compile(&framework, &panel.schema()).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(plan.entries().len(), entered);
        assert!(plan.entries().iter().all(|ix| matches!(plan.origin(*ix), Origin::Entered { .. })));
        let card = score(&plan, &panel);
        for ix in plan.used() {
            let code = framework.nodes()[ix].code();
            for row in 0..panel.rows() {
                let (got, want) = (card.scores().column(ix).get(row), expected.number(row, code));
                assert_eq!(got.is_some(), want.is_some(), "{code} of row {row} from {nodes:?}");
                let error = got.zip(want).map_or(0.0, |(got, want)| (got - want).abs());
                assert!(error <= TOLERANCE, "{code} of row {row} from {nodes:?}: {got:?}, by hand {want:?}");
            }
        }
        for row in 0..panel.rows() {
            assert_eq!(card.ranks(framework.root_index()).get(row), expected.number(row, "rank"));
        }
    }
}

/// Scores, classes and ranks of the sample fixture under one of its framework files.
fn assert_sample(toml: &str, suffix: &str) {
    let folder = folder("sample");
    let framework = framework(&folder, toml);
    let panel = panel(&framework, &read(&folder.join("data.csv")));
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let card = score(&plan, &panel);
    // Source of the values: fixtures/sample/README.md.
    let expected = Expected::read(&folder.join(format!("expected_scores{suffix}.csv")));
    assert_scores(&card, &expected);
    let ranks = read(&folder.join(format!("expected_ranks{suffix}.csv")));
    assert_eq!(report::ranks_csv(&card), ranks, "ranks, exactly");
    for classes in framework.classes() {
        let node = framework.position(&classes.node).expect("classes are of a node");
        let column = expected.position(&format!("{} class", classes.node));
        for row in 0..panel.rows() {
            let class = card.scores().column(node).get(row).map_or("", |score| classes.of(score));
            assert_eq!(class, expected.rows[row][column], "class of {} in row {row}", classes.node);
        }
    }
}

#[test]
fn rules_that_look_at_the_sample_fit_inside_each_period() {
    assert_sample("framework.toml", "");
}

#[test]
fn rules_that_look_at_the_sample_fit_over_all_rows_when_declared() {
    assert_sample("framework-all.toml", "_all");
}

#[test]
fn the_table_that_is_written_holds_the_expected_scores() {
    let folder = folder("sample");
    let framework = framework(&folder, "framework.toml");
    let panel = panel(&framework, &read(&folder.join("data.csv")));
    let plan = Plan::compile(&framework, &panel.schema()).expect("all columns are there");
    let written = report::scores_csv(&score(&plan, &panel));
    let expected = Expected::read(&folder.join("expected_scores.csv"));
    let mut lines = written.lines();
    assert_eq!(lines.next(), Some(expected.header.join(",").as_str()));
    assert_eq!(lines.count(), expected.rows.len());
}
