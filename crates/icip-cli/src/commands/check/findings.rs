//! What an auditor would ask of a result: what scores depend on, which columns decide, and what was changed.

use icip::audit::Audit;
use icip::io::format_number;
use icip::plan::{Scorecard, Step};

use super::names::{NAMED, named};
use crate::fail::Fail;
use crate::streams::Io;
use crate::table::{Align, render};
use crate::wording::{counted, counted_are, first};

/// A column is listed when it weighs so many times its even share of the index.
const HEAVY: f64 = 3.0;

/// The findings, each on lines of its own.
pub(super) fn show(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    sample(card, audit, io)?;
    leverage(card, audit, io)?;
    granted(card, audit, io)?;
    constant(card, audit, io)?;
    changes(audit, io)?;
    clipped(card, io)
}

/// Whether the scores depend on which entities are in the data.
fn sample(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let codes: Vec<&str> = audit.sample_dependent.iter().map(|ix| nodes[*ix].code()).collect();
    match codes.len() {
        0 => writeln!(io.out, "  the scores do not depend on the other entities: all scales are fixed")?,
        n => writeln!(
            io.out,
            "  the scores depend on the other entities through {}: {}; adding an entity moves the others",
            counted(n, "node"),
            named(&codes),
        )?,
    }
    Ok(())
}

/// The columns with a large weight.
fn leverage(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let heavy: Vec<_> = audit.leverage.iter().filter(|item| item.times_even >= HEAVY).collect();
    if heavy.is_empty() {
        writeln!(io.out, "  no column weighs {HEAVY} times its even share of the index or more")?;
        return Ok(());
    }
    writeln!(
        io.out,
        "  {} of {} {} {HEAVY} times the even share of the index or more; the swing is how far the column \
         alone can move the index:",
        heavy.len(),
        counted(audit.leverage.len(), "column"),
        if heavy.len() == 1 { "weighs" } else { "weigh" },
    )?;
    let header = [
        ("    column", Align::Left),
        ("read by", Align::Left),
        ("weight in the index", Align::Right),
        ("times the even share", Align::Right),
        ("swing", Align::Right),
    ];
    let rows = heavy
        .iter()
        .take(NAMED)
        .map(|item| {
            vec![
                format!("    {}", item.column),
                named(&item.nodes.iter().map(|ix| card.framework().nodes()[*ix].code()).collect::<Vec<_>>()),
                format!("{:.4}", item.weight),
                format!("{:.1}", item.times_even),
                item.swing.map_or_else(|| "-".to_owned(), |swing| format!("{swing:.4}")),
            ]
        })
        .collect();
    write!(io.out, "{}", render(&header, rows, None))?;
    if heavy.len() > NAMED {
        writeln!(io.out, "    and {} more", heavy.len() - NAMED)?;
    }
    Ok(())
}

/// Scores that entities get because a divisor is zero or blank.
fn granted(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    for granted in &audit.granted {
        let node = &card.framework().nodes()[granted.node];
        let by =
            node.leaf().and_then(|leaf| leaf.denominate()).map_or("", |denominate| denominate.by.as_str());
        writeln!(
            io.out,
            "  `{}` gives a score of {} to {} because `{by}` is zero or blank, which is worth {:.5} of the \
             index to each:",
            node.code(),
            format_number(granted.score),
            counted(granted.rows.len(), "entity"),
            granted.index_points,
        )?;
        for row in &granted.rows {
            let entity = &card.panel().entities()[*row];
            writeln!(io.out, "    {} {}", entity.key(), entity.name.as_deref().unwrap_or_default())?;
        }
        if let Some(note) = node.note() {
            writeln!(io.out, "    note in the framework: {note}")?;
        }
    }
    Ok(())
}

/// Leaves that do not tell entities apart.
fn constant(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let codes: Vec<&str> = audit.constant.iter().map(|ix| nodes[*ix].code()).collect();
    if !codes.is_empty() {
        let (have, them) = if codes.len() == 1 { ("has", "it") } else { ("have", "them") };
        writeln!(
            io.out,
            "  {} the same score for all entities, so that the order does not depend on {}: {}",
            format_args!("{} {have}", counted(codes.len(), "leaf")),
            them,
            named(&codes)
        )?;
    }
    Ok(())
}

/// How many cells each step changed.
fn changes(audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    if !audit.changes.is_empty() {
        let steps: Vec<String> =
            audit.changes.iter().map(|(step, n)| format!("{} {n}", step.word())).collect();
        writeln!(
            io.out,
            "  cells that were changed, by step: {} (`icip score -o` lists them in trail.csv)",
            steps.join(", ")
        )?;
    }
    Ok(())
}

/// Cells outside of their scale, by leaf: this is what a lost decimal comma looks like.
fn clipped(card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    for (ix, node) in nodes.iter().enumerate() {
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
            let count = counted_are(cells.len(), "value");
            writeln!(
                io.out,
                "  `{}`: {count} outside of the scale and clipped to it: {}",
                node.code(),
                first(&cells, NAMED)
            )?;
        }
    }
    Ok(())
}
