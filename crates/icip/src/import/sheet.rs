//! A table of texts with its header.

use icip_problem::{Code, Place, Problem, Report, did_you_mean, message};
use icip_table::io::{Records, find_delimiter};

/// A text with the name that problems show for it.
pub type NamedText<'a> = (&'a str, &'a str);

/// A table of texts with its header.
pub(super) struct Sheet {
    records: Records,
    pub(super) header: Vec<String>,
    pub(super) place: Place,
}

impl Sheet {
    pub(super) fn read((name, text): NamedText<'_>, key: &str, report: &mut Report) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (records, _) = Records::parse(text, find_delimiter(text, key), usize::MAX);
        let place = Place::file(name);
        if records.len() == 0 {
            report.problem(Problem::new(Code::EmptyFile, place, message!("empty-file-no-table")));
            return None;
        }
        let header: Vec<String> = records.cells(0).map(str::to_owned).collect();
        let place = place.line(records.line(0));
        if !header.iter().any(|name| name == key) {
            let what = message!("missing-column-coinr", column = key);
            let hint = did_you_mean(key, header.iter().map(String::as_str));
            report.problem(Problem::new(Code::MissingColumn, place, what).hint(hint));
            return None;
        }
        Some(Self { records, header, place })
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.records.len()).filter(|row| !self.records.is_blank(*row))
    }

    /// A cell; nothing where it is empty, `NA`, or where there is no such column.
    pub(super) fn cell(&self, row: usize, name: &str) -> Option<&str> {
        let cell = self.records.cell(row, self.column(name)?);
        (!cell.is_empty() && cell != "NA").then_some(cell)
    }

    /// Different texts of a column.
    pub(super) fn distinct(&self, name: &str) -> usize {
        let mut cells: Vec<&str> = self.rows().filter_map(|row| self.cell(row, name)).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.len()
    }

    /// The line of a row in the file.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.records.line(row)
    }
}
