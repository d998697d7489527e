//! How the score of one entity came about, from the index down to the cells.
//!
//! It reads a scorecard and computes no score of its own.

use std::collections::BTreeMap;

use crate::aggregate::Contribution;
use crate::plan::{Change, Origin, Scorecard};
use icip_num::statistics;
use icip_table::data::Column;

/// The most nodes that a balance shows. It goes down to the deepest level of the tree with no more nodes than
/// a person will read.
const MOST_COMPARED: usize = 40;

/// How the score of one entity came about.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explanation {
    /// Row of the panel.
    pub row: usize,
    /// Entities ranked in the same period.
    pub ranked: usize,
    /// The nodes from the index down, parents before children.
    pub nodes: Vec<Explained>,
    /// What the nodes of one level of the tree did to the rank: the points of the index by which the entity
    /// is above or below the mean of the others there. Greatest gain first.
    pub balance: Vec<Balance>,
}

/// One node of the explanation.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explained {
    /// Position of the node in the framework.
    pub node: usize,
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
    pub node: usize,
    /// Score less the mean of the others.
    pub gap: f64,
    /// The gap in points of the index; `None` under an aggregation that is not linear.
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
/// let pillars = way.nodes.iter().filter(|n| framework.nodes()[n.node].depth() == 1);
/// let pillars: f64 = pillars.filter_map(|n| n.index_points).sum();
/// assert!((pillars - way.nodes[0].score.unwrap_or_default()).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(card: &Scorecard<'_>, row: usize) -> Explanation {
    let period = &card.panel().entities()[row].period;
    let peers: Vec<usize> = (0..card.panel().rows())
        .filter(|peer| *peer != row && card.panel().entities()[*peer].period == *period)
        .collect();
    let mut changes: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    for change in card.trail().iter().filter(|change| change.row == row) {
        changes.entry(change.node).or_default().push(change.clone());
    }
    let mut walk = Walk { card, row, peers, changes, nodes: Vec::new() };
    walk.down();
    let balance = walk.balance();
    let ranks = card.ranks(card.framework().root_index());
    let ranked = walk.peers.iter().chain([&row]).filter(|row| ranks.is_present(**row)).count();
    Explanation { row, ranked, nodes: walk.nodes, balance }
}

struct Walk<'c> {
    card: &'c Scorecard<'c>,
    row: usize,
    peers: Vec<usize>,
    /// What was changed for this entity, by node.
    changes: BTreeMap<usize, Vec<Change>>,
    nodes: Vec<Explained>,
}

/// A node that is still to be explained; `slope` says how many points of the index one point of it is worth.
#[derive(Clone, Copy)]
struct Pending {
    node: usize,
    weight: Option<f64>,
    contribution: Contribution,
    slope: Option<f64>,
}

impl Walk<'_> {
    /// Explains the nodes from the index down, parents before children. It has a stack of its own, so that no
    /// tree is too deep.
    fn down(&mut self) {
        let root = self.card.framework().root_index();
        let mut next = vec![Pending {
            node: root,
            weight: Some(1.0),
            contribution: Contribution::Nothing,
            slope: Some(1.0),
        }];
        while let Some(pending) = next.pop() {
            self.explain(pending);
            let given = self.card.contributions(pending.node, self.row);
            if given.is_empty() && self.card.plan().origin(pending.node) == Origin::Computed {
                let children = self.card.framework().nodes()[pending.node].children();
                next.extend(children.iter().rev().map(|child| Pending {
                    node: *child,
                    weight: None,
                    contribution: Contribution::Nothing,
                    slope: None,
                }));
            }
            next.extend(given.into_iter().rev().map(|given| Pending {
                node: given.child,
                weight: given.weight,
                contribution: given.contribution,
                slope: pending.slope.zip(given.slope).map(|(above, here)| above * here),
            }));
        }
    }

    fn explain(&mut self, Pending { node, weight, contribution, slope }: Pending) {
        let scores = self.card.scores().column(node);
        let score = scores.get(self.row);
        let changes = self.changes.get(&node).cloned().unwrap_or_default();
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
            changes,
        });
    }

    fn mean_of_others(&self, scores: &Column) -> Option<f64> {
        statistics::mean(&scores.present_of(&self.peers))
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

    /// The gaps of the deepest level that a person can read at a glance: the nodes of one depth, and the
    /// entries above it. Every path from the index down crosses this cut once, so that the points of a linear
    /// index add up to its own gap.
    fn balance(&self) -> Vec<Balance> {
        let nodes = self.card.framework().nodes();
        let entry = |node: usize| self.card.plan().origin(node) != Origin::Computed;
        let on_cut = |explained: &&Explained, depth: usize| {
            let own = nodes[explained.node].depth();
            own == depth || (own < depth && entry(explained.node))
        };
        let count = |depth: usize| self.nodes.iter().filter(|node| on_cut(node, depth)).count();
        // The cut goes as deep as the table stays readable. A leaf above it stands for itself, so that every
        // cut covers the whole index.
        let deepest = nodes.iter().map(|node| node.depth()).max().unwrap_or(1).max(1);
        let cut = (1..=deepest).take_while(|depth| count(*depth) <= MOST_COMPARED).last().unwrap_or(1);
        let mut balance: Vec<Balance> = self
            .nodes
            .iter()
            .filter(|node| on_cut(node, cut) && node.slope != Some(0.0))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Files;
    use crate::plan::Plan;
    use icip_num::exec::Par;
    use icip_table::io::read_csv;

    #[test]
    fn gaps_of_an_uneven_tree_add_up_to_the_gap_of_the_index() {
        let toml = "format = 1\n[framework]\nid = \"t\"\n";
        let structure = "code,parent,column\nindex,,\na,index,x\nb,index,\nb1,b,y\nb2,b,z\n";
        let files = Files::new("f", toml).with_structure("s", structure);
        let framework = files.read().expect("valid").value;
        let data = b"code,x,y,z\nA,100,1,2\nB,2,3,5\nC,4,8,0\n";
        let panel = read_csv(data, "d", &framework.read_options()).expect("valid").value.panel;
        let plan = Plan::compile(&framework, &panel.schema()).expect("there");
        let card = plan.prepare(&panel, Par::Seq).and_then(|p| p.score()).expect("scores");
        let way = explain(&card, 0);
        // By hand: the leaf a lies above the depth of b1 and b2 and belongs to the cut; it is 97 above the
        // mean 3 of the others, half of which is 48.5 points of the index, the greatest gain.
        assert_eq!(way.balance.len(), 3);
        assert_eq!((way.balance[0].node, way.balance[0].index_points), (1, Some(48.5)));
        let sum: f64 = way.balance.iter().filter_map(|balance| balance.index_points).sum();
        let index = &way.nodes[0];
        let gap = index.score.expect("a score") - index.mean_of_others.expect("others");
        assert!((sum - gap).abs() < 1e-12, "{sum} {gap}");
    }
}
