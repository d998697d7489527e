//! The value with which others are compared.

use crate::normalise::{Direction, Needs, SampleValues, Unfit, beyond_numbers};
use crate::text::{Fields, Kind, Setting, Settings, Value};
use icip_problem::message;

/// The value with which others are compared.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Reference {
    /// The best value of the sample: the largest, or the smallest for a negative direction.
    Max,
    /// The mean of the sample.
    Mean,
    /// A given value, in the units of the column.
    Value(f64),
    /// The value of an entity.
    Entity {
        /// The code of the entity.
        code: String,
        /// The period of the value, in the sample or not. Without it, the sample must hold one row of the
        /// entity.
        period: Option<String>,
    },
}

impl Reference {
    pub(crate) fn read(fields: &mut Fields<'_>, default: Reference) -> Self {
        let inner = |f: &mut Fields<'_>| {
            let value = f.number_or_nothing("value", "a given value, in the units of the column");
            let entity = f.text_or_nothing("entity", "the code of the entity whose value is the reference");
            let doc = "the period of the entity's value, of the sample or not; required where the sample holds the \
                entity in several periods";
            let period = f.text_or_nothing("period", doc);
            let failed = f.has_failed("value") || f.has_failed("entity");
            let one = value.is_some() != entity.is_some();
            f.must(
                failed || one,
                "entity",
                message!("bad-value-reference"),
                message!("bad-value-reference-hint"),
            );
            f.must(
                failed || period.is_none() || entity.is_some(),
                "period",
                message!("bad-value-reference-period"),
                message!("bad-value-reference-hint"),
            );
            match (value, entity) {
                (_, Some(code)) => Self::Entity { code, period },
                // The default stands in only where a problem was reported.
                (value, _) => Self::Value(value.unwrap_or_default()),
            }
        };
        let kind = Kind::WordOrTable(
            vec!["max", "mean"],
            Fields::describe(|f| {
                inner(f);
            }),
        );
        let doc = match default {
            Self::Mean => {
                "what values are compared with: `mean` (the default), `max` (the best value of the \
                    sample), { value = 100 }, { entity = \"CODE\" } or { entity = \"CODE\", period = \"2015\" }"
            }
            _ => {
                "what values are compared with: `max` (the best value of the sample, the default), \
                    `mean`, { value = 100 }, { entity = \"CODE\" } or { entity = \"CODE\", period = \"2015\" }"
            }
        };
        match fields.item("reference", kind, doc).map(|item| (&item.value, item)) {
            Option::None | Some((Value::Refused, _)) => default,
            Some((Value::Text(word), _)) if word == "max" => Self::Max,
            Some((Value::Text(word), _)) if word == "mean" => Self::Mean,
            Some((Value::Table(table), item)) => {
                let mut f = Fields::new(table, item.place.clone(), fields.report());
                let reference = inner(&mut f);
                f.finish();
                reference
            }
            Some((Value::Text(word), _)) => {
                fields.must(
                    false,
                    "reference",
                    message!("bad-value-unknown-word", word),
                    message!("bad-value-reference-hint"),
                );
                default
            }
            Some((other, _)) => {
                let what = message!("bad-value-type", key = "reference", found = other.type_name());
                fields.must(false, "reference", what, message!("bad-value-reference-hint"));
                default
            }
        }
    }

    /// The reference as it is written.
    pub(crate) fn setting(&self) -> Setting {
        match self {
            Self::Max => Setting::Word("max"),
            Self::Mean => Setting::Word("mean"),
            Self::Value(value) => Settings::default().with("value", value).into_setting(),
            Self::Entity { code, period } => {
                Settings::default().with("entity", code).with("period", period).into_setting()
            }
        }
    }

    /// What must be known of the sample.
    pub(crate) fn needs(&self) -> Needs {
        match self {
            Self::Max | Self::Mean => Needs::Summary,
            Self::Value(_) => Needs::Nothing,
            Self::Entity { .. } => Needs::Values,
        }
    }

    /// Whether it is a value of a period of its own, whatever the sample is.
    pub(crate) fn looks_at_other_periods(&self) -> bool {
        matches!(self, Self::Entity { period: Some(_), .. })
    }

    /// Whether it names an entity.
    pub(crate) fn names_rows(&self) -> bool {
        matches!(self, Self::Entity { .. })
    }

    /// The reference in a sample.
    pub(crate) fn of(&self, sample: &SampleValues<'_>, direction: Direction) -> Result<f64, Unfit> {
        match self {
            Self::Max => {
                let (min, max) = sample.bounds().ok_or_else(beyond_numbers)?;
                Ok(match direction {
                    Direction::Positive => max,
                    Direction::Negative => min,
                })
            }
            Self::Mean => sample.mean().filter(|mean| mean.is_finite()).ok_or_else(beyond_numbers),
            Self::Value(value) => Ok(*value),
            Self::Entity { code, period } => of_entity(sample, code, period.as_deref()),
        }
    }
}

/// The one value of an entity. Several rows without a declared period are refused: to take one of them would make
/// the result depend on the order of the rows.
fn of_entity(sample: &SampleValues<'_>, code: &str, period: Option<&str>) -> Result<f64, Unfit> {
    let cells = sample.cells_of(code, period);
    match (cells.as_slice(), period) {
        ([Some(value)], _) => Ok(*value),
        ([_, _, ..], None) => Err(Unfit::new(
            message!("cannot-fit-reference-periods", code, count = cells.len()),
            message!("cannot-fit-reference-periods-hint", code),
        )),
        (_, Some(period)) => Err(Unfit::new(
            message!("cannot-fit-reference-in-period", code, period),
            message!("cannot-fit-reference-in-period-hint"),
        )),
        (_, None) => Err(Unfit::new(
            message!("cannot-fit-reference-entity", code),
            message!("cannot-fit-reference-entity-hint"),
        )),
    }
}
