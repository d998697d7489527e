//! The `icip` program: hands the arguments and streams of the process to [`icip_cli::run`].

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use icip_cli::{Io, Terminal, run};

/// The width of a terminal that does not tell its own.
const USUAL_WIDTH: usize = 80;

fn main() -> ExitCode {
    // <https://no-color.org>: set to anything, it asks for none.
    let colour = std::env::var_os("NO_COLOR").is_none();
    let terminal = |size: Option<(terminal_size::Width, terminal_size::Height)>| Terminal {
        width: size.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0)),
        colour,
    };
    let out_terminal = io::stdout().is_terminal().then(|| terminal(terminal_size::terminal_size()));
    let err_terminal =
        io::stderr().is_terminal().then(|| terminal(terminal_size::terminal_size_of(io::stderr())));
    let (mut input, mut out, mut err) = (io::stdin().lock(), io::stdout().lock(), io::stderr());
    let mut io = Io::new(&mut input, &mut out, &mut err).on(out_terminal, err_terminal);
    ExitCode::from(run(std::env::args_os(), &mut io))
}
