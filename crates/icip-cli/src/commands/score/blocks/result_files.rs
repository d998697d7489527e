//! The files of a run whose rows come in blocks.

use std::path::Path;

use icip::data::Blocks;
use icip::plan::{Findings, Fits, Scorecard};
use icip::problem::Problem;
use icip::report::{self, Tables};
use icip::totals::GroupTotal;

use super::ranks::PendingRanks;
use super::request::Request;
use crate::block_file::FileFacts;
use crate::commands::score::files::{Contents, FITTED, RECORD, TableNames};
use crate::commands::score::tables::ResultTables;
use crate::commands::score::totals;
use crate::fail::Fail;
use crate::input::file::{InputFile, display_name};
use crate::input::loaded::LoadedFramework;
use crate::results::{Output, ResultSet};
use crate::run_record::{DataFacts, json, run_record};
use crate::scoring::threads;
use crate::selected_rows::SelectedRows;
use crate::streams::Io;
use crate::timings::Stage;

/// Files that grow block by block, except for the ranks, which are known at the end.
pub(super) struct ResultFiles<'r> {
    tables: ResultTables<'r>,
    set: ResultSet,
    /// The cells of the trail.
    changed: usize,
}

/// What the run record says of the run.
pub(super) struct RunFacts<'f> {
    pub(super) loaded: &'f LoadedFramework,
    pub(super) path: &'f Path,
    pub(super) facts: &'f FileFacts,
    pub(super) warnings: &'f [Problem],
    pub(super) totals: &'f [GroupTotal],
    pub(super) fits: &'f Fits,
    pub(super) findings: &'f Findings,
}

impl<'r> ResultFiles<'r> {
    pub(super) fn new(request: &Request<'r>, dir: &Path, tables: Tables<'r>) -> Result<Self, Fail> {
        // All names are checked here, before the long work, although most of the files begin later.
        let names =
            TableNames::of(request.args.tables).each().into_iter().chain([FITTED, RECORD, totals::FILE]);
        let par = threads(&request.args.input.options);
        let mut set = ResultSet::begin(dir, names, &request.system)?.replacing(RECORD)?.on(par);
        let tables = ResultTables::new(request.args.tables, tables, par, &mut set)?;
        Ok(Self { tables, set, changed: 0 })
    }

    pub(super) fn push(&mut self, card: &Scorecard<'_>) -> Result<(), Fail> {
        self.tables.push(card, &mut self.set)?;
        self.changed += card.trail().len();
        Ok(())
    }

    /// Writes what is known only after the last row, and gives the files their names.
    pub(super) fn finish(
        mut self,
        request: &Request<'_>,
        rows: &mut SelectedRows<'_>,
        pending: PendingRanks<'_>,
        run: &RunFacts<'_>,
        io: &mut Io<'_>,
    ) -> Result<(), Fail> {
        let ranking = io.timings.start(Stage::Ranking);
        let ranked = self.write_ranks(request, rows, pending)?;
        drop(ranking);
        let _timed = io.timings.start(Stage::Writing);
        let fitted = report::fitted_documents(&run.loaded.framework, &request.plan.fitted(run.fits));
        self.set.write(FITTED, json(&fitted)?.as_bytes())?;
        if !run.loaded.framework.totals().is_empty() {
            let totals = report::group_totals_csv(&run.loaded.framework, run.totals);
            self.set.write(totals::FILE, totals.as_bytes())?;
        }
        let sha256 = run.facts.sha256.clone().expect("the file is digested where results go to files");
        let name = display_name(run.path);
        let files = [InputFile { role: "data", name, sha256 }];
        let (dialect, excluded) = (run.facts.dialect.as_str(), run.facts.excluded.as_slice());
        let data = DataFacts { files: &files, dialect, excluded };
        let options = &request.args.input.options;
        let record = |outputs: &[Output]| run_record(options, run.loaded, &data, run.warnings, None, outputs);
        self.tables.end(|| record(&[]), &mut self.set)?;
        let record = record(&self.set.outputs())?;
        self.set.write(RECORD, record.as_bytes())?;
        self.set.publish(io)?;
        Contents { rows: run.findings.rows(), ranked, changed: self.changed }.show(io);
        Ok(())
    }

    /// Writes the ranks of all rows, and returns how many rows have a rank of the index.
    fn write_ranks(
        &mut self,
        request: &Request<'_>,
        rows: &mut SelectedRows<'_>,
        pending: PendingRanks<'_>,
    ) -> Result<usize, Fail> {
        let mut ranked = 0;
        let mut ranks = pending.into_rows(|column, ranks| {
            if column == request.index_ranks() {
                ranked = ranks.present_count();
            }
        })?;
        let Self { tables, set, .. } = self;
        // The rows say once more who they are.
        rows.rewind().map_err(|problems| rows.fail(problems))?;
        let columns = request.rank_columns().len();
        let mut blocks = 0..ranks.blocks();
        while let Some(panel) = rows.next_shown().map_err(|problems| rows.fail(problems))? {
            // A file that has more rows than before is refused at its end.
            let Some(block) = blocks.next() else { continue };
            let ranks = ranks.block(block)?;
            let rows = panel.rows().min(ranks.rows());
            let rank = |column: usize, row: usize| ranks.get(column, row);
            tables.push_ranks(&panel.entities()[..rows], columns, rank, set)?;
        }
        Ok(ranked)
    }
}
