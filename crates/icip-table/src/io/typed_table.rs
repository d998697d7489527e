//! A table of typed cells that is held in memory.

use super::long::read_rows;
use super::options::ReadOptions;
use super::typed::{TypedBlocks, TypedRows, TypedTable};
use icip_problem::{Problems, Warned};

/// Reads a table of typed cells that fits in memory; `file` is the name that problems show.
///
/// # Errors
/// As [`read_csv`](super::read_csv), as far as it can happen to typed cells.
pub fn read_typed<R: TypedRows>(
    source: R,
    file: &str,
    options: &ReadOptions,
) -> Result<Warned<TypedTable>, Problems> {
    read_rows(TypedBlocks::new(source, file, options)?, options)
}
