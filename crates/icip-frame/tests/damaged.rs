//! Files that are not what they say. Whatever the bytes are, the answer is a table or problems: no panic, no abort, and
//! no memory beyond what the file can hold.

use std::fs::File;
use std::io::Cursor;
use std::panic::{set_hook, take_hook};
use std::sync::Once;

use icip::data::Blocks;
use icip::io::{ColumnOptions, ReadOptions};
use icip::problem::Problems;
use icip_frame::{Format, ParquetBlocks, catches_panics, read};
use polars::prelude::*;
use polars_parquet_format::thrift::protocol::TCompactOutputProtocol;
use polars_parquet_format::{FileMetaData, SchemaElement};

fn options() -> ReadOptions {
    let mut options = ReadOptions::default();
    options.groups = vec!["kind".into()];
    for column in ["x", "n"] {
        options.columns.insert(column.into(), ColumnOptions::default());
    }
    options
}

fn table() -> DataFrame {
    df!(
        "code" => ["05001", "08001", "11001", "13001"],
        "kind" => [Some("a"), Some("b"), None, Some("a")],
        "x" => [Some(1.5), None, Some(2.5), Some(-1.0)],
        "n" => [1_i64, 2, 3, 4],
    )
    .expect("columns of one length")
}

fn parquet(frame: &mut DataFrame, compression: ParquetCompression) -> Vec<u8> {
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(compression);
    writer.finish(frame).expect("writing to memory");
    bytes
}

fn arrow(frame: &mut DataFrame, compression: Option<IpcCompression>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = IpcWriter::new(&mut bytes).with_compression(compression);
    writer.finish(frame).expect("writing to memory");
    bytes.into_inner()
}

/// As a program does it: panics that become problems are not printed.
fn without_caught_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !catches_panics() {
                usual(panic);
            }
        }));
    });
}

/// How many of the changes gave a table, and how many problems.
fn walk(
    bytes: &[u8],
    values: impl Fn(u8) -> Vec<u8>,
    read: impl Fn(&[u8]) -> Result<(), Problems>,
) -> [usize; 2] {
    without_caught_panics();
    read(bytes).expect("the file itself is a table");
    let mut counts = [0, 0];
    let mut changed = bytes.to_vec();
    for at in 0..bytes.len() {
        for value in values(bytes[at]) {
            changed[at] = value;
            counts[usize::from(read(&changed).is_err())] += 1;
        }
        changed[at] = bytes[at];
        counts[usize::from(read(&bytes[..at]).is_err())] += 1;
    }
    counts
}

/// Changes of a byte: all bits, one bit, the smallest and the largest number.
fn others(byte: u8) -> Vec<u8> {
    vec![byte ^ 0xFF, byte ^ 1, 0, 0x7F]
}

fn walk_in_memory(bytes: &[u8], format: Format) {
    let [tables, problems] = walk(bytes, others, |bytes| read(bytes, format, "t", &options()).map(drop));
    // Statistics, names of writers and padding may change without harm, and lengths may not.
    assert!(tables > 500 && problems > 500, "{tables} tables, {problems} times problems");
}

#[test]
fn a_parquet_file_with_any_byte_changed_gives_a_table_or_problems() {
    walk_in_memory(&parquet(&mut table(), ParquetCompression::Snappy), Format::Parquet);
}

#[test]
fn an_arrow_file_with_any_byte_changed_gives_a_table_or_problems() {
    walk_in_memory(&arrow(&mut table(), None), Format::ArrowIpc);
}

#[test]
fn a_compressed_arrow_file_with_any_byte_changed_gives_a_table_or_problems() {
    walk_in_memory(&arrow(&mut table(), Some(IpcCompression::ZSTD(Default::default()))), Format::ArrowIpc);
}

#[test]
fn blocks_of_a_parquet_file_with_any_byte_changed_give_a_table_or_problems() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.parquet");
    let read = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("a file");
        let path = path.clone();
        let mut blocks = ParquetBlocks::open(move || File::open(&path), "t", &options())?;
        while blocks.next_block()?.is_some() {}
        Ok(())
    };
    let bytes = parquet(&mut table(), ParquetCompression::Uncompressed);
    let [tables, problems] = walk(&bytes, |byte| vec![byte ^ 0xFF], read);
    assert!(tables > 100 && problems > 500, "{tables} tables, {problems} times problems");
}

/// Numbers that follow from a seed (SplitMix64), so that a failure comes again.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }
}

/// A file with up to eight changes: bytes set, bits turned, parts left out, doubled or taken from the other file. Half
/// of the changes fall on the end, where both formats describe the rest.
fn changed(random: &mut Random, file: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..1 + random.below(8) {
        let from = if random.below(2) == 0 { 0 } else { bytes.len() - bytes.len() / 4 };
        if from == bytes.len() {
            break;
        }
        let at = from + random.below(bytes.len() - from);
        let until = at + (1 + random.below(16)).min(bytes.len() - at);
        match random.below(6) {
            0 => bytes[at] = random.next() as u8,
            1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes[at] = [0, 1, 0x7F, 0x80, 0xFF][random.below(5)],
            3 => drop(bytes.drain(at..until)),
            4 => bytes.extend_from_within(at..until),
            _ => {
                let start = random.below(other.len());
                let part = &other[start..(start + until - at).min(other.len())];
                bytes.splice(at..until, part.iter().copied());
            }
        }
    }
    bytes
}

/// `ICIP_DAMAGED` is the number of files, for longer runs.
#[test]
fn files_with_many_changes_give_tables_or_problems() {
    without_caught_panics();
    let count = std::env::var("ICIP_DAMAGED").ok().and_then(|count| count.parse().ok()).unwrap_or(2_000);
    let files = [
        (Format::Parquet, parquet(&mut table(), ParquetCompression::Snappy)),
        (Format::Parquet, parquet(&mut table(), ParquetCompression::Uncompressed)),
        (Format::ArrowIpc, arrow(&mut table(), None)),
        (Format::ArrowIpc, arrow(&mut table(), Some(IpcCompression::ZSTD(Default::default())))),
    ];
    let (mut random, mut counts) = (Random(2018), [0, 0]);
    for _ in 0..count {
        let ((format, file), (_, other)) = (&files[random.below(4)], &files[random.below(4)]);
        let bytes = changed(&mut random, file, other);
        let read = read(&bytes, *format, "t", &options());
        counts[usize::from(read.is_err())] += 1;
        if let Ok(table) = read {
            let panel = table.value.panel;
            let columns = panel.schema().columns().to_vec();
            let cells =
                columns.iter().filter_map(|name| panel.column(name)).flat_map(|column| column.cells());
            assert!(cells.flatten().all(f64::is_finite), "what is present is finite");
        }
    }
    let [tables, problems] = counts;
    assert!(tables > count / 100 && problems > count / 4, "{tables} tables, {problems} times problems");
}

fn first_problem(bytes: &[u8], format: Format, options: &ReadOptions) -> String {
    without_caught_panics();
    read(bytes, format, "t", options).expect_err("problems").first().to_string()
}

#[test]
fn what_is_no_file_of_the_format_is_named_so() {
    let cases = [
        (Format::Parquet, "Parquet: it does not end as a Parquet file does, with `PAR1`"),
        (Format::ArrowIpc, "Arrow IPC: it does not end as an Arrow IPC file does, with `ARROW1`"),
    ];
    for (format, want) in cases {
        let text = first_problem(b"code,x,n\n05001,1,2\n08001,3,4\n", format, &options());
        assert_eq!(text, format!("t: the file cannot be read as {want}"));
        let empty = first_problem(b"", format, &options());
        assert!(
            empty.ends_with("a length that it declares is negative, or reaches beyond its end"),
            "{empty}"
        );
    }
}

#[test]
fn a_small_file_of_many_rows_is_held_against_the_limits() {
    // Runs of equal values: a million rows take a few bytes each way.
    let rows = 1_000_000;
    let mut frame = df!("code" => vec![None::<&str>; rows], "x" => vec![None::<f64>; rows]).expect("a frame");
    let bytes = parquet(&mut frame, ParquetCompression::Uncompressed);
    assert!(bytes.len() < 10_000, "{} bytes", bytes.len());
    let mut options = ReadOptions::new("code").with_column("x", ColumnOptions::default());
    options.limits.rows = 999_999;
    let text = first_problem(&bytes, Format::Parquet, &options);
    assert!(text.starts_with("t: the table has more than 999999 rows; "), "{text}");
    options.limits.rows = 1_000_000;
    // 250 bytes for the keys of a row and 24 for each of two columns, times a million.
    options.limits.memory = 298_000_000 - 1;
    let text = first_problem(&bytes, Format::Parquet, &options);
    assert!(
        text.starts_with("t: about 284 MB of memory would be needed, and 284 MB are available; "),
        "{text}"
    );
    options.limits.memory = 298_000_000;
    let text = first_problem(&bytes, Format::Parquet, &options);
    assert!(text.contains("the row has no code"), "{text}");
}

#[test]
fn limits_of_columnar_files_hold_to_the_last_unit() {
    let files = [
        (Format::Parquet, parquet(&mut table(), ParquetCompression::Snappy)),
        (Format::ArrowIpc, arrow(&mut table(), None)),
    ];
    for (format, bytes) in files {
        for (limit, found) in [("bytes", bytes.len() as u64), ("rows", 4), ("columns", 4)] {
            let with = |most| {
                let mut options = options();
                match limit {
                    "bytes" => options.limits.bytes = most,
                    "rows" => options.limits.rows = most,
                    _ => options.limits.columns = most,
                }
                read(&bytes, format, "t", &options)
            };
            assert!(with(found).is_ok(), "{format:?} {limit}");
            let problems = with(found - 1).expect_err("one more than is allowed");
            let allowed = ["limit-exceeded", "bad-file"];
            assert!(allowed.contains(&problems.first().code.word()), "{format:?} {limit}: {problems}");
        }
    }
}

#[test]
fn control_characters_in_names_and_keys_are_refused() {
    let mut frame = df!("code" => ["A", "B\0"], "x" => [1.0, 2.0], "y\u{1B}" => [1.0, 2.0]).expect("a frame");
    let options = ReadOptions::new("code").with_column("x", ColumnOptions::default());
    let bytes = parquet(&mut frame, ParquetCompression::Snappy);
    let problems = read(&bytes, Format::Parquet, "t", &options).expect_err("two problems");
    let found: Vec<_> = problems.iter().map(|problem| (problem.place.line, problem.code.word())).collect();
    assert_eq!(found, [(None, "control-character"), (Some(2), "control-character")]);
}

#[test]
fn columns_that_are_nested_without_end_are_refused() {
    // A column inside another, again and again. A reader that calls itself for each would leave its stack.
    let element = |children| SchemaElement {
        type_: None,
        type_length: None,
        repetition_type: None,
        name: "x".into(),
        num_children: Some(children),
        converted_type: None,
        scale: None,
        precision: None,
        field_id: None,
        logical_type: None,
    };
    let mut schema = vec![element(1); 500_000];
    schema.push(element(0));
    let metadata = FileMetaData {
        version: 2,
        schema,
        num_rows: 0,
        row_groups: Vec::new(),
        key_value_metadata: None,
        created_by: None,
        column_orders: None,
        encryption_algorithm: None,
        footer_signing_key_metadata: None,
    };
    let mut footer = Vec::new();
    metadata.write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut footer)).expect("writing to memory");
    let length = u32::try_from(footer.len()).expect("a few megabytes");
    let bytes = [b"PAR1".as_slice(), &footer, &length.to_le_bytes(), b"PAR1"].concat();
    let text = first_problem(&bytes, Format::Parquet, &options());
    assert!(text.contains("its columns are nested to more than 64 levels"), "{text}");
}
