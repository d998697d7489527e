//! Observations put together to entities: a row for each entity and period, a column for each indicator.
//!
//! The rows of the file are read as any rows are, by [`CsvBlocks`] or as typed cells, and give keys and cells as they
//! stand. The table that is made of them is read once more as one of typed cells, so that every rule for a cell is the one
//! of a table with a column for each indicator. This module must not know what a cell means.

mod held;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::ops::Range;

pub(crate) use held::Held;
pub use held::Room;
use held::{At, GROUP, Observed};

use super::cells::{Cell, NumberColumn};
use super::chunk::Rows;
use super::collector::{verdict, warn_of_thousands};
use super::dialect::Dialect;
use super::evidence::{Evidence, Example};
use super::exclude::Excluded;
use super::formula::{guarded, unguarded};
use super::layout::Layout;
use super::limits::Limits;
use super::log::Log;
use super::normal::normal_form;
use super::observing::Observing;
use super::options::{Decimal, ReadOptions, TableLayout};
use super::sdmx;
use super::shown::{listed, shorten};
use super::stream::{CsvBlocks, Facts};
use super::typed::{Ending, Heading, TypedBlocks, TypedCells, TypedRows, TypedTable, read_blocks};
use super::typed_cell::TypedCell;
use crate::data::{Blocks, Entity, Panel, Schema};
use icip_num::exec::{self, Par};
use icip_problem::{Code, Message, Place, Problem, Problems, Value, Warned, message};

/// Memory of an entity.
const BYTES_PER_ROW: u64 = 200;

/// The entities of a table of observations, as rows of typed cells.
pub struct LongRows {
    names: Vec<String>,
    keys: KeyColumns,
    entities: Vec<Entity>,
    indicators: usize,
    held: Held,
    /// The columns of the file in which values stand.
    columns: Vec<String>,
    /// The file.
    place: Place,
}

/// Which of the columns of keys there are.
struct KeyColumns {
    name: bool,
    period: bool,
    groups: usize,
}

/// An indicator. Of one that nobody asks for no observations are held.
struct Indicator {
    column: Option<NumberColumn>,
    unit: Option<(String, u64)>,
}

/// What is known of a table of observations beside its entities.
pub(crate) struct Found {
    /// How the file was written, where it is a text.
    pub(crate) dialect: Option<Dialect>,
    pub(crate) excluded: Vec<Excluded>,
    /// The row of the header, and those of notes, where it is a sheet.
    header: Option<u64>,
    notes: Vec<u64>,
}

/// All rows of a table whose cells have types, whatever a row is.
pub(crate) fn read_rows<R: TypedRows>(
    blocks: TypedBlocks<R>,
    options: &ReadOptions,
) -> Result<Warned<TypedTable>, Problems> {
    if options.layout == TableLayout::Wide {
        return read_blocks(blocks);
    }
    let (blocks, Found { excluded, header, notes, .. }) = of_rows(blocks, options)?;
    let Warned { value, warnings } = read_blocks(blocks)?;
    Ok(Warned { value: TypedTable { excluded, header, notes, ..value }, warnings })
}

/// The entities of a table of observations in a text; see [`read_csv`](super::read_csv).
///
/// # Errors
/// What keeps observations from being found: no header, no column with the indicator or the value, and no row with an
/// indicator that is asked for.
pub fn observations_of_text(
    bytes: &[u8],
    file: &str,
    options: &ReadOptions,
    par: Par,
) -> Result<TypedBlocks<LongRows>, Problems> {
    of_text(CsvBlocks::of_bytes(bytes, file, options, par)?, options, Held::new(None))
        .map(|(blocks, _)| blocks)
}

/// The entities of a table of observations in blocks, of a text that need not fit in memory.
///
/// The first block comes when the whole text was read. What is held in memory are the entities, of which each takes some two
/// hundred bytes, and 64 MiB of observations; further ones are written into a file and read again group by group of
/// entities.
///
/// ```
/// use icip_num::exec::Par;
/// use icip_table::data::Blocks;
/// use icip_table::io::{ColumnOptions, LongBlocks, ReadOptions, TableLayout};
///
/// let mut options = ReadOptions::new("REF_AREA");
/// options.layout = TableLayout::Long;
/// options.period = Some("TIME_PERIOD".into());
/// options.columns.insert("TRUST".into(), ColumnOptions::default());
/// let text = "REF_AREA,TIME_PERIOD,INDICATOR,OBS_VALUE\nCOL,2021,TRUST,0.5\nPER,2021,TRUST,0.25\n";
/// let room = std::io::Cursor::new(Vec::new());
/// let mut blocks = LongBlocks::open(|| Ok(text.as_bytes()), "d.csv", &options, Par::Auto, Box::new(room))?;
/// let block = blocks.next_block()?.ok_or("a block")?;
/// assert_eq!(block.column("TRUST").ok_or("a column")?.get(1), Some(0.25));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct LongBlocks {
    blocks: TypedBlocks<LongRows>,
    found: Found,
}

impl LongBlocks {
    /// Reads a text; `source` gives the bytes from the start whenever it is called, `file` is the name that problems show, and
    /// `room` an empty file.
    ///
    /// # Errors
    /// As [`observations_of_text`], and a file that cannot be written.
    pub fn open<R: io::Read + Send>(
        source: impl Fn() -> io::Result<R> + Send,
        file: &str,
        options: &ReadOptions,
        par: Par,
        room: Box<dyn Room>,
    ) -> Result<Self, Problems> {
        let blocks = CsvBlocks::open(source, file, options, par)?;
        let options = blocks.options().clone();
        let (blocks, found) = of_text(blocks, &options, Held::new(Some(room)))?;
        Ok(Self { blocks, found })
    }

    /// What was found beside the rows, once all of them were read without a problem.
    pub fn facts(&self) -> Option<Warned<Facts>> {
        let Warned { value, warnings } = self.blocks.facts()?;
        let dialect = self.found.dialect.clone()?;
        let dialect = Dialect { decimals: value.decimals, ..dialect };
        let (excluded, unread) = (self.found.excluded.clone(), value.unread.clone());
        Some(Warned { value: Facts { dialect, excluded, unread }, warnings: warnings.clone() })
    }
}

impl Blocks for LongBlocks {
    fn schema(&self) -> &Schema {
        self.blocks.schema()
    }

    fn groups(&self) -> &[String] {
        self.blocks.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        self.blocks.next_block()
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        self.blocks.rewind()
    }
}

/// The same of a table whose cells have types, such as [`SheetRows::blocks`](super::SheetRows::blocks) gives.
///
/// # Errors
/// As [`observations_of_text`].
pub fn observations_of_rows<R: TypedRows>(
    blocks: TypedBlocks<R>,
    options: &ReadOptions,
) -> Result<TypedBlocks<LongRows>, Problems> {
    of_rows(blocks, options).map(|(blocks, _)| blocks)
}

pub(crate) fn of_text(
    mut blocks: CsvBlocks<'_>,
    options: &ReadOptions,
    held: Held,
) -> Result<(TypedBlocks<LongRows>, Found), Problems> {
    let mut builder = Builder::new(blocks.layout(), blocks.said_of_header(), options, held)?;
    let par = blocks.par();
    let mut next = blocks.next_rows();
    let read = loop {
        let parts = match next {
            Ok(Some(parts)) => parts,
            Ok(None) => break Ok(()),
            Err(problems) => break Err(problems),
        };
        // While rows are put together, the next are read.
        let cells = 10 * parts.iter().map(|rows| rows.entities.len()).sum::<usize>();
        let take = || parts.iter().try_for_each(|rows| builder.take(rows));
        let (taken, read) = exec::both(par, cells, take, || blocks.next_rows());
        taken?;
        next = read;
        blocks.recycle(parts);
    };
    if let (Err(problems), false) = (&read, blocks.is_complete()) {
        return Err(problems.clone());
    }
    let facts = read.map(|()| blocks.into_facts());
    let (warnings, facts) = match facts {
        Ok(Warned { value, warnings }) => (warnings, Ok(value)),
        Err(problems) => (Vec::new(), Err(problems)),
    };
    let (observed, rows) = (builder.seen, builder.entities.len());
    let blocks = builder.finish(warnings, facts.as_ref().err())?;
    let (dialect, excluded) = match facts {
        Ok(Facts { dialect, excluded, .. }) => (Some(dialect), excluded),
        Err(_) => (None, Vec::new()),
    };
    let dialect = dialect.map(|dialect| Dialect { observations: Some(observed), rows, ..dialect });
    Ok((blocks, Found { dialect, excluded: once(excluded), header: None, notes: Vec::new() }))
}

pub(crate) fn of_rows<R: TypedRows>(
    mut blocks: TypedBlocks<R>,
    options: &ReadOptions,
) -> Result<(TypedBlocks<LongRows>, Found), Problems> {
    let said = blocks.said_of_header();
    let mut builder = Builder::new(blocks.layout(), said, options, Held::new(None))?;
    let read = loop {
        match blocks.next_rows() {
            Ok(Some(rows)) => builder.take(&rows)?,
            Ok(None) => break Ok(()),
            Err(problems) => break Err(problems),
        }
    };
    if let (Err(problems), false) = (&read, blocks.is_complete()) {
        return Err(problems.clone());
    }
    let facts = blocks.facts();
    let warnings = facts.map_or_else(Vec::new, |facts| facts.warnings.clone());
    let found = facts.map(|facts| facts.value.clone());
    let (excluded, header, notes) =
        found.map_or_else(Default::default, |found| (found.excluded, found.header, found.notes));
    let blocks = builder.finish(warnings, read.as_ref().err())?;
    Ok((blocks, Found { dialect: None, excluded: once(excluded), header, notes }))
}

/// The problems of a log that has some.
fn refused(log: Log, layout: &Layout) -> Problems {
    let none = || Problem::new(Code::NoRows, layout.header().clone(), message!("no-rows-observed")).into();
    log.finish(()).err().unwrap_or_else(none)
}

/// Entities that were left out, each once for each reason.
fn once(excluded: Vec<Excluded>) -> Vec<Excluded> {
    let mut known = BTreeSet::new();
    let is_first = |row: &Excluded| known.insert((row.entity.key(), row.why.clone()));
    excluded.into_iter().filter(is_first).collect()
}

/// Puts observations together.
struct Builder {
    options: ReadOptions,
    layout: Layout,
    observing: Observing,
    log: Log,
    entities: Vec<Entity>,
    rows: RowsByKey,
    names: Vec<String>,
    indicators: Vec<Indicator>,
    known: HashMap<String, usize>,
    held: Held,
    columns: Vec<String>,
    evidence: Evidence,
    scratch: String,
    /// Observations that were seen, and rows that are not asked for.
    seen: usize,
    passed: usize,
    /// Rows without a value in any year, and the first of them.
    without_years: (usize, Option<Place>),
    /// Entities of which another name was told.
    renamed: BTreeSet<usize>,
    flags: BTreeMap<(bool, String), (usize, Place)>,
}

impl Builder {
    fn new(layout: &Layout, header: Log, options: &ReadOptions, held: Held) -> Result<Self, Problems> {
        let observing = layout.observing.clone().filter(Observing::is_whole);
        let Some(observing) = observing else {
            // What is missing was said when the header was read.
            return Err(refused(header, layout));
        };
        let place = layout.header().at_line(None);
        let columns = observing.values.iter().map(|(column, _)| layout.columns.name(*column).to_owned());
        Ok(Self {
            options: options.normal(),
            layout: layout.clone(),
            log: Log::within(&place, layout.limits.kept()),
            entities: Vec::new(),
            rows: RowsByKey::default(),
            names: Vec::new(),
            indicators: Vec::new(),
            known: HashMap::new(),
            held,
            columns: columns.collect(),
            observing,
            evidence: Evidence::default(),
            scratch: String::new(),
            seen: 0,
            passed: 0,
            without_years: (0, None),
            renamed: BTreeSet::new(),
            flags: BTreeMap::new(),
        })
    }

    /// Takes rows of the file.
    fn take(&mut self, rows: &Rows) -> Result<(), Problems> {
        let width = self.observing.positions().count();
        let is_known = |entity: &Entity| {
            // What is missing was said when the row was read.
            !entity.code.is_empty() && (!self.layout.keys.has_period() || entity.period.is_some())
        };
        let rows: Vec<_> = rows
            .entities
            .iter()
            .zip(rows.observed.chunks_exact(width))
            .filter(|(e, _)| is_known(e))
            .collect();
        rows.into_iter().try_for_each(|(entity, cells)| self.row(entity, cells))?;
        let needed = self.held.bytes() + self.entities.len() as u64 * BYTES_PER_ROW;
        let place = self.log.place();
        self.layout.limits.check_rows(place, self.held.count)?;
        self.layout.limits.check_columns(place, self.indicators.len() as u64)?;
        Ok(self.layout.limits.check_memory(place, needed)?)
    }

    fn row(&mut self, entity: &Entity, cells: &[TypedCell<'static>]) -> Result<(), Problems> {
        let observing = &self.observing;
        let (parts, cells) = cells.split_at(observing.indicator.len());
        let (flag, cells) = cells.split_at(usize::from(observing.flag.is_some()));
        let (unit, cells) = cells.split_at(observing.unit.len());
        let (only, cells) = cells.split_at(observing.only.len());
        let line = entity.line.unwrap_or_default();
        let is_asked = |(cell, (_, wanted)): (&TypedCell<'_>, &(usize, BTreeSet<String>))| {
            wanted.contains(normal_text(cell).as_ref())
        };
        if !only.iter().zip(&observing.only).all(is_asked) {
            self.passed += 1;
            return Ok(());
        }
        let Some(indicator) = self.indicator(parts, entity, line) else { return Ok(()) };
        if self.indicators[indicator].column.is_none() {
            self.seen += 1;
            return Ok(());
        }
        let flag = flag.first().map_or(Cow::Borrowed(""), normal_text);
        let years = self.options.layout == TableLayout::Years;
        let mut any = false;
        for (column, cell) in cells.iter().enumerate() {
            let mut entity = Cow::Borrowed(entity);
            if let Some(year) = &self.observing.values[column].1 {
                entity.to_mut().period = Some(year.clone());
            }
            let absent = self.look(indicator, cell, &entity, line, years);
            if years && absent {
                continue;
            }
            any = true;
            self.seen += 1;
            let at = (line, column);
            let cell = self.flagged(cell, &flag, absent, at, &entity);
            if !absent && cell != TypedCell::Null {
                self.check_unit(indicator, unit, at, &entity);
            }
            let row = self.row_of(&entity, line);
            let at = At { row, indicator, line, column };
            self.held.push(at, &cell).map_err(|error| unreadable(self.log.place(), &error))?;
        }
        if years && !any {
            let (count, first) = &mut self.without_years;
            *count += 1;
            first.get_or_insert_with(|| self.log.place().line(line).entity(entity.key()));
        }
        Ok(())
    }

    fn place(&self, (line, value): (u64, usize), entity: &Entity) -> Place {
        self.log.place().line(line).field(&self.columns[value]).entity(entity.key())
    }

    /// The number of an indicator.
    fn indicator(&mut self, parts: &[TypedCell<'_>], entity: &Entity, line: u64) -> Option<usize> {
        let name = match &self.observing.single {
            Some(single) => normal_form(single),
            None => joined(parts, "."),
        };
        if let Some(empty) = parts.iter().position(|part| normal_text(part).is_empty()) {
            let column = self.observing.indicator[empty];
            let place = self.log.place().line(line).field(self.layout.columns.name(column));
            let what = message!("empty-indicator-row");
            self.log.problem(column, Problem::new(Code::EmptyIndicator, place.entity(entity.key()), what));
            return None;
        }
        if let Some(known) = self.known.get(name.as_ref()) {
            return Some(*known);
        }
        let (at, name) = (self.indicators.len(), name.into_owned());
        let asked = self.options.columns.get(&name);
        let column = asked.map(|asked| NumberColumn::new(&name, at, asked, &self.options));
        self.indicators.push(Indicator { column, unit: None });
        self.names.push(name.clone());
        self.known.insert(name, at);
        Some(at)
    }

    /// Whether a cell is absent; takes note of what its text shows of the decimal mark.
    fn look(
        &mut self,
        indicator: usize,
        cell: &TypedCell<'_>,
        entity: &Entity,
        line: u64,
        years: bool,
    ) -> bool {
        let text = match cell {
            TypedCell::Null => return true,
            TypedCell::Text(text) => text.trim(),
            _ => return false,
        };
        let Some(column) = &self.indicators[indicator].column else { return text.is_empty() };
        if years && text.is_empty() {
            return true;
        }
        let judged = column.cell(text, Decimal::Point, &mut self.scratch);
        if let (None, false, Some(written)) = (column.declared, column.has_tokens(), judged.written()) {
            let text = column.undecorated(text).into_owned();
            self.evidence.see(written, || Example { line, text, entity: entity.key() });
        }
        judged == Cell::Absent
    }

    /// The cell as its flag makes it.
    fn flagged<'c>(
        &mut self,
        cell: &'c TypedCell<'static>,
        flag: &str,
        absent: bool,
        at: (u64, usize),
        entity: &Entity,
    ) -> TypedCell<'c> {
        if flag.is_empty() || self.is_standard() && flag == sdmx::NORMAL {
            return cell.clone();
        }
        let declared = self.options.observed();
        let is_declared =
            declared.is_some_and(|declared| declared.flags.iter().any(|(known, _)| known == flag));
        let standard = self.is_standard() && sdmx::ABSENT.contains(&flag);
        let text = cell.text();
        let empty = absent || text.is_empty() || text.eq_ignore_ascii_case("nan");
        let gone = is_declared || standard && empty || absent || text.is_empty();
        let place = self.place(at, entity);
        let (count, _) = self.flags.entry((gone, flag.to_owned())).or_insert_with(|| (0, place.clone()));
        *count += 1;
        if gone {
            return TypedCell::Null;
        }
        if standard {
            let what = message!(
                "flagged-value-cell",
                text = shorten(&text),
                flag,
                why = known_reason(flag).map_or_else(|| Value::from(flag), Value::from)
            );
            let hint = message!("flagged-value-hint", flag);
            self.log.problem(0, Problem::new(Code::FlaggedValue, place, what).hint(hint));
            return TypedCell::Null;
        }
        cell.clone()
    }

    /// Whether flags have the meaning that SDMX gives them.
    fn is_standard(&self) -> bool {
        self.observing.flag.is_some_and(|column| self.layout.columns.name(column) == sdmx::FLAG[0])
    }

    fn check_unit(&mut self, indicator: usize, unit: &[TypedCell<'_>], at: (u64, usize), entity: &Entity) {
        let unit = joined(unit, " ");
        let Some((first, line)) = &self.indicators[indicator].unit else {
            self.indicators[indicator].unit = Some((unit.into_owned(), at.0));
            return;
        };
        if *first != unit {
            let quote = |unit: &str| {
                if unit.is_empty() { message!("unit-none") } else { message!("unit-named", unit) }
            };
            let what = message!(
                "mixed-units-cell",
                indicator = &self.names[indicator],
                unit = quote(&unit),
                first = quote(first),
                line = line.to_string()
            );
            let problem = Problem::new(Code::MixedUnits, self.place(at, entity), what);
            self.log.problem(0, problem.hint(message!("mixed-units-hint")));
        }
    }

    /// The row of an entity in its period.
    fn row_of(&mut self, entity: &Entity, line: u64) -> usize {
        let row = match self.rows.find(&self.entities, entity) {
            Ok(row) => {
                self.check_key(row, entity, line);
                row
            }
            Err(hash) => {
                self.entities.push(entity.clone());
                self.rows.add(hash)
            }
        };
        self.rows.last = row;
        row
    }

    /// An entity has one name and is in one group in a period, whichever of its observations says so.
    fn check_key(&mut self, row: usize, entity: &Entity, line: u64) {
        let first = &self.entities[row];
        if let (Some(first_name), Some(name)) = (&first.name, &entity.name)
            && first_name != name
            && self.renamed.insert(row)
        {
            let line_of_first = first.line.unwrap_or_default().to_string();
            let what = message!("mixed-names-row", name, first = first_name, line = line_of_first);
            let place = self.log.place().line(line).entity(entity.key());
            let problem = Problem::new(Code::MixedNames, place, what);
            self.log.warn(0, problem.hint(message!("mixed-names-row-hint")));
        }
        if first.groups == entity.groups {
            return;
        }
        let groups = self.layout.keys.groups();
        let pairs = first.groups.iter().zip(&entity.groups).zip(groups);
        for ((first_group, group), name) in pairs.filter(|((first, group), _)| first != group) {
            let quote = |group: &Option<String>| match group {
                Some(group) => message!("unit-named", unit = group),
                None => message!("unit-none"),
            };
            let what = message!(
                "mixed-groups-row",
                group = quote(group),
                first = quote(first_group),
                line = first.line.unwrap_or_default().to_string()
            );
            let place = self.log.place().line(line).field(name).entity(entity.key());
            self.log.problem(0, Problem::new(Code::MixedGroups, place, what));
        }
    }

    /// Looks for observations that are there twice. Of a line with several values the first one is told.
    fn find_twice(&mut self) -> Result<(), Problems> {
        let mut lines = BTreeSet::new();
        for group in 0..self.held.groups() {
            let mut found = Vec::new();
            let twice = |at: At, first| found.push((at, first));
            self.held
                .group(group, self.indicators.len(), twice)
                .map_err(|error| unreadable(self.log.place(), &error))?;
            for (at, first) in found {
                if lines.insert(at.line) {
                    self.tell_twice(at, first);
                }
            }
        }
        Ok(())
    }

    fn tell_twice(&mut self, At { row, indicator, line, column }: At, first: u64) {
        let place = self.place((line, column), &self.entities[row]);
        let what = message!(
            "duplicate-observation-row",
            indicator = &self.names[indicator],
            line = first.to_string()
        );
        let unread: Vec<String> =
            self.layout.unread(&BTreeSet::new()).iter().map(|name| format!("`{}`", shorten(name))).collect();
        let hint = match unread.is_empty() {
            true => message!("duplicate-observation-row-hint"),
            false => message!("duplicate-observation-columns-hint", columns = listed(&unread)),
        };
        self.log.problem(0, Problem::new(Code::DuplicateObservation, place, what).hint(hint));
    }

    /// The entities, under the options of a table of entities; `warnings` and `problems` are those of the rows.
    fn finish(
        mut self,
        warnings: Vec<Problem>,
        problems: Option<&Problems>,
    ) -> Result<TypedBlocks<LongRows>, Problems> {
        warnings.into_iter().for_each(|warning| self.log.warn(0, warning));
        for problem in problems.into_iter().flat_map(Problems::iter) {
            self.log.problem(0, problem.clone());
        }
        self.find_twice()?;
        self.tell_flags();
        self.tell_passed();
        let decimal = self.decimal();
        if self.entities.is_empty() {
            if !self.log.has_problems() {
                self.tell_no_rows();
            }
            return Err(refused(self.log, &self.layout));
        }
        let asked = self.indicators.iter().filter(|indicator| indicator.column.is_some()).count() as u64;
        if self.held.stays() {
            let table = Limits::memory_of(self.entities.len() as u64, asked);
            self.layout.limits.check_memory(self.log.place(), self.held.bytes() + table)?;
        }
        let keys = KeyColumns {
            name: self.layout.keys.name().is_some(),
            period: self.observing.period.is_some(),
            groups: self.layout.keys.groups().len(),
        };
        let mut names = vec![self.layout.keys.code_name().to_owned()];
        let mut options = ReadOptions::new(names[0].clone());
        if let Some(name) = self.layout.keys.name() {
            names.push(self.layout.columns.name(name).to_owned());
            options.name = names.last().cloned();
        }
        if let Some(period) = &self.observing.period {
            names.push(period.clone());
            options.period = names.last().cloned();
        }
        names.extend(self.layout.keys.groups());
        options.groups = self.layout.keys.groups();
        names.extend(self.names);
        options.columns = self.options.columns.clone();
        (options.missing, options.decimal) = (self.options.missing.clone(), decimal.or(self.options.decimal));
        (options.shown, options.limits) = (self.options.shown.clone(), self.options.limits);
        let rows = LongRows {
            names,
            keys,
            entities: self.entities,
            indicators: self.indicators.len(),
            held: self.held,
            columns: self.columns,
            place: self.log.place().clone(),
        };
        let heading = Heading { place: self.layout.header().clone(), log: self.log, all_columns: true };
        TypedBlocks::under(rows, heading, &options, |_, _, _| Ending::default())
    }

    /// The decimal mark that the values as a whole show: they stand in one column, whatever they are values of.
    fn decimal(&mut self) -> Option<Decimal> {
        let (position, _) = self.observing.values[0];
        let name = self.layout.columns.name(position).to_owned();
        match verdict(&self.evidence) {
            Ok(found) => {
                warn_of_thousands(&self.evidence, (position, &name), &mut self.log);
                found
            }
            Err((cell, refusal)) => {
                let mut place = self.log.place().line(cell.line);
                if self.columns.len() == 1 {
                    place = place.field(&name);
                }
                let problem = refusal.at(place, cell.entity.clone());
                self.log.problem(position, problem);
                self.held.forget_numbers();
                None
            }
        }
    }

    fn tell_flags(&mut self) {
        for ((gone, flag), (count, place)) in std::mem::take(&mut self.flags) {
            let declared = self.options.observed();
            let why = declared.and_then(|declared| declared.flags.iter().find(|(known, _)| *known == flag));
            let standard = self.is_standard();
            let why = match why {
                Some((_, why)) => Some(Value::from(why.as_str())),
                None if standard => known_reason(&flag).map(Value::from),
                None => None,
            };
            let (code, what) = match (gone, why) {
                (true, Some(why)) => {
                    (Code::AbsentByFlag, message!("absent-by-flag-why", count, flag = &flag, why))
                }
                (true, None) => (Code::AbsentByFlag, message!("absent-by-flag-alone", count, flag = &flag)),
                (false, Some(why)) => {
                    (Code::ObservationFlags, message!("observation-flags-why", count, flag = &flag, why))
                }
                (false, None) => {
                    (Code::ObservationFlags, message!("observation-flags-alone", count, flag = &flag))
                }
            };
            self.log.warn(0, Problem::new(code, place, what));
        }
    }

    fn tell_passed(&mut self) {
        let place = self.layout.header().at_line(None);
        if self.passed > 0 {
            let columns: Vec<String> = self
                .observing
                .only
                .iter()
                .map(|(column, _)| format!("`{}`", self.layout.columns.name(*column)))
                .collect();
            let what = message!("passed-rows-only", count = self.passed, columns = listed(&columns));
            self.log.warn(0, Problem::new(Code::PassedRows, place.clone(), what));
        }
        if let (count, Some(first)) = std::mem::take(&mut self.without_years) {
            let what = message!("passed-rows-without-years", count);
            self.log.warn(0, Problem::new(Code::PassedRows, first, what));
        }
    }

    fn tell_no_rows(&mut self) {
        let place = self.log.place().clone();
        let what = match self.names.is_empty() {
            true => message!("no-rows-observed"),
            false => {
                let names: Vec<String> =
                    self.names.iter().map(|name| format!("`{}`", shorten(name))).collect();
                message!("no-rows-known-indicator", indicators = listed(&names))
            }
        };
        self.log.problem(0, Problem::new(Code::NoRows, place, what));
    }
}

/// The rows of entities by code and period.
#[derive(Default)]
struct RowsByKey {
    hasher: RandomState,
    /// The last row with a hash, and of each row the one before with the same.
    by_hash: HashMap<u64, usize>,
    before: Vec<Option<usize>>,
    /// The row that was found last.
    last: usize,
}

impl RowsByKey {
    /// The row of an entity; its hash where it is new.
    fn find(&self, entities: &[Entity], entity: &Entity) -> Result<usize, u64> {
        let is_it = |row: usize| {
            entities.get(row).is_some_and(|known| known.code == entity.code && known.period == entity.period)
        };
        // Sorted by entities, it is the last one again; by indicators, the one after it.
        if let Some(row) = [self.last, self.last + 1].into_iter().find(|row| is_it(*row)) {
            return Ok(row);
        }
        let hash = self.hasher.hash_one((&entity.code, &entity.period));
        let mut next = self.by_hash.get(&hash).copied();
        while let Some(row) = next {
            if is_it(row) {
                return Ok(row);
            }
            next = self.before[row];
        }
        Err(hash)
    }

    /// Adds the next row.
    fn add(&mut self, hash: u64) -> usize {
        let row = self.before.len();
        self.before.push(self.by_hash.insert(hash, row));
        row
    }
}

/// The file of the observations cannot be written or read.
fn unreadable(place: &Place, error: &io::Error) -> Problem {
    let what = message!("unreadable-observations", error = error.to_string());
    Problem::new(Code::Unreadable, place.clone(), what)
}

/// The text of a cell as names are compared.
fn normal_text<'c>(cell: &'c TypedCell<'_>) -> Cow<'c, str> {
    match cell.text() {
        Cow::Borrowed(text) => normal_form(unguarded(text)),
        Cow::Owned(text) => Cow::Owned(normal_form(unguarded(&text)).into_owned()),
    }
}

/// The texts of some cells that have one.
fn joined<'c>(cells: &'c [TypedCell<'_>], between: &str) -> Cow<'c, str> {
    match cells {
        [one] => normal_text(one),
        cells => {
            let texts = cells.iter().map(normal_text).filter(|text| !text.is_empty());
            Cow::Owned(texts.collect::<Vec<_>>().join(between))
        }
    }
}

/// What a flag of the code list `CL_OBS_STATUS` of SDMX means.
fn known_reason(flag: &str) -> Option<Message> {
    Some(match flag {
        "B" => message!("flag-break"),
        "E" => message!("flag-estimated"),
        "F" => message!("flag-forecast"),
        "H" => message!("flag-holiday"),
        "I" => message!("flag-imputed"),
        "L" => message!("flag-not-collected"),
        "M" => message!("flag-cannot-exist"),
        "O" => message!("flag-missing"),
        "P" => message!("flag-provisional"),
        "Q" => message!("flag-suppressed"),
        "U" => message!("flag-unreliable"),
        _ => return None,
    })
}

impl TypedRows for LongRows {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn rows(&self) -> usize {
        self.entities.len()
    }

    fn line(&self, row: usize) -> u64 {
        self.entities[row].line.unwrap_or_default()
    }

    fn at_once(&self) -> usize {
        GROUP
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        // What looks at keys alone needs no observation.
        let needs = columns.iter().any(|column| *column >= self.keys.count());
        let groups = rows.start / GROUP..if needs { rows.end.div_ceil(GROUP) } else { 0 };
        let observed = groups.map(|group| self.held.group(group, self.indicators, |_, _| {}));
        let observed = observed.collect::<io::Result<Vec<Observed>>>();
        let observed = observed.map_err(|error| unreadable(&self.place, &error))?;
        Ok(Box::new(LongPart { table: self, columns: columns.to_vec(), first: rows.start, observed }))
    }
}

impl KeyColumns {
    fn count(&self) -> usize {
        1 + usize::from(self.name) + usize::from(self.period) + self.groups
    }
}

/// Some columns of some rows.
struct LongPart<'t> {
    table: &'t LongRows,
    columns: Vec<usize>,
    first: usize,
    /// Of the groups that hold the rows.
    observed: Vec<Observed>,
}

impl LongPart<'_> {
    /// The observation of a cell, with its place among those of its group.
    fn observation(&self, row: usize, column: usize) -> Option<(&Observed, usize)> {
        let indicator = self.columns[column].checked_sub(self.table.keys.count())?;
        let row = self.first + row;
        let observed = self.observed.get(row / GROUP - self.first / GROUP)?;
        Some((observed, observed.find(row % GROUP, indicator)?))
    }
}

impl TypedCells for LongPart<'_> {
    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        let table = self.table;
        if self.columns[column] >= table.keys.count() {
            return self.observation(row, column).map_or(TypedCell::Null, |(observed, at)| observed.cell(at));
        }
        let (row, column) = (self.first + row, self.columns[column]);
        let entity = &table.entities[row];
        let named = usize::from(table.keys.name);
        let groups = 1 + named + usize::from(table.keys.period);
        let text = match column {
            0 => Some(&entity.code),
            column if column >= groups => entity.groups[column - groups].as_ref(),
            column if column == named => entity.name.as_ref(),
            _ => entity.period.as_ref(),
        };
        text.map_or(TypedCell::Null, |text| TypedCell::Text(guarded(text)))
    }

    fn place(&self, row: usize, column: usize) -> Option<(u64, &str)> {
        let (observed, at) = self.observation(row, column)?;
        let (line, column) = observed.place(at);
        Some((line, &self.table.columns[column]))
    }
}

#[cfg(test)]
mod tests;
