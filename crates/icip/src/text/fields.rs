//! Reading the keys of one table, and describing them with the same code.

use crate::text::method::{Family, MethodDoc};
use crate::text::tree::{Item, Table, Value};
use icip_problem::{Code, Message, Place, Problem, Report, did_you_mean};

/// What a key holds, for the schema and for people.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A finite number.
    Number,
    /// A list of finite numbers.
    Numbers,
    /// A table from texts to numbers.
    NumberMap,
    /// One of these words, each with its meaning.
    Choice(Vec<(&'static str, &'static str)>),
    /// A text, or a table of texts by language (`es`, `en`).
    Names,
    /// One of these words, or a table with these keys.
    WordOrTable(Vec<&'static str>, Vec<FieldDoc>),
    /// One method of a family.
    Method {
        /// Name of the family, such as `normalise`.
        family: &'static str,
        /// Its methods.
        methods: Vec<MethodDoc>,
    },
    /// A list of methods of a family.
    Methods {
        /// Name of the family, such as `normalise`.
        family: &'static str,
        /// Its methods.
        methods: Vec<MethodDoc>,
    },
    /// A table with these keys.
    Table(Vec<FieldDoc>),
    /// A list of tables with these keys.
    Tables(Vec<FieldDoc>),
    /// A table of tables, by a name that the author chooses.
    Named(Vec<FieldDoc>),
}

/// A key of a table: what it holds, what it means, what stands when it is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDoc {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means, in one sentence.
    pub doc: &'static str,
    /// The default as text, or nothing when the key may simply be absent.
    pub default: Option<String>,
    /// Whether the key must be given.
    pub required: bool,
}

/// A closed set of words as an enum. Made by [`words!`].
pub(crate) trait Word: Sized + Copy + 'static {
    const WORDS: &'static [(&'static str, Self, &'static str)];

    fn word(self) -> &'static str;
}

/// Declares an enum whose variants are words of the framework file.
///
/// The first word is the default.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(#[doc = $first_doc:literal])+ $first:ident = $first_word:literal
            $(, $(#[doc = $doc:literal])+ $variant:ident = $word:literal)* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = $first_doc])+
            #[default]
            $first,
            $($(#[doc = $doc])+ $variant),*
        }

        $crate::text::words_of! { $name:
            $(#[doc = $first_doc])+ $first = $first_word
            $(, $(#[doc = $doc])+ $variant = $word)*
        }
    };
}
pub(crate) use words;

/// Declares the words of an enum that stands elsewhere.
macro_rules! words_of {
    ($name:ident: $($(#[doc = $doc:literal])+ $variant:ident = $word:literal),* $(,)?) => {
        impl $crate::text::Word for $name {
            const WORDS: &'static [(&'static str, Self, &'static str)] =
                &[$(($word, Self::$variant, concat!($($doc),+))),*];

            fn word(self) -> &'static str {
                Self::WORDS.iter().find(|(_, value, _)| *value == self).map_or("", |(word, _, _)| word)
            }
        }
    };
}
pub(crate) use words_of;

/// Reads the keys of a table, or only describes them.
///
/// Every getter notes the key that it asks for. [`Fields::finish`] reports the keys nobody asked
/// for, with the nearest known one. Getters return a placeholder after a problem; the caller's
/// value is then thrown away, because the report has problems.
pub(crate) struct Fields<'a> {
    /// Nothing in describe mode.
    table: Option<&'a Table>,
    place: Place,
    report: &'a mut Report,
    docs: Vec<FieldDoc>,
    failed: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(table: &'a Table, place: Place, report: &'a mut Report) -> Self {
        Self { table: Some(table), place, report, docs: Vec::new(), failed: Vec::new() }
    }

    /// The keys that `read` asks for.
    pub(crate) fn describe(read: impl FnOnce(&mut Fields<'_>)) -> Vec<FieldDoc> {
        let mut report = Report::default();
        let mut fields = Fields {
            table: None,
            place: Place::default(),
            report: &mut report,
            docs: Vec::new(),
            failed: Vec::new(),
        };
        read(&mut fields);
        fields.docs
    }

    /// Reports unknown keys.
    pub(crate) fn finish(self) {
        let Some(table) = self.table else { return };
        for (key, item) in &table.entries {
            if !self.docs.iter().any(|doc| doc.key == key) {
                self.report.problem(
                    Problem::new(Code::UnknownKey, item.place.clone(), format!("unknown key `{key}`"))
                        .hint(did_you_mean(key, self.docs.iter().map(|doc| doc.key))),
                );
            }
        }
    }

    pub(crate) fn number(&mut self, key: &'static str, doc: &'static str, default: Option<f64>) -> f64 {
        self.note(key, Kind::Number, doc, default.map(|d| d.to_string()), default.is_none());
        match self.take(key, default.is_none()) {
            Some(item) => self.as_number(key, item).unwrap_or_default(),
            None => default.unwrap_or_default(),
        }
    }

    pub(crate) fn number_or_nothing(&mut self, key: &'static str, doc: &'static str) -> Option<f64> {
        self.note(key, Kind::Number, doc, None, false);
        let item = self.take(key, false)?;
        self.as_number(key, item)
    }

    pub(crate) fn numbers(&mut self, key: &'static str, doc: &'static str) -> Vec<f64> {
        self.note(key, Kind::Numbers, doc, None, true);
        let Some(item) = self.take(key, true) else { return Vec::new() };
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, "a list of numbers");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_number(key, item)).collect()
    }

    pub(crate) fn number_map(&mut self, key: &'static str, doc: &'static str) -> Vec<(String, f64)> {
        self.note(key, Kind::NumberMap, doc, None, true);
        let Some(item) = self.take(key, true) else { return Vec::new() };
        let Value::Table(table) = &item.value else {
            self.wrong_type(key, item, "a table such as { \"yes\" = 1, \"no\" = 0 }");
            return Vec::new();
        };
        table
            .entries
            .iter()
            .filter_map(|(name, item)| Some((name.clone(), self.as_number(key, item)?)))
            .collect()
    }

    pub(crate) fn text(&mut self, key: &'static str, doc: &'static str) -> String {
        self.note(key, Kind::Text, doc, None, true);
        let Some(item) = self.take(key, true) else { return String::new() };
        self.as_text(key, item).unwrap_or_default()
    }

    pub(crate) fn text_or(&mut self, key: &'static str, doc: &'static str, default: &str) -> String {
        self.note(key, Kind::Text, doc, Some(format!("{default:?}")), false);
        let Some(item) = self.take(key, false) else { return default.to_owned() };
        self.as_text(key, item).unwrap_or_default()
    }

    pub(crate) fn text_or_nothing(&mut self, key: &'static str, doc: &'static str) -> Option<String> {
        self.note(key, Kind::Text, doc, None, false);
        let item = self.take(key, false)?;
        self.as_text(key, item)
    }

    pub(crate) fn texts(&mut self, key: &'static str, doc: &'static str, default: &[&str]) -> Vec<String> {
        self.note(key, Kind::Texts, doc, Some(format!("{default:?}")), false);
        let Some(item) = self.take(key, false) else {
            return default.iter().map(ToString::to_string).collect();
        };
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, "a list of texts");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_text(key, item)).collect()
    }

    /// A text, or a table of texts by language.
    pub(crate) fn names(&mut self, key: &'static str, doc: &'static str) -> Vec<(String, String)> {
        self.note(key, Kind::Names, doc, None, false);
        let Some(item) = self.take(key, false) else { return Vec::new() };
        match &item.value {
            Value::Text(text) => vec![("es".into(), text.clone()), ("en".into(), text.clone())],
            Value::Table(table) => table
                .entries
                .iter()
                .filter_map(|(language, item)| Some((language.clone(), self.as_text(key, item)?)))
                .collect(),
            _ => {
                self.wrong_type(key, item, "a text, or { es = \"...\", en = \"...\" }");
                Vec::new()
            }
        }
    }

    pub(crate) fn word<W: Word + Default>(&mut self, key: &'static str, doc: &'static str) -> W {
        let default = W::default();
        self.note_words::<W>(key, doc, Some(default.word().to_owned()));
        self.take_word(key).unwrap_or(default)
    }

    pub(crate) fn word_or_nothing<W: Word>(&mut self, key: &'static str, doc: &'static str) -> Option<W> {
        self.note_words::<W>(key, doc, None);
        self.take_word(key)
    }

    fn note_words<W: Word>(&mut self, key: &'static str, doc: &'static str, default: Option<String>) {
        let kind = Kind::Choice(W::WORDS.iter().map(|(word, _, doc)| (*word, *doc)).collect());
        self.note(key, kind, doc, default, false);
    }

    fn take_word<W: Word>(&mut self, key: &'static str) -> Option<W> {
        let item = self.take(key, false)?;
        let Value::Text(text) = &item.value else {
            self.wrong_type(key, item, "a word");
            return None;
        };
        let found = W::WORDS.iter().find(|(word, _, _)| word == text);
        if found.is_none() {
            let allowed = did_you_mean(text, W::WORDS.iter().map(|(word, _, _)| *word));
            self.fail(key, item.place.clone(), format!("unknown word `{text}`"), allowed);
        }
        found.map(|(_, value, _)| *value)
    }

    pub(crate) fn method<M: Family>(&mut self, key: &'static str, doc: &'static str) -> Option<M> {
        if self.table.is_none() {
            let kind = Kind::Method { family: M::FAMILY, methods: M::docs() };
            self.note(key, kind, doc, None, false);
            return None;
        }
        self.note(key, Kind::Text, doc, None, false);
        let item = self.take(key, false)?;
        M::read(item, self.report)
    }

    /// A list of methods; absent gives nothing.
    pub(crate) fn methods<M: Family>(&mut self, key: &'static str, doc: &'static str) -> Option<Vec<M>> {
        if self.table.is_none() {
            let kind = Kind::Methods { family: M::FAMILY, methods: M::docs() };
            self.note(key, kind, doc, None, false);
            return None;
        }
        self.note(key, Kind::Texts, doc, None, false);
        let item = self.take(key, false)?;
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, "a list of methods");
            return None;
        };
        Some(items.iter().filter_map(|item| M::read(item, self.report)).collect())
    }

    /// A list of finite numbers; absent gives nothing.
    pub(crate) fn numbers_or_nothing(&mut self, key: &'static str, doc: &'static str) -> Option<Vec<f64>> {
        self.note(key, Kind::Numbers, doc, None, false);
        let item = self.take(key, false)?;
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, "a list of numbers");
            return None;
        };
        Some(items.iter().filter_map(|item| self.as_number(key, item)).collect())
    }

    /// A table of its own: absent gives nothing.
    pub(crate) fn table<T>(
        &mut self,
        key: &'static str,
        doc: &'static str,
        read: impl Fn(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let docs = self.describe_inner(&read);
        self.note(key, Kind::Table(docs), doc, None, false);
        let item = self.take(key, false)?;
        self.inner(key, item, &read)
    }

    /// A list of tables.
    pub(crate) fn tables<T>(
        &mut self,
        key: &'static str,
        doc: &'static str,
        read: impl Fn(&mut Fields<'_>) -> T,
    ) -> Vec<T> {
        let docs = self.describe_inner(&read);
        self.note(key, Kind::Tables(docs), doc, None, false);
        let Some(item) = self.take(key, false) else { return Vec::new() };
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, "a list of tables");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.inner(key, item, &read)).collect()
    }

    /// A table of tables by a name that the author chooses.
    pub(crate) fn named<T>(
        &mut self,
        key: &'static str,
        doc: &'static str,
        read: impl Fn(&mut Fields<'_>) -> T,
    ) -> Vec<(String, Place, T)> {
        let docs = self.describe_inner(&read);
        self.note(key, Kind::Named(docs), doc, None, false);
        let Some(item) = self.take(key, false) else { return Vec::new() };
        let Value::Table(table) = &item.value else {
            self.wrong_type(key, item, "a table of tables");
            return Vec::new();
        };
        table
            .entries
            .iter()
            .filter_map(|(name, item)| {
                Some((name.clone(), item.place.clone(), self.inner(key, item, &read)?))
            })
            .collect()
    }

    /// A value of any kind, for the caller to look into.
    pub(crate) fn item(&mut self, key: &'static str, kind: Kind, doc: &'static str) -> Option<&'a Item> {
        self.note(key, kind, doc, None, false);
        self.take(key, false)
    }

    /// A rule about a value that was read; silent when reading it failed already.
    pub(crate) fn must(&mut self, holds: bool, key: &'static str, what: impl Into<String>, allowed: &str) {
        if !holds && self.table.is_some() && !self.failed.contains(&key) {
            let place = self.place_of(key);
            self.fail(key, place, what.into(), allowed.to_owned());
        }
    }

    /// Whether reading a key failed, so that its value is a placeholder.
    pub(crate) fn has_failed(&self, key: &str) -> bool {
        self.failed.contains(&key)
    }

    /// The place of a key, or of the table when the key is not there.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        self.table
            .and_then(|table| table.get(key))
            .map_or_else(|| self.place.clone(), |item| item.place.clone())
    }

    /// The place of the table.
    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }

    /// The report, for readers of nested values.
    pub(crate) fn report(&mut self) -> &mut Report {
        self.report
    }

    fn describe_inner<T>(&self, read: &impl Fn(&mut Fields<'_>) -> T) -> Vec<FieldDoc> {
        // Only describe mode needs the inner keys; reading finds them by itself.
        if self.table.is_some() {
            return Vec::new();
        }
        Fields::describe(|fields| {
            read(fields);
        })
    }

    fn inner<T>(
        &mut self,
        key: &'static str,
        item: &Item,
        read: &impl Fn(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let Value::Table(table) = &item.value else {
            let keys: Vec<&str> = Fields::describe(|fields| {
                read(fields);
            })
            .into_iter()
            .map(|doc| doc.key)
            .collect();
            self.wrong_type(key, item, &format!("a table with the keys `{}`", keys.join("`, `")));
            return None;
        };
        let mut fields = Fields::new(table, item.place.clone(), self.report);
        let value = read(&mut fields);
        fields.finish();
        Some(value)
    }

    fn note(
        &mut self,
        key: &'static str,
        kind: Kind,
        doc: &'static str,
        default: Option<String>,
        required: bool,
    ) {
        self.docs.push(FieldDoc { key, kind, doc, default, required });
    }

    fn take(&mut self, key: &'static str, required: bool) -> Option<&'a Item> {
        let table = self.table?;
        let item = table.get(key);
        if item.is_some_and(|item| item.value == Value::Refused) {
            self.failed.push(key);
            return None;
        }
        if item.is_none() && required {
            let place = self.place.clone();
            self.fail(key, place, format!("key `{key}` is missing"), "it must be given".to_owned());
        }
        item
    }

    fn as_number(&mut self, key: &'static str, item: &Item) -> Option<f64> {
        if let Value::Number(number) = item.value {
            return Some(number);
        }
        self.wrong_type(key, item, "a number");
        None
    }

    fn as_text(&mut self, key: &'static str, item: &Item) -> Option<String> {
        if let Value::Text(text) = &item.value {
            return Some(text.clone());
        }
        self.wrong_type(key, item, "a text in quotes");
        None
    }

    fn wrong_type(&mut self, key: &'static str, item: &Item, wanted: &str) {
        if item.value == Value::Refused {
            self.failed.push(key);
            return;
        }
        let what = match &item.value {
            Value::Text(text) => format!("`{key}` is the text `{text}`"),
            Value::Number(number) => format!("`{key}` is the number `{number}`"),
            other => format!("`{key}` is {}", other.type_name()),
        };
        self.fail(key, item.place.clone(), what, format!("must be {wanted}"));
    }

    fn fail(
        &mut self,
        key: &'static str,
        place: Place,
        what: impl Into<Message>,
        allowed: impl Into<Message>,
    ) {
        self.failed.push(key);
        self.report.problem(Problem::new(Code::BadValue, place, what).hint(allowed));
    }
}
