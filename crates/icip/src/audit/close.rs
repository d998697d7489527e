//! Neighbours whose order the digits of the data leave open.
//!
//! A number that was written with two decimals stands for any number that rounds to it. This module asks
//! which neighbours in a ranking could change places inside these intervals. It reads a scorecard and changes
//! no number.

use std::collections::BTreeMap;

use super::measured::measured;
use crate::framework::{Framework, NodeIx, NodeKind};
use crate::plan::{Origin, Plan, Prepared, Scorecard, Trail};
use crate::written::{POWERS, decimals};
use icip_num::grid::{Grid, noise};
use icip_problem::Problems;
use icip_table::data::{Column, ColumnIx, Panel};

/// The most scores that are computed to judge orders: they take less than a minute.
const MOST: u64 = 10_000_000_000;

/// Two entities that follow each other in the ranking of the index, and could change places if the data were
/// known with more digits.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Close {
    /// The row of the entity that is above.
    pub above: usize,
    /// The row of the next entity, whose rank is worse.
    pub below: usize,
    /// How far their indices are apart; above 0.
    pub apart: f64,
    /// How far the difference can move if every value is off by half a unit of the last digit with which its
    /// column is written, each in the worst direction; at least `apart`, but for rounding errors.
    pub open: f64,
}

/// What is known about the order of neighbours.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct OpenOrders {
    /// The pairs whose order is open, in the order of the ranking.
    pub pairs: Vec<Close>,
    /// The columns of which it could not be computed how far they move the index, because the index has no
    /// score when they are moved either way. More orders may be open than `pairs` has.
    pub not_moved: Vec<String>,
    /// The nodes that compare whole samples (Copeland, benefit of the doubt), so that the index of an entity
    /// has no movement of its own and no order was judged.
    pub comparing: Vec<NodeIx>,
    /// The scores that would have to be computed, where they are so many that no order was judged.
    pub too_many_scores: Option<u64>,
}

/// Neighbours in the ranking of the index whose order depends on less than half a unit of the last digit with
/// which the data are written, in the order of the ranking.
///
/// The precision of a column is that of its value with the most decimals, because a table may drop zeros at
/// the end. A column of whole numbers is exact: counts and answers are not rounded. What was fitted to the
/// sample stays as it is, and finished scores that the data hold are columns like the others. One column is
/// moved at a time, up and down, and the movements of an entity's index are added, which is exact where the
/// index is linear. A moved value without a score, such as one beside the answers of a list or below 0 under
/// a square root, is no possible value, so the score stays.
///
/// All nodes of all rows are scored again for either movement of each column, so that the work grows with the square of
/// the columns. Where that is more than 10^10 scores, no order is judged.
///
/// # Errors
/// Those of [`Plan::prepare`]; none for a scorecard of the whole table.
///
/// ```
/// use icip::data::{Column, Entity, Panel};
/// use icip::{audit::close, exec::Par, framework::Files, plan::Plan};
///
/// let toml = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n\
///     [[nodes]]\ncode = \"I\"\n\
///     [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
///     [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"b\"\n";
/// let framework = Files::new("x.toml", toml).read()?.value;
/// let panel = Panel::builder()
///     .entities(["p", "q", "r"].map(Entity::new))
///     .column("a", Column::new([0.71, 0.70, 0.1].map(Some))?)
///     .column("b", Column::new([0.5, 0.5, 0.1].map(Some))?)
///     .build()?;
/// let card = Plan::compile(&framework, &panel.schema())?.prepare(&panel, Par::Seq)?.score()?;
/// let pairs = close(&card)?.pairs;
/// // p is 0.005 above q. a may be off by 0.005 and b by 0.05, so the mean of each by 0.0275.
/// assert_eq!((pairs.len(), pairs[0].above, pairs[0].below), (1, 0, 1));
/// assert!((pairs[0].apart - 0.005).abs() < 1e-12 && (pairs[0].open - 0.055).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn close(card: &Scorecard<'_>) -> Result<OpenOrders, Problems> {
    close_within(card, MOST)
}

/// The same where at most so many scores may be computed.
fn close_within(card: &Scorecard<'_>, most: u64) -> Result<OpenOrders, Problems> {
    let plan = card.plan();
    let compares = |node: &NodeIx| match plan.framework().nodes()[*node].kind() {
        NodeKind::Inner(inner) => inner.looks_at_sample(),
        NodeKind::Leaf(_) => false,
    };
    let comparing: Vec<NodeIx> = plan.used().into_iter().filter(compares).collect();
    if !comparing.is_empty() {
        return Ok(OpenOrders { comparing, ..OpenOrders::default() });
    }
    let entries = plan.entries();
    let columns = moved_columns(plan, card.panel(), &entries);
    let scores = [2, columns.len(), plan.used().len(), card.panel().rows()];
    let scores = scores.iter().fold(1_u64, |product, count| product.saturating_mul(*count as u64));
    if scores > most {
        return Ok(OpenOrders { too_many_scores: Some(scores), ..OpenOrders::default() });
    }
    let moves = Moves::of(card, &entries, columns)?;
    let (index, ranks) = (card.index(), card.ranks(card.framework().root_index()));
    let mut pairs = Vec::new();
    for (_, rows) in card.panel().periods() {
        let mut order: Vec<(usize, f64, f64)> =
            rows.into_iter().filter_map(|row| Some((row, ranks.get(row)?, index.get(row)?))).collect();
        let scores: Vec<f64> = order.iter().map(|(_, _, score)| *score).collect();
        let grid = Grid::of(&scores);
        order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        for pair in order.windows(2) {
            let [(above, better, high), (below, worse, low)] = *pair else { continue };
            // Ties are no order that could be reversed, whatever numbers the framework gives to them. Rounded
            // scores may tie, and codes break the tie, where the scores themselves have the other order.
            if better == worse || grid.position(high) <= grid.position(low) {
                continue;
            }
            let (apart, open) = (high - low, moves.down[above] + moves.up[below]);
            // A difference that equals what can move, but for rounding errors, is open: the ranks could tie.
            if apart <= open + noise(&[high, low]) {
                pairs.push(Close { above, below, apart, open });
            }
        }
    }
    Ok(OpenOrders { pairs, not_moved: moves.not_moved, comparing, too_many_scores: None })
}

/// How far the index of each row can move.
struct Moves {
    up: Vec<f64>,
    down: Vec<f64>,
    /// The columns that have neither.
    not_moved: Vec<String>,
}

impl Moves {
    fn of(
        card: &Scorecard<'_>,
        entries: &[NodeIx],
        columns: BTreeMap<ColumnIx, f64>,
    ) -> Result<Self, Problems> {
        let panel = card.panel();
        let none = vec![0.0; panel.rows()];
        let mut moves = Self { up: none.clone(), down: none, not_moved: Vec::new() };
        let framework = of_scores(card.framework(), entries);
        let scores = scores_of(card, entries)?;
        let plan = Plan::compile(&framework, &scores.schema())?.with_trail(Trail::Drop);
        let prepared = card.plan().clone().with_trail(Trail::Drop).prepare(panel, card.par())?;
        for (column, half) in columns {
            let moved = [half, -half].map(|by| {
                let changed = moved_scores(card, &prepared, entries, column, by)?;
                index_of(&plan, &scores, &changed, card)
            });
            if !moves.add(card.index(), &moved) {
                moves.not_moved.push(panel.name_at(column).to_owned());
            }
        }
        Ok(moves)
    }

    /// Adds the movements that a column causes, and says whether it could for each index. Where one side
    /// cannot be computed, because it leaves the domain of an aggregation, the other side stands for it.
    fn add(&mut self, index: &Column, moved: &[Option<Column>; 2]) -> bool {
        let mut complete = true;
        for (row, was) in index.cells().enumerate().filter_map(|(row, was)| Some((row, was?))) {
            let by = moved.each_ref().map(|moved| Some(moved.as_ref()?.get(row)? - was));
            let (one, other) = match by {
                [Some(one), Some(other)] => (one, other),
                // The other move left the domain of a method; the index is taken to move as far the other
                // way.
                [Some(one), None] | [None, Some(one)] => (one, -one),
                [None, None] => {
                    complete = false;
                    continue;
                }
            };
            self.up[row] += one.max(other).max(0.0);
            self.down[row] -= one.min(other).min(0.0);
        }
        complete
    }
}

/// The columns with decimals, and half a unit of the last digit of each.
fn moved_columns(plan: &Plan<'_>, panel: &Panel, entries: &[NodeIx]) -> BTreeMap<ColumnIx, f64> {
    let mut columns = BTreeMap::new();
    for entry in entries {
        let (column, divisor) = match plan.origin(*entry) {
            Origin::Measured { column, divisor } => (column, divisor),
            Origin::Entered { column } => (column, None),
            Origin::Computed | Origin::Unused => continue,
        };
        for column in [Some(column), divisor].into_iter().flatten() {
            if let Some(half) = half_unit(panel.column_at(column)) {
                columns.insert(column, half);
            }
        }
    }
    columns
}

/// Half a unit of the last decimal of a column; nothing where all its values are whole, or one has more
/// decimals than people write.
fn half_unit(column: &Column) -> Option<f64> {
    let decimals = decimals(column)?;
    (decimals > 0).then(|| 0.5 / POWERS[decimals])
}

/// The framework over finished scores of the nodes that the data hold.
fn of_scores(framework: &Framework, entries: &[NodeIx]) -> Framework {
    let mut framework = framework.clone();
    // Nothing is ranked or added up here, and the columns that would decide or weigh are not among the scores.
    framework.rank.then.clear();
    framework.totals.clear();
    for entry in entries {
        let node = &mut framework.nodes[*entry];
        if let NodeKind::Leaf(leaf) = &mut node.kind {
            // No column has this name, so that the column with the code of the leaf is its finished score.
            leaf.column = format!("{}\0", node.code);
            leaf.denominate = None;
        }
    }
    framework
}

/// The scores of the nodes that the data hold, as columns with their codes.
fn scores_of(card: &Scorecard<'_>, entries: &[NodeIx]) -> Result<Panel, Problems> {
    let (panel, nodes) = (card.panel(), card.framework().nodes());
    let mut builder =
        Panel::builder().groups(panel.groups().iter().cloned()).entities(panel.entities().iter().cloned());
    for entry in entries {
        builder = builder.column(nodes[*entry].code(), card.scores().column(*entry).clone());
    }
    builder.build()
}

/// The scores of the nodes that read a column, with the column moved; by their positions among the columns of
/// [`scores_of`]. Nothing where one of them would not be finite.
fn moved_scores(
    card: &Scorecard<'_>,
    prepared: &Prepared<'_>,
    entries: &[NodeIx],
    moved: ColumnIx,
    by: f64,
) -> Option<BTreeMap<ColumnIx, Column>> {
    let panel = card.panel();
    let mut changed = BTreeMap::new();
    for (position, entry) in ColumnIx::first(entries.len()).zip(entries) {
        let scores = card.scores().column(*entry);
        let cells: Vec<Option<f64>> = match card.plan().origin(*entry) {
            Origin::Entered { column } if column == moved => scores.cells().map(|z| Some(z? + by)).collect(),
            Origin::Measured { column, divisor } if column == moved || divisor == Some(moved) => {
                let cell = |of: ColumnIx, row: usize| {
                    let by = if of == moved { by } else { 0.0 };
                    panel.column_at(of).get(row).map(|x| x + by)
                };
                let moved = (0..panel.rows()).map(|row| measured(card, *entry, |of| cell(of, row)));
                prepared.rescored(*entry, moved).zip(scores.cells()).map(|(z, was)| z.or(was)).collect()
            }
            // It reads other columns, or none: its score stays.
            Origin::Measured { .. } | Origin::Entered { .. } | Origin::Computed | Origin::Unused => continue,
        };
        changed.insert(position, Column::new(cells).ok()?);
    }
    Some(changed)
}

/// The index with some of the scores changed; nothing where an aggregation refuses them.
fn index_of(
    plan: &Plan<'_>,
    scores: &Panel,
    changed: &BTreeMap<ColumnIx, Column>,
    card: &Scorecard<'_>,
) -> Option<Column> {
    let prepared = plan.prepare_changed(scores, card.par(), changed).ok()?;
    let mut scorer = prepared.scorer(&[card.framework().root_index()]).ok()?;
    scorer.score().ok()?;
    Some(scorer.scores(0).clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Files;
    use icip_num::exec::Par;
    use icip_table::data::Entity;

    fn found(toml: &str, columns: &[(&str, &[f64])]) -> OpenOrders {
        found_within(toml, columns, MOST)
    }

    fn found_within(toml: &str, columns: &[(&str, &[f64])], most: u64) -> OpenOrders {
        let head = "format = 1\n[framework]\nid = \"x\"\n[data]\ncode = \"code\"\n";
        let toml = format!("{head}{toml}");
        let framework = Files::new("x.toml", &toml).read().unwrap().value;
        let rows = columns[0].1.len();
        let mut panel = Panel::builder().entities((0..rows).map(|row| Entity::new(format!("e{row}"))));
        for (name, values) in columns {
            panel = panel.column(*name, Column::new(values.iter().copied().map(Some)).unwrap());
        }
        let panel = panel.build().unwrap();
        let plan = Plan::compile(&framework, &panel.schema()).unwrap();
        close_within(&plan.prepare(&panel, Par::Seq).unwrap().score().unwrap(), most).unwrap()
    }

    #[test]
    fn half_a_unit_of_the_last_digit() {
        let half = |cells: &[f64]| half_unit(&Column::new(cells.iter().copied().map(Some)).unwrap());
        assert_eq!(half(&[0.5, 0.25, 3.0]), Some(0.005));
        assert_eq!(half(&[1234.5]), Some(0.05));
        assert_eq!(half(&[3.0, 10.0]), None, "counts are exact");
        assert_eq!(half(&[1.0 / 3.0]), None, "this was computed and not written");
        // 0.1 + 0.2 is 0.30000000000000004, which stands for 0.3.
        assert_eq!(half(&[0.1 + 0.2]), Some(0.05));
    }

    #[test]
    fn a_scale_carries_the_digits_of_its_column() {
        // Goalposts 0 and 10: half a unit of 0.05 moves a score by 0.005, and each of two entities may move,
        // so a difference of 0.01 is open and one of 0.02 is not. The whole numbers of b are exact.
        let tree = "[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
            normalise = { goalposts = { worst = 0, best = 10 } }\n";
        let pairs = found(tree, &[("a", &[5.0, 5.1, 5.3])]).pairs;
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].above, pairs[0].below), (1, 0));
        assert!((pairs[0].apart - 0.01).abs() < 1e-12 && (pairs[0].open - 0.01).abs() < 1e-12, "{pairs:?}");
    }

    #[test]
    fn rounding_can_hide_digits_or_make_them_decide() {
        // Rounded to whole numbers: 2.4 and 2.6 become 2 and 3. With half a unit of 0.05 neither crosses 2.5.
        // 2.46 and 2.54, written with two digits, do not either, but 2.5 does: it is 2 (half to even) and may
        // be 3.
        let tree = "[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
            round = { digits = 0, half = \"even\" }\n";
        assert_eq!(found(tree, &[("a", &[2.4, 2.6])]).pairs.len(), 0);
        assert_eq!(found(tree, &[("a", &[2.5, 2.6])]).pairs.len(), 1);
    }

    #[test]
    fn ties_and_comparing_aggregations_are_not_judged() {
        let mean = "[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n";
        assert_eq!(found(mean, &[("a", &[0.5, 0.5])]), OpenOrders::default());
        let copeland = mean.replacen("code = \"I\"\n", "code = \"I\"\naggregate = \"copeland\"\n", 1);
        let found = found(&copeland, &[("a", &[0.5, 0.6, 0.7])]);
        assert_eq!((found.pairs.len(), found.comparing), (0, vec![NodeIx::new(0)]));
    }

    #[test]
    fn more_scores_than_are_allowed_are_counted_and_not_computed() {
        // The column a has decimals and b has none: 2 movements of 1 column, 3 nodes, 3 rows: 18 scores.
        let tree = "[[nodes]]\ncode = \"I\"\n[[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
            [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"b\"\n";
        let columns: [(&str, &[f64]); 2] = [("a", &[0.1, 0.2, 0.3]), ("b", &[0.0, 1.0, 0.0])];
        let refused = found_within(tree, &columns, 17);
        assert_eq!(refused, OpenOrders { too_many_scores: Some(18), ..OpenOrders::default() });
        assert_eq!(found_within(tree, &columns, 18), found(tree, &columns));
        assert_eq!(found(tree, &columns).too_many_scores, None);
    }

    #[test]
    fn a_column_that_can_be_moved_neither_way_is_named() {
        // A geometric mean needs scores above 0. With one decimal, half a unit is 0.05. Moved down, a of e0 is
        // 0.95, so that A is cut to 0; moved up, a of e1 is 1.95, so that B is.
        let tree = "[[nodes]]\ncode = \"I\"\naggregate = \"geometric-mean\"\n\
            [[nodes]]\ncode = \"A\"\nparent = \"I\"\ncolumn = \"a\"\n\
            normalise = { goalposts = { worst = 0.96, best = 2 } }\n\
            [[nodes]]\ncode = \"B\"\nparent = \"I\"\ncolumn = \"a\"\n\
            normalise = { goalposts = { worst = 1.94, best = 0 } }\n";
        let found = found(tree, &[("a", &[1.0, 1.9, 1.5])]);
        assert_eq!((found.pairs.len(), found.not_moved), (0, vec!["a".to_owned()]));
    }
}
