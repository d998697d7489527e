//! `icip check`.

use icip::audit::Audit;
use icip::data::Panel;
use icip::plan::{Origin, Plan, Scorecard, Step};
use icip::problem::Problem;
use icip::quality::{Hiding, Quality, quality};

use crate::args::Check;
use crate::fail::Fail;
use crate::input::{self, LoadedData};
use crate::table::{Align, render};
use crate::words::{counted, first};
use crate::{Io, exit};

/// Entities, columns and nodes named before the rest is counted.
const NAMED: usize = 8;
/// A column is worth a word from so many times its even share of the index.
const HEAVY: f64 = 3.0;

pub(crate) fn check(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    // The problems are what was asked for, so all of them go to the output.
    let (of, problems, code) = match findings(args, io) {
        Err(Fail::Framework(problems)) => ("framework", problems, exit::FRAMEWORK),
        Err(Fail::Data(problems)) => ("data", problems, exit::DATA),
        Err(Fail::Computation(problems)) => ("computation", problems, exit::COMPUTATION),
        other => return other,
    };
    writeln!(io.out, "{of}: {} to mend", counted(problems.len(), "problem"))?;
    for problem in problems.iter() {
        writeln!(io.out, "  {problem}")?;
    }
    Err(Fail::Listed(code))
}

fn findings(args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = input::chosen(&args.input.options)?;
    let framework = &loaded.framework;
    let depth = framework.nodes().iter().map(|node| node.depth()).max().unwrap_or(0);
    writeln!(
        io.out,
        "framework {}: {}, {} of them leaves, in {} below the index",
        framework.id(),
        counted(framework.nodes().len(), "node"),
        framework.leaves().count(),
        counted(depth, "step"),
    )?;
    list(&loaded.warnings, io)?;
    let mut data = input::data(framework, &args.input, io)?;
    let plan = input::plan(framework, &mut data)?;
    about_data(&plan, &data, io)?;
    let card = input::score(&plan, &data, &args.input.options)?;
    list(card.warnings(), io)?;
    let audit = icip::audit(&card);
    writeln!(io.out, "\nfindings")?;
    sample(&card, &audit, io)?;
    leverage(&card, &audit, io)?;
    granted(&card, &audit, io)?;
    constant(&card, &audit, io)?;
    changes(&audit, io)?;
    clipped(&card, io)?;
    imputation(&card, args, io)?;
    coverage(&card, &audit, &args.input.options.lang, io)?;
    let warnings = input::warnings(&loaded, &data, &card);
    if args.input.options.deny_warnings && warnings.iter().any(|warning| !input::is_note(warning)) {
        return Err(Fail::Warnings);
    }
    Ok(())
}

fn list(warnings: &[Problem], io: &mut Io<'_>) -> Result<(), Fail> {
    for warning in warnings {
        let kind = if input::is_note(warning) { "note" } else { "warning" };
        writeln!(io.out, "  {kind}: {warning}")?;
    }
    Ok(())
}

fn about_data(plan: &Plan<'_>, data: &LoadedData, io: &mut Io<'_>) -> Result<(), Fail> {
    let source = data.sources.first().map_or("", |source| source.name.as_str());
    writeln!(io.out, "data {source}: {}", data.dialect)?;
    list(&data.warnings, io)?;
    let entries = plan.entries();
    let nodes = plan.framework().nodes();
    let finished: Vec<&str> = entries
        .iter()
        .filter(|ix| matches!(plan.origin(**ix), Origin::Entered { .. }))
        .map(|ix| nodes[*ix].code())
        .collect();
    let measured = entries.len() - finished.len();
    if measured > 0 {
        writeln!(io.out, "  {} read and made comparable", counted(measured, "leaf"))?;
    }
    if !finished.is_empty() {
        writeln!(
            io.out,
            "  {} taken as finished scores: {}",
            counted(finished.len(), "node"),
            named(&finished)
        )?;
    }
    if !data.unread.is_empty() {
        let names: Vec<&str> = data.unread.iter().map(String::as_str).collect();
        writeln!(io.out, "  {} not read: {}", counted(names.len(), "column"), named(&names))?;
    }
    if !data.excluded.is_empty() {
        let mut reasons: Vec<&str> = data.excluded.iter().map(|excluded| excluded.why.as_str()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        let keys: Vec<String> = data.excluded.iter().map(|excluded| excluded.entity.key()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        writeln!(
            io.out,
            "  {} left out ({}): {}",
            counted(keys.len(), "row"),
            reasons.join("; "),
            named(&keys)
        )?;
    }
    Ok(())
}

fn sample(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let codes: Vec<&str> = audit.sample_dependent.iter().map(|ix| nodes[*ix].code()).collect();
    match codes.len() {
        0 => writeln!(io.out, "  scores do not depend on the other entities: all scales are fixed")?,
        n => writeln!(
            io.out,
            "  scores depend on the other entities through {}: {}; adding an entity moves the others",
            counted(n, "node"),
            named(&codes),
        )?,
    }
    Ok(())
}

fn leverage(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let heavy: Vec<_> = audit.leverage.iter().filter(|item| item.times_even >= HEAVY).collect();
    if heavy.is_empty() {
        writeln!(io.out, "  no column weighs {HEAVY} times its even share or more")?;
        return Ok(());
    }
    writeln!(
        io.out,
        "  {} of {} ({HEAVY} times the even share of the index or more); one alone can move it by its swing:",
        counted(heavy.len(), "heavy column"),
        audit.leverage.len(),
    )?;
    let header = [
        ("    column", Align::Left),
        ("read by", Align::Left),
        ("weight in index", Align::Right),
        ("times even", Align::Right),
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

fn granted(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    for granted in &audit.granted {
        let node = &card.framework().nodes()[granted.node];
        let by =
            node.leaf().and_then(|leaf| leaf.denominate()).map_or("", |denominate| denominate.by.as_str());
        writeln!(
            io.out,
            "  `{}` gives {} to {} because `{by}` is zero or blank, {:.5} of the index each:",
            node.code(),
            points(granted.score),
            counted(granted.rows.len(), "entity"),
            granted.index_points,
        )?;
        for row in &granted.rows {
            let entity = &card.panel().entities()[*row];
            writeln!(io.out, "    {} {}", entity.key(), entity.name.as_deref().unwrap_or_default())?;
        }
        if let Some(note) = node.note() {
            writeln!(io.out, "    note of the framework: {note}")?;
        }
    }
    Ok(())
}

fn points(score: f64) -> String {
    let score = icip::io::format_number(score);
    if score == "1" { "a free point".to_owned() } else { format!("a score of {score}") }
}

fn constant(card: &Scorecard<'_>, audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    let codes: Vec<&str> = audit.constant.iter().map(|ix| nodes[*ix].code()).collect();
    if !codes.is_empty() {
        let same = if codes.len() == 1 { "has" } else { "have" };
        writeln!(
            io.out,
            "  {} {same} the same score for all entities and decide nothing: {}",
            counted(codes.len(), "leaf"),
            named(&codes)
        )?;
    }
    Ok(())
}

fn changes(audit: &Audit, io: &mut Io<'_>) -> Result<(), Fail> {
    if !audit.changes.is_empty() {
        let steps: Vec<String> =
            audit.changes.iter().map(|(step, n)| format!("{} {n}", step.word())).collect();
        writeln!(
            io.out,
            "  changed cells by step: {} (trail.csv of `icip score -o` lists them)",
            steps.join(", ")
        )?;
    }
    Ok(())
}

/// How well gaps are filled, from hiding values that are known.
fn imputation(card: &Scorecard<'_>, args: &Check, io: &mut Io<'_>) -> Result<(), Fail> {
    let hiding = Hiding::default();
    let par = input::par(&args.input.options);
    let tried = match quality(card.plan(), card.panel(), hiding, par) {
        // A declared value is a choice, not an estimate.
        Ok(tried) => {
            tried.into_iter().filter(|leaf| !matches!(leaf.method, "zero" | "constant")).collect::<Vec<_>>()
        }
        Err(problems) => {
            let why = problems.first();
            writeln!(io.out, "  imputation: not tried on hidden values, since {why}")?;
            return Ok(());
        }
    };
    if tried.is_empty() {
        return Ok(());
    }
    let (share, seed) = (100.0 * hiding.share, hiding.seed);
    writeln!(io.out, "  imputation, tried on {share} % of the known values, hidden from seed {seed}:")?;
    let header = [
        ("    leaf", Align::Left),
        ("method", Align::Left),
        ("hidden", Align::Right),
        ("filled", Align::Right),
        ("RMSE", Align::Right),
        ("MAE", Align::Right),
        ("R2", Align::Right),
    ];
    let shown = |value: Option<f64>| match value {
        None => "-".to_owned(),
        Some(value) if value != 0.0 && value.abs() < 0.01 => format!("{value:.2e}"),
        Some(value) => format!("{value:.4}"),
    };
    let row = |leaf: &Quality| {
        vec![
            format!("    {}", card.framework().nodes()[leaf.node].code()),
            leaf.method.to_owned(),
            leaf.hidden.to_string(),
            leaf.filled.to_string(),
            shown(leaf.rmse),
            shown(leaf.mae),
            shown(leaf.r2),
        ]
    };
    write!(io.out, "{}", render(&header, tried.iter().map(row).collect(), None))?;
    Ok(())
}

/// Cells beyond their scale, by leaf: a lost comma looks like this.
fn clipped(card: &Scorecard<'_>, io: &mut Io<'_>) -> Result<(), Fail> {
    let nodes = card.framework().nodes();
    for (ix, node) in nodes.iter().enumerate() {
        let cells: Vec<String> = card
            .trail()
            .iter()
            .filter(|change| change.step == Step::Clip && change.node == ix)
            .map(|change| {
                let value = change.before.map_or_else(String::new, icip::io::format_number);
                format!("{} {value}", card.panel().entities()[change.row].key())
            })
            .collect();
        if !cells.is_empty() {
            let count = counted(cells.len(), "value");
            writeln!(
                io.out,
                "  `{}`: {count} beyond the scale and cut: {}",
                node.code(),
                first(&cells, NAMED)
            )?;
        }
    }
    Ok(())
}

fn coverage(card: &Scorecard<'_>, audit: &Audit, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let panel = card.panel();
    let mut rows: Vec<usize> =
        (0..panel.rows()).filter(|row| audit.entity_coverage[*row].count < 1.0).collect();
    if rows.is_empty() {
        writeln!(io.out, "  coverage: no value is missing")?;
        return Ok(());
    }
    rows.sort_by(|a, b| {
        audit.entity_coverage[*a].count.total_cmp(&audit.entity_coverage[*b].count).then(a.cmp(b))
    });
    writeln!(
        io.out,
        "  coverage: {} of {} with a value missing; the least covered:",
        counted(rows.len(), "entity"),
        panel.rows()
    )?;
    for row in rows.iter().take(NAMED) {
        let coverage = audit.entity_coverage[*row];
        writeln!(
            io.out,
            "    {:5.1} % of values, {:5.1} % of weight  {}",
            100.0 * coverage.count,
            100.0 * coverage.weight,
            label(panel, *row),
        )?;
    }
    if rows.len() > NAMED {
        writeln!(io.out, "    and {} more", rows.len() - NAMED)?;
    }
    let nodes = card.framework().nodes();
    let mut gaps: Vec<(usize, f64)> =
        audit.node_coverage.iter().copied().filter(|(_, share)| *share < 1.0).collect();
    gaps.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    writeln!(io.out, "  coverage of nodes, the least first:")?;
    for (node, share) in gaps.iter().take(NAMED) {
        writeln!(io.out, "    {:5.1} %  {} {}", 100.0 * share, nodes[*node].code(), nodes[*node].name(lang))?;
    }
    if gaps.len() > NAMED {
        writeln!(io.out, "    and {} more", gaps.len() - NAMED)?;
    }
    Ok(())
}

fn label(panel: &Panel, row: usize) -> String {
    let entity = &panel.entities()[row];
    match &entity.name {
        Some(name) => format!("{} {name}", entity.key()),
        None => entity.key(),
    }
}

fn named(names: &[&str]) -> String {
    first(names, NAMED)
}
