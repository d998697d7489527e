//! Lists of warnings and of names in the report of `icip check`.

use icip::problem::Problem;

use crate::fail::Fail;
use crate::streams::Io;
use crate::wording::first;

/// Entities, columns and nodes that are named before the rest is counted.
pub(super) const NAMED: usize = 8;

/// Warnings and notes, each on a line of its own.
pub(super) fn list(warnings: &[Problem], io: &mut Io<'_>) -> Result<(), Fail> {
    for warning in warnings {
        writeln!(io.out, "  {}: {warning}", warning.code.severity().word())?;
    }
    Ok(())
}

/// The first of some names, and how many more there are.
pub(super) fn named(names: &[&str]) -> String {
    first(names, NAMED)
}
