//! From bytes to text: the encoding that only a look at the whole file can tell.

use std::borrow::Cow;

use super::form::{Form, not_utf8, not_utf16, nul};
use super::log::{Fatal, Log};
use super::options::Encoding;
use super::source::{Source, newlines};
use icip_problem::{Code, Place, Problem, Problems, Warned, message};

/// The form of a file, after a look at all of it where only that can tell.
pub(crate) fn decide(form: Form, source: &Source<'_>, log: &mut Log) -> Result<Form, Fatal> {
    if form.certain {
        return Ok(form);
    }
    let Some((line, _)) = source.check_utf8(form)?.broken else { return Ok(form.certain()) };
    if let Some((other, sequence)) = source.find_utf8(form)? {
        let what =
            message!("mixed-encodings-file", line = line.to_string(), sequence, other = other.to_string());
        let problem = Problem::new(Code::MixedEncodings, log.place().line(line), what);
        return Err(problem.hint(message!("mixed-encodings-hint")).into());
    }
    let warning =
        Problem::new(Code::AssumedEncoding, log.place().line(line), message!("assumed-encoding-1252"));
    log.warn_first(warning.hint(message!("assumed-encoding-1252-hint")));
    Ok(form.windows_1252())
}

/// Refuses a declaration that the bytes contradict.
pub(crate) fn check(form: Form, source: &Source<'_>) -> Result<(), Fatal> {
    // Any bytes can be read as Windows-1252, so only valid UTF-8 beyond ASCII shows that the declaration
    // errs.
    if form.encoding != Encoding::Windows1252 {
        return Ok(());
    }
    let utf8 = source.check_utf8(Form::utf8())?;
    if utf8.ascii || utf8.broken.is_some() {
        return Ok(());
    }
    Err(Problem::new(Code::BadEncoding, source.place().clone(), message!("bad-encoding-is-utf8"))
        .hint(message!("bad-encoding-is-utf8-hint"))
        .into())
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
    check(form, &source)?;
    let form = decide(form, &source, log)?;
    let rest = &bytes[form.mark_length()..];
    let text = match form.foreign() {
        None => utf8(rest, log.place())?,
        Some(encoding) => encoding
            .decode_without_bom_handling_and_without_replacement(rest)
            .ok_or_else(|| not_utf16(log.place()))?,
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
        let xlsx = run(b"PK\x03\x04\0\0[Content_Types].xml", None).expect_err("not text");
        assert!(xlsx.contains("Excel") && xlsx.contains("CSV"), "{xlsx}");
        let zip = run(b"PK\x03\x04\0\0d.csv", None).expect_err("not text");
        assert!(zip.contains("zip archive") && !zip.contains("Excel"), "{zip}");
        assert!(run(b"\xD0\xCF\x11\xE0\xA1", None).is_err());
        let nul = run(b"a\nb\0c", None).expect_err("not text");
        assert!(nul.starts_with("f.csv line 2:"), "{nul}");
    }
}
