//! What `icip check` says of the data: how they were read, and what was not.

use icip::data::Entity;
use icip::plan::{Origin, Plan};
use icip::problem::{Message, message};

use super::names::{list, named};
use crate::fail::Fail;
use crate::input::loaded::LoadedData;
use crate::streams::Io;

pub(super) fn show(plan: &Plan<'_>, data: &LoadedData, io: &mut Io<'_>) -> Result<(), Fail> {
    writeln!(io.out, "{}", message!("about-data", name = &data.file.name, dialect = &data.dialect))?;
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
        writeln!(io.out, "  {}", message!("check-measured", count = measured))?;
    }
    if !finished.is_empty() {
        let nodes = named(&finished);
        writeln!(io.out, "  {}", message!("check-finished", count = finished.len(), nodes))?;
    }
    for about in not_read(data).into_iter().chain(left_out(data)) {
        writeln!(io.out, "  {about}")?;
    }
    Ok(())
}

/// The columns that the framework does not read.
pub(super) fn not_read(data: &LoadedData) -> Option<Message> {
    let names: Vec<&str> = data.unread.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| message!("check-not-read", count = names.len(), columns = named(&names)))
}

/// The rows that a rule left out.
pub(super) fn left_out(data: &LoadedData) -> Option<Message> {
    if data.excluded.is_empty() {
        return None;
    }
    let mut reasons: Vec<String> = data.excluded.iter().map(|excluded| excluded.why.to_string()).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let keys: Vec<String> = data.excluded.iter().map(|excluded| shown(&excluded.entity)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let (count, why, rows) = (keys.len(), reasons.join("; "), named(&keys));
    Some(message!("check-left-out", count, why, rows))
}

/// A row that was left out, by its code, or by its name or line where it has no code.
fn shown(entity: &Entity) -> String {
    match (entity.code.is_empty(), &entity.name, entity.line) {
        (true, Some(name), _) => name.clone(),
        (true, None, Some(line)) => message!("place-line", line = line.to_string()).to_string(),
        _ => entity.key(),
    }
}
