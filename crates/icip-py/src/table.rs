//! Data for Python: what was read under the rules of a framework.

use icip::data::Panel;
use icip::exec::Par;
use icip::io::{Decimal, Excluded, ReadOptions, TypedRows, read_csv_with, read_typed};
use icip::problem::Problem;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::arrow_in::ArrowRows;
use crate::framework::Framework;
use crate::problems::{self, apart};

/// A table as it was read.
#[pyclass(frozen, module = "icip._core", name = "Data")]
pub(crate) struct Data {
    pub(crate) panel: Panel,
    pub(crate) excluded: Vec<Excluded>,
    pub(crate) warnings: Vec<Problem>,
}

/// So many threads; nothing means all of the machine.
pub(crate) fn par(threads: Option<usize>) -> Par {
    threads.map_or(Par::Auto, Par::Threads)
}

fn options(framework: &Framework, missing: Vec<String>, decimal: Option<char>) -> ReadOptions {
    let mut options = framework.inner.read_options();
    options.missing.extend(missing);
    match decimal {
        Some(',') => options.decimal = Some(Decimal::Comma),
        Some(_) => options.decimal = Some(Decimal::Point),
        None => {}
    }
    options
}

#[pymethods]
impl Data {
    /// Reads CSV text.
    #[staticmethod]
    fn read_csv(
        py: Python<'_>,
        framework: &Framework,
        bytes: &[u8],
        name: &str,
        missing: Vec<String>,
        decimal: Option<char>,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let options = options(framework, missing, decimal);
        let read = apart(py, || read_csv_with(bytes, name, &options, par(threads)))?;
        let table = read.value;
        Ok(Self { panel: table.panel, excluded: table.excluded, warnings: read.warnings })
    }

    /// Reads what offers its rows through the Arrow PyCapsule interface.
    #[staticmethod]
    fn from_arrow(
        py: Python<'_>,
        framework: &Framework,
        data: AnyRecordBatch,
        name: &str,
        missing: Vec<String>,
    ) -> PyResult<Self> {
        let options = options(framework, missing, None);
        let rows = ArrowRows::of(data, name)?;
        let read = apart(py, || read_typed(rows, name, &options))?;
        let table = read.value;
        Ok(Self { panel: table.panel, excluded: table.excluded, warnings: read.warnings })
    }

    #[getter]
    fn rows(&self) -> usize {
        self.panel.rows()
    }

    #[getter]
    fn warnings(&self) -> String {
        problems::json(&self.warnings)
    }

    /// The periods in the order of time.
    #[getter]
    fn periods(&self) -> Vec<String> {
        let periods = self.panel.periods_in_time().into_iter();
        periods.filter_map(|(period, _)| period.map(str::to_owned)).collect()
    }

    /// Code, period and reason of the rows that a rule left out.
    #[getter]
    fn excluded(&self) -> Vec<(String, Option<String>, String)> {
        let row = |row: &Excluded| (row.entity.code.clone(), row.entity.period.clone(), row.why.to_string());
        self.excluded.iter().map(row).collect()
    }
}

/// The names of the columns of a table, and its cells as texts, which are empty where there is nothing.
#[pyfunction]
pub(crate) fn texts(
    py: Python<'_>,
    data: AnyRecordBatch,
    name: &str,
) -> PyResult<(Vec<String>, Vec<Vec<String>>)> {
    let rows = ArrowRows::of(data, name)?;
    apart(py, || {
        let (names, count) = (rows.names(), rows.rows());
        let cells = rows.read(&(0..names.len()).collect::<Vec<usize>>(), 0..count)?;
        let row = |row: usize| (0..names.len()).map(|at| cells.cell(row, at).text().into_owned()).collect();
        let texts = (0..count).map(row).collect();
        Ok((names.clone(), texts))
    })
}
