//! The program on good and on broken input: exact texts, exit codes, files.
//!
//! Texts are snapshots in `tests/snapshots`: read the change before accepting it with
//! `INSTA_UPDATE=always cargo test -p icip-tests --test cli`. Paths are relative to the workspace.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Once;

use icip::problem::Code;
use icip_cli::{Io, Terminal, exit};
use serde_json::Value;

/// What a run gave.
struct Run {
    code: u8,
    out: String,
    err: String,
}

impl Run {
    /// All of it, for a snapshot.
    fn text(&self) -> String {
        let Self { code, out, err } = self;
        format!("exit code {code}\n--- output\n{out}--- messages\n{err}")
    }
}

/// Runs from the workspace's root, so that messages hold paths that are the same everywhere.
fn run_with(
    args: &[&str],
    input: &mut dyn Read,
    out: &mut dyn Write,
    terminal: Option<Terminal>,
) -> (u8, String) {
    static ROOT: Once = Once::new();
    ROOT.call_once(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace");
        std::env::set_current_dir(root).expect("the workspace is there");
    });
    let mut err = Vec::new();
    let mut io = Io { input, out, err: &mut err, out_terminal: terminal, err_terminal: None };
    let code = icip_cli::run(std::iter::once(&"icip").chain(args), &mut io);
    (code, String::from_utf8(err).expect("texts are UTF-8"))
}

fn run_reading(args: &[&str], mut input: &[u8]) -> Run {
    let mut out = Vec::new();
    let (code, err) = run_with(args, &mut input, &mut out, None);
    Run { code, out: String::from_utf8(out).expect("texts are UTF-8"), err }
}

fn run(args: &[&str]) -> Run {
    run_reading(args, &[])
}

/// The output of a run that must end well.
fn fine(args: &[&str]) -> String {
    let run = run(args);
    assert_eq!(run.code, exit::FINE, "{args:?}: {}", run.err);
    run.out
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

const QUESTIONNAIRE: [&str; 3] =
    ["fixtures/questionnaire/data.csv", "-f", "fixtures/questionnaire/framework.toml"];
const SAMPLE: [&str; 3] = ["fixtures/sample/data.csv", "-f", "fixtures/sample"];

/// A command with one of the inputs above.
fn with<'a>(command: &[&'a str], input: &[&'a str]) -> Vec<&'a str> {
    command.iter().chain(input).copied().collect()
}

mod broken_frameworks {
    use super::*;

    fn refused(case: &str) {
        let framework = format!("fixtures/broken/frameworks/{case}");
        let data = "fixtures/broken/data/good-plain.csv";
        let score = run(&["score", data, "-f", &framework]);
        assert_eq!(score.code, exit::FRAMEWORK, "{}", score.err);
        assert_eq!(score.out, "", "nothing is computed");
        insta::assert_snapshot!(format!("framework_{case}"), score.text());
        // `check` finds the same problems; each stands on a line of its own in both.
        let check = run(&["check", data, "-f", &framework]);
        assert_eq!(check.code, exit::FRAMEWORK);
        let problems = |text: &str| {
            text.lines().filter(|line| line.starts_with("  ")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(problems(&check.out), problems(&score.err), "{case}");
    }

    macro_rules! refused {
        ($($name:ident = $case:literal),+ $(,)?) => { $(#[test] fn $name() { refused($case); })+ };
    }

    refused! {
        unknown_parents_name_the_nearest_code = "unknown-parent",
        a_cycle_is_shown_whole = "cycle",
        a_tree_without_root = "no-root",
        a_code_that_stands_twice = "duplicate-code",
        a_second_root = "second-root",
        weights_that_are_negative_all_zero_or_missing = "weights",
        weights_that_are_not_finite_or_no_number = "weights-not-finite",
        weights_with_a_decimal_comma = "decimal-comma",
        leaves_without_column_and_rules_out_of_place = "leaf-without-column",
        misspelt_columns_and_parameters = "misspelt",
        misspelt_keys_methods_words_and_levels = "misspelt-method",
        parameters_out_of_their_bounds = "bad-parameter",
        problems_of_both_files_come_together = "several",
        a_syntax_error_of_toml = "toml-syntax",
        numbers_that_are_not_finite_in_toml = "toml-not-finite",
        a_geometric_mean_of_scores_that_reach_zero = "geometric-on-zero",
        one_column_as_texts_and_as_numbers = "text-and-number",
        no_tree_at_all = "no-tree",
        a_tree_without_rows = "empty-tree",
        ragged_rows_of_the_structure = "ragged",
        names_that_mean_nothing = "unknown-names",
    }

    /// `windows-1252` is what a spreadsheet in Spanish writes: it is read, and told.
    #[test]
    fn a_framework_of_a_spreadsheet_is_read() {
        let framework = "fixtures/broken/frameworks/windows-1252";
        assert!(fine(&["frameworks", framework]).contains('Í'), "accents are kept");
        let checked = run(&["check", "fixtures/broken/data/good-plain.csv", "-f", framework]);
        assert!(checked.out.contains("note: "), "{}", checked.out);
        assert!(checked.out.contains("the file is not UTF-8 and is read as Windows-1252"), "{}", checked.out);
    }

    #[test]
    fn every_folder_has_its_test() {
        run(&["methods"]);
        let source = read(Path::new("tests/tests/cli.rs"));
        for entry in std::fs::read_dir("fixtures/broken/frameworks").expect("the fixtures are there") {
            let name = entry.expect("readable").file_name().into_string().expect("UTF-8");
            let tested = ["crlf", "windows-1252"].contains(&name.as_str())
                || source.contains(&format!(" = {name:?},"));
            assert!(tested, "no test reads {name}");
        }
    }

    #[test]
    fn line_ends_of_windows_give_the_same_line_numbers() {
        let problems = |case: &str| {
            let framework = format!("fixtures/broken/frameworks/{case}");
            run(&["check", "fixtures/broken/data/good-plain.csv", "-f", &framework]).out.replace(case, "CASE")
        };
        assert_eq!(problems("crlf"), problems("unknown-parent"));
        assert!(read(Path::new("fixtures/broken/frameworks/crlf/structure.csv")).contains("\r\n"));
    }

    #[test]
    fn an_empty_code_in_toml_is_a_problem() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("index.toml");
        let toml = "format = 1\n[framework]\nid = \"x\"\n[[nodes]]\ncode = \"index\"\n\
                    [[nodes]]\ncode = \"\"\nparent = \"index\"\ncolumn = \"a\"\n";
        std::fs::write(&file, toml).expect("writable");
        let run = run(&["score", "fixtures/broken/data/good-plain.csv", "-f", text_of(&file)]);
        assert_eq!(run.code, exit::FRAMEWORK);
        assert!(run.err.contains("line 7"), "{}", run.err);
    }

    #[test]
    fn a_weight_that_cannot_be_read_is_told_once() {
        let run = run(&[
            "check",
            "fixtures/broken/data/good-plain.csv",
            "-f",
            "fixtures/broken/frameworks/weights-not-finite",
        ]);
        assert_eq!(run.out.lines().filter(|line| line.contains("structure.csv line")).count(), 4);
    }

    #[test]
    fn a_negative_weight_is_told_although_the_tree_is_broken() {
        let run = run(&[
            "check",
            "fixtures/broken/data/good-plain.csv",
            "-f",
            "fixtures/broken/frameworks/several",
        ]);
        assert!(run.out.contains("weight of `staff` is `-1`"), "{}", run.out);
    }
}

mod broken_data {
    use super::*;

    const FRAMEWORK: &str = "fixtures/broken/data/framework.toml";
    const FRAMEWORK_SAMPLE: &str = "fixtures/broken/data/framework-sample.toml";

    fn refused(case: &str, framework: &str, code: u8) {
        let data = format!("fixtures/broken/data/{case}.csv");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("out");
        let score = run(&["score", &data, "-f", framework, "-o", text_of(&output)]);
        assert_eq!(score.code, code, "{}", score.err);
        assert!(!output.exists(), "nothing is written when the input is refused");
        insta::assert_snapshot!(format!("data_{case}"), score.text());
    }

    macro_rules! refused {
        ($($name:ident = $case:literal, $framework:ident, $code:ident;)+) => {
            $(#[test] fn $name() { refused($case, $framework, exit::$code); })+
        };
    }

    refused! {
        cells_that_are_no_numbers = "cells", FRAMEWORK, DATA;
        a_mark_that_nobody_declared_is_told_once = "marks", FRAMEWORK, DATA;
        repeated_and_empty_codes = "keys", FRAMEWORK, DATA;
        a_column_that_stands_twice = "duplicate-column", FRAMEWORK, DATA;
        a_column_that_is_missing = "missing-column", FRAMEWORK, DATA;
        no_code_column = "missing-code", FRAMEWORK, DATA;
        ragged_rows = "ragged", FRAMEWORK, DATA;
        an_empty_file = "empty", FRAMEWORK, DATA;
        a_header_without_rows = "header-only", FRAMEWORK, DATA;
        a_thousand_or_a_decimal = "ambiguous", FRAMEWORK, DATA;
        two_decimal_marks_in_one_column = "mixed-decimals", FRAMEWORK, DATA;
        a_quote_that_is_not_closed = "open-quote", FRAMEWORK, DATA;
        a_constant_column_under_min_max = "sample-constant", FRAMEWORK_SAMPLE, COMPUTATION;
        a_logarithm_of_zero = "sample-domain", FRAMEWORK_SAMPLE, COMPUTATION;
        a_zero_under_a_geometric_mean = "sample-zero", FRAMEWORK_SAMPLE, COMPUTATION;
    }

    #[test]
    fn a_declaration_settles_what_was_refused() {
        let marks = ["score", "fixtures/broken/data/marks.csv", "-f", FRAMEWORK, "--missing", "ND"];
        assert_eq!(run(&marks).code, exit::FINE);
        // By hand: with a decimal comma 1.234 is 1234, so 1234 / 2000 = 0.617 of the budget.
        let ambiguous = ["score", "fixtures/broken/data/ambiguous.csv", "-f", FRAMEWORK, "--format", "csv"];
        let comma = fine(&with(&ambiguous, &["--decimal", ","]));
        assert!(comma.contains("05002,Abejorral,0.3056666666666667,0.617,0.3,0\n"), "{comma}");
        // And with a decimal point 1.234 / 2000 = 0.000617.
        let point = fine(&with(&ambiguous, &["--decimal", "."]));
        assert!(point.contains(",0.000617,0.3,0\n"), "{point}");
    }

    #[test]
    fn notes_around_the_table_are_told_and_not_denied() {
        let notes = ["score", "fixtures/broken/data/notes.csv", "-f", FRAMEWORK];
        let run_ = run(&notes);
        assert_eq!(run_.code, exit::FINE);
        insta::assert_snapshot!("data_notes", run_.text());
        assert_eq!(run(&with(&notes, &["--deny-warnings"])).code, exit::FINE);
    }

    #[test]
    fn dialects_of_spreadsheets_give_the_same_scores() {
        let csv = |file: &str, args: &[&str]| {
            let data = format!("fixtures/broken/data/{file}.csv");
            run(&with(&["score", &data, "-f", FRAMEWORK, "--format", "csv"], args))
        };
        let plain = csv("good-plain", &["--deny-warnings"]);
        assert_eq!(plain.code, exit::FINE, "{}", plain.err);
        // By hand: (1234.5 / 2000 + 12.5 / 100 + 1) / 3 = (0.61725 + 0.125 + 1) / 3 = 0.58075.
        assert!(plain.out.contains("\n1,05001,Medellín,0.58075,0.61725,0.125,1\n"), "{}", plain.out);
        for file in ["good-semicolon-bom", "good-tab"] {
            let other = csv(file, &["--deny-warnings"]);
            assert_eq!((other.code, &other.out), (exit::FINE, &plain.out), "{file}: {}", other.err);
        }
        let windows = csv("good-windows-1252", &[]);
        assert_eq!((windows.code, &windows.out), (exit::FINE, &plain.out));
        insta::assert_snapshot!(windows.err, @"note: fixtures/broken/data/good-windows-1252.csv line 2: the file is not UTF-8 and is read as Windows-1252; if accents look wrong, save the file as UTF-8");
    }

    #[test]
    fn the_table_says_how_the_file_was_read() {
        let table = |file: &str| {
            let text = fine(&["score", &format!("fixtures/broken/data/{file}.csv"), "-f", FRAMEWORK]);
            text.lines().nth(2).unwrap_or_default().to_owned()
        };
        assert_eq!(
            table("good-semicolon-bom"),
            "data fixtures/broken/data/good-semicolon-bom.csv: UTF-8 with BOM, separator `;`, decimal comma, \
             header on line 1, 3 rows"
        );
        assert_eq!(
            table("good-tab"),
            "data fixtures/broken/data/good-tab.csv: UTF-8, separator tab, decimal point, header on line 1, 3 rows"
        );
    }

    #[test]
    fn one_entity_has_a_rank() {
        let text =
            fine(&["score", "fixtures/broken/data/one-entity.csv", "-f", FRAMEWORK, "--format", "csv"]);
        // By hand: (1 / 2000 + 12.5 / 100 + 1) / 3 = 1.1255 / 3 = 0.375166...
        assert_eq!(
            text,
            "rank,code,name,index,budget,share,plan\n1,05001,Medellín,0.37516666666666665,0.0005,0.125,1\n"
        );
    }

    #[test]
    fn a_sample_that_fits_passes() {
        let good =
            ["score", "fixtures/broken/data/sample-good.csv", "-f", FRAMEWORK_SAMPLE, "--deny-warnings"];
        assert_eq!(run(&good).code, exit::FINE);
    }

    #[test]
    fn a_missing_column_names_the_near_one_and_its_file() {
        let run = run(&["score", "fixtures/broken/data/missing-column.csv", "-f", FRAMEWORK]);
        assert!(run.err.contains("missing-column.csv line 1"), "{}", run.err);
        assert!(run.err.contains("`budgets`") && run.err.contains("`pln`"), "{}", run.err);
    }

    #[test]
    fn no_row_left_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("index.toml");
        let toml = read(Path::new(FRAMEWORK)).replace(
            "[[nodes]]\ncode = \"index\"\n",
            "[[data.exclude]]\ncolumn = \"plan\"\nequals = [\"sí\", \"no\"]\nwhy = \"a test\"\n\n\
             [[nodes]]\ncode = \"index\"\n",
        );
        std::fs::write(&file, toml).expect("writable");
        let run = run(&["score", "fixtures/broken/data/good-plain.csv", "-f", text_of(&file)]);
        assert_eq!(run.code, exit::DATA, "{}", run.out);
    }
}

mod score {
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
        // Index and order as published by DNP, shared/data/icip-2018.
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
        assert!(
            narrow.lines().skip_while(|l| !l.starts_with("rank")).take(7).all(|l| l.chars().count() <= 80)
        );
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
        assert!(
            trail.lines().skip(1).all(|line| line.starts_with("S5,2021,")),
            "only S5 of 2021 lacks: {trail}"
        );

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
        let again =
            with(&["score", "--missing", "ND", "--threads", "3", "-o", text_of(&second)], &QUESTIONNAIRE);
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
        assert!(error.starts_with("error: cannot make folder ") && error.contains("out: "), "{error}");
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
        let text = fine(&with(&["score", "--format", "markdown"], &SAMPLE));
        assert!(text.contains("2020") && text.contains("2021"), "{text}");
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
}

mod check {
    use super::*;

    #[test]
    fn a_clean_input_has_findings_and_no_warning() {
        let data = "fixtures/broken/data/good-plain.csv";
        let run = run(&["check", data, "-f", "fixtures/broken/data/framework.toml", "--deny-warnings"]);
        assert_eq!((run.code, run.err.as_str()), (exit::FINE, ""));
        insta::assert_snapshot!("check_clean", run.out);
    }

    #[test]
    fn findings_of_the_questionnaire() {
        let run = run(&with(&["check"], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::FINE);
        insta::assert_snapshot!("check_questionnaire", run.text());
    }

    #[test]
    fn scores_that_depend_on_the_others_are_told() {
        insta::assert_snapshot!("check_sample", run(&with(&["check", "--deny-warnings"], &SAMPLE)).text());
    }

    #[test]
    fn problems_go_to_the_output() {
        let run =
            run(&["check", "fixtures/broken/data/cells.csv", "-f", "fixtures/broken/data/framework.toml"]);
        assert_eq!(run.code, exit::DATA);
        insta::assert_snapshot!("check_cells", run.text());
    }

    #[test]
    fn the_example_enters_by_its_variables() {
        let text = fine(&["check"]);
        // The example enters by its 22 variables (data/examples/icip-2018/SOURCE.md), so no answer is seen.
        assert!(text.contains("22 nodes are taken as finished scores: PA1, PA2, PB1, "), "{text}");
        assert!(text.contains("the scores do not depend on the other entities"), "{text}");
        assert!(text.contains("coverage: no value is missing"), "{text}");
    }
}

mod robustness {
    use super::*;

    const UNCERTAIN: [&str; 5] = ["fixtures/uncertain/data.csv", "-f", "fixtures/uncertain", "--top", "2"];

    #[test]
    fn ranks_and_how_sure_they_are() {
        let run = run(&with(&["robustness"], &UNCERTAIN));
        assert_eq!(run.code, exit::FINE, "{}", run.err);
        insta::assert_snapshot!("robustness_table", run.text());
    }

    #[test]
    fn strips_need_a_wide_terminal() {
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
        let questions = [
            "--scenarios",
            "--sobol",
            "32",
            "--exact",
            "--overtake",
            "E3",
            "second",
            "--gain",
            "E4",
            "A.x",
            "1",
        ];
        let args = with(&["robustness"], &UNCERTAIN);
        insta::assert_snapshot!("robustness_all", fine(&with(&args, &questions)));
    }

    #[test]
    fn formats_for_other_programs() {
        for format in ["csv", "markdown"] {
            let args = with(&["robustness", "-n", "50", "--format", format], &UNCERTAIN);
            insta::assert_snapshot!(format!("robustness_{format}"), fine(&args));
        }
        let text = fine(&with(&["robustness", "-n", "50", "--format", "json", "--scenarios"], &UNCERTAIN));
        let json: Value = serde_json::from_str(&text).expect("valid JSON");
        assert_eq!((&json["runs"]["replicates"], &json["runs"]["seed"]), (&50.into(), &7.into()));
        assert_eq!(json["entities"][0]["code"], "E1");
        assert_eq!(json["entities"][0]["ranks"]["half"], serde_json::json!([1.0, 1.0]));
        // 6 nodes, 6 entities, 2 rules of two factors each.
        assert_eq!(json["scenarios"].as_array().map(Vec::len), Some(16));
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
    fn tables_of_an_earlier_run_and_of_no_format_are_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = text_of(dir.path());
        fine(&with(&with(&["robustness", "-n", "20"], &UNCERTAIN), &["-o", path, "--scenarios"]));
        let done = run(&with(&with(&["robustness", "-n", "20"], &UNCERTAIN), &["-o", path]));
        assert_eq!(done.code, exit::FINE, "{}", done.err);
        let old = done.err.lines().filter(|line| line.contains("an earlier run left it")).collect::<Vec<_>>();
        assert!(matches!(old.as_slice(), [line] if line.contains("scenarios.csv")), "{}", done.err);
        let done =
            run(&with(&with(&["robustness", "-n", "20"], &UNCERTAIN), &["--format", "csv", "--scenarios"]));
        assert!(done.err.contains("this format holds the ranks alone"), "{}", done.err);
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
    fn questions_that_make_no_sense_are_refused() {
        let refused = |options: &[&str], code: u8, why: &str| {
            let run = run(&with(&with(&["robustness", "-n", "10"], &UNCERTAIN), options));
            assert_eq!((run.code, run.out.as_str()), (code, ""), "{options:?}: {}", run.err);
            assert!(run.err.contains(why), "{options:?}: {}", run.err);
        };
        refused(&["--error", "0.5"], exit::USAGE, "it must be at least 0 and below 0.5");
        refused(&["--pairs"], exit::USAGE, "--output");
        refused(&["--sobol", "1"], exit::USAGE, "from 2 to 65536");
        refused(&["--exact", "--node", "A.x"], exit::COMPUTATION, "`A.x` is a leaf");
        refused(&["--overtake", "E1", "E9"], exit::USAGE, "no entity has the code or the name `E9`");
        refused(&["--gain", "E1", "A.x", "1"], exit::COMPUTATION, "rank `1`");
        refused(&["--gain", "E2", "A.x", "one"], exit::USAGE, "must be a whole number");
        refused(&["--deny-warnings", "-n", "400"], exit::USAGE, "cannot be used multiple times");
        let periods = run(&with(&["robustness"], &SAMPLE));
        assert_eq!(periods.code, exit::USAGE);
        assert!(periods.err.contains("choose one with --period: `2020`, `2021`"), "{}", periods.err);
        let denied = run(&with(&["robustness", "--deny-warnings"], &UNCERTAIN));
        assert_eq!((denied.code, denied.out.as_str()), (exit::WARNINGS, ""));
    }
}

mod explain {
    use super::*;

    #[test]
    fn by_code_and_by_a_part_of_the_name() {
        let by_code = fine(&with(&["explain", "Q02"], &QUESTIONNAIRE));
        insta::assert_snapshot!("explain_q02", by_code);
        assert_eq!(fine(&with(&["explain", "partial"], &QUESTIONNAIRE)), by_code);
    }

    #[test]
    fn from_a_node_and_not_too_deep() {
        insta::assert_snapshot!("explain_node", fine(&with(&["explain", "S4 2020", "--node", "M"], &SAMPLE)));
        insta::assert_snapshot!(
            "explain_depth",
            fine(&with(&["explain", "Q04", "--depth", "1"], &QUESTIONNAIRE))
        );
    }

    #[test]
    fn an_entity_without_index() {
        insta::assert_snapshot!(
            "explain_q06",
            fine(&with(&["explain", "Q06", "--depth", "1"], &QUESTIONNAIRE))
        );
    }

    #[test]
    fn ambiguous_and_unknown_names_are_refused() {
        for (name, wanted) in [("ambiguous", "answers"), ("unknown", "Q99")] {
            let run = run(&with(&["explain", wanted], &QUESTIONNAIRE));
            assert_eq!((run.code, run.out.as_str()), (exit::USAGE, ""));
            insta::assert_snapshot!(format!("explain_{name}"), run.err);
        }
        let run = run(&with(&["explain", "Q01", "--node", "ZZ"], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::USAGE);
        assert!(run.err.contains("the result has no node `ZZ`"), "{}", run.err);
    }

    #[test]
    fn warnings_are_denied() {
        let run = run(&with(&["explain", "Q01", "--deny-warnings"], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::WARNINGS);
    }
}

mod compare {
    use super::*;

    const PUBLISHED: &str = "fixtures/questionnaire/expected_scores.csv";

    #[test]
    fn what_agrees_ends_well() {
        let run = run(&with(&["compare", PUBLISHED, "--tolerance", "1e-12"], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::FINE, "{}{}", run.out, run.err);
        assert!(run.out.contains("ranks (`rank`): 0 mismatches among 5\n"), "{}", run.out);
        assert!(run.out.contains("76 nodes compared: "), "all nodes of the structure: {}", run.out);
    }

    #[test]
    fn what_differs_names_the_lowest_node() {
        // Q04: D3 is 1, by hand; published with 0.5 there, and D, the index and a rank follow.
        let wrong: String = read_published()
            .lines()
            .map(|line| {
                let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
                for (column, value) in
                    [(2, "0.5"), (position("D"), "0.8125"), (position("D3"), "0.5"), (1, "2")]
                {
                    if cells[0] == "Q04" {
                        cells[column] = value.to_owned();
                    }
                }
                cells.join(",") + "\n"
            })
            .collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("published.csv");
        std::fs::write(&file, wrong).expect("writable");
        let run = run(&with(&["compare", text_of(&file)], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::COMPUTATION);
        let parted: String = run
            .out
            .lines()
            .skip_while(|line| !line.contains(" nodes compared: "))
            .map(|l| format!("{l}\n"))
            .collect();
        insta::assert_snapshot!("compare_differs", parted);
        assert!(run.err.ends_with("error: the computed and the published values differ\n"), "{}", run.err);
    }

    fn read_published() -> String {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PUBLISHED))
    }

    fn position(node: &str) -> usize {
        let text = read_published();
        let header = text.lines().next().unwrap_or_default();
        header.split(',').position(|name| name == node).expect("a node of the table")
    }

    #[test]
    fn columns_may_be_mapped() {
        let run = run(&with(&["compare", PUBLISHED, "--map", "A1=A2", "--tolerance", "0.1"], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::COMPUTATION);
        let unknown = super::run(&with(&["compare", PUBLISHED, "--map", "A1=XX"], &QUESTIONNAIRE));
        assert_eq!(unknown.code, exit::DATA);
        assert!(unknown.err.contains("the framework has no node `XX`"), "{}", unknown.err);
        let malformed = super::run(&with(&["compare", PUBLISHED, "--map", "A1"], &QUESTIONNAIRE));
        assert_eq!(malformed.code, exit::USAGE);
    }

    #[test]
    fn a_tolerance_is_a_number() {
        let run = run(&with(&["compare", PUBLISHED, "--tolerance", "nan"], &QUESTIONNAIRE));
        assert_eq!(run.code, exit::USAGE);
    }

    #[test]
    fn scores_that_the_program_wrote_can_be_compared() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(run(&with(&["score", "-o", text_of(folder.path())], &SAMPLE)).code, exit::FINE);
        let scores = folder.path().join("scores.csv");
        let run = run(&with(&["compare", text_of(&scores)], &SAMPLE));
        assert_eq!(run.code, exit::FINE, "{}", run.err);
    }
}

mod about {
    use super::*;

    /// Every command of the program.
    const COMMANDS: [&str; 13] = [
        "score",
        "check",
        "explain",
        "robustness",
        "compare",
        "frameworks",
        "methods",
        "problems",
        "schema",
        "init",
        "import",
        "completions",
        "manual",
    ];

    #[test]
    fn frameworks_are_listed_and_shown() {
        let list = fine(&["frameworks"]);
        for id in ["icip-2018", "icip-2018-definition", "icip-2018-flat", "egdi", "hdi", "oecd-dgi-2023"] {
            assert!(list.lines().any(|line| line.starts_with(&format!("{id} "))), "{id} in {list}");
        }
        insta::assert_snapshot!("frameworks_questionnaire", fine(&["frameworks", "fixtures/questionnaire"]));
    }

    #[test]
    fn nodes_are_shown_under_their_parents() {
        let text = fine(&["frameworks", "fixtures/questionnaire"]);
        let at = |code: &str| {
            text.lines().position(|line| line.split_whitespace().next() == Some(code)).expect("a node")
        };
        assert!(at("B3.4") < at("B4"), "B3.4 is a part of B3: {text}");
    }

    #[test]
    fn an_exported_framework_scores_the_same() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mine = folder.path().join("mine");
        let run_ = run(&["frameworks", "icip-2018", "--export", text_of(&mine)]);
        assert_eq!((run_.code, run_.out.as_str()), (exit::FINE, ""));
        let data = "data/examples/icip-2018/variables.csv";
        let csv = |framework: &str| fine(&["score", data, "-f", framework, "--format", "csv"]);
        assert_eq!(csv(text_of(&mine)), csv("icip-2018"));
        let again = run(&["frameworks", "icip-2018", "--export", text_of(&mine)]);
        assert_eq!(again.code, exit::USAGE, "nothing is overwritten");
    }

    #[test]
    fn methods_are_documented() {
        let all = fine(&["methods"]);
        for name in ["goalposts", "min-max", "z-score", "map", "bands", "mean-sd-bands", "against-median"] {
            assert!(all.contains(&format!("\n  {name}\n")), "{name}");
        }
        insta::assert_snapshot!("methods_goalposts", fine(&["methods", "goalposts"]));
        let unknown = run(&["methods", "goalpost"]);
        assert_eq!(unknown.code, exit::USAGE);
        insta::assert_snapshot!("methods_unknown", unknown.err);
    }

    /// The codes are those of the library; what is tested here is that each format shows all of them.
    #[test]
    fn codes_of_problems_are_listed_in_every_format() {
        let table = fine(&["problems"]);
        let csv = fine(&["problems", "--format", "csv"]);
        let markdown = fine(&["problems", "--format", "markdown"]);
        let json: Value = serde_json::from_str(&fine(&["problems", "--format", "json"])).expect("valid JSON");
        let documents = json.as_array().expect("a list");
        assert_eq!(documents.len(), Code::ALL.len());
        assert!(csv.starts_with("code,severity,meaning,example\n"), "{csv}");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let records: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("every record has four cells");
        assert_eq!(records.len(), Code::ALL.len());
        for ((code, document), record) in Code::ALL.iter().zip(documents).zip(&records) {
            let (word, severity) = (code.word(), code.severity().word());
            let begins = |line: &str| line.split_whitespace().take(2).eq([word, severity]);
            assert!(table.lines().any(begins), "{word}");
            assert!(markdown.contains(&format!("| `{word}` | {severity} | ")), "{word}");
            assert_eq!((&document["code"], &document["severity"]), (&word.into(), &severity.into()));
            assert_eq!(document["meaning"], code.meaning());
            assert_eq!(&record[3], code.example());
        }
    }

    #[test]
    fn codes_of_problems_are_shown_in_full() {
        insta::assert_snapshot!("problems_two", fine(&["problems", "unknown-period", "failed-runs"]));
        let one = fine(&["problems", "failed-runs", "--format", "csv"]);
        assert_eq!(one.lines().count(), 2, "a header and one code: {one}");
    }

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let near = run(&["problems", "failed-run"]);
        assert_eq!((near.code, near.out.as_str()), (exit::USAGE, ""));
        assert_eq!(near.err, "error: there is no code `failed-run`; did you mean `failed-runs`?\n");
        let far = run(&["problems", "xyzzy"]);
        assert_eq!(far.code, exit::USAGE);
        assert_eq!(far.err, "error: there is no code `xyzzy`; `icip problems` lists all codes\n");
    }

    /// Walks the schema and names every key without a description.
    fn undocumented(schema: &Value, path: &str, found: &mut Vec<String>) {
        if let Some(properties) = schema["properties"].as_object() {
            let is_method =
                schema["required"].as_array().is_some_and(|r| r.len() == 1 && properties.len() == 1);
            for (key, value) in properties {
                let path = format!("{path}.{key}");
                // A method's own key is described by the table around it.
                let around = is_method && schema["description"].is_string();
                if !around && value["description"].as_str().is_none_or(str::is_empty) {
                    found.push(path.clone());
                }
                undocumented(value, &path, found);
            }
        }
        for key in ["items", "additionalProperties"] {
            if schema[key].is_object() {
                undocumented(&schema[key], &format!("{path}.{key}"), found);
            }
        }
        for choice in schema["anyOf"].as_array().into_iter().flatten() {
            undocumented(choice, path, found);
        }
    }

    #[test]
    fn the_schema_describes_every_key() {
        let schema: Value = serde_json::from_str(&fine(&["schema"])).expect("valid JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let mut found = Vec::new();
        undocumented(&schema, "", &mut found);
        assert!(found.is_empty(), "{found:?}");
        let top: Vec<&String> = schema["properties"].as_object().expect("keys").keys().collect();
        for key in ["format", "framework", "data", "defaults", "levels", "rank", "classes", "nodes"] {
            assert!(top.iter().any(|known| *known == key), "{key} in {top:?}");
        }
        let columns = &schema["properties"]["nodes"]["items"]["properties"];
        let header = fine(&["frameworks", "icip-2018", "--lang", "es"]);
        assert!(!header.is_empty());
        for column in ["code", "parent", "column", "weight", "normalise", "aggregate", "missing", "round"] {
            assert!(columns[column].is_object(), "{column}");
        }
    }

    #[test]
    fn init_writes_what_checks_and_scores() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mine = folder.path().join("mine");
        let init = run(&["init", text_of(&mine)]);
        assert_eq!((init.code, init.out.as_str()), (exit::FINE, ""));
        insta::assert_snapshot!("init", init.err.replace(text_of(&mine), "DIR"));
        let data = mine.join("data.csv");
        for command in ["check", "score"] {
            let run = run(&[command, text_of(&data), "-f", text_of(&mine), "--deny-warnings"]);
            assert_eq!(run.code, exit::FINE, "{command}: {}{}", run.out, run.err);
        }
        let again = run(&["init", text_of(&mine)]);
        assert_eq!(again.code, exit::USAGE);
        assert_eq!(
            again.err.replace(text_of(&mine), "DIR"),
            "error: DIR exists and is not an empty folder, so nothing was written\n"
        );
    }

    #[test]
    fn completions_manual_and_help_know_every_command() {
        let completions = fine(&["completions", "bash"]);
        let manual = fine(&["manual"]);
        let help = fine(&["--help"]);
        assert!(manual.contains(".TH icip"), "{manual}");
        for command in COMMANDS {
            assert!(
                completions.contains(&format!("icip__subcmd__{command}"))
                    || completions.contains(&format!("icip__{command}")),
                "{command}"
            );
            assert!(manual.contains(&format!(".SH \"ICIP {}\"", command.to_uppercase())), "{command}");
            assert!(
                help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))),
                "{command} in {help}"
            );
            let own = fine(&[command, "--help"]);
            assert!(own.contains(&format!("Usage: icip {command}")), "{own}");
        }
        assert!(help.contains("Exit codes: 0 success"), "{help}");
        assert_eq!(fine(&["--version"]), format!("icip {}\n", env!("CARGO_PKG_VERSION")));
    }
}

mod audited {
    use super::*;

    fn framework(folder: &Path, structure: &str) -> String {
        std::fs::write(folder.join("framework.toml"), "format = 1\n[framework]\nid = \"a\"\n")
            .expect("written");
        std::fs::write(folder.join("structure.csv"), structure).expect("written");
        text_of(folder).to_owned()
    }

    #[test]
    fn a_missing_column_is_told_while_a_cell_is_wrong() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = framework(folder.path(), "code,parent,column\nI,,\nA,I,first\nB,I,second\n");
        let data = folder.path().join("data.csv");
        std::fs::write(&data, "code,first,third\n1,foo,3\n").expect("written");
        let run = run(&["check", text_of(&data), "-f", &framework]);
        assert_eq!(run.code, exit::DATA);
        assert!(run.out.contains("there is no column `second`, which the leaf `B` reads"), "{}", run.out);
        assert!(run.out.contains("`foo` is not a number"), "{}", run.out);
    }

    #[test]
    fn finished_scores_that_are_not_used_are_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = framework(folder.path(), "code,parent,column\nI,,\nA,I,first\nB,I,second\n");
        let data = folder.path().join("data.csv");
        std::fs::write(&data, "code,first,second,I\n1,1,3,99\n").expect("written");
        let run = run(&["score", text_of(&data), "-f", &framework]);
        assert_eq!(run.code, exit::FINE);
        assert!(run.err.contains("the column `I` is not used, because its node is computed"), "{}", run.err);
    }

    #[test]
    fn any_number_of_threads_that_is_asked_for_ends_well() {
        let run = run(&["score", "--threads", "1000000", "--top", "1"]);
        assert_eq!(run.code, exit::FINE, "{}", run.err);
    }

    #[test]
    fn a_chain_of_thousands_of_nodes_is_explained() {
        const NODES: usize = 3000;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut structure = String::from("code,parent,column\nn0,,\n");
        for node in 1..NODES {
            structure.push_str(&format!(
                "n{node},n{},{}\n",
                node - 1,
                if node == NODES - 1 { "x" } else { "" }
            ));
        }
        let framework = framework(folder.path(), &structure);
        let data = folder.path().join("data.csv");
        std::fs::write(&data, "code,x\n1,1\n").expect("written");
        let text = fine(&["explain", "1", text_of(&data), "-f", &framework, "--depth", "1"]);
        assert!(text.contains("rank 1 of 1"), "{text}");
        let other = folder.path().join("other.csv");
        std::fs::write(&other, "code,z\n1,1\n").expect("written");
        assert_eq!(run(&["score", text_of(&other), "-f", &framework]).code, exit::DATA);
    }

    #[test]
    fn a_table_without_a_single_score_is_no_agreement() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let framework = framework(folder.path(), "code,parent,column\nI,,\nA,I,first\n");
        let (data, published) = (folder.path().join("data.csv"), folder.path().join("published.csv"));
        std::fs::write(&data, "code,first\n1,1\n2,3\n").expect("written");
        std::fs::write(&published, "code,I\n1,\n2,\n").expect("written");
        let run = run(&["compare", text_of(&published), text_of(&data), "-f", &framework]);
        assert_eq!(run.code, exit::DATA);
        assert!(run.err.contains("nothing was compared"), "{}", run.err);
    }
}

mod import {
    use super::*;

    const IDATA: &str =
        "uName,uCode,Region,Time,GDP,Trade,Roads\nFirst,A,N,2018,10,4,1\nSecond,B,S,2018,20,NA,3\n";
    const IMETA: &str = "Level,iCode,iName,Direction,Weight,Denominator,Parent,Type\n\
        1,Trade,Trade,1,2,GDP,Index,Indicator\n1,Roads,Roads,-1,1,NA,Index,Indicator\n\
        2,Index,The index,1,1,NA,NA,Aggregate\nNA,GDP,GDP,NA,NA,NA,NA,Denominator\nNA,Region,Region,NA,NA,NA,NA,Group\n";

    #[test]
    fn tables_of_coinr_become_a_framework_that_scores() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (idata, imeta, out) =
            (folder.path().join("iData.csv"), folder.path().join("iMeta.csv"), folder.path().join("out"));
        std::fs::write(&idata, IDATA).expect("written");
        std::fs::write(&imeta, IMETA).expect("written");
        let args = ["import", "coinr", text_of(&idata), text_of(&imeta), "-o", text_of(&out)];
        assert_eq!(run(&args).code, exit::FINE);
        // Trade has one value left, so its min-max has no scale; goalposts are the author's to choose.
        let data = out.join("data.csv");
        let refused = run(&["score", text_of(&data), "-f", text_of(&out)]);
        assert_eq!(refused.code, exit::COMPUTATION, "{}", refused.err);
        assert!(
            refused.err.contains("`min-max` of `Trade`: only one entity has a value, `0.4`"),
            "{}",
            refused.err
        );
        assert_eq!(run(&args).code, exit::USAGE, "nothing is overwritten");
    }

    #[test]
    fn what_is_wrong_with_the_tables_is_told_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (idata, imeta) = (folder.path().join("iData.csv"), folder.path().join("iMeta.csv"));
        std::fs::write(&idata, IDATA).expect("written");
        let broken = IMETA
            .replace("-1,1,NA", "2,-1,NA")
            .replace("Denominator\n", "Divisor\n")
            .replace(",Roads,Roads,", ",Rods,Rods,");
        std::fs::write(&imeta, broken).expect("written");
        let run = run(&[
            "import",
            "coinr",
            text_of(&idata),
            text_of(&imeta),
            "-o",
            text_of(&folder.path().join("out")),
        ]);
        assert_eq!(run.code, exit::FRAMEWORK);
        for wanted in [
            "iData has no column `Rods`",
            "direction of `Rods` is `2`",
            "weight of `Rods` is `-1`",
            "type of `GDP` is `Divisor`",
        ] {
            assert!(run.err.contains(wanted), "{wanted}: {}", run.err);
        }
        assert!(!folder.path().join("out").exists(), "nothing is written");
    }
}

mod usage {
    use super::*;

    #[test]
    fn an_unknown_option_is_a_usage_error() {
        let run = run(&["score", "--tops", "5"]);
        assert_eq!((run.code, run.out.as_str()), (exit::USAGE, ""));
        insta::assert_snapshot!("usage_option", run.err);
        assert_eq!(super::run(&["scores"]).code, exit::USAGE);
        assert_eq!(super::run(&["explain"]).code, exit::USAGE);
    }

    #[test]
    fn an_unknown_framework_names_those_that_ship() {
        let run = run(&["score", "-f", "icip-2019"]);
        assert_eq!((run.code, run.out.as_str()), (exit::USAGE, ""));
        assert!(
            run.err.starts_with(
                "error: there is no framework `icip-2019`: it is neither a file, nor a folder, nor a framework that ships; \
                 did you mean `icip-2018`?"
            ),
            "{}",
            run.err
        );
    }

    #[test]
    fn a_framework_without_example_asks_for_data() {
        let run = run(&["score", "-f", "hdi"]);
        assert_eq!(run.code, exit::USAGE);
        insta::assert_snapshot!(run.err, @"error: the framework `hdi` needs a data file, which is named before or after `-f hdi`; the example that ships is for icip-2018");
    }

    #[test]
    fn a_file_that_is_not_there_is_a_file_error() {
        for args in [
            &["score", "fixtures/nowhere.csv"][..],
            &["check", "fixtures/nowhere.csv"],
            &["explain", "8025", "fixtures/nowhere.csv"],
            &["compare", "fixtures/nowhere.csv"],
            &["score", "--entities", "fixtures/nowhere.csv"],
        ] {
            let run = run(args);
            assert_eq!((run.code, run.out.contains("rank")), (exit::FILES, false), "{args:?}");
            let wanted = "error: cannot read fixtures/nowhere.csv: No such file or directory (os error 2)\n";
            assert!(run.err.ends_with(wanted), "{args:?}: {}", run.err);
        }
        let folder = run(&["score", "fixtures/questionnaire/data.csv", "-f", "fixtures/broken"]);
        assert_eq!(folder.code, exit::FILES, "a folder without framework.toml: {}", folder.err);
    }
}

mod output {
    use super::*;

    /// A writer that fails after some bytes.
    struct Failing {
        left: usize,
        kind: std::io::ErrorKind,
    }

    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.left == 0 {
                return Err(self.kind.into());
            }
            let written = bytes.len().min(self.left);
            self.left -= written;
            Ok(written)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            if self.left == 0 { Err(self.kind.into()) } else { Ok(()) }
        }
    }

    #[test]
    fn a_closed_pipe_is_the_end_and_no_error() {
        let compare = with(
            &["compare", "fixtures/questionnaire/expected_scores.csv", "--tolerance", "1e-12"],
            &QUESTIONNAIRE,
        );
        let commands: [&[&str]; 14] = [
            &["score"],
            &["score", "--format", "csv"],
            &["score", "--format", "json"],
            &["score", "--format", "markdown"],
            &["check"],
            &["explain", "8025"],
            &compare,
            &["frameworks"],
            &["methods"],
            &["problems"],
            &["schema"],
            &["completions", "bash"],
            &["manual"],
            &["--help"],
        ];
        for args in commands {
            for left in [0, 40] {
                let mut out = Failing { left, kind: std::io::ErrorKind::BrokenPipe };
                let (code, err) = run_with(args, &mut std::io::empty(), &mut out, None);
                assert_eq!(code, exit::FINE, "{args:?}: {err}");
                assert!(!err.contains("error"), "{args:?}: {err}");
            }
        }
    }

    #[test]
    fn a_full_disk_is_a_file_error() {
        let mut out = Failing { left: 40, kind: std::io::ErrorKind::StorageFull };
        let (code, err) = run_with(&["score"], &mut std::io::empty(), &mut out, None);
        assert_eq!(code, exit::FILES);
        assert_eq!(err, "error: cannot write to standard output: no storage space\n");
    }
}
