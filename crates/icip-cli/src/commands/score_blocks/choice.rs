//! Whether a table is read in blocks of rows or held in memory.

use std::fmt::Write as _;
use std::path::Path;

use icip::plan::Plan;
use icip::problem::Problem;

use crate::args::Score;
use crate::fail::Fail;
use crate::feed::{self, Table};
use crate::input::{self, LoadedFramework};
use crate::{Io, words};

/// Files at least this long are read in blocks where they can be: a table of that length is scored in a
/// second either way, and one ten times as long begins to be felt in memory.
const LARGE: u64 = 64 << 20;
/// Steps that a note names.
const NAMED: usize = 5;

/// The table, where it is read in blocks: because that is asked for, or because the file is large and no
/// step needs whole columns.
pub(crate) fn table(
    args: &Score,
    loaded: &LoadedFramework,
    io: &mut Io<'_>,
) -> Result<Option<Box<dyn Table>>, Fail> {
    let options = &args.input.options;
    let Some(path) = args.input.data.as_deref().filter(|path| *path != Path::new("-")) else {
        return refused(args, "`--stream` needs a data file: one that is given can be read twice");
    };
    let length = std::fs::metadata(path).map_err(Fail::file("read", path))?.len();
    if args.in_memory || !args.stream && length < LARGE {
        return Ok(None);
    }
    if options.entities.is_some() {
        return refused(args, "`--stream` does not go with `--entities`: a register is joined in memory");
    }
    let read = input::read_options(&loaded.framework, options);
    let Some(table) = feed::open(path, &read, options)? else {
        return refused(args, "`--stream` reads CSV and Parquet; another format is held in memory");
    };
    let plan = Plan::compile(&loaded.framework, table.schema()).map_err(Fail::Data)?;
    let steps = plan.whole_columns();
    if steps.is_empty() {
        return Ok(Some(table));
    }
    if args.stream {
        let mut text = "`--stream` cannot be: these steps need whole columns".to_owned();
        for step in &steps {
            let _ = write!(text, "\n  {step}");
        }
        return Err(Fail::Usage(text));
    }
    let size = size(memory(length, path, table.schema().columns().len()));
    let _ =
        writeln!(io.talk, "note: {} is held in memory, about {size}: {}", path.display(), because(&steps));
    Ok(None)
}

/// What cannot be read in blocks is an error only where that was asked for.
fn refused<T>(args: &Score, why: &str) -> Result<Option<T>, Fail> {
    if args.stream { Err(Fail::Usage(why.to_owned())) } else { Ok(None) }
}

fn because(steps: &[Problem]) -> String {
    let named: Vec<String> = steps.iter().map(|step| step.what.to_string()).collect();
    words::first(&named, NAMED)
}

/// The bytes that a file will take in memory: its text, the numbers, and some for steps and keys. Rows are
/// as long as the first are.
fn memory(length: u64, path: &Path, columns: usize) -> u64 {
    const FIRST: usize = 1 << 16;
    const KEYS: u64 = 150;
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| {
        std::io::Read::read_to_end(&mut std::io::Read::take(file, FIRST as u64), &mut first)
    });
    let lines = first.iter().filter(|byte| **byte == b'\n').count().max(1) as u64;
    let rows = length * lines / read.unwrap_or_default().max(1) as u64;
    length + rows * (columns as u64 * 12 + KEYS)
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        megabytes @ 0..1024 => format!("{megabytes} MB"),
        megabytes => format!("{:.1} GB", megabytes as f64 / 1024.0),
    }
}
