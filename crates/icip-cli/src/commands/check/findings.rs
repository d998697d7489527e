//! What an auditor would ask of a result: what scores depend on, which columns decide, and what was changed.
//! It must not find anything itself: the library audits, and this prints.

use icip::audit::Audit;
use icip::framework::{NodeIx, NodeKind};
use icip::io::format_number;
use icip::plan::{Origin, Scorecard, Step};
use icip::problem::{Code, Message, Problem, message};

use super::names::{NAMED, more, named};
use crate::fail::Fail;
use crate::streams::Io;
use crate::table::{left, render, right};
use crate::wording::{first, fixed};

/// A column is listed when it weighs so many times its even share of the index.
const HEAVY: f64 = 3.0;

/// The findings, each on lines of its own.
pub(super) fn show(
    card: &Scorecard<'_>,
    audit: &Audit,
    notes: &[Problem],
    lang: &str,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    sample(card, audit, io)?;
    leverage(card, audit, io)?;
    granted(card, audit, lang, io)?;
    constant(card, audit, io)?;
    changes(audit, io)?;
    clipped(card, io)?;
    listed(notes, Code::Outlier, |count| message!("check-outliers", count), io)?;
    listed(notes, Code::OpenOrder, |count| message!("check-open-orders", count), io)?;
    for note in notes.iter().filter(|note| note.code == Code::OrderNotJudged) {
        writeln!(io.out, "  {}", note.what)?;
    }
    Ok(())
}

/// The column and the entity before a text; an order names its entities itself.
fn place(at: [Option<&str>; 2]) -> String {
    at.into_iter().flatten().map(|part| format!("{part}: ")).collect()
}

/// The first notes of a code.
fn listed(
    notes: &[Problem],
    code: Code,
    head: impl Fn(usize) -> Message,
    io: &mut Io<'_>,
) -> Result<(), Fail> {
    let notes: Vec<&Problem> = notes.iter().filter(|note| note.code == code).collect();
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "  {}", head(notes.len()))?;
    for note in notes.iter().take(NAMED) {
        // The hint is the same for all of them.
        let at = [note.place.field.as_deref(), note.place.entity.as_deref()];
        let at = if code == Code::OpenOrder { String::new() } else { place(at) };
        writeln!(io.out, "    {at}{}", note.what)?;
    }
    more(notes.len(), io)
}

/// Whether the scores depend on which entities are in the data.
fn sample(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let codes: Vec<&str> = audit.sample_dependent.iter().map(|ix| nodes[*ix].code()).collect();
    let (count, codes) = (codes.len(), named(&codes));
    writeln!(io.out, "  {}", message!("check-sample", count, codes))?;
    Ok(())
}

/// The columns with a large weight.
fn leverage(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let heavy: Vec<_> =
        audit.leverage.iter().filter(|item| item.times_even.is_some_and(|times| times >= HEAVY)).collect();
    rules(card, io)?;
    let weighed = audit.leverage.iter().filter(|item| item.weight.is_some()).count();
    let without = audit.leverage.len() - weighed;
    if without > 0 {
        writeln!(io.out, "  {}", message!("check-without-weight", count = without))?;
    }
    if weighed == 0 {
        return Ok(());
    }
    if heavy.is_empty() {
        writeln!(io.out, "  {}", message!("check-no-heavy-column", times = HEAVY))?;
        return Ok(());
    }
    let (count, columns) = (heavy.len(), weighed);
    writeln!(io.out, "  {}", message!("check-heavy-columns", count, columns, times = HEAVY))?;
    let header = [
        left(format_args!("    {}", message!("heading-column"))),
        left(message!("heading-read-by")),
        right(message!("heading-weight-in-the-index")),
        right(message!("heading-times-even")),
        right(message!("heading-swing")),
    ];
    let rows = heavy.iter().take(NAMED).map(|item| {
        vec![
            format!("    {}", item.column),
            read_by(card, &item.nodes),
            item.weight.map_or_else(|| "-".to_owned(), |weight| fixed(weight, 4)),
            item.times_even.map_or_else(|| "-".to_owned(), |times| fixed(times, 1)),
            item.swing.map_or_else(|| "-".to_owned(), |swing| fixed(swing, 4)),
        ]
    });
    write!(io.out, "{}", render(&header, rows, None))?;
    more(heavy.len(), io)
}

/// The leaves that read a column.
fn read_by(card: &Scorecard<'_>, nodes: &[NodeIx]) -> String {
    let codes: Vec<&str> = nodes.iter().map(|ix| card.framework().nodes()[*ix].code()).collect();
    named(&codes).to_string()
}

/// The nodes whose children are weighed by their scores, each with the rule and the weights that it found.
fn rules(card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    for (_, node) in
        NodeIx::first(nodes.len()).zip(nodes).filter(|(ix, _)| card.plan().origin(*ix) == Origin::Computed)
    {
        let NodeKind::Inner(inner) = node.kind() else { continue };
        let Some(rule) = node.weighs_by().filter(|_| inner.weigh().looks_at_scores()) else { continue };
        let weight = |child: &NodeIx| {
            let share = card.share(*child).map_or_else(|| "-".to_owned(), |share| fixed(share, 4));
            format!("{} {share}", nodes[*child].code())
        };
        let children = node.children();
        if children.iter().all(|child| card.share(*child).is_some()) {
            let weights: Vec<String> = children.iter().map(weight).collect();
            let weights = first(&weights, NAMED);
            writeln!(
                io.out,
                "  {}",
                message!("check-weights-from-scores", node = node.code(), rule, weights)
            )?;
            continue;
        }
        for (period, rows) in card.panel().periods() {
            let of = |child: &NodeIx| rows.first().map_or(0.0, |row| card.weight_of(*child, *row));
            let total: f64 = children.iter().map(of).fold(0.0, |sum, weight| sum + weight);
            let weight = |child: &NodeIx| format!("{} {:.4}", nodes[*child].code(), of(child) / total);
            let weights: Vec<String> = children.iter().map(weight).collect();
            let (weights, period) = (first(&weights, NAMED), period.unwrap_or_default());
            let said =
                message!("check-weights-from-scores-in-period", node = node.code(), rule, period, weights);
            writeln!(io.out, "  {said}")?;
        }
    }
    Ok(())
}

/// Scores that entities get because a divisor is zero or blank.
fn granted(card: &Scorecard<'_>, audit: &Audit, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    for granted in &audit.granted {
        let node = &card.framework().nodes()[granted.node];
        let by =
            node.leaf().and_then(|leaf| leaf.denominate()).map_or("", |denominate| denominate.by.as_str());
        let (code, score, count) = (node.code(), format_number(granted.score), granted.rows.len());
        let given = match granted.index_points {
            Some(points) => {
                let points = fixed(points, 5);
                message!("check-granted-worth", node = code, score, count, by, points)
            }
            None => message!("check-granted", node = code, score, count, by),
        };
        writeln!(io.out, "  {given}")?;
        for row in &granted.rows {
            let entity = &card.panel().entities()[*row];
            writeln!(io.out, "    {} {}", entity.key(), entity.name.as_deref().unwrap_or_default())?;
        }
        if let Some(note) = node.note(lang) {
            writeln!(io.out, "    {}", message!("check-note", note))?;
        }
    }
    Ok(())
}

/// Leaves that do not tell entities apart.
fn constant(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let codes: Vec<&str> = audit.constant.iter().map(|ix| nodes[*ix].code()).collect();
    if !codes.is_empty() {
        let (count, codes) = (codes.len(), named(&codes));
        writeln!(io.out, "  {}", message!("check-constant", count, codes))?;
    }
    Ok(())
}

/// How many cells each step changed.
fn changes(audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    if !audit.changes.is_empty() {
        let steps: Vec<String> =
            audit.changes.iter().map(|(step, n)| format!("{} {n}", step.word())).collect();
        writeln!(io.out, "  {}", message!("check-changes", steps = steps.join(", ")))?;
    }
    Ok(())
}

/// Cells outside of their scale, by leaf: this is what a lost decimal comma looks like.
fn clipped(card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    for (ix, node) in NodeIx::first(nodes.len()).zip(nodes) {
        let cells: Vec<String> = card
            .trail()
            .iter()
            .filter(|change| change.step == Step::Clip && change.node == ix)
            .map(|change| {
                let value = change.before.map_or_else(String::new, format_number);
                format!("{} {value}", card.panel().entities()[change.row].key())
            })
            .collect();
        if !cells.is_empty() {
            let (count, cells) = (cells.len(), first(&cells, NAMED));
            writeln!(io.out, "  {}", message!("check-clipped", node = node.code(), count, cells))?;
        }
    }
    Ok(())
}
