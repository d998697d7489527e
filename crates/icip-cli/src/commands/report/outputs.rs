//! Where a report is written: standard output, or files that appear when all of them are complete.

use std::path::{Path, PathBuf};

use icip::problem::message;

use super::names;
use crate::args::Report;
use crate::fail::Fail;
use crate::results::{Output, ResultSet, folder_and_name, may_be_written};
use crate::streams::Io;
use crate::system::System;
use crate::workbook;

/// The files that list the sheets and the figures of a folder, with the record of the run.
const SHEETS: &str = "sheets.json";
const FIGURES: &str = "figures.json";

/// What the command line asks for.
pub(super) struct Targets<'a> {
    /// The folder and the name of the page.
    page: Option<(PathBuf, String)>,
    /// The same of the workbook.
    workbook: Option<(PathBuf, String)>,
    sheets: Option<&'a Path>,
    figures: Option<&'a Path>,
}

impl<'a> Targets<'a> {
    /// Refuses a page for a terminal, where it is nothing to read, and what no file can be called.
    pub(super) fn of(args: &'a Report, io: &Io<'_>) -> Result<Self, Fail> {
        if let Some(path) = args.output.as_deref().filter(|path| workbook::is_workbook(path)) {
            let path = path.display().to_string();
            return Err(Fail::Usage(message!("report-output-is-workbook", path)));
        }
        let page = args.output.as_deref().map(|path| file(path, &io.system)).transpose()?;
        let workbook = args.xlsx.as_deref().map(|path| workbook::file(path, &io.system)).transpose()?;
        let targets =
            Self { page, workbook, sheets: args.sheets.as_deref(), figures: args.figures.as_deref() };
        if targets.is_standard_output() && io.out_terminal.is_some() {
            return Err(Fail::Usage(message!("report-needs-output")));
        }
        Ok(targets)
    }

    /// Whether the page goes to standard output, because nothing else is asked for.
    fn is_standard_output(&self) -> bool {
        self.page.is_none() && self.workbook.is_none() && self.sheets.is_none() && self.figures.is_none()
    }
}

fn file(path: &Path, system: &System) -> Result<(PathBuf, String), Fail> {
    folder_and_name(path, system)?
        .ok_or_else(|| Fail::Usage(message!("report-output-is-no-file", path = path.display().to_string())))
}

/// Files on their way, those of one folder as one set.
pub(super) struct Outputs<'a> {
    targets: &'a Targets<'a>,
    system: System,
    sets: Vec<(PathBuf, ResultSet)>,
}

impl<'a> Outputs<'a> {
    /// Finds out whether the files can be written.
    pub(super) fn begin(targets: &'a Targets<'a>, system: &System) -> Result<Self, Fail> {
        let mut outputs = Self { targets, system: system.clone(), sets: Vec::new() };
        for (folder, name) in targets.page.iter().chain(&targets.workbook) {
            outputs.set(folder, name)?;
        }
        for (folder, record) in [(targets.sheets, SHEETS), (targets.figures, FIGURES)] {
            if let Some(folder) = folder {
                // What an earlier run wrote and this one does not would be taken for a part of the folder.
                outputs.set(folder, record)?.replaces(record)?;
            }
        }
        Ok(outputs)
    }

    /// The set of a folder, in which a file with this name is going to be written.
    fn set(&mut self, folder: &Path, name: &str) -> Result<&mut ResultSet, Fail> {
        may_be_written(&folder.join(name), &self.system)?;
        let whole = absolute(folder)?;
        let at = match self.sets.iter().position(|(known, _)| *known == whole) {
            Some(at) => at,
            None => {
                self.sets.push((whole, ResultSet::begin(folder, [name], &self.system)?));
                self.sets.len() - 1
            }
        };
        Ok(&mut self.sets[at].1)
    }

    /// Writes the page, where there is to be one.
    pub(super) fn page(&mut self, text: impl FnOnce() -> String, io: &mut Io<'_>) -> Result<(), Fail> {
        if self.targets.is_standard_output() {
            write!(io.out, "{}", text())?;
        } else if let Some((folder, name)) = &self.targets.page {
            self.set(folder, name)?.write_whole(name, text().as_bytes())?;
        }
        Ok(())
    }

    /// Writes the workbook, where there is to be one.
    pub(super) fn workbook(&mut self, bytes: impl FnOnce() -> Result<Vec<u8>, Fail>) -> Result<(), Fail> {
        let Some((folder, name)) = &self.targets.workbook else { return Ok(()) };
        self.set(folder, name)?.write_whole(name, &bytes()?)
    }

    /// Writes the sheets of some rows of the panel, where a folder is named for them; the codes name the files.
    pub(super) fn sheets(
        &mut self,
        rows: &[(usize, &str)],
        sheet: impl Fn(usize) -> String,
        record: impl FnOnce(&[Output]) -> Result<String, Fail>,
    ) -> Result<(), Fail> {
        let Some(folder) = self.targets.sheets else { return Ok(()) };
        let page = self.targets.page.as_ref().and_then(|(_, name)| name.strip_suffix(".html"));
        let stems = names::of_codes(rows.iter().map(|(_, code)| *code), page.as_slice());
        let files = rows.iter().zip(stems).map(|((row, _), stem)| (format!("{stem}.html"), sheet(*row)));
        self.folder(folder, SHEETS, files, record)
    }

    /// Writes the figures, where a folder is named for them: their names and texts.
    pub(super) fn figures(
        &mut self,
        figures: impl FnOnce() -> Vec<(String, String)>,
        record: impl FnOnce(&[Output]) -> Result<String, Fail>,
    ) -> Result<(), Fail> {
        let Some(folder) = self.targets.figures else { return Ok(()) };
        self.folder(folder, FIGURES, figures(), record)
    }

    /// Writes files and the record that lists them.
    fn folder(
        &mut self,
        folder: &Path,
        record_name: &str,
        files: impl IntoIterator<Item = (String, String)>,
        record: impl FnOnce(&[Output]) -> Result<String, Fail>,
    ) -> Result<(), Fail> {
        let set = self.set(folder, record_name)?;
        let others = set.outputs().len();
        for (name, text) in files {
            set.write_whole(&name, text.as_bytes())?;
        }
        let record = record(&set.outputs()[others..])?;
        set.write_whole(record_name, record.as_bytes())
    }

    /// Gives all files their names.
    pub(super) fn publish(self, io: &mut Io<'_>) -> Result<(), Fail> {
        self.sets.into_iter().try_for_each(|(_, set)| set.publish(io))
    }
}

/// A path that tells whether two folders are one; `` is the folder in which the program runs.
fn absolute(folder: &Path) -> Result<PathBuf, Fail> {
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::path::absolute(named).map_err(Fail::creating(folder))
}
