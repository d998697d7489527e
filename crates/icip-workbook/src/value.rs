//! Values of cells and names of sheets, as calamine gives them.

use calamine::{DataRef, ExcelDateTime, SheetType, SheetVisible};
use icip_table::io::{Sheet, SheetCell};

use crate::reading::{Reading, SheetName, Unread};
use crate::shown::Shown;

/// Takes a value of a cell.
pub(crate) fn take(
    reading: &mut Reading<'_>,
    sheet: &mut Sheet,
    place: (u32, u32),
    value: &DataRef<'_>,
    shown: Shown,
) -> Result<bool, Unread> {
    let text;
    let cell = match value {
        DataRef::Empty => return Ok(true),
        DataRef::Int(value) => shown.cell(*value as f64),
        DataRef::Float(value) => shown.cell(*value),
        DataRef::String(text) => SheetCell::Text(text),
        DataRef::SharedString(text) => SheetCell::Text(text),
        DataRef::Bool(value) => SheetCell::Boolean(*value),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => SheetCell::Text(text),
        DataRef::DateTime(date) => {
            text = date_text(date);
            SheetCell::Text(&text)
        }
        DataRef::Error(error) => {
            text = error.to_string();
            SheetCell::Text(&text)
        }
    };
    reading.take(sheet, place, cell)
}

/// A date as `2019-04-23`, with the time of the day where there is one, or a time as `13:45:00`.
fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let number = date.as_f64();
    if date.is_duration() || (0.0..1.0).contains(&number) {
        let seconds = (number * 86_400.0).round() as i64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") }
}

/// The sheets that may hold cells.
pub(crate) fn names(sheets: &[calamine::Sheet]) -> Vec<SheetName> {
    let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let named = |sheet: &calamine::Sheet| SheetName {
        name: sheet.name.clone(),
        visible: sheet.visible == SheetVisible::Visible,
    };
    cells.map(named).collect()
}
