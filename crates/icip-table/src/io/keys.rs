//! The columns that say which entity a row is about.

use std::borrow::Cow;

use super::columns::Columns;
use super::log::Log;
use super::normal::normal_form;
use super::options::ReadOptions;
use super::touched::year;
use super::unusual::Unusual;
use crate::data::Entity;
use icip_problem::{Code, Place, Problem, message};

/// Positions of the key columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    code: usize,
    /// The name of the code column.
    code_name: String,
    name: Option<usize>,
    period: Option<usize>,
    groups: Vec<(String, usize)>,
}

impl Keys {
    /// Finds the key columns. The period must be there when it is declared; a group may be absent.
    pub(crate) fn find(columns: &Columns, options: &ReadOptions, log: &mut Log) -> Self {
        let period = options.period.as_ref().and_then(|name| {
            let column = columns.position(name);
            if column.is_none() {
                let what = message!("missing-column-period", column = name);
                let problem = Problem::new(Code::MissingColumn, columns.header().field(name), what);
                log.problem(0, problem.hint(columns.suggest(name)));
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
            // The header was found by this column, so it is there.
            code: columns.position(&options.code).unwrap_or_default(),
            code_name: options.code.clone(),
            name,
            period,
            groups,
        }
    }

    /// Position of the code column.
    pub(crate) fn code(&self) -> usize {
        self.code
    }

    /// Whether an entity may have several rows.
    pub(crate) fn has_period(&self) -> bool {
        self.period.is_some()
    }

    /// Positions of all of them.
    pub(crate) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        let one = [Some(self.code), self.name, self.period].into_iter().flatten();
        one.chain(self.groups.iter().map(|(_, column)| *column))
    }

    /// Names of the group columns that are there.
    pub(crate) fn groups(&self) -> Vec<String> {
        self.groups.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The entity of the row on a line; notes cells that are not in normal form.
    pub(crate) fn entity(
        &self,
        texts: &[Cow<'_, str>],
        line: u64,
        unusual: &mut Unusual,
        years: &mut Unusual,
    ) -> Entity {
        let mut cell = |column: usize| {
            let text = texts[column].as_ref();
            let normal = normal_form(text);
            if normal != text {
                unusual.see(column, line, text);
            }
            Some(normal.into_owned()).filter(|text| !text.is_empty())
        };
        let period = self.period.and_then(&mut cell);
        if let (Some(column), Some(period)) = (self.period, &period)
            && year(period).is_some()
        {
            years.see(column, line, period);
        }
        Entity {
            code: cell(self.code).unwrap_or_default(),
            name: self.name.and_then(&mut cell),
            period: period.map(|period| year(&period).unwrap_or(period)),
            groups: self.groups.iter().map(|(_, column)| cell(*column)).collect(),
            line: Some(line),
        }
    }

    /// Whether the row is one of an entity; reports a code or a period that is empty, and the header where it stands
    /// among the rows, because files were put together or a printed page begins.
    pub(crate) fn check(
        &self,
        entity: &Entity,
        place: impl Fn() -> Place,
        problems: &mut Vec<(usize, Problem)>,
    ) -> bool {
        if entity.code == self.code_name && !entity.code.is_empty() {
            problems.push((self.code, repeated_header(place(), &self.code_name)));
            return false;
        }
        if entity.code.is_empty() {
            let problem = Problem::new(Code::EmptyCode, place(), message!("empty-code-row"));
            problems.push((self.code, problem.hint(message!("empty-code-hint"))));
        }
        if let (Some(column), None) = (self.period, &entity.period) {
            let place = place().entity(entity.code.clone());
            problems.push((column, Problem::new(Code::EmptyPeriod, place, message!("empty-period-row"))));
        }
        true
    }
}

/// The problem of a row whose code is the name of the code column.
pub(crate) fn repeated_header(place: Place, code: &str) -> Problem {
    let what = message!("repeated-header-row", code);
    Problem::new(Code::RepeatedHeader, place, what).hint(message!("repeated-header-hint"))
}
