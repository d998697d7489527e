//! The ranks of the period before against those of the period that is shown.

use icip::problem::message;
use maud::html;

use super::canvas::{Chart, Parts};
use super::interval::rank_text;
use super::path::Path;
use super::ranking::{SAID, more};
use super::text;
use crate::words::Words;

/// The first entities of the ranking, in its order.
#[derive(Debug, Clone)]
pub(crate) struct Slope<'a> {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row<'a>>,
    /// How many entities there are after these.
    pub(crate) more: usize,
    /// The period before and the one that is shown.
    pub(crate) periods: (&'a str, &'a str),
}

/// An entity.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) name: &'a str,
    pub(crate) rank: f64,
    /// Nothing where it had no rank.
    pub(crate) before: Option<Before>,
}

/// Where an entity stood in the period before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Before {
    pub(crate) rank: f64,
    /// Its place in the order of that period, from 0: entities of equal rank have places of their own.
    pub(crate) place: usize,
}

const WIDTH: f64 = 640.0;
const ROW: f64 = 17.0;
const TOP: f64 = 26.0;
/// Where lines begin and end, and where the names begin.
const LINES: (f64, f64) = (48.0, 260.0);
const NAME: f64 = 306.0;

/// The change of ranks as lines.
pub(crate) fn slope(of: &Slope<'_>, words: &Words) -> Chart {
    let count = of.rows.len();
    let is_out = |row: &Row<'_>| row.before.is_some_and(|before| before.place >= count);
    // Whoever comes from further below than the last that is shown comes from one line below it.
    let places = count + usize::from(of.rows.iter().any(is_out));
    let middle = |place: usize| TOP + place as f64 * ROW + ROW / 2.0;
    let (mut gained, mut lost, mut same) = (Path::default(), Path::default(), Path::default());
    for (place, row) in of.rows.iter().enumerate() {
        let Some(before) = row.before else { continue };
        let line = match row.rank.total_cmp(&before.rank) {
            std::cmp::Ordering::Less => &mut gained,
            std::cmp::Ordering::Greater => &mut lost,
            std::cmp::Ordering::Equal => &mut same,
        };
        let from = before.place.min(count);
        line.line((LINES.0, middle(from)), (LINES.1, middle(place)));
    }
    let rows = || of.rows.iter().enumerate();
    let base = |place: usize| middle(place) + 4.0;
    let moved = |row: &Row<'_>| match row.before {
        None => ("c-muted", words.text(message!("chart-new"))),
        Some(before) => {
            let places = before.rank - row.rank;
            let digits = usize::from(places.fract() != 0.0);
            let class = match places {
                places if places > 0.0 => "c-gained",
                places if places < 0.0 => "c-lost",
                _ => "c-muted",
            };
            let arrow = match class {
                "c-gained" => "\u{25B2} ",
                "c-lost" => "\u{25BC} ",
                _ => "= ",
            };
            let size = if places == 0.0 { String::new() } else { words.number(places.abs(), digits) };
            (class, format!("{arrow}{size}"))
        }
    };
    let floor = TOP + places as f64 * ROW;
    let body = html! {
        g .c-strong {
            g text-anchor="end" { (text::label((LINES.0 + 4.0, 14.0), of.periods.0, LINES.0, text::SIZE)) }
            (text::label((LINES.1 - 4.0, 14.0), of.periods.1, NAME - LINES.1, text::SIZE))
        }
        (same.drawn("c-same"))
        (lost.drawn("c-bad"))
        (gained.drawn("c-good"))
        g .c-muted text-anchor="end" {
            @for (_, row) in rows().filter(|(_, row)| !is_out(row)) {
                @if let Some(before) = row.before {
                    (text::text((LINES.0 - 6.0, base(before.place)), &rank_text(words, before.rank)))
                }
            }
            @if places > count { (text::text((LINES.0 - 6.0, base(count)), &format!("> {count}"))) }
        }
        g .c-muted text-anchor="end" {
            @for (place, row) in rows() {
                (text::text((LINES.1 + 32.0, base(place)), &rank_text(words, row.rank)))
            }
        }
        @for (place, row) in rows() {
            (text::label((NAME, base(place)), row.name, WIDTH - NAME - 64.0, text::SIZE))
        }
        g .c-small text-anchor="end" {
            @for (place, row) in rows() {
                g class=(moved(row).0) { (text::text((WIDTH - 4.0, base(place)), &moved(row).1)) }
            }
        }
        (more(of.more, floor + 14.0, words))
    };
    let height = floor + if of.more > 0 { 22.0 } else { 4.0 };
    Chart {
        width: WIDTH,
        height,
        title: of.title.clone(),
        description: said(of, words),
        parts: Parts::None,
        body,
    }
}

fn said(of: &Slope<'_>, words: &Words) -> String {
    let one = |row: &Row<'_>| {
        let (entity, rank) = (row.name, rank_text(words, row.rank));
        match row.before {
            None => words.text(message!("chart-change-new", entity, rank)),
            Some(before) => {
                words.text(message!("chart-change", entity, before = rank_text(words, before.rank), rank))
            }
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

    #[test]
    fn lines_go_from_the_place_before_to_the_place_now() {
        let row = |name, rank, before| Row { name, rank, before };
        let rows = vec![
            row("up", 1.0, Some(Before { rank: 2.0, place: 1 })),
            row("down", 2.0, Some(Before { rank: 1.0, place: 0 })),
            row("from far", 3.0, Some(Before { rank: 9.0, place: 8 })),
            row("new", 4.0, None),
        ];
        let of = Slope { title: "t".into(), rows, more: 0, periods: ("2021", "2023") };
        let chart = slope(&of, &Words::new(Language::ENGLISH));
        let body = chart.body.into_string();
        // The middles of the places are 34.5, 51.5, 68.5, 85.5, and 102.5 for whoever comes from below.
        assert!(body.contains("class=\"c-good\" d=\"M48 51.5l212-17M48 102.5l212-34\""), "{body}");
        assert!(body.contains("class=\"c-bad\" d=\"M48 34.5l212 17\""), "{body}");
        assert!(body.contains("&gt; 4</text>") && body.contains("\u{25B2} 6</text>"), "{body}");
        assert_eq!(chart.height, 26.0 + 5.0 * 17.0 + 4.0);
    }
}
