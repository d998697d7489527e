//! The logarithm of the distance from the lowest value.

use crate::text::{Describe, Fields};
use crate::treat::outcome::{beyond_numbers, still_varies};
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::grid;
use icip_num::scalar;
use icip_num::statistics;
use icip_problem::{Message, message};

/// The natural logarithm of the distance from the sample's lowest value, padded by a hundredth of
/// the range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogCt;

impl Describe for LogCt {
    const NAME: &'static str = "log-ct";
    const TITLE: &'static str = "logarithm from the minimum";
    const SUMMARY: &'static str =
        "the logarithm of the distance from the lowest value, for values of any sign";
    const FORMULA: &'static str = "ln(x - min + 0.01 (max - min)); min and max are the bounds of the \
        sample";
    const MISSING: &'static str =
        "an absent value stays absent and does not belong to the sample; a constant column is an error";
    const REFERENCE: &'static str = "COIN Tool (JRC, 2019), treatment sheet; COINr, log_CT";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Treatment for LogCt {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        still_varies(sample, FromEnd::lowest(sample)?)
    }
}

/// The logarithm of the padded distance from an end of the sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FromEnd {
    /// ln(x - min + pad), which shortens a long upper tail.
    Lowest { min: f64, pad: f64 },
    /// -ln(max - x + pad), which shortens a long lower tail and keeps the order.
    Highest { max: f64, pad: f64 },
}

impl FromEnd {
    pub(crate) fn lowest(sample: &[f64]) -> Result<Self, Unfit> {
        let (min, _, pad) = ends(sample)?;
        Ok(Self::Lowest { min, pad })
    }

    pub(crate) fn highest(sample: &[f64]) -> Result<Self, Unfit> {
        let (_, max, pad) = ends(sample)?;
        Ok(Self::Highest { max, pad })
    }

    pub(crate) fn of(self, x: f64) -> f64 {
        match self {
            Self::Lowest { min, pad } => scalar::ln(x - min + pad),
            Self::Highest { max, pad } => -scalar::ln(max - x + pad),
        }
    }

    pub(crate) fn fitted(self) -> Vec<(&'static str, f64)> {
        match self {
            Self::Lowest { min, pad } => vec![("min", min), ("pad", pad)],
            Self::Highest { max, pad } => vec![("max", max), ("pad", pad)],
        }
    }
}

/// Lowest and highest value, and a hundredth of their distance.
fn ends(sample: &[f64]) -> Result<(f64, f64, f64), Unfit> {
    let (min, max) = statistics::bounds(sample).ok_or_else(beyond_numbers)?;
    if grid::is_constant(min, max) {
        return Err(Unfit::new(
            message!("cannot-fit-every-value", value = min),
            message!("cannot-fit-untreated-hint"),
        ));
    }
    // COINr pads by the same share. Without it the value at the end would have the logarithm of 0.
    let pad = 0.01 * (max - min);
    if pad > 0.0 && pad.is_finite() { Ok((min, max, pad)) } else { Err(beyond_numbers()) }
}

impl Scale for FromEnd {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            *out = self.of(*x);
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        FromEnd::fitted(*self)
    }

    fn domain(&self) -> Message {
        message!("outside-domain-sample-hint")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    #[test]
    fn the_lowest_is_a_hundredth_of_the_range_away() {
        // Of -50, 0, 50: the pad is 1, so ln 1, ln 51, ln 101.
        assert_eq!(of(&LogCt, &[-50.0, 0.0, 50.0]), [0.0, scalar::ln(51.0), scalar::ln(101.0)]);
    }

    #[test]
    fn a_constant_column_is_an_error() {
        assert!(refusal(&LogCt, &[3.0, 3.0]).contains("every value is `3`"));
        assert!(refusal(&LogCt, &[3.0]).contains("every value is `3`"));
    }

    #[test]
    fn a_range_beyond_numbers_is_an_error() {
        assert!(refusal(&LogCt, &[f64::MIN, f64::MAX]).contains("too large or too small"));
        assert!(refusal(&LogCt, &[0.0, 5e-324]).contains("too large or too small"));
    }
}
