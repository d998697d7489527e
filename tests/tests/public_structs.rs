//! What CONTRIBUTING promises to embedders, read from the sources: a struct that anyone may build can take a new
//! field without breaking its callers.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The crates that others build on.
const LIBRARIES: [&str; 5] = ["icip-problem", "icip-num", "icip-table", "icip", "icip-frame"];

/// Structs that are closed by nature, and why.
const CLOSED: [(&str, &str); 10] = [
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

/// The public structs of a text that have two or more fields, all public, and may not grow.
fn frozen(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("it is Rust");
    let structs = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Struct(item) if is_public(&item.vis) => Some(item),
        _ => None,
    });
    let frozen = structs.filter(|item| {
        let grows = item.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
        let named = matches!(item.fields, syn::Fields::Named(_));
        named && !grows && item.fields.len() > 1 && item.fields.iter().all(|field| is_public(&field.vis))
    });
    frozen.map(|item| item.ident.to_string()).collect()
}

#[test]
fn public_structs_can_grow() {
    let mut wrong = String::new();
    let mut closed = Vec::new();
    for library in LIBRARIES {
        let mut files = Vec::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(library).join("src");
        sources(&folder, &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).expect("it was just listed");
            for name in frozen(&text) {
                if CLOSED.iter().any(|(listed, _)| *listed == name) {
                    closed.push(name);
                } else {
                    let _ = writeln!(wrong, "{}: `{name}` is not #[non_exhaustive]", file.display());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for (name, _) in CLOSED {
        assert!(closed.iter().any(|found| found == name), "`{name}` needs no exception");
    }
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
fn a_struct_that_cannot_grow_would_be_found() {
    let text = "pub struct Bare { pub a: u8, pub b: u8 }
        #[non_exhaustive] pub struct Grows { pub a: u8, pub b: u8 }
        pub struct Hidden { pub a: u8, b: u8 }
        struct Private { pub a: u8, pub b: u8 }";
    assert_eq!(frozen(text), ["Bare"]);
}
