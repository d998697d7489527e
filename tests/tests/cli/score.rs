//! `icip score`.

use super::*;

#[test]
fn the_first_five_of_the_example() {
    let text = fine(&["score", "--top", "5"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[1], "framework icip-2018, 37 nodes from 22 columns; 136 rows, 136 ranked",
        "as in data/examples/icip-2018/SOURCE.md: 136 entities, 22 variables"
    );
    let ranking: Vec<&str> =
        lines.iter().skip_while(|line| !line.starts_with("rank")).take(6).copied().collect();
    // Index and order as published by DNP, fixtures/published/icip-2018.
    assert!(ranking[0].starts_with("rank  code  name "));
    let first = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let codes: Vec<String> = ranking[1..].iter().map(|line| first(line)).collect();
    assert_eq!(codes, ["1 6468", "2 8025", "3 0913", "4 0822", "5 0012"]);
    assert!(text.contains("\n5 of 136 rows are shown\n"), "{text}");
}

#[test]
fn table_markdown_and_csv_of_a_small_index() {
    insta::assert_snapshot!("score_table", run(&with(&["score"], &SAMPLE)).text());
    insta::assert_snapshot!(
        "score_group",
        fine(&with(&["score", "--group", "region", "--top", "1"], &SAMPLE))
    );
    insta::assert_snapshot!("score_markdown", fine(&with(&["score", "--format", "markdown"], &SAMPLE)));
    insta::assert_snapshot!(
        "score_csv",
        fine(&with(&["score", "--format", "csv", "--period", "2021"], &SAMPLE))
    );
}

#[test]
fn a_wide_terminal_shows_a_rule_and_bars_and_a_narrow_one_no_bars() {
    let on = |width: usize| {
        let mut out = Vec::new();
        let terminal = Some(Terminal { width, colour: false });
        let args = with(&["score", "--period", "2020"], &SAMPLE);
        let (code, _) = run_with(&args, &mut std::io::empty(), &mut out, terminal);
        assert_eq!(code, exit::FINE);
        String::from_utf8(out).expect("texts are UTF-8")
    };
    insta::assert_snapshot!("score_terminal", on(120));
    let narrow = on(80);
    assert!(narrow.contains('─') && !narrow.contains('█'), "{narrow}");
    assert!(narrow.lines().skip_while(|l| !l.starts_with("rank")).take(7).all(|l| l.chars().count() <= 80));
}

#[test]
fn json_holds_nodes_entities_scores_and_ranks() {
    let text = fine(&with(&["score", "--format", "json"], &SAMPLE));
    let json: Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!((&json["format"], &json["framework"]), (&Value::from(1), &Value::from("sample")));
    assert_eq!(json["nodes"].as_array().map(Vec::len), Some(16), "nodes of the structure");
    assert_eq!(json["nodes"][1]["parent"], "SI");
    // By hand: M weighs 4 of 8 in SI.
    assert_eq!(json["nodes"][1]["share"], 0.5);
    let entities = json["entities"].as_array().expect("a list");
    assert_eq!(entities.len(), 10, "rows of the data");
    let fourth = entities
        .iter()
        .find(|entity| entity["code"] == "S4" && entity["period"] == "2020")
        .expect("a row of the data");
    assert_eq!((&fourth["code"], &fourth["period"]), (&Value::from("S4"), &Value::from("2020")));
    assert_eq!(fourth["groups"]["region"], "South");
    assert_eq!(fourth["group_ranks"]["region"], 1.0);
    assert_eq!(fourth["classes"]["M"], "high");
    // By hand, fixtures/sample/README.md: S4 of 2020 is first with 5/6.
    assert_eq!(fourth["scores"][0]["node"], "SI");
    assert_eq!(fourth["scores"][0]["rank"], 1.0);
    assert!((fourth["scores"][0]["score"].as_f64().unwrap_or_default() - 5.0 / 6.0).abs() < 1e-12);
    assert!(entities[9]["scores"][0]["score"].is_null(), "S5 has nothing in 2021");
    assert!(json["warnings"].as_array().is_some_and(|warnings| !warnings.is_empty()));
}

#[test]
fn data_may_come_from_standard_input() {
    let bytes = std::fs::read("fixtures/broken/data/good-plain.csv").or_else(|_| {
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/broken/data/good-plain.csv"))
    });
    let piped = run_reading(
        &["score", "-", "-f", "fixtures/broken/data/framework.toml", "--format", "csv"],
        &bytes.expect("the fixture is there"),
    );
    let named = fine(&[
        "score",
        "fixtures/broken/data/good-plain.csv",
        "-f",
        "fixtures/broken/data/framework.toml",
        "--format",
        "csv",
    ]);
    assert_eq!((piped.code, piped.out), (exit::FINE, named));
}

/// Rows by their key, for two files that must have the same.
fn table(text: &str) -> (Vec<&str>, BTreeMap<String, Vec<&str>>) {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let rows = lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (format!("{} {}", cells[0], cells[2]), cells)
        })
        .collect();
    (header, rows)
}

#[test]
fn five_files_that_belong_together() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("new").join("out");
    let run = run(&with(&["score", "-o", text_of(&output)], &SAMPLE));
    assert_eq!((run.code, run.out.as_str()), (exit::FINE, ""));
    let names = ["scores.csv", "ranks.csv", "trail.csv", "fitted.json", "run.json"];
    for name in names {
        let wrote = format!("wrote {}\n", output.join(name).display());
        assert!(run.err.contains(&wrote), "{}", run.err);
    }
    let mut found: Vec<String> = std::fs::read_dir(&output)
        .expect("the folder was made")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
        .collect();
    found.sort();
    let mut all = names.map(str::to_owned).to_vec();
    all.sort();
    assert_eq!(found, all, "these and no temporary file");

    let scores = read(&output.join("scores.csv"));
    let ranks = read(&output.join("ranks.csv"));
    let (scores, ranks) = (table(&scores), table(&ranks));
    assert_eq!(scores.0[..20], ranks.0[..20], "key, group and 16 nodes in the same order");
    assert_eq!(scores.1.keys().collect::<Vec<_>>(), ranks.1.keys().collect::<Vec<_>>());
    for (key, row) in &ranks.1 {
        for ((rank, score), node) in row.iter().zip(&scores.1[key]).zip(&ranks.0).skip(4).take(16) {
            // A rank belongs to a score; S5 alone is scored and not ranked.
            assert_eq!(rank.is_empty(), score.is_empty() || key.starts_with("S5"), "{key} {node}");
        }
    }
    let trail = read(&output.join("trail.csv"));
    assert_eq!(trail.lines().next(), Some("code,period,node,step,before,after,why"));
    assert!(trail.lines().skip(1).all(|line| line.starts_with("S5,2021,")), "only S5 of 2021 lacks: {trail}");

    let fitted: Value = serde_json::from_str(&read(&output.join("fitted.json"))).expect("valid JSON");
    let fit = fitted
        .as_array()
        .expect("a list")
        .iter()
        .find(|fit| fit["node"] == "Z.sample" && fit["period"] == "2020")
        .expect("the standard score is fitted in each period");
    // By hand, fixtures/sample/README.md.
    assert_eq!((&fit["numbers"]["mean"], &fit["numbers"]["sd"]), (&Value::from(5.0), &Value::from(2.0)));
    assert_eq!((&fit["values"], &fit["method"]), (&Value::from(5), &Value::from("z-score")));
}

#[test]
fn the_run_record_is_enough_to_repeat_the_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let first = folder.path().join("first");
    let args = with(&["score", "--missing", "ND", "-o", text_of(&first)], &QUESTIONNAIRE);
    assert_eq!(run(&args).code, exit::FINE);
    let record: Value = serde_json::from_str(&read(&first.join("run.json"))).expect("valid JSON");
    assert_eq!(record["program"], "icip");
    assert_eq!(record["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(record["framework"], "questionnaire");
    assert_eq!(record["options"]["missing"], serde_json::json!(["", "ND"][1..].to_vec()));
    // Two nodes of weight zero, Q06 without index, and Q05 with an index but without part C.
    assert_eq!(record["warnings"].as_array().map(Vec::len), Some(4));
    // Digests by `sha256sum fixtures/questionnaire/{framework.toml,structure.csv,data.csv}`.
    let digests = [
        (
            "framework",
            "fixtures/questionnaire/framework.toml",
            "26039d350d615e94556a054fefe2225fd871fbdd9421dc6db294b216c4581706",
        ),
        (
            "structure",
            "fixtures/questionnaire/structure.csv",
            "6a11d523c4eb02b13623c2a9b73940953dd2b107fff0dbb822b0dca70a5e2b94",
        ),
        (
            "data",
            "fixtures/questionnaire/data.csv",
            "2b6302e68df15b7a05f46c60ffbc31a6f42562795251f76206ce6f18c1a26d2e",
        ),
    ];
    let inputs = record["inputs"].as_array().expect("a list");
    assert_eq!(inputs.len(), digests.len());
    for (input, (role, name, sha256)) in inputs.iter().zip(digests) {
        assert_eq!(*input, serde_json::json!({ "role": role, "name": name, "sha256": sha256 }));
    }
    let second = folder.path().join("second");
    let again = with(&["score", "--missing", "ND", "--threads", "3", "-o", text_of(&second)], &QUESTIONNAIRE);
    assert_eq!(run(&again).code, exit::FINE);
    for name in ["scores.csv", "ranks.csv", "trail.csv", "fitted.json", "run.json"] {
        assert_eq!(read(&first.join(name)), read(&second.join(name)), "{name}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_a_file_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").expect("writable");
    let run = run(&with(&["score", "-o", text_of(&file.join("out"))], &QUESTIONNAIRE));
    assert_eq!((run.code, run.out.as_str()), (exit::FILES, ""));
    let error = run.err.lines().last().unwrap_or_default();
    assert!(error.starts_with("error: cannot create the folder `") && error.contains("out`: "), "{error}");
    assert_eq!(read(&file), "in the way");
}

#[test]
fn nothing_is_written_when_one_of_the_files_cannot_be() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("scores.csv")).expect("writable");
    let run = run(&with(&["score", "-o", text_of(folder.path())], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::FILES);
    let left = std::fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(left, 1, "only the folder that was in the way");
}

#[test]
fn nothing_is_written_when_a_later_file_cannot_be() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("run.json")).expect("writable");
    let run = run(&with(&["score", "-o", text_of(folder.path())], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::FILES);
    let left = std::fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(left, 1, "only the folder that was in the way");
}

#[test]
fn markdown_of_several_periods_names_them() {
    let text = fine(&with(&["score", "--format", "markdown", "--period", "all"], &SAMPLE));
    assert!(text.contains("2020") && text.contains("2021"), "{text}");
    let last = fine(&with(&["score", "--format", "markdown"], &SAMPLE));
    assert!(last.contains("2021") && !last.contains("2020"), "{last}");
}

#[test]
fn ranks_inside_groups_in_every_format() {
    let args = ["score", "--group", "region", "--period", "2020", "--format", "csv"];
    let text = fine(&with(&args, &SAMPLE));
    // By hand, fixtures/sample/README.md: S3 is second of all and first in North.
    assert!(text.contains("\n1,S3,"), "{text}");
}

#[test]
fn an_unknown_group_and_an_unknown_period_say_what_there_is() {
    let group = run(&with(&["score", "--group", "sector"], &SAMPLE));
    assert_eq!(group.code, exit::USAGE);
    assert!(
        group.err.contains("error: there is no group column `sector`; the data have `region`; "),
        "{}",
        group.err
    );
    let period = run(&with(&["score", "--period", "2019"], &SAMPLE));
    assert_eq!(period.code, exit::DATA);
    insta::assert_snapshot!("score_unknown_period", period.err);
}

#[test]
fn quiet_leaves_out_notes_and_nothing_else() {
    let files = folder(&[]);
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n\
        [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n";
    std::fs::write(files.path().join("t.toml"), toml).expect("the folder is there");
    std::fs::write(files.path().join("score.csv"), b"code,a\nBogot\xe1,1\nQ,2\n")
        .expect("the folder is there");
    let (data, framework) = (path(&files, "score.csv"), path(&files, "t.toml"));
    let loud = run(&["score", &data, "-f", &framework]);
    let quiet = run(&["score", &data, "-f", &framework, "--quiet"]);
    // The encoding is assumed to be Windows-1252, which is worth a note.
    assert!(loud.err.starts_with("note: "), "{}", loud.err);
    assert_eq!((quiet.code, quiet.err.as_str(), quiet.out), (exit::FINE, "", loud.out));
    let refused = run(&["score", "no-such-file.csv", "--quiet"]);
    assert!(refused.err.contains("no-such-file.csv"), "{}", refused.err);
}

#[test]
fn neighbours_with_different_ranks_have_different_digits() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\n[[nodes]]\ncode = \"I\"\n\
        [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n";
    let files = folder(&[
        ("data.csv", "code,a\nP,0.87452\nQ,0.874509\nR,0.874509\nS,0.1\n"),
        ("framework.toml", toml),
    ]);
    let (data, framework) = (path(&files, "data.csv"), path(&files, "framework.toml"));
    let text = fine(&["score", &data, "-f", &framework]);
    // 0.87452 and 0.874509 differ in the fifth decimal once rounded: 0.87452 and 0.87451. Q and R tie, and need no more.
    assert!(text.contains("0.87452") && text.contains("0.87451") && text.contains("0.10000"), "{text}");
    // The first entity alone has no neighbour.
    let text = fine(&["score", &data, "-f", &framework, "--top", "1"]);
    assert!(text.contains("0.875") && !text.contains("0.8745"), "{text}");
}

#[test]
fn the_stages_are_files() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[data]\ncode = \"code\"\nperiod = \"year\"\n[[nodes]]\n\
        code = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\ndirection = -1\n\
        impute = \"mean\"\ntreat = { caps = { max = 4 } }\nnormalise = \"min-max\"\n";
    let data = "code,year,a\nP,2020,1\nQ,2020,\nR,2020,6\nP,2021,2\nQ,2021,3\n";
    let files = folder(&[("data.csv", data), ("framework.toml", toml)]);
    let (data, framework, out) =
        (path(&files, "data.csv"), path(&files, "framework.toml"), path(&files, "out"));
    fine(&["score", &data, "-f", &framework, "-o", &out, "--stages", "--period", "2020"]);
    let stage = |name: &str| read(Path::new(&out).join("stages").join(name).as_path());
    // The mean of 1 and 6 is 3.5; 6 is cut to 4; less is better: (4 - x) / (4 - 1).
    assert_eq!(stage("denominated.csv"), "code,period,A\nP,2020,1\nQ,2020,\nR,2020,6\n");
    assert_eq!(stage("imputed.csv"), "code,period,A\nP,2020,1\nQ,2020,3.5\nR,2020,6\n");
    assert_eq!(stage("treated.csv"), "code,period,A\nP,2020,1\nQ,2020,3.5\nR,2020,4\n");
    assert_eq!(stage("normalised.csv"), format!("code,period,A\nP,2020,1\nQ,2020,{}\nR,2020,0\n", 0.5 / 3.0));
    let refused = run(&["score", &data, "-f", &framework, "--stages"]);
    assert_eq!(refused.code, exit::USAGE, "there is no folder to write into");
}

/// So many entities with one indicator.
fn long_table(rows: usize) -> String {
    "code,a\n".to_owned() + &(0..rows).map(|row| format!("E{row},{row}\n")).collect::<String>()
}

const ONE_LEAF: &str = "format = 1\n[framework]\nid = \"t\"\n[defaults]\nnormalise = \"min-max\"\n\
    [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"na\"\nparent = \"index\"\ncolumn = \"a\"\n";

#[test]
fn a_long_table_for_people_shows_the_first_rows_and_says_how_to_get_the_rest() {
    for (rows, shown) in [(10_000, 10_000), (10_001, 20)] {
        let folder = folder(&[("d.csv", &long_table(rows)), ("f.toml", ONE_LEAF)]);
        let (data, framework) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
        let done = run(&["score", &data, "-f", &framework, "--in-memory"]);
        let lines = done.out.lines().filter(|line| line.contains("  E")).count();
        assert_eq!((done.code, lines), (exit::FINE, shown), "{}", done.err);
        let told = "note: the table has 10001 rows, so only the best 20 are shown; `--top` shows more";
        assert_eq!(done.err.contains(told), shown == 20, "{}", done.err);
        // Who asks for a number gets it, and programs get all.
        let done = run(&["score", &data, "-f", &framework, "--top", "10001"]);
        assert_eq!(done.out.lines().filter(|line| line.contains("  E")).count(), rows, "{}", done.err);
        let done = run(&["score", &data, "-f", &framework, "--format", "csv"]);
        assert_eq!((done.out.lines().count(), done.err.as_str()), (rows + 1, ""));
    }
}

#[test]
fn timings_say_where_the_time_went_and_change_no_result() {
    let folder = folder(&[("d.csv", &long_table(30)), ("f.toml", ONE_LEAF)]);
    let (data, framework, out) = (path(&folder, "d.csv"), path(&folder, "f.toml"), path(&folder, "out"));
    let score = |more: &[&str]| {
        let args = ["score", &data, "-f", &framework];
        run(&args.iter().chain(more).copied().collect::<Vec<_>>())
    };
    let plain = score(&["--format", "csv"]);
    let timed = score(&["--format", "csv", "--timings"]);
    assert_eq!((timed.code, &timed.out, plain.err.as_str()), (exit::FINE, &plain.out, ""));
    // Names of the stages, in their order, each with a number of milliseconds.
    let stages = |err: &str| -> Vec<String> {
        let lines = err.lines().filter(|line| line.starts_with("  "));
        lines
            .map(|line| {
                let (name, time) = line.trim().rsplit_once(' ').expect("a name and a time");
                assert!(time.parse::<f64>().is_ok_and(|time| time >= 0.0), "{line}");
                name.trim().to_owned()
            })
            .collect()
    };
    let in_memory = ["framework", "reading", "preparing", "scoring", "ranking", "writing", "in all"];
    assert!(timed.err.starts_with("Where the time went, in milliseconds:\n"), "{}", timed.err);
    assert_eq!(stages(&timed.err), in_memory);
    let blocks = score(&["--stream", "-o", &out, "--timings"]);
    let in_blocks = [
        "framework",
        "fitting the scales",
        "reading",
        "scoring",
        "reading",
        "writing",
        "ranking",
        "reading",
        "writing",
        "in all",
    ];
    assert_eq!(stages(&blocks.err), in_blocks, "{}", blocks.err);
    assert!(blocks.err.contains("parts go on side by side"), "{}", blocks.err);
    assert!(
        !read(&folder.path().join("out/run.json")).contains("timings"),
        "the same run gives the same record"
    );
}
