//! Texts of messages: an identifier with values, put into words by a catalogue of a language.
//!
//! The catalogue is a [Fluent](https://projectfluent.org) file, so that a second language is a second file,
//! and a translator needs no Rust. What a program decides on is the [`Code`](crate::Code) of a problem, never
//! its text.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The English catalogue.
const ENGLISH: &str = include_str!("../messages/en.ftl");

/// A text of the catalogue and the values that it names. Made by [`message!`](crate::message!).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    id: &'static str,
    values: Vec<(&'static str, Value)>,
}

/// A value that a message names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Value {
    /// A text, shown as it is.
    Text(String),
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

impl fmt::Display for Message {
    /// The English text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut args = FluentArgs::with_capacity(self.values.len());
        for (name, value) in &self.values {
            args.set(*name, value.to_fluent());
        }
        f.write_str(&text(self.id, None, &args))
    }
}

impl Value {
    fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Count(count) => FluentValue::from(*count),
            Self::Message(message) => FluentValue::from(message.to_string()),
            Self::Messages(messages) => {
                FluentValue::from(messages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The English text with an identifier, or an attribute of it; the identifier itself where the catalogue
/// lacks it.
pub(crate) fn text(id: &str, attribute: Option<&str>, args: &FluentArgs<'_>) -> String {
    let bundle = english();
    let message = bundle.get_message(id);
    let pattern = match attribute {
        None => message.and_then(|message| message.value()),
        Some(name) => message.and_then(|message| message.get_attribute(name)).map(|found| found.value()),
    };
    let Some(pattern) = pattern else { return id.to_owned() };
    bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
}

/// The English catalogue, read when the first text is asked for.
fn english() -> &'static FluentBundle<FluentResource> {
    static ENGLISH_BUNDLE: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    ENGLISH_BUNDLE.get_or_init(|| {
        // What cannot be read is left out; a test reads the whole catalogue.
        let resource = FluentResource::try_new(ENGLISH.to_owned()).unwrap_or_else(|(some, _)| some);
        let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().expect("`en` is a language")]);
        // Marks around values would be seen in terminals and files.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        bundle
    })
}

impl PartialEq<&str> for Message {
    /// Whether the English text is this one.
    #[expect(clippy::cmp_owned, reason = "the text exists only once it is put into words")]
    fn eq(&self, text: &&str) -> bool {
        self.to_string() == *text
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
        Self::Text(number.to_string())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
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
    use super::*;

    #[test]
    fn the_catalogue_can_be_read_as_a_whole() {
        if let Err((_, errors)) = FluentResource::try_new(ENGLISH.to_owned()) {
            panic!("{errors:?}");
        }
    }

    #[test]
    fn counts_decide_between_singular_and_plural() {
        assert_eq!(message!("rows", count = 1_usize).to_string(), "1 row");
        assert_eq!(message!("rows", count = 2_usize).to_string(), "2 rows");
    }

    #[test]
    fn large_counts_have_no_separators() {
        assert_eq!(message!("rows", count = 1_234_567_usize).to_string(), "1234567 rows");
    }
}
