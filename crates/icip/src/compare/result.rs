//! The result of a comparison.

use crate::framework::NodeIx;
use icip_num::statistics;

/// A row in which the computed and the published number differ.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// Row of the panel.
    pub row: usize,
    /// The computed number.
    pub computed: Option<f64>,
    /// The published number.
    pub published: Option<f64>,
}

impl Difference {
    pub(super) fn new(row: usize, computed: Option<f64>, published: Option<f64>) -> Self {
        Self { row, computed, published }
    }
}

/// The scores of one node, computed against published.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NodeComparison {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// The published column.
    pub column: String,
    /// Rows in which one of the two has a score, or both.
    pub compared: usize,
    /// Largest difference, and its row.
    pub largest: Option<(f64, usize)>,
    /// The difference in every row of the panel; `None` where one of the two has no score.
    pub errors: Vec<Option<f64>>,
    /// Rows that differ by more than the tolerance, or have a score on one side only.
    pub differences: Vec<Difference>,
}

impl NodeComparison {
    pub(super) fn new(node: NodeIx, column: &str, rows: usize) -> Self {
        let column = column.to_owned();
        Self { node, column, compared: 0, largest: None, errors: vec![None; rows], differences: Vec::new() }
    }
}

/// Ranks of one node, computed against published.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RankComparison {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// The published column.
    pub of: String,
    /// Rows in which one of the two has a rank, or both.
    pub compared: usize,
    /// Whether a row was compared, for each row of the panel.
    pub rows: Vec<bool>,
    /// Rows in which the ranks differ, or that have a rank on one side only.
    pub differences: Vec<Difference>,
}

impl RankComparison {
    pub(super) fn new(node: NodeIx, of: &str, rows: usize) -> Self {
        Self { node, of: of.to_owned(), compared: 0, rows: vec![false; rows], differences: Vec::new() }
    }

    /// Mean and largest difference of ranks, over the rows that have a rank on both sides.
    pub fn moves(&self) -> (f64, f64) {
        let size = |d: &Difference| Some((d.computed? - d.published?).abs());
        let moves: Vec<f64> = self.differences.iter().filter_map(size).collect();
        let largest = moves.iter().fold(0.0, |a: f64, b| if *b > a { *b } else { a });
        let both = (self.compared - (self.differences.len() - moves.len())) as f64;
        (if both > 0.0 { statistics::sum(&moves) / both } else { 0.0 }, largest)
    }
}

/// A row in which the computed and the published class differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClassDifference {
    /// Row of the panel.
    pub row: usize,
    /// The computed class.
    pub computed: Option<String>,
    /// The published class.
    pub published: Option<String>,
}

impl ClassDifference {
    pub(super) fn new(row: usize, computed: Option<String>, published: Option<String>) -> Self {
        Self { row, computed, published }
    }
}

/// Classes of one node, computed against published.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClassComparison {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// The published column.
    pub column: String,
    /// Rows in which one of the two has a class, or both.
    pub compared: usize,
    /// Rows in which the classes differ, or that have a class on one side only.
    pub differences: Vec<ClassDifference>,
}

impl ClassComparison {
    pub(super) fn new(node: NodeIx, column: &str) -> Self {
        Self { node, column: column.to_owned(), compared: 0, differences: Vec::new() }
    }
}

/// A published column that was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotCompared {
    /// The column.
    pub column: String,
    /// Why not.
    pub reason: Reason,
}

impl NotCompared {
    pub(super) fn new(column: &str, reason: Reason) -> Self {
        Self { column: column.to_owned(), reason }
    }
}

/// Why a published column was not compared. Nodes are positions in the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is named like no node.
    NoNode,
    /// The data hold the finished scores of the node: they were taken, and would be compared with themselves.
    Taken(NodeIx),
    /// The node lies below one whose finished scores the data hold, so that it has no score.
    NotScored(NodeIx),
    /// It holds the measurements that the leaf reads, not its scores.
    Measurements(NodeIx),
    /// It holds nothing in the rows of the data.
    Empty(NodeIx),
    /// Another column holds the scores of the node.
    OtherColumn(NodeIx),
}

/// The result of a comparison.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// Nodes in the framework's order.
    pub nodes: Vec<NodeComparison>,
    /// The computed ranks against the published ones.
    pub ranks: Vec<RankComparison>,
    /// Ranks of the computed scores of the index against ranks of the published ones, among the rows that
    /// have both. [`Comparison::agrees`] does not depend on it, because rounded published scores may tie
    /// where computed ones do not.
    pub ranks_of_scores: Option<RankComparison>,
    /// The computed classes against the published ones.
    pub classes: Vec<ClassComparison>,
    /// The lowest nodes that differ, with the number of rows in which no node below them differs, most rows
    /// first.
    pub lowest_differing: Vec<(NodeIx, usize)>,
    /// Published columns that were not compared, with the reason.
    pub not_compared: Vec<NotCompared>,
    /// Keys of published rows that are not in the data.
    pub only_published: Vec<String>,
    /// Keys of published rows that the framework leaves out.
    pub left_out: Vec<String>,
    /// Keys of rows of the data that are not in the published table.
    pub only_computed: Vec<String>,
}

impl Comparison {
    /// Largest difference over all nodes.
    pub fn largest(&self) -> f64 {
        self.nodes.iter().filter_map(|node| node.largest).fold(0.0, |a, (b, _)| if b > a { b } else { a })
    }

    /// How many scores, ranks and classes were compared.
    pub fn compared(&self) -> usize {
        self.nodes.iter().map(|node| node.compared).sum::<usize>()
            + self.ranks.iter().map(|ranks| ranks.compared).sum::<usize>()
            + self.classes.iter().map(|classes| classes.compared).sum::<usize>()
    }

    /// The ranks of a node against published ones.
    pub fn ranks_of(&self, node: NodeIx) -> Option<&RankComparison> {
        self.ranks.iter().find(|ranks| ranks.node == node)
    }

    /// Whether all scores agree within the tolerance, and all ranks and classes are equal.
    pub fn agrees(&self) -> bool {
        self.nodes.iter().all(|node| node.differences.is_empty())
            && self.ranks.iter().all(|ranks| ranks.differences.is_empty())
            && self.classes.iter().all(|classes| classes.differences.is_empty())
    }

    /// Whether every published row has a computed counterpart, or was left out by the framework.
    pub fn is_complete(&self) -> bool {
        self.only_published.is_empty()
    }
}
