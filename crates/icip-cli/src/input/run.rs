//! An edition that a command line names: a data file, or the folder of an earlier run, whose record says what it was made
//! from. It must not know what is made of it.

use std::path::{Path, PathBuf};

use icip::framework::{builtins, example};
use icip::io::Area;
use icip::problem::message;
use serde::Deserialize;

use super::data::EXAMPLE;
use super::file::InputFile;
use super::loaded::{LoadedData, LoadedFramework};
use super::successors::SUCCESSORS;
use crate::args::InputOptions;
use crate::digest::of_bytes;
use crate::fail::Fail;
use crate::streams::Io;
use crate::system::Found;

/// The record of a run, which lies in its folder.
const RECORD: &str = "run.json";

/// The largest record that is read: one lists every row that was left out.
const MOST: u64 = 64 << 20;

/// What the record of a run says of its inputs.
#[derive(Debug, Deserialize)]
struct Recorded {
    inputs: Vec<RecordedInput>,
    options: RecordedOptions,
}

#[derive(Debug, Clone, Deserialize)]
struct RecordedInput {
    role: String,
    name: String,
    sha256: String,
}

#[derive(Debug, Deserialize)]
struct RecordedOptions {
    period: Option<String>,
    missing: Vec<String>,
    decimal: Option<String>,
    sheet: Option<String>,
    range: Option<String>,
}

/// An edition: its data, and the options with which they and the framework are read.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// Nothing for the example that ships.
    pub(crate) data: Option<PathBuf>,
    pub(crate) options: InputOptions,
    /// The folder of the run, and its inputs.
    run: Option<(PathBuf, Vec<RecordedInput>)>,
}

impl Named {
    /// The edition at a path: the run whose folder it is, or a data file under the options of the command line.
    pub(crate) fn at(path: &Path, options: &InputOptions, io: &Io<'_>) -> Result<Self, Fail> {
        let is_folder = path != Path::new("-")
            && io.system.find(path).map_err(Fail::reading(path))? == Some(Found::Folder);
        if !is_folder {
            return Ok(Self { data: Some(path.to_owned()), options: options.clone(), run: None });
        }
        let folder = path.display().to_string();
        let record = path.join(RECORD);
        let text = io.system.read_result(&record, MOST).map_err(Fail::reading(&record))?;
        let text = text.ok_or_else(|| Fail::Usage(message!("run-no-record", folder = &folder)))?;
        let unreadable = |error: serde_json::Error| {
            Fail::Usage(message!("run-unreadable", folder = &folder, error = error.to_string()))
        };
        let Recorded { inputs, options: own } = serde_json::from_slice(&text).map_err(unreadable)?;
        let range = own.range.as_deref().map(|text| {
            Area::parse(text)
                .ok_or_else(|| Fail::Usage(message!("run-unreadable", folder = &folder, error = text)))
        });
        let range = range.transpose()?;
        let of = |role: &str| inputs.iter().find(|input| input.role == role);
        let named = |role: &str| {
            of(role).ok_or_else(|| Fail::Usage(message!("run-no-input", folder = &folder, role)))
        };
        let (framework, data) = (named("framework")?, named("data")?);
        // A framework that ships has the name of its folder, and no other folder counts.
        let shipped = builtins().iter().find(|shipped| {
            framework.name == format!("{}/framework.toml", shipped.id)
                && of_bytes(shipped.toml.as_bytes()) == framework.sha256
        });
        let is_example = data.name == EXAMPLE && of_bytes(example().as_bytes()) == data.sha256;
        let options = InputOptions {
            framework: Some(shipped.map_or_else(|| framework.name.clone(), |shipped| shipped.id.to_owned())),
            entities: of("entities").map(|input| PathBuf::from(&input.name)),
            period: own.period,
            missing: own.missing,
            decimal: own.decimal,
            sheet: own.sheet,
            range,
            ..options.clone()
        };
        let data = (!is_example).then(|| PathBuf::from(&data.name));
        Ok(Self { data, options, run: Some((path.to_owned(), inputs)) })
    }

    /// Whether it is a run.
    pub(crate) fn is_run(&self) -> bool {
        self.run.is_some()
    }

    /// The table of successors with which the run was made, where there was one.
    pub(crate) fn successors(&self) -> Option<PathBuf> {
        let (_, inputs) = self.run.as_ref()?;
        inputs.iter().find(|input| input.role == SUCCESSORS).map(|input| PathBuf::from(&input.name))
    }

    /// Refuses another table of successors than that of the run.
    pub(crate) fn must_be_successors(&self, file: &InputFile) -> Result<(), Fail> {
        self.must_be(&[SUCCESSORS], std::slice::from_ref(file))
    }

    /// Refuses another framework than that of the run.
    pub(crate) fn must_be_framework(&self, loaded: &LoadedFramework) -> Result<(), Fail> {
        self.must_be(&["framework", "structure"], &loaded.files)
    }

    /// Refuses other data than those of the run.
    pub(crate) fn must_be_data(&self, loaded: &LoadedData) -> Result<(), Fail> {
        self.must_be(&["data", "entities"], &loaded.files())
    }

    fn must_be(&self, roles: &[&str], files: &[InputFile]) -> Result<(), Fail> {
        let Some((folder, inputs)) = &self.run else { return Ok(()) };
        let is_other = |input: &&RecordedInput| {
            let is_it = |file: &InputFile| file.role == input.role && file.sha256 == input.sha256;
            roles.contains(&input.role.as_str()) && !files.iter().any(is_it)
        };
        inputs.iter().find(is_other).map_or(Ok(()), |input| {
            let what = message!("run-other-file", file = &input.name, folder = folder.display().to_string());
            Err(Fail::usage(what, message!("run-other-file-hint")))
        })
    }
}
