//! The columns that say which entity a row is about.

use std::borrow::Cow;

use super::columns::Columns;
use super::formula::{begins_like_formula, unguarded};
use super::kept::Kept;
use super::log::Log;
use super::normal::{control_character, named, normal_form};
use super::options::ReadOptions;
use super::refusal::Refusal;
use super::touched::year;
use super::unusual::KeyNotes;
use crate::data::Entity;
use icip_problem::{Code, Place, Problem, message};

/// Positions of the key columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    code: usize,
    /// Further columns of the code, and the digits of the code or of its parts.
    code_parts: Vec<usize>,
    width: Vec<u64>,
    /// The name of the code column.
    code_name: String,
    name: Option<usize>,
    period: Option<usize>,
    /// The names of these two columns.
    names: [String; 2],
    groups: Vec<(String, usize)>,
}

impl Keys {
    /// Finds the key columns. The period must be there when it is declared; a group may be absent.
    pub(crate) fn find(columns: &Columns, options: &ReadOptions, log: &mut Log) -> Self {
        let mut missing = |name: &String, what| {
            let problem = Problem::new(Code::MissingColumn, columns.header().field(name), what);
            log.problem(0, problem.hint(columns.suggest(name)));
        };
        let mut code_parts = Vec::new();
        for name in &options.code_parts {
            match columns.position(name) {
                Some(column) => code_parts.push(column),
                None => missing(name, message!("missing-column-code", column = name)),
            }
        }
        let period = options.period.as_ref().and_then(|name| {
            let column = columns.position(name);
            if column.is_none() {
                missing(name, message!("missing-column-period", column = name));
            }
            column
        });
        let mut groups = Vec::new();
        for name in &options.groups {
            match columns.position(name) {
                Some(column) => groups.push((name.clone(), column)),
                None => {
                    let what = message!("missing-group-column", column = name);
                    let warning = Problem::new(Code::MissingGroup, columns.header().field(name), what);
                    log.warn(0, warning.hint(columns.suggest(name)));
                }
            }
        }
        let name = options.name.as_ref().and_then(|name| {
            let column = columns.position(name);
            if column.is_none() {
                let what = message!("missing-name-column", column = name);
                let warning = Problem::new(Code::MissingName, columns.header().field(name), what);
                log.warn(0, warning.hint(columns.suggest(name)));
            }
            column
        });
        Self {
            // The header of a text was found by this column, and a frame without it is refused before a row is read.
            code: columns.position(&options.code).unwrap_or_default(),
            code_parts,
            width: options.width.clone(),
            code_name: [&options.code].into_iter().chain(&options.code_parts).map(String::as_str).collect(),
            name,
            period,
            names: [&options.name, &options.period].map(|name| name.clone().unwrap_or_default()),
            groups,
        }
    }

    /// Position of the code column.
    pub(crate) fn code(&self) -> usize {
        self.code
    }

    /// The name of the code column, or those of its parts together.
    pub(crate) fn code_name(&self) -> &str {
        &self.code_name
    }

    /// Position of the column with the name.
    pub(crate) fn name(&self) -> Option<usize> {
        self.name
    }

    /// Whether an entity may have several rows.
    pub(crate) fn has_period(&self) -> bool {
        self.period.is_some()
    }

    /// Positions of all of them.
    pub(crate) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        let one = [Some(self.code), self.name, self.period].into_iter().flatten();
        let one = one.chain(self.code_parts.iter().copied());
        one.chain(self.groups.iter().map(|(_, column)| *column))
    }

    /// Names of the group columns that are there.
    pub(crate) fn groups(&self) -> Vec<String> {
        self.groups.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The entity of the row on a line; notes cells that are not in normal form.
    pub(crate) fn entity(&self, texts: &[Cow<'_, str>], line: u64, notes: &mut KeyNotes) -> Entity {
        let KeyNotes { unusual, years, formulas, groups: spellings } = notes;
        let mut cell = |column: usize| {
            let written = texts[column].as_ref();
            let text = unguarded(written);
            let normal = normal_form(text);
            if normal != text {
                unusual.see(column, line, text);
            }
            // Whoever has put an apostrophe before it knows of it.
            if text.len() == written.len() && begins_like_formula(&normal) {
                formulas.see(column, line, &normal);
            }
            Some(normal.into_owned()).filter(|text| !text.is_empty())
        };
        let period = self.period.and_then(&mut cell);
        if let (Some(column), Some(period)) = (self.period, &period)
            && year(period).is_some()
        {
            years.see(column, line, period);
        }
        let code = cell(self.code).unwrap_or_default();
        let code = match self.code_parts.is_empty() && self.width.is_empty() {
            true => code,
            false => {
                let parts = self.code_parts.iter().map(|column| cell(*column).unwrap_or_default());
                full_code(std::iter::once(code).chain(parts).collect(), &self.width)
            }
        };
        let name = self.name.and_then(&mut cell);
        let group = |(_, column): &(String, usize)| {
            let group = cell(*column);
            group.iter().for_each(|text| spellings.see(*column, line, text));
            group
        };
        let groups = self.groups.iter().map(group).collect();
        let period = period.map(|period| year(&period).unwrap_or(period));
        Entity { code, name, period, groups, line: Some(line) }
    }

    /// Whether the row is one of an entity; reports a code or a period that is empty, control characters, and the
    /// header where it stands among the rows, because files were put together or a printed page begins.
    pub(crate) fn check(&self, entity: &Entity, place: impl Fn() -> Place, problems: &mut Kept) -> bool {
        if entity.code == self.code_name && !entity.code.is_empty() {
            problems.push(self.code, repeated_header(place(), &self.code_name));
            return false;
        }
        if entity.code.is_empty() {
            let place = place().field(&self.code_name);
            // A cell far from the table, which nobody sees, makes a row of it.
            let hint = match place.sheet {
                Some(_) => message!("empty-code-sheet-hint"),
                None => message!("empty-code-hint"),
            };
            problems
                .push(self.code, Problem::new(Code::EmptyCode, place, message!("empty-code-row")).hint(hint));
        }
        if let (Some(column), None) = (self.period, &entity.period) {
            let place = place().entity(entity.code.clone());
            problems.push(column, Problem::new(Code::EmptyPeriod, place, message!("empty-period-row")));
        }
        if let Some(problem) = control_in(entity, &place) {
            problems.push(self.code, problem);
        }
        let groups = self.groups.iter().map(|(name, _)| name.as_str());
        let columns = [&self.code_name, &self.names[0], &self.names[1]].map(String::as_str);
        let errors = problems_of_errors(entity, columns, groups, &place);
        errors.into_iter().for_each(|problem| problems.push(self.code, problem));
        true
    }
}

/// The problem of an entity whose code, name, period or group holds a control character.
pub(crate) fn control_in(entity: &Entity, place: impl Fn() -> Place) -> Option<Problem> {
    let keys = [Some(&entity.code), entity.name.as_ref(), entity.period.as_ref()];
    let keys = keys.into_iter().chain(entity.groups.iter().map(Option::as_ref)).flatten();
    let character = keys.map(String::as_str).find_map(control_character)?;
    let what = message!("control-character-row", character = named(character));
    Some(Problem::new(Code::ControlCharacter, place(), what).hint(message!("control-character-hint")))
}

/// The problems of an entity whose code, name, period or group is an error value of a spreadsheet; `columns` are the names
/// of the first three, and `groups` those of the others.
pub(crate) fn problems_of_errors<'k>(
    entity: &'k Entity,
    columns: [&'k str; 3],
    groups: impl Iterator<Item = &'k str>,
    place: impl Fn() -> Place,
) -> Vec<Problem> {
    let keys = [Some(&entity.code), entity.name.as_ref(), entity.period.as_ref()].into_iter().zip(columns);
    let keys = keys.chain(entity.groups.iter().map(Option::as_ref).zip(groups));
    let problem = |(text, column): (Option<&String>, &str)| {
        let refusal = Refusal::of_error_value(text?)?;
        Some(refusal.at(place().field(column), entity.key()))
    };
    keys.filter_map(problem).collect()
}

/// The problem of a row whose code is the name of the code column.
pub(crate) fn repeated_header(place: Place, code: &str) -> Problem {
    let what = message!("repeated-header-row", code);
    Problem::new(Code::RepeatedHeader, place, what).hint(message!("repeated-header-hint"))
}

/// The code that parts of it make, each with so many digits, or all of them together. Where a part is empty, the code is.
pub(crate) fn full_code(mut parts: Vec<String>, width: &[u64]) -> String {
    if parts.iter().any(String::is_empty) {
        return String::new();
    }
    let filled = |text: String, width: u64| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let zeros = usize::try_from(width).unwrap_or_default().saturating_sub(text.len());
        if digits { "0".repeat(zeros) + &text } else { text }
    };
    if let [width] = width {
        return filled(parts.concat(), *width);
    }
    for (part, width) in parts.iter_mut().zip(width) {
        *part = filled(std::mem::take(part), *width);
    }
    parts.concat()
}
