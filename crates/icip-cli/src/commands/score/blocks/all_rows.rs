//! Every row to standard output, in the order of the data, each behind its rank.

use icip::data::{Blocks, Names};
use icip::plan::Fits;
use icip::problem::message;
use icip::report::{LineMemory, LineWriter, Tables};

use super::pass::give_rows;
use super::ranks::PendingRanks;
use super::request::Request;
use crate::fail::Fail;
use crate::scoring::threads;
use crate::selected_rows::SelectedRows;
use crate::streams::Io;
use crate::timings::Stage;

/// Scores the rows once more, now that their ranks are known. That takes less time than writing the scores of all nodes to a
/// temporary file and reading them back.
pub(super) fn print(
    request: &Request<'_>,
    names: Names,
    fits: &Fits,
    rows: &mut SelectedRows<'_>,
    mut ranks: PendingRanks<'_>,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    io.note(message!("stream-all-rows"));
    let _timed = io.timings.start(Stage::Writing);
    let tables = Tables::new(request.plan, names, request.groups);
    let (par, mut memory) = (threads(&request.args.input.options), LineMemory::default());
    // The columns of `ranking_csv`, so that a table held in memory is printed alike.
    io.out.write_all(tables.ranking_header().as_bytes())?;
    rows.rewind().map_err(|problems| rows.fail(problems))?;
    ranks.each(|_, ranks| {
        let mut first = 0;
        give_rows(request.plan, fits, rows, par, |card| {
            let cells = tables.score_cells(card);
            let fill = |row: usize, line: &mut LineWriter| {
                line.number(ranks.get(first + row));
                cells(row, line);
            };
            let size = (card.panel().rows(), tables.nodes().len());
            memory.write(size, par, fill, |part| io.out.write_all(part))?;
            first += card.panel().rows();
            Ok(())
        })?;
        Ok(())
    })
}
