//! Further passes over a table: for the conventions that its later rows show, and for codes that may repeat.
//!
//! What a pass is, the caller says: over the text of a file, or over the rows of a data frame.

use super::chunk::Chunk;
use super::conventions::Conventions;
use super::layout::Layout;
use super::log::Fatal;
use super::repeats::{Repeats, Suspects};

/// What looks at the chunks of a pass; it answers `true` when it has seen enough.
pub(crate) type Visit<'v> = dyn FnMut(&mut Conventions, &[Chunk]) -> bool + 'v;

/// Learns the conventions from the first row on: first those of rules, because they say which rows count,
/// then those of the columns that are in question in some chunks. `walk` reads the rows until the visit has
/// seen enough, and answers `true` when it read all of them.
pub(crate) fn learn_conventions(
    layout: &Layout,
    conventions: &mut Conventions,
    chunks: &[Chunk],
    walk: impl FnOnce(&Layout, &mut Conventions, &mut Visit<'_>) -> Result<bool, Fatal>,
) -> Result<(), Fatal> {
    if conventions.knows_rules() {
        let open = conventions.open_columns(chunks);
        let whole = walk(layout, conventions, &mut |conventions, chunks| {
            conventions.learn(chunks);
            conventions.knows_columns(&open)
        })?;
        if whole {
            conventions.close_columns();
        }
    } else {
        let whole = walk(&layout.keys_only(), conventions, &mut |conventions, chunks| {
            conventions.learn_rules(chunks);
            conventions.knows_rules()
        })?;
        if whole {
            conventions.close_rules();
        }
    }
    Ok(())
}

/// Finds the suspects in the table, with their texts.
pub(crate) fn find_repeats(
    layout: &Layout,
    conventions: &Conventions,
    suspects: &Suspects,
    walk: impl FnOnce(&Layout, &mut Conventions, &mut Visit<'_>) -> Result<bool, Fatal>,
) -> Result<Repeats, Fatal> {
    let mut repeats = Repeats::default();
    if !suspects.is_empty() {
        walk(&layout.keys_only(), &mut conventions.clone(), &mut |_, chunks| {
            for entity in chunks.iter().flat_map(|chunk| &chunk.rows.entities) {
                repeats.look_at(entity, suspects);
            }
            false
        })?;
    }
    Ok(repeats)
}
