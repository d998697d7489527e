//! The `icip` program as a function: arguments and streams in, exit code out. It reads, calls the
//! library, and writes; it decides no number.

use std::ffi::OsString;
use std::io::{Read, Write};

use clap::{CommandFactory, Parser};

mod args;
mod commands;
pub mod exit;
mod fail;
mod feed;
mod find;
mod input;
mod output;
mod progress;
mod record;
mod spill;
mod strip;
mod table;
mod words;

use args::{Cli, Command};
use fail::Fail;

/// The terminal that the output goes to.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Width in characters.
    pub width: usize,
    /// Whether colours are welcome.
    pub colour: bool,
}

/// The streams of a run.
pub struct Io<'a> {
    /// Data, when the data file is `-`.
    pub input: &'a mut dyn Read,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Talk: warnings and errors.
    pub talk: &'a mut dyn Write,
    /// The terminal, when `out` is one.
    pub terminal: Option<Terminal>,
    /// The terminal, when `talk` is one: there long work says how far it is.
    pub talk_terminal: Option<Terminal>,
}

/// Runs the program; gives its exit code, one of those in [`exit`].
///
/// ```
/// let (mut out, mut talk) = (Vec::new(), Vec::new());
/// let mut io = icip_cli::Io { input: &mut std::io::empty(), out: &mut out, talk: &mut talk, terminal: None, talk_terminal: None };
/// let code = icip_cli::run(["icip", "score", "--top", "1"], &mut io);
/// assert_eq!(code, icip_cli::exit::FINE);
/// assert!(String::from_utf8_lossy(&out).contains("POSITIVA"));
/// ```
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>, io: &mut Io<'_>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let asked_for = !error.use_stderr();
            let text = match io.terminal {
                Some(Terminal { colour: true, .. }) => error.render().ansi().to_string(),
                _ => error.render().to_string(),
            };
            let _ = if asked_for { write!(io.out, "{text}") } else { write!(io.talk, "{text}") };
            return if asked_for { exit::FINE } else { exit::USAGE };
        }
    };
    let result = match &cli.command {
        Command::Score(args) => commands::score(args, io),
        Command::Check(args) => commands::check(args, io),
        Command::Explain(args) => commands::explain(args, io),
        Command::Robustness(args) => commands::robustness(args, io),
        Command::Compare(args) => commands::compare(args, io),
        Command::Frameworks(args) => commands::frameworks(args, io),
        Command::Methods(args) => commands::methods(args, io),
        Command::Schema => commands::schema(io),
        Command::Init(args) => commands::init(args, io),
        Command::Import(args) => commands::import(args, io),
        Command::Completions { shell } => completions(*shell, io),
        Command::Manual => manual(io),
    };
    let result = result.and_then(|()| io.out.flush().map_err(Fail::from));
    match result {
        Ok(()) => exit::FINE,
        Err(fail @ (Fail::Closed | Fail::Listed(_))) => fail.exit_code(),
        Err(fail) => {
            let _ = writeln!(io.talk, "error: {fail}");
            fail.exit_code()
        }
    }
}

fn completions(shell: clap_complete::Shell, io: &mut Io<'_>) -> Result<(), Fail> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "icip", &mut text);
    Ok(io.out.write_all(&text)?)
}

/// One page: the program, then every command.
fn manual(io: &mut Io<'_>) -> Result<(), Fail> {
    let mut text = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    for sub in command.get_subcommands() {
        let name = format!("icip {}", sub.get_name()).to_uppercase();
        writeln!(text, ".SH \"{name}\"")?;
        let man = clap_mangen::Man::new(sub.clone());
        man.render_synopsis_section(&mut text)?;
        man.render_description_section(&mut text)?;
        man.render_options_section(&mut text)?;
    }
    Ok(io.out.write_all(&text)?)
}
