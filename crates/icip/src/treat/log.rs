//! Natural logarithm.

use crate::text::{Describe, Fields, Settings};
use crate::treat::outcome::still_varies;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::scalar;
use icip_problem::{Message, message};

/// The natural logarithm of the shifted value.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Log {
    /// Added before the logarithm, in the units of the column.
    pub shift: f64,
}

impl Default for Log {
    /// Nothing is added.
    fn default() -> Self {
        Self { shift: 0.0 }
    }
}

impl Describe for Log {
    const NAME: &'static str = "log";
    const TITLE: &'static str = "logarithm";
    const SUMMARY: &'static str = "the natural logarithm of the value";
    const FORMULA: &'static str = "ln(x + shift)";
    const MISSING: &'static str =
        "an absent value stays absent; x + shift <= 0 is an error that names the entity";
    const REFERENCE: &'static str = "OECD/JRC Handbook (2008), step 5, transformation of skewed indicators";

    fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            shift: fields.number(
                "shift",
                "a number that is added before the logarithm, in the units of the column",
                Some(0.0),
            ),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("shift", &self.shift)
    }
}

impl Treatment for Log {
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        Some(Box::new(*self))
    }

    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        still_varies(sample, *self)
    }
}

impl Scale for Log {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            let shifted = x + self.shift;
            *out = if shifted > 0.0 { scalar::ln(shifted) } else { f64::NAN };
        }
    }

    fn domain(&self) -> Message {
        message!("outside-domain-log-hint", bound = 0.0 - self.shift)
    }
}
