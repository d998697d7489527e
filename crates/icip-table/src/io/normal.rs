//! Texts as readers see them: what looks the same is the same.
//!
//! `Bogotá` may be written with the letter `á` or with an `a` and an accent after it, and a code may carry a
//! invisible character. Codes, names of columns, groups, periods and answers are compared, and written,
//! in normal form.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in normal form: composed letters (NFC), any blank as the usual one, no characters without a width, and
/// no blanks around it.
///
/// ```
/// use icip_table::io::normal_form;
/// assert_eq!(normal_form("Bogota\u{301}"), "Bogot\u{E1}");
/// assert_eq!(normal_form(" valor\u{A0}total\u{200B}"), "valor total");
/// ```
pub fn normal_form(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let unusual = |c: char| is_invisible(c) || is_other_blank(c);
    if is_printable_ascii(trimmed)
        || is_nfc_quick(trimmed.chars()) == IsNormalized::Yes && !trimmed.contains(unusual)
    {
        return Cow::Borrowed(trimmed);
    }
    let seen = trimmed.chars().filter(|c| !is_invisible(*c));
    let composed: String = seen.map(|c| if is_other_blank(c) { ' ' } else { c }).nfc().collect();
    Cow::Owned(composed.trim().to_owned())
}

/// Whether a text is one of some marks in normal form. An ASCII text may need a normal form too: a cell may hold a tab
/// or a line end.
pub(crate) fn is_one_of(text: &str, marks: &[String]) -> bool {
    let text = normal_form(text);
    marks.iter().any(|mark| *mark == text)
}

/// The characters of a text that its normal form lacks, as the Unicode standard writes them: `U+200B`.
pub(crate) fn unusual(text: &str) -> String {
    let normal = normal_form(text);
    let mut lacking: Vec<char> = Vec::new();
    for c in text.trim().chars().filter(|c| (!c.is_ascii() || c.is_control()) && !normal.contains(*c)) {
        if !lacking.contains(&c) {
            lacking.push(c);
        }
    }
    lacking.iter().map(|c| named(*c)).collect::<Vec<_>>().join(", ")
}

/// The first control character of a text in normal form, which has blanks in the place of tabs and line ends. No name
/// holds another one: it cannot be seen, a terminal obeys it, and many programs end a text at a NUL.
pub(crate) fn control_character(text: &str) -> Option<char> {
    if is_printable_ascii(text) { None } else { text.chars().find(|c| c.is_control()) }
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// A character as the Unicode standard writes it.
pub(crate) fn named(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Characters that show nothing and take no room: joiners, marks of direction, soft hyphens, byte order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// Spaces that are not the usual one, such as the no-break space and a line end inside a cell.
fn is_other_blank(c: char) -> bool {
    c != ' ' && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (text, want) in [
            ("05001", "05001"),
            (" 05001\t", "05001"),
            ("05001\u{200B}", "05001"),
            ("\u{FEFF}05002", "05002"),
            ("Bogota\u{301}", "Bogot\u{E1}"),
            ("Narin\u{303}o", "Nari\u{F1}o"),
            ("valor\u{A0}total", "valor total"),
            ("valor\u{202F}total\u{A0}", "valor total"),
            ("\u{200B}", ""),
            ("valor\ntotal", "valor total"),
            ("valor\u{E1}\ttotal", "valor\u{E1} total"),
        ] {
            assert_eq!(normal_form(text), want, "{text:?}");
        }
    }

    #[test]
    fn what_looks_different_stays_different() {
        for text in ["bogot\u{E1}", "Bogota", "\u{2212}1", "\u{B2}", "O\u{2019}Higgins", "a  b"] {
            assert_eq!(normal_form(text), text);
        }
    }

    #[test]
    fn control_characters_are_found_and_blanks_are_none() {
        let found = |text: &str| control_character(&normal_form(text));
        for text in ["05001", "a b", "a\tb\r\nc\u{85}d", "Bogot\u{E1}", "\u{AD}x", ""] {
            assert_eq!(found(text), None, "{text:?}");
        }
        // The two groups of control characters that Unicode has: below the space, and from 7F to 9F.
        for (text, want) in
            [("a\0b", '\0'), ("\u{1B}[2J", '\u{1B}'), ("x\u{7F}", '\u{7F}'), ("\u{E1}\u{9B}", '\u{9B}')]
        {
            assert_eq!(found(text), Some(want), "{text:?}");
        }
    }

    #[test]
    fn the_difference_has_a_name() {
        assert_eq!(unusual("05001\u{200B}"), "U+200B");
        assert_eq!(unusual("Bogota\u{301} D.C.\u{A0}x"), "U+0301, U+00A0");
        assert_eq!(unusual("valor\ntotal"), "U+000A");
        assert_eq!(unusual("Bogot\u{E1}"), "");
    }
}
