//! What ARCHITECTURE promises about imports, read from the sources: no module of a crate imports, directly or through
//! others, a module that imports it; and some outside crates are named in one place only.
//!
//! A module is a file. Names that a module re-exports count as imports of the module that defines them. Tests and the
//! text inside of `macro_rules!` are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

/// The crates of the workspace that must hold to it.
const CRATES: [&str; 8] = [
    "icip-problem",
    "icip-num",
    "icip-table",
    "icip",
    "icip-frame",
    "icip-workbook",
    "icip-report",
    "icip-cli",
];

/// A crate of ours and its modules.
type May = (&'static str, &'static [&'static str]);

/// Outside crates that only some of our crates may name, and there only some modules (no list: all of them): what is
/// named, and who may.
const RESERVED: [(&str, &[May]); 12] = [
    ("rayon", &[("icip-num", &["exec"])]),
    ("libm", &[("icip-num", &["scalar"])]),
    ("pulp", &[("icip-num", &["kernel"])]),
    ("chacha20", &[("icip-num", &["random"])]),
    ("fluent_bundle", &[("icip-problem", &["catalogue", "message", "code"])]),
    ("csv", &[("icip", &["text"])]),
    ("clap", &[("icip-cli", &[])]),
    ("polars", &[("icip-frame", &[])]),
    ("maud", &[("icip-report", &[])]),
    ("calamine", &[("icip-workbook", &["excel", "xls", "xlsb", "value"])]),
    ("cfb", &[("icip-workbook", &["xls"])]),
    ("quick_xml", &[("icip-workbook", &["xml", "ods"])]),
];

/// Parts of the standard library that the libraries must not name: they take bytes and give values. That nothing prints
/// is the work of the lints `print_stdout`, `print_stderr` and `dbg_macro`. `icip-frame` opens files, because polars reads
/// Parquet from files and not from a stream.
const FORBIDDEN_IN_LIBRARIES: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::path",
    "std::process",
    "std::thread",
    "std::time",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
];

/// What the program must not name either: it opens no connection and starts no other program (SECURITY.md).
const FORBIDDEN_EVERYWHERE: [&str; 2] = ["std::net", "std::process::Command"];

/// Before the name of what a path leads to outside of the crate.
const OUTSIDE: &str = "::";

/// One module: a file, or the part of it that an inline module is.
#[derive(Default)]
struct Module {
    file: PathBuf,
    /// Names that are defined here.
    defines: BTreeSet<String>,
    /// Names that are imported or re-exported here, each with its whole path from the crate's root.
    imports: BTreeMap<String, Vec<String>>,
    /// Modules all of whose names are imported.
    globs: Vec<Vec<String>>,
    /// Every path that is written here, as it is written.
    paths: Vec<Vec<String>>,
}

type Modules = BTreeMap<Vec<String>, Module>;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The modules of a crate, from its root on.
fn modules_of(name: &str) -> Modules {
    let source = workspace().join("crates").join(name).join("src");
    let root = ["lib.rs", "main.rs"].map(|file| source.join(file)).into_iter().find(|file| file.exists());
    let mut modules = Modules::new();
    read(&root.expect("a crate has a root"), &source, Vec::new(), &mut modules);
    modules
}

/// Reads a file and those of its modules.
fn read(file: &Path, folder: &Path, path: Vec<String>, modules: &mut Modules) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    items(&syntax.items, file, folder, path, modules);
}

fn items(items: &[syn::Item], file: &Path, folder: &Path, path: Vec<String>, modules: &mut Modules) {
    let mut module = Module { file: file.to_owned(), ..Module::default() };
    for item in items {
        if is_test(attributes(item)) {
            continue;
        }
        match item {
            syn::Item::Mod(inner) => {
                let name = inner.ident.to_string();
                let mut below = path.clone();
                below.push(name.clone());
                match &inner.content {
                    Some((_, content)) => self::items(content, file, &folder.join(&name), below, modules),
                    None => {
                        let beside = folder.join(format!("{name}.rs"));
                        let inside = folder.join(&name).join("mod.rs");
                        let file = if beside.exists() { beside } else { inside };
                        read(&file, &folder.join(&name), below, modules);
                    }
                }
            }
            syn::Item::Use(item) => import(&item.tree, Vec::new(), &mut module),
            syn::Item::Macro(item) if item.ident.is_some() => {
                module.defines.insert(item.ident.as_ref().expect("just seen").to_string());
            }
            other => {
                // What a macro at the top of a file declares is found by the names in it.
                if let syn::Item::Macro(call) = other {
                    declared(&call.mac.tokens, &mut module);
                }
                module.defines.extend(name_of(other));
                Paths(&mut module).visit_item(other);
            }
        }
    }
    modules.insert(path, module);
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is compiled for tests and for fuzz targets only.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    let for_tests = |tokens: &TokenStream| {
        ["test", "fuzzing", "any (test , fuzzing)"].contains(&tokens.to_string().as_str())
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| for_tests(&list.tokens))
    })
}

fn name_of(item: &syn::Item) -> Option<String> {
    let ident = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Names behind `enum`, `struct` and `fn` in the tokens of a macro.
fn declared(tokens: &TokenStream, module: &mut Module) {
    let mut after_keyword = false;
    for token in tokens.clone() {
        if let TokenTree::Ident(ident) = token {
            let word = ident.to_string();
            if after_keyword {
                module.defines.insert(word.clone());
            }
            after_keyword = matches!(word.as_str(), "enum" | "struct" | "fn" | "const");
        }
    }
}

fn import(tree: &syn::UseTree, mut path: Vec<String>, module: &mut Module) {
    match tree {
        syn::UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            import(&inner.tree, path, module);
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|item| import(item, path.clone(), module)),
        syn::UseTree::Glob(_) => {
            module.paths.push(path.clone());
            module.globs.push(path);
        }
        syn::UseTree::Name(name) => {
            let name = name.ident.to_string();
            if name != "self" {
                path.push(name);
            }
            module.paths.push(path.clone());
            module.imports.insert(path.last().expect("an import has a name").clone(), path);
        }
        syn::UseTree::Rename(rename) => {
            let original = rename.ident.to_string();
            if original != "self" {
                path.push(original);
            }
            module.paths.push(path.clone());
            module.imports.insert(rename.rename.to_string(), path);
        }
    }
}

/// Collects the paths that are written in an item.
struct Paths<'m>(&'m mut Module);

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    /// `pub(crate)` and `pub(super)` import nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        import(&item.tree, Vec::new(), self.0);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(&call.tokens);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test(attributes(item)) {
            syn::visit::visit_item(self, item);
        }
    }
}

impl Paths<'_> {
    /// Names joined by `::` in the tokens of a macro call.
    fn tokens(&mut self, tokens: &TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.0.paths.push(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Group(group) => {
                    self.0.paths.push(std::mem::take(&mut path));
                    self.tokens(&group.stream());
                }
                _ => self.0.paths.push(std::mem::take(&mut path)),
            }
        }
        self.0.paths.push(path);
    }
}

/// The module that defines what a path names, seen from a module; nothing for what is not of this crate.
fn resolve(modules: &Modules, from: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    if depth > 16 {
        return None;
    }
    match first.as_str() {
        "crate" => descend(modules, Vec::new(), rest, depth),
        "self" => descend(modules, from.to_vec(), rest, depth),
        "super" => descend(modules, from.split_last()?.1.to_vec(), rest, depth),
        name => {
            let module = &modules[from];
            let mut child = from.to_vec();
            child.push(name.to_owned());
            if modules.contains_key(&child) {
                return descend(modules, child, rest, depth);
            }
            let imported = module.imports.get(name).filter(|import| import.as_slice() != path);
            let Some(imported) = imported else { return Some(vec![format!("{OUTSIDE}{name}")]) };
            let mut whole = imported.clone();
            whole.extend_from_slice(rest);
            resolve(modules, from, &whole, depth + 1)
        }
    }
}

/// The module that defines what stands at a path below a module; or a name outside of the crate, through every
/// re-export.
fn descend(modules: &Modules, at: Vec<String>, path: &[String], depth: usize) -> Option<Vec<String>> {
    let Some((first, rest)) = path.split_first() else { return Some(at) };
    if first == "super" {
        return descend(modules, at.split_last()?.1.to_vec(), rest, depth);
    }
    let module = modules.get(&at)?;
    let mut child = at.clone();
    child.push(first.clone());
    if modules.contains_key(&child) {
        return descend(modules, child, rest, depth);
    }
    if module.defines.contains(first) {
        return Some(at);
    }
    if let Some(import) = module.imports.get(first) {
        let mut whole = import.clone();
        whole.extend_from_slice(rest);
        return resolve(modules, &at, &whole, depth + 1);
    }
    module.globs.iter().find_map(|glob| {
        let target = resolve(modules, &at, glob, depth + 1)?;
        modules.get(&target)?.defines.contains(first).then_some(target)
    })
}

/// For each file the files that it imports.
fn imports_by_file(modules: &Modules) -> BTreeMap<&Path, BTreeSet<&Path>> {
    let mut graph: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for (from, module) in modules {
        let targets = graph.entry(&module.file).or_default();
        for path in &module.paths {
            if let Some(target) = resolve(modules, from, path, 0).and_then(|target| modules.get(&target)) {
                let file: &Path = &target.file;
                if file != module.file {
                    targets.insert(file);
                }
            }
        }
    }
    graph
}

/// The files that can be reached from a file through imports.
fn reachable<'g>(graph: &BTreeMap<&'g Path, BTreeSet<&'g Path>>, from: &'g Path) -> BTreeSet<&'g Path> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Path> = graph[from].iter().copied().collect();
    while let Some(file) = open.pop() {
        if found.insert(file) {
            open.extend(graph[file].iter().copied());
        }
    }
    found
}

#[test]
fn imports_form_no_cycle() {
    let mut cycles = String::new();
    for name in CRATES {
        let modules = modules_of(name);
        let graph = imports_by_file(&modules);
        let reach: BTreeMap<&Path, BTreeSet<&Path>> =
            graph.keys().map(|file| (*file, reachable(&graph, file))).collect();
        let root = workspace();
        let short = |file: &Path| file.strip_prefix(&root).unwrap_or(file).display().to_string();
        for (file, targets) in &graph {
            for target in targets.iter().filter(|target| reach[*target].contains(file)) {
                cycles += &format!("{} -> {}\n", short(file), short(target));
            }
        }
    }
    assert!(cycles.is_empty(), "imports that close a cycle:\n{cycles}");
}

#[test]
fn outside_crates_are_named_in_one_place() {
    let mut wrong = String::new();
    for name in CRATES {
        let library = name != "icip-cli";
        for (at, module) in &modules_of(name) {
            for path in &module.paths {
                let named = RESERVED.iter().find(|(what, _)| path.first().is_some_and(|first| first == what));
                if let Some((what, who)) = named {
                    let modules = who.iter().find(|(of, _)| *of == name).map(|(_, modules)| *modules);
                    let may = modules.is_some_and(|modules| {
                        modules.is_empty()
                            || at.first().is_some_and(|first| modules.contains(&first.as_str()))
                    });
                    if !may {
                        wrong += &format!("{} names `{what}`\n", module.file.display());
                    }
                }
                let written = path.join("::");
                let names = |no: &&str| written == **no || written.starts_with(&format!("{no}::"));
                if FORBIDDEN_EVERYWHERE.iter().any(names) {
                    wrong += &format!("{} names `{written}`\n", module.file.display());
                }
                if library
                    && !(name == "icip-frame"
                        && (written.starts_with("std::fs")
                            || written.starts_with("std::path")
                            // The name of the thread tells those of polars from others, and there is one per processor.
                            || written == "std::thread::current"
                            || written == "std::thread::available_parallelism"))
                    && FORBIDDEN_IN_LIBRARIES.iter().any(names)
                {
                    wrong += &format!("{} names `{written}`\n", module.file.display());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Methods of paths that ask the file system. The program asks through its module `system`, so that a test can let any
/// single request fail.
const LOOKS: [&str; 9] = [
    ".exists()",
    ".try_exists()",
    ".is_file()",
    ".is_dir()",
    ".is_symlink()",
    ".metadata()",
    ".symlink_metadata()",
    ".canonicalize()",
    ".read_dir()",
];

#[test]
fn the_program_looks_at_paths_through_its_system() {
    let modules = modules_of("icip-cli");
    let outside = |at: &[String]| at.first().is_none_or(|first| first != "system");
    let mut wrong = String::new();
    for (_, module) in modules.iter().filter(|(at, _)| outside(at)) {
        let text = std::fs::read_to_string(&module.file).expect("a file of the repository");
        for look in LOOKS.iter().filter(|look| text.contains(**look)) {
            wrong += &format!("{} calls `{look}`\n", module.file.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(modules.iter().any(|(at, _)| !outside(at)), "the module is there");
}

/// The part of `robustness` that varies a framework; all other modules below it are pure.
const VARIES: &str = "vary";

#[test]
fn the_pure_part_of_robustness_works_on_numbers_alone() {
    let modules = modules_of("icip");
    let inside = |module: &[String]| module.first().is_some_and(|first| first == "robustness");
    let varies = |module: &[String]| module.get(1).is_some_and(|second| second == VARIES);
    let pure: Vec<_> = modules.iter().filter(|(at, _)| inside(at) && at.len() > 1 && !varies(at)).collect();
    assert!(pure.len() > 20, "the modules are read");
    let mut wrong = String::new();
    for (from, module) in pure {
        for path in &module.paths {
            let leaves = resolve(&modules, from, path, 0).is_some_and(|target| {
                match target.first().and_then(|first| first.strip_prefix(OUTSIDE)) {
                    // Columns and panels are of another crate.
                    Some(outside) => outside == "icip_table",
                    None => !inside(&target) || varies(&target),
                }
            });
            if leaves {
                wrong += &format!("{} names `{}`\n", module.file.display(), path.join("::"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_cycle_would_be_found() {
    // Two modules that name each other through a re-export of their parent.
    let mut modules = Modules::new();
    let source = |text: &str| syn::parse_str::<syn::File>(text).expect("it is Rust").items;
    let folder = Path::new("src");
    items(
        &source("use super::B; pub struct A(B);"),
        Path::new("a.rs"),
        folder,
        vec!["a".into()],
        &mut modules,
    );
    items(
        &source("use crate::a; pub struct B; fn f(_: a::A) {}"),
        Path::new("b.rs"),
        folder,
        vec!["b".into()],
        &mut modules,
    );
    items(&source("pub use b::B;"), Path::new("lib.rs"), folder, Vec::new(), &mut modules);
    let graph = imports_by_file(&modules);
    assert!(reachable(&graph, Path::new("a.rs")).contains(Path::new("a.rs")));
    assert!(!reachable(&graph, Path::new("a.rs")).contains(Path::new("lib.rs")));
}

#[test]
fn a_path_through_a_re_export_leads_out_of_the_crate() {
    let mut modules = Modules::new();
    let source = |text: &str| syn::parse_str::<syn::File>(text).expect("it is Rust").items;
    items(
        &source("pub use icip_table::data; pub mod pure { fn f(x: &crate::data::Panel) {} }"),
        Path::new("lib.rs"),
        Path::new("src"),
        Vec::new(),
        &mut modules,
    );
    let path: Vec<String> = ["crate", "data", "Panel"].map(String::from).into();
    assert_eq!(resolve(&modules, &["pure".into()], &path, 0), Some(vec![format!("{OUTSIDE}icip_table")]));
}

#[test]
fn every_dependency_is_explained() {
    let text =
        |file: &str| std::fs::read_to_string(workspace().join(file)).expect("a file of the repository");
    // The Python package is a workspace of its own.
    let manifests = [
        (text("Cargo.toml"), "[workspace.dependencies]"),
        (text("crates/icip-py/Cargo.toml"), "[dependencies]"),
    ];
    let declared: BTreeSet<&str> = manifests
        .iter()
        .flat_map(|(manifest, heading)| {
            manifest
                .lines()
                .skip_while(move |line| line != heading)
                .skip(1)
                .take_while(|line| !line.starts_with('['))
                .filter_map(|line| line.split(['=', '.']).next().map(str::trim))
                .filter(|name| !name.is_empty() && !name.starts_with('#') && !name.starts_with("icip"))
        })
        .collect();
    let chapter = text("ARCHITECTURE.md");
    let explained: BTreeSet<&str> = chapter
        .lines()
        .skip_while(|line| *line != "## Dependencies")
        .skip(1)
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .filter(|cell| *cell != "crate")
        .flat_map(|cell| cell.split(", "))
        .collect();
    assert!(declared.len() > 20, "the manifest is read");
    assert_eq!(declared, explained);
}
