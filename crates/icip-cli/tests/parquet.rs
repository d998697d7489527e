//! The program on Parquet and Arrow IPC files. The tables are those of `fixtures/sample/data.csv`, whose scores and ranks
//! are worked out by hand in the README beside it and compared with the program's in `tests/tests/fixtures.rs`.
#![cfg(feature = "parquet")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icip_cli::{Io, exit};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/sample")
}

/// The exit code and the messages of a run.
fn run(args: &[&str]) -> (u8, String) {
    let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
    let code = icip_cli::run(["icip"].iter().chain(args), &mut Io::new(&mut input, &mut out, &mut err));
    (code, String::from_utf8(err).expect("messages are text"))
}

/// The result files of a table, but for `run.json`, which names it.
fn results(table: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |path: PathBuf| path.to_str().expect("a path is text").to_owned();
    let (data, framework) = (text(sample().join(table)), text(sample().join("framework.toml")));
    let output = text(folder.path().join("results"));
    let (code, messages) = run(&["score", &data, "-f", &framework, "-o", &output]);
    assert_eq!(code, exit::FINE, "{table}: {messages}");
    let files = std::fs::read_dir(&output).expect("results").map(|entry| entry.expect("an entry").path());
    let read = |file: PathBuf| (text(file.clone()), std::fs::read(&file).expect("a file"));
    let named =
        files.map(read).map(|(name, bytes)| (name.rsplit('/').next().unwrap_or("").to_owned(), bytes));
    named.filter(|(name, _)| name != "run.json").collect()
}

#[test]
fn a_table_gives_the_same_results_in_every_format() {
    let csv = results("data.csv");
    assert!(csv.contains_key("scores.csv") && csv.contains_key("ranks.csv"), "{:?}", csv.keys());
    // DuckDB wrote the Parquet file, and polars the Arrow file.
    assert_eq!(results("data.parquet"), csv);
    assert_eq!(results("data.arrow"), csv);
}

#[test]
fn a_damaged_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("half.parquet");
    let whole = std::fs::read(sample().join("data.parquet")).expect("the fixture");
    std::fs::write(&file, &whole[..whole.len() / 2]).expect("a file");
    let framework = sample().join("framework.toml");
    let args = ["score", file.to_str().expect("text"), "-f", framework.to_str().expect("text")];
    let (code, messages) = run(&args);
    assert_eq!(code, exit::DATA, "{messages}");
    assert!(messages.contains("half.parquet"), "{messages}");
}

#[test]
fn a_panic_at_a_damaged_file_is_a_problem_and_is_not_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("damaged.parquet");
    let whole = std::fs::read(sample().join("data.parquet")).expect("the fixture");
    let framework = sample().join("framework.toml");
    let mut gave_up = 0;
    for at in (4..whole.len()).step_by(5) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xFF;
        std::fs::write(&file, damaged).expect("a file");
        let args = ["score", file.to_str().expect("text"), "-f", framework.to_str().expect("text")];
        let (code, messages) = run(&args);
        // What a changed value does to scores is another question.
        assert!([exit::FINE, exit::DATA, exit::COMPUTATION].contains(&code), "{at}: {code} {messages}");
        if messages.contains("the reader gave up") && gave_up < 3 {
            gave_up += 1;
            let program = std::process::Command::new(env!("CARGO_BIN_EXE_icip")).args(args).output();
            let program = program.expect("the program runs");
            assert_eq!(program.status.code(), Some(i32::from(exit::DATA)));
            assert_eq!(String::from_utf8_lossy(&program.stderr), messages, "nothing else is printed");
        }
    }
    assert!(gave_up > 0, "polars panics at none of them any more");
}
