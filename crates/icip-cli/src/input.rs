//! Framework and data from names and paths.

use std::io::Read;
use std::path::Path;

use icip::data::{Panel, Schema};
use icip::exec::Par;
use icip::framework::{self, Files, Framework};
use icip::io::{Decimal, Excluded, ReadOptions, decode_text, read_csv, read_header, read_register};
use icip::plan::{Plan, Scorecard};
use icip::problem::{self, Code, Place, Problem, Report, Severity, Warned};
use sha2::{Digest, Sha256};

use crate::Io;
use crate::args::{Input, InputOptions};
use crate::fail::Fail;
#[cfg(feature = "parquet")]
use crate::feed::About;
use crate::feed::Table;

/// The name that problems and run records show for the example that ships.
pub(crate) const EXAMPLE: &str = "example";

/// The framework when none is named.
const DEFAULT: &str = "icip-2018";

/// An input file as the run record names it.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) role: &'static str,
    pub(crate) name: String,
    pub(crate) sha256: String,
}

impl Source {
    /// A file that is not held in memory.
    pub(crate) fn of_file(role: &'static str, path: &Path) -> Result<Self, Fail> {
        let mut file = std::fs::File::open(path).map_err(Fail::file("read", path))?;
        let mut digest = Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        loop {
            match file.read(&mut buffer).map_err(Fail::file("read", path))? {
                0 => return Ok(Self::of_digest(role, &shown(path), &digest.finalize())),
                read => digest.update(&buffer[..read]),
            }
        }
    }

    fn of_digest(role: &'static str, name: &str, digest: &[u8]) -> Self {
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { role, name: name.to_owned(), sha256 }
    }

    fn new(role: &'static str, name: &str, bytes: &[u8]) -> Self {
        Self::of_digest(role, name, &Sha256::digest(bytes))
    }
}

/// A framework that was read, with its warnings.
pub(crate) struct LoadedFramework {
    pub(crate) framework: Framework,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) sources: Vec<Source>,
}

/// A table that was read, with all warnings so far.
pub(crate) struct LoadedData {
    pub(crate) panel: Panel,
    /// How the file was written, in one line.
    pub(crate) dialect: String,
    pub(crate) excluded: Vec<Excluded>,
    /// Columns that nobody asked for.
    pub(crate) unread: Vec<String>,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) sources: Vec<Source>,
}

/// The threads asked for.
pub(crate) fn par(options: &InputOptions) -> Par {
    options.threads.map_or(Par::Auto, Par::Threads)
}

/// The framework that the options name.
pub(crate) fn chosen(options: &InputOptions) -> Result<LoadedFramework, Fail> {
    framework(options.framework.as_deref().unwrap_or(DEFAULT))
}

/// A framework by the name of one that ships, or by the path of a folder or file.
pub(crate) fn framework(name: &str) -> Result<LoadedFramework, Fail> {
    let path = Path::new(name);
    if let Some(shipped) = framework::builtins().iter().find(|shipped| shipped.id == name) {
        let toml = format!("{name}/framework.toml");
        let structure = format!("{name}/structure.csv");
        return parse((&toml, shipped.toml), Some((&structure, shipped.structure)));
    }
    if !path.exists() {
        let ships: Vec<&str> = framework::builtins().iter().map(|shipped| shipped.id).collect();
        let near = problem::nearest(name, ships.iter().copied());
        let hint = near.map_or_else(
            || format!("these ship: {}", ships.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Fail::Usage(format!(
            "no framework `{name}`: neither a file or folder, nor one that ships; {hint}"
        )));
    }
    let toml = if path.is_dir() { path.join("framework.toml") } else { path.to_owned() };
    let structure = toml.with_file_name("structure.csv");
    let Warned { value: toml_text, mut warnings } = read_text(&toml)?;
    let mut structure_text = None;
    if structure.exists() && !has_inline_tree(&toml_text) {
        let read = read_text(&structure)?;
        warnings.extend(read.warnings);
        structure_text = Some(read.value);
    }
    let (toml, structure) = (toml.display().to_string(), structure.display().to_string());
    let texts = structure_text.as_deref().map(|text| (structure.as_str(), text));
    let mut loaded = parse((&toml, &toml_text), texts)?;
    warnings.append(&mut loaded.warnings);
    Ok(LoadedFramework { warnings, ..loaded })
}

/// A single file may lie beside the structure.csv of another framework.
fn has_inline_tree(toml: &str) -> bool {
    toml.lines().any(|line| line.trim_start().starts_with("[[nodes]]"))
}

fn parse(toml: (&str, &str), structure: Option<(&str, &str)>) -> Result<LoadedFramework, Fail> {
    let mut sources = vec![Source::new("framework", toml.0, toml.1.as_bytes())];
    sources.extend(structure.map(|(name, text)| Source::new("structure", name, text.as_bytes())));
    let Warned { value, warnings } = Files { toml, structure }.read().map_err(Fail::Framework)?;
    Ok(LoadedFramework { framework: value, warnings, sources })
}

/// The data for a framework, with the register joined and one period chosen.
pub(crate) fn data(framework: &Framework, input: &Input, io: &mut Io<'_>) -> Result<LoadedData, Fail> {
    let options = &input.options;
    note_default(input, io);
    let mut loaded = match &input.data {
        None if framework.id().starts_with("icip-2018") => {
            read("data", EXAMPLE, framework::example().as_bytes(), &read_options(framework, options))?
        }
        None => {
            return Err(Fail::Usage(format!(
                "framework `{}` needs a data file, named before or after `-f {}`; the example that ships is for icip-2018",
                framework.id(),
                options.framework.as_deref().unwrap_or(DEFAULT)
            )));
        }
        Some(path) => {
            let bytes = read_bytes(path, io)?;
            let name = shown(path);
            let read_options = read_options(framework, options);
            read("data", &name, &bytes, &read_options)
                .map_err(|fail| with_missing_columns(fail, framework, &name, &bytes, &read_options))?
        }
    };
    if let Some(path) = &options.entities {
        let bytes = read_bytes(path, io)?;
        let name = shown(path);
        loaded.sources.push(Source::new("entities", &name, &bytes));
        // What is declared of the data file's text is not said of this one.
        let read = ReadOptions { encoding: None, delimiter: None, ..read_options(framework, options) };
        let register = read_register(&bytes, &name, &read).map_err(Fail::Data)?;
        loaded.warnings.extend(register.warnings);
        let joined = register.value.join(loaded.panel);
        loaded.warnings.extend(joined.warnings);
        loaded.panel = joined.value;
        // The register supplies what the data file lacks.
        let lacking = |warning: &Problem| {
            let field = warning.place.field.as_ref();
            warning.code == Code::MissingGroup
                && field.is_some_and(|field| loaded.panel.groups().contains(field))
        };
        loaded.warnings.retain(|warning| !lacking(warning));
    }
    if let Some(period) = &options.period {
        loaded.panel = one_period(&loaded.panel, framework, period)?;
    }
    Ok(loaded)
}

/// Says which framework it is, where none is named.
pub(crate) fn note_default(input: &Input, io: &mut Io<'_>) {
    if input.data.is_some() && input.options.framework.is_none() {
        let _ = writeln!(io.talk, "note: no -f is given, so the framework is `{DEFAULT}`");
    }
}

/// The problems of a table together with those of its header: a column that is missing is told even while
/// cells are wrong.
fn with_missing_columns(
    fail: Fail,
    framework: &Framework,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Fail {
    let (Fail::Data(problems), Ok(header)) = (&fail, read_header(bytes, name, options)) else { return fail };
    let mut report = Report::default();
    problems.iter().for_each(|problem| report.problem(problem.clone()));
    if let Err(missing) = Plan::compile(framework, &Schema::of_file(name, header)) {
        missing.iter().for_each(|problem| report.problem(problem.clone()));
    }
    report.into_problems().map_or_else(Fail::Data, |_| fail)
}

/// What the framework says of reading, and what the command line adds.
pub(crate) fn read_options(framework: &Framework, options: &InputOptions) -> ReadOptions {
    let mut read = framework.read_options();
    read.missing.extend(options.missing.iter().cloned());
    match options.decimal.as_deref() {
        Some(",") => read.decimal = Some(Decimal::Comma),
        Some(_) => read.decimal = Some(Decimal::Point),
        None => {}
    }
    read
}

/// Reads a table from bytes; the file's name tells Parquet and Arrow IPC from text.
pub(crate) fn read(
    role: &'static str,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<LoadedData, Fail> {
    let sources = vec![Source::new(role, name, bytes)];
    if let Some(format) = columnar(name) {
        return read_columnar(name, bytes, format, options, sources);
    }
    let Warned { value: table, warnings } = read_csv(bytes, name, options).map_err(Fail::Data)?;
    let dialect = table.dialect.to_string();
    Ok(LoadedData {
        panel: table.panel,
        dialect,
        excluded: table.excluded,
        unread: table.unread,
        warnings,
        sources,
    })
}

/// Formats that hold columns instead of text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Columnar {
    Parquet,
    Arrow,
}

pub(crate) fn columnar(name: &str) -> Option<Columnar> {
    match Path::new(name).extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "parquet" | "pq" => Some(Columnar::Parquet),
        "arrow" | "ipc" | "feather" => Some(Columnar::Arrow),
        _ => None,
    }
}

#[cfg(feature = "parquet")]
fn read_columnar(
    name: &str,
    bytes: &[u8],
    format: Columnar,
    options: &ReadOptions,
    sources: Vec<Source>,
) -> Result<LoadedData, Fail> {
    let (format, dialect) = match format {
        Columnar::Parquet => (icip_frame::Format::Parquet, "Parquet"),
        Columnar::Arrow => (icip_frame::Format::ArrowIpc, "Arrow IPC"),
    };
    let Warned { value, warnings } = icip_frame::read(bytes, format, name, options).map_err(Fail::Data)?;
    let dialect = format!("{dialect}, {} rows", value.panel.rows());
    let icip_frame::Framed { panel, excluded, unread } = value;
    Ok(LoadedData { panel, dialect, excluded, unread, warnings, sources })
}

/// A columnar file that is read in blocks of rows; Arrow IPC is held in memory.
#[cfg(feature = "parquet")]
pub(crate) fn open_columnar(
    path: &Path,
    format: Columnar,
    options: &ReadOptions,
) -> Result<Option<Box<dyn Table>>, Fail> {
    let Columnar::Parquet = format else { return Ok(None) };
    let source = {
        let path = path.to_owned();
        move || std::fs::File::open(&path)
    };
    let blocks = icip_frame::ParquetBlocks::open(source, &shown(path), options).map_err(Fail::Data)?;
    Ok(Some(Box::new(blocks)))
}

#[cfg(feature = "parquet")]
impl Table for icip_frame::ParquetBlocks {
    fn about(&self) -> About {
        About {
            dialect: format!("Parquet, {} rows", self.kept()),
            excluded: self.excluded().to_vec(),
            warnings: self.warnings().to_vec(),
        }
    }
}

/// What was not built in is refused where it is read.
#[cfg(not(feature = "parquet"))]
pub(crate) fn open_columnar(_: &Path, _: Columnar, _: &ReadOptions) -> Result<Option<Box<dyn Table>>, Fail> {
    Ok(None)
}

#[cfg(not(feature = "parquet"))]
fn read_columnar(
    name: &str,
    _: &[u8],
    format: Columnar,
    _: &ReadOptions,
    _: Vec<Source>,
) -> Result<LoadedData, Fail> {
    Err(Fail::Usage(format!(
        "`{name}` is {format:?}, which this program was built without: build it with `--features parquet`, or give CSV"
    )))
}

/// The scorecard of a plan and the data it was made for.
pub(crate) fn score<'a>(
    plan: &Plan<'a>,
    data: &'a LoadedData,
    options: &InputOptions,
) -> Result<Scorecard<'a>, Fail> {
    let prepared = plan.prepare(&data.panel, par(options)).map_err(Fail::Computation)?;
    prepared.score().map_err(Fail::Computation)
}

/// Everything that was said on the way, in the order of the steps.
pub(crate) fn warnings(loaded: &LoadedFramework, data: &LoadedData, card: &Scorecard<'_>) -> Vec<Problem> {
    loaded.warnings.iter().chain(&data.warnings).chain(card.warnings()).cloned().collect()
}

/// The plan for the data, and the data that the framework's screening leaves.
pub(crate) fn plan<'f>(framework: &'f Framework, data: &mut LoadedData) -> Result<Plan<'f>, Fail> {
    let plan = Plan::compile(framework, &data.panel.schema()).map_err(Fail::Data)?;
    if !framework.screens() {
        return Ok(plan);
    }
    let screened = plan.screen(&data.panel);
    data.panel = screened.panel;
    data.excluded.extend(screened.entities);
    for (column, why) in screened.indicators {
        let place = Place::default().field(column);
        data.warnings.push(Problem::new(Code::Screened, place, format!("the indicator is left out: {why}")));
    }
    Ok(plan)
}

fn one_period(panel: &Panel, framework: &Framework, period: &str) -> Result<Panel, Fail> {
    let chosen = panel.filter(|entity| entity.period.as_deref() == Some(period));
    if chosen.rows() > 0 {
        return Ok(chosen);
    }
    let periods: Vec<&str> = panel.periods().into_iter().filter_map(|(period, _)| period).collect();
    Err(Fail::Data(unknown_period(framework, period, &periods).into()))
}

/// The problem of a period that no row has, where rows have others.
pub(crate) fn unknown_period(framework: &Framework, period: &str, periods: &[&str]) -> Problem {
    let problem =
        Problem::new(Code::UnknownPeriod, Place::default(), format!("no row is of period `{period}`"));
    let periods: Vec<String> = periods.iter().map(|period| format!("`{period}`")).collect();
    match framework.read_options().period.as_deref() {
        Some(column) => problem.hint(format!("column `{column}` holds {}", periods.join(", "))),
        None => problem.hint("the framework names no period column: `period` under `[data]`"),
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read_bytes(path: &Path, io: &mut Io<'_>) -> Result<Vec<u8>, Fail> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io.input.read_to_end(&mut bytes).map_err(Fail::file("read", Path::new("standard input")))?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(Fail::file("read", path))
}

/// A framework's file as text, also where a spreadsheet wrote it in Windows-1252.
fn read_text(path: &Path) -> Result<Warned<String>, Fail> {
    let bytes = std::fs::read(path).map_err(Fail::file("read", path))?;
    decode_text(&bytes, &path.display().to_string()).map_err(Fail::Framework)
}

/// How problems name a file: as the caller wrote it.
pub(crate) fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// Whether a warning speaks of a layout or a choice that is as it should be, once it was seen: a title
/// above the table, a weight of zero. Notes are never denied.
pub(crate) fn is_note(warning: &Problem) -> bool {
    warning.code.severity() == Severity::Note
}

/// Prints warnings, at most ten of one kind, and refuses them when they are denied.
pub(crate) fn warn(warnings: &[Problem], options: &InputOptions, io: &mut Io<'_>) -> Result<(), Fail> {
    const SHOWN: usize = 10;
    let mut codes: Vec<Code> = Vec::new();
    for warning in warnings {
        if !codes.contains(&warning.code) {
            codes.push(warning.code);
        }
    }
    for code in codes {
        let same: Vec<&Problem> = warnings.iter().filter(|warning| warning.code == code).collect();
        let kind = if is_note(same[0]) { "note" } else { "warning" };
        for warning in same.iter().take(SHOWN) {
            let _ = writeln!(io.talk, "{kind}: {warning}");
        }
        if same.len() > SHOWN {
            let more = same.len() - SHOWN;
            let _ = writeln!(io.talk, "{kind}: ... and {more} more of this kind; `icip check` shows all");
        }
    }
    let denied = warnings.iter().any(|warning| !is_note(warning));
    if options.deny_warnings && denied { Err(Fail::Warnings) } else { Ok(()) }
}
