//! A step fitted to a sample: a function of the value, with what was fitted. It must not know which method
//! was fitted.

use icip_num::grid;
pub(crate) use icip_num::kernel::Line;
use icip_num::statistics::{self, Divisor};
use icip_num::summary::{Moments, SampleSummary};
use icip_problem::{Message, message};
use icip_table::data::Column;
use std::cell::OnceCell;

/// A method fitted to a sample.
pub(crate) trait Scale: Send + Sync {
    /// Writes one result per value; a value outside of the domain becomes a NaN, which the caller turns
    /// into an error that names the entity.
    fn apply(&self, x: &[f64], z: &mut [f64]);

    /// The line that the results lie on, where they all do.
    fn line(&self) -> Option<Line> {
        None
    }

    /// What was fitted, by name.
    fn fitted(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    /// Whether every value of the sample to which it was fitted is sure to have a finite result, so that
    /// no check is needed.
    fn is_certain(&self) -> bool {
        false
    }

    /// Whether the result of `x` was cut at an end of the scale.
    fn is_clipped(&self, _x: f64) -> bool {
        false
    }

    /// What was done to `x`, for the trail, where there is more to say than the method's name.
    fn done(&self, _x: f64) -> Option<Done> {
        None
    }

    /// What a reader should know of what was fitted: a fragment without the name of the node, and what to do.
    fn doubt(&self) -> Option<(Message, Message)> {
        None
    }

    /// Which values have a result, for the error about one that has none.
    fn domain(&self) -> Message {
        message!("outside-domain-every-number-hint")
    }
}

/// Why a method cannot be fitted to a sample.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unfit {
    pub(crate) what: Message,
    pub(crate) allowed: Message,
}

impl Unfit {
    /// What was found in the sample, and what would be allowed.
    pub(crate) fn new(what: Message, allowed: Message) -> Self {
        Self { what, allowed }
    }
}

/// What a method must know of a sample before it can be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needs {
    /// Nothing: an entity's result does not depend on the others.
    Nothing,
    /// Number, bounds, mean and standard deviation, which one pass over any amount of data gives.
    Summary,
    /// All values at once, as for medians and ranks.
    Values,
}

/// The present values of a sample, of which there is at least one.
#[derive(Clone, Copy)]
pub(crate) struct SampleValues<'a> {
    known: SampleSource<'a>,
    of: &'a CellsOf<'a>,
    period: &'a dyn Fn(&str) -> Vec<f64>,
}

/// The cells of an entity, by its code: those of the sample, or of a named period.
type CellsOf<'a> = dyn Fn(&str, Option<&str>) -> Vec<Option<f64>> + 'a;

#[derive(Clone, Copy)]
enum SampleSource<'a> {
    Values(&'a [f64]),
    Column(&'a Column, &'a OnceCell<Vec<f64>>),
    Summary(Summed),
}

/// All that is known of a sample that was read in parts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Summed {
    pub(crate) moments: Moments,
    pub(crate) bounds: Option<(f64, f64)>,
}

impl From<&SampleSummary> for Summed {
    fn from(summary: &SampleSummary) -> Self {
        Self { moments: summary.moments(), bounds: summary.bounds() }
    }
}

impl<'a> SampleValues<'a> {
    /// A sample in memory, its values in the order of the rows. `of` gives the cells of an entity in the
    /// sample or in a named period, `period` the present values of a named period, in the sample or not.
    pub(crate) fn of_values(
        values: &'a [f64],
        of: &'a CellsOf<'a>,
        period: &'a dyn Fn(&str) -> Vec<f64>,
    ) -> Self {
        Self { known: SampleSource::Values(values), of, period }
    }

    /// The present values of a column with gaps, which are assembled only where a method asks for them.
    pub(crate) fn with_gaps(self, column: &'a Column, together: &'a OnceCell<Vec<f64>>) -> Self {
        Self { known: SampleSource::Column(column, together), ..self }
    }

    /// A sample that was read in parts.
    pub(crate) fn of_summary(summed: Summed) -> Self {
        Self { known: SampleSource::Summary(summed), of: &|_, _| Vec::new(), period: &|_| Vec::new() }
    }

    /// All values, for methods that need them.
    pub(crate) fn values(&self) -> Result<&'a [f64], Unfit> {
        match self.known {
            SampleSource::Values(values) => Ok(values),
            SampleSource::Column(column, together) => Ok(together.get_or_init(|| column.present())),
            SampleSource::Summary(_) => {
                Err(Unfit::new(message!("cannot-fit-all-values"), message!("cannot-fit-all-values-hint")))
            }
        }
    }

    /// The cells of an entity, by its code: one for each of its rows in the sample, or in a named period.
    pub(crate) fn cells_of(&self, code: &str, period: Option<&str>) -> Vec<Option<f64>> {
        (self.of)(code, period)
    }

    /// The present values of a named period.
    pub(crate) fn of_period(&self, name: &str) -> Vec<f64> {
        (self.period)(name)
    }

    pub(crate) fn count(&self) -> usize {
        match self.known {
            SampleSource::Values(values) => values.len(),
            SampleSource::Column(column, _) => column.present_count(),
            SampleSource::Summary(summed) => summed.moments.count,
        }
    }

    /// Smallest and largest value; nothing of nothing.
    pub(crate) fn bounds(&self) -> Option<(f64, f64)> {
        match self.known {
            SampleSource::Values(values) => statistics::bounds(values),
            SampleSource::Column(column, _) => column.bounds(),
            SampleSource::Summary(summed) => summed.bounds,
        }
    }

    /// Whether at least two values differ.
    pub(crate) fn varies(&self) -> bool {
        self.bounds().is_some_and(|(low, high)| !grid::is_constant(low, high))
    }

    /// Arithmetic mean; nothing of nothing.
    pub(crate) fn mean(&self) -> Option<f64> {
        match self.known {
            SampleSource::Values(_) | SampleSource::Column(..) => statistics::mean(self.values().ok()?),
            SampleSource::Summary(Summed { moments, .. }) => (moments.count > 0).then_some(moments.mean),
        }
    }

    /// Standard deviation about the mean; nothing when the divisor would not be positive.
    pub(crate) fn standard_deviation(&self, divisor: &Divisor) -> Option<f64> {
        match self.known {
            SampleSource::Values(_) | SampleSource::Column(..) => {
                statistics::standard_deviation(self.values().ok()?, divisor)
            }
            SampleSource::Summary(Summed { moments, .. }) => {
                Some(moments.deviation(divisor.of(moments.count)?))
            }
        }
    }
}

/// Values pass unchanged.
pub(crate) struct Identity;

impl Scale for Identity {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        z.copy_from_slice(x);
    }
}

/// Results that lie on a line.
pub(crate) struct Linear {
    pub(crate) line: Line,
    /// What was fitted, by name.
    pub(crate) fitted: Vec<(&'static str, f64)>,
    /// Whether every value to which it is applied is sure to have a finite result.
    pub(crate) certain: bool,
}

impl Scale for Linear {
    fn apply(&self, x: &[f64], z: &mut [f64]) {
        self.line.apply(x, z);
    }

    fn line(&self) -> Option<Line> {
        Some(self.line)
    }

    fn fitted(&self) -> Vec<(&'static str, f64)> {
        self.fitted.clone()
    }

    fn is_certain(&self) -> bool {
        self.certain
    }

    fn domain(&self) -> Message {
        message!("outside-domain-too-large-hint")
    }
}

/// Every value gets the same score: the declared outcome of a constant column.
pub(crate) struct Flat(pub(crate) f64);

impl Scale for Flat {
    fn apply(&self, _: &[f64], z: &mut [f64]) {
        z.fill(self.0);
    }
}

/// What a treatment did to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// It was below the lower cut.
    CutAtBottom,
    /// It was above the upper cut.
    CutAtTop,
    /// It was winsorised at the bottom; ties moved more points than the method allows.
    WinsorisedAtBottom {
        /// Whether there were such ties.
        ties: bool,
    },
    /// It was winsorised at the top; ties moved more points than the method allows.
    WinsorisedAtTop {
        /// Whether there were such ties.
        ties: bool,
    },
    /// Its logarithm was taken.
    Logarithm,
    /// It was winsorised at the bottom, and then its logarithm was taken.
    WinsorisedAtBottomThenLogarithm,
    /// It was winsorised at the top, and then its logarithm was taken.
    WinsorisedAtTopThenLogarithm,
}

impl Done {
    /// The reason in the trail.
    pub(crate) fn message(self, method: &str) -> Message {
        match self {
            Self::CutAtBottom => message!("trail-cut-at-bottom", method),
            Self::CutAtTop => message!("trail-cut-at-top", method),
            Self::WinsorisedAtBottom { ties: false } => message!("trail-winsorised-at-bottom", method),
            Self::WinsorisedAtBottom { ties: true } => message!("trail-winsorised-at-bottom-ties", method),
            Self::WinsorisedAtTop { ties: false } => message!("trail-winsorised-at-top", method),
            Self::WinsorisedAtTop { ties: true } => message!("trail-winsorised-at-top-ties", method),
            Self::Logarithm => message!("trail-logarithm", method),
            Self::WinsorisedAtBottomThenLogarithm => message!("trail-winsorised-at-bottom-log", method),
            Self::WinsorisedAtTopThenLogarithm => message!("trail-winsorised-at-top-log", method),
        }
    }
}
