//! The reader as it was before it read files in chunks: the whole text, all records and all cells at once, on
//! one thread, cut by the csv crate.
//!
//! It exists because it is slow and obvious: the tests compare the reader with it on thousands of messy
//! files. It shares the texts of messages with the reader, and as little else as it can.

mod cells;
mod codes;
mod exclude;
mod keys;
mod notes;
mod records;
mod sheet;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::data::{Column, Entity, Panel, PanelBuilder};
use crate::io::collector::{report_repeats, warn_of_two_marks};
use crate::io::decoration::Decoration;
use crate::io::dialect::{Decimals, Dialect};
use crate::io::exclude::Excluded;
use crate::io::log::Log;
use crate::io::options::{Decimal, ReadOptions};
use crate::io::read::Table;
use crate::io::repeats::{Repeats, sparse};
use crate::io::unusual::{KeyNotes, Unusual};
use cells::{Cell, Cells, Declared};
use exclude::Exclusion;
use icip_problem::{Code, Place, Problem, Problems, Warned, message};
use keys::Keys;
use sheet::Sheet;

/// Reads a table of entities.
pub(crate) fn read_csv(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Warned<Table>, Problems> {
    let options = &options.normal();
    let mut log = Log::new(file);
    let sheet = match Sheet::open(bytes, options, &mut log) {
        Ok(sheet) => sheet,
        Err(problem) => return Err((*problem).into()),
    };
    let wanted = options.wanted();
    // A column of numbers has a name.
    let reads_unnamed = ReadOptions { columns: BTreeMap::new(), ..options.clone() }.wanted().contains("");
    sheet.check_names(&wanted, reads_unnamed, &mut log);
    let keys = Keys::find(&sheet, options, &mut log);
    let mut notes = KeyNotes::default();
    let (kept, excluded) = exclude(&sheet, &keys, options, &mut notes, &mut log);
    let (rows, entities): (Vec<usize>, Vec<Entity>) = kept.into_iter().unzip();
    let (columns, decimals) = numbers(&sheet, &rows, &entities, options, &mut log);
    let columns_of_numbers =
        options.columns.keys().filter(|name| sheet.names().any(|(_, found)| found == *name));
    let first_line = entities.first().and_then(|entity| entity.line);
    log.hint_at_second_header(Some(sheet.dialect().header), first_line, columns_of_numbers.count());
    let numbered = rows.first().is_some_and(|row| sheet.holds_numbers_of_columns(*row));
    codes::check(&entities, &columns, (keys.code(), numbered), &mut log);
    notes.tell(|column| sheet.name(column), &mut log);
    warn_of_sparse_periods(&entities, &mut log);
    if entities.is_empty() && !excluded.is_empty() {
        let reasons: BTreeSet<String> = excluded.iter().map(|excluded| excluded.why.to_string()).collect();
        let reasons: Vec<String> = reasons.into_iter().collect();
        let what = message!("no-rows-all-left-out", reasons = reasons.join(", "));
        log.problem(0, Problem::new(Code::NoRows, Place::file(file), what));
    }
    let unread: Vec<String> =
        sheet.names().filter(|(_, name)| !wanted.contains(name)).map(|(_, name)| name.into()).collect();
    let builder = Panel::builder()
        .source(file, Some(sheet.dialect().header))
        .unread(unread.clone())
        .groups(keys.groups());
    let panel = match build(builder, (&keys, &notes.unusual), entities, columns, &mut log) {
        Some(panel) => panel,
        None => return log.finish(()).map(|_| unreachable!("there is a problem")),
    };
    let dialect = Dialect { decimals, ..sheet.dialect().clone() };
    log.finish(Table { panel, dialect, excluded, unread })
}

/// Warns of periods with far fewer rows than others.
fn warn_of_sparse_periods(entities: &[Entity], log: &mut Log) {
    let rows = || entities.iter().filter(|entity| !entity.code.is_empty());
    let (sparse, usual) = sparse(rows().map(|entity| entity.period.clone()));
    let mut repeats = Repeats::default();
    for entity in rows().filter(|entity| sparse.contains(&entity.period)) {
        if let Some(period) = &entity.period {
            repeats.see_sparse(period, entity.line, usual);
        }
    }
    repeats.warn_of_sparse_periods(log);
}

type Row = (usize, Entity);

/// The rows that stay, and those that a rule leaves out.
fn exclude(
    sheet: &Sheet,
    keys: &Keys,
    options: &ReadOptions,
    notes: &mut KeyNotes,
    log: &mut Log,
) -> (Vec<Row>, Vec<Excluded>) {
    let exclusions = Exclusion::all(sheet, options, log);
    let (mut kept, mut excluded) = (Vec::new(), Vec::new());
    for row in sheet.rows().iter().copied() {
        let entity = keys.entity(sheet, row, notes);
        match exclusions.iter().find_map(|exclusion| exclusion.why(sheet, row)) {
            Some(why) => excluded.push(Excluded::new(entity, why)),
            None => {
                if keys.check(&entity, &sheet.place(row), log) {
                    kept.push((row, entity));
                }
            }
        }
    }
    (kept, excluded)
}

/// The columns of numbers in the order of the file, and which decimal marks they use.
fn numbers(
    sheet: &Sheet,
    rows: &[usize],
    entities: &[Entity],
    options: &ReadOptions,
    log: &mut Log,
) -> (Vec<(String, Column)>, Decimals) {
    let mut columns = Vec::new();
    let mut decimals = Decimals::default();
    let mut found: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    let keys: Vec<String> = entities.iter().map(Entity::key).collect();
    for (position, name) in sheet.names() {
        let Some(asked) = options.columns.get(name) else { continue };
        let decoration =
            Decoration { thousands: asked.thousands, percent: asked.percent, flags: asked.flags.clone() };
        let by_thousands = match asked.thousands {
            Some('.') => Some(Decimal::Comma),
            Some(',') => Some(Decimal::Point),
            _ => None,
        };
        let decimal = asked.decimal.or(by_thousands).or(options.decimal);
        let declared = Declared { options: asked, missing: &options.missing, decimal };
        let cell = |(row, entity)| {
            let text = sheet.cell(row, position);
            let plain =
                asked.tokens.is_some() || declared.is_missing(text) || declared.number(text).is_some();
            let text = if plain { Cow::Borrowed(text) } else { decoration.strip(text) };
            Cell { text, line: sheet.line(row), entity }
        };
        let cells: Vec<Cell<'_>> =
            rows.iter().copied().zip(keys.iter().map(String::as_str)).map(cell).collect();
        let numbers = Cells { name, position, cells: &cells, declared }.read(log);
        if asked.tokens.is_none() {
            decimals.count(numbers.found);
        }
        match (numbers.found, decimal) {
            (Some(Decimal::Point), None) => found[0].push(format!("`{name}`")),
            (Some(Decimal::Comma), None) => found[1].push(format!("`{name}`")),
            _ => {}
        }
        let column = Column::new(numbers.values).expect("only finite numbers are values");
        columns.push((name.to_string(), column));
    }
    warn_of_two_marks(&sheet.header_place(), &found, log);
    (columns, decimals)
}

/// The panel, unless there is a problem with the codes or anything else.
fn build(
    mut builder: PanelBuilder,
    (keys, unusual): (&Keys, &Unusual),
    entities: Vec<Entity>,
    columns: Vec<(String, Column)>,
    log: &mut Log,
) -> Option<Panel> {
    if log.has_problems() {
        // Without columns: only to hear of repeated codes. Empty ones are reported already.
        builder = builder.entities(entities.into_iter().filter(|entity| !entity.code.is_empty()));
    } else {
        builder = builder.entities(entities);
        builder = columns.into_iter().fold(builder, |builder, (name, column)| builder.column(name, column));
    }
    match builder.build() {
        Ok(panel) => (!log.has_problems()).then_some(panel),
        Err(problems) => {
            report_repeats(&problems, unusual, keys.code(), log);
            None
        }
    }
}
