//! `icip score` of a table that is read in blocks of rows and never held.

use std::path::Path;

use icip::data::{Blocks, Names};
use icip::plan::{Findings, Fits, Plan, RankedRows, Scorecard, Shortlist};
use icip::problem::{Problem, Problems};
use icip::report::Tables;

use crate::Io;
use crate::args::{Format, Score};
use crate::commands::score::{Shown, group_position};
use crate::fail::Fail;
use crate::feed::{Feed, Table};
use crate::input::{self, LoadedFramework};
use crate::output::Staged;
use crate::spill::{Columns, Texts};

mod choice;
mod finish;

pub(super) use choice::table;

/// Rows that are shown where nobody says how many.
const TOP: usize = 20;
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
        Some(_) => finish::files(&wanted, loaded, scored, &about, &warnings, io),
        None if wanted.is_whole_csv() => finish::lines(&wanted, scored, io),
        None => {
            let shown = Shown { source: &input::shown(path), dialect: &about.dialect, ranked: 0 };
            finish::best(&wanted, scored, shown, io)
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
