//! Lines of the CSV tables that are written. It must not know what the cells mean.

use icip_num::exec::{self, Par};
use icip_table::io::{NumberText, guarded};

/// Cells that are put together at once by one thread: their text stays in its cache.
const CELLS: usize = 1 << 13;
/// Rows of a part, of narrow tables and of wide ones.
const FEWEST_ROWS: usize = 16;
const MOST_ROWS: usize = 1024;
/// A cell that is written is as much work as so many cells of a kernel, or more.
const WORK: usize = 16;
/// Numbers of which the digits are found before any is copied: a copy that follows at once waits until the digits are in
/// memory, which takes a third as long as finding them.
const TOGETHER: usize = 16;

/// Puts lines of CSV together in memory, cell by cell. No text is a formula.
///
/// ```
/// let mut line = icip::report::LineWriter::default();
/// line.text("05001");
/// line.text("Medellín, D.E.");
/// line.number(Some(0.1 + 0.2));
/// line.numbers([None, Some(-3.0)].into_iter());
/// line.end();
/// assert_eq!(line.bytes(), "05001,\"Medellín, D.E.\",0.30000000000000004,,-3\n".as_bytes());
/// ```
#[derive(Debug, Default)]
pub struct LineWriter {
    bytes: Vec<u8>,
    /// Where the line begins that is being written.
    start: usize,
    /// Its cells so far.
    cells: usize,
    digits: [NumberText; TOGETHER],
}

impl LineWriter {
    /// A cell of text.
    pub fn text(&mut self, text: &str) {
        let text = guarded(text);
        self.next_cell();
        if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            return self.bytes.extend_from_slice(text.as_bytes());
        }
        self.bytes.push(b'"');
        for (position, part) in text.split('"').enumerate() {
            if position > 0 {
                self.bytes.extend_from_slice(b"\"\"");
            }
            self.bytes.extend_from_slice(part.as_bytes());
        }
        self.bytes.push(b'"');
    }

    /// A cell with a number that reads back to the same bits, or an empty one.
    pub fn number(&mut self, value: Option<f64>) {
        self.numbers(std::iter::once(value));
    }

    /// Cells like those of [`LineWriter::number`], in a fraction of the time where there are many.
    pub fn numbers(&mut self, mut values: impl Iterator<Item = Option<f64>>) {
        loop {
            let mut texts = [""; TOGETHER];
            let mut count = 0;
            for ((text, digits), value) in texts.iter_mut().zip(&mut self.digits).zip(&mut values) {
                *text = value.map_or("", |value| digits.of(value));
                count += 1;
            }
            for text in &texts[..count] {
                separate(&mut self.bytes, &mut self.cells);
                self.bytes.extend_from_slice(text.as_bytes());
            }
            if count < TOGETHER {
                return;
            }
        }
    }

    /// A cell with a count.
    pub(crate) fn count(&mut self, count: impl TryInto<u64>) {
        // A count has few digits, and there are few cells of them.
        let digits = count.try_into().map_or_else(|_| String::new(), |count| count.to_string());
        self.next_cell();
        self.bytes.extend_from_slice(digits.as_bytes());
    }

    /// Ends the line.
    pub fn end(&mut self) {
        // A line without a byte would be no line for most readers.
        if self.bytes.len() == self.start {
            self.bytes.extend_from_slice(b"\"\"");
        }
        self.bytes.push(b'\n');
        (self.start, self.cells) = (self.bytes.len(), 0);
    }

    /// The bytes of all lines so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Takes all lines back, and keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.start, self.cells) = (0, 0);
    }

    /// A line of texts.
    pub(crate) fn record(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        cells.into_iter().for_each(|cell| self.text(cell.as_ref()));
        self.end();
    }

    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.bytes).expect("only texts were written")
    }

    fn next_cell(&mut self) {
        separate(&mut self.bytes, &mut self.cells);
    }
}

/// Begins a cell after so many others of its line.
fn separate(bytes: &mut Vec<u8>, cells: &mut usize) {
    if *cells > 0 {
        bytes.push(b',');
    }
    *cells += 1;
}

/// Memory for the lines of a long table, which are written in parts: the next part is put together where the last one was.
///
/// ```
/// use icip::exec::Par;
/// use icip::report::LineMemory;
///
/// let mut text: Vec<u8> = Vec::new();
/// LineMemory::default().write((3, 2), Par::Seq, |row, line| {
///     line.text("row");
///     line.number(Some(row as f64));
/// }, |part| {
///     text.extend(part);
///     Ok::<(), ()>(())
/// })?;
/// assert_eq!(text, b"row,0\nrow,1\nrow,2\n");
/// # Ok::<(), ()>(())
/// ```
#[derive(Debug, Default)]
pub struct LineMemory {
    /// The parts that are given away, and those that are put together meanwhile.
    parts: [Vec<LineWriter>; 2],
}

impl LineMemory {
    /// Writes a line for each row. `rows` says how many there are, and about how many cells each has; `fill` writes the cells
    /// of a row, on several threads side by side; `give` takes the parts in their order, while the next are put together.
    ///
    /// # Errors
    /// The first one of `give`.
    pub fn write<E>(
        &mut self,
        (rows, width): (usize, usize),
        par: Par,
        fill: impl Fn(usize, &mut LineWriter) + Sync,
        mut give: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let size = (CELLS / width.max(1)).clamp(FEWEST_ROWS, MOST_ROWS);
        let work = |parts: usize| parts * size * width * WORK;
        let count = rows.div_ceil(size);
        // One thread gives every part away while it is in its cache.
        let at_once = exec::parts(par, count, work(count));
        let put_together = |parts: &mut Vec<LineWriter>, first: usize| {
            parts.resize_with(at_once.min(count - first), LineWriter::default);
            exec::each(par, parts, work(at_once), |part, line| {
                line.clear();
                let start = (first + part) * size;
                for row in start..rows.min(start + size) {
                    fill(row, line);
                    line.end();
                }
            });
        };
        let [now, next] = &mut self.parts;
        if count > 0 {
            put_together(now, 0);
        }
        for first in (0..count).step_by(at_once) {
            let behind = first + at_once;
            let mut give_all = || now.iter().try_for_each(|line| give(line.bytes()));
            if at_once == 1 || behind >= count {
                give_all()?;
                if behind < count {
                    put_together(now, behind);
                }
                continue;
            }
            let ((), given) = exec::beside(par, work(at_once), || put_together(next, behind), give_all);
            given?;
            std::mem::swap(now, next);
        }
        Ok(())
    }
}

/// A header, and a line for each item.
pub(crate) fn csv_lines<I>(
    header: impl IntoIterator<Item = impl AsRef<str>>,
    items: impl IntoIterator<Item = I>,
    mut fill: impl FnMut(I, &mut LineWriter),
) -> String {
    let mut writer = LineWriter::default();
    writer.record(header);
    for item in items {
        fill(item, &mut writer);
        writer.end();
    }
    writer.into_text()
}

/// A header and lines of texts.
pub(crate) fn csv_text(
    header: impl IntoIterator<Item = impl AsRef<str>>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = impl AsRef<str>>>,
) -> String {
    csv_lines(header, rows, |row, line| row.into_iter().for_each(|cell| line.text(cell.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other_on_any_number_of_threads() {
        let text = |rows: usize, width: usize, par: Par| {
            let mut text = Vec::new();
            let fill = |row: usize, line: &mut LineWriter| {
                (0..width).for_each(|cell| line.number(Some((row * width + cell) as f64)));
            };
            let given = LineMemory::default().write((rows, width), par, fill, |part| {
                text.extend(part);
                Ok::<(), ()>(())
            });
            given.map(|()| String::from_utf8(text).expect("digits"))
        };
        // Fewer rows than a part, parts of wide and of narrow rows, and more parts than are put together at once.
        for (rows, width) in [(0, 3), (1, 3), (17, 2000), (70_000, 1), (40_000, 20)] {
            let number = |row: usize| (row * width..(row + 1) * width).map(|x| x.to_string());
            let want: String =
                (0..rows).map(|row| number(row).collect::<Vec<_>>().join(",") + "\n").collect();
            for par in [Par::Seq, Par::Threads(2), Par::Auto] {
                assert_eq!(text(rows, width, par).as_ref(), Ok(&want), "{rows} x {width}, {par:?}");
            }
        }
    }

    #[test]
    fn nothing_is_given_after_an_error() {
        let mut given = 0;
        let stopped = LineMemory::default().write(
            (100_000, 10),
            Par::Auto,
            |_, line| line.number(None),
            |_| {
                given += 1;
                if given == 20 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((stopped, given), (Err("full"), 20));
    }
}
