//! Tables of `icip`: columns with masks, panels of entities, and the strict reader of CSV files.
//!
//! This crate knows what a cell may hold and where it stands. It must not know frameworks, methods or scores.
//!
//! | module | what it holds |
//! |---|---|
//! | [`data`] | [`data::Column`] (values and a mask), [`data::Panel`] (entities by columns), [`data::Blocks`] (a panel in parts) |
//! | [`io`] | the reader: bytes in, a panel with places and notes out |

pub mod data;
pub mod io;
