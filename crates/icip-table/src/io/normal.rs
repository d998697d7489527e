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
    if trimmed.is_ascii() || is_nfc_quick(trimmed.chars()) == IsNormalized::Yes && !trimmed.contains(unusual)
    {
        return Cow::Borrowed(trimmed);
    }
    let seen = trimmed.chars().filter(|c| !is_invisible(*c));
    let composed: String = seen.map(|c| if is_other_blank(c) { ' ' } else { c }).nfc().collect();
    Cow::Owned(composed.trim().to_owned())
}

/// The characters of a text that its normal form lacks, as the Unicode standard writes them: `U+200B`.
pub(crate) fn unusual(text: &str) -> String {
    let normal = normal_form(text);
    let mut lacking: Vec<char> = Vec::new();
    for c in text.trim().chars().filter(|c| !c.is_ascii() && !normal.contains(*c)) {
        if !lacking.contains(&c) {
            lacking.push(c);
        }
    }
    lacking.iter().map(|c| named(*c)).collect::<Vec<_>>().join(", ")
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
    fn the_difference_has_a_name() {
        assert_eq!(unusual("05001\u{200B}"), "U+200B");
        assert_eq!(unusual("Bogota\u{301} D.C.\u{A0}x"), "U+0301, U+00A0");
        assert_eq!(unusual("Bogot\u{E1}"), "");
    }
}
