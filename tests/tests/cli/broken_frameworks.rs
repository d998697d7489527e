//! Frameworks with mistakes: each is refused, and every problem is named.

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

/// `windows-1252` is what a spreadsheet in Spanish writes: it is read, and reported.
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
    let source = read(Path::new("tests/tests/cli/broken_frameworks.rs"));
    for entry in std::fs::read_dir("fixtures/broken/frameworks").expect("the fixtures are there") {
        let name = entry.expect("readable").file_name().into_string().expect("UTF-8");
        let tested =
            ["crlf", "windows-1252"].contains(&name.as_str()) || source.contains(&format!(" = {name:?},"));
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
fn a_weight_that_cannot_be_read_is_reported_once() {
    let run = run(&[
        "check",
        "fixtures/broken/data/good-plain.csv",
        "-f",
        "fixtures/broken/frameworks/weights-not-finite",
    ]);
    assert_eq!(run.out.lines().filter(|line| line.contains("structure.csv line")).count(), 4);
}

#[test]
fn a_negative_weight_is_reported_although_the_tree_is_broken() {
    let run =
        run(&["check", "fixtures/broken/data/good-plain.csv", "-f", "fixtures/broken/frameworks/several"]);
    assert!(run.out.contains("weight of `staff` is `-1`"), "{}", run.out);
}
