//! The best rows to standard output, with the ranks that they have among all rows.

use icip::data::Column;
use icip::plan::{Findings, Fits, Scorecard, Shortlist};
use icip::problem::message;

use super::ranks::PendingRanks;
use super::request::Request;
use crate::commands::score::ranking::{Selection, TOP, TableFacts, print};
use crate::commands::score::totals::print_below;
use crate::fail::Fail;
use crate::scoring::threads;
use crate::streams::Io;

/// The best rows so far.
pub(super) struct BestRows<'r> {
    count: usize,
    best: Box<Shortlist<'r>>,
}

impl<'r> BestRows<'r> {
    pub(super) fn new(request: &Request<'r>, count: usize) -> Self {
        Self { count, best: Shortlist::new(request.plan, count, request.group).into() }
    }

    pub(super) fn push(&mut self, card: &Scorecard<'_>) {
        self.best.push(card);
    }

    pub(super) fn finish(
        self,
        request: &Request<'_>,
        mut pending: PendingRanks<'_>,
        fits: &Fits,
        findings: Findings,
        mut table: TableFacts<'_>,
        io: &mut Io<'_>,
    ) -> Result<(), Fail> {
        let Some((panel, positions)) = self.best.into_rows() else {
            io.message(message!("stream-no-row"));
            return print_below(request.args, request.plan.framework(), table.totals, io);
        };
        let (mut ranks, mut group_ranks) = (Vec::new(), Vec::new());
        pending.each(|column, all| {
            if column == request.index_ranks() {
                table.ranked = all.present_count();
            }
            let of_rows = Column::new(positions.iter().map(|row| all.get(*row)));
            let of_rows = of_rows.map_err(|error| Fail::Internal(error.to_string()))?;
            match column.group {
                Some(group) => group_ranks.push((group, of_rows)),
                None => ranks.push((column.node, of_rows)),
            }
            Ok(())
        })?;
        // The rows are scored once more, so that they are printed like any panel.
        let par = threads(&request.args.input.options);
        let prepared = request.plan.prepare_with(fits, &panel, par).map_err(Fail::Computation)?;
        let card = prepared.score().map_err(Fail::Computation)?.as_part_of(ranks, group_ranks, findings);
        if request.args.top.is_none() {
            io.note(message!("stream-best-rows", count = TOP));
        }
        let selection = Selection { group: request.group, top: Some(self.count) };
        print(request.args, &card, &table, selection, io)
    }
}
