//! `icip robustness`.

use super::*;

const UNCERTAIN: [&str; 5] = ["fixtures/uncertain/data.csv", "-f", "fixtures/uncertain", "--top", "2"];

#[test]
fn ranks_and_how_certain_they_are() {
    let run = run(&with(&["robustness"], &UNCERTAIN));
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    insta::assert_snapshot!("robustness_table", run.text());
}

#[test]
fn intervals_need_a_wide_terminal() {
    for (name, width) in [("wide", 120), ("narrow", 80)] {
        let mut out = Vec::new();
        let terminal = Terminal { width, colour: false };
        let args = with(&["robustness"], &UNCERTAIN);
        let (code, _) = run_with(&args, &mut std::io::empty(), &mut out, Some(terminal));
        assert_eq!(code, exit::FINE);
        insta::assert_snapshot!(format!("robustness_{name}"), String::from_utf8(out).expect("UTF-8"));
    }
}

#[test]
fn every_question_at_once() {
    let questions =
        ["--scenarios", "--sobol", "32", "--exact", "--overtake", "E3", "second", "--gain", "E4", "A.x", "1"];
    let args = with(&["robustness"], &UNCERTAIN);
    insta::assert_snapshot!("robustness_all", fine(&with(&args, &questions)));
}

#[test]
fn formats_for_other_programs() {
    for format in ["csv", "markdown"] {
        let args = with(&["robustness", "-n", "50", "--format", format], &UNCERTAIN);
        insta::assert_snapshot!(format!("robustness_{format}"), fine(&args));
    }
    let args = with(&["robustness", "-n", "50", "--format", "markdown", "--lang", "es"], &UNCERTAIN);
    insta::assert_snapshot!(
        "robustness_markdown_es",
        fine(&with(&args, &["--scenarios", "--exact", "--sobol", "16"]))
    );
    let text = fine(&with(&["robustness", "-n", "50", "--format", "json", "--scenarios"], &UNCERTAIN));
    let json: Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!((&json["runs"]["replicates"], &json["runs"]["seed"]), (&50.into(), &7.into()));
    assert_eq!(json["entities"][0]["code"], "E1");
    assert_eq!(json["entities"][0]["ranks"]["half"], serde_json::json!([1.0, 1.0]));
    // 6 nodes, 6 entities, 2 rules of two factors each.
    assert_eq!(json["scenarios"].as_array().map(Vec::len), Some(16));
}

/// A ranking in a document says how sure the ranks are; ranks inside groups are others than those of the study, and so its
/// columns are left out.
#[test]
fn a_document_has_intervals_and_tiers() {
    let score =
        |options: &[&str]| fine(&with(&with(&["score", "--format", "markdown"], &UNCERTAIN), options));
    insta::assert_snapshot!("score_markdown_study", score(&[]));
    insta::assert_snapshot!("score_markdown_study_es", score(&["--lang", "es"]));
    assert!(!score(&["--stream"]).contains("90 %"));
    let (_, ranks) =
        score(&[]).split_once("\n| 1 |").map(|(_, rest)| ((), rest.to_owned())).expect("a first row");
    let study = fine(&with(&["robustness", "--format", "markdown"], &UNCERTAIN));
    let cells: Vec<&str> =
        study.lines().find(|line| line.starts_with("| 1 |")).expect("a row").split(" | ").collect();
    // The columns of the study: 50 %, 90 %, top, tier.
    let (ninety, tier) = (cells[6], cells[8].trim_end_matches(" |"));
    assert!(ranks.starts_with(&format!(" {ninety} | {tier} |")), "{ranks}\n{cells:?}");
}

#[test]
fn files_hold_everything_that_was_asked() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = text_of(dir.path());
    let options = ["-o", path, "-n", "60", "--pairs", "--scenarios", "--sobol", "16", "--exact"];
    let done = run(&with(&with(&["robustness"], &UNCERTAIN), &options));
    assert_eq!(done.code, exit::FINE, "{}", done.err);
    let folder = dir.path().join("robustness");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("it was written")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    let want = [
        "acceptability.csv",
        "central-weights.csv",
        "dominance.csv",
        "failures.csv",
        "pairs.csv",
        "ranks.csv",
        "run.json",
        "scenarios.csv",
        "sensitivity.csv",
        "tiers.csv",
    ];
    assert_eq!(names, want);
    let tables: String = want
        .iter()
        .filter(|name| **name != "run.json" && **name != "sensitivity.csv")
        .map(|name| format!("--- {name}\n{}", read(&folder.join(name))))
        .collect();
    insta::assert_snapshot!("robustness_files", tables);
    let record: Value = serde_json::from_str(&read(&folder.join("run.json"))).expect("valid JSON");
    let draws = &record["draws"];
    assert_eq!((&draws["design"], &draws["seed"]), (&"monte-carlo".into(), &7.into()));
    assert_eq!((&draws["replicates"], &draws["declared"]), (&60.into(), &true.into()));
    assert!(dir.path().join("robustness.json").is_file());
    // The same on any number of threads.
    let other = tempfile::tempdir().expect("a folder");
    let options = ["-o", text_of(other.path()), "-n", "60", "--pairs", "--scenarios", "--sobol", "16"];
    let threads = ["--exact", "--threads", "3"];
    fine(&with(&with(&with(&["robustness"], &UNCERTAIN), &options), &threads));
    for name in want {
        let again = read(&other.path().join("robustness").join(name));
        assert_eq!(read(&folder.join(name)), again, "{name}");
    }
}

#[test]
fn tables_of_an_earlier_run_go() {
    let dir = tempfile::tempdir().expect("a folder");
    let (path, scenarios) = (text_of(dir.path()), dir.path().join("robustness/scenarios.csv"));
    let with_scenarios = with(&with(&["robustness", "-n", "20"], &UNCERTAIN), &["-o", path, "--scenarios"]);
    let without = with(&with(&["robustness", "-n", "20"], &UNCERTAIN), &["-o", path]);
    fine(&with_scenarios);
    assert!(scenarios.is_file());
    fine(&without);
    assert!(!scenarios.exists(), "it belongs to the run before");
    // What somebody has changed is theirs.
    fine(&with_scenarios);
    std::fs::write(&scenarios, "mine").expect("a file");
    let done = run(&without);
    assert_eq!((done.code, read(&scenarios).as_str()), (exit::FINE, "mine"), "{}", done.err);
    assert!(done.err.contains("scenarios.csv` was written by an earlier run and has been changed since"));
    let done = run(&with(&with(&["robustness"], &UNCERTAIN), &["--within", "0.1"]));
    assert_eq!(done.code, exit::USAGE);
    assert!(done.err.contains("it needs --exact or --overtake"), "{}", done.err);
}

#[test]
fn without_a_section_the_weights_of_the_index_vary() {
    let run = run(&with(&["robustness", "-n", "20"], &QUESTIONNAIRE));
    assert_eq!(run.code, exit::FINE, "{}", run.err);
    assert!(run.err.contains("has no `[uncertainty]`, so the weights below"), "{}", run.err);
}

#[test]
fn weights_that_nobody_declared_need_not_be_removed() {
    let leaf =
        |code: &str| format!("[[nodes]]\ncode = \"{code}\"\nparent = \"index\"\ncolumn = \"{code}\"\n");
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\n{}{}",
        leaf("a"),
        leaf("b")
    );
    let folder = folder(&[("d.csv", "code,a,b\nA,1,1\nB,2,2\n"), ("f.toml", &toml)]);
    let refused = run(&["robustness", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml"), "-n", "10"]);
    assert_eq!(refused.code, exit::COMPUTATION, "{}", refused.err);
    // The two columns are the same, so every mean of them is.
    let said = "the weights below `index` change no score in these data, and nothing else is declared to vary; say in";
    assert!(refused.err.contains(said) && !refused.err.contains("remove the factor"), "{}", refused.err);
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    let refused = |options: &[&str], code: u8, why: &str| {
        let run = run(&with(&with(&["robustness", "-n", "10"], &UNCERTAIN), options));
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{options:?}: {}", run.err);
        assert!(run.err.contains(why), "{options:?}: {}", run.err);
    };
    refused(&["--error", "0.5"], exit::USAGE, "it must be at least 0 and below 0.5");
    refused(&["--pairs"], exit::USAGE, "--pairs writes files, so it needs -o DIR");
    refused(&["--sobol", "1"], exit::USAGE, "from 2 to 65536");
    refused(&["--sobol", "1000"], exit::USAGE, "a power of 2, such as 1024");
    refused(&["--exact", "--node", "A.x"], exit::COMPUTATION, "`A.x` is a leaf");
    refused(&["--overtake", "E1", "E9"], exit::USAGE, "no entity has the code or the name `E9`");
    refused(&["--gain", "E1", "A.x", "1"], exit::COMPUTATION, "rank `1`");
    refused(&["--gain", "E1", "A.x", "1"], exit::COMPUTATION, "ask about an entity that is not the first");
    refused(&["--gain", "E1"], exit::COMPUTATION, "`E1` has the highest score");
    refused(&["--gain", "E2", "A.x"], exit::USAGE, "an entity alone, or an entity, a node and");
    refused(&["--gain", "E2", "A.x", "one"], exit::USAGE, "must be a whole number");
    refused(&["--deny-warnings", "-n", "400"], exit::USAGE, "cannot be used multiple times");
    let denied = run(&with(&["robustness", "--deny-warnings"], &UNCERTAIN));
    assert_eq!((denied.code, denied.out.as_str()), (exit::WARNINGS, ""));
}

/// An index that uses no weights, and one of a single leaf: nothing varies that nobody wrote.
#[test]
fn without_weights_only_scenarios_can_be_asked_for() {
    let leaf = |code: &str| {
        format!(
            "[[nodes]]\ncode = \"{code}\"\nparent = \"index\"\ncolumn = \"{code}\"\nnormalise = \"min-max\"\n"
        )
    };
    let of = |rule: &str, leaves: &[&str]| {
        let leaves: String = leaves.iter().map(|code| leaf(code)).collect();
        format!("format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\n{rule}\n{leaves}")
    };
    let data = "code,a,b,c\nA,0,3,5\nB,1,9,2\nC,7,1,8\nD,4,4,1\n";
    let weightless = ["median", "minimum", "maximum", "product", "benefit-of-the-doubt"];
    let rules = weightless.map(|method| (format!("aggregate = \"{method}\""), method));
    let owa = ("aggregate = { owa = { weights = [1, 2, 3] } }".to_owned(), "owa");
    for (rule, method) in rules.into_iter().chain([owa]) {
        let folder = folder(&[("d.csv", data), ("f.toml", &of(&rule, &["a", "b", "c"]))]);
        let input =
            ["robustness", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")].map(str::to_owned);
        let input: Vec<&str> = input.iter().map(String::as_str).collect();
        for question in [&[][..], &["--exact"]] {
            let refused = run(&with(&input, question));
            assert_eq!(refused.code, exit::USAGE, "{method}: {}", refused.err);
            let said = format!(
                "the weights of `index` are not used by `{method}`; say in [uncertainty] what varies"
            );
            assert!(refused.err.contains(&said), "{method}: {}", refused.err);
        }
        let text = fine(&with(&input, &["--scenarios", "--format", "json", "-n", "10"]));
        let json: Value = serde_json::from_str(&text).expect("valid JSON");
        // Without each leaf, and without each entity.
        assert_eq!(json["scenarios"].as_array().map(Vec::len), Some(3 + 4), "{method}");
    }
    let folder = folder(&[("d.csv", data), ("f.toml", &of("", &["a"]))]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let refused = run(&["robustness", &data, "-f", &toml]);
    assert!(refused.err.contains("has a single leaf, so no weight can vary; say in"), "{}", refused.err);
    let text = fine(&["robustness", &data, "-f", &toml, "--scenarios", "--format", "json", "-n", "10"]);
    let json: Value = serde_json::from_str(&text).expect("valid JSON");
    assert!(json["scenarios"].as_array().is_some_and(|all| all.len() >= 4), "{text}");
}

/// A score that is the same under all weights and means has no shares of a variance that rounding makes.
#[test]
fn a_score_that_cannot_vary_has_no_shares() {
    let leaves = ["a", "b", "c"]
        .map(|code| format!("[[nodes]]\ncode = \"{code}\"\nparent = \"index\"\ncolumn = \"{code}\"\n"));
    let toml = format!(
        "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\n{}[uncertainty]\n\
         [[uncertainty.factors]]\nname = \"w\"\nnodes = [\"index\"]\nweights = {{ simplex = 1 }}\n\
         [[uncertainty.factors]]\nname = \"agg\"\nnodes = [\"index\"]\n\
         aggregate = [\"arithmetic-mean\", \"geometric-mean\"]\n",
        leaves.concat()
    );
    let data = "code,a,b,c\nA,0.3,0.3,0.3\nB,0.1,0.9,0.4\nC,0.7,0.2,0.5\n";
    let folder = folder(&[("d.csv", data), ("f.toml", &toml)]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let ask = ["robustness", &data, "-f", &toml, "-n", "50", "--sobol", "64", "--format", "json"];
    let json: Value = serde_json::from_str(&fine(&ask)).expect("valid JSON");
    let indices = json["sensitivity"]["indices"].as_array().expect("a list");
    // By hand: every mean of 0.3, 0.3 and 0.3 is 0.3.
    let of = |code: &str| -> Vec<&Value> {
        indices.iter().filter(|one| one["output"] == "score" && one["code"] == code).collect()
    };
    assert_eq!((of("A").len(), of("B").len(), of("C").len()), (2, 2, 2));
    for share in of("A") {
        assert_eq!(
            (&share["first"], &share["total"], &share["variance"]),
            (&Value::Null, &Value::Null, &Value::from(0.0))
        );
    }
    assert!(of("B").iter().all(|share| share["first"]["value"].is_f64()), "{json}");
    // Every cell of a table has a row, and is empty.
    let out = folder.path().join("out");
    fine(&["robustness", &data, "-f", &toml, "-n", "50", "--sobol", "64", "-o", text_of(&out)]);
    let csv = std::fs::read_to_string(out.join("robustness/sensitivity.csv")).expect("written");
    assert!(csv.contains("\nscore,A,w,0,,,,,,\nscore,A,agg,0,,,,,,\n"), "{csv}");
}

#[test]
fn one_entity_can_be_shown() {
    let all = fine(&["robustness", "-n", "200", "--exact", "--format", "json"]);
    let one = fine(&["robustness", "-n", "200", "--exact", "--format", "json", "--entity", "0312"]);
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let (all, one) = (parse(&all), parse(&one));
    let of = |document: &serde_json::Value, list: &serde_json::Value| {
        let found = list.as_array().expect("a list").iter().find(|entity| entity["code"] == "0312").cloned();
        found.unwrap_or_else(|| panic!("{document}"))
    };
    // The same runs, so what is said of it is the same as among all.
    assert_eq!(one["entities"], serde_json::json!([of(&all, &all["entities"])]));
    assert_eq!(one["exact"]["ranks"], serde_json::json!([of(&all, &all["exact"]["ranks"])]));
    let table = fine(&["robustness", "-n", "200", "--entity", "8025"]);
    assert!(table.contains("8025") && !table.contains("  6468  "), "{table}");
    // The axis of the ranks is that of all 136 entities.
    assert!(table.contains("136 entities"), "{table}");
    assert_eq!(run(&["robustness", "-n", "200", "--entity", "nobody"]).code, exit::USAGE);
}

/// Rounding has no exact answer, and the refusal names what has one.
#[test]
fn rounding_is_refused_with_the_way_out() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\nround = { digits = 1 }\n\
        [[nodes]]\ncode = \"a\"\nparent = \"index\"\ncolumn = \"a\"\nnormalise = { goalposts = { worst = 0, best = 10 } }\n\
        [[nodes]]\ncode = \"b\"\nparent = \"index\"\ncolumn = \"b\"\nnormalise = { goalposts = { worst = 0, best = 10 } }\n";
    let folder = folder(&[("d.csv", "code,a,b\nP,2,5\nQ,6,7\n"), ("f.toml", toml)]);
    let (data, toml) = (path(&folder, "d.csv"), path(&folder, "f.toml"));
    let ask = ["robustness", &data, "-f", &toml, "-n", "10"];
    for question in [&["--exact"][..], &["--overtake", "P", "Q"], &["--gain", "P", "a", "1"]] {
        let refused = run(&with(&ask, question));
        assert_eq!(refused.code, exit::COMPUTATION, "{}", refused.err);
        let way_out = "leave out `round` of this node for an exact answer; with it, random draws answer without --exact and \
                       --overtake, and `--gain ENTITY` alone answers for every leaf";
        assert!(refused.err.contains(way_out), "{}", refused.err);
    }
    // By hand: Q has 0.65, which is 0.6 with halves to even. P has 0.6 from 0.55 on, which is also a half to even: a and b
    // need 11 together.
    let answer = fine(&with(&ask, &["--gain", "P"]));
    assert!(answer.contains("  a: 2 -> 6 (rank 1)\n  b: 5 -> 9 (rank 1)"), "{answer}");
}
