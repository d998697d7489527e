//! The ranks that one entity can have, on a strip from the first to the last.

use icip::problem::message;
use maud::{Markup, html};

use super::canvas::{Chart, Parts};
use super::path::Path;
use super::scale::{Scale, Ticks};
use super::text;
use crate::words::Words;

/// The ranks of an entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ranks {
    /// The rank of the last entity.
    pub(crate) last: f64,
    pub(crate) declared: f64,
    /// The ranks over the runs; nothing where there is no study.
    pub(crate) spread: Option<Spread>,
}

/// Ranks over the runs of a study.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    /// The bounds that hold 90 % of the runs.
    pub(crate) ninety: (f64, f64),
    /// The bounds that hold half of the runs.
    pub(crate) half: (f64, f64),
    pub(crate) median: f64,
}

/// A rank; ranks that are shared by their mean have a half.
pub(super) fn rank_text(words: &Words, rank: f64) -> String {
    words.number(rank, usize::from(rank.fract() != 0.0))
}

impl Ranks {
    /// What the strip says, in words.
    pub(crate) fn text(&self, words: &Words) -> String {
        let shown = |rank: f64| rank_text(words, rank);
        let (rank, last) = (shown(self.declared), shown(self.last));
        let Some(Spread { ninety, half, median }) = self.spread else {
            return words.text(message!("chart-rank", rank, last));
        };
        let (low, high, lower, upper) = (shown(ninety.0), shown(ninety.1), shown(half.0), shown(half.1));
        let median = shown(median);
        words.text(message!("chart-rank-interval", rank, last, low, high, lower, upper, median))
    }
}

/// The ends of a bar, which is seen also where both are the same rank.
pub(super) fn ends(scale: Scale, (low, high): (f64, f64)) -> (f64, f64) {
    let (left, right) = (scale.at(low), scale.at(high));
    if right - left < 2.0 { ((left + right) / 2.0 - 1.0, (left + right) / 2.0 + 1.0) } else { (left, right) }
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 92.0;
/// Where the strip itself lies.
const MIDDLE: f64 = 30.0;

/// The strip by itself, with an axis and the meaning of its marks.
pub(crate) fn strip(name: &str, ranks: &Ranks, words: &Words) -> Chart {
    let scale = Scale::of_ranks(ranks.last, (16.0, WIDTH - 16.0));
    let (mut grid, mut bars, mut median, mut declared) =
        (Path::default(), Path::default(), Path::default(), Path::default());
    let ticks = Ticks::of_ranks(ranks.last, 8);
    for rank in &ticks.numbers {
        let x = scale.at(*rank);
        grid.line((x, MIDDLE - 12.0), (x, MIDDLE + 14.0));
    }
    grid.line((scale.at(1.0), MIDDLE), (scale.at(ranks.last), MIDDLE));
    let mut bounds = Vec::new();
    if let Some(spread) = ranks.spread {
        let (left, right) = ends(scale, spread.ninety);
        bars.bar((left, right), (MIDDLE - 2.5, MIDDLE + 2.5));
        bars.bar(ends(scale, spread.half), (MIDDLE - 7.0, MIDDLE + 7.0));
        let x = scale.at(spread.median);
        median.line((x, MIDDLE - 10.0), (x, MIDDLE + 10.0));
        let [low, high] = [spread.ninety.0, spread.ninety.1].map(|rank| rank_text(words, rank));
        bounds = if right - left >= 40.0 {
            vec![(left, low), (right, high)]
        } else {
            // Two numbers at the same place would cover each other.
            let both = if low == high { low } else { format!("{low}\u{2013}{high}") };
            vec![((left + right) / 2.0, both)]
        };
    }
    declared.diamond((scale.at(ranks.declared), MIDDLE), 6.0);
    let body = html! {
        (grid.drawn("c-grid"))
        (bars.drawn("c-bar"))
        (median.drawn("c-mark"))
        (declared.drawn("c-accent"))
        g text-anchor="middle" {
            @for (x, shown) in &bounds { (text::text((*x, MIDDLE - 15.0), shown)) }
        }
        g .c-small.c-muted text-anchor="middle" {
            @for (rank, shown) in ticks.texts(words) {
                (text::text((scale.at(rank), MIDDLE + 27.0), &shown))
            }
        }
        (legend(words, ranks.spread.is_some(), (16.0, HEIGHT - 8.0)))
    };
    let title = words.text(message!("chart-ranks-of", name));
    let description = ranks.text(words);
    Chart { width: WIDTH, height: HEIGHT, title, description, parts: Parts::None, body }
}

/// The meaning of the marks, on one line.
pub(super) fn legend(words: &Words, has_spread: bool, (left, base): (f64, f64)) -> Markup {
    let middle = base - 4.0;
    let mut x = left;
    let mut next = |text: String| {
        let at = x;
        x += 26.0 + text::width(&text, text::SMALL) + 14.0;
        (at, text)
    };
    let declared = next(words.text(message!("chart-legend-declared")));
    let mut diamond = Path::default();
    diamond.diamond((declared.0 + 12.0, middle), 5.0);
    let mut texts = vec![declared];
    let (mut bars, mut line) = (Path::default(), Path::default());
    if has_spread {
        let median = next(words.text(message!("chart-legend-median")));
        line.line((median.0 + 12.0, middle - 6.0), (median.0 + 12.0, middle + 6.0));
        let half = next(words.text(message!("chart-legend-half")));
        bars.bar((half.0, half.0 + 22.0), (middle - 5.0, middle + 5.0));
        let ninety = next(words.text(message!("chart-legend-ninety")));
        bars.bar((ninety.0, ninety.0 + 22.0), (middle - 1.5, middle + 1.5));
        texts.extend([median, half, ninety]);
    }
    html! {
        (bars.drawn("c-bar"))
        (line.drawn("c-mark"))
        (diamond.drawn("c-accent"))
        g .c-small.c-muted {
            @for (x, text) in &texts { (text::text((x + 26.0, base), text)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::*;

    fn drawn(last: f64, declared: f64, spread: Option<Spread>) -> Chart {
        strip("E", &Ranks { last, declared, spread }, &Words::new(Language::ENGLISH))
    }

    #[test]
    fn every_rank_has_its_position() {
        let spread = Spread { ninety: (2.0, 9.0), half: (4.0, 7.0), median: 5.0 };
        // From 16 to 624 is 608: 20 ranks are 32 apart, so rank r stands at 32 r - 16.
        let chart = drawn(20.0, 3.0, Some(spread));
        let body = chart.body.into_string();
        assert!(body.contains("d=\"M48 27.5h224v5h-224zM112 23h96v14h-96z\""), "{body}");
        assert!(body.contains("d=\"M144 20v20\"") && body.contains("d=\"M74 30l6-6 6 6-6 6z\""), "{body}");
        assert_eq!(chart.description, "rank 3 of 20; 90 %: 2\u{2013}9; 50 %: 4\u{2013}7; median 5");
    }

    #[test]
    fn an_entity_alone_stands_in_the_middle() {
        let body = drawn(1.0, 1.0, None).body.into_string();
        // Half of 640.
        assert!(body.contains("d=\"M314 30l6-6 6 6-6 6z\"") && !body.contains("c-mark"), "{body}");
    }

    #[test]
    fn bounds_at_the_same_rank_are_a_short_bar_with_one_number() {
        let spread = Spread { ninety: (6.0, 6.0), half: (6.0, 6.0), median: 6.0 };
        // Rank 6 of 11 stands at 320.
        let body = drawn(11.0, 6.0, Some(spread)).body.into_string();
        assert!(body.contains("d=\"M319 27.5h2v5h-2zM319 23h2v14h-2z\""), "{body}");
        assert!(body.contains("<text x=\"320\" y=\"15\">6</text>"), "{body}");
    }
}
