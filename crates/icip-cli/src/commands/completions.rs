//! `icip completions`.

use clap::CommandFactory;

use crate::args::Cli;
use crate::fail::Fail;
use crate::streams::Io;

pub(crate) fn completions(shell: clap_complete::Shell, io: &mut Io<'_>) -> Result<(), Fail> {
    // Into memory first: clap_complete panics where the output is closed.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "icip", &mut text);
    Ok(io.out.write_all(&text)?)
}
