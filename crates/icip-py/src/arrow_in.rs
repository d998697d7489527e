//! Tables of Arrow as the library reads them. What a cell means is decided by its reader of typed cells, as for a workbook.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, RecordBatch};
use arrow_array::{RecordBatchReader, StringArray, StringViewArray, UInt64Array};
use arrow_cast::cast;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType, Field, SchemaRef};
use arrow_select::concat::concat;
use icip::data::Mask;
use icip::io::{Numbers, TypedCell, TypedCells, TypedRows, normal_form};
use icip::problem::{Code, Place, Problem, Problems, message};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

/// A table in memory, in batches of rows.
pub(crate) struct ArrowRows {
    pub(crate) schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// The number of the first row of each batch, and at last the number of all rows.
    starts: Vec<usize>,
    name: String,
}

impl ArrowRows {
    /// The rows of anything that offers them through the Arrow PyCapsule interface; `name` is what problems show.
    pub(crate) fn of(data: AnyRecordBatch, name: &str) -> PyResult<Self> {
        let reader = data.into_reader()?;
        let schema = reader.schema();
        let batches = reader.collect::<Result<Vec<RecordBatch>, ArrowError>>();
        let batches = batches.map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))?;
        let mut starts = vec![0];
        batches.iter().for_each(|batch| starts.push(starts[starts.len() - 1] + batch.num_rows()));
        Ok(Self { schema, batches, starts, name: name.to_owned() })
    }

    /// A column in one piece, by its name in normal form.
    pub(crate) fn column(&self, name: &str) -> Option<ArrayRef> {
        let is_it = |field: &Arc<Field>| normal_form(field.name()) == name;
        let at = self.schema.fields().iter().position(is_it)?;
        self.piece(at, &(0..self.rows())).ok()
    }

    /// A column of some rows in one piece: a view of its batch where they lie in one, without a copy.
    fn piece(&self, column: usize, rows: &Range<usize>) -> Result<ArrayRef, ArrowError> {
        let first = self.starts.partition_point(|start| *start <= rows.start).saturating_sub(1);
        let mut pieces = Vec::new();
        for (at, batch) in self.batches.iter().enumerate().skip(first) {
            let (start, end) = (self.starts[at].max(rows.start), self.starts[at + 1].min(rows.end));
            if self.starts[at] >= rows.end {
                break;
            }
            if start < end {
                pieces.push(batch.column(column).slice(start - self.starts[at], end - start));
            }
        }
        match pieces.as_slice() {
            [one] => Ok(one.clone()),
            [] => Ok(arrow_array::new_empty_array(self.schema.field(column).data_type())),
            several => concat(&several.iter().map(AsRef::as_ref).collect::<Vec<&dyn Array>>()),
        }
    }
}

impl TypedRows for &ArrowRows {
    fn names(&self) -> Vec<String> {
        (**self).names()
    }

    fn rows(&self) -> usize {
        (**self).rows()
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        (**self).read(columns, rows)
    }
}

impl TypedRows for ArrowRows {
    fn names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn rows(&self) -> usize {
        self.starts[self.starts.len() - 1]
    }

    fn read(&self, columns: &[usize], rows: Range<usize>) -> Result<Box<dyn TypedCells + '_>, Problems> {
        let bad = |error: ArrowError| {
            let what = message!("bad-file-frame", error = error.to_string());
            Problems::from(Problem::new(Code::BadFile, Place::file(&self.name), what))
        };
        let cells = |column: &usize| Cells::of(&self.piece(*column, &rows)?);
        let columns = columns.iter().map(cells).collect::<Result<_, ArrowError>>().map_err(bad)?;
        Ok(Box::new(Columns(columns)))
    }
}

/// Some rows of the columns that were asked for.
struct Columns(Vec<Cells>);

/// A column by the type of its cells.
enum Cells {
    Numbers(Float64Array, Option<Mask>),
    Integers(Int64Array),
    Naturals(UInt64Array),
    Texts(StringArray),
    LargeTexts(LargeStringArray),
    ViewTexts(StringViewArray),
    Booleans(BooleanArray),
    /// Decimal numbers as texts without a mark of thousands.
    Decimals(StringArray),
    /// Texts of cells of other types, and the name of the type.
    Others(StringArray, String),
}

impl Cells {
    fn of(array: &ArrayRef) -> Result<Self, ArrowError> {
        use DataType as T;
        let to = |kind: T| cast(array, &kind);
        Ok(match array.data_type() {
            T::Float64 => Self::numbers(array),
            T::Float16 | T::Float32 => Self::numbers(&to(T::Float64)?),
            T::Int8 | T::Int16 | T::Int32 | T::Int64 => {
                Self::Integers(to(T::Int64)?.as_primitive::<Int64Type>().clone())
            }
            T::UInt8 | T::UInt16 | T::UInt32 | T::UInt64 => {
                Self::Naturals(to(T::UInt64)?.as_primitive::<UInt64Type>().clone())
            }
            T::Utf8 => Self::Texts(array.as_string::<i32>().clone()),
            // A column of which no cell is present has no other type.
            T::Null => Self::Texts(StringArray::new_null(array.len())),
            T::LargeUtf8 => Self::LargeTexts(array.as_string::<i64>().clone()),
            T::Utf8View => Self::ViewTexts(array.as_string_view().clone()),
            T::Boolean => Self::Booleans(array.as_boolean().clone()),
            T::Decimal32(..) | T::Decimal64(..) | T::Decimal128(..) | T::Decimal256(..) => {
                Self::Decimals(texts(array)?)
            }
            T::Dictionary(_, values) => Self::of(&to(values.as_ref().clone())?)?,
            other => Self::Others(texts(array)?, other.to_string()),
        })
    }

    fn numbers(array: &ArrayRef) -> Self {
        let mask = array.nulls().map(|nulls| Mask::from_flags(nulls.iter()));
        Self::Numbers(array.as_primitive::<Float64Type>().clone(), mask)
    }
}

/// The texts of cells of any type.
fn texts(array: &ArrayRef) -> Result<StringArray, ArrowError> {
    let options = FormatOptions::default();
    let formatter = ArrayFormatter::try_new(array, &options)?;
    let text = |row: usize| match array.is_null(row) {
        true => Ok(None),
        false => formatter.value(row).try_to_string().map(Some),
    };
    (0..array.len()).map(text).collect()
}

impl TypedCells for Columns {
    fn cell(&self, row: usize, column: usize) -> TypedCell<'_> {
        fn present<A: Array>(array: &A, row: usize) -> Option<&A> {
            (!array.is_null(row)).then_some(array)
        }
        let text = |text: &'_ str| -> TypedCell<'_> { TypedCell::Text(Cow::Owned(text.to_owned())) };
        let cell = match &self.0[column] {
            Cells::Numbers(cells, _) => present(cells, row).map(|cells| TypedCell::Number(cells.value(row))),
            Cells::Integers(cells) => {
                present(cells, row).map(|cells| TypedCell::Integer(cells.value(row).into()))
            }
            Cells::Naturals(cells) => {
                present(cells, row).map(|cells| TypedCell::Integer(cells.value(row).into()))
            }
            Cells::Texts(cells) => {
                present(cells, row).map(|cells| TypedCell::Text(Cow::Borrowed(cells.value(row))))
            }
            Cells::LargeTexts(cells) => {
                present(cells, row).map(|cells| TypedCell::Text(Cow::Borrowed(cells.value(row))))
            }
            Cells::ViewTexts(cells) => {
                present(cells, row).map(|cells| TypedCell::Text(Cow::Borrowed(cells.value(row))))
            }
            Cells::Booleans(cells) => present(cells, row).map(|cells| TypedCell::Boolean(cells.value(row))),
            Cells::Decimals(cells) => present(cells, row).map(|cells| {
                let written = cells.value(row);
                written.parse().map_or_else(|_| text(written), TypedCell::Number)
            }),
            Cells::Others(cells, kind) => present(cells, row)
                .map(|cells| TypedCell::Other(Cow::Borrowed(cells.value(row)), Cow::Borrowed(kind))),
        };
        cell.unwrap_or(TypedCell::Null)
    }

    fn number(&self, row: usize, column: usize) -> Option<f64> {
        match &self.0[column] {
            Cells::Numbers(cells, _) if !cells.is_null(row) => Some(cells.value(row)),
            _ => None,
        }
    }

    fn numbers(&self, column: usize) -> Option<Numbers<'_>> {
        match &self.0[column] {
            Cells::Numbers(cells, mask) => Some(Numbers::new(cells.values(), mask.as_ref())),
            _ => None,
        }
    }
}
