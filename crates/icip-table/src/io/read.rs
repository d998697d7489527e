//! A table of entities, from the bytes of a CSV file to a [`Panel`].

use std::io::{self, Read};

use super::assemble::Assembly;
use super::chunk::Rows;
use super::dialect::Dialect;
use super::exclude::Excluded;
use super::long::{self, Found, Held};
use super::options::ReadOptions;
use super::stream::{CsvBlocks, Facts};
use super::typed::read_blocks;
use crate::data::{Blocks, Panel};
use icip_num::exec::{self, Par};
use icip_problem::{Problems, Warned};

/// A table as it was read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Table {
    /// Entities and numbers.
    pub panel: Panel,
    /// How the file was written.
    pub dialect: Dialect,
    /// Rows that a rule left out, in the order of the file.
    pub excluded: Vec<Excluded>,
    /// Columns of the file that nobody asked for.
    pub unread: Vec<String>,
}

/// Reads a table of entities.
///
/// Finds encoding, separator, header line and decimal mark by itself where they are not declared,
/// and says in [`Table::dialect`] what it found. `file` is the name that problems show.
///
/// *Missing and edge cases.* A cell is absent when it is one of the declared marks, and never for
/// another reason. Codes stay text. Rows without any value and notes under the table are left out
/// with a warning; a row with a code and no values is kept. Rows left out by a rule need the
/// right number of fields; neither their codes nor their numbers are looked at.
///
/// # Errors
/// Everything that is wrong with the file, by line and column: what is not text, no header with the
/// code column, a wanted column twice, a ragged row, a quote that is not closed, an empty or repeated
/// code, a cell that is not a finite number in the convention of its column, or outside its range.
///
/// ```
/// use icip_table::io::{ColumnOptions, ReadOptions, read_csv};
///
/// let mut options = ReadOptions::default();
/// options.missing.push("ND".into());
/// options.columns.insert("budget".into(), ColumnOptions::default());
///
/// let bytes = b"code;budget;remark\n05001;1.234,5;new\n08001;ND;\n";
/// let table = read_csv(bytes, "data.csv", &options)?.value;
/// let budget = table.panel.column("budget").expect("the file has it");
/// assert_eq!((budget.get(0), budget.get(1)), (Some(1234.5), None));
/// assert_eq!(table.panel.entities()[0].code, "05001");
/// assert_eq!(table.unread, ["remark"]);
/// assert_eq!(table.dialect.to_string(), "UTF-8, separator `;`, decimal comma, header on line 1, 2 rows");
///
/// let problems = read_csv(b"code,budget\n05001,23-abr\n,7\n", "data.csv", &options).expect_err("two problems");
/// let lines: Vec<_> = problems.iter().map(|problem| (problem.place.line, problem.code.word())).collect();
/// assert_eq!(lines, [(Some(2), "date"), (Some(3), "empty-code")]);
/// # Ok::<(), icip_problem::Problems>(())
/// ```
pub fn read_csv(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Warned<Table>, Problems> {
    read_csv_with(bytes, file, options, Par::Auto)
}

/// [`read_csv`] on as many threads as the caller says; the result is the same on any number.
///
/// # Errors
/// As [`read_csv`].
pub fn read_csv_with(
    bytes: &[u8],
    file: &str,
    options: &ReadOptions,
    par: Par,
) -> Result<Warned<Table>, Problems> {
    collect(CsvBlocks::of_bytes(bytes, file, options, par)?, Some(bytes.len() as u64), par)
}

/// [`read_csv_with`] of bytes that are read as they are needed, so that the file is never held as a whole.
///
/// `open` gives the bytes from the start whenever it is called: a file may have to be read more than once.
/// `length` is the number of bytes, where it is known; it decides only how much memory is reserved.
///
/// # Errors
/// As [`read_csv`]; a source that cannot be read.
///
/// ```
/// use icip_num::exec::Par;
/// use icip_table::io::{ColumnOptions, ReadOptions, read_csv_from};
///
/// let path = std::env::temp_dir().join(format!("icip-{}.csv", std::process::id()));
/// std::fs::write(&path, "code,x\n05001,1.5\n")?;
/// let mut options = ReadOptions::default();
/// options.columns.insert("x".into(), ColumnOptions::default());
/// let length = std::fs::metadata(&path)?.len();
/// let open = || std::fs::File::open(&path);
/// let table = read_csv_from(open, Some(length), "data.csv", &options, Par::Auto)?.value;
/// assert_eq!(table.panel.column("x").and_then(|x| x.get(0)), Some(1.5));
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_csv_from<R: Read + Send>(
    open: impl Fn() -> io::Result<R> + Send,
    length: Option<u64>,
    file: &str,
    options: &ReadOptions,
    par: Par,
) -> Result<Warned<Table>, Problems> {
    collect(CsvBlocks::open(open, file, options, par)?, length, par)
}

/// All rows of a table; `length` is that of the file, from which the number of rows is guessed.
pub(crate) fn collect(
    mut blocks: CsvBlocks<'_>,
    length: Option<u64>,
    par: Par,
) -> Result<Warned<Table>, Problems> {
    blocks.only_once();
    if blocks.layout().observing.is_some() {
        return observed(blocks);
    }
    let mut all = Assembly::new(blocks.schema().columns().len());
    let mut next = blocks.next_rows()?;
    if let (Some(rows), Some(length)) = (&next, length) {
        let rows = guess(count(rows), blocks.reached(), length);
        blocks.check_memory(rows)?;
        all.reserve(rows);
    }
    while let Some(mut rows) = next {
        // While rows are put after those above them, the next are read.
        let cells = count(&rows) * (1 + all.columns());
        let ((), read) = exec::both(par, cells, || all.extend(par, &mut rows), || blocks.next_rows());
        next = read?;
        blocks.recycle(rows);
    }
    let panel = all.into_panel(blocks.schema(), blocks.groups().to_vec());
    let Warned { value: facts, warnings } = blocks.into_facts();
    let Facts { dialect, excluded, unread } = facts;
    Ok(Warned { value: Table { panel, dialect, excluded, unread }, warnings })
}

/// The entities of a table of observations.
fn observed(blocks: CsvBlocks<'_>) -> Result<Warned<Table>, Problems> {
    let options = blocks.options().clone();
    let (entities, Found { dialect, excluded, .. }) = long::of_text(blocks, &options, Held::new(None))?;
    let Warned { value: table, warnings } = read_blocks(entities)?;
    let dialect = dialect.expect("a table without problems was read to its end");
    let dialect = Dialect { decimals: table.decimals, ..dialect };
    let (panel, unread) = (table.panel, table.unread);
    Ok(Warned { value: Table { panel, dialect, excluded, unread }, warnings })
}

fn count(parts: &[Rows]) -> usize {
    parts.iter().map(|rows| rows.entities.len()).sum()
}

/// How many rows a file has, when so many stand in its first bytes: some more, so that memory need not grow.
fn guess(rows: usize, bytes: u64, length: u64) -> usize {
    let all = rows as u128 * u128::from(length) / u128::from(bytes.max(1));
    usize::try_from(all + all / 32 + 64).unwrap_or(rows)
}

/// The names in the header of a table, for callers who choose columns by what there is. Nothing below
/// the header is looked at.
///
/// # Errors
/// What keeps the header from being found: no text, an empty file, no code column.
///
/// ```
/// use icip_table::io::{ReadOptions, read_header};
/// let names = read_header(b"code;x;y\n05001;1;2\n", "data.csv", &ReadOptions::default())?;
/// assert_eq!(names, ["code", "x", "y"]);
/// # Ok::<(), icip_problem::Problems>(())
/// ```
pub fn read_header(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Vec<String>, Problems> {
    let blocks = CsvBlocks::of_bytes(bytes, file, options, Par::Seq)?;
    Ok(blocks.column_names())
}

#[cfg(test)]
mod tests;
