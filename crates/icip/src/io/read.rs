//! A table of entities, from the bytes of a CSV file to a [`Panel`].

use std::collections::BTreeSet;

use super::cells::{Cell, Cells};
use super::codes;
use super::dialect::{Decimals, Dialect};
use super::exclude::Exclusion;
use super::header::listed;
use super::keys::Keys;
use super::log::Log;
use super::options::{Decimal, ReadOptions};
use super::sheet::Sheet;
use crate::data::{Column, Entity, Panel, PanelBuilder};
use crate::problem::{Place, Problem, Problems, Warned};

/// A table as it was read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Table {
    /// Entities and numbers.
    pub panel: Panel,
    /// How the file was written.
    pub dialect: Dialect,
    /// Rows that a rule left out, in the order of the file.
    pub excluded: Vec<Excluded>,
    /// Columns of the file that nobody asked for.
    pub unread: Vec<String>,
}

/// A row that was left out before anything was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The entity; its groups follow [`Panel::groups`].
    pub entity: Entity,
    /// Why, in the words of the rule.
    pub why: String,
}

/// Reads a table of entities.
///
/// Finds encoding, separator, header line and decimal mark by itself where they are not declared,
/// and says in [`Table::dialect`] what it found. `file` is the name that problems show.
///
/// *Missing and edge cases.* A cell is absent when it is one of the declared marks, and never for
/// another reason. Codes stay text. Rows without any value and notes under the table are left out
/// with a warning; a row with a code and no values is kept. Rows left out by a rule need a code and
/// the right number of fields, their numbers are not looked at.
///
/// # Errors
/// Everything that is wrong with the file, by line and column: what is not text, no header with the
/// code column, a wanted column twice, a ragged row, a quote that is not closed, an empty or repeated
/// code, a cell that is not a finite number in the convention of its column, or outside its range.
///
/// ```
/// use icip::io::{ColumnOptions, ReadOptions, read_csv};
///
/// let mut options = ReadOptions::default();
/// options.missing.push("ND".into());
/// options.columns.insert("budget".into(), ColumnOptions::default());
///
/// let bytes = b"code;budget;remark\n05001;1.234,5;new\n08001;ND;\n";
/// let table = read_csv(bytes, "data.csv", &options)?.value;
/// let budget = table.panel.column("budget").expect("the file has it");
/// assert_eq!((budget.get(0), budget.get(1)), (Some(1234.5), None));
/// assert_eq!(table.panel.entities()[0].code, "05001");
/// assert_eq!(table.unread, ["remark"]);
/// assert_eq!(table.dialect.to_string(), "UTF-8, separator `;`, decimal comma, header on line 1, 2 rows");
///
/// let problems = read_csv(b"code,budget\n05001,23-abr\n,7\n", "data.csv", &options).expect_err("two problems");
/// let lines: Vec<_> = problems.iter().map(|problem| (problem.place.line, problem.code)).collect();
/// assert_eq!(lines, [(Some(2), "date"), (Some(3), "empty-code")]);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn read_csv(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Warned<Table>, Problems> {
    let mut log = Log::new(file);
    let sheet = match Sheet::open(bytes, options, &mut log) {
        Ok(sheet) => sheet,
        Err(problem) => return Err(log.fail(*problem)),
    };
    let wanted = wanted(options);
    sheet.check_names(&wanted, &mut log);
    let keys = Keys::find(&sheet, options, &mut log);
    let (kept, excluded) = exclude(&sheet, &keys, options, &mut log);
    let (rows, entities): (Vec<usize>, Vec<Entity>) = kept.into_iter().unzip();
    codes::check(&entities, keys.code(), &mut log);
    let (columns, decimals) = numbers(&sheet, &rows, &entities, options, &mut log);
    if entities.is_empty() && !excluded.is_empty() {
        let reasons: BTreeSet<&str> = excluded.iter().map(|excluded| excluded.why.as_str()).collect();
        let reasons: Vec<&str> = reasons.into_iter().collect();
        let what = format!("every row is left out: {}", reasons.join(", "));
        log.problem(0, Problem::new("no-rows", Place::file(file), what));
    }
    let unread: Vec<String> =
        sheet.names().filter(|(_, name)| !wanted.contains(name)).map(|(_, name)| name.into()).collect();
    let builder = Panel::builder()
        .source(file, Some(sheet.dialect().header))
        .unread(unread.clone())
        .groups(keys.groups());
    let panel = match build(builder, &keys, entities, columns, &mut log) {
        Some(panel) => panel,
        None => return Err(log.into_problems()),
    };
    let dialect = Dialect { decimals, ..sheet.dialect().clone() };
    log.finish(Table { panel, dialect, excluded, unread })
}

/// The names in the header of a table, for callers who choose columns by what there is. Nothing below
/// the header is looked at.
///
/// # Errors
/// What keeps the header from being found: no text, an empty file, no code column.
///
/// ```
/// use icip::io::{ReadOptions, read_header};
/// let names = read_header(b"code;x;y\n05001;1;2\n", "data.csv", &ReadOptions::default())?;
/// assert_eq!(names, ["code", "x", "y"]);
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub fn read_header(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Vec<String>, Problems> {
    let mut log = Log::new(file);
    match Sheet::open(bytes, options, &mut log) {
        Ok(sheet) => Ok(sheet.names().map(|(_, name)| name.to_owned()).collect()),
        Err(problem) => Err(log.fail(*problem)),
    }
}

/// Names of the columns that are asked for.
fn wanted(options: &ReadOptions) -> BTreeSet<&str> {
    let keys = [Some(&options.code), options.name.as_ref(), options.period.as_ref()];
    let deciding = options.exclude.iter().map(|rule| &rule.column);
    let all = keys.into_iter().flatten().chain(&options.groups).chain(deciding).chain(options.columns.keys());
    all.map(String::as_str).collect()
}

type Row = (usize, Entity);

/// The rows that stay, and those that a rule leaves out.
fn exclude(sheet: &Sheet, keys: &Keys, options: &ReadOptions, log: &mut Log) -> (Vec<Row>, Vec<Excluded>) {
    let exclusions = Exclusion::all(sheet, options, log);
    let (mut kept, mut excluded) = (Vec::new(), Vec::new());
    for row in sheet.rows().iter().copied() {
        let entity = keys.entity(sheet, row, log);
        match exclusions.iter().find_map(|exclusion| exclusion.why(sheet, row)) {
            Some(why) => excluded.push(Excluded { entity, why: why.into() }),
            None => kept.push((row, entity)),
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
        let cell = |(row, entity)| Cell { text: sheet.cell(row, position), line: sheet.line(row), entity };
        let cells: Vec<Cell<'_>> =
            rows.iter().copied().zip(keys.iter().map(String::as_str)).map(cell).collect();
        let decimal = asked.decimal.or(options.decimal);
        let numbers =
            Cells { name, position, cells: &cells, options: asked, missing: &options.missing, decimal }
                .read(log);
        if asked.tokens.is_none() {
            decimals.count(numbers.found);
        }
        match (numbers.found, decimal) {
            (Some(Decimal::Point), None) => found[0].push(format!("`{name}`")),
            (Some(Decimal::Comma), None) => found[1].push(format!("`{name}`")),
            _ => {}
        }
        let column = Column::new(numbers.values).expect("the gate lets only finite numbers through");
        columns.push((name.to_string(), column));
    }
    warn_of_two_marks(sheet, &found, log);
    (columns, decimals)
}

fn warn_of_two_marks(sheet: &Sheet, [point, comma]: &[Vec<String>; 2], log: &mut Log) {
    if !point.is_empty() && !comma.is_empty() {
        let what = format!(
            "columns differ in their decimal mark: a point in {}; a comma in {}",
            listed(point),
            listed(comma)
        );
        let warning = Problem::new("two-decimal-marks", sheet.header_place(), what);
        log.warn(0, warning.hint("declare `decimal` for the columns where both are meant"));
    }
}

/// The panel, unless there is a problem with the codes or anything else.
fn build(
    mut builder: PanelBuilder,
    keys: &Keys,
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
            log.absorb(keys.code(), &problems);
            None
        }
    }
}

#[cfg(test)]
mod tests;
