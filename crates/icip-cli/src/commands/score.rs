//! `icip score`.

mod blocks;
mod files;
mod group;
mod in_memory;
mod ranking;
mod reading;
mod totals;

use icip::problem::message;

use crate::args::Score;
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::streams::Io;

pub(crate) fn score(args: &Score, io: &mut Io<'_>) -> Result<(), Fail> {
    if args.stages && args.output.is_none() {
        return Err(Fail::Usage(message!("usage-needs-output", option = "--stages")));
    }
    let loaded = chosen(&args.input.options, &io.system)?;
    if args.totals && loaded.framework.totals().is_empty() {
        return Err(Fail::Usage(message!("usage-no-totals")));
    }
    match reading::in_blocks(args, &loaded, io)? {
        Some(table) => blocks::score(args, &loaded, table, io),
        None => in_memory::score(args, &loaded, io),
    }
}
