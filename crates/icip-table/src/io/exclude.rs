//! Rows that are left out by a rule of the framework.

use super::layout::Layout;
use super::log::Log;
use super::number::number;
use super::options::{Decimal, ReadOptions};
use icip_problem::{Code, Problem};

/// A rule, and the column that decides.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) column: usize,
    /// The convention that is declared for the column, or for the table.
    pub(crate) declared: Option<Decimal>,
    /// Why the row is left out.
    pub(crate) why: String,
    marks: Vec<String>,
}

impl Rule {
    /// The rules of a table. A rule whose column is absent gets a warning: rows that it should leave
    /// out will count.
    pub(crate) fn all(layout: &Layout, options: &ReadOptions, log: &mut Log) -> Vec<Self> {
        let mut rules = Vec::new();
        for rule in &options.exclude {
            let Some(column) = layout.column(&rule.column) else {
                let what = format!("no column `{}`, so no row is left out as {}", rule.column, rule.why);
                let warning =
                    Problem::new(Code::MissingExclusionColumn, layout.header.field(&rule.column), what);
                log.warn(0, warning.hint(layout.suggest(&rule.column)));
                continue;
            };
            let own = options.columns.get(&rule.column).and_then(|column| column.decimal);
            rules.push(Self {
                column,
                declared: own.or(options.decimal),
                why: rule.why.clone(),
                marks: rule.equals.iter().map(|mark| mark.trim().to_owned()).collect(),
            });
        }
        rules
    }

    /// Whether a row with this text is left out, when the column writes numbers in a convention, or in
    /// none that its cells show.
    pub(crate) fn applies(&self, text: &str, decimal: Option<Decimal>) -> bool {
        if self.marks.iter().any(|mark| mark == text) {
            return true;
        }
        let Some(value) = number(text, decimal) else { return false };
        let wanted = |mark: &String| number(mark, Some(Decimal::Point)).or_else(|| number(mark, decimal));
        self.marks.iter().any(|mark| wanted(mark) == Some(value))
    }

    /// The same before the convention is known; nothing where it matters.
    pub(crate) fn applies_in_any(&self, text: &str) -> Option<bool> {
        let applies = self.applies(text, None);
        let same = |decimal| self.applies(text, Some(decimal)) == applies;
        (same(Decimal::Point) && same(Decimal::Comma)).then_some(applies)
    }
}
