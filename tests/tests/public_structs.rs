//! What CONTRIBUTING promises to embedders, read from the sources: a struct that anyone may build can take a new
//! field without breaking its callers.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The crates that others build on.
const LIBRARIES: [&str; 6] = ["icip-problem", "icip-num", "icip-table", "icip", "icip-frame", "icip-report"];

/// Enums that are closed by nature, and why.
const CLOSED_ENUMS: [(&str, &str); 5] = [
    ("Divisor", "a sum of squares is divided by n or by n - 1"),
    ("Trail", "it is kept or not"),
    ("Part", "the first point, the second, or the first with one coordinate of the second"),
    ("Overtaking", "it is possible with some weights of the set or with none"),
    ("KeepPairs", "they are counted or not"),
];

/// Structs that are closed by nature, and why.
const CLOSED: [(&str, &str); 11] = [
    ("Line", "a line in the plane has a slope, an offset and the origin and unit that it is written with"),
    ("Running", "the sums of a group of columns, which only the loops of the kernel read"),
    ("Eigen", "eigenvalues and their eigenvectors"),
    ("Moments", "a count, a mean and a sum of squares"),
    ("Range", "an interval"),
    ("Warned", "a value and its warnings, which callers take apart"),
    ("Names", "which of the two optional keys a table has"),
    ("Through", "a score is a share of a child and a rest"),
    ("Lever", "a score, its limit and its slope"),
    ("OpenQuote", "it is not part of the interface: its module is private"),
    ("Cut", "it is compiled for the fuzz targets alone"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The items of a file, with those of its modules.
fn items(text: &str) -> Vec<syn::Item> {
    let mut items = syn::parse_file(text).expect("it is Rust").items;
    let mut next = 0;
    while let Some(item) = items.get_mut(next) {
        next += 1;
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, inner)), .. }) = item {
            let inner = std::mem::take(inner);
            items.extend(inner);
        }
    }
    items
}

fn may_grow(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

/// The public structs of a text whose fields are all public and named, and that may not grow.
fn frozen_structs(text: &str) -> Vec<String> {
    let structs = items(text).into_iter().filter_map(|item| match item {
        syn::Item::Struct(item) if is_public(&item.vis) && !may_grow(&item.attrs) => Some(item),
        _ => None,
    });
    let frozen = structs.filter(|item| {
        let syn::Fields::Named(fields) = &item.fields else { return false };
        !fields.named.is_empty() && fields.named.iter().all(|field| is_public(&field.vis))
    });
    frozen.map(|item| item.ident.to_string()).collect()
}

/// The public enums of a text that may not grow.
fn frozen_enums(text: &str) -> Vec<String> {
    let enums = items(text).into_iter().filter_map(|item| match item {
        syn::Item::Enum(item) if is_public(&item.vis) && !may_grow(&item.attrs) => {
            Some(item.ident.to_string())
        }
        _ => None,
    });
    enums.collect()
}

/// Compares what the sources have frozen with the exceptions, both ways.
fn compare(frozen: fn(&str) -> Vec<String>, exceptions: &[(&str, &str)]) {
    let mut wrong = String::new();
    let mut closed = Vec::new();
    for library in LIBRARIES {
        let mut files = Vec::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(library).join("src");
        sources(&folder, &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).expect("it was just listed");
            for name in frozen(&text) {
                if exceptions.iter().any(|(listed, _)| *listed == name) {
                    closed.push(name);
                } else {
                    let _ = writeln!(wrong, "{}: `{name}` is not #[non_exhaustive]", file.display());
                }
            }
        }
    }
    for (name, _) in exceptions {
        if !closed.iter().any(|found| found == name) {
            let _ = writeln!(wrong, "`{name}` needs no exception");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The public errors of a text that may not get another case.
fn closed_errors(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("it is Rust");
    let enums = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Enum(item) if is_public(&item.vis) => Some(item),
        _ => None,
    });
    let closed = enums.filter(|item| {
        let is_error = |attribute: &syn::Attribute| {
            let list = attribute.meta.require_list().ok().filter(|list| list.path.is_ident("derive"));
            list.is_some_and(|list| list.tokens.to_string().replace(' ', "").contains("thiserror::Error"))
        };
        let grows = item.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
        item.attrs.iter().any(is_error) && !grows
    });
    closed.map(|item| item.ident.to_string()).collect()
}

#[test]
fn public_errors_can_get_another_case() {
    for library in LIBRARIES {
        let mut files = Vec::new();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(library).join("src"),
            &mut files,
        );
        for file in files {
            let closed = closed_errors(&std::fs::read_to_string(&file).expect("it was just listed"));
            assert!(closed.is_empty(), "{}: {closed:?} are not #[non_exhaustive]", file.display());
        }
    }
    let text = "#[derive(Debug, thiserror::Error)] pub enum Closed { A }
        #[derive(thiserror::Error)] #[non_exhaustive] pub enum Open { A }";
    assert_eq!(closed_errors(text), ["Closed"]);
}

#[test]
fn public_structs_can_grow() {
    compare(frozen_structs, &CLOSED);
}

#[test]
fn public_enums_can_grow() {
    compare(frozen_enums, &CLOSED_ENUMS);
}

#[test]
fn what_cannot_grow_would_be_found() {
    let text = "pub struct Bare { pub a: u8 }
        #[non_exhaustive] pub struct Grows { pub a: u8, pub b: u8 }
        pub struct Hidden { pub a: u8, b: u8 }
        struct Private { pub a: u8, pub b: u8 }
        pub mod inner { pub struct Inside { pub a: u8 } pub enum Deep { A } }
        pub enum Either { A, B }
        #[non_exhaustive] pub enum Open { A }
        enum Own { A }";
    assert_eq!(frozen_structs(text), ["Bare", "Inside"]);
    assert_eq!(frozen_enums(text), ["Either", "Deep"]);
}
