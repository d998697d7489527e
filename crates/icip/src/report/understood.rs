//! The table of data as it was understood: what the reader made of every cell that a framework reads.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::framework::Framework;
use crate::text::LineWriter;
use icip_table::data::{ColumnIx, Panel};
use icip_table::io::{ReadOptions, format_number};
use serde::{Serialize, Serializer};

/// A table of data as it was understood. The columns that say who the entities are have the names that the framework
/// declares, and the others those of the data.
#[derive(Debug)]
pub struct UnderstoodTable<'p> {
    panel: &'p Panel,
    read: ReadOptions,
}

/// A cell as it was understood.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum UnderstoodCell {
    /// There is no value.
    Absent,
    /// A number, with every digit.
    Number(f64),
    /// An answer in words.
    Answer(String),
}

/// A row as a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UnderstoodRow<'p> {
    /// The code of the entity.
    pub code: &'p str,
    /// Its name, where the data have names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'p str>,
    /// The period, where the data have periods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'p str>,
    /// The groups of the entity, by the names of their columns.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<&'p str, Option<&'p str>>,
    /// The cells of the other columns, by their names.
    pub values: BTreeMap<&'p str, UnderstoodCell>,
}

impl UnderstoodCell {
    /// The text of the cell in a table; empty where there is no value.
    pub fn text(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Number(number) => format_number(*number),
            Self::Answer(answer) => answer.clone(),
        }
    }
}

/// A number, a text, or null.
impl Serialize for UnderstoodCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Number(number) => number.serialize(serializer),
            Self::Answer(answer) => answer.serialize(serializer),
        }
    }
}

impl<'p> UnderstoodTable<'p> {
    /// The table of a panel that was read for a framework.
    ///
    /// ```
    /// use icip::{framework, io, report::UnderstoodTable};
    /// let framework = framework::builtin("hdi").ok_or("it does not ship")?;
    /// let text = b"iso3;year;le;eys;mys;gnipc\nCOL;2022;73,66;14,4;8,9;\n";
    /// let panel = io::read_csv(text, "data.csv", &framework.read_options())?.value.panel;
    /// let csv = UnderstoodTable::new(&framework, &panel).to_csv(0..panel.rows());
    /// assert_eq!(csv, "iso3,year,le,eys,mys,gnipc\nCOL,2022,73.66,14.4,8.9,\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(framework: &Framework, panel: &'p Panel) -> Self {
        Self { panel, read: framework.read_options() }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.panel.rows()
    }

    /// The names of the columns, and whether each holds numbers.
    pub fn columns(&self) -> Vec<(String, bool)> {
        let labels = self.panel.labels();
        // A code that was put together from several columns is in none of them.
        let code = if self.read.code_parts.is_empty() { self.read.code.as_str() } else { "code" };
        let name = labels.name.then(|| self.read.name.as_deref().unwrap_or("name"));
        let period = labels.period.then(|| self.read.period.as_deref().unwrap_or("period"));
        let keys = [Some(code), name, period].into_iter().flatten().map(str::to_owned);
        let texts = keys.chain(self.panel.groups().iter().cloned()).map(|name| (name, false));
        let values = self.positions().map(|at| self.panel.name_at(at).to_owned());
        texts.chain(values.map(|name| (name.clone(), self.answers(&name).is_none()))).collect()
    }

    /// The texts of a row, in the order of the columns.
    pub fn texts(&self, row: usize) -> Vec<String> {
        let UnderstoodRow { code, name, period, .. } = self.row(row);
        let labels = self.panel.labels();
        let optional = |has: bool, text: Option<&str>| has.then(|| text.unwrap_or_default().to_owned());
        let keys = [Some(code.to_owned()), optional(labels.name, name), optional(labels.period, period)];
        let groups = self.panel.entities()[row].groups.iter().map(|group| group.clone().unwrap_or_default());
        let values = self.positions().map(|at| self.cell(row, at).text());
        keys.into_iter().flatten().chain(groups).chain(values).collect()
    }

    /// A row as a document.
    pub fn row(&self, row: usize) -> UnderstoodRow<'p> {
        let entity = &self.panel.entities()[row];
        let groups = self.panel.groups().iter().zip(&entity.groups);
        UnderstoodRow {
            code: &entity.code,
            name: entity.name.as_deref(),
            period: entity.period.as_deref(),
            groups: groups.map(|(name, group)| (name.as_str(), group.as_deref())).collect(),
            values: self.positions().map(|at| (self.panel.name_at(at), self.cell(row, at))).collect(),
        }
    }

    /// Some rows as CSV, with the header before the first row of the table.
    pub fn to_csv(&self, rows: Range<usize>) -> String {
        let mut writer = LineWriter::default();
        if rows.start == 0 {
            writer.record(self.columns().iter().map(|(name, _)| name));
        }
        let labels = self.panel.labels();
        for row in rows {
            let entity = &self.panel.entities()[row];
            writer.text(&entity.code);
            let optional = [(labels.name, &entity.name), (labels.period, &entity.period)];
            let optional = optional.into_iter().filter(|(has, _)| *has).map(|(_, text)| text);
            optional.chain(&entity.groups).for_each(|text| writer.text(text.as_deref().unwrap_or_default()));
            for column in self.positions() {
                match self.cell(row, column) {
                    UnderstoodCell::Answer(answer) => writer.text(&answer),
                    UnderstoodCell::Number(number) => writer.number(Some(number)),
                    UnderstoodCell::Absent => writer.number(None),
                }
            }
            writer.end();
        }
        writer.into_text()
    }

    fn positions(&self) -> impl Iterator<Item = ColumnIx> + use<> {
        ColumnIx::first(self.panel.schema().columns().len())
    }

    fn cell(&self, row: usize, column: ColumnIx) -> UnderstoodCell {
        let Some(value) = self.panel.column_at(column).get(row) else { return UnderstoodCell::Absent };
        let answer = |answers: &Vec<String>| answers.get(value as usize).cloned();
        match self.answers(self.panel.name_at(column)).and_then(answer) {
            Some(answer) => UnderstoodCell::Answer(answer),
            None => UnderstoodCell::Number(value),
        }
    }

    /// The list of answers of a column whose cells are positions in it.
    fn answers(&self, column: &str) -> Option<&Vec<String>> {
        self.read.columns.get(column)?.tokens.as_ref()
    }
}
