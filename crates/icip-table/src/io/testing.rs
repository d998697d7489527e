//! Random numbers for the tests of the reader.

use icip_num::random::{Purpose, Stream};

/// Random numbers from a fixed seed, so that a failure comes again.
pub(super) struct Random(Stream);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(Stream::new(seed, Purpose::Inputs, 0))
    }

    /// A whole number below `bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bound = u32::try_from(bound).expect("tests ask for small numbers");
        self.0.below(bound) as usize
    }

    /// True once in so many times.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several texts.
    pub(super) fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// 64 random bits.
    pub(super) fn bits(&mut self) -> u64 {
        u64::from(self.0.bits()) << 32 | u64::from(self.0.bits())
    }
}
