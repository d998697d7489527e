//! `icip explain`.

use icip::aggregate::Contribution;
use icip::data::Panel;
use icip::explain::{Explained, Explanation};
use icip::io::format_number;
use icip::plan::{Origin, Plan, Scorecard};
use icip::problem::{Place, Problem, Problems};

use crate::Io;
use crate::args::Explain;
use crate::fail::Fail;
use crate::input;
use crate::table::{Align, cut, render};

/// Nodes named on each side of the balance.
const NAMED: usize = 5;

pub(crate) fn explain(args: &Explain, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = input::framework(&args.input.options.framework)?;
    let data = input::data(&loaded.framework, &args.input, io)?;
    let plan = Plan::compile(&loaded.framework, &data.panel.schema()).map_err(Fail::Data)?;
    let prepared = plan.prepare(&data.panel, input::par(&args.input.options)).map_err(Fail::Computation)?;
    let card = prepared.score().map_err(Fail::Computation)?;
    let row = find(&data.panel, &args.entity)?;
    let start = match &args.node {
        Some(code) => node(&card, code)?,
        None => loaded.framework.root_index(),
    };
    let way = icip::explain(&card, row);
    head(&card, &way, io)?;
    let lang = &args.input.options.lang;
    tree(&card, &way, start, args.depth.unwrap_or(usize::MAX), lang, io)?;
    balance(&card, &way, lang, io)?;
    changed(&card, &way, io)
}

/// The row of an entity by code, by code and period, or by a part of its name that no other has.
fn find(panel: &Panel, wanted: &str) -> Result<usize, Fail> {
    let rows = |holds: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..panel.rows()).filter(|row| holds(*row)).collect()
    };
    let entity = |row: usize| &panel.entities()[row];
    let by_code = rows(&|row| entity(row).code == wanted || entity(row).key() == wanted);
    let lower = wanted.to_lowercase();
    let by_name =
        rows(&|row| entity(row).name.as_ref().is_some_and(|name| name.to_lowercase().contains(&lower)));
    let found = if by_code.is_empty() { by_name } else { by_code };
    let list = |rows: &[usize]| {
        let names: Vec<String> = rows
            .iter()
            .take(8)
            .map(|row| {
                format!("`{}` {}", entity(*row).key(), entity(*row).name.as_deref().unwrap_or_default())
            })
            .collect();
        names.join("; ")
    };
    let problem = match found.as_slice() {
        [row] => return Ok(*row),
        [] => Problem::new(
            "unknown-entity",
            Place::default(),
            format!("no entity has the code or name `{wanted}`"),
        )
        .hint(format!("codes are such as {}", list(&(0..panel.rows().min(3)).collect::<Vec<_>>()))),
        several => Problem::new(
            "several-entities",
            Place::default(),
            format!("`{wanted}` is {} entities", several.len()),
        )
        .hint(format!("which of {}", list(several))),
    };
    Err(Fail::Data(Problems::from(problem)))
}

fn node(card: &Scorecard<'_>, code: &str) -> Result<usize, Fail> {
    let used = |node: &usize| card.plan().origin(*node) != Origin::Unused;
    card.framework().position(code).filter(used).ok_or_else(|| {
        let problem =
            Problem::new("unknown-node", Place::default(), format!("the result has no node `{code}`"));
        Fail::Framework(Problems::from(problem.hint("`icip frameworks NAME` lists the nodes")))
    })
}

fn head(card: &Scorecard<'_>, way: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let entity = &card.panel().entities()[way.row];
    let index = &way.nodes[0];
    writeln!(io.out, "{} ({})", entity.label(), entity.key())?;
    let score = index.score.map_or_else(|| "no score".to_owned(), |score| format!("{score:.4}"));
    let rank = match index.rank {
        Some(rank) => format!("rank {} of {}", format_number(rank), way.ranked),
        None => "not ranked".to_owned(),
    };
    let mean =
        index.mean_of_others.map_or_else(String::new, |mean| format!("; mean of the others {mean:.4}"));
    writeln!(io.out, "{} {score}, {rank}{mean}\n", card.framework().root().code())?;
    Ok(())
}

fn tree(
    card: &Scorecard<'_>,
    way: &Explanation,
    start: usize,
    depth: usize,
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let below = card.framework().below(start);
    let first = nodes[start].depth();
    let header = [
        ("node", Align::Left),
        ("score", Align::Right),
        ("rank", Align::Right),
        ("others", Align::Right),
        ("weight", Align::Right),
        ("gives", Align::Right),
        ("in index", Align::Right),
        ("name, cells, what was changed", Align::Left),
    ];
    let rows = way
        .nodes
        .iter()
        .filter(|explained| explained.node == start || below.contains(&explained.node))
        .filter(|explained| nodes[explained.node].depth() - first <= depth)
        .map(|explained| {
            let node = &nodes[explained.node];
            vec![
                format!("{}{}", "  ".repeat(node.depth() - first), node.code()),
                number(explained.score),
                explained.rank.map_or_else(|| "-".to_owned(), format_number),
                number(explained.mean_of_others),
                if node.parent().is_none() { String::new() } else { format!("{:.3}", explained.share) },
                given(explained.contribution),
                number(explained.index_points),
                remarks(card, explained, cut(node.name(lang), 48)),
            ]
        })
        .collect();
    write!(io.out, "{}", render(&header, rows, io.terminal))?;
    writeln!(io.out, "\ngives: points (or x factor) of the parent's score; in index: points of the index")?;
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

fn balance(card: &Scorecard<'_>, way: &Explanation, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let Some(first) = way.balance.first() else { return Ok(()) };
    let level = nodes[first.node].level().unwrap_or("node");
    let above: Vec<_> = way.balance.iter().filter(|balance| balance.gap > 0.0).take(NAMED).collect();
    let below: Vec<_> = way.balance.iter().rev().filter(|balance| balance.gap < 0.0).take(NAMED).collect();
    for (title, list) in [("furthest above", above), ("furthest below", below)] {
        if list.is_empty() {
            continue;
        }
        writeln!(io.out, "\n{title} the mean of the others, by {level}")?;
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

fn changed(card: &Scorecard<'_>, way: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let changes: Vec<_> = way.nodes.iter().flat_map(|node| &node.changes).collect();
    match changes.len() {
        0 => writeln!(io.out, "\nnothing was missing or changed")?,
        n => {
            let cells = if n == 1 { "1 cell was".to_owned() } else { format!("{n} cells were") };
            writeln!(io.out, "\n{cells} missing or changed on the way")?;
            for change in changes {
                let value = |value: Option<f64>| value.map_or_else(|| "blank".to_owned(), format_number);
                writeln!(
                    io.out,
                    "  {:<14} {}: {} -> {}; {}",
                    card.framework().nodes()[change.node].code(),
                    change.step.word(),
                    value(change.before),
                    value(change.after),
                    change.why,
                )?;
            }
        }
    }
    Ok(())
}
