//! The bytes of a file as a stream of text, from any place on and as often as it is asked for. It must not
//! know what the text holds.

use std::io::{self, Read};
use std::str;

use encoding_rs::Decoder;

use super::form::{Form, SEPARATOR, not_utf16};
use super::left_out::{Filter, LeftOut, Seen};
use super::limits::Limits;
use super::log::Fatal;
use super::split::line_ends;
use icip_problem::{Code, Place, Problem, message};

/// Bytes that are decoded at once.
const AT_ONCE: usize = 1 << 16;

type Opener<'a> = dyn Fn() -> io::Result<Box<dyn Read + Send + 'a>> + Send + 'a;

/// A file that can be opened again, and the name that problems show.
pub(crate) struct Source<'a> {
    opener: Box<Opener<'a>>,
    /// The file, when it is in memory.
    memory: Option<&'a [u8]>,
    /// Lines that do not belong to the table.
    left_out: LeftOut,
    limits: Limits,
    place: Place,
}

impl<'a> Source<'a> {
    /// A file that `open` opens.
    pub(crate) fn new<R: Read + Send + 'a>(open: impl Fn() -> io::Result<R> + Send + 'a, file: &str) -> Self {
        let opener = move || open().map(|reader| Box::new(reader) as Box<dyn Read + Send + 'a>);
        Self {
            opener: Box::new(opener),
            memory: None,
            left_out: LeftOut::default(),
            limits: Limits::default(),
            place: Place::file(file),
        }
    }

    /// A file in memory, of which no copy is made where it is UTF-8.
    pub(crate) fn memory(bytes: &'a [u8], file: &str) -> Self {
        Self { memory: Some(bytes), ..Self::new(move || Ok(bytes), file) }
    }

    /// The same file without some lines, under limits.
    pub(crate) fn within(self, left_out: LeftOut, limits: Limits) -> Self {
        Self { left_out, limits, ..self }
    }

    /// How much it may hold.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Refuses a text, from line `first` on, whose last line goes on for longer than any record may.
    pub(crate) fn check_last_line(&self, text: &[u8], first: u64) -> Result<(), Fatal> {
        let start = memchr::memrchr2(b'\n', b'\r', text).map_or(0, |end| end + 1);
        let length = (text.len() - start) as u64;
        if length <= self.limits.record {
            return Ok(());
        }
        self.limits.check_record(&self.place.line(first + line_ends(&text[..start])), length)
    }

    /// The file, without a line.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// The file from its first byte.
    pub(crate) fn open(&self) -> Result<Box<dyn Read + Send + 'a>, Fatal> {
        (self.opener)().map_err(|error| unreadable(&self.place, &error))
    }

    /// The first bytes, as many as tell how the rest is written.
    pub(crate) fn first_bytes(&self) -> Result<Vec<u8>, Fatal> {
        let mut bytes = Vec::new();
        // No byte order mark is longer, and a workbook names its parts at the start.
        let read = self.open()?.take(4096).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| unreadable(&self.place, &error))
    }

    /// The text from byte `from` of the decoded text on.
    pub(crate) fn text(&self, form: Form, from: u64) -> Result<Text<'a>, Fatal> {
        let mark = form.mark_length();
        let input = match self.memory.filter(|_| self.is_plain(form)) {
            Some(bytes) => Input::Memory(bytes.get(mark..).unwrap_or_default()),
            None => {
                let mut reader = self.open()?;
                io::copy(&mut reader.by_ref().take(mark as u64), &mut io::sink())
                    .map_err(|error| unreadable(&self.place, &error))?;
                let (decoder, separator) = (form.decoder(), form.separator.map(Separator::new));
                let filter = Some(self.left_out.clone()).filter(|lines| !lines.is_none()).map(Filter::new);
                let reader = Ahead { reader, bytes: Vec::new(), at: 0, failed: None };
                let stream = Stream { reader, decoder, filter, separator, held: Vec::new(), ended: false };
                Input::Stream(Box::new(stream))
            }
        };
        let (place, limits) = (self.place.clone(), self.limits);
        let mut text = Text { input, form, passed: 0, shown: 0, limits, place };
        text.skip(from)?;
        Ok(text)
    }

    /// Whether the bytes are the text.
    fn is_plain(&self, form: Form) -> bool {
        form.decoder().is_none() && form.separator.is_none() && self.left_out.is_none()
    }

    /// Where the bytes stop being UTF-8, when they do, and whether there is anything but ASCII.
    pub(crate) fn check_utf8(&self, form: Form) -> Result<Utf8, Fatal> {
        let mut text = self.text(form.separated(None), 0)?;
        let mut utf8 = Utf8 { ascii: true, broken: None };
        let mut line = 1;
        loop {
            text.fill(4 * AT_ONCE)?;
            let (window, ended) = (text.window(), text.ended());
            let valid = match str::from_utf8(window) {
                Ok(_) => window.len(),
                // A character may be cut at the end of the window.
                Err(error) if error.error_len().is_none() && !ended => error.valid_up_to(),
                Err(error) => {
                    let valid = error.valid_up_to();
                    utf8.broken = Some((line + newlines(&window[..valid]), window[valid]));
                    return Ok(utf8);
                }
            };
            utf8.ascii &= window.is_ascii();
            line += newlines(&window[..valid]);
            text.pass(valid);
            if ended {
                return Ok(utf8);
            }
        }
    }
}

impl Source<'_> {
    /// Line and text of the first letter beyond ASCII that is valid UTF-8. Windows-1252 hardly ever holds one: such
    /// bytes would be a capital with an accent, and then a sign.
    pub(crate) fn find_utf8(&self, form: Form) -> Result<Option<(u64, String)>, Fatal> {
        let mut text = self.text(form.separated(None), 0)?;
        let mut line = 1;
        loop {
            text.fill(4 * AT_ONCE)?;
            let (window, ended) = (text.window(), text.ended());
            // What may be the first half of a letter is looked at again.
            let length = if ended { window.len() } else { window.len().saturating_sub(3) };
            let mut passed = 0;
            for chunk in window[..length].utf8_chunks() {
                if let Some((at, letter)) = chunk.valid().char_indices().find(|(_, c)| !c.is_ascii()) {
                    let line = line + newlines(&window[..passed + at]);
                    return Ok(Some((line, letter.to_string())));
                }
                passed += chunk.valid().len() + chunk.invalid().len();
            }
            line += newlines(&window[..length]);
            text.pass(length);
            if ended {
                return Ok(None);
            }
        }
    }
}

/// What a file is, taken for UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Utf8 {
    /// Nothing but ASCII.
    pub(crate) ascii: bool,
    /// Line and value of the first byte that is not UTF-8.
    pub(crate) broken: Option<(u64, u8)>,
}

/// A window onto a file as UTF-8, which is not checked where the file itself says that it is UTF-8.
pub(crate) struct Text<'a> {
    input: Input<'a>,
    form: Form,
    /// Bytes before the window.
    passed: u64,
    /// Bytes of the window.
    shown: usize,
    limits: Limits,
    place: Place,
}

enum Input<'a> {
    /// What was not passed yet.
    Memory(&'a [u8]),
    Stream(Box<Stream<'a>>),
}

struct Stream<'a> {
    reader: Ahead<'a>,
    /// Nothing for UTF-8.
    decoder: Option<Decoder>,
    filter: Option<Filter>,
    separator: Option<Separator>,
    /// Text that was read and not yet passed.
    held: Vec<u8>,
    ended: bool,
}

impl<'a> Text<'a> {
    /// How the file is taken to be written.
    pub(crate) fn form(&self) -> Form {
        self.form
    }

    /// The lines that were left out so far.
    pub(crate) fn left_out(&self) -> Seen {
        match &self.input {
            Input::Stream(stream) => stream.filter.as_ref().map(|filter| filter.seen).unwrap_or_default(),
            Input::Memory(_) => Seen::default(),
        }
    }

    /// Whether another pass may find another text.
    pub(crate) fn may_change(&self) -> bool {
        matches!(self.input, Input::Stream(_))
    }

    /// Whether the text is right for a form that was decided since; takes the form over where it is.
    pub(crate) fn agrees(&mut self, form: Form) -> bool {
        let agrees = self.form.encoding == form.encoding;
        if agrees {
            self.form = form;
        }
        agrees
    }

    /// Widens the window to at least `length` bytes, or to the end of the file.
    pub(crate) fn fill(&mut self, length: usize) -> Result<(), Fatal> {
        self.shown = match &mut self.input {
            Input::Memory(rest) => rest.len().min(length),
            Input::Stream(stream) => {
                stream.fill(length, self.limits, &self.place)?;
                stream.held.len()
            }
        };
        self.limits.check_bytes(&self.place, self.passed + self.shown as u64)
    }

    /// The text in sight.
    pub(crate) fn window(&self) -> &[u8] {
        match &self.input {
            Input::Memory(rest) => &rest[..self.shown],
            Input::Stream(stream) => &stream.held[..self.shown],
        }
    }

    /// The text in sight, and what can be read beside it meanwhile.
    pub(crate) fn window_and_more(&mut self) -> (&[u8], Option<&mut Ahead<'a>>) {
        match &mut self.input {
            Input::Memory(rest) => (&rest[..self.shown], None),
            Input::Stream(stream) => {
                let Stream { held, reader, .. } = &mut **stream;
                (&held[..self.shown], Some(reader))
            }
        }
    }

    /// Whether there is nothing after the window.
    pub(crate) fn ended(&self) -> bool {
        match &self.input {
            Input::Memory(rest) => self.shown == rest.len(),
            Input::Stream(stream) => stream.ended,
        }
    }

    /// Leaves the first bytes of the window after.
    pub(crate) fn pass(&mut self, bytes: usize) {
        self.shown -= bytes;
        self.passed += bytes as u64;
        match &mut self.input {
            Input::Memory(rest) => *rest = &rest[bytes..],
            Input::Stream(stream) => drop(stream.held.drain(..bytes)),
        }
    }

    /// Leaves bytes after unseen, as far as there are so many.
    fn skip(&mut self, bytes: u64) -> Result<(), Fatal> {
        let mut left = bytes;
        loop {
            let wanted = usize::try_from(left).unwrap_or(usize::MAX);
            self.fill(wanted.min(AT_ONCE))?;
            let passed = self.window().len().min(wanted);
            self.pass(passed);
            left -= passed as u64;
            if left == 0 || passed == 0 {
                return Ok(());
            }
        }
    }
}

/// The bytes of a file, of which some may be read before they are asked for: while threads work with those before them.
pub(crate) struct Ahead<'a> {
    reader: Box<dyn Read + Send + 'a>,
    /// What was read, of which some was given away.
    bytes: Vec<u8>,
    at: usize,
    /// What comes after the bytes.
    failed: Option<io::Error>,
}

impl Ahead<'_> {
    /// Reads so many bytes. An error is given to whoever asks for what comes after them.
    pub(crate) fn fetch(&mut self, wanted: usize) {
        if self.at < self.bytes.len() || self.failed.is_some() {
            return;
        }
        self.bytes.clear();
        self.at = 0;
        self.failed = self.reader.by_ref().take(wanted as u64).read_to_end(&mut self.bytes).err();
    }
}

impl Read for Ahead<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.bytes.len() {
            return self.failed.take().map_or_else(|| self.reader.read(buffer), Err);
        }
        let read = (&self.bytes[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

/// Puts one byte in the place of a separator of several, but not inside quotes.
struct Separator {
    text: String,
    /// The last bytes of the text, which may be the first of a separator.
    open: Vec<u8>,
    at: At,
}

/// Where in a field the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Inside,
    Quoted,
    /// Behind a quote, which closes the field or begins a doubled one.
    BehindQuote,
}

impl Separator {
    fn new(separator: char) -> Self {
        Self { text: separator.to_string(), open: Vec::new(), at: At::Start }
    }

    /// Replaces separators in what follows, and keeps what may be half of one unless it is the last.
    fn replace(&mut self, text: &[u8], last: bool, out: &mut Vec<u8>) {
        let separator = self.text.as_bytes();
        let mut all = std::mem::take(&mut self.open);
        all.extend(text);
        let half = (1..separator.len()).rev().find(|length| all.ends_with(&separator[..*length]));
        let end = all.len() - half.filter(|_| !last).unwrap_or_default();
        let mut from = 0;
        while from < end {
            if self.at != At::Quoted && all[from..end].starts_with(separator) {
                out.push(SEPARATOR);
                self.at = At::Start;
                from += separator.len();
                continue;
            }
            self.at = match (self.at, all[from]) {
                (At::Start | At::BehindQuote, b'"') => At::Quoted,
                (At::Quoted, b'"') => At::BehindQuote,
                (At::Quoted, _) => At::Quoted,
                (_, b'\n' | b'\r') => At::Start,
                _ => At::Inside,
            };
            out.push(all[from]);
            from += 1;
        }
        self.open = all.split_off(end);
    }
}

impl Stream<'_> {
    fn fill(&mut self, length: usize, limits: Limits, place: &Place) -> Result<(), Fatal> {
        while self.held.len() < length && !self.ended {
            let wanted = length - self.held.len();
            if self.filter.is_none() && self.separator.is_none() {
                self.ended =
                    read_text(&mut self.reader, self.decoder.as_mut(), wanted, &mut self.held, place)?;
                continue;
            }
            let mut text = Vec::new();
            self.ended = read_text(&mut self.reader, self.decoder.as_mut(), wanted, &mut text, place)?;
            if let Some(filter) = &mut self.filter {
                let whole = std::mem::take(&mut text);
                filter.pass(&whole, self.ended, &mut text);
                let (line, open) = filter.open_line();
                limits.check_record(&place.line(line), open as u64)?;
            }
            match &mut self.separator {
                Some(separator) => separator.replace(&text, self.ended, &mut self.held),
                None => self.held.append(&mut text),
            }
        }
        Ok(())
    }
}

/// Reads about so many bytes as UTF-8, and tells whether the file ended before them.
fn read_text(
    reader: &mut dyn Read,
    decoder: Option<&mut Decoder>,
    wanted: usize,
    out: &mut Vec<u8>,
    place: &Place,
) -> Result<bool, Fatal> {
    let Some(decoder) = decoder else { return read(reader, out, wanted, place) };
    let mut raw = Vec::new();
    let ended = read(reader, &mut raw, wanted.min(AT_ONCE), place)?;
    decode(decoder, &raw, ended, out, place)?;
    Ok(ended)
}

fn decode(
    decoder: &mut Decoder,
    raw: &[u8],
    last: bool,
    out: &mut Vec<u8>,
    place: &Place,
) -> Result<(), Fatal> {
    let start = out.len();
    // There is no length only where it exceeds the largest number, which so few bytes cannot.
    let room = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(4 * AT_ONCE);
    out.resize(start + room, 0);
    let (_, _, written, malformed) = decoder.decode_to_utf8(raw, &mut out[start..], last);
    out.truncate(start + written);
    // Windows-1252 has a character for every byte, so only UTF-16 can be malformed.
    if malformed { Err(not_utf16(place)) } else { Ok(()) }
}

/// Reads so many bytes, and tells whether the file ended before them.
fn read(reader: &mut dyn Read, out: &mut Vec<u8>, wanted: usize, place: &Place) -> Result<bool, Fatal> {
    out.reserve(wanted);
    let read = reader.take(wanted as u64).read_to_end(out).map_err(|error| unreadable(place, &error))?;
    // `read_to_end` stops before the wanted number of bytes only where the file ends.
    Ok(read < wanted)
}

fn unreadable(place: &Place, error: &io::Error) -> Fatal {
    Problem::new(Code::Unreadable, place.clone(), message!("unreadable-file", error = error.to_string()))
        .into()
}

/// Line feeds, by which problems with bytes are counted.
pub(crate) fn newlines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}
