//! `icip import`.

use std::path::Path;

use icip::exec::Par;
use icip::import::{CoinrScale, Imported, a2sit, coin_tool, coinr, coinr_workbook};
use icip::io::{Area, Limits, ReadOptions, Sheet};
use icip::problem::{Place, Problems, Warned, message};
use icip_workbook::Workbook;

use crate::args::{Import, ImportFrom, limits};
use crate::commands::next_steps;
use crate::fail::Fail;
use crate::input::data::left_for_table;
use crate::input::file::{display_name, read_bytes};
use crate::results;
use crate::streams::Io;
use crate::warnings::with_severity;

pub(crate) fn import(args: &Import, io: &mut Io<'_>) -> Result<(), Fail> {
    let dir = match &args.from {
        ImportFrom::Coinr { output, .. }
        | ImportFrom::CoinTool { output, .. }
        | ImportFrom::A2sit { output, .. } => output,
    };
    results::must_be_new(dir, &io.system)?;
    let Warned { value: imported, warnings } = imported(args, io)?.map_err(Fail::Framework)?;
    for warning in &warnings {
        io.message(with_severity(warning));
    }
    let files = [
        ("framework.toml", imported.toml.as_str()),
        ("structure.csv", imported.structure.as_str()),
        // The data stay as they were, since the framework that was made names the columns of COINr.
        ("data.csv", imported.data.as_str()),
    ];
    results::write_all(dir, &files, io)?;
    next_steps::show(dir, io);
    Ok(())
}

fn imported(args: &Import, io: &mut Io<'_>) -> Result<Result<Warned<Imported>, Problems>, Fail> {
    let scale = |word: &Option<String>| word.as_deref().and_then(CoinrScale::of_word);
    let limits = limits::of_tables(&args.limits);
    Ok(match &args.from {
        ImportFrom::Coinr { idata, imeta: Some(imeta), normalise, .. } => {
            let texts = [text(idata, limits, io)?, text(imeta, limits, io)?];
            let names = [display_name(idata), display_name(imeta)];
            coinr((&names[0], &texts[0]), (&names[1], &texts[1]), scale(normalise))
        }
        ImportFrom::Coinr { idata, imeta: None, normalise, .. } => {
            let (name, tables) = sheets(idata, ["iData", "iMeta"], limits, io)?;
            coinr_workbook(&name, tables, scale(normalise), limits)
        }
        ImportFrom::CoinTool { file, normalise, .. } => {
            let (name, [database, tree]) = sheets(file, ["Database", "Framework"], limits, io)?;
            coin_tool(&name, &database, &tree, CoinrScale::of_word(normalise))
        }
        ImportFrom::A2sit { file, .. } => {
            let (name, [data, structure]) = sheets(file, ["Data", "Structure"], limits, io)?;
            a2sit(&name, &data, &structure)
        }
    })
}

/// The name of a workbook, and its sheets with these names.
fn sheets(
    path: &Path,
    names: [&str; 2],
    mut limits: Limits,
    io: &mut Io<'_>,
) -> Result<(String, [Sheet; 2]), Fail> {
    let bytes = read_bytes(path, io)?;
    let file = display_name(path);
    limits.memory = left_for_table(io.memory.unwrap_or(u64::MAX), &file, &bytes)?;
    let mut workbook = Workbook::open(&bytes, &file, limits).map_err(Fail::Data)?;
    let mut sheet = |name| {
        let (at, _) = workbook.choose(Some(name), &Area::whole(), &ReadOptions::default(), &mut |_| ())?;
        workbook.read(at, &Area::whole(), Par::Auto, &mut |_| ())
    };
    let read = [sheet(names[0]), sheet(names[1])];
    let [first, second] = read;
    Ok((file, [first.map_err(Fail::Data)?, second.map_err(Fail::Data)?]))
}

fn text(path: &Path, limits: Limits, io: &mut Io<'_>) -> Result<String, Fail> {
    let bytes = read_bytes(path, io)?;
    limits
        .check_bytes(&Place::file(&display_name(path)), bytes.len() as u64)
        .map_err(|problem| Fail::Data((*problem).into()))?;
    String::from_utf8(bytes).map_err(|_| Fail::Usage(message!("usage-not-utf8", file = display_name(path))))
}
