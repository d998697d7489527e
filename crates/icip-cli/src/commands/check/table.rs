//! What `icip check` finds, as a table: for a spreadsheet, or so that each entity can be sent its own.

use std::path::Path;

use icip::problem::{Language, Problem, message};
use icip::report::{markdown_message, markdown_text, problems_csv};

use crate::args::Format;
use crate::fail::Fail;
use crate::results;
use crate::run_record::json;
use crate::streams::Io;

/// The files of `icip check -o`.
pub(super) const FILES: [&str; 2] = ["problems.csv", "problems.json"];

/// Prints the table in a format; as a report it is printed already.
pub(super) fn print(found: &[Problem], format: Format, io: &mut Io<'_>) -> Result<(), Fail> {
    match format {
        Format::Table => {}
        Format::Csv => write!(io.out, "{}", problems_csv(found))?,
        Format::Json => writeln!(io.out, "{}", json(&found)?)?,
        Format::Markdown => markdown(found, io)?,
    }
    Ok(())
}

/// Writes the table into a folder.
pub(super) fn write(found: &[Problem], dir: &Path, io: &mut Io<'_>) -> Result<(), Fail> {
    let texts = [problems_csv(found), json(&found)?];
    let files: Vec<(&str, &str)> = FILES.into_iter().zip(texts.iter().map(String::as_str)).collect();
    results::write_all(dir, &files, io)
}

fn markdown(found: &[Problem], io: &mut Io<'_>) -> Result<(), Fail> {
    let header = [
        message!("heading-severity"),
        message!("heading-code"),
        message!("heading-entity"),
        message!("heading-field"),
        message!("heading-place"),
        message!("heading-found"),
        message!("heading-hint"),
    ];
    writeln!(io.out, "| {} |", header.map(|name| markdown_message(&name, Language::shown())).join(" | "))?;
    writeln!(io.out, "|{}", "---|".repeat(7))?;
    for Problem { code, place, what, hint, .. } in found {
        let text = |part: &Option<String>| markdown_text(part.as_deref().unwrap_or_default());
        let line = match place.sheet_or_cell() {
            Some(cell) => format!(", {cell}"),
            None => place.line.map(|line| format!(":{line}")).unwrap_or_default(),
        };
        let at = place.file.as_deref().unwrap_or_default().to_owned() + &line;
        let row = [
            code.severity().word().to_owned(),
            code.to_string(),
            text(&place.entity),
            text(&place.field),
            markdown_text(&at),
            markdown_message(what, Language::shown()),
            hint.as_ref().map_or_else(String::new, |hint| markdown_message(hint, Language::shown())),
        ];
        writeln!(io.out, "| {} |", row.join(" | "))?;
    }
    Ok(())
}
