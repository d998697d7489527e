//! What the `[screen]` section says: how much data an entity or an indicator must have. It must not know a
//! plan; the plan does the computing.

use crate::text::{Fields, words};
use icip_problem::{Message, Value, message};

words! {
    /// How the available share of an entity is taken.
    pub enum AvailableBy {
        /// by the number of indicators
        Count = "count",
        /// by the effective weights of the indicators
        Weight = "weight",
    }
}

/// Equal shares such as 2/3 may fall short of the threshold by a rounding error.
const SLACK: f64 = 1e-12;

/// How much is enough, and what stays or is left out whatever the numbers say.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ScreenRule {
    /// Smallest share of values that are there; equal is enough.
    pub available: Option<f64>,
    /// How that share is taken; indicators are always counted.
    pub by: AvailableBy,
    /// Smallest share of the values there that are not zero; equal is enough.
    pub nonzero: Option<f64>,
    /// Codes of entities, or columns of indicators, that are always kept.
    pub keep: Vec<String>,
    /// Codes or columns that are always left out.
    pub drop: Vec<String>,
}

/// The `[screen]` section of a framework.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ScreenSpec {
    /// Indicators: taken out first, so that entities are judged by what remains.
    pub indicators: Option<ScreenRule>,
    /// Entities.
    pub entities: Option<ScreenRule>,
}

impl ScreenSpec {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            indicators: fields.table("indicators", "the rule for indicators", ScreenRule::read),
            entities: fields.table("entities", "the rule for entities", ScreenRule::read),
        }
    }
}

impl ScreenRule {
    fn read(fields: &mut Fields<'_>) -> Self {
        let rule = Self {
            available: fields.number_or_nothing(
                "available",
                "the smallest share of values that must be present, from 0 to 1",
            ),
            by: fields.word("by", "how the share of an entity is counted"),
            nonzero: fields.number_or_nothing(
                "nonzero",
                "the smallest share of the present values that must not be zero, from 0 to 1",
            ),
            keep: fields.texts(
                "keep",
                "codes of entities, or columns of indicators, that are always kept",
                &[],
            ),
            drop: fields.texts(
                "drop",
                "codes of entities, or columns of indicators, that are always left out",
                &[],
            ),
        };
        for (key, share) in [("available", rule.available), ("nonzero", rule.nonzero)] {
            let share = share.unwrap_or_default();
            fields.must_be_in(key, share, 0.0..=1.0);
        }
        let both = rule.keep.iter().find(|name| rule.drop.contains(name)).cloned().unwrap_or_default();
        fields.must(
            both.is_empty(),
            "drop",
            message!("bad-value-keep-and-drop", name = &both),
            message!("bad-value-keep-and-drop-hint"),
        );
        rule
    }

    /// Why something is left out; nothing when it stays.
    pub(crate) fn verdict(&self, name: &str, available: f64, nonzero: f64) -> Option<Message> {
        let below = |share: f64, least: Option<f64>| least.filter(|least| share < least - SLACK);
        if self.keep.iter().any(|kept| kept == name) {
            None
        } else if self.drop.iter().any(|dropped| dropped == name) {
            Some(message!("screened-named"))
        } else if let Some(least) = below(available, self.available) {
            Some(message!("screened-available", share = Value::Number(format!("{available:.3}")), least))
        } else {
            let least = below(nonzero, self.nonzero)?;
            Some(message!("screened-nonzero", share = Value::Number(format!("{nonzero:.3}")), least))
        }
    }
}
