//! How the bytes of a file become text, as far as its first bytes and the options tell.
//!
//! This module looks at a few bytes only; it must not know where the bytes come from.

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::log::Fatal;
use super::options::Encoding;
use icip_problem::{Code, Place, Problem, message};

/// How the first bytes say that the rest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Mark {
    fn find(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let marks: [(Self, &[u8]); 3] =
            [(Self::Utf8, b"\xEF\xBB\xBF"), (Self::Utf16Le, b"\xFF\xFE"), (Self::Utf16Be, b"\xFE\xFF")];
        marks.into_iter().find_map(|(mark, start)| Some((mark, bytes.strip_prefix(start)?)))
    }

    fn encoding(self) -> Encoding {
        match self {
            Self::Utf8 => Encoding::Utf8,
            Self::Utf16Le | Self::Utf16Be => Encoding::Utf16,
        }
    }
}

/// The character that ASCII has for separating units, which no table holds otherwise.
pub(crate) const SEPARATOR: u8 = 0x1F;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) encoding: Encoding,
    pub(crate) bom: bool,
    /// Whether nothing that stands further down can change it.
    pub(crate) certain: bool,
    /// The declared separator, where it is no ASCII character. The text then has [`SEPARATOR`] in its place, so that
    /// a separator is one byte everywhere.
    pub(crate) separator: Option<char>,
    mark: Mark,
}

impl Form {
    /// What the first bytes and the declaration say: the declaration holds, else the byte order mark;
    /// without both it is UTF-8 until a byte is not.
    pub(crate) fn find(first: &[u8], declared: Option<Encoding>, place: &Place) -> Result<Self, Fatal> {
        refuse_workbooks(first, place)?;
        match (Mark::find(first), declared) {
            (Some((mark, _)), Some(declared)) if declared != mark.encoding() => {
                Err(contradiction(mark, declared, place).into())
            }
            (Some((mark, _)), _) => Ok(Self { bom: true, ..Self::sure(mark.encoding(), mark) }),
            (None, Some(Encoding::Utf16)) => Ok(Self::sure(Encoding::Utf16, guess_order(first))),
            (None, Some(encoding)) => Ok(Self::sure(encoding, Mark::Utf8)),
            // A byte further down may show that it is Windows-1252.
            (None, None) => Ok(Self { certain: false, ..Self::sure(Encoding::Utf8, Mark::Utf8) }),
        }
    }

    /// The same form, now that the whole file was seen.
    pub(crate) fn certain(self) -> Self {
        Self { certain: true, ..self }
    }

    /// The same text in Windows-1252.
    pub(crate) fn windows_1252(self) -> Self {
        Self { separator: self.separator, ..Self::sure(Encoding::Windows1252, Mark::Utf8) }
    }

    /// The same text with a declared separator.
    pub(crate) fn separated(self, separator: Option<char>) -> Self {
        Self { separator: separator.filter(|separator| !separator.is_ascii()), ..self }
    }

    pub(crate) fn utf8() -> Self {
        Self::sure(Encoding::Utf8, Mark::Utf8)
    }

    fn sure(encoding: Encoding, mark: Mark) -> Self {
        Self { encoding, bom: false, certain: true, separator: None, mark }
    }

    /// The encoding in terms of the standard; nothing for UTF-8, which is what text is here.
    pub(crate) fn foreign(self) -> Option<&'static encoding_rs::Encoding> {
        match (self.encoding, self.mark) {
            (Encoding::Utf8, _) => None,
            (Encoding::Windows1252, _) => Some(WINDOWS_1252),
            (Encoding::Utf16, Mark::Utf16Be) => Some(UTF_16BE),
            (Encoding::Utf16, _) => Some(UTF_16LE),
        }
    }

    /// What makes UTF-8 of the bytes; nothing where they are UTF-8.
    pub(crate) fn decoder(self) -> Option<Decoder> {
        self.foreign().map(encoding_rs::Encoding::new_decoder_without_bom_handling)
    }

    /// Bytes of the byte order mark, where there is one.
    pub(crate) fn mark_length(self) -> usize {
        match (self.bom, self.mark) {
            (false, _) => 0,
            (true, Mark::Utf8) => 3,
            (true, Mark::Utf16Le | Mark::Utf16Be) => 2,
        }
    }
}

/// A byte that is not UTF-8 where UTF-8 is declared.
pub(crate) fn not_utf8(place: &Place, line: u64, byte: u8) -> Fatal {
    let what = message!("bad-encoding-not-utf8", byte = format!("{byte:02X}"));
    Problem::new(Code::BadEncoding, place.line(line), what)
        .hint(message!("bad-encoding-not-utf8-hint"))
        .into()
}

/// Half of a code unit, or half of a surrogate pair.
pub(crate) fn not_utf16(place: &Place) -> Fatal {
    Problem::new(Code::BadEncoding, place.clone(), message!("bad-encoding-not-utf16"))
        .hint(message!("bad-encoding-not-utf16-hint"))
        .into()
}

/// A byte that no text holds.
pub(crate) fn nul(place: &Place, line: u64) -> Fatal {
    Problem::new(Code::NotText, place.line(line), message!("not-text-nul"))
        .hint(message!("not-text-nul-hint"))
        .into()
}

/// Tables begin with ASCII, whose high byte is 0.
fn guess_order(bytes: &[u8]) -> Mark {
    if bytes.first() == Some(&0) { Mark::Utf16Be } else { Mark::Utf16Le }
}

fn contradiction(mark: Mark, declared: Encoding, place: &Place) -> Problem {
    let what = message!("bad-encoding-mark", found = mark.encoding().label(), declared = declared.label());
    Problem::new(Code::BadEncoding, place.clone(), what).hint(message!("bad-encoding-mark-hint"))
}

fn refuse_workbooks(bytes: &[u8], place: &Place) -> Result<(), Fatal> {
    let begins = |start: &[u8]| bytes.starts_with(start);
    // The first bytes of archives, with and without entries, which .xlsx files are; of the files of old
    // Office; of Parquet.
    let (what, hint) = if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        match holds_workbook(bytes) {
            true => (message!("not-text-xlsx"), message!("not-text-workbook-hint")),
            false => (message!("not-text-zip"), message!("not-text-zip-hint")),
        }
    } else if begins(b"\xD0\xCF\x11\xE0") {
        (message!("not-text-xls"), message!("not-text-workbook-hint"))
    } else if begins(b"PAR1") {
        (message!("not-text-parquet"), message!("not-text-parquet-hint"))
    } else {
        return Ok(());
    };
    Err(Problem::new(Code::NotText, place.clone(), what).hint(hint).into())
}

/// Whether the first bytes of a zip archive name the parts of a workbook.
fn holds_workbook(bytes: &[u8]) -> bool {
    let parts: [&[u8]; 2] = [b"[Content_Types].xml", b"xl/"];
    parts.iter().any(|part| memchr::memmem::find(bytes, part).is_some())
}
