//! The periods to whose rows treatments and scales are fitted. It must not know data.

use crate::text::Fields;
use icip_problem::message;
use icip_table::io::period_as_read;

/// The periods to whose rows the treatments and the scales of all indicators are fitted, so that scores of different periods
/// compare with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Base {
    /// One period, for all of them: scores of different periods are on one scale.
    Period(String),
    /// The last periods of the data up to each period, so many with itself. Scores of periods that follow each other are nearly
    /// on one scale, because they share all but one period of the base; those of periods further apart less so.
    Rolling(usize),
}

impl Base {
    pub(super) fn read(f: &mut Fields<'_>) -> Option<Self> {
        let base = f.text_or_nothing(
            "base",
            "the period to whose rows the treatments and the scales of all indicators are fitted, so that the scores of \
             other periods compare with it; without it, each sample has its own",
        );
        let periods = f.number_or_nothing(
            "rolling-base",
            "the number of periods to whose rows the treatments and the scales of a period are fitted: itself and those \
             before it, so that scores of neighbouring periods nearly compare",
        );
        let both = base.is_some() && periods.is_some();
        f.must(!both, "rolling-base", message!("bad-value-two-bases"), message!("bad-value-two-bases-hint"));
        if let Some(base) = base {
            return Some(Self::Period(period_as_read(&base)));
        }
        let periods = periods?;
        f.must_be_whole("rolling-base", periods, 2.0..=f64::INFINITY);
        Some(Self::Rolling(periods as usize))
    }
}
