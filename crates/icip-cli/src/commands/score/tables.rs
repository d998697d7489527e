//! The tables of `icip score -o`: scores, ranks and trail, as CSV or as Parquet. It must not know whether the data were held
//! in memory.

#[cfg(feature = "parquet")]
mod parquet;

use icip::data::Entity;
use icip::exec::Par;
use icip::plan::Scorecard;
#[cfg(not(feature = "parquet"))]
use icip::problem::message;
use icip::report::{LineMemory, LineWriter, Tables};

use super::files::TableNames;
use crate::args::TableFormat;
use crate::fail::Fail;
use crate::results::ResultSet;

/// The tables of a run, which grow with its blocks; a table in memory is one block.
pub(super) struct ResultTables<'r> {
    tables: Tables<'r>,
    names: TableNames,
    written: Written,
    par: Par,
}

enum Written {
    Csv(LineMemory),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::ParquetTables>),
}

/// Refuses a format that the program was built without.
pub(super) fn must_be_built(format: TableFormat) -> Result<(), Fail> {
    match format {
        TableFormat::Csv => Ok(()),
        #[cfg(feature = "parquet")]
        TableFormat::Parquet => Ok(()),
        #[cfg(not(feature = "parquet"))]
        TableFormat::Parquet => Err(Fail::Usage(message!("usage-tables-not-built"))),
    }
}

impl<'r> ResultTables<'r> {
    /// Begins the files.
    pub(super) fn new(
        format: TableFormat,
        tables: Tables<'r>,
        par: Par,
        set: &mut ResultSet,
    ) -> Result<Self, Fail> {
        must_be_built(format)?;
        let names = TableNames::of(format);
        let written = match format {
            TableFormat::Csv => {
                set.write(names.scores, tables.scores_header().as_bytes())?;
                set.write(names.ranks, tables.ranks_header().as_bytes())?;
                set.write(names.trail, Tables::trail_header().as_bytes())?;
                Written::Csv(LineMemory::default())
            }
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => Written::Parquet(parquet::ParquetTables::new(&tables, par)?.into()),
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => Written::Csv(LineMemory::default()),
        };
        Ok(Self { tables, names, written, par })
    }

    /// Adds the scores and the trail of some rows.
    pub(super) fn push(&mut self, card: &Scorecard<'_>, set: &mut ResultSet) -> Result<(), Fail> {
        let Self { tables, names, written, par } = self;
        match written {
            Written::Csv(memory) => {
                tables.write_scores(card, *par, memory, |part| set.write(names.scores, part))?;
                Tables::write_trail(card, *par, memory, |part| set.write(names.trail, part))
            }
            #[cfg(feature = "parquet")]
            Written::Parquet(files) => files.push(tables, card, *names, set),
        }
    }

    /// Adds the ranks of some entities, in the order of the columns of the table of ranks.
    pub(super) fn push_ranks(
        &mut self,
        entities: &[Entity],
        columns: usize,
        rank: impl Fn(usize, usize) -> Option<f64> + Sync,
        set: &mut ResultSet,
    ) -> Result<(), Fail> {
        let Self { tables, names, written, par } = self;
        match written {
            Written::Csv(memory) => {
                let fill = |row: usize, line: &mut LineWriter| {
                    tables.key_cells(&entities[row], line);
                    line.numbers((0..columns).map(|column| rank(column, row)));
                };
                memory.write((entities.len(), columns), *par, fill, |part| set.write(names.ranks, part))
            }
            #[cfg(feature = "parquet")]
            Written::Parquet(files) => files.push_ranks(tables, entities, rank, *names, set),
        }
    }

    /// Ends the files. Those that hold the record of the run get one that lists no files, whose digests would be theirs.
    #[cfg_attr(
        not(feature = "parquet"),
        expect(unused_variables, reason = "only Parquet files hold more than their rows")
    )]
    pub(super) fn end(
        self,
        record: impl FnOnce() -> Result<String, Fail>,
        set: &mut ResultSet,
    ) -> Result<(), Fail> {
        match self.written {
            Written::Csv(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Written::Parquet(files) => files.end(&record()?, self.names, set),
        }
    }
}
