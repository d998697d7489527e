//! Data with mistakes: each file is refused or reported, and every problem is named.

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
    a_mark_that_nobody_declared_is_reported_once = "marks", FRAMEWORK, DATA;
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
fn a_declaration_decides_what_was_refused() {
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
fn notes_around_the_table_are_reported_and_not_denied() {
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
        "data fixtures/broken/data/good-tab.csv: UTF-8, separator tab, decimal point, header on \
         line 1, 3 rows"
    );
}

#[test]
fn one_entity_has_a_rank() {
    let text = fine(&["score", "fixtures/broken/data/one-entity.csv", "-f", FRAMEWORK, "--format", "csv"]);
    // By hand: (1 / 2000 + 12.5 / 100 + 1) / 3 = 1.1255 / 3 = 0.375166...
    assert_eq!(
        text,
        "rank,code,name,index,budget,share,plan\n1,05001,Medellín,0.37516666666666665,0.0005,0.125,1\n"
    );
}

#[test]
fn a_sample_that_fits_passes() {
    let good = ["score", "fixtures/broken/data/sample-good.csv", "-f", FRAMEWORK_SAMPLE, "--deny-warnings"];
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

#[test]
fn a_missing_column_beside_broken_rows_lists_each_column_once_with_the_line_of_the_header() {
    let toml = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"index\"\n\
                [[nodes]]\ncode = \"n1\"\nparent = \"index\"\ncolumn = \"z\"\n";
    let folder = folder(&[("d.csv", "code;x;y\nA;1;2\nA;3;4\n"), ("f.toml", toml)]);
    let run = run(&["score", &path(&folder, "d.csv"), "-f", &path(&folder, "f.toml")]);
    assert_eq!(run.code, exit::DATA);
    assert!(run.err.contains("d.csv line 1: the data have neither"), "{}", run.err);
    assert!(run.err.contains("the data have the columns `x`, `y`\n"), "each column once: {}", run.err);
    assert!(run.err.contains("duplicate entity `A`"), "both problems: {}", run.err);
}
