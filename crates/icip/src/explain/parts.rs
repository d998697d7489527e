//! What an explanation consists of.

use crate::aggregate::Contribution;
use crate::explain::tie::Tie;
use crate::framework::NodeIx;
use crate::plan::Change;

/// How the score of one entity came about.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explanation {
    /// Row of the panel.
    pub row: usize,
    /// Entities ranked in the same period.
    pub ranked: usize,
    /// What decided its rank where others have the same index.
    pub tie: Option<Tie>,
    /// The nodes from the index down, parents before children.
    pub nodes: Vec<Explained>,
    /// What the nodes of one level of the tree did to the rank: the points of the index by which the entity
    /// is above or below the mean of the others there. Greatest gain first.
    pub balance: Vec<Balance>,
    /// What the balance does not hold; nothing where the index is not linear, or where it or the mean of the
    /// others is absent.
    pub remainder: Option<Remainder>,
}

/// The difference of the index from the mean of the others, and what of it is in no node of the balance, all in
/// points of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Remainder {
    /// The index less the mean of the others.
    pub difference: f64,
    /// What parts do that are absent, for this entity or for others: their weight moves to the parts that are
    /// there, or they count as a declared score.
    pub absent: f64,
    /// What rounding the nodes above the balance does.
    pub rounding: f64,
}

/// One node of the explanation.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explained {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// Score; `None` where it is absent.
    pub score: Option<f64>,
    /// Rank among the entities of the period.
    pub rank: Option<f64>,
    /// Its weight in its parent, for this entity: its share among the children that count, its weight under a
    /// weighted sum, or the entity's own weight under benefit of the doubt; 1 for the index. Nothing where
    /// the parent uses no weights, and where the parent or the node has no score.
    pub weight: Option<f64>,
    /// What it contributed to its parent.
    pub contribution: Contribution,
    /// How many points of the index one point here is worth, for this entity; `None` under an aggregation
    /// that is not linear.
    pub slope: Option<f64>,
    /// Its points of the index: slope times score.
    pub index_points: Option<f64>,
    /// What rounding adds to what its parts add up to; nothing where it is not rounded, or its parts do not add
    /// up or multiply to a score.
    pub rounding: Option<f64>,
    /// Mean score of the other entities of the period.
    pub mean_of_others: Option<f64>,
    /// The cells from which it was read: column and value. The divisor comes second.
    pub cells: Vec<(String, Option<f64>)>,
    /// What was changed between the cells and the score.
    pub changes: Vec<Change>,
}

/// What a node did to the rank.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Balance {
    /// Position of the node in the framework.
    pub node: NodeIx,
    /// Score less the mean of the others.
    pub gap: f64,
    /// The gap in points of the index; `None` under an aggregation that is not linear.
    pub index_points: Option<f64>,
}
