//! How much of the data is there.

use icip::audit::Audit;
use icip::framework::NodeIx;
use icip::plan::Scorecard;
use icip::problem::message;

use super::names::{NAMED, more};
use crate::fail::Fail;
use crate::streams::Io;
use crate::wording::{decimal, key_and_name};

/// Shows the least covered entities and nodes.
pub(super) fn show(card: &Scorecard<'_>, audit: &Audit, lang: &str, io: &mut Io<'_>) -> Result<(), Fail> {
    let panel = card.panel();
    let mut rows: Vec<usize> =
        // The quotient of two equal numbers is exactly 1, so no complete entity falls below it by rounding.
        (0..panel.rows()).filter(|row| audit.entity_coverage[*row].count < 1.0).collect();
    if rows.is_empty() {
        writeln!(io.out, "  {}", message!("check-coverage-complete"))?;
        return Ok(());
    }
    rows.sort_by(|a, b| {
        audit.entity_coverage[*a].count.total_cmp(&audit.entity_coverage[*b].count).then(a.cmp(b))
    });
    let (count, all) = (rows.len().to_string(), panel.rows());
    let told = match panel.labels().period {
        true => message!("check-coverage-rows", count, rows = all),
        false => message!("check-coverage", count, entities = all),
    };
    writeln!(io.out, "  {told}")?;
    for row in rows.iter().take(NAMED) {
        let coverage = audit.entity_coverage[*row];
        let (values, entity) =
            (decimal(&format!("{:5.1}", 100.0 * coverage.count)), key_and_name(&panel.entities()[*row]));
        let line = match coverage.weight {
            Some(weight) => {
                let weight = decimal(&format!("{:5.1}", 100.0 * weight));
                message!("check-coverage-entity", values, weight, entity)
            }
            None => message!("check-coverage-values", values, entity),
        };
        writeln!(io.out, "    {line}")?;
    }
    more(rows.len(), io)?;
    let nodes = card.framework().nodes();
    let mut gaps: Vec<(NodeIx, f64)> =
        audit.node_coverage.iter().copied().filter(|(_, share)| *share < 1.0).collect();
    gaps.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    writeln!(io.out, "  {}", message!("check-coverage-nodes"))?;
    for (node, share) in gaps.iter().take(NAMED) {
        let share = decimal(&format!("{:5.1}", 100.0 * share));
        writeln!(io.out, "    {share} %  {} {}", nodes[*node].code(), nodes[*node].name(lang))?;
    }
    more(gaps.len(), io)
}
