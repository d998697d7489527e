//! Warnings and notes on standard error. This module must not judge: the severity belongs to the code of a
//! warning.

use icip::problem::{Code, Message, Problem, Severity, message};

use crate::args::InputOptions;
use crate::fail::Fail;
use crate::streams::Io;

/// Warnings of one code that are shown before the rest is only counted: a column can have thousands.
const SHOWN: usize = 10;

/// Prints warnings grouped by their codes, and ends the command where they are denied.
pub(crate) fn print(warnings: &[Problem], options: &InputOptions, io: &mut Io<'_>) -> Result<(), Fail> {
    let mut codes: Vec<Code> = Vec::new();
    for warning in warnings {
        if !codes.contains(&warning.code) {
            codes.push(warning.code);
        }
    }
    if io.quiet {
        codes.retain(|code| code.severity() != Severity::Note);
    }
    for code in codes {
        let same: Vec<&Problem> = warnings.iter().filter(|warning| warning.code == code).collect();
        for warning in same.iter().take(SHOWN) {
            io.message(with_severity(warning));
        }
        if same.len() > SHOWN {
            let more = message!("warnings-more", count = same.len() - SHOWN);
            io.message(labelled(code.severity(), more));
        }
    }
    deny(warnings, options)
}

/// A problem after the word for how much it matters.
pub(crate) fn with_severity(problem: &Problem) -> Message {
    labelled(problem.code.severity(), Message::from(problem))
}

fn labelled(severity: Severity, what: Message) -> Message {
    match severity {
        Severity::Note => message!("severity-note", what),
        Severity::Warning => message!("severity-warning", what),
        _ => message!("severity-error", what),
    }
}

/// Ends the command where there is a warning and warnings are denied. Notes never are: they say how the input
/// was read.
pub(crate) fn deny(warnings: &[Problem], options: &InputOptions) -> Result<(), Fail> {
    let denied = warnings.iter().any(|warning| warning.code.severity() != Severity::Note);
    if options.deny_warnings && denied { Err(Fail::Warnings) } else { Ok(()) }
}
