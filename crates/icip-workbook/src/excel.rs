//! `.xlsx` and `.xlsm`, archives of XML, as calamine reads them cell by cell.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{DataRef, Reader};
use icip_num::exec;
use icip_problem::{Code, Message, Place, Problem, SheetPlace, Value, column_letters, message};
use icip_table::io::Sheet;

use crate::guard::guarded;
use crate::package::{Guarded, Package};
use crate::reading::{Reading, SheetName, Unread};
use crate::scan::Told;
use crate::shown::Shown;
use crate::value::{names, take};
use crate::xml::{attribute, elements};

/// A workbook of XML parts.
pub(crate) struct Xlsx<'b> {
    book: calamine::Xlsx<Guarded<'b>>,
    stop: Arc<AtomicBool>,
    package: Package<'b>,
    parts: Parts,
    /// What was found beside the cells of a part.
    told: HashMap<String, Arc<Told>>,
    /// What the format of a cell says, by its style.
    styles: Option<Vec<Shown>>,
}

impl<'b> Xlsx<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<(Self, Vec<SheetName>), Value> {
        let mut package = Package::open(bytes)?;
        package.check()?;
        let (bytes, stop) = Guarded::new(bytes);
        let book = guarded(|| calamine::Xlsx::new(bytes))?;
        let sheets = names(book.sheets_metadata());
        let parts = Parts::of(&mut package).unwrap_or_default();
        Ok((Self { book, stop, package, parts, told: HashMap::new(), styles: None }, sheets))
    }

    pub(crate) fn read(&mut self, name: &str, reading: Reading<'_>) -> Result<Sheet, Unread> {
        let path = self.parts.paths.get(name).cloned().ok_or_else(no_part)?;
        let (place, recalculates) = (reading.place.clone(), self.parts.recalculates);
        let size = usize::try_from(self.package.size(&path)).unwrap_or(usize::MAX);
        let Self { book, stop, package, styles, told, .. } = self;
        if let Some(told) = told.get(&path) {
            return with_told(cells(book, styles, name, reading), told, recalculates, (&place, name));
        }
        stop.store(false, Ordering::Relaxed);
        // What the cells are is read beside a look at the text, which stops it where the text is one made to do damage.
        let (found, read) = exec::beside(
            reading.par,
            size,
            || package.scan(&path).inspect_err(|_| stop.store(true, Ordering::Relaxed)),
            || {
                if stop.load(Ordering::Relaxed) {
                    Ok(Default::default())
                } else {
                    cells(book, styles, name, reading)
                }
            },
        );
        let found = Arc::new(found?);
        told.insert(path, Arc::clone(&found));
        with_told(read, &found, recalculates, (&place, name))
    }
}

/// The cells of a sheet, and the places of those without a value.
fn cells(
    book: &mut calamine::Xlsx<Guarded<'_>>,
    styles: &mut Option<Vec<Shown>>,
    name: &str,
    mut reading: Reading<'_>,
) -> Result<(Sheet, Vec<(u32, u32)>), Unread> {
    let (mut sheet, mut empty, mut failed) = (Sheet::new(name), Vec::new(), None);
    guarded(|| {
        let mut cells = book.worksheet_cells_reader(name)?;
        let styles = styles.get_or_insert_with(|| {
            let format = |style: &calamine::Style| {
                let format = style.number_format.as_ref();
                format.map_or(Shown::Plain, |format| Shown::of(&format.format_code))
            };
            cells.styles().iter().map(format).collect()
        });
        while let Some((cell, style)) = cells.next_cell_with_style_id()? {
            let place = cell.get_position();
            let taken = match cell.get_value() {
                DataRef::Empty => {
                    empty.extend(reading.wants(place).then_some(place));
                    continue;
                }
                value => {
                    let shown = styles.get(style).copied().unwrap_or(Shown::Plain);
                    take(&mut reading, &mut sheet, place, value, shown)
                }
            };
            match taken {
                Ok(true) => {}
                Ok(false) => break,
                Err(why) => {
                    failed = Some(why);
                    break;
                }
            }
        }
        Ok::<(), calamine::XlsxError>(())
    })?;
    failed.map_or(Ok((sheet, empty)), Err)
}

/// A sheet, and what its XML says beside the cells; `at` is the file, and the name of the sheet.
fn with_told(
    read: Result<(Sheet, Vec<(u32, u32)>), Unread>,
    told: &Told,
    recalculates: bool,
    at: (&Place, &str),
) -> Result<Sheet, Unread> {
    if let Some((cell, error)) = &told.new_error {
        // calamine gives up there, and does not say where.
        let what = message!("spreadsheet-error-cell", text = error);
        let problem = Problem::new(Code::SpreadsheetError, place_of(at, *cell), what);
        return Err(Box::new(problem.hint(message!("spreadsheet-error-hint"))).into());
    }
    let (mut sheet, empty) = read?;
    // Cells without a value come between the others; few files have any with a formula.
    let lacking: BTreeSet<(u32, u32)> = told.uncalculated.iter().copied().collect();
    if empty.iter().any(|place| lacking.contains(place)) {
        sheet = sheet.with_uncalculated(empty.into_iter().filter(|place| lacking.contains(place)));
    }
    if recalculates {
        sheet.doubt(&told.zeros);
    }
    told.merged.iter().cloned().for_each(|area| sheet.merge(area));
    told.hidden_rows.iter().for_each(|row| sheet.hide_row(*row));
    told.hidden_columns.iter().for_each(|column| sheet.hide_column(*column));
    Ok(sheet)
}

/// The place of a cell, of whose table nothing is known yet.
fn place_of((file, sheet): (&Place, &str), (row, column): (u32, u32)) -> Place {
    let position = usize::try_from(column).unwrap_or(usize::MAX);
    let letters = column_letters(position);
    let sheet = SheetPlace::new(sheet, [(letters.clone(), position)]);
    file.sheet(Arc::new(sheet)).line(u64::from(row) + 1).field(letters)
}

fn no_part() -> Value {
    message!("bad-file-no-part", part = "worksheet").into()
}

/// What the parts of a workbook say of each other.
#[derive(Default)]
struct Parts {
    /// The part of each sheet, by the name of the sheet.
    paths: HashMap<String, String>,
    /// Whether a spreadsheet is to compute all formulas when it opens the file: programs that cannot compute them write 0
    /// as their results, and say this.
    recalculates: bool,
}

impl Parts {
    fn of(package: &mut Package<'_>) -> Result<Self, Message> {
        let lacking = |part: &str| message!("bad-file-no-part", part);
        let root = package.small_text("_rels/.rels").ok_or_else(|| lacking("_rels/.rels"))?;
        let mut workbook = None;
        elements(&root, |element| {
            if attribute(element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                workbook = attribute(element, "Target");
            }
        });
        let workbook = workbook.ok_or_else(|| lacking("workbook"))?;
        let workbook = workbook.trim_start_matches('/');
        let (folder, file) =
            workbook.rsplit_once('/').map_or(("", workbook), |(folder, file)| (folder, file));
        let in_folder = |target: &str| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        let relations = in_folder(&format!("_rels/{file}.rels"));
        let relations = package.small_text(&relations).ok_or_else(|| lacking(&relations))?;
        let mut targets = HashMap::new();
        elements(&relations, |element| {
            if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
                targets.insert(id, in_folder(&target));
            }
        });
        let text = package.small_text(workbook).ok_or_else(|| lacking(workbook))?;
        let mut parts = Self::default();
        elements(&text, |element| {
            if element.local_name().as_ref() == "calcPr" {
                let on_load = attribute(element, "fullCalcOnLoad");
                parts.recalculates = on_load.is_some_and(|text| ["1", "true"].contains(&text.as_str()));
            }
            if element.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
                && let Some(target) = targets.get(&id)
            {
                parts.paths.insert(name, target.clone());
            }
        });
        Ok(parts)
    }
}
