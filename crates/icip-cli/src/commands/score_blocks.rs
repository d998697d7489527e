//! `icip score` of a table that is read in blocks of rows and never held.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use icip::data::{Blocks, Column, Names};
use icip::exec::Par;
use icip::io::format_number;
use icip::plan::{Findings, Fits, Plan, RankedRows, Scorecard, Shortlist};
use icip::problem::{Problem, Problems};
use icip::report::{self, Tables};

use crate::args::{Format, Score};
use crate::commands::score::{Shown, group_position, print, written};
use crate::fail::Fail;
use crate::feed::{self, About, Feed, Table};
use crate::input::{self, LoadedFramework, Source};
use crate::output::Staged;
use crate::record::{json, run_record};
use crate::spill::{Columns, Texts};
use crate::{Io, words};

/// Files at least this long are read in blocks where they can be: a table of that length is scored in a
/// second either way, and one ten times as long begins to be felt in memory.
const LARGE: u64 = 64 << 20;
/// Rows that are shown where nobody says how many.
const TOP: usize = 20;
/// Steps that a note names.
const NAMED: usize = 5;

/// The table, where it is read in blocks: because that is asked for, or because the file is large and no
/// step needs whole columns.
pub(super) fn table(
    args: &Score,
    loaded: &LoadedFramework,
    io: &mut Io<'_>,
) -> Result<Option<Box<dyn Table>>, Fail> {
    let options = &args.input.options;
    let Some(path) = args.input.data.as_deref().filter(|path| *path != Path::new("-")) else {
        return refused(args, "`--stream` needs a data file: one that is given can be read twice");
    };
    let length = std::fs::metadata(path).map_err(Fail::file("read", path))?.len();
    if args.in_memory || !args.stream && length < LARGE {
        return Ok(None);
    }
    if options.entities.is_some() {
        return refused(args, "`--stream` does not go with `--entities`: a register is joined in memory");
    }
    let read = input::read_options(&loaded.framework, options);
    let Some(table) = feed::open(path, &read, options)? else {
        return refused(args, "`--stream` reads CSV and Parquet; another format is held in memory");
    };
    let plan = Plan::compile(&loaded.framework, table.schema()).map_err(Fail::Data)?;
    let steps = plan.whole_columns();
    if steps.is_empty() {
        return Ok(Some(table));
    }
    if args.stream {
        let mut text = "`--stream` cannot be: these steps need whole columns".to_owned();
        for step in &steps {
            let _ = write!(text, "\n  {step}");
        }
        return Err(Fail::Usage(text));
    }
    let size = size(memory(length, path, table.schema().columns().len()));
    let _ =
        writeln!(io.talk, "note: {} is held in memory, about {size}: {}", path.display(), because(&steps));
    Ok(None)
}

/// What cannot be read in blocks is an error only where that was asked for.
fn refused<T>(args: &Score, why: &str) -> Result<Option<T>, Fail> {
    if args.stream { Err(Fail::Usage(why.to_owned())) } else { Ok(None) }
}

fn because(steps: &[Problem]) -> String {
    let named: Vec<&str> = steps.iter().map(|step| step.what.as_str()).collect();
    words::first(&named, NAMED)
}

/// The bytes that a file will take in memory: its text, the numbers, and some for steps and keys. Rows are
/// as long as the first are.
fn memory(length: u64, path: &Path, columns: usize) -> u64 {
    const FIRST: usize = 1 << 16;
    const KEYS: u64 = 150;
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| {
        std::io::Read::read_to_end(&mut std::io::Read::take(file, FIRST as u64), &mut first)
    });
    let lines = first.iter().filter(|byte| **byte == b'\n').count().max(1) as u64;
    let rows = length * lines / read.unwrap_or_default().max(1) as u64;
    length + rows * (columns as u64 * 12 + KEYS)
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        megabytes @ 0..1024 => format!("{megabytes} MB"),
        megabytes => format!("{:.1} GB", megabytes as f64 / 1024.0),
    }
}

/// Scores a table in passes over its blocks.
pub(super) fn score(
    args: &Score,
    loaded: &LoadedFramework,
    table: Box<dyn Table>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let options = &args.input.options;
    input::note_default(&args.input, io);
    let path = args.input.data.as_deref().unwrap_or(Path::new(""));
    let plan = Plan::compile(&loaded.framework, table.schema()).map_err(Fail::Data)?;
    let groups = table.groups().to_vec();
    let group = args.group.as_deref().map(|name| group_position(&groups, name)).transpose()?;
    let wanted = Wanted { args, plan: &plan, groups: &groups, group };
    let mut feed = Feed::new(table, &plan, options.period.as_deref(), io);
    let scored = scored(&wanted, &mut feed)?;
    let about = feed.into_about();
    let found = scored.findings.warnings(&plan);
    let warnings: Vec<Problem> =
        loaded.warnings.iter().chain(&about.warnings).chain(&found).cloned().collect();
    input::warn(&warnings, options, io)?;
    match &args.output {
        Some(_) => files(&wanted, loaded, scored, &about, &warnings, io),
        None if wanted.is_whole_csv() => lines(&wanted, scored, io),
        None => {
            let shown = Shown { source: &input::shown(path), dialect: &about.dialect, ranked: 0 };
            best(&wanted, scored, shown, io)
        }
    }
}

/// What is asked for.
struct Wanted<'w> {
    args: &'w Score,
    plan: &'w Plan<'w>,
    groups: &'w [String],
    group: Option<usize>,
}

/// A column of ranks: of a node, inside the groups of a column or over all.
type Ranked = (usize, Option<usize>);

impl Wanted<'_> {
    /// Whether every row is printed, in the order of the data.
    fn is_whole_csv(&self) -> bool {
        self.args.format == Format::Csv && self.args.top.is_none()
    }

    /// The ranks that are needed, in the order of the columns of `ranks.csv`.
    fn ranks(&self) -> Vec<Ranked> {
        let index = self.plan.framework().root_index();
        let inside = |group| (index, Some(group));
        if self.args.output.is_none() && self.args.format != Format::Json {
            return std::iter::once((index, None)).chain(self.group.map(inside)).collect();
        }
        let nodes = self.plan.used().into_iter().map(|node| (node, None));
        nodes.chain((0..self.groups.len()).map(inside)).collect()
    }

    /// The place of the index's ranks among them, inside the groups of a column or over all.
    fn index(&self, group: Option<usize>) -> usize {
        let index = (self.plan.framework().root_index(), group);
        self.ranks().iter().position(|ranked| *ranked == index).unwrap_or_default()
    }

    /// Where rows are kept until they can be ranked: beside the results, or where the system keeps such.
    fn dir(&self) -> Option<&Path> {
        self.args.output.as_deref()
    }

    fn top(&self) -> usize {
        self.args.top.unwrap_or(TOP)
    }
}

/// What the last pass leaves.
struct Scored<'f> {
    fits: Fits,
    findings: Findings,
    rows: RankedRows<'f>,
    /// Scores of the nodes that are ranked.
    columns: Columns,
    tables: Tables<'f>,
    sink: Sink<'f>,
}

/// Where rows go during the last pass.
enum Sink<'f> {
    /// Into files, but for ranks, whose lines begin with these keys.
    Files { staged: Staged, keys: Texts, changed: usize },
    /// To standard output, behind their ranks.
    Lines(Texts),
    /// The best are held.
    Best(Box<Shortlist<'f>>),
}

/// Passes over the table: those that fit, and one that scores.
fn scored<'w>(wanted: &Wanted<'w>, feed: &mut Feed<'_>) -> Result<Scored<'w>, Fail> {
    let (plan, par) = (wanted.plan, input::par(&wanted.args.input.options));
    let fits = plan.fit_blocks(feed, par).map_err(|problems| feed.fail(problems))?;
    if feed.names() == Names::default() {
        // No pass has shown the rows yet.
        let first = feed.next_block().map(drop).and_then(|()| feed.rewind());
        first.map_err(|problems| feed.fail(problems))?;
    }
    let mut names = feed.names();
    loop {
        let mut last = LastPass::new(wanted, names)?;
        let pass = plan.score_blocks(&fits, feed, par, |card| last.take(card));
        let findings = pass.map_err(|stopped| stopped.fail(feed))?;
        // Whether the table has a column of names is known for certain when all of it was read.
        if feed.names() == last.names {
            let LastPass { rows, columns, tables, sink, .. } = last;
            return Ok(Scored { fits, findings, rows, columns, tables, sink });
        }
        names = feed.names();
        feed.rewind().map_err(|problems| feed.fail(problems))?;
    }
}

/// What ends a pass.
enum Stopped {
    Problems(Problems),
    Writing(Fail),
}

impl From<Problems> for Stopped {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl Stopped {
    fn fail(self, feed: &Feed<'_>) -> Fail {
        match self {
            Self::Problems(problems) => feed.fail(problems),
            Self::Writing(fail) => fail,
        }
    }
}

/// The pass in which rows are scored.
struct LastPass<'w> {
    names: Names,
    ranks: Vec<Ranked>,
    rows: RankedRows<'w>,
    columns: Columns,
    tables: Tables<'w>,
    sink: Sink<'w>,
}

impl<'w> LastPass<'w> {
    fn new(wanted: &Wanted<'w>, names: Names) -> Result<Self, Fail> {
        let tables = Tables::new(wanted.plan, names, wanted.groups);
        let ranks = wanted.ranks();
        let sink = match &wanted.args.output {
            Some(dir) => {
                let mut staged = Staged::new(dir, FILES)?;
                staged.write("scores.csv", tables.scores_header().as_bytes())?;
                staged.write("ranks.csv", tables.ranks_header().as_bytes())?;
                staged.write("trail.csv", Tables::trail_header().as_bytes())?;
                Sink::Files { staged, keys: Texts::new(wanted.dir())?, changed: 0 }
            }
            None if wanted.is_whole_csv() => Sink::Lines(Texts::new(None)?),
            None => Sink::Best(Shortlist::new(wanted.plan, wanted.top(), wanted.group).into()),
        };
        let columns = Columns::new(wanted.dir(), ranks.len())?;
        Ok(Self { names, rows: RankedRows::new(wanted.plan), columns, ranks, tables, sink })
    }

    fn take(&mut self, card: &Scorecard<'_>) -> Result<(), Stopped> {
        self.write(card).map_err(Stopped::Writing)
    }

    fn write(&mut self, card: &Scorecard<'_>) -> Result<(), Fail> {
        self.rows.push(card.panel());
        self.columns.push(self.ranks.iter().map(|(node, _)| card.scores().column(*node)))?;
        match &mut self.sink {
            Sink::Files { staged, keys, changed } => {
                staged.write("scores.csv", self.tables.scores(card).as_bytes())?;
                staged.write("trail.csv", Tables::trail(card).as_bytes())?;
                *changed += card.trail().len();
                self.tables.keys(card.panel()).iter().try_for_each(|key| keys.push(key))
            }
            Sink::Lines(lines) => self.tables.score_lines(card).iter().try_for_each(|line| lines.push(line)),
            Sink::Best(best) => {
                best.push(card);
                Ok(())
            }
        }
    }
}

/// The files of a run, in the order in which they are told.
const FILES: [&str; 5] = ["scores.csv", "ranks.csv", "trail.csv", "fitted.json", "run.json"];

/// Ranks what was kept and gives the files their names.
fn files(
    wanted: &Wanted<'_>,
    loaded: &LoadedFramework,
    scored: Scored<'_>,
    about: &About,
    warnings: &[Problem],
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let Scored { fits, findings, mut rows, mut columns, sink, .. } = scored;
    let Sink::Files { mut staged, keys, changed } = sink else { return Ok(()) };
    let mut ranked = 0;
    for (place, (_, group)) in wanted.ranks().into_iter().enumerate() {
        let scores = columns.column(place)?;
        let ranks = rows.rank(&scores, group);
        if place == wanted.index(None) {
            ranked = ranks.present_count();
        }
        columns.replace(place, ranks)?;
    }
    drop(rows);
    let mut keys = keys.into_reader()?;
    let mut lines = Vec::new();
    for block in 0..columns.blocks() {
        lines.clear();
        for row in columns.rows(block)? {
            lines.extend(keys.next()?);
            for rank in row {
                lines.push(b',');
                lines.extend(rank.map_or_else(String::new, format_number).into_bytes());
            }
            lines.push(b'\n');
        }
        staged.write("ranks.csv", &lines)?;
    }
    let fitted = report::fitted_documents(&loaded.framework, &wanted.plan.fitted(&fits));
    staged.write("fitted.json", json(&fitted)?.as_bytes())?;
    let path = wanted.args.input.data.as_deref().unwrap_or(Path::new(""));
    let sources = [Source::of_file("data", path)?];
    let run = run_record(
        &wanted.args.input.options,
        loaded,
        &sources,
        (&about.dialect, &about.excluded),
        warnings,
        None,
    )?;
    staged.write("run.json", run.as_bytes())?;
    let paths: Vec<PathBuf> = staged.publish()?;
    written(&paths, (findings.rows(), ranked, changed), io);
    Ok(())
}

/// Prints all rows in the order of the data, each behind its rank.
fn lines(wanted: &Wanted<'_>, scored: Scored<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let Scored { mut rows, mut columns, tables, sink, .. } = scored;
    let Sink::Lines(lines) = sink else { return Ok(()) };
    let what =
        "note: the data are read in blocks, so rows stand in their order; `--top` prints the best first";
    let _ = writeln!(io.talk, "{what}");
    let scores = columns.column(wanted.index(wanted.group))?;
    let ranks = rows.rank(&scores, wanted.group);
    write!(io.out, "rank,{}", tables.scores_header())?;
    let mut lines = lines.into_reader()?;
    for rank in ranks.cells() {
        write!(io.out, "{},", rank.map_or_else(String::new, format_number))?;
        io.out.write_all(lines.next()?)?;
        io.out.write_all(b"\n")?;
    }
    Ok(())
}

/// Prints the best rows, with the ranks that they have among all.
fn best(wanted: &Wanted<'_>, scored: Scored<'_>, mut shown: Shown<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let Scored { fits, findings, mut rows, mut columns, sink, .. } = scored;
    let Sink::Best(best) = sink else { return Ok(()) };
    let Some((panel, at)) = best.into_rows() else {
        let _ = writeln!(io.talk, "no row is left to rank");
        return Ok(());
    };
    let (mut ranks, mut group_ranks) = (Vec::new(), Vec::new());
    for (place, (node, group)) in wanted.ranks().into_iter().enumerate() {
        let scores = columns.column(place)?;
        let all = rows.rank(&scores, group);
        if place == wanted.index(None) {
            shown.ranked = all.present_count();
        }
        let of_rows = Column::new(at.iter().map(|row| all.get(*row)));
        let of_rows = of_rows.map_err(|error| Fail::Internal(error.to_string()))?;
        match group {
            Some(group) => group_ranks.push((group, of_rows)),
            None => ranks.push((node, of_rows)),
        }
    }
    let prepared = wanted.plan.prepare_with(&fits, &panel, Par::Auto).map_err(Fail::Computation)?;
    let card = prepared.score().map_err(Fail::Computation)?.as_part_of(ranks, group_ranks, findings);
    if wanted.args.top.is_none() {
        let what = "note: the data are read in blocks, so the best rows are shown";
        let _ = writeln!(io.talk, "{what}: {TOP}; `--top` shows more, `-o` writes all");
    }
    print(wanted.args, &card, &shown, (wanted.group, Some(wanted.top())), io)
}
