//! The chapter of methods, made of the list that dispatches them.

use std::fmt::Write as _;

use icip::framework::Files;
use icip::text::{FieldDoc, Kind, MethodDoc};

use crate::check_or_write;
use crate::examples::METHODS;
use crate::keys::{framework, holds, sentence, standing};

const INTRODUCTION: &str = include_str!("methods.md");

/// What a family does, before its methods.
fn family(name: &str) -> &'static str {
    match name {
        "impute" => "How gaps of a column are filled, before anything else is done with it.",
        "treat" => "How extreme values and skewed columns are treated, before the column is made comparable.",
        "normalise" => {
            "How a column becomes a score that is comparable with others; the `direction` is applied here, once."
        }
        "aggregate" => "How the scores of the children become the score of their parent.",
        "missing" => "What an absent child means for its parent.",
        "weigh" => "Where the weights of the children come from.",
        other => panic!("the family `{other}` has no sentence"),
    }
}

/// The value of an optional parameter that the default stands for, as TOML.
fn default(parameter: &FieldDoc) -> Option<String> {
    let default = parameter.default.as_ref()?;
    match parameter.kind {
        Kind::Choice(_) => Some(format!("\"{default}\"")),
        Kind::Texts if default == "[]" => None,
        _ => Some(default.clone()),
    }
}

/// Lines of TOML that set the rule: those of the table, or one made of the defaults.
fn examples(doc: &MethodDoc) -> Vec<String> {
    let given: Vec<String> = METHODS
        .iter()
        .filter(|(family, name, _)| *family == doc.family && *name == doc.name)
        .map(|(family, name, parameters)| format!("{family} = {{ {name} = {{ {parameters} }} }}"))
        .collect();
    if !given.is_empty() {
        return given;
    }
    let mut lines = Vec::new();
    if !doc.parameters.iter().any(|parameter| parameter.required) {
        lines.push(format!("{} = \"{}\"", doc.family, doc.name));
    }
    let defaults: Vec<String> = doc
        .parameters
        .iter()
        .filter_map(|parameter| Some(format!("{} = {}", parameter.key, default(parameter)?)))
        .collect();
    if !defaults.is_empty() {
        lines.push(format!("{} = {{ {} = {{ {} }} }}", doc.family, doc.name, defaults.join(", ")));
    }
    lines
}

fn method(text: &mut String, doc: &MethodDoc) {
    writeln!(text, "\n### {} ({})\n\n{}\n", doc.name, doc.family, sentence(doc.summary))
        .expect("a text grows");
    writeln!(text, "- Formula: `{}`", doc.formula.replace('`', "")).expect("a text grows");
    writeln!(text, "- Missing values: {}", doc.missing).expect("a text grows");
    for parameter in &doc.parameters {
        writeln!(
            text,
            "- `{}`: {} ({}; {})",
            parameter.key,
            parameter.doc,
            holds(&parameter.kind),
            standing(parameter)
        )
        .expect("a text grows");
        if let Kind::Choice(words) = &parameter.kind {
            for (word, meaning) in words {
                writeln!(text, "  - `{word}`: {}", meaning.trim()).expect("a text grows");
            }
        }
    }
    writeln!(text, "- Reference: {}\n\n```toml", doc.reference).expect("a text grows");
    examples(doc).iter().for_each(|line| writeln!(text, "{line}").expect("a text grows"));
    text.push_str("```\n");
}

#[test]
fn the_chapter_of_methods_is_that_of_the_program() {
    let mut text = INTRODUCTION.to_owned();
    let mut last = "";
    for doc in &icip::methods() {
        if doc.family != last {
            writeln!(text, "\n## {}\n\n{}", doc.family, family(doc.family)).expect("a text grows");
            last = doc.family;
        }
        method(&mut text, doc);
    }
    check_or_write("methods.md", &text);
}

#[test]
fn every_parameter_is_in_an_example() {
    let mut missing = Vec::new();
    for doc in icip::methods() {
        let examples = examples(&doc).join("\n");
        for parameter in &doc.parameters {
            if !examples.contains(&format!("{} =", parameter.key)) {
                missing.push(format!("{} = {}: {}", doc.family, doc.name, parameter.key));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "parameters without an example in tests/tests/guide/examples.rs:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_example_is_of_a_method() {
    for (family, name, _) in METHODS {
        let known = icip::methods().iter().any(|doc| doc.family == *family && doc.name == *name);
        assert!(known, "no {family} method `{name}`");
    }
}

#[test]
fn the_reader_takes_every_example() {
    let mut refused = Vec::new();
    for doc in icip::methods() {
        for line in examples(&doc) {
            // Rules of leaves stand at a leaf, those of nodes at the node `SER` with the children `DIA` and `SAT`.
            let (head, rest) = match doc.family {
                "impute" | "treat" | "normalise" => {
                    ("[[nodes]]\ncode = \"SAT\"\nparent = \"SER\"\n", "column = \"satisfaccion\"\n")
                }
                _ => ("[[nodes]]\ncode = \"SER\"\nparent = \"ISD\"\nweight = 2\n", ""),
            };
            let toml =
                framework(&format!("[data]\ngroups = [\"region\"]\nperiod = \"year\"\n{head}{rest}{line}\n"));
            let read = Files::new("framework.toml", &toml).read();
            if let Err(problems) = read {
                refused.push(format!("`{line}`:\n{problems:?}"));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
