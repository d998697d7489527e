//! Lines of the CSV tables that are written. It must not know what the cells mean.

use icip_table::io::{NumberText, guarded};

/// Writes lines into memory, cell by cell. No text is a formula.
pub(crate) struct LineWriter {
    writer: csv::Writer<Vec<u8>>,
    number: NumberText,
}

impl LineWriter {
    pub(crate) fn new() -> Self {
        Self { writer: csv::Writer::from_writer(Vec::new()), number: NumberText::default() }
    }

    /// A cell of text.
    pub(crate) fn text(&mut self, text: &str) {
        self.writer.write_field(guarded(text).as_bytes()).expect("writing to memory");
    }

    /// A cell with a number, or an empty one.
    pub(crate) fn number(&mut self, value: Option<f64>) {
        let text = value.map_or("", |value| self.number.of(value));
        self.writer.write_field(text).expect("writing to memory");
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        self.writer.write_record(None::<&[u8]>).expect("writing to memory");
    }

    /// The bytes of all lines so far.
    pub(crate) fn length(&mut self) -> usize {
        // The writer buffers: before the flush the length of the text is not known.
        self.writer.flush().expect("flushing to memory");
        self.writer.get_ref().len()
    }

    /// A line of texts.
    pub(crate) fn record(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        cells.into_iter().for_each(|cell| self.text(cell.as_ref()));
        self.end();
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner().expect("flushing to memory")
    }

    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.into_bytes()).expect("only texts were written")
    }
}

/// A header and lines.
pub(crate) fn csv_text(
    header: impl IntoIterator<Item = impl AsRef<str>>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = impl AsRef<str>>>,
) -> String {
    let mut writer = LineWriter::new();
    writer.record(header);
    for row in rows {
        writer.record(row);
    }
    writer.into_text()
}
