//! The cells of a data frame, for the reader of tables.
//!
//! This module says what a cell is; which rules hold for it is not known here.

use std::borrow::Cow;
use std::ops::Range;

use icip::io::{TypedCell, TypedCells, TypedRows};
use icip::problem::Problems;
use polars::prelude::{AnyValue, Column, DataFrame};

/// A data frame whose rows are read.
pub(crate) struct FrameRows<'f>(pub(crate) &'f DataFrame);

/// Some columns of a data frame, from a row on.
pub(crate) struct FrameCells<C> {
    columns: Vec<Option<C>>,
    first: usize,
}

impl TypedRows for FrameRows<'_> {
    fn names(&self) -> Vec<String> {
        names(self.0)
    }

    fn rows(&self) -> usize {
        self.0.height()
    }

    fn read(&self, columns: &[String], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        let columns = columns.iter().map(|name| self.0.column(name).ok()).collect();
        Ok(Box::new(FrameCells { columns, first: rows.start }))
    }
}

impl FrameCells<Column> {
    /// The columns of a frame that was read for them.
    pub(crate) fn of(frame: &DataFrame, columns: &[String]) -> Self {
        Self { columns: columns.iter().map(|name| frame.column(name).ok().cloned()).collect(), first: 0 }
    }
}

impl<C: std::borrow::Borrow<Column>> TypedCells for FrameCells<C> {
    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        let column = self.columns[column].as_ref().map(std::borrow::Borrow::borrow);
        column.and_then(|column| column.get(self.first + row).ok()).map_or(TypedCell::Null, typed)
    }
}

/// Names of the columns of a frame.
pub(crate) fn names(frame: &DataFrame) -> Vec<String> {
    frame.get_column_names().into_iter().map(ToString::to_string).collect()
}

fn typed(value: AnyValue<'_>) -> TypedCell<'_> {
    match value {
        AnyValue::Null => TypedCell::Null,
        AnyValue::String(text) => TypedCell::Text(Cow::Borrowed(text)),
        AnyValue::StringOwned(text) => TypedCell::Text(Cow::Owned(text.to_string())),
        AnyValue::Boolean(value) => TypedCell::Boolean(value),
        AnyValue::Float32(value) => TypedCell::Number(f64::from(value)),
        AnyValue::Float64(value) => TypedCell::Number(value),
        AnyValue::Int8(value) => TypedCell::Integer(value.into()),
        AnyValue::Int16(value) => TypedCell::Integer(value.into()),
        AnyValue::Int32(value) => TypedCell::Integer(value.into()),
        AnyValue::Int64(value) => TypedCell::Integer(value.into()),
        AnyValue::UInt8(value) => TypedCell::Integer(value.into()),
        AnyValue::UInt16(value) => TypedCell::Integer(value.into()),
        AnyValue::UInt32(value) => TypedCell::Integer(value.into()),
        AnyValue::UInt64(value) => TypedCell::Integer(value.into()),
        other => TypedCell::Other(Cow::Owned(other.to_string()), Cow::Owned(other.dtype().to_string())),
    }
}
