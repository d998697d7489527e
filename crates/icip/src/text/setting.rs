//! The parameters of a rule as they are set: what reading them gave, for whoever shows a framework. It must not know
//! which rules there are.

use crate::text::word::Word;
use crate::text::write::{toml_number, toml_text};
use icip_problem::{Language, message};
use icip_table::io::format_number;

/// The value of a parameter of a rule.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Setting {
    /// A number.
    Number(f64),
    /// A text that the author chose: a code, a column, a period.
    Text(String),
    /// One of the words that the parameter may be.
    Word(&'static str),
    /// Several values in order.
    List(Vec<Setting>),
    /// Values by name.
    Table(Vec<(String, Setting)>),
}

/// How many elements of a list or a table are shown.
const SHOWN: usize = 6;

impl Setting {
    /// The value for readers: numbers as the language writes them, and of a long list the first elements and how many
    /// there are.
    ///
    /// ```
    /// use icip::{problem::Language, text::Setting};
    /// let spanish = Language::of_tag("es").ok_or("it has a catalogue")?;
    /// let cuts = Setting::List(vec![Setting::Number(0.25), Setting::Number(0.5)]);
    /// assert_eq!(cuts.text(Language::ENGLISH), "0.25, 0.5");
    /// assert_eq!(cuts.text(spanish), "0,25; 0,5");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Number(number) => language.decimal(&format_number(*number)),
            Self::Text(text) => text.clone(),
            Self::Word(word) => (*word).to_owned(),
            Self::List(values) => joined(values.iter().map(|value| value.text(language)), language),
            Self::Table(entries) => {
                let shown = entries.iter().map(|(name, value)| format!("{name} = {}", value.text(language)));
                joined(shown, language)
            }
        }
    }

    /// The value as TOML, which the reader of frameworks takes back.
    pub fn toml(&self) -> String {
        match self {
            Self::Number(number) => toml_number(*number),
            Self::Text(text) => toml_text(text),
            Self::Word(word) => toml_text(word),
            Self::List(values) => {
                let values: Vec<String> = values.iter().map(Self::toml).collect();
                format!("[{}]", values.join(", "))
            }
            Self::Table(entries) => {
                let entry =
                    |(name, value): &(String, Self)| format!("{} = {}", toml_text(name), value.toml());
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// The elements with the mark that the language puts between numbers.
fn joined(elements: impl ExactSizeIterator<Item = String>, language: Language) -> String {
    let count = elements.len();
    let shown: Vec<String> = elements.take(SHOWN).collect();
    // A comma inside of numbers cannot stand between them.
    let mark = if message!("number-decimal-mark").text(language) == "," { "; " } else { ", " };
    let shown = shown.join(mark);
    if count > SHOWN { message!("setting-and-more", shown, count).text(language) } else { shown }
}

/// The parameters that a rule has, each with its key.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Settings(Vec<(&'static str, Setting)>);

impl Settings {
    /// The same with one more, unless it is not set.
    pub(crate) fn with(mut self, key: &'static str, value: &impl Set) -> Self {
        self.0.extend(value.setting().map(|setting| (key, setting)));
        self
    }

    /// All of them as one value.
    pub(crate) fn into_setting(self) -> Setting {
        Setting::Table(self.0.into_iter().map(|(key, setting)| (key.to_owned(), setting)).collect())
    }

    pub(crate) fn into_pairs(self) -> Vec<(&'static str, Setting)> {
        self.0
    }
}

/// What a parameter may be in Rust; nothing where it is not set.
pub(crate) trait Set {
    fn setting(&self) -> Option<Setting>;
}

impl Set for Setting {
    fn setting(&self) -> Option<Setting> {
        Some(self.clone())
    }
}

impl Set for f64 {
    fn setting(&self) -> Option<Setting> {
        Some(Setting::Number(*self))
    }
}

impl Set for usize {
    fn setting(&self) -> Option<Setting> {
        Some(Setting::Number(*self as f64))
    }
}

impl Set for u32 {
    fn setting(&self) -> Option<Setting> {
        Some(Setting::Number(f64::from(*self)))
    }
}

impl Set for String {
    fn setting(&self) -> Option<Setting> {
        Some(Setting::Text(self.clone()))
    }
}

impl<W: Word> Set for W {
    fn setting(&self) -> Option<Setting> {
        Some(Setting::Word(self.word()))
    }
}

impl<S: Set> Set for Option<S> {
    fn setting(&self) -> Option<Setting> {
        self.as_ref().and_then(Set::setting)
    }
}

impl<S: Set> Set for Vec<S> {
    fn setting(&self) -> Option<Setting> {
        Some(Setting::List(self.iter().filter_map(Set::setting).collect()))
    }
}

impl<S: Set> Set for Vec<(String, S)> {
    fn setting(&self) -> Option<Setting> {
        let entries = self.iter().filter_map(|(name, value)| Some((name.clone(), value.setting()?)));
        Some(Setting::Table(entries.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_shortened_and_toml_is_whole() {
        let numbers = Setting::List((0..8).map(|i| Setting::Number(f64::from(i) / 2.0)).collect());
        assert_eq!(numbers.text(Language::ENGLISH), "0, 0.5, 1, 1.5, 2, 2.5, ... (8 in all)");
        let spanish = Language::of_tag("es").expect("it has a catalogue");
        assert_eq!(numbers.text(spanish), "0; 0,5; 1; 1,5; 2; 2,5; ... (8 en total)");
        assert_eq!(numbers.toml(), "[0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]");
        let table = Setting::Table(vec![("a \"b\"".to_owned(), Setting::Text("c".to_owned()))]);
        assert_eq!(table.toml(), r#"{ 'a "b"' = "c" }"#.replace("'a \"b\"'", r#""a \"b\"""#));
    }
}
