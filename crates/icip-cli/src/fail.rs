//! What can end a command, and with which exit code.

use std::fmt::Write;
use std::path::Path;

use icip::problem::Problems;

use crate::exit;

/// Problems shown before the rest is only counted. `icip check` shows all.
const SHOWN: usize = 20;

/// A command that ended early.
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
    #[error("see above")]
    Listed(u8),
    #[error("computed and published differ")]
    Disagree,
    #[error("there are warnings and --deny-warnings was given")]
    Warnings,
    #[error("cannot {what} {path}: {source}")]
    File { what: &'static str, path: String, source: std::io::Error },
    /// Whoever reads our output has closed it, such as `head`: the end, and no error.
    #[error("output closed")]
    Closed,
    #[error("{0}")]
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
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::File { what: "write to", path: "standard output".into(), source: error },
        }
    }
}

fn listed(of: &str, problems: &Problems) -> String {
    let mut text = match problems.len() {
        1 => format!("{of}: 1 problem to mend"),
        n => format!("{of}: {n} problems to mend"),
    };
    for problem in problems.iter().take(SHOWN) {
        let _ = write!(text, "\n  {problem}");
    }
    if problems.len() > SHOWN {
        let _ = write!(text, "\n  ... and {} more; `icip check` shows all", problems.len() - SHOWN);
    }
    text
}
