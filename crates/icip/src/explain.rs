//! How the score of one entity came about, from the index down to the cells.
//!
//! It reads a scorecard and computes no score of its own.

mod balance;
mod parts;
mod peers;
mod tie;
mod walk;

use std::cell::OnceCell;
use std::collections::BTreeMap;

pub use parts::{Balance, Explained, Explanation, Remainder};
pub use tie::Tie;

use self::peers::Peers;
use self::tie::Ties;
use self::walk::Walk;
use crate::framework::NodeIx;
use crate::plan::{Change, Scorecard};

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
    Explainer::new(card).explain(row)
}

/// Explains many rows of a scorecard: what all of them are compared with is found once.
///
/// ```
/// use icip::explain::Explainer;
/// # use icip::{exec::Par, explain, framework, io, plan::Plan};
/// # let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
/// # let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
/// # let plan = Plan::compile(&framework, &table.panel.schema())?;
/// # let card = plan.prepare(&table.panel, Par::Auto)?.score()?;
/// let explainer = Explainer::new(&card);
/// let indices = (0..card.panel().rows()).filter_map(|row| explainer.explain(row).nodes[0].score);
/// assert_eq!(indices.collect::<Vec<f64>>(), card.index().present());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Explainer<'c> {
    card: &'c Scorecard<'c>,
    /// The rows of each period, and what is found about them when the first of them is explained.
    periods: BTreeMap<Option<&'c str>, (Vec<usize>, OnceCell<Peers>)>,
    /// The positions in the trail of what was changed for a row.
    changes: BTreeMap<usize, Vec<usize>>,
    ties: OnceCell<Ties>,
}

impl<'c> Explainer<'c> {
    /// Prepares to explain rows.
    pub fn new(card: &'c Scorecard<'c>) -> Self {
        let periods = card.panel().periods().into_iter();
        let mut changes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, change) in card.trail().iter().enumerate() {
            changes.entry(change.row).or_default().push(at);
        }
        let periods = periods.map(|(period, rows)| (period, (rows, OnceCell::new()))).collect();
        Self { card, periods, changes, ties: OnceCell::new() }
    }

    /// Explains the score of a row of the panel, as [`explain`] does.
    ///
    /// # Panics
    /// When the row is not in the panel.
    pub fn explain(&self, row: usize) -> Explanation {
        let card = self.card;
        let mut changes: BTreeMap<NodeIx, Vec<Change>> = BTreeMap::new();
        for at in self.changes.get(&row).into_iter().flatten() {
            let change = &card.trail()[*at];
            changes.entry(change.node).or_default().push(change.clone());
        }
        let (rows, peers) = &self.periods[&card.panel().entities()[row].period.as_deref()];
        let peers = peers.get_or_init(|| Peers::of(card, rows));
        let mut walk = Walk { card, row, peers, changes, nodes: Vec::new() };
        walk.down();
        let cut = walk.cut();
        let balance = walk.balance(cut);
        let remainder = walk.remainder(cut, &balance);
        let tie =
            Ties::may_decide(card, row).then(|| self.ties.get_or_init(|| Ties::of(card)).of_row(card, row));
        Explanation { row, ranked: peers.ranked, tie: tie.flatten(), nodes: walk.nodes, balance, remainder }
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
        let framework = Files::new("f", toml).read().expect("valid").value;
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
    fn the_mean_of_the_others_is_that_of_their_scores_alone() {
        // Sums of such numbers lose digits: what is taken out of one must leave the mean of the rest to the last bit.
        let toml = TWO
            .replace("ROUND", "")
            .replace("[[nodes]]\ncode = \"i\"", "[data]\nperiod = \"year\"\n[[nodes]]\ncode = \"i\"");
        let framework = Files::new("f", &toml).read().expect("valid").value;
        let data = b"code,year,a,b\nA,1,1e15,0.1\nB,1,0.3,\nC,1,-0.7,0.7\nA,2,5,1\nB,2,,3\nC,3,1,2\n";
        let panel = read_csv(data, "d", &framework.read_options()).expect("valid").value.panel;
        let plan = Plan::compile(&framework, &panel.schema()).expect("there");
        let card = plan.prepare(&panel, Par::Seq).and_then(|p| p.score()).expect("scores");
        let explainer = Explainer::new(&card);
        for row in 0..panel.rows() {
            let period = &panel.entities()[row].period;
            let is_other = |other: &usize| *other != row && panel.entities()[*other].period == *period;
            let others: Vec<usize> = (0..panel.rows()).filter(is_other).collect();
            for explained in explainer.explain(row).nodes {
                let scores = card.scores().column(explained.node).present_of(&others);
                assert_eq!(explained.mean_of_others, icip_num::statistics::mean(&scores), "row {row}");
            }
        }
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
