//! What was read: a framework, and a table of data.

use icip::data::Panel;
use icip::framework::Framework;
use icip::io::Excluded;
use icip::problem::Problem;

use super::file::InputFile;

/// A framework that was read, with its warnings.
pub(crate) struct LoadedFramework {
    pub(crate) framework: Framework,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) files: Vec<InputFile>,
}

/// A table that was read, with the warnings about it.
pub(crate) struct LoadedData {
    pub(crate) panel: Panel,
    /// How the file was written, in one line.
    pub(crate) dialect: String,
    pub(crate) excluded: Vec<Excluded>,
    /// The columns that the framework does not read.
    pub(crate) unread: Vec<String>,
    pub(crate) warnings: Vec<Problem>,
    /// The file of the table.
    pub(crate) file: InputFile,
    /// The register that was joined to it, where one was named.
    pub(crate) register: Option<InputFile>,
}

impl LoadedData {
    /// The files that the table comes from.
    pub(crate) fn files(&self) -> Vec<InputFile> {
        std::iter::once(&self.file).chain(&self.register).cloned().collect()
    }
}
