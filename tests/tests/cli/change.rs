//! `icip change`, and what `icip explain` says of changes and differences.

use super::*;

const BEFORE: &str = "fixtures/change/before.csv";
const AFTER: &str = "fixtures/change/after.csv";
const LINEAR: &str = "fixtures/change/framework.toml";
const GEOMETRIC: &str = "fixtures/change/geometric.toml";
const HDI: [&str; 3] = ["fixtures/published/hdi/hdi.csv", "-f", "hdi"];

#[test]
fn two_files_are_two_editions() {
    insta::assert_snapshot!("change_two_files", run(&["change", BEFORE, AFTER, "-f", LINEAR]).text());
}

#[test]
fn two_frameworks_are_edits() {
    let run = run(&["change", BEFORE, AFTER, "-f", LINEAR, "--framework-after", GEOMETRIC, "--lang", "es"]);
    insta::assert_snapshot!("change_two_frameworks", run.text());
}

#[test]
fn an_entity_is_told_in_words() {
    for (name, args) in [
        ("change_entity", vec!["change", BEFORE, AFTER, "-f", LINEAR, "--entity", "E"]),
        ("change_entity_es", vec!["change", BEFORE, AFTER, "-f", LINEAR, "--entity", "B", "--lang", "es"]),
        ("change_entity_came", vec!["change", BEFORE, AFTER, "-f", LINEAR, "--entity", "F"]),
        (
            "explain_since",
            with(&["explain", "COL"], &[&HDI[..], &["--since", "2010", "--period", "2019"]].concat()),
        ),
        (
            "explain_against",
            with(&["explain", "COL"], &[&HDI[..], &["--period", "2021", "--against", "PER"]].concat()),
        ),
    ] {
        insta::assert_snapshot!(name, run(&args).text());
    }
}

/// The periods of one file are compared as two files that hold one of them each.
#[test]
fn periods_of_one_file_are_two_editions() {
    let published = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(HDI[0]));
    let of = |period: &str| -> String {
        let wanted = |line: &&str| line.starts_with("iso3") || line.split(',').nth(1) == Some(period);
        published.lines().filter(wanted).map(|line| format!("{line}\n")).collect()
    };
    let folder = folder(&[("a.csv", &of("2021")), ("b.csv", &of("2022"))]);
    let [a, b] = ["a.csv", "b.csv"].map(|name| folder.path().join(name).display().to_string());
    let two = fine(&["change", &a, &b, "-f", "hdi", "--format", "csv"]);
    // The last period and the one before it are compared where none is named.
    assert_eq!(fine(&with(&["change"], &[&HDI[..], &["--format", "csv"]].concat())), two);
    let named = ["--format", "csv", "--since", "2021", "--period", "2022"];
    assert_eq!(fine(&with(&["change"], &[&HDI[..], &named].concat())), two);
}

#[test]
fn files_hold_every_part() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    fine(&["change", BEFORE, AFTER, "-f", LINEAR, "-o", text_of(&out)]);
    let printed = fine(&["change", BEFORE, AFTER, "-f", LINEAR, "--format", "csv"]);
    assert_eq!(read(&out.join("changes.csv")), printed);
    let document: Value = serde_json::from_str(&read(&out.join("change.json"))).expect("JSON");
    assert_eq!(
        fine(&["change", BEFORE, AFTER, "-f", LINEAR, "--format", "json"]).trim_end(),
        read(&out.join("change.json")).trim_end()
    );
    let parts = read(&out.join("parts.csv"));
    for entity in document["entities"].as_array().expect("entities") {
        let code = entity["code"].as_str().expect("a code");
        let own: Vec<f64> = parts
            .lines()
            .filter(|line| line.starts_with(&format!("{code},")))
            .map(|line| line.split(',').nth(4).and_then(|cell| cell.parse().ok()).expect("points"))
            .collect();
        let change = entity["change"].as_f64().unwrap_or_default();
        assert!((own.iter().sum::<f64>() - change).abs() < 1e-12, "{code}: {own:?}");
        assert_eq!(own.len(), entity["parts"].as_array().map_or(0, Vec::len), "{code}");
    }
    let record: Value = serde_json::from_str(&read(&out.join("run.json"))).expect("JSON");
    let names: Vec<&str> =
        record["inputs"].as_array().expect("inputs").iter().filter_map(|i| i["name"].as_str()).collect();
    assert!(
        names.iter().any(|name| name.ends_with("before.csv"))
            && names.iter().any(|name| name.ends_with("after.csv")),
        "{names:?}"
    );
}

#[test]
fn what_is_asked_wrongly_is_said() {
    for (args, said) in [
        (vec!["change", BEFORE, "-f", LINEAR], "there is only one edition"),
        (with(&["change"], &[&HDI[..], &["--since", "1812"]].concat()), "no row has the period `1812`"),
        (with(&["change"], &[&HDI[..], &["--period", "1990"]].concat()), "no period is before `1990`"),
        (vec!["change", BEFORE, AFTER, "-f", LINEAR, "--entity", "Z"], "no entity"),
        (
            with(&["explain", "COL"], &[&HDI[..], &["--period", "2021", "--against", "XXX"]].concat()),
            "no entity",
        ),
    ] {
        let run = run(&args);
        assert_ne!(run.code, exit::FINE, "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

/// A report on the last of several periods says of each entity why its score changed, and the workbook has every part.
#[test]
fn a_report_says_why_scores_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [html, xlsx] = ["r.html", "r.xlsx"].map(|name| folder.path().join(name));
    let input = ["guide/src/files/metas.csv", "-f", "guide/src/files/metas", "--no-robustness"];
    let files = ["report", "-o", text_of(&html), "--xlsx", text_of(&xlsx)];
    fine(&with(&files, &input));
    let page = read(&html);
    assert_eq!(page.matches("Why the score changed since 2023").count(), 3, "one for each entity");
    // A1: 250 more of 1200 people are a third of 0.2083 index points.
    assert!(page.contains("+0.0694"), "the part of FORM");
    let bytes = std::fs::read(&xlsx).expect("it is written");
    let mut book = calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(std::io::Cursor::new(bytes))
        .expect("a workbook");
    let sheet = calamine::Reader::worksheet_range(&mut book, "Why it changed").expect("a sheet");
    let csv = fine(&with(&["change", "--format", "csv"], &input[..3]));
    let mut totals: BTreeMap<String, f64> = BTreeMap::new();
    for row in sheet.rows().skip(1) {
        let points = calamine::DataType::get_float(&row[5]).expect("points");
        *totals.entry(row[0].to_string()).or_default() += points;
    }
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let change: f64 = cells[4].parse().expect("a change");
        assert!((totals[cells[0]] - change).abs() < 1e-12, "{line}");
    }
    // The first period has none before it.
    fine(&with(&files, &[&input[..], &["--period", "2020"]].concat()));
    assert!(!read(&html).contains("Why the score changed"));
}

/// A table of successors is used wherever periods are compared, and named in what comes out.
#[test]
fn entities_that_follow_others_are_named() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
        [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";
    // In 2021 A and B become C.
    let data = "code,year,a,b\nA,2020,10,30\nB,2020,20,40\nD,2020,9,9\nC,2021,40,20\nD,2021,8,8\nC,2022,41,21\nD,2022,7,7\n";
    let table = "before,after,period,share\nA,C,2021,3\nB,C,2021,1\n";
    let files = [("f.toml", toml), ("d.csv", data), ("s.csv", table), ("u.csv", "before,after\nA,C\n")];
    let wrong = "before,after,period\nA,C,2021\nX,Y,2021\n";
    let folder = folder(&[&files[..], &[("w.csv", wrong)]].concat());
    let [toml, data, table, undated, wrong, out] =
        ["f.toml", "d.csv", "s.csv", "u.csv", "w.csv", "out"].map(|name| path(&folder, name));
    let input = [data.as_str(), "-f", &toml];
    let with_table = |command: &[&str], more: &[&str]| {
        run(&[command, &input[..], more, &["--successors", &table]].concat())
    };
    let since = ["--since", "2020", "--period", "2021"];
    let change = with_table(&["change"], &since);
    assert!(change.out.contains("`C` follows `A` (0.75), `B` (0.25); what it was before"), "{}", change.out);
    assert!(change.out.contains("2 entities with a score in both editions"), "{}", change.out);
    // By hand: 0.75 × 20 + 0.25 × 30 = 22.5 before, and 30 after.
    let csv = with_table(&["change"], &[&since[..], &["--format", "csv"]].concat()).out;
    assert!(csv.contains("\nC,,22.5,30,7.5,,1,,,7.5,0,0,0,0,0,,,,,,,,A 0.75; B 0.25\n"), "{csv}");
    let json = with_table(&["change"], &[&since[..], &["--format", "json"]].concat()).out;
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["entities"][0]["predecessors"][1]["code"], "B");
    assert!(json["entities"][1].get("predecessors").is_none(), "D is itself");
    let markdown = with_table(&["change"], &[&since[..], &["--format", "markdown", "--lang", "es"]].concat());
    assert!(markdown.out.contains("sucede a `A` (0,75), `B` (0,25)"), "{}", markdown.out);
    let explained = with_table(&["explain", "C"], &since);
    assert!(explained.out.contains("`C` follows `A` (0.75), `B` (0.25)"), "{}", explained.out);
    assert!(explained.out.contains("i rose from 22.5000 to 30.0000"), "{}", explained.out);
    fine(&[&["change"][..], &input, &since, &["--successors", &table, "-o", &out]].concat());
    let record: Value = serde_json::from_str(&read(&Path::new(&out).join("run.json"))).expect("JSON");
    let roles: Vec<&str> = record["inputs"]
        .as_array()
        .expect("inputs")
        .iter()
        .filter_map(|input| input["role"].as_str())
        .collect();
    assert_eq!(roles, ["framework", "data", "successors"]);
    let trends = with_table(&["trends"], &[]);
    assert!(trends.out.contains("`C` follows `A` (0.75), `B` (0.25) since 2021"), "{}", trends.out);
    assert!(trends.out.contains("22.50 (2020)"), "{}", trends.out);
    assert!(!trends.out.lines().any(|line| line.starts_with('A')), "{}", trends.out);
    assert_eq!(
        with_table(&["trends", "--linked"], &["--format", "csv"]).out,
        with_table(&["trends"], &["--format", "csv"]).out
    );
    // Where values are followed, a merger begins anew, and a note says so.
    let periods = with_table(&["score"], &["--period", "all"]);
    assert!(periods.err.contains("`C` was split off or merged"), "{}", periods.err);
    let refused = with_table(&["score"], &["-o", "out.xlsx"]);
    assert_eq!(refused.code, exit::USAGE, "{}", refused.err);
    let report = with_table(&["report", "--no-robustness"], &["--period", "2021"]);
    assert_eq!(report.code, exit::FINE, "{}", report.err);
    // What cannot be used is said.
    let refused = run(&[&["trends"][..], &input, &["--successors", &undated]].concat());
    assert_eq!(refused.code, exit::DATA);
    assert!(
        refused.err.contains("the row of `C` in the table of successors has no period"),
        "{}",
        refused.err
    );
    let warned = run(&[&["change"][..], &input, &["--successors", &wrong]].concat());
    assert!(warned.err.contains("none of the entities `X`, `Y` that the table"), "{}", warned.err);
}

/// Two folders of results are compared as their data under their frameworks.
#[test]
fn two_runs_are_two_editions() {
    let folder = folder(&[]);
    let at = |name: &str| path(&folder, name);
    let copied = |from: &str, to: &str| {
        let to = at(to);
        std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(from), &to).expect("readable");
        to
    };
    let (first, last) = (copied(BEFORE, "before.csv"), copied(AFTER, "after.csv"));
    let (linear, geometric) = (copied(LINEAR, "linear.toml"), copied(GEOMETRIC, "geometric.toml"));
    let [one, two] = ["one", "two"].map(at);
    fine(&["score", &first, "-f", &linear, "-o", &one]);
    fine(&["score", &last, "-f", &geometric, "-o", &two]);
    let json = ["--format", "json"];
    let files = fine(
        &[&["change", &first, &last, "-f", &linear, "--framework-after", &geometric], &json[..]].concat(),
    );
    assert_eq!(fine(&[&["change", &one, &two], &json[..]].concat()), files);
    // A run and a file, whose framework the command line names or is the default.
    let given = run(&["change", &one, &two, "-f", &linear]);
    assert_eq!(given.code, exit::USAGE);
    assert!(given.err.contains("a run has its own framework"), "{}", given.err);
    // The example and a framework that ship are known by their names.
    let example = at("example");
    fine(&["score", "-o", &example]);
    let same = fine(&["change", &example, &example, "--top", "1"]);
    assert!(same.contains("136 entities with a score in both editions"), "{same}");
    // Runs of one period each.
    let [early, late] = ["early", "late"].map(at);
    fine(&with(&["score", "-o", &early], &[&HDI[..], &["--period", "2021"]].concat()));
    fine(&with(&["score", "-o", &late], &[&HDI[..], &["--period", "2022"]].concat()));
    let csv = ["--format", "csv"];
    let periods =
        fine(&with(&["change"], &[&HDI[..], &["--since", "2021", "--period", "2022"], &csv].concat()));
    assert_eq!(fine(&[&["change", &early, &late], &csv[..]].concat()), periods);
    // What is not the run any more is refused.
    std::fs::write(&last, "code,a,b,c,d\nA,1,1,1,1\n").expect("writable");
    let changed = run(&["change", &one, &two]);
    assert_eq!(changed.code, exit::USAGE);
    assert!(changed.err.contains("after.csv` is not the file of the run in"), "{}", changed.err);
    for (name, text, said) in [
        ("empty", None, "holds no run.json"),
        ("broken", Some("{"), "cannot be read"),
        ("other", Some("{\"inputs\":[],\"options\":{\"missing\":[]}}"), "names no file as `framework`"),
    ] {
        let dir = at(name);
        std::fs::create_dir(&dir).expect("a new folder");
        if let Some(text) = text {
            std::fs::write(Path::new(&dir).join("run.json"), text).expect("writable");
        }
        let refused = run(&["change", &one, &dir]);
        assert_eq!(refused.code, exit::USAGE, "{name}");
        assert!(refused.err.contains(said), "{name}: {}", refused.err);
    }
}

/// The three questions of the README are answered by the commands that stand there, as a reader of a clone would type them.
#[test]
fn the_readme_answers_its_three_questions() {
    let readme = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md"));
    let block = readme.split("Three questions").nth(1).and_then(|rest| rest.split("```").nth(1));
    let commands = block.expect("a block").lines().filter_map(|line| line.strip_prefix("icip "));
    let answers: Vec<String> = commands.map(|line| fine(&line.split(' ').collect::<Vec<_>>())).collect();
    // By hand from the published values: 0.768 in 2019 and 0.752 in 2021, and life expectancy fell from 76.752 to 72.83.
    let [fell, track, most] = answers.as_slice() else { panic!("three commands") };
    for (answer, said) in [
        (fell, "Colombia (COL), 2019 to 2021\nHDI fell from 0.7680 to 0.7520, by 0.0160 points\n"),
        (fell, "76.752 → 72.83"),
        (fell, "it lost 3 places, from rank 86 to 89"),
        (track, "achieved: 1; on track: 1; stagnating: 1"),
        (most, "Nauru"),
    ] {
        assert!(answer.contains(said), "{said} is not in {answer}");
    }
    assert_eq!(most.lines().filter(|line| line.contains('+')).count(), 10, "{most}");
}

/// What is told of one entity has every format, and the parts of it alone.
#[test]
fn an_entity_has_every_format() {
    let of =
        |format: &str| fine(&["change", BEFORE, AFTER, "-f", LINEAR, "--entity", "E", "--format", format]);
    let json: Value = serde_json::from_str(&of("json")).expect("JSON");
    let entities = json["entities"].as_array().expect("entities");
    assert_eq!(entities.iter().map(|entity| &entity["code"]).collect::<Vec<_>>(), ["E"]);
    let parts = entities[0]["parts"].as_array().expect("parts");
    let csv = of("csv");
    assert!(csv.starts_with("code,node,cause,"), "{csv}");
    assert_eq!(csv.lines().count(), 1 + parts.len());
    assert!(csv.lines().skip(1).all(|line| line.starts_with("E,")), "{csv}");
    let markdown = of("markdown");
    assert!(markdown.starts_with("# ") && markdown.contains("\n## why "), "{markdown}");
    assert!(markdown.contains("| E |"), "{markdown}");
}

/// The mean over all orders is no order, and scales are named that were fitted in either edition.
#[test]
fn edits_in_all_orders_are_said_to_be_so() {
    let files = "guide/src/files";
    let [before, after] = ["municipios.csv", "municipios-2024.csv"].map(|name| format!("{files}/{name}"));
    let [old, new] = ["servicios", "servicios-2024"].map(|name| format!("{files}/{name}"));
    let args = ["change", &before, &after, "-f", &old, "--framework-after", &new];
    for (order, said, not_said) in [
        ("stated", "in the order in which they were made", "all orders"),
        ("shapley", "the mean over all orders", "were made"),
    ] {
        for format in ["table", "markdown"] {
            let found = run(&[&args[..], &["--edits", order, "--format", format]].concat());
            assert!(found.out.contains(said) && !found.out.contains(not_said), "{order}: {}", found.out);
            assert!(found.err.contains("through `INV`, `DIA` the scores of each edition"), "{}", found.err);
        }
        let json = run(&[&args[..], &["--edits", order, "--format", "json"]].concat()).out;
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["edit_order"], order);
    }
}

/// The table of successors with which a run was made is used again, and nothing else in its place.
#[test]
fn a_run_keeps_its_successors() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n\
        [[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    let data = "code,year,a\nA,2020,10\nB,2020,20\nA,2021,12\nC,2021,24\n";
    let (table, other) = ("before,after,period\nB,C,2021\n", "before,after,period\nB,C,2021.0\n");
    let folder = folder(&[("f.toml", toml), ("d.csv", data), ("s.csv", table), ("o.csv", other)]);
    let [toml, data, table, other, one, two] =
        ["f.toml", "d.csv", "s.csv", "o.csv", "one", "two"].map(|name| path(&folder, name));
    fine(&["score", &data, "-f", &toml, "--successors", &table, "-o", &one]);
    fine(&["score", &data, "-f", &toml, "--successors", &other, "-o", &two]);
    let periods = ["--since", "2020", "--period", "2021"];
    let found = fine(&[&["change", &one][..], &periods].concat());
    assert!(found.contains("2 entities with a score in both editions, 0 only"), "{found}");
    assert!(found.contains("`C` follows `B`"), "{found}");
    // Two tables are one too many, unless one is named.
    let refused = run(&[&["change", &one, &two][..], &periods].concat());
    assert_eq!(refused.code, exit::USAGE);
    assert!(refused.err.contains("made with different tables of successors"), "{}", refused.err);
    fine(&[&["change", &one, &two][..], &periods, &["--successors", &table]].concat());
    std::fs::write(&table, "before,after,period\nA,C,2021\n").expect("writable");
    let changed = run(&[&["change", &one][..], &periods].concat());
    assert!(changed.err.contains("s.csv` is not the file of the run in"), "{}", changed.err);
}

/// An edition that cannot be scored by itself says why, and not that the frameworks have nothing in common.
#[test]
fn an_edition_without_scores_says_why() {
    let toml = |weight: u8| {
        format!(
            "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n\
             [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\nnormalise = \"min-max\"\nweight = {weight}\n\
             [[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\nweight = 1\n"
        )
    };
    let (one, many) = ("code,a,b\nA,1,1\n", "code,a,b\nA,1,1\nB,2,2\n");
    let (old, new) = (toml(1), toml(2));
    let folder = folder(&[("f.toml", &old), ("g.toml", &new), ("one.csv", one), ("many.csv", many)]);
    let [old, new, one, many] = ["f.toml", "g.toml", "one.csv", "many.csv"].map(|name| path(&folder, name));
    let refused = run(&["change", &one, &many, "-f", &old, "--framework-after", &new]);
    assert_eq!(refused.code, exit::COMPUTATION, "{}", refused.err);
    assert!(refused.err.contains("min-max") && !refused.err.contains("in common"), "{}", refused.err);
}

/// A change goes forward in time, and what did not change is not told as if it had.
#[test]
fn a_change_that_goes_backwards_is_refused() {
    for (command, since) in [(&["change"][..], "2021"), (&["explain", "COL"], "2019")] {
        let refused = run(&with(command, &[&HDI[..], &["--since", since, "--period", "2019"]].concat()));
        assert_eq!((refused.code, refused.out.as_str()), (exit::USAGE, ""), "{}", refused.err);
        assert!(
            refused.err.contains(&format!("the period `{since}` is not before `2019`")),
            "{}",
            refused.err
        );
    }
}

const ANSWERS: &str = "format = 1\n[framework]\nid = \"t\"\n[data]\nperiod = \"year\"\n[[nodes]]\ncode = \"i\"\n\
    [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n\
    normalise = { map = { values = { none = 0, begun = 0.5, done = 1 } } }\n";

/// An answer is told as it was given, and not by its place in the list that the reader keeps: begun, done, none.
#[test]
fn answers_are_told_as_they_were_given() {
    let data = "code,year,a\nA,2020,begun\nB,2020,none\nA,2021,done\nB,2021,none\n";
    let folder = folder(&[("f.toml", ANSWERS), ("d.csv", data)]);
    let [toml, data] = ["f.toml", "d.csv"].map(|name| path(&folder, name));
    let out = path(&folder, "out");
    fine(&["change", &data, "-f", &toml, "-o", &out]);
    let parts = read(&Path::new(&out).join("parts.csv"));
    assert!(parts.contains("A,a,data,,0.5,begun,done,0.5,1"), "{parts}");
    let json: Value =
        serde_json::from_str(&fine(&["change", &data, "-f", &toml, "--format", "json"])).expect("JSON");
    let part = &json["entities"].as_array().expect("entities")[0]["parts"][0];
    assert_eq!(part["answers"], serde_json::json!(["begun", "done"]), "{part}");
    let page = fine(&["report", &data, "-f", &toml, "--no-robustness"]);
    assert!(page.contains("begun = 0.5") && !page.contains("0 = 0.5"), "the rule names the answers");
}

/// A spreadsheet took the codes of one edition for numbers: nobody came or left.
#[test]
fn codes_that_lost_their_zeros_between_editions_are_told() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\n[[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n";
    let files =
        [("f.toml", toml), ("1.csv", "code,a\n05001,1\n08001,2\n"), ("2.csv", "code,a\n5001,1\n8001,3\n")];
    let folder = folder(&files);
    let [toml, one, two] = ["f.toml", "1.csv", "2.csv"].map(|name| path(&folder, name));
    let told = run(&["change", &one, &two, "-f", &toml]);
    assert!(told.err.contains("codes differ only in leading zeros: `05001` and `5001`"), "{}", told.err);
    // And so is a column in which only some lost theirs: 8001 has four digits, and 05001 five.
    let mixed = path(&folder, "m.csv");
    std::fs::write(&mixed, "code,a\n05001,1\n8001,2\n11001,3\n").expect("writable");
    let told = run(&["check", &mixed, "-f", &toml]);
    assert!(told.out.contains("`8001` is shorter than the codes that begin with a zero"), "{}", told.out);
    std::fs::write(&mixed, "code,a\n001,1\n999,2\n1000,3\n").expect("writable");
    assert!(!run(&["check", &mixed, "-f", &toml]).out.contains("begin with a zero"));
}
