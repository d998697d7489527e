//! The rules of a node as formulas. The children of a node stand beside each other in its row, and their weights above them.
//!
//! What is absent is an empty cell or an empty text. A child of weight 0 has no influence on a mean, not even by being absent,
//! so most formulas ask for weights above 0.

use std::ops::Range;

use icip::aggregate::Aggregate;
use icip::framework::Aggregation;
use icip::missing::Missing;
use icip::missing::at_least::ShareBy;
use icip::round::{Half, Round};

use super::references::{WEIGHTS, along, along_row, number};

/// Shares of equal weights may fall short of 1 by a rounding error (`icip::missing::at_least`).
const SLACK: f64 = 1e-12;

/// An aggregation that a spreadsheet has.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Mean,
    Sum,
    Geometric(Option<f64>),
    Harmonic(Option<f64>),
    Median,
    Minimum,
    Maximum,
    Product,
}

/// How much must be present.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Enough {
    Any,
    Every,
    Count(f64),
    Weight(f64),
}

/// The rules of a node that a spreadsheet has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    form: Form,
    enough: Enough,
    /// What an absent child counts as.
    fill: Option<f64>,
}

/// A formula, and whether it must be entered as one that looks at cells one by one.
pub(super) struct Text {
    pub(super) formula: String,
    pub(super) is_array: bool,
}

impl Rule {
    /// Nothing where a spreadsheet has no such rule.
    pub(super) fn of(inner: &Aggregation) -> Option<Self> {
        let form = match inner.aggregate() {
            Aggregate::ArithmeticMean(_) => Form::Mean,
            Aggregate::WeightedSum(_) => Form::Sum,
            Aggregate::GeometricMean(method) => Form::Geometric(method.floor),
            Aggregate::HarmonicMean(method) => Form::Harmonic(method.floor),
            Aggregate::Median(_) => Form::Median,
            Aggregate::Minimum(_) => Form::Minimum,
            Aggregate::Maximum(_) => Form::Maximum,
            Aggregate::Product(_) => Form::Product,
            _ => return None,
        };
        let (enough, fill) = match inner.missing() {
            Missing::Skip(_) => (Enough::Any, None),
            Missing::Zero(_) => (Enough::Any, Some(0.0)),
            Missing::Constant(rule) => (Enough::Any, Some(rule.value)),
            Missing::Propagate(_) => (Enough::Every, None),
            Missing::AtLeast(rule) => match rule.by {
                ShareBy::Count => (Enough::Count(rule.share - SLACK), None),
                ShareBy::Weight => (Enough::Weight(rule.share - SLACK), None),
                _ => return None,
            },
            _ => return None,
        };
        Some(Self { form, enough, fill })
    }

    /// The score of a row, from the columns of the children.
    pub(super) fn formula(&self, children: &Range<u16>, row: u32) -> Text {
        let (z, w) = (along(children, row), along_row(children, WEIGHTS));
        let score = self.score(&z, &w);
        let formula = match self.condition(&z, &w) {
            Some(condition) => format!("=IF({condition},{score},\"\")"),
            None => format!("={score}"),
        };
        Text { formula, is_array: !matches!(self.form, Form::Mean | Form::Sum) }
    }

    /// When there is a score; nothing where there always is one.
    fn condition(&self, z: &str, w: &str) -> Option<String> {
        if self.fill.is_some() {
            return None;
        }
        // Under a weighted sum a child of weight 0 counts as present or absent like any other.
        let counts = if self.form == Form::Sum { "1".to_owned() } else { format!("({w}>0)") };
        let present = format!("SUMPRODUCT(ISNUMBER({z})*{counts})");
        let all =
            if self.form == Form::Sum { format!("COLUMNS({z})") } else { format!("SUMPRODUCT(--{counts})") };
        Some(match self.enough {
            Enough::Any => format!("{present}>0"),
            Enough::Every => format!("{present}={all}"),
            Enough::Count(share) => format!("{present}>={}*{all}", number(share)),
            Enough::Weight(share) => {
                format!("SUMPRODUCT(ISNUMBER({z})*{w})>={}*SUM({w})", number(share))
            }
        })
    }

    fn score(&self, z: &str, w: &str) -> String {
        // The scores that count one by one, with another value for the others.
        let each = |score: &str, other: &str| match self.fill {
            None => format!("IF(ISNUMBER({z})*({w}>0),{},{other})", score.replace('z', z)),
            Some(fill) => {
                let filled = format!("IF(ISNUMBER({z}),{z},{})", number(fill));
                format!("IF({w}>0,{},{other})", score.replace('z', &filled))
            }
        };
        let sum = match self.fill {
            None | Some(0.0) => format!("SUMPRODUCT({z},{w})"),
            Some(fill) => {
                let fill = number(fill);
                format!("(SUMPRODUCT({z},{w})+{fill}*SUMPRODUCT((1-ISNUMBER({z}))*{w}))")
            }
        };
        let weights = match self.fill {
            None => format!("SUMPRODUCT(ISNUMBER({z})*{w})"),
            Some(_) => format!("SUM({w})"),
        };
        let floored = |floor: Option<f64>| match floor {
            Some(floor) => format!("IF(z<{0},{0},z)", number(floor)),
            None => "z".to_owned(),
        };
        match self.form {
            Form::Mean => format!("{sum}/{weights}"),
            Form::Sum => sum,
            Form::Geometric(floor) => {
                let logarithms = each(&format!("{w}*LN({})", floored(floor)), "0");
                format!("EXP(SUM({logarithms})/{weights})")
            }
            Form::Harmonic(floor) => {
                // A score that is not above 0 has no logarithm, and so this is an error like in the program.
                let shares = each(&format!("{w}/EXP(LN({}))", floored(floor)), "0");
                format!("{weights}/SUM({shares})")
            }
            Form::Median => format!("MEDIAN({})", each("z", "\"\"")),
            Form::Minimum => format!("MIN({})", each("z", "\"\"")),
            Form::Maximum => format!("MAX({})", each("z", "\"\"")),
            Form::Product => format!("PRODUCT({})", each("z", "1")),
        }
    }
}

/// A rounded number as a formula, from the cell that holds it. What lies within rounding errors of the middle between two
/// neighbours is taken for the middle, as in `icip::round`.
pub(super) fn rounded(round: Round, x: &str) -> String {
    let steps = format!("1{}", "0".repeat(round.digits as usize));
    let units = format!("ABS({x})*{steps}");
    let noise = format!("MIN(0.005,1E-13*MAX({units},10))");
    match round.half {
        Half::Even => format!(
            "SIGN({x})*IF(ABS(ABS({units}-ROUND({units},0))-0.5)<={noise},2*ROUND({units}/2,0),ROUND({units},0))/{steps}"
        ),
        Half::Up => format!("IF({x}>0,ROUND({units}+{noise},0),-ROUND({units}-{noise},0))/{steps}"),
        _ => format!("SIGN({x})*ROUND({units}+{noise},0)/{steps}"),
    }
}
