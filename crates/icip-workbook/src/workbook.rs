//! A workbook: its sheets, and the cells of one of them.

use icip_num::exec::Par;
use icip_problem::{Code, Message, Place, Problem, Problems, Value, message, quoted};
use icip_table::io::{Area, Limits, ReadOptions, Sheet, sheet_fits};

use crate::excel;
use crate::format::{Format, format_of};
use crate::ods;
use crate::reading::{Reading, SheetName, Unread};
use crate::xls;
use crate::xlsb;

/// Rows of each sheet among which a header is looked for to choose the sheet.
const FIRST_ROWS: u32 = 200;

/// A sheet with the code in a header. The greater of two fits better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    visible: bool,
    /// How many of the columns that are asked for it names.
    columns: usize,
}

/// A sheet that holds cells, and how well it fits where the code stands in a header.
struct Filled {
    at: usize,
    fit: Option<Fit>,
}

/// A workbook in memory.
pub struct Workbook<'b> {
    file: String,
    limits: Limits,
    book: Book<'b>,
    sheets: Vec<SheetName>,
}

impl std::fmt::Debug for Workbook<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook")
            .field("file", &self.file)
            .field("sheets", &self.sheets)
            .finish_non_exhaustive()
    }
}

enum Book<'b> {
    Xlsx(Box<excel::Xlsx<'b>>),
    Xlsb(Box<xlsb::Xlsb<'b>>),
    Xls(Box<xls::Xls>),
    Ods(ods::Ods<'b>),
}

impl<'b> Workbook<'b> {
    /// Opens a workbook of any format; `file` is the name that problems show.
    ///
    /// # Errors
    /// The bytes are those of no workbook, or of a damaged one, or of one that is protected by a password.
    pub fn open(bytes: &'b [u8], file: &str, limits: Limits) -> Result<Self, Problems> {
        let place = Place::file(file);
        limits.check_bytes(&place, bytes.len() as u64)?;
        let bad = |error: Value| bad_file(&place, error);
        let (book, sheets) = match format_of(bytes) {
            None => return Err(bad(message!("bad-file-no-workbook").into())),
            Some(Format::Xls) if xls::is_encrypted(bytes) => {
                let problem = Problem::new(Code::BadFile, place.clone(), message!("bad-file-password"));
                return Err(problem.hint(message!("bad-file-password-hint")).into());
            }
            Some(Format::Xls) => {
                let (book, sheets) =
                    xls::Xls::open(bytes, limits, &place).map_err(|why| unread(&place, why))?;
                (Book::Xls(Box::new(book)), sheets)
            }
            Some(Format::Xlsx) => {
                let (book, sheets) = excel::Xlsx::open(bytes).map_err(bad)?;
                (Book::Xlsx(Box::new(book)), sheets)
            }
            Some(Format::Xlsb) => {
                let (book, sheets) = xlsb::Xlsb::open(bytes).map_err(bad)?;
                (Book::Xlsb(Box::new(book)), sheets)
            }
            Some(Format::Ods) => {
                let (book, sheets) = match ods::Ods::open(bytes) {
                    Ok(opened) => opened,
                    Err(ods::Closed::Password) => {
                        let problem =
                            Problem::new(Code::BadFile, place.clone(), message!("bad-file-password"));
                        return Err(problem.hint(message!("bad-file-password-hint")).into());
                    }
                    Err(ods::Closed::Bad(error)) => return Err(bad(error)),
                };
                (Book::Ods(book), sheets)
            }
        };
        Ok(Self { file: file.to_owned(), limits, book, sheets })
    }

    /// The format of the file.
    pub fn format(&self) -> Format {
        match self.book {
            Book::Xlsx(_) => Format::Xlsx,
            Book::Xlsb(_) => Format::Xlsb,
            Book::Xls(_) => Format::Xls,
            Book::Ods(_) => Format::Ods,
        }
    }

    /// Its sheets in order; those that hold charts alone are not among them.
    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The sheet that is meant: the one that is named, by its name or by its number from 1; or the only one that holds
    /// cells; or the one whose header names the most of the columns that are asked for, which a note says then. Hidden
    /// sheets are looked at where no other fits, and a note says so. `progress` is told how many rows were read.
    ///
    /// # Errors
    /// There is no such sheet, or several fit equally well.
    pub fn choose(
        &mut self,
        named: Option<&str>,
        area: &Area,
        options: &ReadOptions,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(usize, Option<Problem>), Problems> {
        let place = Place::file(&self.file);
        let names: Vec<String> = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let all = || quoted(names.iter().map(String::as_str));
        if let Some(named) = named {
            let by_name = names.iter().position(|name| name == named);
            let by_number = || named.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < names.len());
            let found = by_name.or_else(by_number).ok_or_else(|| {
                let what = message!("unknown-sheet-asked", sheet = named);
                Problem::new(Code::UnknownSheet, place, what)
                    .hint(message!("unknown-sheet-hint", sheets = all()))
            })?;
            return Ok((found, None));
        }
        if names.len() == 1 {
            return Ok((0, None));
        }
        let chosen =
            |at: usize, what: Message| (at, Some(Problem::new(Code::SheetChosen, place.clone(), what)));
        let hidden = |at: usize| message!("sheet-chosen-hidden", sheet = &names[at], sheets = all());
        let filled = self.filled(area, options, progress)?;
        if let [Filled { at, .. }] = filled.as_slice() {
            return Ok(if self.sheets[*at].visible { (*at, None) } else { chosen(*at, hidden(*at)) });
        }
        let best = filled.iter().filter_map(|sheet| sheet.fit).max();
        let fits = |sheet: &&Filled| sheet.fit.is_some() && sheet.fit == best;
        let best: Vec<usize> = filled.iter().filter(fits).map(|sheet| sheet.at).collect();
        match best.as_slice() {
            [only] if self.sheets[*only].visible => {
                let what = message!("sheet-chosen-most", sheet = &names[*only], sheets = all());
                Ok(chosen(*only, what))
            }
            [only] => Ok(chosen(*only, hidden(*only))),
            [] => {
                let what = match filled.is_empty() {
                    true => message!("unknown-sheet-none"),
                    false => message!("unknown-sheet-none-fits", column = &options.code),
                };
                let problem = Problem::new(Code::UnknownSheet, place, what);
                Err(problem.hint(message!("unknown-sheet-hint", sheets = all())).into())
            }
            several => {
                let several = quoted(several.iter().map(|at| names[*at].as_str()));
                let what = message!("unknown-sheet-several", sheets = several);
                Err(Problem::new(Code::UnknownSheet, place, what).into())
            }
        }
    }

    /// The sheets that hold cells.
    fn filled(
        &mut self,
        area: &Area,
        options: &ReadOptions,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Vec<Filled>, Problems> {
        let mut filled = Vec::new();
        let visible: Vec<bool> = self.sheets.iter().map(|sheet| sheet.visible).collect();
        let mut see = |at: usize, cells: &Sheet| {
            let fit = |columns| Fit { visible: visible[at], columns };
            if !cells.is_empty() {
                filled.push(Filled { at, fit: sheet_fits(cells, options).map(fit) });
            }
        };
        let place = Place::file(&self.file);
        let end = area.rows.start().saturating_add(FIRST_ROWS);
        match &mut self.book {
            Book::Ods(book) => {
                let limits = self.limits;
                let reading = Reading { area, end, limits, par: Par::Auto, place: &place, progress };
                book.heads(reading, see).map_err(|why| unread(&place, why))?;
            }
            _ => {
                for at in 0..visible.len() {
                    let cells = self.part(at, area, FIRST_ROWS, Par::Auto, progress)?;
                    see(at, &cells);
                }
            }
        }
        Ok(filled)
    }

    /// The cells of a sheet inside an area. `progress` is told how many rows were read, now and then.
    ///
    /// # Errors
    /// The file is damaged, or the sheet takes more memory than is allowed.
    pub fn read(
        &mut self,
        sheet: usize,
        area: &Area,
        par: Par,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Sheet, Problems> {
        self.part(sheet, area, u32::MAX, par, progress)
    }

    fn part(
        &mut self,
        sheet: usize,
        area: &Area,
        rows: u32,
        par: Par,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Sheet, Problems> {
        let place = Place::file(&self.file);
        let end = area.rows.start().saturating_add(rows);
        let reading = Reading { area, end, limits: self.limits, par, place: &place, progress };
        let name = &self.sheets[sheet].name;
        let read = match &mut self.book {
            Book::Xlsx(book) => book.read(name, reading),
            Book::Xlsb(book) => book.read(name, reading),
            Book::Xls(book) => book.read(name, reading),
            Book::Ods(book) => book.read(sheet, name, reading),
        };
        read.map_err(|why| unread(&place, why))
    }
}

fn unread(place: &Place, why: Unread) -> Problems {
    match why {
        Unread::Bad(error) => bad_file(place, error),
        Unread::Problem(problem) => (*problem).into(),
    }
}

fn bad_file(place: &Place, error: Value) -> Problems {
    let problem = Problem::new(Code::BadFile, place.clone(), message!("bad-file-workbook", error));
    problem.hint(message!("bad-file-workbook-hint")).into()
}
