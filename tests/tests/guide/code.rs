//! Rust code that the guide shows: it stands in files that other tests run.

use crate::{read, repository};

/// What the guide shows of a file: of a library the first example in its documentation, of an example everything but what
/// readers of the guide need not see, which is the head of the file and its test.
pub(crate) fn of(file: &str) -> String {
    let text = read(&repository().join(file));
    if file.ends_with("lib.rs") { first_example(&text) } else { program(&text) }
}

fn first_example(text: &str) -> String {
    let docs = text
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    let mut lines = docs.skip_while(|line| *line != "```").skip(1);
    let shown = lines.by_ref().take_while(|line| *line != "```").filter(|line| !line.starts_with("# "));
    shown.map(|line| format!("{line}\n")).collect()
}

fn program(text: &str) -> String {
    let ends = text.find("\n#[test]").unwrap_or(text.len());
    let head = |line: &&str| line.is_empty() || line.starts_with("//!") || line.starts_with("#![");
    text[..ends].lines().skip_while(head).map(|line| format!("{line}\n")).collect()
}
