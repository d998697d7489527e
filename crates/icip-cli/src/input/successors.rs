//! The table of entities that follow others.

use std::path::Path;

use icip::data::Panel;
use icip::problem::{Problem, message, quoted_and_more};
use icip::successors::Successors;

use super::cells::cells;
use super::file::{InputFile, display_name, read_bytes};
use crate::args::{InputOptions, limits};
use crate::fail::Fail;
use crate::streams::Io;

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
        Ok(Some(Self { successors, file: InputFile::new("successors", &name, &bytes) }))
    }

    /// Refuses rows without a period, where periods are compared.
    pub(crate) fn must_be_dated(&self) -> Result<(), Fail> {
        self.successors.must_be_dated(&self.file.name).map_err(Fail::Data)
    }

    /// A table whose entities have their last codes in every period; what was split or merged is said.
    pub(crate) fn renamed(&self, panel: &Panel, io: &mut Io<'_>) -> Result<Panel, Fail> {
        self.must_be_dated()?;
        let renamed = self.successors.renamed(panel).map_err(Fail::Data)?;
        let anew = &renamed.begin_anew;
        if !anew.is_empty() {
            let more = anew.len().saturating_sub(NAMED);
            let entities = quoted_and_more(anew.iter().map(String::as_str).take(NAMED), more);
            io.note(message!("successors-begin-anew", entities, count = anew.len()));
        }
        Ok(renamed.panel)
    }

    /// The warning about codes that the data do not have.
    pub(crate) fn unknown(&self, panels: &[&Panel]) -> Option<Problem> {
        self.successors.unknown(&self.file.name, panels)
    }
}
