//! The way of one entity from the index down to the cells.

use crate::aggregate::Contribution;
use crate::data::Column;
use crate::plan::{Change, Origin, Scorecard};

/// Most nodes that are compared when looking for what decides a rank: the deepest level of the tree
/// that has no more nodes than a person will read.
const MOST_COMPARED: usize = 40;

/// How the score of one entity came about.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Row of the panel.
    pub row: usize,
    /// Entities ranked in the same period.
    pub ranked: usize,
    /// The nodes from the index down, parents before children.
    pub nodes: Vec<Explained>,
    /// The nodes of one level by what they did to the rank: points of the index that the entity has
    /// above (or below) the mean of the others there. Greatest gain first.
    pub balance: Vec<Balance>,
}

/// One node on the way.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Place of the node in the framework.
    pub node: usize,
    /// Score, nothing where it is absent.
    pub score: Option<f64>,
    /// Rank among the entities of the period.
    pub rank: Option<f64>,
    /// What it weighs in its parent, for this entity: its share among the children that count, or its
    /// weight under a weighted sum; 1 for the index.
    pub weight: f64,
    /// What it gave to its parent.
    pub contribution: Contribution,
    /// What one point here is worth in the index, for this entity; nothing under an aggregation that
    /// is not linear.
    pub slope: Option<f64>,
    /// Points of the index that it carries: slope times score.
    pub index_points: Option<f64>,
    /// Mean score of the other entities of the period.
    pub mean_of_others: Option<f64>,
    /// The cells it was read from: column and value. The divisor comes second.
    pub cells: Vec<(String, Option<f64>)>,
    /// What was changed on the way.
    pub changes: Vec<Change>,
}

/// What a node did to the rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// Place of the node in the framework.
    pub node: usize,
    /// Score less the mean of the others.
    pub gap: f64,
    /// The gap in points of the index; nothing under an aggregation that is not linear.
    pub index_points: Option<f64>,
}

/// Explains the score of a row of the panel.
///
/// Contributions of children add up to (arithmetic mean, weighted sum) or multiply to (geometric
/// mean) the score of their parent before its rounding.
///
/// # Panics
/// When the row is not in the panel.
///
/// ```
/// use icip::{exec::Par, explain, framework, io, plan::Plan};
/// # let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// # let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// # let plan = Plan::compile(&framework, &table.panel.schema())?;
/// let card = plan.prepare(&table.panel, Par::Auto)?.score()?;
/// let way = explain(&card, 0);
/// let pillars: f64 = way.nodes.iter().filter(|n| framework.nodes()[n.node].depth() == 1).filter_map(|n| n.index_points).sum();
/// assert!((pillars - way.nodes[0].score.unwrap_or_default()).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(card: &Scorecard<'_>, row: usize) -> Explanation {
    let period = &card.panel().entities()[row].period;
    let peers: Vec<usize> = (0..card.panel().rows())
        .filter(|peer| *peer != row && card.panel().entities()[*peer].period == *period)
        .collect();
    let mut walk = Walk { card, row, peers, nodes: Vec::new() };
    walk.node(card.framework().root_index(), 1.0, Contribution::Nothing, Some(1.0));
    let balance = walk.balance();
    let ranks = card.ranks(card.framework().root_index());
    let ranked = walk.peers.iter().chain([&row]).filter(|row| ranks.is_present(**row)).count();
    Explanation { row, ranked, nodes: walk.nodes, balance }
}

struct Walk<'c> {
    card: &'c Scorecard<'c>,
    row: usize,
    peers: Vec<usize>,
    nodes: Vec<Explained>,
}

impl Walk<'_> {
    /// `slope` is what a point of this node is worth in the index.
    fn node(&mut self, node: usize, weight: f64, contribution: Contribution, slope: Option<f64>) {
        let scores = self.card.scores().column(node);
        let score = scores.get(self.row);
        self.nodes.push(Explained {
            node,
            score,
            rank: self.card.ranks(node).get(self.row),
            weight,
            contribution,
            slope,
            index_points: score.zip(slope).map(|(score, slope)| score * slope),
            mean_of_others: self.mean_of_others(scores),
            cells: self.cells(node),
            changes: self
                .card
                .trail()
                .iter()
                .filter(|c| c.row == self.row && c.node == node)
                .cloned()
                .collect(),
        });
        let given = self.card.contributions(node, self.row);
        if given.is_empty() && self.card.plan().origin(node) == Origin::Computed {
            for child in self.card.framework().nodes()[node].children() {
                self.node(*child, 0.0, Contribution::Nothing, None);
            }
        }
        for given in given {
            let below = slope.zip(given.slope).map(|(above, here)| above * here);
            self.node(given.child, given.slope.unwrap_or(given.share), given.contribution, below);
        }
    }

    fn mean_of_others(&self, scores: &Column) -> Option<f64> {
        crate::math::mean(&scores.present_of(&self.peers))
    }

    fn cells(&self, node: usize) -> Vec<(String, Option<f64>)> {
        let cell = |column: usize| {
            let name = self.card.panel().name_at(column).to_owned();
            (name, self.card.panel().column_at(column).get(self.row))
        };
        match self.card.plan().origin(node) {
            Origin::Measured { column, divisor } => {
                std::iter::once(column).chain(divisor).map(cell).collect()
            }
            Origin::Entered { column } => vec![cell(column)],
            Origin::Computed | Origin::Unused => Vec::new(),
        }
    }

    /// Gaps of the nodes of the deepest level that a person can read at a glance.
    fn balance(&self) -> Vec<Balance> {
        let depth = |explained: &Explained| self.card.framework().nodes()[explained.node].depth();
        let count = |d: usize| self.nodes.iter().filter(|node| depth(node) == d).count();
        let deepest =
            (1..).take_while(|d| count(*d) > 0).filter(|d| count(*d) <= MOST_COMPARED).last().unwrap_or(1);
        let mut balance: Vec<Balance> = self
            .nodes
            .iter()
            .filter(|node| depth(node) == deepest && node.slope != Some(0.0))
            .filter(|node| node.contribution != Contribution::Nothing)
            .filter_map(|node| {
                let gap = node.score? - node.mean_of_others?;
                Some(Balance { node: node.node, gap, index_points: node.slope.map(|slope| slope * gap) })
            })
            .collect();
        balance.sort_by(|a, b| {
            let size = |balance: &Balance| balance.index_points.unwrap_or(balance.gap);
            size(b).total_cmp(&size(a)).then(a.node.cmp(&b.node))
        });
        balance
    }
}
