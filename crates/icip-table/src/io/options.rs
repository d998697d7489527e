//! What the reader must know of a table before it reads it. It must not know how a file is written; it says
//! only what was declared.

use std::collections::{BTreeMap, BTreeSet};

use icip_problem::Message;

use super::limits::Limits;
use super::normal::normal_form;
use super::sheet::Area;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decimal {
    /// `1234.5` or `1,234.5`.
    Point,
    /// `1234,5` or `1.234,5`.
    Comma,
}

impl Decimal {
    /// The mark itself.
    pub(crate) fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// How text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252, what Excel in Spanish writes by default.
    Windows1252,
    /// UTF-16 with a byte order mark, what Excel calls Unicode text.
    Utf16,
}

impl Encoding {
    /// Its name for people.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// What is asked of one column of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ColumnOptions {
    /// Marks that mean "no value" in this column, beside those of the table.
    pub missing: Vec<String>,
    /// How this column writes numbers, when that is declared.
    pub decimal: Option<Decimal>,
    /// The mark of thousands, when that is declared: a blank, an apostrophe, a point or a comma.
    pub thousands: Option<char>,
    /// Whether a percent sign may stand beside a number. It changes no value.
    pub percent: bool,
    /// What may stand after a number, such as the `e` of an estimate. It is left out.
    pub flags: Vec<String>,
    /// Texts that stand for a number, such as "no practice" for 0, while the other cells are numbers.
    pub values: BTreeMap<String, f64>,
    /// When given, cells are these texts and a cell's number is its position here.
    pub tokens: Option<Vec<String>>,
    /// Smallest and largest value allowed.
    pub range: (Option<f64>, Option<f64>),
}

/// Rows that are left out before anything is computed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Exclude {
    /// The column that decides.
    pub column: String,
    /// Leave the row out when the cell is one of these: compared as numbers when both are numbers.
    pub equals: Vec<String>,
    /// Why, for the trail.
    pub why: String,
}

impl Exclude {
    /// Leaves out the rows whose cell in the column is one of these texts, and why.
    pub fn new(column: impl Into<String>, equals: Vec<String>, why: impl Into<String>) -> Self {
        Self { column: column.into(), equals, why: why.into() }
    }
}

/// The period whose rows alone are shown, and whether rows of others matter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShownPeriod {
    /// The period.
    pub period: String,
    /// Why rows of other periods take part in what is shown; nothing where they do not. Then a bad cell of theirs is
    /// a note, and is read as empty.
    pub linked_by: Option<Message>,
}

impl ShownPeriod {
    /// Rows of other periods take no part.
    pub fn alone(period: impl Into<String>) -> Self {
        Self { period: period.into(), linked_by: None }
    }

    /// Rows of other periods take part, and why.
    #[must_use]
    pub fn linked_by(self, why: Option<Message>) -> Self {
        Self { linked_by: why, ..self }
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableLayout {
    /// An entity, or an entity in a period, with a column for each indicator.
    #[default]
    Wide,
    /// An observation: an entity, a period, an indicator and its value.
    Long,
    /// An entity and an indicator, with a column for each year.
    Years,
}

/// Where the parts of an observation stand. Columns that are not declared are looked for under the names that SDMX-CSV,
/// the OECD, Eurostat, the World Bank and the United Nations give them.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Observations {
    /// The column with the indicator, or the columns whose cells make its name together, joined by points.
    pub indicator: Vec<String>,
    /// The indicator of all rows, where no column says it.
    pub single: Option<String>,
    /// The column with the value.
    pub value: Option<String>,
    /// The column with the flag of the value.
    pub flag: Option<String>,
    /// The columns with the unit, which must be the same for all values of an indicator.
    pub unit: Vec<String>,
    /// Flags of values that are absent, and why they are.
    pub flags: Vec<(String, String)>,
    /// The rows that are read: those whose cells in these columns are among these texts.
    pub only: Vec<(String, Vec<String>)>,
}

/// How a table of entities is read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// What a row is.
    pub layout: TableLayout,
    /// Where the parts of an observation stand, in a layout that has them.
    pub observations: Observations,
    /// Column with the entity's code; always text.
    pub code: String,
    /// Further columns whose cells are joined to the code, such as that of the municipality after the department.
    pub code_parts: Vec<String>,
    /// Digits of the code, or of each part of it: codes of digits that lost their zeros in front get them back.
    pub width: Vec<u64>,
    /// Column with its name.
    pub name: Option<String>,
    /// Column with the period.
    pub period: Option<String>,
    /// Columns by which ranks are also taken.
    pub groups: Vec<String>,
    /// Marks that mean "no value" in every column.
    pub missing: Vec<String>,
    /// Field separator, any character but a quote and the ends of lines; found when not given.
    pub delimiter: Option<char>,
    /// Lines of the header, counted from 1, when it is not to be looked for. Names on several lines are joined.
    pub header: Vec<u64>,
    /// How numbers are written; found column by column when not given.
    pub decimal: Option<Decimal>,
    /// Encoding; found when not given.
    pub encoding: Option<Encoding>,
    /// How lines begin that are comments, and are left out.
    pub comment: Option<String>,
    /// How the first line below the table begins. It and everything below are left out.
    pub ends_before: Option<String>,
    /// Rows that are left out.
    pub exclude: Vec<Exclude>,
    /// The period whose rows alone are shown.
    pub shown: Option<ShownPeriod>,
    /// The columns of numbers that may be read, when the file has them. Others are left alone.
    pub columns: BTreeMap<String, ColumnOptions>,
    /// The sheet of a workbook, by its name or its number from 1; else it is found by the columns that are asked for.
    pub sheet: Option<String>,
    /// The cells of the sheet that hold the table; else all of them.
    pub area: Option<Area>,
    /// How much the table may hold.
    pub limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            layout: TableLayout::Wide,
            observations: Observations::default(),
            code: "code".into(),
            code_parts: Vec::new(),
            width: Vec::new(),
            name: None,
            period: None,
            groups: Vec::new(),
            missing: vec![String::new()],
            delimiter: None,
            header: Vec::new(),
            decimal: None,
            encoding: None,
            comment: None,
            ends_before: None,
            exclude: Vec::new(),
            shown: None,
            columns: BTreeMap::new(),
            sheet: None,
            area: None,
            limits: Limits::default(),
        }
    }
}

impl ReadOptions {
    /// Entities have their codes in this column; everything else is found, or as by default.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), ..Self::default() }
    }

    /// Asks for a column of numbers as well.
    #[must_use]
    pub fn with_column(mut self, name: impl Into<String>, options: ColumnOptions) -> Self {
        self.columns.insert(name.into(), options);
        self
    }

    /// Where the parts of an observation stand, where the rows are observations.
    pub(crate) fn observed(&self) -> Option<&Observations> {
        (self.layout != TableLayout::Wide).then_some(&self.observations)
    }

    /// The same options with all names of columns in normal form, in which they are compared.
    pub(crate) fn normal(&self) -> Self {
        let normal = |name: &String| normal_form(name).into_owned();
        Self {
            code: normal(&self.code),
            code_parts: self.code_parts.iter().map(normal).collect(),
            name: self.name.as_ref().map(normal),
            period: self.period.as_ref().map(normal),
            groups: self.groups.iter().map(normal).collect(),
            exclude: self
                .exclude
                .iter()
                .map(|rule| Exclude { column: normal(&rule.column), ..rule.clone() })
                .collect(),
            columns: self.columns.iter().map(|(name, column)| (normal(name), column.clone())).collect(),
            ..self.clone()
        }
    }

    /// Names of all columns that are asked for, whatever for. The one list of them: every reader decides by
    /// it what it reads and what it reports as unread.
    ///
    /// ```
    /// use icip_table::io::{ColumnOptions, ReadOptions};
    /// let mut options = ReadOptions::new("code").with_column("budget", ColumnOptions::default());
    /// options.period = Some("year".into());
    /// assert_eq!(options.wanted().into_iter().collect::<Vec<_>>(), ["budget", "code", "year"]);
    /// ```
    pub fn wanted(&self) -> BTreeSet<&str> {
        let keys = [Some(&self.code), self.name.as_ref(), self.period.as_ref()];
        let deciding = self.exclude.iter().map(|rule| &rule.column);
        let all = keys
            .into_iter()
            .flatten()
            .chain(&self.code_parts)
            .chain(&self.groups)
            .chain(deciding)
            .chain(self.columns.keys());
        all.map(String::as_str).collect()
    }
}
