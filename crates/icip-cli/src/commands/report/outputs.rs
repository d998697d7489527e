//! Where a report is written: standard output, or files that appear when all of them are complete.

use std::path::{Path, PathBuf};

use icip::problem::message;

use crate::args::Report;
use crate::fail::Fail;
use crate::results::ResultSet;
use crate::streams::Io;
use crate::system::System;

/// The folder and the name of a file.
pub(super) struct Target {
    folder: PathBuf,
    name: String,
}

/// Where the page is written; nothing for standard output, which must be no terminal: a page is nothing to read there.
pub(super) fn page(args: &Report, io: &Io<'_>) -> Result<Option<Target>, Fail> {
    match &args.output {
        Some(path) => target(path).map(Some),
        None if io.out_terminal.is_some() => Err(Fail::Usage(message!("report-needs-output"))),
        None => Ok(None),
    }
}

fn target(path: &Path) -> Result<Target, Fail> {
    let name = path.file_name().and_then(|name| name.to_str()).filter(|_| !path.is_dir());
    let name = name.ok_or_else(|| {
        Fail::Usage(message!("report-output-is-no-file", path = path.display().to_string()))
    })?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Target { folder, name: name.to_owned() })
}

/// Files on their way.
pub(super) struct Outputs {
    page: Option<(ResultSet, String)>,
}

impl Outputs {
    /// Finds out whether the files can be written.
    pub(super) fn begin(page: Option<&Target>, system: &System) -> Result<Self, Fail> {
        let begun = page.map(|Target { folder, name }| {
            let set = ResultSet::begin(folder, [name.as_str()], system)?;
            Ok::<_, Fail>((set, name.clone()))
        });
        Ok(Self { page: begun.transpose()? })
    }

    /// Writes the page.
    pub(super) fn page(self, text: &str, io: &mut Io<'_>) -> Result<(), Fail> {
        let Some((mut set, name)) = self.page else {
            return Ok(write!(io.out, "{text}")?);
        };
        set.write(&name, text.as_bytes())?;
        set.publish(io)
    }
}
