//! A composite index as people read it: one HTML file, and charts as SVG files.
//!
//! A [`Report`] is made from a scorecard, what a study of robustness found about its ranks, and the record of the
//! run. [`Report::page`] writes the whole of it as one file that loads nothing from anywhere: the ranking, the
//! distributions, weights that the reader can move, a sheet for every entity, and the method.
//!
//! This crate sees results and changes none. It must not read files, and must not know how a score is computed; what
//! the page computes when a reader moves a weight is in `engine`, which has the rules of the framework and the
//! arithmetic of the library.

mod chart;
mod engine;
mod figures;
mod model;
mod page;
mod peers;
mod words;

pub use figures::Figure;
pub use model::{Report, Sources};
pub use page::Sheets;
