//! From the tables of other tools to a framework. It must not know what a method does, nor read files.
//!
//! COINr (the European Commission's package for R) keeps an index in two tables: *iData*, one row per
//! entity, and *iMeta*, one row per indicator, aggregate, group or denominator. Together they are the
//! data and the structure of a framework; what R code does with them (imputation, treatment, the scale
//! of the normalisation) is not in the tables and stands in `framework.toml` for the author to choose.

mod coinr;
mod grid;
mod origin;
mod row;
mod scale;
mod sheet;
mod tree;
mod workbook;
mod write;

pub use coinr::{Imported, coinr};
pub use scale::CoinrScale;
pub use sheet::NamedText;
pub use workbook::{a2sit, coin_tool, coinr_workbook};
