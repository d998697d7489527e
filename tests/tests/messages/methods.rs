//! What a method says of itself: in English in its code, in every other language in the catalogue. Both say the same things.

use std::collections::BTreeSet;

use fluent_syntax::ast;
use icip::problem::Language;
use icip::text::{FieldDoc, Kind, MethodDoc};

use crate::{is_about_a_method, parsed, written};

/// The attributes that say what a parameter and its words mean.
fn attributes_of(parameter: &FieldDoc) -> Vec<String> {
    let attribute = format!("parameter-{}", parameter.key);
    let words = match &parameter.kind {
        Kind::Choice(words) => words.as_slice(),
        _ => &[],
    };
    let of_words = words.iter().map(|(word, _)| format!("{attribute}-{word}"));
    std::iter::once(attribute.clone()).chain(of_words).collect()
}

/// The texts that a catalogue must have of a method: the identifier, and the identifier with each attribute.
fn texts_of(doc: &MethodDoc) -> Vec<String> {
    let id = format!("method-{}-{}", doc.family, doc.name);
    let given = [("missing", doc.missing), ("reference", doc.reference)].into_iter();
    let given = given.filter(|(_, english)| *english != "-").map(|(name, _)| name.to_owned());
    let mut attributes = vec!["summary".to_owned(), "formula".to_owned()];
    attributes.extend(given);
    attributes.extend(doc.parameters.iter().flat_map(attributes_of));
    let attributes = attributes.into_iter().map(|attribute| format!("{id}.{attribute}"));
    std::iter::once(id.clone()).chain(attributes).collect()
}

fn names_of(pattern: &ast::Pattern<&str>, terms: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable {
            expression: ast::Expression::Inline(ast::InlineExpression::TermReference { id, .. }),
        } = element
        {
            terms.insert(id.name.to_owned());
        }
    }
}

#[test]
fn spanish_says_of_every_method_what_the_code_says() {
    let wanted: BTreeSet<String> = icip::methods().iter().flat_map(texts_of).collect();
    let text = written("es");
    let mut found = BTreeSet::new();
    for entry in &parsed(&text).body {
        let ast::Entry::Message(message) = entry else { continue };
        if is_about_a_method(message.id.name) {
            assert!(found.insert(message.id.name.to_owned()), "`{}` stands twice", message.id.name);
            for attribute in &message.attributes {
                let name = format!("{}.{}", message.id.name, attribute.id.name);
                assert!(found.insert(name.clone()), "`{name}` stands twice");
            }
        }
    }
    let lacking: Vec<&String> = wanted.difference(&found).collect();
    assert!(lacking.is_empty(), "es.ftl lacks {lacking:?}");
    let idle: Vec<&String> = found.difference(&wanted).collect();
    assert!(idle.is_empty(), "no method says {idle:?}");
}

#[test]
fn every_term_is_defined_once_and_used() {
    let text = written("es");
    let (mut defined, mut used) = (BTreeSet::new(), BTreeSet::new());
    for entry in &parsed(&text).body {
        match entry {
            ast::Entry::Term(term) => {
                assert!(defined.insert(term.id.name.to_owned()), "`-{}` stands twice", term.id.name);
                names_of(&term.value, &mut used);
            }
            ast::Entry::Message(message) => {
                message.value.iter().for_each(|pattern| names_of(pattern, &mut used));
                message.attributes.iter().for_each(|attribute| names_of(&attribute.value, &mut used));
            }
            _ => {}
        }
    }
    assert_eq!(defined, used);
}

#[test]
fn english_has_no_second_copy_of_a_method() {
    let text = written("en");
    for entry in &parsed(&text).body {
        let ast::Entry::Message(message) = entry else { continue };
        assert!(!is_about_a_method(message.id.name), "`{}` stands in the code", message.id.name);
    }
}

/// What no translation changes: the names of keys and words in backticks.
fn in_backticks(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn a_translation_names_the_same_keys_and_says_something_else() {
    let spanish = Language::of_tag("es").expect("Spanish has a catalogue");
    let mut wrong = Vec::new();
    for doc in icip::methods() {
        let (own, english) = (doc.in_language(spanish), doc.in_language(Language::ENGLISH));
        let name = format!("{} {}", doc.family, doc.name);
        let mut pairs = vec![
            (english.summary, own.summary, true),
            (english.formula, own.formula, false),
            (english.missing.unwrap_or_default(), own.missing.unwrap_or_default(), false),
        ];
        for (english, own) in english.parameters.into_iter().zip(own.parameters) {
            pairs.push((english.meaning, own.meaning, true));
            pairs.extend(
                english
                    .words
                    .into_iter()
                    .zip(own.words)
                    .map(|((_, english), (_, own))| (english, own, false)),
            );
        }
        for (english, own, differs) in pairs {
            if in_backticks(&english) != in_backticks(&own) || differs && english == own {
                wrong.push(format!("{name}:\n  {english}\n  {own}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts that Spanish must have of the parameters of rules without methods.
fn texts_of_rules() -> BTreeSet<String> {
    let keys = icip::framework::keys();
    let defaults = keys.iter().find(|key| key.key == "defaults").expect("rules for all nodes");
    let Kind::Table(rules) = &defaults.kind else { panic!("a table of rules: {:?}", defaults.kind) };
    let mut texts = BTreeSet::new();
    for rule in rules {
        let parameters = match &rule.kind {
            Kind::Table(parameters) => parameters.as_slice(),
            Kind::Method { .. } => &[],
            _ => std::slice::from_ref(rule),
        };
        texts.extend(
            parameters.iter().flat_map(attributes_of).map(|name| format!("step-{}.{name}", rule.key)),
        );
    }
    texts
}

#[test]
fn spanish_says_of_every_rule_what_the_code_says() {
    let text = written("es");
    let mut found = BTreeSet::new();
    for entry in &parsed(&text).body {
        let ast::Entry::Message(message) = entry else { continue };
        if message.id.name.starts_with("step-") {
            found.extend(message.attributes.iter().map(|one| format!("{}.{}", message.id.name, one.id.name)));
        }
    }
    assert_eq!(found, texts_of_rules());
}
