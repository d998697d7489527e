//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Composite indices from a framework file: check, score, rank, and say where each number comes from.
///
/// Without arguments `icip score` scores the example that ships with the program: 136 public
/// entities of Colombia, from the variables of the ICIP pilot.
#[derive(Debug, Parser)]
#[command(name = "icip", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 fine, 1 internal, 2 usage, 3 framework, 4 data, 5 computation \
or disagreement, 6 warnings denied, 7 files";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score and rank the entities of a data file
    Score(Score),
    /// Report everything that is wrong with a framework and its data, and what an auditor would ask
    Check(Check),
    /// Show the way of one entity from the index down to the cells
    Explain(Explain),
    /// Say how sure each rank is: draw what is uncertain, score again, and sum up
    Robustness(Robustness),
    /// Hold computed scores and ranks to a published table
    Compare(Compare),
    /// List the frameworks that ship, or show one
    Frameworks(Frameworks),
    /// List every method with formula, parameters, missing rule and reference
    Methods(Methods),
    /// Print the JSON schema of framework.toml
    Schema,
    /// Write a commented framework and a data template to start from
    Init(Init),
    /// Make a framework of the tables of another tool
    Import(Import),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff; view with `icip manual | man -l -`)
    Manual,
}

/// Which framework and which data.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Data file: CSV in any dialect, or `-` for standard input; Parquet and Arrow IPC where the
    /// program was built with `--features parquet`. Without it, the example that ships
    pub(crate) data: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) options: InputOptions,
}

/// How framework and data are read.
#[derive(Debug, Args)]
pub(crate) struct InputOptions {
    /// A framework that ships (see `icip frameworks`), a folder with framework.toml and
    /// structure.csv, or a TOML file [default: icip-2018]
    #[arg(short, long, value_name = "NAME|PATH")]
    pub(crate) framework: Option<String>,
    /// Register of entities (CSV): names and groups, joined by code
    #[arg(long, value_name = "FILE")]
    pub(crate) entities: Option<PathBuf>,
    /// Only the rows of this period
    #[arg(long)]
    pub(crate) period: Option<String>,
    /// A further mark that means "no value", such as ND; may be repeated
    #[arg(long, value_name = "MARK", allow_hyphen_values = true)]
    pub(crate) missing: Vec<String>,
    /// Decimal mark of the data file, when it cannot be told from the numbers
    #[arg(long, value_name = ".|,", value_parser = [".", ","])]
    pub(crate) decimal: Option<String>,
    /// Number of threads; the result is the same for any number
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Language of names in tables
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    pub(crate) lang: String,
    /// End with exit code 6 when there are warnings (notes are none)
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For eyes
    Table,
    /// For other programs: all nodes, every digit
    Csv,
    /// For other programs, with names and weights of nodes
    Json,
    /// For documents
    Markdown,
}

/// Arguments of `icip score`.
#[derive(Debug, Args)]
pub(crate) struct Score {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Write scores.csv, ranks.csv, trail.csv, fitted.json and run.json into this folder, instead of
    /// printing the ranking
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// How the ranking is printed
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
    /// Only the first N entities (of each group with --group); 20 when the data are read in blocks
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Rank inside the groups of this column
    #[arg(long, value_name = "COLUMN")]
    pub(crate) group: Option<String>,
    /// Read the data in blocks of rows, whatever the size of the file; an error where a step needs whole
    /// columns. Files of 64 MiB and more are read so where they can be
    #[arg(long, conflicts_with = "in_memory")]
    pub(crate) stream: bool,
    /// Hold the data in memory, whatever the size of the file
    #[arg(long)]
    pub(crate) in_memory: bool,
}

/// Arguments of `icip check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
}

/// Arguments of `icip explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Code of the entity, or a part of its name that no other has
    pub(crate) entity: String,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Start at this node instead of the index
    #[arg(long, value_name = "CODE")]
    pub(crate) node: Option<String>,
    /// Go at most so many levels down
    #[arg(long, value_name = "N")]
    pub(crate) depth: Option<usize>,
}

/// Arguments of `icip robustness`.
#[derive(Debug, Args)]
pub(crate) struct Robustness {
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Number of runs [default: what `[uncertainty]` of the framework says, or 1000]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=1_000_000_000))]
    pub(crate) replicates: Option<u64>,
    /// Seed of all draws; the same seed gives the same bytes [default: what the framework says, or 1]
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// How many of the best are the top
    #[arg(long, value_name = "K", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: u32,
    /// Error of tiers: the top of a tier is above the top of the next in all runs but this share; 0 to 0.5
    #[arg(long, value_name = "E")]
    pub(crate) error: Option<f64>,
    /// Write pairs.csv with -o: how often each entity is above each other
    #[arg(long, requires = "output")]
    pub(crate) pairs: bool,
    /// Shares of the variance that each input explains, from so many base rows (a power of 2, such as
    /// 1024); each takes two runs more than there are inputs
    #[arg(long, value_name = "ROWS")]
    pub(crate) sobol: Option<usize>,
    /// One thing at a time: without each node, without each entity, with each rule that a factor offers
    #[arg(long)]
    pub(crate) scenarios: bool,
    /// Best and worst rank of each entity over all weights, proven, and who is above whom with all of them
    #[arg(long)]
    pub(crate) exact: bool,
    /// The node whose children's weights are free in exact answers [default: the index]
    #[arg(long, value_name = "CODE")]
    pub(crate) node: Option<String>,
    /// In exact answers each weight stays within this share of its own, such as 0.25 [default: what the
    /// framework says of the node, or all weights]
    #[arg(long, value_name = "SHARE")]
    pub(crate) within: Option<f64>,
    /// The smallest change of weights with which the first entity reaches the second
    #[arg(long, num_args = 2, value_names = ["ENTITY", "OTHER"])]
    pub(crate) overtake: Option<Vec<String>>,
    /// The smallest increase of a node's score with which an entity gains so many places
    #[arg(long, num_args = 3, value_names = ["ENTITY", "NODE", "PLACES"])]
    pub(crate) gain: Option<Vec<String>>,
    /// Write robustness.json and a folder robustness with tables and run.json into this folder, instead of
    /// printing
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// How the result is printed
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// Arguments of `icip compare`.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Published table: CSV with the code column of the framework and columns named like its nodes
    pub(crate) published: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show it")]
    pub(crate) input: Input,
    /// Largest difference that counts as agreement
    #[arg(long, default_value_t = 1e-9)]
    pub(crate) tolerance: f64,
    /// A published column and the node it holds; may be repeated
    #[arg(long, value_name = "COLUMN=NODE")]
    pub(crate) map: Vec<String>,
    /// The published column that holds ranks of the index; found when it is called rank,
    /// published_rank, position or the like
    #[arg(long, value_name = "COLUMN")]
    pub(crate) rank: Option<String>,
}

/// Arguments of `icip frameworks`.
#[derive(Debug, Args)]
pub(crate) struct Frameworks {
    /// Show this framework: its tree, rules and weights
    pub(crate) name: Option<String>,
    /// Language of names
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    pub(crate) lang: String,
    /// Write its files into a folder of this name, to start a framework of your own from
    #[arg(long, value_name = "DIR", requires = "name")]
    pub(crate) export: Option<PathBuf>,
}

/// Arguments of `icip methods`.
#[derive(Debug, Args)]
pub(crate) struct Methods {
    /// Show only this method or family
    pub(crate) name: Option<String>,
}

/// Arguments of `icip init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Folder to write into; it must not exist, or be empty
    pub(crate) dir: PathBuf,
}

/// Arguments of `icip import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The tool
    #[command(subcommand)]
    pub(crate) from: ImportFrom,
}

/// The tools whose tables can be imported.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportFrom {
    /// COINr's two tables, written as CSV
    Coinr {
        /// iData: one row an entity
        idata: PathBuf,
        /// iMeta: one row an indicator, aggregate, group or denominator
        imeta: PathBuf,
        /// Folder to write into; it must not exist, or be empty
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
}
