//! A table of typed cells (a data frame, a workbook), read under the rules of a CSV file.
//!
//! Rows become the same chunks as those of a CSV file, so that everything after them is shared: which
//! columns are wanted, which rows are left out, decimal marks of columns of text, codes that repeat or look
//! like a slip, and the texts of all findings. This module must not know where the cells come from.

use std::borrow::Cow;
use std::ops::Range;

use super::assemble::Assembly;
use super::cells::{Cell, NumberColumn, uncalculated};
use super::chunk::{Chunk, RowPlace, Rows};
use super::collector::Collector;
use super::conventions::{Conventions, Next};
use super::dialect::Decimals;
use super::exclude::Excluded;
use super::layout::Layout;
use super::left_out::Seen;
use super::log::{Fatal, Log};
use super::look_ahead::{self, Visit};
use super::notes::Tail;
use super::number::Written;
use super::options::ReadOptions;
use super::refusal::Refusal;
use super::repeats::{Fingerprint, Suspects};
use super::typed_cell::TypedCell;
use crate::data::{Blocks, Column, Entity, Mask, Names, Panel, Schema};
use icip_num::exec::Par;
use icip_num::kernel;
use icip_problem::{Code, Place, Problem, Problems, Warned, message};

/// Rows of a block: fewer than a group of rows of a usual Parquet file, so that memory does not depend on who
/// wrote the file.
const ROWS: usize = 1 << 16;

/// A table of typed cells that can be read more than once.
pub trait TypedRows {
    /// Names of all columns, in order.
    fn names(&self) -> Vec<String>;

    /// Number of rows.
    fn rows(&self) -> usize;

    /// The number by which messages name a row: of a sheet, that of the row in it. Rows count from 0.
    fn line(&self, row: usize) -> u64 {
        row as u64 + 1
    }

    /// How many rows are read at once. Results do not depend on it; a source that is in memory does best with as many as
    /// a cache holds.
    fn at_once(&self) -> usize {
        ROWS
    }

    /// The cells of some rows, of the columns at these places among all names.
    ///
    /// # Errors
    /// The source cannot be read.
    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems>;
}

/// Cells of some rows and columns.
pub trait TypedCells {
    /// A cell. `column` is a position among the columns that were asked for; `row` counts from the first row
    /// that was asked for.
    fn cell(&self, row: usize, column: usize) -> TypedCell<'_>;

    /// The line and the column in which a cell stands, where they are not those of its row and of its name.
    fn place(&self, row: usize, column: usize) -> Option<(u64, &str)> {
        let _ = (row, column);
        None
    }

    /// The number that a cell is, where a source knows that faster than by making the cell; nothing says nothing.
    fn number(&self, row: usize, column: usize) -> Option<f64> {
        let _ = (row, column);
        None
    }

    /// All cells of a column that was asked for, where they are numbers that lie side by side, or null, and stand in their
    /// rows; nothing says nothing.
    fn numbers(&self, column: usize) -> Option<Numbers<'_>> {
        let _ = column;
        None
    }
}

/// A column of numbers, one for each row that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'c> {
    values: &'c [f64],
    mask: Option<&'c Mask>,
}

impl<'c> Numbers<'c> {
    /// Numbers, and the rows that are not null, where some are; what stands in the row of a null is of no matter.
    pub fn new(values: &'c [f64], mask: Option<&'c Mask>) -> Self {
        Self { values, mask }
    }

    fn get(&self, row: usize) -> Option<f64> {
        self.mask.is_none_or(|mask| mask.get(row)).then(|| self.values[row])
    }

    /// Whether nothing is to be said of any of them.
    fn pass(&self, column: &NumberColumn) -> bool {
        if self.mask.is_some() {
            return (0..self.values.len()).all(|row| self.get(row).is_none_or(|value| column.passes(value)));
        }
        let bounds = kernel::bounds(self.values).filter(|_| kernel::all_finite(self.values));
        self.values.is_empty() || bounds.is_some_and(|(low, high)| column.passes(low) && column.passes(high))
    }

    /// The column of numbers of which nothing is to be said.
    fn column(&self) -> Column {
        // Adding 0.0 turns -0.0 into 0.0.
        match self.mask {
            None => Column::trusted(self.values.iter().map(|value| value + 0.0).collect(), None),
            Some(mask) => {
                let cell = |row: usize| self.get(row).map_or(0.0, |value| value + 0.0);
                Column::trusted((0..self.values.len()).map(cell).collect(), Some(mask.clone()))
            }
        }
    }
}

/// A table of typed cells in memory, as it was read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TypedTable {
    /// Entities and numbers.
    pub panel: Panel,
    /// Rows that a rule left out, in the order of the source.
    pub excluded: Vec<Excluded>,
    /// Columns that nobody asked for.
    pub unread: Vec<String>,
    /// The row of the header, where the table has one.
    pub header: Option<u64>,
    /// How columns of text write numbers.
    pub decimals: Decimals,
    /// Rows under the table that were taken for notes.
    pub notes: Vec<u64>,
}

/// What [`TypedBlocks`] knows of a table beside its rows, once a pass has ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TypedFacts {
    /// Rows that no rule left out.
    pub rows: usize,
    /// Rows that a rule left out, in the order of the source.
    pub excluded: Vec<Excluded>,
    /// Columns that nobody asked for.
    pub unread: Vec<String>,
    /// The row of the header, where the table has one.
    pub header: Option<u64>,
    /// How columns of text write numbers.
    pub decimals: Decimals,
    /// Rows under the table that were taken for notes.
    pub notes: Vec<u64>,
}

/// A table of typed cells in blocks of rows, under the rules of [`read_csv`](super::read_csv): the same
/// options give the same panel and the same findings. Lines are rows, counted from 1.
///
/// *Missing and edge cases.* A null is an absent value, whatever marks are declared. A number is absent where
/// a mark is the same number. A column of text may hold numbers, in the convention that the column as a whole
/// shows.
pub struct TypedBlocks<R> {
    source: R,
    layout: Layout,
    /// Of each column of the source, whether it is there to be read.
    there: Vec<bool>,
    schema: Schema,
    groups: Vec<String>,
    place: Place,
    unread: Vec<String>,
    /// What is to be said of the names of columns.
    header: Log,
    ending: Ending,
    pass: TypedPass,
    /// What the first whole pass found.
    found: Option<(Warned<TypedFacts>, Conventions)>,
    /// Memory of rows that are done with.
    spare: Vec<f64>,
}

/// A pass that is under way.
struct TypedPass {
    /// The next row.
    next: usize,
    conventions: Conventions,
    collector: Collector,
    log: Log,
    ended: bool,
    /// Whether all rows were looked at.
    complete: bool,
    failed: Option<Problems>,
}

/// What is known of a table before its columns are.
pub(crate) struct Heading {
    /// The source, with the row of the header where there is one.
    pub(crate) place: Place,
    pub(crate) log: Log,
    /// Whether the source holds columns that nobody asks for.
    pub(crate) all_columns: bool,
}

/// What stands around the rows.
#[derive(Default)]
pub(crate) struct Ending {
    pub(crate) tail: Tail,
    pub(crate) seen: Seen,
    /// Whether the first row numbers the columns.
    pub(crate) numbered: bool,
}

/// All rows of a table.
pub(crate) fn read_blocks<R: TypedRows>(mut blocks: TypedBlocks<R>) -> Result<Warned<TypedTable>, Problems> {
    let mut all = Assembly::new(blocks.schema.columns().len());
    while let Some(rows) = blocks.next_rows()? {
        all.extend(Par::Seq, &mut [rows]);
    }
    let panel = all.into_panel(&blocks.schema, blocks.groups.clone());
    let (Warned { value: facts, warnings }, _) =
        blocks.found.expect("a pass that ends without problems has found them");
    let TypedFacts { excluded, unread, header, decimals, notes, .. } = facts;
    Ok(Warned { value: TypedTable { panel, excluded, unread, header, decimals, notes }, warnings })
}

/// Reads the numbers of tables of which the caller knows the codes, one after the other: every column that is asked for holds
/// numbers of which nothing is to be said, no rule looks at the rows, and a code is all that names an entity. Nothing of any other
/// table, which [`read_typed`](super::read_typed) reads, and of which it says what is wrong. The entities of the panel have no codes.
///
/// ```
/// use std::ops::Range;
/// use icip_problem::Problems;
/// use icip_table::io::{
///     ColumnOptions, NumberReader, Numbers, ReadOptions, TypedCell, TypedCells, TypedRows,
/// };
///
/// struct Rows(Vec<f64>);
/// struct Part<'r>(&'r [f64]);
///
/// impl TypedRows for Rows {
///     fn names(&self) -> Vec<String> { vec!["code".into(), "x".into()] }
///     fn rows(&self) -> usize { self.0.len() }
///     fn read(&self, _: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
///         Ok(Box::new(Part(&self.0[rows])))
///     }
/// }
/// impl TypedCells for Part<'_> {
///     fn cell(&self, row: usize, _: usize) -> TypedCell<'_> { TypedCell::Number(self.0[row]) }
///     fn numbers(&self, _: usize) -> Option<Numbers<'_>> { Some(Numbers::new(self.0, None)) }
/// }
///
/// let mut options = ReadOptions::default();
/// options.columns.insert("x".into(), ColumnOptions::default());
/// let mut reader = NumberReader::default();
/// let panel = reader.read(Rows(vec![1.5, 2.0]), "data", &options)?.expect("nothing is to be said of them");
/// assert_eq!(panel.column("x").and_then(|x| x.get(1)), Some(2.0));
/// reader.recycle(panel);
/// // A number that is not finite is a matter for the reader that can say so.
/// assert!(reader.read(Rows(vec![f64::NAN]), "data", &options)?.is_none());
/// # Ok::<(), Problems>(())
/// ```
#[derive(Debug, Default)]
pub struct NumberReader {
    /// Entities without codes, whose memory is used again.
    unnamed: Vec<Entity>,
}

impl NumberReader {
    /// The numbers of a table; `file` is the name that problems show.
    ///
    /// # Errors
    /// Those of [`TypedBlocks::new`], and those of the source.
    pub fn read<R: TypedRows>(
        &mut self,
        source: R,
        file: &str,
        options: &ReadOptions,
    ) -> Result<Option<Panel>, Problems> {
        let named = options.name.is_some() || options.period.is_some() || !options.groups.is_empty();
        let parted = !options.code_parts.is_empty() || !options.width.is_empty();
        if named || parted {
            return Ok(None);
        }
        let TypedBlocks { source, layout, schema, groups, .. } = TypedBlocks::new(source, file, options)?;
        if layout.observing.is_some() || layout.shown.is_some() || !layout.rules.is_empty() {
            return Ok(None);
        }
        let rows = source.rows();
        let cells = source.read(&layout.measures, 0..rows)?;
        let mut columns = Vec::with_capacity(layout.numbers.len());
        for (at, column) in layout.numbers.iter().enumerate() {
            let Some(numbers) = cells.numbers(at).filter(|numbers| numbers.pass(column)) else {
                return Ok(None);
            };
            columns.push(numbers.column());
        }
        let mut entities = std::mem::take(&mut self.unnamed);
        entities.resize_with(rows, || Entity::new(""));
        Ok(Some(Panel::of_checked(&schema, groups, entities, Names::default(), columns)))
    }

    /// Takes the memory of a panel that it gave. Another one is dropped.
    pub fn recycle(&mut self, panel: Panel) {
        let entities = panel.into_entities();
        // No other reader gives an entity without a code.
        if entities.first().is_some_and(|entity| entity.code.is_empty()) {
            self.unnamed = entities;
        }
    }
}

impl<R: TypedRows> TypedBlocks<R> {
    /// Opens a table; `file` is the name that problems show.
    ///
    /// # Errors
    /// The source has no column with the code of the entities.
    pub fn new(source: R, file: &str, options: &ReadOptions) -> Result<Self, Problems> {
        let (names, place) = (source.names(), Place::file(file));
        options.limits.check_table(&place, source.rows() as u64, names.len() as u64)?;
        let log = Log::within(&place, options.limits.kept());
        Self::under(source, Heading { place, log, all_columns: false }, options, |_, _, _| Ending::default())
    }

    /// Opens a table whose header is known; `settle` finds its rows among those of the source.
    pub(crate) fn under(
        mut source: R,
        heading: Heading,
        options: &ReadOptions,
        settle: impl FnOnce(&mut R, &Layout, &mut Log) -> Ending,
    ) -> Result<Self, Problems> {
        let Heading { place, log: mut header, all_columns } = heading;
        let names = source.names();
        let options = &options.normal();
        let asked = options.wanted();
        let read = options.asked(&names);
        let there = names.iter().map(|name| all_columns || read.contains(name)).collect();
        // Typed cells have no separator.
        let layout = Layout::new(names, (b',', false), place.clone(), options, &mut header);
        if !layout.has_code {
            let what = message!("missing-column-code", column = &options.code);
            let problem = Problem::new(Code::MissingColumn, place.field(&options.code), what);
            return Err(problem.hint(layout.columns.suggest(&options.code)).into());
        }
        let ending = settle(&mut source, &layout, &mut header);
        let unread = layout.unread(&asked);
        let columns = layout.numbers.iter().map(|column| column.name.clone()).collect();
        let schema = Schema::of_source(columns, unread.clone(), place.clone());
        let (groups, pass) =
            (layout.keys.groups(), TypedPass::new(&layout, Conventions::new(&layout), &header));
        let place = place.at_line(None);
        let (found, spare) = (None, Vec::new());
        Ok(Self { source, layout, there, schema, groups, place, unread, header, ending, pass, found, spare })
    }

    /// The source with its rows found, and what was said so far of the header and of what stands around the rows. No
    /// cell was looked at.
    pub(crate) fn into_told(self) -> (R, Layout, Log) {
        let Self { source, layout, header: mut log, ending, mut pass, .. } = self;
        ending.seen.tell(&mut log);
        pass.collector.count = source.rows();
        pass.collector.end_rows(&ending.tail, None, ending.seen, &layout, &mut log);
        (source, layout, log)
    }

    /// Its columns.
    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What was said of the header.
    pub(crate) fn said_of_header(&self) -> Log {
        self.header.clone()
    }

    /// Whether all rows were looked at.
    pub(crate) fn is_complete(&self) -> bool {
        self.pass.complete
    }

    /// What was found beside the rows, once all of them were read without a problem.
    pub fn facts(&self) -> Option<&Warned<TypedFacts>> {
        self.found.as_ref().map(|(facts, _)| facts)
    }

    /// The next rows; nothing at the end. After a problem there are no more, but the rest is checked.
    pub(crate) fn next_rows(&mut self) -> Result<Option<Rows>, Problems> {
        if let Some(problems) = &self.pass.failed {
            return Err(problems.clone());
        }
        while !self.pass.ended {
            if self.pass.next == self.source.rows() {
                if let Err(problems) = self.finish() {
                    self.pass.failed = Some(problems.clone());
                    return Err(problems);
                }
                self.pass.ended = true;
                break;
            }
            match self.read_next() {
                Ok(Some(rows)) => return Ok(Some(rows)),
                Ok(None) => {}
                Err(problem) => {
                    let problems = Problems::from(*problem);
                    self.pass.failed = Some(problems.clone());
                    return Err(problems);
                }
            }
        }
        Ok(None)
    }

    /// The rows of the next chunk, when there is no problem so far.
    fn read_next(&mut self) -> Result<Option<Rows>, Fatal> {
        let rows = self.pass.next..(self.pass.next + self.source.at_once()).min(self.source.rows());
        let reader = Reader::of(&self.source, &self.there, &self.place, &self.ending);
        let mut chunk;
        loop {
            let spare = std::mem::take(&mut self.spare);
            chunk = [reader.read(&self.layout, &self.pass.conventions, rows.clone(), spare)?];
            match self.pass.conventions.learn(&chunk) {
                Next::Go => break,
                Next::ReadAgain => {}
                Next::LookAhead => {
                    let conventions = &mut self.pass.conventions;
                    look_ahead::learn_conventions(
                        &self.layout,
                        conventions,
                        &chunk,
                        |layout, known, visit| reader.walk(layout, known, visit),
                    )?;
                }
            }
        }
        self.pass.next = rows.end;
        let [chunk] = chunk;
        if self.found.is_some() {
            return Ok(Some(chunk.rows));
        }
        let TypedPass { collector, log, .. } = &mut self.pass;
        let rows = collector.follow(chunk, &self.layout, log);
        let sound = !log.has_problems() && !collector.has_problems();
        // What is wrong with observations is looked for in all of them.
        Ok((sound || self.layout.observing.is_some()).then_some(rows))
    }

    /// Says what only the whole table shows.
    fn finish(&mut self) -> Result<(), Problems> {
        self.pass.complete = true;
        if self.found.is_some() {
            return Ok(());
        }
        let TypedPass { collector, log, conventions, .. } = &mut self.pass;
        let reader = Reader::of(&self.source, &self.there, &self.place, &self.ending);
        let most = self.layout.limits.kept();
        let suspects = Suspects::among(std::mem::take(&mut collector.fingerprints), most, Par::Seq);
        let repeats =
            look_ahead::find_repeats(&self.layout, conventions, &suspects, |layout, known, visit| {
                reader.walk(layout, known, visit)
            });
        let repeats = repeats.map_err(|problem| *problem)?;
        let mut log = std::mem::replace(log, self.header.clone());
        self.ending.seen.tell(&mut log);
        collector.end_rows(&self.ending.tail, None, self.ending.seen, &self.layout, &mut log);
        collector.end_codes(&repeats, &self.layout, &mut log);
        let decimals = collector.end_columns(&self.layout, &mut log);
        let header = self.layout.header().line;
        log.hint_at_second_header(header, collector.first_line(), self.layout.numbers.len());
        collector.end_excluded(&mut log);
        collector.end_repeats(&repeats, &self.layout, &mut log);
        let excluded = std::mem::take(&mut collector.excluded);
        let rows = collector.count - excluded.len();
        let notes = self.ending.tail.notes.iter().map(|(line, _)| *line).collect();
        let unread = self.unread.clone();
        let facts = log.finish(TypedFacts { rows, excluded, unread, header, decimals, notes })?;
        // Later passes begin with what the whole table has shown, so that they need no look ahead.
        let mut conventions = conventions.clone();
        conventions.close_rules();
        conventions.close_columns();
        self.found = Some((facts, conventions));
        Ok(())
    }
}

impl<R: TypedRows + Send> Blocks for TypedBlocks<R> {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn groups(&self) -> &[String] {
        &self.groups
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        self.layout.must_be_wide()?;
        while let Some(rows) = self.next_rows()? {
            let (mut block, mut rows) = (Assembly::new(self.schema.columns().len()), [rows]);
            block.extend(Par::Seq, &mut rows);
            let [rows] = rows;
            self.spare = rows.into_values();
            if block.rows() > 0 {
                return Ok(Some(block.into_panel(&self.schema, self.groups.clone())));
            }
        }
        Ok(None)
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        let known = self.found.as_ref().map(|(_, conventions)| conventions.clone());
        let conventions = known.unwrap_or_else(|| Conventions::new(&self.layout));
        self.pass = TypedPass::new(&self.layout, conventions, &self.header);
        Ok(())
    }
}

impl TypedPass {
    fn new(layout: &Layout, conventions: Conventions, header: &Log) -> Self {
        let (collector, log) = (Collector::new(layout), header.clone());
        Self { next: 0, conventions, collector, log, ended: false, complete: false, failed: None }
    }
}

/// Makes chunks of rows.
struct Reader<'a, R> {
    source: &'a R,
    there: &'a [bool],
    place: &'a Place,
    /// Whether the first row numbers the columns.
    numbered: bool,
}

impl<'a, R> Reader<'a, R> {
    fn of(source: &'a R, there: &'a [bool], place: &'a Place, ending: &Ending) -> Self {
        Self { source, there, place, numbered: ending.numbered }
    }
}

impl<R: TypedRows> Reader<'_, R> {
    /// Reads all rows once more, until `visit` has seen enough; `true` when it saw all of them.
    fn walk(
        &self,
        layout: &Layout,
        conventions: &mut Conventions,
        visit: &mut Visit<'_>,
    ) -> Result<bool, Fatal> {
        for start in (0..self.source.rows()).step_by(self.source.at_once()) {
            let end = (start + self.source.at_once()).min(self.source.rows());
            let chunk = self.read(layout, conventions, start..end, Vec::new())?;
            if visit(conventions, &[chunk]) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Some rows, as far as the layout asks for them, in memory that others left.
    fn read(
        &self,
        layout: &Layout,
        conventions: &Conventions,
        rows: Range<usize>,
        spare: Vec<f64>,
    ) -> Result<Chunk, Fatal> {
        // What a pass over the keys alone does not look at is not read either.
        let used = |position: usize| {
            layout.texts.get(position).is_some_and(|kept| *kept)
                || layout.cells.get(position).is_some_and(Option::is_some)
        };
        let columns: Vec<usize> =
            (0..self.there.len()).filter(|column| self.there[*column] && used(*column)).collect();
        let mut positions = vec![None; self.there.len()];
        columns.iter().enumerate().for_each(|(at, column)| positions[*column] = Some(at));
        let cells = self
            .source
            .read(&columns, rows.clone())
            .map_err(|problems| Box::new(problems.first().clone()))?;
        let cell = |position: usize, row: usize| {
            positions.get(position).copied().flatten().map_or(TypedCell::Null, |at| cells.cell(row, at))
        };
        let known_place = |at: Option<usize>, row: usize| cells.place(row, at?);
        let mut out = Chunk::new(layout, rows.len(), spare);
        // Numbers of which nothing is to be said are taken column by column in the end.
        let whole = |column: &NumberColumn| {
            let numbers = cells.numbers(positions.get(column.position).copied().flatten()?)?;
            numbers.pass(column).then_some(numbers)
        };
        let whole: Vec<Option<Numbers<'_>>> = layout.numbers.iter().map(whole).collect();
        let mut kept = Vec::with_capacity(rows.len());
        let (mut texts, mut scratch) = (Vec::new(), String::new());
        for row in 0..rows.len() {
            let line = self.source.line(rows.start + row);
            texts.clear();
            texts.extend(layout.texts.iter().enumerate().map(|(position, kept)| match kept {
                true => cell(position, row).into_text(),
                false => Cow::Borrowed(""),
            }));
            out.count += 1;
            out.notes.last = Some(line);
            for (column, first) in layout.unnamed.iter().zip(&mut out.notes.unnamed) {
                if first.is_none() && !texts[*column].is_empty() {
                    *first = Some((line, texts[*column].to_string()));
                }
            }
            let entity = layout.keys.entity(&texts, line, &mut out.notes.keys);
            let mut why = None;
            for ((rule, known), evidence) in layout.rules.iter().zip(&conventions.rules).zip(&mut out.rules) {
                let applies = match cell(rule.column, row).number() {
                    Some(number) => rule.applies_to_number(number),
                    None => rule.decide(&texts[rule.column], *known, evidence),
                };
                why = why.or(applies.then(|| rule.why.clone()));
            }
            if let Some(why) = why {
                out.excluded.push(Excluded::new(entity, why));
                continue;
            }
            if !layout.keys.check(&entity, || self.place.line(line), &mut out.notes.problems) {
                continue;
            }
            for position in layout.keys.positions() {
                if let Some(refusal) = unreadable_key(&cell(position, row), position == layout.keys.code()) {
                    let at = self.place.line(line).field(layout.columns.name(position));
                    out.notes.problems.push(position, refusal.at(at, entity.key()));
                }
            }
            if out.rows.entities.is_empty() && rows.start == 0 && self.numbered {
                out.codes.see_numbers(&entity);
            }
            let shown = layout.shown.as_ref();
            let at = RowPlace { file: self.place, line, entity: &entity, shown, stands_in: None };
            for (number, column) in layout.numbers.iter().enumerate() {
                if whole[number].is_some() {
                    continue;
                }
                let known = positions.get(column.position).copied().flatten();
                let known = known.and_then(|at| cells.number(row, at)).filter(|value| column.passes(*value));
                if let Some(value) = known {
                    out.take(number, column, Cell::Value(value, Written::Whole), || "".into(), at);
                    continue;
                }
                let typed = cell(column.position, row);
                let at = match known_place(positions.get(column.position).copied().flatten(), row) {
                    Some((line, stands_in)) => RowPlace { line, stands_in: Some(stands_in), ..at },
                    None => at,
                };
                let cell = column.typed_cell(&typed, conventions.convention(number), &mut scratch);
                out.take(number, column, cell, || typed.text(), at);
            }
            out.codes.see(&entity);
            match &layout.observing {
                Some(observing) => {
                    let observed = observing.positions().map(|position| cell(position, row).into_owned());
                    out.rows.observed.extend(observed);
                }
                None => out.fingerprints.extend(Fingerprint::of(&entity)),
            }
            out.rows.entities.push(entity);
            kept.push(row);
        }
        for (number, numbers) in whole.into_iter().enumerate() {
            if let Some(numbers) = numbers {
                out.rows.place_all(number, kept.iter().map(|row| numbers.get(*row)));
            }
        }
        Ok(out.end(layout))
    }
}

/// Whole numbers from here on may have lost digits in a spreadsheet, which keeps 15.
const LONGEST_CODE: f64 = 1e15;

/// Why a cell cannot be read as a code, a name, a period or a group.
fn unreadable_key(cell: &TypedCell<'_>, is_code: bool) -> Option<Refusal> {
    match cell {
        TypedCell::Uncalculated => Some(uncalculated()),
        TypedCell::Number(value) if is_code && value.abs() >= LONGEST_CODE => {
            let what = message!("lost-digits-code", text = cell.text());
            Some(Refusal::new(Code::LostDigits, what, message!("lost-digits-hint")))
        }
        _ => None,
    }
}
