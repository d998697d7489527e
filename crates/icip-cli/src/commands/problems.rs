//! `icip problems`.

use icip::problem::{Code, Language, Message, Severity, message};
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
    /// The severity for people.
    #[serde(skip)]
    severity_word: String,
    meaning: String,
    example: String,
}

impl CodeDocument {
    fn new(code: Code, language: Language) -> Self {
        Self {
            code: code.word(),
            severity: code.severity().word(),
            severity_word: severity_word(code.severity()).text(language),
            meaning: code.meaning_in(language),
            example: code.example_in(language),
        }
    }

    fn cells(&self) -> [&str; 4] {
        [self.code, self.severity, &self.meaning, &self.example]
    }
}

/// The names of the columns, which are the keys of the JSON objects too.
const HEADER: [&str; 4] = ["code", "severity", "meaning", "example"];

pub(crate) fn problems(args: &Problems, io: &mut Io<'_>) -> Result<(), Fail> {
    // The choices of the option are the languages that there are.
    let language = Language::of_tag(&args.lang).unwrap_or(Language::ENGLISH);
    let codes: Vec<Code> = match args.codes.as_slice() {
        [] => Code::ALL.to_vec(),
        words => words.iter().map(|word| by_word(word)).collect::<Result<_, _>>()?,
    };
    let documents: Vec<CodeDocument> =
        codes.into_iter().map(|code| CodeDocument::new(code, language)).collect();
    match args.format {
        Format::Json => write!(io.out, "{}", json(&documents)?)?,
        Format::Csv => delimited(&documents, io)?,
        Format::Markdown => markdown(&documents, io)?,
        Format::Table if args.codes.is_empty() => list(&documents, language, io)?,
        Format::Table => full(&documents, language, io)?,
    }
    Ok(())
}

fn severity_word(severity: Severity) -> Message {
    match severity {
        Severity::Note => message!("severity-word-note"),
        Severity::Warning => message!("severity-word-warning"),
        _ => message!("severity-word-error"),
    }
}

fn by_word(word: &str) -> Result<Code, Fail> {
    Code::ALL.iter().copied().find(|code| code.word() == word).ok_or_else(|| {
        let hint = near(word, Code::ALL.iter().map(|code| code.word()));
        Fail::usage(message!("unknown-code", word), hint.unwrap_or_else(|| message!("unknown-code-hint")))
    })
}

/// One line per code, without its example: a terminal has no room for it.
fn list(documents: &[CodeDocument], language: Language, io: &mut Io<'_>) -> Result<(), Fail> {
    let header = [message!("heading-code"), message!("heading-severity"), message!("heading-meaning")];
    let header = header.map(|heading| left(heading.text(language)));
    let row =
        |code: &CodeDocument| vec![code.code.to_owned(), code.severity_word.clone(), code.meaning.clone()];
    let rows = documents.iter().map(row);
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    writeln!(io.out, "\n{}", message!("problems-legend").text(language))?;
    Ok(())
}

/// The codes one by one, each with its example.
fn full(documents: &[CodeDocument], language: Language, io: &mut Io<'_>) -> Result<(), Fail> {
    for (position, document) in documents.iter().enumerate() {
        let CodeDocument { code, severity_word, meaning, example, .. } = document;
        let gap = if position == 0 { "" } else { "\n" };
        let example = message!("problems-example", example).text(language);
        writeln!(io.out, "{gap}{code} ({severity_word})\n  {meaning}\n  {example}")?;
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
