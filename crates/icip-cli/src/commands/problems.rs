//! `icip problems`.

use icip::problem::{Code, message};
use serde::Serialize;

use crate::args::{Format, Problems};
use crate::fail::Fail;
use crate::lookup::near;
use crate::run_record::json;
use crate::streams::Io;
use crate::table::{left, render};

/// A code as it is printed.
#[derive(Debug, Serialize)]
struct CodeDocument {
    code: &'static str,
    severity: &'static str,
    meaning: String,
    example: String,
}

impl CodeDocument {
    fn new(code: Code) -> Self {
        Self {
            code: code.word(),
            severity: code.severity().word(),
            meaning: code.meaning(),
            example: code.example(),
        }
    }

    fn cells(&self) -> [&str; 4] {
        [self.code, self.severity, &self.meaning, &self.example]
    }
}

/// The names of the columns, which are the keys of the JSON objects too.
const HEADER: [&str; 4] = ["code", "severity", "meaning", "example"];

pub(crate) fn problems(args: &Problems, io: &mut Io<'_>) -> Result<(), Fail> {
    let codes: Vec<Code> = match args.codes.as_slice() {
        [] => Code::ALL.to_vec(),
        words => words.iter().map(|word| by_word(word)).collect::<Result<_, _>>()?,
    };
    let documents: Vec<CodeDocument> = codes.into_iter().map(CodeDocument::new).collect();
    match args.format {
        Format::Json => write!(io.out, "{}", json(&documents)?)?,
        Format::Csv => delimited(&documents, io)?,
        Format::Markdown => markdown(&documents, io)?,
        Format::Table if args.codes.is_empty() => list(&documents, io)?,
        Format::Table => full(&documents, io)?,
    }
    Ok(())
}

fn by_word(word: &str) -> Result<Code, Fail> {
    Code::ALL.iter().copied().find(|code| code.word() == word).ok_or_else(|| {
        let hint = near(word, Code::ALL.iter().map(|code| code.word()));
        Fail::usage(message!("unknown-code", word), hint.unwrap_or_else(|| message!("unknown-code-hint")))
    })
}

/// One line per code, without its example: a terminal has no room for it.
fn list(documents: &[CodeDocument], io: &mut Io<'_>) -> Result<(), Fail> {
    let header = [
        left(message!("heading-code")),
        left(message!("heading-severity")),
        left(message!("heading-meaning")),
    ];
    let rows = documents.iter().map(|code| code.cells()[..3].iter().map(|&cell| cell.to_owned()).collect());
    write!(io.out, "{}", render(&header, rows.collect(), io.out_terminal))?;
    writeln!(io.out, "\n{}", message!("problems-legend"))?;
    Ok(())
}

/// The codes one by one, each with its example.
fn full(documents: &[CodeDocument], io: &mut Io<'_>) -> Result<(), Fail> {
    for (position, CodeDocument { code, severity, meaning, example }) in documents.iter().enumerate() {
        let gap = if position == 0 { "" } else { "\n" };
        let example = message!("problems-example", example);
        writeln!(io.out, "{gap}{code} ({severity})\n  {meaning}\n  {example}")?;
    }
    Ok(())
}

fn delimited(documents: &[CodeDocument], io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(io.out, "{}", HEADER.join(","))?;
    for document in documents {
        let cells = document.cells().map(quoted_where_needed);
        writeln!(io.out, "{}", cells.join(","))?;
    }
    Ok(())
}

/// A cell of CSV after RFC 4180.
fn quoted_where_needed(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn markdown(documents: &[CodeDocument], io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(io.out, "| {} |\n|---|---|---|---|", HEADER.join(" | "))?;
    for document in documents {
        let [code, severity, meaning, example] = document.cells().map(|text| text.replace('|', "\\|"));
        writeln!(io.out, "| `{code}` | {severity} | {meaning} | {example} |")?;
    }
    Ok(())
}
