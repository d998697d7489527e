//! The ranks of rows that come in blocks: their scores wait in temporary files until all of them are known.
//! It must not know where the ranks are written.

use icip::data::Column;
use icip::exec::{self, Par};
use icip::plan::{RankedRows, Scorecard};

use super::request::{RankColumn, Request};
use crate::fail::Fail;
use crate::scoring::threads;
use crate::temporary::TemporaryColumns;

/// Scores that are ranked when all of them are known.
pub(super) struct PendingRanks<'r> {
    columns: Vec<RankColumn>,
    rows: RankedRows<'r>,
    scores: TemporaryColumns,
    par: Par,
}

impl<'r> PendingRanks<'r> {
    pub(super) fn new(request: &Request<'r>) -> Result<Self, Fail> {
        let columns = request.rank_columns();
        let scores = TemporaryColumns::new(request.temporary_dir(), columns.len(), &request.system)?;
        let par = threads(&request.args.input.options);
        Ok(Self { columns, rows: RankedRows::new(request.plan), scores, par })
    }

    /// Keeps the scores of a block.
    pub(super) fn push(&mut self, card: &Scorecard<'_>) -> Result<(), Fail> {
        self.rows.push(card);
        self.scores.push(self.columns.iter().map(|column| card.scores().column(column.node)))
    }

    /// The columns of ranks, one after the other, so that only one is in memory.
    pub(super) fn each(
        &mut self,
        mut take: impl FnMut(RankColumn, &Column) -> Result<(), Fail>,
    ) -> Result<(), Fail> {
        for (position, column) in self.columns.iter().enumerate() {
            let scores = self.scores.column(position)?;
            take(*column, self.rows.rank(column.node, &scores, column.group, self.par))?;
        }
        Ok(())
    }

    /// Replaces the scores by their ranks, which can then be read row by row.
    pub(super) fn into_rows(
        mut self,
        mut see: impl FnMut(RankColumn, &Column),
    ) -> Result<TemporaryColumns, Fail> {
        let Self { columns, rows, scores, par } = &mut self;
        let mut next = columns.first().map(|_| scores.column(0)).transpose()?;
        for (position, column) in columns.iter().enumerate() {
            let Some(of_column) = next.take() else { break };
            let following = (position + 1 < columns.len()).then_some(position + 1);
            // The scores of the next column are read while those of this one are ranked.
            let (ranks, read) = exec::ahead(
                *par,
                of_column.rows(),
                || following.map(|position| scores.column(position)).transpose(),
                || rows.rank(column.node, &of_column, column.group, *par),
            );
            see(*column, ranks);
            scores.replace(position, ranks)?;
            next = read?;
        }
        Ok(self.scores)
    }
}
