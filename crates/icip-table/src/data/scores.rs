//! Comparable scores of nodes. This module must not know how they were computed.

use crate::data::Column;

/// One column of comparable scores per node, in the framework's order of nodes; one row per entity
/// and period, in the panel's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    columns: Vec<Column>,
}

impl Scores {
    /// Scores from a column per node.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns }
    }

    /// The scores of a node, by its position in the framework's order.
    pub fn column(&self, node: impl Into<usize>) -> &Column {
        &self.columns[node.into()]
    }

    /// All columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}
