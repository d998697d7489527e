//! `icip explain`.

mod marks;

use std::collections::BTreeSet;

use icip::aggregate::Contribution;
use icip::change::{EditOrder, Edition, Scored};
use icip::explain::{Explained, Explanation};
use icip::framework::{Node, NodeIx};
use icip::io::format_number;
use icip::plan::{Plan, Scorecard, Step};
use icip::problem::{message, quoted};

use self::marks::Marks;
use crate::args::Explain;
use crate::fail::Fail;
use crate::input::data;
use crate::input::framework::chosen;
use crate::input::loaded::{LoadedData, shown_of};
use crate::input::successors::LoadedSuccessors;
use crate::streams::Io;
use crate::table::{cut, indent, left, render, right};
use crate::wording::{decimal, fixed};
use crate::{apart, changes, lookup, scoring, warnings};

/// Nodes that are named on each side of the balance.
const NAMED: usize = 5;

pub(crate) fn explain(args: &Explain, io: &mut Io<'_>) -> Result<(), Fail> {
    if let Some(since) = &args.since {
        return since_period(args, since, io);
    }
    let loaded = chosen(&args.input.options, io)?;
    let (mut data, bytes) = data::load_with_bytes(&loaded.framework, &args.input, io)?;
    // An entity may be named with its period.
    let is_key = |wanted: &str| {
        data.panel.entities().iter().any(|entity| entity.period.is_some() && entity.key() == wanted)
    };
    let names_period = is_key(&args.entity) || args.against.as_deref().is_some_and(is_key);
    if args.input.options.period.is_none() && !names_period {
        let said = |period: &str, count| message!("last-period-shown", period, count);
        data::show_last(&mut data, &loaded.framework, said, io);
    }
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let card = scoring::score(&plan, &data, &args.input.options, io)?;
    let rows = data.shown();
    let shown = shown_of(&card, rows.as_ref());
    warnings::print(&scoring::warnings(&loaded, &data, &shown), &args.input.options, io)?;
    // An entity's own weights follow from all rows, so all of them are kept.
    let row = lookup::entity(&data, &args.entity)?;
    if let Some(other) = &args.against {
        return against(args, &plan, &data, row, other, io);
    }
    let start = match &args.node {
        Some(code) => lookup::node(&plan, code)?,
        None => loaded.framework.root_index(),
    };
    let mut explanation = icip::explain(&card, row);
    let marks = marks::of(&explanation, (&data, &bytes), &loaded.framework, args);
    let lang = &args.input.options.lang;
    head(&card, &explanation, io)?;
    let below: BTreeSet<NodeIx> = loaded.framework.below(start).into_iter().collect();
    let deepest =
        args.depth.map_or(usize::MAX, |depth| loaded.framework.nodes()[start].depth().saturating_add(depth));
    explanation.nodes.retain(|explained| {
        let asked_for = explained.node == start || below.contains(&explained.node);
        asked_for && loaded.framework.nodes()[explained.node].depth() <= deepest
    });
    explanation.balance.retain(|balance| balance.node == start || below.contains(&balance.node));
    let way = View { card: &card, explanation: &explanation, marks: &marks, lang };
    tree(&way, start, io)?;
    balance(&way, start == loaded.framework.root_index(), io)?;
    changed(&way, io)
}

/// Why the score and the rank changed since a period.
fn since_period(args: &Explain, since: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let options = &args.input.options;
    let loaded = chosen(options, io)?;
    let mut input = args.input.clone();
    input.options.period = None;
    let mut data = data::load(&loaded.framework, &input, io)?;
    let plan = scoring::plan(&loaded.framework, &mut data)?;
    let apart = apart::of_change(&[&plan], &data.file.name, false);
    let successors = LoadedSuccessors::load(args.successors.as_deref(), options, io)?;
    if let Some(table) = &successors {
        table.must_be_dated()?;
        table.must_fit(&data.panel, &data.panel)?;
    }
    let unknown = successors.as_ref().and_then(|table| table.unknown(&[&data.panel]));
    let after = changes::period(&data, &loaded.framework, options.period.as_deref(), None)?;
    let before = changes::period(&data, &loaded.framework, Some(since), None)?;
    let periods = [before.as_deref(), after.as_deref()];
    changes::must_go_forward(&data, periods[0], periods[1])?;
    let across = apart::across_break(&[&loaded.framework], &data.file.name, periods);
    let found =
        loaded.warnings.iter().chain(&data.warnings).cloned().chain(apart).chain(across).chain(unknown);
    warnings::print(&found.collect::<Vec<_>>(), options, io)?;
    let edition = Edition::new(&loaded.framework, &data.panel);
    let of = |period: &Option<String>| period.clone().unwrap_or_default();
    let (before, after) = (of(&before), of(&after));
    let (first, mut last) = (edition.of_period(&before), edition.of_period(&after));
    if let Some(table) = &successors {
        last = last.succeeding(&table.successors);
    }
    let par = scoring::threads(options);
    let found = icip::change(&first, &last, EditOrder::Stated, par).map_err(Fail::Computation)?;
    let at = changes::entity(&found, &args.entity)?;
    changes::print_entity(&found, at, [Some(&before), Some(&after)], &options.lang, io)
}

/// Why an entity is above or below another one.
fn against(
    args: &Explain,
    plan: &Plan<'_>,
    data: &LoadedData,
    row: usize,
    other: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let options = &args.input.options;
    let other = lookup::entity(data, other)?;
    let scored = Scored::new(plan, &data.panel, scoring::threads(options)).map_err(Fail::Computation)?;
    changes::print_against(&scored, row, other, &options.lang, io)
}

fn head(card: &Scorecard<'_>, explanation: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let entity = &card.panel().entities()[explanation.row];
    // The root comes first: the list is cut to the wanted nodes only after this.
    let index = &explanation.nodes[0];
    writeln!(io.out, "{} ({})", entity.label(), entity.key())?;
    let node = card.framework().root().code();
    let score = index.score.map(|score| fixed(score, 4));
    let head = match (score, index.rank) {
        (Some(score), Some(rank)) => {
            let (rank, of) = (format_number(rank), explanation.ranked.to_string());
            message!("explain-rank", node, score, rank, of)
        }
        (Some(score), None) => message!("explain-not-ranked", node, score),
        (None, _) => message!("explain-no-score", node),
    };
    let head = match index.mean_of_others {
        Some(mean) => message!("explain-and-mean", head, mean = fixed(mean, 4)),
        None => head,
    };
    writeln!(io.out, "{head}")?;
    if let Some(tie) = &explanation.tie {
        let by = quoted(tie.by.iter().map(String::as_str));
        writeln!(io.out, "{}", message!("explain-tie", others = tie.others, by))?;
    }
    writeln!(io.out)?;
    Ok(())
}

/// What is shown of an entity.
struct View<'w> {
    card: &'w Scorecard<'w>,
    explanation: &'w Explanation,
    /// What stands in the cells that hold no value.
    marks: &'w Marks,
    lang: &'w str,
}

fn tree(way: &View<'_>, start: NodeIx, io: &mut Io<'_>) -> Result<(), Fail> {
    let View { card, explanation, lang, .. } = way;
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
    let mut rows = Vec::new();
    for explained in &explanation.nodes {
        let node = &nodes[explained.node];
        let indent = indent(node.depth() - first);
        rows.push(vec![
            format!("{indent}{}", node.code()),
            number(explained.score),
            explained.rank.map_or_else(|| "-".to_owned(), format_number),
            number(explained.mean_of_others),
            weight(node, explained.weight),
            given(explained.contribution),
            number(explained.index_points),
            remarks(way, explained, cut(node.name(lang), 48)),
        ]);
        // Without it, the points of the parts would not add up to the score.
        if let Some(rounding) = explained.rounding {
            let mut row = vec![format!("{indent}  {}", message!("explain-rounding"))];
            row.extend(std::iter::repeat_n(String::new(), 4));
            row.push(decimal(&format!("{rounding:+.4}")));
            row.push(
                explained
                    .slope
                    .map_or_else(String::new, |slope| decimal(&format!("{:+.4}", rounding * slope))),
            );
            row.push(String::new());
            rows.push(row);
        }
    }
    write!(io.out, "{}", render(&header, rows, io.out_terminal))?;
    writeln!(io.out, "\n{}", message!("explain-legend"))?;
    Ok(())
}

/// The weight that was used, where one was.
fn weight(node: &Node, weight: Option<f64>) -> String {
    match weight.filter(|_| node.parent().is_some()) {
        Some(weight) => fixed(weight, 3),
        None if node.parent().is_none() => String::new(),
        None => "-".to_owned(),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| fixed(value, 4))
}

fn given(contribution: Contribution) -> String {
    match contribution {
        Contribution::Points(points) => fixed(points, 4),
        Contribution::Factor(factor) => format!("x{factor:.4}"),
        _ => String::new(),
    }
}

fn remarks(way: &View<'_>, explained: &Explained, name: String) -> String {
    let mut parts = vec![name];
    let leaf = way.card.framework().nodes()[explained.node].leaf();
    let cell = |column: &str, value: Option<f64>| {
        let Some(value) = value else { return way.marks.of(column) };
        // The text of an answer where the column holds texts.
        if let Some(answer) = leaf.and_then(|leaf| leaf.answer(value)) {
            return format!("`{answer}`");
        }
        match way.marks.words(column) {
            Some(words) => format!("`{words}` = {}", format_number(value)),
            None => format_number(value),
        }
    };
    let cells: Vec<String> = explained
        .cells
        .iter()
        .map(|(column, value)| format!("{column} = {}", cell(column, *value)))
        .collect();
    if !cells.is_empty() {
        parts.push(format!("[{}]", cells.join(", ")));
    }
    parts.extend(explained.changes.iter().map(|change| {
        match (change.step, change.before) {
            // What the parts add up to stands nowhere else.
            (Step::Rescale, Some(before)) => {
                message!("explain-rescaled", why = &*change.why, before = decimal(&format!("{before:.4}")))
                    .to_string()
            }
            _ => change.why.to_string(),
        }
    }));
    parts.join(" ")
}

fn balance(way: &View<'_>, of_index: bool, io: &mut Io<'_>) -> Result<(), Fail> {
    let View { card, explanation, lang, .. } = way;
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
            let gap = decimal(&format!("{:+.4}", balance.gap));
            let gap = match balance.index_points {
                Some(points) => {
                    message!("explain-gap-of-index", gap, points = decimal(&format!("{points:+.4}")))
                }
                None => message!("explain-gap", gap),
            };
            let node = &nodes[balance.node];
            writeln!(io.out, "  {:<8} {gap}  {}", node.code(), node.name(lang))?;
        }
    }
    if of_index { rest(explanation, io) } else { Ok(()) }
}

/// What the list of nodes does not show of the difference from the others, so that it adds up.
fn rest(explanation: &Explanation, io: &mut Io<'_>) -> Result<(), Fail> {
    let Some(remainder) = explanation.remainder else { return Ok(()) };
    let balance = &explanation.balance;
    let above = balance.iter().filter(|balance| balance.gap > 0.0).skip(NAMED);
    let below = balance.iter().rev().filter(|balance| balance.gap < 0.0).skip(NAMED);
    let others: Vec<f64> = above.chain(below).filter_map(|balance| balance.index_points).collect();
    let count = others.len();
    let shown = |points: f64| decimal(&format!("{points:+.4}"));
    let mut lines = Vec::new();
    if count > 0 {
        lines.push(message!("explain-rest-nodes", count, points = shown(others.iter().sum())));
    }
    if remainder.absent != 0.0 {
        lines.push(message!("explain-rest-absent", points = shown(remainder.absent)));
    }
    if remainder.rounding != 0.0 {
        lines.push(message!("explain-rest-rounding", points = shown(remainder.rounding)));
    }
    if !lines.is_empty() {
        let difference = shown(remainder.difference);
        writeln!(io.out, "\n{}", message!("explain-rest", difference))?;
        lines.iter().try_for_each(|line| writeln!(io.out, "  {line}"))?;
    }
    Ok(())
}

fn changed(way: &View<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = way.card.framework().nodes();
    let changes: Vec<_> = way.explanation.nodes.iter().flat_map(|node| &node.changes).collect();
    writeln!(io.out, "\n{}", message!("explain-changes", count = changes.len()))?;
    for change in changes {
        let node = &nodes[change.node];
        let column = node.leaf().map_or(node.code(), |leaf| leaf.column());
        let before = |value: Option<f64>| value.map_or_else(|| way.marks.of(column), format_number);
        let after =
            |value: Option<f64>| value.map_or_else(|| message!("explain-blank").to_string(), format_number);
        let code = node.code();
        match (change.before, change.after) {
            (None, None) => writeln!(io.out, "  {code:<14} {}", change.why)?,
            (from, to) => {
                writeln!(io.out, "  {code:<14} {} -> {}; {}", before(from), after(to), change.why)?;
            }
        }
    }
    Ok(())
}
