//! What documentation knows of keys and methods: the source of the JSON schema, of `icip methods` and of the
//! guide. It must not know how a key is read.

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
