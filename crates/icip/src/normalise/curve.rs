//! A power of the share of the way between the ends of a scale.

use crate::scale::{Line, Scale};
use crate::text::Fields;
use icip_num::scalar;
use icip_problem::{Message, message};

/// Bends a scale between its ends: the share of the way from `lo` to `hi` is raised to a power.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Curve {
    pub(crate) lo: f64,
    pub(crate) hi: f64,
    pub(crate) power: f64,
}

impl Curve {
    pub(crate) fn is_straight(self) -> bool {
        self.power == 1.0
    }

    /// The bent score. Both ends stay where they are; a score below `lo` has no power.
    pub(crate) fn at(self, z: f64) -> f64 {
        if self.is_straight() || z == self.lo || z == self.hi {
            return z;
        }
        let share = (z - self.lo) / (self.hi - self.lo);
        if share < 0.0 { f64::NAN } else { self.lo + (self.hi - self.lo) * scalar::powf(share, self.power) }
    }

    pub(crate) fn apply(self, z: &mut [f64]) {
        if !self.is_straight() {
            z.iter_mut().for_each(|z| *z = self.at(*z));
        }
    }

    /// Which values have a power.
    pub(crate) fn domain(self) -> Message {
        message!("outside-domain-curve-hint", exponent = self.power)
    }
}

/// Reads the power of a scale with two ends.
pub(crate) fn read_power(fields: &mut Fields<'_>) -> f64 {
    let doc = "the power of the share of the way from `lo` to `hi`: below 1 it lifts the scores between, above 1 it lowers them";
    let power = fields.number("power", doc, Some(1.0));
    fields.must_be_above("power", power, 0.0);
    power
}

/// A line that is bent between its ends.
pub(crate) struct Bent {
    pub(crate) line: Line,
    pub(crate) curve: Curve,
    /// What was fitted, by name.
    pub(crate) fitted: Vec<(&'static str, f64)>,
}

impl Scale for Bent {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        self.line.apply(x, z);
        self.curve.apply(z);
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        self.fitted.clone()
    }

    fn domain(&self) -> Message {
        self.curve.domain()
    }
}
