//! Where in an input a problem lies.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::{Message, message};

/// Where in the input a problem lies. Every part is optional; what is known is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Place {
    /// Name of the file as the caller gave it.
    pub file: Option<Arc<str>>,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<Arc<SheetPlace>>,
    /// Line, counted from 1; in a workbook the row of the sheet.
    pub line: Option<u64>,
    /// Column name of a table, or key path of a TOML file.
    pub field: Option<String>,
    /// Code of the entity.
    pub entity: Option<String>,
}

/// A sheet of a workbook: its name, and where its columns stand.
///
/// ```
/// use std::sync::Arc;
/// use icip_problem::{Place, SheetPlace};
///
/// let sheet = SheetPlace::new("Respuestas", [("codigo".to_owned(), 0), ("P1".to_owned(), 27)]);
/// let place = Place::file("datos.xlsx").sheet(Arc::new(sheet)).line(17);
/// assert_eq!(place.to_string(), "datos.xlsx, Respuestas row 17");
/// assert_eq!(place.field("P1").cell().as_deref(), Some("Respuestas!AB17"));
/// assert_eq!(place.field("P1").to_string(), "datos.xlsx, Respuestas!AB17, `P1`");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetPlace {
    name: String,
    columns: BTreeMap<String, usize>,
    forms: Vec<FormPlace>,
}

/// Where the answers of a form stand: a sheet with a question in each row.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct FormPlace {
    /// The name of the sheet.
    pub sheet: String,
    /// The column in which the answers stand, counted from 0.
    pub answers: usize,
    /// The row of each column of the data, counted from 1.
    pub rows: BTreeMap<String, u64>,
}

impl FormPlace {
    /// A sheet by its name, the column of its answers, counted from 0, and the row of each column of the data, counted from 1.
    pub fn new(sheet: &str, answers: usize, rows: impl IntoIterator<Item = (String, u64)>) -> Self {
        Self { sheet: sheet.to_owned(), answers, rows: rows.into_iter().collect() }
    }
}

impl SheetPlace {
    /// A sheet, and its columns by the names in its header, counted from 0. Of equal names the first counts.
    pub fn new(name: &str, columns: impl IntoIterator<Item = (String, usize)>) -> Self {
        let mut positions = BTreeMap::new();
        for (column, position) in columns {
            positions.entry(column).or_insert(position);
        }
        Self { name: name.to_owned(), columns: positions, forms: Vec::new() }
    }

    /// The same where the rows below the first are forms, one after the other.
    #[must_use]
    pub fn with_forms(self, forms: Vec<FormPlace>) -> Self {
        Self { forms, ..self }
    }

    /// Whether its rows are forms.
    pub fn has_forms(&self) -> bool {
        !self.forms.is_empty()
    }

    /// The form that is a row.
    fn form(&self, row: u64) -> Option<&FormPlace> {
        self.forms.get(usize::try_from(row).ok()?.checked_sub(2)?)
    }

    /// The name of the sheet.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A cell of the sheet as formulas name it: `Respuestas!F17`, and with quotes where the name of the sheet is no
    /// plain word. `column` counts from 0, `row` from 1.
    pub fn cell(&self, column: usize, row: u64) -> String {
        cell_of(&self.name, column, row)
    }
}

/// A cell of a sheet as formulas name it.
fn cell_of(name: &str, column: usize, row: u64) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let sheet = if plain { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) };
    format!("{sheet}!{}{row}", column_letters(column))
}

/// The letters of a column of a sheet, counted from 0: `A`, `Z`, `AA`.
///
/// ```
/// use icip_problem::column_letters;
/// assert_eq!([0, 25, 26, 701, 702, 16383].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
/// ```
pub fn column_letters(column: usize) -> String {
    let (mut letters, mut left) = (Vec::new(), column + 1);
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Place {
    /// A place in a file.
    pub fn file(name: &str) -> Self {
        Self { file: Some(name.into()), ..Self::default() }
    }

    /// The same place in a sheet of a workbook.
    #[must_use]
    pub fn sheet(&self, sheet: Arc<SheetPlace>) -> Self {
        Self { sheet: Some(sheet), ..self.clone() }
    }

    /// The cell of a sheet, where line and column are those of one.
    pub fn cell(&self) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        if let Some(form) = sheet.form(self.line?) {
            return Some(cell_of(&form.sheet, form.answers, *form.rows.get(self.field.as_deref()?)?));
        }
        let column = sheet.columns.get(self.field.as_deref()?)?;
        Some(sheet.cell(*column, self.line?))
    }

    /// The cell, or as much of it as is known: the sheet alone.
    pub fn sheet_or_cell(&self) -> Option<String> {
        self.cell().or_else(|| self.sheet_name())
    }

    /// The name of the sheet, or of that of a form.
    fn sheet_name(&self) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        let form = self.line.and_then(|line| sheet.form(line));
        Some(form.map_or(&sheet.name, |form| &form.sheet).clone())
    }

    /// The same place at a line.
    #[must_use]
    pub fn line(&self, line: u64) -> Self {
        Self { line: Some(line), ..self.clone() }
    }

    /// The same place at a line, or without one where it is not known.
    #[must_use]
    pub fn at_line(&self, line: Option<u64>) -> Self {
        Self { line, ..self.clone() }
    }

    /// The same place at a column or key.
    #[must_use]
    pub fn field(&self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self.clone() }
    }

    /// The same place at an entity.
    #[must_use]
    pub fn entity(&self, code: impl Into<String>) -> Self {
        Self { entity: Some(code.into()), ..self.clone() }
    }
}

impl Place {
    /// The parts that are known, for people; none where nothing is known.
    pub(crate) fn message(&self) -> Option<Message> {
        let line = self.line.map(|line| line.to_string());
        let form = self.sheet.as_ref().and_then(|sheet| sheet.form(self.line?));
        let sheet = self.sheet_name();
        // The number of the form says nothing to those who see its sheet.
        let line = line.filter(|_| form.is_none() || self.cell().is_some());
        let file = match (self.file.as_deref(), line) {
            (Some(file), Some(row)) if let Some(sheet) = &sheet => Some(match self.cell() {
                Some(cell) => message!("place-cell", file, cell),
                None => message!("place-sheet-row", file, sheet, row),
            }),
            (Some(file), None) if let Some(sheet) = &sheet => Some(message!("place-sheet", file, sheet)),
            (Some(file), Some(line)) => Some(message!("place-file-line", file, line)),
            (Some(file), None) => Some(message!("place-file", file)),
            (None, Some(line)) => Some(message!("place-line", line)),
            (None, None) => None,
        };
        let field = self.field.as_ref().map(|field| message!("place-field", field));
        let entity = self.entity.as_ref().map(|entity| message!("place-entity", entity));
        let parts: Vec<Message> = [file, field, entity].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| message!("place", parts))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().map_or(Ok(()), |message| message.fmt(f))
    }
}
