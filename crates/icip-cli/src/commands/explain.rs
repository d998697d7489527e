//! `icip explain`.

use icip::aggregate::Contribution;
use icip::explain::{Explained, Explanation};
use icip::io::format_number;
use icip::plan::Scorecard;

use crate::args::Explain;
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::shown_of;
use crate::streams::Io;
use crate::table::{Align, cut, render};
use crate::wording::counted;
use crate::{lookup, scoring, warnings};

/// Nodes that are named on each side of the balance.
const NAMED: usize = 5;

pub(crate) fn explain(args: &Explain, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = chosen(&args.input.options)?;
    let mut data = data::load(&loaded.framework, &args.input, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let card = scoring::score(&plan, &data, &args.input.options)?;
    let rows = data.shown();
    let card = shown_of(&card, rows.as_ref());
    warnings::print(&scoring::warnings(&loaded, &data, &card), &args.input.options, io)?;
    let row = lookup::entity(card.panel(), None, &args.entity)?;
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
    let index = &explanation.nodes[0];
    writeln!(io.out, "{} ({})", entity.label(), entity.key())?;
    let score = index.score.map_or_else(|| "no score".to_owned(), |score| format!("{score:.4}"));
    let rank = match index.rank {
        Some(rank) => format!("rank {} of {}", format_number(rank), explanation.ranked),
        None => "not ranked".to_owned(),
    };
    let mean = index
        .mean_of_others
        .map_or_else(String::new, |mean| format!("; the mean of the others is {mean:.4}"));
    writeln!(io.out, "{} {score}, {rank}{mean}\n", card.framework().root().code())?;
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
        ("node", Align::Left),
        ("score", Align::Right),
        ("rank", Align::Right),
        ("others", Align::Right),
        ("weight", Align::Right),
        ("in parent", Align::Right),
        ("in index", Align::Right),
        ("name, cells, and what was changed", Align::Left),
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
                if node.parent().is_none() { String::new() } else { format!("{:.3}", explained.weight) },
                given(explained.contribution),
                number(explained.index_points),
                remarks(card, explained, cut(node.name(lang), 48)),
            ]
        })
        .collect();
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    writeln!(
        io.out,
        "\nothers: the mean score of the other entities\n\
         in parent: the points that the node adds to the score of its parent (with an x, the factor)\n\
         in index: the points that it adds to the index"
    )?;
    Ok(())
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
        (None, _) => "blank".to_owned(),
    }
}

fn balance(card: &Scorecard<'_>, explanation: &Explanation, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let above: Vec<_> = explanation.balance.iter().filter(|balance| balance.gap > 0.0).take(NAMED).collect();
    let below: Vec<_> =
        explanation.balance.iter().rev().filter(|balance| balance.gap < 0.0).take(NAMED).collect();
    for (side, list) in [("above", above), ("below", below)] {
        if list.is_empty() {
            continue;
        }
        writeln!(io.out, "\nthe nodes furthest {side} the mean of the others")?;
        for balance in list {
            let points = balance
                .index_points
                .map_or_else(String::new, |points| format!(", {points:+.4} of the index"));
            writeln!(
                io.out,
                "  {:<8} {:+.4}{points}  {}",
                nodes[balance.node].code(),
                balance.gap,
                nodes[balance.node].name(lang)
            )?;
        }
    }
    Ok(())
}

fn changed(card: &Scorecard<'_>, explanation: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let changes: Vec<_> = explanation.nodes.iter().flat_map(|node| &node.changes).collect();
    match changes.len() {
        0 => writeln!(io.out, "\nnothing was missing or changed in these nodes")?,
        n => {
            let were = if n == 1 { "was" } else { "were" };
            writeln!(io.out, "\n{} {were} missing or changed in these nodes", counted(n, "cell"))?;
            for change in changes {
                let value = |value: Option<f64>| value.map_or_else(|| "blank".to_owned(), format_number);
                let node = card.framework().nodes()[change.node].code();
                match (change.before, change.after) {
                    (None, None) => writeln!(io.out, "  {node:<14} {}", change.why)?,
                    (before, after) => {
                        writeln!(
                            io.out,
                            "  {node:<14} {} -> {}; {}",
                            value(before),
                            value(after),
                            change.why
                        )?;
                    }
                }
            }
        }
    }
    Ok(())
}
