//! A table of texts with its header.

use std::collections::{BTreeMap, BTreeSet};

use super::origin::Origin;
use icip_problem::{Code, Place, Problem, Report, did_you_mean, message};
use icip_table::io::{Records, find_delimiter, normal_form};

/// A text with the name that problems show for it.
pub type NamedText<'a> = (&'a str, &'a str);

/// A table of texts with its header. Names and cells are in normal form, as every reader compares them.
pub(super) struct Sheet {
    pub(super) header: Vec<String>,
    names: BTreeSet<String>,
    /// The columns whose cells are kept, by name, as positions in a row; of a name that stands twice, the first.
    kept: BTreeMap<String, usize>,
    /// Where each row comes from, and its cells.
    rows: Vec<(Origin, Vec<String>)>,
    pub(super) place: Place,
}

impl Sheet {
    /// Reads a table, and keeps the cells of the columns that are wanted.
    pub(super) fn read(
        (name, text): NamedText<'_>,
        key: &str,
        wanted: impl Fn(&str) -> bool,
        report: &mut Report,
    ) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (records, open_quote) = Records::parse(text, find_delimiter(text, key), usize::MAX);
        let place = Place::file(name);
        if let Some(quote) = open_quote {
            report.problem(quote.problem(&place));
            return None;
        }
        let Some(first) = (0..records.len()).find(|row| !records.is_blank(*row)) else {
            report.problem(Problem::new(Code::EmptyFile, place, message!("empty-file-no-table")));
            return None;
        };
        let header: Vec<String> = records.cells(first).map(|name| normal_form(name).into_owned()).collect();
        let place = place.line(records.line(first));
        if !header.iter().any(|name| name == key) {
            let what = message!("missing-column-coinr", column = key);
            let hint = did_you_mean(key, header.iter().map(String::as_str));
            report.problem(Problem::new(Code::MissingColumn, place, what).hint(hint));
            return None;
        }
        let (mut kept, mut positions) = (BTreeMap::new(), Vec::new());
        for (position, name) in header.iter().enumerate().filter(|(_, name)| wanted(name)) {
            kept.entry(name.clone()).or_insert_with(|| {
                positions.push(position);
                positions.len() - 1
            });
        }
        let cell = |row, column: &usize| normal_form(records.cell(row, *column)).into_owned();
        let cells = |row| positions.iter().map(|column| cell(row, column)).collect();
        let rows = (first + 1..records.len()).filter(|row| !records.is_blank(*row));
        let rows = rows.map(|row| (Origin::Line(records.line(row)), cells(row))).collect();
        let names = header.iter().cloned().collect();
        Some(Self { header, names, kept, rows, place })
    }

    /// A table of texts of a file, each row from where it says.
    pub(super) fn of_rows(file: &str, header: Vec<String>, rows: Vec<(Origin, Vec<String>)>) -> Self {
        let kept = header.iter().enumerate().map(|(position, name)| (name.clone(), position)).collect();
        let names = header.iter().cloned().collect();
        Self { header, names, kept, rows, place: Place::file(file) }
    }

    pub(super) fn has_column(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        0..self.rows.len()
    }

    /// A cell of a column that is kept; nothing where it is empty, `NA`, or where there is no such column.
    pub(super) fn cell(&self, row: usize, name: &str) -> Option<&str> {
        let cell = self.rows[row].1[*self.kept.get(name)?].as_str();
        (!cell.is_empty() && cell != "NA").then_some(cell)
    }

    /// Different texts of a column.
    pub(super) fn distinct(&self, name: &str) -> usize {
        self.rows().filter_map(|row| self.cell(row, name)).collect::<BTreeSet<_>>().len()
    }

    /// The line of a row in the file, or its row in a sheet.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows[row].0.line()
    }

    /// The place of a row.
    pub(super) fn place_of_row(&self, row: usize) -> Place {
        self.rows[row].0.place_of_row(&self.place)
    }

    /// The place of a cell.
    pub(super) fn place_of(&self, row: usize, column: &str) -> Place {
        self.rows[row].0.place(&self.place, column)
    }
}
