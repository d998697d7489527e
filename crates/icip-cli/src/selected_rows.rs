//! The rows of a file that take part in scores, block by block: those of one period where the periods are
//! independent of each other, without the entities that screening leaves out.
//!
//! This module must not know what happens to the rows.

use std::collections::BTreeSet;

use icip::data::{Blocks, Names, Panel, Schema};
use icip::io::Excluded;
use icip::plan::Plan;
use icip::problem::{Problems, message};

use crate::block_file::{BlockFile, FileFacts};
use crate::fail::Fail;
use crate::progress::StatusLine;
use crate::timings::{Stage, Timings};

/// The rows that are scored.
pub(crate) struct SelectedRows<'f> {
    file: Box<dyn BlockFile>,
    plan: Plan<'f>,
    period: Option<String>,
    /// Whether rows of other periods take part in the scores of the period.
    links: bool,
    /// Periods of rows that were passed over, for the message when no row has the one that is wanted.
    other_periods: Vec<String>,
    /// The same, to look them up.
    known_periods: BTreeSet<String>,
    rows: usize,
    /// Rows of the period that is wanted.
    wanted: usize,
    names: Names,
    /// Rows that screening left out.
    excluded: Vec<Excluded>,
    /// Whether the last problems came from the file, and not from its scores.
    file_failed: bool,
    line: StatusLine<'f>,
    timings: Timings,
    /// The number of the current pass over the file.
    pass: usize,
}

impl<'f> SelectedRows<'f> {
    pub(crate) fn new(
        file: Box<dyn BlockFile>,
        plan: &Plan<'f>,
        period: Option<&str>,
        line: StatusLine<'f>,
        timings: &Timings,
    ) -> Self {
        Self {
            file,
            plan: plan.clone(),
            period: period.map(str::to_owned),
            links: plan.framework().links_periods(),
            other_periods: Vec::new(),
            known_periods: BTreeSet::new(),
            rows: 0,
            wanted: 0,
            names: Names::default(),
            excluded: Vec::new(),
            file_failed: false,
            line,
            timings: timings.clone(),
            pass: 1,
        }
    }

    /// The columns that name the entities of the rows that were read since the start.
    pub(crate) fn names(&self) -> Names {
        self.names
    }

    /// The problems of a pass as those of the data or of the computation, which have different exit codes.
    pub(crate) fn fail(&self, problems: Problems) -> Fail {
        if self.file_failed { Fail::Data(problems) } else { Fail::Computation(problems) }
    }

    /// What is known of the file once all of it was read, with the rows that screening left out.
    pub(crate) fn facts(&self) -> Result<FileFacts, Fail> {
        let mut facts = self.file.facts()?;
        facts.excluded.extend(self.excluded.iter().cloned());
        Ok(facts)
    }

    /// The file, for another pass.
    pub(crate) fn into_file(self) -> Box<dyn BlockFile> {
        self.file
    }

    /// The period that is shown, where the rows of others take part in its scores.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.period.as_deref().filter(|_| self.links)
    }

    /// The rows of the next block that are shown, which may be none; nothing at the end.
    pub(crate) fn next_shown(&mut self) -> Result<Option<Panel>, Problems> {
        let block = self.next_block()?;
        let period = self.shown();
        let shown = |block: Panel| match period {
            Some(period) => block.filter(|entity| entity.period.as_deref() == Some(period)),
            None => block,
        };
        Ok(block.map(shown))
    }

    /// The next block in which a row takes part; with a period that is wanted, some row of the file must have
    /// it.
    fn next_of_period(&mut self) -> Result<Option<Panel>, Problems> {
        while let Some(block) = self.file.next_block()? {
            let block = match self.period.as_ref() {
                Some(period) => {
                    let mut of_period = block.filter(|entity| {
                        let found = entity.period.as_ref();
                        if let Some(other) = found.filter(|other| !self.known_periods.contains(*other)) {
                            self.other_periods.push(other.clone());
                            self.known_periods.insert(other.clone());
                        }
                        found == Some(period)
                    });
                    // Counted even where all rows are kept, so that a period that no row has is refused in
                    // both cases.
                    self.wanted += of_period.rows();
                    if self.links {
                        of_period = block;
                    }
                    of_period
                }
                None => block,
            };
            self.rows += block.rows();
            if block.rows() > 0 {
                return Ok(Some(block));
            }
        }
        match &self.period {
            Some(period) if self.wanted == 0 => {
                let periods: Vec<&str> = self.other_periods.iter().map(String::as_str).collect();
                Err(self.plan.framework().unknown_period(period, &periods).into())
            }
            _ => Ok(None),
        }
    }
}

impl Blocks for SelectedRows<'_> {
    fn schema(&self) -> &Schema {
        self.file.schema()
    }

    fn groups(&self) -> &[String] {
        self.file.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        let timed = self.timings.start(Stage::Reading);
        let block = self.next_of_period().inspect_err(|_| self.file_failed = true)?;
        drop(timed);
        let Some(mut block) = block else {
            self.line.clear();
            return Ok(None);
        };
        let (pass, rows) = (self.pass.to_string(), self.rows);
        self.line.draw(|_| message!("progress-pass", pass, count = rows).to_string());
        if self.plan.framework().screens() {
            // Where indicators are screened the table is not read in blocks, and an entity is judged by its
            // row alone.
            let screened = self.plan.screen(&block);
            self.excluded.extend(screened.entities);
            block = screened.panel;
        }
        self.names = self.names.or(block.labels());
        Ok(Some(block))
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        self.rows = 0;
        self.wanted = 0;
        self.other_periods.clear();
        self.known_periods.clear();
        // Another pass finds the same rows once more.
        self.excluded.clear();
        self.pass += 1;
        self.file.rewind().inspect_err(|_| self.file_failed = true)
    }
}
