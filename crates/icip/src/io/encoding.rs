//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::log::{Fatal, Log};
use super::options::Encoding;
use crate::problem::{Place, Problem, Problems, Warned};

/// A file as text.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: Encoding,
    pub(crate) bom: bool,
}

/// How the first bytes say that the rest is written.
#[derive(Clone, Copy, PartialEq)]
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

/// The text of a file: as declared, else as its byte order mark says, else UTF-8, else Windows-1252.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<Encoding>,
    log: &mut Log,
) -> Result<Decoded<'a>, Fatal> {
    refuse_workbooks(bytes, log.place())?;
    let decoded = match Mark::find(bytes) {
        Some((mark, _)) if declared.is_some_and(|declared| declared != mark.encoding()) => {
            return Err(contradiction(mark, declared, log.place()).into());
        }
        Some((Mark::Utf8, rest)) => decoded(utf8(rest, log.place())?, Encoding::Utf8, true),
        Some((mark, rest)) => decoded(utf16(rest, mark, log.place())?, Encoding::Utf16, true),
        None => without_mark(bytes, declared, log)?,
    };
    refuse_nul(&decoded.text, log.place())?;
    Ok(decoded)
}

fn decoded(text: Cow<'_, str>, encoding: Encoding, bom: bool) -> Decoded<'_> {
    Decoded { text, encoding, bom }
}

fn without_mark<'a>(
    bytes: &'a [u8],
    declared: Option<Encoding>,
    log: &mut Log,
) -> Result<Decoded<'a>, Fatal> {
    let text = match declared {
        Some(Encoding::Utf8) => utf8(bytes, log.place())?,
        Some(Encoding::Utf16) => utf16(bytes, guess_order(bytes), log.place())?,
        Some(Encoding::Windows1252) if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() => {
            let what = "Windows-1252 is declared, but the file is UTF-8";
            return Err(Problem::new("bad-encoding", log.place().clone(), what)
                .hint("take the declaration out: the encoding is found")
                .into());
        }
        Some(Encoding::Windows1252) => windows_1252(bytes),
        None => match utf8(bytes, log.place()) {
            Ok(text) => return Ok(decoded(text, Encoding::Utf8, false)),
            Err(problem) => {
                let warning = Problem::new(
                    "assumed-encoding",
                    problem.place,
                    "the file is not UTF-8 and is read as Windows-1252",
                );
                let hint = "if accents look wrong, save the file as UTF-8";
                log.warn(0, warning.hint(hint));
                return Ok(decoded(windows_1252(bytes), Encoding::Windows1252, false));
            }
        },
    };
    Ok(decoded(text, declared.unwrap_or(Encoding::Utf8), false))
}

fn utf8<'a>(bytes: &'a [u8], place: &Place) -> Result<Cow<'a, str>, Fatal> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u64;
        let byte = bytes[error.valid_up_to()];
        Problem::new("bad-encoding", place.line(line), format!("byte `{byte:02X}` is not UTF-8"))
            .hint("save the file as UTF-8, or declare its encoding")
            .into()
    })
}

fn windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

fn utf16<'a>(bytes: &'a [u8], mark: Mark, place: &Place) -> Result<Cow<'a, str>, Fatal> {
    let encoding = if mark == Mark::Utf16Be { UTF_16BE } else { UTF_16LE };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        Problem::new("bad-encoding", place.clone(), "the file is not whole UTF-16")
            .hint("save the file again, as UTF-8")
            .into()
    })
}

/// Tables begin with ASCII, whose high byte is 0.
fn guess_order(bytes: &[u8]) -> Mark {
    if bytes.first() == Some(&0) { Mark::Utf16Be } else { Mark::Utf16Le }
}

fn contradiction(mark: Mark, declared: Option<Encoding>, place: &Place) -> Problem {
    let declared = declared.map_or("nothing", Encoding::label);
    let found = mark.encoding().label();
    let what = format!("the file begins with the byte order mark of {found}, but {declared} is declared");
    Problem::new("bad-encoding", place.clone(), what)
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
            Err(Problem::new("not-text", place.clone(), what).hint(*hint).into())
        }
        None => Ok(()),
    }
}

fn refuse_nul(text: &str, place: &Place) -> Result<(), Fatal> {
    match text.bytes().position(|byte| byte == 0) {
        Some(at) => {
            let line = 1 + text[..at].matches('\n').count() as u64;
            let what = "the file holds NUL bytes, so it is not a text table";
            Err(Problem::new("not-text", place.line(line), what)
                .hint("if it comes from Excel, save the sheet as CSV UTF-8")
                .into())
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
        Ok(decoded) => log.finish(decoded.text.into_owned()),
        Err(problem) => Err((*problem).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(bytes: &[u8], declared: Option<Encoding>) -> Result<(String, Encoding, bool, usize), String> {
        let mut log = Log::new("f.csv");
        match decode(bytes, declared, &mut log) {
            Ok(d) => {
                let (text, encoding, bom) = (d.text.into_owned(), d.encoding, d.bom);
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
