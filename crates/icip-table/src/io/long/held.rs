//! Observations as bytes, by groups of entities that are read together: in memory, and in a file where they are many. It must
//! not know what they are observations of.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use crate::io::number::Written;
use crate::io::typed_cell::TypedCell;

/// Entities whose observations are read together: as many as a cache holds.
pub(super) const GROUP: usize = 1 << 11;
/// Bytes of observations in memory beyond which they go into a file.
const MOST: usize = 64 << 20;
/// Bits of the length of a text.
const LENGTH: u32 = 24;
/// Bytes of a text that are kept.
const LONGEST: usize = (1 << LENGTH) - 1;

/// A file for what does not fit into memory, which nobody else writes.
pub trait Room: Read + Write + Seek + Send {}

impl<F: Read + Write + Seek + Send> Room for F {}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Null,
    Text,
    Number,
    Uncalculated,
}

/// Where an observation belongs: its entity, its indicator, and the line and the column in which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) row: usize,
    pub(super) indicator: usize,
    pub(super) line: u64,
    pub(super) column: usize,
}

/// All observations of a table.
pub(crate) struct Held {
    groups: Vec<Group>,
    /// Observations, and bytes of them in memory.
    pub(super) count: u64,
    bytes: usize,
    room: Option<Mutex<Box<dyn Room>>>,
    /// Where the file ends, and beyond how many bytes in memory it is written.
    end: u64,
    most: usize,
    /// Whether texts that are numbers are forgotten.
    forgets_numbers: bool,
}

/// The observations of some entities, in the order of the file.
#[derive(Default)]
struct Group {
    bytes: Vec<u8>,
    /// Parts that were written before: where each begins, and how long it is.
    written: Vec<(u64, usize)>,
}

impl Held {
    /// Without a file everything stays in memory.
    pub(crate) fn new(room: Option<Box<dyn Room>>) -> Self {
        Self {
            groups: Vec::new(),
            count: 0,
            bytes: 0,
            room: room.map(Mutex::new),
            end: 0,
            most: MOST,
            forgets_numbers: false,
        }
    }

    /// Writes earlier than it would.
    #[cfg(test)]
    pub(super) fn writing_beyond(self, most: usize) -> Self {
        Self { most, ..self }
    }

    pub(super) fn push(&mut self, at: At, cell: &TypedCell<'_>) -> io::Result<()> {
        let (group, row) = (at.row / GROUP, at.row % GROUP);
        if self.groups.len() <= group {
            self.groups.resize_with(group + 1, Group::default);
        }
        let bytes = &mut self.groups[group].bytes;
        let before = bytes.len();
        for number in [row as u64, at.indicator as u64, at.line, at.column as u64] {
            put(bytes, number);
        }
        match cell {
            TypedCell::Null => bytes.push(Kind::Null as u8),
            TypedCell::Uncalculated => bytes.push(Kind::Uncalculated as u8),
            TypedCell::Number(value) | TypedCell::Shown(value, _) => put_number(bytes, *value),
            TypedCell::Integer(value) => put_number(bytes, *value as f64),
            other => {
                let text = other.text();
                // No number has so many digits; messages show the beginning.
                let text = &text[..text.floor_char_boundary(LONGEST)];
                bytes.push(Kind::Text as u8);
                put(bytes, text.len() as u64);
                bytes.extend_from_slice(text.as_bytes());
            }
        }
        self.bytes += bytes.len() - before;
        self.count += 1;
        if self.room.is_some() && self.bytes > self.most { self.write() } else { Ok(()) }
    }

    /// Writes what is in memory, group by group.
    fn write(&mut self) -> io::Result<()> {
        let Some(room) = &mut self.room else { return Ok(()) };
        let room = room.get_mut().unwrap_or_else(PoisonError::into_inner);
        room.seek(SeekFrom::Start(self.end))?;
        let mut out = io::BufWriter::with_capacity(1 << 18, room);
        for group in self.groups.iter_mut().filter(|group| !group.bytes.is_empty()) {
            out.write_all(&group.bytes)?;
            group.written.push((self.end, group.bytes.len()));
            self.end += group.bytes.len() as u64;
            group.bytes.clear();
        }
        self.bytes = 0;
        out.flush()
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> u64 {
        // Where they are written, each group keeps the room for its next ones.
        let kept = if self.room.is_some() { self.most.max(self.bytes) } else { self.bytes };
        kept as u64
    }

    /// Whether they stay in memory.
    pub(super) fn stays(&self) -> bool {
        self.room.is_none()
    }

    /// Forgets the numbers that are texts.
    pub(super) fn forget_numbers(&mut self) {
        self.forgets_numbers = true;
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The observations of a group of entities, of which `indicators` are known; `twice` is told of each that is there already,
    /// with the line of the first.
    pub(super) fn group(
        &self,
        group: usize,
        indicators: usize,
        mut twice: impl FnMut(At, u64),
    ) -> io::Result<Observed> {
        let mut found = Observed::new(indicators);
        let Some(of) = self.groups.get(group) else { return Ok(found) };
        let mut bytes =
            Vec::with_capacity(of.written.iter().map(|(_, length)| length).sum::<usize>() + of.bytes.len());
        if let (Some(room), false) = (&self.room, of.written.is_empty()) {
            let mut room = room.lock().unwrap_or_else(PoisonError::into_inner);
            for (start, length) in &of.written {
                room.seek(SeekFrom::Start(*start))?;
                let before = bytes.len();
                bytes.resize(before + length, 0);
                room.read_exact(&mut bytes[before..])?;
            }
        }
        bytes.extend_from_slice(&of.bytes);
        let mut left = bytes.as_slice();
        while !left.is_empty() {
            found.take(&mut left, group * GROUP, self.forgets_numbers, &mut twice);
        }
        Ok(found)
    }
}

/// A number in groups of seven bits, the lowest first; all but the last have the highest bit.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

fn put_number(bytes: &mut Vec<u8>, value: f64) {
    bytes.push(Kind::Number as u8);
    bytes.extend_from_slice(&value.to_le_bytes());
}

fn cut<'b>(bytes: &mut &'b [u8], count: usize) -> &'b [u8] {
    let (taken, rest) = bytes.split_at(count.min(bytes.len()));
    *bytes = rest;
    taken
}

/// The observations of a group of entities.
pub(super) struct Observed {
    /// The place of each among those below, from 1 and entity by entity; 0 where there is none.
    cells: Vec<u32>,
    indicators: usize,
    kinds: Vec<Kind>,
    /// Numbers as bits; of texts where they begin, and how long they are.
    bits: Vec<u64>,
    lines: Vec<u64>,
    columns: Vec<u16>,
    texts: String,
}

impl Observed {
    fn new(indicators: usize) -> Self {
        Self {
            cells: vec![0; GROUP * indicators],
            indicators,
            kinds: Vec::new(),
            bits: Vec::new(),
            lines: Vec::new(),
            columns: Vec::new(),
            texts: String::new(),
        }
    }

    fn take(&mut self, bytes: &mut &[u8], first: usize, forgets: bool, twice: &mut impl FnMut(At, u64)) {
        let mut number = || take(bytes) as usize;
        let (row, indicator) = (number(), number());
        let (line, column) = (number() as u64, number());
        let kind = cut(bytes, 1).first().copied().unwrap_or_default();
        let (kind, bits) = match kind {
            kind if kind == Kind::Number as u8 => {
                let eight = cut(bytes, 8).try_into().unwrap_or_default();
                (Kind::Number, u64::from_le_bytes(eight))
            }
            kind if kind == Kind::Text as u8 => {
                let length = take(bytes);
                let text = std::str::from_utf8(cut(bytes, length as usize)).unwrap_or_default();
                let at = self.texts.len() as u64;
                match forgets && Written::of(text.trim()).is_some() {
                    true => (Kind::Null, 0),
                    false => {
                        self.texts.push_str(text);
                        (Kind::Text, at << LENGTH | length)
                    }
                }
            }
            kind if kind == Kind::Uncalculated as u8 => (Kind::Uncalculated, 0),
            _ => (Kind::Null, 0),
        };
        let cell = &mut self.cells[row * self.indicators + indicator];
        if *cell > 0 {
            let at = At { row: first + row, indicator, line, column };
            return twice(at, self.lines[*cell as usize - 1]);
        }
        self.kinds.push(kind);
        self.bits.push(bits);
        self.lines.push(line);
        self.columns.push(u16::try_from(column).unwrap_or(u16::MAX));
        *cell = self.kinds.len() as u32;
    }

    /// The place of an observation, where there is one.
    pub(super) fn find(&self, row: usize, indicator: usize) -> Option<usize> {
        (*self.cells.get(row * self.indicators + indicator)? as usize).checked_sub(1)
    }

    pub(super) fn cell(&self, at: usize) -> TypedCell<'_> {
        match self.kinds[at] {
            Kind::Null => TypedCell::Null,
            Kind::Uncalculated => TypedCell::Uncalculated,
            Kind::Number => TypedCell::Number(f64::from_bits(self.bits[at])),
            Kind::Text => {
                let (start, length) = (self.bits[at] >> LENGTH, self.bits[at] & ((1 << LENGTH) - 1));
                let start = usize::try_from(start).unwrap_or_default();
                let end = start + usize::try_from(length).unwrap_or_default();
                TypedCell::Text(self.texts.get(start..end).unwrap_or_default().into())
            }
        }
    }

    /// The line and the column in which an observation stands.
    pub(super) fn place(&self, at: usize) -> (u64, usize) {
        (self.lines[at], usize::from(self.columns[at]))
    }
}
