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

/// The size of the strip in the cell of a table.
const CELL: (f64, f64) = (160.0, 16.0);

/// The strip for a cell of a table: the bounds of 90 % and of 50 % as a thin and a thick bar, the median as a line,
/// the declared rank as a diamond. A page has one for every entity, so the rules of the page know these shapes by
/// their order.
pub(crate) fn cell(ranks: &Ranks, words: &Words) -> Markup {
    let scale = Scale::of_ranks(ranks.last, (5.0, CELL.0 - 5.0));
    let (mut bars, mut median, mut declared) = (Path::default(), Path::default(), Path::default());
    if let Some(spread) = ranks.spread {
        bars.bar(ends(scale, spread.ninety), (7.0, 9.0));
        bars.bar(ends(scale, spread.half), (5.0, 11.0));
        let x = scale.at(spread.median);
        median.line((x, 2.0), (x, 14.0));
    }
    declared.diamond((scale.at(ranks.declared), 8.0), 4.0);
    html! {
        svg .rank-cell viewBox="0 0 160 16" role="img" {
            title { (ranks.text(words)) }
            @if !bars.is_empty() { (bars.plain()) (median.plain()) }
            (declared.plain())
        }
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

    fn ranks() -> Ranks {
        let spread = Spread { ninety: (2.0, 9.0), half: (4.0, 7.0), median: 5.0 };
        Ranks { last: 11.0, declared: 3.0, spread: Some(spread) }
    }

    #[test]
    fn every_rank_has_its_position() {
        // Eleven ranks from 5 to 155: one rank is 15 wide, so rank r stands at 15 r - 10.
        let markup = cell(&ranks(), &Words::new(Language::ENGLISH)).into_string();
        assert!(markup.contains("d=\"M20 7h105v2h-105zM50 5h45v6h-45z\""), "{markup}");
        assert!(markup.contains("d=\"M65 2v12\""), "{markup}");
        assert!(markup.contains("d=\"M31 8l4-4 4 4-4 4z\""), "{markup}");
    }

    #[test]
    fn a_cell_is_small() {
        let spread = Spread { ninety: (102.0, 109.0), half: (104.0, 107.0), median: 105.0 };
        let ranks = Ranks { last: 136.0, declared: 103.0, spread: Some(spread) };
        for language in ["en", "es"] {
            let words = Words::new(Language::of_tag(language).expect("it has a catalogue"));
            let markup = cell(&ranks, &words).into_string();
            assert!(markup.len() < 300, "{}: {markup}", markup.len());
        }
    }

    #[test]
    fn an_entity_alone_and_one_without_a_study_have_a_mark() {
        let alone = Ranks { last: 1.0, declared: 1.0, spread: None };
        let markup = cell(&alone, &Words::new(Language::ENGLISH)).into_string();
        // In the middle, 80.
        assert!(markup.contains("><path d=\"M76 8l4-4 4 4-4 4z\"></path></svg>"), "{markup}");
    }

    #[test]
    fn bounds_at_the_same_rank_are_a_short_bar() {
        let spread = Spread { ninety: (6.0, 6.0), half: (6.0, 6.0), median: 6.0 };
        let ranks = Ranks { last: 11.0, declared: 6.0, spread: Some(spread) };
        // Rank 6 stands at 80.
        let markup = cell(&ranks, &Words::new(Language::ENGLISH)).into_string();
        assert!(markup.contains("d=\"M79 7h2v2h-2zM79 5h2v6h-2z\""), "{markup}");
    }
}
