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
    /// The first number with four digits or more before its decimal mark, and no mark of thousands.
    pub(crate) long: Option<Example>,
    /// Whether there is a second cell of each kind.
    again: [bool; 3],
}

impl Evidence {
    /// Notes a cell, when it is the first of its kind, or the second.
    pub(crate) fn see(&mut self, written: Written, example: impl FnOnce() -> Example) {
        let (kind, first) = match written {
            Written::Whole => return,
            Written::In(Decimal::Point) => (0, &mut self.point),
            Written::In(Decimal::Comma) => (1, &mut self.comma),
            Written::Either => (2, &mut self.either),
        };
        if first.is_some() && self.again[kind] && self.long.is_some() {
            return;
        }
        let example = example();
        self.again[kind] |= first.is_some();
        if self.long.is_none() && written.is_long(&example.text) {
            self.long = Some(example.clone());
        }
        first.get_or_insert(example);
    }

    /// Whether a further cell that is written so would show nothing.
    pub(crate) fn knows(&self, written: Written, long: bool) -> bool {
        let known = match written {
            Written::Whole => true,
            Written::In(Decimal::Point) => self.again[0],
            Written::In(Decimal::Comma) => self.again[1],
            Written::Either => self.again[2],
        };
        known && !(long && self.long.is_none())
    }

    /// The only cell that fits one convention alone, beside several that are thousands because of it.
    pub(crate) fn deciding(&self) -> Option<(&Example, &Example)> {
        let (decimal, only) = match (&self.point, &self.comma) {
            (Some(only), None) if !self.again[0] => (Decimal::Point, only),
            (None, Some(only)) if !self.again[1] => (Decimal::Comma, only),
            _ => return None,
        };
        let either = self.either.as_ref().filter(|_| self.again[2])?;
        (!either.text.contains(decimal.mark())).then_some((only, either))
    }

    /// A number that is thousands because of its mark, and one as large without that mark.
    pub(crate) fn both_thousands(&self) -> Option<(&Example, &Example)> {
        let (either, long) = (self.either.as_ref()?, self.long.as_ref()?);
        (!either.text.contains(self.first()?.mark())).then_some((either, long))
    }

    /// Takes what stands further down.
    pub(crate) fn follow(&mut self, below: Self) {
        let both = [
            self.point.is_some() && below.point.is_some(),
            self.comma.is_some() && below.comma.is_some(),
            self.either.is_some() && below.either.is_some(),
        ];
        for (kind, both) in both.into_iter().enumerate() {
            self.again[kind] |= both || below.again[kind];
        }
        self.long = self.long.take().or(below.long);
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
