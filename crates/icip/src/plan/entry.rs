//! Where the scores of a leaf, or of a node whose finished score the data hold, come from.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::aggregate::Lane;
use crate::data::Column;
use crate::exec::BLOCK;
use crate::plan::rows::runs;
use crate::round::Round;
use crate::scale::Scale;

/// A column, and the scale that makes a block of it comparable when its turn comes. Scores are not
/// kept: computing them again costs less than reading them back from memory.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    /// Values after denomination, imputation and treatment; or finished scores.
    pub(crate) column: Cow<'a, Column>,
    pub(crate) scales: Scales,
    pub(crate) round: Option<Round>,
}

/// What was fitted to each sample of a column.
#[derive(Clone)]
pub(crate) enum Scales {
    /// The column holds scores.
    None,
    /// All rows are one sample.
    One(Arc<dyn Scale>),
    /// Each row belongs to a sample; one without a value has no scale.
    Each { scales: Vec<Option<Arc<dyn Scale>>>, of_row: Arc<[u32]> },
}

impl Scales {
    /// Writes one result a row of a block; rows of a sample without a value get 0.0.
    pub(crate) fn apply(&self, x: &[f64], rows: &Range<usize>, z: &mut [f64]) {
        match self {
            Self::None => z.copy_from_slice(x),
            Self::One(scale) => scale.apply(x, z),
            Self::Each { scales, of_row } => {
                for (sample, run) in runs(of_row, rows.clone()) {
                    let run = run.start - rows.start..run.end - rows.start;
                    match &scales[sample] {
                        Some(scale) => scale.apply(&x[run.clone()], &mut z[run]),
                        None => z[run].fill(0.0),
                    }
                }
            }
        }
    }

    /// The scale of a row.
    pub(crate) fn of(&self, row: usize) -> Option<&dyn Scale> {
        match self {
            Self::None => None,
            Self::One(scale) => Some(scale.as_ref()),
            Self::Each { scales, of_row } => scales[of_row[row] as usize].as_deref(),
        }
    }
}

impl Entry<'_> {
    /// Writes the scores of a block.
    pub(crate) fn score(&self, rows: &Range<usize>, lane: &mut Lane) {
        self.scales.apply(self.column.block(rows.clone()), rows, &mut lane.values);
        lane.take_presence(&self.column, rows.start);
        lane.zero_gaps();
        if let Some(round) = self.round {
            lane.values.iter_mut().for_each(|z| *z = round.apply(*z));
        }
    }

    /// The scores of all rows.
    pub(crate) fn scores(&self) -> Column {
        let rows = self.column.rows();
        let mut values = Vec::with_capacity(rows);
        let mut lane = Lane::default();
        for start in (0..rows).step_by(BLOCK) {
            let block = start..rows.min(start + BLOCK);
            lane.reset(block.len());
            self.score(&block, &mut lane);
            values.extend(lane.values.iter().map(|z| z + 0.0));
        }
        Column::trusted(values, self.column.mask().cloned())
    }
}

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry")
            .field("column", &self.column)
            .field("round", &self.round)
            .finish_non_exhaustive()
    }
}
