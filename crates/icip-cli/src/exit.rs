//! The exit codes of the program. Scripts rely on them, so they do not change.

/// Everything went well.
pub const FINE: u8 = 0;
/// The program itself is at fault.
pub const INTERNAL: u8 = 1;
/// The command line does not make sense.
pub const USAGE: u8 = 2;
/// The framework has problems.
pub const FRAMEWORK: u8 = 3;
/// The data have problems.
pub const DATA: u8 = 4;
/// The index cannot be computed from these data, or the computed and the published values differ.
pub const COMPUTATION: u8 = 5;
/// There were warnings, and `--deny-warnings` was given.
pub const WARNINGS: u8 = 6;
/// A file cannot be read or written.
pub const FILES: u8 = 7;
