//! The parts of a workbook that is an archive, checked before a library holds them.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use icip_problem::{Value, message};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::scan::{Told, root_number, scan};

/// The bytes of a file for a library that is to stop reading when another part of the program finds them to be made to do
/// damage.
#[derive(Debug)]
pub(crate) struct Guarded<'b> {
    bytes: Cursor<&'b [u8]>,
    stop: Arc<AtomicBool>,
}

impl<'b> Guarded<'b> {
    /// The bytes, and what stops whoever reads them.
    pub(crate) fn new(bytes: &'b [u8]) -> (Self, Arc<AtomicBool>) {
        let stop = Arc::new(AtomicBool::new(false));
        (Self { bytes: Cursor::new(bytes), stop: Arc::clone(&stop) }, stop)
    }
}

impl Read for Guarded<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        self.bytes.read(to)
    }
}

impl Seek for Guarded<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// A part of an archive, as it is decompressed.
type Part<'p, 'b> = BufReader<ZipFile<'p, Cursor<&'b [u8]>>>;

/// An archive in memory.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Value> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Value::from(error.to_string()))?;
        Ok(Self { archive })
    }

    fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// The name of the part with this name, as the archive writes it.
    pub(crate) fn find(&self, path: &str) -> Option<String> {
        self.names()
            .into_iter()
            .find(|name| name.trim_start_matches('/').eq_ignore_ascii_case(path.trim_start_matches('/')))
    }

    /// The text of a part.
    pub(crate) fn part(&mut self, path: &str) -> Result<Part<'_, 'b>, Value> {
        let name = self.find(path).ok_or_else(|| message!("bad-file-no-part", part = path))?;
        let part = self.archive.by_name(&name).map_err(|error| Value::from(error.to_string()))?;
        Ok(BufReader::with_capacity(1 << 16, part))
    }

    /// The text of a small part; nothing where it is not there.
    pub(crate) fn small_text(&mut self, path: &str) -> Option<String> {
        const MOST: u64 = 16 << 20;
        let mut bytes = Vec::new();
        self.part(path).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The bytes of a part, as the archive declares them.
    pub(crate) fn size(&mut self, path: &str) -> u64 {
        self.part(path).map_or(0, |part| part.get_ref().size())
    }

    /// A part, and its bytes in the archive.
    pub(crate) fn sized(&mut self, path: &str) -> Result<(Part<'_, 'b>, u64), Value> {
        let part = self.part(path)?;
        let compressed = part.get_ref().compressed_size();
        Ok((part, compressed))
    }

    /// Looks at a part that is XML.
    pub(crate) fn scan(&mut self, path: &str) -> Result<Told, Value> {
        let (part, compressed) = self.sized(path)?;
        scan(part, compressed)
    }

    /// Checks all parts that a library holds as a whole: those that are no sheets.
    pub(crate) fn check(&mut self) -> Result<(), Value> {
        for name in self.names().iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
            let is_sheet = name.contains("/worksheets/") && name.ends_with(".xml");
            if !is_sheet && !name.contains("/media/") {
                let told = self.scan(name)?;
                let size = self.archive.by_name(name).map_or(0, |part| part.size());
                // Room is made for as many texts as are declared; each takes the bytes of a tag.
                let declared = root_number(&told.root, "uniqueCount").unwrap_or_default();
                if declared > size.max(1 << 20) {
                    return Err(message!("bad-file-declared-size").into());
                }
            }
        }
        Ok(())
    }
}
