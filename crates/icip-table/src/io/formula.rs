//! Texts that a spreadsheet would take for a formula.
//!
//! Excel, LibreOffice and others compute a cell of a CSV file that begins with `=`, `+`, `-` or `@`, which can start
//! programs and send data away. An apostrophe before the text makes it a text for a person who opens the file; the
//! reader of tables takes it away again, so that codes and names come back as they were.

use std::borrow::Cow;

/// The text of a cell, behind an apostrophe where a spreadsheet would take it for a formula. Numbers are none.
///
/// A text that begins with apostrophes and then like a formula gets one more, so that [`unguarded`] gives every text
/// back.
///
/// ```
/// use icip_table::io::{guarded, unguarded};
/// assert_eq!(guarded("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
/// assert_eq!(guarded("-12.5e3"), "-12.5e3");
/// assert_eq!(unguarded("'+57 1"), "+57 1");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a cell without the apostrophe that [`guarded`] has put before it.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_like_formula(rest.trim_start_matches('\''))).unwrap_or(text)
}

/// Whether a spreadsheet takes a text for a formula; of full width are the signs of East Asian keyboards. Tabs and line
/// ends hide what stands behind them.
pub(crate) fn begins_like_formula(text: &str) -> bool {
    match text.chars().next() {
        Some('-') => !is_number(&text[1..]),
        Some(first) => matches!(first, '=' | '+' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'),
        None => false,
    }
}

/// Whether a text without its sign is a number as it is written here.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'-'))
        && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        // The beginnings that OWASP lists under "CSV Injection", and texts that look like what is written for them.
        for text in [
            "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''=1", "'", "''", "'a", "a", "",
            "-",
        ] {
            let written = guarded(text);
            assert_eq!(unguarded(&written), text);
            assert!(!begins_like_formula(&written), "{written}");
        }
        for plain in ["", "a", "05001", "-1", "-0.5", "-2.5e-9", "1e21", "'05001", "a=b", "Ñ"] {
            assert_eq!((guarded(plain).as_ref(), unguarded(plain)), (plain, plain));
        }
    }
}
