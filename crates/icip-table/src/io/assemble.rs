//! Rows put together to the columns of a panel.

use std::collections::VecDeque;
use std::vec;

use super::chunk::Rows;
use crate::data::{Column, Entity, GrowingColumn, Names, Panel, Schema};
use icip_num::exec::{self, Par};

/// A panel that grows downwards.
pub(crate) struct Assembly {
    entities: Vec<Entity>,
    names: Names,
    columns: Vec<GrowingColumn>,
}

impl Assembly {
    pub(crate) fn new(columns: usize) -> Self {
        let (entities, names) = (Vec::new(), Names::default());
        Self { entities, names, columns: vec![GrowingColumn::default(); columns] }
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.entities.len()
    }

    /// Number of columns of numbers.
    pub(crate) fn columns(&self) -> usize {
        self.columns.len()
    }

    /// Makes room for so many rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        self.entities.reserve_exact(rows);
        self.columns.iter_mut().for_each(|column| column.reserve(rows));
    }

    /// Adds whole pieces, columns side by side, and leaves their memory.
    pub(crate) fn extend(&mut self, par: Par, pieces: &mut [Rows]) {
        let rows: usize = pieces.iter().map(|piece| piece.entities.len()).sum();
        exec::each(par, &mut self.columns, rows, |number, column| {
            for piece in pieces.iter() {
                column.extend(piece.column(number), &piece.gaps[number]);
            }
        });
        for piece in pieces {
            self.names = self.names.or(Names::among(&piece.entities));
            self.entities.append(&mut piece.entities);
        }
    }

    /// The panel. The reader has seen to it that no two rows share code and period.
    pub(crate) fn into_panel(self, schema: &Schema, groups: Vec<String>) -> Panel {
        let columns: Vec<Column> = self.columns.into_iter().map(GrowingColumn::finish).collect();
        Panel::of_checked(schema, groups, self.entities, self.names, columns)
    }
}

/// Rows that wait for a block.
#[derive(Default)]
pub(crate) struct Queue {
    pieces: VecDeque<Waiting>,
    rows: usize,
    /// Pieces of which nothing waits any more.
    spent: Vec<Rows>,
}

struct Waiting {
    rows: Rows,
    entities: vec::IntoIter<Entity>,
    /// Rows that were taken.
    taken: usize,
}

impl Queue {
    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Adds rows behind the others.
    pub(crate) fn extend(&mut self, pieces: Vec<Rows>) {
        for mut rows in pieces {
            self.rows += rows.entities.len();
            let entities = std::mem::take(&mut rows.entities).into_iter();
            self.pieces.push_back(Waiting { rows, entities, taken: 0 });
        }
    }

    /// Moves at most so many rows.
    pub(crate) fn take(&mut self, count: usize, to: &mut Assembly) {
        let mut left = count.min(self.rows);
        self.rows -= left;
        while left > 0 {
            let Some(piece) = self.pieces.front_mut() else { return };
            let rows = left.min(piece.entities.len());
            let range = piece.taken..piece.taken + rows;
            for (number, column) in to.columns.iter_mut().enumerate() {
                column.extend_part(piece.rows.values(number), &piece.rows.gaps[number], range.clone());
            }
            to.names = to.names.or(Names::among(&piece.entities.as_slice()[..rows]));
            to.entities.extend(piece.entities.by_ref().take(rows));
            piece.taken += rows;
            left -= rows;
            if piece.entities.len() == 0 {
                self.spent.extend(self.pieces.pop_front().map(|piece| piece.rows));
            }
        }
    }

    /// Gives away the pieces that were taken, for their memory.
    pub(crate) fn take_spent(&mut self) -> Vec<Rows> {
        std::mem::take(&mut self.spent)
    }
}
