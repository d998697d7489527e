//! What `icip check` says of the data: how they were read, and what was not.

use icip::plan::{Origin, Plan};

use super::names::{list, named};
use crate::fail::Fail;
use crate::input::loaded::LoadedData;
use crate::streams::Io;
use crate::wording::counted_are;

pub(super) fn show(plan: &Plan<'_>, data: &LoadedData, io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(io.out, "data {}: {}", data.file.name, data.dialect)?;
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
        writeln!(io.out, "  {} read and normalised", counted_are(measured, "leaf"))?;
    }
    if !finished.is_empty() {
        writeln!(
            io.out,
            "  {} taken as finished scores: {}",
            counted_are(finished.len(), "node"),
            named(&finished)
        )?;
    }
    if !data.unread.is_empty() {
        let names: Vec<&str> = data.unread.iter().map(String::as_str).collect();
        writeln!(io.out, "  {} not read: {}", counted_are(names.len(), "column"), named(&names))?;
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
            counted_are(keys.len(), "row"),
            reasons.join("; "),
            named(&keys)
        )?;
    }
    Ok(())
}
