//! What a Parquet file declares, read before polars reads it: its columns, its rows and the sizes of its pages.
//!
//! This module must not read a value.

use std::io::{Read, Seek, SeekFrom};

use icip::problem::{Message, Value, message};
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use polars_parquet_format::{ColumnMetaData, FieldRepetitionType, FileMetaData, PageHeader};

use crate::declared::{DEPTH, beyond, check_compressed, end, natural};

/// Bytes at both ends of a file: its name, and the length of its footer and the name again.
const HEAD: u64 = 4;
const FOOT: u64 = 8;
/// Bytes in which the header of a page, with its statistics, always fits.
const PAGE_HEADER: usize = 1 << 20;

/// What a file declares.
pub(crate) struct Declared {
    pub(crate) rows: u64,
    pub(crate) names: Vec<String>,
    columns: Vec<Top>,
    metadata: FileMetaData,
    length: u64,
}

/// A column that is not inside another.
struct Top {
    /// Its leaves, which are stored one by one.
    leaves: std::ops::Range<usize>,
    /// Whether it has one value per row.
    flat: bool,
}

impl Declared {
    /// Reads the footer of a file.
    pub(crate) fn read<R: Read + Seek>(reader: &mut R) -> Result<Self, Value> {
        let length = reader.seek(SeekFrom::End(0)).map_err(text)?;
        let footer = footer(reader, length)?;
        // Each element of a list is at least a byte.
        let mut input = TCompactInputProtocol::new(footer.as_slice(), 1024 + 8 * footer.len());
        let metadata = FileMetaData::read_from_in_protocol(&mut input).map_err(text)?;
        let (names, columns) = columns(&metadata)?;
        let mut rows = 0_u64;
        for group in &metadata.row_groups {
            rows = rows.checked_add(natural(group.num_rows)?).ok_or_else(contradiction)?;
        }
        if rows != natural(metadata.num_rows)? || usize::try_from(rows).is_err() {
            return Err(contradiction().into());
        }
        Ok(Self { rows, names, columns, metadata, length })
    }

    /// Checks the pages of some columns.
    pub(crate) fn check_pages<R: Read + Seek>(
        &self,
        reader: &mut R,
        columns: &[String],
    ) -> Result<(), Value> {
        let asked = self.names.iter().zip(&self.columns).filter(|(name, _)| columns.contains(name));
        let asked: Vec<&Top> = asked.map(|(_, column)| column).collect();
        for group in &self.metadata.row_groups {
            for column in &asked {
                let chunks = group.columns.get(column.leaves.clone()).ok_or_else(contradiction)?;
                for chunk in chunks {
                    let chunk = chunk.meta_data.as_ref().ok_or_else(contradiction)?;
                    if column.flat && chunk.num_values != group.num_rows {
                        return Err(contradiction().into());
                    }
                    check_chunk(reader, chunk, self.length)?;
                }
            }
        }
        Ok(())
    }
}

fn footer<R: Read + Seek>(reader: &mut R, length: u64) -> Result<Vec<u8>, Value> {
    let foot = length.checked_sub(HEAD + FOOT).ok_or_else(beyond)? + HEAD;
    reader.seek(SeekFrom::Start(foot)).map_err(text)?;
    let mut last = [0; FOOT as usize];
    reader.read_exact(&mut last).map_err(text)?;
    let [a, b, c, d, magic @ ..] = last;
    if magic != *b"PAR1" {
        return Err(message!("bad-file-not-parquet").into());
    }
    let size = u64::from(u32::from_le_bytes([a, b, c, d]));
    let start = foot.checked_sub(size).filter(|start| *start >= HEAD).ok_or_else(beyond)?;
    reader.seek(SeekFrom::Start(start)).map_err(text)?;
    let mut footer = Vec::new();
    reader.take(size).read_to_end(&mut footer).map_err(text)?;
    Ok(footer)
}

/// The names of the columns, and what each consists of.
fn columns(metadata: &FileMetaData) -> Result<(Vec<String>, Vec<Top>), Message> {
    let (root, elements) = metadata.schema.split_first().ok_or_else(contradiction)?;
    let (mut names, mut columns, mut leaves) = (Vec::new(), Vec::<Top>::new(), 0);
    // For each group around the element, how many elements are still to come in it.
    let mut open = vec![natural(root.num_children.unwrap_or_default())?];
    for element in elements {
        while open.last() == Some(&0) {
            open.pop();
        }
        let depth = open.len();
        *open.last_mut().ok_or_else(contradiction)? -= 1;
        let children = natural(element.num_children.unwrap_or_default())?;
        if depth == 1 {
            let flat = children == 0 && element.repetition_type != Some(FieldRepetitionType::REPEATED);
            names.push(element.name.clone());
            columns.push(Top { leaves: leaves..leaves, flat });
        }
        if children == 0 {
            leaves += 1;
        } else if depth < DEPTH {
            open.push(children);
        } else {
            return Err(message!("bad-file-nested", limit = DEPTH));
        }
        if let Some(column) = columns.last_mut() {
            column.leaves.end = leaves;
        }
    }
    if open.iter().all(|left| *left == 0) { Ok((names, columns)) } else { Err(contradiction()) }
}

/// Checks the pages of one column in one group of rows.
fn check_chunk<R: Read + Seek>(reader: &mut R, chunk: &ColumnMetaData, length: u64) -> Result<(), Value> {
    let first = natural(chunk.data_page_offset)?;
    let mut at = match chunk.dictionary_page_offset {
        // Some writers say 0 where there is no dictionary.
        Some(dictionary) if dictionary > 0 => first.min(natural(dictionary)?),
        _ => first,
    };
    let end_of_chunk = end(at, natural(chunk.total_compressed_size)?, length)?;
    let (mut values, declared) = (0, natural(chunk.num_values)?);
    while values < declared {
        reader.seek(SeekFrom::Start(at)).map_err(text)?;
        let mut input = TCompactInputProtocol::new(&mut *reader, PAGE_HEADER);
        let page = PageHeader::read_from_in_protocol(&mut input).map_err(text)?;
        let compressed = natural(page.compressed_page_size)?;
        at = end(reader.stream_position().map_err(text)?, compressed, end_of_chunk)?;
        values += check_page(&page, compressed)?;
    }
    if values == declared { Ok(()) } else { Err(contradiction().into()) }
}

/// How many values of the column a page declares.
fn check_page(page: &PageHeader, compressed: u64) -> Result<u64, Message> {
    let uncompressed = natural(page.uncompressed_page_size)?;
    check_compressed(compressed, uncompressed)?;
    if let Some(dictionary) = &page.dictionary_page_header
        && natural(dictionary.num_values)? > uncompressed
    {
        return Err(message!("bad-file-declared-size"));
    }
    if let Some(header) = &page.data_page_header_v2 {
        let levels =
            natural(header.definition_levels_byte_length)? + natural(header.repetition_levels_byte_length)?;
        end(0, levels, compressed.min(uncompressed))?;
        natural(header.num_nulls)?;
        natural(header.num_rows)?;
        return natural(header.num_values);
    }
    page.data_page_header.as_ref().map_or(Ok(0), |header| natural(header.num_values))
}

fn contradiction() -> Message {
    message!("bad-file-declared-rows")
}

fn text(error: impl std::fmt::Display) -> Value {
    error.to_string().into()
}
