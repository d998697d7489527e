//! The chapter of the framework file, made of the declarations that read it.

use std::fmt::Write as _;

use icip::framework::{Files, keys};
use icip::text::{FieldDoc, Kind};

use crate::check_or_write;
use crate::examples::{KEYS, TREE};

/// What holds for the whole file and cannot be said at one key.
const INTRODUCTION: &str = include_str!("framework-file.md");

/// A sentence of a fragment.
pub(crate) fn sentence(fragment: &str) -> String {
    let mut characters = fragment.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if fragment.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", characters.as_str())
}

/// What a key holds.
pub(crate) fn holds(kind: &Kind) -> String {
    match kind {
        Kind::Text => "a text".into(),
        Kind::Texts => "a list of texts".into(),
        Kind::TextOrTexts => "a text, or a list of texts".into(),
        Kind::NumberOrNumbers => "a number, or a list of numbers".into(),
        Kind::Number => "a number".into(),
        Kind::Numbers => "a list of numbers".into(),
        Kind::NumberMap => "a table of numbers by name".into(),
        Kind::Names => "a text, or a table of texts by language (`es`, `en`)".into(),
        Kind::NamesInOrder => "a list of texts, or of tables of texts by language (`es`, `en`)".into(),
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            format!("one of {}", words.join(", "))
        }
        Kind::WordOrTable(words, _) => format!("`{}`, or a table", words.join("`, `")),
        Kind::Method { family, .. } => format!("a [method of `{family}`](methods.md#{family})"),
        Kind::Methods { family, .. } => format!("a list of [methods of `{family}`](methods.md#{family})"),
        Kind::Table(_) => "a table".into(),
        Kind::Tables(_) => "a list of tables".into(),
        Kind::Named(_) => "a table of tables, by a name that you choose".into(),
        unknown => panic!("{unknown:?} needs words of its own"),
    }
}

/// Whether a key must be given, or what stands when it is not.
pub(crate) fn standing(key: &FieldDoc) -> String {
    match &key.default {
        _ if key.required => "required".into(),
        Some(default) => format!("default `{default}`"),
        None => "optional".into(),
    }
}

/// The words of a choice with their meanings, as a list.
fn words(kind: &Kind) -> String {
    let Kind::Choice(words) = kind else { return String::new() };
    words
        .iter()
        .fold("\n".to_owned(), |text, (word, meaning)| text + &format!("- `{word}`: {}\n", meaning.trim()))
}

fn inner(kind: &Kind) -> &[FieldDoc] {
    match kind {
        Kind::Table(keys) | Kind::Tables(keys) | Kind::Named(keys) | Kind::WordOrTable(_, keys) => keys,
        _ => &[],
    }
}

/// The example of a key: the text, and whether it is a `structure.csv`.
fn examples(path: &str) -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter(move |(of, _)| *of == path).map(|(_, example)| *example)
}

fn is_table(example: &str) -> bool {
    example.starts_with("code,")
}

/// Whether an example gives a value to a key: `key =`, `[... key]` or a column of that name.
fn gives(example: &str, key: &str) -> bool {
    let parts = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
    if is_table(example) {
        return example.lines().next().is_some_and(|header| header.split(',').any(|name| name == key));
    }
    example.lines().any(|line| {
        let header = line.starts_with('[') && line.split(parts).any(|part| part == key);
        let value = line.match_indices(key).any(|(at, _)| {
            let before = line[..at].chars().next_back().is_none_or(parts);
            before && line[at + key.len()..].trim_start().starts_with('=')
        });
        header || value
    })
}

/// The rules of a node, which stand in `defaults`, in `levels` and at the node itself.
fn is_rules(path: &str) -> bool {
    matches!(path, "defaults" | "levels")
}

/// Writes a key with a heading of its own, and those below it.
fn key(text: &mut String, path: &str, depth: usize, doc: &FieldDoc, missing: &mut Vec<String>) {
    let heading = "#".repeat(depth.min(4));
    writeln!(text, "\n{heading} {path}\n\n{} *({}; {})*", sentence(doc.doc), holds(&doc.kind), standing(doc))
        .expect("a text grows");
    text.push_str(&words(&doc.kind));
    if is_rules(path) {
        text.push_str("\nThe keys are those of [the rules of a node](#rules).\n");
    }
    let shown: Vec<&str> = examples(path).collect();
    if path == "levels" {
        let own: Vec<FieldDoc> =
            inner(&doc.kind).iter().filter(|doc| !rules().contains(doc)).cloned().collect();
        text.push_str("A level has one key more:\n");
        listed(text, path, path, &own, &shown, missing);
    }
    if !is_rules(path) && path != "nodes" {
        listed(text, path, path, inner(&doc.kind), &shown, missing);
    }
    if shown.is_empty() && depth > 2 {
        missing.push(path.to_owned());
    }
    for example in &shown {
        let language = if is_table(example) { "csv" } else { "toml" };
        writeln!(text, "\n```{language}\n{}\n```", example.trim()).expect("a text grows");
    }
    if !is_rules(path) {
        for doc in inner(&doc.kind) {
            let below = format!("{path}.{}", doc.key);
            let rule = path == "nodes" && rules().iter().any(|rule| rule == doc);
            if !rule && (depth == 2 && shown.is_empty() || examples(&below).next().is_some()) {
                key(text, &below, depth + 1, doc, missing);
            }
        }
    }
}

/// Lists the keys that the example of their table shows, and those below them.
fn listed(
    text: &mut String,
    top: &str,
    path: &str,
    keys: &[FieldDoc],
    shown: &[&str],
    missing: &mut Vec<String>,
) {
    if shown.is_empty() {
        return;
    }
    if path == top && !keys.is_empty() {
        text.push('\n');
    }
    for doc in keys {
        let below = format!("{path}.{}", doc.key);
        if examples(&below).next().is_some() {
            continue;
        }
        if !shown.iter().any(|example| gives(example, doc.key)) {
            missing.push(below.clone());
        }
        let name = below.strip_prefix(top).unwrap_or(&below).trim_start_matches('.');
        writeln!(text, "- `{name}`: {} ({}; {})", doc.doc, holds(&doc.kind), standing(doc))
            .expect("a text grows");
        if let Kind::Choice(words) = &doc.kind {
            for (word, meaning) in words {
                writeln!(text, "  - `{word}`: {}", meaning.trim()).expect("a text grows");
            }
        }
        listed(text, top, &below, inner(&doc.kind), shown, missing);
    }
}

fn rules() -> Vec<FieldDoc> {
    let keys = keys();
    let defaults = keys.iter().find(|doc| doc.key == "defaults").expect("rules of every node");
    inner(&defaults.kind).to_vec()
}

fn chapter(missing: &mut Vec<String>) -> String {
    let mut text = INTRODUCTION.to_owned();
    let keys = keys();
    let written = keys.iter().filter(|doc| doc.key != "nodes" && !is_rules(doc.key));
    for doc in written {
        key(&mut text, doc.key, 2, doc, missing);
        if doc.key == "data" {
            for doc in keys.iter().filter(|doc| is_rules(doc.key)) {
                key(&mut text, doc.key, 2, doc, missing);
            }
            text.push_str(
                "\n## rules\n\nEach rule may stand under `[defaults]` for every node, under `[levels.NAME]` for the nodes of a \
                 level, or at one node: as a key of `[[nodes]]` or a cell of `structure.csv`. A node's own rule stands \
                 over that of its level, and that over the default.\n",
            );
            for doc in rules() {
                key(&mut text, &format!("rules.{}", doc.key), 3, &doc, missing);
            }
        }
    }
    for doc in keys.iter().filter(|doc| doc.key == "nodes") {
        key(&mut text, doc.key, 2, doc, missing);
        let rules: Vec<String> = rules().iter().map(|rule| format!("[`{0}`](#rules{0})", rule.key)).collect();
        writeln!(text, "\nThe other keys are the rules of the node: {}.", rules.join(", "))
            .expect("a text grows");
    }
    text
}

#[test]
fn the_chapter_of_the_framework_file_is_that_of_the_reader() {
    let mut missing = Vec::new();
    let chapter = chapter(&mut missing);
    assert!(
        missing.is_empty(),
        "keys without an example in tests/tests/guide/examples.rs: {}",
        missing.join(", ")
    );
    check_or_write("framework-file.md", &chapter);
}

/// What is written once for all three places holds only as long as they have the same keys.
#[test]
fn defaults_levels_and_nodes_have_the_same_rules() {
    let keys = keys();
    let of =
        |key: &str| inner(&keys.iter().find(|doc| doc.key == key).expect("a key of the file").kind).to_vec();
    let (names, of_levels): (Vec<FieldDoc>, Vec<FieldDoc>) =
        of("levels").into_iter().partition(|doc| doc.key == "name");
    assert_eq!((names.len(), of_levels), (1, rules()));
    assert!(rules().iter().all(|rule| of("nodes").contains(rule)));
}

#[test]
fn every_example_is_of_a_key() {
    for (path, _) in KEYS {
        let path = path.strip_prefix("rules.").map_or((*path).to_owned(), |rule| format!("defaults.{rule}"));
        let (mut docs, mut known) = (keys(), true);
        for part in path.split('.') {
            match docs.iter().find(|doc| doc.key == part) {
                Some(doc) => docs = inner(&doc.kind).to_vec(),
                None => known = false,
            }
        }
        assert!(known, "no key `{path}`");
    }
}

/// An example with what it needs beside it to be a framework.
pub(crate) fn framework(example: &str) -> String {
    let mut text = String::new();
    if !example.starts_with("format") {
        text.push_str("format = 1\n");
    }
    text.push_str(example);
    text.push('\n');
    if !example.contains("[framework]") {
        text.push_str("[framework]\nid = \"example\"\n");
    }
    for (code, node) in TREE {
        if !example.contains(&format!("\ncode = \"{code}\"")) {
            text.push_str("[[nodes]]\n");
            text.push_str(node);
        }
    }
    text
}

#[test]
fn the_reader_takes_every_example() {
    let mut refused = Vec::new();
    for (path, example) in KEYS {
        let alone = framework("");
        let (toml, structure) = if is_table(example) {
            let head = alone.split("[[nodes]]").next().expect("a part before the tree").to_owned();
            (head, Some(("structure.csv", *example)))
        } else {
            (framework(example), None)
        };
        let mut files = Files::new("framework.toml", &toml);
        files.structure = structure;
        let read = files.read();
        if let Err(problems) = read {
            refused.push(format!("the example of `{path}`:\n{problems:?}\nin\n{toml}"));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
