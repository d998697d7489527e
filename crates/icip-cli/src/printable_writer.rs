//! A stream on which no text of a stranger commands a terminal. It must not know what is written to it.

use std::io::{self, Write};

use icip::problem::printable_lines;

/// Writes texts as [`printable_lines`] makes them, in whatever pieces they come.
pub(crate) struct PrintableWriter<'w> {
    inner: &'w mut dyn Write,
    /// The first bytes of a character whose others have not come yet.
    half: Vec<u8>,
}

impl<'w> PrintableWriter<'w> {
    pub(crate) fn new(inner: &'w mut dyn Write) -> Self {
        Self { inner, half: Vec::new() }
    }
}

impl Write for PrintableWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = std::mem::take(&mut self.half);
        text.extend_from_slice(bytes);
        let mut end = text.len();
        if let Err(error) = std::str::from_utf8(&text)
            && error.error_len().is_none()
        {
            end = error.valid_up_to();
        }
        self.half = text.split_off(end);
        // What is no text is shown by the sign for that.
        self.inner.write_all(printable_lines(&String::from_utf8_lossy(&text)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_come_in_any_pieces() {
        let text = "Bogot\u{e1}\u{1b}[2J \u{202e}x\n\u{9b}y";
        for size in 1..=text.len() {
            let mut out = Vec::new();
            let mut writer = PrintableWriter::new(&mut out);
            text.as_bytes().chunks(size).for_each(|piece| writer.write_all(piece).expect("written"));
            let shown = "Bogot\u{e1}\\u{1b}[2J \\u{202e}x\n\\u{9b}y";
            assert_eq!(String::from_utf8_lossy(&out), shown, "pieces of {size}");
        }
    }
}
