//! `.ods`, the tables of OpenDocument, as LibreOffice writes them, read from the start to the end.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use icip_problem::Value;
use icip_table::io::{Area, Sheet, SheetCell};
use quick_xml::events::{BytesStart, Event};

use crate::package::Package;
use crate::reading::{Reading, SheetName, Unread};
use crate::shown::Shown;
use crate::xml::{attribute, events};

const CONTENT: &str = "content.xml";

/// A document in memory.
pub(crate) struct Ods<'b> {
    package: Package<'b>,
    styles: Styles,
}

/// Why a document cannot be opened.
pub(crate) enum Closed {
    /// It is protected by a password.
    Password,
    Bad(Value),
}

impl From<Value> for Closed {
    fn from(error: Value) -> Self {
        Self::Bad(error)
    }
}

/// How the styles of cells show numbers.
#[derive(Debug, Default)]
struct Styles {
    /// Formats of numbers by name.
    formats: HashMap<String, Format>,
    /// The format of each style of cells, and the style from which it takes what it does not say.
    cells: HashMap<String, [Option<String>; 2]>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Format {
    Number(Shown),
    Boolean,
}

impl Styles {
    /// Takes an element of the styles of a document; `open` is the format that is being declared.
    fn see(&mut self, element: &BytesStart<'_>, open: &mut Option<String>) {
        match element.local_name().as_ref() {
            "style" => {
                if let Some(name) = attribute(element, "name") {
                    let said = ["data-style-name", "parent-style-name"].map(|name| attribute(element, name));
                    self.cells.insert(name, said);
                }
            }
            "number-style" => *open = attribute(element, "name"),
            "boolean-style" => {
                self.formats.extend(attribute(element, "name").map(|name| (name, Format::Boolean)));
            }
            "number" => {
                let count = |name: &str| attribute(element, name).and_then(|text| text.parse::<u8>().ok());
                let plain = count("decimal-places").unwrap_or_default() == 0
                    && attribute(element, "grouping").is_none_or(|grouping| grouping != "true");
                if let (Some(name), Some(digits), true) = (&open, count("min-integer-digits"), plain)
                    && digits > 1
                {
                    let padded = Format::Number(Shown::Padded(digits));
                    self.formats.entry(name.clone()).or_insert(padded);
                }
            }
            // What stands beside the number or inside it makes it another text.
            "text" | "embedded-text" => {
                let masked = Format::Number(Shown::Masked);
                self.formats.extend(open.take().map(|name| (name, masked)));
            }
            "percentage-style" | "currency-style" | "date-style" | "time-style" | "text-style" => {
                *open = None;
            }
            _ => {}
        }
    }

    fn of(&self, style: &str) -> Option<Format> {
        /// Styles above each other; a file made to do damage may have a circle of them.
        const LEVELS: usize = 32;
        let mut said = self.cells.get(style)?;
        for _ in 0..LEVELS {
            match said {
                [Some(format), _] => return self.formats.get(format).copied(),
                [None, above] => said = self.cells.get(above.as_ref()?)?,
            }
        }
        None
    }
}

impl<'b> Ods<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<(Self, Vec<SheetName>), Closed> {
        let mut package = Package::open(bytes)?;
        let manifest = package.small_text("META-INF/manifest.xml").unwrap_or_default();
        if manifest.contains("encryption-data") {
            return Err(Closed::Password);
        }
        package.check()?;
        let (mut styles, mut sheets, mut hidden) = (Styles::default(), Vec::new(), HashSet::new());
        for part in ["styles.xml", CONTENT] {
            if part != CONTENT && package.find(part).is_none() {
                continue;
            }
            let (mut open, mut table_style, mut tables) = (None, None, Tables::default());
            events(package.part(part)?, |event| {
                let begins = tables.see(event);
                if let Event::Start(element) | Event::Empty(element) = event {
                    match element.local_name().as_ref() {
                        "style" if attribute(element, "family").as_deref() == Some("table") => {
                            table_style = attribute(element, "name");
                        }
                        "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                            hidden.extend(table_style.take());
                        }
                        _ if begins => {
                            let style = attribute(element, "style-name").unwrap_or_default();
                            let name = attribute(element, "name").unwrap_or_default();
                            sheets.push(SheetName { name, visible: !hidden.contains(&style) });
                        }
                        _ => styles.see(element, &mut open),
                    }
                }
                Ok(true)
            })?;
        }
        Ok((Self { package, styles }, sheets))
    }

    pub(crate) fn read(&mut self, at: usize, name: &str, mut reading: Reading<'_>) -> Result<Sheet, Unread> {
        let (styles, mut tables) = (&self.styles, Tables::default());
        let (mut table, mut failed) = (Table::new(name, styles), None);
        events(self.package.part(CONTENT)?, |event| {
            tables.see(event);
            match tables.begun.cmp(&(at + 1)) {
                std::cmp::Ordering::Less => Ok(true),
                std::cmp::Ordering::Equal => Ok(table.event(event, &mut reading).unwrap_or_else(|why| {
                    failed = Some(why);
                    false
                })),
                std::cmp::Ordering::Greater => Ok(false),
            }
        })?;
        failed.map_or(Ok(table.sheet), Err)
    }

    /// Shows the part of each sheet that is to be read, all in one pass over the file.
    pub(crate) fn heads(
        &mut self,
        mut reading: Reading<'_>,
        mut visit: impl FnMut(usize, &Sheet),
    ) -> Result<(), Unread> {
        let (styles, mut tables) = (&self.styles, Tables::default());
        let mut table: Option<Table<'_>> = None;
        let (mut more, mut bytes, mut failed) = (true, 0_u64, None);
        events(self.package.part(CONTENT)?, |event| {
            if tables.see(event) {
                if let Some(table) = table.replace(Table::new("", styles)) {
                    visit(tables.begun - 2, &table.sheet);
                    bytes = bytes.saturating_add(table.sheet.bytes());
                }
                more = true;
            }
            if let Some(table) = &mut table
                && more
            {
                let read = table.event(event, &mut reading).and_then(|more| {
                    reading.limits.check_memory(reading.place, bytes.saturating_add(table.sheet.bytes()))?;
                    Ok(more)
                });
                match read {
                    Ok(wanted) => more = wanted,
                    Err(why) => failed = Some(why),
                }
            }
            Ok(failed.is_none())
        })?;
        if let Some(why) = failed {
            return Err(why);
        }
        if let Some(table) = table {
            visit(tables.begun - 1, &table.sheet);
        }
        Ok(())
    }
}

/// Which tables of a document are its sheets: those that stand in no other element of it.
#[derive(Default)]
struct Tables {
    depth: usize,
    /// The depth of the elements that are sheets, where it is known.
    sheets: Option<usize>,
    /// How many sheets have begun.
    begun: usize,
}

impl Tables {
    /// Whether a sheet begins.
    fn see(&mut self, event: &Event<'_>) -> bool {
        let (element, alone) = match event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                return false;
            }
            _ => return false,
        };
        let name = element.name();
        let begins = name.as_ref() == "table:table" && self.sheets == Some(self.depth);
        self.depth += usize::from(!alone);
        if name.as_ref() == "office:spreadsheet" {
            self.sheets = Some(self.depth);
        }
        self.begun += usize::from(begins);
        begins
    }
}

/// A table that is being read.
struct Table<'s> {
    sheet: Sheet,
    styles: &'s Styles,
    row: u32,
    column: u32,
    /// How often the row that is open is repeated, and its cells.
    repeated: u32,
    cells: Vec<(Range<u32>, Held)>,
    /// The cell that is open.
    open: Option<Open>,
    /// How many elements are open that are no text of the cell: a remark or a shape, and what is inside.
    aside: usize,
    column_styles: Vec<(u32, Option<String>)>,
    columns: u32,
}

/// A cell that is open.
struct Open {
    kind: String,
    value: Option<String>,
    formula: bool,
    style: Option<String>,
    text: String,
    paragraphs: usize,
    columns: u32,
    spans: (u32, u32),
}

/// What a cell holds.
enum Held {
    Text(String),
    Number(f64, Shown),
    Boolean(bool),
    Uncalculated,
}

impl Held {
    fn cell(&self) -> SheetCell<'_> {
        match self {
            Self::Text(text) => SheetCell::Text(text),
            Self::Number(value, shown) => shown.cell(*value),
            Self::Boolean(value) => SheetCell::Boolean(*value),
            Self::Uncalculated => SheetCell::Uncalculated,
        }
    }
}

impl<'s> Table<'s> {
    fn new(name: &str, styles: &'s Styles) -> Self {
        Self {
            sheet: Sheet::new(name),
            styles,
            row: 0,
            column: 0,
            repeated: 1,
            cells: Vec::new(),
            open: None,
            aside: 0,
            column_styles: Vec::new(),
            columns: 0,
        }
    }

    /// Takes an event inside the table; `false` after the last that is wanted.
    fn event(&mut self, event: &Event<'_>, reading: &mut Reading<'_>) -> Result<bool, Unread> {
        match event {
            Event::Start(element) if self.aside > 0 || is_aside(element) => self.aside += 1,
            Event::Empty(element) if self.aside > 0 || is_aside(element) => {}
            Event::End(_) if self.aside > 0 => self.aside -= 1,
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element);
                return self.end(element.local_name().as_ref(), reading);
            }
            Event::End(element) => return self.end(element.local_name().as_ref(), reading),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = reference.resolve_char_ref().ok().flatten().map(String::from);
                let name = reference.xml10_content();
                let named = || quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                self.text(&resolved.or_else(named).unwrap_or_default());
            }
            _ => {}
        }
        Ok(true)
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let count = |name: &str| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        match element.local_name().as_ref() {
            "table-column" => {
                let repeated = count("number-columns-repeated").unwrap_or(1);
                let end = self.columns.saturating_add(repeated);
                if is_hidden(element) {
                    (self.columns..end.min(Sheet::COLUMNS)).for_each(|column| self.sheet.hide_column(column));
                }
                self.column_styles.push((end, attribute(element, "default-cell-style-name")));
                self.columns = end;
            }
            "table-row" => {
                self.repeated = count("number-rows-repeated").unwrap_or(1);
                self.column = 0;
                self.cells.clear();
                if is_hidden(element) {
                    let end = self.row.saturating_add(self.repeated).min(1 << 20);
                    (self.row..end).for_each(|row| self.sheet.hide_row(row));
                }
            }
            "table-cell" | "covered-table-cell" => {
                let value = ["value", "boolean-value", "date-value", "time-value", "string-value"];
                // `calcext:value-type` says more than `office:value-type`, and stands after it.
                let kinds = element.attributes().filter_map(Result::ok);
                let kinds = kinds.filter(|kind| kind.key.local_name().as_ref() == "value-type");
                self.open = Some(Open {
                    kind: kinds.last().map(|kind| kind.value.to_string()).unwrap_or_default(),
                    value: value.into_iter().find_map(|name| attribute(element, name)),
                    formula: attribute(element, "formula").is_some(),
                    style: attribute(element, "style-name").or_else(|| self.column_style()),
                    text: String::new(),
                    paragraphs: 0,
                    columns: count("number-columns-repeated").unwrap_or(1),
                    spans: (
                        count("number-rows-spanned").unwrap_or(1),
                        count("number-columns-spanned").unwrap_or(1),
                    ),
                });
            }
            "p" => {
                if let Some(open) = &mut self.open {
                    if open.paragraphs > 0 {
                        open.text.push('\n');
                    }
                    open.paragraphs += 1;
                }
            }
            "s" => {
                let blanks = count("c").unwrap_or(1).min(1 << 10);
                self.text(&" ".repeat(usize::try_from(blanks).unwrap_or(1)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let (Some(open), 0) = (&mut self.open, self.aside)
            && open.paragraphs > 0
        {
            open.text.push_str(text);
        }
    }

    /// The style of cells that have none in the next column.
    fn column_style(&self) -> Option<String> {
        let at = self.column_styles.partition_point(|(end, _)| *end <= self.column);
        self.column_styles.get(at)?.1.clone()
    }

    fn end(&mut self, name: &str, reading: &mut Reading<'_>) -> Result<bool, Unread> {
        match name {
            "table-cell" | "covered-table-cell" => {
                if let Some(open) = self.open.take() {
                    self.end_cell(&open);
                }
            }
            "table-row" => return self.end_row(reading),
            _ => {}
        }
        Ok(true)
    }

    fn end_cell(&mut self, open: &Open) {
        let (rows, columns) = open.spans;
        if rows > 1 || columns > 1 {
            let area = Area::new(
                self.row..=self.row.saturating_add(rows - 1),
                self.column..=self.column.saturating_add(columns - 1),
            );
            self.sheet.merge(area);
        }
        let end = self.column.saturating_add(open.columns);
        if let Some(held) = self.held(open) {
            self.cells.push((self.column..end.min(Sheet::COLUMNS), held));
        }
        self.column = end;
    }

    fn held(&self, open: &Open) -> Option<Held> {
        let number = || open.value.as_deref()?.parse::<f64>().ok();
        let format = open.style.as_deref().and_then(|style| self.styles.of(style));
        match open.kind.as_str() {
            // A number that a program wrote badly is a text.
            "float" | "currency" => match (number(), format) {
                (Some(value), Some(Format::Boolean)) => Some(Held::Boolean(value != 0.0)),
                // A formula such as `=TRUE()` shows a word, whatever its style says.
                (Some(value), _) if is_truth(value, open) => Some(Held::Boolean(value != 0.0)),
                (Some(value), Some(Format::Number(shown))) => Some(Held::Number(value, shown)),
                (Some(value), None) => Some(Held::Number(value, Shown::Plain)),
                (None, _) => Some(Held::Text(open.value.clone().unwrap_or_else(|| open.text.clone()))),
            },
            "percentage" => {
                Some(number().map_or_else(
                    || Held::Text(open.text.clone()),
                    |value| Held::Number(value, Shown::Percent),
                ))
            }
            "boolean" => Some(Held::Boolean(open.value.as_deref() == Some("true"))),
            "date" => {
                let date = open.value.clone().unwrap_or_else(|| open.text.clone());
                // A day without a time of day.
                Some(Held::Text(
                    date.strip_suffix("T00:00:00").map_or(date.clone(), str::to_owned).replace('T', " "),
                ))
            }
            // As people read it: a time has a form of its own in the file.
            "time" => Some(Held::Text(open.text.clone())),
            "" if open.formula => Some(Held::Uncalculated),
            "" if open.text.is_empty() => None,
            "error" => Some(Held::Text(open.text.clone())),
            _ => Some(Held::Text(match open.paragraphs {
                0 => open.value.clone().unwrap_or_default(),
                _ => open.text.clone(),
            })),
        }
    }

    fn end_row(&mut self, reading: &mut Reading<'_>) -> Result<bool, Unread> {
        let mut more = true;
        let cells = std::mem::take(&mut self.cells);
        // Rows without a cell are often repeated to the end of the sheet.
        let repeated = if cells.is_empty() { 0 } else { self.repeated };
        'rows: for row in self.row..self.row.saturating_add(repeated) {
            for (columns, held) in &cells {
                for column in columns.clone() {
                    more = reading.take(&mut self.sheet, (row, column), held.cell())?;
                    if !more {
                        break 'rows;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        Ok(more && self.row <= *reading.area.rows.end() && self.row < reading.end)
    }
}

/// Whether an element is none of the cells: a remark, or a shape that stands on the sheet.
fn is_aside(element: &BytesStart<'_>) -> bool {
    let name = element.name();
    let name: &str = name.as_ref();
    name.starts_with("draw:")
        || name.starts_with("dr3d:")
        || ["office:annotation", "table:shapes"].contains(&name)
}

/// Whether a number is that of a truth value: 0 or 1 of a formula, shown as a word.
fn is_truth(value: f64, open: &Open) -> bool {
    let is_word = !open.text.is_empty() && open.text.chars().all(char::is_alphabetic);
    open.formula && is_word && (value == 0.0 || value == 1.0)
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    // `collapse` by hand, `filter` by a filter.
    attribute(element, "visibility").is_some_and(|visibility| visibility != "visible")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_say_which_zeros_are_shown() {
        let text = r#"<s><number:number-style style:name="N1"><number:number number:decimal-places="0"
            number:min-integer-digits="5"/></number:number-style><number:number-style style:name="N2"><number:text>x
            </number:text><number:number number:min-integer-digits="5"/></number:number-style>
            <style:style style:name="ce1" style:data-style-name="N1"/><style:style style:name="ce2"
            style:data-style-name="N2"/></s>"#;
        let (mut styles, mut open) = (Styles::default(), None);
        events(text.as_bytes(), |event| {
            if let Event::Start(element) | Event::Empty(element) = event {
                styles.see(element, &mut open);
            }
            Ok(true)
        })
        .expect("valid");
        assert_eq!(styles.of("ce1"), Some(Format::Number(Shown::Padded(5))));
        assert_eq!(styles.of("ce2"), Some(Format::Number(Shown::Masked)));
    }

    #[test]
    fn a_message_is_an_error() {
        let wrong = events(&b"<a/>"[..], |_| Err(icip_problem::message!("bad-file-no-workbook").into()));
        assert!(wrong.is_err());
    }
}
