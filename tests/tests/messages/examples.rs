//! The example of a code is what a user meets: one of the texts of the code, with some values, in the form in which a
//! problem is shown (place, text, hint).

use std::collections::BTreeMap;

use fluent_syntax::ast;
use icip::problem::Code;

use crate::{parsed, written};

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Literal(String),
    /// A value, which may be anything.
    Value,
}

/// The forms that a text takes, one for each choice between its variants.
type Forms = Vec<Vec<Part>>;

/// Texts that several codes share, whatever their names begin with: the code and the text.
const SHARED_TEXTS: [(&str, &str); 2] = [("extreme-weight", "weight-of"), ("negative-weight", "weight-of")];

/// Hints that several codes share, and that are not called hints.
const SHARED_HINTS: [&str; 7] = [
    "allowed-words",
    "at-least-zero",
    "did-you-mean",
    "finite-number",
    "from-zero-to-one",
    "header-holds",
    "one-per-child",
];

/// How places begin, after which the text follows behind a colon.
const PLACES: [&str; 9] = [
    "data.",
    "datos.",
    "entities.csv",
    "successors.csv",
    "framework.toml",
    "structure.csv",
    "iMeta.csv",
    "`",
    "entity `",
];

fn forms_of(pattern: &ast::Pattern<&str>) -> Forms {
    let mut forms: Forms = vec![Vec::new()];
    for element in &pattern.elements {
        let choices: Forms = match element {
            ast::PatternElement::TextElement { value } => vec![vec![Part::Literal((*value).to_owned())]],
            ast::PatternElement::Placeable { expression } => forms_of_expression(expression),
        };
        let appended = |form: &Vec<Part>| {
            let form = form.clone();
            choices.iter().map(move |choice| [form.as_slice(), choice].concat()).collect::<Forms>()
        };
        forms = forms.iter().flat_map(appended).collect();
    }
    forms
}

fn forms_of_expression(expression: &ast::Expression<&str>) -> Forms {
    match expression {
        ast::Expression::Select { variants, .. } => {
            variants.iter().flat_map(|variant| forms_of(&variant.value)).collect()
        }
        ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }) => {
            vec![vec![Part::Literal((*value).to_owned())]]
        }
        ast::Expression::Inline(_) => vec![vec![Part::Value]],
    }
}

/// Whether a text has the literal parts of a form, in their order, with some values between them.
fn is_instance(text: &str, form: &[Part]) -> bool {
    match form {
        [] => text.is_empty(),
        [Part::Literal(literal), rest @ ..] => {
            text.strip_prefix(literal.as_str()).is_some_and(|text| is_instance(text, rest))
        }
        [Part::Value, rest @ ..] => {
            let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
            !text.is_empty() && ends.into_iter().any(|end| is_instance(&text[end..], rest))
        }
    }
}

/// Whether an example is a problem of a code: a text of the code, behind a place and before a hint where there are any.
fn is_problem_of(code: &str, example: &str, texts: &BTreeMap<String, Forms>) -> bool {
    let of_code = |id: &str| {
        let own = id.strip_prefix(code).is_some_and(|rest| rest.starts_with('-')) && !id.ends_with("-hint");
        own || SHARED_TEXTS.contains(&(code, id))
    };
    let is_hint = |id: &str| id.ends_with("-hint") || SHARED_HINTS.contains(&id);
    let has_form = |text: &str, wanted: &dyn Fn(&str) -> bool| {
        let mut wanted = texts.iter().filter(|(id, _)| wanted(id));
        wanted.any(|(_, forms)| forms.iter().any(|form| is_instance(text, form)))
    };
    let with_hint = |text: &str| {
        let mut hints = text.match_indices("; ");
        has_form(text, &of_code)
            || hints.any(|(at, _)| has_form(&text[..at], &of_code) && has_form(&text[at + 2..], &is_hint))
    };
    let is_place = |text: &str| PLACES.iter().any(|place| text.starts_with(place));
    with_hint(example)
        || example
            .match_indices(": ")
            .any(|(at, _)| is_place(&example[..at]) && with_hint(&example[at + 2..]))
}

#[test]
fn every_example_is_a_text_of_its_code() {
    let mut texts = BTreeMap::new();
    let english = written("en");
    for entry in &parsed(&english).body {
        if let ast::Entry::Message(message) = entry
            && let Some(pattern) = &message.value
        {
            texts.insert(message.id.name.to_owned(), forms_of(pattern));
        }
    }
    let wrong: Vec<String> = Code::ALL
        .iter()
        .filter(|code| !is_problem_of(code.word(), &code.example(), &texts))
        .map(|code| format!("{code}: {}", code.example()))
        .collect();
    assert!(wrong.is_empty(), "no text of these codes reads like the example:\n{}", wrong.join("\n"));
}

#[test]
fn values_are_free_and_words_are_not() {
    let form = [Part::Literal("the file `".into()), Part::Value, Part::Literal("` is empty".into())];
    assert!(is_instance("the file `a` is empty", &form));
    assert!(!is_instance("the file `` is empty", &form));
    assert!(!is_instance("the file `a` is not empty", &form));
    assert!(!is_instance("the file `a` is empty; why?", &form));
}
