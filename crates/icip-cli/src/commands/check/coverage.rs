//! How much of the data is there.

use icip::audit::Audit;
use icip::data::Panel;
use icip::plan::Scorecard;

use super::names::NAMED;
use crate::fail::Fail;
use crate::streams::Io;
use crate::wording::counted;

/// Shows the least covered entities and nodes.
pub(super) fn show(card: &Scorecard<'_>, audit: &Audit, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
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
        "  coverage: a value is missing for {} of {}; the least covered come first:",
        rows.len(),
        counted(panel.rows(), "entity")
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
    writeln!(io.out, "  coverage of the nodes, the least covered first:")?;
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
