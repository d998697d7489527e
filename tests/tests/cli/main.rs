//! The program on good and on broken input: exact texts, exit codes, files.
//!
//! Texts are snapshots in the folder `snapshots`: read the change before accepting it with
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
    let mut io = Io::new(input, out, &mut err).on(terminal, None);
    let code = icip_cli::run(std::iter::once(&"icip").chain(args), &mut io);
    (code, String::from_utf8(err).expect("texts are UTF-8"))
}

/// The names in a folder.
fn listed(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
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

/// A temporary folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("writable");
    }
    folder
}

/// The path of a file in a folder.
fn path(folder: &tempfile::TempDir, name: &str) -> String {
    text_of(&folder.path().join(name)).to_owned()
}

const QUESTIONNAIRE: [&str; 3] =
    ["fixtures/questionnaire/data.csv", "-f", "fixtures/questionnaire/framework.toml"];
const SAMPLE: [&str; 3] = ["fixtures/sample/data.csv", "-f", "fixtures/sample"];

/// A command with one of the inputs above.
fn with<'a>(command: &[&'a str], input: &[&'a str]) -> Vec<&'a str> {
    command.iter().chain(input).copied().collect()
}

mod about;
mod audit;
mod audited;
mod broken_data;
mod broken_frameworks;
mod change;
mod check;
mod compare;
mod cost;
mod explain;
mod faults;
mod forms;
mod hostile;
mod import;
mod init_from;
mod languages;
mod nothing_lost;
mod observations;
mod output;
mod periods;
mod report;
mod robustness;
mod score;
mod targets;
mod totals;
mod trends;
mod usage;
mod weights;
mod workbook_output;
mod workbooks;
