//! Lines of the CSV tables that are written. It must not know what the cells mean.

use icip_table::io::guarded;

/// Writes a line, in which no text is a formula.
pub(crate) fn write_record(
    writer: &mut csv::Writer<Vec<u8>>,
    cells: impl IntoIterator<Item = impl AsRef<str>>,
) {
    for cell in cells {
        writer.write_field(guarded(cell.as_ref()).as_bytes()).expect("writing to memory");
    }
    writer.write_record(None::<&[u8]>).expect("writing to memory");
}

/// A writer into memory.
pub(crate) fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::Writer::from_writer(Vec::new())
}

/// A header and lines.
pub(crate) fn csv_text(
    header: impl IntoIterator<Item = impl AsRef<str>>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = impl AsRef<str>>>,
) -> String {
    let mut writer = csv_writer();
    write_record(&mut writer, header);
    for row in rows {
        write_record(&mut writer, row);
    }
    let bytes = writer.into_inner().expect("flushing to memory");
    String::from_utf8(bytes).expect("only texts were written")
}
