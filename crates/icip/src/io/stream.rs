//! A table in blocks of rows, read from a file that need not fit in memory.

use std::io::{self, Read};

use super::assemble::{Assembly, Queue};
use super::dialect::Dialect;
use super::encoding::Form;
use super::gather::Gather;
use super::head::{Body, Head, Headless};
use super::layout::Layout;
use super::log::{Fatal, Log};
use super::options::ReadOptions;
use super::pass::{Pass, Sizes};
use super::read::Excluded;
use super::repeats::{Repeats, Suspects};
use super::rows::{Rows, Stretch};
use super::settle::{Next, Settled};
use super::source::Source;
use crate::data::{Blocks, Panel, Schema};
use crate::exec::Par;
use crate::problem::{Problem, Problems, Warned};

/// Rows of a block: a multiple of the rows that the kernels take at once.
const ROWS: usize = 8 * crate::exec::BLOCK;

/// A CSV table in blocks of rows.
///
/// Reads what [`read_csv`](super::read_csv) reads, with the same findings, but holds a few megabytes
/// of text and rows at a time, and sixteen bytes a row by which repeated codes are found. Where the
/// rows ahead must be known (which decimal mark a column of `1.234` uses, how a file with accents is
/// encoded) it reads the file once more. A run of rows that hold their first cell only is held as text
/// until the row that ends it, because it may be notes under the table.
///
/// ```
/// use icip::data::Blocks;
/// use icip::exec::Par;
/// use icip::io::{ColumnOptions, CsvBlocks, ReadOptions};
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
/// # Ok::<(), icip::problem::Problems>(())
/// ```
pub struct CsvBlocks<'a> {
    source: Source<'a>,
    options: ReadOptions,
    par: Par,
    sizes: Sizes,
    layout: Layout,
    body: Body,
    schema: Schema,
    groups: Vec<String>,
    /// Form and findings before the first row.
    start: (Form, Log),
    reading: Reading<'a>,
    /// What the first whole pass found.
    found: Option<Found>,
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
    settled: Settled,
    log: Log,
    gather: Gather,
    queue: Queue,
    ended: bool,
    failed: Option<Problems>,
}

/// What a whole pass found, and by what a later pass knows the file.
struct Found {
    facts: Warned<Facts>,
    form: Form,
    settled: Settled,
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
        Self::with_sizes(Source::new(source, file), options, par, Sizes::default())
    }

    /// A table in memory.
    pub(crate) fn of_bytes(
        bytes: &'a [u8],
        file: &str,
        options: &ReadOptions,
        par: Par,
    ) -> Result<Self, Problems> {
        Self::with_sizes(Source::memory(bytes, file), options, par, Sizes::default())
    }

    pub(crate) fn with_sizes(
        source: Source<'a>,
        options: &ReadOptions,
        par: Par,
        sizes: Sizes,
    ) -> Result<Self, Problems> {
        let fatal = |problem: Fatal| Problems::from(*problem);
        let mut log = Log::of(source.place());
        let mut form = first_form(&source, options).map_err(fatal)?;
        let head = match Head::find(&source, &mut form, options, &mut log) {
            Ok(head) => head,
            Err(Headless::Unreadable(problem)) => return Err(fatal(problem)),
            Err(Headless::Missing(problem, delimiter)) => {
                return Err(fatal(headless(&source, form, delimiter, problem, sizes, par)));
            }
        };
        let header = source.place().line(head.line);
        let layout = Layout::new(head.names, head.delimiter, header, options, &mut log);
        let (groups, unread) = (layout.keys.groups(), layout.unread(options));
        let columns = layout.numbers.iter().map(|column| column.name.clone()).collect();
        let schema = Schema::of_source(columns, unread, layout.header.clone());
        let start = (form, log);
        let reading = Reading::start(&source, &layout, head.body, sizes, par, &start, None).map_err(fatal)?;
        let options = options.clone();
        let body = head.body;
        Ok(Self { source, options, par, sizes, layout, body, schema, groups, start, reading, found: None })
    }

    /// What was found beside the rows, once all of them were read without a problem.
    pub fn facts(&self) -> Option<&Warned<Facts>> {
        self.found.as_ref().map(|found| &found.facts)
    }

    /// The same, when nothing else is asked of the reader; only after a whole pass.
    pub(crate) fn into_facts(self) -> Warned<Facts> {
        self.found.expect("a pass that ends without problems has found them").facts
    }

    /// A warning, when the file lacks the column with the names of entities.
    pub(crate) fn absent_name(&self) -> Option<Problem> {
        let name = self.options.name.as_ref().filter(|name| self.layout.column(name).is_none())?;
        let what = format!("no column `{name}`, so the register names nobody");
        let warning = Problem::new("missing-name", self.layout.header.field(name), what);
        Some(warning.hint(self.layout.suggest(name)))
    }

    /// Names in the header, the same name once.
    pub(crate) fn column_names(&self) -> Vec<String> {
        self.layout.distinct_names()
    }

    /// The next rows as they were read; nothing at the end. After a problem there are no more, but the
    /// rest is checked.
    pub(crate) fn next_rows(&mut self) -> Result<Option<Vec<Rows>>, Problems> {
        if let Some(problems) = &self.reading.failed {
            return Err(problems.clone());
        }
        while !self.reading.ended {
            match self.next_stretches() {
                Err(problem) => return self.fail((*problem).into()),
                Ok(None) => self.finish()?,
                Ok(Some(stretches)) => {
                    if let Some(rows) = self.take(stretches) {
                        return Ok(Some(rows));
                    }
                }
            }
        }
        Ok(None)
    }

    /// The rows of stretches, unless there is a problem somewhere.
    fn take(&mut self, stretches: Vec<Stretch>) -> Option<Vec<Rows>> {
        if self.found.is_some() {
            return Some(stretches.into_iter().map(|stretch| stretch.rows).collect());
        }
        let Reading { gather, log, .. } = &mut self.reading;
        let rows = stretches.into_iter().map(|stretch| gather.follow(stretch, &self.layout, log)).collect();
        (!log.has_problems() && !gather.has_problems()).then_some(rows)
    }

    fn next_stretches(&mut self) -> Result<Option<Vec<Stretch>>, Fatal> {
        let Reading { pass, form, log, .. } = &mut self.reading;
        if !pass.advance(&self.source, form, &self.layout, log)? {
            return Ok(None);
        }
        loop {
            let Reading { pass, settled, .. } = &mut self.reading;
            let stretches = pass.read(&self.source, &self.layout, settled);
            match settled.learn(&stretches) {
                Next::Go => {
                    pass.note(&stretches);
                    return Ok(Some(stretches));
                }
                Next::ReadAgain => {}
                Next::LookAhead => self.look_ahead(&stretches)?,
            }
        }
    }

    /// Reads the file from the start for what it shows of conventions: first of rules, because they
    /// say which rows count, then of the columns that stand in question.
    fn look_ahead(&mut self, stretches: &[Stretch]) -> Result<(), Fatal> {
        let Reading { form, log, .. } = &mut self.reading;
        *form = form.settle(&self.source, log)?;
        let mut settled = self.reading.settled.clone();
        if settled.knows_rules() {
            let open = settled.open_columns(stretches);
            let closed = self.walk(&self.layout, |stretches| {
                settled.learn(stretches);
                settled.knows_columns(&open)
            })?;
            if closed {
                settled.close_columns();
            }
        } else {
            let keys = self.layout.keys_only();
            let closed = self.walk(&keys, |stretches| {
                settled.learn_rules(stretches);
                settled.knows_rules()
            })?;
            if closed {
                settled.close_rules();
            }
        }
        self.reading.settled = settled;
        Ok(())
    }

    /// Reads the rows once more, until `visit` has seen enough; `true` when it saw all of them.
    fn walk(&self, layout: &Layout, mut visit: impl FnMut(&[Stretch]) -> bool) -> Result<bool, Fatal> {
        let mut form = self.reading.form;
        let mut log = Log::of(self.source.place());
        let delimiter = layout.delimiter;
        let mut pass = Pass::start(&self.source, form, self.body, delimiter, self.sizes, self.par)?;
        while pass.advance(&self.source, &mut form, layout, &mut log)? {
            let stretches = pass.read(&self.source, layout, &self.reading.settled);
            pass.note(&stretches);
            if visit(&stretches) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Ends a pass: the first says what it found, later ones must find the same file.
    fn finish(&mut self) -> Result<(), Problems> {
        let (length, digest) = (self.reading.pass.length(), self.reading.pass.digest);
        if let Some(found) = &self.found {
            if (found.length, found.digest) != (length, digest) {
                let what = "the file has changed since it was read the first time";
                let problem = Problem::new("changed-file", self.source.place().clone(), what);
                return self.fail(problem.hint("read it again when nothing writes to it").into());
            }
            self.reading.ended = true;
            return Ok(());
        }
        let facts = match self.find_facts() {
            Ok(facts) => facts,
            Err(problems) => return self.fail(problems),
        };
        let (form, mut settled) = (self.reading.form, self.reading.settled.clone());
        settled.close_rules();
        settled.close_columns();
        self.found = Some(Found { facts, form, settled, length, digest });
        self.reading.ended = true;
        Ok(())
    }

    fn find_facts(&mut self) -> Result<Warned<Facts>, Problems> {
        let fingerprints = std::mem::take(&mut self.reading.gather.fingerprints);
        let repeats = self.look_up(&Suspects::among(fingerprints, self.par))?;
        let Reading { pass, form, log, gather, .. } = &mut self.reading;
        let mut log = std::mem::replace(log, Log::of(self.source.place()));
        gather.end_rows(&pass.tail, pass.open_quote(), &self.layout, &mut log);
        gather.end_codes(&repeats, &self.layout, &mut log);
        let decimals = gather.end_columns(&self.layout, &mut log);
        gather.end_excluded(&mut log);
        Gather::end_repeats(&repeats, &self.layout, &mut log);
        let dialect = Dialect {
            encoding: form.encoding,
            bom: form.bom,
            delimiter: self.layout.delimiter,
            header: self.layout.header.line.unwrap_or_default(),
            decimals,
            rows: gather.count,
            notes: pass.tail.notes.iter().map(|(line, _)| *line).collect(),
        };
        let excluded = std::mem::take(&mut gather.excluded);
        log.finish(Facts { dialect, excluded, unread: self.layout.unread(&self.options) })
    }

    /// The suspects as they stand in the file.
    fn look_up(&self, suspects: &Suspects) -> Result<Repeats, Problems> {
        let mut repeats = Repeats::default();
        if !suspects.is_empty() {
            self.walk(&self.layout.keys_only(), |stretches| {
                for entity in stretches.iter().flat_map(|stretch| &stretch.rows.entities) {
                    repeats.look_at(entity, suspects);
                }
                false
            })
            .map_err(|problem| Problems::from(*problem))?;
        }
        Ok(repeats)
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
        while self.reading.queue.rows() < ROWS {
            match self.next_rows()? {
                Some(rows) => self.reading.queue.extend(rows),
                None => break,
            }
        }
        let mut block = Assembly::new(self.layout.numbers.len());
        self.reading.queue.take(ROWS, &mut block);
        Ok((block.rows() > 0).then(|| block.into_panel(&self.schema, self.groups.clone())))
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        let Self { source, layout, sizes, par, start, found, .. } = self;
        let reading = Reading::start(source, layout, self.body, *sizes, *par, start, found.as_ref());
        self.reading = reading.map_err(|problem| Problems::from(*problem))?;
        Ok(())
    }
}

impl<'a> Reading<'a> {
    fn start(
        source: &Source<'a>,
        layout: &Layout,
        body: Body,
        sizes: Sizes,
        par: Par,
        (form, log): &(Form, Log),
        found: Option<&Found>,
    ) -> Result<Self, Fatal> {
        let form = found.map_or(*form, |found| found.form);
        Ok(Self {
            pass: Pass::start(source, form, body, layout.delimiter, sizes, par)?,
            form,
            settled: found.map_or_else(|| Settled::new(layout), |found| found.settled.clone()),
            log: log.clone(),
            gather: Gather::new(layout),
            queue: Queue::default(),
            ended: false,
            failed: None,
        })
    }
}

/// How the file is written, as far as its first bytes and the options tell.
fn first_form(source: &Source<'_>, options: &ReadOptions) -> Result<Form, Fatal> {
    let form = Form::find(&source.first_bytes()?, options.encoding, source.place())?;
    form.check(source)?;
    Ok(form)
}

/// The problem of a file without a header: a quote that swallows it, where there is one.
fn headless(source: &Source<'_>, form: Form, delimiter: u8, problem: Fatal, sizes: Sizes, par: Par) -> Fatal {
    let all = Body { at: 0, line: 1, newlines: 0 };
    let mut log = Log::of(source.place());
    let layout =
        Layout::new(Vec::new(), delimiter, source.place().clone(), &ReadOptions::default(), &mut log);
    let open = || {
        let (mut form, mut pass) = (form, Pass::start(source, form, all, delimiter, sizes, par)?);
        while pass.advance(source, &mut form, &layout, &mut Log::of(source.place()))? {}
        Ok(pass.open_quote().map(|quote| quote.problem(source.place()).into()))
    };
    match open() {
        Ok(open) => open.unwrap_or(problem),
        Err(fatal) => fatal,
    }
}
