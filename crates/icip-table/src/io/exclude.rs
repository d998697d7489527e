//! Rows that are left out by a rule of the framework.

use super::columns::Columns;
use super::evidence::RuleEvidence;
use super::log::Log;
use super::normal::{is_one_of, normal_form};
use super::number::{Written, number, same_number};
use super::options::{Decimal, ReadOptions};
use crate::data::Entity;
use icip_problem::{Code, Problem, Value, message};

/// A row that was left out before anything was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excluded {
    /// The entity; its groups follow [`crate::data::Panel::groups`].
    pub entity: Entity,
    /// Why: the words of the rule that the framework declares, or a message about its coverage.
    pub why: Value,
}

impl Excluded {
    /// An entity, and why its row was left out.
    pub fn new(entity: Entity, why: impl Into<Value>) -> Self {
        Self { entity, why: why.into() }
    }
}

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
    pub(crate) fn all(columns: &Columns, options: &ReadOptions, log: &mut Log) -> Vec<Self> {
        let mut rules = Vec::new();
        for rule in &options.exclude {
            let Some(column) = columns.position(&rule.column) else {
                let what = message!("missing-exclusion-column-named", column = &rule.column, why = &rule.why);
                let warning =
                    Problem::new(Code::MissingExclusionColumn, columns.header().field(&rule.column), what);
                log.warn(0, warning.hint(columns.suggest(&rule.column)));
                continue;
            };
            let own = options.columns.get(&rule.column).and_then(|column| column.decimal);
            rules.push(Self {
                column,
                declared: own.or(options.decimal),
                why: rule.why.clone(),
                marks: rule.equals.iter().map(|mark| normal_form(mark).into_owned()).collect(),
            });
        }
        rules
    }

    /// Whether a row with this text is left out, when the column writes numbers in a convention, or in
    /// none that its cells show.
    fn applies(&self, text: &str, decimal: Option<Decimal>) -> bool {
        if is_one_of(text, &self.marks) {
            return true;
        }
        let Some(value) = number(text, decimal) else { return false };
        self.marks.iter().any(|mark| same_number(mark, value, decimal))
    }

    /// The same for a cell that is a number already. A mark is read with a decimal point, or else in the only
    /// convention that it fits.
    pub(crate) fn applies_to_number(&self, value: f64) -> bool {
        self.marks.iter().any(|mark| same_number(mark, value, self.declared))
    }

    /// Whether a row with this text is left out, when `known` is what is known of the convention of the
    /// column. Where nothing is known, takes note of what the text shows, and of whether it matters.
    pub(crate) fn decide(
        &self,
        text: &str,
        known: Option<Option<Decimal>>,
        evidence: &mut RuleEvidence,
    ) -> bool {
        if let Some(decimal) = known {
            return self.applies(text, decimal);
        }
        if let (None, Some(Written::In(decimal))) = (evidence.first, Written::of(text)) {
            evidence.first = Some(decimal);
        }
        let applies = self.applies_in_any(text);
        evidence.depends |= applies.is_none();
        applies.unwrap_or_default()
    }

    /// The same before the convention is known; nothing where it matters.
    fn applies_in_any(&self, text: &str) -> Option<bool> {
        let applies = self.applies(text, None);
        let same = |decimal| self.applies(text, Some(decimal)) == applies;
        (same(Decimal::Point) && same(Decimal::Comma)).then_some(applies)
    }
}
