//! Parameters that stand in columns of their own, such as `normalise.worst`: they complete the rule of the row, or
//! else that of its level or of the defaults. It must not know what a rule means.

use std::collections::{BTreeMap, BTreeSet};

use icip_problem::{Code, Place, Problem, Report, message};
use icip_table::io::normal_form;

use crate::text::{FieldDoc, Item, Kind, MethodDoc, TomlTable, Value};

/// Rules that mean something to a leaf only, and those that mean something to an inner node only.
const OF_LEAVES: [&str; 5] = ["denominate", "impute", "treat", "normalise", "within"];
const OF_INNER_NODES: [&str; 4] = ["aggregate", "rescale", "missing", "weigh"];

/// The rules of levels and of the defaults as they are written.
pub(in crate::framework) struct Wider {
    toml: TomlTable,
    /// The position of each level in the file, by its name in normal form.
    levels: BTreeMap<String, usize>,
    /// The rules that are not complete without the columns of the structure table.
    incomplete: Incomplete,
}

/// The rules that give a method without a parameter that it needs and that has a column.
#[derive(Default)]
struct Incomplete {
    /// By level, and by nothing for the defaults.
    rules: BTreeSet<(Option<String>, String)>,
    /// Their names, in the order in which they stand.
    names: Vec<String>,
}

impl Incomplete {
    fn note(&mut self, level: Option<&str>, rule: &str) {
        if !self.names.iter().any(|name| name == rule) {
            // There are as many names as a node has rules.
            self.names.push(rule.to_owned());
        }
        self.rules.insert((level.map(str::to_owned), rule.to_owned()));
    }
}

impl Wider {
    /// Keeps the rules, and takes those that are not complete out of the table: they are read row by row.
    pub(super) fn take(toml: &mut TomlTable, keys: &[FieldDoc], parameters: &[(&str, &str)]) -> Self {
        let whole = toml.clone();
        let mut incomplete = Incomplete::default();
        let lacks = |rule: &str, item: &Item| {
            let columns = parameters.iter().filter(|(of, _)| *of == rule).map(|(_, parameter)| *parameter);
            keys.iter().find(|key| key.key == rule).is_some_and(|key| lacks_one(key, item, columns))
        };
        for (name, item) in &mut toml.entries {
            let Value::Table(table) = &mut item.value else { continue };
            match name.as_str() {
                "defaults" => take_out(table, None, &lacks, &mut incomplete),
                "levels" => {
                    for (level, rules) in &mut table.entries {
                        let Value::Table(rules) = &mut rules.value else { continue };
                        take_out(rules, Some(level), &lacks, &mut incomplete);
                    }
                }
                _ => {}
            }
        }
        let names = table(&whole, "levels").map(|levels| levels.entries.as_slice()).unwrap_or_default();
        let mut levels = BTreeMap::new();
        for (at, (name, _)) in names.iter().enumerate() {
            levels.entry(normal_form(name).into_owned()).or_insert(at);
        }
        Self { toml: whole, levels, incomplete }
    }

    /// Whether the framework says that its data write a decimal comma.
    pub(super) fn decimal_comma(&self) -> bool {
        let decimal = table(&self.toml, "data").and_then(|data| data.get("decimal"));
        decimal.is_some_and(|decimal| decimal.value == Value::Text(",".to_owned()))
    }

    /// The rule of the level, or else of the defaults, and whether it is complete.
    fn rule(&self, level: Option<&str>, rule: &str) -> Option<(&Item, bool)> {
        let of_level = level.and_then(|level| {
            let at = *self.levels.get(&*normal_form(level))?;
            let (name, item) = table(&self.toml, "levels")?.entries.get(at)?;
            let Value::Table(rules) = &item.value else { return None };
            Some((Some(name.as_str()), rules.get(rule)?))
        });
        let of_defaults = || Some((None, table(&self.toml, "defaults")?.get(rule)?));
        let (level, item) = of_level.or_else(of_defaults)?;
        let taken = self.incomplete.rules.contains(&(level.map(str::to_owned), rule.to_owned()));
        Some((item, !taken))
    }
}

fn table<'a>(of: &'a TomlTable, key: &str) -> Option<&'a TomlTable> {
    match &of.get(key)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn take_out(
    rules: &mut TomlTable,
    level: Option<&str>,
    lacks: &impl Fn(&str, &Item) -> bool,
    incomplete: &mut Incomplete,
) {
    rules.entries.retain(|(rule, item)| {
        let lacks = lacks(rule, item);
        if lacks {
            incomplete.note(level, rule);
        }
        !lacks
    });
}

/// Whether a rule lacks a required parameter that one of the columns can give.
fn lacks_one<'a>(key: &FieldDoc, item: &Item, mut columns: impl Iterator<Item = &'a str>) -> bool {
    named_method(key, item).is_some_and(|(method, given)| {
        columns.any(|column| needs(method, column) && given.is_none_or(|given| given.get(column).is_none()))
    })
}

/// The method that a rule names, with its parameters if it has any; nothing where it is not one.
fn named_method<'d, 'i>(key: &'d FieldDoc, item: &'i Item) -> Option<(&'d MethodDoc, Option<&'i TomlTable>)> {
    let Kind::Method { methods, .. } = &key.kind else { return None };
    let (name, given) = match &item.value {
        Value::Text(name) => (name, None),
        Value::Table(named) => match named.entries.as_slice() {
            [(name, Item { value: Value::Table(given), .. })] => (name, Some(given)),
            _ => return None,
        },
        _ => return None,
    };
    Some((methods.iter().find(|method| method.name == name)?, given))
}

fn needs(method: &MethodDoc, parameter: &str) -> bool {
    method.parameters.iter().any(|known| known.required && known.key == parameter)
}

/// Completes the rules of rows.
pub(super) struct Completing<'a> {
    wider: Option<&'a Wider>,
    keys: &'a [FieldDoc],
}

impl<'a> Completing<'a> {
    pub(super) fn new(wider: Option<&'a Wider>, keys: &'a [FieldDoc]) -> Self {
        Self { wider, keys }
    }

    /// Whether a rule is a table of parameters, without a method: `range`, `round`.
    fn is_table(&self, rule: &str) -> bool {
        self.keys.iter().any(|key| key.key == rule && matches!(key.kind, Kind::Table(_)))
    }

    /// Whether a rule of a level or of the defaults can be completed. One that cannot is reported where it stands.
    fn is_sound(&self, rule: &str, item: &Item) -> bool {
        match self.keys.iter().find(|key| key.key == rule) {
            Some(key) if matches!(key.kind, Kind::Table(_)) => matches!(item.value, Value::Table(_)),
            Some(key) => named_method(key, item).is_some(),
            None => false,
        }
    }

    /// Adds the parameters of a row to its rules.
    pub(super) fn complete(
        &self,
        entries: &mut Vec<(String, Item)>,
        parameters: Vec<(&str, &str, Item)>,
        row: &Place,
        report: &mut Report,
    ) {
        let text = |key: &str| {
            entries.iter().find(|(name, _)| name == key).and_then(|(_, item)| match &item.value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
        };
        let level = text("level");
        let meaningless: &[&str] = if text("column").is_some() { &OF_INNER_NODES } else { &OF_LEAVES };
        for rule in self.wider.iter().flat_map(|wider| &wider.incomplete.names).map(String::as_str) {
            if !meaningless.contains(&rule)
                && let Some((item, false)) = self.wider.and_then(|wider| wider.rule(level.as_deref(), rule))
            {
                own_rule(entries, rule, item, row);
            }
        }
        let written: Vec<String> = entries.iter().map(|(name, _)| name.clone()).collect();
        let mut inherited = Vec::new();
        for (rule, parameter, item) in parameters {
            if !written.iter().any(|name| name == rule) || inherited.contains(&rule) {
                inherited.push(rule);
                if let Some((wider, _)) = self.wider.and_then(|wider| wider.rule(level.as_deref(), rule)) {
                    if !self.is_sound(rule, wider) {
                        continue;
                    }
                    own_rule(entries, rule, wider, row);
                } else if self.is_table(rule) {
                    let empty = Item { value: Value::Table(TomlTable::default()), place: row.field(rule) };
                    own_rule(entries, rule, &empty, row);
                }
            }
            let in_row = !inherited.contains(&rule);
            self.add(entries, (rule, parameter, item), in_row, report);
        }
    }

    /// Adds a parameter to a rule. One that stands in the rule already is replaced where the rule is that of a level
    /// or of the defaults, and is a problem where it is that of the row.
    fn add(
        &self,
        entries: &mut [(String, Item)],
        (rule, parameter, item): (&str, &str, Item),
        in_row: bool,
        report: &mut Report,
    ) {
        let Some((_, method)) = entries.iter_mut().find(|(name, _)| name == rule) else {
            let what = message!("idle-parameter-of", parameter, rule);
            let hint = message!("idle-parameter-hint", rule);
            report.problem(Problem::new(Code::IdleParameter, item.place, what).hint(hint));
            return;
        };
        let Some(parameters) = self.parameters(rule, method) else { return };
        match parameters.entries.iter_mut().find(|(name, _)| name == parameter) {
            Some(_) if in_row => {
                let problem =
                    Problem::new(Code::TwoParameters, item.place, message!("two-parameters-of", parameter));
                report.problem(problem.hint(message!("keep-one-hint")));
            }
            Some((_, given)) => *given = item,
            None => parameters.entries.push((parameter.to_owned(), item)),
        }
    }

    /// The parameters of a rule; nothing where the rule is not one, which is reported when it is read.
    fn parameters<'t>(&self, rule: &str, method: &'t mut Item) -> Option<&'t mut TomlTable> {
        // A bare word such as `min-max` becomes the table `{ min-max = {} }`, to which parameters are added.
        if let Value::Text(name) = &method.value {
            let empty = Item { value: Value::Table(TomlTable::default()), place: method.place.clone() };
            method.value = Value::Table(TomlTable { entries: vec![(name.clone(), empty)] });
        }
        let Value::Table(named) = &mut method.value else { return None };
        if self.is_table(rule) {
            return Some(named);
        }
        match named.entries.as_mut_slice() {
            [(_, Item { value: Value::Table(parameters), .. })] => Some(parameters),
            _ => None,
        }
    }
}

/// Gives a row a rule, unless it has its own. What it lacks is missing in the row.
fn own_rule(entries: &mut Vec<(String, Item)>, rule: &str, item: &Item, row: &Place) {
    if entries.iter().any(|(name, _)| name == rule) {
        return;
    }
    let mut item = Item { place: row.field(rule), ..item.clone() };
    if let Value::Table(named) = &mut item.value {
        named.entries.iter_mut().for_each(|(_, method)| method.place = row.field(rule));
    }
    entries.push((rule.to_owned(), item));
}
