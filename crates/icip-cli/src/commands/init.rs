//! `icip init`.

mod from_table;

use crate::args::Init;
use crate::commands::next_steps;
use crate::fail::Fail;
use crate::results;
use crate::streams::Io;

/// A small framework whose comments explain its keys, with data to try it on.
const TEMPLATE: [(&str, &str); 3] = [
    ("framework.toml", include_str!("../../data/template/framework.toml")),
    ("structure.csv", include_str!("../../data/template/structure.csv")),
    ("data.csv", include_str!("../../data/template/data.csv")),
];

pub(crate) fn init(args: &Init, io: &mut Io<'_>) -> Result<(), Fail> {
    results::must_be_new(&args.dir, &io.system)?;
    if let Some(file) = &args.from {
        return from_table::init(file, args, io);
    }
    results::write_all(&args.dir, &TEMPLATE, io)?;
    next_steps::show(&args.dir, io);
    Ok(())
}
