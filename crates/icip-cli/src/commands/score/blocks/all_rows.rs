//! Every row to standard output, in the order of the data, each after its rank.

use icip::io::NumberText;
use icip::plan::Scorecard;
use icip::problem::message;
use icip::report::Tables;

use super::ranks::PendingRanks;
use crate::fail::Fail;
use crate::streams::Io;
use crate::system::System;
use crate::temporary::TemporaryTexts;

/// Bytes that are written at once.
const PART: usize = 1 << 20;

/// The lines of the rows, which wait for their ranks.
pub(super) struct AllRows<'r> {
    tables: Tables<'r>,
    lines: TemporaryTexts,
}

impl<'r> AllRows<'r> {
    pub(super) fn new(tables: Tables<'r>, system: &System) -> Result<Self, Fail> {
        Ok(Self { tables, lines: TemporaryTexts::new(None, system)? })
    }

    pub(super) fn push(&mut self, card: &Scorecard<'_>) -> Result<(), Fail> {
        self.tables.score_lines(card).iter().try_for_each(|line| self.lines.push(line))
    }

    pub(super) fn finish(mut self, mut ranks: PendingRanks<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
        io.note(message!("stream-all-rows"));
        // The columns of `ranking_csv`, so that a table held in memory is printed alike.
        write!(io.out, "rank,{}", self.tables.scores_header())?;
        let (mut lines, mut text) = (self.lines.reader()?, NumberText::default());
        // Standard output hands on every line by itself.
        let mut part = Vec::with_capacity(PART);
        ranks.each(|_, ranks| {
            for rank in ranks.cells() {
                part.extend(rank.map_or("", |rank| text.of(rank)).as_bytes());
                part.push(b',');
                part.extend(lines.next()?);
                part.push(b'\n');
                if part.len() >= PART {
                    io.out.write_all(&part)?;
                    part.clear();
                }
            }
            Ok(())
        })?;
        io.out.write_all(&part)?;
        Ok(())
    }
}
