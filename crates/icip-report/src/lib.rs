//! A composite index as people read it: one HTML file, and charts as SVG files.
//!
//! A [`Report`] is made from a scorecard, what a study of robustness found about its ranks, and the record of the
//! run. [`Report::page`] writes the whole of it as one file that loads nothing from anywhere: the ranking, the
//! distributions, weights that the reader can move, a sheet for every entity, and the method.
//!
//! ```
//! use icip::{exec::Par, framework, io, plan::Plan, problem::Language};
//! use icip_report::{Report, Sources};
//!
//! let framework = framework::builtin("icip-2018").ok_or("not shipped")?;
//! let table = io::read_csv(framework::example().as_bytes(), "example", &framework.read_options())?.value;
//! let plan = Plan::compile(&framework, &table.panel.schema())?;
//! let card = plan.prepare(&table.panel, Par::Auto)?.score()?;
//!
//! let spanish = Language::of_tag("es").ok_or("no catalogue")?;
//! // What the program writes into run.json; the page shows it as it is.
//! let run = "{}";
//! let report = Report::new(Sources::new(&card, run, spanish));
//! let page = report.page();
//! assert!(page.starts_with("<!DOCTYPE html><html lang=\"es\">"));
//! let names: Vec<String> = report.figures().into_iter().map(|figure| figure.name).collect();
//! assert!(names.contains(&"ranking.svg".to_owned()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate sees results and changes none. It must not read files, and must not know how a score is computed; what
//! the page computes when a reader moves a weight is in `engine`, which has the rules of the framework and the
//! arithmetic of the library.

mod chart;
mod engine;
mod figures;
mod form;
mod model;
mod page;
mod peers;
mod progress;
mod words;
mod workbook;

pub use figures::{Figure, file_name};
pub use form::{FormLayout, form_workbook};
pub use model::{Report, Sources};
pub use page::Sheets;
pub use progress::Progress;
pub use workbook::{Cells, NoWorkbook};
