//! Computed scores against published ones: how far they differ, in which rows, and at which nodes the
//! differences begin.
//!
//! It reads a scorecard and computes no score of its own.

use std::collections::BTreeMap;

use crate::framework::Framework;
use crate::plan::Strata;
use crate::plan::ranker::Ranker;
use crate::plan::{Origin, Scorecard};
use icip_num::exec::Par;
use icip_num::statistics;
use icip_problem::{Code, Place, Problem, Problems, Report, did_you_mean, message, quoted};
use icip_table::data::{Column, Panel};

/// What is compared with what.
///
/// ```
/// use icip::compare::CompareOptions;
///
/// let options = CompareOptions::default().tolerance(0.0005).column("Total", "ICIP").rank("Position");
/// assert_eq!(options.columns, [("Total".to_owned(), "ICIP".to_owned())]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CompareOptions {
    /// Largest difference that counts as agreement, in points of the node.
    pub tolerance: f64,
    /// Published columns and the nodes whose scores they hold, in addition to the columns that are named like
    /// a node.
    pub columns: Vec<(String, String)>,
    /// The published column that holds ranks of the index.
    pub rank: Option<String>,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { tolerance: 1e-9, columns: Vec::new(), rank: None }
    }
}

impl CompareOptions {
    /// The same options with another tolerance.
    #[must_use]
    pub fn tolerance(mut self, points: f64) -> Self {
        self.tolerance = points;
        self
    }

    /// The same options with one more published column and the node whose scores it holds.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>, node: impl Into<String>) -> Self {
        self.columns.push((column.into(), node.into()));
        self
    }

    /// The same options with a published column that holds ranks of the index.
    #[must_use]
    pub fn rank(mut self, column: impl Into<String>) -> Self {
        self.rank = Some(column.into());
        self
    }
}

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

/// The scores of one node, computed against published.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NodeComparison {
    /// Position of the node in the framework.
    pub node: usize,
    /// The published column.
    pub column: String,
    /// Rows in which both have a score.
    pub compared: usize,
    /// Largest difference, and its row.
    pub largest: Option<(f64, usize)>,
    /// The difference in every row of the panel; `None` where one of the two has no score.
    pub errors: Vec<Option<f64>>,
    /// Rows that differ by more than the tolerance, or have a score on one side only.
    pub differences: Vec<Difference>,
}

/// Ranks, computed against published.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RankComparison {
    /// The published column, or the node whose published scores were ranked.
    pub of: String,
    /// Rows in which both have a rank.
    pub compared: usize,
    /// Rows in which the ranks differ, or that have a rank on one side only.
    pub differences: Vec<Difference>,
}

/// The result of a comparison.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// Nodes in the framework's order.
    pub nodes: Vec<NodeComparison>,
    /// The computed ranks against the published ones.
    pub ranks: Option<RankComparison>,
    /// Ranks of the computed scores of the index against ranks of the published ones, among the rows that
    /// have both. [`Comparison::agrees`] does not depend on it, because rounded published scores may tie
    /// where computed ones do not.
    pub ranks_of_scores: Option<RankComparison>,
    /// The lowest nodes that differ, with the number of rows in which no node below them differs, most rows
    /// first.
    pub lowest_differing: Vec<(usize, usize)>,
    /// Keys of published rows that are not in the data.
    pub only_published: Vec<String>,
    /// Keys of rows of the data that are not in the published table.
    pub only_computed: Vec<String>,
}

impl RankComparison {
    /// Mean and largest difference of ranks, over the rows that have a rank on both sides.
    pub fn moves(&self) -> (f64, f64) {
        let size = |d: &Difference| Some((d.computed? - d.published?).abs());
        let moves: Vec<f64> = self.differences.iter().filter_map(size).collect();
        let largest = moves.iter().fold(0.0, |a: f64, b| if *b > a { *b } else { a });
        let all = self.compared as f64;
        (if all > 0.0 { statistics::sum(&moves) / all } else { 0.0 }, largest)
    }
}

impl Comparison {
    /// Largest difference over all nodes.
    pub fn largest(&self) -> f64 {
        self.nodes.iter().filter_map(|node| node.largest).fold(0.0, |a, (b, _)| if b > a { b } else { a })
    }

    /// Whether all scores agree within the tolerance and all ranks are equal.
    pub fn agrees(&self) -> bool {
        self.nodes.iter().all(|node| node.differences.is_empty())
            && self.ranks.as_ref().is_none_or(|ranks| ranks.differences.is_empty())
    }
}

/// The node whose scores a published column holds by its name: the node of the same code, or the only one
/// whose code differs in case alone.
pub fn node_of_column(framework: &Framework, column: &str) -> Option<usize> {
    framework.position(column).or_else(|| {
        let lower = column.to_lowercase();
        let mut same =
            (0..framework.nodes().len()).filter(|ix| framework.nodes()[*ix].code().to_lowercase() == lower);
        same.next().filter(|_| same.next().is_none())
    })
}

/// Compares a scorecard with a published table. Rows are joined by code, and by period where the published
/// table has periods.
///
/// # Errors
/// A named column or node that does not exist; no column in common; no row in common; a published table
/// without periods where an entity has several in the data.
pub fn compare(
    card: &Scorecard<'_>,
    published: &Panel,
    options: &CompareOptions,
) -> Result<Comparison, Problems> {
    let framework = card.framework();
    let mut report = Report::default();
    let columns = columns(card, published, options, &mut report);
    let (join, only_published) = join(card.panel(), published, &mut report);
    report.into_problems()?;
    let only_computed = (0..card.panel().rows())
        .filter(|row| join[*row].is_none())
        .map(|row| card.panel().entities()[row].key())
        .collect();
    let periods = card.panel().periods();
    let aligned = |column: &Column| -> Vec<Option<Option<f64>>> {
        let mut theirs: Vec<Option<Option<f64>>> =
            join.iter().map(|theirs| theirs.map(|row| column.get(row))).collect();
        // A period in which the column has no value at all was not published.
        for (_, rows) in &periods {
            if rows.iter().all(|row| theirs[*row].flatten().is_none()) {
                rows.iter().for_each(|row| theirs[*row] = None);
            }
        }
        theirs
    };
    let nodes: Vec<NodeComparison> = columns
        .iter()
        .map(|(node, name)| {
            let theirs = aligned(published.column(name).expect("the column was found before"));
            node_comparison(*node, name, card.scores().column(*node), &theirs, options.tolerance)
        })
        .collect();
    let root = framework.root_index();
    let ranks = options.rank.as_ref().map(|name| {
        let theirs = aligned(published.column(name).expect("the column was found before"));
        rank_comparison(name, card.ranks(root), &theirs)
    });
    let ranks_of_scores = columns.iter().find(|(node, _)| *node == root).map(|(_, name)| {
        let theirs = aligned(published.column(name).expect("the column was found before"));
        ranks_of_scores(card, name, &theirs)
    });
    let compared = nodes.iter().map(|node| node.compared).sum::<usize>()
        + ranks.as_ref().map_or(0, |ranks: &RankComparison| ranks.compared);
    if compared == 0 {
        let what = message!("nothing-in-common-cells");
        return Err(Problem::new(Code::NothingInCommon, Place::default(), what).into());
    }
    let lowest_differing = lowest_differing(framework, &nodes);
    Ok(Comparison { nodes, ranks, ranks_of_scores, lowest_differing, only_published, only_computed })
}

/// The nodes to compare with their published columns, in the framework's order.
fn columns(
    card: &Scorecard<'_>,
    published: &Panel,
    options: &CompareOptions,
    report: &mut Report,
) -> Vec<(usize, String)> {
    let framework = card.framework();
    let schema = published.schema();
    let names: Vec<&str> = schema.columns().iter().chain(schema.unread()).map(String::as_str).collect();
    let named = |name: &str| schema.position(name).is_some();
    let mut columns: Vec<(usize, String)> = Vec::new();
    for (column, node) in &options.columns {
        if !named(column) {
            report.problem(no_column(column, &names));
        }
        match framework.position(node) {
            Some(node) => columns.push((node, column.clone())),
            None => {
                let hint = did_you_mean(node, framework.nodes().iter().map(|n| n.code()));
                let what = message!("unknown-node-compared", node);
                report.problem(Problem::new(Code::UnknownNode, Place::default(), what).hint(hint));
            }
        }
    }
    if let Some(rank) = options.rank.as_deref().filter(|rank| !named(rank)) {
        report.problem(no_column(rank, &names));
    }
    for column in schema.columns() {
        let taken = options.rank.as_ref() == Some(column) || columns.iter().any(|(_, name)| name == column);
        let Some(node) =
            node_of_column(framework, column).filter(|node| !taken && comparable(card, *node, column))
        else {
            continue;
        };
        if !columns.iter().any(|(other, _)| *other == node) {
            columns.push((node, column.clone()));
        }
    }
    if columns.is_empty() && options.rank.is_none() {
        let node = framework.root().code();
        let hint = message!("nothing-in-common-columns-hint", node, columns = quoted(names));
        let problem =
            Problem::new(Code::NothingInCommon, Place::default(), message!("nothing-in-common-columns"));
        report.problem(problem.hint(hint));
    }
    columns.sort_by_key(|(node, _)| *node);
    columns
}

/// The published table lacks a column that the caller named.
fn no_column(column: &str, names: &[&str]) -> Problem {
    let what = message!("missing-column-published", column);
    let hint = did_you_mean(column, names.iter().copied());
    Problem::new(Code::MissingColumn, Place::default(), what).hint(hint)
}

/// Whether a comparison with a published column is of any use. A finished score that the data hold would be
/// compared with itself, and the column that a leaf reads is its measurement, not its score.
fn comparable(card: &Scorecard<'_>, node: usize, column: &str) -> bool {
    match card.plan().origin(node) {
        Origin::Computed => true,
        Origin::Measured { .. } => {
            card.framework().nodes()[node].leaf().is_none_or(|leaf| leaf.column() != column)
        }
        Origin::Entered { .. } | Origin::Unused => false,
    }
}

/// The published row of each row of the data, and the keys of the published rows that are left.
fn join(panel: &Panel, published: &Panel, report: &mut Report) -> (Vec<Option<usize>>, Vec<String>) {
    let with_period = published.entities().iter().any(|entity| entity.period.is_some());
    let key = |entity: &icip_table::data::Entity| {
        (entity.code.clone(), entity.period.clone().filter(|_| with_period))
    };
    let mut index = BTreeMap::new();
    for (row, entity) in published.entities().iter().enumerate() {
        index.insert(key(entity), row);
    }
    let mut used = vec![false; published.rows()];
    let mut join = Vec::with_capacity(panel.rows());
    let mut repeated = None;
    for entity in panel.entities() {
        let row = index.get(&key(entity)).copied();
        if let Some(row) = row {
            if used[row] {
                repeated = Some(entity.code.clone());
            }
            used[row] = true;
        }
        join.push(row);
    }
    if let Some(code) = repeated {
        let problem =
            Problem::new(Code::NoPeriod, Place::default(), message!("no-period-published", entity = code));
        report.problem(problem.hint(message!("no-period-published-hint")));
    }
    if join.iter().all(Option::is_none) {
        let first = |panel: &Panel| panel.entities().first().map_or_else(String::new, |e| e.key());
        let (there, here) = (first(published), first(panel));
        let what = message!("nothing-in-common-rows", there, here);
        let problem = Problem::new(Code::NothingInCommon, Place::default(), what);
        report.problem(problem.hint(message!("nothing-in-common-rows-hint")));
    }
    let only =
        (0..published.rows()).filter(|row| !used[*row]).map(|row| published.entities()[row].key()).collect();
    (join, only)
}

fn node_comparison(
    node: usize,
    name: &str,
    ours: &Column,
    theirs: &[Option<Option<f64>>],
    tolerance: f64,
) -> NodeComparison {
    let mut result = NodeComparison {
        node,
        column: name.to_owned(),
        compared: 0,
        largest: None,
        errors: vec![None; theirs.len()],
        differences: Vec::new(),
    };
    for (row, published) in theirs.iter().enumerate() {
        let Some(published) = *published else { continue };
        let computed = ours.get(row);
        if let (Some(a), Some(b)) = (computed, published) {
            let error = (a - b).abs();
            result.compared += 1;
            result.errors[row] = Some(error);
            if result.largest.is_none_or(|(largest, _)| error > largest) {
                result.largest = Some((error, row));
            }
            // The difference of two decimals is rarely the double nearest to the decimal difference, so a
            // tolerance of 0.001 must allow a little more than the double 0.001.
            if error > tolerance * (1.0 + 1e-9) {
                result.differences.push(Difference { row, computed, published });
            }
        } else if computed.is_some() != published.is_some() {
            result.differences.push(Difference { row, computed, published });
        }
    }
    result
}

fn rank_comparison(of: &str, ours: &Column, theirs: &[Option<Option<f64>>]) -> RankComparison {
    let mut result = RankComparison { of: of.to_owned(), compared: 0, differences: Vec::new() };
    for (row, published) in theirs.iter().enumerate() {
        let Some(published) = *published else { continue };
        let computed = ours.get(row);
        result.compared += usize::from(computed.is_some() && published.is_some());
        if computed != published {
            result.differences.push(Difference { row, computed, published });
        }
    }
    result
}

/// Ranks of the computed scores and of the published ones, both among the rows that have a score on both
/// sides and a computed rank.
fn ranks_of_scores(card: &Scorecard<'_>, of: &str, theirs: &[Option<Option<f64>>]) -> RankComparison {
    let spec = card.framework().rank_spec();
    let ranked = card.ranks(card.framework().root_index());
    let strata = Strata::of(card.framework(), card.panel(), None);
    let both = |row: usize| {
        let pair = (card.index().get(row)?, theirs[row].flatten()?);
        ranked.is_present(row).then_some(pair)
    };
    let ranks = |side: fn((f64, f64)) -> f64| {
        let scores = Column::new((0..theirs.len()).map(|row| both(row).map(side)));
        let mut ranker = Ranker::default();
        ranker.rank(&scores.expect("both tables were read as numbers"), &strata, spec, Par::Auto);
        ranker.into_ranks()
    };
    let (ours, published) = (ranks(|(ours, _)| ours), ranks(|(_, published)| published));
    // Rows without a rank on both sides are not compared.
    let published: Vec<Option<Option<f64>>> = published.cells().map(|rank| rank.map(Some)).collect();
    rank_comparison(of, &ours, &published)
}

/// The nodes that differ in a row in which no compared node below them differs, with the number of such rows.
fn lowest_differing(framework: &Framework, nodes: &[NodeComparison]) -> Vec<(usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for node in nodes {
        let below = framework.below(node.node);
        for difference in &node.differences {
            // A difference comes from below where a published node below it differs in the same row.
            let differs_below = nodes.iter().any(|other| {
                below.contains(&other.node) && other.differences.iter().any(|d| d.row == difference.row)
            });
            if !differs_below {
                *counts.entry(node.node).or_default() += 1;
            }
        }
    }
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(node, rows)| (std::cmp::Reverse(*rows), *node));
    counts
}
