//! The tree of one entity as bars, against the median and the quartiles of others.

use icip::problem::message;
use maud::{Markup, html};

use super::canvas::{Chart, Parts};
use super::path::Path;
use super::scale::{Scale, decimals};
use super::text;
use crate::words::Words;

/// The scores of an entity down the tree.
#[derive(Debug, Clone)]
pub(crate) struct Profile<'a> {
    pub(crate) entity: &'a str,
    /// Whose median and quartiles are shown, such as the name of a group.
    pub(crate) others: String,
    /// The nodes, each before what is below it.
    pub(crate) bars: Vec<Bar<'a>>,
}

/// A node of the profile.
#[derive(Debug, Clone)]
pub(crate) struct Bar<'a> {
    pub(crate) name: &'a str,
    /// Steps from the index.
    pub(crate) depth: usize,
    pub(crate) score: Option<f64>,
    /// The quartiles of the others; nothing where none has a score.
    pub(crate) quartiles: Option<[f64; 3]>,
    /// From the worst to the best score that the node can have, or that an entity has.
    pub(crate) ends: (f64, f64),
}

const WIDTH: f64 = 640.0;
const ROW: f64 = 18.0;
const TOP: f64 = 4.0;
/// Where the bars lie.
const PLOT: (f64, f64) = (290.0, 586.0);
/// Names begin further right at each level, by no more than this, and by no more than `DEEPEST` in all.
const INDENT: f64 = 12.0;
const DEEPEST: f64 = 96.0;
/// Of so many nodes the description says the numbers; the others have theirs in the picture and in the tables.
const SAID: usize = 12;

/// The profile of an entity.
pub(crate) fn profile(of: &Profile<'_>, words: &Words) -> Chart {
    let depth = of.bars.iter().map(|bar| bar.depth).max().unwrap_or(0) as f64;
    let indent = if depth * INDENT > DEEPEST { DEEPEST / depth } else { INDENT };
    let (mut bands, mut bars, mut medians, mut grid) =
        (Path::default(), Path::default(), Path::default(), Path::default());
    let floor = TOP + of.bars.len() as f64 * ROW;
    let axis = axis(of);
    let ticks = axis.map(|scale| scale.ticks(5));
    for number in ticks.iter().flat_map(|ticks| &ticks.numbers) {
        let x = axis.map_or(PLOT.0, |scale| scale.at(*number));
        grid.line((x, TOP), (x, floor));
    }
    for (row, bar) in of.bars.iter().enumerate() {
        let scale = Scale::new(bar.ends, PLOT);
        let top = TOP + row as f64 * ROW;
        if let Some([first, median, third]) = bar.quartiles {
            let (from, to) = (scale.at(first), scale.at(third));
            bands.bar((from, if to - from < 1.0 { from + 1.0 } else { to }), (top + 2.0, top + ROW - 2.0));
            let x = scale.at(median);
            medians.line((x, top + 1.5), (x, top + ROW - 1.5));
        }
        if let Some(score) = bar.score {
            let (from, to) = (scale.floor(), scale.at(score));
            let ends = if from <= to { (from, to) } else { (to, from) };
            bars.bar(ends, (top + 5.5, top + ROW - 5.5));
        }
    }
    let name = |row: usize, bar: &Bar<'_>| {
        let left = bar.depth as f64 * indent;
        let size = if bar.depth == 0 { text::SIZE * text::STRONG } else { text::SIZE };
        text::label((left, base(row)), bar.name, PLOT.0 - 10.0 - left, size)
    };
    let rows = || of.bars.iter().enumerate();
    let body = html! {
        (grid.drawn("c-grid"))
        (bands.drawn("c-band"))
        (bars.drawn("c-bar"))
        (medians.drawn("c-mark"))
        g .c-strong { @for (row, bar) in rows().filter(|(_, bar)| bar.depth == 0) { (name(row, bar)) } }
        @for (row, bar) in rows().filter(|(_, bar)| bar.depth > 0) { (name(row, bar)) }
        g text-anchor="end" {
            @for (row, bar) in rows() { (text::text((WIDTH - 2.0, base(row)), &value(bar, words))) }
        }
        @if let Some((scale, ticks)) = axis.zip(ticks.as_ref()) {
            g .c-small.c-muted text-anchor="middle" {
                @for (number, shown) in ticks.texts(words) { (text::text((scale.at(number), floor + 13.0), &shown)) }
            }
        } @else {
            g .c-small.c-muted {
                (text::text((PLOT.0, floor + 13.0), &words.text(message!("chart-own-scales"))))
            }
        }
        (legend(of, words, floor + 32.0))
    };
    let title = words.text(message!("chart-profile-of", entity = of.entity));
    Chart {
        width: WIDTH,
        height: floor + 40.0,
        title,
        description: said(of, words),
        parts: Parts::None,
        body,
    }
}

/// Where the text of a row stands.
fn base(row: usize) -> f64 {
    TOP + row as f64 * ROW + ROW / 2.0 + 4.0
}

/// The scale that all nodes share; nothing where each has its own.
fn axis(of: &Profile<'_>) -> Option<Scale> {
    let ends = of.bars.first()?.ends;
    of.bars.iter().all(|bar| bar.ends == ends).then(|| Scale::new(ends, PLOT))
}

fn value(bar: &Bar<'_>, words: &Words) -> String {
    let digits = decimals(bar.ends.1 - bar.ends.0);
    bar.score.map_or_else(|| words.text(message!("chart-absent")), |score| words.number(score, digits))
}

/// The scores and the medians of the upper nodes, in words.
fn said(of: &Profile<'_>, words: &Words) -> String {
    let deepest = of.bars.iter().map(|bar| bar.depth).max().unwrap_or(0);
    let upper = |depth: usize| of.bars.iter().filter(move |bar| bar.depth <= depth);
    let depth = (0..=deepest).rev().find(|depth| upper(*depth).count() <= SAID).unwrap_or(0);
    let one = |bar: &Bar<'_>| {
        let (node, score) = (bar.name, value(bar, words));
        match bar.quartiles {
            None => words.text(message!("chart-node-score", node, score)),
            Some([_, median, _]) => {
                let median = words.number(median, decimals(bar.ends.1 - bar.ends.0));
                words.text(message!("chart-node-score-median", node, score, median))
            }
        }
    };
    let nodes: Vec<String> = upper(depth).map(one).collect();
    words.text(message!("chart-profile-said", nodes = nodes.join("; "), others = of.others.as_str()))
}

/// The meaning of the marks.
fn legend(of: &Profile<'_>, words: &Words, base: f64) -> Markup {
    let others = of.others.as_str();
    let [entity, median, quartiles] = [
        words.text(message!("chart-legend-entity")),
        words.text(message!("chart-legend-median-of", others)),
        words.text(message!("chart-legend-quartiles")),
    ];
    let middle = base - 4.0;
    let (mut bar, mut line, mut band) = (Path::default(), Path::default(), Path::default());
    bar.bar((0.0, 22.0), (middle - 3.5, middle + 3.5));
    let second = 26.0 + text::width(&entity, text::SMALL) + 14.0;
    band.bar((second, second + 22.0), (middle - 7.0, middle + 7.0));
    let third = second + 26.0 + text::width(&quartiles, text::SMALL) + 14.0;
    line.line((third + 4.0, middle - 7.0), (third + 4.0, middle + 7.0));
    html! {
        (band.drawn("c-band"))
        (bar.drawn("c-bar"))
        (line.drawn("c-mark"))
        g .c-small.c-muted {
            (text::text((26.0, base), &entity))
            (text::text((second + 26.0, base), &quartiles))
            (text::label((third + 12.0, base), &median, WIDTH - third - 12.0, text::SMALL))
        }
    }
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::*;

    fn bar(name: &str, depth: usize, score: Option<f64>) -> Bar<'_> {
        Bar { name, depth, score, quartiles: Some([20.0, 40.0, 60.0]), ends: (0.0, 100.0) }
    }

    fn drawn(bars: Vec<Bar<'_>>) -> Chart {
        let profile = Profile { entity: "E", others: "all".into(), bars };
        profile_in_english(&profile)
    }

    fn profile_in_english(of: &Profile<'_>) -> Chart {
        profile(of, &Words::new(Language::ENGLISH))
    }

    #[test]
    fn bars_bands_and_medians_stand_at_their_numbers() {
        let body = drawn(vec![bar("index", 0, Some(50.0)), bar("part", 1, None)]).body.into_string();
        // From 290 to 586 is 296, so one point is 2.96: 20 at 349.2, 40 at 408.4, 50 at 438, 60 at 467.6. The
        // first row lies from 4 to 22, its band from 6 to 20, its bar from 9.5 to 16.5. The second has no bar.
        assert!(body.contains("d=\"M349.2 6h118.4v14h-118.4zM349.2 24h118.4v14h-118.4z\""), "{body}");
        assert!(body.contains("d=\"M290 9.5h148v7h-148z\""), "{body}");
        assert!(body.contains("d=\"M408.4 5.5v15M408.4 23.5v15\""), "{body}");
        // The name of the part begins 12 further right.
        assert!(body.contains("<text x=\"12\" y=\"35\">part</text>"), "{body}");
    }

    #[test]
    fn scores_below_zero_go_to_the_left() {
        let below = Bar { ends: (-2.0, 2.0), quartiles: None, ..bar("z", 0, Some(-1.0)) };
        // Zero stands at 438, and one point is 74 wide.
        assert!(drawn(vec![below]).body.into_string().contains("d=\"M364 9.5h74v7h-74z\""));
    }

    #[test]
    fn twelve_levels_and_long_names_stay_inside() {
        let name = "W".repeat(200);
        let bars: Vec<Bar<'_>> = (0..13).map(|depth| bar(&name, depth, Some(1.0))).collect();
        let chart = drawn(bars);
        let body = chart.body.into_string();
        // 96 over 12 levels is 8 a level; what is left of 280 at the deepest is 184, of which the ellipsis needs 12
        // and each letter too: fourteen letters.
        assert!(body.contains("<text x=\"96\" y=\"233\">"), "{body}");
        let deepest = body.split("<text x=\"96\"").nth(1).and_then(|rest| rest.split("</title>").nth(1));
        assert!(
            deepest.is_some_and(|shown| shown.starts_with(&format!("{}\u{2026}<", "W".repeat(14)))),
            "{body}"
        );
        assert!(body.contains(&format!("<title>{name}</title>")));
    }

    #[test]
    fn nodes_on_other_scales_have_no_axis() {
        let other = Bar { ends: (0.0, 1.0), ..bar("b", 1, Some(0.5)) };
        let body = drawn(vec![bar("a", 0, Some(50.0)), other]).body.into_string();
        assert!(
            !body.contains("c-grid") && body.contains(">50.0</text>") && body.contains(">0.500</text>"),
            "{body}"
        );
    }
}
