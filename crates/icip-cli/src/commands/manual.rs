//! `icip manual`.

use std::io::Write;

use clap::CommandFactory;

use crate::args::Cli;
use crate::fail::Fail;
use crate::streams::Io;

/// Prints one page: the program, then every command.
pub(crate) fn manual(io: &mut Io<'_>) -> Result<(), Fail> {
    let mut text = Vec::new();
    let mut command = Cli::command();
    // Only a command that is built knows what its subcommands inherit, such as `--version`.
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
