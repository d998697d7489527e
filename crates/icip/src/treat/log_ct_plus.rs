//! The logarithm of the distance from the end without the tail.

use crate::text::{Describe, Fields};
use crate::treat::log_ct::FromEnd;
use crate::treat::outcome::still_varies;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::statistics;

/// [`crate::treat::log_ct::LogCt`] that looks at the side of the skew first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogCtPlus;

impl Describe for LogCtPlus {
    const NAME: &'static str = "log-ct-plus";
    const TITLE: &'static str = "logarithm from the end without a tail";
    const SUMMARY: &'static str = "the logarithm of the distance from the end of the sample that has no \
        tail";
    const FORMULA: &'static str = "ln(x - min + 0.01 (max - min)) where the skewness is above 0, else \
        -ln(max + 0.01 (max - min) - x); min, max and the skewness (type 2) are those of the sample";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; a \
        constant column is an error; two values have no skewness";
    const REFERENCE: &'static str = "COINr, log_CT_plus";

    fn read(_: &mut Fields<'_>) -> Self {
        Self
    }
}

impl Treatment for LogCtPlus {
    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        still_varies(sample, by_skew(sample)?)
    }
}

/// The logarithm from the end that the skew asks for.
pub(crate) fn by_skew(sample: &[f64]) -> Result<FromEnd, Unfit> {
    if statistics::skewness(sample).is_some_and(|skew| skew > 0.0) {
        FromEnd::lowest(sample)
    } else {
        FromEnd::highest(sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::of;
    use icip_num::scalar;

    #[test]
    fn a_left_tail_is_drawn_in_from_above() {
        // Of 0, 99, 100 the skew is negative and the pad 1: -ln(101), -ln(2), -ln(1).
        let got = of(&LogCtPlus, &[0.0, 99.0, 100.0]);
        assert_eq!(got, [-scalar::ln(101.0), -scalar::ln(2.0), 0.0]);
        // Turned round the same numbers come out with the other sign.
        assert_eq!(
            of(&LogCtPlus, &[0.0, -99.0, -100.0]),
            got.into_iter().map(|x| 0.0 - x).collect::<Vec<_>>()
        );
    }
}
