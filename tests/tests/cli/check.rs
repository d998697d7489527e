//! `icip check`.

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
fn scores_that_depend_on_the_others_are_reported() {
    insta::assert_snapshot!("check_sample", run(&with(&["check", "--deny-warnings"], &SAMPLE)).text());
}

#[test]
fn problems_go_to_the_output() {
    let run = run(&["check", "fixtures/broken/data/cells.csv", "-f", "fixtures/broken/data/framework.toml"]);
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
