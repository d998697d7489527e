//! The Box-Cox transform.

use crate::text::{Describe, Fields, Settings};
use crate::treat::outcome::still_varies;
use crate::treat::{Scale, Treatment, Unfit};
use icip_num::scalar;
use icip_num::statistics;
use icip_num::statistics::varies;
use icip_problem::{Message, message};

/// The interval in which an estimated lambda is searched: beyond it, the transform is nothing that a person
/// would defend in a report.
const BOUNDS: (f64, f64) = (-2.0, 2.0);

/// Steps of the search: 0.618^80 of the interval is below the last digit of lambda.
const STEPS: usize = 80;

/// The search never reaches an end of the interval, and comes nearer than this only where it looks beyond it.
const AT_END: f64 = 1e-6;

/// The power transform that becomes the logarithm at lambda = 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct BoxCox {
    /// The exponent; estimated from the sample when it is not given.
    pub lambda: Option<f64>,
    /// Added before the transform, in the units of the column.
    pub shift: f64,
}

impl Describe for BoxCox {
    const NAME: &'static str = "box-cox";
    const TITLE: &'static str = "Box-Cox transform";
    const SUMMARY: &'static str =
        "the power transform that brings a sample as near as possible to a normal distribution";
    const FORMULA: &'static str = "((x + shift)^lambda - 1) / lambda, and ln(x + shift) at lambda = 0; \
        without `lambda`, the lambda in [-2, 2] with the largest profile likelihood -n/2 ln s^2(lambda) + \
        (lambda - 1) sum ln(x + shift), where s^2 is the variance (n) after the transform, found by \
        golden-section search";
    const MISSING: &'static str = "an absent value stays absent and does not belong to the sample; x + \
        shift <= 0 is an error that names the entity; the lambda of a constant column cannot be estimated; a \
        lambda at an end of the interval is a warning";
    const REFERENCE: &'static str = "Box and Cox (1964), An analysis of transformations";

    fn read(fields: &mut Fields<'_>) -> Self {
        let lambda = fields.number_or_nothing(
            "lambda",
            "the exponent; it is estimated from the sample when it is not given",
        );
        Self {
            lambda,
            shift: fields.number(
                "shift",
                "a number that is added before the transform, in the units of the column",
                Some(0.0),
            ),
        }
    }

    fn settings(&self) -> Settings {
        Settings::default().with("lambda", &self.lambda).with("shift", &self.shift)
    }
}

impl Treatment for BoxCox {
    fn fixed(&self) -> Option<Box<dyn Scale>> {
        let lambda = self.lambda?;
        Some(Box::new(Fitted { lambda, shift: self.shift, estimated: false }))
    }

    fn fit(&self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        let lambda = match self.lambda {
            Some(lambda) => lambda,
            None => self.estimate(sample)?,
        };
        still_varies(sample, Fitted { lambda, shift: self.shift, estimated: self.lambda.is_none() })
    }
}

impl BoxCox {
    fn estimate(&self, sample: &[f64]) -> Result<f64, Unfit> {
        // A value outside of the domain is an error of its entity whatever lambda is.
        let logs: Vec<f64> =
            sample.iter().map(|x| x + self.shift).filter(|x| *x > 0.0).map(scalar::ln).collect();
        if logs.len() < sample.len() {
            return Ok(1.0);
        }
        if !varies(&logs) {
            return Err(Unfit::new(
                message!("cannot-fit-every-value", value = sample[0]),
                message!("cannot-fit-lambda-hint"),
            ));
        }
        likeliest(&logs)
            .ok_or(Unfit::new(message!("cannot-fit-lambda"), message!("cannot-fit-lambda-given-hint")))
    }
}

/// The lambda with the largest profile likelihood of values with these logarithms.
///
/// Divided by their geometric mean the values have the likelihood -n/2 ln s^2(lambda), so the smallest
/// variance is looked for. The likelihood is concave in lambda (Kouider and Chen, 1995): there is one peak.
fn likeliest(logs: &[f64]) -> Option<f64> {
    let mean = statistics::mean(logs)?;
    let centred: Vec<f64> = logs.iter().map(|log| log - mean).collect();
    let variance = |lambda: f64| {
        let values: Vec<f64> = centred.iter().map(|log| transformed(*log, lambda)).collect();
        let sd =
            statistics::standard_deviation(&values, &statistics::Divisor::Count).filter(|sd| sd.is_finite());
        sd.unwrap_or(f64::INFINITY)
    };
    let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
    let (mut low, mut high) = BOUNDS;
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_left, mut at_right) = (variance(left), variance(right));
    for _ in 0..STEPS {
        // By the golden ratio one of the two inner points is an inner point of the shorter interval too, so a
        // step takes one new variance.
        if at_left < at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = variance(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = variance(right);
        }
    }
    let lambda = 0.5 * (low + high);
    variance(lambda).is_finite().then_some(lambda)
}

/// The transform of a value by its logarithm.
fn transformed(log: f64, lambda: f64) -> f64 {
    if lambda == 0.0 { log } else { scalar::exp_m1(lambda * log) / lambda }
}

struct Fitted {
    lambda: f64,
    shift: f64,
    /// Whether lambda was found in the sample.
    estimated: bool,
}

impl Scale for Fitted {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            let shifted = x + self.shift;
            *out = if shifted > 0.0 { transformed(scalar::ln(shifted), self.lambda) } else { f64::NAN };
        }
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        vec![("lambda", self.lambda)]
    }

    fn doubt(&self) -> Option<(Message, Message)> {
        let (low, high) = BOUNDS;
        let at_end = [low, high].into_iter().find(|end| (self.lambda - end).abs() < AT_END);
        at_end.filter(|_| self.estimated).map(|lambda| {
            (
                message!("doubtful-treatment-lambda", lambda, low, high),
                message!("doubtful-treatment-lambda-hint"),
            )
        })
    }

    fn domain(&self) -> Message {
        message!("outside-domain-transform-hint", bound = 0.0 - self.shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treat::tests::{of, refusal};

    const ESTIMATED: BoxCox = BoxCox { lambda: None, shift: 0.0 };

    fn given(lambda: f64) -> BoxCox {
        BoxCox { lambda: Some(lambda), shift: 0.0 }
    }

    fn close(got: f64, want: f64) {
        assert!((got - want).abs() <= 1e-14 * want.abs().max(1.0), "{got} is not {want}");
    }

    #[test]
    fn transforms_by_hand() {
        // (9^0.5 - 1) / 0.5 = 4; (3^2 - 1) / 2 = 4; (2^-1 - 1) / -1 = 0.5.
        close(of(&given(0.5), &[9.0, 1.0])[0], 4.0);
        close(of(&given(2.0), &[3.0, 1.0])[0], 4.0);
        close(of(&given(-1.0), &[2.0, 1.0])[0], 0.5);
        close(of(&given(0.0), &[5.0, 1.0])[0], scalar::ln(5.0));
        assert!(of(&given(0.5), &[0.0, 1.0])[0].is_nan());
    }

    #[test]
    fn a_lambda_near_zero_goes_over_into_the_logarithm() {
        close(of(&given(1e-300), &[5.0, 1.0])[0], scalar::ln(5.0));
    }

    #[test]
    fn logarithms_that_mirror_give_lambda_zero() {
        // The logarithms of 1/8, 1/2, 1, 2, 8 lie evenly about 0, so lambda and -lambda are as likely.
        let lambda = likeliest(&[0.125, 0.5, 1.0, 2.0, 8.0].map(scalar::ln)).expect("there is a peak");
        assert!(lambda.abs() < 1e-7, "{lambda}");
    }

    #[test]
    fn the_estimate_is_where_the_likelihood_of_the_definition_peaks() {
        // The likelihood as it is defined, a grid of a thousandth wide: no point is likelier.
        let x: [f64; 7] = [1.0, 2.0, 2.5, 3.0, 7.0, 20.0, 90.0];
        let logs = x.map(scalar::ln);
        let likelihood = |lambda: f64| {
            let y = logs.map(|log| transformed(log, lambda));
            let sd = statistics::standard_deviation(&y, &statistics::Divisor::Count).expect("seven values");
            -7.0 * scalar::ln(sd) + (lambda - 1.0) * statistics::sum(&logs)
        };
        let best = likeliest(&logs).expect("there is a peak");
        assert!((-2.0..2.0).contains(&best), "{best}");
        for step in -2000_i32..=2000 {
            let lambda = f64::from(step) / 1000.0;
            assert!(likelihood(lambda) <= likelihood(best) + 1e-12, "{lambda} is likelier than {best}");
        }
    }

    #[test]
    fn one_distinct_value_has_no_estimate() {
        assert!(refusal(&ESTIMATED, &[3.0, 3.0]).contains("every value is `3`"));
        assert!(refusal(&ESTIMATED, &[3.0]).contains("every value is `3`"));
        // The value outside of the domain is reported, not the column.
        assert!(of(&ESTIMATED, &[-3.0, 3.0])[0].is_nan());
    }

    #[test]
    fn values_too_far_apart_have_no_estimate_or_a_finite_one() {
        let refused = ESTIMATED.fit(&[5e-324, 1.0, f64::MAX]).is_err();
        assert!(refused || of(&ESTIMATED, &[5e-324, 1.0, f64::MAX]).iter().all(|x| x.is_finite()));
    }
}
