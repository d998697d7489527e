//! The same table as text and as a sheet of a workbook with the same cells: the same panel, the same rows left out, and the
//! same findings in the same rows.

use super::against_reference::{file, options};
use crate::data::Entity;
use crate::io::records::Records;
use crate::io::testing::Random;
use crate::io::{
    Excluded, ReadOptions, Sheet, SheetCell, Table, TypedTable, decode_text, read_csv, read_sheet,
};
use icip_problem::{Code, Place, Problem, Problems, Warned};

/// What only a text can have, and what is counted by lines of separators.
const OF_TEXTS: [Code; 4] = [Code::AssumedEncoding, Code::BlankRows, Code::TrailingFields, Code::HeaderRows];

/// A sheet with the cells of some records, each in the row of its line.
fn sheet_of(records: &Records) -> Sheet {
    let mut sheet = Sheet::new("s");
    for row in 0..records.len() {
        for (column, cell) in records.cells(row).enumerate() {
            let line = u32::try_from(records.line(row)).expect("a short text");
            let column = u32::try_from(column).expect("a narrow text");
            assert!(sheet.put(line - 1, column, SheetCell::Text(cell)), "records are in order");
        }
    }
    sheet
}

/// Findings without their file and without hints, which name separators.
fn told(problems: &[Problem]) -> Vec<String> {
    let known = problems.iter().filter(|problem| !OF_TEXTS.contains(&problem.code));
    let mut told: Vec<String> = known
        .map(|problem| {
            let Place { line, field, entity, .. } = &problem.place;
            format!("{} {line:?} {field:?} {entity:?} {}", problem.code, problem.what)
        })
        .collect();
    told.sort();
    told
}

fn described(
    entities: &[Entity],
    columns: &[Vec<Option<f64>>],
    excluded: &[Excluded],
    unread: &[String],
    warnings: &[Problem],
) -> String {
    format!("{entities:?}\n{columns:?}\n{excluded:?}\n{unread:?}\n{:#?}", told(warnings))
}

fn columns(panel: &crate::data::Panel) -> Vec<Vec<Option<f64>>> {
    let names = panel.schema().columns().to_vec();
    names.iter().map(|name| panel.column(name).expect("it is there").cells().collect()).collect()
}

fn of_text(read: Result<Warned<Table>, Problems>) -> Result<String, Problems> {
    let Warned { value: table, warnings } = read?;
    let Table { panel, excluded, unread, .. } = &table;
    Ok(described(panel.entities(), &columns(panel), excluded, unread, &warnings))
}

fn of_sheet(read: Result<Warned<TypedTable>, Problems>) -> Result<String, Problems> {
    let Warned { value: table, warnings } = read?;
    let TypedTable { panel, excluded, unread, .. } = &table;
    Ok(described(panel.entities(), &columns(panel), excluded, unread, &warnings))
}

#[test]
fn a_sheet_is_read_as_the_text_of_its_cells() {
    let mut random = Random::new(15);
    let (mut valid, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let (bytes, mut options) = (file(&mut random), options(&mut random));
        let Ok(text) = decode_text(&bytes, "f").map(|text| text.value) else { continue };
        options.encoding = None;
        // The separator is that of the header, so that both have the same cells.
        let separator = [';', ',', '\t'].into_iter().find(|c| text.contains(&format!("code{c}")));
        let Some(separator) = separator.filter(|_| !text.contains(['\r', '\u{200B}'])) else { continue };
        let (records, open) = Records::parse(&text, separator as u8, usize::MAX);
        // A sheet has no quotes, no line ends inside a line, and no rows of other widths.
        if open.is_some() || text.contains("\"two\n") || text.contains('\0') {
            continue;
        }
        // A text with records of other widths has rows that are ragged, which those of a sheet are not.
        let width = (0..records.len()).map(|row| records.width(row)).max().unwrap_or_default();
        let of_titles = |row: usize| records.cell(row, 0) == "A report";
        if (0..records.len()).any(|row| records.width(row) != width && !of_titles(row)) {
            continue;
        }
        options.delimiter = Some(separator);
        compare(&text, &records, &options, (&mut valid, &mut refused));
    }
    assert!(valid > 100 && refused > 300, "{valid} valid, {refused} refused");
}

fn compare(text: &str, records: &Records, options: &ReadOptions, (valid, refused): (&mut usize, &mut usize)) {
    let as_text = of_text(read_csv(text.as_bytes(), "f", options));
    let as_sheet = of_sheet(read_sheet(sheet_of(records), "f", options));
    match (as_text, as_sheet) {
        (Ok(text_says), Ok(sheet_says)) => {
            assert_eq!(text_says, sheet_says, "{options:?}\n{text}");
            *valid += 1;
        }
        (Err(problems), _) if problems.iter().any(|problem| problem.code == Code::RaggedRow) => {}
        (Err(of_text), Err(of_sheet)) => {
            let all = |problems: &Problems| told(&problems.iter().cloned().collect::<Vec<_>>());
            assert_eq!(all(&of_text), all(&of_sheet), "{options:?}\n{text}");
            *refused += 1;
        }
        (of_text, of_sheet) => panic!("{of_text:?}\n{of_sheet:?}\n{options:?}\n{text}"),
    }
}
