//! Where the scores of a leaf come from, or those of a node whose finished score the data hold.

use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::aggregate::Lane;
use crate::plan::rows::runs;
use crate::plan::{SampleRows, Samples};
use crate::round::Round;
use crate::scale::{Line, Scale};
use icip_num::exec::BLOCK;
use icip_table::data::Column;

/// A column of the panel, or one that a step made. Most columns are changed by no step, and are not copied.
#[derive(Debug, Clone)]
pub(crate) enum SharedColumn<'a> {
    OfPanel(&'a Column),
    Made(Arc<Column>),
}

impl From<Column> for SharedColumn<'_> {
    fn from(column: Column) -> Self {
        Self::Made(Arc::new(column))
    }
}

impl Deref for SharedColumn<'_> {
    type Target = Column;

    fn deref(&self) -> &Column {
        match self {
            Self::OfPanel(column) => column,
            Self::Made(column) => column,
        }
    }
}

/// A column, and the scales that make it comparable, block by block, when its scores are needed. Scores are
/// not kept, because computing them again costs less than reading them back from memory.
pub(crate) struct Entry<'a> {
    /// Values after denomination, imputation and treatment; or finished scores.
    pub(crate) column: SharedColumn<'a>,
    /// The values before treatment; the same column where nothing treats it.
    pub(crate) measured: SharedColumn<'a>,
    /// The scales that treated the values.
    pub(crate) treated: Scales,
    /// The scales that normalise the values.
    pub(crate) scales: Scales,
    /// The samples of the scales, where they are not those of all leaves.
    pub(crate) groups: Option<Samples>,
    pub(crate) round: Option<Round>,
}

/// What was fitted to each sample of a column; `None` for a sample without a value.
pub(crate) enum Scales {
    /// Values stay as they are.
    None,
    /// All rows are one sample.
    One(Option<Box<dyn Scale>>),
    /// Each row belongs to a sample.
    Each(Box<Each>),
}

/// The scale of each sample, and the sample of each row.
pub(crate) struct Each {
    scales: Vec<Option<Box<dyn Scale>>>,
    of_row: Arc<[u32]>,
}

impl Scales {
    /// The scale of each sample, from its rows.
    pub(crate) fn of(
        samples: &Samples,
        mut scale: impl FnMut(&SampleRows) -> Option<Box<dyn Scale>>,
    ) -> Self {
        match (samples.of_row(), samples.list.as_slice()) {
            (None, [all]) => Self::One(scale(all)),
            (of_row, list) => Self::Each(Box::new(Each {
                scales: list.iter().map(scale).collect(),
                of_row: of_row.cloned().unwrap_or_default(),
            })),
        }
    }

    /// Writes one result for each row of a block; rows of a sample without a value get 0.0.
    pub(crate) fn apply(&self, x: &[f64], rows: &Range<usize>, z: &mut [f64]) {
        match self {
            Self::None => z.copy_from_slice(x),
            Self::One(Some(scale)) => scale.apply(x, z),
            // No row of the sample has a value, so nobody reads these numbers.
            Self::One(None) => z.fill(0.0),
            Self::Each(each) => {
                for (sample, run) in runs(&each.of_row, rows.clone()) {
                    let run = run.start - rows.start..run.end - rows.start;
                    match &each.scales[sample] {
                        Some(scale) => scale.apply(&x[run.clone()], &mut z[run]),
                        None => z[run].fill(0.0),
                    }
                }
            }
        }
    }

    /// Writes the results that values would have in a row.
    pub(crate) fn apply_in(&self, row: usize, x: &[f64], z: &mut [f64]) {
        let scale = match self {
            Self::None => return z.copy_from_slice(x),
            Self::One(scale) => scale.as_deref(),
            Self::Each(each) => each.scales[each.of_row[row] as usize].as_deref(),
        };
        match scale {
            Some(scale) => scale.apply(x, z),
            // A sample without a value has no scale.
            None => z.fill(f64::NAN),
        }
    }

    /// The line on which all results lie, if there is one.
    fn line(&self) -> Option<Line> {
        match self {
            // With a scale for each sample the rows of a block may lie on different lines.
            Self::One(Some(scale)) => scale.line(),
            _ => None,
        }
    }

    /// The scale of each sample.
    pub(crate) fn each(&self) -> impl Iterator<Item = Option<&dyn Scale>> {
        let scales = match self {
            Self::None => &[],
            Self::One(scale) => std::slice::from_ref(scale),
            Self::Each(each) => &each.scales,
        };
        scales.iter().map(Option::as_deref)
    }
}

impl<'a> Entry<'a> {
    /// Finished scores, which the data hold.
    pub(crate) fn finished(column: SharedColumn<'a>) -> Self {
        let measured = column.clone();
        Self { column, measured, treated: Scales::None, scales: Scales::None, groups: None, round: None }
    }

    /// Writes the scores of a block.
    pub(crate) fn score(&self, rows: &Range<usize>, lane: &mut Lane) {
        self.scales.apply(self.column.block(rows.clone()), rows, &mut lane.values);
        lane.take_presence(&self.column, rows.start);
        lane.zero_gaps();
        if let Some(round) = self.round {
            lane.values.iter_mut().for_each(|z| *z = round.apply(*z));
        }
    }

    /// The line on which the scores lie, if there is one.
    pub(crate) fn line(&self) -> Option<Line> {
        // Rounding takes the scores off their line.
        self.scales.line().filter(|_| self.round.is_none())
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
            // Without negative zeros, as in the columns of the outputs.
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
