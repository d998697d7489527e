//! The columns that say which entity a row is about.

use super::sheet::Sheet;
use crate::data::Entity;
use crate::io::formula::{begins_like_formula, unguarded};
use crate::io::keys::{control_in, full_code, problems_of_errors, repeated_header};
use crate::io::log::Log;
use crate::io::normal::normal_form;
use crate::io::options::ReadOptions;
use crate::io::touched::year;
use crate::io::unusual::KeyNotes;
use icip_problem::{Code, Place, Problem, message};

/// Positions of the key columns.
pub(crate) struct Keys {
    code: usize,
    code_parts: Vec<usize>,
    width: Vec<u64>,
    code_name: String,
    name: Option<usize>,
    period: Option<usize>,
    names: [String; 2],
    groups: Vec<(String, usize)>,
}

impl Keys {
    /// Finds the key columns. The period must be there when it is declared; a group may be absent.
    pub(crate) fn find(sheet: &Sheet, options: &ReadOptions, log: &mut Log) -> Self {
        let mut code_parts = Vec::new();
        for name in &options.code_parts {
            match sheet.column(name) {
                Some(column) => code_parts.push(column),
                None => {
                    let what = message!("missing-column-code", column = name);
                    let problem = Problem::new(Code::MissingColumn, sheet.header_place().field(name), what);
                    log.problem(0, problem.hint(sheet.suggest(name)));
                }
            }
        }
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
        let name = options.name.as_ref().and_then(|name| {
            let column = sheet.column(name);
            if column.is_none() {
                let what = message!("missing-name-column", column = name);
                let warning = Problem::new(Code::MissingName, sheet.header_place().field(name), what);
                log.warn(0, warning.hint(sheet.suggest(name)));
            }
            column
        });
        let code = sheet.column(&options.code).unwrap_or_default();
        let code_name = options.code.clone() + &options.code_parts.concat();
        let width = options.width.clone();
        let names = [&options.name, &options.period].map(|name| name.clone().unwrap_or_default());
        Self { code, code_parts, width, code_name, name, period, names, groups }
    }

    /// Position of the code column.
    pub(crate) fn code(&self) -> usize {
        self.code
    }

    /// Names of the group columns that are there.
    pub(crate) fn groups(&self) -> Vec<String> {
        self.groups.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The entity of a row; notes cells that are not in normal form.
    pub(crate) fn entity(&self, sheet: &Sheet, row: usize, notes: &mut KeyNotes) -> Entity {
        let KeyNotes { unusual, years, formulas, groups } = notes;
        let mut cell = |column: usize| {
            let (written, line) = (sheet.cell(row, column), sheet.line(row));
            let text = unguarded(written);
            let normal = normal_form(text).into_owned();
            if normal != text {
                unusual.see(column, line, text);
            }
            if text == written && begins_like_formula(&normal) {
                formulas.see(column, line, &normal);
            }
            Some(normal).filter(|text| !text.is_empty())
        };
        let written = self.period.and_then(&mut cell);
        let year = written.as_deref().and_then(year);
        if let (Some(column), Some(written), Some(_)) = (self.period, &written, &year) {
            years.see(column, sheet.line(row), written);
        }
        let parts = std::iter::once(&self.code).chain(&self.code_parts);
        let parts: Vec<String> = parts.map(|column| cell(*column).unwrap_or_default()).collect();
        let entity = Entity {
            code: full_code(parts, &self.width),
            name: self.name.and_then(&mut cell),
            period: year.or(written),
            groups: self.groups.iter().map(|(_, column)| cell(*column)).collect(),
            line: Some(sheet.line(row)),
        };
        for ((_, column), text) in self.groups.iter().zip(&entity.groups) {
            text.iter().for_each(|text| groups.see(*column, sheet.line(row), text));
        }
        entity
    }

    /// Whether the row is one of an entity; reports what is wrong with its keys.
    pub(crate) fn check(&self, entity: &Entity, place: &Place, log: &mut Log) -> bool {
        if entity.code == self.code_name && !entity.code.is_empty() {
            log.problem(self.code, repeated_header(place.clone(), &self.code_name));
            return false;
        }
        if entity.code.is_empty() {
            let place = place.clone().field(&self.code_name);
            let problem = Problem::new(Code::EmptyCode, place, message!("empty-code-row"));
            log.problem(self.code, problem.hint(message!("empty-code-hint")));
        }
        if let (Some(column), None) = (self.period, &entity.period) {
            let place = place.clone().entity(entity.code.clone());
            log.problem(column, Problem::new(Code::EmptyPeriod, place, message!("empty-period-row")));
        }
        if let Some(problem) = control_in(entity, || place.clone()) {
            log.problem(self.code, problem);
        }
        let groups = self.groups.iter().map(|(name, _)| name.as_str());
        let columns = [&self.code_name, &self.names[0], &self.names[1]].map(String::as_str);
        let of_errors = problems_of_errors(entity, columns, groups, || place.clone());
        of_errors.into_iter().for_each(|problem| log.problem(self.code, problem));
        true
    }
}
