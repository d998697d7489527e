//! Results as tables of Arrow.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema};
use icip::data::{Column, Entity};
use icip::io::{Records, unguarded};
use icip::plan::Scorecard;
use icip::report::{Reasons, Tables};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

/// A table that grows column by column.
#[derive(Default)]
pub(crate) struct Frame {
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
}

impl Frame {
    pub(crate) fn texts<'t>(&mut self, name: &str, cells: impl Iterator<Item = Option<&'t str>>) {
        self.push(name, DataType::Utf8, Arc::new(cells.collect::<StringArray>()));
    }

    pub(crate) fn numbers(&mut self, name: &str, cells: impl IntoIterator<Item = Option<f64>>) {
        self.push(name, DataType::Float64, Arc::new(cells.into_iter().collect::<Float64Array>()));
    }

    /// A column of the library; an absent cell is null.
    pub(crate) fn column(&mut self, name: &str, column: &Column) {
        let values = ScalarBuffer::from(column.block(0..column.rows()).to_vec());
        let nulls = column.mask().map(|mask| {
            let words = Buffer::from_vec(mask.words().to_vec());
            NullBuffer::new(BooleanBuffer::new(words, 0, column.rows()))
        });
        self.push(name, DataType::Float64, Arc::new(Float64Array::new(values, nulls)));
    }

    pub(crate) fn push(&mut self, name: &str, kind: DataType, cells: ArrayRef) {
        self.fields.push(Field::new(name, kind, true));
        self.columns.push(cells);
    }

    pub(crate) fn finish(self) -> PyResult<PyTable> {
        let schema = Arc::new(Schema::new(self.fields));
        let batch = RecordBatch::try_new(schema.clone(), self.columns)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))?;
        PyTable::try_new(vec![batch], schema)
    }
}

/// The columns that name entities, as in `scores.csv`.
fn keys(frame: &mut Frame, tables: &Tables<'_>, entities: &[Entity]) {
    for (at, name) in tables.key_names().iter().enumerate() {
        let cell = |entity| Tables::key_texts(tables, entity).nth(at).flatten();
        frame.texts(name, entities.iter().map(cell));
    }
}

/// Which of the tables of a scorecard.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    Scores,
    Ranks,
    Trail,
}

/// A table of a scorecard, with the columns of its CSV file.
pub(crate) fn table(card: &Scorecard<'_>, which: Which) -> PyResult<PyTable> {
    let (entities, panel) = (card.panel().entities(), card.panel());
    let tables = Tables::new(card.plan(), panel.labels(), panel.groups());
    let mut frame = Frame::default();
    match which {
        Which::Scores => {
            keys(&mut frame, &tables, entities);
            let names = tables.score_names();
            let first = names.len() - tables.nodes().len() - tables.classes().count();
            for (node, name) in tables.nodes().iter().zip(&names[first..]) {
                frame.column(name, card.scores().column(*node));
            }
            for (class, name) in tables.classes().zip(&names[first + tables.nodes().len()..]) {
                frame.texts(name, (0..entities.len()).map(|row| card.class(class, row)));
            }
        }
        Which::Ranks => {
            keys(&mut frame, &tables, entities);
            let names = tables.rank_names();
            let first = names.len() - tables.nodes().len() - panel.groups().len();
            let nodes = tables.nodes().iter().map(|node| card.ranks(*node));
            let ranks = nodes.chain((0..panel.groups().len()).map(|group| card.group_ranks(group)));
            ranks.zip(&names[first..]).for_each(|(ranks, name)| frame.column(name, ranks));
        }
        Which::Trail => {
            let (trail, reasons) = (card.trail(), Reasons::of(card.trail()));
            let nodes = card.framework().nodes();
            let [code, period, node, step, before, after, why] = Tables::trail_names();
            frame.texts(code, trail.iter().map(|change| Some(entities[change.row].code.as_str())));
            frame.texts(period, trail.iter().map(|change| entities[change.row].period.as_deref()));
            frame.texts(node, trail.iter().map(|change| Some(nodes[change.node].code())));
            frame.texts(step, trail.iter().map(|change| Some(change.step.word())));
            frame.numbers(before, trail.iter().map(|change| change.before));
            frame.numbers(after, trail.iter().map(|change| change.after));
            frame.texts(why, trail.iter().map(|change| Some(reasons.text(change))));
        }
    }
    frame.finish()
}

/// Columns of a CSV text of the library that hold codes and names, whatever they look like.
const TEXTS: [&str; 9] = ["code", "name", "period", "node", "entry", "other", "parent", "group", "entity"];

/// A table of the library that is written as CSV: a column whose cells are all numbers holds numbers. An empty cell is
/// null.
pub(crate) fn of_csv(text: &str) -> PyResult<PyTable> {
    let (records, _) = Records::parse(text, b',', usize::MAX);
    let mut frame = Frame::default();
    for at in 0..if records.len() > 0 { records.width(0) } else { 0 } {
        let name = records.cell(0, at);
        let cell = |row: usize| Some(unguarded(records.cell(row, at))).filter(|cell| !cell.is_empty());
        let cells: Vec<Option<&str>> = (1..records.len()).map(cell).collect();
        let number = |cell: &Option<&str>| match cell {
            Some(text) => text.parse().ok().map(Some),
            None => Some(None),
        };
        let numbers: Option<Vec<Option<f64>>> = cells.iter().map(number).collect();
        match numbers.filter(|_| !TEXTS.contains(&name) && cells.iter().any(Option::is_some)) {
            Some(numbers) => frame.numbers(name, numbers),
            None => frame.texts(name, cells.into_iter()),
        }
    }
    frame.finish()
}
