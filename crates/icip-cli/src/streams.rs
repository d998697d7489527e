//! The streams of a run and the terminals behind them.
//!
//! This module must not know what is written to the streams.

use std::fmt::Display;
use std::io::{Read, Write};

use icip::problem::{Language, Message, message, printable_lines, shown_in};

use crate::system::System;
use crate::timings::Timings;

/// A terminal that a stream goes to.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// The width in characters.
    pub width: usize,
    /// Whether the user wants colours.
    pub colour: bool,
}

/// The streams of a run.
#[non_exhaustive]
pub struct Io<'a> {
    /// The data, when the data file is `-`.
    pub input: &'a mut dyn Read,
    /// The results.
    pub out: &'a mut dyn Write,
    /// Notes, warnings and errors.
    pub err: &'a mut (dyn Write + Send),
    /// The terminal, when `out` is one.
    pub out_terminal: Option<Terminal>,
    /// The terminal, when `err` is one: only there does long work show its progress.
    pub err_terminal: Option<Terminal>,
    /// The language of what is beside the results: `--lang`.
    pub(crate) language: Language,
    /// Whether notes are left out, and the lines that say which files were written: `--quiet`.
    pub(crate) quiet: bool,
    /// Files, folders and threads.
    pub(crate) system: System,
    /// The bytes of memory that may be used, where that is known: `--limit memory=N`, and else what the system says.
    pub(crate) memory: Option<u64>,
    /// Where the time goes: `--timings`.
    pub(crate) timings: Timings,
}

impl<'a> Io<'a> {
    /// Streams that are no terminals.
    pub fn new(input: &'a mut dyn Read, out: &'a mut dyn Write, err: &'a mut (dyn Write + Send)) -> Self {
        let system = System::default();
        let timings = Timings::default();
        Self {
            input,
            out,
            err,
            out_terminal: None,
            err_terminal: None,
            language: Language::ENGLISH,
            quiet: false,
            system,
            memory: None,
            timings,
        }
    }

    /// The same streams with the terminals behind the results and behind the messages.
    #[must_use]
    pub fn on(self, out_terminal: Option<Terminal>, err_terminal: Option<Terminal>) -> Self {
        Self { out_terminal, err_terminal, ..self }
    }

    /// The same streams with an operating system of the caller's choice.
    #[must_use]
    pub fn with_system(self, system: System) -> Self {
        Self { system, ..self }
    }

    /// The same streams with other results.
    pub(crate) fn with_output<'b>(&'b mut self, out: &'b mut dyn Write) -> Io<'b> {
        let (quiet, err_terminal, system) = (self.quiet, self.err_terminal, self.system.clone());
        let language = self.language;
        let (memory, timings) = (self.memory, self.timings.clone());
        Io {
            input: self.input,
            out,
            err: self.err,
            out_terminal: None,
            err_terminal,
            language,
            quiet,
            system,
            memory,
            timings,
        }
    }

    /// Writes a line beside the results. A line that cannot be written is lost: nobody reads a closed
    /// standard error, and that must not cost the results.
    pub(crate) fn message(&mut self, text: impl Display) {
        let text = shown_in(self.language, || text.to_string());
        let _ = writeln!(self.err, "{}", printable_lines(&text));
    }

    /// Writes a fact that the user may want to know and need not act on.
    pub(crate) fn note(&mut self, text: Message) {
        self.remark(message!("severity-note", what = text));
    }

    /// Writes a line beside the results that a user who wants quiet does not miss.
    pub(crate) fn remark(&mut self, text: impl Display) {
        if !self.quiet {
            self.message(text);
        }
    }
}
