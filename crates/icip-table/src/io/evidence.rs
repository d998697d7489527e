//! What the cells of a column show of its decimal mark.

use super::number::Written;
use super::options::Decimal;

/// A cell that shows something, for messages.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) line: u64,
    pub(crate) text: String,
    pub(crate) entity: String,
}

/// The first cells of a column that fit one convention only, or both with different values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    pub(crate) point: Option<Example>,
    pub(crate) comma: Option<Example>,
    pub(crate) either: Option<Example>,
}

impl Evidence {
    /// Notes a cell, when it is the first of its kind.
    pub(crate) fn see(&mut self, written: Written, example: impl FnOnce() -> Example) {
        let first = match written {
            Written::Whole => return,
            Written::In(Decimal::Point) => &mut self.point,
            Written::In(Decimal::Comma) => &mut self.comma,
            Written::Either => &mut self.either,
        };
        if first.is_none() {
            *first = Some(example());
        }
    }

    /// Takes what stands further down.
    pub(crate) fn follow(&mut self, below: Self) {
        self.point = self.point.take().or(below.point);
        self.comma = self.comma.take().or(below.comma);
        self.either = self.either.take().or(below.either);
    }

    /// Whether a cell has a mark.
    pub(crate) fn any(&self) -> bool {
        self.point.is_some() || self.comma.is_some() || self.either.is_some()
    }

    /// The convention of the first cell that fits only one.
    pub(crate) fn first(&self) -> Option<Decimal> {
        match (&self.point, &self.comma) {
            (Some(point), Some(comma)) if comma.line < point.line => Some(Decimal::Comma),
            (Some(_), _) => Some(Decimal::Point),
            (None, Some(_)) => Some(Decimal::Comma),
            (None, None) => None,
        }
    }
}

/// What a chunk shows of the column of a rule.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RuleEvidence {
    pub(crate) first: Option<Decimal>,
    pub(crate) depends: bool,
}
