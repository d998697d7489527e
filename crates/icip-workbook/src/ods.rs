//! `.ods`, the tables of OpenDocument, as LibreOffice writes them, read from the start to the end.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use icip_problem::Value;
use icip_table::io::{Area, Sheet, SheetCell};
use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesStart, Event};

use crate::guard::guarded;
use crate::package::Package;
use crate::reading::{Reading, SheetName, Unread};
use crate::shown::Shown;
use crate::xml::attribute;

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
    /// The format of each style of cells.
    cells: HashMap<String, String>,
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
                if let (Some(name), Some(format)) =
                    (attribute(element, "name"), attribute(element, "data-style-name"))
                {
                    self.cells.insert(name, format);
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
        self.formats.get(self.cells.get(style)?).copied()
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
            let (mut open, mut table_style) = (None, None);
            events(package.part(part)?, |event| {
                if let Event::Start(element) | Event::Empty(element) = event {
                    match element.local_name().as_ref() {
                        "style" if attribute(element, "family").as_deref() == Some("table") => {
                            table_style = attribute(element, "name");
                        }
                        "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                            hidden.extend(table_style.take());
                        }
                        "table" if element.name().as_ref() == "table:table" => {
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

    pub(crate) fn read(&mut self, at: usize, name: &str, reading: Reading<'_>) -> Result<Sheet, Unread> {
        let mut table = Table::new(name, &self.styles, reading);
        let (mut number, mut failed) = (0, None);
        events(self.package.part(CONTENT)?, |event| {
            if let Event::Start(element) = event
                && element.name().as_ref() == "table:table"
            {
                number += 1;
            }
            if number <= at || number > at + 1 {
                return Ok(number <= at);
            }
            match table.event(event) {
                Ok(more) => Ok(more),
                Err(why) => {
                    failed = Some(why);
                    Ok(false)
                }
            }
        })?;
        failed.map_or(Ok(table.sheet), Err)
    }
}

/// Shows the events of a part until one is the last that is wanted. Elements without content are shown as they are.
fn events(part: impl BufRead, mut visit: impl FnMut(&Event<'_>) -> Result<bool, Value>) -> Result<(), Value> {
    let mut reader = XmlReader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    guarded(|| {
        loop {
            buffer.clear();
            let event =
                reader.read_event_into(&mut buffer).map_err(|error| Value::from(error.to_string()))?;
            if matches!(event, Event::Eof) || !visit(&event)? {
                return Ok::<(), Value>(());
            }
        }
    })
}

/// A table that is being read.
struct Table<'s, 'r> {
    sheet: Sheet,
    styles: &'s Styles,
    reading: Reading<'r>,
    row: u32,
    column: u32,
    /// How often the row that is open is repeated, and its cells.
    repeated: u32,
    cells: Vec<(u32, Held)>,
    /// The cell that is open.
    open: Option<Open>,
    /// The depth of what is no text of the cell, such as a remark.
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
#[derive(Clone)]
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

impl<'s, 'r> Table<'s, 'r> {
    fn new(name: &str, styles: &'s Styles, reading: Reading<'r>) -> Self {
        Self {
            sheet: Sheet::new(name),
            styles,
            reading,
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
    fn event(&mut self, event: &Event<'_>) -> Result<bool, Unread> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element);
                return self.end(element.local_name().as_ref());
            }
            Event::End(element) => return self.end(element.local_name().as_ref()),
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
            "annotation" => self.aside += 1,
            _ if self.aside > 0 => {}
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

    fn end(&mut self, name: &str) -> Result<bool, Unread> {
        match name {
            "annotation" => self.aside = self.aside.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                if let Some(open) = self.open.take() {
                    self.end_cell(&open);
                }
            }
            "table-row" => return self.end_row(),
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
            // What is repeated to the right end of the sheet holds nothing, but for files made to do damage.
            let cells = (self.column..end.min(Sheet::COLUMNS)).map(|column| (column, held.clone()));
            self.cells.extend(cells);
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

    fn end_row(&mut self) -> Result<bool, Unread> {
        let mut more = true;
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            'rows: for row in self.row..self.row.saturating_add(self.repeated) {
                for (column, held) in &cells {
                    more = self.reading.take(&mut self.sheet, (row, *column), held.cell())?;
                    if !more {
                        break 'rows;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        Ok(more && self.row <= *self.reading.area.rows.end() && self.row < self.reading.end)
    }
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
