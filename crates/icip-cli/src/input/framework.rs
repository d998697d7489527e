//! Frameworks by name and by path.

use std::io::ErrorKind;
use std::path::Path;

use icip::framework::{self, Files, Limits};
use icip::io::{decode_text, limit_exceeded};
use icip::problem::{Place, Warned, message, quoted};

use super::file::InputFile;
use super::loaded::LoadedFramework;
use crate::args::{InputOptions, limits};
use crate::fail::Fail;
use crate::lookup::near;
use crate::system::System;

/// The framework when none is named.
pub(crate) const DEFAULT: &str = "icip-2018";

/// The framework that the options name.
pub(crate) fn chosen(options: &InputOptions, system: &System) -> Result<LoadedFramework, Fail> {
    by_name(options.framework.as_deref().unwrap_or(DEFAULT), limits::of_frameworks(&options.limits), system)
}

/// A framework by the name of one that ships, or by the path of a folder or a file.
pub(crate) fn by_name(name: &str, limits: Limits, system: &System) -> Result<LoadedFramework, Fail> {
    // A name that ships wins over a folder of the same name, so that it means the same everywhere; `./NAME`
    // is the folder.
    if let Some(shipped) = framework::builtins().iter().find(|shipped| shipped.id == name) {
        let toml = format!("{name}/framework.toml");
        let structure = format!("{name}/structure.csv");
        return parse((&toml, shipped.toml), Some((&structure, shipped.structure)), limits);
    }
    let path = Path::new(name);
    if !path.exists() {
        return Err(unknown(name));
    }
    let toml = if path.is_dir() { path.join("framework.toml") } else { path.to_owned() };
    let structure = toml.with_file_name("structure.csv");
    let Warned { value: toml_text, mut warnings } = read_text(&toml, limits, system)?;
    let mut structure_text = None;
    if structure.exists() && !has_inline_tree(&toml_text) {
        let read = read_text(&structure, limits, system)?;
        warnings.extend(read.warnings);
        structure_text = Some(read.value);
    }
    let (toml, structure) = (toml.display().to_string(), structure.display().to_string());
    let texts = structure_text.as_deref().map(|text| (structure.as_str(), text));
    let mut loaded = parse((&toml, &toml_text), texts, limits)?;
    warnings.append(&mut loaded.warnings);
    Ok(LoadedFramework { warnings, ..loaded })
}

fn unknown(name: &str) -> Fail {
    let ids: Vec<&str> = framework::builtins().iter().map(|shipped| shipped.id).collect();
    let hint = near(name, ids.iter().copied())
        .unwrap_or_else(|| message!("unknown-framework-hint", names = quoted(ids.iter().copied())));
    Fail::usage(message!("unknown-framework", name), hint)
}

/// Whether the file carries its own tree. A file that does may lie beside the structure.csv of another
/// framework, which must then be left alone.
fn has_inline_tree(toml: &str) -> bool {
    toml.lines().any(|line| line.trim_start().starts_with("[[nodes]]"))
}

fn parse(
    toml: (&str, &str),
    structure: Option<(&str, &str)>,
    limits: Limits,
) -> Result<LoadedFramework, Fail> {
    let mut files = vec![InputFile::new("framework", toml.0, toml.1.as_bytes())];
    files.extend(structure.map(|(name, text)| InputFile::new("structure", name, text.as_bytes())));
    let mut texts = Files::new(toml.0, toml.1);
    (texts.structure, texts.limits) = (structure, limits);
    let Warned { value, warnings } = texts.read().map_err(Fail::Framework)?;
    Ok(LoadedFramework { framework: value, warnings, files })
}

/// The text of a file of a framework. Spreadsheets write structure.csv in Windows-1252, so that is read too.
fn read_text(path: &Path, limits: Limits, system: &System) -> Result<Warned<String>, Fail> {
    let bytes = system.read(path, limits.text).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => {
            let what = message!("limit-exceeded-text", limit = limits.text.to_string());
            Fail::Framework(limit_exceeded(Place::file(&path.display().to_string()), what, "text").into())
        }
        _ => Fail::reading(path)(error),
    })?;
    decode_text(&bytes, &path.display().to_string()).map_err(Fail::Framework)
}
