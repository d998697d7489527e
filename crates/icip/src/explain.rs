//! How the score of one entity came about, from the index down to the cells.
//!
//! It reads a scorecard and computes no score of its own.

use crate::framework::NodeIx;
use std::collections::BTreeMap;

use crate::aggregate::Contribution;
use crate::plan::{Change, ChildContribution, Origin, Scorecard};
use icip_num::statistics;
use icip_table::data::{Column, ColumnIx};

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
    let mut changes: BTreeMap<NodeIx, Vec<Change>> = BTreeMap::new();
    for change in card.trail().iter().filter(|change| change.row == row) {
        changes.entry(change.node).or_default().push(change.clone());
    }
    let mut walk = Walk { card, row, peers, changes, nodes: Vec::new() };
    walk.down();
    let cut = walk.cut();
    let balance = walk.balance(cut);
    let remainder = walk.remainder(cut, &balance);
    let ranks = card.ranks(card.framework().root_index());
    let ranked = walk.peers.iter().chain([&row]).filter(|row| ranks.is_present(**row)).count();
    Explanation { row, ranked, nodes: walk.nodes, balance, remainder }
}

struct Walk<'c> {
    card: &'c Scorecard<'c>,
    row: usize,
    peers: Vec<usize>,
    /// What was changed for this entity, by node.
    changes: BTreeMap<NodeIx, Vec<Change>>,
    nodes: Vec<Explained>,
}

/// A node that is still to be explained; `slope` says how many points of the index one point of it is worth.
#[derive(Clone, Copy)]
struct Pending {
    node: NodeIx,
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
            let given = self.card.contributions(pending.node, self.row);
            self.explain(pending, &given);
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

    fn explain(
        &mut self,
        Pending { node, weight, contribution, slope }: Pending,
        given: &[ChildContribution],
    ) {
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
            rounding: score.and_then(|score| self.rounding(node, score, given)),
            mean_of_others: self.mean_of_others(scores),
            cells: self.cells(node),
            changes,
        });
    }

    fn rounding(&self, node: NodeIx, score: f64, given: &[ChildContribution]) -> Option<f64> {
        self.card.framework().nodes()[node].round()?;
        let counts = |given: &&ChildContribution| given.share > 0.0;
        let (mut sum, mut product) = (0.0, None);
        for given in given.iter().filter(counts) {
            match given.contribution {
                Contribution::Points(points) => sum += points,
                Contribution::Factor(factor) => product = Some(product.unwrap_or(1.0) * factor),
                Contribution::Nothing => return None,
            }
        }
        let rounding = score - product.unwrap_or(sum);
        // Less than this is the noise of the sum.
        (!given.is_empty() && rounding.abs() > 1e-12 * score.abs().max(1.0)).then_some(rounding)
    }

    fn mean_of_others(&self, scores: &Column) -> Option<f64> {
        statistics::mean(&scores.present_of(&self.peers))
    }

    fn cells(&self, node: NodeIx) -> Vec<(String, Option<f64>)> {
        let cell = |column: ColumnIx| {
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

    /// Whether a node stands for itself at a depth: the nodes of that depth, and the entries above it.
    fn is_on_cut(&self, explained: &Explained, depth: usize) -> bool {
        let own = self.card.framework().nodes()[explained.node].depth();
        own == depth || (own < depth && self.card.plan().origin(explained.node) != Origin::Computed)
    }

    /// The deepest level that a person can read at a glance. A leaf above it stands for itself, so that every
    /// path from the index down crosses the cut once.
    fn cut(&self) -> usize {
        let count = |depth: usize| self.nodes.iter().filter(|node| self.is_on_cut(node, depth)).count();
        let nodes = self.card.framework().nodes();
        let deepest = nodes.iter().map(|node| node.depth()).max().unwrap_or(1).max(1);
        (1..=deepest).take_while(|depth| count(*depth) <= MOST_COMPARED).last().unwrap_or(1)
    }

    /// The gaps of the nodes on the cut. The points of a linear index add up to its own gap, but for what is
    /// absent or rounded.
    fn balance(&self, cut: usize) -> Vec<Balance> {
        let mut balance: Vec<Balance> = self
            .nodes
            .iter()
            .filter(|node| self.is_on_cut(node, cut) && node.slope != Some(0.0))
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

    /// What of the difference from the others is in no node of the balance.
    fn remainder(&self, cut: usize, balance: &[Balance]) -> Option<Remainder> {
        let index = self.nodes.first()?;
        let difference = index.score? - index.mean_of_others?;
        let listed = balance.iter().try_fold(0.0, |sum, one| Some(sum + one.index_points?))?;
        // Parts of a node without a slope say nothing about the index.
        let known = |node: &&Explained| node.score.is_some() && self.is_on_cut(node, cut);
        if self.nodes.iter().filter(known).any(|node| node.slope.is_none()) {
            return None;
        }
        let rest = difference - listed;
        let noise = 1e-12 * difference.abs().max(listed.abs()).max(1e-3);
        let rest = if rest.abs() <= noise { 0.0 } else { rest };
        let nodes = self.card.framework().nodes();
        let above: Vec<&Explained> =
            self.nodes.iter().filter(|node| nodes[node.node].depth() < cut).collect();
        let rounds = above.iter().any(|node| nodes[node.node].round().is_some());
        let own: f64 = above.iter().filter_map(|node| Some(node.rounding? * node.slope?)).sum();
        let rounding = match (rounds, self.is_something_absent(cut)) {
            (false, _) => 0.0,
            (true, false) => rest,
            (true, true) => own,
        };
        Some(Remainder { difference, absent: rest - rounding, rounding })
    }

    /// Whether this entity or another lacks the score of a node on the cut or above it.
    fn is_something_absent(&self, cut: usize) -> bool {
        let nodes = self.card.framework().nodes();
        let index = self.card.index();
        let others = self.peers.iter().copied().filter(|row| index.is_present(*row));
        let rows: Vec<usize> = others.chain([self.row]).collect();
        let lacks = |node: NodeIx| {
            let scores = self.card.scores().column(node);
            rows.iter().any(|row| !scores.is_present(*row))
        };
        self.nodes.iter().filter(|node| nodes[node.node].depth() <= cut).any(|node| lacks(node.node))
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
        assert_eq!((way.balance[0].node.get(), way.balance[0].index_points), (1, Some(48.5)));
        let sum: f64 = way.balance.iter().filter_map(|balance| balance.index_points).sum();
        let index = &way.nodes[0];
        let gap = index.score.expect("a score") - index.mean_of_others.expect("others");
        assert!((sum - gap).abs() < 1e-12, "{sum} {gap}");
    }

    fn explained(toml: &str, data: &str, entity: usize) -> Explanation {
        let framework = Files { toml: ("f", toml), structure: None }.read().expect("valid").value;
        let panel = read_csv(data.as_bytes(), "d", &framework.read_options()).expect("valid").value.panel;
        let plan = Plan::compile(&framework, &panel.schema()).expect("there");
        let card = plan.prepare(&panel, Par::Seq).and_then(|p| p.score()).expect("scores");
        explain(&card, entity)
    }

    const TWO: &str = "format = 1\n[framework]\nid = \"t\"\n[[nodes]]\ncode = \"i\"\nROUND\n\
        [[nodes]]\ncode = \"a\"\nparent = \"i\"\ncolumn = \"a\"\n[[nodes]]\ncode = \"b\"\nparent = \"i\"\ncolumn = \"b\"\n";

    #[test]
    fn what_is_absent_makes_up_the_rest() {
        // By hand: A has 2 from `a` alone; B has (4 + 8) / 2 = 6. The difference is -4; `a` is 2 below and weighs
        // 1 for A, so it explains -2, and the absent `b` explains the rest.
        let way = explained(&TWO.replace("ROUND", ""), "code,a,b\nA,2,\nB,4,8\n", 0);
        let rest = way.remainder.expect("a linear index");
        assert_eq!((rest.difference, rest.absent, rest.rounding), (-4.0, -2.0, 0.0));
    }

    #[test]
    fn rounding_of_a_node_is_told() {
        // By hand: (0.81 + 0.795) / 2 = 0.8025 is rounded to 0.80; the other entity has 0.5 and is not changed.
        let toml = TWO.replace("ROUND", "round = { digits = 2 }");
        let way = explained(&toml, "code,a,b\nA,0.81,0.795\nB,0.5,0.5\n", 0);
        let rounding = way.nodes[0].rounding.expect("it is rounded");
        assert!((rounding + 0.0025).abs() < 1e-12, "{rounding}");
        let rest = way.remainder.expect("a linear index");
        assert!((rest.rounding + 0.0025).abs() < 1e-12 && rest.absent == 0.0, "{rest:?}");
        assert_eq!(way.nodes[1].rounding, None);
    }
}
