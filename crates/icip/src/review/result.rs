//! What an audit gives.

use super::entities::{EntityRow, PeersRow};
use super::importance::ImportanceRow;
use super::pairs::{OutsideRow, PairRow};
use super::redundancy::{ReducedRow, WithoutRow};
use super::structure::{ComponentRow, ItemRow, LoadingRow, NodeRow};
use super::univariate::UnivariateRow;
use icip_problem::Problem;

/// The tables of an audit of some rows of a scorecard, and what they say.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Review {
    /// How many entities were looked at.
    pub entities: usize,
    /// What an editor must act on, the gravest kinds first.
    pub findings: Vec<Problem>,
    /// Each leaf and node by itself.
    pub univariate: Vec<UnivariateRow>,
    /// Two leaves, or a node and one above it.
    #[serde(rename = "correlations")]
    pub pairs: Vec<PairRow>,
    /// Leaves and nodes with divisors and with columns from outside of the index.
    pub outside: Vec<OutsideRow>,
    /// Each node with its children together.
    pub nodes: Vec<NodeRow>,
    /// Each child within its node.
    pub items: Vec<ItemRow>,
    /// The principal components of each node.
    pub components: Vec<ComponentRow>,
    /// What they have of each child.
    pub loadings: Vec<LoadingRow>,
    /// How much each child counts in its node and each node in the index.
    pub importance: Vec<ImportanceRow>,
    /// The ranking without each leaf.
    pub without: Vec<WithoutRow>,
    /// The fewest leaves that keep the ranking, in the order in which they are taken.
    pub reduced: Vec<ReducedRow>,
    /// Entities by how far they lie from the others.
    pub apart: Vec<EntityRow>,
    /// How well groups of similar entities hold together, by their number.
    pub peers: Vec<PeersRow>,
}
