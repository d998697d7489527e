//! Problems of the library as exceptions of Python, and panics as errors: nothing unwinds into the interpreter.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use icip::problem::{Problem, Problems};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use serde::Serialize;

/// A problem with its whole sentence.
#[derive(Serialize)]
struct Told<'p> {
    #[serde(flatten)]
    problem: &'p Problem,
    text: String,
}

/// Problems as a JSON list, which the Python half turns into its own type.
pub(crate) fn json<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> String {
    let told: Vec<Told<'_>> =
        problems.into_iter().map(|problem| Told { problem, text: problem.to_string() }).collect();
    serde_json::to_string(&told).expect("texts and numbers are JSON")
}

/// The exception `icip.Problems`.
pub(crate) fn raised(py: Python<'_>, problems: &Problems) -> PyErr {
    let exception = || {
        let class = py.import("icip._problems")?.getattr("Problems")?;
        class.call_method1("_from_json", (json(problems.iter()),))
    };
    match exception() {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// Does work without holding the interpreter. Problems and panics become exceptions.
pub(crate) fn apart<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Problems> + Send,
) -> PyResult<T> {
    // What panicked is not used again: every caller begins with values of its own, or with values that do not change.
    match py.detach(|| catch_unwind(AssertUnwindSafe(work))) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(problems)) => Err(raised(py, &problems)),
        Err(panic) => Err(internal(panic.as_ref())),
    }
}

/// An error of the library itself.
fn internal(panic: &(dyn Any + Send)) -> PyErr {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic");
    PyRuntimeError::new_err(text.to_owned())
}
