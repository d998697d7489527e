//! The rows of a file as they were read first, in a temporary file without a name: a later pass over the rows needs neither
//! the file nor its text. This module must not know what happens to the rows.

use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use icip::data::{Blocks, Column, ColumnIx, Entity, Mask, Names, Panel, Schema};
use icip::problem::Problems;

use crate::block_file::{BlockFile, FileFacts};
use crate::fail::Fail;
use crate::system::{Handle, System};
use crate::temporary::folder_beside;

/// Bytes that are written or read at once; a column of a block is longer, and goes straight into the file and out of it.
const BUFFER: usize = 1 << 16;
/// The most bytes that are kept, and the share of the free memory that they may be: some systems hold temporary files in
/// memory. Of a longer file every pass reads the text.
const MOST: u64 = 4 << 30;
const SHARE: u64 = 4;
/// The length of a text that is absent.
const ABSENT: u32 = u32::MAX;

/// A file of which the first pass keeps the rows, as long as that goes well. Where it does not, the file is read again.
pub(crate) struct KeptFile {
    file: Box<dyn BlockFile>,
    kept: Kept,
    most: u64,
}

/// How far the rows are kept.
enum Kept {
    /// The pass that keeps them has begun.
    Growing(Growing),
    /// All of them are there.
    Whole(Whole),
    Not,
}

struct Growing {
    file: BufWriter<Handle>,
    bytes: u64,
    /// The rows of each block, and what names them.
    blocks: Vec<(usize, Names)>,
    /// The entities of a block as bytes.
    texts: Vec<u8>,
}

struct Whole {
    file: BufReader<Handle>,
    blocks: Vec<(usize, Names)>,
    /// The block that comes next.
    next: usize,
    /// A part of the file.
    buffer: Vec<u8>,
}

impl KeptFile {
    /// Keeps the rows beside the results where there will be any, as far as that folder exists, else where the system keeps
    /// temporary files.
    pub(crate) fn new(
        file: Box<dyn BlockFile>,
        results: Option<&Path>,
        memory: Option<u64>,
        system: &System,
    ) -> Self {
        let most = memory.map_or(MOST, |memory| MOST.min(memory / SHARE));
        let kept = match system.temporary(folder_beside(results, system)) {
            Ok(file) => Kept::Growing(Growing::new(file)),
            Err(_) => Kept::Not,
        };
        Self { file, kept, most }
    }
}

impl Blocks for KeptFile {
    fn schema(&self) -> &Schema {
        self.file.schema()
    }

    fn groups(&self) -> &[String] {
        self.file.groups()
    }

    fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
        if let Kept::Whole(whole) = &mut self.kept {
            match whole.next(self.file.as_ref()) {
                Ok(block) => return Ok(block),
                // The file itself still has the rows.
                Err(_) => {
                    let given = whole.next;
                    self.kept = Kept::Not;
                    self.file.rewind()?;
                    for _ in 0..given {
                        self.file.next_block()?;
                    }
                }
            }
        }
        let block = self.file.next_block()?;
        if let Kept::Growing(growing) = &mut self.kept {
            let grown = block.as_ref().map_or(Ok(()), |block| growing.push(block));
            if grown.is_err() || growing.bytes > self.most {
                self.kept = Kept::Not;
            } else if block.is_none()
                && let Kept::Growing(growing) = std::mem::replace(&mut self.kept, Kept::Not)
            {
                self.kept = growing.end().map_or(Kept::Not, Kept::Whole);
            }
        }
        Ok(block)
    }

    fn rewind(&mut self) -> Result<(), Problems> {
        match std::mem::replace(&mut self.kept, Kept::Not) {
            Kept::Whole(whole) => {
                self.kept = whole.rewound().map_or(Kept::Not, Kept::Whole);
                if matches!(self.kept, Kept::Whole(_)) { Ok(()) } else { self.file.rewind() }
            }
            Kept::Growing(growing) => {
                // The pass has ended early, and the next one keeps the rows.
                self.kept = growing.restarted().map_or(Kept::Not, Kept::Growing);
                self.file.rewind()
            }
            Kept::Not => self.file.rewind(),
        }
    }
}

impl BlockFile for KeptFile {
    fn facts(&self) -> Result<FileFacts, Fail> {
        self.file.facts()
    }
}

impl Growing {
    fn new(file: Handle) -> Self {
        let file = BufWriter::with_capacity(BUFFER, file);
        Self { file, bytes: 0, blocks: Vec::new(), texts: Vec::new() }
    }

    /// Adds a block: for each column whether it has a mask, the entities, and the columns with their masks.
    fn push(&mut self, panel: &Panel) -> io::Result<()> {
        let columns: Vec<&Column> =
            ColumnIx::first(panel.schema().columns().len()).map(|column| panel.column_at(column)).collect();
        let mut texts = std::mem::take(&mut self.texts);
        texts.clear();
        texts.extend(columns.iter().map(|column| u8::from(column.mask().is_some())));
        for entity in panel.entities() {
            texts.extend(entity.line.unwrap_or_default().to_le_bytes());
            let each = [Some(&entity.code), entity.name.as_ref(), entity.period.as_ref()];
            for text in each.into_iter().chain(entity.groups.iter().map(Option::as_ref)) {
                let length = text.map_or(ABSENT, |text| u32::try_from(text.len()).unwrap_or(ABSENT));
                texts.extend(length.to_le_bytes());
                texts.extend(text.map_or(&[][..], |text| text.as_bytes()));
            }
        }
        self.write(bytemuck::bytes_of(&(texts.len() as u64)))?;
        self.write(&texts)?;
        self.texts = texts;
        for column in columns {
            // The program that reads the bytes is the one that writes them, so that their order is its own.
            self.write(bytemuck::cast_slice(column.block(0..panel.rows())))?;
            self.write(bytemuck::cast_slice(column.mask().map_or(&[][..], Mask::words)))?;
        }
        self.blocks.push((panel.rows(), panel.labels()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    /// The rows, when all of them are there.
    fn end(self) -> io::Result<Whole> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(Whole {
            file: BufReader::with_capacity(BUFFER, file),
            blocks: self.blocks,
            next: 0,
            buffer: Vec::new(),
        })
    }

    /// No rows again.
    fn restarted(self) -> io::Result<Self> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(Self::new(file))
    }
}

impl Whole {
    /// The next block of a file with these columns; nothing at the end.
    fn next(&mut self, of: &dyn BlockFile) -> io::Result<Option<Panel>> {
        let Some((rows, names)) = self.blocks.get(self.next).copied() else { return Ok(None) };
        let (columns, groups) = (of.schema().columns().len(), of.groups().len());
        let mut length = 0_u64;
        self.file.read_exact(bytemuck::bytes_of_mut(&mut length))?;
        self.buffer.resize(usize::try_from(length).map_err(io::Error::other)?, 0);
        self.file.read_exact(&mut self.buffer)?;
        let (masked, texts) = self.buffer.split_at_checked(columns).ok_or(io::ErrorKind::InvalidData)?;
        let mut texts = Texts(texts);
        let entities = (0..rows).map(|_| texts.entity(groups)).collect::<Option<Vec<_>>>();
        let entities = entities.ok_or(io::ErrorKind::InvalidData)?;
        let file = &mut self.file;
        let columns =
            masked.iter().map(|masked| column(file, rows, *masked > 0)).collect::<io::Result<_>>()?;
        self.next += 1;
        Ok(Some(Panel::of_checked(of.schema(), of.groups().to_vec(), entities, names, columns)))
    }

    /// The same from the first block on.
    fn rewound(mut self) -> io::Result<Self> {
        self.file.rewind()?;
        Ok(Self { next: 0, ..self })
    }
}

/// The next column, which has so many rows.
fn column(file: &mut impl Read, rows: usize, masked: bool) -> io::Result<Column> {
    let mut values = vec![0.0; rows];
    file.read_exact(bytemuck::cast_slice_mut(&mut values))?;
    let mut words = vec![0_u64; if masked { Mask::words_for(rows) } else { 0 }];
    file.read_exact(bytemuck::cast_slice_mut(&mut words))?;
    Ok(Column::trusted(values, masked.then(|| Mask::from_words(words, rows))))
}

/// What is left of the entities of a block.
struct Texts<'b>(&'b [u8]);

impl Texts<'_> {
    /// The next entity; nothing where the bytes are not those that were written.
    fn entity(&mut self, groups: usize) -> Option<Entity> {
        let line = u64::from_le_bytes(*self.take_array()?);
        let mut entity = Entity::new(self.text()??);
        entity.line = (line > 0).then_some(line);
        entity.name = self.text()?;
        entity.period = self.text()?;
        entity.groups = (0..groups).map(|_| self.text()).collect::<Option<_>>()?;
        Some(entity)
    }

    /// The next text, which may be absent.
    #[expect(clippy::option_option, reason = "bytes that are no text, and a text that is absent")]
    fn text(&mut self) -> Option<Option<String>> {
        let length = u32::from_le_bytes(*self.take_array()?);
        if length == ABSENT {
            return Some(None);
        }
        let (text, rest) = self.0.split_at_checked(length as usize)?;
        self.0 = rest;
        std::str::from_utf8(text).ok().map(|text| Some(text.to_owned()))
    }

    fn take_array<const N: usize>(&mut self) -> Option<&[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(array)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use icip::exec::Par;
    use icip::io::{ColumnOptions, CsvBlocks, ReadOptions};

    use super::*;
    use crate::system::{Faults, Operation};

    struct Table(CsvBlocks<'static>);

    impl Blocks for Table {
        fn schema(&self) -> &Schema {
            self.0.schema()
        }

        fn groups(&self) -> &[String] {
            self.0.groups()
        }

        fn next_block(&mut self) -> Result<Option<Panel>, Problems> {
            self.0.next_block()
        }

        fn rewind(&mut self) -> Result<(), Problems> {
            self.0.rewind()
        }
    }

    impl BlockFile for Table {
        fn facts(&self) -> Result<FileFacts, Fail> {
            Ok(FileFacts::default())
        }
    }

    /// Lets every request of a kind fail, from one on.
    struct From(Operation, usize, AtomicUsize);

    impl Faults for From {
        fn before(&self, operation: Operation, _: &Path) -> io::Result<()> {
            let fails = operation == self.0 && self.2.fetch_add(1, Ordering::SeqCst) >= self.1;
            if fails { Err(io::Error::other("no more")) } else { Ok(()) }
        }
    }

    /// Rows with gaps, names, periods and groups, more than a block has.
    fn text() -> String {
        let row = |row: usize| {
            let cell = if row.is_multiple_of(7) { String::new() } else { format!("{}.5", row % 1000) };
            let (name, group) = (["", "Ñu, \"x\""][row % 2], ["north", "", "south"][row % 3]);
            format!("E{row},\"{}\",{},{group},{cell},{row}\n", name.replace('"', "\"\""), 2000 + row % 3)
        };
        "code,name,year,zone,a,b\n".to_owned() + &(0..17_000).map(row).collect::<String>()
    }

    fn table(text: &'static str, opened: &Arc<AtomicUsize>) -> Box<dyn BlockFile> {
        let mut options = ReadOptions::default();
        (options.name, options.period) = (Some("name".into()), Some("year".into()));
        options.groups.push("zone".into());
        for column in ["a", "b"] {
            options.columns.insert(column.into(), ColumnOptions::default());
        }
        let opened = Arc::clone(opened);
        let open = move || {
            opened.fetch_add(1, Ordering::SeqCst);
            Ok(text.as_bytes())
        };
        Box::new(Table(CsvBlocks::open(open, "t", &options, Par::Seq).expect("a table")))
    }

    /// What a panel is, as values that can be compared.
    type Parts = (Vec<Entity>, Names, Vec<Column>);

    fn all(file: &mut dyn Blocks) -> Vec<Parts> {
        let parts = |panel: Panel| {
            let columns = ColumnIx::first(panel.schema().columns().len());
            let columns = columns.map(|column| panel.column_at(column).clone()).collect();
            (panel.entities().to_vec(), panel.labels(), columns)
        };
        std::iter::from_fn(|| file.next_block().expect("rows")).map(parts).collect()
    }

    #[test]
    fn kept_rows_are_those_of_the_file_however_well_they_are_kept() {
        let text: &'static str = text().leak();
        let opened = Arc::new(AtomicUsize::new(0));
        let want = all(table(text, &opened).as_mut());
        assert_eq!(want.len(), 2, "17,000 rows in blocks of 16,384");
        let again = |system: &System, memory: Option<u64>| {
            let mut file = KeptFile::new(table(text, &opened), None, memory, system);
            let before = opened.load(Ordering::SeqCst);
            for pass in 0..3 {
                if pass > 0 {
                    file.rewind().expect("again");
                }
                assert!(all(&mut file) == want, "pass {pass}");
            }
            opened.load(Ordering::SeqCst) - before
        };
        assert_eq!(again(&System::default(), None), 0, "one pass read the file");
        assert_eq!(again(&System::default(), Some(1 << 20)), 2, "every pass read the file");
        let mut read_again = 0;
        for operation in [Operation::Create, Operation::Write, Operation::Seek, Operation::Read] {
            for from in [0, 4] {
                let faults = From(operation, from, AtomicUsize::new(0));
                read_again += again(&System::with_faults(Arc::new(faults)), None);
            }
        }
        assert!(read_again > 5, "only {read_again}");
    }

    #[test]
    fn a_pass_that_ends_early_keeps_nothing_of_its_rows() {
        let text: &'static str = text().leak();
        let opened = Arc::new(AtomicUsize::new(0));
        let want = all(table(text, &opened).as_mut());
        let mut file = KeptFile::new(table(text, &opened), None, None, &System::default());
        file.next_block().expect("rows");
        for _ in 0..2 {
            file.rewind().expect("again");
            assert!(all(&mut file) == want);
        }
    }
}
