//! Tables that are larger than memory.

use super::{Panel, Schema};
use icip_problem::Problems;

/// A table that comes in blocks of rows and can be read again from the start. It may be read on another thread than the one
/// that works with its rows.
///
/// ```
/// use icip_table::data::{Blocks, Panel, Schema};
/// use icip_problem::Problems;
///
/// /// One panel as a single block.
/// struct Once { panel: Panel, schema: Schema, given: bool }
///
/// impl Blocks for Once {
///     fn schema(&self) -> &Schema { &self.schema }
///     fn groups(&self) -> &[String] { self.panel.groups() }
///     fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
///         let block = (!self.given).then(|| self.panel.clone());
///         self.given = true;
///         Ok(block)
///     }
///     fn rewind(&mut self) -> Result<(), Problems> {
///         self.given = false;
///         Ok(())
///     }
/// }
/// ```
pub trait Blocks: Send {
    /// The columns that every block has.
    fn schema(&self) -> &Schema;

    /// Names of the group columns of every block.
    fn groups(&self) -> &[String];

    /// The next rows, in the order of the source; nothing at the end.
    ///
    /// # Errors
    /// All problems of the source, when it was read to its end: blocks that were given before must
    /// then not be used.
    fn next_block(&mut self) -> Result<Option<Panel>, Problems>;

    /// Starts again with the first row.
    ///
    /// # Errors
    /// The source cannot be read again.
    fn rewind(&mut self) -> Result<(), Problems>;
}
