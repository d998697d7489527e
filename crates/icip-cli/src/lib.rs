//! The `icip` program as a function: arguments and streams in, exit code out.
//!
//! It reads files, calls the library, and writes files and tables. It must not compute a score or a rank.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::Parser;
use icip::exec;
use icip::problem::{Language, message, printable_lines, shown_in};

mod apart;
mod args;
mod block_file;
mod changes;
mod commands;
mod digest;
pub mod exit;
mod fail;
mod input;
pub mod interrupts;
mod kept_file;
mod lookup;
mod over_time;
mod printable_writer;
mod progress;
mod rank_interval;
mod reported;
mod results;
mod run_record;
mod scoring;
mod selected_rows;
mod streams;
mod study;
mod system;
mod table;
mod temporary;
mod timings;
mod warnings;
mod wording;
mod workbook;

pub use streams::{Io, Terminal};
pub use system::{Faults, Identity, Operation, System};

use args::{Cli, Command, limits};
use fail::Fail;
use printable_writer::PrintableWriter;
use timings::Timings;
use wording::language;

/// Runs the program and returns its exit code, which is one of those in [`exit`].
///
/// ```
/// let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
/// let mut io = icip_cli::Io::new(&mut input, &mut out, &mut err);
/// let code = icip_cli::run(["icip", "score", "--top", "1"], &mut io);
/// assert_eq!(code, icip_cli::exit::FINE);
/// assert!(String::from_utf8_lossy(&out).contains("POSITIVA"));
/// ```
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>, io: &mut Io<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return without_command(&error, &args, io),
    };
    io.language = language(cli.command.lang());
    io.quiet = cli.command.options().is_some_and(|options| options.quiet);
    if cli.command.options().is_some_and(|options| options.timings) {
        io.timings = Timings::begin();
    }
    // Work that only one thread does needs no others.
    let threads = cli.command.options().and_then(|options| options.threads);
    if cli.command.options().is_some() && !matches!(threads, Some(0 | 1)) {
        if let Err(error) = io.system.start_threads(threads.unwrap_or(usize::MAX)) {
            io.note(message!("threads-not-started", error = error.to_string()));
        }
    } else {
        // A library may start them with work that it shares.
        let _ = io.system.keep_threads_out(usize::MAX);
    }
    // Only now, because threads take address space.
    let memory = limits::of_memory(cli.command.limits());
    io.memory = memory.or_else(|| io.system.free_memory());
    // What is for people is printable everywhere, because a pipe may end in a terminal; what is for programs has
    // to stay as it is, but for a terminal.
    let result = if io.out_terminal.is_some() || cli.command.writes_for_people() {
        let mut out = PrintableWriter::new(&mut *io.out);
        let (system, timings) = (io.system.clone(), io.timings.clone());
        let mut shown =
            Io { input: &mut *io.input, out: &mut out, err: &mut *io.err, system, timings, ..*io };
        command(&cli.command, threads, &mut shown)
    } else {
        command(&cli.command, threads, io)
    };
    // What is still in a buffer can fail as late as here, and the exit code has to say so.
    let result = result.and_then(|()| io.out.flush().map_err(Fail::from));
    match result {
        Ok(()) => {
            io.timings.lines().into_iter().for_each(|line| io.message(line));
            exit::FINE
        }
        // Neither has anything to say: the problems are printed, or nobody reads.
        Err(fail @ (Fail::Closed | Fail::Listed(_))) => fail.exit_code(),
        Err(fail) => {
            io.message(message!("severity-error", what = fail.head()));
            fail.first_problems().iter().for_each(|problem| io.message(format_args!("  {problem}")));
            fail.exit_code()
        }
    }
}

/// Shows what clap has to say: help and version, which were asked for, or what is wrong with the arguments.
fn without_command(error: &clap::Error, args: &[OsString], io: &mut Io<'_>) -> u8 {
    let terminal = if error.use_stderr() { io.err_terminal } else { io.out_terminal };
    // An argument that holds more than text takes the colours with it: clap repeats it as it is.
    let is_plain = |arg: &OsString| matches!(printable_lines(&arg.to_string_lossy()), Cow::Borrowed(_));
    let text = match terminal {
        Some(Terminal { colour: true, .. }) if args.iter().all(is_plain) => error.render().ansi().to_string(),
        _ => printable_lines(&error.render().to_string()).into_owned(),
    };
    // Neither a closed output nor a closed standard error changes the exit code.
    if error.use_stderr() {
        let _ = write!(io.err, "{text}");
        exit::USAGE
    } else {
        let _ = write!(io.out, "{text}");
        exit::FINE
    }
}

/// Does what was asked for, on at most so many threads. What is for people alone is in their language; files are for programs,
/// too.
fn command(command: &Command, threads: Option<usize>, io: &mut Io<'_>) -> Result<(), Fail> {
    let is_shown = command.writes_for_people() && !command.writes_files();
    let language = if is_shown { io.language } else { Language::ENGLISH };
    exec::at_most(threads.unwrap_or(usize::MAX), || shown_in(language, || dispatch(command, io)))
}

fn dispatch(command: &Command, io: &mut Io<'_>) -> Result<(), Fail> {
    match command {
        Command::Score(args) => commands::score(args, io),
        Command::Check(args) => commands::check(args, io),
        Command::Explain(args) => commands::explain(args, io),
        Command::Robustness(args) => commands::robustness(args, io),
        Command::Report(args) => commands::report(args, io),
        Command::Compare(args) => commands::compare(args, io),
        Command::Change(args) => commands::change(args, io),
        Command::Targets(args) => commands::targets(args, io),
        Command::Trends(args) => commands::trends(args, io),
        Command::Audit(args) => commands::audit(args, io),
        Command::Cost(args) => commands::cost(args, io),
        Command::Ages(args) => commands::ages(args, io),
        Command::Frameworks(args) => commands::frameworks(args, io),
        Command::Methods(args) => commands::methods(args, io),
        Command::Problems(args) => commands::problems(args, io),
        Command::Schema => commands::schema(io),
        Command::Init(args) => commands::init(args, io),
        Command::Template(args) => commands::template(args, io),
        Command::Import(args) => commands::import(args, io),
        Command::Completions { shell } => commands::completions(*shell, io),
        Command::Manual => commands::manual(io),
    }
}
