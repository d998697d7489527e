//! The columns that say which entity a row is about.

use super::sheet::Sheet;
use crate::data::Entity;
use crate::io::log::Log;
use crate::io::options::ReadOptions;
use icip_problem::{Code, Problem, message};

/// Positions of the key columns.
pub(crate) struct Keys {
    code: usize,
    name: Option<usize>,
    period: Option<usize>,
    groups: Vec<(String, usize)>,
}

impl Keys {
    /// Finds the key columns. The period must be there when it is declared; a group may be absent.
    pub(crate) fn find(sheet: &Sheet, options: &ReadOptions, log: &mut Log) -> Self {
        let period = options.period.as_ref().and_then(|name| {
            let column = sheet.column(name);
            if column.is_none() {
                let what = message!("missing-column-period", column = name);
                let problem = Problem::new(Code::MissingColumn, sheet.header_place().field(name), what);
                log.problem(0, problem.hint(sheet.suggest(name)));
            }
            column
        });
        let mut groups = Vec::new();
        for name in &options.groups {
            match sheet.column(name) {
                Some(column) => groups.push((name.clone(), column)),
                None => {
                    let what = message!("missing-group-column", column = name);
                    let warning = Problem::new(Code::MissingGroup, sheet.header_place().field(name), what);
                    log.warn(0, warning.hint(sheet.suggest(name)));
                }
            }
        }
        Self {
            code: sheet.column(&options.code).unwrap_or_default(),
            name: options.name.as_deref().and_then(|name| sheet.column(name)),
            period,
            groups,
        }
    }

    /// Position of the code column.
    pub(crate) fn code(&self) -> usize {
        self.code
    }

    /// Names of the group columns that are there.
    pub(crate) fn groups(&self) -> Vec<String> {
        self.groups.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The entity of a row; reports a code or a period that is empty.
    pub(crate) fn entity(&self, sheet: &Sheet, row: usize, log: &mut Log) -> Entity {
        let cell =
            |column: usize| Some(sheet.cell(row, column)).filter(|text| !text.is_empty()).map(String::from);
        let code = cell(self.code);
        if code.is_none() {
            let problem = Problem::new(Code::EmptyCode, sheet.place(row), message!("empty-code-row"));
            log.problem(self.code, problem.hint(message!("empty-code-hint")));
        }
        let period = self.period.and_then(cell);
        if let (Some(column), None) = (self.period, &period) {
            let place = sheet.place(row).entity(code.clone().unwrap_or_default());
            log.problem(column, Problem::new(Code::EmptyPeriod, place, message!("empty-period-row")));
        }
        Entity {
            code: code.unwrap_or_default(),
            name: self.name.and_then(cell),
            period,
            groups: self.groups.iter().map(|(_, column)| cell(*column)).collect(),
            line: Some(sheet.line(row)),
        }
    }
}
