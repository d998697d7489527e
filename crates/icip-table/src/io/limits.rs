//! How much a table may hold. Wrong files grow without end: the limits refuse them while little was read.
//!
//! This module must not know how a table is read.

use icip_problem::{Code, Message, Place, Problem, Value, message};

/// A number, its scores and ranks, and its share of masks and lanes.
const BYTES_PER_CELL: u64 = 24;
/// The code, the name and the groups of a row, and its place in rankings: 3 million rows of two columns were measured to
/// take 260 bytes each while they are scored.
const BYTES_PER_ROW: u64 = 250;

/// The most that a table may hold, each larger than any honest table needs. [`u64::MAX`] lifts a limit.
///
/// ```
/// use icip_table::io::{ReadOptions, read_csv};
/// let mut options = ReadOptions::new("code");
/// options.limits.rows = 1;
/// let problems = read_csv(b"code\nA\nB\n", "data.csv", &options).expect_err("two rows");
/// assert_eq!(problems.first().code, "limit-exceeded");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the text, decoded to UTF-8, or of a columnar file: 2^40.
    pub bytes: u64,
    /// Rows, those that a rule leaves out among them: 10^9.
    pub rows: u64,
    /// Columns, those that nobody asks for among them: 10^5.
    pub columns: u64,
    /// Bytes of a row of text: 2^24.
    pub record: u64,
    /// Bytes of the text of a cell: 2^20.
    pub field: u64,
    /// Problems and warnings of each code that are kept; the others are counted: 1000.
    pub problems: u64,
    /// Bytes of memory for a table that is held in memory: none.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 40,
            rows: 1_000_000_000,
            columns: 100_000,
            record: 1 << 24,
            field: 1 << 20,
            problems: 1000,
            memory: u64::MAX,
        }
    }
}

impl Limits {
    /// An estimate of the memory that so many rows and columns of numbers take while they are scored.
    pub fn memory_of(rows: u64, columns: u64) -> u64 {
        rows.saturating_mul(columns.saturating_mul(BYTES_PER_CELL).saturating_add(BYTES_PER_ROW))
    }

    /// Refuses a text or a file of more bytes than are allowed.
    ///
    /// # Errors
    /// A problem with the code `limit-exceeded`.
    pub fn check_bytes(&self, place: &Place, bytes: u64) -> Result<(), Box<Problem>> {
        let what = || message!("limit-exceeded-bytes", limit = self.bytes.to_string());
        at_most(bytes, self.bytes, "bytes", place, what)
    }

    /// Refuses more columns than are allowed.
    pub(crate) fn check_columns(&self, place: &Place, columns: u64) -> Result<(), Box<Problem>> {
        let (found, limit) = (columns.to_string(), self.columns.to_string());
        at_most(columns, self.columns, "columns", place, || message!("limit-exceeded-columns", found, limit))
    }

    /// Refuses more rows than are allowed.
    pub(crate) fn check_rows(&self, place: &Place, rows: u64) -> Result<(), Box<Problem>> {
        let what = || message!("limit-exceeded-rows", limit = self.rows.to_string());
        at_most(rows, self.rows, "rows", place, what)
    }

    /// Refuses a row of text that is longer than is allowed.
    pub(crate) fn check_record(&self, place: &Place, bytes: u64) -> Result<(), Box<Problem>> {
        let what = || message!("limit-exceeded-record", limit = self.record.to_string());
        at_most(bytes, self.record, "record", place, what)
    }

    /// Refuses a cell of text that is longer than is allowed.
    pub(crate) fn check_field(&self, place: &Place, bytes: u64) -> Result<(), Box<Problem>> {
        let what = || message!("limit-exceeded-field", limit = self.field.to_string());
        at_most(bytes, self.field, "field", place, what)
    }

    /// Refuses more rows or columns than are allowed.
    ///
    /// # Errors
    /// A problem with the code `limit-exceeded`.
    pub fn check_table(&self, place: &Place, rows: u64, columns: u64) -> Result<(), Box<Problem>> {
        self.check_columns(place, columns)?;
        self.check_rows(place, rows)
    }

    /// Refuses to hold more in memory than is allowed.
    ///
    /// # Errors
    /// A problem with the code `limit-exceeded`.
    pub fn check_memory(&self, place: &Place, bytes: u64) -> Result<(), Box<Problem>> {
        let (needed, limit) = (size(bytes), size(self.memory));
        let what = || message!("limit-exceeded-memory", needed, limit);
        at_most(bytes, self.memory, "memory", place, what)
    }

    /// How many problems of a code are kept.
    pub(crate) fn kept(&self) -> usize {
        usize::try_from(self.problems).unwrap_or(usize::MAX)
    }
}

fn at_most(
    found: u64,
    limit: u64,
    name: &'static str,
    place: &Place,
    what: impl FnOnce() -> Message,
) -> Result<(), Box<Problem>> {
    if found <= limit { Ok(()) } else { Err(limit_exceeded(place.clone(), what(), name).into()) }
}

/// A number that is above the limit of this name.
pub fn limit_exceeded(place: Place, what: Message, name: &'static str) -> Problem {
    let hint = match name {
        "memory" => message!("limit-exceeded-memory-hint"),
        name => message!("limit-exceeded-hint", name),
    };
    Problem::new(Code::LimitExceeded, place, what).hint(hint)
}

/// A number of bytes as people read it.
pub fn size(bytes: u64) -> Message {
    match bytes >> 20 {
        0 => message!("size-kilobytes", size = bytes.div_ceil(1024).to_string()),
        megabytes @ 1..1024 => message!("size-megabytes", size = megabytes.to_string()),
        megabytes => {
            message!("size-gigabytes", size = Value::Number(format!("{:.1}", megabytes as f64 / 1024.0)))
        }
    }
}
