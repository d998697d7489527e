//! Frameworks by name and by path.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use icip::framework::{self, Files, Limits};
use icip::io::{ColumnOptions, ReadOptions, decode_text, limit_exceeded, sheet_text};
use icip::problem::{Place, Warned, message, quoted};

use super::file::InputFile;
use super::loaded::LoadedFramework;
use super::workbook::{self, Kind, Role, kind_of};
use crate::args::{InputOptions, limits};
use crate::fail::Fail;
use crate::lookup::near;
use crate::streams::Io;
use crate::system::{Found, System};
use crate::timings::Stage;

/// The framework when none is named.
pub(crate) const DEFAULT: &str = "icip-2018";

/// The framework that the options name.
pub(crate) fn chosen(options: &InputOptions, io: &Io<'_>) -> Result<LoadedFramework, Fail> {
    let _timed = io.timings.start(Stage::Framework);
    let system = &io.system;
    by_name(options.framework.as_deref().unwrap_or(DEFAULT), limits::of_frameworks(&options.limits), system)
}

/// A framework by the name of one that ships, or by the path of a folder or a file.
pub(crate) fn by_name(name: &str, limits: Limits, system: &System) -> Result<LoadedFramework, Fail> {
    // A name that ships wins over a folder of the same name, so that it means the same everywhere; `./NAME`
    // is the folder.
    if let Some(shipped) = framework::builtins().iter().find(|shipped| shipped.id == name) {
        let toml = InputText::of(&format!("{name}/framework.toml"), shipped.toml);
        let structure = InputText::of(&format!("{name}/structure.csv"), shipped.structure);
        return parse(&toml, Some(&structure), limits);
    }
    let path = Path::new(name);
    let Some(found) = system.find(path).map_err(Fail::reading(path))? else { return Err(unknown(name)) };
    let toml = if found == Found::Folder { path.join("framework.toml") } else { path.to_owned() };
    let Warned { value: toml_text, mut warnings } = read_text(&toml, limits, system)?;
    let mut structure = None;
    if !has_inline_tree(&toml_text.text)
        && let Some(path) = structure_of(&toml, system)?
    {
        let read = read_structure(&path, limits, system)?;
        warnings.extend(read.warnings);
        structure = Some(read.value);
    }
    let mut loaded = parse(&toml_text, structure.as_ref(), limits)?;
    warnings.append(&mut loaded.warnings);
    Ok(LoadedFramework { warnings, ..loaded })
}

/// A framework that ships, by its name.
pub(crate) fn shipped(name: &str) -> Result<&'static framework::Builtin, Fail> {
    framework::builtins().iter().find(|shipped| shipped.id == name).ok_or_else(|| unknown(name))
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

/// The structure table beside a framework: a CSV file, or a workbook.
fn structure_of(toml: &Path, system: &System) -> Result<Option<PathBuf>, Fail> {
    let names = ["csv", "xlsx", "xlsm", "xlsb", "xls", "ods"].map(|ending| format!("structure.{ending}"));
    let mut there = Vec::new();
    for name in names {
        let path = toml.with_file_name(&name);
        if system.look(&path).map_err(Fail::reading(&path))?.is_some() {
            there.push((name, path));
        }
    }
    if there.len() > 1 {
        let names = quoted(there.iter().map(|(name, _)| name.as_str()));
        return Err(Fail::Usage(message!("usage-two-structures", names)));
    }
    Ok(there.pop().map(|(_, path)| path))
}

/// A file of a framework: its name, its text and its bytes.
struct InputText {
    file: InputFile,
    text: String,
    /// The sheet of a workbook that the text is made of.
    sheet: Option<String>,
}

impl InputText {
    fn of(name: &str, text: &str) -> Self {
        Self { file: InputFile::new("", name, text.as_bytes()), text: text.to_owned(), sheet: None }
    }
}

fn parse(toml: &InputText, structure: Option<&InputText>, limits: Limits) -> Result<LoadedFramework, Fail> {
    let named = |role: &'static str, text: &InputText| InputFile { role, ..text.file.clone() };
    let mut files = vec![named("framework", toml)];
    files.extend(structure.map(|structure| named("structure", structure)));
    let mut texts = Files::new(&toml.file.name, &toml.text);
    texts.structure = structure.map(|structure| (structure.file.name.as_str(), structure.text.as_str()));
    texts.sheet = structure.and_then(|structure| structure.sheet.as_deref());
    texts.limits = limits;
    let Warned { value, warnings } = texts.read().map_err(Fail::Framework)?;
    Ok(LoadedFramework { framework: value, warnings, files })
}

/// The text of a file of a framework. Spreadsheets write structure.csv in Windows-1252, so that is read too.
fn read_text(path: &Path, limits: Limits, system: &System) -> Result<Warned<InputText>, Fail> {
    let (name, bytes) = read_bytes(path, limits, system)?;
    let Warned { value: text, warnings } = decode_text(&bytes, &name).map_err(Fail::Framework)?;
    let value = InputText { file: InputFile::new("", &name, &bytes), text, sheet: None };
    Ok(Warned { value, warnings })
}

/// The structure table, from CSV or from the sheet of a workbook that has its columns.
fn read_structure(path: &Path, limits: Limits, system: &System) -> Result<Warned<InputText>, Fail> {
    let (name, bytes) = read_bytes(path, limits, system)?;
    if !matches!(kind_of(&name, &bytes)?, Kind::Workbook(_)) {
        return read_text(path, limits, system);
    }
    // Columns by which the sheet is known among others.
    let columns = ["parent", "column", "weight", "name_es", "name_en"];
    let options = columns.into_iter().fold(ReadOptions::new("code"), |options, column| {
        options.with_column(column, ColumnOptions::default())
    });
    let read = workbook::read(Role::Other, &name, &bytes, &options, &mut |_| ()).map_err(Fail::Framework)?;
    let sheet = Some(read.sheet.name().to_owned());
    let text = sheet_text(read.sheet, &name, "code", options.limits).map_err(Fail::Framework)?;
    let value = InputText { file: InputFile::new("", &name, &bytes), text: text.value, sheet };
    Ok(Warned { value, warnings: read.notes.into_iter().chain(text.warnings).collect() })
}

/// The name of a file as it is shown, and its bytes.
fn read_bytes(path: &Path, limits: Limits, system: &System) -> Result<(String, Vec<u8>), Fail> {
    let bytes = system.read(path, limits.text).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => {
            let what = message!("limit-exceeded-text", limit = limits.text.to_string());
            Fail::Framework(limit_exceeded(Place::file(&path.display().to_string()), what, "text").into())
        }
        _ => Fail::reading(path)(error),
    })?;
    Ok((path.display().to_string(), bytes))
}
