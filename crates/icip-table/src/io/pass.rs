//! One pass over the rows of a file: batches of chunks, which threads read side by side. This module must not
//! know what a cell means.

use super::chunk::{Chunk, Rows};
use super::conventions::Conventions;
use super::cut::{self, ChunkText};
use super::encoding;
use super::form::{Form, not_utf8, nul};
use super::head::Body;
use super::layout::Layout;
use super::left_out::Seen;
use super::log::{Fatal, Log};
use super::notes::{self, Above, Tail};
use super::records::OpenQuote;
use super::rows;
use super::source::{Source, Text};
use super::split::{OpenAt, Reach, is_end, line_ends};
use icip_num::exec::{self, Par};

/// Bytes of text that are as much work as one cell operation of a kernel, or more.
const BYTES: usize = 4;

/// How much text is read at once. Results do not depend on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// Bytes of a chunk, more where a record is longer.
    pub(crate) chunk: usize,
    /// Chunks of a batch.
    pub(crate) batch: usize,
}

impl Sizes {
    /// Little enough that the text is still in a second-level cache when it is checked, cut into records and read.
    pub(crate) fn of(par: Par) -> Self {
        Self { chunk: 1 << 18, batch: exec::parts(par, usize::MAX, usize::MAX) }
    }
}

/// A pass over the rows.
pub(crate) struct Pass<'a> {
    text: Text<'a>,
    delimiter: u8,
    /// Whether there was a quote so far. Until then every line end is taken for the end of a record,
    /// and nobody looks for quotes before the threads do.
    quoted: bool,
    sizes: Sizes,
    par: Par,
    /// Whether another pass may follow, which must find the same text.
    again: bool,
    /// Bytes of the text before the window.
    passed: u64,
    line: u64,
    newlines: u64,
    /// A checksum of all text passed.
    pub(crate) digest: u64,
    chunks: Vec<Extent>,
    /// Memory of rows that are done with.
    spare: Vec<Vec<f64>>,
    /// Bytes of the window that the chunks cover.
    covered: usize,
    /// The rows under which only notes stand, which are read apart.
    last: Option<Vec<u8>>,
    end: End,
    /// What the rows so far are like.
    above: Above,
    /// What stands under the table.
    pub(crate) tail: Tail,
}

/// How the rows of a pass end.
#[derive(Default)]
struct End {
    /// Nothing from here on is read, only checked.
    reached: bool,
    open: Option<OpenQuote>,
    nul: Option<u64>,
    /// Text after the last row that holds more than its first cell, and its line.
    tail: Option<(Vec<u8>, u64)>,
}

/// Where a chunk is in the window.
#[derive(Debug, Clone, Copy)]
struct Extent {
    start: usize,
    /// Where its rows end.
    table: usize,
    end: usize,
    /// Line on which it starts.
    line: u64,
    lines: u64,
}

impl<'a> Pass<'a> {
    /// A pass from the first row on.
    pub(crate) fn start(
        source: &Source<'a>,
        form: Form,
        body: Body,
        delimiter: u8,
        sizes: Sizes,
        par: Par,
    ) -> Result<Self, Fatal> {
        let at = usize::try_from(body.at).unwrap_or(usize::MAX);
        let mut text = source.text(form, 0)?;
        text.fill(at)?;
        let head = at.min(text.window().len());
        let digest = cut::digest(&text.window()[..head]);
        text.pass(head);
        Ok(Self {
            text,
            delimiter,
            quoted: false,
            sizes,
            par,
            again: true,
            passed: body.at,
            line: body.line,
            newlines: body.newlines,
            digest,
            chunks: Vec::new(),
            spare: Vec::new(),
            covered: 0,
            last: None,
            end: End::default(),
            above: Above::default(),
            tail: Tail::default(),
        })
    }

    /// Goes on to the next chunks; `false` when there are none. Text that is not UTF-8 may change
    /// `form`.
    pub(crate) fn advance(
        &mut self,
        source: &Source<'a>,
        form: &mut Form,
        layout: &Layout,
        log: &mut Log,
    ) -> Result<bool, Fatal> {
        self.forget();
        let rows_end_above = self.end.reached;
        let mut wanted = self.sizes.chunk * self.sizes.batch;
        loop {
            self.text.fill(wanted)?;
            if self.text.window().is_empty() {
                return self.last(source, layout);
            }
            self.cut();
            if self.chunks.is_empty() {
                self.check_window(source)?;
                // No record ends in the window, so a larger one is needed.
                wanted = 2 * self.text.window().len().max(self.sizes.chunk);
            } else if self.check(source, form, log)? {
                return Ok(true);
            } else {
                self.chunks.clear();
                self.covered = 0;
                if !rows_end_above {
                    // The end that was found belongs to the cut that is thrown away.
                    self.end = End::default();
                }
            }
        }
    }

    /// Refuses a window in which no row ends: because of a record without an end, or because what may be notes takes too
    /// much memory.
    fn check_window(&self, source: &Source<'_>) -> Result<(), Fatal> {
        let window = self.text.window();
        source.limits().check_memory(source.place(), window.len() as u64)?;
        source.check_last_line(window, self.line)
    }

    /// Reads the chunks.
    pub(crate) fn read(
        &mut self,
        source: &Source<'_>,
        layout: &Layout,
        conventions: &Conventions,
    ) -> Vec<Chunk> {
        let mut spare = std::mem::take(&mut self.spare);
        let extents: Vec<(Extent, Vec<f64>)> =
            self.chunks.iter().map(|extent| (*extent, spare.pop().unwrap_or_default())).collect();
        self.spare = spare;
        let (place, par, work) = (source.place(), self.par, self.covered / BYTES);
        let (window, more) = self.text.window_and_more();
        let buffer = self.last.as_deref().unwrap_or(window);
        let read = || {
            exec::map_each(par, extents, work, |(extent, values)| {
                let text = std::str::from_utf8(&buffer[extent.start..extent.table]).expect("it was checked");
                rows::read(layout, conventions, place, text, extent.line, extent.lines, values)
            })
        };
        // The file is read on while threads are busy with what was read of it; on one thread this would only move its bytes
        // once more.
        let wanted = self.sizes.chunk * self.sizes.batch;
        match more.filter(|_| exec::parts(par, usize::MAX, work) > 1) {
            Some(more) => exec::beside(par, work, read, || more.fetch(wanted)).0,
            None => read(),
        }
    }

    /// Takes the memory of rows that are done with.
    pub(crate) fn recycle(&mut self, rows: impl IntoIterator<Item = Rows>) {
        self.spare.extend(rows.into_iter().map(Rows::into_values));
    }

    /// Takes note of what was read, by which rows are distinguished from notes.
    pub(crate) fn note(&mut self, chunks: &[Chunk]) {
        for chunk in chunks {
            self.above.full |= chunk.notes.full;
            self.above.phrases |= chunk.notes.phrases;
        }
    }

    /// The quote after which nothing was read.
    pub(crate) fn open_quote(&self) -> Option<&OpenQuote> {
        self.end.open.as_ref()
    }

    /// The lines that were left out so far.
    pub(crate) fn left_out(&self) -> Seen {
        self.text.left_out()
    }

    /// Bytes of the text so far.
    pub(crate) fn length(&self) -> u64 {
        self.passed
    }

    /// Promises that no other pass is compared with this one.
    pub(crate) fn only_once(&mut self) {
        self.again = false;
    }

    /// Bytes of the text up to the end of the chunks.
    pub(crate) fn reached(&self) -> u64 {
        self.passed + self.covered as u64
    }

    /// Drops the chunks.
    fn forget(&mut self) {
        if self.last.take().is_none() {
            self.text.pass(self.covered);
            self.passed += self.covered as u64;
        }
        self.covered = 0;
        self.chunks.clear();
    }

    /// At the end of the text: the rows that hold their first cell only and are no notes.
    fn last(&mut self, source: &Source<'_>, layout: &Layout) -> Result<bool, Fatal> {
        if let Some(newlines) = self.end.nul {
            return Err(nul(source.place(), 1 + newlines));
        }
        let Some((bytes, line)) = self.end.tail.take() else { return Ok(false) };
        let text = std::str::from_utf8(&bytes).expect("it was checked");
        self.tail = notes::divide(text, line, layout, self.above);
        let table = self.tail.end;
        let lines = line_ends(&bytes[..table]);
        self.chunks = vec![Extent { start: 0, table, end: table, line, lines }];
        self.last = Some(bytes);
        Ok(table > 0)
    }

    /// Cuts the window into chunks, as far as it is certain where records end.
    fn cut(&mut self) {
        let (mut start, length) = (0, self.text.window().len());
        while start < length {
            let next = if self.end.reached { self.cut_anywhere(start) } else { self.cut_records(start) };
            let Some((table, end)) = next else { break };
            // The threads that check the chunks count their lines.
            self.chunks.push(Extent { start, table, end, line: 0, lines: 0 });
            start = end;
        }
        self.covered = start;
    }

    /// Where the rows of the chunk at `start` end, and where the chunk does.
    fn cut_records(&mut self, start: usize) -> Option<(usize, usize)> {
        let length = self.text.window().len();
        let mut size = self.sizes.chunk;
        loop {
            let end = length.min(start + size);
            let last = end == length && self.text.ended();
            let reach = if last { Reach::Whole } else { Reach::Part };
            let text = &self.text.window()[start..end];
            let cut = match self.quoted {
                true => cut::cut_records(text, self.delimiter, reach),
                false => cut::cut_lines(text, self.delimiter, reach),
            };
            let (table, behind) = (start + cut.table, start + cut.end);
            match cut.open {
                Some(open) if self.shows_line(start + open.at) => {
                    self.end_at(table, behind);
                    let open = OpenAt { at: start + open.at, ..open };
                    self.end.open = Some(OpenQuote::new(self.text.window(), open, self.line_at(open.at)));
                    return Some((table, behind));
                }
                None if last => {
                    self.end_at(table, length);
                    return Some((table, length));
                }
                None if cut.table > 0 => return Some((table, table)),
                _ if end == length => return None,
                _ => size *= 2,
            }
        }
    }

    /// Whether the line at `at` is in the window as a whole.
    fn shows_line(&self, at: usize) -> bool {
        self.text.ended() || self.text.window()[at..].iter().any(|byte| is_end(*byte))
    }

    /// No row starts after `table`; what stands up to `end` may be notes.
    fn end_at(&mut self, table: usize, end: usize) {
        self.end.reached = true;
        let line = self.line_at(table);
        self.end.tail = (table < end).then(|| (self.text.window()[table..end].to_vec(), line));
    }

    fn line_at(&self, at: usize) -> u64 {
        self.line + line_ends(&self.text.window()[..at])
    }

    /// Behind the last row any place between two letters will do.
    fn cut_anywhere(&self, start: usize) -> Option<(usize, usize)> {
        let length = self.text.window().len();
        if self.text.ended() {
            return Some((start, length));
        }
        let window = &self.text.window()[start..length.min(start + self.sizes.chunk)];
        let end = start + 1 + window.iter().rposition(u8::is_ascii)?;
        Some((start, end))
    }

    /// Checks that the chunks are text; `false` when they must be cut again, because of a quote or of
    /// another encoding.
    fn check(&mut self, source: &Source<'a>, form: &mut Form, log: &mut Log) -> Result<bool, Fatal> {
        let (extents, window) = (&self.chunks, self.text.window());
        // A file in memory cannot change between two passes.
        let digests = self.again && self.text.may_change();
        let facts = exec::map(self.par, extents.len(), self.covered / BYTES, |chunk| {
            let text = &window[extents[chunk].start..extents[chunk].end];
            (ChunkText::of(text), if digests { cut::digest(text) } else { 0 })
        });
        if facts.iter().any(|(facts, _)| !facts.ascii) && !self.text.form().certain {
            *form = encoding::decide(*form, source, log)?;
            if !self.text.agrees(*form) {
                // All text before the window is ASCII, which is the same in both encodings.
                self.text = source.text(*form, self.passed)?;
                return Ok(false);
            }
        }
        // Line ends between quotes end no record, so the chunks may have been cut in the middle of one.
        if !self.quoted && facts.iter().any(|(facts, _)| facts.quoted) {
            self.quoted = true;
            return Ok(false);
        }
        for (extent, (facts, digest)) in self.chunks.iter_mut().zip(facts) {
            if let Some((byte, before)) = facts.broken {
                return Err(not_utf8(source.place(), 1 + self.newlines + before, byte));
            }
            if let Some(before) = facts.nul {
                self.end.nul.get_or_insert(self.newlines + before);
            }
            (extent.line, extent.lines) = (self.line, facts.lines);
            self.line += facts.lines;
            self.newlines += facts.newlines;
            self.digest = cut::mix(self.digest, digest);
        }
        Ok(true)
    }
}
