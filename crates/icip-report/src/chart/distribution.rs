//! The scores of all entities at one node: a histogram, or a line for each where they are few, with their quartiles.

use icip::problem::message;
use maud::{Markup, html};

use super::canvas::{Chart, Parts};
use super::path::{At, Path};
use super::scale::{Scale, decimals, needed, share};
use super::text;
use crate::words::Words;

/// The scores at a node.
#[derive(Debug, Clone)]
pub(crate) struct Distribution<'a> {
    pub(crate) name: &'a str,
    /// The scores that are there, in any order.
    pub(crate) scores: &'a [f64],
    /// The first quartile, the median and the third; nothing without scores.
    pub(crate) quartiles: Option<[f64; 3]>,
    /// From the worst to the best score that the node can have, or that an entity has.
    pub(crate) ends: (f64, f64),
    /// The entity that is marked, with its score.
    pub(crate) marked: Option<(&'a str, f64)>,
}

const WIDTH: f64 = 224.0;
const HEIGHT: f64 = 82.0;
const LEFT: f64 = 6.0;
/// Where the columns stand, and how high the highest is.
const FLOOR: f64 = 54.0;
const HIGHEST: f64 = 34.0;
/// Up to so many entities each has a line of its own.
const FEW: usize = 40;

/// The distribution at a node, small enough that those of several nodes stand side by side.
pub(crate) fn distribution(of: &Distribution<'_>, words: &Words) -> Chart {
    let right = WIDTH - LEFT;
    let scale = Scale::new(of.ends, (LEFT, right));
    let digits = decimals(of.ends.1 - of.ends.0);
    let number = |x: f64| words.number(x, digits);
    let end = |x: f64| words.number(x, needed(x, digits));
    let (mut shapes, mut grid, mut quartiles, mut median) =
        (Path::default(), Path::default(), Path::default(), Path::default());
    let is_few = of.scores.len() <= FEW;
    if is_few {
        for score in of.scores {
            let x = scale.at(*score);
            shapes.bar((x - 0.8, x + 0.8), (FLOOR - HIGHEST / 2.0, FLOOR));
        }
    } else {
        let counts = counts(of.scores, of.ends);
        let most = counts.iter().copied().max().unwrap_or(1) as f64;
        let heights: Vec<f64> = counts.iter().map(|count| *count as f64 / most * HIGHEST).collect();
        shapes.columns((LEFT, FLOOR), (right - LEFT) / counts.len() as f64, &heights);
    }
    grid.line((LEFT, FLOOR), (right, FLOOR));
    if let Some([first, middle, third]) = of.quartiles {
        let (from, to) = (scale.at(first), scale.at(third));
        quartiles.bar((from, if to - from < 1.0 { from + 1.0 } else { to }), (FLOOR + 4.0, FLOOR + 10.0));
        let x = scale.at(middle);
        median.line((x, FLOOR + 2.0), (x, FLOOR + 12.0));
    }
    let marked = of.marked.map(|(_, score)| {
        let (mut line, mut head) = (Path::default(), Path::default());
        let x = scale.at(score);
        line.line((x, FLOOR - HIGHEST), (x, FLOOR + 12.0));
        head.diamond((x, FLOOR), 4.0);
        (line, head, number(score))
    });
    let room = marked.as_ref().map_or(0.0, |(_, _, score)| text::width(score, text::SIZE) + 8.0);
    let body = html! {
        (text::label((LEFT, 12.0), of.name, right - LEFT - room, text::SIZE))
        (grid.drawn("c-grid"))
        (shapes.drawn("c-bar"))
        (quartiles.drawn("c-band"))
        (median.drawn("c-mark"))
        @if let Some((line, head, score)) = &marked {
            (line.drawn("c-line"))
            (head.drawn("c-accent"))
            text .c-accent.c-strong text-anchor="end" x=(At::new(right)) y="12" { (score) }
        }
        g .c-small.c-muted {
            (text::text((LEFT, HEIGHT - 4.0), &end(of.ends.0)))
            g text-anchor="end" { (text::text((right, HEIGHT - 4.0), &end(of.ends.1))) }
            @if of.scores.is_empty() { (text::text((LEFT, FLOOR - 6.0), &words.text(message!("chart-no-score")))) }
        }
    };
    let title = words.text(message!("chart-distribution-of", name = of.name));
    Chart {
        width: WIDTH,
        height: HEIGHT,
        title,
        description: said(of, words, number),
        parts: Parts::None,
        body,
    }
}

/// What the distribution shows, in words.
fn said(of: &Distribution<'_>, words: &Words, number: impl Fn(f64) -> String) -> String {
    let count = of.scores.len();
    let ordered = of
        .scores
        .iter()
        .copied()
        .min_by(f64::total_cmp)
        .zip(of.scores.iter().copied().max_by(f64::total_cmp));
    let Some(([first, middle, third], (lowest, highest))) = of.quartiles.zip(ordered) else {
        return words.text(message!("chart-no-score"));
    };
    let [lowest, first, median, third, highest] = [lowest, first, middle, third, highest].map(&number);
    let all = message!("chart-distribution-said", count, lowest, first, median, third, highest);
    match of.marked {
        None => words.text(all),
        Some((entity, score)) => {
            words.text(message!("chart-distribution-marked", all, entity, score = number(score)))
        }
    }
}

/// How many scores lie in each of some intervals of equal width.
fn counts(scores: &[f64], ends: (f64, f64)) -> Vec<usize> {
    // The square root of the number of scores is what spreadsheets take; more than 40 columns are too thin to see.
    let columns = ((scores.len() as f64).sqrt().ceil() as usize).clamp(8, 40);
    let mut counts = vec![0; columns];
    for score in scores {
        let column = (share(*score, ends) * columns as f64) as usize;
        counts[column.min(columns - 1)] += 1;
    }
    counts
}

/// How many distributions stand side by side in a file.
const COLUMNS: usize = 4;

/// Distributions side by side, with the meaning of their marks below.
pub(crate) fn multiples(title: String, charts: &[Chart], words: &Words) -> Chart {
    let columns = charts.len().clamp(1, COLUMNS);
    let rows = charts.len().div_ceil(columns);
    let (step_x, step_y) = (WIDTH + 12.0, HEIGHT + 14.0);
    let place = |chart: usize| ((chart % columns) as f64 * step_x, (chart / columns) as f64 * step_y);
    let below = rows as f64 * step_y;
    let said: Vec<String> =
        charts.iter().map(|chart| format!("{}: {}", chart.title, chart.description)).collect();
    let body = html! {
        @for (at, chart) in charts.iter().enumerate() {
            g transform={ "translate(" (At::new(place(at).0)) " " (At::new(place(at).1)) ")" } { (chart.body) }
        }
        (legend(words, (LEFT, below + 12.0)))
    };
    // Four hundred and eighty is what the legend needs.
    let width = (columns as f64 * step_x - 12.0).clamp(480.0, f64::MAX);
    Chart { width, height: below + 20.0, title, description: said.join(" "), parts: Parts::None, body }
}

/// The meaning of the marks.
pub(crate) fn legend(words: &Words, (left, base): (f64, f64)) -> Markup {
    let middle = base - 4.0;
    let quartiles = words.text(message!("chart-legend-quartiles"));
    let behind = left + 28.0 + text::width(&quartiles, text::SMALL) + 14.0;
    let (mut band, mut line) = (Path::default(), Path::default());
    band.bar((left, left + 22.0), (middle - 3.0, middle + 3.0));
    line.line((behind + 4.0, middle - 5.0), (behind + 4.0, middle + 5.0));
    html! {
        (band.drawn("c-band"))
        (line.drawn("c-mark"))
        g .c-small.c-muted {
            (text::text((left + 28.0, base), &quartiles))
            (text::text((behind + 12.0, base), &words.text(message!("chart-legend-median-score"))))
        }
    }
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::*;

    fn drawn(scores: &[f64], quartiles: Option<[f64; 3]>, marked: Option<(&str, f64)>) -> Chart {
        let of = Distribution { name: "n", scores, quartiles, ends: (0.0, 106.0), marked };
        distribution(&of, &Words::new(Language::ENGLISH))
    }

    #[test]
    fn a_few_scores_have_a_line_each() {
        // From 6 to 218 is 212 for 106 points: 2 a point. 10 stands at 26, 20 at 46, 30 at 66; lines are 1.6 wide and
        // 17 high.
        let chart = drawn(&[10.0, 30.0], Some([15.0, 20.0, 25.0]), Some(("E", 30.0)));
        let body = chart.body.into_string();
        assert!(body.contains("M25.2 37h1.6v17h-1.6zM65.2 37h1.6v17h-1.6z"), "{body}");
        // The quartiles from 36 to 56, the median at 46, the mark at 66.
        assert!(body.contains("d=\"M36 58h20v6h-20z\"") && body.contains("d=\"M46 56v10\""), "{body}");
        assert!(body.contains("d=\"M66 20v46\"") && body.contains(">30.0</text>"), "{body}");
        assert!(
            chart.description.contains("20.0") && chart.description.contains("E: 30.0"),
            "{}",
            chart.description
        );
    }

    #[test]
    fn many_scores_are_a_histogram() {
        // 60 scores need 8 columns of 26.5, as the root of 60 is 7.7. 40 lie at 0, in the first, and 20 at 106, in
        // the last: heights 34 and 17.
        let scores: Vec<f64> = (0..60).map(|place| if place < 40 { 0.0 } else { 106.0 }).collect();
        let body = drawn(&scores, Some([0.0, 0.0, 106.0]), None).body.into_string();
        assert!(
            body.contains("d=\"M6 54v-34h26.5v34h26.5h26.5h26.5h26.5h26.5h26.5v-17h26.5v17z\""),
            "{body}"
        );
    }

    #[test]
    fn a_node_without_scores_says_so() {
        let chart = drawn(&[], None, None);
        assert!(chart.body.into_string().contains(&chart.description));
    }
}
