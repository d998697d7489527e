//! What can end a command early, and with which exit code. It must not know which command it ends.

use std::path::Path;

use icip::problem::{Message, Problem, Problems, message};

use crate::exit;

/// Problems that are shown before the rest is only counted. `icip check` shows all of them.
const SHOWN: usize = 20;

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fail {
    #[error("{0}")]
    Usage(Message),
    #[error("{}", self.with_problems(SHOWN))]
    Framework(Problems),
    #[error("{}", self.with_problems(SHOWN))]
    Data(Problems),
    #[error("{}", self.with_problems(SHOWN))]
    Computation(Problems),
    /// The command has printed its problems itself.
    #[error("{}", message!("fail-listed"))]
    Listed(u8),
    #[error("{}", message!("fail-disagree"))]
    Disagree,
    #[error("{}", message!("fail-incomplete"))]
    Incomplete,
    #[error("{}", message!("fail-nothing-compared"))]
    NothingCompared,
    #[error("{}", message!("fail-warnings"))]
    Warnings,
    /// A file or a folder that cannot be used.
    #[error("{0}")]
    File(Message),
    /// The reader of our output, such as `head`, has closed it. That is no error.
    #[error("{}", message!("fail-closed"))]
    Closed,
    #[error("{}", message!("fail-internal", error = .0))]
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
        let problems = match self {
            Self::Framework(problems) | Self::Data(problems) | Self::Computation(problems) => Some(problems),
            _ => None,
        };
        problems.into_iter().flat_map(Problems::iter)
    }

    /// The error with every problem on a line of its own.
    pub(crate) fn with_all_problems(&self) -> String {
        self.with_problems(usize::MAX)
    }

    /// The error with its problems, of which some are shown and the others are counted.
    fn with_problems(&self, shown: usize) -> String {
        let (head, problems) = match self {
            Self::Framework(problems) => (message!("fail-framework", count = problems.len()), problems),
            Self::Data(problems) => (message!("fail-data", count = problems.len()), problems),
            Self::Computation(problems) => (message!("fail-computation", count = problems.len()), problems),
            other => return other.to_string(),
        };
        let lines = problems.iter().take(shown).map(ToString::to_string);
        let more = problems.len().saturating_sub(shown);
        let more = (more > 0).then(|| message!("fail-more-problems", count = more).to_string());
        std::iter::once(head.to_string()).chain(lines).chain(more).collect::<Vec<_>>().join("\n  ")
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => exit::USAGE,
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
