//! What can end a command early, and with which exit code. It must not know which command it ends.

use std::path::Path;

use icip::problem::{Message, Problem, Problems, message};

use crate::exit;

/// Problems that are shown before the rest is only counted. `icip check` shows all of them.
const SHOWN: usize = 20;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Fail {
    Usage(Message),
    /// `--stream` where these steps need whole columns.
    WholeColumns(Vec<Problem>),
    Framework(Problems),
    Data(Problems),
    Computation(Problems),
    /// The command has printed its problems itself.
    Listed(u8),
    Disagree,
    Incomplete,
    NothingCompared,
    Warnings,
    /// A file or a folder that cannot be used.
    File(Message),
    /// The reader of our output, such as `head`, has closed it. That is no error.
    Closed,
    Internal(String),
}

impl Fail {
    /// An invalid command line, and what would be allowed.
    pub(crate) fn usage(what: Message, hint: Message) -> Self {
        Self::Usage(message!("problem-with-hint", what, hint))
    }

    /// The error of a file that cannot be read.
    pub(crate) fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self::File(message!("fail-read", path, error = error.to_string()))
    }

    /// The error of a file that cannot be written.
    pub(crate) fn writing(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self::File(message!("fail-write", path, error = error.to_string()))
    }

    /// The error of a folder that cannot be created.
    pub(crate) fn creating(folder: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = folder.display().to_string();
        move |error| Self::File(message!("fail-create-folder", path, error = error.to_string()))
    }

    /// The problems that it consists of; none for an error of another kind.
    pub(crate) fn problems(&self) -> impl Iterator<Item = &Problem> {
        let (problems, steps) = match self {
            Self::Framework(problems) | Self::Data(problems) | Self::Computation(problems) => {
                (Some(problems), None)
            }
            Self::WholeColumns(steps) => (None, Some(steps)),
            _ => (None, None),
        };
        problems.into_iter().flat_map(Problems::iter).chain(steps.into_iter().flatten())
    }

    /// What ended the command, in one line.
    pub(crate) fn head(&self) -> Message {
        match self {
            Self::Usage(what) | Self::File(what) => what.clone(),
            Self::WholeColumns(_) => message!("stream-whole-columns"),
            Self::Framework(problems) => message!("fail-framework", count = problems.len()),
            Self::Data(problems) => message!("fail-data", count = problems.len()),
            Self::Computation(problems) => message!("fail-computation", count = problems.len()),
            Self::Listed(_) => message!("fail-listed"),
            Self::Disagree => message!("fail-disagree"),
            Self::Incomplete => message!("fail-incomplete"),
            Self::NothingCompared => message!("fail-nothing-compared"),
            Self::Warnings => message!("fail-warnings"),
            Self::Closed => message!("fail-closed"),
            Self::Internal(error) => message!("fail-internal", error),
        }
    }

    /// Its problems, of which the first are shown and the others are counted.
    pub(crate) fn first_problems(&self) -> Vec<Message> {
        let all = self.problems().count();
        let more = all.checked_sub(SHOWN).filter(|more| *more > 0);
        let more = more.map(|more| message!("fail-more-problems", count = more));
        self.problems().take(SHOWN).map(Message::from).chain(more).collect()
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::WholeColumns(_) => exit::USAGE,
            Self::Framework(_) => exit::FRAMEWORK,
            Self::Data(_) => exit::DATA,
            Self::Computation(_) | Self::Disagree | Self::Incomplete | Self::NothingCompared => {
                exit::COMPUTATION
            }
            Self::Listed(code) => *code,
            Self::Warnings => exit::WARNINGS,
            Self::File(_) => exit::FILES,
            Self::Closed => exit::FINE,
            Self::Internal(_) => exit::INTERNAL,
        }
    }
}

impl From<std::io::Error> for Fail {
    /// An error of standard output: files have their names in [`Fail::writing`].
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::File(message!("fail-write-output", error = error.to_string())),
        }
    }
}
