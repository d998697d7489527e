//! Files that are read in blocks of rows, because they may be larger than memory. This module must not know
//! what happens to the rows.

use std::path::Path;

use icip::data::{Blocks, Panel, Schema};
use icip::exec::Par;
use icip::io::{CsvBlocks, Excluded, ReadOptions};
use icip::problem::{Code, Place, Problem, Problems, message};

use crate::digest::ReadDigest;
use crate::fail::Fail;
use crate::input::columnar::Columnar;
use crate::input::file::display_name;
use crate::system::System;

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
    /// The digest of the bytes that the rows were read from.
    pub(crate) sha256: String,
}

/// Opens a file that can be read in blocks; none for a format that cannot.
pub(crate) fn open(
    path: &Path,
    read: &ReadOptions,
    par: Par,
    system: &System,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    let name = display_name(path);
    if let Some(format) = Columnar::of_name(&name) {
        return open_columnar(path, format, read, system);
    }
    // The file is opened once per pass over its rows, and each pass digests what it reads.
    let digest = ReadDigest::default();
    let source = {
        let (path, system, digest) = (path.to_owned(), system.clone(), digest.clone());
        move || Ok(digest.reader(system.open(&path)?))
    };
    let blocks = CsvBlocks::open(source, &name, read, par).map_err(Fail::Data)?;
    Ok(Some(Box::new(TextFile { blocks, digest, name })))
}

/// A text file.
struct TextFile {
    blocks: CsvBlocks<'static>,
    digest: ReadDigest,
    name: String,
}

/// The problem of a file whose bytes were not the same in every pass, although its rows may have been.
fn changed(name: &str) -> Fail {
    let what = message!("changed-file-between-passes");
    let problem = Problem::new(Code::ChangedFile, Place::file(name), what);
    Fail::Data(problem.hint(message!("changed-file-hint")).into())
}

impl Blocks for TextFile {
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

impl BlockFile for TextFile {
    fn facts(&self) -> Result<FileFacts, Fail> {
        let sha256 = self.digest.found().ok_or_else(|| changed(&self.name))?;
        let facts = self.blocks.facts().map_or_else(FileFacts::default, |facts| FileFacts {
            dialect: facts.value.dialect.to_string(),
            excluded: facts.value.excluded.clone(),
            warnings: facts.warnings.clone(),
            ..FileFacts::default()
        });
        Ok(FileFacts { sha256, ..facts })
    }
}

/// Opens a Parquet file. Arrow IPC is held in memory.
#[cfg(feature = "parquet")]
fn open_columnar(
    path: &Path,
    format: Columnar,
    read: &ReadOptions,
    system: &System,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    let Columnar::Parquet = format else { return Ok(None) };
    // The parts of the file are read in an order that nobody knows, so the whole is digested before and after.
    let digest = ReadDigest::default();
    let file = ParquetFile::digest(path, &digest, system)
        .and_then(|()| {
            let source = {
                let (path, system) = (path.to_owned(), system.clone());
                move || system.open_file(&path)
            };
            icip_frame::ParquetBlocks::open(source, &display_name(path), read).map_err(Fail::Data)
        })
        .map(|blocks| ParquetFile { blocks, digest, path: path.to_owned(), system: system.clone() })?;
    Ok(Some(Box::new(file)))
}

/// A format that the program was built without is refused where a whole file is read.
#[cfg(not(feature = "parquet"))]
fn open_columnar(
    _: &Path,
    _: Columnar,
    _: &ReadOptions,
    _: &System,
) -> Result<Option<Box<dyn BlockFile>>, Fail> {
    Ok(None)
}

/// A Parquet file.
#[cfg(feature = "parquet")]
struct ParquetFile {
    blocks: icip_frame::ParquetBlocks,
    digest: ReadDigest,
    path: std::path::PathBuf,
    system: System,
}

#[cfg(feature = "parquet")]
impl ParquetFile {
    /// Reads a whole file for its digest.
    fn digest(path: &Path, digest: &ReadDigest, system: &System) -> Result<(), Fail> {
        let read =
            system.open(path).and_then(|file| std::io::copy(&mut digest.reader(file), &mut std::io::sink()));
        read.map(drop).map_err(Fail::reading(path))
    }
}

#[cfg(feature = "parquet")]
impl Blocks for ParquetFile {
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

#[cfg(feature = "parquet")]
impl BlockFile for ParquetFile {
    fn facts(&self) -> Result<FileFacts, Fail> {
        Self::digest(&self.path, &self.digest, &self.system)?;
        Ok(FileFacts {
            dialect: message!(
                "dialect-columnar",
                format = Columnar::Parquet.word(),
                count = self.blocks.kept()
            )
            .to_string(),
            excluded: self.blocks.excluded().to_vec(),
            warnings: self.blocks.warnings().to_vec(),
            sha256: self.digest.found().ok_or_else(|| changed(&display_name(&self.path)))?,
        })
    }
}
