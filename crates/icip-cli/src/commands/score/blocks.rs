//! `icip score` of a table that is read in blocks of rows and never held in memory.

mod all_rows;
mod best_rows;
mod pass;
mod ranks;
mod request;
mod result_files;
mod sink;

use std::collections::BTreeSet;

use icip::data::{Blocks, sort_in_time};
use icip::plan::{Plan, Trail};
use icip::problem::{Problem, message};

use self::pass::{Scored, score_rows};
use self::request::Request;
use self::result_files::RunFacts;
use self::sink::Sink;
use super::in_memory::is_for_people;
use super::ranking::{TableFacts, study_is_shown};
use super::reading::BlockTable;
use super::{group, totals};
use crate::args::Score;
use crate::fail::Fail;
use crate::input::data::note_default;
use crate::input::file::display_name;
use crate::input::loaded::LoadedFramework;
use crate::kept_file::KeptFile;
use crate::progress::StatusLine;
use crate::selected_rows::SelectedRows;
use crate::streams::Io;
use crate::timings::Stage;
use crate::warnings;

/// Scores a table in passes over its blocks.
pub(super) fn score(
    args: &Score,
    loaded: &LoadedFramework,
    table: BlockTable<'_>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let options = &args.input.options;
    note_default(&args.input, io);
    if study_is_shown(args) {
        io.note(message!("study-left-out", why = message!("study-in-blocks")));
    }
    let BlockTable { path, file } = table;
    let plan = Plan::compile(&loaded.framework, file.schema()).map_err(Fail::Data)?;
    // Only files show what was changed, and looking for it costs as much as scoring.
    let plan = if args.output.is_some() { plan } else { plan.with_trail(Trail::Drop) };
    let groups = file.groups().to_vec();
    let group = args.group.as_deref().map(|name| group::position(&groups, name)).transpose()?;
    let request = Request::new(args, &plan, &groups, group, &io.system);
    let mut file = KeptFile::new(file, args.output.as_deref(), io.memory, &io.system);
    let mut period = options.period.clone();
    if period.is_none() && is_for_people(args) && loaded.framework.read_options().period.is_some() {
        period = last_period(&mut file, io)?;
    }
    let (timings, line) = (io.timings.clone(), StatusLine::new(io));
    let mut rows = SelectedRows::new(Box::new(file), &plan, period.as_deref(), line, &timings);
    let scored = score_rows(&request, &mut rows, &timings)?;
    let facts = rows.facts()?;
    // The progress of what follows is not shown: results may go to the same terminal.
    let mut rows =
        SelectedRows::new(rows.into_file(), &plan, period.as_deref(), StatusLine::none(), &timings);
    let Scored { names, fits, findings, ranks, sink, totals } = scored;
    let totals = totals.finish().map_err(Fail::Computation)?;
    let found = findings.warnings(&plan).into_iter().chain(totals.warnings);
    let found: Vec<Problem> = loaded.warnings.iter().chain(&facts.warnings).cloned().chain(found).collect();
    // Before any file has its name: where `--deny-warnings` ends the run here, the folder stays as it was.
    warnings::print(&found, options, io)?;
    let totals = totals.value;
    match sink {
        Sink::Files(files) => {
            let run = RunFacts {
                loaded,
                path,
                facts: &facts,
                warnings: &found,
                totals: &totals,
                fits: &fits,
                findings: &findings,
            };
            files.finish(&request, &mut rows, ranks, &run, io)
        }
        Sink::AllRows => {
            all_rows::print(&request, names, &fits, &mut rows, ranks, io)?;
            totals::print_below(args, &loaded.framework, &totals, io)
        }
        Sink::Totals => totals::print(args, &loaded.framework, &totals, io),
        Sink::BestRows(rows) => {
            let name = display_name(path);
            let table =
                TableFacts { name: &name, dialect: &facts.dialect, ranked: 0, totals: &totals, study: None };
            rows.finish(&request, ranks, &fits, findings, table, io)
        }
    }
}

/// Of several periods a reader is shown the last one, and is told so. This takes a pass of its own, which keeps the rows for
/// those that follow.
fn last_period(file: &mut KeptFile, io: &mut Io<'_>) -> Result<Option<String>, Fail> {
    let timed = io.timings.start(Stage::Reading);
    let mut periods: Vec<String> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    while let Some(block) = file.next_block().map_err(Fail::Data)? {
        for period in block.periods().into_iter().filter_map(|(period, _)| period) {
            if known.insert(period.to_owned()) {
                periods.push(period.to_owned());
            }
        }
    }
    file.rewind().map_err(Fail::Data)?;
    drop(timed);
    sort_in_time(&mut periods, |period| Some(period));
    let count = periods.len();
    let last = periods.pop().filter(|_| count > 1);
    if let Some(period) = &last {
        io.note(message!("score-last-period", period, count));
    }
    Ok(last)
}
