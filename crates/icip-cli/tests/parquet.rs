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

/// Runs `icip score -o` of the sample into a folder of its own.
fn scored(more: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("results");
    let [data, framework] = ["data.csv", "framework.toml"].map(|name| sample().join(name));
    let text = |path: &Path| path.to_str().expect("a path is text").to_owned();
    let args =
        ["score".to_owned(), text(&data), "-f".to_owned(), text(&framework), "-o".to_owned(), text(&output)];
    let args: Vec<&str> = args.iter().map(String::as_str).chain(more.iter().copied()).collect();
    let (code, messages) = run(&args);
    assert_eq!(code, exit::FINE, "{messages}");
    (folder, output)
}

#[test]
fn tables_in_parquet_hold_what_tables_in_csv_hold() {
    let (_csv_folder, csv) = scored(&[]);
    let (_folder, parquet) = scored(&["--tables", "parquet"]);
    let framework = sample().join("framework.toml");
    let text = |path: &Path| path.to_str().expect("a path is text").to_owned();
    assert!(!parquet.join("scores.csv").exists() && parquet.join("trail.parquet").exists());
    // Each set is compared with the scores that are computed anew, to the last bit, and so are its ranks.
    for file in [csv.join("scores.csv"), parquet.join("scores.parquet")] {
        let data = sample().join("data.csv");
        let args = ["compare", &text(&file), &text(&data), "-f", &text(&framework), "--tolerance", "0"];
        let (code, messages) = run(&args);
        assert_eq!(code, exit::FINE, "{}: {messages}", file.display());
    }
    let ranks = parquet.join("ranks.parquet");
    let args = ["compare", &text(&ranks), &text(&sample().join("data.csv")), "-f", &text(&framework)];
    let (code, messages) = run(&[&args[..], &["--rank", "*=*"]].concat());
    assert_eq!(code, exit::FINE, "{messages}");
}

/// A framework that is scored in blocks too, with names, periods, groups, gaps and classes.
const FRAMEWORK: &str = "format = 1\n[framework]\nid = \"t\"\n\
    [data]\ncode = \"code\"\nname = \"name\"\nperiod = \"year\"\ngroups = [\"zone\"]\nsample = \"all\"\n\
    [defaults]\nnormalise = \"min-max\"\nimpute = \"mean\"\n\
    [[classes]]\nnode = \"index\"\ncuts = [0.5]\nnames = [\"low, or less\", \"high\"]\n\
    [[nodes]]\ncode = \"index\"\n[[nodes]]\ncode = \"na\"\nparent = \"index\"\ncolumn = \"a\"\n\
    [[nodes]]\ncode = \"nb\"\nparent = \"index\"\ncolumn = \"b\"\n";

#[test]
fn tables_in_parquet_are_the_same_in_memory_in_blocks_and_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path is text").to_owned();
    let row = |row: usize| {
        let gap = if row.is_multiple_of(50) { String::new() } else { (row * 7919 % 10_007).to_string() };
        format!(
            "E{row},\"\u{d1}u, {}\",{},{},{gap},{}.25\n",
            row % 9,
            2000 + row % 2,
            ["north", ""][row % 2],
            row % 13
        )
    };
    let table = "code,name,year,zone,a,b\n".to_owned() + &(0..500).map(row).collect::<String>();
    std::fs::write(path("d.csv"), table).expect("written");
    std::fs::write(path("f.toml"), FRAMEWORK).expect("written");
    let files = |more: &[&str]| {
        let (data, framework, output) = (path("d.csv"), path("f.toml"), path("results"));
        let args = ["score", &data, "-f", &framework, "-o", &output, "--tables", "parquet"];
        let (code, messages) = run(&[&args[..], more].concat());
        assert_eq!(code, exit::FINE, "{messages}");
        let file = |name: &str| std::fs::read(Path::new(&output).join(name)).expect("a file");
        ["scores.parquet", "ranks.parquet", "trail.parquet", "run.json"].map(file)
    };
    let want = files(&["--in-memory", "--threads", "1"]);
    for more in [&["--in-memory", "--threads", "2"][..], &["--stream", "--threads", "1"], &["--stream"]] {
        assert!(files(more) == want, "{more:?}");
    }
    // The record of the run stands in the file too, without the list of files, whose digests would be its own.
    let text = String::from_utf8_lossy(&want[0]);
    assert!(text.contains("icip.run") && text.contains("\"sha256\""), "no run record");
}
