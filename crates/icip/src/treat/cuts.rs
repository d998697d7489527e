//! Two bounds at which values are cut, however they were found.

use crate::scale::{Done, Identity};
use crate::treat::outcome::{beyond_numbers, still_varies};
use crate::treat::{Scale, Unfit};
use icip_num::statistics::varies;

/// Values below `low` become `low`, values above `high` become `high`; an infinite bound cuts nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cuts {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Cuts {
    /// Cuts fitted to a sample. Where all values are equal, none is an outlier, and they pass unchanged.
    pub(crate) fn of(
        sample: &[f64],
        find: impl Fn(&[f64]) -> Result<Cuts, Unfit>,
    ) -> Result<Box<dyn Scale>, Unfit> {
        if !varies(sample) {
            return Ok(Box::new(Identity));
        }
        let cuts = find(sample)?;
        if cuts.low.is_nan() || cuts.high.is_nan() {
            return Err(beyond_numbers());
        }
        cuts.applied_to(sample)
    }

    /// The cuts with the number of values of a sample that they move.
    pub(crate) fn applied_to(self, sample: &[f64]) -> Result<Box<dyn Scale>, Unfit> {
        let bottom = sample.iter().filter(|x| **x < self.low).count();
        let top = sample.iter().filter(|x| **x > self.high).count();
        still_varies(sample, Counted { cuts: self, bottom, top })
    }

    /// The bounds that cut, and how many values they move.
    pub(crate) fn numbers(self, bottom: usize, top: usize) -> Vec<(&'static str, f64)> {
        let Self { low, high } = self;
        let all =
            [("low", low), ("high", high), ("points-bottom", bottom as f64), ("points-top", top as f64)];
        all.into_iter().filter(|(_, number)| number.is_finite()).collect()
    }

    pub(crate) fn at(&self, x: f64) -> f64 {
        if x < self.low {
            self.low
        } else if x > self.high {
            self.high
        } else {
            x
        }
    }
}

/// Cuts, and how many values of the sample they move.
struct Counted {
    cuts: Cuts,
    bottom: usize,
    top: usize,
}

impl Scale for Counted {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        self.cuts.apply(x, out);
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        self.cuts.numbers(self.bottom, self.top)
    }

    fn done(&self, x: f64) -> Option<Done> {
        self.cuts.done(x)
    }
}

impl Scale for Cuts {
    fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            *out = self.at(*x);
        }
    }

    fn done(&self, x: f64) -> Option<Done> {
        if x < self.low {
            Some(Done::CutAtBottom)
        } else if x > self.high {
            Some(Done::CutAtTop)
        } else {
            None
        }
    }
}
