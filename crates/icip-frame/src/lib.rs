//! The polars edge of `icip`: data frames, Parquet and Arrow IPC to panels, scorecards to data frames.
//!
//! polars reads files and holds columns; nothing here computes a score or decides what a cell means: cells go
//! to the reader of tables in `icip`, which knows the rules. Values are copied in row order and never
//! aggregated, because polars sums chunk by chunk, and chunks depend on threads.
//!
//! A file may be damaged, or made to do damage. polars panics on some and allocates what they declare, so that what a
//! file declares is checked first, and panics become problems (`guard`).
//!
//! ```
//! use icip::io::ReadOptions;
//! use polars::prelude::*;
//!
//! let frame = df!("code" => ["05001", "08001"], "budget" => [Some(3.0), None])?;
//! let mut options = ReadOptions::default();
//! options.columns.insert("budget".into(), Default::default());
//! let panel = icip_frame::panel(&frame, "frame", &options)?.value.panel;
//! assert_eq!(panel.column("budget").and_then(|column| column.get(0)), Some(3.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arrow_sizes;
mod cells;
mod declared;
mod guard;
mod parquet;
mod parquet_sizes;
mod read;
mod threads;
mod to_frame;
mod write;

pub use guard::catches_panics;
pub use parquet::ParquetBlocks;
pub use read::{Format, column_names, panel, read};
pub use to_frame::{ranks_frame, scores_frame};
pub use write::{CellType, Cells, NotWritten, ParquetTable};
