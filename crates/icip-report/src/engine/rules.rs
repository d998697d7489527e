//! The rules of a node as the page reads them.

use icip::aggregate::Aggregate;
use serde::Serialize;

/// An aggregation that works row by row.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub(super) enum Rule {
    ArithmeticMean,
    WeightedSum,
    GeometricMean {
        #[serde(skip_serializing_if = "Option::is_none")]
        floor: Option<f64>,
    },
    HarmonicMean {
        #[serde(skip_serializing_if = "Option::is_none")]
        floor: Option<f64>,
    },
    PowerMean {
        p: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        floor: Option<f64>,
    },
    Median,
    Minimum,
    Maximum,
    Product,
    MazziottaPareto {
        penalty: &'static str,
        divisor: &'static str,
    },
    Owa {
        weights: Vec<f64>,
    },
    MeanMin {
        alpha: f64,
        beta: f64,
    },
    VariancePenalised {
        lambda: f64,
    },
}

impl Rule {
    /// Nothing for an aggregation that compares entities with each other.
    pub(super) fn of(aggregate: &Aggregate) -> Option<Self> {
        Some(match aggregate {
            Aggregate::ArithmeticMean(_) => Self::ArithmeticMean,
            Aggregate::WeightedSum(_) => Self::WeightedSum,
            Aggregate::GeometricMean(method) => Self::GeometricMean { floor: method.floor },
            Aggregate::HarmonicMean(method) => Self::HarmonicMean { floor: method.floor },
            Aggregate::PowerMean(method) => Self::PowerMean { p: method.p, floor: method.floor },
            Aggregate::Median(_) => Self::Median,
            Aggregate::Minimum(_) => Self::Minimum,
            Aggregate::Maximum(_) => Self::Maximum,
            Aggregate::Product(_) => Self::Product,
            Aggregate::MazziottaPareto(method) => {
                Self::MazziottaPareto { penalty: method.penalty.name(), divisor: method.divisor.name() }
            }
            Aggregate::Owa(method) => Self::Owa { weights: method.weights.clone() },
            Aggregate::MeanMin(method) => Self::MeanMin { alpha: method.alpha, beta: method.beta },
            Aggregate::VariancePenalised(method) => Self::VariancePenalised { lambda: method.lambda },
            _ => return None,
        })
    }
}

/// What an absent child means.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub(super) enum Missing {
    Skip,
    Zero,
    Constant { value: f64 },
    Propagate,
    AtLeast { share: f64, by: &'static str },
}

impl Missing {
    pub(super) fn of(missing: &icip::missing::Missing) -> Option<Self> {
        use icip::missing::Missing as Rule;
        Some(match missing {
            Rule::Skip(_) => Self::Skip,
            Rule::Zero(_) => Self::Zero,
            Rule::Constant(rule) => Self::Constant { value: rule.value },
            Rule::Propagate(_) => Self::Propagate,
            Rule::AtLeast(rule) => Self::AtLeast { share: rule.share, by: rule.by.name() },
            _ => return None,
        })
    }
}

/// Rounding to decimals.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Round {
    digits: u32,
    half: &'static str,
}

impl Round {
    pub(super) fn of(round: icip::round::Round) -> Self {
        Self { digits: round.digits, half: round.half.name() }
    }
}
