//! Texts of messages: an identifier with values, put into words by a catalogue of a language.
//!
//! A catalogue is a [Fluent](https://projectfluent.org) file, so that a second language is a second file,
//! and a translator needs no Rust. What a program decides on is the [`Code`](crate::Code) of a problem, never
//! its text.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, Serializer};

use crate::catalogue::{Catalogues, Language, Shown};
use crate::printable::printable;

/// A text of the catalogue and the values that it names. Made by [`message!`](crate::message!).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    id: &'static str,
    values: Vec<(&'static str, Value)>,
}

/// A value that a message names.
///
/// A number that people read is a [`Value::Number`] and is written as the language does: 0.875 in English, 0,875 in
/// Spanish. Where the text has it in backticks, it is a number as it stands in a file, or as it is to be typed into one, and
/// keeps its point in every language. So the text decides, and a caller gives a number as a number in either case; numbers
/// that are no decimals (lines, years, codes) are texts.
///
/// ```
/// use icip_problem::{Language, Value, message};
/// let spanish = Language::of_tag("es").ok_or("it has a catalogue")?;
/// let hint = message!("bad-value-above-hint", bound = 0.5);
/// assert_eq!(hint.text(spanish), "debe ser mayor que 0,5");
/// let what = message!("bad-value-is", key = "k", value = 0.5);
/// assert_eq!(what.text(spanish), "`k` es `0.5`");
/// let share = Value::Number(format!("{:.1} %", 12.345));
/// assert_eq!((share.text(spanish), share.to_string()), ("12,3 %".to_owned(), "12.3 %".to_owned()));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Value {
    /// A text. In a message it is shown as [`printable`] makes it.
    Text(String),
    /// A decimal number with a point, and what may stand behind it, such as a percent sign.
    Number(String),
    /// A number of things, which may decide between singular and plural.
    Count(usize),
    /// Another message inside this one.
    Message(Box<Message>),
    /// Messages, separated by commas.
    Messages(Vec<Message>),
}

impl Message {
    /// The text with this identifier. Use [`message!`](crate::message!), which the tests compare with the
    /// catalogue.
    pub fn new(id: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        Self { id, values }
    }

    /// The identifier in the catalogue.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The values that the text names, each with its name.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }
}

impl Message {
    /// The text in a language; in English where the language lacks it. A message that no catalogue has, or
    /// that lacks a value of its text, is a mistake in the program: it panics where debug assertions are on,
    /// and shows its identifier and its values where they are off.
    pub fn text(&self, language: Language) -> String {
        self.text_of(Catalogues::of(language))
    }

    pub(crate) fn text_of(&self, catalogues: Catalogues<'_>) -> String {
        let texts: Vec<Cow<'_, str>> = self.values.iter().map(|(_, value)| value.shown(catalogues)).collect();
        let mut values = Vec::with_capacity(texts.len());
        for ((name, value), text) in self.values.iter().zip(&texts) {
            let shown = match value {
                Value::Count(count) => Shown::Count(*count),
                Value::Number(_) => Shown::Number(text),
                _ => Shown::Text(text),
            };
            values.push((*name, shown));
        }
        catalogues.text(self.id, None, &values)
    }
}

impl fmt::Display for Message {
    /// The English text, but in [`shown_in`](crate::shown_in) that of another language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text(Language::shown()))
    }
}

/// The English text, for programs; whoever shows a message to people takes [`Message::text`].
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text(Language::ENGLISH))
    }
}

impl Value {
    /// The text in a language; of a number of things, its digits.
    pub fn text(&self, language: Language) -> String {
        self.text_of(Catalogues::of(language))
    }

    fn text_of(&self, catalogues: Catalogues<'_>) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => catalogues.decimal(number),
            Self::Count(count) => count.to_string(),
            Self::Message(message) => message.text_of(catalogues),
            Self::Messages(messages) => {
                let texts: Vec<String> = messages.iter().map(|one| one.text_of(catalogues)).collect();
                texts.join(", ")
            }
        }
    }

    /// What stands in a text, but for the form of a count and the mark of a number, which the text decides on.
    fn shown(&self, catalogues: Catalogues<'_>) -> Cow<'_, str> {
        match self {
            Self::Text(text) => printable(text),
            Self::Number(number) => Cow::Borrowed(number),
            Self::Count(_) => Cow::Borrowed(""),
            Self::Message(_) | Self::Messages(_) => Cow::Owned(self.text_of(catalogues)),
        }
    }
}

impl fmt::Display for Value {
    /// The English text, but in [`shown_in`](crate::shown_in) that of another language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text(Language::shown()))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<f64> for Value {
    /// The shortest decimal that reads back as the number.
    fn from(number: f64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<&Message> for Value {
    fn from(message: &Message) -> Self {
        message.clone().into()
    }
}

impl From<Vec<Message>> for Value {
    fn from(messages: Vec<Message>) -> Self {
        Self::Messages(messages)
    }
}

/// A text of the catalogue with its values: `message!("no-such-column", column = name)`, or `message!("...",
/// name)` where the variable is called like the value.
///
/// ```
/// use icip_problem::message;
/// let word = "mean";
/// assert_eq!(message!("did-you-mean", word).to_string(), "did you mean `mean`?");
/// ```
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::Message::new($id, vec![$((stringify!($name), $crate::value!($name $(= $value)?))),*])
    };
}

/// The value of a message: an expression, or the variable with the value's name.
#[doc(hidden)]
#[macro_export]
macro_rules! value {
    ($name:ident) => {
        $crate::Value::from($name)
    };
    ($name:ident = $value:expr) => {
        $crate::Value::from($value)
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_decide_between_singular_and_plural() {
        assert_eq!(message!("rows", count = 1_usize).to_string(), "1 row");
        assert_eq!(message!("rows", count = 2_usize).to_string(), "2 rows");
    }

    #[test]
    fn values_cannot_command_a_terminal() {
        let word = "a\u{1b}[2Jb\nerror: c";
        let shown = message!("did-you-mean", word).to_string();
        assert_eq!(shown, "did you mean `a\\u{1b}[2Jb\\nerror: c`?");
        // A message inside a message is not escaped twice.
        let names = message!("did-you-mean", word = "a\u{7}");
        assert_eq!(message!("names", names).to_string(), "did you mean `a\\u{7}`?");
    }

    #[test]
    fn large_counts_have_no_separators() {
        assert_eq!(message!("rows", count = 1_234_567_usize).to_string(), "1234567 rows");
    }
}
