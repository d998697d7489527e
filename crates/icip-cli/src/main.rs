//! The `icip` program: arguments and streams of the process, handed to [`icip_cli::run`].

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use icip_cli::{Io, Terminal, run};

fn main() -> ExitCode {
    let terminal = io::stdout().is_terminal().then(|| Terminal {
        width: terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)),
        colour: std::env::var_os("NO_COLOR").is_none(),
    });
    let mut out = io::stdout().lock();
    let mut talk = io::stderr();
    let progress = talk.is_terminal();
    let mut input = io::stdin().lock();
    ExitCode::from(run(
        std::env::args_os(),
        &mut Io { input: &mut input, out: &mut out, talk: &mut talk, terminal, progress },
    ))
}
