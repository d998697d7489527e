//! What an Arrow IPC file declares, read before polars reads it: its columns, and the places and sizes of its parts.
//!
//! This module must not read a value.

use icip::problem::{Message, Value, message};
use polars_arrow_format::ipc::planus::ReadAsRoot;
use polars_arrow_format::ipc::{
    BlockRef, FieldRef, FooterRef, MessageHeaderRef, MessageRef, RecordBatchRef, SchemaRef,
};

use crate::declared::{DEPTH, beyond, check_compressed, end, natural};

/// Behind the footer stand its length and the name of the format.
const FOOT: usize = 10;
/// Bytes in front of a compressed buffer that say how long it will be.
const PREFIX: u64 = 8;

/// Checks a file; gives the names of its columns and its number of rows. Refuses one with more than `columns` columns,
/// those inside others among them.
pub(crate) fn check(bytes: &[u8], columns: u64) -> Result<(Vec<String>, u64), Value> {
    let foot = bytes.len().checked_sub(FOOT).ok_or_else(beyond)?;
    let (rest, last) = bytes.split_at(foot);
    let [a, b, c, d, magic @ ..] = last else { return Err(beyond().into()) };
    if magic != b"ARROW1" {
        return Err(message!("bad-file-not-arrow").into());
    }
    let size = usize::try_from(i32::from_le_bytes([*a, *b, *c, *d])).map_err(|_| beyond())?;
    let start = rest.len().checked_sub(size).ok_or_else(beyond)?;
    let footer = FooterRef::read_as_root(&rest[start..]).map_err(text)?;
    let schema = footer.schema().map_err(text)?.ok_or_else(beyond)?;
    let names = check_schema(schema, columns)?;
    let mut rows = 0_u64;
    for block in footer.record_batches().map_err(text)?.into_iter().flatten() {
        rows = rows.saturating_add(check_block(bytes, block)?);
    }
    for block in footer.dictionaries().map_err(text)?.into_iter().flatten() {
        check_block(bytes, block)?;
    }
    Ok((names, rows))
}

/// The names of the columns. Fields inside others may be shared, so that a small file can describe a tree that never
/// ends to be read.
fn check_schema(schema: SchemaRef<'_>, most: u64) -> Result<Vec<String>, Value> {
    let (mut names, mut left) = (Vec::new(), most);
    for field in schema.fields().map_err(text)?.into_iter().flatten() {
        let field = field.map_err(text)?;
        names.push(field.name().map_err(text)?.unwrap_or_default().to_owned());
        check_field(field, DEPTH, &mut left)?;
    }
    Ok(names)
}

fn check_field(field: FieldRef<'_>, depth: usize, left: &mut u64) -> Result<(), Value> {
    if depth == 0 || *left == 0 {
        return Err(message!("bad-file-nested", limit = DEPTH).into());
    }
    *left -= 1;
    for child in field.children().map_err(text)?.into_iter().flatten() {
        check_field(child.map_err(text)?, depth - 1, left)?;
    }
    Ok(())
}

/// Checks a batch of rows, or of the texts of a dictionary; gives its number of rows.
fn check_block(bytes: &[u8], block: BlockRef<'_>) -> Result<u64, Value> {
    let length = bytes.len() as u64;
    let start = natural(block.offset())?;
    let body = end(start, natural(block.meta_data_length())?, length)?;
    end(body, natural(block.body_length())?, length)?;
    let [start, body] = [start, body].map(|place| usize::try_from(place).unwrap_or(usize::MAX));
    let (head, body) = (&bytes[start..], &bytes[body..]);
    let message = MessageRef::read_as_root(message_of(head)?).map_err(text)?;
    match message.header().map_err(text)?.ok_or_else(beyond)? {
        MessageHeaderRef::RecordBatch(batch) => check_batch(batch, body),
        MessageHeaderRef::DictionaryBatch(batch) => {
            check_batch(batch.data().map_err(text)?.ok_or_else(beyond)?, body)
        }
        _ => Err(beyond().into()),
    }
}

/// The bytes of a message, in front of which stand its length and, since version 5 of the format, a mark.
fn message_of(head: &[u8]) -> Result<&[u8], Message> {
    let (mark, rest) = head.split_first_chunk::<4>().ok_or_else(beyond)?;
    let (length, rest) = match mark {
        [0xFF, 0xFF, 0xFF, 0xFF] => rest.split_first_chunk::<4>().ok_or_else(beyond)?,
        length => (length, rest),
    };
    let length = usize::try_from(i32::from_le_bytes(*length)).map_err(|_| beyond())?;
    rest.get(..length).ok_or_else(beyond)
}

fn check_batch(batch: RecordBatchRef<'_>, body: &[u8]) -> Result<u64, Value> {
    let rows = natural(batch.length().map_err(text)?)?;
    for node in batch.nodes().map_err(text)?.into_iter().flatten() {
        let length = natural(node.length())?;
        end(0, natural(node.null_count())?, length)?;
    }
    let compressed = batch.compression().map_err(text)?.is_some();
    for buffer in batch.buffers().map_err(text)?.into_iter().flatten() {
        let (start, length) = (natural(buffer.offset())?, natural(buffer.length())?);
        end(start, length, body.len() as u64)?;
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let prefix = body.get(start..).and_then(|rest| rest.first_chunk::<{ PREFIX as usize }>());
        // A length of -1 says that the buffer is not compressed after all.
        if let (true, true, Some(prefix)) = (compressed, length >= PREFIX, prefix)
            && *prefix != [0xFF; PREFIX as usize]
        {
            check_compressed(length - PREFIX, natural(i64::from_le_bytes(*prefix))?)?;
        }
    }
    Ok(rows)
}

fn text(error: impl std::fmt::Display) -> Value {
    error.to_string().into()
}
