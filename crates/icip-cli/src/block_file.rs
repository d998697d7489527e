//! Files that are read in blocks of rows, because they may be larger than memory. This module must not know
//! what happens to the rows.

use std::fs::File;
use std::path::Path;

use icip::data::Blocks;
use icip::exec::Par;
use icip::io::{CsvBlocks, Excluded, ReadOptions};
use icip::problem::Problem;
#[cfg(feature = "parquet")]
use icip::problem::message;

use crate::fail::Fail;
use crate::input::columnar::Columnar;
use crate::input::file::display_name;

/// A file that is read in blocks of rows.
pub(crate) trait BlockFile: Blocks {
    /// What was found beside the rows, once all of them were read.
    fn facts(&self) -> FileFacts;
}

/// What is known of a file beside its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileFacts {
    /// How the file was written, in one line.
    pub(crate) dialect: String,
    /// The rows that a rule of the framework left out.
    pub(crate) excluded: Vec<Excluded>,
    pub(crate) warnings: Vec<Problem>,
}

/// Opens a file that can be read in blocks; none for a format that cannot.
pub(crate) fn open(path: &Path, read: &ReadOptions, par: Par) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    let name = display_name(path);
    if let Some(format) = Columnar::of_name(&name) {
        return open_columnar(path, format, read);
    }
    // The file is opened once per pass over its rows.
    let source = {
        let path = path.to_owned();
        move || File::open(&path)
    };
    let blocks = CsvBlocks::open(source, &name, read, par).map_err(Fail::Data)?;
    Ok(Some(Box::new(blocks)))
}

impl BlockFile for CsvBlocks<'_> {
    fn facts(&self) -> FileFacts {
        CsvBlocks::facts(self).map_or_else(FileFacts::default, |facts| FileFacts {
            dialect: facts.value.dialect.to_string(),
            excluded: facts.value.excluded.clone(),
            warnings: facts.warnings.clone(),
        })
    }
}

/// Opens a Parquet file. Arrow IPC is held in memory.
#[cfg(feature = "parquet")]
fn open_columnar(
    path: &Path,
    format: Columnar,
    read: &ReadOptions,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    let Columnar::Parquet = format else { return Ok(None) };
    let source = {
        let path = path.to_owned();
        move || File::open(&path)
    };
    let blocks = icip_frame::ParquetBlocks::open(source, &display_name(path), read).map_err(Fail::Data)?;
    Ok(Some(Box::new(blocks)))
}

/// A format that the program was built without is refused where a whole file is read.
#[cfg(not(feature = "parquet"))]
fn open_columnar(_: &Path, _: Columnar, _: &ReadOptions) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    Ok(None)
}

#[cfg(feature = "parquet")]
impl BlockFile for icip_frame::ParquetBlocks {
    fn facts(&self) -> FileFacts {
        FileFacts {
            dialect: message!("dialect-columnar", format = Columnar::Parquet.word(), count = self.kept())
                .to_string(),
            excluded: self.excluded().to_vec(),
            warnings: self.warnings().to_vec(),
        }
    }
}
