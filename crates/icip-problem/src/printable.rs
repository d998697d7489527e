//! Texts of strangers that are safe to show.

use std::borrow::Cow;
use std::fmt::Write;

/// A text in which no character can command a terminal or hide what stands beside it: control characters, such as
/// those that begin an escape sequence and line ends, marks of direction, and characters that cannot be seen are written
/// as escapes (`\n`, `\u{1b}`). Everything else stays as it is.
///
/// Every text that reaches a person goes through here: the values of messages, the cells of tables, and what a program
/// writes to a terminal. Which characters change the direction of a text is a list of the Unicode standard, in annex 9.
///
/// ```
/// use icip_problem::printable;
/// assert_eq!(printable("Bogotá D. C."), "Bogotá D. C.");
/// assert_eq!(printable("\u{1b}]52;c;cm0=\u{7}"), "\\u{1b}]52;c;cm0=\\u{7}");
/// assert_eq!(printable("abc\u{202e}fdp.exe"), "abc\\u{202e}fdp.exe");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            // Writing to a string cannot fail.
            c if is_unprintable(c) => drop(write!(shown, "\\u{{{:x}}}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The same for a text of several lines, which keeps its line ends.
///
/// ```
/// assert_eq!(icip_problem::printable_lines("a\tb\nc\u{9b}d"), "a\\tb\nc\\u{9b}d");
/// ```
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && is_unprintable(c)) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(printable).collect();
    Cow::Owned(lines.join("\n"))
}

/// Control characters, line and paragraph separators, marks of direction, and characters that show nothing, such as
/// fillers. Joiners, soft hyphens and selectors of variants belong to words and signs.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{200B}'
            | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_character_is_escaped() {
        let controls = (0..=0x9f).filter_map(char::from_u32).filter(|c| c.is_control());
        for c in controls.chain("\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{2028}".chars()) {
            let shown = printable(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(shown.starts_with('\\') && !shown.contains(is_unprintable), "{c:?}: {shown}");
        }
    }

    #[test]
    fn words_stay_as_they_are() {
        for text in ["Ñuñoa", "日本", "می\u{200c}خواهم", "co\u{ad}operation", "a\u{a0}b", "👩\u{200d}🔬", ""]
        {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
