//! The `icip` program: hands the arguments and streams of the process to [`icip_cli::run`].

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use icip_cli::{Identity, Io, System, Terminal, interrupts, run};

/// The width of a terminal that does not tell its own.
const USUAL_WIDTH: usize = 80;

fn main() -> ExitCode {
    hide_caught_panics();
    // <https://no-color.org>: set to anything, it asks for none.
    let colour = std::env::var_os("NO_COLOR").is_none();
    let terminal = |size: Option<(terminal_size::Width, terminal_size::Height)>| Terminal {
        width: size.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0)),
        colour,
    };
    let out_terminal = io::stdout().is_terminal().then(|| terminal(terminal_size::terminal_size()));
    let err_terminal =
        io::stderr().is_terminal().then(|| terminal(terminal_size::terminal_size_of(io::stderr())));
    let [input_file, output_file] = stream_files();
    let system = System::with_streams(input_file, output_file);
    // Without a thread that listens, a signal ends the program as it ends any other.
    let _ = interrupts::listen(&system);
    let (mut input, mut out, mut err) = (io::stdin().lock(), io::stdout().lock(), io::stderr());
    let mut io = Io::new(&mut input, &mut out, &mut err).on(out_terminal, err_terminal).with_system(system);
    ExitCode::from(run(std::env::args_os(), &mut io))
}

/// The files that standard input and standard output go to, where they are files.
#[cfg(unix)]
fn stream_files() -> [Option<Identity>; 2] {
    use std::os::fd::AsFd;
    let file = |stream: std::os::fd::BorrowedFd<'_>| {
        stream.try_clone_to_owned().ok().and_then(|copy| Identity::of_stream(&copy.into()))
    };
    [file(io::stdin().as_fd()), file(io::stdout().as_fd())]
}

#[cfg(not(unix))]
fn stream_files() -> [Option<Identity>; 2] {
    [None, None]
}

/// Prints nothing of a panic at a damaged file that the library turns into a problem of the file; any other is printed
/// as usual.
fn hide_caught_panics() {
    #[cfg(feature = "parquet")]
    let of_polars = icip_frame::catches_panics;
    #[cfg(not(feature = "parquet"))]
    let of_polars = || false;
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !icip_workbook::catches_panics() && !of_polars() {
            usual(panic);
        }
    }));
}
