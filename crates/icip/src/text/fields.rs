//! Reading the keys of one table, and describing them with the same code. It must not know families of
//! methods, which read their parameters through it.

use std::ops::RangeInclusive;

use crate::text::doc::{FieldDoc, Kind};
use crate::text::tree::{Item, TomlTable, Value};
use crate::text::word::Word;
use icip_problem::{Code, Message, Place, Problem, Report, did_you_mean, message, quoted};

/// Reads the keys of a table, or only describes them.
///
/// Every getter notes the key that it asks for. [`Fields::finish`] reports the keys nobody asked
/// for, with the nearest known one. Getters return a placeholder after a problem; the caller's
/// value is then thrown away, because the report has problems.
pub(crate) struct Fields<'a> {
    /// Nothing in describe mode.
    table: Option<&'a TomlTable>,
    place: Place,
    report: &'a mut Report,
    docs: Vec<FieldDoc>,
    failed: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(table: &'a TomlTable, place: Place, report: &'a mut Report) -> Self {
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
                    Problem::new(Code::UnknownKey, item.place.clone(), message!("unknown-key-here", key))
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
            self.wrong_type(key, item, message!("bad-value-numbers-hint"));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_number(key, item)).collect()
    }

    pub(crate) fn number_map(&mut self, key: &'static str, doc: &'static str) -> Vec<(String, f64)> {
        self.number_map_that(key, doc, true)
    }

    pub(crate) fn number_map_or_none(&mut self, key: &'static str, doc: &'static str) -> Vec<(String, f64)> {
        self.number_map_that(key, doc, false)
    }

    fn number_map_that(
        &mut self,
        key: &'static str,
        doc: &'static str,
        required: bool,
    ) -> Vec<(String, f64)> {
        self.note(key, Kind::NumberMap, doc, None, required);
        let Some(item) = self.take(key, required) else { return Vec::new() };
        let Value::Table(table) = &item.value else {
            self.wrong_type(key, item, message!("bad-value-number-map-hint"));
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

    pub(crate) fn text_or_nothing(&mut self, key: &'static str, doc: &'static str) -> Option<String> {
        self.note(key, Kind::Text, doc, None, false);
        let item = self.take(key, false)?;
        self.as_text(key, item)
    }

    /// Whole numbers from 1 on, one or several; none where the key is not there.
    pub(crate) fn counts(&mut self, key: &'static str, doc: &'static str) -> Vec<u64> {
        self.note(key, Kind::NumberOrNumbers, doc, None, false);
        let Some(item) = self.take(key, false) else { return Vec::new() };
        let items = match &item.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(item),
        };
        let numbers: Vec<f64> = items.iter().filter_map(|item| self.as_number(key, item)).collect();
        // Larger ones are no lines and no lengths of codes.
        let whole = |number: &f64| (1.0..1e9).contains(number) && number.fract() == 0.0;
        let shown = numbers.iter().find(|number| !whole(number)).map(ToString::to_string).unwrap_or_default();
        let what = message!("bad-value-is", key, value = shown);
        self.must(numbers.iter().all(whole), key, what, message!("bad-value-counts-hint"));
        numbers.into_iter().filter(whole).map(|number| number as u64).collect()
    }

    /// One text, or several.
    pub(crate) fn text_or_texts(
        &mut self,
        key: &'static str,
        doc: &'static str,
        default: &str,
    ) -> Vec<String> {
        self.note(key, Kind::TextOrTexts, doc, Some(format!("{default:?}")), false);
        let Some(item) = self.take(key, false) else { return vec![default.to_owned()] };
        match &item.value {
            Value::List(items) if !items.is_empty() => {
                items.iter().filter_map(|item| self.as_text(key, item)).collect()
            }
            _ => self.as_text(key, item).into_iter().collect(),
        }
    }

    pub(crate) fn texts(&mut self, key: &'static str, doc: &'static str, default: &[&str]) -> Vec<String> {
        self.note(key, Kind::Texts, doc, Some(format!("{default:?}")), false);
        let Some(item) = self.take(key, false) else {
            return default.iter().map(ToString::to_string).collect();
        };
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, message!("bad-value-texts-hint"));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_text(key, item)).collect()
    }

    /// A text, or a table of texts by language.
    pub(crate) fn names(&mut self, key: &'static str, doc: &'static str) -> Vec<(String, String)> {
        self.note(key, Kind::Names, doc, None, false);
        let Some(item) = self.take(key, false) else { return Vec::new() };
        self.as_names(key, item)
    }

    /// A list of texts, each of which may be a table of texts by language: the first text of each, and all of them.
    pub(crate) fn names_in_order(
        &mut self,
        key: &'static str,
        doc: &'static str,
    ) -> Vec<(String, Vec<(String, String)>)> {
        self.note(key, Kind::NamesInOrder, doc, Some("[]".to_owned()), false);
        let Some(item) = self.take(key, false) else { return Vec::new() };
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, message!("bad-value-texts-hint"));
            return Vec::new();
        };
        let mut names = Vec::with_capacity(items.len());
        for item in items {
            let by_language = self.as_names(key, item);
            match by_language.first() {
                Some((_, first)) => names.push((first.clone(), by_language)),
                None => self.wrong_type(key, item, message!("bad-value-names-hint")),
            }
        }
        names
    }

    fn as_names(&mut self, key: &'static str, item: &Item) -> Vec<(String, String)> {
        match &item.value {
            // A plain text serves for both languages.
            Value::Text(text) => vec![("es".into(), text.clone()), ("en".into(), text.clone())],
            Value::Table(table) => table
                .entries
                .iter()
                .filter_map(|(language, item)| Some((language.clone(), self.as_text(key, item)?)))
                .collect(),
            _ => {
                self.wrong_type(key, item, message!("bad-value-names-hint"));
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
            self.wrong_type(key, item, message!("bad-value-word-hint"));
            return None;
        };
        let found = W::WORDS.iter().find(|(word, _, _)| word == text);
        if found.is_none() {
            let allowed = did_you_mean(text, W::WORDS.iter().map(|(word, _, _)| *word));
            self.fail(key, item.place.clone(), message!("bad-value-unknown-word", word = text), allowed);
        }
        found.map(|(_, value, _)| *value)
    }

    /// A list of finite numbers; absent gives nothing.
    pub(crate) fn numbers_or_nothing(&mut self, key: &'static str, doc: &'static str) -> Option<Vec<f64>> {
        self.note(key, Kind::Numbers, doc, None, false);
        let item = self.take(key, false)?;
        let Value::List(items) = &item.value else {
            self.wrong_type(key, item, message!("bad-value-numbers-hint"));
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
            self.wrong_type(key, item, message!("bad-value-tables-hint"));
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
            self.wrong_type(key, item, message!("bad-value-named-tables-hint"));
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
    pub(crate) fn must(&mut self, holds: bool, key: &'static str, what: Message, allowed: Message) {
        // A key that was refused before has its problem; the default that stands for it here may break the
        // condition.
        if !holds && self.table.is_some() && !self.failed.contains(&key) {
            let place = self.place_of(key);
            self.fail(key, place, what, allowed);
        }
    }

    /// The rule that a number is above a bound.
    pub(crate) fn must_be_above(&mut self, key: &'static str, value: f64, bound: f64) {
        let what = message!("bad-value-is", key, value);
        self.must(value > bound, key, what, message!("bad-value-above-hint", bound));
    }

    /// The rule that a number is at least a bound.
    pub(crate) fn must_be_at_least(&mut self, key: &'static str, value: f64, bound: f64) {
        let what = message!("bad-value-is", key, value);
        self.must(value >= bound, key, what, message!("bad-value-at-least-hint", bound));
    }

    /// The rule that a number lies in a range, both ends included.
    pub(crate) fn must_be_in(&mut self, key: &'static str, value: f64, range: RangeInclusive<f64>) {
        let what = message!("bad-value-is", key, value);
        let allowed = message!("bad-value-in-hint", low = *range.start(), high = *range.end());
        self.must(range.contains(&value), key, what, allowed);
    }

    /// The rule that a number is whole and lies in a range. An infinite end allows any larger number.
    pub(crate) fn must_be_whole(&mut self, key: &'static str, value: f64, range: RangeInclusive<f64>) {
        let what = message!("bad-value-is", key, value);
        let (low, high) = (*range.start(), *range.end());
        let allowed = if high.is_finite() {
            message!("bad-value-whole-in-hint", low, high)
        } else {
            message!("bad-value-whole-hint", low)
        };
        self.must(range.contains(&value) && value.fract() == 0.0, key, what, allowed);
    }

    /// The rule that of two numbers the first is below the second. The problem is reported at the second.
    pub(crate) fn must_ascend(&mut self, first: (&'static str, f64), second: (&'static str, f64)) {
        let what = message!("bad-value-pair", first = first.0, a = first.1, second = second.0, b = second.1);
        let allowed = message!("bad-value-pair-hint", first = first.0, second = second.0);
        self.must(first.1 < second.1, second.0, what, allowed);
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

    /// Whether keys are only described, not read.
    pub(super) fn describes(&self) -> bool {
        self.table.is_none()
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
            self.wrong_type(key, item, message!("bad-value-table-hint", keys = quoted(keys)));
            return None;
        };
        let mut fields = Fields::new(table, item.place.clone(), self.report);
        let value = read(&mut fields);
        fields.finish();
        Some(value)
    }

    pub(super) fn note(
        &mut self,
        key: &'static str,
        kind: Kind,
        doc: &'static str,
        default: Option<String>,
        required: bool,
    ) {
        self.docs.push(FieldDoc { key, kind, doc, default, required });
    }

    pub(super) fn take(&mut self, key: &'static str, required: bool) -> Option<&'a Item> {
        let table = self.table?;
        let item = table.get(key);
        if item.is_some_and(|item| item.value == Value::Refused) {
            self.failed.push(key);
            return None;
        }
        if item.is_none() && required {
            let place = self.place.clone();
            self.fail(key, place, message!("bad-value-missing", key), message!("bad-value-missing-hint"));
        }
        item
    }

    fn as_number(&mut self, key: &'static str, item: &Item) -> Option<f64> {
        if let Value::Number(number) = item.value {
            return Some(number);
        }
        self.wrong_type(key, item, message!("bad-value-number-hint"));
        None
    }

    fn as_text(&mut self, key: &'static str, item: &Item) -> Option<String> {
        if let Value::Text(text) = &item.value {
            return Some(text.clone());
        }
        self.wrong_type(key, item, message!("bad-value-text-hint"));
        None
    }

    pub(super) fn wrong_type(&mut self, key: &'static str, item: &Item, wanted: Message) {
        if item.value == Value::Refused {
            self.failed.push(key);
            return;
        }
        let what = match &item.value {
            Value::Text(text) => message!("bad-value-text", key, text),
            Value::Number(number) => message!("bad-value-number", key, number = *number),
            other => message!("bad-value-type", key, found = other.type_name()),
        };
        self.fail(key, item.place.clone(), what, wanted);
    }

    fn fail(&mut self, key: &'static str, place: Place, what: Message, allowed: Message) {
        self.failed.push(key);
        self.report.problem(Problem::new(Code::BadValue, place, what).hint(allowed));
    }
}
