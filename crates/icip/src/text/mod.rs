//! From text that people write to typed values, with every mistake at its place. This module must not know
//! what a framework or a method means.
//!
//! Why not serde here: it stops at the first mistake and does not say where it is. A framework is
//! written by hand, so one run must show all that is wrong, each with file, line and key. The same
//! declarations that read a table also describe it, so the JSON schema, `icip methods` and the
//! hints for misspelt keys cannot drift from the code.

mod doc;
mod fields;
mod method;
mod records;
mod setting;
mod tree;
mod word;
mod write;

pub(crate) use doc::parameters_of;
pub use doc::{FieldDoc, Kind, MethodDoc, MethodText, ParameterText};
pub(crate) use fields::Fields;
pub(crate) use method::{Describe, Family, methods};
pub use records::{LineMemory, LineWriter};
pub(crate) use records::{csv_lines, csv_text};
pub use setting::Setting;
pub(crate) use setting::Settings;
pub(crate) use tree::{Item, TomlTable, Value, parse_cell, parse_toml};
pub(crate) use word::{Word, words, words_of};
pub(crate) use write::{toml_number, toml_text};

/// Numbers as a person writes a list.
pub(crate) fn listed(numbers: &[f64]) -> String {
    numbers.iter().map(|n| icip_table::io::format_number(*n)).collect::<Vec<_>>().join(", ")
}
