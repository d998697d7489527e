//! What documentation knows of keys and methods: the source of the JSON schema, of `icip methods` and of the
//! guide. It must not know how a key is read.
//!
//! The English of a method stands in its code. Other languages have it in their catalogue, under
//! `method-FAMILY-NAME`: the text is the title, and the attributes are `summary`, `formula`, `missing`,
//! `reference`, `parameter-KEY` and `parameter-KEY-WORD`.

use icip_problem::Language;

/// What a key holds, for the schema and for people.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A text, or a list of texts.
    TextOrTexts,
    /// A number, or a list of numbers.
    NumberOrNumbers,
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
    /// A list of texts, each of which may be a table of texts by language.
    NamesInOrder,
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
#[non_exhaustive]
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

/// What `icip methods` says of one method.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MethodDoc {
    /// Family, such as `normalise`.
    pub family: &'static str,
    /// Name in the framework file.
    pub name: &'static str,
    /// The name in words, such as "geometric mean".
    pub title: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// The formula, every symbol explained.
    pub formula: &'static str,
    /// What happens to absent and impossible values.
    pub missing: &'static str,
    /// Where the definition comes from.
    pub reference: &'static str,
    /// Its parameters.
    pub parameters: Vec<FieldDoc>,
}

/// What a method says of itself, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MethodText {
    /// The name in words.
    pub title: String,
    /// One sentence, without a full stop.
    pub summary: String,
    /// The formula, every symbol explained.
    pub formula: String,
    /// What happens to absent and impossible values; nothing where none can occur.
    pub missing: Option<String>,
    /// Where the definition comes from; nothing where there is nothing to cite.
    pub reference: Option<String>,
    /// What its parameters mean.
    pub parameters: Vec<ParameterText>,
}

/// What a parameter of a method means, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParameterText {
    /// The key.
    pub key: &'static str,
    /// What it means, in one sentence.
    pub meaning: String,
    /// The words that it may be, each with its meaning; none where it is not a choice of words.
    pub words: Vec<(&'static str, String)>,
}

impl MethodDoc {
    /// All texts in a language; in English where the language lacks one.
    ///
    /// ```
    /// use icip::problem::Language;
    /// let spanish = Language::of_tag("es").ok_or("it has a catalogue")?;
    /// let methods = icip::methods();
    /// let mean = methods.iter().find(|doc| doc.name == "geometric-mean").ok_or("it is a method")?;
    /// assert_eq!(mean.in_language(Language::ENGLISH).title, "geometric mean");
    /// assert_eq!(mean.in_language(spanish).title, "media geométrica");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn in_language(&self, language: Language) -> MethodText {
        let id = format!("method-{}-{}", self.family, self.name);
        let text = |attribute: Option<&str>, english: &str| text_of(&id, attribute, english, language);
        let given = |attribute, english: &str| (english != "-").then(|| text(Some(attribute), english));
        MethodText {
            title: text(None, self.title),
            summary: text(Some("summary"), self.summary),
            formula: text(Some("formula"), self.formula),
            missing: given("missing", self.missing),
            reference: given("reference", self.reference),
            parameters: parameters_of(&id, &self.parameters, language),
        }
    }
}

/// What the parameters of a rule mean; other languages than English say it in attributes of a text.
pub(crate) fn parameters_of(id: &str, fields: &[FieldDoc], language: Language) -> Vec<ParameterText> {
    let parameter = |field: &FieldDoc| {
        let key = format!("parameter-{}", field.key);
        let meaning = |(word, english): &(&'static str, &'static str)| {
            (*word, text_of(id, Some(&format!("{key}-{word}")), english, language))
        };
        let words = match &field.kind {
            Kind::Choice(words) => words.iter().map(meaning).collect(),
            _ => Vec::new(),
        };
        ParameterText { key: field.key, meaning: text_of(id, Some(&key), field.doc, language), words }
    };
    fields.iter().map(parameter).collect()
}

fn text_of(id: &str, attribute: Option<&str>, english: &str, language: Language) -> String {
    language.translation(id, attribute).unwrap_or_else(|| english.trim().to_owned())
}
