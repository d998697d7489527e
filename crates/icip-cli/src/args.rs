//! The command line. It must not know what a command does with its arguments.

mod gains;
pub(crate) mod limits;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use icip::io::Area;
use icip::problem::{Language, message};

pub(crate) use gains::Gains;

/// Computes composite indices from a framework file: it checks the framework and the data, scores and ranks
/// the entities, and shows where each number comes from.
///
/// Without arguments, `icip score` scores the example that ships with the program: 136 public entities of
/// Colombia, from the variables of the ICIP pilot.
#[derive(Debug, Parser)]
#[command(name = "icip", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 success; 1 a fault of the program; 2 an invalid command line; \
3 problems of the framework; 4 problems of the data; 5 an index that cannot be computed, or \
a published table that differs or has rows that are not computed; 6 warnings that --deny-warnings denies; 7 a file that cannot be read or written. \
An interruption ends the program by its signal, which a shell shows as 130 (SIGINT) or 143 (SIGTERM)";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score and rank the entities of a data file
    Score(Score),
    /// Report every problem of a framework and its data, and what an auditor would ask
    Check(Check),
    /// Show how the score of one entity follows from its data, from the index down to the cells
    Explain(Explain),
    /// Show how certain each rank is, by drawing what is uncertain and scoring again many times
    Robustness(Robustness),
    /// Write the result as people read it: one HTML file, a sheet for every entity, or charts for slides
    Report(Report),
    /// Compare computed scores and ranks with a published table
    Compare(Compare),
    /// Show whether the index is sound: its indicators, correlations, consistency, dimensions, weights against influence,
    /// and which entities lie apart
    Audit(Audit),
    /// Show what changed between two editions, and why: the change of every score and rank, split into data, gaps, scale
    /// and method
    Change(Change),
    /// Show how far each entity is on its way to the goals that the framework declares, and whether it will be there in time
    Targets(Targets),
    /// Show how values move over three and more periods: the trend of each entity, convergence, and changes of places
    Trends(Trends),
    /// Show what results cost: cost per result, how it moved, and the distance from those that get most for their cost
    Cost(Cost),
    /// Show how old the last measurement of each entity and indicator is
    Ages(Aged),
    /// List the frameworks that ship with the program, or show a framework
    Frameworks(Frameworks),
    /// List every method with its formula, its parameters, its rule for missing values, and a reference
    Methods(Methods),
    /// List the codes of problems, each with its severity, its meaning and an example
    Problems(Problems),
    /// Print the JSON schema of framework.toml, with which an editor can complete and check it
    Schema,
    /// Write a framework with comments, and data to try it on, as a start for your own; or one that ships, or one made from
    /// a table
    Init(Init),
    /// Write a form for those who fill in the data of a framework: the questions, and what may be answered
    Template(Template),
    /// Make a framework from the tables of another tool
    Import(Import),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page as roff; `icip manual | man -l -` shows it
    Manual,
}

impl Command {
    /// Whether people read what the command writes to standard output.
    pub(crate) fn writes_for_people(&self) -> bool {
        let format = match self {
            Self::Score(args) => args.format,
            Self::Check(args) => args.format,
            Self::Robustness(args) => args.format,
            Self::Problems(args) => args.format,
            Self::Change(args) => args.format,
            Self::Targets(args) => args.format,
            Self::Trends(args) => args.format,
            Self::Audit(args) => args.format,
            Self::Cost(args) => args.format,
            Self::Ages(args) => args.format,
            Self::Init(args) if args.from.is_some() => Format::Table,
            Self::Explain(_) | Self::Compare(_) | Self::Frameworks(_) | Self::Methods(_) => Format::Table,
            Self::Report(_)
            | Self::Schema
            | Self::Init(_)
            | Self::Template(_)
            | Self::Import(_)
            | Self::Completions { .. }
            | Self::Manual => {
                return false;
            }
        };
        matches!(format, Format::Table | Format::Markdown)
    }

    /// Whether it writes files, which programs read.
    pub(crate) fn writes_files(&self) -> bool {
        match self {
            Self::Score(args) => args.output.is_some(),
            Self::Check(args) => args.output.is_some(),
            Self::Robustness(args) => args.output.is_some(),
            Self::Change(args) => args.output.is_some(),
            Self::Audit(args) => args.output.is_some(),
            Self::Report(_) | Self::Init(_) | Self::Template(_) | Self::Import(_) => true,
            _ => false,
        }
    }

    /// The language that was asked for.
    pub(crate) fn lang(&self) -> &str {
        match self {
            Self::Frameworks(args) => &args.lang,
            Self::Methods(args) => &args.lang,
            Self::Problems(args) => &args.lang,
            Self::Init(args) => &args.lang,
            // That of the form, which is Spanish unless another is asked for.
            Self::Template(_) => Language::ENGLISH.tag(),
            other => other.options().map_or(Language::ENGLISH.tag(), |options| &options.lang),
        }
    }

    /// How large inputs may be.
    pub(crate) fn limits(&self) -> &[limits::Limit] {
        match self {
            Self::Import(args) => &args.limits,
            Self::Frameworks(args) => &args.limits,
            Self::Init(args) => &args.limits,
            Self::Template(args) => &args.limits,
            _ => self.options().map_or(&[], |options| &options.limits),
        }
    }

    /// How framework and data are read, of a command that reads them.
    pub(crate) fn options(&self) -> Option<&InputOptions> {
        match self {
            Self::Score(args) => Some(&args.input.options),
            Self::Check(args) => Some(&args.input.options),
            Self::Explain(args) => Some(&args.input.options),
            Self::Robustness(args) => Some(&args.input.options),
            Self::Report(args) => Some(&args.input.options),
            Self::Compare(args) => Some(&args.input.options),
            Self::Change(args) => Some(&args.options),
            Self::Targets(args) => Some(&args.input.options),
            Self::Trends(args) => Some(&args.input.options),
            Self::Audit(args) => Some(&args.input.options),
            Self::Cost(args) => Some(&args.input.options),
            Self::Ages(args) => Some(&args.input.options),
            _ => None,
        }
    }
}

/// Which framework and which data.
#[derive(Debug, Clone, Args)]
pub(crate) struct Input {
    /// The data file: CSV in any dialect, or `-` for standard input; a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods); Parquet
    /// or Arrow IPC where the program was built with `--features parquet` [default: the example that ships]
    pub(crate) data: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) options: InputOptions,
}

/// Cells of a sheet.
fn area(text: &str) -> Result<Area, String> {
    Area::parse(text).ok_or_else(|| message!("bad-value-range-hint").to_string())
}

/// A period as the tables have it; any text may be one.
fn period(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(icip::io::period_as_read(text))
}

/// How framework and data are read.
#[derive(Debug, Clone, Args)]
pub(crate) struct InputOptions {
    /// The framework: the name of one that ships (see `icip frameworks`), a folder with framework.toml and
    /// structure.csv, or a TOML file [default: icip-2018]
    #[arg(short, long, value_name = "NAME|PATH")]
    pub(crate) framework: Option<String>,
    /// A register of entities: a CSV file or a workbook with names and groups, which are joined to the data by the code
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    /// Show only the rows of this period. Rows of other periods still count where the framework says so: in
    /// samples of all periods, base periods, gaps filled from other periods, and weights that come from scores. Of several
    /// periods `icip score` prints the last one as a table, and all of them side by side with --period all; CSV, JSON and
    /// files hold every period. `icip robustness` studies the last one, and each of them with --period all
    #[arg(long, value_parser = period)]
    pub(crate) period: Option<String>,
    /// A further text that means "no value", such as ND; the option may be repeated
    #[arg(long, value_name = "MARK", allow_hyphen_values = true)]
    pub(crate) missing: Vec<String>,
    /// The sheet of a workbook, by its name or its number [default: the one whose header names the most columns of the
    /// framework]
    #[arg(long, value_name = "NAME|N")]
    pub(crate) sheet: Option<String>,
    /// The cells of the sheet that hold the table with its header, such as A3:ZZ200 or A3:ZZ [default: all]
    #[arg(long, value_name = "CELLS", value_parser = area)]
    pub(crate) range: Option<Area>,
    /// The decimal mark of the data file, for data from which it cannot be inferred
    #[arg(long, value_name = ".|,", value_parser = [".", ","])]
    pub(crate) decimal: Option<String>,
    /// What a row of the data file is: an entity with a column for each indicator (wide), an observation as SDMX-CSV and
    /// statistics offices write it (long), or an entity and an indicator with a column for each year (years) [default: as
    /// the framework says, or wide]
    #[arg(long, value_name = "WORD", value_parser = ["wide", "long", "years"])]
    pub(crate) layout: Option<String>,
    /// The number of threads, which does not change the result [default: one per processor]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// How large an input may be, such as rows=5M; the option may be repeated. The limits of a table are bytes, rows,
    /// columns, record and field (the bytes of a row and of a cell) and problems (listed of each code); those of a
    /// framework text (its bytes), nodes and depth; that of a study is study (runs times entities), and that of a report
    /// is report (entities times nodes); memory is in bytes [default: what the machine has]. A number may end with k, M, G, Ki, Mi or Gi; none lifts a limit
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limits::limit)]
    pub(crate) limits: Vec<limits::Limit>,
    /// The language of what people read: tables, messages, reports, and documents in Markdown. Files for programs, CSV and
    /// JSON are the same in every language
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    pub(crate) lang: String,
    /// Columns of the data that are read beside those of the framework.
    #[arg(skip)]
    pub(crate) further: Vec<String>,
    /// Print no notes beside the result, only warnings and errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Say beside the result where the time went: reading, preparing, scoring, ranking, writing, and what else was done
    #[arg(long)]
    pub(crate) timings: bool,
    /// End with exit code 6 when there is a warning. No result is written then; `icip check` still
    /// prints its report. Notes, which only say how the input was read or which choice was made, do not count.
    /// `icip problems` lists warnings and notes
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for the terminal
    Table,
    /// CSV for other programs, with every digit
    Csv,
    /// JSON for other programs
    Json,
    /// A table in Markdown, for documents
    Markdown,
}

/// How the tables of results are written into a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// scores.csv, ranks.csv and trail.csv
    Csv,
    /// scores.parquet, ranks.parquet and trail.parquet
    Parquet,
}

/// Arguments of `icip score`.
#[derive(Debug, Args)]
pub(crate) struct Score {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Write scores.csv, ranks.csv, trail.csv, fitted.json and run.json into this folder instead of printing
    /// the ranking, and group-totals.csv where the framework declares totals of groups; or write one workbook, where the
    /// name ends in .xlsx, as in -o results.xlsx
    #[arg(short, long, value_name = "DIR|FILE.xlsx")]
    pub(crate) output: Option<PathBuf>,
    /// In the folder, write the tables of scores, ranks and the trail in this format. Parquet, which other programs read in a
    /// tenth of the time, needs a program that was built with `--features parquet`; codes are texts in it, and the record of the run
    /// is in the metadata of each file
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "csv", requires = "output")]
    pub(crate) tables: TableFormat,
    /// In a workbook, write formulas where a spreadsheet has the rule, so that it computes scores and ranks anew when a
    /// weight is changed
    #[arg(long, requires = "output")]
    pub(crate) formulas: bool,
    /// In a workbook, show the 90 % interval of each rank and the tier, which a study finds as `icip robustness` does
    #[arg(long, requires = "output")]
    pub(crate) intervals: bool,
    /// The format in which the ranking is printed; CSV and JSON hold every node. Markdown is a document in the language of
    /// --lang: where the data fit in memory, it also has the 90 % interval of each rank and the tier, which a study
    /// finds as `icip robustness` does
    #[arg(long, value_enum, default_value = "table", conflicts_with = "output")]
    pub(crate) format: Format,
    /// Print only the first N entities, or with --group the first N of each group [default: all; 20 when the data are
    /// read in blocks, and in a table for people of more than 10,000 rows]
    #[arg(long, value_name = "N", conflicts_with = "output")]
    pub(crate) top: Option<usize>,
    /// Rank the entities inside the groups of this column
    #[arg(long, value_name = "COLUMN")]
    pub(crate) group: Option<String>,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, and `period` the first period
    /// of the later one. An entity whose code changed is then one entity in all periods; one that was split or merged begins anew
    #[arg(long, value_name = "FILE", conflicts_with = "stream")]
    pub(crate) successors: Option<PathBuf>,
    /// Print only the totals of groups that the framework declares, in the format of --format. Without this option
    /// they follow the ranking, except in CSV
    #[arg(long, conflicts_with_all = ["output", "top", "group"])]
    pub(crate) totals: bool,
    /// Read the data in blocks of rows, whatever the size of the file. Without this option, files of 64 MiB
    /// and more are read in blocks where no step needs whole columns; with it, such a step is an error
    #[arg(long, conflicts_with = "in_memory")]
    pub(crate) stream: bool,
    /// Hold the data in memory, whatever the size of the file
    #[arg(long)]
    pub(crate) in_memory: bool,
    /// Write the columns of the leaves after each step too: a folder stages with denominated.csv, imputed.csv,
    /// treated.csv and normalised.csv. This needs the data in memory
    #[arg(long, conflicts_with = "stream")]
    pub(crate) stages: bool,
}

/// Arguments of `icip check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Write problems.csv and problems.json into this folder too: every error, warning and note, and every
    /// finding about a single entity, with entity, column, file, line, value and what would be allowed
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Print the table of data as it was understood instead of the report, in the format of --format and for a data file
    /// of any format: code, name, period, groups and every column that the framework reads, numbers with every digit,
    /// answers in words, and absent values as empty cells
    #[arg(long, conflicts_with = "output")]
    pub(crate) print_table: bool,
    /// The format in which the report is printed; CSV, JSON and Markdown are the table of problems.csv, or with
    /// --print-table that of the data
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// Arguments of `icip explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of the entity, or a part of its name that no other entity has
    pub(crate) entity: String,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Start at this node instead of the index
    #[arg(long, value_name = "CODE")]
    pub(crate) node: Option<String>,
    /// Show at most N levels below the start
    #[arg(long, value_name = "N")]
    pub(crate) depth: Option<usize>,
    /// Say why the score and the rank changed since this period, up to that of --period or the last one
    #[arg(long, value_name = "PERIOD", value_parser = period, conflicts_with_all = ["node", "depth", "against"])]
    pub(crate) since: Option<String>,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, `period` the first period
    /// of the later one, and `share` how much of several predecessors went into it. What an entity was before is the mean of
    /// its predecessors
    #[arg(long, value_name = "FILE", requires = "since")]
    pub(crate) successors: Option<PathBuf>,
    /// Say why the entity is above or below another one, by its code or a part of its name that no other entity has
    #[arg(long, value_name = "OTHER", conflicts_with_all = ["node", "depth"])]
    pub(crate) against: Option<String>,
}

/// Arguments of `icip targets`.
#[derive(Debug, Args)]
pub(crate) struct Targets {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Show the target of this node alone
    #[arg(long, value_name = "CODE")]
    pub(crate) node: Option<String>,
    /// Show this entity alone, by its code or a part of its name that no other entity has
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Option<String>,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, and `period` the first period
    /// of the later one. An entity whose code changed is then one entity in all periods; one that was split or merged begins anew
    #[arg(long, value_name = "FILE")]
    pub(crate) successors: Option<PathBuf>,
    /// The format in which the targets are printed; CSV and JSON have every digit
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// Arguments of `icip trends`.
#[derive(Debug, Args)]
pub(crate) struct Trends {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// The node: of a leaf its measurements, of another node its scores [default: the index]
    #[arg(long, value_name = "CODE")]
    pub(crate) node: Option<String>,
    /// Show this entity alone, by its code or a part of its name that no other entity has
    #[arg(long, value_name = "ENTITY")]
    pub(crate) entity: Option<String>,
    /// Print only the N entities that rise fastest
    #[arg(long, value_name = "N", conflicts_with = "entity")]
    pub(crate) top: Option<usize>,
    /// Link the index from period to period: it moves by the entity's own data alone, and not by scales that were fitted anew
    #[arg(long)]
    pub(crate) linked: bool,
    /// Say by Open SDG's rule for indicators without a goal how each entity stands, by its growth rate: on track from 1.5 % in the
    /// wanted direction, improving from 0.5 %, stagnating from 0, and falling back below
    #[arg(long)]
    pub(crate) without_goal: bool,
    /// Compare only entities with a value in every period in convergence and changes of places
    #[arg(long)]
    pub(crate) balanced: bool,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, `period` the first period
    /// of the later one, and `share` how much of several predecessors went into it. What an entity was before is the mean of
    /// its predecessors
    #[arg(long, value_name = "FILE")]
    pub(crate) successors: Option<PathBuf>,
    /// The format in which the trends are printed; CSV and JSON have every digit
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// Arguments of `icip cost`.
#[derive(Debug, Args)]
pub(crate) struct Cost {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// The leaf that holds the cost
    #[arg(long, value_name = "CODE")]
    pub(crate) cost: String,
    /// A leaf that holds a result; the option may be repeated
    #[arg(long, value_name = "CODE", required = true)]
    pub(crate) result: Vec<String>,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, and `period` the first period
    /// of the later one. An entity whose code changed is then one entity in all periods; one that was split or merged begins anew
    #[arg(long, value_name = "FILE")]
    pub(crate) successors: Option<PathBuf>,
    /// The format in which the costs are printed; CSV and JSON have every digit
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// Arguments of `icip ages`.
#[derive(Debug, Args)]
pub(crate) struct Aged {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, and `period` the first period
    /// of the later one. An entity whose code changed is then one entity in all periods; one that was split or merged begins anew
    #[arg(long, value_name = "FILE")]
    pub(crate) successors: Option<PathBuf>,
    /// The format in which the ages are printed
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// In which order the edits of a framework are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Edits {
    /// One by one, in the order in which they are listed
    Stated,
    /// On average over all orders (the Shapley value)
    Shapley,
}

/// After which step an audit takes the leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditStage {
    /// Comparable scores
    Normalised,
    /// Values with gaps filled and outliers treated
    Treated,
    /// Values of the data, divided where the leaf divides
    Raw,
}

/// Arguments of `icip audit`.
#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// After which step the leaves are taken
    #[arg(long, value_enum, default_value = "normalised")]
    pub(crate) stage: AuditStage,
    /// Audit each group of this group column of the framework by itself, rather than all entities together
    #[arg(long, value_name = "GROUP")]
    pub(crate) by: Option<String>,
    /// A further column of the data, such as population, with which everything is correlated; the option may be repeated
    #[arg(long = "with", value_name = "COLUMN")]
    pub(crate) with: Vec<String>,
    /// How many samples of the entities are drawn for the intervals of the influence; 0 leaves the intervals out
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) resamples: u32,
    /// The seed of all draws; the same seed gives the same results
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Propose K groups of similar entities: `-o` writes them as peers.csv, a register that `--entities` reads
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(2..=1000), requires = "output")]
    pub(crate) peers: Option<u32>,
    /// The columns of the data by which entities are similar, instead of all leaves; the option may be repeated
    #[arg(long, value_name = "COLUMN", requires = "peers")]
    pub(crate) peers_by: Vec<String>,
    /// Write every table as CSV, audit.json and run.json into this folder instead of printing the verdict
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The format in which it is printed. CSV has the findings; JSON has every table
    #[arg(long, value_enum, default_value = "table", conflicts_with = "output")]
    pub(crate) format: Format,
}

/// Arguments of `icip change`.
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// The data of the earlier edition, or a file with the periods of both: CSV in any dialect, `-` for standard input, a
    /// workbook, or Parquet and Arrow IPC where the program was built for them. Or the folder of an earlier run (`icip score -o`),
    /// whose framework, data and options its record names; the files must be the same as then
    pub(crate) before: PathBuf,
    /// The data of the later edition, or the folder of another run [default: the same file]
    pub(crate) after: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) options: InputOptions,
    /// The framework of the later edition, by its name or its path [default: the same one]
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) framework_after: Option<String>,
    /// The period of the earlier edition. That of the later one is --period, and else the last of its file [default: the
    /// period before it, or the last one of another file]
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub(crate) since: Option<String>,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, `period` the first period
    /// of the later one, and `share` how much of several predecessors went into it. What an entity was before is the mean of
    /// its predecessors
    #[arg(long, value_name = "FILE")]
    pub(crate) successors: Option<PathBuf>,
    /// The order in which the edits of the framework are made
    #[arg(long, value_enum, default_value = "stated")]
    pub(crate) edits: Edits,
    /// Print only the N entities that improved most
    #[arg(long, value_name = "N", conflicts_with_all = ["output", "entity"])]
    pub(crate) top: Option<usize>,
    /// Say it for this entity in words, by its code or a part of its name that no other entity has
    #[arg(long, value_name = "ENTITY", conflicts_with = "output")]
    pub(crate) entity: Option<String>,
    /// Write changes.csv, parts.csv, change.json and run.json into this folder instead of printing the table
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The format in which the changes are printed. CSV has one row for each entity, and of one entity (--entity) one for each
    /// part; JSON has every part too
    #[arg(long, value_enum, default_value = "table", conflicts_with = "output")]
    pub(crate) format: Format,
}

/// How many entities count as the top where nobody says so.
pub(crate) const TOP: u32 = 10;

/// How often a study draws what is uncertain.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Draws {
    /// The number of runs [default: that in `[uncertainty]` of the framework, or 1000]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=1_000_000_000))]
    pub(crate) replicates: Option<u64>,
    /// The seed of all draws; the same seed gives the same results [default: that of the framework, or 1]
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
}

/// Arguments of `icip robustness`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Robustness {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) draws: Draws,
    /// The number of entities that count as the top
    #[arg(long, value_name = "K", default_value_t = TOP, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: u32,
    /// The share of runs in which the order of two tiers may be reversed: in all other runs the first entity of
    /// a tier is above the first entity of the next tier; at least 0 and below 0.5 [default: 0.05]
    #[arg(long, value_name = "E")]
    pub(crate) error: Option<f64>,
    /// Write pairs.csv, which says how often each entity is above each other entity
    #[arg(long)]
    pub(crate) pairs: bool,
    /// Estimate the share of the variance that each input explains, from this number of base rows: a power of
    /// 2, such as 1024. A base row takes two runs more than there are inputs
    #[arg(long, value_name = "ROWS")]
    pub(crate) sobol: Option<usize>,
    /// Change one thing at a time: leave out each node, leave out each entity, use each rule that a factor
    /// offers
    #[arg(long)]
    pub(crate) scenarios: bool,
    /// Prove the best and the worst rank of each entity over all weights, and which entities are above which
    /// with all of them
    #[arg(long)]
    pub(crate) exact: bool,
    /// The node whose children have free weights in exact answers [default: the index]
    #[arg(long, value_name = "CODE")]
    pub(crate) node: Option<String>,
    /// In exact answers, how far each weight may move, as a share of itself, such as 0.25 [default: what the
    /// framework declares for the node, or all weights]
    #[arg(long, value_name = "SHARE")]
    pub(crate) within: Option<f64>,
    /// Find the smallest change of the weights with which the first entity reaches the second; the option may be
    /// repeated
    #[arg(long, num_args = 2, value_names = ["ENTITY", "OTHER"])]
    pub(crate) overtake: Vec<String>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) gain: Gains,
    /// Show this entity alone, by its code or a part of its name that no other entity has
    #[arg(long, value_name = "ENTITY", conflicts_with = "output")]
    pub(crate) entity: Option<String>,
    /// Write robustness.json, and a folder robustness with tables and run.json, into this folder instead of
    /// printing the result
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The format in which the result is printed. CSV is the table of the ranks alone
    #[arg(long, value_enum, default_value = "table", conflicts_with = "output")]
    pub(crate) format: Format,
}

/// Arguments of `icip report`.
#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// The HTML file to write [default: standard output, where that is no terminal and no other output is asked for]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write into this folder an HTML file for every entity, named after its code, and sheets.json, which lists them
    #[arg(long, value_name = "DIR")]
    pub(crate) sheets: Option<PathBuf>,
    /// Write into this folder the charts as SVG files for slides and documents, and figures.json, which lists them
    #[arg(long, value_name = "DIR")]
    pub(crate) figures: Option<PathBuf>,
    /// Write the result as one workbook too: ranking, scores, normalised leaves, weights, trail, findings, method and
    /// record of the run
    #[arg(long, value_name = "FILE.xlsx", conflicts_with = "only")]
    pub(crate) xlsx: Option<PathBuf>,
    /// In the workbook, write formulas where a spreadsheet has the rule, so that it computes scores and ranks anew when
    /// a weight is changed
    #[arg(long, requires = "xlsx")]
    pub(crate) formulas: bool,
    /// Write of one entity its sheet instead of the page, and its own charts instead of those of the index: by its
    /// code, or by a part of its name that no other entity has
    #[arg(long, value_name = "ENTITY", conflicts_with = "sheets")]
    pub(crate) only: Option<String>,
    /// Show a statistical audit too, as `icip audit` makes it: its findings and the tables a reader looks at first in the page,
    /// and every table in the workbook
    #[arg(long, conflicts_with = "only")]
    pub(crate) audit: bool,
    /// A table of entities that follow others, a CSV file or a workbook: `before` and `after` are codes, `period` the first period
    /// of the later one, and `share` how much of several predecessors went into it. What an entity was before is the mean of
    /// its predecessors
    #[arg(long, value_name = "FILE")]
    pub(crate) successors: Option<PathBuf>,
    /// Leave out how certain the ranks are: nothing is drawn, and the report has neither intervals nor tiers
    #[arg(long, conflicts_with_all = ["replicates", "seed"])]
    pub(crate) no_robustness: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) draws: Draws,
}

/// Arguments of `icip compare`.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The published table: CSV with a column of codes, and with columns that are named like the nodes of the
    /// framework. Its format is detected separately, whatever the framework says of the data file
    pub(crate) published: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// The largest difference that counts as agreement
    #[arg(long, default_value_t = 1e-9)]
    pub(crate) tolerance: f64,
    /// A published column and the node whose scores it holds; the option may be repeated. One `*` on both sides
    /// stands for the code of a node, as in "*.new=*"
    #[arg(long, value_name = "COLUMN=NODE")]
    pub(crate) map: Vec<String>,
    /// A published column that holds the ranks of the index, or of a node; the option may be repeated, and one `*`
    /// on both sides stands for the code of a node, as in "*=*_rank". Ties may be written as =3 [default: the
    /// columns whose names contain a word such as rank or position]
    #[arg(long, value_name = "[NODE=]COLUMN")]
    pub(crate) rank: Vec<String>,
    /// A published column that holds the names of the classes of the index, or of a node; the option may be
    /// repeated [default: the columns that are called like a node with `class` after it, as in scores.csv]
    #[arg(long, value_name = "[NODE=]COLUMN")]
    pub(crate) class: Vec<String>,
    /// What one computed point is in the published table, such as 100 for percentages; for all nodes or for one
    #[arg(long, value_name = "[NODE=]FACTOR")]
    pub(crate) scale: Vec<String>,
    /// The column of codes in the published table [default: that of the framework, or `code`]
    #[arg(long, value_name = "COLUMN")]
    pub(crate) code: Option<String>,
    /// The sheet of a published table that is a workbook, by its name or its number [default: the one that holds the codes]
    #[arg(long, value_name = "NAME|N")]
    pub(crate) published_sheet: Option<String>,
    /// The decimal mark of the published table, where it cannot be inferred
    #[arg(long, value_name = ".|,", value_parser = [".", ","])]
    pub(crate) published_decimal: Option<String>,
}

/// Arguments of `icip frameworks`.
#[derive(Debug, Args)]
pub(crate) struct Frameworks {
    /// The framework to show, with its tree, its rules and its weights: the name of one that ships, or a path
    pub(crate) name: Option<String>,
    /// The language of the names
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    pub(crate) lang: String,
    /// Write the files of the framework into this folder, so that you can change them
    #[arg(long, value_name = "DIR", requires = "name")]
    pub(crate) export: Option<PathBuf>,
    /// How large a framework may be, such as nodes=5M; the option may be repeated. The limits are text (its bytes), nodes and
    /// depth. A number may end with k, M, G, Ki, Mi or Gi; none lifts a limit
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limits::limit)]
    pub(crate) limits: Vec<limits::Limit>,
}

/// Arguments of `icip methods`.
#[derive(Debug, Args)]
pub(crate) struct Methods {
    /// The method or the family of methods to show [default: all]
    pub(crate) name: Option<String>,
    /// The language of the descriptions
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    pub(crate) lang: String,
}

/// Arguments of `icip problems`.
#[derive(Debug, Args)]
pub(crate) struct Problems {
    /// The codes to show in full [default: a list of all codes]
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    /// The language of the meanings and examples
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    pub(crate) lang: String,
    /// The format in which the codes are printed
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// Arguments of `icip init`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("source").args(["from", "framework"])))]
pub(crate) struct Init {
    /// The folder to write into, which must be empty or not exist
    pub(crate) dir: PathBuf,
    /// A table of entities and indicators from which a first framework is made: CSV in any dialect, a workbook (.xlsx,
    /// .xlsm, .xlsb, .xls, .ods), or `-` for standard input. The codes, names, periods and groups are found, and every other column becomes a leaf or is left out with a
    /// reason. What the table does not say, such as whether more is better, is listed
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<PathBuf>,
    /// A framework that ships, with which the project begins: its files, data to try it on where there are any, and a table
    /// to fill in
    #[arg(long, value_name = "NAME")]
    pub(crate) framework: Option<String>,
    /// The sheet of a workbook, by its name or its number [default: the visible one with the most cells]
    #[arg(long, value_name = "NAME|N", requires = "from")]
    pub(crate) sheet: Option<String>,
    /// The language of the texts that are written, and of what is said about them
    #[arg(long, default_value = "en", value_parser = ["en", "es"], requires = "source")]
    pub(crate) lang: String,
    /// How large the table may be, such as bytes=5G; the option may be repeated. The limits are bytes, and memory in bytes
    /// [default: what the machine has]. A number may end with k, M, G, Ki, Mi or Gi; none lifts a limit
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limits::limit, requires = "from")]
    pub(crate) limits: Vec<limits::Limit>,
}

/// Arguments of `icip template`.
#[derive(Debug, Args)]
pub(crate) struct Template {
    /// The framework: the name of one that ships, a folder or a TOML file
    pub(crate) framework: String,
    /// The file to write, which must not exist: FILE.csv, or a workbook FILE.xlsx in which a spreadsheet refuses wrong
    /// answers
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// A register of the entities that answer: their codes, names and groups are filled in
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    /// A sheet for each entity, with a question below the other, instead of a row for each entity; only in a workbook
    #[arg(long)]
    pub(crate) by_entity: bool,
    /// The language of the questions
    #[arg(long, default_value = "es", value_parser = ["en", "es"])]
    pub(crate) lang: String,
    /// How large framework and register may be, such as rows=5M; the option may be repeated
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limits::limit)]
    pub(crate) limits: Vec<limits::Limit>,
}

/// Arguments of `icip import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The tool
    #[command(subcommand)]
    pub(crate) from: ImportFrom,
    /// How large the tables may be, such as bytes=5G; the option may be repeated. The limits are bytes, the rows and columns of
    /// a workbook, and memory in bytes [default: what the machine has]. A number may end with k, M, G, Ki, Mi or Gi; none
    /// lifts a limit
    #[arg(long = "limit", global = true, value_name = "NAME=N", value_parser = limits::limit)]
    pub(crate) limits: Vec<limits::Limit>,
}

/// The tools whose tables can be imported.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportFrom {
    /// Make a framework from the two tables of COINr, written as CSV or as two sheets of a workbook
    Coinr {
        /// The table iData, with one row per entity; or a workbook with the sheets iData and iMeta
        idata: PathBuf,
        /// The table iMeta, with one row per indicator, aggregate, group or denominator [default: the sheet iMeta of the
        /// workbook]
        imeta: Option<PathBuf>,
        /// The normalisation whose parameters are taken from iMeta: that which the R code of the index names
        /// [default: the only one that has parameters in iMeta, and otherwise min-max from 0 to 100]
        #[arg(long, value_name = "METHOD",
              value_parser = ["min-max", "z-score", "scaled", "goalposts", "distance-to-target"])]
        normalise: Option<String>,
        /// The folder to write into, which must be empty or not exist
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
    /// Make a framework from a workbook of the COIN Tool of the European Commission
    CoinTool {
        /// The workbook, with the sheets Database and Framework
        file: PathBuf,
        /// The normalisation: min-max from 0 to 100, or between the goalposts of the workbook
        #[arg(long, value_name = "METHOD", default_value = "min-max", value_parser = ["min-max", "goalposts"])]
        normalise: String,
        /// The folder to write into, which must be empty or not exist
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
    /// Make a framework from a workbook of A2SIT, a tool of UNHCR
    A2sit {
        /// The workbook, with the sheets Data and Structure
        file: PathBuf,
        /// The folder to write into, which must be empty or not exist
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
}
