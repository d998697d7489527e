//! What a columnar file may declare of itself. polars allocates what a file declares, and a program cannot go on after
//! an allocation that fails, so that the declarations are held against the bytes that are there.

use icip::problem::{Message, message};

/// The levels to which columns may be nested: both formats are read by functions that call themselves.
pub(crate) const DEPTH: usize = 64;

/// What a compressed part may always grow to, and by how much more than it holds a larger one may grow. The most that
/// deflate yields is 1032 bytes for one.
const SMALL: u64 = 16 << 20;
const RATIO: u64 = 1100;

/// Refuses a compressed part that declares to hold more than such a part can.
pub(crate) fn check_compressed(compressed: u64, declared: u64) -> Result<(), Message> {
    let most = SMALL.max(compressed.saturating_mul(RATIO));
    if declared <= most { Ok(()) } else { Err(message!("bad-file-declared-size")) }
}

/// A length or a place in a file, which is not negative.
pub(crate) fn natural(number: impl TryInto<u64>) -> Result<u64, Message> {
    number.try_into().map_err(|_| beyond())
}

/// The end of a part of a file, which lies within its `length`.
pub(crate) fn end(start: u64, size: u64, length: u64) -> Result<u64, Message> {
    start.checked_add(size).filter(|end| *end <= length).ok_or_else(beyond)
}

pub(crate) fn beyond() -> Message {
    message!("bad-file-declared-length")
}
