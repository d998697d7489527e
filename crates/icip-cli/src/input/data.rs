//! The table of data that a command line names, with the register joined and one period chosen.

use std::path::Path;

use icip::data::{Blocks, Entity, Panel};
use icip::exec::Par;
use icip::framework::{self, Framework};
use icip::io::{
    CsvBlocks, Decimal, ReadOptions, Register, SheetRows, ShownPeriod, TableLayout, limit_exceeded,
    observations_of_rows, observations_of_text, read_csv, read_register, read_register_sheet, read_sheet,
    size,
};
use icip::plan::Plan;
use icip::problem::{Code, Message, Place, Problem, Report, Warned, message};

use super::columnar;
use super::file::{InputFile, display_name, read_bytes};
use super::framework::DEFAULT;
use super::loaded::LoadedData;
use super::workbook::{self, Kind, ReadSheet, Role, SheetDialect, kind_of};
use crate::args::{Input, InputOptions, limits};
use crate::fail::Fail;
use crate::streams::Io;
use crate::timings::Stage;
use crate::wording::first;

/// The name that problems and run records show for the example that ships.
pub(crate) const EXAMPLE: &str = "example";

/// Entities of a register without data that a note names.
const LISTED: usize = 10;

/// Memory for the threads and the parts of a large table while they are read.
const WORKING: u64 = 96 << 20;

/// The data for a framework.
pub(crate) fn load(framework: &Framework, input: &Input, io: &mut Io<'_>) -> Result<LoadedData, Fail> {
    load_with_bytes(framework, input, io).map(|(loaded, _)| loaded)
}

/// The same with the bytes of the file, which may come from a pipe and cannot be read again.
pub(crate) fn load_with_bytes(
    framework: &Framework,
    input: &Input,
    io: &mut Io<'_>,
) -> Result<(LoadedData, Vec<u8>), Fail> {
    let (loaded, bytes) = load_every(framework, input, io)?;
    match &input.options.period {
        Some(period) => with_period(loaded, framework, period).map(|loaded| (loaded, bytes)),
        None => Ok((loaded, bytes)),
    }
}

/// The same with the rows of all periods, whichever is asked for.
pub(crate) fn load_every(
    framework: &Framework,
    input: &Input,
    io: &mut Io<'_>,
) -> Result<(LoadedData, Vec<u8>), Fail> {
    let _timed = io.timings.start(Stage::Reading);
    let options = &input.options;
    note_default(input, io);
    let mut read_options = read_options(framework, options);
    let (mut loaded, bytes) = match &input.data {
        // The example has the columns of that index, and several frameworks that ship read them.
        None if framework.id().starts_with("icip-2018") => {
            let bytes = framework::example().as_bytes().to_vec();
            (read("data", EXAMPLE, &bytes, &read_options, io)?, bytes)
        }
        None => {
            let option = options.framework.as_deref().unwrap_or(DEFAULT);
            return Err(Fail::Usage(message!("usage-no-data-file", framework = framework.id(), option)));
        }
        Some(path) => {
            let bytes = read_bytes(path, io)?;
            let name = display_name(path);
            must_be_workbook(&name, &bytes, options)?;
            read_options.limits.memory = left_for_table(io.memory.unwrap_or(u64::MAX), &name, &bytes)?;
            let loaded = read("data", &name, &bytes, &read_options, io)
                .map_err(|fail| with_missing_columns(fail, framework, &name, &bytes, &read_options))?;
            (loaded, bytes)
        }
    };
    if options.entities.is_some() {
        loaded = with_register(loaded, &read_options, options, io)?;
    }
    Ok((loaded, bytes))
}

/// Refuses to choose a sheet, or a part of one, of a file that has none.
fn must_be_workbook(name: &str, bytes: &[u8], options: &InputOptions) -> Result<(), Fail> {
    let asked = [("--sheet", options.sheet.is_some()), ("--range", options.range.is_some())];
    match asked.into_iter().find(|(_, given)| *given) {
        Some((option, _)) if !matches!(kind_of(name, bytes)?, Kind::Workbook(_)) => {
            Err(Fail::Usage(message!("usage-sheet-of-no-workbook", option, file = name)))
        }
        _ => Ok(()),
    }
}

/// The memory that is left for the rows of a table, of so many bytes in all.
pub(crate) fn left_for_table(memory: u64, name: &str, bytes: &[u8]) -> Result<u64, Fail> {
    let working = WORKING.min(8 * bytes.len() as u64);
    let taken = bytes.len() as u64 + working;
    memory.checked_sub(taken).ok_or_else(|| {
        let what = message!("limit-exceeded-memory", needed = size(taken), limit = size(memory));
        Fail::Data(limit_exceeded(Place::file(name), what, "memory").into())
    })
}

/// Says which framework is used where none is named: data that the user brings are rarely those of the
/// default.
pub(crate) fn note_default(input: &Input, io: &mut Io<'_>) {
    if input.data.is_some() && input.options.framework.is_none() {
        io.note(message!("note-default-framework", name = DEFAULT));
    }
}

/// A register of entities, with what is to be said of its file.
pub(crate) fn register(
    path: &Path,
    read_options: &ReadOptions,
    io: &mut Io<'_>,
) -> Result<(InputFile, Register, Vec<Problem>), Fail> {
    let bytes = read_bytes(path, io)?;
    let name = display_name(path);
    let file = InputFile::new("entities", &name, &bytes);
    // The framework declares how the data file is written, not how the register is.
    let mut read = read_options.clone();
    (read.encoding, read.delimiter) = (None, None);
    (read.comment, read.ends_before) = (None, None);
    (read.sheet, read.area) = (None, None);
    let (notes, register) = match kind_of(&name, &bytes)? {
        Kind::Workbook(note) => {
            let ReadSheet { sheet, notes: chosen, .. } =
                workbook::sheet(Role::Other, &name, &bytes, &read, io).map_err(Fail::Data)?;
            let notes: Vec<Problem> = note.into_iter().chain(chosen).collect();
            (notes, read_register_sheet(sheet, &name, &read))
        }
        Kind::Text(note) => (note.into_iter().collect(), read_register(&bytes, &name, &read)),
        Kind::Columnar(format) => {
            return Err(Fail::Usage(message!(
                "usage-register-columnar",
                file = &name,
                format = format.word()
            )));
        }
    };
    let Warned { value, warnings } = register.map_err(Fail::Data)?;
    Ok((file, value, notes.into_iter().chain(warnings).collect()))
}

/// Joins the register of entities that the options name.
fn with_register(
    mut loaded: LoadedData,
    read_options: &ReadOptions,
    options: &InputOptions,
    io: &mut Io<'_>,
) -> Result<LoadedData, Fail> {
    let Some(path) = &options.entities else { return Ok(loaded) };
    let (file, register, told) = register(path, read_options, io)?;
    loaded.register = Some(file);
    let joined = register.join(loaded.panel).map_err(Fail::Data)?;
    loaded.panel = joined.value;
    let absent = register.absent_from(&loaded.panel);
    if !absent.is_empty() {
        let shown =
            |entity: &&Entity| format!("`{}` {}", entity.code, entity.name.as_deref().unwrap_or_default());
        let names: Vec<String> = absent.iter().map(|entity| shown(entity).trim_end().to_owned()).collect();
        let entities = first(&names, LISTED);
        io.note(message!("register-without-data", file = display_name(path), count = absent.len(), entities));
    }
    // The register supplies names and groups that the data file lacks.
    let named = loaded.panel.labels().name;
    let supplied = |warning: &Problem| {
        let field = warning.place.field.as_ref();
        warning.code == Code::MissingName && named
            || warning.code == Code::MissingGroup
                && field.is_some_and(|field| loaded.panel.groups().contains(field))
    };
    loaded.warnings.retain(|warning| !supplied(warning));
    loaded.warnings.extend(told);
    loaded.warnings.extend(joined.warnings);
    Ok(loaded)
}

/// The problems of a table together with those of its header: a user who has to correct cells wants to know
/// of a missing column at once.
fn with_missing_columns(
    fail: Fail,
    framework: &Framework,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Fail {
    let Fail::Data(problems) = &fail else { return fail };
    // Its schema knows the line of the header, as the panel of a table that was read does.
    let Some(table) = blocks(name, bytes, options, Par::Seq) else { return fail };
    let mut report = Report::default();
    problems.iter().for_each(|problem| report.problem(problem.clone()));
    if let Err(missing) = Plan::compile(framework, table.schema()) {
        missing.iter().for_each(|problem| report.problem(problem.clone()));
    }
    report.into_problems().map_or_else(Fail::Data, |_| fail)
}

/// What the framework says of reading, and what the command line adds.
pub(crate) fn read_options(framework: &Framework, options: &InputOptions) -> ReadOptions {
    let mut read = framework.read_options();
    read.shown =
        options.period.as_deref().map(|period| ShownPeriod::alone(period).linked_by(framework.period_link()));
    read.missing.extend(options.missing.iter().cloned());
    read.limits = limits::of_tables(&options.limits);
    for column in &options.further {
        read.columns.entry(column.clone()).or_default();
    }
    read.sheet = options.sheet.clone().or(read.sheet);
    read.area = options.range.clone().or(read.area);
    match options.layout.as_deref() {
        Some("long") => read.layout = TableLayout::Long,
        Some("years") => read.layout = TableLayout::Years,
        Some(_) => read.layout = TableLayout::Wide,
        None => {}
    }
    match options.decimal.as_deref() {
        Some(",") => read.decimal = Some(Decimal::Comma),
        Some(_) => read.decimal = Some(Decimal::Point),
        None => {}
    }
    read
}

/// The rows of a table of text or of a sheet in blocks, where it can be opened: for questions that the panel does not
/// answer.
pub(crate) fn blocks<'b>(
    name: &str,
    bytes: &'b [u8],
    options: &ReadOptions,
    par: Par,
) -> Option<Box<dyn Blocks + 'b>> {
    match kind_of(name, bytes).ok()? {
        Kind::Columnar(_) => None,
        Kind::Text(_) if options.layout != TableLayout::Wide => {
            Some(Box::new(observations_of_text(bytes, name, options, par).ok()?))
        }
        Kind::Text(_) => Some(Box::new(CsvBlocks::open(move || Ok(bytes), name, options, par).ok()?)),
        Kind::Workbook(_) => {
            let read = workbook::read(Role::Data, name, bytes, options, &mut |_| ()).ok()?;
            let rows = SheetRows::blocks(read.sheet, name, options).ok()?;
            match options.layout {
                TableLayout::Wide => Some(Box::new(rows)),
                _ => Some(Box::new(observations_of_rows(rows, options).ok()?)),
            }
        }
    }
}

/// Reads the table of a sheet.
fn read_workbook(
    role: Role,
    file: InputFile,
    bytes: &[u8],
    options: &ReadOptions,
    io: &mut Io<'_>,
) -> Result<LoadedData, Fail> {
    let ReadSheet { sheet, format, notes } =
        workbook::sheet(role, &file.name, bytes, options, io).map_err(Fail::Data)?;
    let name = sheet.name().to_owned();
    let Warned { value: table, mut warnings } = read_sheet(sheet, &file.name, options).map_err(Fail::Data)?;
    let dialect = SheetDialect { format, sheet: &name, table: &table }.to_string();
    warnings.splice(0..0, notes);
    let (panel, excluded, unread) = (table.panel, table.excluded, table.unread);
    Ok(LoadedData { panel, dialect, excluded, unread, warnings, file, register: None, shown: None })
}

/// Reads a table from bytes, whose format they tell; the name of the file tells Parquet and Arrow IPC.
pub(crate) fn read(
    role: &'static str,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
    io: &mut Io<'_>,
) -> Result<LoadedData, Fail> {
    let file = InputFile::new(role, name, bytes);
    let note = match kind_of(name, bytes)? {
        Kind::Columnar(format) => return columnar::read(file, bytes, format, options),
        Kind::Workbook(note) => {
            let role = if role == "data" { Role::Data } else { Role::Published };
            let mut loaded = read_workbook(role, file, bytes, options, io)?;
            note.into_iter().for_each(|note| loaded.warnings.insert(0, note));
            return Ok(loaded);
        }
        Kind::Text(note) => note,
    };
    let read = read_csv(bytes, name, options).inspect_err(|_| {
        // What the file is explains what is wrong with it.
        note.iter().for_each(|note| io.note(note.into()));
    });
    let Warned { value: table, mut warnings } = read.map_err(Fail::Data)?;
    note.into_iter().for_each(|note| warnings.insert(0, note));
    Ok(LoadedData {
        panel: table.panel,
        dialect: table.dialect.to_string(),
        excluded: table.excluded,
        unread: table.unread,
        warnings,
        file,
        register: None,
        shown: None,
    })
}

/// Chooses the period that is shown. Rows of other periods stay where they take part in its scores.
pub(crate) fn with_period(
    mut loaded: LoadedData,
    framework: &Framework,
    period: &str,
) -> Result<LoadedData, Fail> {
    let is_wanted = |entity: &Entity| entity.period.as_deref() == Some(period);
    must_have_period(framework, &loaded.panel, period)?;
    if framework.links_periods() {
        loaded.shown = Some(period.to_owned());
    } else {
        loaded.panel = loaded.panel.filter(is_wanted);
    }
    Ok(loaded)
}

/// Of several periods, of which none is asked for, a reader is shown the last one, and is told so.
pub(crate) fn show_last(
    data: &mut LoadedData,
    framework: &Framework,
    said: impl FnOnce(&str, usize) -> Message,
    io: &mut Io<'_>,
) -> Option<String> {
    let periods = data.panel.periods_in_time();
    let (count, last) = (periods.len(), periods.last().and_then(|(period, _)| period.map(str::to_owned)));
    let last = last.filter(|_| count > 1)?;
    io.note(said(&last, count));
    show(data, framework, &last);
    Some(last)
}

/// Shows one period. Rows of other periods stay where they take part in its scores.
pub(crate) fn show(data: &mut LoadedData, framework: &Framework, period: &str) {
    if framework.links_periods() {
        data.shown = Some(period.to_owned());
    } else {
        data.panel = data.panel.filter(|entity| entity.period.as_deref() == Some(period));
    }
}

/// Refuses a period that no row has.
pub(crate) fn must_have_period(framework: &Framework, panel: &Panel, wanted: &str) -> Result<(), Fail> {
    framework.must_have_period(panel, wanted).map_err(Fail::Data)
}
