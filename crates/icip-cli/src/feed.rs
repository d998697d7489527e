//! The rows of a data file that are scored, block by block: of one period, and of the entities that
//! screening leaves.

use std::fs::File;
use std::path::Path;

use icip::data::{Blocks, Names, Panel, Schema};
use icip::io::{CsvBlocks, Excluded, ReadOptions};
use icip::plan::Plan;
use icip::problem::{Problem, Problems};

use crate::Io;
use crate::args::InputOptions;
use crate::fail::Fail;
use crate::input;
use crate::progress::Line;

/// A file that is read in blocks of rows.
pub(crate) trait Table: Blocks {
    /// What was found beside the rows, once all of them were read.
    fn about(&self) -> About;
}

/// What is known of a table beside its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    /// How the file was written, in one line.
    pub(crate) dialect: String,
    /// Rows that a rule left out.
    pub(crate) excluded: Vec<Excluded>,
    pub(crate) warnings: Vec<Problem>,
}

impl Table for CsvBlocks<'_> {
    fn about(&self) -> About {
        self.facts().map_or_else(About::default, |facts| About {
            dialect: facts.value.dialect.to_string(),
            excluded: facts.value.excluded.clone(),
            warnings: facts.warnings.clone(),
        })
    }
}

/// Opens a file that can be read in blocks; nothing for a format that cannot.
pub(crate) fn open(
    path: &Path,
    read: &ReadOptions,
    options: &InputOptions,
) -> Result<Option<Box<dyn Table>>, Fail> {
    let name = input::shown(path);
    if let Some(format) = input::columnar(&name) {
        return input::open_columnar(path, format, read);
    }
    let source = {
        let path = path.to_owned();
        move || File::open(&path)
    };
    let blocks = CsvBlocks::open(source, &name, read, input::par(options)).map_err(Fail::Data)?;
    Ok(Some(Box::new(blocks)))
}

/// The rows that are scored.
pub(crate) struct Feed<'f> {
    table: Box<dyn Table>,
    plan: Plan<'f>,
    period: Option<String>,
    /// Periods that the table shows, as long as none is the one that is asked for.
    others: Vec<String>,
    rows: usize,
    names: Names,
    /// Rows that screening left out.
    excluded: Vec<Excluded>,
    /// Whether the last problems are those of the table, and not of its scores.
    failed: bool,
    line: Line<'f>,
    /// How often the table was begun.
    pass: usize,
}

impl<'f> Feed<'f> {
    pub(crate) fn new(
        table: Box<dyn Table>,
        plan: &Plan<'f>,
        period: Option<&str>,
        io: &'f mut Io<'_>,
    ) -> Self {
        Self {
            table,
            plan: plan.clone(),
            period: period.map(str::to_owned),
            others: Vec::new(),
            rows: 0,
            names: Names::default(),
            excluded: Vec::new(),
            failed: false,
            line: Line::new(io),
            pass: 1,
        }
    }

    /// Which columns name the entities of the rows that were read since the start.
    pub(crate) fn names(&self) -> Names {
        self.names
    }

    /// Problems of a pass, as those of the data or of the computation.
    pub(crate) fn fail(&self, problems: Problems) -> Fail {
        if self.failed { Fail::Data(problems) } else { Fail::Computation(problems) }
    }

    /// What is known of the table once all of it was read, with what screening left out.
    pub(crate) fn into_about(self) -> About {
        let mut about = self.table.about();
        about.excluded.extend(self.excluded);
        about
    }

    fn next_kept(&mut self) -> Result<Option<Panel>, Problems> {
        while let Some(block) = self.table.next_block()? {
            let block = match &self.period {
                Some(period) => block.filter(|entity| {
                    let found = entity.period.as_ref();
                    if let Some(other) = found.filter(|other| !self.others.contains(other)) {
                        self.others.push(other.clone());
                    }
                    found == Some(period)
                }),
                None => block,
            };
            self.rows += block.rows();
            if block.rows() > 0 {
                return Ok(Some(block));
            }
        }
        match &self.period {
            Some(period) if self.rows == 0 => {
                let periods: Vec<&str> = self.others.iter().map(String::as_str).collect();
                Err(input::unknown_period(self.plan.framework(), period, &periods).into())
            }
            _ => Ok(None),
        }
    }
}

impl Blocks for Feed<'_> {
    fn schema(&self) -> &Schema {
        self.table.schema()
    }

    fn groups(&self) -> &[String] {
        self.table.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        let block = self.next_kept().inspect_err(|_| self.failed = true)?;
        let Some(mut block) = block else {
            self.line.clear();
            return Ok(None);
        };
        self.line.draw(|_| format!("pass {}: {} rows", self.pass, self.rows));
        if self.plan.framework().screens() {
            let screened = self.plan.screen(&block);
            self.excluded.extend(screened.entities);
            block = screened.panel;
        }
        self.names = self.names.or(block.labels());
        Ok(Some(block))
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        self.rows = 0;
        self.others.clear();
        self.excluded.clear();
        self.pass += 1;
        self.table.rewind().inspect_err(|_| self.failed = true)
    }
}
