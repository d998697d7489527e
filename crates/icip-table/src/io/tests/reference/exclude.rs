//! Rows that are left out by a rule of the framework.

use super::sheet::Sheet;
use crate::io::log::Log;
use crate::io::normal::normal_form;
use crate::io::number::{Written, number};
use crate::io::options::{Decimal, Exclude, ReadOptions};
use icip_problem::{Code, Problem, message};

/// A rule, and how the column that decides is read.
pub(crate) struct Exclusion<'a> {
    rule: &'a Exclude,
    column: usize,
    decimal: Option<Decimal>,
}

impl<'a> Exclusion<'a> {
    /// The rules of a table. A rule whose column is absent gets a warning: rows that it should leave
    /// out will count.
    pub(crate) fn all(sheet: &Sheet, options: &'a ReadOptions, log: &mut Log) -> Vec<Self> {
        let mut exclusions = Vec::new();
        for rule in &options.exclude {
            match sheet.column(&rule.column) {
                Some(column) => {
                    exclusions.push(Self { rule, column, decimal: decimal(sheet, column, options, rule) });
                }
                None => {
                    let what =
                        message!("missing-exclusion-column-named", column = &rule.column, why = &rule.why);
                    let place = sheet.header_place().field(&rule.column);
                    log.warn(
                        0,
                        Problem::new(Code::MissingExclusionColumn, place, what)
                            .hint(sheet.suggest(&rule.column)),
                    );
                }
            }
        }
        exclusions
    }

    /// Why a row is left out, when this rule does so.
    pub(crate) fn why(&self, sheet: &Sheet, row: usize) -> Option<&'a str> {
        let text = sheet.cell(row, self.column);
        let value = number(text, self.decimal);
        let equal = |mark: &String| {
            let mark = normal_form(mark);
            let mark = mark.as_ref();
            let wanted = number(mark, Some(Decimal::Point)).or_else(|| number(mark, self.decimal));
            mark == normal_form(text) || value.is_some() && value == wanted
        };
        self.rule.equals.iter().any(equal).then_some(self.rule.why.as_str())
    }
}

/// The convention of the column that decides: declared, or the one its cells show.
fn decimal(sheet: &Sheet, column: usize, options: &ReadOptions, rule: &Exclude) -> Option<Decimal> {
    let declared = options.columns.get(&rule.column).and_then(|column| column.decimal).or(options.decimal);
    declared.or_else(|| {
        sheet.rows().iter().find_map(|row| match Written::of(sheet.cell(*row, column)) {
            Some(Written::In(decimal)) => Some(decimal),
            _ => None,
        })
    })
}
