//! How the score of one entity came about, from the index down to the cells.
//!
//! It reads a scorecard and computes no score of its own.

mod balance;
mod parts;
mod tie;
mod walk;

use std::collections::BTreeMap;

pub use parts::{Balance, Explained, Explanation, Remainder};
pub use tie::Tie;

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
    let tie = tie::of(card, row);
    Explanation { row, ranked, tie, nodes: walk.nodes, balance, remainder }
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
