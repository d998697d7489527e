//! The chapter of methods, made of the list that dispatches them.

use std::fmt::Write as _;

use icip::framework::{Files, Framework};
use icip::problem::Problems;
use icip::text::{FieldDoc, Kind, MethodDoc, Setting};

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

/// A framework in which a rule stands where rules of its family may stand: at the leaf `SAT`, or at the node `SER` with the
/// children `DIA` and `SAT`.
fn framework_with(family: &str, rule: &str) -> Result<(Framework, &'static str), Problems> {
    let (node, head, rest) = match family {
        "impute" | "treat" | "normalise" => {
            ("SAT", "[[nodes]]\ncode = \"SAT\"\nparent = \"SER\"\n", "column = \"satisfaccion\"\n")
        }
        _ => ("SER", "[[nodes]]\ncode = \"SER\"\nparent = \"ISD\"\nweight = 2\n", ""),
    };
    let toml = framework(&format!("[data]\ngroups = [\"region\"]\nperiod = \"year\"\n{head}{rest}{rule}\n"));
    Ok((Files::new("framework.toml", &toml).read()?.value, node))
}

#[test]
fn the_reader_takes_every_example() {
    let mut refused = Vec::new();
    for doc in icip::methods() {
        for line in examples(&doc) {
            if let Err(problems) = framework_with(doc.family, &line) {
                refused.push(format!("`{line}`:\n{problems:?}"));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// The parameters of a method as a framework shows them; nothing where the rule changes nothing and is not shown.
fn shown(doc: &MethodDoc, rule: &str) -> Option<Vec<(&'static str, Setting)>> {
    let (framework, node) = framework_with(doc.family, rule).expect("the reader takes it");
    let steps = framework.steps(framework.position(node).expect("a node of the tree"));
    let step = steps.into_iter().find(|step| step.rule == doc.family)?;
    assert_eq!(step.method.as_ref(), Some(doc), "`{rule}`");
    Some(step.settings)
}

/// What is shown of a rule is what was read: it holds every parameter that the example gives and every default, and it is
/// read back as the same.
#[test]
fn a_framework_shows_every_parameter_as_it_is_set() {
    // What stands for parameters that only say how another one is found.
    let instead = |key: &str| if key == "experts" { "matrix" } else { key }.to_owned();
    for doc in icip::methods() {
        for rule in examples(&doc) {
            let Some(settings) = shown(&doc, &rule) else {
                assert_eq!(doc.name, "none", "`{rule}` is not shown");
                continue;
            };
            for parameter in &doc.parameters {
                let given = rule.contains(&format!("{{ {} =", parameter.key))
                    || rule.contains(&format!(", {} =", parameter.key));
                // The leaves that are compared are those of `of`, or instead those below an ancestor.
                let default =
                    default(parameter).is_some() && !(parameter.key == "of" && rule.contains("below ="));
                let has = |wanted: &str| settings.iter().any(|(key, _)| *key == wanted);
                if given || default {
                    assert!(
                        has(parameter.key) || has(&instead(parameter.key)),
                        "{} of `{rule}`",
                        parameter.key
                    );
                } else {
                    assert!(
                        !has(parameter.key) || parameter.key == "matrix",
                        "{} of `{rule}`",
                        parameter.key
                    );
                }
            }
            let parameters: Vec<String> =
                settings.iter().map(|(key, value)| format!("{key} = {}", value.toml())).collect();
            let again = format!("{} = {{ {} = {{ {} }} }}", doc.family, doc.name, parameters.join(", "));
            assert_eq!(shown(&doc, &again), Some(settings), "`{rule}` is shown as `{again}`");
        }
    }
}
