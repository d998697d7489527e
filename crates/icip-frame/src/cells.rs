//! The cells of a data frame, for the reader of tables.
//!
//! This module says what a cell is; which rules hold for it is not known here.

use std::borrow::{Borrow, Cow};
use std::convert::Infallible;
use std::ops::Range;

use icip::data::Mask;
use icip::io::{Numbers, TypedCell, TypedCells, TypedRows};
use icip::problem::{Code, Place, Problem, Problems, message};
use polars::prelude::{AnyValue, Column, DataFrame, Float64Chunked};

use crate::guard::guarded;

/// A data frame whose rows are read.
pub(crate) struct FrameRows<'f> {
    pub(crate) frame: &'f DataFrame,
    /// The names of all columns of the source, of which the frame may hold those only that are asked for.
    pub(crate) names: Vec<String>,
    /// The name that problems show.
    pub(crate) file: &'f str,
}

/// Some columns of a data frame, from a row on.
pub(crate) struct FrameCells<C> {
    columns: Vec<C>,
    /// The columns that hold floats, in one piece from the same row on, and which of their cells are not null.
    numbers: Vec<Option<(Float64Chunked, Option<Mask>)>>,
    first: usize,
}

impl TypedRows for FrameRows<'_> {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn rows(&self) -> usize {
        self.frame.height()
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        let names: Vec<String> = columns.iter().map(|column| self.names[*column].clone()).collect();
        let columns = columns_of(self.frame, &names, self.file)?;
        let numbers =
            columns.iter().map(|column| numbers(&column.slice(rows.start as i64, rows.len()))).collect();
        Ok(Box::new(FrameCells { columns, numbers, first: rows.start }))
    }
}

impl FrameCells<Column> {
    /// The columns of a frame that was read for them.
    ///
    /// # Errors
    /// The frame lacks one of them.
    pub(crate) fn of(frame: &DataFrame, columns: &[String], file: &str) -> Result<Self, Problems> {
        let columns: Vec<Column> = columns_of(frame, columns, file)?.into_iter().cloned().collect();
        let numbers = columns.iter().map(numbers).collect();
        Ok(Self { columns, numbers, first: 0 })
    }
}

/// Columns of a frame, all of them of its length.
pub(crate) fn columns_of<'f>(
    frame: &'f DataFrame,
    names: &[String],
    file: &str,
) -> Result<Vec<&'f Column>, Problems> {
    let column = |name: &String| -> Result<&'f Column, Problems> {
        frame.column(name).map_err(|error| {
            let what = message!("bad-file-frame", error = error.to_string());
            Problem::new(Code::BadFile, Place::file(file), what).into()
        })
    };
    let columns: Vec<&Column> = names.iter().map(column).collect::<Result<_, _>>()?;
    // A damaged file may give columns of different lengths, which polars does not notice.
    if columns.iter().any(|column| column.len() != frame.height()) {
        let what = message!("bad-file-frame", error = message!("bad-file-columns"));
        return Err(Problem::new(Code::BadFile, Place::file(file), what).into());
    }
    Ok(columns)
}

/// A column of floats in one piece, and which of its cells are not null; nothing of another column.
fn numbers(column: &Column) -> Option<(Float64Chunked, Option<Mask>)> {
    let floats = column.f64().ok()?.rechunk().into_owned();
    let mask = (floats.null_count() > 0).then(|| Mask::from_flags(floats.iter().map(|cell| cell.is_some())));
    Some((floats, mask))
}

impl<C: Borrow<Column>> TypedCells for FrameCells<C> {
    fn numbers(&self, column: usize) -> Option<Numbers<'_>> {
        let (floats, mask) = self.numbers[column].as_ref()?;
        Some(Numbers::new(floats.downcast_iter().next()?.values(), mask.as_ref()))
    }

    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        let column: &Column = self.columns[column].borrow();
        typed(column.get(self.first + row).expect("only rows of the frame are asked for"))
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
        other => {
            // A date beyond the calendar has no text; polars panics at it.
            let text = guarded(|| Ok::<_, Infallible>(other.to_string())).unwrap_or_default();
            TypedCell::Other(Cow::Owned(text), Cow::Owned(other.dtype().to_string()))
        }
    }
}
