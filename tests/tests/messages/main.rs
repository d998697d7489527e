//! The catalogue of messages and the code that uses it: every identifier exists, with exactly the values that it names,
//! and no text stands in the catalogue without a use.

mod examples;
mod methods;
mod prose;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use icip::problem::{Code, Language};
use proc_macro2::{TokenStream, TokenTree};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn folder_of_catalogues() -> PathBuf {
    workspace().join("crates/icip-problem/messages")
}

/// The catalogue of a language, as it is written.
fn written(language: &str) -> String {
    let path = folder_of_catalogues().join(format!("{language}.ftl"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parsed(catalogue: &str) -> ast::Resource<&str> {
    fluent_syntax::parser::parse(catalogue).unwrap_or_else(|(_, errors)| panic!("{errors:?}"))
}

/// Whether a text is about a method, whose English stands in its code.
fn is_about_a_method(id: &str) -> bool {
    id.starts_with("method-")
}

/// The values that each text of a catalogue names, but for the texts about methods. Identifiers that occur twice are an
/// error: the later would win in silence.
fn catalogue(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = written(language);
    let resource = parsed(&text);
    let mut texts = BTreeMap::new();
    for entry in &resource.body {
        let ast::Entry::Message(message) = entry else { continue };
        let mut values = BTreeSet::new();
        if let Some(pattern) = &message.value {
            values_of(pattern, &mut values);
        }
        let id = message.id.name.to_owned();
        assert!(texts.insert(id.clone(), values).is_none(), "`{id}` stands twice in {language}.ftl");
    }
    texts.retain(|id, _| !is_about_a_method(id));
    texts
}

fn values_of(pattern: &ast::Pattern<&str>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            values_of_expression(expression, values);
        }
    }
}

fn values_of_expression(expression: &ast::Expression<&str>, values: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => values_of_inline(inline, values),
        ast::Expression::Select { selector, variants } => {
            values_of_inline(selector, values);
            variants.iter().for_each(|variant| values_of(&variant.value, values));
        }
    }
}

fn values_of_inline(inline: &ast::InlineExpression<&str>, values: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            values.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => values_of_expression(expression, values),
        _ => {}
    }
}

/// One call of `message!`.
struct Use {
    place: String,
    id: String,
    values: BTreeSet<String>,
}

/// All calls of `message!` in the sources of the crates, in tests too.
fn uses() -> Vec<Use> {
    let mut uses = Vec::new();
    for (name, tokens) in sources(|_| true) {
        uses_in(tokens, &name, &mut uses);
    }
    uses
}

/// The names and the tokens of the sources of the crates.
fn sources(wanted: impl Fn(&Path) -> bool) -> Vec<(String, TokenStream)> {
    let mut files = Vec::new();
    rust_files(&workspace().join("crates"), &mut files);
    files.retain(|file| wanted(file));
    let source = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a source can be read");
        let tokens = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file.strip_prefix(workspace()).unwrap_or(&file).display().to_string(), tokens)
    };
    files.into_iter().map(source).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the workspace") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

fn uses_in(tokens: TokenStream, file: &str, uses: &mut Vec<Use>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let is_call = at >= 2
            && matches!(&tokens[at - 1], TokenTree::Punct(mark) if mark.as_char() == '!')
            && matches!(&tokens[at - 2], TokenTree::Ident(name) if name == "message");
        if is_call {
            uses.extend(one_use(group.stream(), file, group.span_open().start().line));
        }
        uses_in(group.stream(), file, uses);
    }
}

/// The identifier and the names of the values: an identifier, then names behind commas.
fn one_use(tokens: TokenStream, file: &str, line: usize) -> Option<Use> {
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Literal(id)) = tokens.next() else { return None };
    let id: syn::LitStr = syn::parse_str(&id.to_string()).ok()?;
    let mut values = BTreeSet::new();
    let mut behind_comma = false;
    for token in tokens {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == ',' => behind_comma = true,
            TokenTree::Ident(name) if behind_comma => {
                values.insert(name.to_string());
                behind_comma = false;
            }
            _ => behind_comma = false,
        }
    }
    Some(Use { place: format!("{file}:{line}"), id: id.value(), values })
}

#[test]
fn every_message_has_a_text_with_its_values() {
    let texts = catalogue("en");
    let mut wrong = String::new();
    for one in uses() {
        match texts.get(&one.id) {
            None => wrong += &format!("{}: `{}` is not in the catalogue\n", one.place, one.id),
            Some(values) if *values != one.values => {
                wrong += &format!(
                    "{}: `{}` is given {:?}, its text names {values:?}\n",
                    one.place, one.id, one.values
                );
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_text_is_used() {
    let used: BTreeSet<String> = uses().into_iter().map(|one| one.id).collect();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.word()).collect();
    let idle: Vec<String> =
        catalogue("en").into_keys().filter(|id| !used.contains(id) && !codes.contains(id.as_str())).collect();
    assert!(idle.is_empty(), "no code of the program says {idle:?}");
}

#[test]
fn the_text_of_every_code_is_a_sentence() {
    for code in Code::ALL {
        let meaning = code.meaning();
        let starts = meaning.chars().next().is_some_and(char::is_uppercase);
        assert!(starts && meaning.ends_with('.'), "`{code}`: {meaning}");
        assert!(!code.example().is_empty() && code.example() != "TODO", "`{code}` has no example");
    }
}

#[test]
fn every_catalogue_is_a_language_and_says_no_more_than_english() {
    let english = catalogue("en");
    for entry in std::fs::read_dir(folder_of_catalogues()).expect("the folder of catalogues") {
        let path = entry.expect("an entry").path();
        let tag = path.file_stem().and_then(|stem| stem.to_str()).expect("a tag of a language").to_owned();
        assert!(Language::of_tag(&tag).is_some(), "`{tag}` is missing in the table of languages");
        for (id, values) in catalogue(&tag) {
            let known = english.get(&id).unwrap_or_else(|| panic!("{tag}: English has no `{id}`"));
            assert!(values.is_subset(known), "{tag}: `{id}` names {values:?}, English {known:?}");
        }
    }
}

/// What is told apart in a text: its values and what stands in backticks, which no translator changes.
fn fixed_parts(text: &str) -> BTreeSet<String> {
    let code = text.split('`').skip(1).step_by(2).map(str::to_owned);
    code.filter(|part| !part.contains('{')).collect()
}

#[test]
fn spanish_says_all_that_english_says() {
    let (english, spanish) = (catalogue("en"), catalogue("es"));
    let lacking: Vec<&String> = english.keys().filter(|id| !spanish.contains_key(*id)).collect();
    assert!(lacking.is_empty(), "es.ftl lacks {lacking:?}");
    let wrong: Vec<&String> = english.keys().filter(|id| english[*id] != spanish[*id]).collect();
    assert!(wrong.is_empty(), "es.ftl names other values in {wrong:?}");
    let of_tag = Language::of_tag("es").expect("Spanish has a catalogue");
    for code in Code::ALL {
        let (meaning, example) = (code.meaning_in(of_tag), code.example_in(of_tag));
        assert!(meaning.ends_with('.') && meaning != code.meaning(), "`{code}`: {meaning}");
        assert_ne!(example, code.example(), "`{code}`");
        let (own, english) = (fixed_parts(&example), fixed_parts(&code.example()));
        assert_eq!(own, english, "the example of `{code}`: {example}");
    }
}
