//! Dividing a column by another one of the same entity and period. It must not know where the columns come
//! from.

use crate::text::{Fields, Settings};

/// x * scale / d. Where d is zero or absent the result is `otherwise`, whatever x is, or absent.
/// Where x is absent and d is not, the result is absent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Denominate {
    /// The column that divides.
    pub by: String,
    /// The value where it is zero or absent.
    pub otherwise: Option<f64>,
    /// Multiplies before the division, 100 for percentages.
    pub scale: f64,
}

impl Denominate {
    /// Divides by a column; a leaf is absent where the divisor is zero or absent.
    pub fn new(by: impl Into<String>) -> Self {
        Self { by: by.into(), otherwise: None, scale: 1.0 }
    }
}

impl Denominate {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            by: fields.text("by", "the column that divides"),
            otherwise: fields.number_or_nothing(
                "otherwise",
                "the value where the divisor is zero or absent; without it, the leaf is absent there",
            ),
            scale: fields.number(
                "scale",
                "a number by which the value is multiplied before the division, such as 100 for \
                    percentages",
                Some(1.0),
            ),
        }
    }

    /// The denominated cell, and whether `otherwise` stands for it.
    pub(crate) fn settings(&self) -> Settings {
        Settings::default().with("by", &self.by).with("otherwise", &self.otherwise).with("scale", &self.scale)
    }

    pub(crate) fn cell(&self, x: Option<f64>, d: Option<f64>) -> (Option<f64>, bool) {
        match (x, d) {
            (_, None | Some(0.0)) => (self.otherwise, self.otherwise.is_some()),
            (x, Some(d)) => (x.map(|x| x * self.scale / d), false),
        }
    }
}
