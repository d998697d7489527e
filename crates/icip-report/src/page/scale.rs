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
    /// The scale of a node: from 0 to a round number that holds all scores, and never beyond the range that the rules
    /// declare; from 0 to 1, 10 or 100 where that is the range.
    pub(crate) fn of(report: &Report<'_>, node: NodeIx) -> Self {
        let range = report.framework().nodes()[node].range();
        let column = report.card().scores().column(node);
        let cells = report.rows.iter().filter_map(|row| column.get(*row));
        let (lo, hi) = cells.fold((0.0, 0.0), |(lo, hi): (f64, f64), z| (lo.min(z), hi.max(z)));
        Self::around((lo, hi), (range.lo, range.hi))
    }

    /// The scale of scores between two numbers, of which one is 0 at least, inside a range.
    fn around((lo, hi): (f64, f64), range: (f64, f64)) -> Self {
        if range.0 == 0.0 && [1.0, 10.0, 100.0].contains(&range.1) {
            return Self { lo: range.0, hi: range.1 };
        }
        let (lo, hi) = (range.0.max(-round_above(-lo)), range.1.min(round_above(hi)));
        // Bars of no length, where all scores are 0.
        Self { lo, hi: if hi > lo { hi } else { lo + 1.0 } }
    }

    /// The same scale for all nodes where each would use half of it at least, so that their bars can be compared; or else
    /// the scale of each.
    pub(crate) fn common(own: Vec<Self>) -> Vec<Self> {
        let lo = own.iter().map(|scale| scale.lo).min_by(f64::total_cmp);
        let hi = own.iter().map(|scale| scale.hi).max_by(f64::total_cmp);
        let Some((lo, hi)) = lo.zip(hi) else { return own };
        let uses_half = |scale: &Self| scale.hi / 2.0 - scale.lo / 2.0 >= (hi / 2.0 - lo / 2.0) / 2.0;
        if own.iter().all(uses_half) { vec![Self { lo, hi }; own.len()] } else { own }
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

    #[test]
    fn a_scale_stays_inside_of_the_range_of_the_rules() {
        let ends = |scores, range| Scale::around(scores, range).ends();
        assert_eq!(ends((0.0, 0.4), (0.0, 1.0)), (0.0, 1.0));
        // Rules that allow 1.5, and scores that go to 0.93.
        assert_eq!(ends((0.0, 0.93), (0.0, 1.5)), (0.0, 1.0));
        assert_eq!(ends((0.0, 1.2), (0.0, 1.5)), (0.0, 1.5));
        // Scores of 82 to 124 on a scale of 70 to 130.
        assert_eq!(ends((0.0, 124.0), (70.0, 130.0)), (70.0, 130.0));
        assert_eq!(ends((-1.7, 2.2), (f64::NEG_INFINITY, f64::INFINITY)), (-2.0, 5.0));
    }

    #[test]
    fn nodes_share_a_scale_where_each_uses_half_of_it() {
        let of = |ends: &[(f64, f64)]| {
            let own = ends.iter().map(|(lo, hi)| Scale { lo: *lo, hi: *hi }).collect();
            Scale::common(own).into_iter().map(Scale::ends).collect::<Vec<_>>()
        };
        assert_eq!(of(&[(0.0, 1.0), (0.0, 0.5)]), [(0.0, 1.0); 2]);
        assert_eq!(of(&[(0.0, 1.0), (0.0, 0.2)]), [(0.0, 1.0), (0.0, 0.2)]);
    }
}
