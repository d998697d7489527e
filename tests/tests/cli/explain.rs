//! `icip explain`.

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
    insta::assert_snapshot!("explain_q06", fine(&with(&["explain", "Q06", "--depth", "1"], &QUESTIONNAIRE)));
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
