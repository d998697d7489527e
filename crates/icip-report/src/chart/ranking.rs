//! The index of the best entities as bars, made of what the children of the index give where these add up to it.

use icip::problem::message;
use maud::{Markup, html};

use super::canvas::{Chart, Parts};
use super::interval::rank_text;
use super::path::Path;
use super::scale::{Scale, decimals};
use super::text::{self, shown};
use crate::words::Words;

/// The first entities of the ranking.
#[derive(Debug, Clone)]
pub(crate) struct Ranking<'a> {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row<'a>>,
    /// How many entities there are after these.
    pub(crate) more: usize,
    /// What the bars are made of; nothing where the parts do not add up to the index.
    pub(crate) parts: Vec<&'a str>,
    /// From the worst to the best index that there can be.
    pub(crate) ends: (f64, f64),
}

/// An entity of the ranking.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) name: &'a str,
    /// Nothing for one that is scored and not ranked.
    pub(crate) rank: Option<f64>,
    pub(crate) index: f64,
    /// The points that each part gives.
    pub(crate) points: Vec<f64>,
}

pub(super) const WIDTH: f64 = 900.0;
pub(super) const ROW: f64 = 17.0;
/// Where ranks end, where names begin, and how much room these have.
pub(super) const RANK: f64 = 28.0;
pub(super) const NAME: f64 = 36.0;
/// Where bars end.
const END: f64 = 840.0;
/// So many entities are named in the description; the others are in the picture and in the tables.
pub(super) const SAID: usize = 10;

/// The ranking as bars.
pub(crate) fn ranking(of: &Ranking<'_>, words: &Words) -> Chart {
    let left = behind(of.rows.iter().map(|row| row.name));
    let scale = Scale::new(of.ends, (left, END));
    let digits = decimals(of.ends.1 - of.ends.0);
    let (legend, top) = legend(&of.parts);
    let floor = top + of.rows.len() as f64 * ROW;
    let ticks = scale.ticks(6);
    let mut grid = Path::default();
    for number in &ticks.numbers {
        grid.line((scale.at(*number), top), (scale.at(*number), floor));
    }
    let mut bars = vec![Path::default(); of.parts.len().max(1)];
    for (place, row) in of.rows.iter().enumerate() {
        let inside = (top + place as f64 * ROW + 2.0, top + (place + 1) as f64 * ROW - 2.0);
        if of.parts.is_empty() {
            let (from, to) = (scale.floor(), scale.at(row.index));
            bars[0].bar(if from <= to { (from, to) } else { (to, from) }, inside);
            continue;
        }
        let mut sum = 0.0;
        for (part, points) in bars.iter_mut().zip(&row.points) {
            let (from, to) = (scale.at(sum), scale.at(sum + points));
            if to > from {
                part.bar((from, to), inside);
            }
            sum += points;
        }
    }
    let base = |place: usize| top + place as f64 * ROW + ROW / 2.0 + 4.0;
    let rows = || of.rows.iter().enumerate();
    let rank = |row: &Row<'_>| row.rank.map(|rank| rank_text(words, rank)).unwrap_or_default();
    let body = html! {
        (legend)
        (grid.drawn("c-grid"))
        @for (part, bar) in bars.iter().enumerate() { (bar.drawn(&class(part, of.parts.len()))) }
        @for (place, row) in rows() {
            (text::label((NAME, base(place)), row.name, left - 10.0 - NAME, text::SIZE))
        }
        g .c-muted text-anchor="end" {
            @for (place, row) in rows() { (text::text((RANK, base(place)), &rank(row))) }
        }
        g text-anchor="end" {
            @for (place, row) in rows() {
                (text::text((WIDTH - 4.0, base(place)), &words.number(row.index, digits)))
            }
        }
        g .c-small.c-muted text-anchor="middle" {
            @for (number, shown) in ticks.texts(words) { (text::text((scale.at(number), floor + 13.0), &shown)) }
        }
        (more(of.more, floor + 30.0, words))
    };
    let height = floor + if of.more > 0 { 38.0 } else { 20.0 };
    Chart {
        width: WIDTH,
        height,
        title: of.title.clone(),
        description: said(of, words, digits),
        parts: Parts::None,
        body,
    }
}

/// Where the plot begins behind names: at what the widest needs, within bounds.
pub(super) fn behind<'a>(names: impl Iterator<Item = &'a str>) -> f64 {
    const LEAST: f64 = 120.0;
    const MOST: f64 = 420.0;
    let ends = names.map(|name| NAME + text::width(&shown(name), text::SIZE) + 12.0);
    ends.max_by(f64::total_cmp).unwrap_or(LEAST).clamp(LEAST, MOST)
}

/// The class of a part: steps of one hue from dark to light, as far from each other as they can be.
fn class(part: usize, parts: usize) -> String {
    match parts {
        0 => "c-bar".to_owned(),
        1 => "c-step-6".to_owned(),
        // The lightest step can hardly be seen on paper: it is taken where there are six parts.
        _ => {
            let lightest = if parts > 5 { 1 } else { 2 };
            let step = (part * (6 - lightest) + (parts - 1) / 2) / (parts - 1);
            format!("c-edge c-step-{}", 6 - step)
        }
    }
}

/// The names of the parts on as many lines as they need, and where the rows begin below them.
fn legend(parts: &[&str]) -> (Markup, f64) {
    const LINE: f64 = 17.0;
    const SWATCH: f64 = 11.0;
    let (mut x, mut line) = (NAME, 0.0);
    let mut swatches = vec![Path::default(); parts.len()];
    let mut names = Vec::new();
    for (part, name) in parts.iter().enumerate() {
        let room = WIDTH - NAME - SWATCH - 8.0;
        let width = text::width(name, text::SMALL);
        let width = if width > room { room } else { width };
        if x > NAME && x + SWATCH + 5.0 + width > WIDTH {
            (x, line) = (NAME, line + 1.0);
        }
        let top = line * LINE;
        swatches[part].bar((x, x + SWATCH), (top + 1.0, top + 1.0 + SWATCH));
        names.push(((x + SWATCH + 5.0, top + 10.5), *name, width + 1.0));
        x += SWATCH + 5.0 + width + 16.0;
    }
    let top = if parts.is_empty() { 0.0 } else { (line + 1.0) * LINE + 6.0 };
    let markup = html! {
        @for (part, swatch) in swatches.iter().enumerate() { (swatch.drawn(&class(part, parts.len()))) }
        g .c-small { @for (at, name, room) in &names { (text::label(*at, name, *room, text::SMALL)) } }
    };
    (markup, top)
}

/// A line that says how many entities are not shown.
pub(super) fn more(count: usize, base: f64, words: &Words) -> Markup {
    html! {
        @if count > 0 {
            g .c-small.c-muted { (text::text((NAME, base), &words.text(message!("chart-more", count)))) }
        }
    }
}

fn said(of: &Ranking<'_>, words: &Words, digits: usize) -> String {
    let one = |row: &Row<'_>| {
        let (entity, index) = (row.name, words.number(row.index, digits));
        match row.rank {
            Some(rank) => words.text(message!("chart-ranked", rank = rank_text(words, rank), entity, index)),
            None => words.text(message!("chart-node-score", node = entity, score = index)),
        }
    };
    let first: Vec<String> = of.rows.iter().take(SAID).map(one).collect();
    let count = of.rows.len() + of.more;
    words.text(message!("chart-ranking-said", count, shown = of.rows.len(), first = first.join("; ")))
}

#[cfg(test)]
mod tests {
    use icip::problem::Language;

    use super::*;

    fn drawn(parts: Vec<&str>, rows: Vec<Row<'_>>, more: usize) -> Chart {
        let of = Ranking { title: "t".into(), rows, more, parts, ends: (0.0, 120.0) };
        ranking(&of, &Words::new(Language::ENGLISH))
    }

    #[test]
    fn parts_stand_one_behind_the_other() {
        let row = Row { name: "E", rank: Some(1.0), index: 50.0, points: vec![20.0, 30.0] };
        let body = drawn(vec!["a", "b"], vec![row], 0).body.into_string();
        // From 120 to 840 is 720, 6 a point: the first part from 120 to 240, the second from 240 to 420. The legend is
        // one line of 17 with 6 below, so the row begins at 23 and the bar at 25.
        assert!(body.contains("class=\"c-edge c-step-6\" d=\"M120 25h120v13h-120z\""), "{body}");
        assert!(body.contains("class=\"c-edge c-step-2\" d=\"M240 25h180v13h-180z\""), "{body}");
    }

    #[test]
    fn an_index_that_is_no_sum_is_a_plain_bar() {
        let row = |index| Row { name: "E", rank: None, index, points: Vec::new() };
        let chart = drawn(Vec::new(), vec![row(50.0), row(25.0)], 3);
        let body = chart.body.into_string();
        assert!(body.contains("class=\"c-bar\" d=\"M120 2h300v13h-300zM120 19h150v13h-150z\""), "{body}");
        // Two rows of 17, and what is not shown.
        assert_eq!(chart.height, 34.0 + 38.0);
        assert!(body.contains('3'), "{body}");
    }

    #[test]
    fn bars_begin_behind_the_names() {
        // 20 letters are 20 * 0.625 * 12 = 150 wide, after 36 and before 12.
        assert_eq!(behind(["a", &"a".repeat(20)].into_iter()), 198.0);
        assert_eq!((behind([].into_iter()), behind([&*"a".repeat(200)].into_iter())), (120.0, 420.0));
    }

    #[test]
    fn the_names_of_parts_take_as_many_lines_as_they_need() {
        let name = "m".repeat(60);
        // 60 letters are 630 wide: one on a line.
        assert_eq!(legend(&[&name, &name]).1, 2.0 * 17.0 + 6.0);
        assert_eq!(legend(&[]).1, 0.0);
    }

    #[test]
    fn steps_go_from_dark_to_light() {
        assert_eq!(
            [0, 1, 2, 3].map(|part| class(part, 4)),
            [6, 5, 3, 2].map(|step| format!("c-edge c-step-{step}"))
        );
    }
}
