//! What stands in the cells that hold no value: nothing, or a declared mark such as ND. A panel keeps only that
//! there is no value, so the cells of the one entity are read once more, as texts.

use std::collections::BTreeMap;
use std::path::Path;

use icip::explain::Explanation;
use icip::framework::{self, Framework};
use icip::io::read_csv;
use icip::problem::message;

use crate::args::Explain;
use crate::input::columnar::Columnar;
use crate::input::data::read_options;
use crate::input::loaded::LoadedData;

/// The texts of an entity's cells without a value, by column.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<String, String>);

impl Marks {
    /// What stands in a cell, in words.
    pub(super) fn of(&self, column: &str) -> String {
        match self.0.get(column) {
            Some(mark) => message!("explain-mark", mark).to_string(),
            None => message!("explain-blank").to_string(),
        }
    }
}

/// The marks of the entity that is explained. Where the cells cannot be read again, as from standard input, there
/// are none.
pub(super) fn of(
    explanation: &Explanation,
    data: &LoadedData,
    framework: &Framework,
    args: &Explain,
) -> Marks {
    let cells = explanation.nodes.iter().flat_map(|node| &node.cells);
    let absent: Vec<&String> = cells.filter(|(_, value)| value.is_none()).map(|(column, _)| column).collect();
    let path = args.input.data.as_deref();
    if absent.is_empty() || path == Some(Path::new("-")) || Columnar::of_name(&data.file.name).is_some() {
        return Marks::default();
    }
    let bytes = path.map_or_else(|| Ok(framework::example().as_bytes().to_vec()), std::fs::read);
    let Ok(bytes) = bytes else { return Marks::default() };
    let mut read = read_options(framework, &args.input.options);
    // Columns of groups are read as texts; all columns are named, so that the header is found as before.
    let columns = std::mem::take(&mut read.columns);
    read.groups.extend(columns.into_keys());
    let Ok(table) = read_csv(&bytes, &data.file.name, &read) else { return Marks::default() };
    let panel = table.value.panel;
    let wanted = &data.panel.entities()[explanation.row];
    let same = |entity: &&icip::data::Entity| entity.code == wanted.code && entity.period == wanted.period;
    let Some(entity) = panel.entities().iter().find(same) else { return Marks::default() };
    let texts = panel.groups().iter().zip(&entity.groups);
    let marks = texts.filter(|(column, _)| absent.contains(column));
    Marks(marks.filter_map(|(column, text)| Some((column.clone(), text.clone()?))).collect())
}
