//! Decides whether a table is read in blocks of rows or held in memory. It must not know what is made of the
//! rows.

use std::io::Read;
use std::path::Path;

use icip::io::{Limits, TableLayout, limit_exceeded, size};
use icip::plan::Plan;
use icip::problem::{Message, Place, Problem, message};

use crate::args::Score;
use crate::block_file::{self, BlockFile};
use crate::fail::Fail;
use crate::input::data::read_options;
use crate::input::loaded::LoadedFramework;
use crate::over_time::EVERY_PERIOD;
use crate::scoring::threads;
use crate::streams::Io;
use crate::system::System;
use crate::wording::first;
use crate::workbook::is_workbook;

/// Files at least this long are read in blocks where they can be: a table of this length is scored in a
/// second either way, and with one ten times as long memory begins to matter.
const LARGE: u64 = 64 << 20;
/// Memory for the threads and the blocks of a large table.
const WORKING: u64 = 160 << 20;
/// Steps that a note names.
const NAMED: usize = 5;

/// A file that is read in blocks.
pub(super) struct BlockTable<'a> {
    pub(super) path: &'a Path,
    pub(super) file: Box<dyn BlockFile>,
}

/// The table where it is read in blocks: because the user asks for it, or because the file is large and no
/// step needs whole columns.
pub(super) fn in_blocks<'a>(
    args: &'a Score,
    loaded: &LoadedFramework,
    io: &mut Io<'_>,
) -> Result<Option<BlockTable<'a>>, Fail> {
    let options = &args.input.options;
    let Some(path) = args.input.data.as_deref().filter(|path| *path != Path::new("-")) else {
        return in_memory(args, message!("stream-no-file"));
    };
    // A length in bytes is known without reading, which a number of rows is not.
    let Some(length) = io.system.regular_length(path).map_err(Fail::reading(path))? else {
        // A pipe gives its bytes once, and a table in blocks is read more than once.
        return in_memory(args, message!("stream-not-a-file", file = path.display().to_string()));
    };
    let workbook = args.output.as_deref().is_some_and(is_workbook);
    // Periods stand side by side only when all of them are there.
    if options.period.as_deref() == Some(EVERY_PERIOD) {
        return in_memory(args, message!("stream-every-period"));
    }
    let whole = args.in_memory || args.stages || args.successors.is_some();
    if whole || workbook || !args.stream && length < LARGE {
        return Ok(None);
    }
    if options.entities.is_some() {
        return in_memory(args, message!("stream-with-register"));
    }
    let working = WORKING.min(8 * length);
    if let Some(memory) = io.memory.filter(|memory| *memory < working) {
        let what = message!("limit-exceeded-memory", needed = size(working), limit = size(memory));
        let place = Place::file(&path.display().to_string());
        return Err(Fail::Data(limit_exceeded(place, what, "memory").into()));
    }
    let read = read_options(&loaded.framework, options);
    let results = args.output.as_deref();
    let Some(file) = block_file::open(path, &read, threads(options), results, &io.system)? else {
        let is_wide = read.layout == TableLayout::Wide;
        let why = if is_wide { message!("stream-other-format") } else { message!("stream-long-table") };
        return in_memory(args, why);
    };
    let plan = Plan::compile(&loaded.framework, file.schema()).map_err(Fail::Data)?;
    let steps = plan.whole_columns();
    if steps.is_empty() {
        return Ok(Some(BlockTable { path, file }));
    }
    if args.stream {
        return Err(Fail::WholeColumns(steps));
    }
    let size = size(memory(length, path, file.schema().columns().len(), &io.system)?);
    let file = path.display().to_string();
    io.note(message!("stream-in-memory", file, size, steps = because(&steps)));
    Ok(None)
}

/// The answer for a table that cannot be read in blocks: an error only where that was asked for.
fn in_memory<'a>(args: &Score, why: Message) -> Result<Option<BlockTable<'a>>, Fail> {
    if args.stream { Err(Fail::Usage(why)) } else { Ok(None) }
}

fn because(steps: &[Problem]) -> Message {
    let named: Vec<String> = steps.iter().map(|step| step.what.to_string()).collect();
    first(&named, NAMED)
}

/// An estimate of the bytes that a file takes in memory: its text, its numbers, and some for steps and keys.
/// It takes all rows to be as long as the first.
fn memory(length: u64, path: &Path, columns: usize, system: &System) -> Result<u64, Fail> {
    /// The bytes at the beginning of the file whose rows are counted.
    const SAMPLE: u64 = 1 << 16;
    let mut sample = Vec::new();
    system
        .open(path)
        .and_then(|file| file.take(SAMPLE).read_to_end(&mut sample))
        .map_err(Fail::reading(path))?;
    let lines = sample.iter().filter(|byte| **byte == b'\n').count().max(1) as u64;
    let rows = length * lines / sample.len().max(1) as u64;
    Ok(length + Limits::memory_of(rows, columns as u64))
}
