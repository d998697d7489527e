//! `icip score`.

mod blocks;
mod files;
mod group;
mod in_memory;
mod ranking;
mod reading;

use crate::args::Score;
use crate::fail::Fail;
use crate::input::framework::chosen;
use crate::streams::Io;

pub(crate) fn score(args: &Score, io: &mut Io<'_>) -> Result<(), Fail> {
    let loaded = chosen(&args.input.options)?;
    match reading::in_blocks(args, &loaded, io)? {
        Some(table) => blocks::score(args, &loaded, table, io),
        None => in_memory::score(args, &loaded, io),
    }
}
