//! From the text of `structure.csv` to the rows of the tree. It must not know what the rules mean.

mod columns;
mod complete;
mod decimals;
mod repeated;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use icip_problem::{Code, Place, Problem, Report, SheetPlace, message};
use icip_table::io::{Records, find_delimiter, unguarded};

use super::node_keys::node;
use super::spec::NodeSpec;
use crate::text::{FieldDoc, Fields, Item, TomlTable, Value, parse_cell};
use columns::{keys, known_header, parameters};
use complete::Completing;
pub(super) use complete::Wider;
use decimals::Decimals;

/// Columns of `structure.csv` whose cells are plain text; all others are rules or numbers.
const TEXT_COLUMNS: [&str; 9] =
    ["code", "parent", "level", "name_es", "name_en", "column", "note", "note_es", "note_en"];

/// A structure table whose header is known.
pub(super) struct Sheet {
    place: Place,
    records: Records,
    separator: u8,
    /// The keys that a row may have.
    keys: Vec<FieldDoc>,
    header: Vec<String>,
    /// Whether a column is reported, and its cells are not read.
    unknown: Vec<bool>,
    /// The records below the header.
    rows: Vec<usize>,
}

impl Sheet {
    /// Reads the header; nothing when rows cannot be read.
    pub(super) fn parse(
        (file, sheet): (&str, Option<&str>),
        text: &str,
        report: &mut Report,
    ) -> Option<Self> {
        let mut place = Place::file(file);
        // Spreadsheets write a byte order mark, which is no part of the first header.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let separator = find_delimiter(text, "code");
        let (records, open_quote) = Records::parse(text, separator, usize::MAX);
        if let Some(quote) = open_quote {
            report.problem(quote.problem(&place));
        }
        let mut rows = (0..records.len()).filter(|row| !records.is_blank(*row));
        // Excel reads the separator from a first line such as `sep=;`.
        let names_separator =
            |row: &usize| records.cells(*row).next().is_some_and(|cell| cell.starts_with("sep="));
        let Some(first) = rows.find(|row| !names_separator(row)) else {
            report.problem(Problem::new(Code::NoTree, place, message!("empty-file-no-table")));
            return None;
        };
        let rows = rows.collect();
        let mut header: Vec<String> = records.cells(first).map(str::to_owned).collect();
        // Spreadsheets export empty columns on the right with the others.
        header.truncate(header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
        if let Some(sheet) = sheet {
            place = place.sheet(Arc::new(SheetPlace::new(sheet, header.iter().cloned().zip(0..))));
        }
        let keys = keys();
        let unknown = known_header(&header, &keys, &place.line(records.line(first)), report)?;
        Some(Self { place, records, separator, keys, header, unknown, rows })
    }

    /// The rules of levels and of the defaults that columns of this table may complete. Those that are not complete
    /// without the columns are taken out of the table, because they are read row by row.
    pub(super) fn wider(&self, toml: &mut TomlTable) -> Wider {
        Wider::take(toml, &self.keys, &parameters(&self.header))
    }

    /// Reads the rows: each becomes the same table as an entry of `[[nodes]]`.
    pub(super) fn nodes(&self, wider: Option<&Wider>, report: &mut Report) -> Vec<NodeSpec> {
        let mut of_rows = Report::default();
        let decimals = self.decimals(wider);
        let completing = Completing::new(wider, &self.keys);
        let mut nodes = Vec::new();
        for row in self.rows.iter().copied() {
            let place = self.place.line(self.records.line(row));
            self.width(row, &place, &mut of_rows);
            let table = self.cells(row, &place, &decimals, &completing, &mut of_rows);
            let mut fields = Fields::new(&table, place, &mut of_rows);
            nodes.push(node(&mut fields));
        }
        // One mistake in a rule of a level, or copied down a column, is one line.
        for problem in of_rows.into_problems().err().map(|all| repeated::joined(&all)).into_iter().flatten() {
            report.problem(problem);
        }
        nodes
    }

    fn decimals(&self, wider: Option<&Wider>) -> Decimals {
        let numbers = self.rows.iter().flat_map(|row| {
            let cells = self.header.iter().map(String::as_str).zip(self.records.cells(*row));
            cells.filter(|(name, _)| !TEXT_COLUMNS.contains(name)).map(|(_, cell)| cell)
        });
        Decimals::of(numbers, self.separator, wider.is_some_and(Wider::decimal_comma))
    }

    fn width(&self, row: usize, place: &Place, report: &mut Report) {
        let (width, columns) = (self.records.width(row), self.header.len());
        let empty_beyond = width > columns && self.records.cells(row).skip(columns).all(str::is_empty);
        if width != columns && !empty_beyond {
            let what = message!("ragged-row-structure", fields = width, columns);
            let hint = if width > columns {
                message!("ragged-row-structure-long-hint")
            } else {
                message!("ragged-row-structure-short-hint")
            };
            report.problem(Problem::new(Code::RaggedRow, place.clone(), what).hint(hint));
        }
    }

    /// The cells of a row as a table; empty cells are keys that are not there.
    fn cells(
        &self,
        row: usize,
        place: &Place,
        decimals: &Decimals,
        completing: &Completing<'_>,
        report: &mut Report,
    ) -> TomlTable {
        let mut entries = Vec::new();
        let mut parameters = Vec::new();
        for (column, name) in self.header.iter().map(String::as_str).enumerate() {
            let cell = unguarded(self.records.cell(row, column));
            let place = place.field(name);
            if column >= self.records.width(row) {
                entries.push((name.to_owned(), Item { value: Value::Refused, place }));
                continue;
            }
            if cell.is_empty() || self.unknown[column] {
                continue;
            }
            let item = if TEXT_COLUMNS.contains(&name) {
                Item { value: Value::Text(cell.to_owned()), place }
            } else {
                match decimals.with_point(cell) {
                    Ok(text) => parse_cell(&text, &place, report),
                    Err(unclear) => {
                        report.problem(unclear.at(&place));
                        Item { value: Value::Refused, place }
                    }
                }
            };
            match name.split_once('.') {
                Some((rule, parameter)) => parameters.push((rule, parameter, item)),
                None => entries.push((name.to_owned(), item)),
            }
        }
        // After all rules, because the column of a rule may stand to the right of that of its parameter.
        completing.complete(&mut entries, parameters, place, report);
        TomlTable { entries }
    }
}
