//! `icip explain`.

use icip::aggregate::Contribution;
use icip::explain::{Explained, Explanation};
use icip::framework::Node;
use icip::io::format_number;
use icip::plan::Scorecard;
use icip::problem::message;

use crate::args::Explain;
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::table::{cut, left, render, right};
use crate::{lookup, scoring, warnings};

/// Nodes that are named on each side of the balance.
const NAMED: usize = 5;

pub(crate) fn explain(args: &Explain, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = chosen(&args.input.options)?;
    let mut data = data::load(&loaded.framework, &args.input, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let card = scoring::score(&plan, &data, &args.input.options)?;
    let rows = data.shown();
    let shown = shown_of(&card, rows.as_ref());
    warnings::print(&scoring::warnings(&loaded, &data, &shown), &args.input.options, io)?;
    // An entity's own weights follow from all rows, so all of them are kept.
    let row = lookup::entity(&data.panel, data.shown.as_deref(), &args.entity)?;
    let start = match &args.node {
        Some(code) => lookup::node(&card, code)?,
        None => loaded.framework.root_index(),
    };
    let mut explanation = icip::explain(&card, row);
    let lang = &args.input.options.lang;
    head(&card, &explanation, io)?;
    let below = loaded.framework.below(start);
    let deepest = args.depth.map_or(usize::MAX, |depth| loaded.framework.nodes()[start].depth() + depth);
    explanation.nodes.retain(|explained| {
        let asked_for = explained.node == start || below.contains(&explained.node);
        asked_for && loaded.framework.nodes()[explained.node].depth() <= deepest
    });
    explanation.balance.retain(|balance| balance.node == start || below.contains(&balance.node));
    tree(&card, &explanation, start, lang, io)?;
    balance(&card, &explanation, lang, io)?;
    changed(&card, &explanation, io)
}

fn head(card: &Scorecard<'_>, explanation: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let entity = &card.panel().entities()[explanation.row];
    // The root comes first: the list is cut to the wanted nodes only after this.
    let index = &explanation.nodes[0];
    writeln!(io.out, "{} ({})", entity.label(), entity.key())?;
    let node = card.framework().root().code();
    let score = index.score.map(|score| format!("{score:.4}"));
    let head = match (score, index.rank) {
        (Some(score), Some(rank)) => {
            let (rank, of) = (format_number(rank), explanation.ranked.to_string());
            message!("explain-rank", node, score, rank, of)
        }
        (Some(score), None) => message!("explain-not-ranked", node, score),
        (None, _) => message!("explain-no-score", node),
    };
    let head = match index.mean_of_others {
        Some(mean) => message!("explain-and-mean", head, mean = format!("{mean:.4}")),
        None => head,
    };
    writeln!(io.out, "{head}\n")?;
    Ok(())
}

fn tree(
    card: &Scorecard<'_>,
    explanation: &Explanation,
    start: usize,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let first = nodes[start].depth();
    let header = [
        left(message!("heading-node")),
        right(message!("heading-score")),
        right(message!("heading-rank")),
        right(message!("heading-others")),
        right(message!("heading-weight")),
        right(message!("heading-in-parent")),
        right(message!("heading-in-index")),
        left(message!("heading-remarks")),
    ];
    let rows = explanation
        .nodes
        .iter()
        .map(|explained| {
            let node = &nodes[explained.node];
            vec![
                format!("{}{}", "  ".repeat(node.depth() - first), node.code()),
                number(explained.score),
                explained.rank.map_or_else(|| "-".to_owned(), format_number),
                number(explained.mean_of_others),
                weight(node, explained.weight),
                given(explained.contribution),
                number(explained.index_points),
                remarks(card, explained, cut(node.name(lang), 48)),
            ]
        })
        .collect();
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    writeln!(io.out, "\n{}", message!("explain-legend"))?;
    Ok(())
}

/// The weight that was used, where one was.
fn weight(node: &Node, weight: Option<f64>) -> String {
    match weight.filter(|_| node.parent().is_some()) {
        Some(weight) => format!("{weight:.3}"),
        None if node.parent().is_none() => String::new(),
        None => "-".to_owned(),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"))
}

fn given(contribution: Contribution) -> String {
    match contribution {
        Contribution::Points(points) => format!("{points:.4}"),
        Contribution::Factor(factor) => format!("x{factor:.4}"),
        _ => String::new(),
    }
}

fn remarks(card: &Scorecard<'_>, explained: &Explained, name: String) -> String {
    let mut parts = vec![name];
    let cells: Vec<String> = explained
        .cells
        .iter()
        .map(|(column, value)| format!("{column} = {}", cell(card, explained.node, *value)))
        .collect();
    if !cells.is_empty() {
        parts.push(format!("[{}]", cells.join(", ")));
    }
    parts.extend(explained.changes.iter().map(|change| change.why.to_string()));
    parts.join(" ")
}

/// A cell as it was written: the text of an answer where the column holds texts.
fn cell(card: &Scorecard<'_>, node: usize, value: Option<f64>) -> String {
    match (value, card.framework().nodes()[node].leaf()) {
        (Some(value), Some(leaf)) => {
            leaf.answer(value).map_or_else(|| format_number(value), |text| format!("`{text}`"))
        }
        (Some(value), None) => format_number(value),
        (None, _) => message!("explain-blank").to_string(),
    }
}

fn balance(card: &Scorecard<'_>, explanation: &Explanation, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let above: Vec<_> = explanation.balance.iter().filter(|balance| balance.gap > 0.0).take(NAMED).collect();
    let below: Vec<_> =
        // The list falls from the largest gap to the smallest, so the nodes that cost most are at its end.
        explanation.balance.iter().rev().filter(|balance| balance.gap < 0.0).take(NAMED).collect();
    for (side, list) in [(message!("explain-above"), above), (message!("explain-below"), below)] {
        if list.is_empty() {
            continue;
        }
        writeln!(io.out, "\n{side}")?;
        for balance in list {
            let gap = format!("{:+.4}", balance.gap);
            let gap = match balance.index_points {
                Some(points) => message!("explain-gap-of-index", gap, points = format!("{points:+.4}")),
                None => message!("explain-gap", gap),
            };
            let node = &nodes[balance.node];
            writeln!(io.out, "  {:<8} {gap}  {}", node.code(), node.name(lang))?;
        }
    }
    Ok(())
}

fn changed(card: &Scorecard<'_>, explanation: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let changes: Vec<_> = explanation.nodes.iter().flat_map(|node| &node.changes).collect();
    writeln!(io.out, "\n{}", message!("explain-changes", count = changes.len()))?;
    let value =
        |value: Option<f64>| value.map_or_else(|| message!("explain-blank").to_string(), format_number);
    for change in changes {
        let node = card.framework().nodes()[change.node].code();
        match (change.before, change.after) {
            (None, None) => writeln!(io.out, "  {node:<14} {}", change.why)?,
            (before, after) => {
                writeln!(io.out, "  {node:<14} {} -> {}; {}", value(before), value(after), change.why)?;
            }
        }
    }
    Ok(())
}
