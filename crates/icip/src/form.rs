//! What a framework asks of those who fill in its data: a question for each column, and what may be answered. This module
//! must not know how a form is written.

use std::collections::BTreeSet;

use crate::framework::{Framework, Leaf};
use crate::normalise::Normalise;
use crate::text::csv_text;
use icip_problem::{Language, Message, message};
use icip_table::data::Entity;
use icip_table::io::{ReadOptions, format_number, normal_form};

/// What a framework asks of those who fill in its data.
///
/// ```
/// use icip::{form::Form, framework, problem::Language};
/// let framework = framework::builtin("equipo-innovacion").ok_or("not shipped")?;
/// let form = Form::of(&framework, Language::of_tag("es").ok_or("no catalogue")?);
/// let columns: Vec<&str> = form.questions.iter().map(|question| question.column.as_str()).collect();
/// assert_eq!(&columns[..3], ["codigo", "equipo", "c1"]);
/// assert_eq!(form.questions[2].allowed, "uno de: no, parcial, sí");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Form {
    /// The title of the framework.
    pub title: String,
    /// Its questions in the order of its tree: first those that say which entity answers.
    pub questions: Vec<Question>,
}

/// A question, which is a column of the data.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Question {
    /// The column of the data.
    pub column: String,
    /// The question in words.
    pub text: String,
    /// What may be answered.
    pub answers: Answers,
    /// The same in words.
    pub allowed: String,
    /// What it says of the entity that answers; nothing where it asks for a measurement.
    pub key: Option<Key>,
}

/// What a question says of the entity that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// Its code, or a part of it.
    Code,
    /// Its name.
    Name,
    /// The period of its answers.
    Period,
    /// Its group.
    Group,
}

/// What may be answered.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Answers {
    /// One of these texts.
    OneOf(Vec<String>),
    /// A number, with the smallest and the largest that is allowed.
    Number(Option<f64>, Option<f64>),
    /// Any text.
    Text,
}

impl Form {
    /// The form of a framework in a language; where the framework has no text in it, in the first that it has.
    pub fn of(framework: &Framework, language: Language) -> Self {
        let (read, tag) = (framework.read_options(), language.tag());
        let mut form = Self { title: framework.title(tag).to_owned(), questions: Vec::new() };
        let mut asked = BTreeSet::new();
        let mut ask = |column: &str, text: Message, answers: Answers, key: Option<Key>| {
            if asked.insert(normal_form(column).into_owned()) {
                let allowed = allowed(&answers, &read, column, language).text(language);
                let text = text.text(language);
                form.questions.push(Question { column: column.to_owned(), text, answers, allowed, key });
            }
        };
        ask(&read.code, message!("form-code"), Answers::Text, Some(Key::Code));
        read.code_parts
            .iter()
            .for_each(|part| ask(part, message!("form-code"), Answers::Text, Some(Key::Code)));
        read.name.iter().for_each(|name| ask(name, message!("form-name"), Answers::Text, Some(Key::Name)));
        read.period
            .iter()
            .for_each(|period| ask(period, message!("form-period"), Answers::Text, Some(Key::Period)));
        read.groups.iter().for_each(|group| {
            ask(group, message!("form-group", column = group), Answers::Text, Some(Key::Group));
        });
        for ix in framework.downwards() {
            let node = &framework.nodes()[ix];
            let Some(leaf) = node.leaf() else { continue };
            let text = match node.note(tag) {
                Some(note) => message!("form-question-note", question = node.name(tag), note),
                None => message!("form-question", question = node.name(tag)),
            };
            ask(leaf.column(), text, answers_to(leaf, &read), None);
            if let Some(divisor) = leaf.denominate() {
                let by = divisor.by.as_str();
                ask(by, message!("form-divisor", question = node.name(tag)), answers_of(&read, by), None);
            }
        }
        read.exclude.iter().for_each(|rule| {
            ask(&rule.column, message!("form-column", column = &rule.column), Answers::Text, None);
        });
        form
    }
}

impl Form {
    /// The form as CSV, one row for each entity: the questions, what may be answered, the names of the columns, and rows
    /// for the entities, of which codes, names and groups are known. The reader of tables finds the names of the columns
    /// below the questions. `groups` are the names of the groups of the entities.
    ///
    /// ```
    /// use icip::{data::Entity, form::Form, framework, problem::Language};
    /// let framework = framework::builtin("pnd-innovacion-publica-2018-2022").ok_or("not shipped")?;
    /// let form = Form::of(&framework, Language::ENGLISH);
    /// let text = form.to_csv(&[Entity::new("E1")], &[]);
    /// let last: Vec<&str> = text.lines().skip(2).collect();
    /// assert_eq!(last, ["codigo,reporta,anio,servidores_formados,retos_conectados,entidades_medidas", "E1,,,,,"]);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn to_csv(&self, entities: &[Entity], groups: &[String]) -> String {
        let line = |of: &dyn Fn(&Question) -> String| self.questions.iter().map(of).collect::<Vec<String>>();
        let texts = line(&|question| question.text.clone());
        let rows = [line(&|question| question.allowed.clone()), line(&|question| question.column.clone())];
        let known = entities.iter().map(|entity| self.known(entity, groups));
        csv_text(texts, rows.into_iter().chain(known))
    }

    /// What is known of an entity before it answers, question by question.
    pub fn known(&self, entity: &Entity, groups: &[String]) -> Vec<String> {
        let group = |column: &str| {
            let at = groups.iter().position(|group| group == column)?;
            entity.groups.get(at)?.clone()
        };
        let known = |question: &Question| match question.key {
            Some(Key::Code) => Some(entity.code.clone()),
            Some(Key::Name) => entity.name.clone(),
            Some(Key::Period) => entity.period.clone(),
            Some(Key::Group) => group(&question.column),
            None => None,
        };
        self.questions.iter().map(|question| known(question).unwrap_or_default()).collect()
    }
}

/// What may be answered to a leaf: listed answers from the fewest points up, because that is how a scale is read.
fn answers_to(leaf: &Leaf, read: &ReadOptions) -> Answers {
    let Normalise::Map(map) = leaf.normalise() else { return answers_of(read, leaf.column()) };
    let mut values = map.values.clone();
    values.sort_by(|a, b| a.1.total_cmp(&b.1));
    Answers::OneOf(values.into_iter().map(|(answer, _)| answer).collect())
}

/// What a column of the data may hold.
fn answers_of(read: &ReadOptions, column: &str) -> Answers {
    let Some(asked) = read.columns.get(column) else { return Answers::Text };
    match &asked.tokens {
        Some(tokens) => Answers::OneOf(tokens.clone()),
        None => Answers::Number(asked.range.0, asked.range.1),
    }
}

/// What may be answered, in words.
fn allowed(answers: &Answers, read: &ReadOptions, column: &str, language: Language) -> Message {
    let number = |value: &f64| language.decimal(&format_number(*value));
    let what = match answers {
        Answers::Text => message!("form-any-text"),
        Answers::OneOf(answers) => {
            // An answer may have a comma itself.
            let between = if answers.iter().any(|answer| answer.contains(',')) { "; " } else { ", " };
            message!("form-one-of", answers = answers.join(between))
        }
        Answers::Number(Some(low), Some(high)) => {
            message!("form-number-between", low = number(low), high = number(high))
        }
        Answers::Number(Some(low), None) => message!("form-number-from", low = number(low)),
        Answers::Number(None, Some(high)) => message!("form-number-to", high = number(high)),
        Answers::Number(None, None) => message!("form-number"),
    };
    let words = read.columns.get(column).filter(|column| !column.values.is_empty());
    match words {
        Some(column) => {
            let words = column.values.keys().cloned().collect::<Vec<_>>().join(", ");
            message!("form-or-words", what, words)
        }
        None => what,
    }
}
