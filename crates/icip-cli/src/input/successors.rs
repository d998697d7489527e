//! The table of entities that follow others.

use std::collections::BTreeSet;
use std::path::Path;

use icip::data::Panel;
use icip::problem::{Problem, message, quoted_and_more};
use icip::successors::Successors;

use super::cells::cells;
use super::file::{InputFile, display_name, read_bytes};
use super::loaded::LoadedData;
use crate::args::{InputOptions, limits};
use crate::fail::Fail;
use crate::streams::Io;

/// What the table is among the inputs of a run.
pub(crate) const SUCCESSORS: &str = "successors";

/// The entities that a note names.
const NAMED: usize = 8;

/// Who follows whom, as it was read.
pub(crate) struct LoadedSuccessors {
    pub(crate) successors: Successors,
    pub(crate) file: InputFile,
}

impl LoadedSuccessors {
    /// The table at a path, where one is named: a CSV file or a workbook.
    pub(crate) fn load(
        path: Option<&Path>,
        options: &InputOptions,
        io: &mut Io<'_>,
    ) -> Result<Option<Self>, Fail> {
        let Some(path) = path else { return Ok(None) };
        let (name, bytes) = (display_name(path), read_bytes(path, io)?);
        let cells = cells(&name, &bytes, None, limits::of_tables(&options.limits), io)?;
        cells.notes.iter().for_each(|note| io.note(note.clone()));
        let successors = Successors::read(&name, &cells.rows).map_err(Fail::Data)?;
        Ok(Some(Self { successors, file: InputFile::new(SUCCESSORS, &name, &bytes) }))
    }

    /// The table up to a period, in which nothing of what comes later has happened yet.
    pub(crate) fn until(self, period: Option<&str>) -> Self {
        Self { successors: self.successors.until(time(period)), ..self }
    }

    /// Refuses what the data of an earlier and a later edition, which may be the same, contradict.
    pub(crate) fn must_fit(&self, before: &Panel, after: &Panel) -> Result<(), Fail> {
        self.successors.must_fit(before, after).map_err(Fail::Data)
    }

    /// Refuses rows without a period, where periods are compared.
    pub(crate) fn must_be_dated(&self) -> Result<(), Fail> {
        self.successors.must_be_dated(&self.file.name).map_err(Fail::Data)
    }

    /// Gives the entities of a table with all periods in each of them the code of the period that is looked at; what was
    /// split or merged is said. Returns those that have gone.
    pub(crate) fn join(
        &self,
        data: &mut LoadedData,
        until: Option<&str>,
        io: &mut Io<'_>,
    ) -> Result<BTreeSet<String>, Fail> {
        self.must_be_dated()?;
        self.must_fit(&data.panel, &data.panel)?;
        data.warnings.extend(self.unknown(&[&data.panel]));
        let successors = self.successors.until(time(until));
        let renamed = successors.renamed(&data.panel).map_err(Fail::Data)?;
        let anew = &renamed.begin_anew;
        if !anew.is_empty() {
            let more = anew.len().saturating_sub(NAMED);
            let entities = quoted_and_more(anew.iter().map(String::as_str).take(NAMED), more);
            io.note(message!("successors-begin-anew", entities, count = anew.len()));
        }
        data.panel = renamed.panel;
        Ok(renamed.gone)
    }

    /// The warning about codes that the data do not have.
    pub(crate) fn unknown(&self, panels: &[&Panel]) -> Option<Problem> {
        self.successors.unknown(&self.file.name, panels)
    }
}

/// The end of what is looked at. Periods that tell no time are refused by what is computed of them.
fn time(until: Option<&str>) -> f64 {
    until
        .and_then(|period| period.parse().ok())
        .filter(|time: &f64| time.is_finite())
        .unwrap_or(f64::INFINITY)
}
