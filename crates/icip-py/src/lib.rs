//! The native half of the Python package `icip`: it hands frameworks, tables and questions to the library, and results back
//! as tables of Arrow, texts and numbers. Names, defaults and documentation are in the Python half (`python/icip`). Nothing
//! here computes a score, and nothing here is for people to read.

#![allow(clippy::needless_pass_by_value, reason = "what Python gives is turned into owned values")]
#![allow(clippy::type_complexity, reason = "tuples are read once, by the Python half")]

mod arrow_in;
mod arrow_out;
mod card;
mod framework;
mod parts;
mod problems;
mod questions;
mod table;

use pyo3::prelude::*;

/// The native half of `icip`.
#[pymodule]
mod _core {
    #[pymodule_export]
    use crate::card::Card;
    #[pymodule_export]
    use crate::framework::Framework;
    #[pymodule_export]
    use crate::parts::{BatchScorer, Fit, Ranking, whole_columns};
    #[pymodule_export]
    use crate::questions::{audit, change, compare, notes, report, robustness};
    #[pymodule_export]
    use crate::table::{Data, texts};

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python looks for")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
