//! What stands in the cells that hold no number: nothing, a declared mark such as ND, or words that stand for a number. A
//! panel keeps none of it, so the cells of the one entity are read once more, as texts.

use std::collections::BTreeMap;

use icip::data::Entity;
use icip::explain::Explanation;
use icip::framework::Framework;
use icip::io::TableLayout;
use icip::problem::message;

use crate::args::Explain;
use crate::input::data::{blocks, read_options};
use crate::input::loaded::LoadedData;
use crate::scoring::threads;

/// The texts of an entity's cells that hold no number, by column.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<String, String>);

impl Marks {
    /// The words that stand for the number of a cell.
    pub(super) fn words(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }

    /// What stands in a cell without a value, in words.
    pub(super) fn of(&self, column: &str) -> String {
        match self.0.get(column) {
            Some(mark) => message!("explain-mark", mark).to_string(),
            None => message!("explain-blank").to_string(),
        }
    }
}

/// The marks of the entity that is explained, from the bytes of the data file. Files that hold columns have none.
pub(super) fn of(
    explanation: &Explanation,
    (data, bytes): (&LoadedData, &[u8]),
    framework: &Framework,
    args: &Explain,
) -> Marks {
    let mut read = read_options(framework, &args.input.options);
    let words = |column: &str| {
        let values: Option<Vec<String>> =
            read.columns.get(column).map(|column| column.values.keys().cloned().collect());
        values.unwrap_or_default()
    };
    // Of a cell with a number, the words that may stand for it.
    let cells = explanation.nodes.iter().flat_map(|node| &node.cells);
    let asked = cells.map(|(column, value)| (column, value.map(|_| words(column))));
    let asked: BTreeMap<&String, Option<Vec<String>>> =
        asked.filter(|(_, words)| words.as_ref().is_none_or(|words| !words.is_empty())).collect();
    // A cell of observations stands in a row of its own.
    if asked.is_empty() || read.layout != TableLayout::Wide {
        return Marks::default();
    }
    // Columns of groups are read as texts; all columns are named, so that the header is found as before.
    let columns = std::mem::take(&mut read.columns);
    read.groups.extend(columns.into_keys());
    let Some(mut blocks) = blocks(&data.file.name, bytes, &read, threads(&args.input.options)) else {
        return Marks::default();
    };
    let wanted = &data.panel.entities()[explanation.row];
    let same = |entity: &&Entity| entity.code == wanted.code && entity.period == wanted.period;
    // The texts of all cells would take more memory than their numbers.
    let found = std::iter::from_fn(|| blocks.next_block().ok().flatten()).find_map(|block| {
        Some((block.groups().to_vec(), block.entities().iter().find(same)?.groups.clone()))
    });
    let Some((columns, texts)) = found else { return Marks::default() };
    let texts = columns.iter().zip(&texts);
    // Of a cell with a number, only the words that stand for it.
    let stands = |column: &String, text: &String| match asked.get(column) {
        Some(Some(words)) => words.contains(text),
        Some(None) => true,
        None => false,
    };
    let marks = texts.filter_map(|(column, text)| Some((column, text.as_ref()?)));
    let marks = marks.filter(|(column, text)| stands(column, text));
    Marks(marks.map(|(column, text)| (column.clone(), text.clone())).collect())
}
