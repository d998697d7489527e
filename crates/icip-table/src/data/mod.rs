//! Columns with a mask, and tables of them: [`Panel`] in units of measurement, [`Scores`] comparable. Two
//! types on purpose: nothing aggregates measurements or normalises scores. This module must not know where a
//! table comes from, or what is computed from it.

mod blocks;
mod column;
mod column_ix;
mod entity;
mod growing;
mod index;
mod mask;
mod names;
mod panel;
mod scores;

pub use blocks::Blocks;
pub use column::{Column, NotFinite};
pub use column_ix::ColumnIx;
pub use entity::Entity;
pub use growing::GrowingColumn;
pub use mask::Mask;
pub use names::Names;
pub use panel::{Panel, PanelBuilder, Schema, sort_in_time};
pub use scores::Scores;
