//! The streams of a run and the terminals behind them.
//!
//! This module must not know what is written to the streams.

use std::fmt::Display;
use std::io::{Read, Write};

use icip::problem::{Message, message};

/// A terminal that a stream goes to.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// The width in characters.
    pub width: usize,
    /// Whether the user wants colours.
    pub colour: bool,
}

/// The streams of a run.
pub struct Io<'a> {
    /// The data, when the data file is `-`.
    pub input: &'a mut dyn Read,
    /// The results.
    pub out: &'a mut dyn Write,
    /// Notes, warnings and errors.
    pub err: &'a mut dyn Write,
    /// The terminal, when `out` is one.
    pub out_terminal: Option<Terminal>,
    /// The terminal, when `err` is one: only there does long work show its progress.
    pub err_terminal: Option<Terminal>,
}

impl Io<'_> {
    /// Writes a line beside the results. A line that cannot be written is lost: nobody reads a closed
    /// standard error, and that must not cost the results.
    pub(crate) fn message(&mut self, text: impl Display) {
        let _ = writeln!(self.err, "{text}");
    }

    /// Writes a fact that the user may want to know and need not act on.
    pub(crate) fn note(&mut self, text: Message) {
        self.message(message!("severity-note", what = text));
    }
}
