//! The parts of a workbook as text, and what a reader would change in it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The part of a sheet, counted from 1.
pub(crate) fn sheet(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// A part as text.
pub(crate) fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

/// The names of all parts.
pub(crate) fn names(workbook: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// The workbook with changed parts.
pub(crate) fn edited(workbook: &[u8], edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        written.start_file(&name, SimpleFileOptions::default()).expect("memory");
        written.write_all(edit(&name, text).as_bytes()).expect("memory");
    }
    written.finish().expect("memory").into_inner()
}

/// The text of a sheet with other numbers in cells, which are named as in `E7`.
pub(crate) fn with_numbers(mut text: String, numbers: &BTreeMap<String, f64>) -> String {
    for (cell, number) in numbers {
        let from = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
        let begin = from + text[from..].find("<v>").expect("a value") + 3;
        let end = begin + text[begin..].find("</v>").expect("an end");
        text.replace_range(begin..end, &number.to_string());
    }
    text
}

/// The text of a sheet whose formulas have forgotten their results: whoever does not compute reads 777.
pub(crate) fn without_results(text: &str) -> String {
    let mut parts = text.split("</f><v>");
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = &part[part.find("</v>").expect("an end")..];
        all += "</f><v>777";
        all += rest;
    }
    all
}

/// The cells that a reader may change, of which each has a rule of its own.
pub(crate) fn inputs(text: &str) -> Vec<String> {
    let rules = text.split("<dataValidation ").skip(1);
    let cells = rules.filter_map(|rule| rule.split("sqref=\"").nth(1)?.split('"').next());
    cells.flat_map(|cells| cells.split(' ')).map(str::to_owned).collect()
}
