//! The files of a run whose rows come in blocks.

use std::path::Path;

use icip::io::NumberText;
use icip::plan::{Findings, Fits, Scorecard};
use icip::problem::Problem;
use icip::report::{self, Tables};
use icip::totals::GroupTotal;

use super::ranks::PendingRanks;
use super::request::Request;
use crate::block_file::FileFacts;
use crate::commands::score::files::{Contents, FILES, FITTED, RANKS, RECORD, SCORES, TRAIL};
use crate::commands::score::totals;
use crate::fail::Fail;
use crate::input::file::{InputFile, display_name};
use crate::input::loaded::LoadedFramework;
use crate::results::ResultSet;
use crate::run_record::{DataFacts, json, run_record};
use crate::streams::Io;
use crate::system::System;
use crate::temporary::TemporaryTexts;

/// Files that grow block by block, except for the ranks, whose lines wait for them.
pub(super) struct ResultFiles<'r> {
    tables: Tables<'r>,
    set: ResultSet,
    /// The beginnings of the lines of `ranks.csv`.
    keys: TemporaryTexts,
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
}

impl<'r> ResultFiles<'r> {
    pub(super) fn new(dir: &Path, tables: Tables<'r>, system: &System) -> Result<Self, Fail> {
        // All names are checked here, before the long work, although most of the files begin later.
        let mut set =
            ResultSet::begin(dir, FILES.into_iter().chain([totals::FILE]), system)?.replacing(RECORD)?;
        set.write(SCORES, tables.scores_header().as_bytes())?;
        set.write(RANKS, tables.ranks_header().as_bytes())?;
        set.write(TRAIL, Tables::trail_header().as_bytes())?;
        // The folder exists by now, which the temporary file needs.
        Ok(Self { tables, set, keys: TemporaryTexts::new(Some(dir), system)?, changed: 0 })
    }

    pub(super) fn push(&mut self, card: &Scorecard<'_>) -> Result<(), Fail> {
        self.set.write(SCORES, self.tables.scores(card).as_bytes())?;
        self.set.write(TRAIL, Tables::trail(card).as_bytes())?;
        self.changed += card.trail().len();
        self.tables.keys(card.panel()).iter().try_for_each(|key| self.keys.push(key))
    }

    /// Writes what is known only after the last row, and gives the files their names.
    pub(super) fn finish(
        mut self,
        request: &Request<'_>,
        pending: PendingRanks<'_>,
        fits: &Fits,
        findings: &Findings,
        run: &RunFacts<'_>,
        io: &mut Io<'_>,
    ) -> Result<(), Fail> {
        let ranked = self.write_ranks(request, pending)?;
        let fitted = report::fitted_documents(&run.loaded.framework, &request.plan.fitted(fits));
        self.set.write(FITTED, json(&fitted)?.as_bytes())?;
        if !run.loaded.framework.totals().is_empty() {
            let totals = report::group_totals_csv(&run.loaded.framework, run.totals);
            self.set.write(totals::FILE, totals.as_bytes())?;
        }
        let (name, sha256) = (display_name(run.path), run.facts.sha256.clone());
        let files = [InputFile { role: "data", name, sha256 }];
        let (dialect, excluded) = (run.facts.dialect.as_str(), run.facts.excluded.as_slice());
        let data = DataFacts { files: &files, dialect, excluded };
        let options = &request.args.input.options;
        let record = run_record(options, run.loaded, &data, run.warnings, None, &self.set.outputs())?;
        self.set.write(RECORD, record.as_bytes())?;
        self.set.publish(io)?;
        Contents { rows: findings.rows(), ranked, changed: self.changed }.show(io);
        Ok(())
    }

    /// Writes the ranks of all rows, and returns how many rows have a rank of the index.
    fn write_ranks(&mut self, request: &Request<'_>, pending: PendingRanks<'_>) -> Result<usize, Fail> {
        let mut ranked = 0;
        let mut ranks = pending.into_rows(|column, ranks| {
            if column == request.index_ranks() {
                ranked = ranks.present_count();
            }
        })?;
        let mut keys = self.keys.reader()?;
        let (mut lines, mut text) = (Vec::new(), NumberText::default());
        for block in 0..ranks.blocks() {
            lines.clear();
            for row in ranks.rows(block)? {
                lines.extend(keys.next()?);
                for rank in row {
                    lines.push(b',');
                    lines.extend(rank.map_or("", |rank| text.of(rank)).as_bytes());
                }
                lines.push(b'\n');
            }
            self.set.write(RANKS, &lines)?;
        }
        Ok(ranked)
    }
}
