//! `icip trends`.

use super::*;

const INPUT: [&str; 3] = ["guide/src/files/metas.csv", "-f", "guide/src/files/metas"];
const HDI: [&str; 3] = ["fixtures/published/hdi/hdi.csv", "-f", "hdi"];

#[test]
fn trends_of_an_index_and_of_a_leaf() {
    insta::assert_snapshot!(
        "trends_hdi",
        run(&with(&["trends"], &[&HDI[..], &["--top", "3"]].concat())).text()
    );
    let leaf = [&INPUT[..], &["--node", "DIAS", "--lang", "es"]].concat();
    insta::assert_snapshot!("trends_leaf_es", run(&with(&["trends"], &leaf)).text());
    let markdown = [&INPUT[..], &["--format", "markdown", "--entity", "Secretaría C"]].concat();
    insta::assert_snapshot!("trends_markdown", run(&with(&["trends"], &markdown)).text());
}

#[test]
fn formats_agree() {
    let of = |more: &[&str]| fine(&with(&["trends"], &[&HDI[..], more].concat()));
    let csv = of(&["--format", "csv"]);
    let json: Value = serde_json::from_str(&of(&["--format", "json"])).expect("JSON");
    let entities = json["entities"].as_array().expect("entities");
    assert_eq!(csv.lines().count(), 1 + entities.len());
    let header: Vec<&str> = csv.lines().next().expect("a header").split(',').collect();
    for (line, entity) in csv.lines().skip(1).zip(entities) {
        let cells: Vec<&str> = line.split(',').collect();
        for key in ["change", "growth", "slope", "tau", "p", "volatility"] {
            let cell = cells[header.iter().position(|name| *name == key).expect("a column")];
            assert_eq!(cell.parse::<f64>().ok(), entity[key].as_f64(), "{key} of {line}");
        }
    }
}

/// Scores that each period normalised apart are told apart, linked ones need no warning.
#[test]
fn scales_of_each_period_are_warned_of() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nnormalise = \"min-max\"\n";
    let data = "code,year,a\nA,2020,0\nB,2020,4\nC,2020,10\nA,2021,0\nB,2021,6\nC,2021,20\nA,2022,10\nB,2022,6\nC,2022,20\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data)]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| folder.path().join(name).display().to_string());
    let apart = run(&["trends", &data, "-f", &toml]);
    assert_eq!(apart.code, exit::FINE);
    assert!(apart.err.contains("normalised apart, through `a`"), "{}", apart.err);
    let denied = run(&["trends", &data, "-f", &toml, "--deny-warnings"]);
    assert_eq!(denied.code, exit::WARNINGS);
    let leaf = run(&["trends", &data, "-f", &toml, "--node", "a"]);
    assert!(!leaf.err.contains("normalised apart"), "measurements have no scale: {}", leaf.err);
    // Wherever else periods are compared.
    for args in [
        &["change", &data, "-f", &toml][..],
        &["explain", "A", &data, "-f", &toml, "--since", "2020"],
        &["score", &data, "-f", &toml, "--period", "all"],
        &["report", &data, "-f", &toml, "--no-robustness"],
    ] {
        let warned = run(args);
        assert_eq!(warned.code, exit::FINE, "{args:?}");
        assert!(warned.err.contains("normalised apart, through `a`"), "{args:?}: {}", warned.err);
    }
    // The first period is compared with nothing, and files with every period compare nothing.
    for args in [
        &["report", &data, "-f", &toml, "--no-robustness", "--period", "2020"][..],
        &["score", &data, "-f", &toml],
        &["score", &data, "-f", &toml, "--format", "csv"],
    ] {
        assert!(!run(args).err.contains("normalised apart"), "{args:?}");
    }
    let linked = run(&["trends", &data, "-f", &toml, "--linked"]);
    assert!(linked.err.is_empty(), "{}", linked.err);
    // By hand in tests/trends.rs.
    assert!(linked.out.contains("2020 to 2021: -0.3333 points on average over 3 entities"), "{}", linked.out);
}

#[test]
fn what_cannot_be_told_is_said() {
    for (args, said) in [
        (
            with(&["trends"], &["fixtures/change/before.csv", "-f", "fixtures/change/framework.toml"]),
            "needs at least three",
        ),
        (with(&["trends"], &[&INPUT[..], &["--node", "X"]].concat()), "no node"),
        (with(&["trends"], &[&INPUT[..], &["--node", "DIAS", "--linked"]].concat()), "about the index alone"),
        (with(&["trends"], &[&INPUT[..], &["--entity", "Z"]].concat()), "no entity"),
    ] {
        let run = run(&args);
        assert_ne!(run.code, exit::FINE, "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

/// The age of an indicator in every format; a gap that is filled stays old.
#[test]
fn ages_count_the_periods_since_a_measurement() {
    let of = |more: &[&str]| fine(&with(&["ages"], &[&INPUT[..], more].concat()));
    // By hand: B has no value of `formados` in 2023, and one of 2022.
    let csv = of(&["--format", "csv", "--period", "2023"]);
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[1], "B2,Secretaría B,1,0,0,0.33", "{csv}");
    assert!(rows[2..].iter().all(|row| row.ends_with(",0,0,0,0")), "{csv}");
    let json: Value = serde_json::from_str(&of(&["--format", "json", "--period", "2023"])).expect("JSON");
    let ages = json.as_array().expect("a list");
    assert_eq!(ages.iter().filter(|age| age["age"] == 1.0).count(), 1);
    assert_eq!(ages.len(), 9);
    assert!(of(&["--format", "markdown", "--lang", "es"]).contains("edad media"));
    assert!(
        run(&with(&["ages"], &[&INPUT[..], &["--period", "1999"]].concat()))
            .err
            .contains("no row has the period")
    );
}

/// By hand: A grows by 4 % in a year and B by -1 %, and of `b` less is better; nothing grows from 0.
#[test]
fn without_a_goal_the_pace_alone_is_judged() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"a\"\ndirection = -1\nnormalise = \"min-max\"\n";
    let data = "code,year,a\nA,2020,100\nB,2020,100\nC,2020,0\nA,2021,104\nB,2021,99\nC,2021,1\n\
        A,2022,108.16\nB,2022,98.01\nC,2022,1\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data)]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
    let of = |more: &[&str]| fine(&[&["trends", &data, "-f", &toml, "--without-goal"], more].concat());
    for (node, wanted) in [("a", ["on-track", "falling-back", ""]), ("b", ["falling-back", "improving", ""])]
    {
        let csv = of(&["--node", node, "--format", "csv"]);
        let standing = |code: &str| {
            let row = csv.lines().find(|line| line.starts_with(code)).expect("its row");
            row.rsplit(',').next().expect("the last cell").to_owned()
        };
        assert_eq!(["A", "B", "C"].map(standing), wanted, "{node}: {csv}");
    }
    let table = of(&["--node", "a"]);
    assert!(table.contains("on track") && table.contains("without a goal: by the growth rate"), "{table}");
    let plain = fine(&["trends", &data, "-f", &toml, "--node", "a"]);
    assert!(!plain.contains("on track"), "nobody asked: {plain}");
}
