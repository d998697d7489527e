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

/// What stands in the last column is never cut, whichever rule lacks whatever it needs, in any language.
#[test]
fn what_a_rule_needs_is_said_in_full() {
    let data = "code,year,a\nA,2020,0\nA,2021,5\n";
    for rule in ["open-sdg", "germany", "sdg-index"] {
        let toml = format!(
            "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[targets]\ngoal-period = 2030\nrule = \"{rule}\"\n\
             [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\ntarget = {{ goal = 30 }}\n"
        );
        let folder = folder(&[("f.toml", &toml), ("d.csv", data)]);
        let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
        for (lang, words) in [("en", "under way; "), ("es", "en camino; ")] {
            let table = fine(&["targets", &data, "-f", &toml, "--lang", lang]);
            assert!(table.contains(words) && !table.contains('…'), "{rule}: {table}");
        }
    }
}

/// A successor of a later period has not come yet, and one that has gone is judged no more. B and C become X in 2022, and A is
/// called Z in 2023.
#[test]
fn the_period_that_is_looked_at_decides_who_is_there() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [targets]\nbaseline-period = 2020\ngoal-period = 2030\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\ntarget = { goal = 90 }\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
    let data = "code,year,a,b\nA,2020,10,1\nB,2020,20,1\nC,2020,30,1\nA,2021,12,1\nB,2021,24,1\nC,2021,33,1\n\
        A,2022,14,1\nX,2022,40,1\nZ,2023,16,1\nX,2023,42,1\n";
    let table = "before,after,period\nB,X,2022\nC,X,2022\nA,Z,2023\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data), ("s.csv", table)]);
    let [toml, data, table] = ["f.toml", "d.csv", "s.csv"].map(|name| path(&folder, name));
    let run = |command: &[&str]| {
        let found =
            run(&[command, &[&data, "-f", &toml, "--successors", &table, "--deny-warnings"]].concat());
        assert_eq!(found.code, exit::FINE, "{command:?}: {}", found.err);
        found.out
    };
    let codes = |csv: &str| -> Vec<String> {
        let header = csv.lines().next().expect("a header");
        let column = header.split(',').position(|name| name == "code").expect("codes");
        let code = |line: &str| line.split(',').nth(column).expect("a code").to_owned();
        let mut codes: Vec<String> = csv.lines().skip(1).map(code).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    let csv = ["--format", "csv"];
    for (period, wanted) in
        [("2021", vec!["A", "B", "C"]), ("2022", vec!["A", "X"]), ("2023", vec!["X", "Z"])]
    {
        let at = ["--period", period];
        let of = |command: &[&str]| codes(&run(&[command, &at, &csv].concat()));
        assert_eq!(of(&["targets"]), wanted, "{period}");
        assert_eq!(of(&["ages"]), wanted, "{period}");
        assert_eq!(of(&["cost", "--cost", "b", "--result", "a"]), wanted, "{period}");
        assert_eq!(of(&["score"]), wanted, "{period}");
        if period != "2021" {
            assert_eq!(of(&["trends"]), wanted, "{period}");
            assert_eq!(of(&["trends", "--linked"]), wanted, "{period}");
        }
        let out = path(&folder, &format!("{period}.html"));
        run(&["report", "--no-robustness", "--period", period, "-o", &out]);
        let page = read(Path::new(&out));
        // Its sheet says where it goes, once as a heading and with the ranking as its other place.
        assert_eq!(page.contains(">Z<"), period == "2023", "{period}");
    }
}

/// An entity that takes in another one has a past of its own, which nobody may lose: the row that is missing is named, wherever the
/// table is read.
#[test]
fn a_past_that_would_be_lost_is_refused() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [targets]\ngoal-period = 2030\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\ntarget = { goal = 90 }\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
    let data =
        "code,year,a,b\nA,2020,10,10\nC,2020,30,30\nA,2021,10,10\nC,2021,30,30\nC,2022,40,40\nC,2023,40,40\n";
    let lost = "before,after,period\nA,C,2022\n";
    let kept = "before,after,period\nA,C,2022\nC,C,2022\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data), ("l.csv", lost), ("k.csv", kept)]);
    let [toml, data, lost, kept] = ["f.toml", "d.csv", "l.csv", "k.csv"].map(|name| path(&folder, name));
    for command in [
        &["change", "--since", "2021"][..],
        &["explain", "C", "--since", "2021"],
        &["trends"],
        &["trends", "--linked"],
        &["targets"],
        &["ages"],
        &["cost", "--cost", "b", "--result", "a"],
        &["score", "--period", "2023"],
        &["report", "--no-robustness", "--period", "2023"],
    ] {
        let with_table = |table: &str| run(&[command, &[&data, "-f", &toml, "--successors", table]].concat());
        let refused = with_table(&lost);
        assert_eq!(refused.code, exit::DATA, "{command:?}: {}", refused.err);
        assert!(
            refused.err.contains("l.csv line 2: the row `A,C,2022` lets `C` follow another entity, and `C` is there in 2021 already; add the row `C,C,2022`"),
            "{command:?}: {}",
            refused.err
        );
        assert_eq!(with_table(&kept).code, exit::FINE, "{command:?}");
    }
    // By hand: C was the mean of 10 and 30 before, and is 40.
    let csv = fine(&[
        "change",
        &data,
        "-f",
        &toml,
        "--successors",
        &kept,
        "--since",
        "2021",
        "--period",
        "2022",
        "--format",
        "csv",
    ]);
    assert!(csv.contains("\nC,,20,40,20,"), "{csv}");
}
