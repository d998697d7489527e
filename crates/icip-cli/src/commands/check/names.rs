//! Lists of warnings and of names in the report of `icip check`.

use icip::problem::{Message, Problem, message};

use crate::fail::Fail;
use crate::streams::Io;
use crate::warnings::with_severity;
use crate::wording::first;

/// Entities, columns and nodes that are named before the rest is counted.
pub(super) const NAMED: usize = 8;

/// Warnings and notes, each on a line of its own.
pub(super) fn list(warnings: &[Problem], io: &mut Io<'_>) -> Result<(), Fail> {
    for warning in warnings {
        writeln!(io.out, "  {}", with_severity(warning))?;
    }
    Ok(())
}

/// The first of some names, and how many more there are.
pub(super) fn named(names: &[&str]) -> Message {
    first(names, NAMED)
}

/// How many things of a list are not shown, on a line of its own.
pub(super) fn more(listed: usize, io: &mut Io<'_>) -> Result<(), Fail> {
    if listed > NAMED {
        writeln!(io.out, "    {}", message!("check-more", count = listed - NAMED))?;
    }
    Ok(())
}
