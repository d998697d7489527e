//! What the fuzz targets need beside the public items. It is compiled with `--cfg fuzzing` alone, and promised to nobody.

use std::io::{self, Read};

use super::options::ReadOptions;
use super::pass::Sizes;
use super::read::{Table, collect};
use super::source::Source;
use super::stream::CsvBlocks;
use super::tests::reference;
use icip_num::exec::Par;
use icip_problem::{Problems, Warned};

/// How much text is read at once.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Bytes of a chunk, at least 1.
    pub chunk: usize,
    /// Chunks of a batch, at least 1.
    pub batch: usize,
}

impl Cut {
    fn sizes(self) -> Sizes {
        Sizes { chunk: self.chunk, batch: self.batch }
    }
}

/// A table in memory, cut at other places than the reader would choose.
///
/// # Errors
/// As [`super::read_csv`].
pub fn read_csv_in_chunks(
    bytes: &[u8],
    file: &str,
    options: &ReadOptions,
    par: Par,
    cut: Cut,
) -> Result<Warned<Table>, Problems> {
    collect(
        CsvBlocks::with_sizes(Source::memory(bytes, file), options, par, cut.sizes())?,
        Some(bytes.len() as u64),
        par,
    )
}

/// [`CsvBlocks::open`], cut at other places than the reader would choose.
///
/// # Errors
/// As [`CsvBlocks::open`].
pub fn blocks_in_chunks<'a, R: Read + Send + 'a>(
    source: impl Fn() -> io::Result<R> + Send + 'a,
    file: &str,
    options: &ReadOptions,
    par: Par,
    cut: Cut,
) -> Result<CsvBlocks<'a>, Problems> {
    CsvBlocks::with_sizes(Source::new(source, file), options, par, cut.sizes())
}

/// The slow and obvious reader with which the tests compare [`super::read_csv`].
///
/// # Errors
/// As [`super::read_csv`].
pub fn read_csv_by_reference(
    bytes: &[u8],
    file: &str,
    options: &ReadOptions,
) -> Result<Warned<Table>, Problems> {
    reference::read_csv(bytes, file, options)
}
