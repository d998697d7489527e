//! No sentence for people stands in Rust: every string literal of the program that looks like prose is refused, so that
//! it goes into the catalogue, where translators find it.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::sources;

/// Macros and methods whose texts only programmers meet, when the program itself is wrong.
const PANICS: [&str; 10] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "unreachable",
    "expect",
    "expect_err",
];

/// The reader of framework files is called with a key and what the key means: documentation that stands beside the
/// declaration, as do comments, and that `icip methods`, the schema and the guide show.
const READERS: [&str; 2] = ["f", "fields"];
const KEY_DOCUMENTATION: &str = "doc";

/// The documentation of methods, which stands beside their code like a comment.
const METHOD_DOCUMENTATION: [&str; 5] = ["TITLE", "SUMMARY", "FORMULA", "MISSING", "REFERENCE"];

/// Texts that stay: the file, how the text begins (nothing means every text of the file), and why.
const EXCEPTIONS: [(&str, &str, &str); 9] = [
    ("crates/icip-cli/src/args.rs", "Exit codes: ", "clap needs the text of --help when it is compiled"),
    ("crates/icip-cli/src/input/columnar.rs", "Arrow IPC", "the name of a file format"),
    ("crates/icip-table/src/io/codes.rs", "gran total", "what tables in Spanish call their last row"),
    ("crates/icip-table/src/io/codes.rs", "grand total", "what tables in English call their last row"),
    ("crates/icip-table/src/io/sdmx.rs", "", "names of columns, as statistics offices publish them"),
    ("crates/icip/src/framework/schema.rs", "icip framework", "the name of the schema identifies it"),
    ("crates/icip/src/draft/write.rs", "", "keys of a framework file; its sentences are messages"),
    ("crates/icip/src/import/write.rs", "", "a framework file, which is an output and not a message"),
    ("crates/icip/src/report/robustness/tables.rs", "", "names of columns, which programs read"),
];

/// A string literal and where it stands.
struct Literal {
    file: String,
    line: usize,
    text: String,
}

/// Whether a text reads like prose: it has two words or more that are made of letters alone.
fn is_prose(text: &str) -> bool {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '{' | '}' | '`'));
        let long_enough = letters.chars().count() > 1 || letters == "a";
        long_enough && letters.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'))
    };
    text.split_whitespace().filter(is_word).count() >= 2
}

fn literals_in(tokens: TokenStream, file: &str, found: &mut Vec<Literal>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let before = &tokens[..at];
        match &tokens[at] {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let (behind, of_tests) = attribute(&tokens, at);
                at = if of_tests { end_of_item(&tokens, behind) } else { behind };
                continue;
            }
            TokenTree::Ident(name) if begins_documentation(before, name) => {
                at += tokens[at..].iter().position(is_semicolon).unwrap_or(tokens.len() - at);
                continue;
            }
            TokenTree::Group(group) if is_call_of(before, group, &PANICS) => {}
            TokenTree::Group(group) if declares_key(before, group).is_some() => {
                let meaning = declares_key(before, group).unwrap_or_default();
                literals_in(group.stream().into_iter().skip(meaning + 1).collect(), file, found);
            }
            TokenTree::Group(group) => literals_in(group.stream(), file, found),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    let line = literal.span().start().line;
                    found.push(Literal { file: file.to_owned(), line, text: text.value() });
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
        at += 1;
    }
}

/// The position behind an attribute, and whether it is `#[cfg(test)]`. Comments on items are attributes, too.
fn attribute(tokens: &[TokenTree], hash: usize) -> (usize, bool) {
    let inner = matches!(tokens.get(hash + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
    let at = hash + 1 + usize::from(inner);
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            (at + 1, group.stream().to_string().replace(' ', "") == "cfg(test)")
        }
        _ => (hash + 1, false),
    }
}

/// The position behind the item that begins here: behind its braces or its semicolon.
fn end_of_item(tokens: &[TokenTree], begin: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => is_semicolon(other),
    };
    tokens[begin..].iter().position(ends).map_or(tokens.len(), |offset| begin + offset + 1)
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';')
}

/// Whether `const SUMMARY: ...;` or `let doc = ...;` begins here.
fn begins_documentation(before: &[TokenTree], name: &proc_macro2::Ident) -> bool {
    let Some(TokenTree::Ident(keyword)) = before.last() else { return false };
    keyword == "const" && METHOD_DOCUMENTATION.iter().any(|known| name == known)
        || keyword == "let" && name == KEY_DOCUMENTATION
}

/// Whether these are the arguments of a macro or a method with one of some names.
fn is_call_of(before: &[TokenTree], group: &Group, names: &[&str]) -> bool {
    let name = match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if mark.as_char() == '!' => name,
        [.., TokenTree::Punct(dot), TokenTree::Ident(name)] if dot.as_char() == '.' => name,
        _ => return false,
    };
    group.delimiter() == Delimiter::Parenthesis && names.iter().any(|known| name == known)
}

/// The position of what a key means among the arguments of `f.number("key", "what it means", ...)` or of
/// `function(f, "key", "what it means", ...)`; none where these are other arguments.
fn declares_key(before: &[TokenTree], group: &Group) -> Option<usize> {
    let is_reader = |token: &TokenTree| READERS.iter().any(|known| token.to_string() == *known);
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
    let arguments: Vec<TokenTree> = group.stream().into_iter().collect();
    let key = match (before, arguments.as_slice()) {
        ([.., reader, TokenTree::Punct(dot), TokenTree::Ident(_)], _)
            if dot.as_char() == '.' && is_reader(reader) =>
        {
            0
        }
        (_, [reader, comma, ..]) if is_reader(reader) && is_comma(comma) => 2,
        _ => return None,
    };
    let is_key = matches!(arguments.get(key), Some(TokenTree::Literal(_)))
        && arguments.get(key + 1).is_some_and(is_comma);
    is_key.then_some(key + 2)
}

/// The literals of the program, without those of its tests.
fn literals_of_the_program() -> Vec<Literal> {
    let mut found = Vec::new();
    for (name, tokens) in sources(is_of_the_program) {
        literals_in(tokens, &name, &mut found);
    }
    found
}

fn is_of_the_program(path: &Path) -> bool {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    let source = parts.iter().rposition(|part| *part == "src");
    source.is_some_and(|source| {
        parts[source..].iter().all(|part| !matches!(*part, "tests" | "tests.rs" | "testing.rs"))
    })
}

#[test]
fn no_prose_stands_in_rust() {
    let exception_for = |literal: &Literal| {
        EXCEPTIONS
            .iter()
            .position(|(file, begin, _)| literal.file == *file && literal.text.starts_with(begin))
    };
    let mut used = BTreeSet::new();
    let mut prose = literals_of_the_program();
    prose.retain(|literal| is_prose(&literal.text));
    prose.retain(|literal| exception_for(literal).map(|exception| used.insert(exception)).is_none());
    let listed: Vec<String> = prose
        .iter()
        .map(|literal| format!("{}:{}: {:?}", literal.file, literal.line, literal.text))
        .collect();
    assert!(prose.is_empty(), "these texts belong in the catalogue of messages:\n{}", listed.join("\n"));
    assert_eq!(used.len(), EXCEPTIONS.len(), "every exception is needed");
}

#[test]
fn prose_is_told_from_names() {
    for prose in [
        "no entity has",
        "{} rows of data",
        "the column `x` is missing",
        "write it, please",
        "standard input",
        "weights of {}",
    ] {
        assert!(is_prose(prose), "{prose}");
    }
    for name in ["trail.csv", "lo = 0", "{place}: {what}", "contribution-of-x", "1 of 2", "{a} to {b}"] {
        assert!(!is_prose(name), "{name}");
    }
}

#[test]
fn prose_is_found_wherever_it_stands() {
    let source = r#"
        //! A comment is no message.
        #[expect(lint, reason = "nor is an attribute")]
        fn f() { x.expect("nor is a panic"); fields.text("key", "what it means here"); }
        const SUMMARY: &str = "what a method does";
        fn g() { println!("a message for people"); return format_args!("{x}, {}", text(("another message for people"))); }
        #[cfg(test)]
        mod tests { const TEXT: &str = "not part of the program"; }
    "#;
    let mut found = Vec::new();
    literals_in(source.parse().expect("it is Rust"), "", &mut found);
    let found: Vec<&str> =
        found.iter().map(|literal| literal.text.as_str()).filter(|text| is_prose(text)).collect();
    assert_eq!(found, ["a message for people", "another message for people"]);
}
