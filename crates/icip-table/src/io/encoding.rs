//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::log::{Fatal, Log};
use super::options::Encoding;
use super::source::{Source, newlines};
use icip_problem::{Code, Place, Problem, Problems, Warned};

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

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) encoding: Encoding,
    pub(crate) bom: bool,
    /// Whether nothing that stands further down can change it.
    pub(crate) certain: bool,
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
            (Some((mark, _)), _) => Ok(Self { encoding: mark.encoding(), bom: true, certain: true, mark }),
            (None, Some(Encoding::Utf16)) => Ok(Self::sure(Encoding::Utf16, guess_order(first))),
            (None, Some(encoding)) => Ok(Self::sure(encoding, Mark::Utf8)),
            (None, None) => Ok(Self { certain: false, ..Self::sure(Encoding::Utf8, Mark::Utf8) }),
        }
    }

    fn sure(encoding: Encoding, mark: Mark) -> Self {
        Self { encoding, bom: false, certain: true, mark }
    }

    /// The form, after a look at the whole file where only that can tell.
    pub(crate) fn settle(self, source: &Source<'_>, log: &mut Log) -> Result<Self, Fatal> {
        if self.certain {
            return Ok(self);
        }
        match source.check_utf8(self)?.broken {
            None => Ok(Self { certain: true, ..self }),
            Some((line, _)) => {
                let what = "the file is not UTF-8 and is read as Windows-1252";
                let warning = Problem::new(Code::AssumedEncoding, log.place().line(line), what);
                log.warn_first(warning.hint("if accents look wrong, save the file as UTF-8"));
                Ok(Self::sure(Encoding::Windows1252, Mark::Utf8))
            }
        }
    }

    /// Refuses a declaration that the bytes contradict.
    pub(crate) fn check(self, source: &Source<'_>) -> Result<(), Fatal> {
        if self.encoding != Encoding::Windows1252 {
            return Ok(());
        }
        let utf8 = source.check_utf8(Self::sure(Encoding::Utf8, Mark::Utf8))?;
        if utf8.ascii || utf8.broken.is_some() {
            return Ok(());
        }
        let what = "Windows-1252 is declared, but the file is UTF-8";
        Err(Problem::new(Code::BadEncoding, source.place().clone(), what)
            .hint("take the declaration out: the encoding is found")
            .into())
    }

    /// What makes UTF-8 of the bytes; nothing where they are.
    pub(crate) fn decoder(self) -> Option<Decoder> {
        let encoding = match (self.encoding, self.mark) {
            (Encoding::Utf8, _) => return None,
            (Encoding::Windows1252, _) => WINDOWS_1252,
            (Encoding::Utf16, Mark::Utf16Be) => UTF_16BE,
            (Encoding::Utf16, _) => UTF_16LE,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }

    /// Bytes of the byte order mark.
    pub(crate) fn mark_length(self) -> u64 {
        if self.mark == Mark::Utf8 { 3 } else { 2 }
    }
}

/// The text of a file in memory: as declared, else as its byte order mark says, else UTF-8, else
/// Windows-1252.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<Encoding>,
    log: &mut Log,
) -> Result<(Cow<'a, str>, Form), Fatal> {
    let source = Source::memory(bytes, log.place().file.as_deref().unwrap_or_default());
    let form = Form::find(bytes, declared, log.place())?;
    form.check(&source)?;
    let form = form.settle(&source, log)?;
    let rest = if form.bom { &bytes[form.mark_length() as usize..] } else { bytes };
    let text = match form.encoding {
        Encoding::Utf8 => utf8(rest, log.place())?,
        Encoding::Windows1252 => windows_1252(rest),
        Encoding::Utf16 => utf16(rest, form.mark, log.place())?,
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err(nul(log.place(), 1 + newlines(&text.as_bytes()[..at])));
    }
    Ok((text, form))
}

fn utf8<'a>(bytes: &'a [u8], place: &Place) -> Result<Cow<'a, str>, Fatal> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let valid = error.valid_up_to();
        not_utf8(place, 1 + newlines(&bytes[..valid]), bytes[valid])
    })
}

/// A byte that is not UTF-8 where UTF-8 is declared.
pub(crate) fn not_utf8(place: &Place, line: u64, byte: u8) -> Fatal {
    Problem::new(Code::BadEncoding, place.line(line), format!("byte `{byte:02X}` is not UTF-8"))
        .hint("save the file as UTF-8, or declare its encoding")
        .into()
}

/// Half a code unit, or half a pair.
pub(crate) fn not_utf16(place: &Place) -> Fatal {
    Problem::new(Code::BadEncoding, place.clone(), "the file is not whole UTF-16")
        .hint("save the file again, as UTF-8")
        .into()
}

/// A byte that no text holds.
pub(crate) fn nul(place: &Place, line: u64) -> Fatal {
    Problem::new(Code::NotText, place.line(line), "the file holds NUL bytes, so it is not a text table")
        .hint("if it comes from Excel, save the sheet as CSV UTF-8")
        .into()
}

fn windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

fn utf16<'a>(bytes: &'a [u8], mark: Mark, place: &Place) -> Result<Cow<'a, str>, Fatal> {
    let encoding = if mark == Mark::Utf16Be { UTF_16BE } else { UTF_16LE };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| not_utf16(place))
}

/// Tables begin with ASCII, whose high byte is 0.
fn guess_order(bytes: &[u8]) -> Mark {
    if bytes.first() == Some(&0) { Mark::Utf16Be } else { Mark::Utf16Le }
}

fn contradiction(mark: Mark, declared: Encoding, place: &Place) -> Problem {
    let declared = declared.label();
    let found = mark.encoding().label();
    let what = format!("the file begins with the byte order mark of {found}, but {declared} is declared");
    Problem::new(Code::BadEncoding, place.clone(), what)
        .hint("take out the declaration: the file says what it is")
}

fn refuse_workbooks(bytes: &[u8], place: &Place) -> Result<(), Fatal> {
    let kinds: [(&[u8], &str, &str); 4] = [
        (b"PK\x03\x04", "an Excel workbook (.xlsx)", "save the sheet as CSV UTF-8"),
        (b"PK\x05\x06", "an Excel workbook (.xlsx)", "save the sheet as CSV UTF-8"),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook (.xls)", "save the sheet as CSV UTF-8"),
        (b"PAR1", "a Parquet file", "read it as Parquet, or export it as CSV"),
    ];
    match kinds.iter().find(|(start, ..)| bytes.starts_with(start)) {
        Some((_, kind, hint)) => {
            let what = format!("the file looks like {kind}, not like a text table");
            Err(Problem::new(Code::NotText, place.clone(), what).hint(*hint).into())
        }
        None => Ok(()),
    }
}

/// The text of a file that people wrote by hand: UTF-8 or what a spreadsheet makes of it.
///
/// # Errors
/// The file is not text, or UTF-16 that is not whole.
pub fn decode_text(bytes: &[u8], file: &str) -> Result<Warned<String>, Problems> {
    let mut log = Log::new(file);
    match decode(bytes, None, &mut log) {
        Ok((text, _)) => log.finish(text.into_owned()),
        Err(problem) => Err((*problem).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(bytes: &[u8], declared: Option<Encoding>) -> Result<(String, Encoding, bool, usize), String> {
        let mut log = Log::new("f.csv");
        match decode(bytes, declared, &mut log) {
            Ok((text, form)) => {
                let (text, encoding, bom) = (text.into_owned(), form.encoding, form.bom);
                let warnings = log.finish(()).map_or(0, |warned| warned.warnings.len());
                Ok((text, encoding, bom, warnings))
            }
            Err(problem) => Err(problem.to_string()),
        }
    }

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(run("año".as_bytes(), None), Ok(("año".into(), Encoding::Utf8, false, 0)));
        assert_eq!(run("\u{FEFF}año".as_bytes(), None), Ok(("año".into(), Encoding::Utf8, true, 0)));
    }

    #[test]
    fn utf16_by_its_mark_or_declared() {
        let le = b"\xFF\xFEa\0\xF1\0";
        let be = b"\xFE\xFF\0a\0\xF1";
        for bytes in [&le[..], &be[..]] {
            assert_eq!(run(bytes, None), Ok(("añ".into(), Encoding::Utf16, true, 0)));
        }
        // The same text without its mark, both byte orders.
        for bytes in [&le[2..], &be[2..]] {
            assert_eq!(run(bytes, Some(Encoding::Utf16)), Ok(("añ".into(), Encoding::Utf16, false, 0)));
        }
        assert!(run(b"\xFF\xFEa", None).is_err(), "half a code unit");
    }

    #[test]
    fn windows_1252_is_assumed_with_a_warning_and_declared_without() {
        // F1 is ñ, 80 the euro sign in Windows-1252; neither is UTF-8 here.
        assert_eq!(run(b"a\xF1\x80", None), Ok(("añ€".into(), Encoding::Windows1252, false, 1)));
        let declared = Some(Encoding::Windows1252);
        assert_eq!(run(b"a\xF1", declared), Ok(("añ".into(), Encoding::Windows1252, false, 0)));
    }

    #[test]
    fn declared_utf8_is_held_to_it() {
        assert_eq!(
            run(b"x\ny\xF1", Some(Encoding::Utf8)),
            Err("f.csv line 2: byte `F1` is not UTF-8; save the file as UTF-8, or declare its encoding"
                .into())
        );
        assert!(run(b"\xEF\xBB\xBFx", Some(Encoding::Windows1252)).is_err());
    }

    #[test]
    fn workbooks_and_binaries_are_refused() {
        let xlsx = run(b"PK\x03\x04\0\0", None).expect_err("not text");
        assert!(xlsx.contains("Excel") && xlsx.contains("CSV"), "{xlsx}");
        assert!(run(b"\xD0\xCF\x11\xE0\xA1", None).is_err());
        let nul = run(b"a\nb\0c", None).expect_err("not text");
        assert!(nul.starts_with("f.csv line 2:"), "{nul}");
    }
}
