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
    assert!(
        apart.err.contains("through `a` the scores of each period depend on its own sample"),
        "{}",
        apart.err
    );
    let denied = run(&["trends", &data, "-f", &toml, "--deny-warnings"]);
    assert_eq!(denied.code, exit::WARNINGS);
    let leaf = run(&["trends", &data, "-f", &toml, "--node", "a"]);
    assert!(!leaf.err.contains("depend on its own sample"), "measurements have no scale: {}", leaf.err);
    // Wherever else periods are compared.
    for args in [
        &["change", &data, "-f", &toml][..],
        &["explain", "A", &data, "-f", &toml, "--since", "2020"],
        &["score", &data, "-f", &toml, "--period", "all"],
        &["report", &data, "-f", &toml, "--no-robustness"],
    ] {
        let warned = run(args);
        assert_eq!(warned.code, exit::FINE, "{args:?}");
        assert!(
            warned.err.contains("through `a` the scores of each period depend on its own sample"),
            "{args:?}: {}",
            warned.err
        );
    }
    // The first period is compared with nothing, and files with every period compare nothing.
    for args in [
        &["report", &data, "-f", &toml, "--no-robustness", "--period", "2020"][..],
        &["score", &data, "-f", &toml],
        &["score", &data, "-f", &toml, "--format", "csv"],
    ] {
        assert!(!run(args).err.contains("depend on its own sample"), "{args:?}");
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

/// What an index that compares entities, and values that the sample fills, do to scores is no entity's own: one is refused, and the
/// other named and taken out.
#[test]
fn what_is_not_the_own_is_not_linked() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[[nodes]]\ncode = \"i\"\nRULE\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\nimpute = \"mean\"\n";
    let data =
        "code,year,a,b\nP,2020,50,\nQ,2020,60,40\nP,2021,50,\nQ,2021,80,70\nP,2022,50,\nQ,2022,95,90\n";
    let topsis = toml.replace("RULE", "aggregate = \"topsis\"");
    let toml = toml.replace("RULE", "");
    let folder = folder(&[("f.toml", &toml), ("t.toml", &topsis), ("d.csv", data)]);
    let [toml, topsis, data] = ["f.toml", "t.toml", "d.csv"].map(|name| path(&folder, name));
    let refused = run(&["trends", &data, "-f", &topsis, "--linked"]);
    assert_eq!(refused.code, exit::USAGE);
    assert!(
        refused.err.contains("the scores of `i` compare the entities with each other"),
        "{}",
        refused.err
    );
    for args in [&["trends", &data, "-f", &toml][..], &["change", &data, "-f", &toml]] {
        let warned = run(args).err;
        assert!(warned.contains("through `b` the scores of each period depend"), "{warned}");
    }
    // By hand: P begins with (50 + 40) / 2, and does nothing.
    let csv = fine(&["trends", &data, "-f", &toml, "--linked", "--format", "csv"]);
    assert!(csv.contains("P,,3,,2020,45,2022,45,0,"), "{csv}");
}

/// The verdict is that of the number that stands beside it. By hand, 1 and 3, 1 and 2, 1 and 3: the coefficients of variation
/// are √2/2, √2/3 and √2/2, and the line is level.
#[test]
fn the_spread_is_judged_by_its_line() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    let of = |b: [u8; 3]| {
        let rows: String =
            (2020..2023).zip(b).map(|(year, b)| format!("A,{year},1\nB,{year},{b}\n")).collect();
        let folder = folder(&[("f.toml", toml), ("d.csv", &format!("code,year,a\n{rows}"))]);
        fine(&["trends", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")])
    };
    let still = of([3, 2, 3]);
    assert!(
        still.contains("0.7071 in 2020, 0.7071 in 2022; by the line over all periods it stays as it is"),
        "{still}"
    );
    // Of two entities there are no quarters.
    assert!(still.contains("2 entities, correlation") && !still.contains("quarter"), "{still}");
    // √2/2 and √2/3 are 0.70711 and 0.47140, of which the half is the slope over two periods.
    assert!(of([3, 3, 2]).contains("it changes by -0.11785 in one period: the entities come nearer"));
    assert!(of([2, 2, 3]).contains("it grows by 0.11785 in one period: the entities move apart"));
}

/// Of leaves that were never measured there is no age: who has most of them has the oldest data.
#[test]
fn what_was_never_measured_is_the_oldest() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[[nodes]]\ncode = \"i\"\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
    let data = "code,year,a,b\nA,2020,1,1\nA,2022,1,\nV,2022,,1\nW,2022,,\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data)]);
    let csv = fine(&["ages", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "--format", "csv"]);
    assert_eq!(csv, "code,a,b,mean age\nW,,,\nV,,0,0\nA,0,2,1\n");
}

/// Nothing is compared across a break without a word.
#[test]
fn a_break_is_told_wherever_periods_are_compared() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\nbreaks = [2021]\n\
        [targets]\nbaseline-period = 2020\ngoal-period = 2030\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\ntarget = { goal = 90 }\n";
    let data = "code,year,a\nA,2020,10\nB,2020,80\nA,2021,20\nB,2021,30\nA,2022,22\nB,2022,31\nA,2023,24\nB,2023,32\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", data)]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
    let input = [data.as_str(), "-f", &toml];
    let said =
        "the framework declares a break in 2021, and earlier values were measured or scored in another way";
    for (before, after) in [
        (&["change"][..], &["--since", "2020", "--period", "2021"][..]),
        (&["explain", "A"], &["--since", "2020"]),
        (&["score"], &["--period", "all"]),
        (&["report", "--no-robustness"], &["--period", "2021"]),
    ] {
        let warned = run(&[before, &input[..], after].concat());
        assert_eq!(warned.code, exit::FINE, "{before:?}");
        assert!(warned.err.contains(said), "{before:?}: {}", warned.err);
        let denied = run(&[before, &input[..], after, &["--deny-warnings"]].concat());
        assert_eq!(denied.code, exit::WARNINGS, "{before:?}");
    }
    // On one side of it there is nothing to say.
    assert!(!run(&[&["change"][..], &input].concat()).err.contains("break"));
    assert!(!run(&[&["report", "--no-robustness"][..], &input].concat()).err.contains("break"));
    // Everything counts from the break on, and says so.
    let trends = fine(&[&["trends"][..], &input, &["--entity", "A"]].concat());
    assert!(trends.contains("values before 2021 are left out") && trends.contains(" in 2021, "), "{trends}");
    assert!(trends.contains("places from 2021 to 2023") && !trends.contains("in 2020,"), "{trends}");
    let targets = fine(&[&["targets"][..], &input].concat());
    assert!(targets.contains("20 (2021)  24 (2023)"), "{targets}");
    assert!(targets.contains("Values before 2021 do not count"), "{targets}");
    let csv = fine(&[&["targets"][..], &input, &["--format", "csv"]].concat());
    assert!(csv.lines().next().is_some_and(|header| header.ends_with(",since_break")), "{csv}");
    assert!(csv.lines().skip(1).all(|row| row.ends_with(",2021")), "{csv}");
}

#[test]
fn data_without_periods_have_none() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    let folder = folder(&[("f.toml", toml), ("d.csv", "code,a\nA,1\nB,2\n")]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
    let trends = run(&["trends", &data, "-f", &toml]);
    assert!(trends.err.contains("the data have no periods, and a trend needs"), "{}", trends.err);
    let side_by_side = run(&["score", &data, "-f", &toml, "--period", "all"]);
    assert_eq!(side_by_side.code, exit::DATA);
    assert!(side_by_side.err.contains("no row has the period `all`"), "{}", side_by_side.err);
    // The periods that there are stand in their order.
    let dated = toml_with_year(&folder);
    let shuffled = path(&folder, "y.csv");
    std::fs::write(&shuffled, "code,year,a\nA,2021,1\nA,2019,2\nA,2020,3\n").expect("writable");
    let wrong = run(&["score", &shuffled, "-f", &dated, "--period", "2025"]);
    assert!(wrong.err.contains("holds `2019`, `2020`, `2021`"), "{}", wrong.err);
}

fn toml_with_year(folder: &tempfile::TempDir) -> String {
    let at = path(folder, "y.toml");
    let text = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    std::fs::write(&at, text).expect("writable");
    at
}
