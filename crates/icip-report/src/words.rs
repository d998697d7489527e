//! Texts and numbers in the language of a report.

use std::borrow::Cow;

use icip::io::{format_fixed, format_number};
use icip::problem::{Language, Message, message, printable};
use serde::Serialize;

/// What stands where there is no number.
pub(crate) const DASH: &str = "\u{2013}";

/// A document as JSON that may stand in a script element: no markup begins in it, and what cannot be seen is an escape that
/// the script shows as it is.
pub(crate) fn script_json(document: &impl Serialize) -> String {
    let json = serde_json::to_string(document).unwrap_or_else(|_| "null".to_owned()).replace('<', "\\u003c");
    if let Cow::Borrowed(_) = printable(&json) {
        return json;
    }
    let mut shown = String::with_capacity(json.len());
    let mut bytes = [0; 4];
    for c in json.chars() {
        let text = printable(c.encode_utf8(&mut bytes));
        // The escape of a text is escaped once more in JSON.
        shown.push_str(if matches!(text, Cow::Owned(_)) { "\\" } else { "" });
        shown.push_str(&text);
    }
    shown
}

/// The language of a report, and how it writes numbers.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    language: Language,
    decimal_mark: String,
}

impl Words {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, decimal_mark: message!("number-decimal-mark").text(language) }
    }

    /// The tag of the language, such as `es`.
    pub(crate) fn tag(&self) -> &'static str {
        self.language.tag()
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// A number that the library wrote in the language, as a page writes it: with a true minus, and a dash where there is none.
    pub(crate) fn typeset(&self, text: &str) -> String {
        if text == "-" {
            return DASH.to_owned();
        }
        let mut shown = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            let is_minus = c == '-' && characters.peek().is_some_and(char::is_ascii_digit);
            shown.push(if is_minus { '\u{2212}' } else { c });
        }
        shown
    }

    pub(crate) fn decimal_mark(&self) -> &str {
        &self.decimal_mark
    }

    /// A text of the catalogue.
    #[expect(clippy::needless_pass_by_value, reason = "a message is made for this text")]
    pub(crate) fn text(&self, message: Message) -> String {
        message.text(self.language)
    }

    /// A text of a stranger, in which nothing hides or turns what stands beside it.
    pub(crate) fn printable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        printable(text)
    }

    /// A number with so many digits after the decimal mark.
    pub(crate) fn number(&self, number: f64, digits: usize) -> String {
        self.localised(&format_fixed(number, digits))
    }

    /// The same, or a dash where there is no number.
    pub(crate) fn number_or_dash(&self, number: Option<f64>, digits: usize) -> String {
        number.map_or_else(|| DASH.to_owned(), |number| self.number(number, digits))
    }

    /// The same with its sign, also of what is above 0.
    pub(crate) fn signed(&self, number: f64, digits: usize) -> String {
        let text = self.number(number, digits);
        if number > 0.0 { format!("+{text}") } else { text }
    }

    /// A number with all its digits.
    pub(crate) fn exact(&self, number: f64) -> String {
        self.localised(&format_number(number))
    }

    /// A rank, which the mean of two places may be.
    pub(crate) fn rank(&self, rank: f64) -> String {
        self.exact(rank)
    }

    /// The ranks of an interval.
    pub(crate) fn ranks(&self, (best, worst): (f64, f64)) -> String {
        if best == worst { self.rank(best) } else { format!("{}{DASH}{}", self.rank(best), self.rank(worst)) }
    }

    /// A share as a percentage.
    pub(crate) fn percent(&self, share: f64, digits: usize) -> String {
        self.text(message!("report-percent", share = self.number(share * 100.0, digits)))
    }

    /// A number as it is written in a file for programs, as the language writes it.
    pub(crate) fn localised(&self, text: &str) -> String {
        text.replace('.', &self.decimal_mark).replace('-', "\u{2212}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        // The decimal comma is that of the Ortografía of the Real Academia, and of DANE's publications.
        let spanish = Words::new(Language::of_tag("es").expect("it has a catalogue"));
        assert_eq!(
            (spanish.number(0.875, 3), spanish.signed(-1.5, 1)),
            ("0,875".into(), "\u{2212}1,5".into())
        );
        assert_eq!(spanish.percent(0.125, 1), "12,5\u{a0}%");
        let english = Words::new(Language::ENGLISH);
        assert_eq!((english.number(0.875, 2), english.signed(1.5, 1)), ("0.88".into(), "+1.5".into()));
        assert_eq!((english.ranks((3.0, 9.0)), english.ranks((4.0, 4.0))), ("3\u{2013}9".into(), "4".into()));
    }

    #[test]
    fn json_in_a_script_hides_nothing() {
        let json = script_json(&["</script>", "a\u{202e}b"]);
        assert_eq!(json, r#"["\u003c/script>","a\\u{202e}b"]"#);
        let read: Vec<String> = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(read, ["</script>", r"a\u{202e}b"]);
    }
}
