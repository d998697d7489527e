//! The passes over a table: those that fit its scales, and one that scores its rows.

use icip::data::{Blocks, Names};
use icip::exec::{self, Par};
use icip::plan::{Findings, Fits, Plan, Scorecard};
use icip::problem::Problems;
use icip::totals::GroupTotals;

use super::ranks::PendingRanks;
use super::request::Request;
use super::sink::Sink;
use crate::fail::Fail;
use crate::scoring::threads;
use crate::selected_rows::SelectedRows;
use crate::timings::{Stage, Timings};

/// What the passes leave.
pub(super) struct Scored<'r> {
    /// What names the rows.
    pub(super) names: Names,
    pub(super) fits: Fits,
    pub(super) findings: Findings,
    pub(super) ranks: PendingRanks<'r>,
    pub(super) sink: Sink<'r>,
    pub(super) totals: GroupTotals<'r>,
}

/// Passes over the rows until all of them are scored.
pub(super) fn score_rows<'r>(
    request: &Request<'r>,
    rows: &mut SelectedRows<'_>,
    timings: &Timings,
) -> Result<Scored<'r>, Fail> {
    let (plan, par) = (request.plan, threads(&request.args.input.options));
    let fitting = timings.start(Stage::Fitting);
    let fits = plan.fit_blocks(rows, par).map_err(|problems| rows.fail(problems))?;
    let mut names = first_names(rows)?;
    drop(fitting);
    let _timed = timings.start(Stage::Scoring);
    loop {
        // The sink comes first: it makes the folder, in which the scores wait for their ranks.
        let mut sink = Sink::new(request, names)?;
        let mut ranks = PendingRanks::new(request)?;
        let mut totals = GroupTotals::new(plan);
        let findings = give_rows(plan, &fits, rows, par, |card| {
            totals.push(card);
            let _timed = timings.start(Stage::Writing);
            let cells = card.panel().rows() * plan.used().len();
            // One thread keeps what is ranked, while the other writes.
            let (kept, written) = exec::beside(par, cells, || ranks.push(card), || sink.push(card));
            kept.and(written)
        })?;
        // The sink needs to know from the start which columns of names the table has, and that is certain
        // only when all of it was read. A guess that was wrong costs another pass.
        if rows.names() == names {
            return Ok(Scored { names, fits, findings, ranks, sink, totals });
        }
        names = rows.names();
        rows.rewind().map_err(|problems| rows.fail(problems))?;
    }
}

/// Scores all rows and gives those that are shown; returns what was found in them.
pub(super) fn give_rows(
    plan: &Plan<'_>,
    fits: &Fits,
    rows: &mut SelectedRows<'_>,
    par: Par,
    mut give: impl FnMut(&Scorecard<'_>) -> Result<(), Fail>,
) -> Result<Findings, Fail> {
    let period = rows.shown().map(str::to_owned);
    let mut shown = Findings::default();
    let pass = plan.score_blocks(fits, rows, par, |card| {
        // Rows of other periods take part in the scores but are not shown, and so are left out of what is
        // found.
        let given = match &period {
            Some(period) => {
                let of_period = card.panel().filter(|entity| entity.period.as_ref() == Some(period));
                let card = card.of_period(period, &of_period);
                shown.merge(card.findings().clone());
                give(&card)
            }
            None => give(card),
        };
        given.map_err(Stopped::Writing)
    });
    let findings = pass.map_err(|stopped| stopped.fail(rows))?;
    Ok(if period.is_some() { shown } else { findings })
}

/// The columns of names that the rows have shown so far, or those of the first block.
fn first_names(rows: &mut SelectedRows<'_>) -> Result<Names, Fail> {
    if rows.names() == Names::default() {
        // Nothing had to be fitted, so no row was read yet.
        let first = rows.next_block().map(drop).and_then(|()| rows.rewind());
        first.map_err(|problems| rows.fail(problems))?;
    }
    Ok(rows.names())
}

/// What ends a pass early.
enum Stopped {
    Problems(Problems),
    Writing(Fail),
}

impl From<Problems> for Stopped {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl Stopped {
    fn fail(self, rows: &SelectedRows<'_>) -> Fail {
        match self {
            Self::Problems(problems) => rows.fail(problems),
            Self::Writing(fail) => fail,
        }
    }
}
