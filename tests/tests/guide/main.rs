//! The guide in `guide/`: its commands run, its outputs are real, its generated chapters are up to date, its links lead
//! somewhere.
//!
//! `UPDATE_GUIDE=1 cargo test -p icip-tests --test guide` writes the outputs and the generated chapters anew; read the
//! change before you commit it.

mod agreement;
mod code;
mod console;
mod examples;
mod keys;
mod links;
mod methods;
mod problems;

use std::path::{Path, PathBuf};

/// The sources of the book.
fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../guide/src")
}

/// The folder of the workspace.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether files are to be written instead of compared.
fn updating() -> bool {
    std::env::var_os("UPDATE_GUIDE").is_some_and(|value| value != "0")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every chapter, by its path below [`source`], in the order of the names.
fn chapters() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["", "es"] {
        for entry in std::fs::read_dir(source().join(folder)).expect("the sources of the guide are there") {
            let path = entry.expect("readable").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name =
                    path.strip_prefix(source()).expect("a file of the sources").to_str().expect("UTF-8");
                found.push((name.to_owned(), read(&path)));
            }
        }
    }
    found.sort();
    found
}

/// Compares a chapter with what it must be, or writes it when the guide is updated.
fn check_or_write(chapter: &str, wanted: &str) {
    let path = source().join(chapter);
    let shown = std::fs::read_to_string(&path).unwrap_or_default();
    if shown == wanted {
        return;
    }
    if updating() {
        std::fs::write(&path, wanted).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let line = shown.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
    panic!(
        "guide/src/{chapter} is out of date from line {}:\n  shown  {:?}\n  wanted {:?}\n\
         write it with `UPDATE_GUIDE=1 cargo test -p icip-tests --test guide`, and read the change",
        line + 1,
        shown.lines().nth(line).unwrap_or("the end"),
        wanted.lines().nth(line).unwrap_or("the end"),
    );
}

/// The exit codes that the guide and the help explain are those of the program.
#[test]
fn every_exit_code_is_explained() {
    let text = std::fs::read_to_string(repository().join("crates/icip-cli/src/exit.rs")).expect("a source");
    let codes: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub const ")?.strip_suffix(';')?.split(" = ").nth(1))
        .collect();
    assert_eq!(codes.len(), 8);
    for chapter in ["reading-messages.md", "es/leer-los-mensajes.md"] {
        let text = read(&source().join(chapter));
        let cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
        let explained: Vec<&str> = cells.filter(|cell| cell.parse::<u8>().is_ok()).collect();
        assert_eq!(explained, codes, "{chapter}");
    }
}
