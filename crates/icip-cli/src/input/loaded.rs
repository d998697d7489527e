//! What was read: a framework, and a table of data.

use icip::data::Panel;
use icip::framework::Framework;
use icip::io::Excluded;
use icip::plan::Scorecard;
use icip::problem::Problem;

use super::file::InputFile;

/// A framework that was read, with its warnings.
pub(crate) struct LoadedFramework {
    pub(crate) framework: Framework,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) files: Vec<InputFile>,
}

/// A table that was read, with the warnings about it.
#[derive(Clone)]
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
    /// The period that is shown, where the rows of other periods take part in its scores.
    pub(crate) shown: Option<String>,
}

/// The rows of the period that is shown.
pub(crate) struct Shown<'d> {
    period: &'d str,
    panel: Panel,
}

impl Shown<'_> {
    /// The rows themselves.
    pub(crate) fn panel(&self) -> &Panel {
        &self.panel
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.panel.rows()
    }
}

/// What is shown of a scorecard: the rows of one period alone, with the scores that they have among all rows,
/// or all of it.
pub(crate) fn shown_of<'s>(card: &Scorecard<'s>, shown: Option<&'s Shown<'s>>) -> Scorecard<'s> {
    shown.map_or_else(|| card.clone(), |shown| card.of_period(shown.period, &shown.panel))
}

impl LoadedData {
    /// The files that the table comes from.
    pub(crate) fn files(&self) -> Vec<InputFile> {
        std::iter::once(&self.file).chain(&self.register).cloned().collect()
    }

    /// The rows that are shown, where others take part in their scores.
    pub(crate) fn shown(&self) -> Option<Shown<'_>> {
        let period = self.shown.as_deref()?;
        Some(Shown { period, panel: self.panel.filter(|entity| entity.period.as_deref() == Some(period)) })
    }
}
