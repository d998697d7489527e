//! The columns that say which entity a row is about.

use std::borrow::Cow;

use super::columns::Columns;
use super::log::Log;
use super::options::ReadOptions;
use crate::data::Entity;
use icip_problem::{Code, Place, Problem, message};

/// Positions of the key columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    code: usize,
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
        Self {
            // The header was found by this column, so it is there.
            code: columns.position(&options.code).unwrap_or_default(),
            name: options.name.as_deref().and_then(|name| columns.position(name)),
            period,
            groups,
        }
    }

    /// Position of the code column.
    pub(crate) fn code(&self) -> usize {
        self.code
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

    /// The entity of the row at `place`; reports a code or a period that is empty.
    pub(crate) fn entity(
        &self,
        texts: &[Cow<'_, str>],
        place: impl Fn() -> Place,
        problems: &mut Vec<(usize, Problem)>,
    ) -> Entity {
        let cell =
            |column: usize| Some(&texts[column]).filter(|text| !text.is_empty()).map(ToString::to_string);
        let code = cell(self.code);
        if code.is_none() {
            let problem = Problem::new(Code::EmptyCode, place(), message!("empty-code-row"));
            problems.push((self.code, problem.hint(message!("empty-code-hint"))));
        }
        let period = self.period.and_then(cell);
        if let (Some(column), None) = (self.period, &period) {
            let place = place().entity(code.clone().unwrap_or_default());
            problems.push((column, Problem::new(Code::EmptyPeriod, place, message!("empty-period-row"))));
        }
        Entity {
            code: code.unwrap_or_default(),
            name: self.name.and_then(cell),
            period,
            groups: self.groups.iter().map(|(_, column)| cell(*column)).collect(),
            line: None,
        }
    }
}
