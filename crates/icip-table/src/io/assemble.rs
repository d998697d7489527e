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

    /// Adds whole parts, columns side by side, and leaves their memory.
    pub(crate) fn extend(&mut self, par: Par, parts: &mut [Rows]) {
        let rows: usize = parts.iter().map(|part| part.entities.len()).sum();
        exec::each(par, &mut self.columns, rows, |number, column| {
            for part in parts.iter() {
                column.extend(part.column(number), &part.gaps[number]);
            }
        });
        for part in parts {
            self.names = self.names.or(Names::among(&part.entities));
            self.entities.append(&mut part.entities);
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
    parts: VecDeque<Waiting>,
    rows: usize,
    /// Parts of which nothing waits any more.
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

    /// Adds rows after the others.
    pub(crate) fn extend(&mut self, parts: Vec<Rows>) {
        for mut rows in parts {
            self.rows += rows.entities.len();
            let entities = std::mem::take(&mut rows.entities).into_iter();
            self.parts.push_back(Waiting { rows, entities, taken: 0 });
        }
    }

    /// Moves at most so many rows.
    pub(crate) fn take(&mut self, count: usize, to: &mut Assembly) {
        let mut left = count.min(self.rows);
        self.rows -= left;
        to.reserve(left);
        while left > 0 {
            let Some(part) = self.parts.front_mut() else { return };
            let rows = left.min(part.entities.len());
            let range = part.taken..part.taken + rows;
            for (number, column) in to.columns.iter_mut().enumerate() {
                column.extend_part(part.rows.values(number), &part.rows.gaps[number], range.clone());
            }
            to.names = to.names.or(Names::among(&part.entities.as_slice()[..rows]));
            to.entities.extend(part.entities.by_ref().take(rows));
            part.taken += rows;
            left -= rows;
            if part.entities.len() == 0 {
                self.spent.extend(self.parts.pop_front().map(|part| part.rows));
            }
        }
    }

    /// Gives away the parts that were taken, for their memory.
    pub(crate) fn take_spent(&mut self) -> Vec<Rows> {
        std::mem::take(&mut self.spent)
    }
}
