//! From numbers to positions.

use icip::io::format_fixed;

use crate::words::Words;

/// A straight line from numbers to positions. What lies beyond its ends stands at them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    numbers: (f64, f64),
    positions: (f64, f64),
}

impl Scale {
    pub(super) fn new(numbers: (f64, f64), positions: (f64, f64)) -> Self {
        Self { numbers, positions }
    }

    /// The ranks from 1 to the last.
    pub(super) fn of_ranks(last: f64, positions: (f64, f64)) -> Self {
        Self::new((1.0, last), positions)
    }

    pub(super) fn at(&self, number: f64) -> f64 {
        let (from, to) = self.positions;
        from + share(number, self.numbers) * (to - from)
    }

    /// Where a bar begins: at zero, else at the end that is nearest to it.
    pub(super) fn floor(&self) -> f64 {
        self.at(0.0)
    }

    /// Round numbers for an axis, about so many.
    pub(super) fn ticks(&self, about: usize) -> Ticks {
        ticks(self.numbers, about)
    }
}

/// Where a number lies between two others, from 0 to 1; in the middle where these are the same.
pub(super) fn share(number: f64, (low, high): (f64, f64)) -> f64 {
    // Halves, because the difference of two numbers may be beyond the largest.
    let width = high / 2.0 - low / 2.0;
    if width > 0.0 { ((number / 2.0 - low / 2.0) / width).clamp(0.0, 1.0) } else { 0.5 }
}

/// The numbers of an axis, with as many decimals as they need.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    pub(super) numbers: Vec<f64>,
    pub(super) decimals: usize,
}

impl Ticks {
    /// The numbers of an axis of ranks: the first, round numbers, and the last where there is room for it.
    pub(super) fn of_ranks(last: f64, about: usize) -> Self {
        let Self { numbers, .. } = ticks((1.0, last), about);
        let step = numbers.get(1).zip(numbers.first()).map_or(1.0, |(second, first)| second - first);
        let inner = numbers
            .into_iter()
            .filter(|rank| rank.fract() == 0.0 && rank - 1.0 >= step / 2.0 && last - rank >= step / 2.0);
        let mut numbers = vec![1.0];
        numbers.extend(inner);
        if last > 1.0 {
            numbers.push(last);
        }
        Self { numbers, decimals: 0 }
    }

    /// The numbers with their texts.
    pub(super) fn texts(&self, words: &Words) -> impl Iterator<Item = (f64, String)> {
        self.numbers.iter().map(|number| (*number, words.number(*number, self.decimals)))
    }
}

/// Multiples of 1, 2 or 5 times a power of ten.
fn ticks((low, high): (f64, f64), about: usize) -> Ticks {
    let wanted = high / about as f64 - low / about as f64;
    if !(wanted > 0.0 && wanted.is_finite()) {
        return Ticks { numbers: vec![low], decimals: needed(low, 3) };
    }
    // The power is kept as a whole number on the side where it is exact.
    let (mut up, mut down, mut decimals) = (1.0, 1.0, 0);
    while wanted * down / up >= 10.0 {
        up *= 10.0;
    }
    while wanted * down / up < 1.0 && decimals < 15 {
        down *= 10.0;
        decimals += 1;
    }
    let digits = wanted * down / up;
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| digits <= *digit).unwrap_or(10.0);
    let place = |number: f64| number * down / up / digit;
    let (first, last) = (place(low).ceil(), place(high).floor());
    let count = (last - first).clamp(0.0, 4.0 * about as f64) as usize;
    let number = |step: usize| (first + step as f64) * digit * up / down;
    let decimals = if digit == 10.0 { decimals.max(1) - 1 } else { decimals };
    Ticks { numbers: (0..=count).map(number).filter(|x| low <= *x && *x <= high).collect(), decimals }
}

/// With how many decimals scores are shown, so that a thousandth of the scale can be seen.
pub(super) fn decimals(width: f64) -> usize {
    [1000.0, 100.0, 10.0, 1.0, 0.1, 0.01].iter().take_while(|bound| width < **bound).count()
}

/// How many of some decimals a number needs: those of the ends of a scale are often zeros.
pub(super) fn needed(number: f64, decimals: usize) -> usize {
    let shown = |decimals: usize| format_fixed(number, decimals).parse::<f64>();
    let all = shown(decimals);
    (0..decimals).find(|fewer| shown(*fewer) == all).unwrap_or(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_by_hand() {
        let scale = Scale::new((-50.0, 150.0), (100.0, 300.0));
        // One unit is one unit; what lies beyond stands at the end.
        assert_eq!([-50.0, 0.0, 25.0, 151.0].map(|x| scale.at(x)), [100.0, 150.0, 175.0, 300.0]);
        assert_eq!(scale.floor(), 150.0);
        assert_eq!(Scale::new((20.0, 40.0), (0.0, 10.0)).floor(), 0.0, "zero is below the scale");
        assert_eq!(Scale::new((7.0, 7.0), (0.0, 10.0)).at(7.0), 5.0, "a scale without width");
        assert_eq!(share(0.0, (-f64::MAX, f64::MAX)), 0.5, "a width beyond the largest number");
    }

    #[test]
    fn axes_have_round_numbers() {
        let of = |low, high, about| ticks((low, high), about);
        assert_eq!(
            of(0.0, 100.0, 5),
            Ticks { numbers: vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], decimals: 0 }
        );
        assert_eq!(of(0.1, 0.38, 4), Ticks { numbers: vec![0.1, 0.2, 0.3], decimals: 1 });
        // A quarter of 3.1 is 0.775: the next round step is 1.
        assert_eq!(of(-1.3, 1.8, 4), Ticks { numbers: vec![-1.0, 0.0, 1.0], decimals: 0 });
        assert_eq!(of(3.0, 3.0, 4).numbers, [3.0]);
        assert!(of(-f64::MAX, f64::MAX, 4).numbers.len() < 20);
    }

    #[test]
    fn an_axis_of_ranks_begins_with_the_first_and_ends_with_the_last() {
        assert_eq!(Ticks::of_ranks(136.0, 7).numbers, [1.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0, 136.0]);
        // 125 is too near to 120.
        assert_eq!(Ticks::of_ranks(125.0, 7).numbers, [1.0, 20.0, 40.0, 60.0, 80.0, 100.0, 125.0]);
        assert_eq!(Ticks::of_ranks(3.0, 7).numbers, [1.0, 2.0, 3.0]);
        assert_eq!(Ticks::of_ranks(1.0, 7).numbers, [1.0]);
    }

    #[test]
    fn a_thousandth_of_the_scale_can_be_seen() {
        assert_eq!([5000.0, 100.0, 20.0, 1.0, 0.5].map(decimals), [0, 1, 2, 3, 4]);
        assert_eq!([1.0, 2.5, 0.125, 0.1254].map(|number| needed(number, 3)), [0, 1, 3, 3]);
    }
}
