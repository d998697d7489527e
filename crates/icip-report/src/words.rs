//! Texts and numbers in the language of a report.

use icip::io::format_fixed;
use icip::problem::{Language, Message, message};

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

    /// A text of the catalogue.
    #[expect(clippy::needless_pass_by_value, reason = "a message is made for this text")]
    pub(crate) fn text(&self, message: Message) -> String {
        message.text(self.language)
    }

    /// A number with so many digits after the decimal mark.
    pub(crate) fn number(&self, number: f64, digits: usize) -> String {
        self.localised(&format_fixed(number, digits))
    }

    /// The same with its sign, also of what is above 0.
    pub(crate) fn signed(&self, number: f64, digits: usize) -> String {
        let text = self.number(number, digits);
        if number > 0.0 { format!("+{text}") } else { text }
    }

    /// A number as it is written in a file for programs, as the language writes it.
    fn localised(&self, text: &str) -> String {
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
        let english = Words::new(Language::ENGLISH);
        assert_eq!((english.number(0.875, 2), english.signed(1.5, 1)), ("0.88".into(), "+1.5".into()));
    }
}
