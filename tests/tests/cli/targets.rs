//! `icip targets`.

use super::*;

const INPUT: [&str; 3] = ["guide/src/files/metas.csv", "-f", "guide/src/files/metas"];

#[test]
fn targets_are_told_node_by_node() {
    insta::assert_snapshot!("targets_table", run(&with(&["targets"], &INPUT)).text());
    let spanish = [&INPUT[..], &["--format", "markdown", "--lang", "es", "--node", "DIAS"]].concat();
    insta::assert_snapshot!("targets_markdown_es", run(&with(&["targets"], &spanish)).text());
}

/// CSV and JSON have the same numbers, and the table of one entity has its rows alone.
#[test]
fn formats_agree() {
    let of = |more: &[&str]| fine(&with(&["targets"], &[&INPUT[..], more].concat()));
    let csv = of(&["--format", "csv"]);
    let json: Value = serde_json::from_str(&of(&["--format", "json"])).expect("JSON");
    let targets = json["targets"].as_array().expect("targets");
    assert_eq!(csv.lines().count(), 1 + targets.len());
    let header: Vec<&str> = csv.lines().next().expect("a header").split(',').collect();
    for (line, target) in csv.lines().skip(1).zip(targets) {
        let cells: Vec<&str> = line.split(',').collect();
        for key in ["progress", "pace", "needed", "projected", "met", "distance", "expected"] {
            let cell = cells[header.iter().position(|name| *name == key).expect("a column")];
            assert_eq!(cell.parse::<f64>().ok(), target[key].as_f64(), "{key} of {line}");
        }
        assert_eq!(cells[1], target["code"].as_str().expect("a code"));
    }
    let one = of(&["--format", "csv", "--entity", "Secretaría B"]);
    let wanted: Vec<&str> =
        csv.lines().filter(|line| line.starts_with("node") || line.contains(",B2,")).collect();
    assert_eq!(one.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn what_cannot_be_told_is_said() {
    for (args, said) in [
        (
            with(&["targets"], &["guide/src/files/municipios.csv", "-f", "guide/src/files/servicios"]),
            "has no targets",
        ),
        (with(&["targets"], &[&INPUT[..], &["--period", "1999"]].concat()), "no row has the period `1999`"),
        (with(&["targets"], &[&INPUT[..], &["--node", "AVANCE"]].concat()), "no node `AVANCE` has a target"),
        (with(&["targets"], &[&INPUT[..], &["--entity", "Secretaría"]].concat()), "3 entities"),
        (with(&["targets"], &[&INPUT[..], &["--entity", "Z"]].concat()), "no entity"),
    ] {
        let run = run(&args);
        assert_ne!(run.code, exit::FINE, "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

/// An entity that got another code is on the way since its first value, and one that was merged begins anew.
#[test]
fn an_entity_with_another_code_goes_on() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [targets]\nbaseline-period = 2020\ngoal-period = 2025\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\ntarget = { goal = 30 }\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
    // A is called E in 2022; B and C become D.
    let data = "code,year,a,b\nA,2020,10,1\nB,2020,20,1\nC,2020,5,1\nE,2022,15,2\nD,2022,26,2\n";
    let table = "before,after,period\nA,E,2022\nB,D,2022\nC,D,2022\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data), ("s.csv", table)]);
    let [toml, data, table] = ["f.toml", "d.csv", "s.csv"].map(|name| path(&folder, name));
    let run = |command: &[&str]| run(&[command, &[&data, "-f", &toml, "--successors", &table]].concat());
    let targets = run(&["targets", "--format", "csv"]);
    // By hand: (15 - 10) / (30 - 10), and 5 in 2 years.
    let of =
        |code: &str| targets.out.lines().find(|line| line.starts_with(&format!("a,{code},"))).expect("a row");
    let header: Vec<&str> = targets.out.lines().next().expect("a header").split(',').collect();
    let cell = |code, name| of(code).split(',').nth(header.iter().position(|n| *n == name).expect(name));
    assert_eq!((cell("E", "progress"), cell("E", "pace")), (Some("0.25"), Some("2.5")));
    assert_eq!(cell("D", "pace"), Some(""));
    assert!(!targets.out.contains("\na,A,"), "{}", targets.out);
    assert!(targets.err.contains("`D` was split off or merged"), "{}", targets.err);
    // Cost per result: 1 / 10 before, and 2 / 15 now.
    let cost = run(&["cost", "--cost", "b", "--result", "a", "--format", "json"]);
    let json: Value = serde_json::from_str(&cost.out).expect("JSON");
    let now = json.as_array().expect("rows").iter().find(|row| row["code"] == "E" && row["period"] == "2022");
    let text = now.expect("a row").to_string();
    assert!(text.contains(&(2.0_f64 / 15.0 - 0.1).to_string()[..8]), "{text}");
    // The last measurement is of the period that is looked at.
    let ages = run(&["ages", "--format", "json"]);
    assert!(!ages.out.contains("\"A\"") && ages.out.contains("\"E\""), "{}", ages.out);
    let scores = run(&["score", "--period", "all"]);
    assert!(!scores.out.lines().any(|line| line.starts_with("A ")), "{}", scores.out);
}
