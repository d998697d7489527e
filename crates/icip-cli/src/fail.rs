//! What can end a command early, and with which exit code.

use std::fmt::Write;
use std::path::Path;

use icip::problem::Problems;

use crate::exit;
use crate::wording::counted;

/// Problems that are shown before the rest is only counted. `icip check` shows all of them.
const SHOWN: usize = 20;

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fail {
    #[error("{0}")]
    Usage(String),
    #[error("{}", listed("framework", .0))]
    Framework(Problems),
    #[error("{}", listed("data", .0))]
    Data(Problems),
    #[error("{}", listed("computation", .0))]
    Computation(Problems),
    /// The command has printed its problems itself.
    #[error("the problems are listed above")]
    Listed(u8),
    #[error("the computed and the published values differ")]
    Disagree,
    #[error("there are warnings, and --deny-warnings was given")]
    Warnings,
    #[error("cannot {what} {path}: {source}")]
    File { what: &'static str, path: String, source: std::io::Error },
    /// The reader of our output, such as `head`, has closed it. That is no error.
    #[error("the output was closed")]
    Closed,
    #[error("{0}; this is a fault of the program, so please report it")]
    Internal(String),
}

impl Fail {
    pub(crate) fn file(what: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::File { what, path, source }
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => exit::USAGE,
            Self::Framework(_) => exit::FRAMEWORK,
            Self::Data(_) => exit::DATA,
            Self::Computation(_) | Self::Disagree => exit::COMPUTATION,
            Self::Listed(code) => *code,
            Self::Warnings => exit::WARNINGS,
            Self::File { .. } => exit::FILES,
            Self::Closed => exit::FINE,
            Self::Internal(_) => exit::INTERNAL,
        }
    }
}

impl From<std::io::Error> for Fail {
    /// An error of standard output: files have their names in [`Fail::file`].
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::File { what: "write to", path: "standard output".into(), source: error },
        }
    }
}

fn listed(of: &str, problems: &Problems) -> String {
    let mut text = format!("{of}: {}", counted(problems.len(), "problem"));
    for problem in problems.iter().take(SHOWN) {
        let _ = write!(text, "\n  {problem}");
    }
    if problems.len() > SHOWN {
        let _ = write!(text, "\n  ... and {} more; `icip check` shows all of them", problems.len() - SHOWN);
    }
    text
}
