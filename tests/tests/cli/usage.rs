//! Command lines that make no sense.

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
            "error: there is no framework `icip-2019`: it is neither a file, nor a folder, nor a framework \
             that ships with the program; did you mean `icip-2018`?"
        ),
        "{}",
        run.err
    );
}

#[test]
fn a_framework_without_example_asks_for_data() {
    let run = run(&["score", "-f", "hdi"]);
    assert_eq!(run.code, exit::USAGE);
    insta::assert_snapshot!(run.err, @"error: the framework `hdi` needs a data file, which is named before or after `-f hdi`; the example that ships with the program is for icip-2018");
}

#[test]
fn a_file_that_is_not_there_is_a_file_error() {
    for args in [
        &["score", "fixtures/nowhere.csv"][..],
        &["check", "fixtures/nowhere.csv"],
        &["explain", "8025", "fixtures/nowhere.csv"],
        &["report", "fixtures/nowhere.csv"],
        &["compare", "fixtures/nowhere.csv"],
        &["score", "--entities", "fixtures/nowhere.csv"],
    ] {
        let run = run(args);
        assert_eq!((run.code, run.out.contains("rank")), (exit::FILES, false), "{args:?}");
        let wanted =
            "error: cannot read the file `fixtures/nowhere.csv`: No such file or directory (os error 2)\n";
        assert!(run.err.ends_with(wanted), "{args:?}: {}", run.err);
    }
    let folder = run(&["score", "fixtures/questionnaire/data.csv", "-f", "fixtures/broken"]);
    assert_eq!(folder.code, exit::FILES, "a folder without framework.toml: {}", folder.err);
}
