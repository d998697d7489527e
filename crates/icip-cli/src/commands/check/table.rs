//! What `icip check` finds, as a table: for a spreadsheet, or so that each entity can be sent its own.

use std::path::Path;

use icip::problem::{Problem, message};
use icip::report::{ProblemDocument, markdown_cell, problems_csv};

use crate::args::Format;
use crate::fail::Fail;
use crate::output;
use crate::run_record::json;
use crate::streams::Io;

/// The files of `icip check -o`.
pub(super) const FILES: [&str; 2] = ["problems.csv", "problems.json"];

/// Prints the table in a format; as a report it is printed already.
pub(super) fn print(found: &[Problem], format: Format, io: &mut Io<'_>) -> Result<(), Fail> {
    let documents = documents(found);
    match format {
        Format::Table => {}
        Format::Csv => write!(io.out, "{}", problems_csv(&documents))?,
        Format::Json => writeln!(io.out, "{}", json(&documents)?)?,
        Format::Markdown => markdown(&documents, io)?,
    }
    Ok(())
}

/// Writes the table into a folder.
pub(super) fn write(found: &[Problem], dir: &Path, io: &mut Io<'_>) -> Result<(), Fail> {
    let documents = documents(found);
    let texts = [problems_csv(&documents), json(&documents)?];
    let files: Vec<(&str, &str)> = FILES.into_iter().zip(texts.iter().map(String::as_str)).collect();
    output::write_all(dir, &files, io)
}

fn documents(found: &[Problem]) -> Vec<ProblemDocument> {
    found.iter().map(ProblemDocument::from).collect()
}

fn markdown(documents: &[ProblemDocument], io: &mut Io<'_>) -> Result<(), Fail> {
    let header = [
        message!("heading-severity"),
        message!("heading-code"),
        message!("heading-entity"),
        message!("heading-field"),
        message!("heading-place"),
        message!("heading-found"),
        message!("heading-hint"),
    ];
    let cells = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| markdown_cell(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(io.out, "{}", cells(&header.map(|name| name.to_string())))?;
    writeln!(io.out, "|{}", "---|".repeat(7))?;
    for found in documents {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
        let place = text(&found.file) + &line;
        let row = [
            found.severity.clone(),
            found.code.clone(),
            text(&found.entity),
            text(&found.field),
            place,
            found.what.clone(),
            text(&found.hint),
        ];
        writeln!(io.out, "{}", cells(&row))?;
    }
    Ok(())
}
