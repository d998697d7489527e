//! `icip import`.

use std::path::Path;

use icip::import::{CoinrScale, coinr};
use icip::problem::message;

use crate::args::{Import, ImportFrom};
use crate::commands::next_steps;
use crate::fail::Fail;
use crate::input::file::{display_name, read_bytes};
use crate::results;
use crate::streams::Io;
use crate::warnings::with_severity;

pub(crate) fn import(args: &Import, io: &mut Io<'_>) -> Result<(), Fail> {
    let ImportFrom::Coinr { idata, imeta, normalise, output: dir } = &args.from;
    results::must_be_new(dir, &io.system)?;
    let texts = [text(idata, io)?, text(imeta, io)?];
    let names = [display_name(idata), display_name(imeta)];
    let scale = normalise.as_deref().and_then(CoinrScale::of_word);
    let imported = coinr((&names[0], &texts[0]), (&names[1], &texts[1]), scale).map_err(Fail::Framework)?;
    for warning in &imported.warnings {
        io.message(with_severity(warning));
    }
    let files = [
        ("framework.toml", imported.value.toml.as_str()),
        ("structure.csv", imported.value.structure.as_str()),
        // The data stay as they were, since the framework that was made names the columns of COINr.
        ("data.csv", texts[0].as_str()),
    ];
    results::write_all(dir, &files, io)?;
    next_steps::show(dir, io);
    Ok(())
}

fn text(path: &Path, io: &mut Io<'_>) -> Result<String, Fail> {
    let bytes = read_bytes(path, io)?;
    String::from_utf8(bytes).map_err(|_| Fail::Usage(message!("usage-not-utf8", file = display_name(path))))
}
