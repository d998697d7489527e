//! TOML as a tree whose every value knows its line. It must not know which keys have a meaning.

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use icip_problem::{Code, Message, Place, Problem, Report, message};

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) value: Value,
    pub(crate) place: Place,
}

/// What a value can be. Numbers are finite: `nan`, `inf` and `1e999` do not pass the parser.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    List(Vec<Item>),
    Table(TomlTable),
    /// Something about which the report has a problem already.
    Refused,
}

impl Value {
    /// The kind of value, with its article.
    pub(crate) fn type_name(&self) -> Message {
        match self {
            Self::Text(_) => message!("value-text"),
            Self::Number(_) => message!("value-number"),
            Self::Flag(_) => message!("value-flag"),
            Self::List(_) => message!("value-list"),
            Self::Table(_) => message!("value-table"),
            Self::Refused => message!("value-refused"),
        }
    }
}

/// Keys with their values in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TomlTable {
    pub(crate) entries: Vec<(String, Item)>,
}

impl TomlTable {
    pub(crate) fn get(&self, key: &str) -> Option<&Item> {
        self.entries.iter().find(|(k, _)| k == key).map(|(_, item)| item)
    }
}

/// Parses a TOML file; syntax errors and numbers that are not finite go to the report.
pub(crate) fn parse_toml(text: &str, file: &str, report: &mut Report) -> TomlTable {
    let (table, errors) = DeTable::parse_recoverable(text);
    let lines = LineStarts::new(text, Place::file(file));
    let mut last = None;
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let problem = Problem::new(
            Code::TomlSyntax,
            lines.place(at, String::new()),
            message!("toml-syntax-parser", error = error.message()),
        );
        // The parser may report one mistake at every token after it.
        if last.as_ref() != Some(&problem) {
            report.problem(problem.clone());
        }
        last = Some(problem);
    }
    let mut walk = Walk { lines, report };
    walk.table(table.get_ref(), "")
}

/// Parses a rule cell of `structure.csv`: a bare word, a number, or the body of an inline table.
pub(crate) fn parse_cell(text: &str, place: &Place, report: &mut Report) -> Item {
    let text = text.trim();
    // The commonest cells are words, which TOML knows only in quotes.
    let bare = text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if bare && text.parse::<f64>().is_err() {
        return Item { value: Value::Text(text.to_owned()), place: place.clone() };
    }
    // A text with `=` is the body of an inline table; anything else is a number or a list.
    let body = if text.contains('=') { format!("cell = {{ {text} }}") } else { format!("cell = {text}") };
    let (table, errors) = DeTable::parse_recoverable(&body);
    if let Some(error) = errors.first() {
        let problem = if let Some(number) = text.strip_suffix('%').filter(|n| n.trim().parse::<f64>().is_ok())
        {
            Problem::new(Code::RuleSyntax, place.clone(), message!("rule-syntax-number", text))
                .hint(message!("rule-syntax-percent-hint", number = number.trim()))
        } else if is_decimal_comma(text) {
            Problem::new(Code::RuleSyntax, place.clone(), message!("rule-syntax-number", text))
                .hint(message!("rule-syntax-decimal-hint"))
        } else {
            let what = message!("rule-syntax-parser", text, error = error.message());
            Problem::new(Code::RuleSyntax, place.clone(), what).hint(message!("rule-syntax-parser-hint"))
        };
        report.problem(problem);
        return Item { value: Value::Refused, place: place.clone() };
    }
    let mut walk = Walk { lines: LineStarts { starts: Vec::new(), base: place.clone() }, report };
    let mut table = walk.table(table.get_ref(), "");
    let refused = Item { value: Value::Refused, place: place.clone() };
    table.entries.pop().map_or(refused, |(_, item)| item)
}

fn is_decimal_comma(text: &str) -> bool {
    text.matches(',').count() == 1 && text.replace(',', ".").parse::<f64>().is_ok()
}

/// Line numbers from byte offsets.
struct LineStarts {
    /// Offsets at which lines start; empty when the place is fixed.
    starts: Vec<usize>,
    base: Place,
}

impl LineStarts {
    fn new(text: &str, base: Place) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
            .collect();
        Self { starts, base }
    }

    fn place(&self, offset: usize, path: String) -> Place {
        if self.starts.is_empty() {
            return self.base.clone();
        }
        let line = self.starts.partition_point(|start| *start <= offset) as u64;
        let mut place = self.base.line(line);
        place.field = (!path.is_empty()).then_some(path);
        place
    }
}

struct Walk<'r> {
    lines: LineStarts,
    report: &'r mut Report,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, path: &str) -> TomlTable {
        let mut entries: Vec<(usize, String, Item)> = Vec::new();
        for (key, value) in table {
            let key_path = join(path, key.get_ref());
            let item = self.item(value, key.span().start, &key_path);
            entries.push((key.span().start, key.get_ref().to_string(), item));
        }
        // The parser orders keys by the alphabet. Problems, and lists such as levels, follow the file.
        entries.sort_by_key(|(at, _, _)| *at);
        TomlTable { entries: entries.into_iter().map(|(_, key, item)| (key, item)).collect() }
    }

    fn item(&mut self, value: &Spanned<DeValue<'_>>, at: usize, path: &str) -> Item {
        let place = self.lines.place(at, path.to_owned());
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Integer(integer) => self.finite(integer_value(integer), integer.as_str(), &place),
            DeValue::Float(float) => {
                let text = float.as_str();
                self.finite(text.replace('_', "").parse().ok(), text, &place)
            }
            DeValue::Datetime(date) => {
                self.report.problem(
                    Problem::new(Code::Date, place.clone(), message!("date-toml", date = date.to_string()))
                        .hint(message!("date-toml-hint")),
                );
                Value::Refused
            }
            DeValue::Array(array) => {
                Value::List(array.iter().map(|v| self.item(v, v.span().start, path)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table, path)),
        };
        Item { value, place }
    }

    fn finite(&mut self, number: Option<f64>, text: &str, place: &Place) -> Value {
        match number.filter(|n| n.is_finite()) {
            Some(number) => Value::Number(number),
            None => {
                let what = message!("not-finite-toml", text);
                self.report.problem(Problem::new(Code::NotFinite, place.clone(), what));
                Value::Refused
            }
        }
    }
}

fn integer_value(integer: &DeInteger<'_>) -> Option<f64> {
    let digits = integer.as_str().replace('_', "");
    // Above 2^53 a float no longer holds every integer; no rule has use for such a number.
    i64::from_str_radix(digits.trim_start_matches('+'), integer.radix()).ok().map(|i| i as f64)
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
