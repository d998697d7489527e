//! The scores of children for a block of entities, as an aggregation sees them.

use icip_num::kernel;
use icip_num::statistics;
use icip_table::data::{Column, Mask};

/// The scores of one node for a block of entities, in memory that the next block uses again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lane {
    /// Scores, 0.0 where absent.
    pub(crate) values: Vec<f64>,
    /// One bit per entity, as in [`Mask`]; of no meaning when none is absent.
    pub(crate) words: Vec<u64>,
    /// Whether an entity has no score.
    pub(crate) has_gaps: bool,
}

impl Lane {
    /// All rows of a column.
    pub(crate) fn of(column: &Column) -> Self {
        let mut lane = Self::default();
        lane.reset(column.rows());
        lane.values.copy_from_slice(column.block(0..column.rows()));
        lane.take_presence(column, 0);
        lane
    }

    /// Makes room for a block, all present.
    pub(crate) fn reset(&mut self, rows: usize) {
        self.values.resize(rows, 0.0);
        self.words.resize(Mask::words_for(rows), 0);
        self.has_gaps = false;
    }

    /// Takes over which entities of a block are present; `first` is a multiple of 64.
    pub(crate) fn take_presence(&mut self, column: &Column, first: usize) {
        let Some(mask) = column.mask() else { return };
        mask.copy_words(first, self.values.len(), &mut self.words);
        self.has_gaps = !is_full(&self.words, self.values.len());
    }

    /// Makes every absent score 0.0.
    pub(crate) fn zero_gaps(&mut self) {
        if self.has_gaps {
            kernel::fill_elsewhere(&mut self.values, 0.0, &self.words);
        }
    }

    /// Gives every absent entity a score.
    pub(crate) fn fill(&mut self, fill: f64) {
        if std::mem::take(&mut self.has_gaps) {
            for (row, value) in self.values.iter_mut().enumerate() {
                if !bit(&self.words, row) {
                    *value = fill;
                }
            }
        }
    }

    /// Which entities are present; nothing when all are.
    pub(crate) fn present(&self) -> Option<&[u64]> {
        self.has_gaps.then_some(&self.words)
    }
}

/// Whether a bit is set.
pub(crate) fn bit(words: &[u64], row: usize) -> bool {
    words[row / 64] >> (row % 64) & 1 == 1
}

/// Whether the bits of all rows are set.
pub(crate) fn is_full(words: &[u64], rows: usize) -> bool {
    words.iter().enumerate().all(|(position, word)| *word == Mask::full_word(rows, position))
}

/// The scores of one child, 0.0 where absent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Child<'a> {
    pub(crate) values: &'a [f64],
    /// One bit per entity; nothing when all are present.
    pub(crate) present: Option<&'a [u64]>,
    /// The weight as given.
    pub(crate) weight: f64,
}

impl Child<'_> {
    pub(crate) fn is_present(&self, row: usize) -> bool {
        self.present.is_none_or(|words| bit(words, row))
    }
}

/// The children of a node for a block of entities.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Children<'a> {
    lanes: &'a [Lane],
    /// The position of each child among the lanes.
    positions: &'a [usize],
    /// Their weights as given.
    weights: &'a [f64],
}

impl<'a> Children<'a> {
    pub(crate) fn new(lanes: &'a [Lane], positions: &'a [usize], weights: &'a [f64]) -> Self {
        Self { lanes, positions, weights }
    }

    /// Number of children.
    pub(crate) fn len(&self) -> usize {
        self.positions.len()
    }

    /// A child, by its position among its siblings.
    pub(crate) fn child(&self, position: usize) -> Child<'a> {
        let lane = &self.lanes[self.positions[position]];
        Child { values: &lane.values, present: lane.present(), weight: self.weights[position] }
    }

    /// The children in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = Child<'a>> + Clone + use<'a> {
        let children = *self;
        (0..children.len()).map(move |position| children.child(position))
    }

    /// Weights of the children, as given.
    pub(crate) fn weights(&self) -> &'a [f64] {
        self.weights
    }

    /// Whether every child is present for every entity of the block.
    pub(crate) fn complete(&self) -> bool {
        self.positions.iter().all(|position| !self.lanes[*position].has_gaps)
    }

    /// Adds up the weights of the children present, per entity, in the order of the children.
    pub(crate) fn present_weight(&self, total: &mut [f64]) {
        total.fill(0.0);
        for child in self.each() {
            match child.present {
                None => total.iter_mut().for_each(|total| *total += child.weight),
                Some(words) => kernel::add_where(total, child.weight, words),
            }
        }
    }

    /// Divides by the weights of the children present.
    pub(crate) fn divide_by_weight(&self, scratch: &mut Vec<f64>, out: &mut [f64]) {
        // One sum for all rows. It adds the same weights in the same order as the sum for each row, so it has
        // the same bits.
        if self.complete() {
            kernel::divide(out, statistics::total(self.weights));
        } else {
            scratch.resize(out.len(), 0.0);
            self.present_weight(scratch);
            kernel::divide_each(out, scratch);
        }
    }
}
