//! `run.json`: everything that is needed to repeat a run. It must not hold a time or the name of a machine:
//! the same run gives the same record.

use std::io::{self, BufWriter, Write};

use icip::io::Excluded;
use icip::problem::Problem;
use icip::report::robustness::RobustnessDocument;
use serde::Serialize;

use crate::args::InputOptions;
use crate::fail::Fail;
use crate::input::file::InputFile;
use crate::input::loaded::LoadedFramework;
use crate::results::Output;

#[derive(Debug, Serialize)]
struct RunRecord<'a> {
    format: u32,
    program: &'static str,
    version: &'static str,
    framework: &'a str,
    inputs: Vec<InputRecord<'a>>,
    options: OptionsRecord<'a>,
    dialect: &'a str,
    excluded: Vec<ExcludedRecord<'a>>,
    warnings: Vec<String>,
    /// The other files of the run, by which a reader can check that they belong together.
    outputs: &'a [Output],
    #[serde(skip_serializing_if = "Option::is_none")]
    draws: Option<DrawsRecord<'a>>,
}

/// What was drawn, and which other questions were asked.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DrawsRecord<'a> {
    pub(crate) design: &'a str,
    pub(crate) replicates: u64,
    pub(crate) seed: u64,
    /// Whether the framework declares what varies.
    pub(crate) declared: bool,
    pub(crate) top: u32,
    /// The error of the tiers, where there are any.
    pub(crate) error: Option<f64>,
    pub(crate) sobol_base_rows: Option<usize>,
    pub(crate) scenarios: bool,
    /// The node whose weights were free.
    pub(crate) exact: Option<&'a str>,
    pub(crate) within: Option<f64>,
    /// Entities and those that they should reach.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) overtake: Vec<&'a [String]>,
    /// Entities; or entities, nodes and places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) gain: Vec<&'a [String]>,
}

impl<'a> DrawsRecord<'a> {
    /// The draws of a study that was asked for nothing more. `declared` says whether the framework declares what
    /// varies.
    pub(crate) fn of(study: &'a RobustnessDocument, declared: bool) -> Self {
        Self {
            design: study.runs.design,
            replicates: study.runs.replicates,
            seed: study.runs.seed,
            declared,
            top: study.top,
            error: study.tiers.as_ref().map(|tiers| tiers.error),
            sobol_base_rows: None,
            scenarios: false,
            exact: None,
            within: None,
            overtake: Vec::new(),
            gain: Vec::new(),
        }
    }
}

#[derive(Debug, Serialize)]
struct InputRecord<'a> {
    role: &'a str,
    name: &'a str,
    sha256: &'a str,
}

#[derive(Debug, Serialize)]
struct OptionsRecord<'a> {
    period: Option<&'a str>,
    missing: &'a [String],
    decimal: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<String>,
}

#[derive(Debug, Serialize)]
struct ExcludedRecord<'a> {
    code: &'a str,
    period: Option<&'a str>,
    /// The line of a row that has no code to be known by.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    why: String,
}

/// What the record says of the data.
pub(crate) struct DataFacts<'d> {
    pub(crate) files: &'d [InputFile],
    pub(crate) dialect: &'d str,
    pub(crate) excluded: &'d [Excluded],
}

/// The record of a run and of the files that it wrote, with the draws where something was drawn.
pub(crate) fn run_record(
    options: &InputOptions,
    loaded: &LoadedFramework,
    data: &DataFacts<'_>,
    warnings: &[Problem],
    draws: Option<DrawsRecord<'_>>,
    outputs: &[Output],
) -> Result<String, Fail> {
    let files = loaded.files.iter().chain(data.files);
    json(&RunRecord {
        // The version of this layout, for programs that read records of several versions of `icip`.
        format: 1,
        program: "icip",
        version: env!("CARGO_PKG_VERSION"),
        framework: loaded.framework.id(),
        inputs: files
            .map(|file| InputRecord { role: file.role, name: &file.name, sha256: &file.sha256 })
            .collect(),
        // Only what results depend on: they are the same on any number of threads and in any language.
        options: OptionsRecord {
            period: options.period.as_deref(),
            missing: &options.missing,
            decimal: options.decimal.as_deref(),
            sheet: options.sheet.as_deref(),
            range: options.range.as_ref().map(ToString::to_string),
        },
        dialect: data.dialect,
        excluded: data
            .excluded
            .iter()
            .map(|excluded| ExcludedRecord {
                code: &excluded.entity.code,
                period: excluded.entity.period.as_deref(),
                line: excluded.entity.line.filter(|_| excluded.entity.code.is_empty()),
                why: excluded.why.to_string(),
            })
            .collect(),
        warnings: warnings.iter().map(ToString::to_string).collect(),
        outputs,
        draws,
    })
}

/// Writes a document and an empty line, without holding its text.
pub(crate) fn write_json(document: &impl Serialize, out: &mut dyn Write) -> Result<(), Fail> {
    /// Bytes that are collected before they are written: a document is written word by word.
    const PIECE: usize = 1 << 16;
    let mut out = BufWriter::with_capacity(PIECE, out);
    serde_json::to_writer_pretty(&mut out, document).map_err(|error| match error.is_io() {
        true => Fail::from(io::Error::from(error)),
        false => Fail::Internal(error.to_string()),
    })?;
    out.write_all(b"\n\n")?;
    Ok(out.flush()?)
}

/// A document as text, which ends with a line break like every text file.
pub(crate) fn json(document: &impl Serialize) -> Result<String, Fail> {
    let mut text =
        serde_json::to_string_pretty(document).map_err(|error| Fail::Internal(error.to_string()))?;
    text.push('\n');
    Ok(text)
}
