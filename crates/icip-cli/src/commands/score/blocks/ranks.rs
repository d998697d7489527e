//! The ranks of rows that come in blocks: their scores wait in temporary files until all of them are known.
//! It must not know where the ranks are written.

use icip::data::Column;
use icip::plan::{RankedRows, Scorecard};

use super::request::{RankColumn, Request};
use crate::fail::Fail;
use crate::temporary::TemporaryColumns;

/// Scores that are ranked when all of them are known.
pub(super) struct PendingRanks<'r> {
    columns: Vec<RankColumn>,
    rows: RankedRows<'r>,
    scores: TemporaryColumns,
}

impl<'r> PendingRanks<'r> {
    pub(super) fn new(request: &Request<'r>) -> Result<Self, Fail> {
        let columns = request.rank_columns();
        let scores = TemporaryColumns::new(request.temporary_dir(), columns.len(), &request.system)?;
        Ok(Self { columns, rows: RankedRows::new(request.plan), scores })
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
            take(*column, self.rows.rank(column.node, &scores, column.group))?;
        }
        Ok(())
    }

    /// Replaces the scores by their ranks, which can then be read row by row.
    pub(super) fn into_rows(
        mut self,
        mut see: impl FnMut(RankColumn, &Column),
    ) -> Result<TemporaryColumns, Fail> {
        for (position, column) in self.columns.iter().enumerate() {
            let scores = self.scores.column(position)?;
            let ranks = self.rows.rank(column.node, &scores, column.group);
            see(*column, ranks);
            self.scores.replace(position, ranks)?;
        }
        Ok(self.scores)
    }
}
