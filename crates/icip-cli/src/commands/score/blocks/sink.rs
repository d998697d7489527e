//! Where rows go during the pass that scores them.

use icip::data::Names;
use icip::plan::Scorecard;
use icip::report::Tables;

use super::best_rows::BestRows;
use super::request::{Destination, Request};
use super::result_files::ResultFiles;
use crate::fail::Fail;

/// The places that rows can go to. Each knows how to finish what it began.
pub(super) enum Sink<'r> {
    Files(Box<ResultFiles<'r>>),
    /// Every row is shown when its rank is known.
    AllRows,
    BestRows(BestRows<'r>),
    /// No row is shown.
    Totals,
}

impl<'r> Sink<'r> {
    /// A sink without rows, for a table with these columns of names.
    pub(super) fn new(request: &Request<'r>, names: Names) -> Result<Self, Fail> {
        let tables = Tables::new(request.plan, names, request.groups);
        Ok(match request.destination {
            Destination::Folder(dir) => Self::Files(ResultFiles::new(request, dir, tables)?.into()),
            Destination::AllRows => Self::AllRows,
            Destination::BestRows(count) => Self::BestRows(BestRows::new(request, count)),
            Destination::Totals => Self::Totals,
        })
    }

    /// Takes the rows of a block.
    pub(super) fn push(&mut self, card: &Scorecard<'_>) -> Result<(), Fail> {
        match self {
            Self::Files(files) => files.push(card),
            Self::BestRows(rows) => {
                rows.push(card);
                Ok(())
            }
            Self::AllRows | Self::Totals => Ok(()),
        }
    }
}
