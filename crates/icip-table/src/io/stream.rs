//! A table in blocks of rows, read from a file that need not fit in memory.

use std::io::{self, Read};

use super::assemble::{Assembly, Queue};
use super::chunk::{Chunk, Rows};
use super::collector::Collector;
use super::conventions::{Conventions, Next};
use super::dialect::Dialect;
use super::encoding;
use super::exclude::Excluded;
use super::form::Form;
use super::layout::Layout;
use super::limits::Limits;
use super::log::{Fatal, Log};
use super::options::ReadOptions;
use super::pass::{Pass, Sizes};
use super::repeats::Suspects;
use super::source::Source;
use super::table::TableFile;
use crate::data::{Blocks, Panel, Schema};
use icip_num::exec::Par;
use icip_problem::{Code, Problem, Problems, Warned, message};

/// Rows of a block: a multiple of the rows that the kernels take at once.
const ROWS: usize = 8 * icip_num::exec::BLOCK;

/// A CSV table in blocks of rows.
///
/// Reads what [`read_csv`](super::read_csv) reads, with the same findings, but holds a few megabytes
/// of text and rows at a time, and sixteen bytes per row by which repeated codes are found. Where the
/// rows ahead must be known (which decimal mark a column of `1.234` uses, how a file with accents is
/// encoded) it reads the file once more. A run of rows that hold their first cell only is held as text
/// until the row that ends it, because it may be notes under the table.
///
/// ```
/// use icip_table::data::Blocks;
/// use icip_num::exec::Par;
/// use icip_table::io::{ColumnOptions, CsvBlocks, ReadOptions};
///
/// let mut options = ReadOptions::default();
/// options.columns.insert("x".into(), ColumnOptions::default());
/// let file = "code;x\n05001;1,5\n08001;2\n";
/// let mut blocks = CsvBlocks::open(|| Ok(file.as_bytes()), "data.csv", &options, Par::Auto)?;
/// let mut sum = 0.0;
/// while let Some(block) = blocks.next_block()? {
///     sum += block.column("x").expect("the file has it").cells().flatten().sum::<f64>();
/// }
/// assert_eq!(sum, 3.5);
/// let facts = blocks.facts().expect("the pass has ended");
/// assert_eq!(facts.value.dialect.rows, 2);
/// # Ok::<(), icip_problem::Problems>(())
/// ```
pub struct CsvBlocks<'a> {
    table: TableFile<'a>,
    schema: Schema,
    groups: Vec<String>,
    reading: Reading<'a>,
    /// What the first whole pass found.
    found: Option<FirstPass>,
}

/// What [`CsvBlocks`] knows of a table beside its rows, once a pass has ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Facts {
    /// How the file was written.
    pub dialect: Dialect,
    /// Rows that a rule left out, in the order of the file.
    pub excluded: Vec<Excluded>,
    /// Columns of the file that nobody asked for.
    pub unread: Vec<String>,
}

/// A pass that is under way.
struct Reading<'a> {
    pass: Pass<'a>,
    form: Form,
    conventions: Conventions,
    log: Log,
    collector: Collector,
    queue: Queue,
    ended: bool,
    /// Whether all rows were looked at.
    complete: bool,
    failed: Option<Problems>,
}

/// What a whole pass found, and by what a later pass knows the file.
struct FirstPass {
    facts: Warned<Facts>,
    form: Form,
    conventions: Conventions,
    length: u64,
    digest: u64,
}

impl<'a> CsvBlocks<'a> {
    /// Opens a table and reads its header. `source` gives the bytes from the start whenever it is
    /// called; `file` is the name that problems show.
    ///
    /// # Errors
    /// What keeps the header from being found: a file that cannot be read, that is not text, that is
    /// empty, or whose header does not name the code column.
    pub fn open<R: Read + Send + 'a>(
        source: impl Fn() -> io::Result<R> + Send + 'a,
        file: &str,
        options: &ReadOptions,
        par: Par,
    ) -> Result<Self, Problems> {
        Self::with_sizes(Source::new(source, file), options, par, Sizes::of(par))
    }

    /// A table in memory.
    pub(crate) fn of_bytes(
        bytes: &'a [u8],
        file: &str,
        options: &ReadOptions,
        par: Par,
    ) -> Result<Self, Problems> {
        Self::with_sizes(Source::memory(bytes, file), options, par, Sizes::of(par))
    }

    pub(crate) fn with_sizes(
        source: Source<'a>,
        options: &ReadOptions,
        par: Par,
        sizes: Sizes,
    ) -> Result<Self, Problems> {
        let table = TableFile::open(source, options, par, sizes).map_err(|problem| *problem)?;
        let (layout, unread) = (&table.layout, table.layout.unread(&table.options.wanted()));
        let columns = layout.numbers.iter().map(|column| column.name.clone()).collect();
        let schema = Schema::of_source(columns, unread, layout.header().clone());
        let groups = layout.keys.groups();
        let reading = Reading::start(&table, None).map_err(|problem| *problem)?;
        Ok(Self { table, schema, groups, reading, found: None })
    }

    /// Its columns.
    pub(crate) fn layout(&self) -> &Layout {
        &self.table.layout
    }

    /// How it is read.
    pub(crate) fn options(&self) -> &ReadOptions {
        &self.table.options
    }

    /// The threads that read it.
    pub(crate) fn par(&self) -> Par {
        self.table.par
    }

    /// What was said of the header.
    pub(crate) fn said_of_header(&self) -> Log {
        self.table.log.clone()
    }

    /// Whether all rows were looked at.
    pub(crate) fn is_complete(&self) -> bool {
        self.reading.complete
    }

    /// What was found beside the rows, once all of them were read without a problem.
    pub fn facts(&self) -> Option<&Warned<Facts>> {
        self.found.as_ref().map(|found| &found.facts)
    }

    /// The same, when nothing else is asked of the reader; only after a whole pass.
    pub(crate) fn into_facts(self) -> Warned<Facts> {
        self.found.expect("a pass that ends without problems has found them").facts
    }

    /// Names in the header, the same name once.
    pub(crate) fn column_names(&self) -> Vec<String> {
        self.table.layout.columns.distinct().map(|(_, name)| name.to_owned()).collect()
    }

    /// The next rows as they were read; nothing at the end. After a problem there are no more, but the
    /// rest is checked.
    pub(crate) fn next_rows(&mut self) -> Result<Option<Vec<Rows>>, Problems> {
        if let Some(problems) = &self.reading.failed {
            return Err(problems.clone());
        }
        while !self.reading.ended {
            match self.next_chunks() {
                Err(problem) => return self.fail((*problem).into()),
                Ok(None) => self.finish()?,
                Ok(Some(chunks)) => {
                    let rows = self.take(chunks);
                    let (place, count) = (self.table.source.place(), self.reading.collector.count as u64);
                    if let Err(problem) = self.table.options.limits.check_rows(place, count) {
                        return self.fail((*problem).into());
                    }
                    if let Some(rows) = rows {
                        return Ok(Some(rows));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Takes the memory of rows back that nobody needs any more.
    pub(crate) fn recycle(&mut self, rows: Vec<Rows>) {
        self.reading.pass.recycle(rows);
    }

    /// Promises that the rows are not asked for again.
    pub(crate) fn only_once(&mut self) {
        self.reading.pass.only_once();
    }

    /// Refuses a table that would take more memory than is allowed.
    pub(crate) fn check_memory(&self, rows: usize) -> Result<(), Problems> {
        let needed = Limits::memory_of(rows as u64, self.schema.columns().len() as u64);
        Ok(self.table.options.limits.check_memory(self.table.source.place(), needed)?)
    }

    /// Bytes of the text that were read.
    pub(crate) fn reached(&self) -> u64 {
        self.reading.pass.reached()
    }

    /// The rows of chunks, unless there is a problem somewhere.
    fn take(&mut self, chunks: Vec<Chunk>) -> Option<Vec<Rows>> {
        if self.found.is_some() {
            return Some(chunks.into_iter().map(|chunk| chunk.rows).collect());
        }
        let Reading { collector, log, .. } = &mut self.reading;
        let rows = chunks.into_iter().map(|chunk| collector.follow(chunk, &self.table.layout, log)).collect();
        let sound = !log.has_problems() && !collector.has_problems();
        // What is wrong with observations is looked for in all of them.
        (sound || self.table.layout.observing.is_some()).then_some(rows)
    }

    fn next_chunks(&mut self) -> Result<Option<Vec<Chunk>>, Fatal> {
        let Self { table, reading: Reading { pass, form, log, conventions, .. }, .. } = self;
        let TableFile { source, layout, .. } = &*table;
        if !pass.advance(source, form, layout, log)? {
            return Ok(None);
        }
        loop {
            let chunks = pass.read(source, layout, conventions);
            match conventions.learn(&chunks) {
                Next::Go => {
                    pass.note(&chunks);
                    return Ok(Some(chunks));
                }
                Next::ReadAgain => {}
                Next::LookAhead => {
                    *form = encoding::decide(*form, source, log)?;
                    table.look_ahead(*form, conventions, &chunks)?;
                }
            }
        }
    }

    /// Ends a pass: the first says what it found, later ones must find the same file.
    fn finish(&mut self) -> Result<(), Problems> {
        self.reading.complete = true;
        let (length, digest) = (self.reading.pass.length(), self.reading.pass.digest);
        if let Some(found) = &self.found {
            if (found.length, found.digest) != (length, digest) {
                let what = message!("changed-file-between-passes");
                let problem = Problem::new(Code::ChangedFile, self.table.source.place().clone(), what);
                return self.fail(problem.hint(message!("changed-file-hint")).into());
            }
            self.reading.ended = true;
            return Ok(());
        }
        let facts = match self.find_facts() {
            Ok(facts) => facts,
            Err(problems) => return self.fail(problems),
        };
        // Later passes begin with what the whole file has shown, so that they need no look ahead.
        let (form, mut conventions) = (self.reading.form, self.reading.conventions.clone());
        conventions.close_rules();
        conventions.close_columns();
        self.found = Some(FirstPass { facts, form, conventions, length, digest });
        self.reading.ended = true;
        Ok(())
    }

    fn find_facts(&mut self) -> Result<Warned<Facts>, Problems> {
        let TableFile { layout, options, .. } = &self.table;
        let Reading { pass, form, conventions, log, collector, .. } = &mut self.reading;
        let suspects = Suspects::among(
            std::mem::take(&mut collector.fingerprints),
            layout.limits.kept(),
            self.table.par,
        );
        let repeats = self.table.look_up(*form, conventions, &suspects).map_err(|problem| *problem)?;
        let mut log = std::mem::replace(log, self.table.log.clone());
        pass.left_out().tell(&mut log);
        collector.end_rows(&pass.tail, pass.open_quote(), pass.left_out(), layout, &mut log);
        collector.end_codes(&repeats, layout, &mut log);
        let decimals = collector.end_columns(layout, &mut log);
        log.hint_at_second_header(layout.header().line, collector.first_line(), layout.numbers.len());
        collector.end_excluded(&mut log);
        collector.end_repeats(&repeats, layout, &mut log);
        let dialect = Dialect {
            encoding: form.encoding,
            bom: form.bom,
            delimiter: layout.delimiter,
            header: layout.header().line.unwrap_or_default(),
            decimals,
            rows: collector.count,
            observations: None,
            notes: pass.tail.notes.iter().map(|(line, _)| *line).collect(),
        };
        let excluded = std::mem::take(&mut collector.excluded);
        log.finish(Facts { dialect, excluded, unread: layout.unread(&options.wanted()) })
    }

    fn fail<T>(&mut self, problems: Problems) -> Result<T, Problems> {
        self.reading.failed = Some(problems.clone());
        Err(problems)
    }
}

impl Blocks for CsvBlocks<'_> {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn groups(&self) -> &[String] {
        &self.groups
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        self.table.layout.must_be_wide()?;
        while self.reading.queue.rows() < ROWS {
            match self.next_rows()? {
                Some(rows) => self.reading.queue.extend(rows),
                None => break,
            }
        }
        let mut block = Assembly::new(self.schema.columns().len());
        self.reading.queue.take(ROWS, &mut block);
        let spent = self.reading.queue.take_spent();
        self.recycle(spent);
        Ok((block.rows() > 0).then(|| block.into_panel(&self.schema, self.groups.clone())))
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        let reading = Reading::start(&self.table, self.found.as_ref());
        self.reading = reading.map_err(|problem| *problem)?;
        Ok(())
    }
}

impl<'a> Reading<'a> {
    fn start(table: &TableFile<'a>, found: Option<&FirstPass>) -> Result<Self, Fatal> {
        let form = found.map_or(table.form, |found| found.form);
        Ok(Self {
            pass: table.pass(form)?,
            form,
            conventions: found
                .map_or_else(|| Conventions::new(&table.layout), |found| found.conventions.clone()),
            log: table.log.clone(),
            collector: Collector::new(&table.layout),
            queue: Queue::default(),
            ended: false,
            complete: false,
            failed: None,
        })
    }
}

#[cfg(test)]
mod tests;
