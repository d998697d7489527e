//! Files that are read in blocks of rows, because they may be larger than memory. This module must not know
//! what happens to the rows.

use std::io::Read;
#[cfg(feature = "parquet")]
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use icip::data::{Blocks, Panel, Schema};
use icip::exec::Par;
use icip::io::{CsvBlocks, Excluded, Facts, LongBlocks, ReadOptions, TableLayout};
use icip::problem::{Code, Place, Problem, Problems, Warned, message};
use icip_workbook::{Format, format_of};

use crate::digest::{DigestReader, ReadDigest};
use crate::fail::Fail;
use crate::input::columnar::Columnar;
use crate::input::file::display_name;
use crate::system::System;
use crate::temporary;

/// A file that is read in blocks of rows.
pub(crate) trait BlockFile: Blocks {
    /// What was found beside the rows, once all of them were read.
    fn facts(&self) -> Result<FileFacts, Fail>;
}

/// What is known of a file beside its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileFacts {
    /// How the file was written, in one line.
    pub(crate) dialect: String,
    /// The rows that a rule of the framework left out.
    pub(crate) excluded: Vec<Excluded>,
    pub(crate) warnings: Vec<Problem>,
    /// The digest of the bytes that the rows were read from, where results go to files.
    pub(crate) sha256: Option<String>,
}

/// Opens a file that can be read in blocks; none for a format that cannot.
pub(crate) fn open(
    path: &Path,
    read: &ReadOptions,
    par: Par,
    results: Option<&Path>,
    system: &System,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    let name = display_name(path);
    if let Some(format) = Columnar::of_name(&name) {
        // Observations of a frame are put together in memory.
        if read.layout != TableLayout::Wide {
            return Ok(None);
        }
        return open_columnar(path, format, read, results, system);
    }
    // A workbook is an archive, of which a sheet is held in memory.
    if is_workbook(path, &name, system)? {
        return Ok(None);
    }
    // The file is opened once per pass over its rows, and each pass digests what it reads.
    let digest = results.map(|_| ReadDigest::default());
    let source = {
        let (path, system, digest) = (path.to_owned(), system.clone(), digest.clone());
        move || {
            let file = system.open(&path)?;
            Ok(match &digest {
                Some(digest) => digest.reader(file),
                None => DigestReader::idle(file),
            })
        }
    };
    let path = path.to_owned();
    if read.layout != TableLayout::Wide {
        let room = temporary::without_name(temporary::folder_beside(results, system), system)?;
        let blocks = LongBlocks::open(source, &name, read, par, Box::new(room)).map_err(Fail::Data)?;
        return Ok(Some(Box::new(DigestedFile { blocks, digest, path })));
    }
    let blocks = CsvBlocks::open(source, &name, read, par).map_err(Fail::Data)?;
    Ok(Some(Box::new(DigestedFile { blocks, digest, path })))
}

/// Whether a file is a workbook, or named as one.
fn is_workbook(path: &Path, name: &str, system: &System) -> Result<bool, Fail> {
    const FIRST: u64 = 8;
    let mut first = Vec::new();
    system
        .open(path)
        .and_then(|file| file.take(FIRST).read_to_end(&mut first))
        .map_err(Fail::reading(path))?;
    Ok(Format::of_name(name).is_some() || format_of(&first).is_some())
}

/// Opens a Parquet file. Arrow IPC is held in memory.
#[cfg(feature = "parquet")]
fn open_columnar(
    path: &Path,
    format: Columnar,
    read: &ReadOptions,
    results: Option<&Path>,
    system: &System,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    let Columnar::Parquet = format else { return Ok(None) };
    let source = {
        let (path, system) = (path.to_owned(), system.clone());
        move || system.open_file(&path)
    };
    let blocks = icip_frame::ParquetBlocks::open(source, &display_name(path), read).map_err(Fail::Data)?;
    // The parts of the file are read in an order that nobody knows, so the whole is digested now, and whoever reads the parts
    // later sees whether the file has changed since it was opened.
    let digest = results.map(|_| ReadDigest::default());
    if let Some(digest) = &digest {
        let read = system.open(path).and_then(|file| {
            io::copy(&mut BufReader::with_capacity(1 << 18, digest.reader(file)), &mut io::sink())
        });
        read.map_err(Fail::reading(path))?;
    }
    let path = path.to_owned();
    Ok(Some(Box::new(DigestedFile { blocks, digest, path })))
}

/// A format that the program was built without is refused where a whole file is read.
#[cfg(not(feature = "parquet"))]
fn open_columnar(
    _: &Path,
    _: Columnar,
    _: &ReadOptions,
    _: Option<&Path>,
    _: &System,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    Ok(None)
}

/// A file whose bytes are digested.
struct DigestedFile<B> {
    blocks: B,
    /// Nothing where nobody asks for it.
    digest: Option<ReadDigest>,
    path: PathBuf,
}

impl<B> DigestedFile<B> {
    /// The digest, where the bytes were the same in every pass. The rows may have been so all the same.
    fn sha256(&self) -> Result<Option<String>, Fail> {
        let changed = || {
            let place = Place::file(&display_name(&self.path));
            let problem = Problem::new(Code::ChangedFile, place, message!("changed-file-between-passes"));
            Fail::Data(problem.hint(message!("changed-file-hint")).into())
        };
        self.digest.as_ref().map(|digest| digest.found().ok_or_else(changed)).transpose()
    }
}

impl<B: Blocks> Blocks for DigestedFile<B> {
    fn schema(&self) -> &Schema {
        self.blocks.schema()
    }

    fn groups(&self) -> &[String] {
        self.blocks.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        self.blocks.next_block()
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        self.blocks.rewind()
    }
}

impl BlockFile for DigestedFile<CsvBlocks<'static>> {
    fn facts(&self) -> Result<FileFacts, Fail> {
        Ok(of_text(self.blocks.facts().cloned(), self.sha256()?))
    }
}

impl BlockFile for DigestedFile<LongBlocks> {
    fn facts(&self) -> Result<FileFacts, Fail> {
        Ok(of_text(self.blocks.facts(), self.sha256()?))
    }
}

/// What is known of a text.
fn of_text(facts: Option<Warned<Facts>>, sha256: Option<String>) -> FileFacts {
    facts.map_or_else(FileFacts::default, |Warned { value, warnings }| FileFacts {
        dialect: value.dialect.to_string(),
        excluded: value.excluded,
        warnings,
        sha256,
    })
}

#[cfg(feature = "parquet")]
impl BlockFile for DigestedFile<icip_frame::ParquetBlocks> {
    fn facts(&self) -> Result<FileFacts, Fail> {
        let (format, count) = (Columnar::Parquet.word(), self.blocks.kept());
        Ok(FileFacts {
            dialect: message!("dialect-columnar", format, count).to_string(),
            excluded: self.blocks.excluded().to_vec(),
            warnings: self.blocks.warnings().to_vec(),
            sha256: self.sha256()?,
        })
    }
}
