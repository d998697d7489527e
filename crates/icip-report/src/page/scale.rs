//! Where scores stand on a bar.

use icip::framework::NodeIx;

use crate::model::Report;

/// The two ends of the bars of a node, and where they begin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    lo: f64,
    hi: f64,
}

/// The length of a bar, in units of its drawing.
pub(crate) const LENGTH: f64 = 100.0;

impl Scale {
    /// The scale of a node: the range that its rules declare, where scores reach into its upper half; or else from 0
    /// to a round number that holds all scores.
    pub(crate) fn of(report: &Report<'_>, node: NodeIx) -> Self {
        let range = report.framework().nodes()[node].range();
        let column = report.card().scores().column(node);
        let cells = report.rows.iter().filter_map(|row| column.get(*row));
        let (lo, hi) = cells.fold((0.0, 0.0), |(lo, hi): (f64, f64), z| (lo.min(z), hi.max(z)));
        let is_usual = range.lo == 0.0 && [1.0, 10.0, 100.0].contains(&range.hi);
        if range.is_bounded() && range.width() > 0.0 && (is_usual || hi >= range.lo / 2.0 + range.hi / 2.0) {
            return Self { lo: range.lo, hi: range.hi };
        }
        let (lo, hi) = (-round_above(-lo), round_above(hi));
        // Bars of no length, where all scores are 0.
        Self { lo, hi: if hi > lo { hi } else { lo + 1.0 } }
    }

    #[cfg(test)]
    pub(super) fn between(lo: f64, hi: f64) -> Self {
        Self { lo, hi }
    }

    /// The ends.
    pub(crate) fn ends(self) -> (f64, f64) {
        (self.lo, self.hi)
    }

    /// The place of a score, from 0 to [`LENGTH`], with one decimal.
    pub(crate) fn place(self, score: f64) -> f64 {
        // Both parts are divided first: their difference may be too large for a number.
        let share = (score / 2.0 - self.lo / 2.0) / (self.hi / 2.0 - self.lo / 2.0);
        (share.clamp(0.0, 1.0) * LENGTH * 10.0).round() / 10.0
    }

    /// Where bars begin: at 0, or at the end that is nearest to it.
    pub(crate) fn origin(self) -> f64 {
        self.place(0.0)
    }

    /// Start and length of the bar of a score.
    pub(crate) fn bar(self, score: f64) -> (f64, f64) {
        let (from, to) = (self.origin(), self.place(score));
        let (start, end) = if from <= to { (from, to) } else { (to, from) };
        (start, ((end - start) * 10.0).round() / 10.0)
    }
}

/// The least of 1, 2 and 5 times a power of ten that is not below a number; 0 for a number that is not above 0.
fn round_above(number: f64) -> f64 {
    if number <= 0.0 || !number.is_finite() {
        return 0.0;
    }
    // From the power of ten of the first digit, in the way in which numbers are written.
    let written = format!("{number:e}");
    let power = written.split_once('e').map_or("0", |(_, power)| power);
    let mut round =
        ["1", "2", "5", "10"].into_iter().filter_map(|digit| format!("{digit}e{power}").parse().ok());
    round.find(|round: &f64| *round >= number && round.is_finite()).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_begin_at_zero_or_at_the_nearest_end() {
        let shares = Scale { lo: 0.0, hi: 1.0 };
        assert_eq!(shares.bar(0.732), (0.0, 73.2));
        // From -2 to 2, zero is in the middle: -1 is a quarter of the way, and its bar goes from there to the middle.
        let around = Scale { lo: -2.0, hi: 2.0 };
        assert_eq!((around.bar(-1.0), around.bar(2.0)), ((25.0, 25.0), (50.0, 50.0)));
        let above = Scale { lo: 70.0, hi: 130.0 };
        assert_eq!((above.origin(), above.bar(100.0)), (0.0, (0.0, 50.0)));
        // What lies beyond an end is drawn at the end.
        assert_eq!(shares.bar(1.5), (0.0, 100.0));
    }

    #[test]
    fn a_scale_ends_at_a_round_number() {
        // The first of 1, 2, 5, 10, 20, 50, ... that is not below.
        assert_eq!([0.87, 1.0, 1.2, 24.0, 0.0023, 0.0].map(round_above), [1.0, 1.0, 2.0, 50.0, 0.005, 0.0]);
        // There is no number for 2e308.
        assert_eq!(round_above(1.5e308), 1.5e308);
    }
}
