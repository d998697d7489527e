//! The catalogues: the texts of all messages, one file per language.
//!
//! This module must not know who says what, and when.

use std::cell::Cell;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

/// The languages: the tag of each and its texts. English comes first, because the other languages fall back
/// to it where they lack a text. A further language is a further file and a further line. A constant would stand in the
/// program once for every crate that asks.
static LANGUAGES: [(&str, &str); 2] =
    [("en", include_str!("../messages/en.ftl")), ("es", include_str!("../messages/es.ftl"))];

/// A language that has a catalogue of messages.
///
/// ```
/// use icip_problem::{Language, message};
/// let english = Language::of_tag("en").ok_or("English is always there")?;
/// assert_eq!(message!("rows", count = 1_usize).text(english), "1 row");
/// let spanish = Language::of_tag("es").ok_or("and so is Spanish")?;
/// assert_eq!(message!("rows", count = 2_usize).text(spanish), "2 filas");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(usize);

thread_local! {
    static SHOWN: Cell<Language> = const { Cell::new(Language::ENGLISH) };
}

/// Does work in which `Display` shows texts in a language, on this thread. Texts for programs, which serde writes, stay English.
///
/// ```
/// use icip_problem::{Language, message, shown_in};
/// let spanish = Language::of_tag("es").ok_or("it has a catalogue")?;
/// let rows = message!("rows", count = 2_usize);
/// assert_eq!((shown_in(spanish, || rows.to_string()), rows.to_string()), ("2 filas".into(), "2 rows".into()));
/// # Ok::<(), &str>(())
/// ```
pub fn shown_in<T>(language: Language, work: impl FnOnce() -> T) -> T {
    /// Sets the language back, also where the work panics.
    struct Before(Language);
    impl Drop for Before {
        fn drop(&mut self) {
            SHOWN.set(self.0);
        }
    }
    let _before = Before(SHOWN.replace(language));
    work()
}

impl Language {
    /// The language of all texts that are shown by `Display`, but for [`shown_in`] another one.
    pub const ENGLISH: Self = Self(0);

    /// The language with this tag of BCP 47, such as `en`; none where no catalogue is in that language.
    pub fn of_tag(tag: &str) -> Option<Self> {
        LANGUAGES.iter().position(|(known, _)| *known == tag).map(Self)
    }

    /// The language in which `Display` shows texts on this thread: English, but in [`shown_in`] another one.
    pub fn shown() -> Self {
        SHOWN.get()
    }

    /// Every language.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).map(Self)
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        LANGUAGES[self.0].0
    }

    /// A decimal number for readers: the text of a number with a point, with the mark of the language instead.
    ///
    /// ```
    /// use icip_problem::Language;
    /// let spanish = Language::of_tag("es").ok_or("it has a catalogue")?;
    /// assert_eq!((spanish.decimal("-0.875"), Language::ENGLISH.decimal("-0.875")), ("-0,875".into(), "-0.875".into()));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn decimal(self, number: &str) -> String {
        Catalogues::of(self).decimal(number)
    }

    /// A text whose English stands in the code beside what it describes: the text with an identifier in the
    /// catalogue of this language, or an attribute of it. Nothing where the catalogue lacks it, as that of English
    /// does.
    pub fn translation(self, id: &str, attribute: Option<&str>) -> Option<String> {
        Catalogues::of(self).first.text(id, attribute, &[])
    }
}

/// The texts of one language.
pub(crate) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads a catalogue. What cannot be read is left out; the tests refuse such a catalogue.
    fn new(tag: &str, text: &str) -> Self {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(some, errors)| {
            debug_assert!(false, "the catalogue `{tag}` cannot be read: {errors:?}");
            some
        });
        // Without a language, plurals would have one form only.
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().expect("a tag of a language")]);
        // Marks around values would be seen in terminals and files.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// The text with an identifier, or an attribute of it; none where the catalogue lacks it or where the
    /// text names values that are not given.
    fn text(&self, id: &str, attribute: Option<&str>, values: &[(&str, Shown<'_>)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let value = match value {
                Shown::Text(text) => FluentValue::from(*text),
                Shown::Count(count) => FluentValue::from(*count),
                Shown::Number(number) if is_quoted(pattern, name) => FluentValue::from(*number),
                Shown::Number(number) => FluentValue::from(self.decimal(number)),
            };
            args.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        debug_assert!(errors.is_empty(), "`{id}` is given {args:?}: {errors:?}");
        errors.is_empty().then(|| text.into_owned())
    }

    /// A number with a point, with the mark of the language instead.
    fn decimal(&self, number: &str) -> String {
        match self.text("number-decimal-mark", None, &[]) {
            Some(mark) => number.replace('.', &mark),
            None => number.to_owned(),
        }
    }
}

/// A value of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown<'v> {
    /// It stands as it is.
    Text(&'v str),
    /// It may decide between singular and plural.
    Count(usize),
    /// A number with a point, which is written as the language does unless it stands in backticks.
    Number(&'v str),
}

/// Whether a value stands in backticks, as what stands in a file does.
fn is_quoted(pattern: &Pattern<&str>, name: &str) -> bool {
    let mut open = false;
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => open ^= value.matches('`').count() % 2 == 1,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                if open && id.name == name {
                    return true;
                }
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                if variants.iter().any(|variant| is_quoted(&variant.value, name)) {
                    return true;
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
    false
}

/// Catalogues that are asked one after the other, the last of which is English.
#[derive(Clone, Copy)]
pub(crate) struct Catalogues<'c> {
    first: &'c Catalogue,
    english: &'c Catalogue,
}

impl Catalogues<'static> {
    /// The texts of a language, and of English where that language lacks them.
    pub(crate) fn of(language: Language) -> Self {
        static READ: [OnceLock<Catalogue>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let read = |language: Language| {
            let (tag, text) = LANGUAGES[language.0];
            READ[language.0].get_or_init(|| Catalogue::new(tag, text))
        };
        Self { first: read(language), english: read(Language::ENGLISH) }
    }
}

impl Catalogues<'_> {
    /// The text with an identifier, or an attribute of it. A text that no catalogue can give is a mistake in
    /// the program, which ends the program in its tests; a release shows the identifier with the values, so
    /// that a user loses nothing that the message was about.
    pub(crate) fn text(&self, id: &str, attribute: Option<&str>, values: &[(&str, Shown<'_>)]) -> String {
        let text =
            self.first.text(id, attribute, values).or_else(|| self.english.text(id, attribute, values));
        debug_assert!(text.is_some(), "no catalogue has `{id}`");
        text.unwrap_or_else(|| stand_in(id, values))
    }

    /// A number with a point, with the mark of the language instead.
    pub(crate) fn decimal(self, number: &str) -> String {
        self.first.decimal(number)
    }
}

/// What is shown instead of a text that no catalogue has: its identifier and its values.
fn stand_in(id: &str, values: &[(&str, Shown<'_>)]) -> String {
    let shown = |value: &Shown<'_>| match value {
        Shown::Text(text) | Shown::Number(text) => (*text).to_owned(),
        Shown::Count(count) => count.to_string(),
    };
    let values = values.iter().map(|(name, value)| format!(" {name}=`{}`", shown(value)));
    format!("[{id}{}]", values.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message;

    /// A catalogue of a second language with two texts.
    fn with_spanish(spanish: &Catalogue) -> Catalogues<'_> {
        Catalogues { first: spanish, ..Catalogues::of(Language::ENGLISH) }
    }

    #[test]
    fn a_message_is_shown_in_a_second_language() {
        let spanish =
            Catalogue::new("es", "rows = { $count ->\n    [one] 1 fila\n   *[other] { $count } filas\n}\n");
        let message = message!("rows", count = 3_usize);
        assert_eq!(message.text_of(with_spanish(&spanish)), "3 filas");
        assert_eq!(message.text(Language::ENGLISH), "3 rows");
        assert_eq!(message.to_string(), "3 rows");
    }

    #[test]
    fn a_message_inside_a_message_is_in_the_same_language() {
        let spanish =
            Catalogue::new("es", "and-more = { $names } y { $more } más\ndid-you-mean = ¿{ $word }?\n");
        let names = message!("did-you-mean", word = "a");
        let message = message!("and-more", names, more = 2_usize);
        assert_eq!(message.text_of(with_spanish(&spanish)), "¿a? y 2 más");
    }

    #[test]
    fn english_stands_in_for_a_text_that_a_language_lacks() {
        let spanish = Catalogue::new("es", "and-more = { $names } y { $more } más\n");
        let names = message!("did-you-mean", word = "a");
        assert_eq!(names.text_of(with_spanish(&spanish)), "did you mean `a`?");
    }

    #[test]
    #[should_panic(expected = "no catalogue has `no-such-text`")]
    fn an_unknown_text_ends_a_test() {
        let _ = Catalogues::of(Language::ENGLISH).text("no-such-text", None, &[]);
    }

    #[test]
    #[should_panic(expected = "`rows` is given")]
    fn a_value_that_is_not_given_ends_a_test() {
        let _ = Catalogues::of(Language::ENGLISH).text("rows", None, &[]);
    }

    #[test]
    fn a_release_shows_the_values_of_a_text_that_no_catalogue_has() {
        let values = [("count", Shown::Count(3)), ("path", Shown::Text("a.csv"))];
        assert_eq!(stand_in("no-such-text", &values), "[no-such-text count=`3` path=`a.csv`]");
    }

    #[test]
    fn every_language_has_its_tag() {
        assert_eq!(Language::of_tag("en"), Some(Language::ENGLISH));
        assert_eq!((Language::ENGLISH.tag(), Language::of_tag("xx")), ("en", None));
    }

    #[test]
    fn numbers_are_written_as_the_language_does_but_in_backticks() {
        let spanish = Catalogue::new(
            "es",
            "number-decimal-mark = ,\nx = de { $a } a `{ $b }` { $n ->\n    [one] una\n   *[other] `{ $c }` y { $a }\n}\n",
        );
        let number = |text| Shown::Number(text);
        let values =
            [("a", number("0.5")), ("b", number("1.5")), ("c", number("2.5")), ("n", Shown::Count(2))];
        let text = spanish.text("x", None, &values);
        assert_eq!(text.as_deref(), Some("de 0,5 a `1.5` `2.5` y 0,5"));
        // A language that names no mark writes a point.
        let plain = Catalogue::new("es", "x = de { $a }\n");
        assert_eq!(plain.text("x", None, &values[..1]).as_deref(), Some("de 0.5"));
    }
}
