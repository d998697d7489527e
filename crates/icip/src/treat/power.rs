//! Powers.

use crate::text::{Describe, Fields, Settings};
use crate::treat::outcome::still_varies;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::scalar;
use icip_problem::{Message, message};

/// The value to a positive power.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Power {
    /// The exponent.
    pub p: f64,
}

impl Power {
    /// An exponent above 0.
    pub fn new(p: f64) -> Self {
        Self { p }
    }
}

impl Describe for Power {
    const NAME: &'static str = "power";
    const TITLE: &'static str = "power";
    const SUMMARY: &'static str = "the value raised to a positive power, which keeps the order";
    const FORMULA: &'static str = "x^p";
    const MISSING: &'static str = "an absent value stays absent; x < 0 is an error that names the entity \
        unless p is an odd whole number";
    const REFERENCE: &'static str = "Tukey (1977), Exploratory Data Analysis, ladder of powers";

    fn read(fields: &mut Fields<'_>) -> Self {
        let p = fields.number("p", "the exponent, above 0", Option::None);
        let what = message!("bad-value-is", key = "p", value = p);
        fields.must(p > 0.0, "p", what, message!("bad-value-power-hint"));
        Self { p }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("p", &self.p)
    }
}

impl Power {
    /// Whether the power keeps the order of negative numbers.
    fn is_odd(self) -> bool {
        self.p % 2.0 == 1.0
    }
}

impl Treatment for Power {
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        Some(Box::new(*self))
    }

    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        still_varies(sample, *self)
    }
}

impl Scale for Power {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            *out = if *x >= 0.0 || self.is_odd() { scalar::powf(*x, self.p) } else { f64::NAN };
        }
    }

    fn domain(&self) -> Message {
        if self.is_odd() {
            message!("outside-domain-too-large-hint")
        } else {
            message!("outside-domain-power-hint", exponent = self.p)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::of;

    #[test]
    fn powers_by_hand() {
        assert_eq!(of(&Power { p: 2.0 }, &[0.0, 1.0, 3.0]), [0.0, 1.0, 9.0]);
        assert_eq!(of(&Power { p: 3.0 }, &[-2.0, 1.0]), [-8.0, 1.0]);
        assert_eq!(of(&Power { p: 0.5 }, &[4.0, 9.0]), [2.0, 3.0]);
    }

    #[test]
    fn an_even_power_of_a_negative_number_is_refused() {
        // The order of -3 and 1 would be turned.
        assert!(of(&Power { p: 2.0 }, &[-3.0, 1.0])[0].is_nan());
        assert!(of(&Power { p: 1.5 }, &[-3.0, 1.0])[0].is_nan());
    }
}
