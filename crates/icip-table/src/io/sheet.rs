//! The cells of a sheet of a workbook, as its file holds them, and what the sheet says of them. This module must not
//! know the formats of workbooks, nor what is asked of a table.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::{Range, RangeInclusive};

use icip_problem::{FormPlace, column_letters};

use super::typed_cell::TypedCell;
use super::write::format_number;

/// A cell of a sheet, as the file of a workbook holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum SheetCell<'a> {
    /// A text; a date is one in the form `2019-04-23`, and an error value one such as `#N/A`.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage: 0.12 is shown as `12 %`.
    Percent(f64),
    /// A whole number that its format shows with at least so many digits: 5001 as `05001`.
    Padded(f64, u8),
    /// A number that its format shows with other signs, such as 5001 as `05-001`. As a code it is worth a warning.
    Masked(f64),
    /// A truth value.
    Boolean(bool),
    /// A formula whose result the file does not hold.
    Uncalculated,
}

/// Rows and columns of a sheet, counted from 0, with both ends.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Area {
    /// Its rows.
    pub rows: RangeInclusive<u32>,
    /// Its columns.
    pub columns: RangeInclusive<u32>,
}

impl Area {
    /// Rows and columns, counted from 0.
    pub fn new(rows: RangeInclusive<u32>, columns: RangeInclusive<u32>) -> Self {
        Self { rows, columns }
    }

    /// The whole of a sheet.
    pub fn whole() -> Self {
        Self { rows: 0..=u32::MAX, columns: 0..=u32::MAX }
    }

    /// The area between two cells as people write it: `A3:ZZ200`, `A3:ZZ` (down to the last row) or `A:ZZ`.
    ///
    /// ```
    /// use icip_table::io::Area;
    /// let area = Area::parse("b3:ZZ200").ok_or("no area")?;
    /// assert_eq!((area.columns, area.rows), (1..=701, 2..=199));
    /// assert_eq!(Area::parse("A:C").ok_or("no area")?.rows, 0..=u32::MAX);
    /// assert_eq!(Area::parse("A3"), None);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.trim().split_once(':')?;
        let ((left, top), (right, bottom)) = (corner(from)?, corner(to)?);
        let (top, bottom) = (top.unwrap_or(0), bottom.unwrap_or(u32::MAX));
        (left <= right && top <= bottom).then_some(Self { rows: top..=bottom, columns: left..=right })
    }

    /// Its columns, where it begins in this row, counted from 1, and has several: cells that are merged beside each other
    /// show the text of the first over all of these columns.
    pub fn columns_from(&self, row: u64) -> Option<Range<usize>> {
        let position = |column: u32| usize::try_from(column).unwrap_or(usize::MAX);
        let columns = position(*self.columns.start())..position(self.columns.end().saturating_add(1));
        (u64::from(*self.rows.start()) + 1 == row && columns.len() > 1).then_some(columns)
    }

    /// Whether a cell lies in it.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }
}

/// As people write it: `A3:ZZ200`.
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = |column: &u32| column_letters(usize::try_from(*column).unwrap_or(usize::MAX));
        // To the last row of the sheet.
        let is_open = *self.rows.end() == u32::MAX;
        let row = |row: &u32, hidden: bool| {
            if hidden { String::new() } else { (u64::from(*row) + 1).to_string() }
        };
        let (left, top) =
            (letters(self.columns.start()), row(self.rows.start(), is_open && *self.rows.start() == 0));
        let (right, bottom) = (letters(self.columns.end()), row(self.rows.end(), is_open));
        write!(f, "{left}{top}:{right}{bottom}")
    }
}

/// A column, and a row where one is named, as in `ZZ200`.
fn corner(text: &str) -> Option<(u32, Option<u32>)> {
    let text: String = text.trim().chars().filter(|c| *c != '$').collect();
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (letters, row) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 4 || !letters.bytes().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |at, c| 26 * at + u32::from(c.to_ascii_uppercase() - b'A') + 1) - 1;
    match row {
        "" => Some((column, None)),
        row => Some((column, Some(row.parse::<u32>().ok()?.checked_sub(1)?))),
    }
}

/// What stands in the first cell of a sheet that is a form.
pub const FORM_MARK: &str = "icip-form";

/// What a cell holds, in one byte.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
    Percent,
    Padded(u8),
    Masked,
    Boolean,
    Uncalculated,
}

/// A sheet of a workbook. Only cells that hold something are kept, eleven bytes each, and every text once.
///
/// ```
/// use icip_table::io::{ReadOptions, Sheet, SheetCell, read_sheet};
///
/// let mut sheet = Sheet::new("Respuestas");
/// for (row, cells) in [["code", "x"], ["05001", "1,5"]].into_iter().enumerate() {
///     for (column, text) in cells.into_iter().enumerate() {
///         assert!(sheet.put(row as u32, column as u32, SheetCell::Text(text)));
///     }
/// }
/// assert!(sheet.put(2, 0, SheetCell::Padded(5002.0, 5)) && sheet.put(2, 1, SheetCell::Number(2.5)));
///
/// let options = ReadOptions::new("code").with_column("x", Default::default());
/// let panel = read_sheet(sheet, "datos.xlsx", &options)?.value.panel;
/// assert_eq!(panel.entities()[1].code, "05002");
/// assert_eq!(panel.column("x").map(|x| x.cells().collect()), Some(vec![Some(1.5), Some(2.5)]));
/// # Ok::<(), icip_problem::Problems>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    name: String,
    /// The rows that hold something, and the first cell of each.
    rows: Vec<(u32, usize)>,
    columns: Vec<u16>,
    kinds: Vec<Kind>,
    /// Numbers, and places in the list of texts.
    values: Vec<f64>,
    texts: Vec<Box<str>>,
    known: HashMap<Box<str>, usize>,
    bytes_of_texts: u64,
    merged: Vec<Area>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    /// Formulas whose results nobody may have computed, in order.
    doubted: Vec<(u32, u32)>,
    /// Where its cells stand, where its rows are forms.
    forms: Vec<FormPlace>,
}

impl Sheet {
    /// The most columns that a sheet has: up to `XFD`.
    pub const COLUMNS: u32 = 1 << 14;

    /// A sheet without cells.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Takes a cell. Cells come row by row and from left to right; `false` where one does not, or lies beyond the last
    /// column of a sheet. A blank text is no cell.
    #[must_use]
    pub fn put(&mut self, row: u32, column: u32, cell: SheetCell<'_>) -> bool {
        let Some(column) = u16::try_from(column).ok().filter(|_| column < Self::COLUMNS) else {
            return false;
        };
        match self.rows.last() {
            Some((last, _)) if row < *last => return false,
            Some((last, start))
                if row == *last && self.columns[*start..].last().is_some_and(|left| *left >= column) =>
            {
                return false;
            }
            _ => {}
        }
        let (kind, value) = match cell {
            SheetCell::Text(text) => match text.trim() {
                "" => return true,
                text => (Kind::Text, self.place_of(text) as f64),
            },
            SheetCell::Number(value) => (Kind::Number, value),
            SheetCell::Percent(value) => (Kind::Percent, value),
            SheetCell::Padded(value, digits) => (Kind::Padded(digits), value),
            SheetCell::Masked(value) => (Kind::Masked, value),
            SheetCell::Boolean(value) => (Kind::Boolean, f64::from(u8::from(value))),
            SheetCell::Uncalculated => (Kind::Uncalculated, 0.0),
        };
        self.push(row, column.into(), kind, value);
        true
    }

    fn push(&mut self, row: u32, column: u32, kind: Kind, value: f64) {
        if self.rows.last().is_none_or(|(last, _)| *last != row) {
            self.rows.push((row, self.columns.len()));
        }
        self.columns.push(u16::try_from(column).unwrap_or(u16::MAX));
        self.kinds.push(kind);
        self.values.push(value);
    }

    /// The same sheet with formulas that have no result, at places that are in order and hold nothing.
    #[must_use]
    pub fn with_uncalculated(self, places: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut places = places.into_iter().peekable();
        let mut all = Self {
            rows: Vec::new(),
            columns: Vec::new(),
            kinds: Vec::new(),
            values: Vec::new(),
            ..self.clone()
        };
        let rows = (0..self.rows.len()).flat_map(|row| self.span(row).map(move |at| (row, at)));
        for (row, at) in rows {
            let place = (self.rows[row].0, u32::from(self.columns[at]));
            while let Some((row, column)) = places.next_if(|before| *before < place) {
                all.push(row, column, Kind::Uncalculated, 0.0);
            }
            all.push(place.0, place.1, self.kinds[at], self.values[at]);
        }
        places.for_each(|(row, column)| all.push(row, column, Kind::Uncalculated, 0.0));
        all
    }

    /// Says that the formulas at these places have results that nobody may have computed: a program that cannot compute
    /// writes 0.
    pub fn doubt(&mut self, places: &[(u32, u32)]) {
        self.doubted = places.to_vec();
    }

    /// Says that cells are merged to one.
    pub fn merge(&mut self, area: Area) {
        self.merged.push(area);
    }

    /// Says that a row is hidden, by hand or by a filter.
    pub fn hide_row(&mut self, row: u32) {
        self.hidden_rows.push(row);
    }

    /// Says that a column is hidden.
    pub fn hide_column(&mut self, column: u32) {
        self.hidden_columns.push(column);
    }

    /// Bytes of memory that it takes, or a little less.
    pub fn bytes(&self) -> u64 {
        let (cells, rows) = (self.columns.len() as u64, self.rows.len() as u64);
        12 * cells + 16 * rows + 2 * self.bytes_of_texts + 64 * self.texts.len() as u64
    }

    /// Number of cells that hold something.
    pub fn cells(&self) -> usize {
        self.columns.len()
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Its rows that hold something: the number of each, counted from 1, and its cells up to the last that holds
    /// something.
    ///
    /// ```
    /// use icip_table::io::{Sheet, SheetCell, TypedCell};
    /// let mut sheet = Sheet::new("Hoja1");
    /// assert!(sheet.put(2, 1, SheetCell::Number(0.5)));
    /// let rows: Vec<_> = sheet.rows().collect();
    /// assert_eq!(rows, [(3, vec![TypedCell::Null, TypedCell::Number(0.5)])]);
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = (u64, Vec<TypedCell<'_>>)> {
        (0..self.rows.len()).map(|row| (self.line(row), self.row_of(row)))
    }

    /// Adds the place of a form, which is the next row.
    pub(crate) fn add_form(&mut self, form: FormPlace) {
        self.forms.push(form);
    }

    /// Where the cells stand, form by form, where the rows are forms.
    pub(crate) fn forms(&self) -> &[FormPlace] {
        &self.forms
    }

    /// A cell as it was put.
    pub(crate) fn raw(&self, row: usize, column: usize) -> Option<SheetCell<'_>> {
        let at = self.at(row, column)?;
        let value = self.values[at];
        Some(match self.kinds[at] {
            Kind::Text => SheetCell::Text(&self.texts[value as usize]),
            Kind::Number => SheetCell::Number(value),
            Kind::Percent => SheetCell::Percent(value),
            Kind::Padded(digits) => SheetCell::Padded(value, digits),
            Kind::Masked => SheetCell::Masked(value),
            Kind::Boolean => SheetCell::Boolean(value != 0.0),
            Kind::Uncalculated => SheetCell::Uncalculated,
        })
    }

    fn place_of(&mut self, text: &str) -> usize {
        if let Some(place) = self.known.get(text) {
            return *place;
        }
        let place = self.texts.len();
        self.texts.push(text.into());
        self.known.insert(text.into(), place);
        self.bytes_of_texts += text.len() as u64;
        place
    }

    /// Number of rows that hold something, by which the functions below name a row.
    pub(crate) fn filled_rows(&self) -> usize {
        self.rows.len()
    }

    /// The number of a row in the sheet, counted from 1.
    pub(crate) fn line(&self, row: usize) -> u64 {
        u64::from(self.rows[row].0) + 1
    }

    /// Number of columns up to the last that holds something.
    pub(crate) fn width(&self) -> usize {
        self.columns.iter().max().map_or(0, |last| usize::from(*last) + 1)
    }

    fn span(&self, row: usize) -> Range<usize> {
        let end = self.rows.get(row + 1).map_or(self.columns.len(), |(_, start)| *start);
        self.rows[row].1..end
    }

    /// The cells of a row up to the last that holds something.
    pub(crate) fn row_of(&self, row: usize) -> Vec<TypedCell<'_>> {
        let span = self.span(row);
        let width = self.columns[span.clone()].last().map_or(0, |last| usize::from(*last) + 1);
        let mut cells = vec![TypedCell::Null; width];
        for at in span {
            cells[usize::from(self.columns[at])] = self.typed(at);
        }
        cells
    }

    /// Bytes of the texts of a row.
    pub(crate) fn bytes_of_row(&self, row: usize) -> u64 {
        let texts = self.span(row).filter(|at| self.kinds[*at] == Kind::Text);
        texts.map(|at| self.texts[self.values[at] as usize].len() as u64).sum()
    }

    /// The columns of the first cell of a row and of the last, counted from 0.
    pub(crate) fn reach(&self, row: usize) -> (usize, usize) {
        let columns = &self.columns[self.span(row)];
        let place = |column: Option<&u16>| column.copied().map_or(0, usize::from);
        (place(columns.first()), place(columns.last()))
    }

    /// The text of the first cell of a row.
    pub(crate) fn first_text(&self, row: usize) -> Cow<'_, str> {
        self.typed(self.span(row).start).into_text()
    }

    /// A cell.
    pub(crate) fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        self.at(row, column).map_or(TypedCell::Null, |at| self.typed(at))
    }

    /// The number of a cell that is one.
    pub(crate) fn number(&self, row: usize, column: usize) -> Option<f64> {
        let at = self.at(row, column)?;
        matches!(self.kinds[at], Kind::Number | Kind::Percent | Kind::Masked | Kind::Padded(_))
            .then(|| self.values[at])
    }

    /// Whether any cell is shown as a percentage.
    pub(crate) fn has_percent(&self) -> bool {
        self.kinds.contains(&Kind::Percent)
    }

    /// Whether a cell is a number that is shown with other signs.
    pub(crate) fn is_masked(&self, row: usize, column: usize) -> bool {
        self.at(row, column).is_some_and(|at| self.kinds[at] == Kind::Masked)
    }

    /// Whether a cell is shown as a percentage.
    pub(crate) fn is_percent(&self, row: usize, column: usize) -> bool {
        self.at(row, column).is_some_and(|at| self.kinds[at] == Kind::Percent)
    }

    /// Where a cell is kept.
    fn at(&self, row: usize, column: usize) -> Option<usize> {
        let span = self.span(row);
        let columns = &self.columns[span.clone()];
        let column = u16::try_from(column).ok()?;
        // In a row without gaps a cell stands where its column says.
        let straight = usize::from(column).checked_sub(usize::from(*columns.first()?))?;
        let at = match columns.get(straight) {
            Some(there) if *there == column => straight,
            _ => columns.binary_search(&column).ok()?,
        };
        Some(span.start + at)
    }

    fn typed(&self, at: usize) -> TypedCell<'_> {
        let value = self.values[at];
        match self.kinds[at] {
            Kind::Text => TypedCell::Text(Cow::Borrowed(&self.texts[value as usize])),
            Kind::Number | Kind::Percent | Kind::Masked => TypedCell::Number(value),
            Kind::Padded(digits) => TypedCell::Shown(value, Cow::Owned(padded(value, digits))),
            Kind::Boolean => TypedCell::Boolean(value != 0.0),
            Kind::Uncalculated => TypedCell::Uncalculated,
        }
    }

    /// The areas whose cells are merged to one.
    pub fn merged(&self) -> &[Area] {
        &self.merged
    }

    pub(crate) fn doubted(&self) -> &[(u32, u32)] {
        &self.doubted
    }

    pub(crate) fn hidden_rows(&self) -> &[u32] {
        &self.hidden_rows
    }

    pub(crate) fn hidden_columns(&self) -> &[u32] {
        &self.hidden_columns
    }
}

/// A whole number with at least so many digits; another number as it is.
fn padded(value: f64, digits: u8) -> String {
    let text = format_number(value);
    let whole = text.bytes().all(|byte| byte.is_ascii_digit());
    if whole { format!("{text:0>width$}", width = usize::from(digits)) } else { text }
}

/// Adds a record of CSV, in which no field holds a line end.
pub(crate) fn push_record<'t>(text: &mut String, fields: impl Iterator<Item = Cow<'t, str>>) {
    for (number, field) in fields.enumerate() {
        if number > 0 {
            text.push(',');
        }
        let field = field.replace(['\r', '\n'], " ");
        if field.contains(['"', ',', ';', '\t', '|']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_in_order_and_within_a_sheet() {
        let mut sheet = Sheet::new("s");
        let number = SheetCell::Number(1.0);
        assert!(sheet.put(1, 1, number) && sheet.put(1, 2, number) && sheet.put(3, 0, number));
        assert!(!sheet.put(1, 3, number), "a row above");
        assert!(!sheet.put(3, 0, number), "the same cell");
        assert!(!sheet.put(4, Sheet::COLUMNS, number), "beyond XFD");
        assert!(sheet.put(4, Sheet::COLUMNS - 1, number) && sheet.put(u32::MAX, 0, number));
        assert_eq!((sheet.cells(), sheet.width()), (5, 16384));
        assert_eq!(sheet.cell(2, 16383), TypedCell::Number(1.0));
        assert_eq!(sheet.cell(0, 0), TypedCell::Null);
    }

    #[test]
    fn numbers_keep_the_zeros_that_their_format_shows() {
        let mut sheet = Sheet::new("s");
        assert!(sheet.put(0, 0, SheetCell::Padded(5001.0, 5)) && sheet.put(0, 1, SheetCell::Padded(-1.5, 5)));
        let texts: Vec<String> = sheet.row_of(0).iter().map(|cell| cell.text().into_owned()).collect();
        assert_eq!(texts, ["05001", "-1.5"]);
    }

    #[test]
    fn areas_are_those_between_two_cells() {
        assert_eq!(Area::parse("$A$3:$B$4"), Some(Area { rows: 2..=3, columns: 0..=1 }));
        for text in ["A3:ZZ200", "A:C", "B7:B7"] {
            assert_eq!(Area::parse(text).map(|area| area.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Area::parse("A3:ZZ"), Some(Area { rows: 2..=u32::MAX, columns: 0..=701 }));
        for wrong in ["", "A", "A0:B1", "3:4", "B1:A1", "A2:B1", "A1:B-1", "A1:ABCDE1"] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }
}
