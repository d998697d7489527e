//! Files that are workbooks of spreadsheets, by what they hold and not by their names.

use std::fmt;

use icip::exec::Par;
use icip::io::{Area, FORM_MARK, HEADING_WITHIN, ReadOptions, Sheet, TypedTable, is_form, read_forms};
use icip::problem::{Code, Message, Place, Problem, Problems, Warned, message};
use icip_workbook::{Format, Workbook, format_of};

use super::columnar::Columnar;
use crate::fail::Fail;
use crate::progress::StatusLine;
use crate::streams::Io;

/// What a file with rows is.
pub(crate) enum Kind {
    Columnar(Columnar),
    /// A workbook, and what is to be said of a file whose name promises another format.
    Workbook(Option<Problem>),
    /// Text, and the same.
    Text(Option<Problem>),
}

/// What a file is, by its first bytes or all of them, and by its name where these do not tell.
///
/// # Errors
/// The file is neither what its name promises nor a table of text.
pub(crate) fn kind_of(name: &str, bytes: &[u8]) -> Result<Kind, Fail> {
    let place = || Place::file(name);
    let promised = Format::of_name(name);
    if let Some(format) = format_of(bytes) {
        let other = |what: Message| Problem::new(Code::OtherFormat, place(), what);
        // A name without an ending promises nothing.
        let is_said = promised == Some(format)
            || !name.rsplit(['/', '\\']).next().is_some_and(|file| file.contains('.'));
        let note = (!is_said).then(|| other(message!("other-format-workbook", format = format.word())));
        return Ok(Kind::Workbook(note));
    }
    if let Some(format) = Columnar::of_name(name) {
        return Ok(Kind::Columnar(format));
    }
    if promised.is_none() {
        return Ok(Kind::Text(None));
    }
    let refuse = |what: Message, hint: Message| {
        Err(Fail::Data(Problem::new(Code::BadFile, place(), what).hint(hint).into()))
    };
    match Guise::of(bytes) {
        Guise::Page => refuse(message!("bad-file-page"), message!("bad-file-workbook-hint")),
        Guise::Binary => {
            let error = message!("bad-file-no-workbook");
            refuse(message!("bad-file-workbook", error), message!("bad-file-workbook-hint"))
        }
        Guise::Text => {
            Ok(Kind::Text(Some(Problem::new(Code::OtherFormat, place(), message!("other-format-text")))))
        }
    }
}

/// What a file is that is named as a workbook and is none.
enum Guise {
    /// A page or another text of marks, as portals send under the name of a workbook.
    Page,
    Text,
    Binary,
}

impl Guise {
    fn of(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
        if text.first() == Some(&b'<') {
            Self::Page
        } else if text.is_empty() || !utf16 && bytes.contains(&0) {
            Self::Binary
        } else {
            Self::Text
        }
    }
}

/// A sheet that was chosen and read.
pub(crate) struct ReadSheet {
    pub(crate) sheet: Sheet,
    pub(crate) format: Format,
    /// What is to be said of the choice.
    pub(crate) notes: Vec<Problem>,
}

/// What a workbook is read as, on which it depends how another of its sheets is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The data: with `--sheet`.
    Data,
    /// A published table: with `--published-sheet`.
    Published,
    /// A register, or the structure of a framework: not at all.
    Other,
}

impl Role {
    /// A word on the choice of a sheet, with the way to choose another.
    fn hinted(self, mut problem: Problem) -> Problem {
        let hint = match (problem.code, self) {
            (Code::SheetChosen, Self::Data) => message!("sheet-chosen-data-hint"),
            (Code::SheetChosen, Self::Published) => message!("sheet-chosen-published-hint"),
            (Code::SheetChosen, Self::Other) => message!("sheet-chosen-other-hint"),
            (Code::UnknownSheet, Self::Data) => message!("unknown-sheet-data-hint"),
            (Code::UnknownSheet, Self::Published) => message!("unknown-sheet-published-hint"),
            (Code::UnknownSheet, Self::Other) => message!("unknown-sheet-other-hint"),
            _ => return problem,
        };
        problem.hint = Some(match problem.hint.take() {
            Some(first) => message!("unknown-sheet-and-hint", hint = first, more = hint),
            None => hint,
        });
        problem
    }
}

/// Reads the sheet that the options name, or the one that fits them.
pub(crate) fn sheet(
    role: Role,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
    io: &mut Io<'_>,
) -> Result<ReadSheet, Problems> {
    let mut line = StatusLine::new(io);
    read(role, name, bytes, options, &mut |rows| {
        line.draw(|_| message!("reading-rows", file = name, rows = rows.to_string()).to_string());
    })
}

/// The same without a word about its progress.
pub(crate) fn read(
    role: Role,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(u64),
) -> Result<ReadSheet, Problems> {
    let mut workbook = Workbook::open(bytes, name, options.limits)?;
    let area = options.area.clone().unwrap_or_else(Area::whole);
    if role == Role::Data && options.sheet.is_none() && options.area.is_none() {
        let Warned { value, warnings } = forms(&mut workbook, name, progress)?;
        if let Some(sheet) = value {
            return Ok(ReadSheet { sheet, format: workbook.format(), notes: warnings });
        }
    }
    let chosen = workbook.choose(options.sheet.as_deref(), &area, options, progress);
    let (at, note) = chosen.map_err(|problems| problems.map(|problem| role.hinted(problem)))?;
    let sheet = workbook.read(at, &area, Par::Auto, progress)?;
    let notes = note.map(|note| role.hinted(note)).into_iter().collect();
    Ok(ReadSheet { sheet, format: workbook.format(), notes })
}

/// The table that the sheets of a workbook make, where any of them is a form.
fn forms(
    workbook: &mut Workbook<'_>,
    name: &str,
    progress: &mut dyn FnMut(u64),
) -> Result<Warned<Option<Sheet>>, Problems> {
    let count = workbook.sheets().len();
    let top = Area::new(0..=HEADING_WITHIN - 1, 0..=u32::MAX);
    let mut is_there = false;
    for at in 0..count {
        is_there = is_there || is_form(&workbook.read(at, &top, Par::Auto, progress)?);
    }
    let whole = if is_there { 0..count } else { 0..0 };
    let sheets: Result<Vec<Sheet>, Problems> =
        whole.map(|at| workbook.read(at, &Area::whole(), Par::Auto, progress)).collect();
    read_forms(name, &sheets?)
}

/// How a table stands in a workbook, in one line.
pub(crate) struct SheetDialect<'t> {
    pub(crate) format: Format,
    pub(crate) sheet: &'t str,
    pub(crate) table: &'t TypedTable,
}

impl fmt::Display for SheetDialect<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, sheet, table } = self;
        if *sheet == FORM_MARK {
            let parts = vec![message!("dialect-forms", format = format.word(), count = table.panel.rows())];
            return write!(f, "{}", message!("dialect", parts));
        }
        let mut parts = vec![message!("dialect-sheet", format = format.word(), sheet = *sheet)];
        let decimals = table.decimals;
        if decimals.point + decimals.comma > 0 {
            parts.push(message!("dialect-sheet-decimals", decimals = decimals.to_string()));
        }
        parts.extend(table.header.map(|row| message!("dialect-sheet-header", row = row.to_string())));
        parts.push(message!("rows", count = table.panel.rows() + table.excluded.len()));
        if let Some(first) = table.notes.first() {
            let (count, row) = (table.notes.len(), first.to_string());
            parts.push(message!("dialect-sheet-notes", count, row));
        }
        write!(f, "{}", message!("dialect", parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_holds() {
        let kind = |name: &str, bytes: &[u8]| match kind_of(name, bytes) {
            Ok(Kind::Workbook(note)) => format!("workbook {}", note.is_some()),
            Ok(Kind::Text(note)) => format!("text {}", note.is_some()),
            Ok(Kind::Columnar(format)) => format.word().to_owned(),
            Err(_) => "refused".to_owned(),
        };
        assert_eq!(kind("data.csv", b"code,x"), "text false");
        assert_eq!(kind("data.xls", b"code;x"), "text true");
        assert_eq!(kind("data.xls", b"\xFF\xFEc\0o\0"), "text true");
        assert_eq!(kind("data.xls", b"\xEF\xBB\xBF <html><table>"), "refused");
        assert_eq!(kind("data.xlsx", b"\0\0\0"), "refused");
        assert_eq!(kind("data.parquet", b"PAR1"), "Parquet");
        assert_eq!(kind("data.csv", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "workbook true");
        assert_eq!(kind("a.b/data", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "workbook false");
    }
}
