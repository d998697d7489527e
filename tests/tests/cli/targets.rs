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
