//! Totals of groups as a CSV table, as documents, and as tables for people.

use std::fmt::Write;

use serde::Serialize;

use crate::framework::{Framework, NodeIx};
use crate::report::markdown::{MOST_DECIMALS, decimals_of, markdown_table, markdown_text};
use crate::text::csv_lines;
use crate::totals::{GroupTotal, NodeTotal};
use icip_problem::{Language, message};
use icip_table::io::{format_fixed, format_number};

/// A group of entities in a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GroupTotalDocument {
    /// The group column.
    pub column: String,
    /// The column by which entities are weighted; nothing where all weigh the same.
    pub size: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// Name of the group.
    pub group: String,
    /// How many entities of the group have a size.
    pub entities: usize,
    /// What the nodes have, in the framework's order.
    pub scores: Vec<NodeTotalDocument>,
}

/// What a node has in a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NodeTotalDocument {
    /// Code of the node.
    pub node: String,
    /// The mean of the scores of the entities, weighted by their sizes.
    pub score: Option<f64>,
    /// Rank among the groups.
    pub rank: Option<f64>,
    /// How many entities have a score and a size.
    pub entities: usize,
    /// Their share of the size of the group.
    pub share: Option<f64>,
}

/// Totals of groups as documents.
pub fn group_totals_document(framework: &Framework, totals: &[GroupTotal]) -> Vec<GroupTotalDocument> {
    let of_node = |total: &NodeTotal| NodeTotalDocument {
        node: framework.nodes()[total.node].code().to_owned(),
        score: total.score,
        rank: total.rank,
        entities: total.entities,
        share: total.share,
    };
    let document = |total: &GroupTotal| GroupTotalDocument {
        column: total.column.clone(),
        size: total.size.clone(),
        period: total.period.clone(),
        group: total.group.clone(),
        entities: total.entities,
        scores: total.nodes.iter().map(of_node).collect(),
    };
    totals.iter().map(document).collect()
}

/// The table `group-totals.csv`: one row for each group, period and node, with every digit. What is absent is an empty
/// cell.
pub fn group_totals_csv(framework: &Framework, totals: &[GroupTotal]) -> String {
    let header =
        ["column", "size", "period", "group", "entities", "node", "score", "rank", "scored", "share"];
    let nodes = totals.iter().flat_map(|total| total.nodes.iter().map(move |of_node| (total, of_node)));
    csv_lines(header, nodes, |(total, of_node), line| {
        line.text(&total.column);
        line.text(total.size.as_deref().unwrap_or_default());
        line.text(total.period.as_deref().unwrap_or_default());
        line.text(&total.group);
        line.count(total.entities);
        line.text(framework.nodes()[of_node.node].code());
        line.number(of_node.score);
        line.number(of_node.rank);
        line.count(of_node.entities);
        line.number(of_node.share);
    })
}

/// The groups of one declaration as a table for people, the best first in each period.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GroupTotalsTable {
    /// What the table shows.
    pub title: String,
    /// The headings, each with whether its column holds numbers.
    pub header: Vec<(String, bool)>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

/// Totals of groups as tables for people: rank, period where there are any, group, the index and its children, how many
/// entities have an index, and their share of the size of the group. Words and numbers are those of a language.
pub fn group_totals_tables(
    framework: &Framework,
    totals: &[GroupTotal],
    language: Language,
) -> Vec<GroupTotalsTable> {
    let same = |a: &GroupTotal, b: &GroupTotal| a.column == b.column && a.size == b.size;
    totals.chunk_by(same).map(|totals| table(framework, totals, language)).collect()
}

/// The same as Markdown.
pub fn group_totals_markdown(framework: &Framework, totals: &[GroupTotal], language: Language) -> String {
    let mut markdown = String::new();
    for table in group_totals_tables(framework, totals, language) {
        let rows = markdown_table(&table.header, &table.rows);
        let _ = write!(markdown, "## {}\n\n{rows}", markdown_text(&table.title));
        markdown.push('\n');
    }
    markdown.truncate(markdown.trim_end().len());
    if !markdown.is_empty() {
        markdown.push('\n');
    }
    markdown
}

fn table(framework: &Framework, totals: &[GroupTotal], language: Language) -> GroupTotalsTable {
    let root = framework.root_index();
    let shown = |node: NodeIx| node == root || framework.nodes()[node].parent() == Some(root);
    let of_index = |total: &GroupTotal| total.of_node(root).cloned();
    let mut ordered: Vec<(&GroupTotal, NodeTotal)> =
        totals.iter().filter_map(|total| Some((total, of_index(total)?))).collect();
    // Stable, so that groups that share a rank stay in the order of their names, and those without one come last.
    ordered.sort_by(|(a, of_a), (b, of_b)| {
        let rank = |total: &NodeTotal| total.rank.unwrap_or(f64::INFINITY);
        a.period.cmp(&b.period).then(rank(of_a).total_cmp(&rank(of_b)))
    });
    let digits = digits(&ordered);
    let with_period = totals.iter().any(|total| total.period.is_some());
    let first = totals.first();
    let nodes = first.into_iter().flat_map(|total| &total.nodes).map(|total| total.node);
    let mut header = vec![(message!("heading-rank").text(language), true)];
    header.extend(with_period.then(|| (message!("heading-period").text(language), false)));
    header.extend(first.map(|total| (total.column.clone(), false)));
    let mut columns: Vec<NodeIx> = nodes.filter(|node| shown(*node)).collect();
    columns.sort_by_key(|node| *node != root);
    header.extend(columns.iter().map(|node| (framework.nodes()[*node].code().to_owned(), true)));
    let last = [message!("heading-scored"), message!("heading-entities"), message!("heading-share")];
    header.extend(last.map(|heading| (heading.text(language), true)));
    let row = |(total, of_index): &(&GroupTotal, NodeTotal)| {
        let or_dash = |x: Option<String>| x.unwrap_or_else(|| "-".to_owned());
        let mut cells = vec![or_dash(of_index.rank.map(|rank| language.decimal(&format_number(rank))))];
        cells.extend(with_period.then(|| total.period.clone().unwrap_or_default()));
        cells.push(total.group.clone());
        for node in &columns {
            let score = total.of_node(*node).and_then(|total| total.score);
            cells.push(or_dash(score.map(|score| language.decimal(&format_fixed(score, digits)))));
        }
        let share =
            of_index.share.map(|share| language.decimal(&format!("{} %", format_fixed(share * 100.0, 1))));
        cells.extend([of_index.entities.to_string(), total.entities.to_string(), or_dash(share)]);
        cells
    };
    GroupTotalsTable { title: title(first, language), rows: ordered.iter().map(row).collect(), header }
}

fn title(total: Option<&GroupTotal>, language: Language) -> String {
    match total.map(|total| (&total.column, &total.size)) {
        Some((column, Some(size))) => message!("totals-title-weighted", column, size).text(language),
        Some((column, None)) => message!("totals-title", column).text(language),
        None => String::new(),
    }
}

/// So many digits that groups that follow each other with different ranks show different scores.
fn digits(ordered: &[(&GroupTotal, NodeTotal)]) -> usize {
    let scores = ordered.iter().filter_map(|(_, total)| total.score);
    let fewest = decimals_of(
        scores.fold(0.0, |largest, score| if score.abs() > largest { score.abs() } else { largest }),
    );
    ordered.windows(2).fold(fewest, |digits, pair| {
        let (above, below) = (&pair[0].1, &pair[1].1);
        let (Some(a), Some(b)) = (above.score, below.score) else { return digits };
        // Neighbours of two periods, and ties that names break, may have the same score.
        if above.rank == below.rank || a == b {
            return digits;
        }
        let enough = |digits: &usize| format_fixed(a, *digits) != format_fixed(b, *digits);
        (digits..=MOST_DECIMALS).find(enough).unwrap_or(digits)
    })
}
